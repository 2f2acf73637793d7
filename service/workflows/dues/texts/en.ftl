# Dues: what is owed by the rules, who has paid and who has not; no money, no wages

command-dues = dues|fees
about-dues = Note who has paid their { -dues } and who has not
dues-menu = ＋ Dues
dues-running = 💰 { $title }
dues-untitled = Dues ({ $day })
dues-help = · Type “dues” to note who has paid their { -dues }, with a reminder each month
dues-status = { $status ->
        [none] nothing paid yet
        [exempt] exempt
       *[other] paid until { $status }
    }
dues-todo = not paid yet
dues-title = Dues
dues-period = { $every ->
        [month] { $month ->
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
        } { $year }
        [quarter] quarter { $part } of { $year }
        [half_year] half-year { $part } of { $year }
       *[other] { $year }
    }
dues-money = { $amount } { $currency }
dues-every = { $every ->
        [month] each month
        [quarter] each quarter
        [half_year] each half-year
       *[other] each year
    }

dues-draft = The { -dues } of { $n ->
        [one] one person
       *[other] { $n } people
    } will be noted here, { $often }{ $known ->
        [0] , by brackets
       *[other] , { $amount }
    }. Whoever has not paid is reminded in the morning of day { $day } of each month.
    Only who has paid is noted here: no money goes through it, and no wages are kept. “Start” tells everybody who pays.
dues-begun = Your { -dues } will be noted here from now on, { $often }{ $known ->
        [0] { "" }
       *[other] , { $amount }
    }. If you have not paid, you are reminded on day { $day } of the month.
    Pay the { -leader } as before; only whether you have paid is noted, for you and the { -leader } alone.
dues-started = It runs, and { $n ->
        [one] one person was told
       *[other] { $n } people were told
    }. Whoever has not paid is reminded in the morning of day { $day } of each month.
dues-panel = { $period }: { $left ->
        [0] all { $of } have paid everything.
       *[other] { $left } of { $of } still owe something: { $names }
    }
dues-kept = It is kept already.
dues-closed = It is not kept any more. The ledger stays and can be exported at any time.
dues-ask-close = Keep it no longer, and remind nobody? The ledger stays.

dues-reminder = Your { -dues } for { $period } { $known ->
        [0] have not been noted yet.
       *[other] ({ $amount }) have not been noted yet.
    } Please pay the { -leader }; if you have, ask them to note it.
dues-own = { $status ->
        [exempt] You pay nothing.
        [paid] You have paid everything.
       *[owes] Not paid yet: { $periods }
    }{ $known ->
        [0] { "" }
       *[other] { "\u000A" }Each time: { $amount }
    }
dues-own-word = { $what ->
        [received] Your { -dues } for { $period } have been received.
       *[other] A correction: your { -dues } for { $period } have not been received; it was noted by mistake.
    }
dues-late-own = Your { -dues } have not been paid for { $months } months. Please pay them soon; if that is difficult, tell the { -leader }. Only you and the { -leader } know of this.
dues-late = { $n ->
        [one] One person has
       *[other] { $n } people have
    } not paid their { -dues } for { $months } months: { $names }. They were reminded in private, and nobody else was told.

dues-ask-received = { $left ->
        [0] Everybody has paid.
       *[other] Who has paid? A tap notes the oldest payment that is owed; in brackets, how many are.
    }{ $back ->
        [0] { "" }
       *[other] { " " }Another tap on a name with ✔ takes the last payment back.
    }
dues-word = { $what ->
        [received] Noted: { $name }, { $period }
       *[other] Taken back: { $name }, { $period }
    }
dues-all = One payment noted for each of { $n } people; they are told.
dues-ask-whose = Whose bracket? Tap a name. Only the bracket is kept, never wages; where it is a rate, each works out the amount.
dues-ask-bracket = Which bracket is { $name } in?
dues-assigned = Set: { $name }, { $bracket }
dues-called = { $name } ({ $amount })
dues-exempt = exempt
dues-exported = The ledger of { $year } is attached.
dues-receipt = the period from { $day }: paid ({ $amount })

dues-ledger = dues ledger
dues-column-name = Name
dues-column-period = Period
dues-column-status = Status
dues-column-bracket = Bracket
dues-column-amount = Amount
dues-column-received = Received
dues-column-by = By
dues-paid = { $status ->
        [paid] paid
        [exempt] exempt
       *[owed] not paid
    }

dues-button-start = Start
dues-button-panel = Have a look
dues-button-receive = Note who has paid
dues-button-got = { $n ->
        [1] { $name }
       *[other] { $name } ({ $n })
    }
dues-button-everybody = All { $n } have paid, once each
dues-button-brackets = Brackets
dues-button-pick = { $known ->
        [0] { $name }
       *[other] ✔ { $name }
    }
dues-button-ledger = This year's ledger
dues-button-before = Last year's ledger
dues-button-mine = My dues
dues-button-close = Keep no longer
dues-button-close-yes = Yes, keep no longer
