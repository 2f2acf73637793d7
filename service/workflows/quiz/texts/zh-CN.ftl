command-quiz = 测验|答题|出题
about-quiz = 准备一次测验
quiz-menu = ＋ 发起测验
quiz-running = 📝 { $title }
quiz-help = · 输入“测验”准备一次测验：选题库、发题库文件（xlsx、docx、GIFT 等），或在这里逐行出题
quiz-title = 📝 { $title }
quiz-new = 📝 发起测验
quiz-button-begin = 开始答题
quiz-button-submit = ✔ 提交
quiz-button-undo = ↶ 撤回一步
quiz-button-back = ← 上一题
quiz-button-change = 改第 { $n } 题
quiz-button-hand-in = ✔ 交卷
quiz-button-confirm = ✔ 确认发布
quiz-button-times = 修改时间
quiz-button-feedback = { $feedback ->
    [end] 改为：每题答完即看解析
    [each] 改为：公布成绩时再看解析
   *[close] 改为：全部答完再看解析
}
quiz-button-drop = 放弃
quiz-button-cancel = 取消测验
quiz-button-close = 提前结束
quiz-button-close-yes = 是的，现在结束
quiz-button-progress = 查看进度
quiz-button-publish = 公布成绩
quiz-opened =
    测验开始：共 { $n } 题，满分 { $points } 分，{ $closes } 截止。
    点“开始答题”，在私聊中逐题作答；可以中途停下，回来接着答。
quiz-soon = { $opens }在群里一起答题，共 { $n } 题。请留出时间。
quiz-soon-off = 测验《{ $title }》的时间有变，到时会再通知。
quiz-reminder = 您还没有完成测验《{ $title }》，{ $closes } 截止。
quiz-heading = 第 { $n }/{ $of } 题 · { $kind ->
    [several] 多选
    [truefalse] 判断
    [short] 填空
    [number] 数值
    [order] 排序
    [match] 连线
   *[single] 单选
} · { $points } 分
quiz-kind = { $kind ->
    [several] 多选
    [truefalse] 判断
    [short] 填空
    [number] 数值
    [order] 排序
    [match] 连线
   *[single] 单选
}
quiz-several-hint = （可选多项，选好后点“提交”；也可直接输入字母，如 AC）
quiz-short-hint = （请直接输入答案）
quiz-number-hint = （请直接输入数字）
quiz-order-hint = （按正确的先后逐个点选，再点一次可撤回；也可直接输入序号，如 3 1 2）
quiz-order-so-far = 您的顺序：{ $chain }
quiz-match-hint = （请选与“{ $left }”对应的一项；也可一次输入全部，如 1B 2A）
quiz-right = ✅ 您的答案：{ $yours }，正确，+{ $points } 分
quiz-partly = 🟡 您的答案：{ $yours }，部分正确，+{ $points } 分
quiz-wrong = ❌ 您的答案：{ $yours }，{ $points } 分
quiz-correct = 正确答案：{ $correct }
quiz-because = 解析：{ $why }
quiz-review = 全部题目已作答。交卷之前都可以修改：
quiz-summary =
    您已交卷：{ $score }/{ $of } 分，答对 { $right }/{ $n } 题。
    { $closes } 截止后在{ -unit }群公布排名。
quiz-summary-within = 您已交卷：{ $score }/{ $of } 分，答对 { $right }/{ $n } 题。
quiz-late = 测验《{ $title }》已于 { $closed } 截止，这次作答不再计入。
quiz-left-open = 测验《{ $title }》已截止，您还没有交卷。{ $given ->
    [0] 您一题也没有作答。
   *[other] 已答的 { $given }/{ $n } 题照常计分{ $seen ->
        [true] ，得 { $score }/{ $of } 分。
       *[false] ，成绩和解析公布后可以查看。
    }
}
quiz-early = 测验《{ $title }》还没有开始。
quiz-was-cancelled = 测验《{ $title }》已取消。
quiz-done = 您已经交卷，得分 { $score }/{ $of }。
quiz-words-only = 语音、图片和文件不能作为答案。请点选，或用文字输入答案。
quiz-not-begun = 请先点“开始答题”。
quiz-no-option = 没有这个选项，请选 A 到 { $last }。
quiz-nothing-picked = 请先答完这道题，再提交。
quiz-type-one = 请输入一个选项字母（A 到 { $last }），或直接点选。
quiz-type-several = 请输入选项字母（A 到 { $last }），例如 AC，或直接点选。
quiz-type-short = 请输入不超过 200 个字的答案。
quiz-type-number = 没看懂这个数字。请这样输入：12、3.5、-2、1,234。
quiz-type-order = 请写全 { $n } 个序号，例如 3 1 2，或逐个点选。
quiz-type-match = 请写全 { $n } 组对应，例如 1B 2A，或逐个点选。
quiz-not-finished = 还有题目没有作答。
quiz-at-review = 题目都已作答，请点“交卷”，或选择要修改的题目。
quiz-no-banks = 还没有题库。请管理员运行 orglife quiz bank import 导入题库（模板：orglife quiz template）。
quiz-no-such-bank = 找不到题库{ $name }。
quiz-bank = { $name }（{ $n } 题）
quiz-choose-bank = 选择题库：
quiz-choose-opening =
    题库：{ $name }
    什么时候开始？点选，或直接输入时间，例如“今晚7点半”“12月5日 19:30”。
