# 各命令的输出。帮助文字写在命令旁边。

error-settings = 配置有误，请更正 / The settings can't be used:
error-running = 已有另一个 OrgLife 在使用这个数据库。请先停止它，或改用别的 data_dir 或 database.url。
error-key = 保密密钥不可用：{ $problem }
error-sealed = 有密文无法用现有密钥打开：{ $problem }
error-control = 正在运行的服务没有接受：{ $problem }
error-newer = 数据库由更新版本的 OrgLife 写入。请启动新版本，或恢复备份。（{ $problem }）
error-died = 服务的一个部分出错，服务已停止，原因见日志。（{ $problem }）
error-no-answer = 正在运行的服务没有应答。请查看它的日志，或停止它之后再试。（{ $problem }）
error-no-database = 还没有数据库。请先运行：orglife roster import 文件
error-port = 无法监听端口，请停止占用它的程序，或在配置中改用别的 web.port。（{ $problem }）
error-half-restored = 恢复没有做完，文件新旧不一。请再运行一次 orglife db restore。（{ $problem }）
error-lost-database = 数据库是空的，网页聊天里却已有成员，数据库很可能丢失了。请放回数据库，或运行 orglife db restore；要从头开始，请先移走网页聊天的文件。（{ $problem }）
error-storage-file = 服务运行时 { $what } 被删除或替换，服务已停止。此前收下的内容可能只在丢失的文件里。请放回该文件，或运行 orglife db restore，再启动。
error-storage-damaged = { $what } 已损坏，服务已停止，没有因此搁置任何消息。请检查磁盘，再用最新的备份运行 orglife db restore。
error-storage-lock = 锁文件 { $what } 被删除或替换，服务已停止：可能有别的进程在用这个数据库。请确认没有之后再启动。
error-storage-server = 锁住数据库 { $what } 的连接断开，服务已停止：现在可能有别的进程在用它。请重新启动，若真有别的进程会被拒绝。
error-database = 数据库不可用：{ $problem }
    请检查 database.url，并确认数据库服务已启动、允许当前用户访问。orglife doctor 可查看详情。
error-no-branch = 没有名为 { $name } 的支部；现有：{ $known }
error-language = --language：不认识 { $given }；可用：{ $allowed }
error-log = --log：不认识 { $given }；可用：{ $allowed }
error-exists = { $file } 已存在，请换一个文件名

system-file = { $file }：{ $problem }
system-missing = 没有这个文件或文件夹
system-denied = 没有权限，请检查它属于哪个用户
system-full = 磁盘满了，请腾出空间后重试

usage-command = 没有 { $given } 这个命令。
usage-option = 没有 { $given } 这个选项。
usage-closest = 您要的是不是 { $closest }？
usage-missing = 还缺 { $given }。
usage-no-command = 请写明要用哪个命令。
usage-extra = 多了这些参数：{ $given }
usage-no-value = { $given } 后面要写一个值。
usage-flag = { $given } 后面不写值。
usage-value = { $given } 的值不对：{ $problem }
usage-help = 用法见：{ $command } --help

init-exists = { $file } 已存在，请直接编辑，或换一个文件名
init-no-example = 缺少 { $file }：请在 OrgLife 的源码目录中运行，或自行编写 orglife.toml
init-written = 已写入 { $file }
    接下来：orglife doctor · orglife roster import 文件 · orglife run

run-serving = { $name } · OrgLife 已启动：{ $url }（按 Ctrl-C 停止）
run-empty = 名册里还没有人。请在另一个终端运行：orglife roster import 文件

demo-head =
    {"\u000A"}OrgLife · 示例主题党日
    请先用书记的链接，再用一位成员的：每人一个链接，可在同一浏览器的不同标签页打开。
    In English: orglife demo --language en
    {""}
demo-foot =
    {""}
    第一项活动约 { $first } 秒后开始，全程约 { $minutes } 分钟。按 Ctrl-C 停止。
