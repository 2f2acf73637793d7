"""The member's side of an open quiz: one question at a time, in private.

With feedback after each question a tap marks an option, and `submit` (or a second tap on the same
option, or typing several letters at once) fixes the answer, explains it and brings the next
question. With feedback at the end a tap answers and goes on; at the review everything can still be
changed. An order and a matching grow tap by tap; what is left over in the end needs no tap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from operator import attrgetter

from service.core.effects import ClearTimer, Edit, Effect, Inform, Send, SetTimer, ToPerson
from service.core.events import Said, TimerFired
from service.core.message import Message
from service.core.queries import Entries
from service.core.texts import Moment, Text, Words, lines, text
from service.core.workflow import Entry, Outcome, Rejected
from service.questions.model import Answer
from service.questions.scoring import score, shown_points
from service.sdk.panels import Rows, button, choice, in_rows, moment, paragraphs
from service.sdk.transitions import Handler
from service.workflows.quiz import asking, paper
from service.workflows.quiz.model import (
    LETTERS,
    Attempt,
    QuizState,
    QuizTurn,
    marked,
    may_repeat,
    new_attempt,
    passed,
    summarize,
    title_of,
)
from service.workflows.quiz.paper import laid


def begin(turn: QuizTurn) -> Outcome:
    """Start, or go on where the person stopped; a quiz for the room is answered there."""
    if turn.state.definition.live:
        return Rejected("quiz.live_pointer", pointer(turn.state))
    return _go_on(laid(turn))


def _go_on(turn: QuizTurn) -> Outcome:
    attempt = turn.part
    if _is_late(turn):
        return late(turn)
    if attempt is None:
        return _start(turn, new_attempt(turn.state.definition))
    if attempt.phase == "submitted":
        return _done(turn, attempt)
    if _is_up(turn, attempt):
        return turn.refuse("quiz-time-is-up")
    return turn.done("quiz.resumed", part=attempt, effects=(_show(turn, attempt),))


def again(turn: QuizTurn) -> Outcome:
    """Take it once more, where that is allowed, on the sheet of the new attempt."""
    attempt = turn.part
    if attempt is None or attempt.phase != "submitted" or turn.state.definition.live:
        return begin(turn)
    turn = laid(turn, attempt.number + 1)
    if _is_late(turn):
        return late(turn)
    if not may_repeat(turn.state.definition.terms, attempt):
        return _done(turn, attempt)
    return _start(turn, new_attempt(turn.state.definition, attempt))


def result(turn: QuizTurn) -> Outcome:
    """The person's own result, question by question, once results are out."""
    attempt = turn.part
    if attempt is None:
        return turn.refuse("quiz-took-no-part", title=turn.state.definition.called)
    shown = turn.reply(own_result(laid(turn).state, attempt), "result")
    return turn.done("quiz.result_shown", effects=shown)


def time_is_up(turn: QuizTurn) -> Outcome:
    """The time for the attempt is over: what is answered is handed in."""
    attempt, event, turn = turn.part, turn.event, laid(turn)
    if attempt is None or attempt.phase == "submitted" or turn.state.progress.extended:
        return turn.stale()
    if not isinstance(event, TimerFired) or event.revision != attempt.number:
        return turn.stale()
    word = Send(ToPerson(turn.person), "time", Message(text("quiz-time-is-up")), "normal")
    return _finish(turn, attempt, word)


def hand_back(turn: QuizTurn, before: Attempt) -> Outcome:
    """Undo the handing in: the paper lies before the person again, while the quiz is open."""
    if turn.state.phase != "open":
        return late(turn)
    shown = _go_on(laid(turn.with_part(before)))
    if isinstance(shown, Rejected):
        return shown
    clock: tuple[Effect, ...] = ()
    if before.until is not None:
        clock = (SetTimer("limit", before.until, turn.person, before.number),)
    said = tuple(
        replace(
            each, message=replace(each.message, body=lines(text("sdk-undone"), each.message.body))
        )
        if isinstance(each, Send)
        else each
        for each in shown.effects
    )
    return turn.done("quiz.handed_back", part=before, effects=(*clock, *said))


