# 各类活动共用的话

sdk-button-publish = ✔ 发布
sdk-button-edit = 修改
sdk-button-drop = 不办了
sdk-button-drop-yes = 是的，不办了
sdk-button-cancel = 取消活动
sdk-button-cancel-yes = 是的，取消
sdk-button-close = 现在截止
sdk-button-close-yes = 是的，现在截止
sdk-button-options = 更多设置
sdk-button-progress = 名单
sdk-button-export = 导出名单
sdk-button-keep = 返回
sdk-button-more = 更多操作…
sdk-edit = 要改哪一项？
sdk-more = 还可以：
sdk-button-home-keep = 存为模板
sdk-button-home-rehearse = 以成员身份试一遍
sdk-button-undo = ↩ 撤销
sdk-button-next-page = 下一页 ▶
sdk-button-previous-page = ◀ 上一页

sdk-options = 点一下按钮，换成下一种设置。
sdk-reach = 发布后会发到群里，并通知 { $n } 名成员。
sdk-reach-named = 发布后只通知指定的 { $n } 人，不发到群里。
sdk-scheduled = 已安排，{ $opens }发布。
sdk-dropped = 好的，不办了，没有通知任何人。
sdk-missed = 到了截止时间还没能发布，这次就不办了，没有通知任何人。
sdk-cancelled = 这次活动取消了。
sdk-confirm-drop = 不办这次活动了吗？还没有通知任何人。
sdk-confirm-close = 现在就截止吗？之后 { $n } 名成员都不能再加入，截止后不能恢复。
sdk-confirm-cancel = { $n ->
    [0] 取消这次活动吗？还没有通知任何人。
   *[other] 取消这次活动吗？会告诉群里和 { $n } 名成员，取消后不能恢复。
}
sdk-confirm-cancel-named = 取消这次活动吗？会通知指定的 { $n } 人，取消后不能恢复。
sdk-undone = 已撤销，恢复成原来的样子：
sdk-undo-late = 超过十分钟，不能再撤销了。
sdk-undo-over = 这一步已经撤销过，或者后来又有了变化，不能再撤销。
sdk-undo-opened = 原定的开始时间已经过了，不能撤销。

sdk-not-allowed = 您没有这个权限。需要的话，请联系管理员。
sdk-not-invited = 这次活动是别的单位的。
sdk-nobody-left = 没有要选的人了。
sdk-not-now = 现在不能这样做。
sdk-closed = 已经截止了。
sdk-moved-on = 这个按钮已经过时了，请看最新的一条消息。
sdk-incomplete = 还没有填完整，不能发布。
sdk-in-the-past = 原定的时间已经过了，请另选一个。
sdk-bad-details = 计划里的这一项不对：{ $problem }
sdk-bad-text = 请写 1 到 { $most } 个字。
sdk-bad-number = 请写 { $least } 到 { $most } 之间的整数。
sdk-no-time = 没看懂这个时间。可以写“今晚7点半”“周五 19:30”“12月5日 19:30”。
sdk-no-clock = { $day }几点？请把日期和时间写在一起，例如“明天 19:30”。
sdk-past = { $at } 已经过去了；是明年吗？是的话请发“{ $next }”。
sdk-wrong-weekday = 日历上是 { $day }，与您写的星期不符。请核对后重新发。
sdk-one-time = 这里只要一个时间，例如“明天 19:30”。
sdk-bad-time = 这个时间不行：要晚于现在，并在 { $days } 天以内。
sdk-time-after = 这个时间太晚了：最晚{ $latest }。

sdk-minutes = { $n ->
    [0] 现在
   *[other] { $n } 分钟
}
sdk-hours = { $n } 小时
sdk-days = { $n } 天
sdk-not-before = 不提前
sdk-minutes-before = 提前 { $n } 分钟
sdk-hours-before = 提前 { $n } 小时
sdk-days-before = 提前 { $n } 天

sdk-column-name = 姓名
sdk-column-unit = { -unit }
sdk-column-status = 状态
sdk-sheet-people = 名单
sdk-people = { $status }（{ $n }）：{ $names }
sdk-exported = 名单在附件里。
sdk-file-people = 名单
sdk-record-unit = 单位：{ $unit }
sdk-record-began = 时间：{ $at }
sdk-record-time = 时间：{ $opens } 至 { $closes }
sdk-record-led = 组织者：{ $name }
sdk-record-people = 参加人数：{ $n } 人（应到 { $of } 人）

sdk-todo-draft = 草稿还没有发布

sdk-button-nudge = 🔔 提醒未完成的
sdk-button-nudge-yes = ✔ 现在提醒
sdk-nudge = 现在提醒还没有完成的 { $n } 人吗？
sdk-nudge-later = 现在是免打扰时间，{ $at }再发给他们。
sdk-nudged = 已提醒 { $n } 人。一小时后可以再提醒一次。
sdk-nudge-nobody = 大家都完成了，没有要提醒的人。
sdk-nudge-soon = 刚提醒过。{ $at }以后可以再提醒。
sdk-nudge-quiet = 现在是免打扰时间，到截止前都不便打扰，没有提醒任何人。