demo-bad-day = { $file }：{ $problem }

roster-reading = 正在读取
roster-imported = 新增 { $added } 人，更新 { $changed } 人，未变 { $same } 人，新建组织 { $units } 个
roster-would = 仅预演，没有写入。将新增 { $added } 人，更新 { $changed } 人，未变 { $same } 人，新建组织 { $units } 个
roster-next = 接下来：orglife roster invite 为每个人生成一次性邀请码。
roster-empty = 名册里还没有人。请先运行：orglife roster import 文件
roster-nobody = 没有叫 { $name } 的人；orglife roster list 可查看所有人
roster-several = 有多人叫 { $name }，请指明是哪一位：{ $choices }
roster-all-linked = 所有人都已关联聊天。要重新邀请某人，请写出姓名。
roster-sheet =
    邀请单已写入 { $file }：每人一张，可用浏览器打开后打印、裁开，分别发给本人。
    里面有可直接进入的链接，请妥善保管，发完即删。
roster-no-sheet = 无法写入 { $file }：{ $problem }。邀请码已在上面列出，仍然有效。
sheet-title = 邀请单
sheet-language = zh-CN
sheet-note = 打印后沿虚线裁开，分别发给本人。链接谁拿到谁能用，只能用一次，14 天内有效；发完请删除这个文件。
sheet-how-link = 用手机扫码，或打开上面的网址，点“进入”即可，不用注册，也不用密码。只能用一次，14 天内有效，请不要转发。
sheet-how-code = 打开与 OrgLife 的聊天，把下面的邀请码发给它。只能用一次，14 天内有效，请不要转发。
sheet-code = 邀请码
address-machine = { $url } 只有这台机器自己能打开，成员的手机打不开。请在 [web] 中把 base_url 设为手机上用的网址（见 docs/installation.zh-CN.md“反向代理”）。
address-network = { $url } 只在本单位的网络里能打开，外面的手机打不开。需要的话，请在 [web] 中把 base_url 设为公网网址。
address-plain = { $url } 没有加密（不是 https），聊天内容在路上会被看到。请在前面放一个带 TLS 的反向代理。
doctor-address = 网址
doctor-proxies = 反向代理
doctor-proxies-none = 设了 base_url，但没有设 trusted_proxies
doctor-proxies-remedy = 请在 [web] 中把 trusted_proxies 设为代理的地址，例如 ["127.0.0.1", "::1"]；否则所有人看起来都来自同一个地址，输错邀请码会互相影响
run-local = 在这台机器上：{ $url }
roster-column-name = 姓名
roster-column-branch = 支部
roster-column-group = 小组
roster-column-role = 职务
roster-column-standing = 身份
roster-column-status = 接入
roster-column-language = 语言
roster-column-timezone = 时区
roster-status-joined = 已接入
roster-status-no = 未接入
roster-status-left = 已离开
roster-doubt-name = { $branch } 的 { $name }，和名单里 { $there } 的 { $known } 是同一个人吗（换了支部）？
roster-doubt-contact = { $branch } 的 { $name }，联系方式和 { $there } 的 { $known } 一样。是同一个人吗？
roster-doubt-look = { $branch } 的 { $name }，和名单里的 { $known } 写法很像。是同一个人吗？
roster-unknown-leaver = { $name }：名单里没有这个人，跳过。
roster-no-role = 不认识角色“{ $role }”。可用：{ $known }；也可以写职务，如纪检委员。
roster-nothing-to-change = 请写出要改成什么：角色、--standing 或 --group。
member-is-left = 离开：{ $name }
member-is-returned = 回来：{ $name }
member-is-moved = 转移：{ $name }，{ $before } → { $after }
member-is-changed = 更改：{ $name }
member-is-same = { $name }：没有变化
member-going-on =     还在进行：{ $title }
member-chats =     { $n } 个聊天不再接收消息
member-confirm = 确定吗？
member-signed-out = { $name } 已退出 { $n } 处登录{ $ways ->
    [yes] ；重新设置通行密钥之前，只能用聊天里的链接登录
   *[no] {""}
}
member-done = 已完成。支部里管名册的人会收到一条通知。

