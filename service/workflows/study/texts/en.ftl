command-study = study|studies|study task
about-study = Study tasks
command-hours = hours|study hours|my hours
about-hours = See this year's study hours
study-menu = ＋ New study task
study-running = 📚 { $title }
study-untitled = Untitled study task ({ $day })
study-menu-hours = Study hours
study-help = · Type “study” to set a study task: something to read, a few words, a quiz or a lecture, with hours that count; type “hours” to see this year's hours

study-new = 📚 New study task
study-title = 📚 { $title }

study-ask-title = What is to be studied? Type a title.
    For a whole reading list, write one line each, with the day first, such as:
    20 March On Liberty
    10 April Walden https://…
study-ask-materials = What is to be read? Send files, links, or paste the text. If there is more, just go on sending.
study-received = { $n ->
    [one] One piece to read so far:
   *[other] { $n } pieces to read so far:
}
    { $names }
study-ask-way = When is it done? Tap one. If you haven't sent everything yet, go on sending.
study-ask-hours = How many hours does it count for? Tap one, or type “3 hours”.
study-ask-closes-at = By when? Tap a time, or type one, such as “Friday 20:00”. For a lecture, type when it ends.
study-ask-pass-mark = What is the pass mark of the quiz?
study-field-title = Change the title
study-field-materials = Add material
study-field-way = Change how it's done
study-field-hours = Change the hours
study-field-closes-at = Change the deadline
study-option-pass-mark = Pass mark of the quiz: { $value }%
study-option-hours = { $span ->
    [day] A day ({ $value } hours)
    [half] Half a day ({ $value } hours)
   *[none] { $value ->
        [0] No hours
        [one] { $value } hour
       *[other] { $value } hours
    }
}
study-way = { $way ->
    [read] 📖 Read and confirm
    [words] ✍ Read and write a few words
    [lecture] 🎤 Check in at a lecture
   *[quiz] 📝 Read and take the quiz “{ $bank }”
}
study-button-title = Everybody has it, nothing to send
study-button-anew = Remove all and send again
study-button-whom = Only for some people
study-button-all = Everybody ({ $n })

study-tap-way = Please tap a button above to say when it is done.
study-enough = That's too many: at most { $most } are possible.
study-too-large = This file is too large: at most { $most } MB. You can send a link instead.
study-bad-line = Line { $n } has no day that I understand, or one that has passed: “{ $line }”. Please begin each line with its day, such as “20 March On Liberty”, and send the whole list again; a single title goes on one line.
study-ask-whom = For whom? Type their names, with commas between.
study-several-of-a-name = There are several of that name: { $names }. Please write them as here.
study-unknown-names = I didn't find in your unit: { $names }. Please check the names and type them again, with commas between.
study-named = Only for: { $names }
study-series = { $n ->
    [one] One more task follows. It begins when this one closes:
   *[other] { $n } more tasks follow. Each begins when the one before it closes:
}

study-invitation = { $way ->
    [read] Read it and confirm
    [words] Read it and write a few words
    [lecture] Come to the lecture and check in there
   *[quiz] Read it and take the quiz “{ $bank }”, pass mark { $mark }%
}{ $hours ->
    [0] { "" }
    [one] ; it counts for one hour
   *[other] ; it counts for { $hours } hours
}. { $way ->
    [lecture] The lecture ends { $closes }.
   *[other] Deadline: { $closes }.
}
    { $materials }
