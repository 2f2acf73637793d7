command-start = start
command-menu = menu|home
command-lang = language
command-settings = settings
command-link = link
command-unlink = unlink
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
    · Type “link” to go on on another platform, “settings” to choose where reminders go.
desk-not-understood = I did not understand that. Type “menu” to see what can be done.
desk-not-allowed = You may not do that.
desk-unknown-command = There is no such command, or you may not use it. Type “help” to see how this works.
desk-linked = Hello { $name }! This chat is yours now: what you do here and on your other platforms counts as one.
desk-button-settings = Settings
desk-settings = Settings
desk-linked-chats = Linked: { $names }
desk-reminders-go = Reminders and notices go to: { $name }. You are answered wherever you write.
desk-reminders-stay = No chat of yours can be written to just now.
desk-button-channel = Send reminders to { $name }
desk-button-link = Link another platform
desk-button-unlink = Unlink
desk-which-to-unlink = Which one is to be unlinked? Nothing will come there any more; your answers and replies are kept.
desk-linked-since = { $name } (since { $day })
desk-button-keep = Keep it
desk-unlink-last = { $name } is the only chat that reaches you. Without it you hear of nothing, and need a new invitation code from your secretary to come back. Unlink it?
desk-button-unlink-last = Yes, unlink it
desk-unlinked = { $name } is not linked any more; nothing will come there.
desk-no-channel = This chat is no longer among those linked to you. Type “settings” to see how things stand.
