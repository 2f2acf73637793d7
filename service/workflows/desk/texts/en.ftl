command-start = start
about-start = Say hello
command-menu = menu|home
about-menu = See what's open
command-lang = language
about-lang = Change the language
command-settings = settings
about-settings = Language, linked chats and reminders
command-link = link
about-link = Link a chat on another platform
command-unlink = unlink
about-unlink = Unlink a chat
command-calendar = calendar
about-calendar = Subscribe to your talks in a calendar
command-care = care
about-care = Record who needs support
command-me = how i am|my status|me
about-me = Report how you are doing
command-help = help
about-help = How OrgLife works
command-cancel = cancel|never mind
about-cancel = Dismiss the open question
desk-greeting =
    Hello { $name }! You're connected to “{ $unit }”.
    Quizzes, discussions and talks will reach you in this chat. Answer by tapping or typing.
desk-button-menu = Menu
desk-button-language = 🌐 语言 / Language
desk-menu = Menu
desk-going-on = In progress:
desk-nothing-going-on = Nothing is in progress right now.
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
desk-language-changed = From now on I'll write to you in English.
desk-no-language = You can choose zh-CN (中文) or en (English).
desk-help =
    · When you receive a question or a notice, tap a button, or type its number or text.
    · To take part in a discussion, reply to its message in your branch's room.
    · Type “menu” to see what's in progress, “language” to change the language.
    · Type “wish” to ask your secretary or anyone in your branch for a talk, “my status” to report how you are doing.
    · While a question is waiting for your answer, put “/” before a command, as in “/help”. “cancel” dismisses the question.
    · Type “link” to continue on another platform, “settings” to choose where reminders go.
