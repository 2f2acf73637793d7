command-quiz = quiz
about-quiz = Prepare a quiz
quiz-menu = ＋ New quiz
quiz-running = 📝 { $title }
quiz-help = · Type “quiz” to prepare a quiz from a bank, from a file you send me (xlsx, docx, GIFT …), or from questions you write here
quiz-title = 📝 { $title }
quiz-new = 📝 New quiz
quiz-button-begin = Start
quiz-button-submit = ✔ Submit
quiz-button-undo = ↶ Undo last step
quiz-button-back = ← Previous
quiz-button-change = Change { $n }
quiz-button-hand-in = ✔ Hand in
quiz-button-confirm = ✔ Confirm
quiz-button-times = Change times
quiz-button-feedback = { $feedback ->
    [end] Show explanations after each question
    [each] Show explanations with the published results
   *[close] Show explanations after handing in
}
quiz-button-drop = Discard
quiz-button-cancel = Cancel quiz
quiz-button-close = Close now
quiz-button-close-yes = Yes, close it now
quiz-button-progress = Progress
quiz-button-publish = Publish results
quiz-soon = We answer together in this room { $opens }: { $n ->
    [one] 1 question
   *[other] { $n } questions
}. Please keep the time free.
quiz-soon-off = The time of the quiz “{ $title }” has changed; you will hear when it opens.
quiz-opened =
    The quiz is open: { $n ->
        [one] 1 question
       *[other] { $n } questions
    }, { $points ->
        [one] 1 point
       *[other] { $points } points
    } in total, until { $closes }.
    Tap “Start” and answer in private, one question at a time. You can pause and come back.
quiz-reminder = You haven't finished the quiz “{ $title }” yet. It closes { $closes }.
quiz-heading = Question { $n }/{ $of } · { $kind ->
    [several] multiple answers
    [truefalse] true or false
    [short] short answer
    [number] number
    [order] ordering
    [match] matching
   *[single] single answer
} · { $points ->
    [one] 1 point
   *[other] { $points } points
}
quiz-kind = { $kind ->
    [several] multiple answers
    [truefalse] true or false
    [short] short answer
    [number] number
    [order] ordering
    [match] matching
   *[single] single answer
}
quiz-several-hint = (Select all that apply, then submit. Or type the letters, such as AC.)
quiz-short-hint = (Type your answer.)
quiz-number-hint = (Type a number.)
quiz-order-hint = (Tap the items in the right order; tap one again to remove it. Or type the numbers, such as 3 1 2.)
quiz-order-so-far = Your order: { $chain }
quiz-match-hint = (Choose the match for “{ $left }”, or type all pairs at once, such as 1B 2A.)
quiz-right = ✅ Your answer: { $yours }. Correct, +{ $points }
quiz-partly = 🟡 Your answer: { $yours }. Partly correct, +{ $points }
quiz-wrong = ❌ Your answer: { $yours }. { $points } points
quiz-correct = Correct answer: { $correct }
quiz-because = Explanation: { $why }
quiz-review = You have answered every question. You can change any answer until you hand in:
quiz-summary =
    Handed in: { $score }/{ $of } points, { $right } of { $n } correct.
    The ranking appears in the room after { $closes }.
quiz-summary-within = Handed in: { $score }/{ $of } points, { $right } of { $n } correct.
quiz-late = The quiz “{ $title }” closed { $closed }, so this answer doesn't count.
quiz-left-open = The quiz “{ $title }” has closed before you handed in. { $given ->
    [0] You hadn't answered anything.
   *[other] The answers you gave, { $given } of { $n }, count{ $seen ->
        [true] : { $score }/{ $of } points.
       *[false] . You'll see your result and the explanations once they are published.
    }
}
quiz-early = The quiz “{ $title }” hasn't started yet.
quiz-was-cancelled = The quiz “{ $title }” was cancelled.
quiz-done = You have already handed in: { $score }/{ $of } points.
quiz-words-only = Voice messages, pictures and files don't count as an answer. Tap a choice, or type your answer.
quiz-not-begun = Tap “Start” first.
quiz-no-option = There is no such option. Choose one from A to { $last }.
quiz-nothing-picked = Answer the whole question first, then submit.
quiz-type-one = Type the letter of one option (A to { $last }), or tap it.
quiz-type-several = Type the letters of the options (A to { $last }), such as AC, or tap them.
quiz-type-short = Type an answer of up to 200 characters.
quiz-type-number = I don't understand that number. Try: 12, 3.5, -2, 1,234.
quiz-type-order = Type all { $n } numbers, such as 3 1 2, or tap the items one by one.
quiz-type-match = Type all { $n } pairs, such as 1B 2A, or tap them one by one.
quiz-not-finished = Some questions are still unanswered.
quiz-at-review = You have answered every question. Hand in, or choose one to change.
quiz-no-banks = There are no question banks yet. Ask the administrator to run: orglife quiz bank import (template: orglife quiz template).
quiz-no-such-bank = There is no question bank named { $name }.
quiz-bank = { $name } ({ $n })
quiz-choose-bank = Choose a question bank:
quiz-choose-opening =
    Question bank: { $name }
    When should it open? Tap, or type a time such as “tonight 19:30” or “12-05 19:30”.
