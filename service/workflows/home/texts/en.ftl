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
home-greeting =
    Hello { $name }! You belong to “{ $unit }” here now.
    Quizzes, discussions and talks will reach you in this chat; answer by tapping or by typing.
home-button-menu = Menu
home-button-language = 🌐 语言 / Language
home-menu = Menu
home-going-on = Going on now:
home-nothing-going-on = Nothing is going on just now.
home-running = { $kind ->
    [quiz] 📝 { $title }
    [discussion] 💬 { $title }
   *[talk] 🤝 { $title }
}
home-start = { $kind ->
    [quiz] ＋ New quiz
    [discussion] ＋ New discussion
   *[talk] ＋ Arrange a talk
}
home-choose-language = 选择语言 / Choose a language
home-language-changed = From now on I speak English with you.
home-no-language = You may choose zh-CN (中文) or en (English).
home-help =
    · When a question or a notice arrives, tap a button, or type its number or its words.
    · To take part in a discussion, reply to its message in your branch's room.
    · Type “menu” to see what is going on, “language” to change the language.
    · Type “wish” to ask for a talk with your secretary or anybody in your branch, “me” to say how you are.
    · While a question waits for your answer, put “/” before a command, as in “/help”; “cancel” leaves the question.
    · Type “link” to go on on another platform, “settings” to choose where reminders go.
