# What every kind of activity says

sdk-button-publish = ✔ Publish
sdk-button-edit = Edit
sdk-button-drop = Discard
sdk-button-drop-yes = Yes, discard it
sdk-button-cancel = Cancel the activity
sdk-button-cancel-yes = Yes, cancel it
sdk-button-close = Close now
sdk-button-close-yes = Yes, close it now
sdk-button-options = More settings
sdk-button-progress = Who is in
sdk-button-export = Export the list
sdk-button-keep = Back
sdk-button-more = More actions…
sdk-edit = What would you like to change?
sdk-more = You can also:
sdk-button-home-keep = Save as template
sdk-button-home-rehearse = Try it as a member
sdk-button-undo = ↩ Undo
sdk-button-next-page = Next ▶
sdk-button-previous-page = ◀ Previous

sdk-options = Tap a button to switch to its next setting.
sdk-reach = Publishing will notify the room and { $n ->
    [one] one member
   *[other] { $n } members
}.
sdk-reach-named = Publishing will notify only { $n ->
    [one] the one person
   *[other] the { $n } people
} you named, not the room.
sdk-scheduled = Scheduled: it will be published { $opens }.
sdk-dropped = Discarded. Nobody was notified.
sdk-missed = The deadline passed before this could be published, so it was left out. Nobody was notified.
sdk-cancelled = This activity was cancelled.
sdk-confirm-drop = Discard this activity? Nobody has been notified yet.
sdk-confirm-close = Close now? None of the { $n ->
    [one] one member
   *[other] { $n } members
} can join after that, and it can't be reopened.
sdk-confirm-cancel = { $n ->
    [0] Cancel this activity? Nobody has been notified yet.
    [one] Cancel this activity? The room and one member will be notified. This can't be undone.
   *[other] Cancel this activity? The room and { $n } members will be notified. This can't be undone.
}
sdk-confirm-cancel-named = { $n ->
    [one] Cancel this activity? The one person you named will be notified. This can't be undone.
   *[other] Cancel this activity? The { $n } people you named will be notified. This can't be undone.
}
sdk-undone = Undone. This is how it stood before:
sdk-undo-late = More than ten minutes have passed, so this can't be undone any more.
sdk-undo-over = This was undone already, or something has changed since.
sdk-undo-opened = Its opening time has passed, so this can't be undone.

sdk-not-allowed = You don't have permission to do this. Ask your administrator if you need it.
sdk-not-invited = This activity belongs to another unit.
sdk-nobody-left = There is nobody left to choose.
sdk-not-now = This isn't possible right now.
sdk-closed = It's too late: this has closed.
sdk-moved-on = This button is out of date. Please use the newest message.
sdk-incomplete = Something is still missing, so it can't be published.
sdk-in-the-past = A time you chose has passed in the meantime. Please choose another.
sdk-bad-details = Something in the plan is wrong: { $problem }
sdk-bad-text = Please write 1 to { $most } characters.
sdk-bad-number = Please write a whole number from { $least } to { $most }.
sdk-no-time = That isn't a time I understand. Try “tonight 7:30pm”, “Friday 19:30” or “5 Dec 19:30”.
sdk-no-clock = { $day }: at what time? Send the day and the time together, such as “tomorrow 19:30”.
sdk-past = { $at } has passed. Do you mean next year? Then send “{ $next }”.
sdk-wrong-weekday = The calendar says { $day }, which is not the weekday you wrote. Please check, and send it again.
sdk-one-time = Only one time is needed here, such as “tomorrow 19:30”.
sdk-bad-time = That time won't work: it must be later than now and within { $days } days.
sdk-time-after = That is too late: { $latest } at the latest.

sdk-minutes = { $n ->
    [0] Now
    [one] 1 minute
   *[other] { $n } minutes
}
sdk-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
sdk-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
sdk-not-before = At the time itself
sdk-minutes-before = { $n ->
    [one] 1 minute before
   *[other] { $n } minutes before
}
sdk-hours-before = { $n ->
    [one] 1 hour before
   *[other] { $n } hours before
}
sdk-days-before = { $n ->
    [one] 1 day before
   *[other] { $n } days before
}

sdk-column-name = Name
sdk-column-unit = { -unit(case: "upper") }
sdk-column-status = Status
sdk-sheet-people = People
sdk-people = { $status } ({ $n }): { $names }
sdk-exported = The list is attached.
sdk-file-people = list of people
sdk-record-unit = { -unit(case: "upper") }: { $unit }
sdk-record-began = Time: { $at }
sdk-record-time = Time: { $opens } to { $closes }
sdk-record-led = Organizer: { $name }
sdk-record-people = Took part: { $n } of { $of }

sdk-todo-draft = draft not published

sdk-button-nudge = 🔔 Remind who hasn't
sdk-button-nudge-yes = ✔ Remind them now
sdk-nudge = Remind the { $n ->
    [one] one person who hasn't done this yet?
   *[other] { $n } people who haven't done this yet?
}
sdk-nudge-later = These are quiet hours: they will read it { $at }.
sdk-nudged = Reminded { $n ->
    [one] 1 person
   *[other] { $n } people
}. You can do so again in an hour.
sdk-nudge-nobody = Everybody has done it; there is nobody to remind.
sdk-nudge-soon = They have just been reminded. You can do so again from { $at } on.
sdk-nudge-quiet = These are quiet hours until after the close, so nobody was reminded.

