system-set-aside = 刚才的消息没能处理，已经保存并记录，管理员会查看。您可以再试一次。
system-file-set-aside = 这个文件没能处理，已经记录，管理员会查看。您可以换一种格式再发一次。
system-question-left = 好的，刚才的问题先放下了，没有改动任何内容。输入“菜单”可以再打开它。
system-question-waits = { $asked ->
    [0] 刚才的问题还在等您回答，直接回答就行；不答了就点“取消”。
   *[other] 刚才的问题还在等您回答：“{ $asked }”直接回答就行；不答了就点“取消”。
}
small-talk = 好|好的|好滴|好嘞|收到|已收到|收到了|明白|明白了|了解|知道了|赞|点赞|顶|同意|支持|谢谢|谢谢大家|辛苦了|是|是的|对|嗯|嗯嗯|行|可以|没问题|到|在|哈哈|哈哈哈|大家好|你好|您好|早|早上好|晚上好|晚安|加油
system-outdated = 已经有了新的进展，请看下面最新的一条。
system-button-cancel = 取消
system-too-much = { $what ->
    [files] 这一小时要的文件太多了（每小时最多 { $n } 份），请过一会儿再试。
    [invitations] 这一小时发的邀请太多了（每小时最多 { $n } 份），请过一会儿再试。
   *[begun] 这一小时发起的活动太多了（每小时最多 { $n } 个），请过一会儿再试。
}
system-nameless = 这条消息是匿名发的，或者是以频道名义发的。我看不出是哪一位，所以没有处理。请在管理员权限里关闭“保持匿名”，或改用本人身份，再发一次。
system-file-missing = 📎 { $name }（文件没能取到，请向发送的人索取）
system-late = （迟到：原定 { $at }）
code-wanted = 您好！请输入{ -leader }发给您的邀请码，我就能认出您。
code-in-room = 群里出现了一个邀请码，大家都能看到，所以它已经作废。邀请码只能私聊发给我；请向{ -leader }要一个新的。
code-refused = 这个邀请码不能用。请向{ -leader }要一个新的；多次输错后请过十分钟再试。
bind-in-a-room = 请在{ -unit }群里发送 { $slash }bind，把那个群设为{ -unit }群。
bind-not-allowed = 您没有设置{ -unit }群的权限。
bind-done = 已设为“{ $unit }”的{ -unit }群。
link-platform = { $account ->
    [telegram] Telegram
    [matrix] Matrix
    [webchat] 网页聊天
   *[other] { $account }
}
link-code =
    关联码：{ $code }
    请在另一个平台上打开与我的对话，把它发给我。{ $minutes } 分钟内有效，只能用一次，不要转发给别人。
link-open = { $platform }：{ $link }
office-link = 📊 看板登录链接，{ $minutes } 分钟内有效，只能用一次。请用要看的那台电脑或手机打开，不要转发：
office-entered = 📊 看板已在一台设备上登录{ $way ->
    [passkey] （通行密钥）
    [oidc] （统一身份认证）
   *[link] {""}
}：{ $device }（网络 { $near }），{ $at }。不是您本人？
office-way = { $way ->
    [code] 动态验证码
    [oidc] 统一身份认证
   *[passkey] 通行密钥“{ $name }”
}
office-way-added = 🔑 看板新增了一种登录方式：{ $what }。添加于 { $device }（网络 { $near }），{ $at }。不是您本人？
office-way-not-me = 不是我，删除它
office-way-removed = 🔑 看板的一种登录方式已删除：{ $what }（{ $device }，{ $at }）。如果不是您本人，请发“看板”查看还剩哪些，并告诉管理员。
office-codes-guessed = 🔑 有人拿着您的登录链接，在看板上输错了五次动态验证码（{ $device }，网络 { $near }）。{ $minutes } 分钟后才能再试。如果不是您本人，请告诉管理员。
office-ways-dropped = 🔑 管理员删除了您在看板的通行密钥、动态验证码、关联的账号和接口令牌，并让您退出了登录。请发“看板”，用链接登录后重新设置。
office-not-me = 不是我，马上退出
office-report-title = { $unit } { $every ->
    [month] 月报
   *[week] 周报
}
office-report-kind = { $every ->
    [month] 月报
   *[week] 周报
}
office-report =
    { $every ->
        [month] 本月
       *[week] 本周
    }“{ $unit }”和下属单位的应办事项：
    { $units } 个单位中，{ $late } 个有逾期，{ $due } 个有未办，{ $met } 个全部已办。
