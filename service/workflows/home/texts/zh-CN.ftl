command-start = 开始
about-start = 打招呼
command-menu = 菜单|主页
about-menu = 正在进行的活动
command-lang = 语言
about-lang = 切换中英文
command-settings = 设置
about-settings = 语言、关联的聊天和提醒方式
command-link = 关联|绑定
about-link = 关联另一个平台的聊天
command-unlink = 取消关联|解除关联|解绑|解除绑定
about-unlink = 取消关联
command-calendar = 日程|日历
about-calendar = 把谈心时间订阅到日历
command-tokens = 接口令牌|令牌
about-tokens = 让本单位的其他系统读取数字的令牌
command-dashboard = 看板|网页看板
command-archive = 年度档案|工作手册
about-archive = 把一年的工作整理成手册和档案
about-dashboard = 在网页上看本{ -unit }和下级的情况
command-care = 关怀|情况登记
about-care = 登记需要关怀的情况
command-me = 我的情况|报告情况
about-me = 报告自己的情况
command-help = 帮助|怎么用
about-help = 怎么用
command-cancel = 取消|算了
about-cancel = 放下正在回答的问题
home-greeting =
    { $name }，您好！您已接入“{ $unit }”。
    测验、讨论和谈心的通知会发到这里，点按钮或直接输入都可以回答。
home-button-menu = 菜单
home-button-lang = 🌐 语言 / Language
home-menu = 菜单
home-going-on = 正在进行：
home-button-ongoing = 全部进行中的（{ $n }）
home-button-begin = ＋ 发起活动…
home-begin = 要发起什么？选一种：
home-button-rest = 更多…
home-rest = 其他：
home-button-care = 关怀登记
home-button-dashboard = 看板
home-button-archive = 年度档案
home-button-archive-of = { $year } 年
home-button-archives = 下级各单位…
home-archives = 要哪个单位的？（共 { $n } 个，最多列出 { $most } 个；也可以发“{ $slash }archive 单位名 年份”）
home-archive-sent = 📦 { $unit } { $year } 年的档案在这里：工作手册、名册和台账、全部数据，以及每个文件的校验值。谈心内容、保密事项和不记名的发言不在其中。
home-archived-just-now = 刚刚才整理过一份，请等 { $seconds } 秒再试。
home-no-archive = { $why ->
    [no_unit] 没有找到这个单位。请发“{ $slash }archive 单位名 2026”。
    [no_year] 这一年还没有到，或者太早。请写今年或以前的年份，例如“{ $slash }archive 2025”。
    [too_much] 这一年的内容太多，放不进一份档案。请分下级单位整理。
   *[not_allowed] 只有这个单位的{ -leader }和上级可以整理它的档案。
}
home-reports-ended = 以后不再发送。要重新打开，请发“看板”，在“今日”页最下面选每周或每月。
home-office-ended = 已退出：那个浏览器不能再看看板了。要再看，请发“看板”。如果不是您本人登录的，请告诉管理员。
home-office-way-dropped = 已删除，看板也已在所有设备上退出。要再看，请发“看板”。如果不是您本人添加的，请告诉管理员。
home-nothing-going-on = 现在没有进行中的活动。
home-choose-language = 选择语言 / Choose a language
home-language-changed = 以后用中文和您说话。
home-no-language = 可以选：zh-CN（中文）、en（English）。
home-help =
    · 收到题目或通知，点按钮，或输入选项的编号、文字。
    · 参加讨论：在群里回复那条讨论消息，或点它下面的“我要发言”。
    · 输入“待办”看现在等您做的事，输入“菜单”看正在进行的活动，输入“语言”切换中英文。
    · 想找负责人或其他成员谈谈，输入“我想谈谈”；情况有变化，输入“我的情况”；有诉求、意见建议，输入“诉求”，可以保密。
    · 有问题等着回答时，这些词照样有用；不想回答，输入“取消”。
    · 输入“关联”可以在另一个平台上接着用，输入“设置”选择提醒发到哪里。