# -- answers


def answering(
    step: Callable[[QuizTurn, Attempt], Outcome],
) -> Handler[QuizState, Attempt]:
    """A step of an attempt, on the sheet that lies before the person; refused where no answer can
    be taken just now."""

    def taken(turn: QuizTurn) -> Outcome:
        turn = laid(turn)
        attempt = turn.part
        if _is_late(turn):
            return late(turn)
        if attempt is None:
            return replace(turn.refuse("quiz-not-begun"), choices=begin_choice(turn))
        if attempt.phase == "submitted":
            return _done(turn, attempt)
        if _is_up(turn, attempt):
            return turn.refuse("quiz-time-is-up")
        if attempt.at >= len(turn.activity.state.definition.questions) and isinstance(
            turn.event, Said
        ):
            return turn.refuse("quiz-at-review")
        return step(turn, attempt)

    return taken


@answering
def pick(turn: QuizTurn, attempt: Attempt) -> Outcome:
    """Take an option of the question at hand (`a:question.option`); of an order or a matching also
    the place it is meant for (`a:question.item.place`)."""
    quiz = turn.activity.state
    at, *taken = turn.ints() or (-1,)
    if at != attempt.at or not taken:
        return turn.refuse("sdk-moved-on")
    question = quiz.definition.questions[at]
    if question.kind in ("order", "match"):
        picked = asking.grow(question, attempt.picked, *taken[:2]) if len(taken) > 1 else None
        if picked is None:
            return turn.ignore("quiz-repeated")
        return _grown(turn, replace(attempt, picked=picked))
    (option, *_) = taken
    if option >= len(question.options):
        return turn.refuse("quiz-no-option", last=LETTERS[max(len(question.options) - 1, 0)])
    if question.kind == "several":
        return _marked(turn, attempt, tuple(sorted(set(attempt.picked) ^ {option})))
    if quiz.definition.feedback != "each" or attempt.picked == (option,):
        return _submit(turn, attempt, (option,))
    return _marked(turn, attempt, (option,))


@answering
def take_back(turn: QuizTurn, attempt: Attempt) -> Outcome:
    """A tap on an option is taken back (`a:question.option`): it is not marked any more, or the
    question it answered is open again."""
    quiz = turn.state
    at, *taken = turn.ints() or (-1,)
    if not taken or not 0 <= at < len(quiz.definition.questions):
        return turn.ignore("sdk-moved-on")
    if quiz.definition.questions[at].kind in ("order", "match"):
        return turn.ignore("sdk-moved-on")  # its steps are undone in their order
    if at == attempt.at and taken[0] in attempt.picked:
        return _marked(turn, attempt, tuple(each for each in attempt.picked if each != taken[0]))
    if quiz.definition.feedback != "each" and attempt.answers[at] == (taken[0],):
        moved = attempt.reopened(quiz.definition, at)
        return turn.done("quiz.reopened", part=moved, effects=(_then(turn, attempt, moved),))
    return turn.ignore("sdk-moved-on")


@answering
def undo(turn: QuizTurn, attempt: Attempt) -> Outcome:
    """Take back the last step of an order or a matching (`undo:question`)."""
    if turn.ints() != (attempt.at,) or not attempt.picked:
        return turn.refuse("sdk-moved-on")
    return _marked(
        turn, attempt, asking.shrink(turn.state.definition.questions[attempt.at], attempt.picked)
    )