office-report-unit = · { $unit }：逾期 { $late } 项，未办 { $due } 项
office-chart-units = { $n } 个单位的应办事项
office-chart-behind = 逾期和未办最多的单位（项）
office-report-stop = 不再发送
office-kind = { $kind ->
    [meeting] 会议
    [quiz] 知识测验
    [discussion] 讨论
    [vote] 表决
    [talk] { -talks }
    [signup] 报名
    [study] 学习
    [report] 定期汇报
    [procedure] 按程序办的事
    [workplan] 工作计划
    [pulse] { -pulse }
    [dues] { -dues }
    [duties] 登记的事项
    [matter] 上报
    [procedure] 办事
    [pulse] { -pulse }
    [report] 定期汇报
    [request] 诉求
    [study] 学习
    [workplan] 年度计划
   *[other] { $kind }
}
office-period = { $period ->
    [month] 每月
    [quarter] 每季度
    [half_year] 每半年
    [term] 每学期
    [year] 每年
    [term_of_office] 每届
   *[other] { $period }
}
office-status = { $status ->
    [met] 已办
    [due] 未办
    [late] 逾期未办
    [missed] 上期未办（一般应办）
   *[unknown] 情况不明
}
office-running = { $state ->
    [running] 进行中
    [cancelled] 已取消
   *[over] 已结束
}
office-columns = { $list ->
    [activities] 单位|名称|种类|日期|状态|参加人数
    [duties] 单位|应办事项|从|到|情况
    [procedures] 单位|事项|办到哪一步|等谁办|从|到
    [behind] 单位|逾期|未办|已办|共
   *[members] 姓名|职务|身份|小组
}
office-sheet = { $unit } · { $list ->
    [activities] 活动
    [duties] 应办事项
    [procedures] 办事进度
    [behind] 有应办未办的单位
   *[members] 成员
} · { $at }
link-device = 您的{ $platform }刚刚在一台新设备上登录：{ $device }。如果不是您本人操作，请打开“设备”页让那台设备退出，并告诉{ -leader }。
office-moved-on = 这件事刚刚有变化，可能别人已经处理了，请看最新情况。
office-words-missing = 请先写下意见，再点按钮。
office-words-too-long = 最多 { $most } 个字。
api-tokens = { $n ->
    [0] 还没有接口令牌。别的系统拿着令牌，能读到您在看板上看得到的数字，读不到姓名。
   *[other] 您的接口令牌（{ $n } 个）：
} 新令牌 { $days } 天有效。
api-token = { $n } 号：{ $scopes }；{ $until }到期；上次使用：{ $used }
api-never = 还没用过
api-scope = { $scope ->
    [units] 单位
    [duties] 应办事项
    [activities] 活动
   *[results] 结果
}
api-button-all = ＋ 新令牌：全部
api-button-figures = ＋ 新令牌：只读单位和应办事项
api-button-end = 停用 { $n } 号
api-token-made = 🔑 新的接口令牌，只显示这一次。请马上存到要用的系统里，不要转发；用完或泄露了，输入“接口令牌”停用。接口说明：{ $url }/api/v1/openapi.json
api-token-ended = { $n } 号令牌已停用。
api-token-gone = { $n } 号令牌已经不能用了。
link-again =
    有人用您的旧邀请链接，想重新进入{ $platform }。
    如果是您本人：请在那台设备的页面上输入登录码 { $code }，或在那台设备上打开下面的链接。{ $minutes } 分钟内有效，只能用一次。
    如果不是，不用理会，也不要把它发给任何人。
link-wanted = { $name }（{ $unit }）的邀请链接已经用过或过期，想要一个新的，好重新进入{ $platform }。确认是本人后，点下面的按钮生成新链接，再转发给本人。
link-wanted-button = 生成新链接
link-to-pass-on = 给{ $name }的新邀请：{ $code }（{ $days } 天内有效，只能用一次）。请只转发给本人：
link-notice = 您刚刚关联了 { $platform }。如果不是您本人操作，请马上输入“取消关联”，并告诉{ -leader }。
link-unlinked-here = 这个聊天已取消关联，之后不会再收到消息。要重新关联，请输入关联码或邀请码。
link-already = 这个聊天已经关联到您本人。请在另一个平台的聊天里输入这个码。
link-conflict = 这个聊天已经关联了一位成员，不能再用别的码。没有任何改变。
chat-joined = 我进群了。请在群里发送 { $slash }bind，把它设为{ -unit }群。
chat-damaged = 每周检查发现数据文件 { $files } 已损坏。请管理员今天就在服务器上运行“orglife doctor”，按提示用备份恢复；在此之前，系统会尽量照常运行。
chat-outage = { $platform }中断了 { $minutes } 分钟，已经恢复，积下的消息按原来的顺序补发。{ $missed ->
    [0] {""}
   *[other] 有 { $missed } 条已经过了时间，不再发送。
}
chat-opened = “{ $unit }”的{ -unit }群恢复正常，消息会照常发到群里。
chat-limited =
    我在“{ $unit }”的{ -unit }群里可以发言，但不能{ $lacks ->
        [files] 发送文件
        [polls] 发起投票
       *[both] 发送文件，也不能发起投票
    }。
    请群管理员在群权限里放开，或把我设为管理员；在这之前，发不出的内容会先留着。
