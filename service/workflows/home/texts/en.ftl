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
home-greeting =
    Hello { $name }! You're connected to “{ $unit }”.
    Quizzes, discussions and talks will reach you in this chat. Answer by tapping or typing.
home-button-menu = Menu
home-button-lang = 🌐 语言 / Language
home-menu = Menu
home-going-on = In progress:
home-button-ongoing = All in progress ({ $n })
home-button-begin = ＋ Start an activity…
home-begin = What would you like to start?
home-button-rest = More…
home-rest = More:
home-button-care = Who needs support
home-nothing-going-on = Nothing is in progress right now.
home-choose-language = 选择语言 / Choose a language
home-language-changed = From now on I'll write to you in English.
home-no-language = You can choose zh-CN (中文) or en (English).
home-help =
    · When you receive a question or a notice, tap a button, or type its number or text.
    · To take part in a discussion, reply to its message in your branch's room, or choose “Have my say” below it.
    · Type “to do” to see what waits for you, “menu” to see what's in progress, “language” to change the language.
    · Type “wish” to ask your secretary or anyone in your branch for a talk, “my status” to report how you are doing.
    · These words work while a question is waiting for your answer, too; “cancel” dismisses the question.
    · Type “link” to continue on another platform, “settings” to choose where reminders go.
home-unreadable = I can only read words and files, not stickers, places or polls. Please write it in words, or type “menu”.
home-ask-words = You wrote “{ $words }” in the room. Does that count as your contribution to “{ $title }”?
home-ask-words-which = You wrote “{ $words }” in the room. Is it a contribution to one of these?
home-button-mine = Yes, count it
home-button-mine-of = To “{ $title }”
home-button-loose = No
home-words-counted = OK, { $n ->
    [one] your message has
   *[other] { $n } messages have
} been passed on as your contribution; what is collected gets a mark in the room.
home-words-dropped = OK, it doesn't count, and I won't ask about what you say in the room during this discussion. To contribute, choose “Have my say” below the topic, or reply to it.
home-file-unasked = Nothing is waiting for a file just now, and I can read neither pictures nor recordings by themselves. To contribute a file, open what you want to contribute to from “menu” first; anything else please write in words.
home-not-understood = I don't understand that. Type “menu” to see what you can do.
home-not-allowed = You don't have permission to do that.
home-unknown-command = There is no such command, or you don't have permission to use it. Type “help” to see how OrgLife works.
home-linked = Hello { $name }! This chat is now linked to you: what you do here and on your other platforms counts as one.
home-button-settings = Settings
home-settings = Settings
home-linked-chats = Linked: { $names }
home-reminders-go = Reminders and notices go to: { $name }. I answer wherever you write.
home-reminders-stay = None of your chats can receive messages right now.
home-button-channel = Send reminders to { $name }
home-button-link = Link another platform
home-button-unlink = Unlink
home-which-to-unlink = Which one do you want to unlink? It will receive no more messages. Your answers and replies are kept.
home-linked-since = { $name } (since { $day })
home-button-stay-linked = Keep linked
home-unlink-last = { $name } is the only chat that reaches you. Without it you receive no messages, and need a new invitation code from your secretary to come back. Unlink it?
home-button-unlink-yes = Yes, unlink it
home-unlinked = { $name } is no longer linked and will receive no more messages.
home-no-member = This member is no longer in the roster, or is no longer active.
home-no-channel = This chat is no longer linked to you. Type “settings” to see your linked chats.
home-button-reminders = Talk reminders
home-button-calendar = My calendar
home-button-me = My status
home-reminders-now = You are reminded before each talk: { $when }
home-reminders-none = You are not reminded of talks.
home-reminders-usual = Talk reminders follow your branch's default.
home-ask-reminders = When should they come? Tap, or type times such as “1d, 2h, 10m”. Changes apply from the next talk you agree on:
home-no-reminders = I don't understand that. Try: 1d, 2h, 10m (up to { $most }, within 30 days).
home-button-no-reminders = No reminders
home-button-usual-reminders = Branch default
home-calendar = You can subscribe to your talks in your calendar. Times, people and places stay up to date, and nothing confidential is included. The link is only for you: anyone who has it can see your talks, so don't share it. Creating a new link or disabling the link ends the old one for good.
home-button-feed = Create a new link (replaces the old one)
home-button-unfeed = Disable link
home-calendar-link = 🔒 Your calendar link (add it as a subscribed calendar):
home-calendar-closed = The link is disabled and no longer works.
home-ask-circumstances = How are you doing right now? Your answer is stored encrypted, and visible only to you and people with permission, such as your secretary. People who need support are contacted first.
home-circumstance = { $kind ->
    [quarantine] In quarantine
    [ill] Ill
    [hardship] In hardship
    [abroad] Abroad
    [away] Away from home
   *[well] All is well
}
home-circumstances-kept = Stored encrypted, thank you. If things change, type “my status”.
home-care = 🔒 People who need support (don't share this):
home-care-line = { $name }: { $how } (since { $day })
home-care-nobody = No one is listed right now.
home-care-ask = To add or change an entry, type a name and a status, such as “Zhang Wei quarantine”, “Li Hua away”, “Zhang Wei well” (quarantine, ill, hardship, abroad, away, well). It is stored encrypted. They are invited first in a round of talks.
home-care-kept = Stored encrypted: { $name }. Your message is removed from the chat where possible.
home-no-care = I don't understand that. Type a name and a status, such as “Zhang Wei away”.
home-care-some = They are invited first in a round of talks.
home-button-tend = Add or change
home-help-more = You can also:
home-help-again = · “More actions…” in a panel: try a draft as a member before it is announced, or save it as a template
home-help-bind = · { $slash }bind in a room (or topic) makes it your branch's room
home-help-room = Notices appear here: tap a button, or reply to the message, to take part. For everything else, write to me in private: “menu”.
home-nothing-open = No question is waiting for an answer. To cancel an activity, type “menu” and open it.
home-more = More actions for “{ $title }”:
home-button-keep = Save as template
home-button-templates = ＋ New from a template
home-templates-title = 🗂 Templates
home-ask-template-name = Name the template: tap the name below, or type one. A template keeps content and settings, but no times, people or answers. Your branch and those below it can use it.
home-bad-name = Enter a name of 1 to { $most } characters.
home-name-taken = There is already a template named “{ $name }”. Choose another name.
home-ask-replace = There is already a template named “{ $name }” (saved { $at }). Replace it, or type another name.
home-button-kept-yes = Replace
home-template-kept = Saved as the template “{ $name }”. Find it under “Menu → Start an activity → New from a template”.
home-no-template = I can't find it; it may have been deleted or renamed. Type “menu” to see what there is.
home-no-templates = There are no templates you can use right now.
home-choose-template = Tap a template to start a draft from it. You only need to set the times:
home-button-tidy = Manage templates (rename, delete)
home-tidy-template = Which one?
home-template-facts = Branch: { $unit }; saved by { $by }, { $at }
home-button-rename = Rename
home-button-toss = Delete
home-ask-new-name = Type the new name for the template “{ $name }”.
home-template-renamed = The template “{ $before }” is now called “{ $name }”.
home-ask-drop-template = Delete the template “{ $name }”? This can't be undone. Activities created from it are not affected.
home-button-toss-yes = Yes, delete it
home-template-dropped = The template “{ $name }” was deleted.
home-button-rehearse = Try it as a member
home-rehearsed = [Dry run]
home-rehearsal-title = 🎭 Dry run
home-rehearsal-begun =
    The dry run of “{ $title }” has started: it opens right away.
    What members and the room would receive now goes only to you, marked [Dry run]. Tap and type as a member would. No one else sees it, and nothing counts.
    The deadline is the one you set; to see how it ends, close it early from the panel.
    It ends by itself after an hour, or whenever you like, and nothing is kept.
home-button-unrehearse = End dry run
home-rehearsal-ended = The dry run is over, and nothing was kept. Messages marked [Dry run] no longer work.
home-button-rehearse-again = Try it again
home-rehearsal-over = That dry run is over. Type “menu” to see what you can do.
home-too-late = Only drafts and activities that haven't started can have a dry run. This one has started or is over.
command-members = members|roster
about-members = Manage the branch's members
home-button-members = 👥 Members
home-members = 👥 { $unit }
home-members-count = { $n ->
    [one] One member
   *[other] { $n } members
}, { $missing ->
    [0] all have joined. Tap a name to see what you can do.
   *[other] { $missing } have not joined yet. Tap a name to see what you can do.
}
home-member-joined = joined
home-member-not-joined = not joined yet
home-member-gone = Has left, gets no more messages and counts nowhere.
home-member-changed = Changed.
home-button-newcomer = ＋ Add a member
home-button-invite = Invitation code
home-button-roles = Change role
home-button-standings = Change standing
home-button-moves = Move to another branch
home-button-leave = Leaves the branch…
home-button-leave-yes = Yes, has left
home-button-rejoin = Take back in
home-button-move-yes = Yes, move
home-button-hand = Ask the unit above
home-ask-leave = { $name } will be able to do nothing more, get no messages and count nowhere; what they did stays under their name. You can take them back in at any time.
home-ask-move = Move { $name } to “{ $unit }”, with their chats and what they did?
home-ask-where = Where does { $name } move?
home-ask-member = { $what ->
    [role] What is { $name } in the branch?
   *[other] What is { $name }'s standing now?
}
home-move-wanted = { $by } asks you to move { $name } of { $unit } to another branch.
home-move-handed = Passed on to { $names }.
home-nobody-above = No one in the unit above can do this. Please ask the administrator.
home-ask-newcomer = Type the new member's name; if someone has the same name, add a group: Li Hua, Group two
home-no-name = Type a name, such as: Li Hua
home-name-known = There is already { $names }. If this is someone else, add a group to tell them apart: Li Hua, Group two

command-today = today
about-today = What is for today
home-today = { $n ->
        [0] Nothing waits for you today.
       *[other] Today, { $day }:
    }
command-todo = todo|to do
about-todo = What waits for you
home-button-todo = 📌 To do ({ $n })
home-todo = Waiting for you:
home-todo-line = · { $what }
home-todo-due = · { $what } (by { $due })
home-todo-nothing = Nothing is waiting for you.
home-button-drafts = Drafts and scheduled ({ $n })
home-drafts = Drafts, and what hasn't started:
home-button-plans = Recurring ({ $n })
home-plans = Recurring:
command-results = results|my results|my contributions|mine
about-results = Your results, contributions and hours
command-past = past|past activities|history
about-past = Activities that are over
home-button-results = My results
home-button-past = Past activities
home-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
home-results-none = Your results, contributions and hours will be listed here. There are none yet.
home-results-hours = You gave { $hours } hours in all.
home-past-none = No activity ended this month.
home-took-part = { $n } took part
