command-procedure = procedure|procedures|case
about-procedure = Take a matter through its procedure
command-apply = apply|application
about-apply = Apply for something
procedure-menu = ＋ New case
procedure-menu-apply = Apply for something
procedure-running = 📁 { $title }
procedure-untitled = Untitled case ({ $day })
procedure-help = · Type “procedure” to take a matter through its steps, or “apply” to ask for something yourself
procedure-status = { $status ->
    [none] Not begun
    [over] Over
   *[other] Under way
}
procedure-todo = your step: { $step }
procedure-mine = { $phase ->
    [running] under way; done last: { $step }
    [done] completed
    [moved] gone on in your new unit
   *[other] ended
}

procedure-new = 📁 New case
procedure-title = 📁 { $procedure }: { $name }
procedure-none = There is no procedure here yet. An administrator can add a file, see docs/procedures.md.
procedure-none-to-apply = There is nothing you can apply for yourself just now. Please ask whoever leads your unit.
procedure-ask-procedure = Which procedure is it?
procedure-ask-title = { $name }: what is it called? Just type it, such as “Plan for 2027”.
procedure-ask-subject = { $name }: whose case is it? Tap a name, or type one.
procedure-not-for = This procedure isn't for { $name } as they stand now. Choose somebody else, or change their standing in the list of members first.
procedure-preview = { $procedure }: { $name }
    It has { $n } steps: { $steps }{ $more ->
    [0] {""}
   *[other] {" "}…
}
    The first, “{ $first }”, is taken by: { $who }.
procedure-button-begin = ✔ Begin
procedure-runs-already = There is such a case under way already. Please open it from the menu.
procedure-has-begun = It has begun. Whoever's turn it is will be asked.
procedure-arrived = This case has come here together with its person. Its papers and times go on. Please check the papers first.

procedure-actor-subject = the person themselves
procedure-actor-secretary = whoever leads the unit
procedure-actor-committee = the committee
procedure-actor-superior = the unit above
procedure-who = { $called } ({ $names }{ $more ->
    [0] {""}
   *[other] {" "}and others
})
procedure-step = Step { $n } of { $of }: { $step }{ $staged ->
    [0] {""}
   *[other] {" "}· { $stage }
}{ $ruled ->
    [0] {""}
   *[other] {" "}(article { $article })
}
procedure-by = Taken by: { $who }
procedure-have = ✓ { $name } ({ $day })
procedure-need = · Still needed: { $name }
procedure-again = · { $name }: { $n } so far; the next { $late ->
    [0] by { $day }
   *[other] overdue since { $day }
}
procedure-posted = · { $name }: posted, until { $day }
procedure-from = Possible from { $day }
procedure-until = { $late ->
    [0] By { $day }
   *[other] Overdue since { $day }
}
procedure-nobody-above = Nobody of the unit above is here. Go by their written answer, and give its day.
procedure-objecting = ⚠ { $n ->
    [one] An objection has
   *[other] { $n } objections have
} no conclusion yet, so nothing goes on.
procedure-your-turn = It's your turn:
procedure-stands = { $phase ->
    [running] { $n } of { $of } steps done. Now: { $names }
    [done] ✔ { $outcome }
    [refused] It was refused: { $reason }
    [moved] It has gone on in the new unit.
   *[ended] It was ended: { $reason }
}
procedure-gone = they have left
procedure-all-done = Every step has been taken
procedure-waits = · { $step }: { $who }{ $timed ->
    [0] {""}
   *[other] . { $days }
}
procedure-shows = { $kind ->
    [confirm] It has been done
    [form] Form
    [file] File
    [names] { $name }
    [meeting] A closed { $name }
    [vote] A vote that passed ({ $name })
    [talk] A talk on record
    [study] { $n } hours of study
    [service] { $n } hours of service
    [notice] Public notice for { $n } working days
    [publish] Tell everybody
   *[approval] Approval
}
procedure-button-give = { $kind ->
    [confirm] ✔ { $name }
    [form] ✏ Fill in: { $name }
    [file] 📎 Send: { $name }
    [names] 👥 Name the { $name }
    [meeting] 📋 Choose: { $name }
    [vote] 🗳 Choose: { $name }
    [talk] 💬 Choose: { $name }
    [study] 📚 { $name }
    [service] 🤝 { $name }
    [notice] 📢 { $name }
   *[publish] 📣 { $name }
}
procedure-button-hours = ✔ Use the { $hours } hours on record
procedure-button-approve = ✔ Approve
procedure-button-approve-yes = Yes, approve
procedure-button-papers = 👁 See the papers
procedure-button-return = ↩ Return
procedure-button-refuse = ✖ Refuse
procedure-button-extend = Put off by { $n } months
procedure-button-extend-yes = Yes, put it off
procedure-button-skip = Leave out “{ $step }”
procedure-button-early = Take “{ $step }” early, with a reason
procedure-button-anyway = Give a reason and go on
procedure-button-today = Today ({ $day })
procedure-button-empty = Leave empty
procedure-button-day = { $now ->
    [1] ✔ It was today ({ $day })
   *[other] ✔ Hand in ({ $day })
}
procedure-button-redo = Start over
procedure-button-post = ✔ Post it
procedure-button-object = Object (in confidence)
procedure-button-read = Read it
procedure-button-dismiss = It doesn't hold, go on
procedure-button-uphold = It holds
procedure-button-objections = Objections (open: { $n })
procedure-button-rename = Change: { $role }
procedure-button-folder = 📂 Papers
procedure-button-export = ⬇ Export everything
procedure-button-back = ↩ Go back to a step
procedure-button-end = ✖ End the case

