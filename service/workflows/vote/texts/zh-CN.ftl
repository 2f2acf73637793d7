command-vote = 表决|投票|选举
about-vote = 发起一次表决、选举或意向征询
vote-menu = ＋ 发起表决
vote-running = 🗳 { $title }
vote-untitled = 未命名的表决（{ $day }）
vote-help = · 输入“表决”发起一次表决、选举、测评或意向征询：结果按规则自动算出

vote-new = 🗳 新的表决
vote-title = 🗳 { $title }

vote-ask-title = 表决什么事项？直接打字就行，例如“购买一台投影仪”。
vote-ask-profile = 按哪一种规则表决？点一个，或输入它的名称。
vote-ask-options = 有哪些选项？每行写一个，2 到 10 个。
vote-ask-seats = 应选几名？点一个，或写一个数。
vote-ask-candidates = 写出人选的姓名，用顿号或换行分开。票上会按姓氏笔画排列。
vote-ask-closes-at = 表决什么时候截止？点一个，或写一个时间。
vote-ask-tellers = 由哪两位计票？写两个人的姓名。他们各自清点、各填一次，两次一致才有效。
vote-ask-monitors = 由谁监票？写姓名。候选人不能监票，也不能计票。
vote-field-title = 改事项
vote-field-profile = 改规则
vote-field-options = 改选项
vote-field-seats = 改应选名额
vote-field-candidates = 改人选
vote-field-closes-at = 改截止时间
vote-field-tellers = 改计票人
vote-field-monitors = 改监票人
vote-option-seats = { $value } 名
vote-everybody = 全体有表决权的成员（{ $n } 人）

vote-no-rule = 没有找到这种规则。请点按钮选一个，或写出它的全名。
vote-bad-options = 请写 2 到 10 个选项，每行一个，每个不超过 { $most } 字。
vote-unknown-name = 这几个名字没有找到，或有重名：{ $names }。请写全名；重名的请照名单上的写法写。
vote-few-candidates = 应选 { $seats } 名，候选人至少要 { $least } 名。请补充候选人。
vote-counts-itself = 候选人不能监票、计票：{ $names }。请换人。
vote-two-tellers = 计票人要正好两位。
vote-few-monitors = 至少要 { $n } 位监票人。
vote-nobody = 名单里没有有表决权的人，不能开始表决。
vote-few-entitled = 有表决权的只有 { $n } 人，不到 { $least } 人：点按投票的结果会让大家猜出谁投了什么。请改用纸质票。

vote-rule = 规则：{ $rule }{ $paper ->
    [0] { $tap ->
        [0] {""}
       *[other] ，无记名点按投票
    }
   *[other] ，纸质票
}
vote-should = 应到有表决权的 { $n } 人{ $out ->
    [0] {""}
   *[other] （另有 { $out } 人按规定不计入）
}
vote-quorum = 到会 { $n } 人以上，表决有效
vote-needed = { $kind ->
    [election] 得赞成票 { $n } 票以上，才能当选
   *[other] 赞成 { $n } 票以上，才能通过
}
vote-share = 赞成票{ $above ->
    [0] 达到
   *[other] 超过
}实到有表决权人数的 { $num }/{ $den }，才能{ $kind ->
    [election] 当选
   *[other] 通过
}
vote-advisory = { $kind ->
    [assessment] 测评结果供评定时参考，本身不作决定
   *[other] 只征询意向，不作决定
}
vote-present = 实到有表决权的 { $n } 人
vote-seats = 应选 { $n } 名
vote-matters = { $kind ->
    [assessment] 参加评定：{ $names }
   *[other] 候选人：{ $names }
}
vote-options = 选项：{ $options }
vote-tellers = 计票人：{ $names }
vote-monitors = 监票人：{ $names }
vote-closes = { $at } 截止

vote-choice = { $choice ->
    [yes] 赞成
    [no] 反对
    [abstain] 弃权
   *[other] { $choice }
}
vote-button-begin = ✔ 开始表决
vote-button-exclude = 不计入应到…
vote-button-paper = { $paper ->
    [0] 改用纸质票
   *[other] 改为点按表决
}
vote-button-room = { $room ->
    [0] 改为在群里表决
   *[other] 改为私聊表决
}
vote-room-closed = 已截止。
vote-button-ballot = 🗳 去投票
vote-button-withdraw = 撤回我的票
vote-button-progress = 现在的票数
vote-button-close = ✔ 截止并计票
vote-button-close-yes = 是的，截止
vote-button-written = 登记书面意见
vote-button-print = 🖨 名册、选票、计票单
vote-button-count = ✏ 填写清点结果
vote-button-record = 📄 结果和复算文件
vote-button-again = 再投一轮
vote-button-again-yes = 是的，再投一轮
vote-button-reduce = 减少名额
vote-button-finish = 不再投票
vote-button-finish-yes = 是的，到此为止
vote-button-all-in = 全部重新计入