quiz-skipped = 有 { $n } 处错误，相关题目未读入；其余 { $kept } 题照常读入：
quiz-preview = { $file }：共 { $n } 题，{ $points } 分（{ $kinds }）
quiz-kind = { $kind ->
    [single] 单选
    [several] 多选
    [truefalse] 判断
    [short] 填空
    [number] 数值
    [order] 排序
   *[match] 连线
} { $n }
quiz-imported = 题库“{ $bank }”（{ $unit }）：新增 { $added }，修改 { $changed }，不变 { $same }，停用 { $retired }
quiz-would = 试运行，没有写入。题库“{ $bank }”（{ $unit }）：将新增 { $added }，修改 { $changed }，不变 { $same }，停用 { $retired }
quiz-no-banks = 还没有题库。先运行：orglife quiz bank import FILE
quiz-no-bank = 没有题库“{ $name }”；已有：{ $known }
quiz-no-format = --format：不支持 { $given }；可用：{ $allowed }
quiz-not-carried = { $ending } 格式放不下这些题：{ $numbers }。请换一种格式，例如 .xlsx。
quiz-exported = 已写入 { $file }：{ $n } 题
quiz-lost = 第 { $n } 题：{ $ending } 格式无法保存 { $parts }
quiz-no-question = 题库“{ $bank }”中没有题目 { $keys }；用 orglife quiz bank show 查看标识
quiz-retired = 已停用 { $n } 题
quiz-back = 已恢复使用 { $n } 题
quiz-version = 第 { $version } 版 · { $at }
quiz-column-bank = 题库
quiz-column-unit = 支部
quiz-column-questions = 题数
quiz-column-retired = 停用
quiz-column-id = 标识
quiz-column-kind = 题型
quiz-column-prompt = 题目
quiz-column-points = 分值
quiz-column-version = 版本
quiz-column-tags = 标签
quiz-column-difficulty = 难度
template-xlsx = { $file }：模板是工作簿，文件名请以 .xlsx 结尾
template-written = 已写入 { $file }
    填好之后运行：orglife { $kind } import { $file }

doctor-settings = 配置
doctor-settings-remedy = 请更正该文件；config/orglife.example.toml 列出了所有设置 / correct the file
doctor-defaults = 默认值（没有 orglife.toml）
doctor-clock = 时钟
doctor-clock-remedy = 请校准时钟，最好用 NTP：截止时间都依赖它
doctor-zones = 时区
doctor-holidays = 节假日
doctor-holidays-remedy = 请更正 holidays.corrections 指定的文件
doctor-folder = 数据目录
doctor-folder-remedy = 请让运行 orglife 的用户可以写入，或改用别的 data_dir
doctor-to-come = （首次需要时创建）
doctor-key = 保密密钥
doctor-key-set = 已在配置中设置
doctor-key-remedy = 请按提示修复密钥文件，或在 confidential.keys 中给出 Fernet 密钥
doctor-database = 数据库
doctor-line = 到数据库的连接
doctor-line-open = 数据库在另一台机器上，连接没有核对对方身份，可能被冒充或窃听
doctor-line-remedy = 请在 database.url 末尾加上 ?sslmode=verify-full；自建证书机构的，再加 &sslrootcert= 和证书文件
doctor-database-remedy = 请检查 database.url，并确认数据库服务已启动、允许当前用户访问
doctor-aside = 有 { $n } 条消息未能处理
doctor-aside-remedy = 请在日志中查找 inbox.set_aside；它们保留在 inbox 表中
doctor-damaged-remedy = 请检查磁盘，再用最新的备份运行 orglife db restore
doctor-service = 正在运行的服务
doctor-service-remedy = 请查看它的日志；/readyz 会指出尚未就绪的部分
doctor-plans = 定期活动
doctor-plans-remedy = 请更正配置中的 [[plans]]
doctor-adapters = 聊天账号
doctor-adapters-remedy = 请检查 [adapters] 下该账号的设置

