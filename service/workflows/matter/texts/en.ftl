command-matter = matter|report upward|urgent matter
about-matter = Report an important matter
command-matters = matters|matter ledger
about-matters = Export the ledger of important matters

matter-menu = ＋ Report a matter
matter-running = 📌 { $title }
matter-untitled = Unfinished matter ({ $day })
matter-help = · Type “matter” to report an important matter, or to ask for instructions: whoever is on duty has it at once
matter-menu-matters = Ledger of matters
matter-new = Report a matter

matter-ask-kind = What kind of matter is it?
matter-needless = “{ $name }” need not be reported or asked about: { $instead }
matter-ask-what = { $form ->
    [request] What do you ask for instructions about? One matter at a time.
    [record] What is it, for the record?
   *[report] What happened? The most important first; you can follow up later.
}
matter-ask-why = { $form ->
    [request] What are the reasons?
   *[other] What caused it?
}
matter-ask-when = { $form ->
    [request] When do you mean to act? For example “5 Dec 9:00”. A request comes before the act.
   *[other] When did it happen? For example “tonight at 9:40”.
}
matter-ask-where = Where?
matter-ask-people = Who is concerned? Names, how many, how they are.
matter-ask-done = What has been done so far?
matter-ask-wanted = { $form ->
    [request] What should be approved or decided?
   *[other] What do you need?
}
matter-ask-contact = How can you be reached? Please type a number.
matter-field-what = Matter
matter-field-why = Reasons
matter-field-when = When
matter-field-where = Where
matter-field-people = People
matter-field-done = Done so far
matter-field-wanted = Asked for
matter-field-contact = Call back
matter-button-skip = Nothing, or not known yet
matter-button-rest = That will do for now
matter-button-field = Change
matter-button-kinds = Another kind
matter-button-drop = Discard
matter-button-drop-yes = Yes, discard it
matter-button-send = ✔ Send it now
matter-confirm-drop = Discard this? What you have written is deleted; nobody has been notified.
matter-dropped = Discarded. Nobody has been notified.
matter-preview = { $urgent ->
    [true] It goes to { $name } ({ $unit }) at once, even at night.
   *[other] It goes to { $name } ({ $unit }), outside their quiet hours.
} If it is not acknowledged within { $within }, { $n ->
    [0] you are told.
   *[other] it goes on to the next person ({ $others }) and you are told.
}
matter-from = Reported by { $name }, { $unit }
matter-line = { $label }: { $words }
matter-not-told = not given