sdk-ask-reminders = When should people who haven't finished be reminded before it closes? Tap one or more, or type a time such as “tomorrow 20:00” or “2 hours before”.
sdk-enough-reminders = You can set up to { $most } reminders.
sdk-reminder-outside = A reminder must fall between the start and the close on { $closes }.
sdk-reminders = Reminders: { $times }
sdk-no-reminders = No reminders.
sdk-button-no-reminders = No reminders
sdk-button-reminders = Reminders
sdk-reminder-ahead = You will be reminded { $hours ->
    [1] an hour
    [24] a day
   *[other] { $hours } hours
} before it opens{ $room ->
    [1] , and the room is told
   *[other] { "" }
}.
sdk-button-ahead = { $hours ->
    [0] Remind me before it opens: no
    [1] Remind me before it opens: 1 hour
    [24] Remind me before it opens: 1 day
   *[other] Remind me before it opens: { $hours } hours
}
sdk-opens-soon = It opens by itself { $opens } and reaches { $n ->
    [one] 1 member
   *[other] { $n } members
}. To change or cancel it, tap below before then.

sdk-button-tapped = ✔ { $name }
sdk-tapped = { $taken ->
    [0] Taken back: { $name }.
   *[1] Noted: { $name }. Tap the name once more to take it back.
}
sdk-zone = {" "}({ $zone })
sdk-each-week = { $n ->
        [1] Every
        [2] Every second
       *[other] Every { $n } weeks on
    }
sdk-each-month = { $n ->
        [1] Every month
        [3] Every quarter (months { $months })
        [6] Every half-year (months { $months })
       *[other] Every { $n } months
    }
sdk-every-week = { $each } { $weekday } at { $at }{ $zone }{ $holiday }
sdk-every-day = Every day at { $at }{ $zone }{ $holiday }
sdk-workdays = Monday to Friday
sdk-and = { $days }, { $day }
sdk-every-month = { $each } on day { $day } at { $at }{ $zone }{ $holiday }
sdk-every-month-nth = { $each } on the { $nth ->
        [1] first
        [2] second
        [3] third
        [4] fourth
       *[-1] last
    } { $weekday } at { $at }{ $zone }{ $holiday }
sdk-every-year = Every year on { $day } { $month ->
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
    } at { $at }{ $zone }{ $holiday }
sdk-weekday = { $day ->
        [monday] Monday
        [tuesday] Tuesday
        [wednesday] Wednesday
        [thursday] Thursday
        [friday] Friday
        [saturday] Saturday
       *[sunday] Sunday
    }
sdk-holiday = { $rule ->
        [skip] , skipped on public holidays
        [next_workday] , moved to the next working day on public holidays
        [previous_workday] , moved to the previous working day on public holidays
       *[keep] {""}
    }
sdk-ask-code = Type the four-digit code that is read out on the spot.
sdk-no-code-yet = No code has been read out yet. Please wait a moment.
sdk-wrong-code = That code is wrong, or has been replaced (yesterday's or a forwarded one won't do). { $left ->
        [0] No more codes are taken from you: if you are on the spot, ask who organizes it to note you by name.
        [one] Please listen again and type the newest four digits. You have one more try.
       *[other] Please listen again and type the newest four digits. You have { $left } more tries.
    }
sdk-code-slow = That was wrong several times. Listen again and type it after { $at }.
sdk-code-over = Too many wrong codes, no more are taken from you. If you are on the spot, ask who organizes it to note you by name.
sdk-code-tries = { $name } has typed { $n } wrong check-in codes and can't type any more. If they are on the spot, note them by name.
sdk-code = The code to read out now: { $code }
    It changes at { $until }; the one before holds for ten more minutes. Tap again for the newest.
sdk-thread-full = There are { $most } messages here already, which is the most. Please close this one and begin another.
sdk-file-too-large = That file is too large; the limit is { $most } MB. Please send a smaller one.
sdk-file-kind = That kind of file is not accepted. Pictures, audio, video, PDF, office documents and text are.
sdk-answer-here = That was written where others can read it, so it was not noted. Please answer here, in this chat.
sdk-ask-hand = Who should deal with this from now on? One tap hands it over: they are told, and so is whoever brought it.
sdk-handed = { $name } has handed this over to { $to }, who deals with it now.
sdk-no-chat = An important message for { $name } could not be delivered: they have no chat here. Please send them their invitation link.
sdk-owed = { $status ->
        [met] ✓
        [late] ❗
       *[due] ·
    } { $name }: { $sort ->
        [hours] { $done } of { $asked } hours
        [talk] { $status ->
            [met] done
           *[due] { $asked ->
                [1] not yet
               *[other] talked with { $done } of { $asked }
            }
        }
        [missed] { $status ->
            [met] none missed
           *[due] { $left } missed and not made up for
        }
       *[times] { $asked ->
            [1] { $status ->
                [met] done
               *[due] not yet
            }
           *[other] { $done } of { $asked }
        }
    }{ $status ->
        [met] {""}
        [due] {" "}(by { $until })
       *[missed] {" "}(was due by { $until })
    }
sdk-owed-missed = { $name } ({ $day })
sdk-page-signed = I agree, show my name
sdk-page-unsigned = Don't show my name
sdk-button-screen = 📽 Big screen
sdk-screen-made = The big screen opens by the link below. Whoever has the link sees it without signing in; it shows what the room sees. The link ends { $until }.
sdk-screen-inside = { $reach ->
    [machine] This address opens on the server itself only. Please have the administrator set web.base_url.
   *[network] This address opens inside your network only.
}
sdk-screen-open = There is a link to the big screen already.
sdk-screen-new = New link (the old one ends)
sdk-screen-end = End the link
sdk-screen-ended = The link to the big screen has ended. Nobody can open it any more.