sdk-ask-reminders = 截止前什么时候提醒还没完成的人？点选，可以选几个；也可以直接输入，例如“明天 20:00”“提前2小时”。
sdk-enough-reminders = 最多设 { $most } 个提醒时间。
sdk-reminder-outside = 提醒时间要在开始以后、{ $closes } 截止以前。
sdk-reminders = 提醒：{ $times }
sdk-no-reminders = 不提醒。
sdk-button-no-reminders = 不提醒
sdk-button-reminders = 提醒时间
sdk-reminder-ahead = { $hours ->
    [24] 开始前 1 天
   *[other] 开始前 { $hours } 小时
}先提醒您{ $room ->
    [1] ，并在群里预告
   *[other] { "" }
}。
sdk-button-ahead = { $hours ->
    [0] 开始前提醒我：不用
    [24] 开始前提醒我：提前 1 天
   *[other] 开始前提醒我：提前 { $hours } 小时
}
sdk-opens-soon = { $opens }自动开始，到时通知 { $n } 人。要改、要取消，请在开始前点下面的按钮。

sdk-button-tapped = ✔ { $name }
sdk-tapped = { $taken ->
    [0] 已取消：{ $name }。
   *[1] 已记下：{ $name }。点错了，再点一次就取消。
}
sdk-zone = （{ $zone }）
sdk-each-week = { $n ->
        [1] 每
        [2] 每两周的
       *[other] 每 { $n } 周的
    }
sdk-each-month = { $n ->
        [1] 每月
        [3] 每季度（{ $months } 月）
        [6] 每半年（{ $months } 月）
       *[other] 每 { $n } 个月
    }
sdk-every-week = { $each }{ $weekday } { $at }{ $zone }{ $holiday }
sdk-every-day = 每天 { $at }{ $zone }{ $holiday }
sdk-workdays = 周一到周五
sdk-and = { $days }、{ $day }
sdk-every-month = { $each } { $day } 日 { $at }{ $zone }{ $holiday }
sdk-every-month-nth = { $each }{ $nth ->
        [1] 第一个
        [2] 第二个
        [3] 第三个
        [4] 第四个
       *[-1] 最后一个
    }{ $weekday } { $at }{ $zone }{ $holiday }
sdk-every-year = 每年 { $month } 月 { $day } 日 { $at }{ $zone }{ $holiday }
sdk-weekday = { $day ->
        [monday] 周一
        [tuesday] 周二
        [wednesday] 周三
        [thursday] 周四
        [friday] 周五
        [saturday] 周六
       *[sunday] 周日
    }
sdk-holiday = { $rule ->
        [skip] ，遇节假日取消
        [next_workday] ，遇节假日顺延到下一个工作日
        [previous_workday] ，遇节假日提前到上一个工作日
       *[keep] {""}
    }
sdk-ask-code = 请输入现场报的四位签到码。
sdk-no-code-yet = 现场还没有报签到码，请稍等。
sdk-wrong-code = 签到码不对，或已经换了（昨天的、转发来的都不行）。{ $left ->
        [0] 已经不能再输码了：人在现场的话，请让组织者直接记上您。
       *[other] 请再听一遍，输入最新的四位数字，还可以试 { $left } 次。
    }
sdk-code-slow = 输错几次了。请听清楚，{ $at }以后再输一次。
sdk-code-over = 输错的次数太多，这里不能再输码了。人在现场的话，请让组织者直接记上您。
sdk-code-tries = { $name } 输错签到码 { $n } 次，已不能再输码。人在现场的话，请直接记名签到。
sdk-code = 现在报签到码：{ $code }
    { $until }换下一个，前一个十分钟内还有效。再点按钮看最新的。
sdk-thread-full = 往来已满 { $most } 条，写不下了；请先办结这一件，另起一件。
sdk-file-too-large = 文件太大，最大 { $most } MB。请压缩后再发。
sdk-file-kind = 这种文件不收。可以发图片、音视频、PDF、Office 文档和文本。
sdk-answer-here = 刚才写在了大家都能看到的地方，没有记下。请在这里回答。
sdk-ask-hand = 今后由谁办理？点一下就转交：对方和提出的人都会收到通知。
sdk-handed = { $name } 已把这件事转交给 { $to } 办理。
sdk-no-chat = 有要紧的消息要发给 { $name }，但发不到：对方没有接入聊天。请尽快把邀请链接发给对方。
sdk-owed = { $status ->
        [met] ✓
        [late] ❗
       *[due] ·
    } { $name }：{ $sort ->
        [hours] { $done }/{ $asked } 学时
        [talk] { $status ->
            [met] 已谈
           *[due] { $asked ->
                [1] 还没有谈
               *[other] 已和 { $done } 位谈过，共 { $asked } 位
            }
        }
        [missed] { $status ->
            [met] 没有缺席
           *[due] 缺席 { $left } 次，还没有补课
        }
       *[times] { $asked ->
            [1] { $status ->
                [met] 已办
               *[due] 还没有
            }
           *[other] { $done }/{ $asked } 次
        }
    }{ $status ->
        [met] {""}
        [due] （{ $until }以前）
       *[missed] （已过 { $until }）
    }
sdk-owed-missed = { $name }（{ $day }）
sdk-page-signed = 同意，写我的姓名
sdk-page-unsigned = 不写姓名
sdk-button-screen = 📽 大屏幕
sdk-screen-made = 用下面的链接打开大屏幕。拿到链接的人不用登录就能看，只显示群里能看到的内容。链接到 { $until } 失效。
sdk-screen-inside = { $reach ->
    [machine] 这个地址只能在服务器本机打开，请管理员设置 web.base_url。
   *[network] 这个地址只能在内部网络打开。
}
sdk-screen-open = 大屏幕的链接已经发过。
sdk-screen-new = 换新链接（旧的作废）
sdk-screen-end = 作废链接
sdk-screen-ended = 大屏幕的链接已作废，谁也打不开了。
