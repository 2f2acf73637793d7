command-procedure = 办事|办理|流程|procedure
about-procedure = 按程序办一件事
command-apply = 申请|我要申请|apply
about-apply = 提出申请
procedure-menu = ＋ 办一件事
procedure-menu-apply = 提出申请
procedure-running = 📁 { $title }
procedure-untitled = 未选程序的事项（{ $day }）
procedure-help = · 输入“办事”按程序一步一步办一件事，输入“申请”由本人提出
procedure-status = { $status ->
    [none] 未开始
    [over] 已结束
   *[other] 办理中
}
procedure-todo = 请办理：{ $step }
procedure-mine = { $phase ->
    [running] 办理中，最近完成：{ $step }
    [done] 已办结
    [moved] 已转到新的单位
   *[other] 已终止
}

procedure-new = 📁 办一件事
procedure-title = 📁 { $procedure }：{ $name }
procedure-none = 本单位还没有可以办理的程序。管理员可以加一个程序文件，见 docs/procedures.md。
procedure-none-to-apply = 目前没有您可以自己提出的申请。请找本单位负责人。
procedure-ask-procedure = 办哪一件？
procedure-ask-title = { $name }：事项叫什么？直接打字，如“2027 年工作计划”。
procedure-ask-subject = { $name }：为谁办？点一个，或打姓名。
procedure-not-for = { $name }目前的身份不适用这个程序。请另选一位，或先在成员名单中改身份。
procedure-preview = { $procedure }：{ $name }
    共 { $n } 步：{ $steps }{ $more ->
    [0] {""}
   *[other] ……
}
    第一步“{ $first }”，由{ $who }办理。
procedure-button-begin = ✔ 开始办理
procedure-runs-already = 同样的事项已有一件正在办理，请在菜单里打开它。
procedure-has-begun = 已开始办理。轮到谁，就请谁办。
procedure-arrived = 这一件随本人从原单位转来，材料和已满的时间都接着算。请先核对材料。

procedure-actor-subject = 本人
procedure-actor-secretary = 负责人
procedure-actor-committee = 委员
procedure-actor-superior = 上级
procedure-who = { $called }（{ $names }{ $more ->
    [0] {""}
   *[other] 等
}）
procedure-step = 第 { $n }/{ $of } 步 { $step }{ $staged ->
    [0] {""}
   *[other] {" "}· { $stage }
}{ $ruled ->
    [0] {""}
   *[other] （第 { $article } 条）
}
procedure-by = 由{ $who }办理
procedure-have = ✓ { $name }（{ $day }）
procedure-need = · 还要：{ $name }
procedure-again = · { $name }：已有 { $n } 次，下一次{ $late ->
    [0] 最迟 { $day }
   *[other] 已过期限（{ $day }）
}
procedure-posted = · { $name }：公示中，到 { $day } 为止
procedure-from = { $day }起可以办
procedure-until = { $late ->
    [0] 最迟 { $day }
   *[other] 已过期限（{ $day }）
}
procedure-nobody-above = 上级还没有人用本系统：请按上级的书面答复办，并写明是哪天的答复。
procedure-objecting = ⚠ 有 { $n } 条异议还没有结论，先不能往下办。
procedure-your-turn = 轮到您了：
procedure-stands = { $phase ->
    [running] 已办 { $n }/{ $of } 步，正在办：{ $names }
    [done] ✔ { $outcome }
    [refused] 没有通过：{ $reason }
    [moved] 已随本人转到新的单位。
   *[ended] 已终止：{ $reason }
}
procedure-gone = 本人已离开
procedure-all-done = 已全部办完
procedure-waits = · { $step }：由{ $who }办理{ $timed ->
    [0] {""}
   *[other] ，{ $days }
}
procedure-shows = { $kind ->
    [confirm] 确认已完成
    [form] 填表
    [file] 材料
    [names] { $name }
    [meeting] 已结束的{ $name }
    [vote] 已通过的表决（{ $name }）
    [talk] 已记录的谈话
    [study] 学习 { $n } 学时
    [service] 志愿服务 { $n } 小时
    [notice] 公示 { $n } 个工作日
    [publish] 向全体公布
   *[approval] 批准
}
procedure-button-give = { $kind ->
    [confirm] ✔ { $name }
    [form] ✏ 填写：{ $name }
    [file] 📎 交：{ $name }
    [names] 👥 确定{ $name }
    [meeting] 📋 选：{ $name }
    [vote] 🗳 选：{ $name }
    [talk] 💬 选：{ $name }
    [study] 📚 { $name }
    [service] 🤝 { $name }
    [notice] 📢 { $name }
   *[publish] 📣 { $name }
}
procedure-button-hours = ✔ 就用记录里的 { $hours } 小时
procedure-button-approve = ✔ 同意
procedure-button-approve-yes = 是的，同意
procedure-button-papers = 👁 看材料
procedure-button-return = ↩ 退回
procedure-button-refuse = ✖ 不同意
procedure-button-extend = 延长 { $n } 个月
procedure-button-extend-yes = 是的，延长
procedure-button-skip = 略过“{ $step }”
procedure-button-early = 提前办“{ $step }”，写明理由
procedure-button-anyway = 写明理由，仍要办
procedure-button-today = 今天（{ $day }）
procedure-button-empty = 不填
procedure-button-day = { $now ->
    [1] ✔ 就是今天（{ $day }）
   *[other] ✔ 提交（{ $day }）
}
procedure-button-redo = 重来
procedure-button-post = ✔ 发出
procedure-button-object = 反映问题（只有负责人看到）
procedure-button-read = 看内容
procedure-button-dismiss = 查无此事，继续
procedure-button-uphold = 情况属实
procedure-button-objections = 异议（未结 { $n }）
procedure-button-rename = 换{ $role }
procedure-button-folder = 📂 材料清单
procedure-button-export = ⬇ 导出全部
procedure-button-back = ↩ 退回某一步
procedure-button-end = ✖ 终止办理

