command-meeting = meeting
about-meeting = Call a meeting
command-minutes = minutes
about-minutes = Enter a meeting that was held already

meeting-menu = ＋ Call a meeting
meeting-menu-minutes = Enter a past meeting
meeting-running = 📋 { $title }
meeting-untitled = Untitled meeting ({ $day })
meeting-help = · Type “meeting” to call a meeting: notice, leave, check-in, agenda, votes, minutes, signatures; it can't end with a step missing. “minutes” enters one that was held already

meeting-new = 📋 New meeting
meeting-title = 📋 { $kind }

meeting-ask-kind = What kind of meeting is it?
meeting-ask-items = What are the topics? Write one a line, and “important” before one that is, such as:
    Report on last month's work
    Approve the yearly budget
    important Approve the plan for the new rooms
meeting-ask-lecturer = Who is going to teach? Write their name and position.
meeting-ask-starts-at = When does it begin? Tap a time, or type “Friday 19:00” or “5 Dec 15:00”.
meeting-ask-held-at = When was it held? Type it, such as “yesterday 19:00” or “5 Mar 15:00”.
meeting-ask-place = Where is it held? Type the place, or the link of a video meeting.
meeting-field-kind = Another kind
meeting-field-items = Change the topics
meeting-field-lecturer = Change the lecturer
meeting-field-starts-at = Change the time
meeting-field-place = Change the place
meeting-option-minutes = Takes about { $value }
meeting-option-check-in = Check-in: { $value ->
    [code] with the code read out
   *[tap] by a tap
}
meeting-option-way = { $value ->
    [video] Video meeting
    [paper] On paper (entered afterwards)
   *[room] In the room
}

meeting-no-rules = Your organization's rule file has no meetings. Please ask an administrator.
meeting-no-kind = There is no such kind, or you can't call it. Please tap one.
meeting-not-yours = You can't call a { $kind }. Whoever the rules name as its convener can.
meeting-bad-items = Please write 1 to { $most } topics, one a line, of up to { $long } characters each.
meeting-not-held = Please give a time in the past { $days } days, such as “yesterday 19:00”.
meeting-nobody = The roster has nobody who should attend this meeting. Please check it first.
meeting-enough-materials = There is room for { $most } files or links.
meeting-too-large = The file is too large; up to { $most } MB. You can send a link instead.

meeting-about = When: { $starts } (about { $minutes } minutes)
    Where: { $place }{ $way ->
        [video] {" "}(video)
        [paper] {" "}(on paper)
       *[room] {""}
    }
meeting-topics = Topics:
meeting-item = { $n ->
        [0] {""}
       *[other] { $n }.{" "}
    }{ $title } ({ $aim ->
        [decision] decision
        [information] information
       *[discussion] discussion
    }{ $important ->
        [yes] , important
       *[no] {""}
    })
meeting-lecturer = Lecturer: { $name }
meeting-owed = Decided last time, to be asked about: { $what }
meeting-files = Material: { $names }
meeting-staff = Chair: { $chair } · Recorder: { $recorder }
meeting-reach = The notice goes to the { $n ->
    [one] one person
   *[other] { $n } people
} who should attend.
meeting-enters = { $n ->
    [one] One person
   *[other] { $n } people
} should have attended. Next come the roll, what was said, and the decisions.

meeting-button-call = ✔ Send the notice
meeting-button-enter = ✔ Begin the record
meeting-button-items = Agenda
meeting-button-star = { $important ->
    [yes] ★ Important
   *[no] ☆ Usual
}
meeting-which-aim = Tap a topic to make it information, discussion or decision{ $stars ->
        [yes] ; the star marks it important
       *[no] {""}
    }.
meeting-which-item = Back to which item?
meeting-button-aim = { $aim ->
    [decision] Make no. { $n } a decision
    [information] Make no. { $n } information
   *[discussion] Make no. { $n } a discussion
}
meeting-button-staff = Chair and recorder
meeting-button-role = { $role ->
    [chair] Another chair
   *[recorder] Choose the recorder
}
meeting-who = { $role ->
    [chair] Who chairs?
   *[recorder] Who takes the minutes? Chair and recorder are two people.
}
meeting-named = You have been asked to be the { $role ->
    [chair] chair
   *[recorder] recorder
} of the { $kind }.
meeting-two-people = Chair and recorder must be two people. Please choose another.
meeting-button-material = 📎 Material
meeting-ask-material = Please send it: a file, a link or a few words.
meeting-button-topic = ＋ Topic
meeting-button-also = Another kind on this occasion

