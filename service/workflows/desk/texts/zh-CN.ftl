command-start = 开始
command-menu = 菜单|主页
command-lang = 语言
command-help = 帮助|怎么用
desk-greeting =
    { $name }，您好！您已加入“{ $unit }”。
    测验、讨论和谈心的通知会发到这里，点按钮或直接输入都可以回答。
desk-button-menu = 菜单
desk-button-language = 🌐 语言 / Language
desk-menu = 菜单
desk-going-on = 正在进行：
desk-nothing-going-on = 现在没有进行中的活动。
desk-running = { $kind ->
    [quiz] 📝 { $title }
    [discussion] 💬 { $title }
   *[talk] 🤝 { $title }
}
desk-start = { $kind ->
    [quiz] ＋ 新的测验
    [discussion] ＋ 新的讨论
   *[talk] ＋ 约一次谈心
}
desk-choose-language = 选择语言 / Choose a language
desk-language-changed = 以后用中文和您说话。
desk-no-language = 可以选：zh-CN（中文）、en（English）。
desk-help =
    · 收到题目或通知，点按钮，或输入选项的编号、文字。
    · 参加讨论：在支部群里回复那条讨论消息。
    · 输入“菜单”看正在进行的活动，输入“语言”切换中英文。
desk-not-understood = 没看懂。输入“菜单”可以看到现在能做什么。
desk-not-allowed = 您没有这个权限。
desk-unknown-command = 没有这个命令，或您没有使用它的权限。输入“帮助”看用法。
