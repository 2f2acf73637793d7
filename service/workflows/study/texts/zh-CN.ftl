command-study = 学习|政治学习|理论学习|学习任务|布置学习
about-study = 学习任务
command-hours = 学时|我的学时|学时统计
about-hours = 查看今年的学时
study-menu = ＋ 布置学习
study-running = 📚 { $title }
study-untitled = 未命名的学习（{ $day }）
study-menu-hours = 学时
study-help = · 输入“学习”布置学习：材料、自学、心得、测验或讲座，自动记学时；输入“学时”看今年学了多少

study-new = 📚 新的学习
study-title = 📚 { $title }

study-ask-title = 这次学什么？写个标题。
    要一次布置一个学习计划，就每行写一项，日期在前，例如：
    3月20日 第一章
    4月10日 第二章 https://…
study-ask-materials = 学习材料是什么？发文件、发链接，或把正文粘贴过来；还有别的，接着发就行。
study-received = 已收到 { $n } 份材料：
    { $names }
study-ask-way = 怎样算学完？点一个。材料还没发完的，接着发。
study-ask-hours = 记多少学时？点一个，或写“3 学时”。
study-ask-closes-at = 什么时候以前学完？点一个，或写“周五 20:00”“12月5日 20:00”。讲座请写讲座结束的时间。
study-ask-pass-mark = 测验多少分及格？
study-field-title = 改标题
study-field-materials = 加材料
study-field-way = 改学习方式
study-field-hours = 改学时
study-field-closes-at = 改截止时间
study-option-pass-mark = 测验及格：{ $value } 分
study-option-hours = { $span ->
    [day] 一天（{ $value } 学时）
    [half] 半天（{ $value } 学时）
   *[none] { $value ->
        [0] 不计学时
       *[other] { $value } 学时
    }
}
study-way = { $way ->
    [read] 📖 读完确认
    [words] ✍ 读完写几句心得
    [lecture] 🎤 听讲座签到
   *[quiz] 📝 读完考《{ $bank }》
}
study-button-title = 大家手头都有，不用发
study-button-anew = 清空，重新发材料
study-button-whom = 只给指定的人
study-button-all = 全体（{ $n } 人）

study-tap-way = 请点上面的按钮，选怎样算学完。
study-enough = 太多了，最多 { $most } 项。
study-too-large = 文件太大了，最大 { $most } MB。可以改发链接。
study-bad-line = 第 { $n } 行没有看懂日期，或日期已经过了：“{ $line }”。请每行以日期开头，例如“3月20日 第一章”，改好后整个重发；只有一个标题的，请写在一行里。
study-ask-whom = 只给谁？写姓名，用顿号隔开。
study-several-of-a-name = 有同名的人：{ $names }。请照这样写。
study-unknown-names = 名单里没有找到：{ $names }。请核对姓名，用顿号隔开重写。
study-named = 只给：{ $names }
study-series = 学习计划后面还有 { $n } 项，上一项截止，下一项自动开始：

study-invitation = { $way ->
    [read] 读完后确认
    [words] 读完后写几句心得
    [lecture] 听讲座，现场签到
   *[quiz] 读完后考《{ $bank }》，{ $mark } 分及格
}{ $hours ->
    [0] { "" }
   *[other] ，记 { $hours } 学时
}。{ $way ->
    [lecture] 讲座{ $closes }结束。
   *[other] { $closes }截止。
}
    { $materials }