matter-card = { $phase ->
    [sent] { $who } ({ $unit }) reported this on { $at }. Please acknowledge it{ $next ->
        [0] .
       *[other] ; after { $within } it goes on to the next person.
    }
    [up] { $who } ({ $unit }) reported this on { $at }. It has not been acknowledged above yet.
    [seen] { $who } ({ $unit }) reported this on { $at }. { $by } acknowledged it on { $seen }.
    [returned] { $who } ({ $unit }) reported this on { $at }. { $by } has returned it; it comes again once it is put right.
   *[closed] { $who } ({ $unit }) reported this on { $at }. { $closer } closed it on { $closed }.
}
matter-panel = { $phase ->
    [sent] Reported on { $at }. Sent to: { $to }. Nobody has acknowledged it yet.
    [seen] Reported on { $at }. { $by } acknowledged it on { $seen }.
    [returned] { $by } has returned it; the remarks are above, or under “Read it all”. Put it right and send it again; its number stays.
   *[closed] Reported on { $at }. { $closer } closed it on { $closed }.
}
matter-button-seen = ✔ Acknowledge
matter-button-close = ✔ Reply and close
matter-button-ask = Ask a question
matter-button-back = ↩ Return it
matter-button-up = Send further up
matter-button-hand = Hand over
matter-button-show = Read it all
matter-button-add = Follow up
matter-button-again = 🔔 Notify them again
matter-button-ledger = Ledger
matter-button-agree = Approved
matter-button-refuse = Not approved
matter-button-noted = Noted
matter-ask-to-add = What is new? Type it, or send a picture or a file. It goes to: { $names }
matter-ask-to-ask = What do you want to know? Just type it. It goes to: { $names }
matter-ask-to-up = Type your opinion; it goes further up together with the whole matter. Also told: { $names }
matter-ask-to-back = What is to be put right? Type your remarks; the matter then goes back to who reported it, to be sent again under its number. They go to: { $names }
matter-ask-to-close = Type your reply, or tap one; that closes the matter. It goes to: { $names }
matter-said = Sent.
matter-news = { $step ->
    [add] { $name } has followed up; the message is above.
    [ask] { $name } asks you something; the question is above. Just type your answer, or send a picture or a file.
    [back] { $name } has returned it; the remarks are above.
   *[other] { $name } has replied; the message is above.
}
matter-word-add = { $name } · { $at } · follow-up
matter-word-ask = { $name } · { $at } · question
matter-word-up = { $name } · { $at } · opinion
matter-word-hand = { $name } · { $at } · handed over
matter-word-back = { $name } · { $at } · returned
matter-word-close = { $name } · { $at } · reply
matter-word-agree = { $name } · { $at } · approved
matter-word-refuse = { $name } · { $at } · not approved
matter-word-noted = { $name } · { $at } · noted
matter-verdict = { $step ->
    [agree] approved
    [refuse] not approved
   *[noted] noted
}
matter-acknowledged = ✔ { $name } has acknowledged it.
matter-gone-on = { $why ->
    [unreached] { $name } has no chat here and can't be reached, so it went to { $to }; whoever keeps the roster knows.
    [left] { $name } has left, so it went to { $to }.
   *[late] { $name } has not acknowledged it within { $within }, so it went to { $to }.
}
matter-nobody-left = { $why ->
    [unreached] { $name } has no chat here and can't be reached; whoever keeps the roster knows.
    [left] { $name } has left.
   *[late] { $name } has not acknowledged it either.
} { $n ->
    [one] The one person on duty has been notified.
   *[other] All { $n } people on duty have been notified.
} Please call now; you can also notify them again.
matter-sent-up = { $name } has sent it further up, to { $to }.

matter-todo = { $status ->
    [draft] not sent yet
    [sent] acknowledge it
    [seen] reply to it and close it
    [returned] returned: put it right and send it again
   *[asked] answer a question about it
}
matter-status = { $status ->
    [draft] Unfinished
    [sent] Reported, not acknowledged yet
    [seen] Acknowledged
    [returned] Returned, to be put right
    [closed] Closed
   *[dropped] Not reported
}

matter-ledger = Ledger of important matters
matter-ledger-sent = { $n ->
    [one] The ledger is attached, with one matter.
   *[other] The ledger is attached, with { $n } matters.
}
matter-sealed = (confidential)
matter-column-number = Number
matter-column-at = Reported
matter-column-kind = Kind
matter-column-unit = Unit
matter-column-who = Reported by
matter-column-what = Matter
matter-column-by = Acknowledged by
matter-column-handed = Passed on by
matter-column-seen = Acknowledged
matter-column-words = Follow-ups and questions
matter-column-reply = Reply
matter-column-closed = Closed

matter-no-kinds = The rules don't say which matters are reported. Please contact the administrator.
matter-nobody-above = Nobody is on duty for this kind of matter yet. Please call, and have the administrator add somebody to the roster.
matter-nobody-else = Nobody else is on duty for this kind of matter. Please deal with it yourself, or ask the administrator to add somebody to the roster.
matter-not-abroad = This kind of matter can't be written on an account abroad. Please use another chat.
matter-before = A request comes before the act. Discard it and report what has been done instead.
matter-one-each = A request is about one matter. You listed several: please write one, and report the others separately.
matter-hidden = A report may not hold a request (“{ $words }”). Please leave it out and send a request of its own.
matter-not-yours = This matter is not yours to deal with, or somebody else has it now.
matter-over = This matter is closed. If there is something new, please report it.
