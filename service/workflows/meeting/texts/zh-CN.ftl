command-meeting = 会议|开会|召开会议
about-meeting = 召开一次会议
command-minutes = 补记会议|补记
about-minutes = 补记一次已经开过的会议

meeting-menu = ＋ 召开会议
meeting-menu-minutes = 补记会议
meeting-running = 📋 { $title }
meeting-untitled = 未定的会议（{ $day }）
meeting-help = · 输入“会议”召开会议：通知、请假、签到、逐项议程、表决、记录、签字，少一步都不能结束；已经开过的输入“补记会议”

meeting-new = 📋 新的会议
meeting-title = 📋 { $kind }

meeting-ask-kind = 召开哪一种会议？
meeting-ask-items = 有哪些议题？一行写一个。重要事项在前面写“重要”，例如：
    通报上月工作
    审议年度预算
    重要 审议场地改造方案
meeting-ask-lecturer = 谁来讲？请写姓名和职务。
meeting-ask-starts-at = 什么时候开？点一个，或写“周五 19:00”“12月5日 15:00”。
meeting-ask-held-at = 是什么时候开的？请写，例如“昨天 19:00”“3月5日 15:00”。
meeting-ask-place = 在哪里开？写地点，视频会议就写链接。
meeting-field-kind = 换一种会议
meeting-field-items = 改议题
meeting-field-lecturer = 改主讲人
meeting-field-starts-at = 改时间
meeting-field-place = 改地点
meeting-option-minutes = 预计 { $value }
meeting-option-check-in = 签到：{ $value ->
    [code] 输入主持人念的签到码
   *[tap] 点一下
}
meeting-option-way = { $value ->
    [video] 视频会议
    [paper] 书面（事后补记）
   *[room] 现场会议
}

meeting-no-rules = 所在组织的规则文件里没有会议，请联系管理员。
meeting-no-kind = 没有这种会议，或者不由您召集。请点一个。
meeting-not-yours = “{ $kind }”不由您召集。请由规则中的召集人召开。
meeting-bad-items = 请写 1 到 { $most } 个议题，一行一个，每个不超过 { $long } 个字。
meeting-not-held = 补记的会议要写已经过去的时间，{ $days } 天以内，例如“昨天 19:00”。
meeting-nobody = 名册里没有应当参加这次会议的人，请先核对名册。
meeting-enough-materials = 最多放 { $most } 份材料。
meeting-too-large = 文件太大了，最大 { $most } MB；可以改发链接。

meeting-about = 时间：{ $starts }（约 { $minutes } 分钟）
    地点：{ $place }{ $way ->
        [video] （视频）
        [paper] （书面）
       *[room] {""}
    }
meeting-topics = 议题：
meeting-item = { $n ->
        [0] {""}
       *[other] { $n }.{" "}
    }{ $title }（{ $aim ->
        [decision] 表决
        [information] 通报
       *[discussion] 讨论
    }{ $important ->
        [yes] ，重要
       *[no] {""}
    }）
meeting-lecturer = 主讲：{ $name }
meeting-owed = 上次定下、这次要问落实情况的：{ $what }
meeting-files = 材料：{ $names }
meeting-staff = 主持：{ $chair } · 记录：{ $recorder }
meeting-reach = 发出后会通知应到的 { $n } 人。
meeting-enters = 应到 { $n } 人。接下来补记签到、发言和决定。

meeting-button-call = ✔ 发通知
meeting-button-enter = ✔ 开始补记
meeting-button-items = 议程
meeting-button-star = { $important ->
    [yes] ★ 重要
   *[no] ☆ 一般
}
meeting-which-aim = 点议题，换成通报、讨论或表决{ $stars ->
        [yes] ；点星号，标为重要
       *[no] {""}
    }。
meeting-which-item = 回到哪一项？
meeting-button-aim = 第 { $n } 项改为{ $aim ->
    [decision] 表决
    [information] 通报
   *[discussion] 讨论
}
meeting-button-staff = 主持和记录
meeting-button-role = { $role ->
    [chair] 换主持人
   *[recorder] 定记录人
}
meeting-who = { $role ->
    [chair] 谁来主持？
   *[recorder] 谁来记录？请另选一位，主持人和记录人要两个人。
}
meeting-named = 请您担任“{ $kind }”的{ $role ->
    [chair] 主持人
   *[recorder] 记录人
}。
meeting-two-people = 主持人和记录人要是两个人，请另选一位。
meeting-button-material = 📎 材料
meeting-ask-material = 请把材料发给我：文件、链接或一段话都可以。
meeting-button-topic = ＋ 议题
meeting-button-also = 同时召开另一种会议

