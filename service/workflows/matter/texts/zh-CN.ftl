command-matter = 上报|重大事项|请示报告|请示
about-matter = 上报重大事项、请示
command-matters = 上报台账|请示报告台账|重大事项台账
about-matters = 导出上报台账

matter-menu = ＋ 上报事项
matter-running = 📌 { $title }
matter-untitled = 没写完的上报（{ $day }）
matter-help = · 输入“上报”报告重大事项或请示，上级值班的人马上收到
matter-menu-matters = 上报台账
matter-new = 上报事项

matter-ask-kind = 要上报哪一类？
matter-needless = “{ $name }”不用请示报告：{ $instead }
matter-ask-what = { $form ->
    [request] 请示什么事？一份请示只写一件。
    [record] 报备什么事？
   *[report] 发生了什么？先写最要紧的，后面可以续报。
}
matter-ask-why = { $form ->
    [request] 理由是什么？
   *[other] 原因是什么？
}
matter-ask-when = { $form ->
    [request] 打算什么时候办？例如“12月5日 9:00”。请示要在办之前。
   *[other] 什么时候的事？例如“今晚 9 点 40”。
}
matter-ask-where = 在哪里？
matter-ask-people = 涉及哪些人？姓名、人数、现在的情况。
matter-ask-done = 已经做了什么？
matter-ask-wanted = { $form ->
    [request] 请求批准或指示什么？
   *[other] 需要上级做什么？
}
matter-ask-contact = 怎么联系您？写一个电话。
matter-field-what = 事项
matter-field-why = 理由
matter-field-when = 时间
matter-field-where = 地点
matter-field-people = 涉及人员
matter-field-done = 已做处置
matter-field-wanted = 请求事项
matter-field-contact = 联系电话
matter-button-skip = 没有，或还不清楚
matter-button-rest = 先报这些，其余续报
matter-button-field = 修改
matter-button-kinds = 换一类
matter-button-drop = 不报了
matter-button-drop-yes = 是的，不报了
matter-button-send = ✔ 确认上报
matter-confirm-drop = 不报了吗？写好的内容会删掉，没有通知任何人。
matter-dropped = 好的，不报了，没有通知任何人。
matter-preview = { $urgent ->
    [true] 确认后马上发给{ $unit }的 { $name }，夜里也发；
   *[other] 确认后发给{ $unit }的 { $name }，免打扰时间过后送达；
}{ $within }没有签收，{ $n ->
    [0] 会告诉您。
   *[other] 就转给下一位（{ $others }），并告诉您。
}
matter-from = { $unit } { $name } 上报
matter-line = { $label }：{ $words }
matter-not-told = 未填