@answering
def submit(turn: QuizTurn, attempt: Attempt) -> Outcome:
    """Fix the marked options as the answer (`ok:question`)."""
    if turn.ints() != (attempt.at,) or attempt.at >= len(turn.state.definition.questions):
        return turn.refuse("sdk-moved-on")
    question = turn.state.definition.questions[attempt.at]
    if not attempt.picked or not asking.is_whole(question, attempt.picked):
        return turn.refuse("quiz-nothing-picked")
    return _submit(turn, attempt, attempt.picked)


@answering
def typed(turn: QuizTurn, attempt: Attempt) -> Outcome:
    """A typed answer: `B`, `AC`, `1 3`, an order `3 1 2`, a matching `1B 2A`, a text, a number."""
    question = turn.state.definition.questions[attempt.at]
    answer = asking.read_answer(question, turn.typed())
    if answer is None:
        return Rejected("quiz.not_understood", asking.how_to_type(question))
    return _submit(turn, attempt, answer)


@answering
def go_to(turn: QuizTurn, attempt: Attempt) -> Outcome:
    """Go back to a question, where answers may still be changed (`go:question`)."""
    quiz, wanted = turn.state, turn.ints()
    if (
        quiz.definition.feedback == "each"
        or len(wanted) != 1
        or wanted[0] >= len(quiz.definition.questions)
    ):
        return turn.refuse("sdk-moved-on")
    moved = replace(attempt, at=wanted[0], picked=marked(attempt.answers[wanted[0]]))
    return turn.done("quiz.went_back", part=moved, effects=(_then(turn, attempt, moved),))


@answering
def finish(turn: QuizTurn, attempt: Attempt) -> Outcome:
    """Submit the whole attempt."""
    if turn.state.definition.feedback == "each" or attempt.at < len(
        turn.state.definition.questions
    ):
        return turn.refuse("quiz-not-finished")
    return _finish(turn, attempt)


def attached(turn: QuizTurn) -> Outcome:
    """A voice message or a picture is no answer."""
    return turn.refuse("quiz-words-only")


@answering
def typed_sheet(turn: QuizTurn, attempt: Attempt) -> Outcome:
    """Answers to the sheet. What is understood is kept; the review comes once all is there."""
    quiz, event = turn.state, turn.event
    given, wrong = paper.read_sheet(quiz, event.text if isinstance(event, Said) else "")
    if not given:
        return Rejected("quiz.not_understood", text("quiz-sheet-hint"))
    for number, answer in given.items():
        attempt = attempt.answered(quiz.definition, number, answer, attempt.at)
    missing = [number for number, each in enumerate(attempt.answers) if each is None]
    attempt = replace(attempt, at=missing[0] if missing else len(attempt.answers), picked=())
    if not missing and not wrong:
        shown = _sheet(turn, review(turn, attempt), prompt="")
    else:
        note = lines(
            text("quiz-sheet-missing", numbers=paper.numbers(missing)) if missing else None,
            text("quiz-sheet-wrong", numbers=paper.numbers(wrong)) if wrong else None,
        )
        shown = _sheet(turn, Message(note, title=title_of(quiz)))
    return turn.done("quiz.answered", part=attempt, effects=(shown,))


def early(turn: QuizTurn) -> Outcome:
    return turn.refuse("quiz-early", title=turn.state.definition.called)


def late(turn: QuizTurn) -> Rejected:
    """Whatever comes after the close, gets a clear word, and changes nothing."""
    closed_at = turn.state.schedule.closes_at
    if turn.state.phase == "cancelled" or closed_at is None:
        word = text("quiz-was-cancelled", title=turn.state.definition.called)
        return Rejected("quiz.cancelled", word, ends=True)
    word = text("quiz-late", title=turn.state.definition.called, closed=Moment(closed_at))
    return Rejected("quiz.late", word, ends=True)


# -- what was not handed in


def left_open(turn: QuizTurn) -> list[Effect]:
    """The quiz has ended: whoever was still answering is told so once, with what handing in would
    have shown, in place of the question that stands open."""
    effects: list[Effect] = []
    for person, attempt in turn.query(Entries(turn.id)):
        if attempt.phase == "answering":
            own = laid(replace(turn, entry=Entry(turn.id, person, attempt)))
            effects += _ended(own, attempt)
    return effects


