command-discussion = 讨论|发起讨论
discussion-title = 💬 { $title }
discussion-new = 💬 新的讨论
discussion-digest-title = 💬 讨论摘要：{ $title }

discussion-button-publish = ✔ 发布
discussion-button-title = 改题目
discussion-button-prompt = 改提示
discussion-button-deadline = 改截止
discussion-button-length = 最少字数：{ $n ->
    [0] 不限
   *[other] { $n }
}
discussion-button-drop = 放弃
discussion-button-drop-yes = 是的，放弃
discussion-button-keep = 返回
discussion-button-edit = 修改
discussion-button-progress = 进度
discussion-button-close = 提前结束
discussion-button-close-yes = 是的，现在结束
discussion-button-cancel = 取消讨论
discussion-button-cancel-yes = 是的，取消
discussion-button-speak = 在这里发言
discussion-button-leave = 先不发言
discussion-button-again = 再发一条
discussion-button-take-back = 撤回这一条
discussion-button-undo = 撤回第 { $n } 条

discussion-ask-title = 讨论什么题目？请直接输入。
discussion-ask-prompt = 请输入给大家的提示，例如：结合学习内容，谈谈自己的体会和打算。
discussion-ask-deadline = 什么时候截止？点选时长，或直接输入时间，例如“今晚9点”“周五 18:00”。
discussion-lasts = { $minutes ->
    [30] 30 分钟
    [60] 1 小时
    [1440] 1 天
    [4320] 3 天
    [10080] 1 周
   *[other] { $minutes } 分钟
}
discussion-preview =
    预览（仅您可见）
    开始：{ $opens }
    截止：{ $closes }
discussion-at-once = 发布后立即开始
discussion-at-least = 每条发言至少 { $n } 个字。
discussion-scheduled = 已安排：{ $opens } 在支部群发起，{ $closes } 截止。
discussion-running = 讨论进行中，{ $closes } 截止。
discussion-progress = 已发言 { $spoke }/{ $members } 人，共 { $said } 条，{ $closes } 截止。
discussion-spoke = 已发言：{ $names }
discussion-silent = 未发言：{ $names }
discussion-confirm-drop = 放弃这次讨论？已经填写的内容不会保留。
discussion-confirm-close = 现在就结束讨论“{ $title }”？之后的发言不再收录，摘要会马上发到支部群。
discussion-confirm-cancel = 取消讨论“{ $title }”？已有的发言不会形成摘要。
discussion-dropped = 已放弃，没有发布任何内容。
discussion-missed = 讨论“{ $title }”没能按时开始：轮到它时，截止时间已经过了。没有发布任何内容。
discussion-room-missing = 讨论“{ $title }”没能发到支部群。请检查 OrgLife 是否还在群里；成员仍可在私聊中发言。
discussion-over = { $phase ->
    [cancelled] 讨论已取消。
   *[closed] 讨论已结束，摘要已发到支部群。
}

discussion-how =
    { $closes } 截止。
    回复这条消息即可发言，截止前可以修改。
discussion-opened = 支部群里有一场新的讨论，{ $closes } 截止。
discussion-how-private = 在支部群里回复那条讨论消息，或点下面的按钮在这里发言。
discussion-until = { $closes } 截止。
discussion-reminder =
    您还没有参加讨论“{ $title }”，{ $closes } 截止。
    在支部群里回复那条讨论消息，或点下面的按钮在这里发言。
discussion-speak = 讨论“{ $title }”：请输入您的发言，下一条消息（文字或文件）会被收录。
discussion-speak-where = 截止后，发言会连同姓名写进支部群里的摘要。
discussion-left = 好的，先不发言。
discussion-received = 已收录您在讨论“{ $title }”中的发言（共 { $n } 条）。截止前修改或删除原消息，收录也随之更新。
discussion-edited = 已按修改后的内容收录。
discussion-withdrawn = 已撤回，这一条不会出现在摘要里。
discussion-yours = { $n ->
    [0] 您还没有发言。
   *[other] 您已发言 { $n } 条：
}
discussion-own = 第 { $n } 条：{ $words }

discussion-late = 讨论“{ $title }”已于 { $closed } 截止，这条发言没有收录。
discussion-late-edit = 讨论“{ $title }”已于 { $closed } 截止，修改不再生效，仍以原来的发言为准。
discussion-late-withdrawal = 讨论“{ $title }”已于 { $closed } 截止，摘要已经发出，无法再撤回。如有需要，请联系书记。
discussion-early = 讨论“{ $title }”还没有开始。
discussion-was-cancelled = 讨论“{ $title }”已取消。
discussion-closed-room = 讨论已于 { $closed } 截止。
discussion-too-short = 这条发言没有收录：讨论“{ $title }”每条至少 { $n } 个字，现在是 { $has } 个字。请补充后重新发送一条（修改原消息不会被收录）。
discussion-too-long = 这条发言没有收录：最多 { $most } 个字符，现在是 { $has } 个。请精简，或作为文件发送。
discussion-too-many = 每人最多收录 { $most } 条发言，这一条没有收录。
discussion-empty = 这条发言没有文字，没有收录。
discussion-edit-unfit = { $n ->
    [0] 修改后的内容不能为空，也不能超过 { $most } 个字符；仍以原来的发言为准。
   *[other] 修改后的内容要在 { $n } 个字以上，且不超过 { $most } 个字符；仍以原来的发言为准。
}
discussion-not-collected = 这条消息没有被收录为发言，所以修改它不起作用。要发言，请重新发送一条。
discussion-gone = 这一条已经撤回了。

discussion-bad-title = 题目请用 1 到 { $most } 个字。
discussion-bad-prompt = 提示请用 1 到 { $most } 个字。
discussion-no-time = 没看懂这个时间。请这样输入：19:30、明天 19:30、12月5日 19:30、2小时后。
discussion-bad-time = 截止时间要晚于现在和开始时间，且不超过 { $days } 天。
discussion-in-the-past = 截止时间已经过去了，请先改截止。
discussion-incomplete = 题目、提示或截止时间还没有填好。
discussion-invalid = 讨论的设置有误：{ $problem }
discussion-not-allowed = 您没有管理讨论的权限。
discussion-not-invited = 这次讨论不在您的支部范围内，发言不会收录。
discussion-unexpected = 现在不能这样操作，请看最新的消息。

discussion-counts = { $took_part }/{ $members } 人参加，共 { $said } 条发言。
discussion-said-by = { $name }：
discussion-more-said = （还有 { $n } 条）
discussion-more-people = 还有 { $n } 人发言，完整摘要在书记处。
discussion-nobody = 讨论已结束，没有人发言（0/{ $members }）。
discussion-closed = 讨论已结束：{ $took_part }/{ $members } 人参加。摘要已发到支部群，完整记录见附件。
discussion-report-title = 讨论摘要：{ $title }
discussion-report-times = 开始：{ $opens }；截止：{ $closes }
discussion-report-who = { $name }（{ $of }）
discussion-report-part = 参与情况
discussion-said-at = { $at }
discussion-said-and-edited-at = { $at }（修改后）
discussion-column-name = 姓名
discussion-column-branch = 支部
discussion-column-said = 发言条数
discussion-column-first = 首次发言
