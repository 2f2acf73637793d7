command-quiz = quiz
about-quiz = Prepare a quiz
quiz-title = 📝 { $title }
quiz-new = 📝 New quiz
quiz-button-begin = Start
quiz-button-submit = ✔ Submit
quiz-button-undo = ↶ Undo one step
quiz-button-back = ← Previous
quiz-button-change = Change { $n }
quiz-button-hand-in = ✔ Hand in
quiz-button-confirm = ✔ Confirm
quiz-button-times = Change the times
quiz-button-feedback = { $feedback ->
    [end] Explain after each question instead
    [each] Explain when results are published instead
   *[close] Explain at the end instead
}
quiz-button-drop = Drop it
quiz-button-edit = Change
quiz-button-cancel = Cancel the quiz
quiz-button-cancel-yes = Yes, cancel it
quiz-button-close = Close now
quiz-button-close-yes = Yes, close it now
quiz-button-keep = Back
quiz-button-progress = Progress
quiz-button-publish = Publish the ranking
quiz-opened =
    The quiz is open: { $n ->
        [one] one question
       *[other] { $n } questions
    }, { $points ->
        [one] 1 point
       *[other] { $points } points
    } in all, until { $closes }.
    Tap “Start” and answer in private, one question at a time; you may stop and come back.
quiz-reminder = You have not finished the quiz “{ $title }” yet. It closes { $closes }.
quiz-heading = Question { $n }/{ $of } · { $kind ->
    [several] several answers
    [truefalse] true or false
    [short] short answer
    [number] number
    [order] put in order
    [match] matching
   *[single] one answer
} · { $points ->
    [one] 1 point
   *[other] { $points } points
}
quiz-kind = { $kind ->
    [several] several answers
    [truefalse] true or false
    [short] short answer
    [number] number
    [order] put in order
    [match] matching
   *[single] one answer
}
quiz-several-hint = (Several may be right: mark them, then submit; or type the letters, such as AC.)
quiz-short-hint = (Type your answer.)
quiz-number-hint = (Type the number.)
quiz-order-hint = (Tap them one after the other in the right order; tap again to take one back. Or type the numbers, such as 3 1 2.)
quiz-order-so-far = Your order: { $chain }
quiz-match-hint = (Choose what belongs to “{ $left }”; or type all at once, such as 1B 2A.)
quiz-right = ✅ Your answer: { $yours }. Right, +{ $points }
quiz-partly = 🟡 Your answer: { $yours }. Partly right, +{ $points }
quiz-wrong = ❌ Your answer: { $yours }. { $points } points
quiz-correct = The right answer: { $correct }
quiz-because = Why: { $why }
quiz-review = Every question is answered. You may change any of them until you hand in:
quiz-summary =
    Handed in: { $score }/{ $of } points, { $right } of { $n } right.
    The ranking appears in the room after { $closes }.
quiz-late = The quiz “{ $title }” closed { $closed }; this answer no longer counts.
quiz-early = The quiz “{ $title }” has not begun yet.
quiz-was-cancelled = The quiz “{ $title }” was cancelled.
quiz-done = You have handed in already: { $score }/{ $of } points.
quiz-not-begun = Please tap “Start” first.
quiz-moved-on = That step is over; please look at the latest message.
quiz-no-option = There is no such option; please take one of A to { $last }.
quiz-nothing-picked = Please answer the whole question first, then submit.
quiz-type-one = Please type the letter of one option (A to { $last }), or tap it.
quiz-type-several = Please type the letters of the options (A to { $last }), such as AC, or tap them.
quiz-type-short = Please type an answer of at most 200 characters.
quiz-type-number = I did not understand that number. Try: 12, 3.5, -2, 1,234.
quiz-type-order = Please type all { $n } numbers, such as 3 1 2, or tap them one by one.
quiz-type-match = Please type all { $n } pairs, such as 1B 2A, or tap them one by one.
quiz-not-finished = Some questions have no answer yet.
quiz-at-review = Every question is answered: hand in, or choose one to change.
quiz-not-allowed = You may not manage quizzes.
quiz-not-invited = This quiz is not for your branch.
quiz-unexpected = That can't be done just now; please look at the latest message.
quiz-no-banks = There is no question bank yet. Ask the administrator to run: orglife quiz bank import (a template: orglife quiz template).
quiz-no-such-bank = There is no question bank { $name }.
quiz-bank = { $name } ({ $n })
quiz-choose-bank = Choose the question bank:
quiz-choose-opening =
    Question bank: { $name }
    When shall it open? Tap, or type a time such as “tonight 19:30” or “12-05 19:30”.
