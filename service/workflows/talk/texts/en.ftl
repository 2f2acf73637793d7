command-talk = talk
about-talk = Arrange a talk
command-wish = i would like to talk|wish
about-wish = Ask for a talk
command-coverage = coverage|talk report
about-coverage = See who has had a talk
talk-menu = ＋ Arrange a talk
talk-running = 🤝 { $title }
talk-help = · Type “talk” to arrange talks: you offer times, and people choose
talk-title = 🤝 Talk
talk-form = { $form ->
    [voice] voice call
    [phone] phone call
    [person] in person
   *[video] video call
}
talk-how = { $form }, about { $minutes } minutes
talk-minutes = { $minutes } minutes
talk-button-other = Another time
talk-button-no = Decline
talk-button-no-yes = No reason
talk-button-accept = ✔ Accept { $at }
talk-button-keep = Keep the old time
talk-button-move = Reschedule
talk-button-off = Cancel
talk-button-off-yes = Yes, cancel it
talk-button-late = I'll be 10 minutes late
talk-button-where = Place or link
talk-button-link = Call details
talk-button-anew = Invite again
talk-button-agree = ✔ Accept { $at }
talk-button-stay = Keep the old time
talk-button-rec = Record the talk
talk-button-write = 🔒 Write the note
talk-button-change = Edit record
talk-button-missed = It didn't take place
talk-button-read = Read note
talk-button-why = Read reason
talk-button-panel = All members
talk-button-cancel = Cancel all
talk-button-cancel-yes = Yes, cancel all
talk-button-date = Change date
talk-button-done = { $kept ->
    [yes] Save and keep the note
   *[no] Save without a note
}
talk-button-next = Next
talk-button-send = ✔ Send
talk-button-members = Change members
talk-button-again = Change times
talk-button-minutes = Change length
talk-button-form = Change format
talk-button-buffer = Change break
talk-button-talkers = Who holds the talks
talk-button-drop = Discard
talk-called = { $n ->
    [0] Talks
    [one] Talk with 1 member
   *[other] Talks with { $n } members
}
talk-offer = { $several ->
    [yes] { $name } invites you to a talk ({ $how }). Each time shows who it is with.
   *[no] { $name } would like to talk with you ({ $how }).
}
talk-offer-choose = Choose a time that suits you (shown in your time zone), or ask for another:
talk-offer-none = The times offered are taken or have passed. You can ask for another time.
talk-they-propose = { $name } proposes: { $at }
talk-you-asked = You asked for { $at }. Waiting for an answer.
talk-booked = { $at }, with { $name } ({ $how })
talk-agreed = ✅ Talk confirmed:
talk-moved = ✅ Talk rescheduled:
talk-kept = OK, the talk stays at the same time.
talk-kept-by = { $name } would rather keep the agreed time.
talk-over = { $phase ->
    [declined] You declined the talk with { $name }.
    [cancelled] This talk with { $name } was cancelled.
   *[other] The talk with { $name } ({ $at }) is over.
}
talk-type-time = Type a time that suits you, such as “tomorrow 19:30” or “friday 8pm”:
talk-ask-reason = You are declining the talk with { $name }. You can type a reason, which only { $name } will see, or give none:
talk-you-cancelled = { $booked ->
    [yes] The talk with { $name } on { $at } is cancelled. They have been notified.
   *[no] The talk with { $name } is cancelled. They have been notified.
}
talk-they-cancelled = { $booked ->
    [yes] { $name } cancelled the talk on { $at }.
   *[no] { $name } cancelled this talk.
}
talk-reminder = ⏰ Reminder: { $at }, talk with { $name } ({ $how }).
talk-passed-on = Sent. Waiting for the other side's answer.
talk-member-wants = { $name } would like to talk at { $at }.
talk-taken = { $left ->
    [0] { $at } has just been taken, or one of you already has a talk then. There are no other times left; you can ask for another.
   *[other] { $at } has just been taken, or one of you already has a talk then. These times are left:
}
talk-taken-now = { $at } has just been taken. Please choose another time from the list.
talk-taken-lead = One of you already has a talk at { $at }. Choose another time.
talk-their-clock = Local time for { $name }: { $at }
talk-line-with = { $name } (with { $lead }): { $status }
talk-line = { $name }: { $status }
talk-stage = { $phase ->
    [requested] would like to talk
    [booked] { $at }
    [held] over, not recorded yet ({ $at })
    [recorded] recorded ({ $at })
    [declined] declined
    [cancelled] cancelled
   *[offered] no time agreed yet
}
talk-status = { $status ->
    [requested] asked for a talk
    [asked] asked for a time
    [booked] booked
    [held] to be recorded
    [recorded] recorded
    [declined] declined
    [cancelled] cancelled
   *[offered] not answered
}
talk-wanted-member = asks for { $at }
talk-wanted-lead = { $at } proposed
talk-type-proposal = Type the time you propose to { $name }, such as “tomorrow 19:30”. It takes effect once they accept:
talk-panel = { $done } of { $n } settled ({ $how }). Tap a member to view, reschedule, cancel or record:
talk-confirm-cancel = Cancel { $n ->
    [one] the talk
   *[other] the { $n } talks
} that haven't taken place yet? The members will be notified immediately.
talk-sent = { $n ->
    [one] The invitation was sent.
   *[other] The invitation was sent to { $n } people.
}
talk-sent-later = It is night for { $names }. They will get it in the morning.
talk-lapsed = The times offered have passed without an answer from: { $names }
talk-all-settled = All these talks are settled.
talk-unreachable = Messages can't reach { $name }. Contact them some other way.
talk-ended = The time of the talk with { $name } ({ $at }) is over.
talk-record =
    Record of the talk with { $name }
    Date: { $day }
    Format: { $form }
