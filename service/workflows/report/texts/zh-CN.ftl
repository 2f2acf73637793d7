# 定期汇报

command-report = 汇报|定期汇报|报告
about-report = 请大家定期汇报
command-reports = 汇报率|汇报情况
about-reports = 查看各单位的汇报率（只有数字）
report-menu = ＋ 定期汇报
report-menu-reports = 汇报率
report-running = 📝 { $title }
report-untitled = 未命名的汇报（{ $day }）
report-help = · 输入“汇报”，请大家每天、每周或每月报一次：健康、行程等，或者自己拟几个问题；没有变化的点一下就行

report-new = 📝 新的定期汇报
report-title = { $title }

report-ask-form = 请大家报什么？点一种。
    也可以自己拟：把名称写在第一行，下面一行一个问题，一次发来。问号后面可以写选项或范围，例如：
    活动回访
    下周六能来吗？能/不能/还不知道
    上周来了几次？0-7
    有什么建议？
report-ask-rule = 多久报一次、几点问？点一个，或者直接写，例如“每天 7:30”“每周五 18:00”“每月1日 9:00”。每个人都在自己当地的这个时间收到。
report-ask-closes-at = 报到哪天为止？点一个，或者写一个时间，例如“6月30日 20:00”，最长一年。
report-ask-contact = 谁先跟进没报的人？满 24 小时没报先告诉这位联系人，满 48 小时再告诉组织者。
report-field-form = 改内容
report-field-rule = 改时间
report-field-closes-at = 改截止日
report-no-form = 没看懂。第一行写名称，下面一行一个问题，至少一个、最多十二个；或者点一种。
report-no-rule = 没看懂多久一次。可以写“每天 8:00”“每周一 8:00”“每月1日 9:00”，要写明几点。

report-reach = 发布后会通知要填的 { $n } 名成员，不发到群里。
report-invitation = { $rule } 问一次，按各人当地的时间；第一次{ $next }，到{ $closes }为止。
    { $questions }

    { $answered ->
        [1] {""}
       *[0] 没有变化的，点一下“和上次一样”就行；
    }外出或请假可以暂停。
    { $sealed ->
        [1] 内容加密保存，只有本人和{ $readers }能看，{ $answered ->
            [1] 并由{ $contact }单独回复，
           *[0] {""}
        }不会发到群里，也不会报给上级。
       *[0] 内容由{ $readers }看，不会发到群里，也不会报给上级。
    }
report-panel = { $phase ->
        [open] { $rule } 问一次，到{ $closes }为止。
       *[closed] 已经结束。
    }{ $round ->
        [ahead] { $phase ->
            [open] 第一次{ $next }。
           *[closed] {""}
        }
        [runs] { $phase ->
            [open] 第一次（{ $day }）正在报。
           *[closed] {""}
        }
       *[counted] 最近一次（{ $day }）：{ $rate }
    }
    联系人：{ $contact }
report-rate = { $of } 人中 { $done } 人已报（{ $share }%）{ $away ->
        [0] {""}
       *[other] ，另有 { $away } 人外出或请假
    }

report-asked = { $answered ->
        [1] 📝 { $name }：又到交的时候了。可以分段写，联系人会单独回复您。
       *[0] 📝 { $name }：{ $again ->
            [1] 和上次一样吗？
           *[0] 请回答几个问题。
        }
    }
report-reminder = 📝 { $name }：这一次还没有收到您的，{ $again ->
        [1] 没有变化的点一下就行。
       *[0] 请抽空填一下。
    }
report-todo = 请填报
report-status = { $status ->
        [none] 还没有报过
        [away] 外出或请假，暂停
        [back] 已经回来，还没有报
        [refused] 不同意填报，没有记录
       *[filed] 最近一次：{ $status }
    }

report-button-same = ✔ 和上次一样
report-button-revise = 有变化，修改
report-button-change = 修改
report-button-fill = ✔ 现在填
report-button-submit = ✔ 交上
report-button-view = 看我填的
report-button-away = 外出或请假，先不报
report-button-here = 回来了，照常报
report-button-leave = 先不填
report-button-agree = 我同意
report-button-refuse = 不同意
report-button-mine = 填我的
report-button-table = 📋 本期情况
report-button-contact = 联系人
report-button-stop = 结束汇报
report-button-stop-yes = 是的，结束
report-button-read = 看汇报
report-button-reply = ✍ 回复

report-own = { $stage ->
        [due] 这一次的还没有填。
        [early] 还没开始：第一次{ $next }问您，到时点几下就行。
        [filed] 已记下（{ $day }）。下一次之前都可以修改。
        [away] 好的，{ $until }以前不问您。
       *[refused] 好的，没有记录，以后也不问了，不影响您参加活动。改主意了点下面的按钮。
    }