quiz-opens-in = { $minutes ->
    [0] Now
   *[other] In { $minutes } minutes
}
quiz-choose-closing =
    It opens { $opens }.
    When shall it close? Tap how long it stays open, or type the time.
quiz-lasts = { $minutes ->
    [1440] One day
    [60] One hour
   *[other] { $minutes } minutes
}
quiz-no-time = I did not understand that time. Try: 19:30, tomorrow 19:30, 12-05 19:30, in 30 minutes.
quiz-in-the-past = That time is past; please choose another.
quiz-closes-early = It must close after it opens, within { $days } days.
quiz-incomplete = The question bank or the times are not chosen yet.
quiz-preview =
    Preview (only you see this): { $n ->
        [one] one question
       *[other] { $n } questions
    }, { $points ->
        [one] 1 point
       *[other] { $points } points
    }{ $papers ->
        [0] {""}
       *[other] {" "}({ $papers } different papers)
    }
    Opens: { $opens }
    Closes: { $closes }
    Explanations: { $feedback ->
        [each] after each question
        [close] when results are published
       *[end] after handing in
    }
quiz-preview-question = Question { $n } · { $kind } · { $points ->
    [one] 1 point
   *[other] { $points } points
}
quiz-scheduled = Scheduled: opens { $opens }, closes { $closes }. Everybody will be told in the room and in private.
quiz-running = The quiz is open until { $closes }.
quiz-reach = Told: the room and { $n ->
    [one] one member
   *[other] { $n } members
}, when it opens; until then you can change or cancel it, afterwards it can't be called back
quiz-confirm-cancel = { $phase ->
    [open] Cancel the quiz “{ $title }”? The room ({ $n ->
        [one] one member
       *[other] { $n } members
    }) is told, and answers given so far will not count. This can't be undone.
   *[other] Cancel the quiz “{ $title }”? Nobody has been told of it yet; you can undo this for 10 minutes.
}
quiz-confirm-close = Close the quiz “{ $title }” now? { $n ->
    [one] The one member
   *[other] All { $n } members
} can answer no more; what is handed in counts. This can't be undone.
quiz-confirm-publish = Publish the results of the quiz “{ $title }”? They go to the room, for { $n ->
    [one] one member
   *[other] { $n } members
} to see. This can't be undone.
quiz-button-publish-yes = Yes, publish it now
quiz-button-undone = Undo (within 10 minutes)
quiz-undone = Undone; all is as it was:
quiz-undo-late = It can't be undone any more: more than 10 minutes have passed.
quiz-undo-over = This was undone already, or something else has happened since, so it can't be undone. Please look at the newest message.
quiz-undo-opened = The time it was to open at has passed, so it can't be brought back. Please schedule it anew.
quiz-dropped = Dropped; nothing was announced.
quiz-cancelled = The quiz is cancelled.
quiz-closed = The quiz is closed. Check it, then publish the ranking.
quiz-closed-room = 📝 The quiz “{ $title }” is closed.
quiz-published = The quiz is over; the ranking is in the room.
quiz-progress = Handed in: { $submitted }; answering: { $answering }; members: { $members }.
quiz-silent = Not begun: { $names }
quiz-ranking = 🏁 The results: { $took_part } of { $members } took part, { $points ->
    [one] 1 point
   *[other] { $points } points
} in all.
quiz-by-person = By person
quiz-by-branch = By branch (average share of the points)
quiz-rank-person = { $place } { $name } ({ $branch }): { $score }
quiz-rank-branch = · { $name }: { $average }%, { $took_part } of { $members } took part
quiz-nobody = The quiz “{ $title }” is over; nobody answered.
quiz-missed = The service was down during the quiz “{ $title }”; nothing was announced. You may arrange it anew.
quiz-button-live = { $live ->
    [1] Answer in private instead, one by one
   *[0] Answer in the room instead (polls)
}
quiz-live-on = How: every question is posted in the room when it opens and answered there, in polls where the platform has them.
quiz-live-misfits = { $n ->
    [one] Note: question { $numbers } does not fit into a poll (its words are too long, or it has a picture); it gets buttons instead.
   *[other] Note: questions { $numbers } do not fit into polls (their words are too long, or they have pictures); they get buttons instead.
}
quiz-not-live = The bank holds questions that are not answered by choosing, so it can't be answered in the room.
quiz-live-opened = The quiz is open: { $n ->
        [one] one question
       *[other] { $n } questions
    }, { $points ->
        [1] 1 point
       *[other] { $points } points
    } in all, until { $closes }. Answer right at the questions below.