talk-ask-note = { $kept ->
    [yes] Type what you discussed with { $name }. It replaces the saved note (confidential: encrypted, readable only by people with permission):
   *[no] Type what you discussed with { $name } (confidential: encrypted, readable only by people with permission):
}
talk-note-is-kept = There is a note, stored encrypted.
talk-ask-date = When did it take place? Tap, or type a date such as “5 March”:
talk-missed = The talk with { $name } did not take place. Find another time, or cancel it?
talk-recorded = 📒 Recorded: { $name }, { $day }, { $form }.
talk-note-kept = The note is stored encrypted. Your message is removed from the chat where possible; if you can still see it, delete it yourself.
talk-note-of = 🔒 Note of the talk: { $name }, { $day }, { $form }
talk-declined = { $name } declined the talk.
talk-no-reason = No reason was given.
talk-readable = You can read these notes:
talk-nothing-to-read = There are no notes to read.
talk-summary = Talk with { $name }
talk-choose-members = With whom? Tap one or more, or type names:
talk-chosen = With ({ $n }): { $names }
talk-bad-time = “{ $part }”:
talk-none-left = No time is left before that last day. Name a later one, such as “until end of next month”.
talk-choose-times = Which times do you offer? Tap, or type them, such as “tomorrow 19:30, friday 20:00”, or “every Tue and Thu 19:00-21:00, 30 min, buffer 10 min, until end of next month” (up to { $most }):
talk-choose-talkers = Who holds the talks? Tap one or more (up to { $most }). Each has their own times:
talk-times-of = Now choose the times of { $name }:
talk-times-with = { $name }:
talk-with-buffer = { $minutes }-minute break between talks
talk-choose-buffer = How long should the break between talks be?
talk-and = { ", " }
talk-ask-where = { $form ->
    [person] Where will it take place? Type the place (it appears in the invitation and the calendar):
    [phone] Which number should be called? Type it (stored encrypted, shown only to the two of you):
   *[other] Type the meeting number or link (stored encrypted, shown only to the two of you):
}
talk-place = Place: { $place }
talk-link = 🔒 Call details for the talk on { $at } (only the two of you can see this):
talk-link-is-kept = The call details are stored encrypted and shown to both sides once a talk is confirmed.
talk-no-where = Type a place, a number or a link (up to { $most } characters).
talk-no-link = There are no call details for this talk.
talk-where-changed = The place or link of the talk has changed:
talk-late = { $name } will be about { $minutes } minutes late (planned: { $at }).
talk-late-told = { $name } has been notified that you'll be about { $minutes } minutes late.
talk-not-late-yet = You can say you're running late from two hours before a talk. To change the time, tap “Reschedule”.
talk-undone-by = { $name } has undone that. Everything is back as it was:
talk-asked-again = { $name } would like to talk with you and is still waiting for your answer:
talk-no-answer = { $name } has not answered for { $n } days. Try to reach them some other way.
talk-offered-anew = The last talk did not take place. { $name } invites you again:
talk-no-talker = Choose at least one person to hold the talks.
talk-preview = Preview (only you can see this): { $how }
talk-reach = Will notify: { $n ->
    [one] 1 member
   *[other] { $n } members
}, in private, as soon as you send it. This can't be undone; if you cancel later, they will be notified.
talk-in-the-night = ⚠ Some times fall at night for: { $names }
talk-choose-minutes = How long should each talk be?
talk-choose-form = In which format?
talk-dropped = Discarded. No one was notified.
talk-no-such-person = No member is called { $name }. Type members' names, separated by commas.
talk-same-name = Several members are called { $name }. Tap the right one, or write which one you mean: { $which }
talk-too-many = You can invite up to { $most } people at a time.
talk-too-many-times = You can offer up to { $most } times.
talk-nobody = Choose someone first.
talk-incomplete = Choose the members and the times first.
talk-no-date = I don't understand that date, or it is in the future. Try: 5 March, 2026-03-05.
talk-in-the-past = That time has passed. Choose another.
talk-too-far = Talks can be arranged up to a year ahead.
talk-same-time = The talk is already at that time.
talk-no-note = The note is empty. Type it, or tap to save without one.
talk-nothing-open = There are no talks to cancel.
talk-not-yours = You are not part of these talks.
talk-button-all = Everyone in the { -unit } (a round)
talk-button-until = Change last day
talk-button-ask = Send without a message
talk-button-word = Read their message
talk-button-topics = Topics
talk-button-readings = Who has read it
talk-button-todo = Add follow-up
talk-button-follow = Read follow-up { $n }
talk-button-close = ✔ Done ({ $n })
talk-button-postpone = Remind me in a week
talk-button-sheet = Export as workbook (xlsx)
talk-round = A round until { $day }. People in need, or without a talk for a long time, are invited first ({ $urgent }).
talk-round-left = Still without a talk or an agreed time in this round ({ $n }): { $names }
talk-ask-until = When does this round end? Type a day, such as “end of month”, “31 Dec”, “3 weeks”:
talk-no-day = I don't understand that day, or it has passed. Try: end of month, 31 Dec, 2 weeks.
talk-wish-whom = Who would you like to talk with? Tap, or type the name of anyone in your { -unit }:
talk-wish-word = Would you like to send { $name } a message first? Type it (stored encrypted, only { $name } can see it), or skip this:
talk-wish-sent = Sent. You'll be notified when they answer.
talk-you-wished = You asked to talk with { $name }, who hasn't answered yet.
talk-wished = { $word ->
    [yes] { $name } would like to talk with you, and has left a message. Suggest one or more times:
   *[no] { $name } would like to talk with you. Suggest one or more times:
}
talk-wish-waits = { $name } would like to talk with you, and has been waiting for { $n } days. Please answer:
talk-word-of = 🔒 Message from { $name }:
talk-no-word = Type your message (up to { $most } characters), or tap to send without one.
talk-one-person = Type the name of one person.
talk-topics = Topics: { $topics }
talk-choose-topics = What did you and { $name } talk about? Tap one or more:
talk-readings = The note of the talk with { $name } was read by:
talk-no-readings = No one has read it yet.
talk-note-for-you = { $name } wrote the note of your talk ({ $at }). You can read it:
talk-ask-follow-up = What needs to be done after the talk with { $name }? Type it (stored encrypted, readable only by people with permission):
talk-no-follow-up = Type what needs to be done (up to { $most } characters).
talk-follow-ups-full = You can add up to { $most } follow-ups.
talk-ask-due = When is it due? Tap, or type a day such as “31 Dec”:
talk-in-weeks = Within { $n ->
    [one] 1 week
   *[other] { $n } weeks
}
talk-follow-up-kept = The follow-up is stored encrypted. You'll be reminded on { $day }.
talk-follow-up-closed = The follow-up is done.
talk-follow-up-due = A follow-up to the talk with { $name } is due.
talk-follow-up = 🔒 Follow-up to the talk with { $name } (due { $day }):
talk-coverage-called = Talk report
talk-coverage = Talks since { $since }
talk-coverage-counts = { $unit }: within the committee { $pairs } of { $whole } pairs; committee and members { $led } of { $of }; among members { $met } of { $of }
talk-coverage-nobody = There is no one on the list yet.
talk-coverage-sent = The workbook shows who talked with whom, each talk, and who still needs one. It contains no notes.
talk-left-pairs = No talk within the committee yet: { $names }
talk-left-led = No talk with the committee yet: { $names }
talk-left-met = No talk with another member yet: { $names }
talk-period = { $period ->
    [month] This month
    [half] Half-year
    [year] This year
   *[quarter] This quarter
}
talk-pair = { $pair ->
    [pairs] Within the committee
    [led] Committee and members
   *[met] Among members
}
talk-file-calendar = appointment
talk-file-coverage = talks
talk-sheet-grid = Who with whom
talk-sheet-talks = Each talk
talk-sheet-left = Still to talk
talk-column-name = Name
talk-column-date = Date
talk-column-talker = Held by
talk-column-member = With
talk-column-form = Format
talk-column-topics = Topics
talk-column-pair = Group
talk-type-times = Type one or more times that suit you, such as “tomorrow 19:30, friday 20:00”, or “every Tue 19:00-21:00, 30 min”. If you give several, { $name } chooses one:
talk-no-template = There is nothing here to reuse.
talk-member-left = { $name } has left the { -unit }, so this talk is off.
talk-lead-left = { $name } has left the { -unit }, so what you had agreed on is off. { $other } will arrange another time with you.

talk-untitled = Untitled talk ({ $day })
talk-menu-wish = I'd like to talk
talk-menu-coverage = Talk coverage
talk-with = Talk with { $names }
talk-with-several = Talks with { $name } and others ({ $n })
talk-todo-choose = choose a time
talk-todo-agreed = agreed for { $at }
talk-todo-record = { $name }: not recorded yet
talk-todo-reply = { $name } waits for your reply
talk-todo-with = with { $name } at { $at }
talk-nudge = You haven't chosen a time for your talk yet. Please take one.
talk-button-times-left = See the times
talk-button-rebook = Choose another time
talk-all-taken = Other talks have taken all of these times. Please choose some others.
talk-not-abroad = Notes on talks and follow-ups are not written on a platform whose servers are abroad. Please write them in the web chat or on another platform.

talk-archived-title = Talks held
talk-archived = { $n ->
    [one] 1 talk
   *[other] { $n } talks
} in the year, with { $reached } of { $of } members. What was said is not archived.
talk-archived-day = Day
talk-archived-count = Talks
