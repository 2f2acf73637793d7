# Recurring activities

plan-begun = The recurring activity is set.
plan-started = Started as planned (scheduled for { $when }).
plan-started-uncertain = Please check: the public holidays haven't been announced yet, so this may be a day off.
plan-missed = { $n ->
        [one] One occurrence was missed while the service was down: { $last }. It is too late to make up for it.
       *[other] { $n } occurrences were missed while the service was down, most recently { $last }. It is too late to make up for them.
    }
plan-moved = Public holidays have changed, so the date has moved.
plan-paused = Paused.
plan-resumed = Resumed. Occurrences missed during the pause won't be made up.
plan-skipped = { $when } will be skipped.
plan-stopped = Stopped. It won't start again.
plan-undo-past = That date has passed, so it can't be restored.
plan-kept = OK, nothing has changed.

plan-is-paused = Paused.
plan-no-more = No further occurrences.
plan-next = Next: { $when }
plan-shifted = Planned for { $day }, moved because of a public holiday.
plan-uncertain = The public holidays for that time haven't been announced yet. You'll be notified if the date moves.

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
        [skip] , skipped on public holidays
        [next_workday] , moved to the next working day on public holidays
        [previous_workday] , moved to the previous working day on public holidays
       *[keep] {""}
    }

plan-ask-skip = Skip the next “{ $title }” ({ $when })?
plan-ask-stop = Stop “{ $title }”? You can undo this for 10 minutes. After that, it would have to be set up again.

plan-do-pause = Pause
plan-do-resume = Resume
plan-do-skip = Skip the next
plan-do-stop = Stop
plan-do-skip-now = Yes, skip it
plan-do-stop-now = Yes, stop it
plan-do-keep = Keep as is

plan-forbidden = You don't have permission to manage recurring activities here.
plan-not-now = You can't do that now.
plan-outdated = The plan has changed since then. Use the latest message.
plan-invalid = The recurring activity is set up incorrectly: { $problem }

plan-running = 🔁 { $title }