study-panel = { $phase ->
    [open] 正在学习，{ $closes }截止。
    [closed] 已截止，还没学完的可以补学到{ $until }。
   *[over] 这次学习已结束。
}
study-own = { $status ->
    [done] ✔ 已学完{ $percent ->
        [0] { "" }
       *[other] ，测验 { $percent } 分
    }{ $hours ->
        [0] 。
       *[other] ，记 { $hours } 学时。
    }
    [made_up] ✔ 已补学{ $percent ->
        [0] { "" }
       *[other] ，测验 { $percent } 分
    }{ $hours ->
        [0] 。
       *[other] ，记 { $hours } 学时。
    }
    [read] { $way ->
        [quiz] { $ready ->
            [0] 材料读完了。测验还没有准备好，请稍后再来。
            [2] 材料读完了。演练里不开测验，正式发布后这里有“做测验”的按钮。
           *[other] 材料读完了，请做测验，{ $mark } 分及格。
        }
       *[words] 材料读完了，请写几句心得。
    }
    [failed] 测验 { $percent } 分，没到 { $mark } 分，可以再考一次。
    [spent] 测验 { $percent } 分，没到 { $mark } 分，次数已经用完，请联系组织者。
    [leave] 好的，先不提醒您。截止以后可以补学到{ $until }。
   *[asked] { $phase ->
        [open] { $closes }以前：
        [closed] 已经截止，可以补学到{ $until }：
       *[over] 这次学习已结束，不能再补学。
    }{ $way ->
        [lecture] 听讲座，现场签到。
        [words] 读材料，写几句心得。
        [quiz] 读材料，做测验。
       *[read] 读完材料并确认。
    }
}
study-reminder = { $way ->
    [lecture] 提醒：讲座{ $closes }结束，请到现场签到。
   *[other] 这次学习您还没有完成，{ $closes }截止。
}
study-overdue = 学习已截止，您还没有完成。可以补学到{ $until }，补完照常记学时。
study-todo = { $status ->
    [read] 还差最后一步
    [failed] 测验没及格，请再考
    [leave] 请假，待补学
   *[asked] 请学习
}
study-status = { $status ->
    [done] 已学完
    [made_up] 已补学
    [read] 已读，没交
    [failed] 测验未及格
    [spent] 测验未及格，次数用完
    [reading] 正在读
    [leave] 请假待补
   *[asked] 未学
}
study-mine = { $status ->
    [made_up] 已补学
   *[done] 已学完
}{ $hours ->
    [0] { "" }
   *[other] ，{ $hours } 学时
}

study-button-read = 📖 开始学习
study-button-next = { $last ->
    [1] ✔ 我读完了
   *[0] 下一页 ▶
}
study-button-leave = 这段时间请假，以后补
study-button-write = ✍ 写心得
study-button-here = ✔ 签到
study-button-quiz = { $again ->
    [1] 📝 再考一次
   *[0] 📝 做测验
}
study-button-code = 🔢 报签到码
study-button-note = 补记已学的人
study-button-record = 学习记录
study-button-end = 结束补学
study-button-end-yes = 是的，结束
study-button-export = 导出学时

study-page = 第 { $n }/{ $of } 页，至少要读 { $seconds } 秒。
study-too-soon = 这一页快读也要 { $takes } 秒，还差 { $left } 秒。请读完再点。
study-ask-words = 写几句自己的心得，直接打字就行。组织者能看到。
study-read-first = 请先读完材料，再写心得。
study-bad-words = 请写 { $least } 到 { $most } 个字。
study-said = { $name }：{ $words }
study-not-yours = 这次学习只给指定的几个人。
study-ask-note = 谁已经学了，比如当面参加、没用手机？点姓名记下，会告诉本人。
study-taken-back = 组织者取消了刚才替您记下的学习。
study-record = 学习记录
study-record-here = 学习记录在附件里。
study-confirm-close = 现在就截止吗？还没学完的，之后三十天里可以补学。
study-confirm-end = 现在结束补学吗？{ $n ->
    [0] 大家都学完了。
   *[other] 还有 { $n } 人没学完，之后不能再补。
}

study-hours-title = 学时
study-year = { $year } 年学时：{ $asked ->
    [0] { $hours }（{ $tasks } 次学习）。
   *[other] { $hours }/{ $asked }（{ $tasks } 次学习）{ $missing ->
        [0] ，已学满。
       *[other] ，还差 { $missing }。
    }
}
study-courses = 集中轮训还差 { $n } 次（一次学满一天或以上的学习）。
study-behind = { $asked ->
    [0] 共 { $of } 人。规则里没有规定每年多少学时；各人的学时请点“导出学时”。
   *[other] 应学 { $asked } 人，已学满 { $met } 人，进度落后 { $n } 人{ $n ->
        [0] 。
       *[other] ：
    }
}
study-behind-line = · { $name } { $hours }/{ $asked }，还差 { $missing }（到今天该有 { $by_now }）
study-behind-more = …… 还有 { $n } 人，见导出的表。
study-hours-of = { $year } 年学时
study-column-hours = 学时
study-column = { $column ->
    [tasks] 学习次数
    [hours] 学时
    [courses] 一天以上的学习
    [asked] 应学学时
   *[missing] 还差
}