procedure-ask-item = { $kind ->
    [file] Please send “{ $name }”, as a photo or a file.
   *[names] Who is the { $name }? Please type { $most ->
        [1] the name
       *[other] { $least } to { $most } names, with commas between them
    }.
}
procedure-hours-so-far = { $name }: { $hours } hours of { $kind ->
    [study] study
   *[service] service
} are on record, of { $of }{ $enough ->
    [1] {""}, which is enough.
   *[other] {""}, which is not enough yet.
}{ $n ->
    [0] {""}
   *[other] {" "}{ $tasks }
}
procedure-ask-hours = If it was done elsewhere and is not on record here, type the hours in all by the paper you have, { $n } at least.
procedure-task = { $title } ({ $hours })
procedure-ask-blank = { $of ->
    [1] {""}
   *[other] ({ $n }/{ $of }){" "}
}{ $name }
procedure-ask-how = { $type ->
    [number] Please type a number.
    [date] Please type a day, such as “5 March”.
   *[choice] Please tap one.
}
procedure-ask-sealed = This is kept sealed: only you and whoever leads the case can read it. Your message is taken out of the chat.
procedure-look-over = { $step }: { $name }
procedure-ask-signed = Look first whether it is signed and dated by whoever must; if not, have that done and send it again.
procedure-ask-day = If this is right, tap the first button. If it was on another day, type the day, such as “5 March”.
procedure-answer = { $name }: { $words }
procedure-sealed = (filled in, sealed for the person and whoever leads the case)
procedure-hours = { $n } hours{ $typed ->
    [0] {""}
   *[other] {" "}(typed, by a paper; not on record)
}
procedure-which = { $name }: which one was it?
procedure-held = { $day } { $title }
procedure-brought = ✔ Received.