procedure-ask-item = { $kind ->
    [file] 请发来“{ $name }”，可以是照片或文件。
   *[names] 由谁担任{ $name }？请打姓名{ $most ->
        [1] 。
       *[other] ，{ $least } 至 { $most } 人，中间用顿号。
    }
}
procedure-hours-so-far = { $name }：{ $kind ->
    [study] 学习任务
   *[service] 志愿服务
}记录里有 { $hours } 小时（要 { $of } 小时）{ $enough ->
    [1] ，够了。
   *[other] ，还不够。
}{ $n ->
    [0] {""}
   *[other] {" "}{ $tasks }
}
procedure-ask-hours = 在别处学的、做的，这里没有记录：按书面材料打总小时数，不少于 { $n }。
procedure-task = { $title }（{ $hours }）
procedure-ask-blank = { $of ->
    [1] {""}
   *[other] （{ $n }/{ $of }）
}{ $name }
procedure-ask-how = { $type ->
    [number] 请写数字。
    [date] 请写日期，如“3月5日”。
   *[choice] 请点一个。
}
procedure-ask-sealed = 这一项加密保存，只有您和负责人能看到；您发的这条会从聊天里撤掉。
procedure-look-over = { $step }：{ $name }
procedure-ask-signed = 请先看一眼：有没有该签的名字和日期？没有就补好再发。
procedure-ask-day = 对就点第一个按钮；如果是别的日子，请打日期，如“3月5日”。
procedure-answer = { $name }：{ $words }
procedure-sealed = （已填，加密保存，只有本人和负责人能看）
procedure-hours = { $n } 小时{ $typed ->
    [0] {""}
   *[other] （按书面材料填写，没有记录）
}
procedure-which = { $name }：是哪一次？
procedure-held = { $day } { $title }
procedure-brought = ✔ 已收下。