quiz-opens-in = { $minutes ->
    [0] Now
    [60] In an hour
   *[other] In { $minutes } minutes
}
quiz-choose-closing =
    It opens { $opens }.
    When should it close? Tap how long it stays open, or type the time.
quiz-lasts = { $minutes ->
    [1440] 1 day
    [60] 1 hour
   *[other] { $minutes } minutes
}
quiz-in-the-past = That time has passed. Choose another.
quiz-closes-early = The quiz must close after it opens, and within { $days } days.
quiz-incomplete = Choose the question bank and the times first.
quiz-preview =
    Preview (only you can see this): { $n ->
        [one] 1 question
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
        [close] with the published results
       *[end] after handing in
    }
quiz-preview-question = Question { $n } · { $kind } · { $points ->
    [one] 1 point
   *[other] { $points } points
}
quiz-scheduled = Scheduled: opens { $opens }, closes { $closes }. Everyone will be notified in the room and in private.
quiz-open-until = The quiz is open until { $closes }.
quiz-reach = Will notify: the room and { $n ->
    [one] 1 member
   *[other] { $n } members
}, when it opens. You can change or cancel it until then, but not afterwards.
quiz-confirm-cancel = { $phase ->
    [open] Cancel the quiz “{ $title }”? The room ({ $n ->
        [one] 1 member
       *[other] { $n } members
    }) will be notified, and answers given so far won't count. This can't be undone.
    [foretold] Cancel the quiz “{ $title }”? The room knows of it already and will read that it is cancelled. This can't be undone.
   *[other] Cancel the quiz “{ $title }”? No one has been notified yet. You can undo this for 10 minutes.
}
quiz-confirm-close = Close the quiz “{ $title }” now? { $n ->
    [one] The only member
   *[other] All { $n } members
} will no longer be able to answer. Answers already handed in count. This can't be undone.
quiz-confirm-publish = Publish the results of the quiz “{ $title }”? They will be posted in the room, visible to { $n ->
    [one] 1 member
   *[other] { $n } members
}. This can't be undone.
quiz-button-publish-yes = Yes, publish now
quiz-dropped = Discarded. Nothing was announced.
quiz-cancelled = The quiz was cancelled.
quiz-closed = The quiz is closed. Check the results, then publish them.
quiz-closed-room = 📝 The quiz “{ $title }” is closed.
quiz-published = The quiz is over. The results go to the room; if they can't be posted, I'll tell you here.
quiz-unposted = The quiz is over, but the results did not reach the room. Check that OrgLife is in it and may write there, then post them again.
quiz-button-post = Post the results again
quiz-progress = Handed in: { $submitted }; answering: { $answering }; members: { $members }.
quiz-silent = Not started: { $names }
quiz-ranking = 🏁 Results: { $took_part } of { $members } took part, { $points ->
    [one] 1 point
   *[other] { $points } points
} in total.
quiz-by-person = By person
quiz-more-people = { $n ->
    [one] And 1 more person.
   *[other] And { $n } more people.
}
quiz-by-branch = By { -unit } (average score)
quiz-rank-person = { $place } { $name } ({ $branch }): { $score }
quiz-rank-branch = · { $name }: { $average }%, { $took_part } of { $members } took part
quiz-nobody = The quiz “{ $title }” is over. No one answered.
quiz-missed = The service was down during the quiz “{ $title }”, so nothing was announced. You can schedule it again.
quiz-button-live = { $live ->
    [1] Answer in private instead, one by one
   *[0] Answer in the room instead (polls)
}
quiz-live-on = Mode: every question is posted in the room when the quiz opens and answered there, as a poll where the platform supports polls.
quiz-live-misfits = { $n ->
    [one] Note: question { $numbers } doesn't fit into a poll (its text is too long, or it has a picture), so it uses buttons instead.
   *[other] Note: questions { $numbers } don't fit into polls (their text is too long, or they have pictures), so they use buttons instead.
}
quiz-not-live = Some questions in this bank aren't multiple choice, so the quiz can't be answered in the room.
quiz-live-opened = The quiz is open: { $n ->
        [one] 1 question
       *[other] { $n } questions
    }, { $points ->
        [1] 1 point
       *[other] { $points } points
    } in total, until { $closes }. Answer right at the questions below.
