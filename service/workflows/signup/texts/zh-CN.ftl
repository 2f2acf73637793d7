command-signup = 报名|志愿|发起报名
about-signup = 发起一次活动报名
signup-menu = ＋ 发起报名
signup-running = 🙋 { $title }
signup-help = · 输入“报名”组织报名：志愿服务、参观、讲座等，限名额、可候补，签到后自动计时长

signup-new = 🙋 新的报名
signup-title = 🙋 { $title }

signup-ask-title = 这次活动叫什么？直接打字就行。
signup-ask-about = 活动内容、地点、注意事项，请写一段话。
signup-ask-starts-at = 什么时候开始？点一个，或写“周六 9点”“12月5日 14:00”。
signup-ask-closes-at = 报名什么时候截止？点一个，或写一个时间。
signup-ask-minutes = 活动多长时间？点一个，或写“90 分钟”。
signup-ask-places = 有多少名额？点一个，或写“12 人”。
signup-field-title = 改名称
signup-field-about = 改内容
signup-field-starts-at = 改开始时间
signup-field-closes-at = 改报名截止
signup-field-minutes = 改时长
signup-field-places = 改名额
signup-option-minutes = { $value } 分钟
signup-option-places = { $value ->
    [0] 不限
   *[other] { $value } 人
}

signup-invitation = 开始：{ $starts }
    时长：{ $hours } 小时 · 名额：{ $places ->
        [0] 不限
       *[other] { $places } 人
    }
    报名截止：{ $closes }

    { $about }
signup-panel = { $phase ->
    [open] 正在报名：
    [closed] 报名已截止：
    [over] 活动已结束，请核对名单：
   *[done] 名单已确认：
}{ $places ->
    [0] 已报 { $taken } 人。
   *[other] 共 { $places } 个名额，已报 { $taken } 人，候补 { $waiting } 人。
}
signup-reminder = 提醒：您报名的活动{ $starts }开始。

signup-button-join = 🙋 报名
signup-button-leave = 不去了
signup-button-accept = ✔ 我去
signup-button-pass = 这次不去
signup-button-here = ✔ 签到
signup-button-out = 签退
signup-button-code = 🔢 报签到码
signup-button-note = 核对谁到了
signup-button-void = 作废一份证明
signup-button-year = 导出全年时长
signup-option-by = 签到签退：{ $value ->
    [code] 输入现场报的码
   *[tap] 点一下
}
signup-button-done = ✔ 确认名单
signup-button-done-yes = 是的，确认
signup-button-certificate = 📄 领取服务证明

signup-own = { $status ->
    [due] 活动{ $starts }开始，到了请签到。
    [in] 报上名了。活动{ $starts }开始，开始前半小时请您签到。
    [waiting] 名额已满，您排在候补第 { $place } 位；有人退出就通知您。
    [offered] 有人退出，名额轮到您了。请在{ $until }前回复，过后让给下一位。
    [passed] 这个名额让给下一位了。
    [left] 好的，已取消报名。
    [came] 已签到，谢谢您参加！走的时候请签退，不签退算到活动结束。
    [counted] 已签到，按到活动结束计，服务 { $served } 小时。谢谢您！
    [out] 已签退，服务 { $served } 小时。谢谢您！
    [void] 这次的服务时长已作废。
   *[none] 您还没有报名。活动{ $starts }开始。
}
signup-thanks = 活动结束了，谢谢您参加！可以在这里领取服务证明。
signup-certificate-here = 这是您的服务证明，编号 { $number }。
signup-certificate-number = 证明编号：{ $number }{ $known ->
    [1] 。查验：{ $address }
   *[0] 。
}
signup-ask-void = 谁的服务时长不算数？点姓名作废。
signup-confirm-annul = 作废{ $name }这次的服务时长和证明吗？记录保留，本人会收到通知，作废后不能恢复。
signup-button-annul-yes = 是的，作废
signup-annulled = 已作废：{ $name }。
signup-voided = 您这次的服务时长和证明已作废，有疑问请联系组织者。
signup-ask-note = 谁到了没用手机？点姓名代签到。打 ✔ 的人没有到？点一下就取消签到。都会告诉本人。
signup-taken-back = 组织者取消了您的签到，有疑问请联系组织者。
signup-clash = 提醒：这个时间您还有别的安排：
    { $what }
signup-out-early = 活动还没有开始，走的时候再签退。
signup-year = { $year } 年志愿服务 { $hours } 小时（{ $n } 次）。
signup-year-title = { $year } 年服务时长
signup-column-times = 次数
signup-certificate-title = 志愿服务证明
signup-certificate = 兹证明{ $unit } { $name }于{ $day }参加《{ $title }》，服务时长 { $hours } 小时。
signup-status = { $status ->
    [came] 已签到
    [void] 已签到，时长作废
    [in] 已报名
    [waiting] 候补
    [offered] 等待回复
    [passed] 放弃名额
   *[left] 已退出
}
signup-confirm-done = { $n ->
    [0] 确认这份名单吗？没有人签到。确认后不能再改。
   *[other] 确认这份名单吗？{ $n } 人已签到，会通知他们领取服务证明。确认后不能再改。
}
signup-column-hours = 时长（小时）

signup-untitled = 未命名的报名（{ $day }）
signup-todo = { $status ->
    [offered] 给您留了一个名额，请确认
   *[over] 请核对到场名单
}

signup-option-talks = 研讨发言：{ $value ->
    [true] 收题目和论文
   *[other] 不收
}
signup-seminar = 报名后可以报发言题目、交论文。
signup-button-topic = 🎤 发言题目
signup-button-papers = 打包论文
signup-ask-topic = 您要讲什么题目？直接打字。论文或讲稿也发到这里，现在、以后都行，重发以新的为准。
signup-own-talk = 发言题目：{ $topic }（{ $paper ->
    [0] 论文还没有交
   *[other] 论文已交
}）
signup-no-papers = 这里不收文件。报名后先点“发言题目”。
signup-no-paper-yet = 还没有人交论文。
signup-papers-here = 论文都在这里了，共 { $n } 篇。
signup-file-papers = 论文
signup-talks = 发言（{ $n } 个题目，{ $papers } 篇论文）：
signup-talk = { $n }. { $name }：{ $topic }{ $paper ->
    [0] {""}
   *[other] {" "}📎
}
signup-column-topic = 发言题目