matter-card = { $phase ->
    [sent] { $unit } { $who } 于{ $at }上报，等您签收。{ $next ->
        [0] { "" }
       *[other] { $within }没有人签收，就转给下一位。
    }
    [up] { $unit } { $who } 于{ $at }上报，等上级签收。
    [seen] { $unit } { $who } 于{ $at }上报，{ $by } 于{ $seen }签收。
    [returned] { $unit } { $who } 于{ $at }上报，{ $by } 已退回，等改好后再报。
   *[closed] { $unit } { $who } 于{ $at }上报，{ $closer } 于{ $closed }办结。
}
matter-panel = { $phase ->
    [sent] 已于{ $at }上报，已发给：{ $to }。还没有人签收。
    [seen] 已于{ $at }上报，{ $by } 于{ $seen }签收。
    [returned] { $by } 退回了，意见见上面或“查看全文”。改好后再报一次，编号不变。
   *[closed] 已于{ $at }上报，{ $closer } 于{ $closed }办结。
}
matter-button-seen = ✔ 签收
matter-button-close = ✔ 答复并办结
matter-button-ask = 追问
matter-button-back = ↩ 退回修改
matter-button-up = 转报上级
matter-button-hand = 转交他人
matter-button-show = 查看全文
matter-button-add = 续报
matter-button-again = 🔔 再通知一遍
matter-button-ledger = 台账
matter-button-agree = 同意
matter-button-refuse = 不同意
matter-button-noted = 已阅知
matter-ask-to-add = 写下新情况，也可以发照片、文件，直接发就行。会发给：{ $names }
matter-ask-to-ask = 想问什么？直接打字就行，会发给：{ $names }
matter-ask-to-up = 写下您的意见，连同全文一起转报上级；同时告诉：{ $names }
matter-ask-to-back = 要改什么？写下意见，发出后这件事退回给报告人，改好再报，编号不变。会发给：{ $names }
matter-ask-to-close = 写下答复，或点一个；发出后这件事就办结了。会发给：{ $names }
matter-said = 已发出。
matter-news = { $step ->
    [add] { $name } 发来续报，内容在上面。
    [ask] { $name } 问您，内容在上面。直接打字回答就行，也可以发照片、文件。
    [back] { $name } 退回了这件事，意见在上面。
   *[other] { $name } 已答复，内容在上面。
}
matter-word-add = { $name } · { $at } · 续报
matter-word-ask = { $name } · { $at } · 追问
matter-word-up = { $name } · { $at } · 转报意见
matter-word-hand = { $name } · { $at } · 转交
matter-word-back = { $name } · { $at } · 退回意见
matter-word-close = { $name } · { $at } · 答复
matter-word-agree = { $name } · { $at } · 同意
matter-word-refuse = { $name } · { $at } · 不同意
matter-word-noted = { $name } · { $at } · 已阅知
matter-verdict = { $step ->
    [agree] 同意
    [refuse] 不同意
   *[noted] 已阅知
}
matter-acknowledged = ✔ { $name } 签收了。
matter-gone-on = { $why ->
    [unreached] { $name } 没有接入聊天，收不到，已转给 { $to }，也告诉了管理名册的人。
    [left] { $name } 已不在岗，已转给 { $to }。
   *[late] { $name } { $within }没有签收，已转给 { $to }。
}
matter-nobody-left = { $why ->
    [unreached] { $name } 没有接入聊天，收不到，也告诉了管理名册的人。
    [left] { $name } 已不在岗。
   *[late] { $name } 也没有签收。
}应通知的 { $n } 位都通知过了。请马上打电话；也可以再通知一遍。
matter-sent-up = { $name } 已把它转报给 { $to }。

matter-todo = { $status ->
    [draft] 还没有上报
    [sent] 等您签收
    [seen] 等您答复、办结
    [returned] 上级退回了，等您改好再报
   *[asked] 上级在问，等您回答
}
matter-status = { $status ->
    [draft] 没写完
    [sent] 已上报，等待签收
    [seen] 已签收
    [returned] 已退回，待修改
    [closed] 已办结
   *[dropped] 没有上报
}

matter-ledger = 上报台账
matter-ledger-sent = 台账在附件里，共 { $n } 件。
matter-sealed = （保密）
matter-column-number = 编号
matter-column-at = 上报时间
matter-column-kind = 类别
matter-column-unit = 单位
matter-column-who = 报告人
matter-column-what = 事项
matter-column-by = 签收人
matter-column-handed = 转交、转报人
matter-column-seen = 签收时间
matter-column-words = 续报、追问次数
matter-column-reply = 答复
matter-column-closed = 办结时间

matter-no-kinds = 规则里没有写要上报哪些事，请联系管理员。
matter-nobody-above = 上级还没有人可以接收这类事项，请直接打电话，并请管理员在名册里补上。
matter-nobody-else = 这类事项没有别人值班。请自己处理，或请管理员在名册里添加值班人员。
matter-not-abroad = 这类事项不能在境外平台上写，请换一个聊天。
matter-before = 请示要在办之前。已经办了的，请改用报告：点“不报了”，再选一类。
matter-one-each = 一份请示只能写一件事。您写了好几条，请先写一件，其余的另报。
matter-hidden = 报告里不能夹带请示（“{ $words }”）。请去掉这一句，另写一份请示。
matter-not-yours = 这件事不归您办理，或已经转给别人了。
matter-over = 这件事已经办结了。有新情况，请另外上报。
