# Two or three questions, without names

command-pulse = pulse|mood
about-pulse = Ask two or three questions without names, and see the trend
pulse-menu = ＋ Pulse
pulse-running = 🌡 { $title }
pulse-untitled = Pulse ({ $day })
pulse-help = · Type “pulse” to ask two or three questions without names, and to see the trend
pulse-status = { $status ->
        [answered] answered
       *[none] not answered
    }
pulse-todo = a few taps, without your name

pulse-new = Pulse
pulse-name = Pulse { $month }/{ $year }
pulse-heading = 🌡 { $title }
pulse-panel = { $phase ->
        [draft] Everybody is asked these questions without names (1 very bad to 5 very good), until { $closes }. They are counted from { $fewest } answers on; nobody sees who answered what.
        [open] People are answering until { $closes }. It is counted from { $fewest } answers on, and only averages are told.
       *[other] It was called off.
    }
pulse-ask-questions = What do you want to ask? One question a line, at most { $most }, answered from 1 (very bad) to 5 (very good), such as “How are work and study going?”.
pulse-bad-questions = Write 1 to { $most } questions, one a line, each of at most { $long } characters.
pulse-ask-closes = Until when can people answer? Tap a time, or type one.
pulse-ask-plan-minutes = For how long can people answer?
pulse-field-plan-minutes = Open for: { $value }

pulse-invitation = How have you been? { $n ->
        [one] One question
       *[other] { $n } questions
    }, just tap numbers, until { $closes }.
    Without names: answers are kept encrypted, only averages are made, from { $fewest } answers on, and then the answers are deleted. Nobody sees who answered what, not even whoever asks.
pulse-question = { $n }/{ $of } { $question }
    (1 very bad, 2 rather bad, 3 so-so, 4 rather good, 5 very good)
pulse-thanks = Thank you, that's in. If you'd like to talk to somebody, tap below; it has nothing to do with your answers.

pulse-over = { $n ->
        [0] It is closed. Thank you all.
       *[other] It is closed; { $n } people answered. Thank you all.
    }
pulse-too-few = It is closed. Fewer than { $fewest } people answered, so nothing is counted, and the answers are deleted.
pulse-counted = It is closed; { $n } people answered. Averages (1 to 5):
pulse-result = · { $question }
    { "  " }{ $trend }
pulse-average = { $day } { $end ->
        [low] 1.5 or less
        [high] 4.5 or more
       *[no] { NUMBER($value, minimumFractionDigits: 1) }
    }
pulse-fell = { "  " }⚠ { NUMBER($less, minimumFractionDigits: 1) } lower than the last times. You might talk to people.

pulse-button-answer = Answer
pulse-button-again = Answer again
pulse-button-wish = I'd like to talk to somebody
pulse-button-questions = Change the questions
pulse-button-closes = Change the deadline
pulse-button-talk = Offer talks
