# 定期活动

plan-begun = 定期活动已设定。
plan-started = 已按计划启动（原定 { $when }）。
plan-started-uncertain = 注意：节假日安排尚未公布，这一天可能是休息日，请核对。
plan-missed = 服务中断期间错过了 { $n } 次（最近一次是 { $last }），时间已过，不再补办。
plan-moved = 节假日安排有变，日期已调整。
plan-paused = 已暂停。
plan-resumed = 已恢复；暂停期间错过的不再补办。
plan-skipped = 已跳过 { $when } 这一次。
plan-stopped = 已终止，不会再启动。
plan-undo-past = 那一次的时间已经过了，不能恢复。
plan-kept = 好的，保持不变。

plan-is-paused = 目前暂停中。
plan-no-more = 之后不再举行。
plan-next = 下一次：{ $when }
plan-shifted = 原定 { $day }，因节假日调整。
plan-uncertain = 届时的节假日安排尚未公布，日期可能变动，有变动会另行通知。

plan-every-week = 每{ $weekday } { $at }（{ $zone }）{ $holiday }
plan-every-month = 每月 { $day } 日 { $at }（{ $zone }）{ $holiday }
plan-every-month-nth = 每月{ $nth ->
        [1] 第一个
        [2] 第二个
        [3] 第三个
        [4] 第四个
       *[-1] 最后一个
    }{ $weekday } { $at }（{ $zone }）{ $holiday }
plan-every-year = 每年 { $month } 月 { $day } 日 { $at }（{ $zone }）{ $holiday }
plan-weekday = { $day ->
        [monday] 周一
        [tuesday] 周二
        [wednesday] 周三
        [thursday] 周四
        [friday] 周五
        [saturday] 周六
       *[sunday] 周日
    }
plan-holiday = { $rule ->
        [skip] ，遇节假日取消
        [next_workday] ，遇节假日顺延到下一个工作日
        [previous_workday] ，遇节假日提前到上一个工作日
       *[keep] {""}
    }

plan-ask-skip = 要跳过《{ $title }》的下一次（{ $when }）吗？
plan-ask-stop = 要终止《{ $title }》吗？终止后 10 分钟内可以撤销，之后只能重新设定。

plan-do-pause = 暂停
plan-do-resume = 恢复
plan-do-skip = 跳过下一次
plan-do-stop = 终止
plan-do-skip-now = 确定跳过
plan-do-stop-now = 确定终止
plan-do-keep = 保持不变

plan-forbidden = 您没有管理定期活动的权限。
plan-not-now = 现在不能这样操作。
plan-outdated = 计划已有变化，请以最新的消息为准。
plan-invalid = 定期活动的设置有误：{ $problem }

plan-running = 🔁 { $title }