quiz-live-pointer = The quiz “{ $title }” is open in your { -unit }'s room until { $closes }. Answer there.
quiz-live-answers = 📝 { $title }: correct answers
quiz-live-hint = (Select all that apply: each tap selects or clears one.)
quiz-live-noted = Answer saved: { $given }. You can change it until the quiz closes.
quiz-live-taken-back = Taken back: you have no answer to this question now. You can answer until the quiz closes.
quiz-live-fixed = You have already answered this question, and answers can't be changed.
quiz-title-plain = { $title }
quiz-button-again = Try again
quiz-button-pick = Choose or draw questions
quiz-button-extend = Extend time
quiz-button-analysis = Question analysis
quiz-button-export = Export results (xlsx)
quiz-button-result = My result
quiz-button-draw = Draw { $n } at random
quiz-button-all = All questions
quiz-your-answers = Handed in. Your answers:
quiz-handed-in =
    Handed in, { $n ->
        [one] 1 question
       *[other] { $n } questions
    } answered. Results and explanations appear after the quiz closes, { $closes }.
quiz-done-unseen = You have handed in. You can see your result once the results are published.
quiz-below = This is below the pass mark of { $mark }%.
quiz-time-is-up = Time is up. The questions you answered have been handed in.
quiz-took-no-part = You didn't take part in the quiz “{ $title }”.
quiz-own-result = Your result: { $score }/{ $of } points
quiz-one-attempt = Attempt { $n }: { $score } points, { $at }
quiz-results-out = The results and explanations of the quiz “{ $title }” have been published.
quiz-option-feedback = Explanations: { $value ->
    [each] after each question
    [close] with the published results
   *[end] after handing in
}
quiz-option-whole = Answering: { $value ->
    [true] the whole paper at once
   *[other] question by question
}
quiz-option-mixed = Questions and options: { $value ->
    [true] shuffled for each person
   *[other] in the order of the bank
}
quiz-option-attempts = Attempts: { $value }
quiz-option-counts = With several attempts, use: { $value ->
    [last] the last
    [mean] the average
   *[best] the best
}
quiz-option-minutes = Time limit per attempt: { $value ->
    [0] none
   *[other] { $value } minutes
}
quiz-option-pass-mark = Pass mark: { $value ->
    [0] none
   *[other] { $value }%, one more attempt if below
}
quiz-option-nameless = Ranking in the room: { $value ->
    [true] without names
   *[other] with names
}
quiz-option-review = Results: { $value ->
    [true] published by me
   *[other] published when the quiz closes
}
quiz-choose-questions =
    The bank “{ $name }” has { $n } questions. Tap, or type:
    question numbers: 1-5 8 10
    a random draw: history×5 several×3 level4×2 20questions
    different papers: 20questions 2papers
