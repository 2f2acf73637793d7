command-discussion = 讨论|发起讨论
about-discussion = 发起一次讨论
discussion-menu = ＋ 发起讨论
discussion-running = 💬 { $title }
discussion-help = · 输入“讨论”发起一次讨论：收齐发言，汇总成记录
discussion-title = { $genre ->
    [diary] 📔 { $title }
    [story] 📖 { $title }
    [works] 🖼 { $title }
   *[discussion] 💬 { $title }
}
discussion-new = { $genre ->
    [diary] 📔 发起日记征集
    [story] 📖 发起故事征集
    [works] 🖼 发起作品征集
   *[discussion] 💬 发起讨论
}
discussion-digest-title = { $genre ->
    [discussion] 💬 讨论摘要：{ $title }
   *[other] 🖼 征集结果：{ $title }
}

discussion-button-title = 改题目
discussion-button-prompt = 改提示
discussion-button-deadline = 改截止
discussion-button-length = 最少字数：{ $n ->
    [0] 不限
   *[other] { $n }
}
discussion-button-drop = 放弃
discussion-button-drop-yes = 是的，放弃
discussion-button-progress = 进度
discussion-button-close = 提前结束
discussion-button-close-yes = 是的，现在结束
discussion-button-cancel = { $genre ->
    [discussion] 取消讨论
   *[other] 取消征集
}
discussion-button-cancel-yes = 是的，取消
discussion-button-own = 我的发言
discussion-button-speak = { $genre ->
    [discussion] 在这里发言
   *[other] 在这里投稿
}
discussion-button-have-my-say = { $genre ->
    [discussion] 我要发言
   *[other] 我要投稿
}
discussion-button-leave = 先不发言
discussion-button-again = 再发一条
discussion-button-take-back = 撤回这一条
discussion-button-undo = 撤回第 { $n } 条

discussion-ask-title = { $genre ->
    [diary] 征集日记，用什么题目？请直接输入。
    [story] 征集故事，用什么题目？请直接输入。
    [works] 征集作品，用什么题目？请直接输入。
   *[discussion] 讨论什么题目？请直接输入。也可以改为征集日记、故事或作品。
}
discussion-ask-prompt = { $genre ->
    [discussion] 请输入给大家的提示，例如：结合学习内容，谈谈自己的体会和打算。
   *[other] 请输入征集的要求，例如：写写身边的人和事，可以附一张照片。
}
discussion-button-opens = 改开始
discussion-ask-opens = 什么时候开始？点选，或直接输入时间，例如“明晚8点”“周五 18:00”，也可以连截止一起写：“明晚8点到9点”。
discussion-opens-in = { $minutes ->
    [60] 1 小时后
   *[other] { $minutes } 分钟后
}
discussion-ask-deadline = 什么时候截止？点选时长，或直接输入时间，例如“今晚9点”“周五 18:00”。
discussion-preview =
    预览（仅您可见）
    开始：{ $opens }
    截止：{ $closes }