home-unreadable = 我只能看懂文字和文件，贴纸、位置、投票这些看不了。请用文字告诉我，或输入“菜单”。
home-ask-words = 您在群里说的“{ $words }”，算作对《{ $title }》的发言吗？
home-ask-words-which = 您在群里说的“{ $words }”，算作对哪个话题的发言？
home-button-mine = 是，算我的发言
home-button-mine-of = 算作《{ $title }》的发言
home-button-loose = 不是
home-words-counted = 好的，已作为您的发言交给讨论（{ $n } 条）；记下的，群里的消息上会有标记。
home-words-dropped = 好的，不算发言，这次讨论不再为群里的话问您。想发言时，点讨论下面的“我要发言”，或在群里回复那条消息。
home-file-unasked = 现在没有哪一项在等您发文件，单独的图片和语音我也看不懂。要投稿或发言，请先从“菜单”打开那一项再发；其他事情请用文字说。
home-not-understood = 没看懂。输入“菜单”可以看到现在能做什么。
home-not-allowed = 您没有这个权限。
home-unknown-command = 没有这个命令，或您没有使用它的权限。要作答、投票，输入“待办”；输入“帮助”看用法。
home-linked = { $name }，您好！这个聊天已关联到您本人，在这里和在其他平台上做的都算在一起。
home-button-settings = 设置
home-settings = 设置
home-linked-chats = 已关联：{ $names }
home-reminders-go = 提醒和通知发到：{ $name }。您在哪里写，就在哪里回复。
home-reminders-stay = 现在没有能收到消息的聊天。
home-button-channel = 提醒改发到 { $name }
home-button-link = 关联其他平台
home-button-unlink = 取消关联
home-which-to-unlink = 要取消哪一个？取消后那里不再收到消息，答题和发言的记录都保留。
home-linked-since = { $name }（{ $day }关联）
home-button-stay-linked = 保留关联
home-unlink-last = { $name } 是您唯一还能收到消息的聊天。取消后您收不到任何通知，再用要向{ -leader }要新的邀请码。确定吗？
home-button-unlink-yes = 确定取消
home-unlinked = 已取消关联 { $name }，那里不会再收到消息。
home-no-member = 名册里已经没有这位成员，或已停用。
home-no-channel = 这个聊天已经不在您的关联里了。输入“设置”看现在的情况。
home-button-reminders = 谈心提醒时间
home-button-calendar = 日程订阅
home-button-me = 我的情况
home-reminders-now = 谈心前提醒您：{ $when }
home-reminders-none = 谈心前不提醒您。
home-reminders-usual = 谈心提醒按{ -unit }的安排。
home-ask-reminders = 要改成什么时候？点选，或直接输入，例如“1天、2小时、10分钟”。从下一次约定起生效：
home-no-reminders = 没看懂。请这样输入：1天、2小时、10分钟（最多 { $most } 个，30 天以内）。
home-button-no-reminders = 不提醒
home-button-usual-reminders = 按{ -unit }的安排
home-calendar = 您可以在手机日历里订阅自己的谈心日程：时间、对方和地点会自动更新，不含任何保密内容。链接只给您自己，知道链接的人就能看到，请不要转发。换新链接或停用后，旧链接马上失效，不能恢复。
home-button-feed = 给我一个新链接（旧的失效）
home-button-unfeed = 停用链接
home-calendar-link = 🔒 您的日程订阅链接（在日历软件里选“添加订阅日历”）：
home-calendar-closed = 日程链接已停用，任何人都不能再用它查看。
home-ask-circumstances = 您现在的情况？只有您自己和{ -leader }等有权限的人能看到，加密保存；组织会优先联系需要关心的{ -comrade }。
home-circumstance = { $kind ->
    [quarantine] 隔离中
    [ill] 生病
    [hardship] 有困难
    [abroad] 在国（境）外
    [away] 在外地
   *[well] 一切正常
}
home-circumstances-kept = 已加密保存，谢谢。情况有变化时，请输入“我的情况”再改。
home-care = 🔒 需要关心的{ -comrade }（请勿转发）：
home-care-line = { $name }：{ $how }（{ $day }报告）
home-care-nobody = 现在没有登记。
home-care-ask = 要登记或更改，请输入姓名和情况，例如“张伟 隔离”“李华 外地”“张伟 正常”（隔离、生病、困难、国外、外地、正常）。加密保存；组织一轮谈心时会先约他们。
home-care-kept = { $name } 的情况已加密保存。您输入的原文会尽量从聊天中撤回。
home-no-care = 没看懂。请输入姓名和情况，例如“张伟 隔离”。
home-care-some = 组织一轮谈心时会先约他们。
home-button-tend = 登记或更改
home-button-helps = 怎么发起活动…
home-help-more = 您还可以：
home-help-again = · 面板里的“更多操作…”：发布前以成员身份试一遍；把活动存为模板，以后从菜单里再用
home-help-bind = · { $slash }bind 在群（或话题）里发送，把它设为单位的群
home-help-room = 通知会发到这里：点按钮或回复那条消息就可以参加。其他的请私聊我，输入“菜单”。
home-nothing-open = 现在没有等您回答的问题。要取消一个活动，请输入“菜单”打开它。
home-more = 《{ $title }》还可以：
home-button-keep = 存为模板
home-button-templates = ＋ 从模板新建
home-templates-title = 🗂 模板
home-ask-template-name = 给模板起个名字：点下面的名字，或直接输入。模板只保留内容和设置，不保留时间、人员和回答；本单位和下级单位都能用。
home-bad-name = 名字要有 1 到 { $most } 个字。
home-name-taken = 已有名为“{ $name }”的模板，请换一个名字。
home-ask-replace = 已有名为“{ $name }”的模板（{ $at }存）。要用这一次的内容替换它吗？也可以直接输入另一个名字。
home-button-kept-yes = 替换它
home-template-kept = 已存为模板“{ $name }”。以后在“菜单 → 发起活动 → 从模板新建”里点一下就能再用。
home-no-template = 没有找到，可能已被删除或改名。输入“菜单”看现在有什么。
home-no-templates = 现在没有您能用的模板。
home-choose-template = 点一个模板，就用它新建一份草稿，只需再定时间：
home-button-tidy = 整理模板（改名、删除）
home-tidy-template = 要整理哪一个？
home-template-facts = 单位：{ $unit }；{ $by }存于{ $at }
home-button-rename = 改名
home-button-toss = 删除
home-ask-new-name = 模板“{ $name }”改叫什么？请输入新名字。
home-template-renamed = 模板“{ $before }”已改名为“{ $name }”。
home-ask-drop-template = 确定删除模板“{ $name }”吗？删除后无法恢复；已经用它建好的活动不受影响。
home-button-toss-yes = 是，删除
home-template-dropped = 模板“{ $name }”已删除。
home-button-rehearse = 以成员身份试一遍
home-rehearsed = 【演练】
home-rehearsal-title = 🎭 演练
home-rehearsal-begun =
    《{ $title }》的演练开始了：马上开放。
    成员和群里会收到的消息，现在只发给您一个人，并标明【演练】；您像成员一样点按钮、输入即可。别人看不到，也不计入任何统计。
    截止时间就是您设的时间；想看结束时的样子，在面板里提前结束。
    一小时后自动结束，也可以随时结束；结束后不留任何记录。