meeting-next = 下一步：{ $what }
meeting-answers = 应到 { $expected } 人：参加 { $coming }，请假 { $leave }，待批假 { $asked }，未回复 { $silent }。
meeting-button-begin = ▶ 开会
meeting-opens-later = 还没到时间：开会前一小时起可以宣布开会。
meeting-time = 到开会时间了。人到得差不多就点“开会”。
meeting-reminder = 提醒：

meeting-button-come = ✔ 参加
meeting-button-leave = 请假
meeting-button-here = ✔ 签到
meeting-button-go = 先离开
meeting-button-read = ✔ 记录我看过了
meeting-own = { $phase ->
    [called] { $status ->
        [coming] 好的，{ $starts } 在 { $place } 等您，到了请签到。
        [asked] 请假已交给召集人，批了就告诉您。
        [leave] 准假了。会后会把记录发给您。
        [refused] 这次没有准假，请按时参加。
        [here] 已签到。
       *[other] 请回复能不能参加。
    }
    [held] { $status ->
        [here] 已签到。会议正在进行。
        [left] 记下了，您先离开了。回来时请再签到。
        [leave] 您已请假。赶得上也可以来签到。
       *[other] 会议开始了（{ $place }），请签到。
    }
    [minutes] 会议已结束，正在整理记录。
    [cancelled] 会议取消了。
   *[other] { $status ->
        [read] 谢谢，已记下您看过会议记录。
        [late] 会议记录已完成。您迟到了，时间已记。
        [early] 会议记录已完成。您提前离开，时间已记。
        [here] 会议记录已完成，谢谢参加。
       *[other] { $starts } 的会议您没有参加，请看会议记录，看完点一下。
    }
}
meeting-not-invited = 这次会议您不在应到人员里。
meeting-ask-leave = 为什么请假？点一个，或写一句话（只有召集人看得到）。
meeting-reason = { $reason ->
    [personal] 因私
    [away] 出差在外
    [work] 值班或工作
    [family] 家中有事
    [other] 其他原因
    [none] 未请假
   *[unknown] 未说明
}
meeting-wants-leave = { $name } 请假：{ $reason ->
    [personal] 因私
    [away] 出差在外
    [work] 值班或工作
    [family] 家中有事
   *[other] 其他原因
}
meeting-button-leaves = 处理请假
meeting-button-grant = ✔ 准假
meeting-button-deny = 不准
meeting-leaves = 准哪些人的假？
meeting-no-leaves = 没有要处理的请假。

meeting-too-early = 现在签到太早，开会前半小时起可以签到。
meeting-not-here = 还没有签到，不用标记离开。
meeting-live = 应到 { $expected } 人，实到 { $present } 人{ $coming ->
        [0] {""}
       *[other] ；说了要来、还没到的 { $coming } 人
    }。
meeting-live-vote = 有表决权的 { $voters } 人，到会 { $present } 人：{ $valid ->
        [yes] 会议有效
       *[no] 人数不够，会议无效
    }。通过需要 { $needed } 票赞成{ $can ->
        [yes] {""}
       *[no] ，现在在场的全部赞成也通不过
    }。
meeting-code = 签到码：{ $code }（{ $until } 换，请念出来）
meeting-at = 现在是第 { $at } 项（共 { $n } 项）：{ $item }
meeting-dictate = 谁说了什么，直接打字发给我（“李华：……”），转发也行。
meeting-button-in = ✍ 代签到
meeting-button-all = 这 { $n } 人都到了
meeting-button-away = 谁离开了
meeting-button-roll = 名单
meeting-ask-in = { $n ->
    [0] 应到的都到了。列席的人可以直接写姓名。
   *[other] 谁在场？点姓名，或写姓名（可写多个，列席的也写在这里）。
}
meeting-ask-away = 谁离开了，或者其实没来？
meeting-unknown-names = 名册里找不到：{ $names }。请核对姓名，用顿号隔开。
meeting-button-next = 下一项 ▶
meeting-button-end = ■ 散会
meeting-who-said = 这是谁说的？
meeting-noted = ✍ 记下了：{ $name }，第 { $item } 项（共 { $n } 条）。
meeting-button-unsay = 删掉最后一条发言
meeting-unsaid = 删掉了 { $name } 的最后一条发言，可以重新写。
meeting-nothing-said = 还没有发言记录。

meeting-button-decide = 记决定
meeting-ask-decision = { $item }
    定下了什么？写一句话。
meeting-ask-owner = “{ $words }”由谁负责？
meeting-ask-due = 什么时候完成？点一个，或写一个时间。
meeting-decided = ✔ 决定已记下。
meeting-resolved = { $done ->
    [yes] ✔
   *[no] ▢
} 决定：{ $words }（负责：{ $owner }，期限：{ $due }）
meeting-button-count = ✋ 举手表决
meeting-button-vote = 🗳 发起投票
meeting-button-unanimous = 一致同意（{ $n } 票）
meeting-ask-count = { $item }
    在场有表决权的 { $n } 人。全体赞成就点一下；不然写“赞成 反对 弃权”的票数，例如“10 1 1”。
