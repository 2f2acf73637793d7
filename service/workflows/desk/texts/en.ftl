command-start = start
command-menu = menu|home
command-lang = language
command-help = help
desk-greeting =
    Hello { $name }! You belong to “{ $unit }” here now.
    Quizzes, discussions and talks will reach you in this chat; answer by tapping or by typing.
desk-button-menu = Menu
desk-button-language = 🌐 语言 / Language
desk-menu = Menu
desk-going-on = Going on now:
desk-nothing-going-on = Nothing is going on just now.
desk-running = { $kind ->
    [quiz] 📝 { $title }
    [discussion] 💬 { $title }
   *[talk] 🤝 { $title }
}
desk-start = { $kind ->
    [quiz] ＋ New quiz
    [discussion] ＋ New discussion
   *[talk] ＋ Arrange a talk
}
desk-choose-language = 选择语言 / Choose a language
desk-language-changed = From now on I speak English with you.
desk-no-language = You may choose zh-CN (中文) or en (English).
desk-help =
    · When a question or a notice arrives, tap a button, or type its number or its words.
    · To take part in a discussion, reply to its message in your branch's room.
    · Type “menu” to see what is going on, “language” to change the language.
desk-not-understood = I did not understand that. Type “menu” to see what can be done.
desk-not-allowed = You may not do that.
desk-unknown-command = There is no such command, or you may not use it. Type “help” to see how this works.