def _ended(turn: QuizTurn, attempt: Attempt) -> tuple[Edit, Send]:
    quiz, to, at = turn.state, ToPerson(turn.person), attempt.at
    asked, one_by_one = quiz.definition.questions, quiz.definition.feedback == "each"
    word = _unfinished(quiz, attempt)
    if quiz.phase == "cancelled":
        word = text("quiz-was-cancelled", title=quiz.definition.called)
        shown = Message(word, title=title_of(quiz))
    elif one_by_one:
        shown = asking.explained(asked[at], None, at, len(asked))
    else:
        shown = handed_in(quiz, attempt)
    told = Send(to, "ended", Message(word), deferrable=True, time_sensitive=True)
    return Edit(to, f"q{at}" if one_by_one else "q", shown), told


def _unfinished(quiz: QuizState, attempt: Attempt) -> Text:
    """What it comes to; where results come later, only how much of it was answered."""
    return text(
        "quiz-left-open",
        title=quiz.definition.called,
        given=attempt.given,
        n=len(attempt.answers),
        score=shown_points(attempt.score),
        of=shown_points(attempt.out_of),
        seen=str(quiz.definition.feedback != "close").lower(),
    )


# -- steps


def _start(turn: QuizTurn, attempt: Attempt) -> Outcome:
    """A new attempt, and its clock if it has one."""
    quiz = turn.state
    timers: tuple[Effect, ...] = ()
    if quiz.definition.terms.minutes:
        until = turn.now + timedelta(minutes=quiz.definition.terms.minutes)
        attempt = replace(attempt, until=min(until, quiz.schedule.closes_at or until))
        timers = (SetTimer("limit", until, turn.person, attempt.number),)
    return turn.done("quiz.begun", part=attempt, effects=(_show(turn, attempt), *timers))


def _submit(turn: QuizTurn, attempt: Attempt, answer: Answer) -> Outcome:
    quiz, at = turn.activity.state, attempt.at
    if quiz.definition.feedback != "each":
        moved = attempt.answered(quiz.definition, at, answer, _following(attempt, at))
        return turn.done("quiz.answered", part=moved, effects=(_then(turn, attempt, moved),))
    moved = attempt.answered(quiz.definition, at, answer, at + 1)
    questions = quiz.definition.questions
    told = asking.explained(questions[at], answer, at, len(questions))
    explained = Edit(ToPerson(turn.person), f"q{at}", told)
    if moved.at == len(questions):
        return _finish(turn, moved, explained)
    asked = _ask(turn, moved, fresh=True)
    return turn.done("quiz.answered", part=moved, effects=(explained, asked))


def _following(attempt: Attempt, at: int) -> int:
    """The next question without an answer, those behind first; the review when there is none."""
    answers = attempt.answers
    for each in chain(range(at + 1, len(answers)), range(at)):
        if answers[each] is None:
            return each
    return len(answers)


def _finish(turn: QuizTurn, attempt: Attempt, *before: Effect) -> Outcome:
    quiz, to = turn.state, ToPerson(turn.person)
    done = replace(attempt, phase="submitted", submitted_at=turn.now, picked=())
    told = Send(to, "summary", summary(turn, done), "reply")
    if quiz.definition.feedback != "each":
        before = (*before, Edit(to, "q", handed_in(quiz, done)))
    if attempt.until is not None:
        before = (*before, ClearTimer("limit", turn.person))
    if quiz.progress.within:
        before = (*before, _heard(turn, done))
    return turn.done("quiz.submitted", part=done, effects=(*before, told))