meeting-bad-count = 请写一到三个数：赞成、反对、弃权；在场有表决权的 { $n } 人。
meeting-count-differs = 票数对不上：加起来 { $cast } 票，在场有表决权的 { $n } 人。请再数一遍。
meeting-secret-vote = 这件事要无记名投票，请用“发起投票”。
meeting-tally = 表决：{ $outcome ->
        [passed] 通过
        [failed] 未通过
        [put_off] 暂缓
        [no_quorum] 人数不够，未表决成
        [advisory] 只作参考
        [void] 作废
        [open] 正在投票
       *[other] { $outcome }
    }。赞成 { $yes }，反对 { $no }，弃权 { $abstain }；应到 { $voters }，到会 { $present }（有表决权的）{ $needed ->
        [0] {""}
       *[other] ，需 { $needed } 票
    }。
meeting-voting-already = “{ $item }”正在投票。请先在那里截止，或者取消那次投票，再重新表决。
meeting-vote-off = 这一项的投票取消了，没有结果，请重新表决。
meeting-ask-evidence = 步骤“{ $step }”：请写一句说明（时间、结果、文号），或发一份文件、照片。
meeting-button-not-needed = 这次不需要

meeting-ended = 散会了。应到 { $expected } 人，实到 { $present } 人。
meeting-still = { $n ->
    [0] 记录齐了。
    [1] 还差 1 处：
   *[other] 还差 { $n } 处，先补：
}
meeting-adds = 直接打字补发言（“李华：……”），现在补在：{ $item }
meeting-ask-ended = 实际几点散会？写一个时间，例如“20:10”。
meeting-bad-end = 散会时间要在开会以后、现在以前，例如“20:10”。
meeting-button-ended = 改散会时间
meeting-write-today = 会议记录请在今天完成，过了今天会标为“迟补”。
meeting-why = { $name } 为什么没来？（还有 { $n } 人要写明）
meeting-why-whose = 改谁的缺席原因？
meeting-button-why = 缺席原因
meeting-button-exclude = 不计入应到
meeting-exclude = 谁不计入应到？要有上级同意和会议决议。已排除的再点一次恢复。
meeting-ask-exclude = 为什么不把 { $name } 计入应到？请写原因、上级何时同意。

meeting-gap = { $what ->
    [notice] 通知：没有发过通知，请写明何时、怎样通知的。
    [topics] 议题：还没有议题，请补上。
    [leave] 缺席人员：还有人没有写明原因。
    [roll] 签到：应到人数和签到对不上，请补签到。
    [quorum] 人数：到会有表决权的人数不够，会议无效。请补签到，或改期再开。
    [committee] { $step }：请写明是哪次会议研究的。
    [speeches] { $step }：还没有发言记录，请补上谁说了什么。
    [votes] { $step }：还有表决项没有结果。
    [resolution] { $step }：还有表决项没有结果。
    [open_vote] 还有投票没有结束，请先去截止或取消。
    [follow_up] { $step }：还有决定没有负责人或期限。
    [minutes] 记录：开始、结束时间和议题要齐全。
    [recorder] 主持人和记录人要齐全，而且是两个人。
    [signatures] 签字：主持人和记录人都要在现在这份记录上签字。
    [material] { $step }：请补上材料，或写明在哪里。
    [asked] { $step }：办了请写明；不需要就点“这次不需要”。
   *[other] { $step }：请写明已经办了，或发一份文件。
}
meeting-button-fill = { $what ->
    [notice] 写明通知
    [topics] 补议题
    [leave] 写缺席原因
    [roll] 补签到
    [quorum] 补签到
    [committee] 写明哪次会议
    [speeches] 补发言
    [votes] 补表决
    [resolution] 补表决
    [follow_up] 定负责人和期限
    [minutes] 补时间
    [recorder] 定记录人
    [signatures] ✍ 签字
    [material] 补材料
    [open_vote] 🗳 去看投票
   *[other] 写明这一步
}
meeting-awaits = 等 { $names } 签字。
meeting-button-gaps = 还差什么
meeting-button-except = 第 { $n } 处作例外
meeting-ask-except = 作为例外要写原因，会署您的名，一直留在记录里。原因是？
meeting-excused = 例外：{ $step }。原因：{ $reason }（{ $name }，{ $day }）

