# 党费、会费：按规则该交多少，谁交了，谁欠着；不经手钱，不记工资

command-dues = 党费|会费|dues
about-dues = 记谁交了{ -dues }，谁还没交
dues-menu = ＋ { -dues }
dues-running = 💰 { $title }
dues-untitled = { -dues }（{ $day }）
dues-help = · 输入“{ -dues }”记谁交了、谁还没交，每月提醒
dues-status = { $status ->
        [none] 还没交过
        [exempt] 免交
       *[other] 已交到 { $status }
    }
dues-todo = 还没交
dues-title = { -dues }
dues-period = { $every ->
        [month] { $year }年{ $month }月
        [quarter] { $year }年第{ $part }季度
        [half_year] { $year }年{ $part ->
            [1] 上半年
           *[other] 下半年
        }
       *[other] { $year }年
    }
dues-money = { $amount } { $currency }
dues-every = { $every ->
        [month] 每月
        [quarter] 每季度
        [half_year] 每半年
       *[other] 每年
    }

dues-draft = 以后在这里记{ -dues }：{ $n } 人，{ $often }交一次{ $known ->
        [0] ，交多少按档位
       *[other] ，{ $amount }
    }。没交的，每月 { $day } 日早上提醒本人。
    这里只记谁交了，不收钱，也不记工资。点“开始”会告诉要交的每个人。
dues-begun = 以后{ -dues }在这里记：{ $often }交一次{ $known ->
        [0] { "" }
       *[other] ，{ $amount }
    }。没交的，每月 { $day } 日提醒您。
    钱照原来的办法交给{ -leader }，这里只记交没交；只有您和{ -leader }看得到。
dues-started = 已经开始，告诉了 { $n } 人。没交的，每月 { $day } 日早上提醒本人。
dues-panel = { $period }：{ $of } 人里 { $left ->
        [0] 都交齐了。
       *[other] { $left } 人没交齐：{ $names }
    }
dues-kept = 已经在记了。
dues-closed = 不再记了。台账还在，随时可以导出。
dues-ask-close = 不再记、也不再提醒了吗？台账会留着。

dues-reminder = { $period }的{ -dues }还没记到{ $known ->
        [0] { "" }
       *[other] （{ $amount }）
    }。交给{ -leader }就行；已经交了的，请{ -leader }记一下。
dues-own = { $status ->
        [exempt] 您不用交。
        [paid] 都交齐了。
       *[owes] 还没交：{ $periods }
    }{ $known ->
        [0] { "" }
       *[other] { "\u000A" }每次：{ $amount }
    }
dues-own-word = { $what ->
        [received] 收到了您{ $period }的{ -dues }。
       *[other] 更正：您{ $period }的{ -dues }没有收到，刚才记错了。
    }
dues-late-own = 您的{ -dues }已经 { $months } 个月没交了，请尽快补上；有困难的话，和{ -leader }说一声。这件事只有您和{ -leader }知道。
dues-late = { $n } 人欠{ -dues }满 { $months } 个月：{ $names }。已经私下提醒了本人，没有告诉别人。

dues-ask-received = { $left ->
        [0] 都交齐了。
       *[other] 谁交了？点一下记最早的一期，括号里是欠几期。
    }{ $back ->
        [0] { "" }
       *[other] { " " }带 ✔ 的再点一下，撤回最近一笔。
    }
dues-word = { $what ->
        [received] 记下了：{ $name } { $period }
       *[other] 撤回了：{ $name } { $period }
    }
dues-all = { $n } 人各记了一期，已告诉本人。
dues-ask-whose = 给谁定档位？点名字。只记档位，不记工资；按比例的，金额由本人算。
dues-ask-bracket = { $name }是哪一档？
dues-assigned = 定好了：{ $name }，{ $bracket }
dues-called = { $name }（{ $amount }）
dues-exempt = 免交
dues-exported = { $year }年的台账在附件里。
dues-receipt = { $day } 起的一期：已交（{ $amount }）

dues-ledger = { -dues }台账
dues-column-name = 姓名
dues-column-period = 哪一期
dues-column-status = 情况
dues-column-bracket = 档位
dues-column-amount = 金额
dues-column-received = 收到时间
dues-column-by = 经手人
dues-paid = { $status ->
        [paid] 已交
        [exempt] 免交
       *[owed] 未交
    }

dues-button-start = 开始
dues-button-panel = 看一看
dues-button-receive = 记谁交了
dues-button-got = { $n ->
        [1] { $name }
       *[other] { $name }（{ $n }）
    }
dues-button-everybody = 这 { $n } 人都交了，各记一期
dues-button-brackets = 档位
dues-button-pick = { $known ->
        [0] { $name }
       *[other] ✔ { $name }
    }
dues-button-ledger = 今年台账
dues-button-before = 去年台账
dues-button-mine = 我的{ -dues }
dues-button-close = 不再记了
dues-button-close-yes = 是，不再记了