meeting-next = Next: { $what }
meeting-answers = Should attend: { $expected }. Coming: { $coming }, on leave: { $leave }, asking for leave: { $asked }, no answer: { $silent }.
meeting-button-begin = ▶ Open the meeting
meeting-opens-later = It's too early: a meeting can be opened from one hour before its time.
meeting-time = It's time. Once people are there, tap “Open the meeting”.
meeting-reminder = A reminder:

meeting-button-come = ✔ I'll come
meeting-button-leave = Ask for leave
meeting-button-here = ✔ I'm here
meeting-button-go = I have to go
meeting-button-read = ✔ I've read the minutes
meeting-own = { $phase ->
    [called] { $status ->
        [coming] See you { $starts }, { $place }. Please check in when you arrive.
        [asked] Your request has been passed on; you'll hear when it is decided.
        [leave] Your leave is granted. You'll get the minutes afterwards.
        [refused] Leave was not granted this time. Please attend.
        [here] You've checked in.
       *[other] Please say whether you can come.
    }
    [held] { $status ->
        [here] You've checked in. The meeting is in progress.
        [left] Noted: you left early. Check in again when you're back.
        [leave] You're on leave. If you can make it, check in.
       *[other] The meeting has begun ({ $place }). Please check in.
    }
    [minutes] The meeting is over; the minutes are being put in order.
    [cancelled] The meeting was called off.
   *[other] { $status ->
        [read] Thank you, it's noted that you've read the minutes.
        [late] The minutes are complete. You came late; the time is recorded.
        [early] The minutes are complete. You left early; the time is recorded.
        [here] The minutes are complete. Thank you for attending.
       *[other] You missed the meeting of { $starts }. Please read the minutes, then tap.
    }
}
meeting-not-invited = You're not among those who should attend this meeting.
meeting-ask-leave = Why? Tap a reason, or write a sentence, which only the convener reads.
meeting-reason = { $reason ->
    [personal] personal reasons
    [away] away on business
    [work] on duty
    [family] family matters
    [other] another reason
    [none] no leave asked
   *[unknown] not explained
}
meeting-wants-leave = { $name } asks for leave: { $reason ->
    [personal] personal reasons
    [away] away on business
    [work] on duty
    [family] family matters
   *[other] another reason
}
meeting-button-leaves = Decide on leave
meeting-button-grant = ✔ Grant
meeting-button-deny = Don't grant
meeting-leaves = Whose leave do you grant?
meeting-no-leaves = Nobody's request is waiting.

meeting-too-early = It's too early to check in; you can from half an hour before.
meeting-not-here = There is no check-in, so nothing to end.
meeting-live = Should attend: { $expected }, present: { $present }{ $coming ->
        [0] {""}
       *[other] , on the way: { $coming }
    }.
meeting-live-vote = Voters present: { $present } of { $voters }: { $valid ->
        [yes] valid
       *[no] too few, not valid
    }. To pass: { $needed } yes{ $can ->
        [yes] {""}
       *[no] , which even all who are here can't reach
    }.
meeting-code = Check-in code: { $code } (changes at { $until }; please read it out)
meeting-at = Item { $at } of { $n }: { $item }
meeting-dictate = Type who says what (“Li Hua: …”), or forward it to me.
meeting-button-in = ✍ Check in others
meeting-button-all = All { $n } are here
meeting-button-away = Who has left
meeting-button-roll = Roll
meeting-ask-in = { $n ->
    [0] Everybody who should attend is here. Type the names of guests.
   *[other] Who is in the room? Tap their names, or type them, guests too.
}
meeting-ask-away = Who has left, or was not there after all?
meeting-unknown-names = Not in the roster: { $names }. Please check the names, with commas between them.
meeting-button-next = Next item ▶
meeting-button-end = ■ End the meeting
meeting-who-said = Who said this?
meeting-noted = ✍ Noted: { $name }, item { $item } ({ $n } in all).
meeting-button-unsay = Remove the last words
meeting-unsaid = { $name }'s last words are removed; write them again.
meeting-nothing-said = Nothing has been noted yet.

meeting-button-decide = Note a decision
meeting-ask-decision = { $item }
    What was decided? Write a sentence.
meeting-ask-owner = Who sees to “{ $words }”?
meeting-ask-due = Until when? Tap one, or type a time.
meeting-decided = ✔ The decision is noted.
meeting-resolved = { $done ->
    [yes] ✔
   *[no] ▢
} Decided: { $words } (owner: { $owner }, due: { $due })
meeting-button-count = ✋ Show of hands
meeting-button-vote = 🗳 Open a vote
meeting-button-unanimous = All in favour ({ $n })
meeting-ask-count = { $item }
    Voters in the room: { $n }. Tap if all agree; else type yes, no and abstentions, such as “10 1 1”.
