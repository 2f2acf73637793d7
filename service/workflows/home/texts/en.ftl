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
command-tokens = tokens|API tokens
about-tokens = Tokens with which another system of yours reads the figures
command-dashboard = dashboard
about-dashboard = Pages with the figures of your unit and those below
command-archive = archive|handbook
about-archive = A year of your unit as a handbook and an archive
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
home-button-dashboard = Dashboard
home-button-archive = Archive of the year
home-button-archive-of = { $year }
home-button-archives = Units below…
home-archives = Whose? (There are { $n }; at most { $most } are listed. Or type “{ $slash }archive NAME YEAR”.)
home-archive-sent = 📦 The archive of { $unit } for { $year }: the handbook, its lists, everything as data, and a checksum of each file. What was said in talks, confidential matters and anonymous contributions are not in it.
home-archived-just-now = One has just been made. Please wait { $seconds } seconds.
home-no-archive = { $why ->
    [no_unit] There is no such unit. Type “{ $slash }archive NAME 2026”.
    [no_year] That year has not begun, or is too early. Type this year or an earlier one, such as “{ $slash }archive 2025”.
    [too_much] The year holds too much for one archive. Make one for each unit below.
   *[not_allowed] Only who leads this unit, or leads it from above, can make its archive.
}
home-reports-ended = No more reports. To have them again, type “dashboard” and choose each week or month at the end of Today.
home-office-ended = Signed out: that browser can't see the dashboard any more. Type “dashboard” for a new link. If it wasn't you who signed in, tell your administrator.
home-office-way-dropped = Removed, and you are signed out of the dashboard everywhere. Type “dashboard” for a new link. If it wasn't you who added it, tell your administrator.
home-nothing-going-on = Nothing is in progress right now.
home-choose-language = 选择语言 / Choose a language
home-language-changed = From now on I'll write to you in English.
home-no-language = You can choose zh-CN (中文) or en (English).
home-help =
    · When you receive a question or a notice, tap a button, or type its number or text.
    · To take part in a discussion, reply to its message in your { -unit }'s room, or choose “Have my say” below it.
    · Type “to do” to see what waits for you, “menu” to see what's in progress, “language” to change the language.
    · Type “wish” to ask your { -leader } or anyone in your { -unit } for a talk, “my status” to report how you are doing, “request” to ask for something or suggest it, in confidence too.
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
home-unknown-command = There is no such command, or you don't have permission to use it. To answer or vote, type “todo”; type “help” to see how OrgLife works.
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
home-unlink-last = { $name } is the only chat that reaches you. Without it you receive no messages, and need a new invitation code from your { -leader } to come back. Unlink it?
home-button-unlink-yes = Yes, unlink it
home-unlinked = { $name } is no longer linked and will receive no more messages.
home-no-member = This member is no longer in the roster, or is no longer active.
home-no-channel = This chat is no longer linked to you. Type “settings” to see your linked chats.
home-button-reminders = Talk reminders
home-button-calendar = My calendar
home-button-me = My status
home-reminders-now = You are reminded before each talk: { $when }
home-reminders-none = You are not reminded of talks.
home-reminders-usual = Talk reminders follow your { -unit }'s default.
home-ask-reminders = When should they come? Tap, or type times such as “1d, 2h, 10m”. Changes apply from the next talk you agree on:
home-no-reminders = I don't understand that. Try: 1d, 2h, 10m (up to { $most }, within 30 days).
home-button-no-reminders = No reminders
home-button-usual-reminders = { -unit(case: "upper") } default
home-calendar = You can subscribe to your talks in your calendar. Times, people and places stay up to date, and nothing confidential is included. The link is only for you: anyone who has it can see your talks, so don't share it. Creating a new link or disabling the link ends the old one for good.
home-button-feed = Create a new link (replaces the old one)
home-button-unfeed = Disable link
home-calendar-link = 🔒 Your calendar link (add it as a subscribed calendar):
home-calendar-closed = The link is disabled and no longer works.
home-ask-circumstances = How are you doing right now? Your answer is stored encrypted, and visible only to you and people with permission, such as your { -leader }. People who need support are contacted first.
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
home-button-helps = Starting activities…
home-help-more = You can also:
home-help-again = · “More actions…” in a panel: try a draft as a member before it is announced, or save it as a template
home-help-bind = · { $slash }bind in a room (or topic) makes it your { -unit }'s room
home-help-room = Notices appear here: tap a button, or reply to the message, to take part. For everything else, write to me in private: “menu”.
home-nothing-open = No question is waiting for an answer. To cancel an activity, type “menu” and open it.
home-more = More actions for “{ $title }”:
home-button-keep = Save as template
home-button-templates = ＋ New from a template
home-templates-title = 🗂 Templates
home-ask-template-name = Name the template: tap the name below, or type one. A template keeps content and settings, but no times, people or answers. Your { -unit } and those below it can use it.
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
home-template-facts = { -unit(case: "upper") }: { $unit }; saved by { $by }, { $at }
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
about-members = Manage the { -unit }'s members
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
home-button-moves = Move to another { -unit }
home-button-leave = Leaves the { -unit }…
home-button-leave-yes = Yes, has left
home-button-rejoin = Take back in
home-button-move-yes = Yes, move
home-button-hand = Ask the unit above
home-ask-leave = { $name } will be able to do nothing more, get no messages and count nowhere; what they did stays under their name. You can take them back in at any time.
home-ask-move = Move { $name } to “{ $unit }”, with their chats and what they did?
home-ask-where = Where does { $name } move?
home-ask-member = { $what ->
    [role] What is { $name } in the { -unit }?
   *[other] What is { $name }'s standing now?
}
home-move-wanted = { $by } asks you to move { $name } of { $unit } to another { -unit }.
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
home-owed = What the rules ask of you:
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
home-results-none = Your results, contributions, study, reports and hours will be listed here. There are none yet.
home-results-hours = You gave { $hours } hours in all.
home-past-none = No activity ended this month.
home-took-part = { $n } took part

