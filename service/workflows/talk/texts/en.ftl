command-talk = talk
about-talk = Arrange a talk
command-wish = i would like to talk|wish
about-wish = Ask for a talk
command-coverage = coverage|talk report
about-coverage = Who has been talked with
talk-title = 🤝 A talk
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
talk-button-no-yes = Give no reason
talk-button-back = Back
talk-button-accept = ✔ Agree to { $at }
talk-button-keep = Keep the old time
talk-button-move = Move it
talk-button-off = Cancel it
talk-button-off-yes = Yes, cancel it
talk-button-undo = Undo (within 10 minutes)
talk-button-late = I am 10 minutes late
talk-button-where = Place or link
talk-button-link = How to call
talk-button-anew = Invite again
talk-button-who = Back
talk-button-agree = ✔ Agree to { $at }
talk-button-stay = Keep the old time
talk-button-rec = Write the record
talk-button-write = 🔒 Write the note
talk-button-change = Change the record
talk-button-missed = It was not held
talk-button-read = Read the note
talk-button-why = Read the reason
talk-button-panel = All members
talk-button-cancel = Cancel all
talk-button-cancel-yes = Yes, cancel all
talk-button-date = Change the date
talk-button-done = { $kept ->
    [yes] Save, keep the note
   *[no] Save without a note
}
talk-button-next = Next
talk-button-earlier = Earlier
talk-button-later = More
talk-button-send = ✔ Send
talk-button-members = Change whom
talk-button-again = Change the times
talk-button-minutes = Change the length
talk-button-form = Change the form
talk-button-buffer = Change the gap
talk-button-talkers = Who talks
talk-button-drop = Drop it
talk-called = { $n ->
    [0] Talks
    [one] A talk with one member
   *[other] Talks with { $n } members
}
talk-offer = { $several ->
    [yes] { $name } invites you to a talk ({ $how }). Each time says with whom it is.
   *[no] { $name } would like to talk with you ({ $how }).
}
talk-offer-choose = Please take a time that suits you (shown in your own time zone), or ask for another:
talk-offer-none = The times offered are taken or past. You may ask for another time.
talk-they-propose = { $name } proposes: { $at }
talk-you-asked = You asked for { $at }; it has not been answered yet.
talk-booked = { $at }, with { $name } ({ $how })
talk-agreed = ✅ The talk is agreed:
talk-moved = ✅ The talk is moved:
talk-kept = All right, the talk stays where it is.
talk-kept-by = { $name } would rather keep the time agreed.
talk-over = { $phase ->
    [declined] You have declined the talk with { $name }.
    [cancelled] This talk with { $name } is cancelled.
   *[other] The talk with { $name } ({ $at }) is over.
}
talk-type-time = Please type a time that suits you, such as “tomorrow 19:30” or “friday 8pm”:
talk-ask-reason = You are declining the talk with { $name }. You may type a reason, which only { $name } will see, or give none:
talk-you-cancelled = { $booked ->
    [yes] The talk with { $name } on { $at } is cancelled; they have been told.
   *[no] The talk with { $name } is called off; they have been told.
}
talk-they-cancelled = { $booked ->
    [yes] { $name } has cancelled the talk on { $at }.
   *[no] { $name } has called off this talk.
}
talk-reminder = ⏰ A reminder: { $at }, talk with { $name } ({ $how }).
talk-passed-on = Passed on; it is for the other side to answer.
talk-member-wants = { $name } would like to talk at { $at }.
talk-taken = { $left ->
    [0] { $at } has just been taken, or one of you already has a talk then. No other time is left; you may ask for another.
   *[other] { $at } has just been taken, or one of you already has a talk then. These are left:
}
talk-taken-lead = One of you already has a talk at { $at }. Please find another time.
talk-their-clock = On the clocks of { $name }: { $at }
talk-line-with = { $name } (with { $lead }): { $status }
talk-line = { $name }: { $status }
talk-status = { $phase ->
    [requested] would like to talk
    [booked] { $at }
    [held] over, to be recorded ({ $at })
    [recorded] recorded ({ $at })
    [declined] declined
    [cancelled] cancelled
   *[offered] not agreed yet
}
talk-wanted-member = asks for { $at }
talk-wanted-lead = { $at } proposed
talk-type-proposal = Please type the time you propose to { $name }, such as “tomorrow 19:30”. It holds once they agree:
talk-panel = { $done } of { $n } settled ({ $how }). Tap a member to look, move, cancel or record:
talk-confirm-cancel = Cancel { $n ->
    [one] the talk
   *[other] the { $n } talks
} that are not held yet? The others will be told at once.
talk-sent = { $n ->
    [one] The offer is on its way.
   *[other] The offer is on its way to { $n } people.
}
talk-sent-later = It is night for { $names }: they get it in the morning.
talk-lapsed = The times offered are past, without an answer from: { $names }
talk-all-settled = All these talks are settled.
talk-unreachable = Messages can't reach { $name }; please get in touch some other way.
talk-ended = The time of the talk with { $name } ({ $at }) is over.
talk-record =
    Record of the talk with { $name }
    Date: { $day }
    Form: { $form }