vote-ask-ground = 因为哪一种情况不计入应到人数？
vote-no-grounds = 这种表决没有可以不计入应到人数的情况；由会议确定名单的，请在会议里改。
vote-need = { $need ->
    [own_request] ☑ 本人已经提出申请
    [superior_consent] ☑ 上级组织已经同意
   *[meeting_resolution] ☑ 会议已经通过
}
vote-ask-left-out = 情况：{ $ground }{ $months ->
    [0] {""}
   *[other] （满 { $months } 个月）
}。
    下面几项都办好了，再写出姓名；写出姓名就表示您确认都已办好，会记录在案。
vote-why-not = { $why ->
    [standing] 没有表决权
    [left] 中途离开过，这次不计入
   *[other] 不在这次的表决名单里
}

vote-announced = { $paper ->
    [0] { $room ->
        [0] 表决开始了，请在与我的私聊里投票。
       *[other] 表决开始了，请在这里投票，是记名的；也可以在与我的私聊里投。
    }
   *[other] 表决开始了，请在会场领取纸质票。
}
vote-own = 您投的是：{ $choice }
vote-cast-now = 请选择：
vote-cast-again = 截止以前可以改：
vote-reminder = 这次表决您还没有投票。
vote-no-vote = 您在这次表决里没有票：{ $why }。
vote-on-paper = 这次用纸质票，请在会场领取并投入票箱。
vote-not-there = 到会的名单里没有您。请先在会议里签到，签到以后就能投票。
vote-filed-already = 您已经提交了书面意见，不用再投票。
vote-once = 这种表决投了就不能改。

vote-who-sees = 无记名：只记谁投过票，不记投了什么；截止前谁也看不到票。不过，点按要经过聊天平台，平台和它的管理员可能看到；投票期间，同时掌握服务器数据和密钥的人也可能查到。请点按钮，不要打字。
vote-mark-matter = 第 { $at }/{ $n } 项：{ $name }
vote-mark-limit = 最多赞成 { $n } 名；超过的，整张票无效，和纸质票一样。
vote-mark-other = 第 { $at }/{ $n } 项：另选他人？有一项反对才能另选一人，弃权的不能；赞成的和另选的加起来不超过 { $seats } 名。{ $offers ->
    [0] 请打姓名，或点“不另选”。
   *[other] 请点姓名，或点“不另选”。
}名单以外的人，请打“另选 姓名”。打字会让能看数据库的人知道您另选了人（看不到是谁），所以能点就不要打字。
vote-button-nobody = 不另选
vote-name-unclear = 没看懂您说的是谁，也没有记下。请点按钮；有同名的，请照按钮上的写法打。名单以外的人，请打“另选 姓名”。要说别的，请先投票。
vote-marked = { $n ->
    [1] 已选好。
   *[other] { $n } 项都已选好。
}{ $again ->
    [0] 投出以后不能改、不能撤回。
   *[other] 投出以后，截止以前只能凭改票码修改。
}您选了什么，这里不再显示。
vote-mark-unclear = 没看懂您的选择，也没有记下。请点一个按钮，或写：{ $choices }。要说别的，请先投票。
vote-words-wait = 您的票还没有投出，所以刚才打的字没有记下。请先点“投出”，再发一次。
vote-mark-kept = { $n ->
    [0] 刚才点的不是现在的问题，没有记下。
   *[other] 您前面的选择没有变。要改，请点“重新选”。
}
vote-button-put = ✔ 投出
vote-button-restart = 重新选
vote-cast = ✅ 您已投票。
    查验码：{ $code }
    请记下来：截止以后，可以在查验码清单里核对您的票是否计入。查验码不对应您的选择；这里不会再显示。
vote-cast-change = 改票码：{ $code }
    截止以前想改，点“去投票”，再把改票码发给我。改票码只有您有，请不要给别人看；丢了就不能改，票仍然有效。