discussion-at-once = 发布后立即开始
discussion-at-least = 每条发言至少 { $n } 个字。
discussion-scheduled = 已安排：{ $opens } 在{ -unit }群发起，{ $closes } 截止。
discussion-open-until = { $genre ->
    [discussion] 讨论进行中，{ $closes } 截止。
   *[other] 征集进行中，{ $closes } 截止。
}
discussion-progress = 已发言 { $spoke }/{ $members } 人，共 { $said } 条，{ $closes } 截止。
discussion-status = { $status ->
    [spoke] 已发言
    [commented] 已点评
    [done] 已发言和点评
   *[silent] 未发言
}
discussion-spoke = 已发言：{ $names }
discussion-silent = 未发言：{ $names }
discussion-confirm-drop = 放弃这份草稿？还没有通知任何人；放弃后 10 分钟内可以撤销。
discussion-confirm-close = 现在就结束《{ $title }》？之后的内容不再收录，{ $voted ->
    [1] 投票或评分会马上开始，并通知大家（{ -unit }群 { $n } 人）。
   *[0] 摘要会马上发到{ -unit }群（{ $n } 人可见）。
}不能撤回。
discussion-confirm-cancel = { $phase ->
    [open] 取消《{ $title }》？{ -unit }群（{ $n } 人）会收到取消通知，已收到的内容不会形成摘要，不能撤回。
   *[other] 取消《{ $title }》？还没有通知任何人；取消后 10 分钟内可以撤销。
}
discussion-reach = 通知：{ $at_once ->
    [1] 发布后马上发到{ -unit }群和 { $n } 人，发出后不能撤回。
   *[0] 开始时发到{ -unit }群和 { $n } 人；发出前可以修改或取消，发出后不能撤回。
}
discussion-dropped = 已放弃，没有发布任何内容。
discussion-missed = 《{ $title }》没能按时开始：轮到它时，截止时间已经过了。没有发布任何内容。
discussion-room-missing = 《{ $title }》没能发到{ -unit }群。请检查 OrgLife 是否还在群里；成员仍可在私聊中参加。
discussion-unposted = 《{ $title }》的摘要没能发到{ -unit }群。请检查 OrgLife 是否在群里、能不能发言，然后重新发布。
discussion-button-post = 重新发布摘要
discussion-over = { $phase ->
    [cancelled] 讨论已取消。
   *[closed] 讨论已结束，摘要发到{ -unit }群；如果没能发出，会在这里告诉您。
}

discussion-how = { $closes } 截止。
    { $genre ->
        [discussion] 回复这条消息即可发言，截止前可以修改。
       *[other] 回复这条消息或在私聊里投稿，截止前可以修改。
    }
discussion-opened = { $genre ->
    [discussion] { -unit }群里有一场新的讨论，{ $closes } 截止。
   *[other] { -unit }开始一次新的征集，{ $closes } 截止。
}
discussion-how-private = 在{ -unit }群里回复那条讨论消息，或点下面的按钮在这里发言。
discussion-until = { $closes } 截止。
discussion-reminder = 您还没有参加《{ $title }》，{ $closes } 截止。
discussion-speak = { $genre ->
    [discussion] 讨论《{ $title }》：请输入您的发言，下一条消息（文字或文件）会被收录。
   *[other] 《{ $title }》：请发送您的投稿，下一条消息（文字、照片或文件）会被收录。
}
discussion-speak-where = 截止后，发言会连同姓名写进{ -unit }群里的摘要。
discussion-left = 好的，先不发言。
discussion-received = 已收录您在《{ $title }》中的发言（共 { $n } 条）。截止前修改或删除原消息，收录也随之更新。
discussion-edited = 已按修改后的内容收录。
discussion-withdrawn = 已撤回，这一条不会出现在摘要里。
discussion-yours = { $n ->
    [0] 您还没有发言。
   *[other] 您已发言 { $n } 条：
}
discussion-own = 第 { $n } 条：{ $words }

discussion-late = 《{ $title }》已于 { $closed } 截止，这一条没有收录。
discussion-late-edit = 《{ $title }》已于 { $closed } 截止，修改不再生效，仍以原来的内容为准。
discussion-late-withdrawal = 《{ $title }》已于 { $closed } 截止，摘要已经发出，无法再撤回。如有需要，请联系{ -leader }。
discussion-early = 《{ $title }》还没有开始。
discussion-was-cancelled = 《{ $title }》已取消。
discussion-closed-room = 已于 { $closed } 截止。
discussion-too-short = 这一条没有收录：《{ $title }》每条至少 { $n } 个字，现在是 { $has } 个字。请补充后重新发送一条（修改原消息不会被收录）。
discussion-too-long = 这条发言没有收录：最多 { $most } 个字符，现在是 { $has } 个。请精简，或作为文件发送。
discussion-too-many = 每人最多收录 { $most } 条发言，这一条没有收录。
discussion-forwarded = 这是转发的消息，没有收录为您的发言。如果要把它作为您的发言，请复制内容后自己发送。
discussion-empty = 这条发言没有文字，没有收录。
discussion-edit-unfit = { $n ->
    [0] 修改后的内容不能为空，也不能超过 { $most } 个字符；仍以原来的发言为准。
   *[other] 修改后的内容要在 { $n } 个字以上，且不超过 { $most } 个字符；仍以原来的发言为准。
}
discussion-not-collected = 这条消息没有被收录为发言，所以修改它不起作用。要发言，请重新发送一条。
discussion-gone = 这一条已经撤回了。