procedure-done-already = “{ $step }” has been taken already.
procedure-not-yours = “{ $step }” is taken by: { $who }.
procedure-not-concerned = You have no step in this case.
procedure-not-own = This is for whoever leads the case, never for the person it is about.
procedure-objection-open = { $n ->
    [one] An objection has
   *[other] { $n } objections have
} no conclusion yet. Nothing goes on until whoever leads the case has written it down under “Objections”.
procedure-not-ready = This is needed first: { $names }.
procedure-no-papers = There are no papers yet.
procedure-gap = Before “{ $step }” this must be done: { $names }.
procedure-before = “{ $step }” can't be earlier than the step before it ({ $day }).
procedure-not-in-order = “{ $name }” can't be earlier than “{ $before }” ({ $day }). Please check the days.
procedure-too-few = “{ $step }” should have been done { $of } times; it was done { $n }.
procedure-early = “{ $step }” is possible from { $day } on, counted from “{ $since }”{ $ruled ->
    [0] {""}
   *[other] {" "}(article { $article })
}.
procedure-late = “{ $step }” had to be taken by { $day }, counted from “{ $since }”{ $ruled ->
    [0] {""}
   *[other] {" "}(article { $article })
}. { $must ->
    [0] {""}
   *[other] Whoever leads the case can take it back to “{ $since }”, or end it.
}
procedure-generally = That is how it is generally done. With a good reason you can go on.
procedure-is-over = { $phase ->
    [moved] This case has gone on in another unit.
   *[other] This case is over.
}
procedure-tap-one = Please tap one of the buttons above.
procedure-no-number = { $name }: please type a number alone, such as 12 or 3.5.
procedure-no-day = That is no day I understand, or it is still to come. Try “5 March” or “yesterday”.
procedure-not-abroad = This can't be given through a platform abroad. Please use your organization's web chat, or tell whoever leads the case in person.
procedure-no-file-asked = No file was asked for. Please tap “Send” first.
procedure-send-file = Please send the file or a photo itself.
procedure-too-large = The file is too large: { $most } MB at most.
procedure-unknown-name = These names are not known, or more than one person has them: { $names }. Please type full names, as they stand in the list of members.
procedure-how-many = { $most ->
    [1] One name, please.
   *[other] Please type { $least } to { $most } names.
}
procedure-can-not-be = { $names } can't be the { $role }. Please name somebody else.
procedure-few-hours = Please type a number of hours, { $n } at least.
procedure-none-held = Since { $day } there is no “{ $name }” that can be used. Come back once it is held, written down and closed.

procedure-confirm-approve = Approve “{ $step }”? The case then goes on, and whoever is concerned is told.
procedure-approved = ✔ Approved.
procedure-ask-return = It goes back to “{ $to }”, and every later step is taken anew. Why? Please give the reason.
procedure-ask-refuse = With a refusal the case ends. Why? Please give the reason: whoever leads the case and the person themselves will read it.
procedure-went-back = ↩ Back to “{ $to }”: { $reason }
procedure-confirm-extend = Put it off by { $n } months? That can be done once.
procedure-put-off = Put off by { $n } months.
procedure-put-off-once = It was put off once already.
procedure-ask-anyway = Why take “{ $step }” now all the same? The reason is kept with the papers.
procedure-waived = The reason is noted. You can go on.
procedure-ask-skip = Why is “{ $step }” left out? The reason is kept with the papers.
procedure-skipped = “{ $step }” is left out; the reason is noted.
procedure-ask-back = Back to which step?
procedure-ask-end = Why does it end? Please give the reason: the person themselves will read it.
procedure-renamed = Changed.
procedure-named = You are now the { $role } in this case.

