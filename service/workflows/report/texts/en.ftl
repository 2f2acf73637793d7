# Reports of members from time to time

command-report = report|regular report
about-report = Ask members for a regular report
command-reports = reports|report rates
about-reports = See how many reported, by unit (numbers only)
report-menu = ＋ Regular report
report-menu-reports = Report rates
report-running = 📝 { $title }
report-untitled = Untitled report ({ $day })
report-help = · Type “report” to have members report every day, week or month: a form of the rules, or a few questions of your own; “unchanged” takes one tap

report-new = 📝 New regular report
report-title = { $title }

report-ask-form = What should people report? Tap a kind.
    Or write your own: its name on the first line, then one question a line, in one message. Answers or a range may follow the question mark:
    Volunteer follow-up
    Can you come on Saturday? yes/no/not sure
    How often did you come last week? 0-7
    Any suggestions?
report-ask-rule = How often, and at what time? Tap one, or type it, such as “every day at 7:30”, “every Friday at 18:00” or “the 1st of each month at 9:00”. Everybody is asked at that time on their own clock.
report-ask-closes-at = Until when? Tap a day, or type a time such as “30 June 20:00”, a year ahead at most.
report-ask-contact = Who follows up on the silent? This contact is told after 24 hours, the organizer after 48.
report-field-form = Change the questions
report-field-rule = Change when
report-field-closes-at = Change the end
report-no-form = I don't understand. Please write the name on the first line and one question a line below, one to twelve of them; or tap a kind.
report-no-rule = I don't understand how often. Try “every day at 8:00”, “every Monday at 8:00” or “the 1st of each month at 9:00”, with the time.

report-reach = Publishing will notify the { $n ->
        [one] one member who is asked
       *[other] { $n } members who are asked
    }, and no room.
report-invitation = { $rule }, on everybody's own clock; first on { $next }, until { $closes }.
    { $questions }

    { $answered ->
        [1] Pause it while you are away.
       *[0] Where nothing has changed, one tap says so; pause it while you are away.
    }
    { $sealed ->
        [1] Answers are stored encrypted. Only you and { $readers } can read them{ $answered ->
            [1] , and { $contact } replies to you in private
           *[0] {""}
        }; they go to no room and to nobody above.
       *[0] The answers are read by { $readers }; they go to no room and to nobody above.
    }
report-panel = { $phase ->
        [open] { $rule }, until { $closes }.
       *[closed] It is over.
    }{ $round ->
        [ahead] { $phase ->
            [open] {" "}First on { $next }.
           *[closed] {""}
        }
        [runs] { $phase ->
            [open] {" "}The first time ({ $day }) is under way.
           *[closed] {""}
        }
       *[counted] {" "}Last time ({ $day }): { $rate }
    }
    Contact: { $contact }
report-rate = { $done } of { $of } reported ({ $share } %){ $away ->
        [0] {""}
       *[other] , { $away } away
    }

report-asked = { $answered ->
        [1] 📝 { $name }: it's time for the next one. Take the space you need; your contact replies to you in private.
       *[0] 📝 { $name }: { $again ->
            [1] the same as last time?
           *[0] please answer a few questions.
        }
    }
report-reminder = 📝 { $name }: we haven't heard from you this time. { $again ->
        [1] If nothing has changed, one tap will do.
       *[0] Please take a moment for it.
    }
report-todo = please report
report-status = { $status ->
        [none] no report yet
        [away] away, paused
        [back] back, no report yet
        [refused] didn't agree, nothing stored
       *[filed] last report: { $status }
    }

report-button-same = ✔ Same as last time
report-button-revise = Something changed
report-button-change = Change it
report-button-fill = ✔ Answer now
report-button-submit = ✔ Hand it in
report-button-view = See my answers
report-button-away = I'm away, pause it
report-button-here = I'm back
report-button-leave = Not now
report-button-agree = I agree
report-button-refuse = I don't agree
report-button-mine = My own
report-button-table = 📋 This round
report-button-contact = Contact
report-button-stop = End the reports
report-button-stop-yes = Yes, end them
report-button-read = Read it
report-button-reply = ✍ Reply

report-own = { $stage ->
        [due] Not answered yet this time.
        [early] It hasn't begun: you'll be asked first on { $next }, and a few taps will do.
        [filed] Noted ({ $day }). You can change it until the next time.
        [away] All right, you won't be asked before { $until }.
       *[refused] All right: nothing was stored, and you won't be asked again. It keeps you from nothing. If you change your mind, tap below.
    }