meeting-bad-count = Please type one to three numbers: yes, no, abstentions. Voters in the room: { $n }.
meeting-count-differs = The figures don't add up: { $cast } votes, but { $n } voters in the room. Please count again.
meeting-secret-vote = This needs a secret ballot. Please use “Open a vote”.
meeting-tally = Vote: { $outcome ->
        [passed] passed
        [failed] not passed
        [put_off] put off
        [no_quorum] too few were there
        [advisory] advice only
        [void] void
        [open] voting goes on
       *[other] { $outcome }
    }. Yes { $yes }, no { $no }, abstentions { $abstain }; voters who should attend { $voters }, present { $present }{ $needed ->
        [0] {""}
       *[other] , needed { $needed }
    }.
meeting-voting-already = A vote is open on “{ $item }”. Please close it there, or call it off, before you vote again.
meeting-vote-off = The vote on this item was called off without a result. Please vote again.
meeting-ask-evidence = The step “{ $step }”: write a sentence on it (when, what came of it), or send a file or photo.
meeting-button-not-needed = Not needed this time

meeting-ended = The meeting is over. Should attend: { $expected }, present: { $present }.
meeting-still = { $n ->
    [0] The record is complete.
    [one] One thing is missing:
   *[other] { $n } things are missing; first:
}
meeting-adds = Type who said what (“Li Hua: …”); it is added under: { $item }
meeting-ask-ended = When did it really end? Type a time, such as “20:10”.
meeting-bad-end = It must lie between the opening and now, such as “20:10”.
meeting-button-ended = Change the end
meeting-write-today = Please complete the minutes today; later ones are marked as late.
meeting-why = Why was { $name } absent? ({ $n } to explain)
meeting-why-whose = Whose reason do you want to change?
meeting-button-why = Reasons of absence
meeting-button-exclude = Not counted
meeting-exclude = Who is not counted among those who should attend? It takes the superior's consent and a resolution. Tap an excluded one to count them again.
meeting-ask-exclude = Why is { $name } not counted? Give the reason, and when the superior consented.

meeting-gap = { $what ->
    [notice] Notice: none was sent. Please say when and how people were told.
    [topics] Topics: there are none yet. Please add them.
    [leave] Absent: somebody has no reason yet.
    [roll] Roll: it doesn't match those who should attend. Please complete it.
    [quorum] Quorum: too few voters were there, so the meeting is not valid. Complete the roll, or hold it again.
    [committee] { $step }: please say in which meeting it was discussed.
    [speeches] { $step }: nothing was noted. Please add who said what.
    [votes] { $step }: an item for decision has no result yet.
    [resolution] { $step }: an item for decision has no result yet.
    [open_vote] A vote is still open. Please close it, or call it off, first.
    [follow_up] { $step }: a decision has no owner or deadline.
    [minutes] Minutes: beginning, end and topics must be there.
    [recorder] There must be a chair and a recorder, and they must be two people.
    [signatures] Signatures: chair and recorder must both sign the minutes as they stand.
    [material] { $step }: please add the material, or say where it is.
    [asked] { $step }: say that it was done, or tap “Not needed this time”.
   *[other] { $step }: please say that it was done, or send a file.
}
meeting-button-fill = { $what ->
    [notice] Describe the notice
    [topics] Add topics
    [leave] Explain absences
    [roll] Complete the roll
    [quorum] Complete the roll
    [committee] Name the meeting
    [speeches] Add what was said
    [votes] Add the result
    [resolution] Add the result
    [follow_up] Set owner and deadline
    [minutes] Set the times
    [recorder] Choose the recorder
    [signatures] ✍ Sign
    [material] Add material
    [open_vote] 🗳 Go to the vote
   *[other] Describe this step
}
meeting-awaits = Waiting for the signature of { $names }.
meeting-button-gaps = What is missing
meeting-button-except = Make no. { $n } an exception
meeting-ask-except = An exception needs a reason, carries your name and stays in the minutes. What is the reason?
meeting-excused = Exception: { $step }. Reason: { $reason } ({ $name }, { $day })