chat-moved = “{ $unit }”的{ -unit }群换了编号（例如升级为超级群），已自动跟上，不需要操作。
chat-lacks-out =
    “{ $unit }”的{ -unit }群发不进去：我被移出了群，或者群（话题）已不存在。
    请把我重新拉进群，会自动恢复；如果换了新群，请在新群里发送 { $slash }bind。
chat-lacks-text =
    我在“{ $unit }”的{ -unit }群里不能发言。
    请群管理员在群权限里允许发送消息，或把我设为管理员；之后没发出的消息会自动补发。
chat-lacks-files =
    我在“{ $unit }”的{ -unit }群里不能发送文件。
    请群管理员在群权限里允许发送文件，或把我设为管理员；之后没发出的消息会自动补发。
chat-lacks-polls =
    我在“{ $unit }”的{ -unit }群里不能发起投票。
    请群管理员在群权限里允许发起投票，或把我设为管理员；之后没发出的消息会自动补发。
chat-lacks-topic =
    “{ $unit }”的{ -unit }话题已关闭，我不能在里面发言。
    请群管理员重新打开话题，或把我设为可以管理话题的管理员；之后没发出的消息会自动补发。
chat-unreached = 有 { $n } 人的私聊通知发不到：{ $names }。可能停用了机器人、退出了私聊，或注销了账号。{ $starts ->
        [1] 请提醒他们打开与机器人的对话，点“开始”，通知会自动恢复。
       *[0] 请提醒他们重新打开与我的私聊，随便发一句话，通知会自动恢复。
    }
link-continued = 已转到 { $platform } 继续。要在这里接着做，请输入“菜单”。
link-room-left = { -unit }的活动已转到 { $platform } 的新群，这个群里不再发布新内容。还没有关联新平台的{ -comrade }，请用{ -leader }发的邀请码关联。
runtime-calendar = 我的谈心（OrgLife）
about-bind = 把这个群（话题）设为{ -unit }群
template-missing = 没有找到模板{ $name }，可能已被删除或改名。
template-none = 这种活动没有模板。
gallery-about = { $unit }{ $n ->
    [0] {""}
   *[other] {" "}· { $n } 件作品
}
gallery-download = 下载
gallery-closed = 这个链接没有内容，或者这一页已经不再公开。
gallery-away = 暂时取不到，请稍后再看
gallery-gone = 原文件已经取不到了
gallery-unreadable = 无法显示，请刷新页面后下载原文件
rehearsal-stand-in = 演练成员
rehearsal-to-leader = 【演练】
rehearsal-to-member = 【演练·成员收到】
rehearsal-to-room = 【演练·群里】
rehearsal-button-end = 结束演练
rehearsal-none = 这种活动不能演练。
rehearsal-not-yours = 这是别人的演练。
member-news = 名单有变（{ $unit }）：
member-has-left = · 离开：{ $names }
member-has-moved = · 转出：{ $names }
member-has-came = · 转入：{ $names }
member-has-returned = · 回来：{ $names }
member-going-on = 下面 { $n } 项还在进行，请看一看要不要重新安排：
member-code =
    { $name } 的邀请码：{ $code }
    { $days } 天内有效，只能用一次。请转发给本人，在聊天里发给 OrgLife，或打开链接：
abroad-ask =
    🔏 在这里使用要您单独同意
    { $platform }的服务器在境外，由 { $recipient } 运营。您同意后，您的姓名、作答、发言和谈心时间会经它传到境外，只用于{ -unit }活动；健康、去向和谈心内容不会发到这里。要向对方行使权利，请联系对方；随时可以在“设置 → 取消关联”停用。
    不同意不影响您用网页聊天等别的方式参加活动。
abroad-button-yes = 我同意，在这里使用
abroad-button-no = 不同意
abroad-refused = 好的，这里不会再发任何内容。请用网页聊天或别的平台；改变主意时，在这里说一句话就行。
abroad-not-here = 🔒 这条内容不发到服务器设在境外的平台。请到网页聊天或境内的平台上看。

certificate-good = ✔ 证明有效
certificate-void = ✘ 证明已作废
certificate-none = 没有这份证明
certificate-check = 请核对编号：一串数字、一条短横线、十位字母和数字。
certificate-says = 编号 { $number }：由{ $unit }开具，{ $day }，服务时长 { $hours } 小时。这里不显示姓名，请与证明上的内容核对。

archive-title = { $unit } { $year } 年 { $name }
archive-handbook = 工作手册
archive-file = { $year }年度档案
archive-section = { NUMBER($n) }. { $name }
archive-rest = 其他
archive-nothing = 本年没有记录。
archive-members = 成员名册
archive-members-count = 共 { $n } 人。
archive-column = { $what ->
    [name] 姓名
    [group] 小组
    [post] 职务
   *[standing] 身份
}
screen-answered = 已答 { $n } / { $of } 人
screen-left = 秒
screen-join = 扫码参加
screen-right = 正确答案
screen-over = 大屏幕已结束
screen-over-how = 请在聊天里的卡片上点“大屏幕”，换一个新链接。