discussion-invalid = 讨论的设置有误：{ $problem }
discussion-not-invited = 这次活动不在您的{ -unit }范围内，内容不会收录。

discussion-counts = { $took_part }/{ $members } 人参加，共 { $said } 条发言。
discussion-said-by = { $name }：
discussion-more-said = （还有 { $n } 条）
discussion-more-people = 还有 { $n } 人发言，完整摘要在{ -leader }处。
discussion-nobody = 讨论已结束，没有人发言（0/{ $members }）。
discussion-closed = { $genre ->
    [discussion] 讨论已结束：{ $took_part }/{ $members } 人参加。摘要发到{ -unit }群，完整记录见附件。
   *[other] 征集已结束：{ $took_part }/{ $members } 人投稿。结果发到{ -unit }群，完整记录见附件。
}
discussion-report-title = { $genre ->
    [discussion] 讨论摘要：{ $title }
   *[other] 征集结果：{ $title }
}
discussion-file-record = { $genre ->
    [discussion] 讨论记录
   *[other] 征集记录
}
discussion-file-page = 作品展页
discussion-report-who = { $name }（{ $of }）
discussion-report-part = 参与情况
discussion-said-at = { $at }
discussion-said-and-edited-at = { $at }（修改后）
discussion-column-said = 发言条数
discussion-column-first = 首次发言

command-diary = 日记征集|征集日记|日记
about-diary = 征集一次日记
command-story = 故事征集|征集故事|故事
about-story = 征集一次故事
command-works = 作品征集|征集作品|征文|作品|征集
about-works = 征集一次作品
discussion-genre = { $genre ->
    [diary] 改为日记征集
    [story] 改为故事征集
    [works] 改为作品征集
   *[discussion] 改为讨论
}
discussion-button-material = ＋ 学习材料
discussion-button-clear = 清空材料
discussion-button-comments-at = 互评开始时间
discussion-button-jury = 指定评委
discussion-button-tonight = 今晚提醒我
discussion-button-comment = 评论这一条
discussion-button-another = 换一条看看
discussion-button-like = 👍 赞
discussion-button-undo-yes = 是的，撤回
discussion-button-pick = 选登
discussion-button-files = 再发一次记录
discussion-button-report = 上报摘要
discussion-button-report-yes = 是的，上报
discussion-button-review = 审核
discussion-button-approve = ✔ 通过
discussion-button-return = 退回并附言
discussion-button-ballot = 去投票
discussion-button-rejudge = 改第 { $n } 件的分
discussion-button-count = 结束投票
discussion-button-count-yes = 是的，现在计票
discussion-ask-material = 请发送学习材料：一个链接，或一个文件。可以连续发送，完成后点“返回”。
discussion-enough-materials = 最多 { $most } 份材料，这一份没有加上。
discussion-file-too-large = 文件太大，最多 { $most } MB。可以改发链接。
discussion-bad-material = 请发送一个文件，或不超过 { $most } 个字的链接、文字。
discussion-option-required = { $value ->
    [true] 参加：每人都要
   *[false] 参加：自愿
}
discussion-option-comments = { $value ->
    [none] 互评：没有
    [free] 互评：自愿
   *[required] 互评：每人至少一条
}
discussion-option-comment-length = 评论字数：{ $value ->
    [0] 不限
   *[other] 至少 { $value }
}
discussion-option-anonymous = { $value ->
    [true] 匿名：是
   *[false] 匿名：否
}
discussion-option-grace = 截止后补交：{ $value ->
    [0] 不收
   *[other] { $value } 小时内收，注明迟交
}
discussion-option-votes = 投票：{ $value ->
    [0] 不投票
   *[other] 每人 { $value } 票
}
discussion-option-voters = { $value ->
    [voting] 谁能投：有表决权的人
   *[all] 谁能投：所有人
}
discussion-round-begins = 互评从 { $at } 开始。
discussion-ask-comments-at = 互评什么时候开始？请输入一个在截止之前的时间，例如“明天 12:00”。
discussion-ask-jury = 由谁评分？请输入评委的姓名，用逗号隔开。
discussion-bad-jury = 没有认出这些评委：{ $names }。请输入名册里的姓名，最多 { $most } 人。
discussion-jury-told = 由 { $n } 位评委评分。
discussion-votes-told = 截止后投票，每人 { $n } 票{ $voters ->
    [voting] （有表决权的人）
   *[all] {""}
}。
discussion-second-told = { $required ->
    [required] { $begins } 起互评：每人至少评论一条别人的发言。
   *[free] { $begins } 起可以评论别人的发言。
}
discussion-second-told-halfway = { $required ->
    [required] 时间过半后互评：每人至少评论一条别人的发言。
   *[free] 时间过半后可以评论别人的发言。
}
discussion-grace-told = 截止后 { $minutes } 分钟内还可以补交，会注明“迟交”。
discussion-anonymous-told = 匿名讨论：请在私聊里发言；摘要里没有姓名，{ -leader }也看不到是谁写的。
discussion-reviewed-told = 投稿经审核后展示；可以是文字、照片或文件。
discussion-comment-at-least = 每条评论至少 { $n } 个字。
discussion-voting = 正在投票或评分，{ $until } 截止。
discussion-confirm-count = 现在就结束《{ $title }》的投票？之后不能再投，结果会马上发到{ -unit }群（{ $n } 人可见），不能撤回。
discussion-names-later = 满 { $n } 人发言后，才显示谁参加了。
discussion-commented = 已互评 { $n }/{ $members } 人。
discussion-not-commented = 未互评：{ $names }
discussion-how-in-private = { $closes } 截止。
    请点私聊里的按钮发言，不要在群里回复。
