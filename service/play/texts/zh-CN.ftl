play-orglife = OrgLife
play-room = { $name } · 支部群
play-private = { $name } · 私聊
play-retracted = （消息已撤回）
play-deleted = 🗑 { $at } 的消息已删除
play-participation = 参加情况
play-column-recipient = 收件人
play-column-person = 姓名
play-column-unit = 支部
play-column-status = 状态
play-column-score = 得分
play-column-replies = 发言
play-column-at = 时间
play-took-part = { $unit } · { $phase } · { $n }/{ $members } 人参加
play-phase = { $phase ->
    [draft] 草稿
    [scheduled] 已安排
    [called] 已通知
    [open] 进行中
    [held] 进行中
    [round] 等下一轮
    [minutes] 整理记录
    [offered] 进行中
    [closed] 已结束
    [over] 已结束
    [published] 已公布
    [done] 已完成
    [cancelled] 已取消
   *[other] { $phase }
}
play-points = { $score }/{ $of } 分
play-times = { $n } 条
play-reminders = 提醒
play-column-due = 应发
play-column-sent = 发出
play-column-there = 收件人当地时间
play-not-sent = { $state ->
    [waiting] 尚未发出
    [dead] 发不到
    [skipped] 已略过
    [superseded] 已作废
   *[other] { $state }
}
play-no-reminders = 没有提醒。
play-nobody-took-part = 没有人参加活动。
play-ended = { $title }：{ $start } 至 { $end }，{ $steps } 步，在 { $seconds } 秒内演完。
play-ok = 全部符合预期。
play-failed = 有 { $n } 处不符合预期（- 预期，+ 实际）：
play-failure-step = 第 { $step } 步（{ $at }）：{ $what }
play-stopped = 有 { $left } 步没有演，最后的预期也没有核对。
play-not-seen = { $kind ->
    [room] “{ $place }”群里没有出现
   *[private] { $place } 的私聊里没有出现
}
play-seen = { $kind ->
    [room] “{ $place }”群里不该出现“{ $holds }”
   *[private] { $place } 的私聊里不该出现“{ $holds }”
}
play-which-activity = { $n ->
    [0] 没有“{ $name }”这个活动
   *[other] 有 { $n } 个“{ $name }”，请用标题区分
}
play-other-outcome = “{ $name }”的结果不同
play-cannot-press = { $who } 找不到“{ $label }”这个选项
play-cannot-reply = { $who } 找不到含“{ $words }”的消息
play-cannot-start = 活动没有开始（{ $kind }：{ $code }）