home-button-unrehearse = 结束演练
home-rehearsal-ended = 演练结束，没有留下任何记录。上面标着【演练】的消息不再有效。
home-button-rehearse-again = 再试一遍
home-rehearsal-over = 这次演练已经结束。输入“菜单”看现在能做什么。
home-too-late = 只有草稿和还没开始的活动可以演练；这一个已经开始或结束了。
command-members = 成员|名单|成员名单
about-members = 管理{ -unit }成员
home-button-members = 👥 成员
home-members = 👥 { $unit }
home-members-count = 共 { $n } 人，{ $missing ->
    [0] 都已接入。点姓名可以办理。
   *[other] { $missing } 人还没有接入。点姓名可以办理。
}
home-member-joined = 已接入
home-member-not-joined = 未接入
home-member-gone = 已离开，不再收到消息，也不计入人数。
home-member-changed = 已更改。
home-button-newcomer = ＋ 添加成员
home-button-invite = 发邀请码
home-button-roles = 改职务
home-button-standings = 改身份
home-button-moves = 转到别的{ -unit }
home-button-leave = 离开{ -unit }…
home-button-leave-yes = 确定离开
home-button-rejoin = 让 TA 回来
home-button-move-yes = 确定转出
home-button-hand = 请上级办理
home-ask-leave = { $name } 离开后不能再操作，不收消息，不计人数；以前做过的仍保留姓名。随时可以让 TA 回来。
home-ask-move = 把 { $name } 转到“{ $unit }”？聊天和以前的记录都带过去。
home-ask-where = { $name } 转到哪里？
home-ask-member = { $what ->
    [role] { $name } 担任什么？
   *[other] { $name } 现在是什么身份？
}
home-move-wanted = { $by } 请您把 { $unit } 的 { $name } 转到别的{ -unit }。
home-move-handed = 已请 { $names } 办理。
home-nobody-above = 上级组织里没有可以办理的人。请管理员办理。
home-ask-newcomer = 请输入新成员的姓名；有同名的，加上小组：李华，第二小组
home-no-name = 请输入姓名，例如：李华
home-name-known = 已经有 { $names }。如果是另一位，请加上小组来区分：李华，第二小组