quiz-opens-in = { $minutes ->
    [0] 现在
    [60] 1 小时后
   *[other] { $minutes } 分钟后
}
quiz-choose-closing =
    { $opens } 开始。
    什么时候截止？点选时长，或直接输入截止时间。
quiz-lasts = { $minutes ->
    [1440] 一天
    [60] 一小时
   *[other] { $minutes } 分钟
}
quiz-in-the-past = 这个时间已经过去了，请换一个。
quiz-closes-early = 截止时间要晚于开始时间，且不超过 { $days } 天。
quiz-incomplete = 题库或时间还没有选好。
quiz-preview =
    预览（仅您可见）：共 { $n } 题，{ $points } 分{ $papers ->
        [0] {""}
       *[other] （{ $papers } 套卷子）
    }
    开始：{ $opens }
    截止：{ $closes }
    解析：{ $feedback ->
        [each] 每题答完即显示
        [close] 公布成绩时显示
       *[end] 交卷后显示
    }
quiz-preview-question = 第 { $n } 题 · { $kind } · { $points } 分
quiz-scheduled = 已安排：{ $opens } 开始，{ $closes } 截止。到时会在{ -unit }群和私聊中通知大家。
quiz-open-until = 测验进行中，{ $closes } 截止。
quiz-reach = 通知：开始时发到{ -unit }群和 { $n } 人；发出前可以修改或取消，发出后不能撤回
quiz-confirm-cancel = { $phase ->
    [open] 确定取消测验《{ $title }》？{ -unit }群（{ $n } 人）会收到取消通知，已有的作答不计成绩，不能撤回。
    [foretold] 确定取消测验《{ $title }》？{ -unit }群已经看到预告，会改成取消通知，不能撤回。
   *[other] 确定取消测验《{ $title }》？还没有通知任何人；取消后 10 分钟内可以撤销。
}
quiz-confirm-close = 确定现在结束测验《{ $title }》？全体 { $n } 人都不能再作答，已交的卷照常计入，不能撤回。
quiz-confirm-publish = 确定公布测验《{ $title }》的成绩？将发布到{ -unit }群，{ $n } 人都能看到，不能撤回。
quiz-button-publish-yes = 是的，现在公布
quiz-dropped = 已放弃，没有发布任何内容。
quiz-cancelled = 测验已取消。
quiz-closed = 测验已截止。核对后点“公布成绩”。
quiz-closed-room = 📝 测验《{ $title }》已截止。
quiz-published = 测验已结束，排名发到{ -unit }群；如果没能发出，会在这里告诉您。
quiz-unposted = 测验已结束，但排名没能发到{ -unit }群。请检查 OrgLife 是否在群里、能不能发言，然后重新发布。
quiz-button-post = 重新发布排名
quiz-progress = 已交卷 { $submitted } 人，作答中 { $answering } 人，共 { $members } 人。
quiz-silent = 尚未开始：{ $names }
quiz-ranking = 🏁 成绩公布：{ $took_part }/{ $members } 人参加，满分 { $points } 分。
quiz-by-person = 个人排名
quiz-more-people = 另有 { $n } 人。
quiz-by-branch = { -unit }排名（平均得分率）
quiz-rank-person = { $place } { $name }（{ $branch }）{ $score } 分
quiz-rank-branch = · { $name }：{ $average }%，{ $took_part }/{ $members } 人参加
quiz-nobody = 测验《{ $title }》已结束，没有人作答。
quiz-missed = 服务中断期间错过了测验《{ $title }》，没有发布。可以重新安排。
quiz-button-live = { $live ->
    [1] 改为：私聊里逐题作答
   *[0] 改为：在群里现场作答（投票）
}
quiz-live-on = 方式：开始时全部题目发到群里，大家直接在群里作答；支持投票的平台用投票。
quiz-live-misfits = { $n ->
   *[other] 注意：第 { $numbers } 题放不进投票（题目、选项或解析太长，或有图片），将改用按钮。
}
quiz-not-live = 题库里有不是选择题或判断题的题目，不能在群里现场作答。
quiz-live-opened = 测验开始：共 { $n } 题，满分 { $points } 分，{ $closes } 截止。请直接在下面的题目上作答。
quiz-live-pointer = 测验《{ $title }》正在{ -unit }群里进行，{ $closes } 截止。请到群里直接作答。
quiz-live-answers = 📝 { $title }：正确答案
quiz-live-hint = （可选多项，每点一次选中或取消一项）
quiz-live-noted = 已记下您的答案：{ $given }。截止前可以修改。
quiz-live-taken-back = 已收回，这道题现在没有您的答案。截止前可以再答。
quiz-live-fixed = 这道题您已经作答，不能再改。
quiz-title-plain = { $title }
quiz-button-again = 再答一次
quiz-button-pick = 选题、抽题
quiz-button-extend = 给个别{ -comrade }延长
quiz-button-analysis = 试题分析
quiz-button-export = 导出成绩（xlsx）
quiz-button-result = 我的成绩
quiz-button-draw = 随机抽 { $n } 题
quiz-button-all = 全部题目
quiz-your-answers = 已交卷，您的答案：
quiz-handed-in = 已交卷，共答 { $n } 题。成绩和解析在 { $closes } 截止后公布。
quiz-done-unseen = 您已经交卷，成绩和解析在公布后可以查看。
quiz-below = 未达到 { $mark }% 的合格线。
quiz-time-is-up = 本次答题时间到，已答的题目已交卷。
quiz-took-no-part = 您没有参加测验《{ $title }》。
quiz-own-result = 您的成绩：{ $score }/{ $of } 分
quiz-one-attempt = 第 { $n } 次：{ $score } 分，{ $at }
quiz-results-out = 测验《{ $title }》的成绩和解析已公布。
quiz-option-feedback = 解析：{ $value ->
    [each] 每题答完即看
    [close] 公布成绩时看
   *[end] 交卷后看
}
quiz-option-whole = 作答方式：{ $value ->
    [true] 整卷一次作答
   *[other] 逐题作答
}
quiz-option-mixed = 题目和选项：{ $value ->
    [true] 每人次序不同
   *[other] 按题库次序
}
quiz-option-attempts = 可答次数：{ $value }
quiz-option-counts = 多次作答取：{ $value ->
    [last] 最后一次
    [mean] 平均分
   *[best] 最高分
}
quiz-option-minutes = 单次限时：{ $value ->
    [0] 不限
   *[other] { $value } 分钟
}
quiz-option-pass-mark = 合格线：{ $value ->
    [0] 不设
   *[other] { $value }%，不合格可补答一次
}
quiz-option-nameless = 群内排名：{ $value ->
    [true] 不显示姓名
   *[other] 显示姓名
}
quiz-option-review = 公布成绩：{ $value ->
    [true] 由我核对后公布
   *[other] 截止后自动公布
}
quiz-choose-questions =
    题库“{ $name }”共 { $n } 题。点选，或输入：
    题号：1-5 8 10
    抽题：防疫×5 多选×3 难度4×2 20题
    几套不同的卷子：20题 2份
