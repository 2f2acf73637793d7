command-talk = 谈心|约谈
about-talk = 约一次谈心
command-wish = 我想谈谈|想谈谈|想谈心
about-wish = 想和人谈谈
command-coverage = 谈心统计|谈心情况
about-coverage = 谈心统计
talk-menu = ＋ 约一次谈心
talk-running = 🤝 { $title }
talk-help = · 输入“谈心”安排谈心：给出时间，对方自己选
talk-title = 🤝 { -talks }
talk-form = { $form ->
    [voice] 线上语音
    [phone] 电话
    [person] 面谈
   *[video] 线上视频
}
talk-how = { $form }，约 { $minutes } 分钟
talk-minutes = { $minutes } 分钟
talk-button-other = 另约时间
talk-button-no = 婉拒
talk-button-no-yes = 不说明理由
talk-button-accept = ✔ 同意 { $at }
talk-button-keep = 维持原时间
talk-button-move = 改期
talk-button-off = 取消
talk-button-off-yes = 是的，取消
talk-button-late = 我晚到 10 分钟
talk-button-where = 地点/联系方式
talk-button-link = 看联系方式
talk-button-anew = 重新邀约
talk-button-agree = ✔ 同意 { $at }
talk-button-stay = 维持原时间
talk-button-rec = 填写记录
talk-button-write = 🔒 写谈心内容
talk-button-change = 修改记录
talk-button-missed = 没有举行
talk-button-read = 查看记录
talk-button-why = 查看理由
talk-button-panel = 全部成员
talk-button-cancel = 全部取消
talk-button-cancel-yes = 是的，全部取消
talk-button-date = 改日期
talk-button-done = { $kept ->
    [yes] 保留原内容，保存
   *[no] 不写内容，保存
}
talk-button-next = 下一步
talk-button-send = ✔ 发出
talk-button-members = 改人员
talk-button-again = 改时间
talk-button-minutes = 改时长
talk-button-form = 改形式
talk-button-buffer = 改间隔
talk-button-talkers = 谈话人
talk-button-drop = 放弃
talk-called = { $n ->
    [0] { -talks }
   *[other] { -talks }（{ $n } 人）
}
talk-offer = { $several ->
    [yes] { $name } 邀您谈心（{ $how }），每个时间后面是和谁谈。
   *[no] { $name } 想和您谈心（{ $how }）。
}
talk-offer-choose = 请选一个方便的时间（按您当地的时间显示），都不合适可以另约：
talk-offer-none = 提供的时间已约满或已过，您可以另约时间。
talk-they-propose = { $name } 提议的时间：{ $at }
talk-you-asked = 您提出的时间：{ $at }，正在等对方答复。
talk-booked = { $at }，和 { $name }（{ $how }）
talk-agreed = ✅ 谈心约好了：
talk-moved = ✅ 谈心已改期：
talk-kept = 好的，仍按原时间进行。
talk-kept-by = { $name } 希望仍按原时间进行。
talk-over = { $phase ->
    [declined] 您已婉拒 { $name } 的谈心邀约。
    [cancelled] 和 { $name } 的这次谈心已取消。
   *[other] 和 { $name } 的谈心（{ $at }）已结束。
}
talk-type-time = 请输入您方便的时间，例如“明天 19:30”“周五晚8点”：
talk-ask-reason = 婉拒 { $name } 的谈心邀约。可以输入理由，只有 { $name } 能看到；也可以不说明：
talk-you-cancelled = { $booked ->
    [yes] 已取消和 { $name } 在 { $at } 的谈心，已通知对方。
   *[no] 已取消和 { $name } 的谈心安排，已通知对方。
}
talk-they-cancelled = { $booked ->
    [yes] { $name } 取消了 { $at } 的谈心。
   *[no] { $name } 取消了这次谈心安排。
}
talk-reminder = ⏰ 提醒：{ $at } 和 { $name } 谈心（{ $how }）。
talk-passed-on = 已转告对方，等对方答复。
talk-member-wants = { $name } 希望把谈心约在 { $at }。
talk-taken = { $left ->
    [0] { $at } 刚刚被约走，或您与对方那时已有别的谈心。现在没有其他时间了，您可以另约时间。
   *[other] { $at } 刚刚被约走，或您与对方那时已有别的谈心。还可以选：
}
talk-taken-now = { $at } 刚刚被约走了，请从列表里另选一个时间。
talk-taken-lead = { $at } 您或对方已有别的谈心，请另约时间。
talk-their-clock = { $name } 那边的时间：{ $at }
talk-line-with = { $name }（{ $lead }）：{ $status }
talk-line = { $name }：{ $status }
talk-stage = { $phase ->
    [requested] 想谈谈，待回应
    [booked] 已约 { $at }
    [held] 已结束，待记录（{ $at }）
    [recorded] 已记录（{ $at }）
    [declined] 已婉拒
    [cancelled] 已取消
   *[offered] 未约定
}
talk-status = { $status ->
    [requested] 想谈谈
    [asked] 商量时间
    [booked] 已约好
    [held] 待记录
    [recorded] 已记录
    [declined] 已婉拒
    [cancelled] 已取消
   *[offered] 未回复
}
talk-wanted-member = 希望约在 { $at }
talk-wanted-lead = 等对方答复 { $at }
talk-type-proposal = 请输入您想和 { $name } 约的时间，例如“明天 19:30”。对方同意后生效：
talk-panel = 已完成 { $done }/{ $n } 人（{ $how }）。点成员查看、改期、取消或记录：
talk-confirm-cancel = 确定取消还没有进行的 { $n } 个谈心安排？对方会立即收到通知。
talk-sent = { $n ->
    [1] 邀约已发出。
   *[other] 邀约已发给 { $n } 人。
}
talk-sent-later = 现在是 { $names } 的夜间，早上再送达。
talk-lapsed = 提供的时间都已过，还没有答复：{ $names }
talk-all-settled = 这次谈心安排全部完成。
talk-unreachable = 消息无法送达 { $name }，请用其他方式联系。
talk-ended = 和 { $name } 的谈心（{ $at }）时间已到。
talk-record =
    谈心记录：{ $name }
    日期：{ $day }
    形式：{ $form }