procedure-done-already = “{ $step }”已经办完了。
procedure-not-yours = “{ $step }”由{ $who }办理。
procedure-not-concerned = 这一件不由您办理。
procedure-not-own = 这一件由负责人办理，不能由本人或其他人决定。
procedure-objection-open = 有 { $n } 条异议还没有结论。负责人在“异议”里写下结论以后才能往下办。
procedure-not-ready = 要先备齐：{ $names }。
procedure-no-papers = 还没有材料。
procedure-gap = “{ $step }”之前还没有办完：{ $names }。
procedure-before = “{ $step }”不能早于上一步完成的日子（{ $day }）。
procedure-not-in-order = “{ $name }”不能早于“{ $before }”（{ $day }）。请核对日期。
procedure-too-few = “{ $step }”应有 { $of } 次，只有 { $n } 次。
procedure-early = “{ $step }”要到 { $day } 才能办，从“{ $since }”算起{ $ruled ->
    [0] {""}
   *[other] （第 { $article } 条）
}。
procedure-late = “{ $step }”最迟 { $day }，从“{ $since }”算起{ $ruled ->
    [0] {""}
   *[other] （第 { $article } 条）
}，已经过了。{ $must ->
    [0] {""}
   *[other] 请负责人退回“{ $since }”重新办理，或终止。
}
procedure-generally = 一般应当这样。确有理由的，写明以后可以继续。
procedure-is-over = { $phase ->
    [moved] 这一件已转到新的单位。
   *[other] 这一件已经结束。
}
procedure-tap-one = 请在上面的按钮里点一个。
procedure-no-number = { $name }：请只写数字，如 12 或 3.5。
procedure-no-day = 看不出是哪一天，也不能是以后的日子。请写如“3月5日”或“昨天”。
procedure-not-abroad = 这一项不能通过境外平台填写。请在本单位的网页聊天里填，或当面告诉负责人。
procedure-no-file-asked = 现在没有请您交材料。请先点“交”的按钮。
procedure-send-file = 请直接发文件或照片，不用打字。
procedure-too-large = 文件太大，最多 { $most } MB。
procedure-unknown-name = 名单里找不到，或不止一个人：{ $names }。请按成员名单写全名。
procedure-how-many = { $most ->
    [1] 请只写一个人的姓名。
   *[other] 请写 { $least } 至 { $most } 个人的姓名。
}
procedure-can-not-be = { $names }不能担任{ $role }。请另写一位。
procedure-few-hours = 请写数字，不少于 { $n } 小时。
procedure-none-held = 从 { $day } 起还没有可以用的“{ $name }”。开完、记录好并关闭以后再来选。

procedure-confirm-approve = 同意“{ $step }”？同意后即进入下一步，并告知有关的人。
procedure-approved = ✔ 已同意。
procedure-ask-return = 退回到“{ $to }”，后面各步要重新办。为什么退回？请写明理由。
procedure-ask-refuse = 不同意，这一件就到此为止。为什么？请写明理由，会告知负责人和本人。
procedure-went-back = ↩ 已退回到“{ $to }”：{ $reason }
procedure-confirm-extend = 延长 { $n } 个月？只能延长一次。
procedure-put-off = 已延长 { $n } 个月。
procedure-put-off-once = 已经延长过一次，不能再延长。
procedure-ask-anyway = “{ $step }”为什么仍要现在办？请写明理由，会记在材料里。
procedure-waived = 理由已记下，可以办了。
procedure-ask-skip = “{ $step }”为什么略过？请写明理由，会记在材料里。
procedure-skipped = 已略过“{ $step }”，理由已记下。
procedure-ask-back = 退回到哪一步？
procedure-ask-end = 为什么终止？请写明理由，会告知本人。
procedure-renamed = 已更换。
procedure-named = 您现在是{ $role }。