report-answer = { $question }: { $answer }
report-yes-no = { $value ->
        [yes] yes
       *[no] no
    }
report-question = { $of ->
        [1] {""}
       *[other] { $n }/{ $of }{" "}
    }{ $ask }{ $kind ->
        [number] {" "}Please type a number from { $least } to { $most }.
        [date] {" "}Please type a day, such as “20 March”.
        [text] {" "}Just type.
       *[choice] {""}
    }
report-review = { $sealed ->
        [1] Your last answers are filled in. Tap what has changed, then hand it in.
       *[0] These are your last answers. Tap what has changed, then hand it in.
    }
report-change = Change: { $name }
report-bad-number = Please type a number from { $least } to { $most }.
report-bad-date = I don't see which day that is, or it is more than a year away. Try “20 March” or “next Friday”.
report-tap = Please answer with one of the buttons.
report-not-asked = You aren't asked for this report.
report-ask-away = Until when? Tap one, or type the day you are back, such as “20 March”. Until then you aren't asked, and nobody misses your report.
report-days = { $n ->
        [7] A week
        [30] A month
       *[other] { $n } days
    }
report-not-abroad = This report holds sensitive personal data, which is neither asked for nor stored on a platform whose servers are abroad. Please use the web chat or another platform for it.
report-consent = 🔏 Your separate consent is needed
    “{ $name }” asks for sensitive personal data, such as health, whereabouts or personal matters. It is used only to look after members; it is stored encrypted, for { $days } days at most; only you and { $readers } can read it, and it goes to no room and to nobody above.
    Saying no keeps you from nothing; after agreeing, type “withdraw consent” at any time, and what you answered is deleted at once.

report-late = { $name }: { $n ->
        [one] one person has
       *[other] { $n } people have
    } not answered for 24 hours: { $names }. Please get in touch; they may need help.
report-overdue = { $name }: { $n ->
        [one] one person has
       *[other] { $n } people have
    } not answered for 48 hours: { $names }. { $contact ->
        [1] They were reminded; please try to reach them once more.
       *[0] They were reminded and the contact was told; please look into it.
    }
report-contact-left = { $gone } has left; { $now } is the contact now. Tap “Contact” to choose somebody else.
report-confirm-stop = End these reports? { $n ->
        [one] One person is
       *[other] { $n } people are
    } not asked any more, and this can't be undone; what was reported can still be exported.

report-not-begun = The first time is still to come.
report-card = { $day }: { $rate }
report-people = { $group ->
        [silent] Silent ({ $n }): { $names }
       *[away] Away ({ $n }): { $names }
    }
report-unasked = { $n ->
        [one] One person doesn't agree to be asked; nothing is stored.
       *[other] { $n } people don't agree to be asked; nothing is stored.
    }
report-answers = { $changed ->
        [0] Nothing has changed since the last time.
        [one] One person has something new:
       *[other] { $changed } people have something new:
    }{ $first ->
        [0] {""}
        [one] {" "}One reports for the first time.
       *[other] {" "}{ $first } report for the first time.
    }
report-changed = { $question }: { $before } → { $now }
report-more = { $n } more are in the workbook.
report-same = Unchanged ({ $n }): { $names }
report-exported = { $whole ->
        [1] The table is attached; what changed stands on top.
        [2] The table is attached: the rate of each round.
       *[0] The table is attached: who reported and who didn't, and the rate of each round.
    }
report-file = reports
report-sheet-round = This round
report-sheet-rates = Rates
report-sheet-all = All reports
report-column-day = Date
report-column-changed = Changed
report-column-reply = Reply
report-column-done = Reported
report-column-of = Asked
report-column-away = Away
report-stands = { $group ->
        [done] reported
        [silent] silent
       *[away] away
    }

report-rates-title = 📊 Report rates
report-rates = { $n ->
        [0] There are no regular reports just now.
       *[other] Regular reports (numbers only, no answers):
    }
report-rates-line = · { $unit } · { $name }: { $counted ->
        [0] no full day yet
       *[1] { $day }, { $rate }
    }

report-for-you = { $name } has handed in a { $form }. Please read it and reply in private.
report-of = { $name } ({ $day })
report-read = You can reply to { $name } in a few words; nobody else gets them.
report-ask-reply = What would you like to say to { $name }? Just type. Nobody else gets it.
report-reply = { $name } has replied to you:

    { $words }
report-replied = Reply: { $words }
report-reply-sent = Sent to { $name }.
report-not-for-you = By the rules, this isn't for you to read.
report-nothing = There is nothing to read.