def _heard(turn: QuizTurn, attempt: Attempt) -> Inform:
    """What the activity that the quiz belongs to hears of an attempt: what counts now, in percent,
    whether it is enough, and whether there may be another."""
    counted = summarize(attempt)
    percent = 100 * counted.score // counted.out_of if counted.out_of else 0
    terms = turn.state.definition.terms
    details = {
        "percent": percent,
        "passed": passed(terms, attempt),
        "again": may_repeat(terms, attempt),
    }
    return Inform(turn.state.progress.within, "quiz.submitted", details, turn.person)


def _done(turn: QuizTurn, attempt: Attempt) -> Rejected:
    """To whoever has submitted already."""
    counted = summarize(attempt)
    points, of = shown_points(counted.score), shown_points(counted.out_of)
    said = text("quiz-done", score=points, of=of)
    if turn.state.definition.feedback == "close":
        said = text("quiz-done-unseen")
    return Rejected("quiz.done", said, choices=once_more(turn, attempt))


def _grown(turn: QuizTurn, attempt: Attempt) -> Outcome:
    """An order or a matching that is whole is an answer, where it can still be changed."""
    whole = asking.is_whole(turn.state.definition.questions[attempt.at], attempt.picked)
    if whole and turn.state.definition.feedback != "each":
        return _submit(turn, attempt, attempt.picked)
    return _marked(turn, attempt, attempt.picked)


def _marked(turn: QuizTurn, attempt: Attempt, picked: tuple[int, ...]) -> Outcome:
    attempt = replace(attempt, picked=picked)
    return turn.done("quiz.marked", part=attempt, effects=(_ask(turn, attempt),))


def _then(turn: QuizTurn, before: Attempt, after: Attempt) -> Send | Edit:
    """The next question in place of the last one; in a message of its own where one of them has a
    picture, which can't be put in place of another."""
    questions = turn.activity.state.definition.questions
    shown = (*questions[before.at : before.at + 1], *questions[after.at : after.at + 1])
    return _ask(turn, after, fresh=any(map(attrgetter("picture"), shown)))


def _show(turn: QuizTurn, attempt: Attempt) -> Send | Edit:
    """What comes first: the whole sheet where it is answered as on paper, or a question."""
    if turn.state.definition.terms.whole and attempt.at < len(attempt.answers):
        return _sheet(turn, paper.whole(turn))
    return _ask(turn, attempt, fresh=True)


def _ask(turn: QuizTurn, attempt: Attempt, *, fresh: bool = False) -> Send | Edit:
    """Show the question at hand (or the review): a new message, or in place of the old one."""
    quiz = turn.activity.state
    key = "q" if quiz.definition.feedback != "each" else f"q{attempt.at}"
    at, questions, to = attempt.at, quiz.definition.questions, ToPerson(turn.person)
    if at >= len(questions):
        message, prompt = review(turn, attempt), ""
    else:
        message, prompt = (
            asking.ask(
                activity=turn.activity.id,
                asked=questions[at],
                at=at,
                of=len(questions),
                feedback=quiz.definition.feedback,
                picked=attempt.picked,
            ),
            "answer",
        )
    if fresh:
        return Send(to, key, message, "reply", prompt=prompt)
    return Edit(to, key, message, prompt=prompt)


def _sheet(turn: QuizTurn, message: Message, *, prompt: str = "sheet") -> Send:
    return Send(ToPerson(turn.person), "q", message, "reply", prompt=prompt)


def _is_late(turn: QuizTurn) -> bool:
    closes_at = turn.activity.state.schedule.closes_at
    return closes_at is not None and turn.context.now >= closes_at


def _is_up(turn: QuizTurn, attempt: Attempt) -> bool:
    """Whoever has been given longer has all of it, whatever the time for one attempt."""
    return (
        attempt.until is not None and turn.now >= attempt.until and not turn.state.progress.extended
    )


# -- what a member reads


def begin_choice(turn: QuizTurn) -> Rows:
    return ((button(turn.activity, "quiz-button-begin", leads=True),),)


