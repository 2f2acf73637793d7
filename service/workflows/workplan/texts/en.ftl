# Plans of a year, or of some months

command-workplan = workplan|work plan|yearly plan
about-workplan = Make the plan of a year or of some months
workplan-menu = ＋ Work plan
workplan-running = 🗂 { $title }
workplan-untitled = Plan without a period ({ $day })
workplan-help = · Type “workplan” for the plan of a year or of some months: drafted from what is due, agreed, approved, and closed in per cent
workplan-status = { $status ->
       *[concerned] named in the plan
    }
workplan-todo = { $what ->
        [agree] read it and say whether you agree
        [approve] approve or return it
        [agreed] agreed; send it up
        [returned] returned with remarks
       *[close] its time is over; close it
    }

workplan-new = New work plan
workplan-heading = 🗂 { $title }
workplan-title = { $form ->
        [year] Work plan { $year }
        [half] Work plan, { $n ->
            [1] first
           *[other] second
        } half of { $year }
        [quarter] Work plan, Q{ $n } { $year }
        [month] Work plan, { $month } { $year }
        [months] Work plan, { $month }–{ $to } { $year }
       *[years] Work plan, { $month } { $year }–{ $to } { $until }
    }

workplan-ask-period = For which months is the plan? Tap one, or write it, such as “2027”, “Q2” or “September to December”.
workplan-no-period = I couldn't read that, or it is over. Write something like “2027”, “second half”, “Q2” or “September to December”.
workplan-draft = Draft, from what is due and from the last plan. To add an item, just type a line, such as “Visit the museum; June; Li Hua; book the guide; photos”.
workplan-every = { $period ->
        [month] every month
        [quarter] every quarter
        [half_year] every half-year
        [term] every term
        [year] within the year
       *[term_of_office] when due
    }{ $n ->
        [1] {""}
       *[other] { " " }× { $n }
    }