discussion-how-nameless = 请点下面的按钮，在这里匿名发言。
discussion-round-in-room = 互评开始，{ $closes } 截止。请回复一位{ -comrade }的发言，说说您的看法；也可以在私聊里评论。
discussion-round-in-private = 互评开始，{ $closes } 截止。请在私聊里匿名评论别人的发言。
discussion-to-comment = 请评论这一条发言（{ $closes } 截止）：
discussion-comment-now = 请输入您的评论，下一条消息会被收录。
discussion-reminder-comment = 《{ $title }》的互评 { $closes } 截止，您还没有评论。
discussion-nothing-yet = 还没有可以看的发言。
discussion-liked = 已点赞；再点一次收回。
discussion-unliked = 已收回这个赞。
discussion-own-like = 不能给自己的发言点赞。
discussion-speak-where-nameless = 截止后，内容会不带姓名地写进摘要，谁也看不到是您写的。
discussion-speak-where-reviewed = 审核通过后，会连同姓名展示。
discussion-received-late = 已收录您在《{ $title }》中的发言（共 { $n } 条），注明“迟交”。
discussion-received-nameless = 已匿名收录您在《{ $title }》中的发言（共 { $n } 条）。截止前修改或删除原消息，收录也随之更新。
discussion-received-for-review = 已收到您给《{ $title }》的投稿（共 { $n } 件），审核后会告诉您。截止前修改原消息，投稿随之更新。
discussion-confirm-undo = 撤回第 { $n } 条？撤回后就不再收录，不能恢复，只能重新发言。
discussion-in-private-only = 这是匿名讨论，群里的回复没有收录（大家能看到是您发的，建议删除）。请点私聊里的按钮发言。
discussion-texts-only = 匿名讨论只收文字，文件可能暴露作者，没有收录。
discussion-comment-too-short = 这条评论没有收录：《{ $title }》的评论至少 { $n } 个字，现在是 { $has } 个字。请补充后重新发送。
discussion-review-state = { $state ->
    [approved] （已通过）
    [returned] （已退回：{ $word }）
   *[waiting] （待审核）
}
discussion-spoken-already = 您已经参加了，不用再提醒。
discussion-too-soon = 马上就要截止了，来不及再提醒。
discussion-will-remind = 好的，{ $at } 提醒您；在那之前发言，就不再提醒。
discussion-to-review = { $name } 有一件投稿等待审核。
discussion-review = { $name }，{ $at }（共 { $n } 件待审核；通过后马上通知作者，不能撤回）
discussion-nothing-to-review = 没有待审核的投稿。
discussion-ask-word = 请输入给作者的话：为什么退回，怎样修改。会马上发给作者，不能撤回。
discussion-reviewed-already = 这一件已经审核过，或已经撤回。
discussion-approved = 您给《{ $title }》的投稿已通过：
discussion-returned = 您给《{ $title }》的投稿被退回：{ $word }
    请修改原消息，或重新投稿。