command-today = 今天|今日
about-today = 今天要办的事
home-today = { $n ->
        [0] 今天没有等您做的事。
       *[other] 今天（{ $day }）：
    }
command-todo = 待办|我的待办
about-todo = 现在等您做的事
home-button-todo = 📌 待办（{ $n }）
home-todo = 等您做的事：
home-todo-line = · { $what }
home-todo-due = · { $what }（{ $due }截止）
home-todo-nothing = 现在没有等您做的事。
home-owed = 规则要求您本人的：
home-button-drafts = 草稿与待开始（{ $n }）
home-drafts = 草稿和还没开始的：
home-button-plans = 定期活动（{ $n }）
home-plans = 定期活动：
command-results = 我的|我的成绩|我的发言|我的作品|我的记录
about-results = 自己的成绩、发言和服务时长
command-past = 往期|往期活动|以前的活动
about-past = 已经结束的活动
home-button-results = 我的成绩和发言
home-button-past = 往期活动
home-month = { $year }年{ $month }月
home-results-none = 这里会列出您的成绩、发言、作品、学习、汇报和服务时长，现在还没有。
home-results-hours = 服务时长共 { $hours } 小时。
home-past-none = 这个月没有结束的活动。
home-took-part = { $n } 人参加

command-withdraw = 撤回同意|撤销同意
about-withdraw = 撤回对保存敏感信息的同意
home-notice-short = 🔏 { $controller }用您的姓名、作答、发言和谈心安排来开展{ -unit }活动，不用于别的事。您可以随时查看、更正、导出和删除。
home-button-notice = 隐私告知全文
home-button-seen = 知道了
home-notice-title = 🔏 个人信息处理告知
home-notice =
    处理者：{ $controller }。联系：{ $contact }。
    用途和依据：开展{ -life }（会议、表决、测验、讨论、学习、谈心、报名、汇报、诉求、提醒）和按规定留存记录；只处理这些事需要的信息。
    处理哪些：姓名、{ -unit }、小组、职务、身份、联系方式、语言和时区；您关联的聊天账号；您的作答、得分、发言、投票、学时、汇报、诉求、报名、签到和谈心安排；您发给我的消息。谈心内容、您约谈时说的话、诉求加密保存。
    敏感信息：健康、去向等（“我的情况”和定期汇报）只在您单独同意后才问、才存，最多保留 { $days } 天，输入“撤回同意”即删除。
    保存多久：活动记录和办理流水按组织的规定留存；聊天消息在活动结束后清理，一般为三个月；离开{ -unit }后不再处理新的信息。
    谁能看到：本{ -unit }和上级有相应权限的人；不对外提供。作品公开展示前会另行征得您的同意。境外平台会先单独征得您的同意。
    您的权利：查阅、复制、更正、删除、撤回同意。输入“我的数据”就能办；认为处理不当的，可以联系上述联系人或向网信、公安等部门投诉。