quiz-tags = 题库的标签：{ $tags }
quiz-no-wish = 没看懂。题号在 1 到 { $n } 之间，例如：1-5 8 10；抽题例如：防疫×5 多选×3 20题 2份。
quiz-too-few = 题库里{ $sort }的题只有 { $there } 道，不够 { $wanted } 道。
quiz-sort-any = 可抽
quiz-sort-difficulty = 难度为 { $level }
quiz-sort-kind = 题型为{ $kind }
quiz-sort-tag = 标签为“{ $tag }”
quiz-more-questions = ……另有 { $n } 题
quiz-extend-whom = 给谁延长 { $minutes } 分钟？点选后本人会立即收到通知，不能撤回。（再点一次，再延长一次）
quiz-extended = 已为 { $name } 延长到 { $until }。
quiz-extended-you = 测验《{ $title }》为您延长到 { $until }。
quiz-sheet = 共 { $n } 题，{ $points } 分。请直接回复答案，例如：1A 2BC 3对；填空、数值、排序、连线题每题写一行，例如：4 为人民服务
quiz-sheet-hint = 没看懂。请这样回复：1A 2BC 3对；其他题型每题写一行，例如：4 为人民服务
quiz-sheet-missing = 已记下。还缺第 { $numbers } 题。
quiz-sheet-wrong = 第 { $numbers } 题的答案没看懂，请再写一次。
quiz-nobody-yet = 还没有人交卷。
quiz-analysis = 试题分析（{ $n } 份答卷）：
quiz-analysis-line = { $n }. { $prompt }：得分率 { $facility }%，区分度 { $discrimination }{ $doubtful ->
    [true] {" "}⚠ 请核对答案
   *[other] {""}
}
quiz-analysis-hint = ⚠：选某个错误选项的人比选正确答案的还多，或成绩好的人反而更容易答错。
quiz-analysis-words = 得分率、标准差、区分度按 Moodle 测验统计的方法计算；区分度是该题得分与其余各题得分的相关系数。
quiz-exported = 成绩、答卷和试题分析见附件。
quiz-file = { $kind ->
    [analysis] 试题分析
   *[results] 成绩
}
quiz-sheet-people = 成绩
quiz-sheet-answers = 答卷
quiz-sheet-questions = 试题分析
quiz-chart-scores = 得分率分布（人）
quiz-chart-questions = 各题得分率（%）
quiz-band-below = 不足 { $high }%
quiz-status = { $status ->
    [submitted] 已交卷
    [answering] 未交卷
   *[silent] 未参加
}
quiz-doubtful = { $doubtful ->
    [true] 请核对
   *[other] {""}
}
quiz-column = { $name ->
    [place] 名次
    [group] 小组
    [status] 状态
    [score] 得分
    [of] 满分
    [at] 交卷时间
    [number] 题号
    [question] 题目
    [kind] 题型
    [answers] 作答数
    [facility] 得分率（%）
    [deviation] 标准差（%）
    [discrimination] 区分度
    [options] 各选项人数
   *[key] 答案存疑
}
quiz-column-question = 第 { $n } 题
quiz-column-points = 第 { $n } 题得分
quiz-option-pace = 群里现场作答：{ $value ->
    [0] 题目同时给出
   *[other] 每题 { $value } 秒，答得快得分高
}
quiz-live-paced =
    测验开始：共 { $n } 题，满分 { $points } 分，每题 { $seconds } 秒，一题一题来。
    答对越快得分越高，请直接在题目上作答。