desk-not-understood = I don't understand that. Type “menu” to see what you can do.
desk-not-allowed = You don't have permission to do that.
desk-unknown-command = There is no such command, or you don't have permission to use it. Type “help” to see how OrgLife works.
desk-linked = Hello { $name }! This chat is now linked to you: what you do here and on your other platforms counts as one.
desk-button-settings = Settings
desk-settings = Settings
desk-linked-chats = Linked: { $names }
desk-reminders-go = Reminders and notices go to: { $name }. I answer wherever you write.
desk-reminders-stay = None of your chats can receive messages right now.
desk-button-channel = Send reminders to { $name }
desk-button-link = Link another platform
desk-button-unlink = Unlink
desk-which-to-unlink = Which one do you want to unlink? It will receive no more messages. Your answers and replies are kept.
desk-linked-since = { $name } (since { $day })
desk-button-keep = Keep linked
desk-unlink-last = { $name } is the only chat that reaches you. Without it you receive no messages, and need a new invitation code from your secretary to come back. Unlink it?
desk-button-unlink-last = Yes, unlink it
desk-unlinked = { $name } is no longer linked and will receive no more messages.
desk-no-channel = This chat is no longer linked to you. Type “settings” to see your linked chats.
desk-button-reminders = Talk reminders
desk-button-calendar = My calendar
desk-button-me = My status
desk-duration = { $unit ->
    [days] { $n ->
        [one] 1 day
       *[other] { $n } days
    }
    [hours] { $n ->
        [one] 1 hour
       *[other] { $n } hours
    }
   *[minutes] { $n ->
        [one] 1 minute
       *[other] { $n } minutes
    }
}
desk-reminders-now = You are reminded before each talk: { $when }
desk-reminders-none = You are not reminded of talks.
desk-reminders-usual = Talk reminders follow your branch's default.
desk-ask-reminders = When should they come? Tap, or type times such as “1d, 2h, 10m”. Changes apply from the next talk you agree on:
desk-no-reminders = I don't understand that. Try: 1d, 2h, 10m (up to { $most }, within 30 days).
desk-button-no-reminders = No reminders
desk-button-usual-reminders = Branch default
desk-calendar = You can subscribe to your talks in your calendar. Times, people and places stay up to date, and nothing confidential is included. The link is only for you: anyone who has it can see your talks, so don't share it. Creating a new link or disabling the link ends the old one for good.
desk-button-feed = Create a new link (replaces the old one)
desk-button-unfeed = Disable link
desk-calendar-link = 🔒 Your calendar link (add it as a subscribed calendar):
desk-calendar-closed = The link is disabled and no longer works.
desk-ask-circumstances = How are you doing right now? Your answer is stored encrypted, and visible only to you and people with permission, such as your secretary. People who need support are contacted first.
desk-circumstance = { $kind ->
    [quarantine] In quarantine
    [ill] Ill
    [hardship] In hardship
    [abroad] Abroad
    [away] Away from home
   *[well] All is well
}
desk-circumstances-kept = Stored encrypted, thank you. If things change, type “my status”.
desk-care = 🔒 People who need support (don't share this):
desk-care-line = { $name }: { $how } (since { $day })
desk-care-nobody = No one is listed right now.
desk-care-ask = To add or change an entry, type a name and a status, such as “Zhang Wei quarantine”, “Li Hua away”, “Zhang Wei well” (quarantine, ill, hardship, abroad, away, well). It is stored encrypted. They are invited first in a round of talks.
desk-care-kept = Stored encrypted: { $name }. Your message is removed from the chat where possible.
desk-no-care = I don't understand that. Type a name and a status, such as “Zhang Wei away”.
desk-care-some = They are invited first in a round of talks.
desk-button-tend = Add or change
desk-button-back = Back
desk-help-more = You can also:
desk-help-start = { $kind ->
    [quiz] · /quiz prepares a quiz from a bank, from a file you send me (xlsx, docx, GIFT …), or from questions you write here
    [discussion] · /discussion starts a discussion: contributions are collected into a record
   *[talk] · /talk arranges talks: you offer times, and people choose
}
desk-help-again = · “More actions…” in a panel: try a draft as a member before it is announced, or save it as a template
desk-help-bind = · /bind in a room (or topic) makes it your branch's room
desk-help-room = Notices appear here: tap a button, or reply to the message, to take part. For everything else, write to me in private: “menu”.
desk-nothing-open = No question is waiting for an answer. To cancel an activity, type “menu” and open it.
desk-more = { $kind ->
    [quiz] More actions for the quiz “{ $title }”:
    [discussion] More actions for “{ $title }”:
   *[talk] More actions for “{ $title }”:
}
desk-button-keep-template = Save as template
desk-button-templates = ＋ New from a template
desk-templates-title = 🗂 Templates
desk-ask-template-name = Name the template: tap the name below, or type one. A template keeps content and settings, but no times, people or answers. Your branch and those below it can use it.
desk-bad-name = Enter a name of 1 to { $most } characters.
desk-name-taken = There is already a template named “{ $name }”. Choose another name.
desk-ask-replace = There is already a template named “{ $name }” (saved { $at }). Replace it, or type another name.
desk-button-replace = Replace
desk-template-kept = Saved as the template “{ $name }”. Find it under “Menu → New from a template”.
desk-no-template = I can't find it; it may have been deleted or renamed. Type “menu” to see what there is.
desk-no-templates = There are no templates you can use right now.
desk-choose-template = Tap a template to start a draft from it. You only need to set the times:
desk-button-tidy = Manage templates (rename, delete)
desk-tidy-template = Which one?
desk-template-facts = Branch: { $unit }; saved by { $by }, { $at }
desk-button-rename = Rename
desk-button-drop-template = Delete
desk-ask-new-name = Type the new name for the template “{ $name }”.
desk-template-renamed = The template “{ $before }” is now called “{ $name }”.
desk-ask-drop-template = Delete the template “{ $name }”? This can't be undone. Activities created from it are not affected.
desk-button-drop-template-yes = Yes, delete it
desk-template-dropped = The template “{ $name }” was deleted.
desk-button-rehearse = Try it as a member
desk-rehearsed = [Dry run]
desk-rehearsal-title = 🎭 Dry run
desk-rehearsal-begun = { $kind ->
    [quiz] The dry run of “{ $title }” has started: the quiz opens right away.
    [discussion] The dry run of “{ $title }” has started: it is published right away.
   *[talk] The dry run of “{ $title }” has started: it is sent right away.
    }
    What members and the room would receive now goes only to you, marked [Dry run]. Tap and type as a member would. No one else sees it, and nothing counts.
    It ends by itself after an hour, or whenever you like, and nothing is kept.
desk-button-unrehearse = End dry run
desk-rehearsal-ended = The dry run is over, and nothing was kept. Messages marked [Dry run] no longer work.
desk-button-to-draft = Back
desk-button-rehearse-again = Try it again
desk-rehearsal-over = That dry run is over. Type “menu” to see what you can do.
desk-too-late = Only drafts and activities that haven't started can have a dry run. This one has started or is over.