talk-ask-note = { $kept ->
    [yes] Please type what was said with { $name }; it replaces the note that is kept (confidential: stored encrypted, opened only for those the rules name):
   *[no] Please type what was said with { $name } (confidential: stored encrypted, opened only for those the rules name):
}
talk-note-is-kept = There is a note, stored encrypted.
talk-ask-date = On which day was it? Tap, or type a date such as “5 March”:
talk-missed = The talk with { $name } was not held. Find another time, or cancel it?
talk-recorded = 📒 Recorded: { $name }, { $day }, { $form }.
talk-note-kept = The note is stored encrypted. What you typed is taken out of the chat where possible; if you still see it, please delete it.
talk-note-of = 🔒 Note of the talk: { $name }, { $day }, { $form }
talk-declined = { $name } declines the talk.
talk-no-reason = No reason was given.
talk-readable = You may read these notes:
talk-nothing-to-read = There is no note to read.
talk-summary = Talk with { $name }
talk-choose-members = With whom? Tap (one or several), or type names:
talk-chosen = With ({ $n }): { $names }
talk-choose-times = Which times do you offer? Tap, or type them, such as “tomorrow 19:30, friday 20:00”, or “every Tue and Thu 19:00-21:00, 30 min, buffer 10 min, until end of month” ({ $most } at most):
talk-choose-talkers = Who talks with them? Tap (one or several, { $most } at most); each has times of their own:
talk-times-of = Now the times of { $name }:
talk-times-with = { $name }:
talk-with-buffer = { $minutes } minutes are left free between two talks
talk-choose-buffer = How long shall be left free between two talks?
talk-and = { ", " }
talk-ask-where = { $form ->
    [person] Where is it held? Please type the place (it goes into the invitation and the calendar):
    [phone] Which number is called? Please type it (stored encrypted, shown to the two of you alone):
   *[other] Please type the meeting's number or link (stored encrypted, shown to the two of you alone):
}
talk-place = Place: { $place }
talk-link = 🔒 How to call for the talk on { $at } (only the two of you see this):
talk-link-is-kept = How to call is stored encrypted, and shown to both sides once a talk is agreed.
talk-no-where = Please type a place, a number or a link ({ $most } characters at most).
talk-no-link = No number or link was left for this talk.
talk-where-changed = The place or the link of the talk has changed:
talk-late = { $name } will be about { $minutes } minutes late (planned: { $at }).
talk-late-told = { $name } has been told that you will be about { $minutes } minutes late.
talk-not-late-yet = One can be late from two hours before a talk on; to change the time, please tap “Move it”.
talk-undone = Undone; all is as it was:
talk-undone-by = { $name } has taken that back; all is as it was:
talk-undo-late = It can't be undone any more: more than 10 minutes have passed.
talk-asked-again = { $name } would like to talk with you, and has not heard from you yet:
talk-no-answer = { $name } has not answered for { $n } days. Please try to reach them some other way.
talk-offered-anew = The last talk did not take place; { $name } invites you again:
talk-no-talker = Somebody has to talk with them.
talk-preview = Preview (only you see this): { $how }
talk-reach = Told: { $n ->
    [one] one member
   *[other] { $n } members
}, in private, as soon as you send it; it can't be called back, only cancelled, and they will know.
talk-in-the-night = ⚠ Some time lies in the night of: { $names }
talk-choose-minutes = How long shall each talk be?
talk-choose-form = In which form?
talk-dropped = Dropped; nobody was told.
talk-no-such-person = There is no { $name } on the list. Please type names of members, separated by commas.
talk-same-name = Several members are called { $name }; please tap.
talk-too-many = At most { $most } people at a time.
talk-too-many-times = At most { $most } times can be offered.
talk-nobody = Please choose somebody first.
talk-incomplete = The members or the times are not chosen yet.
talk-no-time = I did not understand that time. Try: tomorrow 19:30, friday 8pm, 12-05 19:30.
talk-no-date = I did not understand that date, or it is still to come. Try: 5 March, 2026-03-05.
talk-in-the-past = That time is past; please choose another.
talk-too-far = Talks can be arranged a year ahead at most.
talk-same-time = The talk is at that time already.
talk-no-note = That is empty. Please type the note, or tap to save without one.
talk-moved-on = That step is over; please look at the latest message.
talk-nothing-open = There is no talk to cancel.
talk-not-yours = These talks do not concern you.
talk-not-allowed = You may not do that.
talk-invalid = The talk is not set up right: { $problem }
talk-button-all = A round: everybody in the branch
talk-button-until = Change the last day
talk-button-ask = Send without a word
talk-button-word = Read their word
talk-button-topics = Topics
talk-button-readings = Who has read it
talk-button-todo = Add a follow-up
talk-button-follow = Read follow-up { $n }
talk-button-close = ✔ Done ({ $n })
talk-button-postpone = Again in a week
talk-button-sheet = As a workbook (xlsx)
talk-round = A round until { $day }; those in need or long not talked with are asked first ({ $urgent }).
talk-round-left = Of this round, without a talk or a time agreed ({ $n }): { $names }
talk-ask-until = Until which day does this round go? Please type it, such as “end of month”, “31 Dec”, “3 weeks”:
talk-no-day = I did not understand that day, or it is past. Try: end of month, 31 Dec, 2 weeks.
talk-wish-whom = With whom would you like to talk? Tap, or type the name of anybody in your branch:
talk-wish-word = Would you like to say something to { $name } beforehand? Type it (stored encrypted, only { $name } sees it), or leave it:
talk-wish-sent = It is on its way; you will hear from them.
talk-you-wished = You would like to talk with { $name }, who has not answered yet.
talk-wished = { $word ->
    [yes] { $name } would like to talk with you, and has left a word. Please name one or several times:
   *[no] { $name } would like to talk with you. Please name one or several times:
}
talk-wish-waits = { $name } would like to talk with you, and has waited for { $n } days. Please answer:
talk-word-of = 🔒 A word from { $name }:
talk-no-word = Please type what you want to say ({ $most } characters at most), or tap to send without a word.
talk-one-person = Please type the name of one person.
talk-topics = Topics: { $topics }
talk-choose-topics = What did you talk about with { $name }? Tap (one or several):
talk-readings = The note of the talk with { $name } was read by:
talk-no-readings = Nobody has read it yet.
talk-note-for-you = { $name } has written the note of your talk ({ $at }); you may read it:
talk-ask-follow-up = What is to be done after the talk with { $name }? Please type it (stored encrypted, opened only for those the rules name):
talk-no-follow-up = Please type what is to be done ({ $most } characters at most).
talk-follow-ups-full = At most { $most } follow-ups are kept.
talk-ask-due = By which day? Tap, or type a day such as “31 Dec”:
talk-in-weeks = Within { $n ->
    [one] a week
   *[other] { $n } weeks
}
talk-follow-up-kept = The follow-up is stored encrypted; you are reminded on { $day }.
talk-follow-up-closed = The follow-up is done.
talk-follow-up-due = Something to be done after the talk with { $name } is due.
talk-follow-up = 🔒 To be done after the talk with { $name } (by { $day }):
talk-coverage-called = Talks, a report
talk-coverage = Talks since { $since }
talk-coverage-counts = { $unit }: within the committee { $pairs } of { $whole } pairs; committee and members { $led } of { $of }; among members { $met } of { $of }
talk-coverage-nobody = There is nobody on the list yet.
talk-coverage-sent = The talks as a workbook: who talked with whom, each talk, and who is left. No note is in it.
talk-left-pairs = Still to talk within the committee: { $names }
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
talk-sheet-grid = Who with whom
talk-sheet-talks = Each talk
talk-sheet-left = Who is left
talk-column-name = Name
talk-column-date = Date
talk-column-talker = Held by
talk-column-member = With
talk-column-form = Form
talk-column-topics = Topics
talk-column-pair = Which
talk-type-times = Please type one or several times that suit you, such as “tomorrow 19:30, friday 20:00”, or “every Tue 19:00-21:00, 30 min”. Of several { $name } takes one:
talk-button-more = More actions…
talk-no-template = There is nothing here that could be used again.