command-withdraw = withdraw consent|revoke consent
about-withdraw = Withdraw your consent to sensitive data being kept
home-notice-short = 🔏 { $controller } uses your name, answers, contributions and talk times to run your { -unit }'s activities, and for nothing else. You can see, correct, export and erase your data at any time.
home-button-notice = Privacy notice in full
home-button-seen = OK
home-notice-title = 🔏 How your personal data is handled
home-notice =
    Responsible: { $controller }. Contact: { $contact }.
    Purpose: running the organization's activities (meetings, votes, quizzes, discussions, study, talks, sign-ups, reports, requests, reminders) and keeping the records it must keep; only what that takes.
    What: your name, { -unit }, group, role, standing, contact, language and time zone; the chats you linked; your answers, scores, contributions, votes, study hours, reports, requests, sign-ups, check-ins and talk times; the messages you send here. Notes of talks, what you write when asking for one, and requests are stored encrypted.
    Sensitive data: health, whereabouts and the like (“my status”, reports) are asked for and stored only if you agree separately, for { $days } days at most; “withdraw consent” deletes them.
    How long: records of activities and the journal as the organization's rules require; chat messages are deleted once their activity is over, usually after three months; nothing new is collected once you have left.
    Who sees it: those in your { -unit } and above whose role allows it; nobody outside. You are asked before a work of yours is shown publicly, and before your data goes to a platform abroad.
    Your rights: see, copy, correct and erase your data, and withdraw a consent. Type “my data”. If you think something is wrong, turn to the contact above or to the authorities.
home-notice-contact = your { -unit } { -leader }
home-notice-seen = Good. To read the notice again, or to see to your data, type “my data”.
home-consent-sensitive =
    🔏 Your separate consent is needed
    Health and whereabouts are sensitive personal data. They are used only so that your { -unit } can look after those who need support; only you and people with permission, such as your { -leader }, see them, encrypted, for { $days } days at most.
    Saying no keeps you from nothing; after agreeing, type “withdraw consent” at any time, and what is stored is deleted at once.
home-button-agree = I agree
home-button-refuse = I don't agree
home-button-withdraw = Withdraw consent and delete
home-consent-refused = OK. Nothing was recorded, and you can take part in everything. If you change your mind, type “my status”.
home-consent-withdrawn = Your consent is withdrawn, and what was recorded is deleted. You can take part in everything as before.
home-care-no-consent = { $name } has not agreed yet that health and whereabouts are recorded, so nothing was stored. Please ask them to type “my status” themselves and agree; then you can record it.
command-mydata = my data|privacy
about-mydata = See, export, correct and erase your data
home-button-mydata = My data
home-mydata = 🔏 My data
home-mydata-about = This is where { $name } ({ $unit }) sees to their own data.
home-mydata-consents = Health, whereabouts and what sensitive reports ask: { $given ->
    [yes] you agreed separately, and can withdraw that at any time.
   *[no] you have not agreed, so nothing is recorded.
}
home-mydata-ways = Questions and objections go to: { $contact }.
home-button-correct = Correct
home-mydata-facts =
    Name: { $name }; { -unit }: { $unit }; group: { $group }; role: { $post }; contact: { $contact }; time zone: { $zone }