procedure-confirm-post = { $words }

    — This { $kind ->
    [notice] is posted in your unit's rooms{ $page ->
        [0] {""}
       *[other] {" "}and on a page
    } for { $n } working days, until { $day }.
   *[publish] is posted in every room.
} It can't be taken back.
procedure-posted-already = It is posted already.
procedure-is-posted = 📢 Posted.
procedure-notice-how = If you know a reason against it, tap below: only whoever leads the case will read it. If you would rather not answer here, type “menu” in your chat with me and open this case.
procedure-page-link = On a page (for whoever has the link, until the notice ends): { $address }
procedure-no-page = It is on no page: nobody else can open this service's address. Please ask the administrator to set web.base_url.
procedure-page-title = Public notice: { $procedure }
procedure-page-how = { $named ->
    [0] The name stands in the notice in the unit's room.{" "}
   *[other] {""}
}If you know a reason against it, type “menu” in your own chat with OrgLife before the notice ends and open this case; only whoever leads it will read what you write. Or tell them in person. This page goes when the notice ends.
procedure-page-sign = The notice about you stands in your unit's room, and on a page for whoever has the link, until the notice ends. Should the page bear your name? It doesn't until you agree; you can change this under “my data”.
procedure-not-aloud = Everybody in the room could read what you just wrote there. We have asked the platform to take it out; if it still stands there, please delete it. If you have something to say, tap below and write it here, where only whoever leads the case will read it.
procedure-notice-over = The notice is over. Please tell whoever leads the case directly.
procedure-ask-object = What should be known about { $name }? Write it here: it is kept sealed, and only whoever leads the case can read it. Your message is taken out of the chat.
procedure-objected = Received, thank you. You will be told what came of it.
procedure-kept-back = All right, nothing was sent.
procedure-objection = Objection { $n }: { $status ->
    [open] no conclusion yet
    [upheld] it holds. Conclusion: { $words }
   *[dismissed] it doesn't hold. Conclusion: { $words }
}
procedure-objection-by = { $name } says:
procedure-erased = (erased at their request)
procedure-ask-conclusion = { $upheld ->
    [0] What was found? Please write the conclusion: whoever objected will read it.
   *[other] It holds: please write the conclusion. Whoever objected will read it. After that the case goes back to a step, or ends.
}
procedure-concluded = The conclusion is noted, and whoever objected was told.
procedure-upheld = It holds: go back to a step, or end the case, under “More actions…”.
procedure-objection-answer = { $upheld ->
    [0] What you wrote was looked into. The conclusion: { $words }
   *[other] What you wrote holds. The conclusion: { $words }
}
procedure-own-objection = It is your own objection; somebody else concludes it.

procedure-remind = { $days ->
    [0] “{ $step }” is possible from today on.
    [1] “{ $step }” is due tomorrow.
   *[other] “{ $step }” is due in { $days } days.
}
procedure-moved = They have moved to { $unit }, and the case has gone there with all its papers.
procedure-role-free = { $name } has left or moved, and is not the { $roles } any more. Please name somebody else under “More actions…”.

procedure-folder = { $n } papers. Steps that lack something: { $missing }. What is wrong: { $wrong }.
procedure-lacks = Missing: { $step } — { $papers }
procedure-misdated = Wrong date: { $step } — { $paper }
procedure-unsigned = Signatures not looked at: { $step } — { $paper }
procedure-explained = Against the rules: { $step } ({ $on }). { $words } { $waived ->
    [0] No reason was given.
   *[other] Reason: { $reason }
}
procedure-exported = The archive is attached: a table of contents{ $n ->
    [1] , and no files were sent in
   *[other] {" "}and the files that were sent in
}.
procedure-contents = Contents
procedure-checked = What is missing or wrong
procedure-file-folder = papers
procedure-notes = Notes
procedure-column-step = Step
procedure-column-day = Day
procedure-column-by = By
procedure-column-papers = Papers
procedure-listed = { $name } ({ $day })
procedure-left-out = Left out: { $reason }
procedure-note-waived = { $step }: { $obstacle ->
    [early] earlier than usual
    [late] later than usual
   *[gap] fewer times than usual
}, { $name }, because: { $reason }
procedure-note-put-off = { $step }: put off by { $n } months
procedure-note-returned = Back to { $step }, { $name }, because: { $reason }
procedure-note-objection = Objection { $n }, conclusion: { $words }

procedure-archived = { $n } of { $of } steps are taken. The papers are in the case’s own folder.
