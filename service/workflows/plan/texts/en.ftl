# Recurring activities

command-plan = plan|new plan
about-plan = Set up a recurring activity
command-plans = plans|recurring
about-plans = See the recurring activities
plan-menu = ＋ Recurring activity
plan-help = · Type “plan” to set up a recurring activity, such as a quiz on the first Friday of each month, or “plans” to see those there are (for the plan of a year, type “workplan”)
plan-untitled = Untitled plan ({ $day })
plan-status = { $status }
plan-todo = the plan isn't finished yet
plan-new = New recurring activity

plan-list = Recurring activities:
plan-list-empty = There are no recurring activities yet. Tap “＋ Recurring activity”, choose what and how often, and it starts by itself each time, or you get a draft in good time.

plan-ask-kind = What should come round?
plan-ask-every = How often? Tap one, or write it, such as “first Friday of every month at 7pm” or “every other Wednesday 19:30”.
plan-period = { $period ->
        [daily] Every day
        [week] Every week
        [fortnight] Every two weeks
        [nth] Monthly, by weekday
        [day] Monthly, by date
        [quarter] Every quarter
       *[year] Every year
    }
plan-ask-weekday = On which day? For several, write them: “every Mon, Wed and Fri at 8pm”.
plan-ask-nth = Which one?
plan-ask-day = On which date? Tap one, or write it, such as “the 12th”.
plan-ask-month = In which month?
plan-ask-month-of = In which month of the quarter?
plan-ask-at = At what time? Tap one, or write it, such as “7:30pm”.
plan-nth = { $n ->
        [1] First
        [2] Second
        [3] Third
        [4] Fourth
       *[-1] Last
    }
plan-day = { $day ->
        [31] Last day
       *[other] { $day }
    }
plan-month = { $month ->
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
    }
plan-month-of = { $n ->
        [1] First month
        [2] Second month
       *[3] Third month
    }
plan-no-rule = I don't understand that. Write it like “daily at 9am”, “every Mon, Wed and Fri at 8pm”, “every Wednesday 19:30”, “every other Friday at 7pm”, “first Friday of every month at 19:30”, “the 15th of each month at 9am”, “every year on 1 July at 10:00”.
plan-no-time = I don't understand that time. Write it like “19:30” or “7:30pm”.
plan-no-such-day = There is no such day. Choose another one.
plan-ask-name = What is it called? Each activity that it starts has this name.
plan-ask-how = What happens when it is due? Fill it in now and it starts by itself, or decide later: you get a draft in good time and publish it yourself.
plan-how-details = Fill it in now; it starts by itself
plan-how-template = From the template “{ $name }”
plan-how-draft = Decide later; send me a draft first
plan-ask-ahead = How many days ahead do you want the draft?
plan-days-ahead = { $n ->
        [0] On the day
        [one] 1 day ahead
       *[other] { $n } days ahead
    }
plan-ask-leader = Who leads it? They get the notice and the draft each time.

plan-what = What: { $what }
plan-by-itself = How: starts by itself
plan-by-draft = { $n ->
        [one] How: whoever leads it gets a draft 1 day ahead, and publishes it
       *[other] How: whoever leads it gets a draft { $n } days ahead, and publishes it
    }
plan-by-draft-then = { $n ->
       *[0] How: whoever leads it gets a draft when it is due, and publishes it
    }
plan-from-template = Template: “{ $name }”
plan-led-by = Led by: { $names }
plan-of-settings = The administrator keeps this plan in the settings. You can skip a date, pause it or stop it here; to change when or what, ask the administrator.
plan-next-dates = { $n ->
        [0] There are no further dates.
        [one] The next date:
       *[other] The next { $n } dates:
    }
plan-date = · { $at }
plan-short-months = In a month without that date it is held on the last day.
plan-draft-at-once = The first date is close: you get its draft as soon as you confirm.
plan-change = What would you like to change?
plan-changed = Changed.
plan-by-other = { $name } has changed this plan:
plan-incomplete = Something is still missing.
plan-dropped = OK, nothing has been set up, and nobody was told.
plan-prepared = Time to prepare the next one, due { $when }. A draft is waiting for you: fill it in and publish it.

plan-do-confirm = ✔ Confirm and start
plan-do-go-on = Go on
plan-do-drop = Never mind
plan-do-change = Change…
plan-do-every = Change when
plan-do-name = Rename
plan-do-how = Change how
plan-do-ahead = Days ahead
plan-do-leader = Who leads it
plan-do-holiday = On holidays: { $rule ->
        [skip] skip
        [next_workday] move later
        [previous_workday] move earlier
       *[keep] hold anyway
    }

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
