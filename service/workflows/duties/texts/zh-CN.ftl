# 按规定应办的事

command-month = 本月|本月应办|应办|month
about-month = 看本月应办的事
duties-menu = 📌 本月应办
duties-help = · 输入“本月”看按规定本月、本季度、今年应办的事：哪些已经办了，哪些还没有，点一下就能发起
duties-running = 📌 { $title }
duties-untitled = 应办的事（{ $day }）
duties-status = { $status }

duties-title = 📌 本月应办
duties-card = { $unit } · { $day }
duties-over = { $status ->
        [late] ❗ 逾期未办：
       *[missed] 过了时间还没有办（一般应办）：
    }
duties-period = { $period ->
        [month] 本月
        [quarter] 本季度
        [half_year] 本半年
        [term] 本学期
        [year] 今年
       *[term_of_office] 本届任期
    }{ $period ->
        [month] （到{ $until }，还有 { $left } 个工作日）：
        [quarter] （到{ $until }，还有 { $left } 个工作日）：
        [term_of_office] ：
       *[other] （到{ $until }）：
    }
duties-name = { $name }{ $grouped ->
        [0] {""}
       *[other] （{ $group }）
    }{ $period ->
        [month] （{ $month }月）
        [quarter] （{ $month ->
            [1] 第一季度
            [4] 第二季度
            [7] 第三季度
           *[other] 第四季度
        }）
        [half_year] （{ $month ->
            [1] 上半年
           *[other] 下半年
        }）
        [term] （{ $month ->
            [2] 春季学期
           *[other] 秋季学期
        }）
        [year] （{ $year }年）
       *[other] {""}
    }
duties-line = { $state ->
        [met] ✓ { $name }：{ $days }
        [talked] ✓ { $name }：都谈过了
        [talks] · { $name }：还差 { $left } { $pairs ->
            [0] 位
           *[other] 对
        }{ $named ->
            [0] {""}
           *[other] （{ $names }）
        }
        [some] · { $name }：已办 { $n } 次，应办 { $least } 次（{ $days }）
        [early] · { $name }：还没有，{ $until }以前办
        [term] · { $name }：{ $until }以前
        [unknown] · { $name }：不知道上次是哪天，请记一下
       *[none] · { $name }：还没有
    }
duties-units = 下属各单位：
duties-unit = · { $unit }：{ $late ->
        [0] {""}
       *[other] ❗ 逾期 { $late } 项，
    }未办 { $open } 项，已办 { $met } 项
duties-nothing = 规则没有给这个单位规定应办的事（成员不足三人的单位不计）。

duties-begin = ＋ { $name }
duties-talk = { -talks }
duties-note = ✓ 记为已办：{ $name }
duties-ask = { $name }是哪天办的？点一个，或写一个日期，例如“3月5日”。
duties-noted = { $phase ->
        [noted] 已记下：{ $name }，{ $day }。
       *[cancelled] { $dated ->
            [0] 好的，不记了：{ $name }。
           *[other] 已撤回，不再计算：{ $name }，{ $day }。
        }
    }
duties-button-drop = 不记了
duties-button-withdraw = 撤回
duties-no-day = 请写一个已经过去的日期，例如“3月5日”“2024年5月10日”。
duties-gone = 这一项现在办不了：规则已经变了，或者您没有权限。请重新输入“本月”。

duties-archived-title = 规定事项完成情况
duties-archived = 共 { $n } 项：完成 { $met }，逾期 { $late }，一般应办而未办 { $missed }。
duties-archived-column = { $what ->
    [duty] 事项
    [until] 期限
    [status] 情况
   *[held] 办理日期
}
duties-archived-status = { $status ->
    [met] 完成
    [late] 逾期
    [missed] 未办
    [due] 待办
   *[unknown] 没有记录
}
duties-members = 每个人应办的：
duties-member-line = { $status ->
        [met] ✓
        [late] ❗
       *[due] ·
    } { $name }：{ $status ->
        [met] { $of } 人都已完成
       *[due] { $of } 人中已完成 { $met } 人{ $status ->
            [due] （{ $until }以前）
           *[late] （已过 { $until }）
        }
    }
duties-who = 👥 { $name }：还差 { $n } 人
duties-left = { $name }：已完成 { $met } 人，还差 { $n } 人：
duties-left-line = · { $name }{ $sort ->
        [hours] ：{ $done }/{ $asked } 学时
        [missed] ：参加或补课 { $done } 次，共 { $asked } 次
        [times] ：{ $done }/{ $asked } 次
       *[once] {""}
    }
duties-remind = 🔔 提醒这 { $n } 人
duties-reminder = 🔔 请记得：
    { $words }
duties-nobody-left = 都已完成，没有要提醒的人。请重新输入“本月”看最新情况。
duties-own = 您本人应办的：
duties-own-nothing = 规则没有给每个人规定应办的事。