quiz-live-pointer = The quiz “{ $title }” is going on in your branch's room until { $closes }. Please answer there.
quiz-live-answers = 📝 { $title }: the right answers
quiz-live-hint = (Several may be right: each tap marks or unmarks one.)
quiz-live-noted = Your answer is noted: { $given }. You may change it until the close.
quiz-live-fixed = You have answered this question already; it can't be changed.
quiz-title-plain = { $title }
quiz-button-again = Take it again
quiz-button-pick = Choose or draw questions
quiz-button-options = More settings
quiz-button-extend = More time for someone
quiz-button-analysis = Question analysis
quiz-button-export = Export results (xlsx)
quiz-button-result = My result
quiz-button-draw = Draw { $n } at random
quiz-button-all = All questions
quiz-your-answers = Handed in. Your answers:
quiz-handed-in =
    Handed in, { $n ->
        [one] one question
       *[other] { $n } questions
    } answered. Results and explanations appear after the close, { $closes }.
quiz-done-unseen = You have handed in. You can see your result once results are published.
quiz-below = This is below the pass mark of { $mark }%.
quiz-time-is-up = Your time for this attempt is up; what you had answered is handed in.
quiz-took-no-part = You did not take part in the quiz “{ $title }”.
quiz-own-result = Your result: { $score }/{ $of } points
quiz-one-attempt = Attempt { $n }: { $score } points, { $at }
quiz-results-out = The results of the quiz “{ $title }” are published, with explanations.
quiz-options = Tap a setting for its next value; tap “Back” when you are done.
quiz-option-feedback = Explanations: { $value ->
    [each] after each question
    [close] when results are published
   *[end] after handing in
}
quiz-option-whole = Answering: { $value ->
    [true] the whole paper at once
   *[other] question by question
}
quiz-option-mixed = Questions and options: { $value ->
    [true] in another order for each person
   *[other] in the order of the bank
}
quiz-option-attempts = Attempts: { $value }
quiz-option-counts = Of several attempts counts: { $value ->
    [last] the last
    [mean] the mean
   *[best] the best
}
quiz-option-minutes = Time for an attempt: { $value ->
    [0] no limit
   *[other] { $value } minutes
}
quiz-option-pass-mark = Pass mark: { $value ->
    [0] none
   *[other] { $value }%, one more attempt below it
}
quiz-option-nameless = Ranking in the room: { $value ->
    [true] without names
   *[other] with names
}
quiz-option-review = Results: { $value ->
    [true] published by me
   *[other] published at the close
}
quiz-choose-questions =
    The bank “{ $name }” has { $n } questions. Tap, or type:
    numbers: 1-5 8 10
    a draw: history×5 several×3 level4×2 20questions
    different papers: 20questions 2papers
