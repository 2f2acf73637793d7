command-signup = 报名|志愿
about-signup = 发起一次活动报名
signup-menu = ＋ 发起报名
signup-running = 🙋 { $title }
signup-help = · 输入“报名”（或 /signup）组织报名：志愿服务、参观、讲座等，限名额、可候补，签到后自动计时长

signup-new = 🙋 新的报名
signup-title = 🙋 { $title }

signup-ask-title = 这次活动叫什么？直接打字就行。
signup-ask-about = 活动内容、地点、注意事项，请写一段话。
signup-ask-starts-at = 什么时候开始？点一个，或写“周六 9点”“12月5日 14:00”。
signup-ask-closes-at = 报名什么时候截止？点一个，或写一个时间。
signup-field-title = 改名称
signup-field-about = 改内容
signup-field-starts-at = 改开始时间
signup-field-closes-at = 改报名截止
signup-option-minutes = 时长：{ $value } 分钟
signup-option-places = 名额：{ $value ->
    [0] 不限
   *[other] { $value } 人
}

signup-facts = 开始：{ $starts }
    时长：{ $hours } 小时 · 名额：{ $places ->
        [0] 不限
       *[other] { $places } 人
    }
    报名截止：{ $closes }
signup-panel = { $phase ->
    [open] 正在报名：
    [closed] 报名已截止：
   *[other] 活动已结束：
} { $taken }{ $most ->
    [0] { "" }
   *[other] {" "}/ { $most }
} 人有名额，{ $waiting } 人候补。

signup-button-join = 🙋 报名
signup-button-leave = 不去了
signup-button-accept = ✔ 我去
signup-button-pass = 不去了
signup-button-here = ✔ 签到
signup-button-progress = 名单
signup-button-done = ✔ 确认名单
signup-button-done-yes = 是的，确认
signup-button-export = 导出名单
signup-button-certificate = 📄 领取服务证明

signup-seat = { $status ->
    [in] 报上名了。活动{ $starts }开始，到时可以在这里签到。
    [waiting] 名额已满，您排在候补第 { $place } 位；有人退出就通知您。
    [offered] 有一个名额正留给您，请在上一条消息里回复。
    [passed] 好的，这个名额让给下一位了。
    [left] 好的，已取消报名。
    [came] 您已签到。
   *[none] 您还没有报名。活动{ $starts }开始。
}
signup-offered = 有人退出，名额轮到您了。请在{ $until }前回复，过后让给下一位。
signup-lapsed = 留给您的名额没有等到回复，已让给下一位。
signup-reminder = 提醒：您报名的活动{ $starts }开始。
signup-check-in = 活动{ $starts }开始，到了请签到。
signup-here = 已签到（{ $at }）。
signup-certificate-offered = 活动结束了，谢谢您参加！可以在这里领取服务证明。
signup-certificate-here = 这是您的服务证明。
signup-certificate-title = 志愿服务证明
signup-certificate = 兹证明{ $unit } { $name }于{ $day }参加“{ $title }”，服务时长 { $hours } 小时。
signup-people = { $status ->
    [came] 已签到
    [in] 已报名
    [waiting] 候补
    [offered] 等待回复
    [passed] 放弃名额
   *[other] 已退出
}：{ $names }
signup-is = { $status ->
    [came] 已签到
    [in] 已报名
    [waiting] 候补
    [offered] 等待回复
    [passed] 放弃名额
   *[other] 已退出
}
signup-confirm-done = 确认这份名单吗？{ $n } 人已签到，会通知他们领取服务证明，确认后不能再改。
signup-exported = 名单在附件里。
signup-sheet = 名单
signup-column-status = 状态
signup-column-hours = 时长（小时）

signup-full = 候补也已满了。
signup-no-place = 您没有报名，或者已经退出了。
signup-offer-over = 这个名额已经让给下一位了。
signup-not-the-time = 活动{ $starts }开始，开始前半小时到结束前可以签到。
signup-did-not-come = 没有您的签到记录，不能开证明。有出入请联系组织者。
