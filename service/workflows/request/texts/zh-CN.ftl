command-request = 诉求|提诉求|提意见|反映问题|意见建议
about-request = 提诉求、意见建议
command-requests = 诉求台账
about-requests = 导出诉求台账

request-menu = 提诉求
request-running = 📮 { $title }
request-untitled = 没写完的诉求（{ $day }）
request-help = · 输入“诉求”提诉求、意见建议
request-menu-request = 提诉求、意见
request-menu-requests = 诉求台账
request-called = { $confidential ->
    [true] 诉求（保密）
   *[false] 诉求
}

request-ask-how = 您有什么诉求、意见或建议？先选怎么提：
request-how-named = · 实名：由 { $name } 办理。
request-how-confidential = · 保密：只有 { $name } 能看，谁看过都有记录；别人只知道有一件诉求。
request-how-above = · 保密交上级：只有 { $name } 能看，本单位的人看不到，也不会收到通知。
request-button-named = 实名提
request-button-confidential = 🔒 保密提
request-button-above = 🔒 保密交上级
request-button-drop = 不提了
request-button-drop-yes = 是的，不提了
request-button-send = ✔ 提交
request-confirm-drop = 不提了吗？写好的内容会删掉，没有通知任何人。
request-dropped = 好的，不提了，没有通知任何人。
request-ask-words = { $n ->
    [0] 请写下来，可以分几条发，也可以发照片、文件。写完点“提交”，会发给 { $name }。
   *[other] 已记下 { $n } 条。还可以接着写，写完点“提交”，会发给 { $name }。
}
request-sent = 已提交，编号 { $number }。每一步都会告诉您。
request-arrived = 来了一件诉求。

request-card = { $confidential ->
    [true] 保密诉求，点“查看”才显示内容，查看有记录。
   *[false] { $name } 提的诉求。
}{ $phase ->
    [received] 请在{ $due }前开始办理。
    [handled] 请在{ $due }前答复。
    [answered] 已答复，{ $due }前可以要求再办。
    [withdrawn] 已撤回，不用办了。
   *[closed] 已办结。
}{ $rating ->
    [satisfied] 评价：满意。
    [partly] 评价：基本满意。
    [unsatisfied] 评价：不满意。
   *[none] { "" }
}
request-panel = { $phase ->
    [received] { $at }提交，等 { $name } 开始办理，{ $due }前会有人办。
    [handled] { $name } 正在办理，{ $due }前答复您。
    [answered] { $name } 已答复。{ $due }前还可以要求再办。
    [withdrawn] 已撤回。
   *[closed] 已办结。
}{ $rating ->
    [satisfied] 您的评价：满意。
    [partly] 您的评价：基本满意。
    [unsatisfied] 您的评价：不满意。
   *[none] { $phase ->
        [answered] 满意吗？点一下就行。
       *[other] { "" }
    }
}
request-rating = { $value ->
    [satisfied] 满意
    [partly] 基本满意
   *[unsatisfied] 不满意
}
request-button-accept = ✔ 开始办理
request-button-read = 查看
request-button-ask = 问一句
request-button-answer = 答复
request-button-hand = 转交他人
request-button-extend = 延长期限
request-button-readers = 谁看过
request-button-ledger = 台账
request-button-add = 补充
request-button-reopen = 要求再办
request-button-withdraw = 撤回
request-button-withdraw-yes = 是的，撤回
request-confirm-withdraw = 撤回这件诉求吗？办理的人会收到通知，撤回后不能恢复。
request-the-asker = 提诉求的人
request-ask-to-add = 补充什么？直接打字，也可以发照片、文件。会发给 { $name }。
request-ask-to-ask = 想问什么？直接打字就行，会发给{ $name }。
request-ask-to-answer = 请写答复，也可以发文件。发出后就算答复了，会发给{ $name }。
request-ask-to-reopen = 哪里还没有解决？写一句，会发给 { $name }，重新办理。
request-ask-extension = 延长多久？下一步写明原因，提出人会看到。
request-more-days = 再加 { $n } 个工作日，到{ $at }
request-ask-why = 期限将改为{ $at }。为什么需要延长？写一句话，提出人会看到。过了这一天才算超期。
request-extended = 期限已改为{ $at }。
request-said = 已发出。
request-news = { $step ->
    [add] 有补充。
    [ask] 办理的人问您，内容在上面。直接打字回答就行。
    [reopen] 对方要求再办。
    [extend] 办理期限延长了，原因在上面。
   *[withdraw] 对方撤回了诉求。
}
request-accepted = 您的诉求开始办理了。
request-answered = 您的诉求有答复了，内容在上面。
request-reopened = 已要求再办，重新计时。
request-closed = 要求再办的期限已过。
request-yours-now = 这件诉求现在由您办理。
request-yours-overdue = ⏰ { $days ->
    [0] 今天到期
   *[other] 已超期 { $days } 天
}，{ $phase ->
    [received] 还没有开始办理。
   *[other] 还没有答复。
}
request-overdue = ⏰ { $unit }的诉求 { $number } { $days ->
    [0] 今天到期
   *[other] 已超期 { $days } 天
}，{ $phase ->
    [received] 还没有人办理。
   *[other] 还没有答复。
}
request-readers = 看过的人：{ $names }
request-word-draft = { $name } · { $at }
request-word-add = { $name } · { $at } · 补充
request-word-ask = { $name } · { $at } · 询问
request-word-answer = { $name } · { $at } · 答复
request-word-reopen = { $name } · { $at } · 要求再办
request-word-hand = { $name } · { $at } · 转交
request-word-extend = { $name } · { $at } · 延长期限

request-todo = { $status ->
    [draft] 还没有提交
    [received] 等您开始办理
    [handled] 等您答复
    [asked] 在问您，等您回答
   *[rate] 已答复，请评价
}
request-status = { $status ->
    [draft] 没写完
    [received] 已收到
    [handled] 正在办理
    [answered] 已答复
    [withdrawn] 已撤回
   *[closed] 已办结
}

request-ledger = 诉求台账
request-ledger-sent = 台账在附件里，共 { $n } 件。保密的只有编号和时间。
request-hidden = （保密）
request-column-number = 编号
request-column-at = 提出时间
request-column-unit = 单位
request-column-who = 提出人
request-column-what = 内容
request-column-status = 状态
request-column-owner = 办理人
request-column-handed = 原办理人
request-column-due = 期限
request-column-moved = 延期次数
request-column-answered = 答复时间
request-column-rating = 评价

request-nobody = 现在没有人可以接收诉求，请联系管理员。
request-nobody-else = 没有别人可以办理这件诉求。需要的话，请管理员给其他人开通办理诉求的权限。
request-empty = 请先写下内容，再提交。
request-not-abroad = 保密的内容不能在境外平台上写，请换一个聊天。
request-not-yours = 这件诉求不由您办理。
request-over = 这件诉求已经办结了。还有问题，请另提一件。