meeting-button-minutes = 📄 Minutes
meeting-button-sheet = Attendance sheet
meeting-button-sign = ✍ Sign
meeting-not-signer = Chair and recorder sign: { $names }.
meeting-not-whole = The record isn't complete, so it can't be signed yet. { $what }
meeting-signed = { $n ->
    [0] Both have signed.
   *[other] You have signed; { $names } is still to sign. A change of the record makes signatures void.
}
meeting-please-sign = { $name } has signed the minutes. Please check them and sign.
meeting-button-close = ✔ Close the meeting
meeting-button-close-yes = Yes, close it
meeting-not-closed = The meeting can't be closed; missing: { $n }. { $what }
meeting-confirm-close = Close this meeting? Its record can't be changed afterwards{ $n ->
        [0] {""}
        [one] , and goes to the one person who was absent
       *[other] , and goes to the { $n } people who were absent
    }.
meeting-warning = Note: { $check ->
    [k05] somebody was in another meeting at the same time
    [k06] it overlaps with another meeting
    [k07] the day was no working day
    [k08] the minutes took more than 3 working days and are marked as late
    [k09] what was said is almost that of an earlier meeting
    [k28] somebody who was there has not spoken where everybody does
    [k30] a decision has no owner or deadline
   *[other] { $check }
}
meeting-late = Late: the minutes took more than 3 working days.
meeting-done = The meeting is closed. Should attend: { $expected }, present: { $present }.
meeting-unread = Absent, minutes not read yet: { $names }
meeting-button-done = Carried out: { $what }
meeting-button-carried = ✔ Carried out
meeting-yours = The meeting has put this in your hands:
    { $decision }
meeting-remember = Please see to this decision:
    { $decision }
meeting-thanks = Thank you, that's noted.
meeting-not-now = The meeting isn't at this step now. Please see the newest message.
meeting-not-desk = That is for the chair and the recorder.

meeting-minutes-here = The minutes are attached.
meeting-sheet-here = The attendance sheet is attached.
meeting-file-minutes = Minutes
meeting-file-roll = Attendance sheet
meeting-minutes-what = Item
meeting-minutes-words = Entry
meeting-head = { $what ->
    [unit] Unit
    [time] Time
    [place] Place
    [way] Form
    [chair] Chair
    [recorder] Recorder
    [lecturer] Lecturer
    [expected] Should attend
    [present] Present
    [absent] Absent, with reasons
    [guests] Guests
    [excluded] Not counted
   *[owed] Left from last time
}
meeting-from-to = { $opens } to { $closes }
meeting-present = { $n } (with a vote: { $voters })
meeting-line = { $what }: { $words }
meeting-minutes-steps = Steps
meeting-minutes-step = Step
meeting-minutes-shown = Shown by
meeting-proof = { $how ->
    [excused] exception, see below
    [none] does not apply
    [there] these minutes
   *[missing] —
}
meeting-proof-words = { $words } ({ $name }, { $day })
meeting-minutes-exceptions = Exceptions and notes
meeting-edition = Rule file: { $edition }
meeting-minutes-signed = Signatures
meeting-signature = { $role ->
    [chair] Chair
   *[recorder] Recorder
}: { $name }, { $at }
meeting-column = { $what ->
    [vote] Has a vote
    [times] Came–left
    [minutes] Minutes there
    [how] How
    [reason] Reason of absence
   *[marks] Remarks
}
meeting-by = { $by ->
    [tap] by themselves
    [code] with the code
   *[typed] by the recorder
}
meeting-status = { $status ->
    [coming] Coming
    [asked] Asking for leave
    [leave] On leave
    [refused] Leave not granted
    [here] Present
    [left] Left
    [late] Late
    [early] Left early
    [absent] Absent
    [read] Absent, has read the minutes
   *[invited] No answer
}
meeting-todo = { $what ->
    [answer] say whether you can come
    [arrive] check in
    [read] read the minutes
    [carry_out] carry out what the meeting decided
    [leaves] decide on leave
    [open] it's time to open it
   *[held] it is in progress
}
meeting-todo-gaps = { $n ->
    [0] complete: close the meeting
    [one] one thing is missing in the minutes
   *[other] { $n } things are missing in the minutes
}

meeting-proposed = Something that was discussed is on the agenda now:

meeting-same-time = There is another meeting at that time, and some would have to be at both:
meeting-also-called = · { $kind }, { $at }, { $n ->
        [one] one person
       *[other] { $n } people
    }
meeting-button-anyway = Send the notice all the same

meeting-attendance = Attendance
meeting-attended = { $group ->
    [asked] Should attend
    [there] Present
    [leave] On leave
    [absent] Absent
   *[late] Late or left early
}
meeting-screen-starts = Begins { $starts }
meeting-screen-item = Item { $at } of { $n }
meeting-screen-voting = A vote is under way