discussion-done-approved = 已通过。
discussion-done-returned = 已退回，附言已转告作者。
discussion-unreviewed = { $n } 件投稿没有审核，没有展示。
discussion-vote-opens = 投票开始：共 { $n } 件，每人 { $votes } 票，{ $until } 截止。请在私聊里投票。
discussion-jury-opens = 评分开始：共 { $n } 件，由评委评分，{ $until } 截止。
discussion-vote-call = 请投票：共 { $n } 件，每人 { $votes } 票，{ $until } 截止。全部内容见{ -unit }群里的页面。
discussion-jury-call = 请您评分：共 { $n } 件，每件 1 到 10 分，{ $until } 截止。全部内容见{ -unit }群里的页面。
discussion-ballot = 还有 { $left } 票。点编号投票，再点收回；{ $until } 截止。
discussion-candidate = { $number }. { $name }：{ $headline }
discussion-judge = 第 { $number }/{ $n } 件，请打分（1 到 10）：
discussion-judged = { $number }. { $name }：{ $points } 分
discussion-all-judged = 全部评完，{ $until } 前可以改。
discussion-jury-only = 这次由评委评分。
discussion-no-vote = 这次您没有投票权。
discussion-own-vote = 不能投给自己。
discussion-votes-used = { $n } 票已经用完；先收回一票，再投别的。
discussion-collected = 共 { $n } 件，来自 { $people } 人。请打开附件里的页面观看。
discussion-votes-cast = 结果（{ $n } 人参加投票或评分）：
discussion-ranked = { $place }. { $name }：{ $headline }（{ $n } { $jury ->
    [true] 分
   *[false] 票
}）
discussion-exhibit = 第 { $place } 名 · { $n } { $jury ->
    [true] 分
   *[false] 票
}
discussion-branch = 【{ $name }】{ $counts }
discussion-picked = 选登：
discussion-nameless = 以下发言不显示姓名，排列没有先后：
discussion-numbered = 发言 { $n }
discussion-comment-on = 评 { $name }：
discussion-marked-late = （迟交）
discussion-marked-picked = ★ 选登
discussion-likes = 👍 { $n }
discussion-version = 修改前（{ $at }）：
discussion-version-withdrawn = 已于 { $at } 撤回：
discussion-pick = 点编号选登，再点取消；选登的发言会排在摘要前面。
discussion-enough-picked = 最多选登 { $most } 条。
discussion-confirm-report = 把摘要和完整记录上报给 { $names }？发出后不能收回。
discussion-nobody-above = 上级组织里没有可以接收的人。
discussion-reported = { $unit }的讨论记录，由 { $by } 上报：{ $took_part }/{ $members } 人参加，共 { $said } 条发言。
discussion-report-sent = 已上报给 { $names }。
discussion-column-comments = 评论条数
discussion-column-part = 参加
discussion-column-place = 名次
discussion-column-entry = 作品
discussion-column-votes = { $jury ->
    [true] 得分
   *[false] 票数
}
discussion-took-part = { $yes ->
    [true] 是
   *[false] 否
}
discussion-no-template = 还没有题目，无法存为模板，也无法试一遍。
discussion-button-page = 公开作品展页
discussion-button-page-yes = 是的，公开
discussion-button-renew = 换一个新链接（旧的作废）
discussion-button-unpublish = 不再公开
discussion-button-page-again = 重新公开
discussion-page-ask = 公开作品展页？谁拿到链接，谁就能打开，不用登录：能看到题目、要求、已通过的作品和作者姓名（本人同意后才写，我会去问），有了结果还能看到名次。随时可以关闭，已经下载的图片和文件无法收回。
discussion-page-open = 作品展页已公开。谁拿到链接，谁就能打开，不用登录：能看到题目、要求、已通过的作品和作者姓名（本人同意后才写），有了结果还能看到名次。没有通过的、已撤回或退回的，页面上没有。页面一直保留，点“不再公开”就关闭。
discussion-page-link-follows = 链接在下一条消息里，可以直接转发。请只发给该看的人。
discussion-page-link-lost = 链接只在公开时发给您一次，我们不保存。找不到了，可以换一个新链接。
discussion-page-inside = 注意：{ $reach ->
    [machine] 这个链接目前只能在运行服务的那台电脑上打开
   *[network] 这个链接目前只能在同一个局域网里打开
}。要让大家都能打开，请管理员把设置里的 web.base_url 改成对外的网址（如 https://org.example），重启服务，再换一个新链接。
discussion-page-closed = 作品展页不再公开，原来的链接打不开了。已经下载的图片和文件无法收回。
discussion-confirm-take-off = 从作品展页和记录里撤下这件作品？撤下后不能恢复；已经发出的摘要、文件和票数不会改变。
discussion-button-take-off-yes = 是的，撤下
discussion-taken-off = 已撤下，作品展页上不再显示。

