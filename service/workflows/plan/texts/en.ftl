# Recurring activities

plan-begun = The recurring activity is set.
plan-started = Started as planned (due { $when }).
plan-started-uncertain = Please check: the holidays have not been announced yet, this may be a day off.
plan-missed = { $n ->
        [one] One date was missed while the service was down: { $last }. It is too late to make up for it.
       *[other] { $n } dates were missed while the service was down, the last on { $last }. It is too late to make up for them.
    }
plan-moved = Public holidays have changed, so the date has moved.
plan-paused = Paused.
plan-resumed = Resumed; what fell into the pause is not made up for.
plan-skipped = { $when } is skipped.
plan-stopped = Stopped for good.
plan-undone = Undone; all is as it was.
plan-undo-late = It can't be undone any more: more than 10 minutes have passed.
plan-undo-past = The time of that date has passed, so it can't be brought back.
plan-undo-over = This was undone already, or something else has happened since, so it can't be undone. Please look at the newest message.
plan-kept = Fine, nothing has changed.

plan-is-paused = It is paused.
plan-no-more = There will be no more of it.
plan-next = Next: { $when }
plan-shifted = Planned for { $day }, moved because of a public holiday.
plan-uncertain = The holidays of that time have not been announced yet: the date may move, and you will be told.

plan-every-week = Every { $weekday } at { $at } ({ $zone }){ $holiday }
plan-every-month = Every month on day { $day } at { $at } ({ $zone }){ $holiday }
plan-every-month-nth = Every month on the { $nth ->
        [1] first
        [2] second
        [3] third
        [4] fourth
       *[-1] last
    } { $weekday } at { $at } ({ $zone }){ $holiday }
plan-every-year = Every year on { $day } { $month ->
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
    } at { $at } ({ $zone }){ $holiday }
plan-weekday = { $day ->
        [monday] Monday
        [tuesday] Tuesday
        [wednesday] Wednesday
        [thursday] Thursday
        [friday] Friday
        [saturday] Saturday
       *[sunday] Sunday
    }
plan-holiday = { $rule ->
        [skip] , left out on public holidays
        [next_workday] , moved to the next working day on public holidays
        [previous_workday] , moved to the working day before on public holidays
       *[keep] {""}
    }

plan-ask-skip = Skip the next “{ $title }” ({ $when })?
plan-ask-stop = Stop “{ $title }”? You can undo this for 10 minutes; after that it would have to be set anew.

plan-do-pause = Pause
plan-do-resume = Resume
plan-do-skip = Skip the next
plan-do-stop = Stop
plan-do-skip-now = Yes, skip it
plan-do-stop-now = Yes, stop it
plan-do-keep = Leave as it is
plan-do-undo = Undo (within 10 minutes)

plan-forbidden = You may not manage recurring activities here.
plan-not-now = That can't be done now.
plan-outdated = The plan has changed since; please use the latest message.
plan-invalid = The recurring activity is not set up right: { $problem }
