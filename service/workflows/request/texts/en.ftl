command-request = request|suggestion|complaint
about-request = Make a request or a suggestion
command-requests = requests|request ledger
about-requests = Export the ledger of requests

request-menu = Make a request
request-running = 📮 { $title }
request-untitled = Unfinished request ({ $day })
request-help = · Type “request” to ask for something, or to suggest it
request-menu-request = Make a request
request-menu-requests = Ledger of requests
request-called = { $confidential ->
    [true] Confidential request
   *[false] Request
}

request-ask-how = What would you like to ask for, or suggest? First choose how:
request-how-named = · With your name: { $name } deals with it.
request-how-confidential = · In confidence: only { $name } can read it, and every reading is recorded. Others know that there is a request, and nothing more.
request-how-above = · In confidence, to the unit above: only { $name } can read it; in your own unit nobody is told of it.
request-button-named = With my name
request-button-confidential = 🔒 In confidence
request-button-above = 🔒 To the unit above
request-button-drop = Discard
request-button-drop-yes = Yes, discard it
request-button-send = ✔ Send it
request-confirm-drop = Discard this? What you have written is deleted; nobody has been notified.
request-dropped = Discarded. Nobody has been notified.
request-ask-words = { $n ->
    [0] Please write it down, in as many messages as you like; pictures and files are welcome. Then tap “Send it”, and it goes to { $name }.
    [one] One message noted. You can go on, or tap “Send it”; it goes to { $name }.
   *[other] { $n } messages noted. You can go on, or tap “Send it”; it goes to { $name }.
}
request-sent = Sent, with the number { $number }. You will hear of every step.
request-arrived = A request has arrived.

request-card = { $confidential ->
    [true] It is confidential: tap “Read” to see it; every reading is recorded.
   *[false] It is from { $name }.
} { $phase ->
    [received] Please take it up by { $due }.
    [handled] Please answer by { $due }.
    [answered] Answered; it can be reopened until { $due }.
    [withdrawn] Withdrawn; there is nothing left to do.
   *[closed] Closed.
}{ $rating ->
    [satisfied] { " " }Rated: satisfied.
    [partly] { " " }Rated: partly satisfied.
    [unsatisfied] { " " }Rated: not satisfied.
   *[none] { "" }
}
request-panel = { $phase ->
    [received] Sent on { $at }. { $name } will take it up by { $due }.
    [handled] { $name } is dealing with it and will answer by { $due }.
    [answered] { $name } has answered. You can reopen it until { $due }.
    [withdrawn] Withdrawn.
   *[closed] Closed.
}{ $rating ->
    [satisfied] { " " }Your rating: satisfied.
    [partly] { " " }Your rating: partly satisfied.
    [unsatisfied] { " " }Your rating: not satisfied.
   *[none] { $phase ->
        [answered] { " " }Are you satisfied? One tap is enough.
       *[other] { "" }
    }
}
request-rating = { $value ->
    [satisfied] Satisfied
    [partly] Partly
   *[unsatisfied] Not satisfied
}
request-button-accept = ✔ Take it up
request-button-read = Read
request-button-ask = Ask a question
request-button-answer = Answer
request-button-hand = Hand over
request-button-extend = Move the deadline
request-button-readers = Who has read it
request-button-ledger = Ledger
request-button-add = Add something
request-button-reopen = Reopen
request-button-withdraw = Withdraw
request-button-withdraw-yes = Yes, withdraw it
request-confirm-withdraw = Withdraw this request? Whoever deals with it is told. This can't be undone.
request-the-asker = the person who asked
request-ask-to-add = What would you like to add? Type it, or send a picture or a file. It goes to { $name }.
request-ask-to-ask = What do you want to know? Just type it. It goes to { $name }.
request-ask-to-answer = Please type the answer; files are welcome too. It goes to { $name }, and the request counts as answered.
request-ask-to-reopen = What is still unsolved? Type a sentence. It goes to { $name }, and the request begins anew.
request-ask-extension = By how much? You give a reason next, and the person who asked reads it.
request-more-days = { $n } working days more: { $at }
request-ask-why = It will be due on { $at }. Why does it take longer? Type a sentence; the person who asked reads it. It counts as late only after that day.
request-extended = The deadline was moved to { $at }.
request-said = Sent.
request-news = { $step ->
    [add] Something was added.
    [ask] There is a question for you; it is above. Just type your answer.
    [reopen] The request was reopened.
    [extend] The deadline was moved; the reason is above.
   *[withdraw] The request was withdrawn.
}
request-accepted = Your request is being dealt with.
request-answered = Your request has been answered; the answer is above.
request-reopened = Reopened; the time counts anew.
request-closed = The time to reopen it is over.
request-yours-now = This request is yours to deal with now.
request-yours-overdue = ⏰ { $phase ->
    [received] Not taken up yet:
   *[other] Not answered yet:
} { $days ->
    [0] it is due today.
    [one] it is a day late.
   *[other] it is { $days } days late.
}
request-overdue = ⏰ { $unit }: request { $number } { $phase ->
    [received] has not been taken up.
   *[other] has not been answered.
} { $days ->
    [0] It is due today.
    [one] It is a day late.
   *[other] It is { $days } days late.
}
request-readers = Read by: { $names }
request-word-draft = { $name } · { $at }
request-word-add = { $name } · { $at } · added
request-word-ask = { $name } · { $at } · question
request-word-answer = { $name } · { $at } · answer
request-word-reopen = { $name } · { $at } · reopened
request-word-hand = { $name } · { $at } · handed over
request-word-extend = { $name } · { $at } · deadline moved

request-todo = { $status ->
    [draft] not sent yet
    [received] take it up
    [handled] answer it
    [asked] answer a question
   *[rate] answered: please rate it
}
request-status = { $status ->
    [draft] Unfinished
    [received] Received
    [handled] Being dealt with
    [answered] Answered
    [withdrawn] Withdrawn
   *[closed] Closed
}

request-ledger = Ledger of requests
request-ledger-sent = { $n ->
    [one] The ledger is attached, with one request.
   *[other] The ledger is attached, with { $n } requests.
} Of what is confidential it has the number and the times only.
request-hidden = (confidential)
request-column-number = Number
request-column-at = Asked
request-column-unit = Unit
request-column-who = Asked by
request-column-what = Request
request-column-status = Status
request-column-owner = Dealt with by
request-column-handed = Dealt with before by
request-column-due = Due
request-column-moved = Deadline moved (times)
request-column-answered = Answered
request-column-rating = Rating

request-nobody = Nobody can take requests at present. Please contact the administrator.
request-nobody-else = Nobody else may deal with this request. An administrator can give somebody the permission to answer requests.
request-empty = Please write it down first, then send it.
request-not-abroad = What is confidential can't be written on an account abroad. Please use another chat.
request-not-yours = This request is not yours to deal with.
request-over = This request is closed. If there is more to ask for, please make a new one.