quiz-tags = Tags in this bank: { $tags }
quiz-no-wish = I did not understand that. Numbers go from 1 to { $n }, such as 1-5 8 10; a draw is such as history×5 several×3 20questions 2papers.
quiz-too-few = The bank has { $there } questions { $sort }, not { $wanted }.
quiz-sort-any = to draw from
quiz-sort-difficulty = of difficulty { $level }
quiz-sort-tag = tagged “{ $tag }”
quiz-sort-kind = of the kind “{ $kind }”
quiz-more-questions = … and { $n } more
quiz-extend-whom = Who gets { $minutes } more minutes? Whoever you tap is told at once, which can't be called back. (Tap again for more.)
quiz-extended = { $name } has until { $until } now.
quiz-extended-you = You have until { $until } now for the quiz “{ $title }”.
quiz-sheet = { $n ->
    [one] One question
   *[other] { $n } questions
}, { $points } points. Reply with your answers, such as: 1A 2BC 3true; other kinds on a line each, such as: 4 serve the people
quiz-sheet-hint = I did not understand that. Reply like this: 1A 2BC 3true; other kinds on a line each, such as: 4 serve the people
quiz-sheet-missing = Noted. Still missing: { $numbers }.
quiz-sheet-wrong = I did not understand the answer to { $numbers }; please write it again.
quiz-nobody-yet = Nobody has handed in yet.
quiz-analysis = Question analysis ({ $n ->
    [one] one paper
   *[other] { $n } papers
}):
quiz-analysis-line = { $n }. { $prompt }: facility { $facility }%, discrimination { $discrimination }{ $doubtful ->
    [true] {" "}⚠ check the key
   *[other] {""}
}
quiz-analysis-hint = ⚠: a wrong option was taken more often than the right one, or those with better results got it wrong more often.
quiz-analysis-words = Facility, standard deviation and discrimination are those of Moodle's quiz statistics; discrimination is the correlation of the points for the question with those for all others.
quiz-exported = Results, answers and question analysis are in the file.
quiz-sheet-people = Results
quiz-sheet-answers = Answers
quiz-sheet-questions = Questions
quiz-chart-scores = Share of the points (people)
quiz-chart-questions = Facility of each question (%)
quiz-band-below = below { $high }%
quiz-status = { $status ->
    [submitted] handed in
    [answering] not handed in
   *[silent] did not take part
}
quiz-doubtful = { $doubtful ->
    [true] check
   *[other] {""}
}
quiz-column = { $name ->
    [place] Place
    [branch] Branch
    [group] Group
    [status] Status
    [score] Points
    [of] Out of
    [at] Handed in
    [number] No.
    [question] Question
    [kind] Kind
    [answers] Answers
    [facility] Facility (%)
    [deviation] Std. deviation (%)
    [discrimination] Discrimination
    [options] Options taken
    [key] Key doubtful
   *[name] Name
}
quiz-column-question = Question { $n }
quiz-column-points = Points { $n }
quiz-option-pace = In the room: { $value ->
    [0] all questions at once
   *[other] { $value } seconds a question, faster is more
}
quiz-live-paced =
    The quiz is open: { $n ->
        [one] one question
       *[other] { $n } questions
    }, { $points } points in all, { $seconds } seconds for each, one after the other.
    The faster a right answer, the more points. Answer right at the question.
quiz-seconds = ⏳ { $n } seconds
quiz-too-slow = The time for this question is over; see the newest one in the room.
quiz-leaders = Leading after question { $n }:
quiz-by-group = By group (average share of the points)
quiz-rank-nameless = { $place } { $branch }, { $score } points
quiz-kind-count = { $kind }: { $n }
quiz-file-title = 📄 { $name }
quiz-file-read = Read { $n ->
    [one] one question
   *[other] { $n } questions
}, { $points ->
    [one] 1 point
   *[other] { $points } points
} (nothing is stored yet):
quiz-file-too-large = The file is larger than { $megabytes } MB and was not read. Please split it.
quiz-file-unreachable = The file “{ $name }” could not be fetched; please send it again.
quiz-send-again = Nothing was stored. Correct the file and send it again.
quiz-more-errors = … and { $n } more errors.
quiz-bank-changes = There is a bank of this name: { $added } added, { $changed } changed, { $same } unchanged, { $retired } retired.
quiz-bank-stored = The bank “{ $name }” is stored with { $n ->
    [one] one question
   *[other] { $n } questions
}. Say “quiz” to use it.
quiz-button-store-and-go = ✔ Store it and schedule a quiz
quiz-button-store = Only store it
quiz-evening = { $at }, { $minutes } minutes
quiz-button-more = More actions…
quiz-no-template = This quiz has no questions yet, so there is nothing to keep or to try.
quiz-bad-template = The quiz is not set up right: { $problem }
quiz-no-banks-yet =
    There is no question bank yet. You may begin in either way:
    · send me a file of questions (xlsx, docx, GIFT …);
    · or write the questions here: send the first one now, line by line or as a whole.