db-no-folder = 没有文件夹 { $folder }：请先建好，或换一个位置
db-not-sqlite = 此命令只复制 SQLite 文件。PostgreSQL 请用它自己的工具：pg_dump --format=custom --file=文件 数据库
db-backup-failed = 无法复制 { $file }：{ $problem }
db-backed-up = { $source } → { $target }（{ $kilobytes } KiB）
db-keep-key = 备份中不含保密密钥：请把 { $file } 另存到安全的地方。
restore-not-sqlite = 此命令只恢复 SQLite 文件。PostgreSQL 请用它自己的工具：pg_restore --clean --dbname={ $database } 文件
restore-no-file = 没有文件 { $file }
restore-not-own = { $file } 不是 OrgLife 数据库的备份：请给出当时交给 orglife db backup 的文件名，旁边的文件会自动找到
restore-part-missing = 这份备份还缺 { $file }：请把它放回旁边。两个文件必须一起恢复。
restore-strangers = { $file } 和 { $other } 不是同一次备份：一起恢复会丢失或重复消息
restore-damaged = { $file } 已损坏，没有做任何改动：{ $problem }
restore-newer = { $file } 由更新版本的 OrgLife 写入，没有做任何改动：请先安装那个版本
restore-unmarked = { $file } 由旧版本备份，或是手工复制的：无法核对各文件是否属于同一次备份
restore-made-at = { $file }：{ $when } 的备份，完好齐全
restore-older = 它的版本是 { $revision }，下次启动时升级到 { $newest }。
restore-would = 将恢复：{ $copy } → { $file }
restore-would-set-aside = 将改名另存：{ $file }
restore-dry = 没有做任何改动。
restore-done = 已恢复：{ $copy } → { $file }
restore-aside = 已改名另存：{ $file }
restore-no-key = 缺少 { $file }：请放回与这份备份一起保存的密钥，否则加密的内容谁也读不出来
restore-next = 现在请启动服务（orglife run）并检查（orglife doctor）。备份之后发生的事不在其中，请告知成员。一切正常后，可以删除另存的文件。
db-where = 数据库：{ $where }
db-revision = 版本：{ $revision }（最新：{ $newest }）
db-size = 大小：{ $kilobytes } KiB
db-count-units = 组织：{ $n }
db-count-people = 人员：{ $n }
db-count-identities = 已关联的聊天：{ $n }
db-count-rooms = 群：{ $n }
db-count-banks = 题库：{ $n }
db-count-templates = 模板：{ $n }
db-count-activities = 活动：{ $n }
db-count-entries = 个人参与记录：{ $n }
db-count-journal = 流水：{ $n }
db-waiting-inbox = 待处理的消息：{ $n }
db-set-aside = 未能处理的消息：{ $n }
db-waiting-outbox = 待发送的消息：{ $n }
db-dead = 放弃发送的消息：{ $n }
db-timers = 定时：{ $n }
db-resealed = 已用新密钥重新加密：{ $n }
db-unreadable = 有 { $n } 条密文无法用现有密钥打开，保持原样。请把当时的密钥加到 confidential.keys 中（放在最新密钥之后），再运行一次。
db-drop-key = 现在可以从 confidential.keys 中删去旧密钥。此前的备份仍需要它们。
db-key-renewed = 新密钥在 { $file }。此前的备份仍需要 { $retired }，请与备份一同保存；不需要时可删除。
branch-no-account = 设置中没有账号“{ $name }”；有：{ $known }
branch-same-account = --from 和 --to 都是“{ $name }”，没有要搬的
branch-there = 已经在 { $target } 的成员：{ $n } 人。提醒改发到那里，没做完的已在那里重新给出。
branch-room-moved = “{ $name }”的群已改到 { $target }：进行中的活动已在新群发布，旧群不再使用。
branch-room-missing = “{ $name }”在 { $target } 还没有群。请建群，请 OrgLife 进群，由书记在群里发送 /bind（Matrix 上是 !bind）；之前旧群照常使用。
branch-room-hosted = “{ $name }”在 { $target } 的群会在第一位成员进来时自动建好；之前旧群照常使用。
branch-not-there = 还没有到 { $target } 的成员：{ $n } 人，在那之前仍在原平台收到消息。请把邀请码分别发给本人（14 天内有效，只能用一次；再运行本命令会另发一个）：
branch-done = 全部成员都已在 { $target }。
doctor-room = 支部群“{ $name }”
doctor-room-lacks = { $right ->
    [text] 不能发言
    [files] 不能发送文件
    [polls] 不能发起投票
    [topic] 话题已关闭
   *[out] 已不在群里
}
doctor-room-remedy = { $right ->
    [topic] 请群管理员重新打开话题，或把机器人设为可以管理话题的管理员
    [out] 请把机器人重新拉进群；换了新群请在新群里发送 /bind（Matrix 上是 !bind）
   *[text] 请群管理员在群权限里放开，或把机器人设为管理员
}
kept-none = 还没有模板。在聊天里打开一个活动，点“更多操作… → 存为模板”即可保存。
kept-column-name = 模板
kept-column-kind = 类型
kept-column-unit = 单位
kept-column-by = 保存人
kept-column-at = 时间
kept-unknown = 没有名为“{ $name }”的模板；现有：{ $known }
kept-several = 有多个名为“{ $name }”的模板（{ $units }）；请用 --branch 指明单位
kept-bad-file = { $file }：不是可用的模板：{ $problem }
kept-exported = 模板“{ $name }”已写入 { $file }
kept-imported = 模板“{ $name }”已存到{ $unit }
kept-replaced = { $unit }的模板“{ $name }”已被替换
kept-confirm = 确定删除模板“{ $name }”吗？删除后无法恢复
kept-dropped = 模板“{ $name }”已删除
doctor-no-template = 该单位及上级单位没有名为“{ $name }”的模板（类型 { $kind }）
doctor-no-template-remedy = 在聊天里把一个活动存为这个名字的模板，或用 orglife template import 导入；否则到时无法开始
privacy-no-readings = 没有人看过或导出过 { $name } 的内容。
privacy-exported = { $name } 的全部数据已写入 { $file }。请交给本人，然后删除这个文件。
privacy-erases = 删除 { $name } 的数据？健康和去向、私密的文字、与 OrgLife 的聊天、已结束活动里写的话都会删除，不能恢复；{ $left ->
    [yes] 联系方式和聊天账号也删除，记录里的姓名保留。
   *[no] 还在组织里，名册那一行保留。
}流水只留做过什么，不留写的话。以前的备份里仍有旧内容，见 docs/privacy.zh-CN.md。
privacy-erased = { $name } 的数据已删除。网页聊天在服务运行时随即清空。
privacy-no-format = { $file }：文件名请以 .docx 或 .md 结尾。
privacy-assessed = 已写出 { $file }。请补全空白处并签字，至少保存三年。
doctor-abroad = { $name } · 境外服务器
doctor-abroad-unset = 这个平台的服务器在境外，但没有设置 abroad
doctor-abroad-remedy = 请在 [adapters.{ $name }] 中设置 abroad = true 和 recipient：先征得成员单独同意，敏感内容不发到那里（见 docs/privacy.zh-CN.md）
doctor-recipient-unset = 设了 abroad，但没有写明谁运营服务器
doctor-recipient-remedy = 请在 [adapters.{ $name }] 中把 recipient 设为运营者的名称和地址：征求同意时必须写明
assess-title = 个人信息保护影响评估：{ $name }
assess-made = { $day } 按 OrgLife 的设置生成。这是模板：标 ☐ 的由负责人补全。评估报告和处理情况记录至少保存三年（个人信息保护法第五十六条）。
assess-who = 一、处理者
assess-controller = 处理者：{ $controller }。受理权利请求和投诉的联系方式：{ $contact }。告知的版本：{ $version }。
assess-missing = 还没有设置（[privacy] 的 contact）
assess-what = 二、处理哪些信息、目的、方式、期限
assess-column-kind = 信息和目的
assess-column-how = 保护措施
assess-column-days = 保存期限
assess-kind-roster = 姓名、支部、小组、职务、身份、联系方式、语言、时区：掌握谁在哪个支部
assess-how-roster = 数据库中不加密；组织内可见
assess-kind-chats = 聊天平台账号：联系成员
assess-how-chats = 用一次性的码关联；本人可以取消
assess-kind-parts = 作答、得分、发言、投票、报名、服务时长：组织生活及其记录
assess-how-parts = 按角色授权；匿名发言加密
assess-kind-talks = 谈心的时间、形式、主题；谈心内容、后续事项、成员约谈时的话：关心成员
assess-how-talks = 文字加密；只有角色允许的人能看，每次查看都有记录
assess-kind-circumstances = 健康和去向（敏感个人信息）：帮助有需要的同志
assess-how-circumstances = 单独同意后才问、才存，加密，撤回即删，不出境
assess-kind-reports = 有敏感问题的定期汇报，例如健康、行程：关心成员
assess-how-reports = 单独同意后才问、才存，整份加密，撤回即删；只有规则文件写明的本单位的人能看，每次查看都有记录，不出境
assess-kind-messages = 发给成员的消息和成员输入的内容：开展活动
assess-how-messages = 私密文字加密；发出或处理后清空
assess-kind-journal = 办理流水：谁在什么时候做了什么
assess-how-journal = 涉密的事件加密；可以删去文字，保留行为
assess-kind-consents = 告知和同意，连同版本、散列值和时间：留作证明
assess-how-consents = 只增不改
assess-days = { $n } 天
assess-record = 按组织的记录规定
assess-readers = 三、谁能看到
assess-readers-about = 各角色在本单位及下级的权限：
assess-column-role = 角色
assess-column-may = 权限
assess-where = 四、信息去往哪里
assess-column-account = 账号
assess-column-abroad = 服务器在境外
assess-column-recipient = 接收方
assess-yes = 是：单独同意，敏感内容不发
assess-no = 否
assess-risks = 五、风险和措施
assess-risk-admin = 同时拿到数据目录和密钥的人什么都能读。措施：两人分管，密钥不与备份放在一起，☐ 由谁：____
assess-risk-abroad = 境外账号使信息出境（第三十八至四十条）。措施：没有境外账号则无此风险；有的，单独同意，并订立标准合同或具备其他条件：☐ ____
assess-risk-rooms = 群里的内容，群成员和平台都能看到。措施：群里只有本支部的人，☐ 核对日期 ____
assess-risk-backup = 已删除的内容在备份到期前仍在。措施：备份 ☐ ____ 天后销毁
assess-risk-leak = 手机丢失、邀请被转发。措施：设备可以列出和退出，码只能用一次
assess-risk-secretary = 有人看了职责以外的内容。措施：每次查看都有记录，本人在“我的数据”里能看到
assess-open = 六、由负责人补全
assess-open-basis = 各项目的的合法性基础（第十三条），为什么以或不以同意为基础：
assess-open-necessity = 每类信息为什么必要，哪些可以不要：
assess-open-rights = 谁受理成员的请求，几日内答复：
assess-open-incident = 发生泄露时由谁、何时、怎样告知（第五十七条）：
assess-open-training = 谁、何时接受过培训：
assess-sign = 结论：☐ 可以接受 ☐ 采取措施后可以接受 ☐ 不能接受。签字：____________ 日期：____________