quiz-seconds = ⏳ { $n } 秒
quiz-too-slow = 这道题的时间已经过了，请看群里最新的一题。
quiz-leaders = 第 { $n } 题之后领先：
quiz-by-group = 小组排名（平均得分率）
quiz-rank-nameless = { $place } { $branch } { $score } 分
quiz-kind-count = { $kind } { $n } 题
quiz-file-title = 📄 { $name }
quiz-file-read = 已读入 { $n } 题，共 { $points } 分（尚未保存）：
quiz-file-too-large = 文件超过 { $megabytes } MB，没有读取。请拆分后再发。
quiz-file-unreachable = 没能取到文件“{ $name }”，请再发一次。
quiz-send-again = 什么都没有保存。改正后请把文件重新发来。
quiz-file-notes = 另外，文件中：
quiz-bank-changes = 已有同名题库：新增 { $added }，修改 { $changed }，不变 { $same }，停用 { $retired }。
quiz-bank-stored = 题库“{ $name }”已保存，共 { $n } 题。发“测验”即可用它出题。
quiz-button-store-and-go = ✔ 存为题库并安排测验
quiz-button-store = 只存为题库
quiz-evening = { $at }，{ $minutes } 分钟
quiz-no-template = 这个测验还没有题目，无法存为模板，也无法试做。
quiz-no-banks-yet =
    还没有题库。可以这样开始：
    · 把题库文件（xlsx、docx、GIFT 等）直接发给我；
    · 或在这里出题：现在就可以发第一题，一行一行发或整道题一起发都行。
quiz-button-write-anew = ✍ 不用题库，逐行出题
quiz-button-write = ＋ 再写一题
quiz-button-write-rest = ✍ 在这里补上有错的题
quiz-button-take-rest = 就用这 { $n } 题
quiz-button-look = 查看、修改题目
quiz-button-written = 写完了
quiz-button-next = ✔ 保存并写下一题
quiz-button-save = ✔ 保存修改
quiz-button-parts = 改一行
quiz-button-discard = 删去这题
quiz-button-leave-it = 不改了
quiz-button-cut = 删去这一行
quiz-button-true = 对
quiz-button-false = 错
quiz-button-kind = 改为{ $kind ->
    [order] 排序
   *[number] 数值
}题
quiz-part-line = { $part }：{ $said }
quiz-go-on = （直接发下一题，也会保存这一题。）
quiz-button-restore = ↶ 恢复刚删去的题
quiz-button-up = ↑ 上移
quiz-button-down = ↓ 下移
quiz-button-before = ‹ 上一题
quiz-button-after = 下一题 ›
quiz-button-change-it = 修改
quiz-button-remove = 删去
quiz-button-list = 返回列表
quiz-button-use = 只用于这次测验
quiz-writing = ✍ 第 { $n } 题
quiz-write-first =
    请发题目。一行一行发，或整道题、几道题一起发都行，例如：
    我国的首都是哪里？
    A. 上海
    B. 北京
    答案：B
    还可以加：解析：…、分值：2、标签：常识、题型：排序，或发一张图片。