meeting-button-minutes = 📄 会议记录
meeting-button-sheet = 签到表
meeting-button-sign = ✍ 签字
meeting-not-signer = 由主持人和记录人签字：{ $names }。
meeting-not-whole = 记录还不齐，先不签字。{ $what }
meeting-signed = { $n ->
    [0] 两人都签了。
   *[other] 您签了，还等 { $names } 签字。签字后再改记录，签字就作废。
}
meeting-please-sign = { $name } 已在会议记录上签字，请您核对后签字。
meeting-button-close = ✔ 完成会议
meeting-button-close-yes = 是的，完成
meeting-not-closed = 还差 { $n } 处，会议不能结束。{ $what }
meeting-confirm-close = 完成这次会议吗？之后记录不能再改{ $n ->
        [0] {""}
       *[other] ，会发给缺席的 { $n } 人补看记录
    }。
meeting-warning = 提示：{ $check ->
    [k05] 有人同一时间也在另一个会上
    [k06] 与另一个会议时间重合
    [k07] 开会当天不是工作日
    [k08] 会后超过 3 个工作日才完成记录，会标为迟补
    [k09] 发言与以前一次会议几乎相同
    [k28] 逐人发言的议题上，还有到会的人没有发言
    [k30] 有决定没有负责人或期限
   *[other] { $check }
}
meeting-late = 迟补：会后超过 3 个工作日才完成。
meeting-done = 会议已完成。应到 { $expected } 人，实到 { $present } 人。
meeting-unread = 还没看记录的缺席人员：{ $names }
meeting-button-done = 已落实：{ $what }
meeting-button-carried = ✔ 已落实
meeting-yours = 会议定了由您负责的事：
    { $decision }
meeting-remember = 请落实会议的决定：
    { $decision }
meeting-thanks = 谢谢，记下了。
meeting-not-now = 会议现在不在这一步，请看最新的一条消息。
meeting-not-desk = 这由会议的主持人、记录人来做。

meeting-minutes-here = 会议记录在附件里。
meeting-sheet-here = 签到表在附件里。
meeting-file-minutes = 会议记录
meeting-file-roll = 签到表
meeting-minutes-what = 项目
meeting-minutes-words = 内容
meeting-head = { $what ->
    [unit] 单位
    [time] 时间
    [place] 地点
    [way] 形式
    [chair] 主持人
    [recorder] 记录人
    [lecturer] 主讲人
    [expected] 应到人数
    [present] 实到人数
    [absent] 缺席及事由
    [guests] 列席
    [excluded] 不计入应到
   *[owed] 上次待落实
}
meeting-from-to = { $opens } 至 { $closes }
meeting-present = { $n }（有表决权的 { $voters }）
meeting-line = { $what }：{ $words }
meeting-minutes-steps = 会议步骤
meeting-minutes-step = 步骤
meeting-minutes-shown = 依据
meeting-proof = { $how ->
    [excused] 例外，见下
    [none] 这次不适用
    [there] 见本记录
   *[missing] —
}
meeting-proof-words = { $words }（{ $name }，{ $day }）
meeting-minutes-exceptions = 例外和提示
meeting-edition = 规则文件：{ $edition }
meeting-minutes-signed = 签字
meeting-signature = { $role ->
    [chair] 主持人
   *[recorder] 记录人
}：{ $name }　{ $at }
meeting-column = { $what ->
    [vote] 表决权
    [times] 签到–离开
    [minutes] 在会分钟
    [how] 方式
    [reason] 缺席事由
   *[marks] 备注
}
meeting-by = { $by ->
    [tap] 本人签到
    [code] 用签到码
   *[typed] 记录人代签
}
meeting-status = { $status ->
    [coming] 参加
    [asked] 待批假
    [leave] 请假
    [refused] 未准假
    [here] 已到
    [left] 已离开
    [late] 迟到
    [early] 早退
    [absent] 缺席
    [read] 缺席，已看记录
   *[invited] 未回复
}
meeting-todo = { $what ->
    [answer] 请回复能否参加
    [arrive] 请签到
    [read] 请看会议记录
    [carry_out] 会议定下由您落实的事
    [leaves] 有人请假，请处理
    [open] 到开会时间了
   *[held] 会议正在进行
}
meeting-todo-gaps = { $n ->
    [0] 记录齐了，请完成会议
   *[other] 会议记录还差 { $n } 处
}

meeting-proposed = 大家讨论过的一件事列入了议程：

meeting-same-time = 那个时间已经有会了，有的人要参加两个：
meeting-also-called = · { $kind }，{ $at }，{ $n } 人重复
meeting-button-anyway = 仍然发通知

meeting-attendance = 考勤汇总
meeting-attended = { $group ->
    [asked] 应到
    [there] 实到
    [leave] 请假
    [absent] 缺席
   *[late] 迟到、早退
}
meeting-screen-starts = { $starts } 开始
meeting-screen-item = 第 { $at } 项（共 { $n } 项）
meeting-screen-voting = 正在表决