study-panel = { $phase ->
    [open] Open until { $closes }.
    [closed] The deadline has passed. Whoever isn't done can make up until { $until }.
   *[over] This study task is over.
}
study-own = { $status ->
    [done] ✔ Done{ $percent ->
        [0] { "" }
       *[other] , quiz { $percent }%
    }{ $hours ->
        [0] .
        [one] . One hour was added.
       *[other] . { $hours } hours were added.
    }
    [made_up] ✔ Made up{ $percent ->
        [0] { "" }
       *[other] , quiz { $percent }%
    }{ $hours ->
        [0] .
        [one] . One hour was added.
       *[other] . { $hours } hours were added.
    }
    [read] { $way ->
        [quiz] { $ready ->
            [0] You've read it all. The quiz isn't ready yet; please come back later.
            [2] You've read it all. There is no quiz in a dry run; once this is published, the button to take it stands here.
           *[other] You've read it all. Now take the quiz; the pass mark is { $mark }%.
        }
       *[words] You've read it all. Now write a few words of your own.
    }
    [failed] { $percent }% in the quiz, which is below { $mark }%. You can take it again.
    [spent] { $percent }% in the quiz, which is below { $mark }%, and no attempt is left. Please ask your organizer what to do.
    [leave] All right, you won't be reminded. After the deadline you can make up until { $until }.
   *[asked] { $phase ->
        [open] By { $closes }:
        [closed] The deadline has passed; you can make up until { $until }:
       *[over] This is over and can't be made up any more.
    }{ " " }{ $way ->
        [lecture] come to the lecture and check in there.
        [words] read it and write a few words.
        [quiz] read it and take the quiz.
       *[read] read it and confirm.
    }
}
study-reminder = { $way ->
    [lecture] Reminder: the lecture ends { $closes }. Please check in there.
   *[other] You haven't finished this study task yet. Deadline: { $closes }.
}
study-overdue = The deadline has passed and you haven't finished this. You can make up until { $until }; the hours count all the same.
study-todo = { $status ->
    [read] one step is left
    [failed] take the quiz again
    [leave] make up after your leave
   *[asked] study it
}
study-status = { $status ->
    [done] Done
    [made_up] Made up
    [read] Read, not handed in
    [failed] Below the pass mark
    [spent] Below the pass mark, no attempt left
    [reading] Reading
    [leave] On leave, will make up
   *[asked] Not begun
}
study-mine = { $status ->
    [made_up] made up
   *[done] done
}{ $hours ->
    [0] { "" }
    [one] , one hour
   *[other] , { $hours } hours
}

study-button-read = 📖 Begin
study-button-next = { $last ->
    [1] ✔ I've read it all
   *[0] Next page ▶
}
study-button-leave = I'm on leave, I'll make up
study-button-write = ✍ Write a few words
study-button-here = ✔ Check in
study-button-quiz = { $again ->
    [1] 📝 Take the quiz again
   *[0] 📝 Take the quiz
}
study-button-code = 🔢 Read out the code
study-button-note = Note who has done it
study-button-record = Record
study-button-end = End making up
study-button-end-yes = Yes, end it
study-button-export = Export the hours

study-page = Page { $n }/{ $of }; reading it takes at least { $seconds } seconds.
study-too-soon = Even a quick reader needs { $takes } seconds for this page. Please read on for { $left } more.
study-ask-words = Write a few words of your own; just type them. Your organizer can read them.
study-read-first = Please read it first, then write.
study-bad-words = Please write { $least } to { $most } characters.
study-said = { $name }: { $words }
study-not-yours = This study task is only for some members.
study-ask-note = Who has done it without the chat, for example in the room? Tap their names. They will be told.
study-taken-back = Your organizer has taken back what was noted for you.
study-record = Study record
study-record-here = Here is the record.
study-confirm-close = Close it now? Whoever isn't done can make up for thirty days.
study-confirm-end = End making up now? { $n ->
    [0] Everybody is done.
    [one] One member isn't done and can't make up after that.
   *[other] { $n } members aren't done and can't make up after that.
}

study-hours-title = Study hours
study-year = Study hours { $year }: { $asked ->
    [0] { $hours } ({ $tasks ->
        [one] one task
       *[other] { $tasks } tasks
    }).
   *[other] { $hours } of { $asked } ({ $tasks ->
        [one] one task
       *[other] { $tasks } tasks
    }){ $missing ->
        [0] , complete.
       *[other] , { $missing } to go.
    }
}
study-courses = Still to go: { $n ->
    [one] one training course
   *[other] { $n } training courses
} (a task that counts for a whole day or more).
study-behind = { $asked ->
    [0] Your unit has { $of ->
        [one] one member
       *[other] { $of } members
    }. Your rules ask for no hours a year; everybody's hours are in the export.
   *[other] Members with a norm: { $asked }. Complete: { $met }. Behind: { $n }{ $n ->
        [0] .
       *[other] :
    }
}
study-behind-line = · { $name }: { $hours } of { $asked }, { $missing } to go ({ $by_now } due by now)
study-behind-more = … and { $n } more, see the export.
study-hours-of = Study hours { $year }
study-column-hours = Hours
study-column = { $column ->
    [tasks] Tasks
    [hours] Hours
    [courses] Whole days or more
    [asked] Hours asked for
   *[missing] To go
}