quiz-write-next = 请发下一题；写完了就点“写完了”。
quiz-no-prompt = （还没有题目）
quiz-with-picture = （有图片）
quiz-feedback-of = 选 { $option } 时提示：{ $said }
quiz-part = { $part ->
    [prompt] 题目
    [picture] 图片
   *[options] 选项
}
quiz-part-option = 选项 { $letter }
quiz-which-part = 改哪一行？也可以直接重发那一行，例如“C. …”“答案：B”。
quiz-send-part = 请发新的“{ $part }”。
quiz-send-picture = 请发新的图片。
quiz-part-now = 现在是：{ $now }
quiz-no-answer-yet = { $options ->
    [0] 还差选项或答案：选择题接着发“A. …”；填空题发“答案：…”；判断题点“对”或“错”。
    [1] 接着发选项“{ $next }. …”。
   *[other] 还差答案：点选正确的选项（可多选），或发“答案：A”。还有选项就接着发“{ $next }. …”。
}
quiz-option-skipped = ⚠ 还没有选项 { $letter }，请补上“{ $letter }. …”。
quiz-one-option = 选项还不够，接着发“{ $next }. …”。
quiz-wrong-part = ⚠ { $part }：{ $why }
quiz-stray-first = 没记下“{ $line }”：请先发题目，再发选项和答案。
quiz-stray-line = 没记下“{ $line }”，不知道放在哪里。是选项请写“{ $next }. …”，是解析请写“解析：…”，是题目请写“题目：…”。
quiz-question-saved = 第 { $n } 题已保存。
quiz-questions-saved = 已保存 { $n } 题，现在共 { $all } 题。
quiz-question-dropped = 已删去，没有保存。
quiz-change-dropped = 没有修改。
quiz-unfinished = 这道题还不能保存，写的内容都在：
quiz-nothing-written = 还没有写题目。
quiz-too-many = 一次测验最多 { $n } 题。
quiz-still-writing = 题目还没写完。请先点“写完了”，再发布。
quiz-number = 第 { $n } 题
quiz-all-questions = 共 { $n } 题，{ $points } 分{ $pages ->
    [1] {""}
   *[other] （第 { $page }/{ $pages } 页）
}。点题号查看、修改；直接发内容就是再写一题。
quiz-listed = { $n }. { $prompt }（{ $kind }，{ $points } 分）
quiz-removed = 第 { $n } 题已删去。
quiz-written = 写好 { $n } 题，共 { $points } 分（尚未保存为题库）：
quiz-unnamed = 测验
quiz-button-title = 标题
quiz-ask-title = 上面是现在的标题。请发来新的标题（不超过 100 个字）；不改就点“返回”。
quiz-name-it = 名称：{ $name }。要改名，直接发新的名称。
quiz-no-name = 请发一个名称，不超过 { $most } 个字。
quiz-rest-is-right = 什么都没有保存。改正后请把文件重新发来，或在这里补上有错的题：其余 { $n } 题没有问题。

quiz-untitled = 未命名的测验（{ $day }）
quiz-todo-answer = 还没有答题
quiz-todo-submit = 还没有交卷
quiz-todo-publish = 请公布成绩

quiz-ask-plan-bank = 每次从哪个题库出题？点选，或写题库的名字。
quiz-ask-plan-questions = 每次出哪些题？点选，或直接写，例如“防疫×5 20题”。
quiz-ask-plan-minutes = 每次开放多长时间？点选，或直接写，例如“两天”。
quiz-field-plan-bank = 题库：{ $value }
quiz-field-plan-questions = 题目：{ $value }
quiz-field-plan-minutes = 开放：{ $value }
quiz-mine = { $score } 分（满分 { $of } 分）
quiz-mine-later = 已交卷，成绩还没公布
quiz-your-place = 您是第 { $place } 名，{ $score } 分。

quiz-archived = { $of } 人中 { $n } 人参加，平均得分率 { $average }%。
quiz-screen-opens = { $opens } 开始
quiz-screen-closed = 答题结束，等待公布结果。
quiz-screen-several = 可多选