report-answer = { $question }：{ $answer }
report-yes-no = { $value ->
        [yes] 是
       *[no] 否
    }
report-question = { $of ->
        [1] {""}
       *[other] { $n }/{ $of }{" "}
    }{ $ask }{ $kind ->
        [number] 请写一个数，{ $least } 到 { $most }。
        [date] 请写日期，例如“3月20日”。
        [text] 直接打字。
       *[choice] {""}
    }
report-review = { $sealed ->
        [1] 上次的回答都带过来了。要改哪一项，点一下；改好点“交上”。
       *[0] 这是上次的回答。要改哪一项，点一下；改好点“交上”。
    }
report-change = 改：{ $name }
report-bad-number = 请写 { $least } 到 { $most } 之间的数。
report-bad-date = 没看懂是哪天，或者超过了一年。可以写“3月20日”“下周五”。
report-tap = 请点一个按钮回答。
report-not-asked = 这份汇报不用您填。
report-ask-away = 到哪天为止？点一个，或者写回来的日期，例如“3月20日”。这段时间不问您，也不算没报。
report-days = { $n ->
        [7] 一周
        [30] 一个月
       *[other] { $n } 天
    }
report-not-abroad = 这份汇报涉及敏感个人信息，不在服务器位于境外的平台上询问和保存。请换到网页聊天或其他平台填写。
report-consent = 🔏 需要您单独同意
    “{ $name }”会涉及敏感个人信息（例如健康、去向或个人想法），只用于本单位关心和帮助成员；加密保存，最多 { $days } 天，只有您和{ $readers }能看，不发到群里，不报给上级。
    不同意也不影响您参加任何活动；同意以后，随时可以输入“撤回同意”，填过的内容会立即删除。

report-late = { $name }：有 { $n } 人满 24 小时没有报：{ $names }。请联系一下，看看是不是遇到了困难。
report-overdue = { $name }：有 { $n } 人满 48 小时没有报：{ $names }。{ $contact ->
        [1] 提醒过了，请您再联系一下。
       *[0] 已经提醒过，也告诉了联系人，请您过问一下。
    }
report-contact-left = 联系人{ $gone }已经离开，现在由{ $now }跟进没报的人。要换人，请点“联系人”。
report-confirm-stop = 结束这份汇报吗？以后不再问这 { $n } 人，不能恢复；已经报的还可以导出。

report-not-begun = 还没到第一次。
report-card = { $day }：{ $rate }
report-people = { $group ->
        [silent] 未报（{ $n }）：{ $names }
       *[away] 外出或请假（{ $n }）：{ $names }
    }
report-unasked = 另有 { $n } 人不同意填报，没有记录。
report-answers = { $changed ->
        [0] 和上次比，没有人有变化。
       *[other] 和上次比，{ $changed } 人有变化：
    }{ $first ->
        [0] {""}
       *[other] {" "}{ $first } 人是第一次报。
    }
report-changed = { $question }：{ $before } → { $now }
report-more = 还有 { $n } 人，请导出表格查看。
report-same = 没有变化（{ $n }）：{ $names }
report-exported = { $whole ->
        [1] 表格在附件里，有变化的排在最前面。
        [2] 表格在附件里：每次的汇报率。
       *[0] 表格在附件里：谁报了、谁没报，和每次的汇报率。
    }
report-file = 汇报情况
report-sheet-round = 本期
report-sheet-rates = 各期汇报率
report-sheet-all = 历次内容
report-column-day = 日期
report-column-changed = 有变化
report-column-reply = 回复
report-column-done = 已报
report-column-of = 应报
report-column-away = 外出或请假
report-stands = { $group ->
        [done] 已报
        [silent] 未报
       *[away] 外出或请假
    }

report-rates-title = 📊 汇报率
report-rates = { $n ->
        [0] 现在没有正在进行的定期汇报。
       *[other] 正在进行的定期汇报（只有数字，不含内容）：
    }
report-rates-line = · { $unit } · { $name }：{ $counted ->
        [0] 还没有满一天的
       *[1] { $day } { $rate }
    }

report-for-you = { $name }交了{ $form }，请看一看，单独回复。
report-of = { $name }（{ $day }）
report-read = 看完{ $name }的汇报，可以回复几句，只有本人收到。
report-ask-reply = 写给{ $name }的话，直接打字。只有本人收到。
report-reply = { $name }回复了您：

    { $words }
report-replied = 回复：{ $words }
report-reply-sent = 已发给{ $name }。
report-not-for-you = 按规定，这份内容不由您看。
report-nothing = 没有可看的内容。