quiz-tags = Tags in this bank: { $tags }
quiz-no-wish = I don't understand that. Numbers go from 1 to { $n }, such as 1-5 8 10; a random draw looks like history×5 several×3 20questions 2papers.
quiz-too-few = The bank has only { $there } questions { $sort }, not { $wanted }.
quiz-sort-any = to draw from
quiz-sort-difficulty = of difficulty { $level }
quiz-sort-tag = tagged “{ $tag }”
quiz-sort-kind = of the kind “{ $kind }”
quiz-more-questions = … and { $n } more
quiz-extend-whom = Who gets { $minutes } more minutes? They are notified as soon as you tap, and this can't be undone. (Tap again to add more.)
quiz-extended = { $name } now has until { $until }.
quiz-extended-you = You now have until { $until } for the quiz “{ $title }”.
quiz-sheet = { $n ->
    [one] 1 question
   *[other] { $n } questions
}, { $points } points. Reply with your answers, such as: 1A 2BC 3true. Put other types on a line each, such as: 4 serve the people
quiz-sheet-hint = I don't understand that. Reply like this: 1A 2BC 3true. Put other types on a line each, such as: 4 serve the people
quiz-sheet-missing = Saved. Still missing: { $numbers }.
quiz-sheet-wrong = I don't understand the answer to { $numbers }. Type it again.
quiz-nobody-yet = No one has handed in yet.
quiz-analysis = Question analysis ({ $n ->
    [one] 1 paper
   *[other] { $n } papers
}):
quiz-analysis-line = { $n }. { $prompt }: facility { $facility }%, discrimination { $discrimination }{ $doubtful ->
    [true] {" "}⚠ check the key
   *[other] {""}
}
quiz-analysis-hint = ⚠: more people chose a wrong option than the correct one, or people with better results were more likely to get it wrong.
quiz-analysis-words = Facility, standard deviation and discrimination follow Moodle's quiz statistics. Discrimination is the correlation between the score on this question and the score on all others.
quiz-exported = The file contains the results, answers and question analysis.
quiz-file = { $kind ->
    [analysis] question analysis
   *[results] results
}
quiz-sheet-people = Results
quiz-sheet-answers = Answers
quiz-sheet-questions = Questions
quiz-chart-scores = Score distribution (people)
quiz-chart-questions = Facility of each question (%)
quiz-band-below = below { $high }%
quiz-status = { $status ->
    [submitted] handed in
    [answering] not handed in
   *[silent] didn't take part
}
quiz-doubtful = { $doubtful ->
    [true] check
   *[other] {""}
}
quiz-column = { $name ->
    [place] Rank
    [group] Group
    [status] Status
    [score] Points
    [of] Out of
    [at] Handed in
    [number] No.
    [question] Question
    [kind] Type
    [answers] Answers
    [facility] Facility (%)
    [deviation] Std. deviation (%)
    [discrimination] Discrimination
    [options] Answers per option
   *[key] Check the key
}
quiz-column-question = Question { $n }
quiz-column-points = Points { $n }
quiz-option-pace = In the room: { $value ->
    [0] all questions at once
   *[other] { $value } seconds per question, faster answers score more
}
quiz-live-paced =
    The quiz is open: { $n ->
        [one] 1 question
       *[other] { $n } questions
    }, { $points } points in total, { $seconds } seconds each, one after the other.
    The faster you answer correctly, the more points you get. Answer right at the question.
quiz-seconds = ⏳ { $n } seconds
quiz-too-slow = Time for this question is up. See the latest one in the room.
quiz-leaders = Leaders after question { $n }:
quiz-by-group = By group (average score)
quiz-rank-nameless = { $place } { $branch }, { $score } points
quiz-kind-count = { $kind }: { $n }
quiz-file-title = 📄 { $name }
quiz-file-read = Found { $n ->
    [one] 1 question
   *[other] { $n } questions
}, { $points ->
    [one] 1 point
   *[other] { $points } points
} (not saved yet):
quiz-file-too-large = The file is larger than { $megabytes } MB and was not read. Split it and send the parts.
quiz-file-unreachable = I couldn't download the file “{ $name }”. Send it again.
quiz-send-again = Nothing was saved. Correct the file and send it again.
quiz-file-notes = Also, of this file:
quiz-bank-changes = A bank with this name exists: { $added } added, { $changed } changed, { $same } unchanged, { $retired } retired.
quiz-bank-stored = The bank “{ $name }” was saved with { $n ->
    [one] 1 question
   *[other] { $n } questions
}. Type “quiz” to use it.
quiz-button-store-and-go = ✔ Save and schedule a quiz
quiz-button-store = Save only
quiz-evening = { $at }, { $minutes } minutes
quiz-no-template = This quiz has no questions yet, so it can't be saved as a template or tried out.
quiz-no-banks-yet =
    There are no question banks yet. You can start in two ways:
    · send me a file of questions (xlsx, docx, GIFT …);
    · or write the questions here: send the first one now, line by line or all at once.
quiz-button-write-anew = ✍ Write the questions here instead
quiz-button-write = ＋ Add a question
quiz-button-write-rest = ✍ Rewrite the wrong ones here
quiz-button-take-rest = { $n ->
    [one] Use this { $n } question
   *[other] Use these { $n } questions
}
quiz-button-look = Review questions
quiz-button-written = Done writing
quiz-button-next = ✔ Save and write the next
quiz-button-save = ✔ Save changes
quiz-button-parts = Edit a line
quiz-button-discard = Delete question
quiz-button-leave-it = Discard changes
quiz-button-cut = Delete this line
quiz-button-true = True
quiz-button-false = False
quiz-button-kind = Change to { $kind ->
    [order] ordering
   *[number] a number
}
quiz-part-line = { $part }: { $said }
quiz-go-on = (Just send the next question to save this one.)
quiz-button-restore = ↶ Restore the deleted question
quiz-button-up = ↑ Move up
quiz-button-down = ↓ Move down
quiz-button-before = ‹ Previous question
quiz-button-after = Next question ›
quiz-button-change-it = Edit
quiz-button-remove = Delete
quiz-button-list = Back to the list
quiz-button-use = Use for this quiz only
quiz-writing = ✍ Question { $n }
quiz-write-first =
    Send the question line by line, all at once, or several together, such as
    Which planet is nearest to the sun?
    A. Venus
    B. Mercury
    Answer: B
    You can add: Explanation: …, Points: 2, Tags: space, Kind: order, or a picture.