home-not-understood = I did not understand that. Type “menu” to see what can be done.
home-not-allowed = You may not do that.
home-unknown-command = There is no such command, or you may not use it. Type “help” to see how this works.
home-linked = Hello { $name }! This chat is yours now: what you do here and on your other platforms counts as one.
home-button-settings = Settings
home-settings = Settings
home-linked-chats = Linked: { $names }
home-reminders-go = Reminders and notices go to: { $name }. You are answered wherever you write.
home-reminders-stay = No chat of yours can be written to just now.
home-button-channel = Send reminders to { $name }
home-button-link = Link another platform
home-button-unlink = Unlink
home-which-to-unlink = Which one is to be unlinked? Nothing will come there any more; your answers and replies are kept.
home-linked-since = { $name } (since { $day })
home-button-keep = Keep it
home-unlink-last = { $name } is the only chat that reaches you. Without it you hear of nothing, and need a new invitation code from your secretary to come back. Unlink it?
home-button-unlink-last = Yes, unlink it
home-unlinked = { $name } is not linked any more; nothing will come there.
home-no-channel = This chat is no longer among those linked to you. Type “settings” to see how things stand.
home-button-reminders = When I am reminded
home-button-calendar = My calendar
home-button-me = How I am
home-duration = { $unit ->
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
home-reminders-now = You are reminded before a talk: { $when }
home-reminders-none = You are not reminded of talks.
home-reminders-usual = You are reminded of talks as your branch has it.
home-ask-reminders = When shall it be? Tap, or type it, such as “1d, 2h, 10m”. It holds from the next talk on:
home-no-reminders = I did not understand that. Try: 1d, 2h, 10m ({ $most } at most, within 30 days).
home-button-no-reminders = No reminders
home-button-usual-reminders = As my branch has it
home-calendar = You may subscribe to your own talks in your calendar: times, people and places keep up to date, and nothing confidential is in it. The link is for you alone: whoever has it can look, so please don't pass it on. Another link, or none any more, ends the old one for good.
home-button-feed = Give me a new link (an old one ends)
home-button-unfeed = End the link
home-calendar-link = 🔒 The link to your calendar (add it as a subscribed calendar):
home-calendar-closed = The link is ended; nobody can use it any more.
home-ask-circumstances = How are you just now? It is stored encrypted, and known only to you and to those the rules name, such as your secretary; who needs care is called first.
home-circumstance = { $kind ->
    [quarantine] In quarantine
    [ill] Ill
    [hardship] In difficulty
    [abroad] Abroad
    [away] Away from home
   *[well] All is well
}
home-circumstances-kept = Stored encrypted, thank you. When things change, type “me” and say so.
home-care = 🔒 Who needs care (please don't pass it on):
home-care-line = { $name }: { $how } (since { $day })
home-care-nobody = Nobody is listed just now.
home-care-ask = To list somebody or change it, type a name and how they are, such as “Zhang Wei quarantine”, “Li Hua away”, “Zhang Wei well” (quarantine, ill, hardship, abroad, away, well). It is stored encrypted; in a round of talks they are asked first.
home-care-kept = Stored encrypted: { $name }. What you typed is taken out of the chat where possible.
home-no-care = I did not understand that. Please type a name and how they are, such as “Zhang Wei away”.
home-care-some = In a round of talks they are asked first.
home-button-tend = List or change
home-button-back = Back
home-help-more = You may also:
home-help-start = { $kind ->
    [quiz] · /quiz prepare a quiz from a bank, from a file that you send me (xlsx, docx, GIFT …), or by writing the questions here
    [discussion] · /discussion open a discussion: what is said is gathered into a record
   *[talk] · /talk arrange talks: offer times, and people choose
}
home-help-again = · “More actions…” in a panel: try a draft out as a member before it is announced; save it as a template for the next time
home-help-bind = · /bind in a room (or topic) makes it the room of your branch
home-help-room = Notices appear here: tap a button, or reply to the message, to take part. For everything else, write to me in private: “menu”.
home-nothing-open = There is no question open. To cancel an activity, type “menu” and open it.
home-more = { $kind ->
    [quiz] What else can be done with the quiz “{ $title }”:
    [discussion] What else can be done with “{ $title }”:
   *[talk] What else can be done with “{ $title }”:
}
home-button-keep-template = Save as a template
home-button-templates = ＋ New from a template
home-templates-title = 🗂 Templates
home-ask-template-name = Name the template: tap the name below, or type one. It keeps content and settings, but no times, people or answers; your branch and those below it can use it.
home-bad-name = A name has 1 to { $most } characters.
home-name-taken = There is a template “{ $name }” already; please choose another name.
home-ask-replace = There is a template “{ $name }” already (saved { $at }). Replace it with this one? Or type another name.
home-button-replace = Replace it
home-template-kept = Saved as the template “{ $name }”. It is under “menu → New from a template” whenever you need it.
home-no-template = It is not there; it may have been deleted or renamed. Type “menu” to see what there is.
home-no-templates = There is no template that you may use just now.
home-choose-template = Tap a template to begin a draft from it; only the times are left to choose:
home-button-tidy = Tidy up (rename, delete)
home-tidy-template = Which one?
home-template-facts = Branch: { $unit }; saved by { $by }, { $at }
home-button-rename = Rename
home-button-drop-template = Delete
home-ask-new-name = What shall the template “{ $name }” be called? Type the new name.
home-template-renamed = The template “{ $before }” is now called “{ $name }”.
home-ask-drop-template = Delete the template “{ $name }”? It can't be brought back; activities made from it stay as they are.
home-button-drop-template-yes = Yes, delete it
home-template-dropped = The template “{ $name }” is deleted.
home-button-rehearse = Try it out as a member
home-rehearsed = [Rehearsal]
home-rehearsal-title = 🎭 Rehearsal
home-rehearsal-begun = { $kind ->
    [quiz] The rehearsal of “{ $title }” has begun: the quiz opens right away.
    [discussion] The rehearsal of “{ $title }” has begun: it is published right away.
   *[talk] The rehearsal of “{ $title }” has begun: it is sent right away.
    }
    What members and the room would get comes to you alone now, marked [Rehearsal]; tap and type as a member does. Nobody else sees it, and it counts nowhere.
    It ends by itself after an hour, or whenever you like; nothing of it is kept.
home-button-unrehearse = End the rehearsal
home-rehearsal-ended = The rehearsal is over, and nothing of it is kept. The messages above marked [Rehearsal] no longer work.
home-button-to-draft = Back
home-button-rehearse-again = Try it again
home-rehearsal-over = That rehearsal is over. Type “menu” to see what can be done.
home-too-late = Only drafts, and what has not begun, can be rehearsed; this one has begun already or is over.