def pointer(quiz: QuizState) -> Text:
    """To a member in private: a quiz for the room is answered there."""
    return text(
        "quiz-live-pointer", title=quiz.definition.called, closes=moment(quiz.schedule.closes_at)
    )


def review(turn: QuizTurn, attempt: Attempt) -> Message:
    """All answers before they are handed in; each can be changed."""
    quiz = turn.state
    given = _given(quiz, attempt)
    short = all(len(each) <= 5 for each in given)
    changes = [
        choice(turn.activity, "go", text("quiz-button-change", n=i + 1), i)
        for i in range(len(quiz.definition.questions))
    ]
    return Message(
        lines(
            text("quiz-review"),
            ("  " if short else "\n").join(f"{i}. {each}" for i, each in enumerate(given, 1)),
        ),
        title=title_of(quiz),
        choices=(
            (choice(turn.activity, "done", text("quiz-button-hand-in")),),
            *in_rows(changes, 3),
        ),
    )


def handed_in(quiz: QuizState, attempt: Attempt) -> Message:
    """In place of the review: every question with its result, or with the answer alone where
    results come later."""
    if quiz.definition.feedback == "close":
        given = [f"{i}. {each}" for i, each in enumerate(_given(quiz, attempt), 1)]
        return Message(lines(text("quiz-your-answers"), *given), title=title_of(quiz))
    return Message(_results(quiz, attempt), title=title_of(quiz))


def own_result(quiz: QuizState, attempt: Attempt) -> Message:
    """What counts, the attempts it comes from, and the last one question by question."""
    counted = summarize(attempt)
    points, of = shown_points(counted.score), shown_points(counted.out_of)
    attempts = [
        text("quiz-one-attempt", n=n, score=shown_points(each.score), at=Moment(each.submitted_at))
        for n, each in enumerate(attempt.results, 1)
    ]
    several = lines(*attempts) if len(attempts) > 1 else None
    head = text("quiz-own-result", score=points, of=of)
    return Message(paragraphs(head, several, _results(quiz, attempt)), title=title_of(quiz))


def summary(turn: QuizTurn, attempt: Attempt) -> Message:
    """The last word of an attempt: what it has earned, and whether there may be another."""
    quiz = turn.state
    closes, rows = moment(quiz.schedule.closes_at), once_more(turn, attempt)
    if quiz.definition.feedback == "close":
        body = text("quiz-handed-in", n=attempt.given, closes=closes)
        return Message(body, title=title_of(quiz), choices=rows)
    right = sum(
        score(asked, answer) == asked.worth
        for asked, answer in zip(quiz.definition.questions, attempt.answers, strict=True)
    )
    body = text(
        "quiz-summary-within" if quiz.progress.within else "quiz-summary",
        score=shown_points(attempt.score),
        of=shown_points(attempt.out_of),
        right=right,
        n=len(quiz.definition.questions),
        closes=closes,
    )
    failed = 100 * attempt.score < quiz.definition.terms.pass_mark * attempt.out_of
    below = text("quiz-below", mark=quiz.definition.terms.pass_mark) if failed else None
    return Message(lines(body, below), title=title_of(quiz), choices=rows)


def once_more(turn: QuizTurn, attempt: Attempt) -> Rows:
    """The button to take it once more, where that is allowed."""
    if not may_repeat(turn.state.definition.terms, attempt):
        return ()
    return ((button(turn.activity, "quiz-button-again"),),)


def _given(quiz: QuizState, attempt: Attempt) -> list[str]:
    answered = zip(quiz.definition.questions, attempt.answers, strict=True)
    return [asking.given(asked, answer) for asked, answer in answered]


def _results(quiz: QuizState, attempt: Attempt) -> Words:
    return paragraphs(
        *(
            lines(f"{i + 1}. {asked.prompt}", asking.result(asked, attempt.answers[i]))
            for i, asked in enumerate(quiz.definition.questions)
        )
    )
