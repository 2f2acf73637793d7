# 定期活动

command-plan = 新计划|新建计划|新的定期活动|plan|new plan
about-plan = 新建一个定期活动
command-plans = 计划|定期活动|plans|recurring
about-plans = 看定期活动
plan-menu = ＋ 定期活动
plan-help = · 输入“新计划”设定定期活动：每月第一个周五的测验、每季度一次的谈心等；输入“计划”看已有的（年度、阶段工作计划，请输入“年度计划”）
plan-untitled = 未命名的计划（{ $day }）
plan-status = { $status }
plan-todo = 计划还没有设定好
plan-new = 新的定期活动

plan-list = 定期活动：
plan-list-empty = 还没有定期活动。点“＋ 定期活动”，选办什么、多久一次，就按时自动发起，或者提前给您草稿。

plan-ask-kind = 定期办什么？
plan-ask-every = 多久一次？点选，或直接写，例如“每月第一个周五晚上7点”“每两周周三 19:30”。
plan-period = { $period ->
        [daily] 每天
        [week] 每周
        [fortnight] 每两周
        [nth] 每月第几个周几
        [day] 每月几日
        [quarter] 每季度
       *[year] 每年
    }
plan-ask-weekday = 周几？几天都办就直接写，例如“每周一三五 19:30”。
plan-ask-nth = 第几个？
plan-ask-day = 几日？点选，或直接写，例如“12日”。
plan-ask-month = 几月？
plan-ask-month-of = 每季度的第几个月？
plan-ask-at = 几点？点选，或直接写，例如“晚上7点半”。
plan-nth = { $n ->
        [1] 第一个
        [2] 第二个
        [3] 第三个
        [4] 第四个
       *[-1] 最后一个
    }
plan-day = { $day ->
        [31] 最后一天
       *[other] { $day } 日
    }
plan-month = { $month } 月
plan-month-of = 第 { $n } 个月
plan-no-rule = 没看懂。可以写“每天 9点”“每周一三五 19:30”“每周三 19:30”“每两周周五晚上7点”“每月第一个周五 19:30”“每月15日 9点”“每季度第一个周五 19:30”“每年7月1日 10:00”。
plan-no-time = 没看懂这个时间。可以写“19:30”“晚上7点半”。
plan-no-such-day = 没有这一天，请另选。
plan-ask-name = 叫什么名字？例如“每月测验”。每次办的活动也用这个名字。
plan-ask-how = 到时候怎么办？可以现在填好，到时自动发起；也可以到时候再定，提前给您草稿，填好再发布。
plan-how-details = 现在填好，到时自动发起
plan-how-template = 照模板《{ $name }》
plan-how-draft = 到时候再定，提前给我草稿
plan-ask-ahead = 提前几天给草稿？
plan-days-ahead = { $n ->
        [0] 当时
       *[other] 提前 { $n } 天
    }
plan-ask-leader = 由谁负责？到时候由这位{ -comrade }收到通知和草稿。

plan-what = 内容：{ $what }
plan-by-itself = 方式：到时自动发起
plan-by-draft = 方式：提前 { $n } 天给负责人草稿，填好再发布
plan-by-draft-then = { $n ->
       *[0] 方式：当时给负责人草稿，填好再发布
    }
plan-from-template = 模板：《{ $name }》
plan-led-by = 负责人：{ $names }
plan-of-settings = 这个计划由管理员保管在设置里：在这里可以跳过一次、暂停和终止；要改时间或内容，请找管理员。
plan-next-dates = { $n ->
        [0] 之后没有日子了。
       *[other] 接下来 { $n } 次：
    }
plan-date = · { $at }
plan-short-months = 没有这一天的月份，在最后一天举行。
plan-draft-at-once = 第一次已经临近，确认后马上给草稿。
plan-change = 改哪一项？
plan-changed = 已修改。
plan-by-other = { $name }改了这个计划：
plan-incomplete = 还没有填完整。
plan-dropped = 好的，不设了，没有通知任何人。
plan-prepared = 该准备下一次了，定于 { $when }。草稿已经建好，请填好后发布。

plan-do-confirm = ✔ 确认，开始按计划办
plan-do-go-on = 继续设定
plan-do-drop = 不设了
plan-do-change = 修改…
plan-do-every = 改时间
plan-do-name = 改名称
plan-do-how = 改方式
plan-do-ahead = 改提前几天
plan-do-leader = 改负责人
plan-do-holiday = 遇节假日：{ $rule ->
        [skip] 取消
        [next_workday] 顺延
        [previous_workday] 提前
       *[keep] 照常
    }

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
