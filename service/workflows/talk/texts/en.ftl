command-talk = talk
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
talk-button-drop = Drop it
talk-offer = { $name } would like to talk with you ({ $how }).
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
talk-confirm-off = Cancel the talk with { $name } ({ $at })? They will be told at once.
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
talk-line = { $name }: { $status }
talk-status = { $phase ->
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
talk-choose-times = Which times do you offer? Tap, or type them, such as “tomorrow 19:30, friday 20:00” ({ $most } at most):
talk-preview = Preview (only you see this): { $how }
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