discussion-untitled = 未命名的讨论（{ $day }）
discussion-menu-works = ＋ 征集作品
discussion-menu-diary = ＋ 征集日记
discussion-menu-story = ＋ 征集故事
discussion-todo-speak = 还没有发言
discussion-todo-comment = 还没有评论
discussion-todo-revise = 退回给您修改
discussion-todo-vote = 还没有投票
discussion-todo-judge = 请评分
discussion-todo-review = { $n } 篇待审核

discussion-ask-plan-prompt = 每次给大家的题目和要求怎么写？
discussion-ask-plan-minutes = 每次开放多长时间？点选，或直接写，例如“两天”。
discussion-field-plan-prompt = 要求：{ $value }
discussion-field-plan-minutes = 开放：{ $value }
discussion-mine = { $n } 条
discussion-exhibit-unsigned = 未署名
discussion-page-sign = 《{ $title }》的作品展页已公开，谁拿到链接谁就能看，您的作品在上面。写不写您的姓名？您同意之前不写；以后在“我的数据”里可以改，作品也可以自己撤下。

# 提交会议

discussion-button-points = 归纳意见
discussion-button-bring = 提交会议
discussion-button-announce = 📢 公布结果
discussion-ask-points = 把大家的意见归纳成几条：一行一条，最多 { $most } 条。会议上会看到。
discussion-bad-points = 请写 1 到 { $most } 条，一行一条，每条不超过 { $long } 个字。
discussion-points-kept = 已归纳：
discussion-points = 大家的意见：
discussion-ask-meeting = 提交哪个会？会列入它的议程，会议结束后您会收到结果。
discussion-to-meeting = { $title }{ $dated ->
        [0] {""}
       *[other] （{ $day }）
    }
discussion-drafted-meeting = 正在准备的会
discussion-new-meeting = ＋ 另开一个会
discussion-no-meetings = 您没有召集会议的权限，或者规则里没有会议。请交给能召集会议的{ -comrade }。
discussion-is-brought = 已经列入{ $meeting }的议程了。
discussion-agenda = { $what ->
        [taken] 已列入{ $named ->
            [0] 会议
           *[other] { $meeting }
        }的议程，会议结束后告诉您结果。
        [refused] 没有列入：这个会已经不能再加议题。可以提交别的会。
       *[dropped] 那个会不开了，这件事还没有定。可以提交别的会。
    }
discussion-decided = { $n ->
        [0] { $meeting }（{ $day }）讨论了这件事，没有作出决定。
       *[other] { $meeting }（{ $day }）决定：
    }
discussion-voted = { $how ->
        [passed] 表决：通过。
        [failed] 表决：没有通过。
       *[put_off] 表决：暂缓。
    }
discussion-why = 为什么这样定：{ $why }
discussion-ask-why = 会议有结果了。为什么这样定？写一两句，会一起公布；不写就直接点“公布结果”：发到群里，也单独告诉发过言的人。
discussion-announced = 已公布。

discussion-archived = 不记名，{ $n } 人参加，内容不存档。
