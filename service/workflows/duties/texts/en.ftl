# What the rules ask for

command-month = month|duties
about-month = See what is due this month
duties-menu = 📌 Due this month
duties-help = · Type “month” to see what the rules ask for this month, quarter and year: what has been held, what is missing, and a button that begins it
duties-running = 📌 { $title }
duties-untitled = What is due ({ $day })
duties-status = { $status }

duties-title = 📌 Due this month
duties-card = { $unit } · { $day }
duties-over = { $status ->
        [late] ❗ Late:
       *[missed] Past its time (generally done):
    }
duties-period = { $period ->
        [month] This month
        [quarter] This quarter
        [half_year] This half-year
        [term] This term
        [year] This year
       *[term_of_office] This term of office
    }{ $period ->
        [month] {" "}(until { $until }, { $left ->
            [one] 1 working day
           *[other] { $left } working days
        } left):
        [quarter] {" "}(until { $until }, { $left ->
            [one] 1 working day
           *[other] { $left } working days
        } left):
        [term_of_office] :
       *[other] {" "}(until { $until }):
    }
duties-name = { $name }{ $grouped ->
        [0] {""}
       *[other] {" "}({ $group })
    }{ $period ->
        [month] {" "}({ $month ->
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
           *[other] December
        })
        [quarter] {" "}({ $month ->
            [1] first
            [4] second
            [7] third
           *[other] fourth
        } quarter)
        [half_year] {" "}({ $month ->
            [1] first
           *[other] second
        } half of the year)
        [term] {" "}({ $month ->
            [2] spring
           *[other] autumn
        } term)
        [year] {" "}({ $year })
       *[other] {""}
    }
duties-line = { $state ->
        [met] ✓ { $name }: { $days }
        [talked] ✓ { $name }: everybody has talked
        [talks] · { $name }: { $left }{ $pairs ->
            [0] {""}
           *[other] {" "}{ $left ->
                [one] pair
               *[other] pairs
            }
        } to go{ $named ->
            [0] {""}
           *[other] {" "}({ $names })
        }
        [some] · { $name }: { $n } of { $least } ({ $days })
        [early] · { $name }: not yet, due by { $until }
        [term] · { $name }: by { $until }
        [unknown] · { $name }: nobody knows when the last one was; please note it
       *[none] · { $name }: none yet
    }
duties-units = The units below:
duties-unit = · { $unit }: { $late ->
        [0] {""}
       *[other] ❗ { $late } late,{" "}
    }{ $open } open, { $met } met
duties-nothing = The rules ask nothing of this unit (a unit with fewer than three people of its own isn't counted).

duties-begin = ＋ { $name }
duties-talk = Talk
duties-note = ✓ Note as done: { $name }
duties-ask = On which day was this done: { $name }? Tap one, or write a date, such as “5 March”.
duties-noted = { $phase ->
        [noted] Noted: { $name }, { $day }.
       *[cancelled] { $dated ->
            [0] All right, nothing is noted: { $name }.
           *[other] Withdrawn, it doesn't count any more: { $name }, { $day }.
        }
    }
duties-button-drop = Don't note it
duties-button-withdraw = Withdraw
duties-no-day = Please write a day that has been, such as “5 March” or “10 May 2024”.
duties-gone = This can't be done now: the rules have changed, or you may not. Please ask for the month's card again: type “month”.

duties-archived-title = Duties met and late
duties-archived = { $n } in all: { $met } met, { $late } late, { $missed } generally expected and not held.
duties-archived-column = { $what ->
    [duty] Duty
    [until] By
    [status] Status
   *[held] Held on
}
duties-archived-status = { $status ->
    [met] met
    [late] late
    [missed] not held
    [due] due
   *[unknown] no record
}
duties-members = What each member does:
duties-member-line = { $status ->
        [met] ✓
        [late] ❗
       *[due] ·
    } { $name }: { $status ->
        [met] all { $of } have
       *[due] { $met } of { $of } have{ $status ->
            [due] {" "}(by { $until })
           *[late] {" "}(was due by { $until })
        }
    }
duties-who = 👥 { $name }: { $n } to go
duties-left = { $name }: { $met } have, { $n } { $n ->
        [one] has
       *[other] have
    } not yet:
duties-left-line = · { $name }{ $sort ->
        [hours] : { $done } of { $asked } hours
        [missed] : attended or made up { $done } of { $asked }
        [times] : { $done } of { $asked }
       *[once] {""}
    }
duties-remind = 🔔 Remind { $n ->
        [one] this member
       *[other] these { $n }
    }
duties-reminder = 🔔 Please remember:
    { $words }
duties-nobody-left = Everybody has; there is nobody to remind. Type “month” for the latest.
duties-own = What the rules ask of you:
duties-own-nothing = The rules ask nothing of single members.