home-notice-contact = 您的{ -unit }{ -leader }
home-notice-seen = 好的。以后想看告知全文或办理自己的数据，输入“我的数据”。
home-consent-sensitive =
    🔏 需要您单独同意
    健康和去向属于敏感个人信息。只为组织关心、联系需要帮助的{ -comrade }；只有您自己和{ -leader }等有权限的人能看到，加密保存，最多 { $days } 天。
    不同意不影响您参加任何活动；同意后随时输入“撤回同意”，已存的立即删除。
home-button-agree = 我同意
home-button-refuse = 不同意
home-button-withdraw = 撤回同意并删除
home-consent-refused = 好的，没有记录任何情况，也不影响您参加活动。想改变主意时，输入“我的情况”。
home-consent-withdrawn = 已撤回同意，登记过的情况已删除。不影响您参加活动。
home-care-no-consent = { $name } 还没有同意登记健康和去向，所以没有保存。请 TA 自己输入“我的情况”，同意后再登记。
command-mydata = 我的数据|我的隐私|隐私
about-mydata = 查阅、导出、更正、删除自己的数据
home-button-mydata = 我的数据
home-mydata = 🔏 我的数据
home-mydata-about = 这里办理 { $name }（{ $unit }）本人的数据。
home-mydata-consents = 健康、去向和敏感的汇报：{ $given ->
    [yes] 您已单独同意，随时可以撤回。
   *[no] 您没有同意，所以没有登记。
}
home-mydata-ways = 有疑问或不同意见，请联系：{ $contact }。
home-button-correct = 更正
home-mydata-facts =
    姓名：{ $name }；{ -unit }：{ $unit }；小组：{ $group }；职务：{ $post }；联系方式：{ $contact }；时区：{ $zone }
home-ask-correction = 哪里不对？请直接输入，会转给管名册的{ -comrade }。时区可以自己改，输入它的名字，例如 Europe/Berlin；语言和聊天账号点下面改。
home-zone-changed = 时区已改为 { $zone }。
home-no-correction = 请用一两句话写明哪里不对、应该是什么（最多 { $most } 字）。
home-no-keeper = 您的{ -unit }和上级都没有其他管名册的人，请找管理员更正。
home-button-member-card = 打开名册卡片
home-correction-wanted = { $name } 请您更正名册里的信息：“{ $wish }”
home-correction-sent = 已转给 { $names }。改好后，您在“我的数据 → 更正”里能看到。
home-button-takeout = 导出我的数据
home-button-readers = 谁看过
home-takeout = 本人数据
home-takeout-sent = 🔒 这里是现存的您的全部数据：文档给您看，JSON 可以交给别的程序。只发给您，请妥善保管。
home-exported-just-now = 刚刚发过了。每次要翻遍全部记录，请过 { $minutes } 分钟再导出。
home-takeout-about = { $name } 本人的数据，{ $at }
home-takeout-person = 名册
home-takeout-chats = 关联的聊天
home-takeout-consents = 告知和同意
home-consent-act = { $act ->
    [shown] 已告知
    [seen] 已知悉
    [agreed] 同意
   *[withdrawn] 撤回同意
}
home-consent-subject = { $subject ->
    [notice] 隐私告知
    [sensitive] 健康和去向
    [abroad] 境外平台
   *[public] 公开展示
}
home-takeout-parts = 参加的活动和说过的话
home-takeout-readers = 谁看过、导出过
home-takeout-rest = 其他
home-takeout-limits = 另有您的操作记录 { $acts } 条、发给您的消息 { $messages } 条，都在 JSON 里。不在里面的：谈话人写的谈心内容（除非组织规定本人可看）、别人的数据；匿名发言也不写进带姓名的文件，在讨论里点“我的发言”可以看。
home-readers = 看过或导出过与您有关的内容的人（新的在前）：
home-readers-none = 没有人看过或导出过您的谈心内容、情况登记和活动名单。
home-readers-more = 还有 { $n } 条，“导出我的数据”里都有。
home-reading = { $action ->
    [talk-note-read] 看了谈心内容
    [talk-word-read] 看了您约谈时写的话
    [talk-reason-read] 看了婉拒的理由
    [talk-follow-up-read] 看了后续事项
    [talk-coverage-shown] 看了{ -coverage }情况
    [talk-coverage-sent] 导出了{ -coverage }情况
    [home-care-shown] 看了关怀登记
    [home-archive-exported] 整理了单位的年度档案
    [quiz-exported] 导出了成绩
    [signup-exported] 导出了报名名单
    [discussion-reported] 拿了讨论记录
    [discussion-files-sent] 拿了投稿的文件
    [discussion-page-opened] 开了作品展页
    [meeting-leaves-shown] 看了请假的申请
    [meeting-roll-shown] 看了会议签到
    [meeting-roll-exported] 导出了签到表
    [vote-progress-shown] 看了表决进度
    [vote-recorded] 导出了表决结果
    [report-read] 看了汇报
    [report-table-read] 看了汇报内容
    [report-exported] 导出了汇报情况
    [privacy-exported] 在服务器上导出了您的数据
   *[other] 查看或导出
}
home-button-erase = 删除…
home-button-erase-yes = 确定删除
home-ask-erase =
    删除您的数据？不能恢复。先导出一份比较稳妥。
    删除：健康和去向；汇报和{ -pulse }里的回答、学习心得、诉求里写的话；谈过的心里写下的内容、您约谈和婉拒时说的话；撤回的发言和改动前的原文；我们之间的聊天记录；日程链接和没用过的码。