quiz-write-next = Send the next question, or tap “Done writing”.
quiz-no-prompt = (no question yet)
quiz-with-picture = (with a picture)
quiz-feedback-of = If { $option } is chosen: { $said }
quiz-part = { $part ->
    [prompt] Question
    [picture] Picture
   *[options] Options
}
quiz-part-option = Option { $letter }
quiz-which-part = Which line? You can also just send it again, such as “C. …” or “Answer: B”.
quiz-send-part = Send the new “{ $part }”.
quiz-send-picture = Send the new picture.
quiz-part-now = Current: { $now }
quiz-no-answer-yet = { $options ->
    [0] Options or an answer are missing. For a choice, send “A. …”; for a short answer, send “Answer: …”; for a statement, tap “True” or “False”.
    [1] Now send option “{ $next }. …”.
   *[other] The answer is missing: tap each correct option, or send “Answer: A”. To add an option, send “{ $next }. …”.
}
quiz-option-skipped = ⚠ Option { $letter } is missing. Send “{ $letter }. …”.
quiz-one-option = There are too few options. Send “{ $next }. …”.
quiz-wrong-part = ⚠ { $part }: { $why }
quiz-stray-first = “{ $line }” was not added: send the question first, then the options and the answer.
quiz-stray-line = “{ $line }” was not added because I can't tell where it belongs. Write “{ $next }. …” for an option, “Explanation: …” for an explanation, “Question: …” for the question itself.
quiz-question-saved = Question { $n } was saved.
quiz-questions-saved = { $n ->
    [one] { $n } question was saved. There are now { $all }.
   *[other] { $n } questions were saved. There are now { $all }.
}
quiz-question-dropped = Deleted. Nothing was saved.
quiz-change-dropped = Nothing was changed.
quiz-unfinished = This question can't be saved yet. What you wrote is still here:
quiz-nothing-written = You haven't written a question yet.
quiz-too-many = A quiz can have at most { $n } questions.
quiz-still-writing = The questions aren't finished. Tap “Done writing” first, then announce the quiz.
quiz-number = No. { $n }
quiz-all-questions = { $n ->
    [one] { $n } question
   *[other] { $n } questions
}, { $points } pt in total{ $pages ->
    [1] {""}
   *[other] {" "}(page { $page } of { $pages })
}. Tap a number to view or edit it. Send a message to add a question.
quiz-listed = { $n }. { $prompt } ({ $kind }, { $points } pt)
quiz-removed = Question { $n } was deleted.
quiz-written = { $n ->
    [one] { $n } question
   *[other] { $n } questions
}, { $points } pt in total (not saved as a bank yet):
quiz-unnamed = Quiz
quiz-button-title = Title
quiz-ask-title = This is the title now. Send a new one of up to 100 characters, or tap Back to keep it.
quiz-name-it = Name: { $name }. Send another name to change it.
quiz-no-name = Send a name of up to { $most } characters.
quiz-rest-is-right = Nothing was saved. Correct the file and send it again, or rewrite the wrong questions here: { $n ->
    [one] the other question is fine
   *[other] the other { $n } questions are fine
}.

quiz-untitled = Untitled quiz ({ $day })
quiz-todo-answer = not answered yet
quiz-todo-submit = not handed in yet
quiz-todo-publish = publish the results

quiz-ask-plan-bank = Which bank do the questions come from each time? Tap one, or write its name.
quiz-ask-plan-questions = Which questions each time? Tap, or write, such as “history×5 20questions”.
quiz-ask-plan-minutes = How long is it open each time? Tap, or write, such as “2 days”.
quiz-field-plan-bank = Bank: { $value }
quiz-field-plan-questions = Questions: { $value }
quiz-field-plan-minutes = Open for: { $value }
quiz-mine = { $score } of { $of } points
quiz-mine-later = Handed in; results are not out yet
quiz-your-place = You came { $place ->
    [1] first
    [2] second
    [3] third
   *[other] number { $place }
} with { $score } points.

quiz-archived = { $n } of { $of } took part; on average { $average } % of the points.
quiz-screen-opens = Begins { $opens }
quiz-screen-closed = Time is up. The results follow.
quiz-screen-several = Select all that apply