quiz-button-write-anew = ✍ Write the questions here instead
quiz-button-write = ＋ One more question
quiz-button-write-rest = ✍ Write the wrong ones here
quiz-button-take-rest = { $n ->
    [one] Take this { $n } question
   *[other] Take these { $n } questions
}
quiz-button-look = Look through the questions
quiz-button-written = That is all
quiz-button-next = ✔ Save, and write the next
quiz-button-save = ✔ Save the change
quiz-button-parts = Change a line
quiz-button-discard = Delete it
quiz-button-leave-it = Leave it as it was
quiz-button-cut = Delete this line
quiz-button-true = True
quiz-button-false = False
quiz-button-kind = Make it { $kind ->
    [order] an order
   *[number] a number
}
quiz-part-line = { $part }: { $said }
quiz-go-on = (If you just send the next question, this one is saved as well.)
quiz-button-earlier = ‹ Earlier
quiz-button-later = Later ›
quiz-button-restore = ↶ Bring the deleted one back
quiz-button-up = ↑ Move up
quiz-button-down = ↓ Move down
quiz-button-before = ‹ The one before
quiz-button-after = The next one ›
quiz-button-change-it = Change
quiz-button-remove = Delete
quiz-button-list = Back to the list
quiz-button-use = For this quiz only
quiz-writing = ✍ Question { $n }
quiz-write-first =
    Send the question: line by line, as a whole, or several at once, such as
    Which planet is nearest to the sun?
    A. Venus
    B. Mercury
    Answer: B
    You may add: Explanation: …, Points: 2, Tags: space, Kind: order, or a picture.
quiz-write-next = Send the next question, or tap “That is all”.
quiz-no-prompt = (no question yet)
quiz-with-picture = (with a picture)
quiz-feedback-of = To whoever takes { $option }: { $said }
quiz-part = { $part ->
    [prompt] Question
    [picture] Picture
   *[options] Options
}
quiz-part-option = Option { $letter }
quiz-which-part = Which line? You may also just send it again, such as “C. …” or “Answer: B”.
quiz-send-part = Send the new “{ $part }”.
quiz-send-picture = Send the new picture.
quiz-part-now = Now it is: { $now }
quiz-no-answer-yet = { $options ->
    [0] Options or an answer are missing. For a choice go on with “A. …”; for a short text send “Answer: …”; for a statement tap “True” or “False”.
    [1] Go on with option “{ $next }. …”.
   *[other] The answer is missing: tap what is right (several if need be), or send “Answer: A”. For more options go on with “{ $next }. …”.
}
quiz-option-skipped = ⚠ Option { $letter } is missing. Send “{ $letter }. …”.
quiz-one-option = There are too few options. Go on with “{ $next }. …”.
quiz-wrong-part = ⚠ { $part }: { $why }
quiz-stray-first = “{ $line }” was not taken: send the question first, then options and answer.
quiz-stray-line = “{ $line }” was not taken, for it is not clear where it belongs. Write “{ $next }. …” for an option, “Explanation: …” for an explanation, “Question: …” for the question itself.
quiz-question-saved = Question { $n } is saved.
quiz-questions-saved = { $n ->
    [one] { $n } question is saved; now there are { $all } in all.
   *[other] { $n } questions are saved; now there are { $all } in all.
}
quiz-question-dropped = It is deleted, nothing of it was saved.
quiz-change-dropped = Nothing was changed.
quiz-unfinished = This question can't be saved yet; what you wrote is kept:
quiz-nothing-written = No question has been written yet.
quiz-too-many = A quiz has { $n } questions at most.
quiz-still-writing = The questions are not finished. Tap “That is all” first, then announce the quiz.
quiz-number = No. { $n }
quiz-all-questions = { $n ->
    [one] { $n } question
   *[other] { $n } questions
}, { $points } pt in all{ $pages ->
    [1] {""}
   *[other] {" "}(page { $page } of { $pages })
}. Tap a number to look at it or change it; whatever you send is one more question.
quiz-listed = { $n }. { $prompt } ({ $kind }, { $points } pt)
quiz-removed = Question { $n } is deleted.
quiz-written = { $n ->
    [one] { $n } question
   *[other] { $n } questions
}, { $points } pt in all (not kept as a bank yet):
quiz-name-it = Name: { $name }. To change it, just send another one.
quiz-no-name = Send a name of at most { $most } characters.
quiz-rest-is-right = Nothing was stored. Correct the file and send it again, or write what is wrong in it here: { $n ->
    [one] the other question is right
   *[other] the other { $n } questions are right
}.
