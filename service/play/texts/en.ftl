play-orglife = OrgLife
play-room = { $name } · room
play-private = { $name } · private chat
play-retracted = (message withdrawn)
play-deleted = 🗑 the message of { $at } was deleted
play-participation = Participation
play-column-recipient = Recipient
play-column-person = Name
play-column-unit = Branch
play-column-status = Status
play-column-score = Score
play-column-replies = Replies
play-column-at = Time
play-took-part = { $unit } · { $phase } · { $n } of { $members } took part
play-phase = { $phase ->
    [draft] draft
    [scheduled] scheduled
    [called] notice sent
    [open] in progress
    [held] in progress
    [round] between rounds
    [minutes] writing the minutes
    [offered] in progress
    [closed] closed
    [over] closed
    [published] published
    [done] done
    [cancelled] cancelled
   *[other] { $phase }
}
play-points = { $score }/{ $of }
play-times = { $n }
play-reminders = Reminders
play-column-due = Due
play-column-sent = Sent
play-column-there = Recipient's local time
play-not-sent = { $state ->
    [waiting] not sent yet
    [dead] undeliverable
    [skipped] skipped
    [superseded] replaced
   *[other] { $state }
}
play-no-reminders = No reminders.
play-nobody-took-part = No one took part in any activity.
play-ended = { $title }: { $start } to { $end }, { $steps } steps, played in { $seconds } s.
play-ok = All expectations met.
play-failed = { $n ->
    [one] 1 expectation was
   *[other] { $n } expectations were
} not met (- expected, + found):
play-failure-step = Step { $step } ({ $at }): { $what }
play-stopped = { $left ->
    [one] 1 step was
   *[other] { $left } steps were
} not played, and the final expectations were not checked.
play-not-seen = { $kind ->
    [room] it did not appear in the room “{ $place }”
   *[private] it did not appear in the private chat of { $place }
}
play-seen = { $kind ->
    [room] “{ $holds }” must not appear in the room “{ $place }”
   *[private] “{ $holds }” must not appear in the private chat of { $place }
}
play-which-activity = { $n ->
    [0] there is no activity “{ $name }”
   *[other] there are { $n } activities called “{ $name }”; use their titles
}
play-other-outcome = “{ $name }” has a different outcome
play-cannot-press = { $who } can't find the choice “{ $label }”
play-cannot-reply = { $who } can't find a message containing “{ $words }”
play-cannot-start = the activity did not start ({ $kind }: { $code })
