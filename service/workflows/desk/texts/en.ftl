command-start = start
about-start = Say hello
command-menu = menu|home
about-menu = What is going on
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
about-care = Note who needs care
command-me = how i am|me
about-me = Say how you are
command-help = help
about-help = How this works
command-cancel = cancel|never mind
about-cancel = Leave the question that is open
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
    · Type “wish” to ask for a talk with your secretary or anybody in your branch, “me” to say how you are.
    · While a question waits for your answer, put “/” before a command, as in “/help”; “cancel” leaves the question.
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
desk-button-reminders = When I am reminded
desk-button-calendar = My calendar
desk-button-me = How I am
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
desk-reminders-now = You are reminded before a talk: { $when }
desk-reminders-none = You are not reminded of talks.
desk-reminders-usual = You are reminded of talks as your branch has it.
desk-ask-reminders = When shall it be? Tap, or type it, such as “1d, 2h, 10m”. It holds from the next talk on:
desk-no-reminders = I did not understand that. Try: 1d, 2h, 10m ({ $most } at most, within 30 days).
desk-button-no-reminders = No reminders
desk-button-usual-reminders = As my branch has it
desk-calendar = You may subscribe to your own talks in your calendar: times, people and places keep up to date, and nothing confidential is in it. The link is for you alone: whoever has it can look, so please don't pass it on. Another link, or none any more, ends the old one for good.
desk-button-feed = Give me a new link (an old one ends)
desk-button-unfeed = End the link
desk-calendar-link = 🔒 The link to your calendar (add it as a subscribed calendar):
desk-calendar-closed = The link is ended; nobody can use it any more.
desk-ask-circumstances = How are you just now? It is stored encrypted, and known only to you and to those the rules name, such as your secretary; who needs care is called first.
desk-circumstance = { $kind ->
    [quarantine] In quarantine
    [ill] Ill
    [hardship] In difficulty
    [abroad] Abroad
    [away] Away from home
   *[well] All is well
}
desk-circumstances-kept = Stored encrypted, thank you. When things change, type “me” and say so.
desk-care = 🔒 Who needs care (please don't pass it on):
desk-care-line = { $name }: { $how } (since { $day })
desk-care-nobody = Nobody is listed just now.
desk-care-ask = To list somebody or change it, type a name and how they are, such as “Zhang Wei quarantine”, “Li Hua away”, “Zhang Wei well” (quarantine, ill, hardship, abroad, away, well). It is stored encrypted; in a round of talks they are asked first.
desk-care-kept = Stored encrypted: { $name }. What you typed is taken out of the chat where possible.
desk-no-care = I did not understand that. Please type a name and how they are, such as “Zhang Wei away”.
desk-care-some = In a round of talks they are asked first.
desk-button-tend = List or change
desk-button-back = Back
desk-help-more = You may also:
desk-help-start = { $kind ->
    [quiz] · /quiz prepare a quiz from a bank, from a file that you send me (xlsx, docx, GIFT …), or by writing the questions here
    [discussion] · /discussion open a discussion: what is said is gathered into a record
   *[talk] · /talk arrange talks: offer times, and people choose
}
desk-help-again = · “More actions…” in a panel: try a draft out as a member before it is announced; save it as a template for the next time
desk-help-bind = · /bind in a room (or topic) makes it the room of your branch
desk-help-room = Notices appear here: tap a button, or reply to the message, to take part. For everything else, write to me in private: “menu”.
desk-nothing-open = There is no question open. To cancel an activity, type “menu” and open it.
desk-more = { $kind ->
    [quiz] What else can be done with the quiz “{ $title }”:
    [discussion] What else can be done with “{ $title }”:
   *[talk] What else can be done with “{ $title }”:
}
desk-button-keep-template = Save as a template
desk-button-templates = ＋ New from a template
desk-templates-title = 🗂 Templates
desk-ask-template-name = Name the template: tap the name below, or type one. It keeps content and settings, but no times, people or answers; your branch and those below it can use it.
desk-bad-name = A name has 1 to { $most } characters.
desk-name-taken = There is a template “{ $name }” already; please choose another name.
desk-ask-replace = There is a template “{ $name }” already (saved { $at }). Replace it with this one? Or type another name.
desk-button-replace = Replace it
desk-template-kept = Saved as the template “{ $name }”. It is under “menu → New from a template” whenever you need it.
desk-no-template = It is not there; it may have been deleted or renamed. Type “menu” to see what there is.
desk-no-templates = There is no template that you may use just now.
desk-choose-template = Tap a template to begin a draft from it; only the times are left to choose:
desk-button-tidy = Tidy up (rename, delete)
desk-tidy-template = Which one?
desk-template-facts = Branch: { $unit }; saved by { $by }, { $at }
desk-button-rename = Rename
desk-button-drop-template = Delete
desk-ask-new-name = What shall the template “{ $name }” be called? Type the new name.
desk-template-renamed = The template “{ $before }” is now called “{ $name }”.
desk-ask-drop-template = Delete the template “{ $name }”? It can't be brought back; activities made from it stay as they are.
desk-button-drop-template-yes = Yes, delete it
desk-template-dropped = The template “{ $name }” is deleted.
desk-button-rehearse = Try it out as a member
desk-rehearsed = [Rehearsal]
desk-rehearsal-title = 🎭 Rehearsal
desk-rehearsal-begun = { $kind ->
    [quiz] The rehearsal of “{ $title }” has begun: the quiz opens right away.
    [discussion] The rehearsal of “{ $title }” has begun: it is published right away.
   *[talk] The rehearsal of “{ $title }” has begun: it is sent right away.
    }
    What members and the room would get comes to you alone now, marked [Rehearsal]; tap and type as a member does. Nobody else sees it, and it counts nowhere.
    It ends by itself after an hour, or whenever you like; nothing of it is kept.
desk-button-unrehearse = End the rehearsal
desk-rehearsal-ended = The rehearsal is over, and nothing of it is kept. The messages above marked [Rehearsal] no longer work.
desk-button-to-draft = Back
desk-button-rehearse-again = Try it again
desk-rehearsal-over = That rehearsal is over. Type “menu” to see what can be done.
desk-too-late = Only drafts, and what has not begun, can be rehearsed; this one has begun already or is over.