vote-cast-already = 您已经投过票了，投了什么不能再看。{ $again ->
    [0] 这种无记名票投出以后不能改。
   *[other] 要改，请把投票时收到的改票码发给我；截止以前都可以。
}
vote-change-unknown = { $again ->
    [0] 这种无记名票投出以后不能改。
   *[other] 这不是您这张票的改票码，票没有变。改票码有 16 个字母或数字，和查验码在同一条消息里。
}
vote-changing = 请重新选。没有再次投出以前，原来的票仍然有效。
vote-changed = ✅ 您的票已经改好，原来的不算了。查验码和改票码都不变。
vote-button-unchanged = 不改了
vote-unchanged = 您的票没有变。
vote-few-so-far = ⚠ 不到 { $n } 票不能开票，否则大家会猜出谁投了什么。
vote-too-few = 只收到 { $n } 票，不到 { $least } 票：公布结果会让大家猜出谁投了什么，所以没有开票，票已销毁。请改用纸质票重新投票。
vote-key-gone = 这次投票的密钥不在了（例如系统从备份恢复过），票打不开，这次投票作废。请重新投票。
vote-left-after = { $name } 已经离开，但此前已投票。无记名的票无法取出，仍然计入，应到人数不变。
vote-ballots = 收到 { $returned } 票，有效 { $valid } 票，无效 { $invalid } 票
vote-unanimous = ⚠ 有的事项大家选得完全一样：这样一来，每个人投了什么，大家都知道了。任何投票方式都避免不了。
vote-button-codes = 🔎 查验码清单
vote-codes = 计入的 { $n } 张票的查验码，按字母排列。里面有您的，就说明您的票在票箱里；查验码不显示、也不对应任何选择。
vote-no-codes = 这次表决没有查验码。

vote-live = 已投 { $n } 票 · 到会 { $present } 人 · 书面意见 { $written } 份
vote-count = { $choice } { $n }
vote-silent = 还没有投票（{ $n }）：{ $names }
vote-confirm-close = 现在截止并公布结果吗？截止后不能再投、不能再改。

    { $live }
vote-left = { $name } 已经离开，不再计入应到人数，投过的票也不计。
vote-cancelled = 这次表决取消了，没有计票。
vote-over = 这次表决已经截止了。

vote-none-written = 这种表决不收书面意见。
vote-ask-written = 谁提交了书面意见？每行写一个姓名和意见（{ $choices }），例如“李华 赞成”。书面意见要在开会前正式提交；计入票数，不计入到会人数。
vote-written-wrong = 这几位不能登记书面意见（已经到会，或没有表决权）：{ $names }。请核对后重新写。

vote-for-tellers = 请您计票。票收齐以后，各自清点，各填一次；两次完全一致才会算出结果。
vote-counting = { $first ->
    [0] 等待两位计票人填写清点结果。
   *[other] 一位计票人已经填好，等待另一位。
}
vote-ask-count = 请依次写三个数：发出、收回、无效的票数；{ $several ->
    [0] 再写各项票数：{ $choices }。例如“12 12 0 10 1 1”。
   *[other] 再按下面的顺序，每人一行写：{ $choices }。
}
vote-count-of = 第 { $at } 行：{ $name }
vote-ask-write-ins = 有人另选他人的，再加一行：“另选 姓名 票数”。
vote-bad-count = 应该有 { $wanted } 个数，您写了 { $n } 个。请核对后一次写全。
vote-too-many-papers = 发出 { $n } 张票，可是能领票的只有 { $people } 人。请重新清点。
vote-more-invalid = 无效票 { $invalid } 张，比收回的 { $returned } 张还多。请重新清点。
vote-sum = { $named ->
    [0] 各项加起来是 { $sum }，有效票是 { $valid } 张，对不上。请重新清点。
   *[other] { $name }：各项加起来是 { $sum }，有效票是 { $valid } 张，对不上。请重新清点。
}
vote-no-write-ins = 这种选举不能另选他人。请把写了别人的票记为无效票。
vote-write-ins-without-no = 另选他人 { $n } 票，反对票只有 { $no } 票：投了反对票的人才能另选。请重新清点。
vote-too-many-marks = 赞成票和另选他人一共 { $n }，最多只能有 { $most }：每张票所选人数不能超过应选名额。请重新清点。
vote-counted-first = 记下了。等另一位计票人填好，两次一致就公布结果。
vote-counted-once = 您已经填过了，请等另一位计票人。
vote-count-waits = 一位计票人已经填好清点结果，等待另一位。
vote-counts-differ = 两位计票人填的不一致，都没有采用。请重新清点，各自再填一次。
vote-tellers-only = 清点结果由两位计票人填写，主持人不能代填。