procedure-confirm-post = { $words }

    —— 以上内容{ $kind ->
    [notice] 发到本单位的群里{ $page ->
        [0] {""}
       *[other] ，也放到一个网页上，
    }公示 { $n } 个工作日，到 { $day } 为止。
   *[publish] 发到全部群里。
}发出后不能收回。
procedure-posted-already = 已经公示了。
procedure-is-posted = 📢 已发出。
procedure-notice-how = 有不同意见，请点下面的按钮反映，只有负责人能看到；不想在群里点，就私聊我输入“菜单”，从这一件里反映。
procedure-page-link = 网页公示（有链接就能看，期满自动撤下）：{ $address }
procedure-no-page = 没有放到网页上：本服务的网址别人打不开。请管理员设置 web.base_url。
procedure-page-title = 公示：{ $procedure }
procedure-page-how = { $named ->
    [0] 姓名见本单位群里的公示。
   *[other] {""}
}有不同意见，请在公示期内私聊 OrgLife，输入“菜单”，打开这一件反映，只有负责人能看到；也可以当面向本单位负责人反映。期满以后这一页就撤下。
procedure-page-sign = 关于您的公示已发到单位群，也放在一个网页上，有链接就能看，期满自动撤下。网页上写不写您的姓名？您同意之前不写；以后在“我的数据”里可以改。
procedure-not-aloud = 您刚才在群里写的，大家都看得到。为了保密，已请平台撤下；如果还在，请您自己删掉。有话请点下面的按钮，在这里写，只有负责人能看到。
procedure-notice-over = 公示已经结束。有情况请直接找负责人。
procedure-ask-object = 关于{ $name }，有什么情况要反映？请写在这里，加密保存，只有负责人能看到；您发的这条会从聊天里撤掉。
procedure-objected = 已收到，谢谢。查清以后会告诉您结论。
procedure-kept-back = 好的，什么也没有提交。
procedure-objection = 异议 { $n }：{ $status ->
    [open] 还没有结论
    [upheld] 情况属实。结论：{ $words }
   *[dismissed] 不影响。结论：{ $words }
}
procedure-objection-by = { $name }反映：
procedure-erased = （内容已按本人要求删除）
procedure-ask-conclusion = { $upheld ->
    [0] 查的结果是什么？请写下结论，会告知反映的人。
   *[other] 情况属实：请写下结论，会告知反映的人。之后须退回某一步或终止。
}
procedure-concluded = 结论已记下，已告知反映的人。
procedure-upheld = 情况属实，请在“更多操作”里退回某一步，或终止办理。
procedure-objection-answer = { $upheld ->
    [0] 您反映的情况已查，结论：{ $words }
   *[other] 您反映的情况属实，结论：{ $words }
}
procedure-own-objection = 您自己提的异议，要由别人作结论。

procedure-remind = { $days ->
    [0] “{ $step }”从今天起可以办了。
    [1] “{ $step }”明天到期。
   *[other] “{ $step }”还有 { $days } 天到期。
}
procedure-moved = 本人已转到{ $unit }，这一件连同材料已转过去。
procedure-role-free = { $name }已离开或转走，不再担任{ $roles }。请在“更多操作”里换一位。

procedure-folder = 材料 { $n } 份；缺材料的步骤 { $missing } 个，不对的 { $wrong } 处。
procedure-lacks = 缺：{ $step } — { $papers }
procedure-misdated = 日期不对：{ $step } — { $paper }
procedure-unsigned = 没有核对签名：{ $step } — { $paper }
procedure-explained = 时间或次数不合：{ $step }（{ $on }）。{ $words }{ $waived ->
    [0] 没有写明理由。
   *[other] 理由：{ $reason }
}
procedure-exported = { $n ->
    [1] 已打包：目录（没有人交过文件）。
   *[other] 已打包 { $n } 个文件，目录在最前面。
}
procedure-contents = 目录
procedure-checked = 缺什么、什么不对
procedure-file-folder = 全部材料
procedure-notes = 说明
procedure-column-step = 步骤
procedure-column-day = 日期
procedure-column-by = 经办
procedure-column-papers = 材料
procedure-listed = { $name }（{ $day }）
procedure-left-out = 略过：{ $reason }
procedure-note-waived = { $step }：{ $obstacle ->
    [early] 提前
    [late] 超期
   *[gap] 次数不足
}办理，{ $name }，理由：{ $reason }
procedure-note-put-off = { $step }：延长 { $n } 个月
procedure-note-returned = 退回到{ $step }，{ $name }，理由：{ $reason }
procedure-note-objection = 异议 { $n }，结论：{ $words }

procedure-archived = 共 { $of } 步，已走 { $n } 步。材料在本事项自己的材料夹里。