workplan-until = by { $day } { $month }
workplan-month = { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
workplan-timeless = no time yet
workplan-numbered = { $n }. { $name }
workplan-line = { $mark ->
        [done] ✓
        [late] ❗
        [left] ✕
        [open] ·
       *[none] {""}
    }{ $mark ->
        [none] {""}
       *[other] { " " }
    }{ $name }, { $when }{ $owned ->
        [0] {""}
       *[other] , { $owner }
    }{ $of ->
        [0] {""}
       *[other] : { $met }/{ $of }
    }{ $changed ->
        [moved] { " " }(moved: { $why })
        [why] { " " }({ $why })
       *[no] {""}
    }
workplan-more = … and { $n } more, see the exported file

workplan-agreeing = The committee is being asked: { $agreed } agreed, still waiting for { $left }. A meeting of theirs can agree as well.
workplan-agreed = The committee agrees. Send it up for approval.
workplan-sent = Sent up; waiting for approval.
workplan-returned = Returned with this remark: { $words }
    Change it, then send it again.
workplan-approved = { $above ->
        [0] ✔ The committee agrees, and the plan runs from now on.
       *[other] ✔ Approved by { $name }. The plan runs from now on.
    }
workplan-running-now = { $due ->
        [0] Nothing has come due yet.
       *[other] Done { $met } of { $due } that have come due ({ $percent } %).
    }
workplan-closed = The plan is closed: { $met } of { $due } done ({ $percent } %).
workplan-runs = { $n ->
        [one] The plan runs from now on: one item.
       *[other] The plan runs from now on: { $n } items.
    }
workplan-yours = Yours in { $month }:

workplan-which = Which item?
workplan-item = { $name }
    When: { $when }
    Measures: { $measures }
    Owner: { $owner }
    Check: { $check }
workplan-of-rules = The rules ask for this one; whether it was done is taken from the record.{ $auto ->
        [0] {""}
       *[other] {" "}It begins by itself on the first of the month in which it is due: its draft comes to who leads the unit.
    }
workplan-ask = { $what ->
        [until] By when is “{ $name }” to be done? Write a month or a day, such as “June” or “20 June”.
        [owner] Who sees to “{ $name }”? Tap somebody, or write the name.
        [measures] How is “{ $name }” to be done? Write a sentence.
        [check] How is it checked that “{ $name }” was done?
        [title] What should “{ $name }” be called?
        [move] To when is “{ $name }” moved, and why? On one line, such as “September; the hall is being repaired”.
        [leave] Why is “{ $name }” left out? It stays in the plan, with the reason.
       *[why] Why was “{ $name }” not done? Write a sentence.
    }
workplan-ask-add = One more item: type a line. Time, owner, measures and check may follow with semicolons, such as “Visit the museum; June; Li Hua; book the guide; photos”.
workplan-removed = Removed.
workplan-enough = A plan has at most { $most } items.
workplan-must = The rules say “{ $name }” must be done, so it stays.
workplan-by-rule = This one goes by the rules: its name, and its time in each month or quarter, stay. If it wasn't done, write the reason.
workplan-by-record = No need to mark this one: what was held for it counts by itself.
workplan-no-day = Write a month or a day within the plan, such as “June” or “20 June”.
workplan-no-move = Write one line: to when, and why, such as “September; the hall is being repaired”. The time must lie within the plan.
workplan-no-owner = Nobody here has this name. Write the full name, or tap somebody.
workplan-empty = The plan is still empty: say for which months it is, and give it an item.
workplan-no-time = “{ $name }” has no time yet. Please fill it in first.
workplan-no-way = There is no activity to begin for it, or you may not. Write a sentence about it once it is done.

workplan-please-agree = { $name } asks you to read this plan. Tap “I agree”, or write what you would change.
workplan-to-agree = Please read this plan.
workplan-confirm-put = { $n ->
        [0] Nobody else has to agree. Go on?
        [one] Ask the one other committee member whether they agree?
       *[other] Ask the { $n } other committee members whether they agree?
    }
workplan-you-agreed = Noted that you agree.
workplan-ask-object = What would you change? Write it; it goes to whoever drafts the plan.
workplan-objects = { $name } would change something: { $words }
workplan-object-passed = Passed on. You'll be asked again when it has changed; if it is a small thing, you can agree now.
workplan-no-meeting = There is no committee meeting yet that was held since then and whose record is closed. Close its record first, then tap again.
workplan-confirm-send = Send it to { $names } for approval? Until it is approved or returned it can't be changed.
workplan-please-approve = { $unit } has sent its plan for approval. Approve it, or return it with remarks.
workplan-confirm-approve = Approve this plan of { $unit }? It runs from then on, and they are told at once.
workplan-is-approved = Approved; they have been told.
workplan-ask-return = What should be changed? Write it; it goes back with the plan.
workplan-is-returned = Returned, with your remark.
workplan-not-superior = That is for the unit above to decide.
workplan-not-yet = This plan is still being discussed; you can read it once it is settled.
workplan-owner-left = { $name } has left. Please name somebody else for these items:

workplan-sum = { $items } items; done { $met } of { $due } ({ $percent } %).
workplan-sum-group = { $what ->
        [missed] Not done:
        [moved] Moved:
       *[left] Left out:
    } { $items }
workplan-sum-item = { $name }{ $n ->
        [0] {""}
       *[other] { " " }({ $n } missing)
    }{ $told ->
        [0] {""}
       *[other] { " " }({ $why })
    }
workplan-ask-summary = To add a few words (what went well, what didn't, what comes next), type them; they go into the summary. Then tap “Close this plan”. The summary goes to the committee and to the unit above.
workplan-exported = The plan as files:

workplan-file = items
workplan-file-summary = Summary
workplan-approved-by = Approved by { $name }, { $at }
workplan-column = { $what ->
        [n] No.
        [task] Task
        [time] Time
        [measures] Measures
        [owner] Owner
        [check] Check
        [done] Done
       *[remark] Remark
    }
workplan-remark = { $left ->
        [0] { $moved ->
            [0] { $added ->
                [0] { $why }
               *[other] Added { $why }
            }
           *[other] Moved: { $why }
        }
       *[other] Left out: { $why }
    }

workplan-button-put = Ask the committee
workplan-button-put-yes = ✔ Ask them
workplan-button-items = Change an item
workplan-button-add = Add an item
workplan-button-agree = ✔ I agree
workplan-button-object = I'd change something
workplan-button-meeting = A committee meeting agreed
workplan-button-recall = Take it back to change it
workplan-button-send = Send it up
workplan-button-send-yes = ✔ Send it up
workplan-button-approve = ✔ Approve
workplan-button-approve-yes = ✔ Approve, let it run
workplan-button-return = Return with remarks
workplan-button-period = Change the months
workplan-button-export = Export files
workplan-button-close = Sum up and close
workplan-button-close-yes = ✔ Close this plan
workplan-button-look = See the plan
workplan-button-start = ＋ { $name }
workplan-button-until = When
workplan-button-owner = Owner
workplan-button-measures = Measures
workplan-button-check = Check
workplan-button-title = Rename
workplan-button-remove = Remove
workplan-button-done = { $done ->
        [0] ✔ Done
       *[other] Not done yet
    }
workplan-button-move = Move
workplan-button-why = Write why
workplan-button-leave = Leave out
workplan-ask-meant = { $what ->
        [owner] Nobody here is called “{ $name }”. Did you mean one of these? If it is no name, tap the last button; otherwise write the line again.
       *[item] Should “{ $name }” be an item of the plan? If not, tap “Back”.
    }
workplan-meant = { $what ->
        [owner] “{ $name }” is no name, keep it
       *[item] ＋ Add it to the plan
    }
workplan-button-auto = { $on ->
        [0] ⏱ Begin by itself
       *[other] Don't begin by itself
    }
