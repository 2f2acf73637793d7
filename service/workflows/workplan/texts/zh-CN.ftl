# 年度计划、阶段计划

command-workplan = 年度计划|工作计划|年度工作计划|阶段计划|workplan|work plan
about-workplan = 做一份年度计划或阶段计划，报上级审批
workplan-menu = ＋ 年度计划
workplan-running = 🗂 { $title }
workplan-untitled = 未定时段的计划（{ $day }）
workplan-help = · 输入“年度计划”做年度或阶段工作计划：按应办的事起草，班子同意，报上级审批，到时总结
workplan-status = { $status ->
       *[concerned] 计划里有我
    }
workplan-todo = { $what ->
        [agree] 请看后表态
        [approve] 请审批
        [agreed] 已同意，可以报上级
        [returned] 上级退回，请修改
       *[close] 时间到了，请总结
    }

workplan-new = 新的工作计划
workplan-heading = 🗂 { $title }
workplan-title = { $form ->
        [year] { $year }年年度计划
        [half] { $year }年{ $n ->
            [1] 上半年
           *[other] 下半年
        }计划
        [quarter] { $year }年第{ $n ->
            [1] 一
            [2] 二
            [3] 三
           *[other] 四
        }季度计划
        [month] { $year }年{ $month }月计划
        [months] { $year }年{ $month }—{ $to }月计划
       *[years] { $year }年{ $month }月—{ $until }年{ $to }月计划
    }

workplan-ask-period = 做哪一段时间的计划？点一个，或者写，例如“2027年”“第二季度”“9月-12月”。
workplan-no-period = 没看懂，或者这段时间已经过去。可以写“2027年”“下半年”“第二季度”“9月-12月”。
workplan-draft = 草稿：按应办的事和上一份计划列出。要加一条，直接打一行字就行，例如“6月 参观纪念馆；李华；联系场馆；交总结”。
workplan-every = { $period ->
        [month] 每月
        [quarter] 每季度
        [half_year] 每半年
        [term] 每学期
        [year] 全年
       *[term_of_office] 到期
    }{ $n ->
        [1] {""}
       *[other] { $n } 次
    }
workplan-until = { $month }月{ $day }日前
workplan-month = { $month }
workplan-timeless = 时间未定
workplan-numbered = { $n }. { $name }
workplan-line = { $mark ->
        [done] ✓
        [late] ❗
        [left] ✕
        [open] ·
       *[none] {""}
    }{ $mark ->
        [none] {""}
       *[other] { " " }
    }{ $name }，{ $when }{ $owned ->
        [0] {""}
       *[other] ，{ $owner }
    }{ $of ->
        [0] {""}
       *[other] ：{ $met }/{ $of }
    }{ $changed ->
        [moved] （改期：{ $why }）
        [why] （{ $why }）
       *[no] {""}
    }
workplan-more = … 还有 { $n } 条，见导出的文件

workplan-agreeing = 正在请班子成员表态：{ $agreed } 位已同意，还等 { $left }。也可以由班子的会议通过。
workplan-agreed = 班子已同意，可以报上级审批。
workplan-sent = 已报上级，等待审批。
workplan-returned = 上级退回，意见：{ $words }
    改好后再报。
workplan-approved = { $above ->
        [0] ✔ 班子已同意，计划开始执行。
       *[other] ✔ { $name }已批准，计划开始执行。
    }
workplan-running-now = 已到时间的 { $due } 项次，完成 { $met } 项次{ $due ->
        [0] 。
       *[other] （{ $percent }%）。
    }
workplan-closed = 计划已总结：应完成 { $due } 项次，完成 { $met } 项次（{ $percent }%）。
workplan-runs = 计划开始执行，共 { $n } 条。
workplan-yours = { $month }月由您负责的：

workplan-which = 哪一条？
workplan-item = { $name }
    时间：{ $when }
    措施：{ $measures }
    责任人：{ $owner }
    检查：{ $check }
workplan-of-rules = 这一条是按规定应办的，办没办以活动记录为准。{ $auto ->
        [0] {""}
       *[other] 到应办的那个月，1日自动发起，把草稿发给{ -leader }。
    }
workplan-ask = { $what ->
        [until] “{ $name }”什么时候办完？写月份或日期，例如“6月”“6月20日”。
        [owner] “{ $name }”由谁负责？点一位，或写姓名。
        [measures] “{ $name }”怎么办？写一句措施。
        [check] “{ $name }”怎样检查？例如“{ -leader }每季度检查”“交照片”。
        [title] “{ $name }”改成什么？
        [move] “{ $name }”改到什么时候，为什么？写在一行，例如“9月；场馆维修”。
        [leave] “{ $name }”为什么不办了？它会留在计划里，写明原因。
       *[why] “{ $name }”为什么没有办成？写一句。
    }