home-erase-stays =
    保留，以及为什么：
    · 名册：您还在组织里，要靠它联系您和计数；离开后由管理员删除联系方式和聊天账号。
    · 会议、讨论、投票、测验、学习、报名、上报和按程序办的事的记录：{ -life }的记录按规定留存。公开的作品可以在讨论里自己撤下。
    · 办理流水：只留什么时候做了什么，不留您写的话。
    · 还在进行的活动：结束后再删除其中您的话。
home-erase-past = Telegram、Matrix 等平台上的聊天，请在那里自己删除。以前的备份到期前仍有旧内容，见管理员的说明。
home-erased = 已删除。网页聊天里的私聊内容几分钟内清空。
home-not-abroad = 健康和去向属于敏感个人信息，不在服务器设在境外的平台上问，也不存。请到网页聊天或境内的平台上办理。
home-consent-public = 同意在公开的作品展页上写您的姓名。谁拿到链接，谁就能看到；随时可以改，改后页面上立即不再写，已经下载的无法收回。
home-signs = { $signs ->
    [yes] 公开的作品展页上写您的姓名（您已同意）。
   *[no] 公开的作品展页上不写您的姓名。
}
home-button-signed = 公开作品时写我的姓名
home-button-unsigned = 公开作品时不写我的姓名

home-button-handover = 交接“{ $post }”…
home-ask-heir = { $name } 的“{ $post }”交给谁？
home-nobody-to-take-over = 单位里还没有别的成员可以接手，请先添加。
home-ask-hand-over = 把“{ $post }”从 { $before } 交给 { $name }？职务、{ $n } 项进行中的工作、草稿和待办都转给 { $name }；{ $own ->
    [yes] 您
   *[no] { $before }
}的权限马上结束。双方都会收到一份清单和年度档案。十分钟内可以撤销。
home-button-hand-over-yes = 是，交给 { $name }
home-handed-over = “{ $post }”已交给 { $name }。
home-handed-back = 已撤销，职务和工作都回到原来的人手里。
home-handed-back-told = 刚才的交接已撤销，职务仍由 { $name } 担任。
home-took-over = 📒 { $handed ->
    [0] 您现在担任“{ $post }”。
   *[other] { $before } 把“{ $post }”交给了您。
}下面是随职务转来的工作{ $archived ->
    [0] 。
   *[other] ，附年度档案。
}
home-gave-over = 📒 您已把“{ $post }”交给 { $name }，您的权限已结束。交接清单如下{ $archived ->
    [0] 。
   *[other] ，附年度档案。
}
home-handover-waits = 等着办的（{ $n }）：
home-handover-running = 全部进行中的（{ $n }）：