rules-read = { $file }：{ $name }，第 { $version } 版（{ $date }），可以使用。
    表决 { $votes }、会议 { $meetings }、应办 { $duties }、汇报 { $reports }、学时 { $study }、无表决权 { $voteless }、不计应到 { $exclusions }、检查 { $checks }、上报事项 { $matters }。
rules-procedure-read = { $file }：{ $name }，第 { $version } 版（{ $date }），可以在“{ $rules }”规则下使用。各步和由谁办：
rules-doubtful = 其中 { $n } 项没有查到依据，是默认值，请本单位确认：
rules-hold = { $unit }：{ $name }，第 { $version } 版（{ $date }），{ $file }
rules-off = （未启用）
rules-source = 依据：{ $source }，条款 { $article }；{ $confidence ->
        [twice] 两处查到
        [once] 一处查到
       *[default] 默认值，请确认
    }{ $level ->
        [local] ，各地做法
       *[central] {""}
    }
rules-override = ↳ { $changed } = { $value }（设置 organization.overrides 第 { $number } 项，{ $unit }）
rules-no-unit = organization.overrides 第 { $number } 项：没有名为“{ $unit }”的单位，这一项不起作用
doctor-rules = 规则
doctor-rules-remedy = 请更正规则文件，或设置中的 organization.rules、organization.overrides；orglife rules check 会逐项列出
archive-made = 档案已写入 { $file }。SHA-256：{ $sum }
archive-none = { $why ->
    [no_year] { $year } 年还没有到，或者太早。
    [too_much] 这一年的内容太多，放不进一份档案。请分下级单位整理。
   *[other] 没有这个单位。
}
archive-file = { $what ->
    [differs] 改动过：{ $name }
    [missing] 缺少：{ $name }
   *[added] 多出来的：{ $name }
}
archive-no-sums = { $file } 里没有校验清单（SHA256SUMS），不是年度档案，或者清单被删了。
archive-unreadable = { $file } 不是 zip 文件，或者已损坏。
archive-good = { $n } 个文件都与清单一致。整个文件的 SHA-256：{ $sum }
api-no-scope = { $given }：范围只能是 { $allowed }，用逗号分开。
api-not-entitled = { $name } 看不到看板的数字，所以不能用这个人的权限。
api-token-made = 令牌只显示这一次，{ $days } 天有效。请马上存到要用的系统里；停用：orglife api end token 编号。
api-no-address = { $given }：地址要以 https:// 开头（web.private_webhooks 打开后可以用 http://）。
api-webhook-made = 签名密钥只显示这一次。{ $url } 会收到结束的活动，按 Standard Webhooks 签名。
api-none = 还没有令牌，也没有要通知的地址。
api-no-such = { $what }：只能是 token 或 webhook。
api-not-there = 没有 { $n } 号 { $what }，或已经停用。
api-ended = { $n } 号 { $what } 已停用。

capacity-platform = 没有“{ $given }”这个平台；可选：{ $allowed }。
capacity-head = { $members } 名成员，一次面向全体、开放 { $minutes } 分钟的答题：
capacity-taps =   每秒点按：平均 { $mean } 次，同时通知所有人时 { $peak } 次
capacity-day =   放宽到 24 小时：每秒 { $taps } 次
capacity-processes =   进程：{ $processes } 个；PostgreSQL：{ $cells } 套（每套所辖组织不超过 20 万人）
capacity-bots =   在 { $minutes } 分钟内逐一私聊所有人的 Telegram 机器人：{ $bots } 个
capacity-servers =   Synapse 服务器：逐题点按 { $taps } 台，整份答卷一条消息 { $papers } 台
capacity-year =   一年：每天 { $events } 个事件，{ $rows } 行，{ $gigabytes } GB
capacity-window = 上限在平台；把作答时间放长，花费最少。