home-ask-correction = What is wrong? Type it here; it goes to those who keep the roster. You can change the time zone yourself by typing its name, such as Europe/Berlin; language and chats are below.
home-zone-changed = Your time zone is now { $zone }.
home-no-correction = Please write in a sentence or two what is wrong and what it should be (up to { $most } characters).
home-no-keeper = No one else in your { -unit } or above keeps the roster. Please ask the administrator.
home-button-member-card = Open their card
home-correction-wanted = { $name } asks you to correct the roster: “{ $wish }”
home-correction-sent = Passed on to { $names }. Once it is corrected, you will see it under “My data → Correct”.
home-button-takeout = Export my data
home-button-readers = Who has read it
home-takeout = my data
home-takeout-sent = 🔒 This is everything that is kept about you: a document to read, and JSON for other programs. It is sent to you alone; keep it safe.
home-exported-just-now = I have just sent it. It means going through all records; please wait { $minutes } minutes before the next export.
home-takeout-about = The data of { $name }, { $at }
home-takeout-person = Roster
home-takeout-chats = Linked chats
home-takeout-consents = Notices and consents
home-consent-act = { $act ->
    [shown] notified
    [seen] acknowledged
    [agreed] agreed
   *[withdrawn] withdrawn
}
home-consent-subject = { $subject ->
    [notice] privacy notice
    [sensitive] health and whereabouts
    [abroad] platform abroad
   *[public] public display
}
home-takeout-parts = Activities you took part in, and what you said
home-takeout-readers = Who has read or exported it
home-takeout-rest = Everything else
home-takeout-limits = The JSON also has { $acts } records of what you did and { $messages } messages to you. Not included: notes that someone wrote about a talk (unless the organization lets members read them), and other people's data. Anonymous contributions are not put into a file that bears your name; see “My contributions” in the discussion.
home-readers = Who has read or exported what concerns you (newest first):
home-readers-none = No one has read or exported notes of your talks, your status, or lists that you are on.
home-readers-more = { $n } more are in “Export my data”.
home-reading = { $action ->
    [talk-note-read] read the note of a talk
    [talk-word-read] read what you wrote when asking for a talk
    [talk-reason-read] read why you declined
    [talk-follow-up-read] read a follow-up
    [talk-coverage-shown] looked at the coverage of talks
    [talk-coverage-sent] exported the coverage of talks
    [home-care-shown] looked at who needs support
    [home-archive-exported] made the archive of your unit's year
    [quiz-exported] exported the results
    [signup-exported] exported the sign-ups
    [discussion-reported] received the record of the discussion
    [discussion-files-sent] received the files of the entries
    [discussion-page-opened] opened the gallery page
    [meeting-leaves-shown] looked at requests for leave
    [meeting-roll-shown] looked at who is at a meeting
    [meeting-roll-exported] exported an attendance sheet
    [vote-progress-shown] looked at the votes so far
    [vote-recorded] exported the result of a vote
    [report-read] read a report
    [report-table-read] read the reports
    [report-exported] exported the reports
    [privacy-exported] exported your data on the server
   *[other] viewed or exported
}
home-button-erase = Erase…
home-button-erase-yes = Yes, erase
home-ask-erase =
    Erase your data? This can't be undone; you may want to export it first.
    Erased: health and whereabouts; your answers in reports and pulses, your words on what you studied and in requests; notes on talks that are over, and what you wrote when asking for or declining one; contributions you withdrew, and what they said before you changed them; our conversation; your calendar link and unused codes.
home-erase-stays =
    Kept, and why:
    · The roster: while you belong, it is needed to reach and count you. Once you have left, the administrator erases your contact and chats.
    · Records of meetings, discussions, votes, quizzes, study, sign-ups, matters and procedures: the organization must keep its records. You can take a public work down yourself in its discussion.
    · The journal: what was done and when, without what you wrote.
    · What is still in progress: your words go once it is over.
home-erase-past = Please delete conversations on Telegram, Matrix and other platforms there. Backups made before keep the old content until they expire; your administrator can tell you when.
home-erased = Erased. Your private chat in the web chat is emptied within minutes.
home-not-abroad = Health and whereabouts are sensitive; they are neither asked for nor stored on a platform whose servers are abroad. Please use the web chat or another platform for this.
home-consent-public = You agree that your name stands on public gallery pages. Anyone with the link can see it; you can change this at any time, and the page stops showing it at once, but what was downloaded can't be taken back.
home-signs = { $signs ->
    [yes] Public gallery pages bear your name (you agreed).
   *[no] Public gallery pages don't bear your name.
}
home-button-signed = Show my name on public pages
home-button-unsigned = Don't show my name on public pages

home-button-handover = Hand over “{ $post }”…
home-ask-heir = Who takes over “{ $post }” from { $name }?
home-nobody-to-take-over = There is nobody else in the unit yet. Please add somebody first.
home-ask-hand-over = Hand “{ $post }” over from { $before } to { $name }? The post, { $n ->
    [one] the 1 thing
   *[other] the { $n } things
} running by it, drafts and open tasks go to { $name }; { $own ->
    [yes] your rights
   *[no] the rights of { $before }
} end at once. Both get a list, and the archive of the year. It can be undone for ten minutes.
home-button-hand-over-yes = Yes, to { $name }
home-handed-over = { $name } has “{ $post }” now.
home-handed-back = Undone: post and work are back with who had them.
home-handed-back-told = The handing over was undone: { $name } keeps the post.
home-took-over = 📒 { $handed ->
    [0] You have “{ $post }” now.
   *[other] { $before } has handed “{ $post }” over to you.
} Here is the work that comes with it{ $archived ->
    [0] .
   *[other] , with the archive of the year.
}
home-gave-over = 📒 You have handed “{ $post }” over to { $name }, and your rights have ended. The list{ $archived ->
    [0] :
   *[other] , with the archive of the year:
}
home-handover-waits = Waiting ({ $n }):
home-handover-running = All that runs ({ $n }):