talk-ask-note = { $kept ->
    [yes] 请输入和 { $name } 谈心的内容，替换已保存的内容（保密：加密保存，按规定的权限才能查看）：
   *[no] 请输入和 { $name } 谈心的内容（保密：加密保存，按规定的权限才能查看）：
}
talk-note-is-kept = 谈心内容已加密保存。
talk-ask-date = 谈心是哪一天？点选，或输入日期，例如“3月5日”：
talk-missed = 和 { $name } 的谈心没有举行。另约时间，还是取消？
talk-recorded = 📒 已记录：{ $name }，{ $day }，{ $form }。
talk-note-kept = 内容已加密保存。您输入的原文会尽量从聊天中撤回；若还能看到，请您自行删除。
talk-note-of = 🔒 谈心记录：{ $name }，{ $day }，{ $form }
talk-declined = { $name } 婉拒了谈心邀约。
talk-no-reason = 没有说明理由。
talk-readable = 您可以查看以下谈心记录：
talk-nothing-to-read = 没有可以查看的谈心记录。
talk-summary = 和 { $name } 谈心
talk-choose-members = 和谁谈心？点选（可多选），或直接输入姓名：
talk-chosen = 人员（{ $n }）：{ $names }
talk-bad-time = “{ $part }”：
talk-none-left = 到最后一天为止，已经没有剩下的时间了。请把日期往后写，例如“到下月底”。
talk-choose-times = 提供哪些时间？点选，或直接输入，例如“明天19:30、周五20:00”，或“每周二、四 19:00-21:00，30 分钟，缓冲 10 分钟，到下月底”（最多 { $most } 个）：
talk-choose-talkers = 由谁来谈？点选（可多选，最多 { $most } 人），各有各的时间：
talk-times-of = 现在选 { $name } 的时间：
talk-times-with = { $name }：
talk-with-buffer = 两次谈心之间留 { $minutes } 分钟
talk-choose-buffer = 两次谈心之间留多久？
talk-and = 、
talk-ask-where = { $form ->
    [person] 在哪里谈？请输入地点（写进邀约和日程）：
    [phone] 打哪个电话？请输入号码（加密保存，只给谈话双方看）：
   *[other] 请输入会议号或链接（加密保存，只给谈话双方看）：
}
talk-place = 地点：{ $place }
talk-link = 🔒 { $at } 谈心的联系方式（只有你们两位能看到）：
talk-link-is-kept = 联系方式已加密保存，约好后只给谈话双方看。
talk-no-where = 请输入地点、号码或链接（最多 { $most } 个字）。
talk-no-link = 这次谈心没有留联系方式。
talk-where-changed = 谈心的地点或联系方式有变：
talk-late = { $name } 会晚到约 { $minutes } 分钟（原定 { $at }）。
talk-late-told = 已告诉 { $name }：您会晚到约 { $minutes } 分钟。
talk-not-late-yet = 谈心前两小时内才需要说晚到；想换时间请点“改期”。
talk-undone-by = { $name } 撤销了刚才的操作，恢复原状：
talk-asked-again = { $name } 想和您谈心，还没有收到您的答复：
talk-no-answer = { $name } 过了 { $n } 天还没有答复，建议用别的方式联系。
talk-offered-anew = 上次没有谈成，{ $name } 再约您一次：
talk-no-talker = 至少要有一位谈话人。
talk-preview = 预览（仅您可见）：{ $how }
talk-reach = 通知：发出后马上私聊告诉 { $n } 人，不能撤回；之后只能取消，对方会知道。
talk-in-the-night = ⚠ 有的时间在对方的夜间：{ $names }
talk-choose-minutes = 每次谈多久？
talk-choose-form = 以什么形式谈？
talk-dropped = 已放弃，没有通知任何人。
talk-no-such-person = 名单中没有“{ $name }”，请输入本单位成员的姓名，用顿号隔开。
talk-same-name = 有多位成员叫“{ $name }”。请点选，或写明是哪一位：{ $which }
talk-too-many = 一次最多约 { $most } 人。
talk-too-many-times = 一次最多提供 { $most } 个时间。
talk-nobody = 请先选择成员。
talk-incomplete = 还没有选好成员或时间。
talk-no-date = 没看懂这个日期，或它还没有到。请这样输入：3月5日、2026-03-05。
talk-in-the-past = 这个时间已经过去了，请换一个。
talk-too-far = 只能约一年以内的时间。
talk-same-time = 谈心本来就约在这个时间。
talk-no-note = 没有内容。请输入谈心内容，或点“保存”。
talk-nothing-open = 没有可以取消的谈心安排。
talk-not-yours = 这次谈心安排与您无关。
talk-button-all = 全{ -unit }一轮（人人都谈）
talk-button-until = 改截止日期
talk-button-ask = 不留言，直接发出
talk-button-word = 看留言
talk-button-topics = 选话题
talk-button-readings = 谁看过
talk-button-todo = 加后续事项
talk-button-follow = 看后续事项 { $n }
talk-button-close = ✔ 办好了（{ $n }）
talk-button-postpone = 一周后再提醒
talk-button-sheet = 导出表格（xlsx）
talk-round = 一轮谈心，到 { $day } 为止；需要关心和久未谈心的 { $urgent } 位先约。
talk-round-left = 这一轮还没谈、也没约好的（{ $n } 人）：{ $names }
talk-ask-until = 这一轮到哪一天为止？请输入，例如“月底”“12月31日”“3周”：
talk-no-day = 没看懂这个日期，或它已经过去。请这样输入：月底、12月31日、2周。
talk-wish-whom = 想和谁谈谈？点选，或输入本{ -unit }任何一位{ -comrade }的姓名：
talk-wish-word = 想先对 { $name } 说一句吗？直接输入（加密保存，只有 { $name } 能看到），也可以不留言：
talk-wish-sent = 已发出，对方会给您回话。
talk-you-wished = 您想和 { $name } 谈谈，等对方回应。
talk-wished = { $word ->
    [yes] { $name } 想和您谈谈，留了一句话。请给一个或几个时间：
   *[no] { $name } 想和您谈谈。请给一个或几个时间：
}
talk-wish-waits = { $name } 想和您谈谈，已经等了 { $n } 天，请回应：
talk-word-of = 🔒 { $name } 的留言：
talk-no-word = 请输入想说的话（最多 { $most } 个字），或点“不留言，直接发出”。
talk-one-person = 请输入一位{ -comrade }的姓名。
talk-topics = 话题：{ $topics }
talk-choose-topics = 和 { $name } 谈了什么？点选（可多选）：
talk-readings = 和 { $name } 的谈心记录，看过的人：
talk-no-readings = 还没有人看过。
talk-note-for-you = { $name } 写好了和您谈心（{ $at }）的记录，您可以查看：
talk-ask-follow-up = 和 { $name } 谈过之后要办什么事？请输入（加密保存，按规定的权限才能查看）：
talk-no-follow-up = 请输入要办的事（最多 { $most } 个字）。
talk-follow-ups-full = 最多记 { $most } 件后续事项。
talk-ask-due = 哪一天以前办好？点选，或输入日期，例如“12月31日”：
talk-in-weeks = { $n } 周内
talk-follow-up-kept = 后续事项已加密保存，{ $day } 提醒您。
talk-follow-up-closed = 后续事项已办好。
talk-follow-up-due = 和 { $name } 谈心后要办的事到期了。
talk-follow-up = 🔒 和 { $name } 谈心后要办的事（{ $day } 前）：
talk-coverage-called = 谈心情况
talk-coverage = 谈心情况（{ $since } 以来）
talk-coverage-counts = { $unit }：委员之间 { $pairs }/{ $whole } 对，委员与成员 { $led }/{ $of } 人，成员之间 { $met }/{ $of } 人
talk-coverage-nobody = 名单里还没有人。
talk-coverage-sent = 谈心情况的表格：谁和谁谈过、每次谈心、还没谈的人。其中没有谈心内容。
talk-left-pairs = 委员之间还没谈：{ $names }
talk-left-led = 还没有委员谈过的：{ $names }
talk-left-met = 还没有和其他成员谈过的：{ $names }
talk-period = { $period ->
    [month] 本月
    [half] 半年
    [year] 本年
   *[quarter] 本季度
}
talk-pair = { $pair ->
    [pairs] 委员之间
    [led] 委员与成员
   *[met] 成员之间
}
talk-file-calendar = 日程
talk-file-coverage = { -talks }开展情况
talk-sheet-grid = 谁和谁谈过
talk-sheet-talks = 每次谈心
talk-sheet-left = 还没谈的
talk-column-name = 姓名
talk-column-date = 日期
talk-column-talker = 谈话人
talk-column-member = 谈话对象
talk-column-form = 形式
talk-column-topics = 话题
talk-column-pair = 哪一类
talk-type-times = 请输入一个或几个您方便的时间，例如“明天19:30、周五20:00”，或“每周二 19:00-21:00，30 分钟”。几个时间由 { $name } 挑选：
talk-no-template = 这里没有可以再用的安排。
talk-member-left = { $name } 已不在{ -unit }，这次谈心取消了。
talk-lead-left = { $name } 已不在{ -unit }，原来约的时间取消，{ $other } 会另约您。

talk-untitled = 未命名的谈心（{ $day }）
talk-menu-wish = 我想谈谈
talk-menu-coverage = { -coverage }
talk-with = 与{ $names }谈心
talk-with-several = 与{ $name }等 { $n } 人谈心
talk-todo-choose = 请选一个时间
talk-todo-agreed = 约好 { $at }
talk-todo-record = { $name }：还没有记录
talk-todo-reply = { $name }等您答复
talk-todo-with = 与{ $name }约好 { $at }
talk-nudge = 约您谈心的时间还没有定，请选一个。
talk-button-times-left = 看可选的时间
talk-button-rebook = 另选时间
talk-all-taken = 这些时间您都已另有安排，请换一些时间。
talk-not-abroad = 谈心内容和后续事项不在服务器设在境外的平台上写。请到网页聊天或境内的平台上写。

talk-archived-title = 谈心情况
talk-archived = 全年谈心 { $n } 次，{ $of } 名成员中谈到 { $reached } 名。谈心内容不存档。
talk-archived-day = 日期
talk-archived-count = 次数