vote-outcome = { $outcome ->
    [passed] { $kind ->
        [election] ✅ 选举有效，名额已满
       *[other] ✅ 通过
    }
    [failed] { $kind ->
        [election] 选举结束，还缺 { $vacant } 名
       *[other] ❌ 没有通过
    }
    [put_off] { $kind ->
        [election] 还缺 { $vacant } 名，需要再投一轮
       *[other] ⏸ 暂缓作出决定：赞成的正好是一半
    }
    [no_quorum] ❌ 到会人数不够，表决无效
    [void] ❌ 收回的票多于发出的票，表决无效，应当重新投票
   *[advisory] { $kind ->
        [assessment] 测评完成
       *[other] 征询结束，不作为决定
    }
}
vote-there = 应到 { $should } 人，实到 { $present } 人{ $needed ->
    [0] {""}
   *[other] （要 { $needed } 人以上）
}
vote-papers = 发出 { $given } 张，收回 { $returned } 张，有效 { $valid } 张，无效 { $invalid } 张
vote-written-count = 其中书面意见 { $n } 份，计入票数，不计入到会人数
vote-line = { $name }：{ $counts }{ $known ->
    [0] {""}
   *[other] {" "}→ { $stands }
}
vote-elected = 当选：{ $names }
vote-stands = { $how ->
    [elected] 当选
    [tied] 票数相同
   *[failed] 未当选
}
vote-named = { $choice }：{ $names }
vote-half = { $extend ->
    [0] 可以说明情况后再表决，或者下次会议再表决。
   *[other] 可以说明情况后再表决，或者决定延长预备期，或者弄清情况、下次会议再表决。
}
vote-above-cap = ⚠ 优秀的比规定的比例多 { $n } 人，评定时请注意。
vote-told-each = 每个人的结果已经单独告诉本人。
vote-your-grade = 民主测评中大家给您的评价（只告诉您本人和组织者）：
vote-again = 再投一轮：{ $runoff ->
    [0] 补选 { $seats } 名，得票过半数当选。
   *[other] 在票数相同的人中选 { $seats } 名，得票多的当选。
}{ $paper ->
    [0] 请在与我的私聊里投票。
   *[other] 请在会场领取新的选票。
}
vote-confirm-again = 再投一轮吗？选 { $seats } 名，{ $runoff ->
    [0] 人选
   *[other] 票数相同的人选
}：{ $names }。
vote-ask-reduce = 减少 { $vacant } 个名额，要有表决权的人半数以上同意，至少 { $n } 人。同意的有多少人？写一个数。
vote-not-reduced = 名额不能减少：同意的要在 { $n } 到 { $should } 人之间。
vote-confirm-finish = 不再投票、空着 { $vacant } 个名额结束吗？结束后不能恢复。

vote-papers-here = 名册、选票和计票单在附件里，打印后使用。
vote-record-here = 结果和复算文件在附件里。
vote-recount-page = 要自己再算一遍，请在浏览器里打开 { $page } ，把复算文件放进去；文件不会上传。
vote-file-roll = 表决名册
vote-file-ballots = 表决票
vote-file-sheet = 计票单
vote-file-result = 表决结果
vote-file-recount = 复算
vote-column-number = 序号
vote-column-name = 姓名
vote-column-matter = 事项
vote-column-no-vote = 不计入的原因
vote-column-sign = 签名
vote-column-given = 发出
vote-column-returned = 收回
vote-column-invalid = 无效
vote-paper-other = 另选他人：
vote-paper-how = { $kind ->
    [election] 在每位候选人后面只画一个记号。赞成的人数不能超过 { $seats } 名，超过的整张票无效。{ $write ->
        [0] {""}
       *[other] 投了反对票的，可以在空格里另写一人；弃权的不能另写。
    }
    [assessment] 给每个人只画一个等次。
   *[other] 只画一个记号，多画的无效；空白的算弃权。
}
vote-sheet-signed = 计票人（{ $tellers }）签名：____________　监票人（{ $monitors }）签名：____________
vote-round = 第 { $at } 轮
vote-book = 所依规则的版本：{ $book }

vote-todo = { $status ->
    [count] 请填写清点结果
    [round] 请决定是否再投一轮
   *[none] 请投票
}
vote-status = { $status ->
    [none] 未投票
    [voted] 已投票（第 1 轮）
    [voted2] 已投票（第 2 轮）
    [voted3] 已投票（第 3 轮）
   *[other] 已投票
}
vote-took-part = 已投票