workplan-ask-add = 加一条：写一行，时间、责任人、措施、检查可以用分号隔开，例如“6月 参观纪念馆；李华；联系场馆；交总结”。
workplan-removed = 已删去。
workplan-enough = 一份计划最多 { $most } 条。
workplan-must = “{ $name }”是规定必须办的，不能去掉。
workplan-by-rule = 这一条按规定来，名称和每月、每季度的时间改不了；没有办成的，可以写原因。
workplan-by-record = 这一条不用自己标：按规定应办的，办完的活动会自动算上。
workplan-no-day = 请写计划时段内的月份或日期，例如“6月”“6月20日”。
workplan-no-move = 请写一行：改到哪天，为什么，例如“9月；场馆维修”。时间要在计划时段内。
workplan-no-owner = 本单位没有叫这个名字的人。请写全名，或点一位。
workplan-empty = 计划还没有内容：请先定时段，至少列一条。
workplan-no-time = “{ $name }”还没有时间，请先填上。
workplan-no-way = 现在没有可以发起的活动，或者您没有权限。办完以后请写一句说明。

workplan-please-agree = { $name } 请您看这份计划，同意请点“同意”，有意见请写下来。
workplan-to-agree = 请您看这份计划。
workplan-confirm-put = 请另外 { $n } 位班子成员表态，可以吗？都同意以后，才能报上级。
workplan-you-agreed = 好的，已记下您同意。
workplan-ask-object = 您有什么意见？写一段，会转给起草人。
workplan-objects = { $name } 的意见：{ $words }
workplan-object-passed = 意见已转给起草人。改好后会再请您看；如果不影响，也可以现在同意。
workplan-no-meeting = 还没有找到在这之后开过、并且已经结束记录的班子会议。会开完、记录关闭以后再点。
workplan-confirm-send = 报给{ $names }审批，可以吗？报送以后，批准或退回前不能改。
workplan-please-approve = { $unit }报来的计划，请审批。可以批准，也可以写明意见退回。
workplan-confirm-approve = 批准{ $unit }的这份计划吗？批准后开始执行，对方马上收到通知。
workplan-is-approved = 已批准，已通知对方。
workplan-ask-return = 哪里要改？写下意见，会连同计划一起退回。
workplan-is-returned = 已退回，意见已转给对方。
workplan-not-superior = 由上级审批。
workplan-not-yet = 这份计划还在商量，定下来以后就能看。
workplan-owner-left = { $name } 已离开，原来负责的这几条请另定责任人：

workplan-sum = 共 { $items } 条，应完成 { $due } 项次，完成 { $met } 项次，完成率 { $percent }%。
workplan-sum-group = { $what ->
        [missed] 没有完成：
        [moved] 改期：
       *[left] 不办：
    }{ $items }
workplan-sum-item = { $name }{ $n ->
        [0] {""}
       *[other] （差 { $n } 次）
    }{ $told ->
        [0] {""}
       *[other] （{ $why }）
    }
workplan-ask-summary = 想写几句（成效、问题、下一步打算），直接打字，会放进总结；写好点“结束”。结束后总结发给班子和上级。
workplan-exported = 计划文件：

workplan-file = 计划表
workplan-file-summary = 总结
workplan-approved-by = 批准：{ $name }，{ $at }
workplan-column = { $what ->
        [n] 序号
        [task] 任务
        [time] 时间
        [measures] 措施
        [owner] 责任人
        [check] 检查
        [done] 完成
       *[remark] 备注
    }
workplan-remark = { $left ->
        [0] { $moved ->
            [0] { $added ->
                [0] { $why }
               *[other] 新增 { $why }
            }
           *[other] 改期：{ $why }
        }
       *[other] 不办：{ $why }
    }

workplan-button-put = 请班子表态
workplan-button-put-yes = ✔ 请他们表态
workplan-button-items = 改一条
workplan-button-add = 加一条
workplan-button-agree = ✔ 同意
workplan-button-object = 有意见
workplan-button-meeting = 班子会议已通过
workplan-button-recall = 收回修改
workplan-button-send = 报上级审批
workplan-button-send-yes = ✔ 报上去
workplan-button-approve = ✔ 批准
workplan-button-approve-yes = ✔ 批准，开始执行
workplan-button-return = 退回修改
workplan-button-period = 改时段
workplan-button-export = 导出文件
workplan-button-close = 总结并结束
workplan-button-close-yes = ✔ 结束这份计划
workplan-button-look = 看计划
workplan-button-start = ＋ { $name }
workplan-button-until = 时间
workplan-button-owner = 责任人
workplan-button-measures = 措施
workplan-button-check = 检查
workplan-button-title = 改名称
workplan-button-remove = 删去
workplan-button-done = { $done ->
        [0] ✔ 办完了
       *[other] 还没有办完
    }
workplan-button-move = 改期
workplan-button-why = 写原因
workplan-button-leave = 不办了
workplan-ask-meant = { $what ->
        [owner] 本单位没有叫“{ $name }”的人。您是指哪一位？不是人名，就点下面一项；都不对，请重写这一行。
       *[item] 要把“{ $name }”加进计划吗？不是的话，点“返回”。
    }
workplan-meant = { $what ->
        [owner] “{ $name }”不是人名，照写
       *[item] ＋ 加进计划
    }
workplan-button-auto = { $on ->
        [0] ⏱ 到时自动发起
       *[other] 不再自动发起
    }
