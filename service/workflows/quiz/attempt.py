"""The member's side of an open quiz: one question at a time, in private.

With feedback after each question a tap marks an option, and `submit` (or a second tap on the same
option, or typing several letters at once) fixes the answer, explains it and brings the next
question. With feedback at the end a tap answers and goes on; at the review everything can still be
changed. An order and a matching grow tap by tap; what is left over in the end needs no tap.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from service.core.effects import ClearTimer, Edit, Effect, Send, SetTimer, ToPerson
from service.core.events import Event, Said
from service.core.message import Message
from service.core.texts import text
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    choice_args,
)
from service.questions.model import Answer
from service.workflows.quiz import view, whole
from service.workflows.quiz.model import (
    LETTERS,
    Attempt,
    Quiz,
    marked,
    may_repeat,
    new_attempt,
)
from service.workflows.quiz.reading import read_answer
from service.workflows.quiz.sequence import grow, is_whole, shrink

QuizActivity = Activity[Quiz]
AttemptEntry = Entry[Attempt]


def begin(context: Context, activity: QuizActivity, entry: AttemptEntry, _: Event) -> Outcome:
    """Start, or go on where the person stopped."""
    quiz, attempt = activity.state, entry.state
    if _is_late(context, quiz):
        return late(context, activity, entry, _)
    if attempt is None:
        return _start(context, activity, entry, new_attempt(quiz))
    if attempt.phase == "submitted":
        return _done(activity, attempt)
    if _is_up(context, quiz, attempt):
        return Rejected("quiz.time_is_up", text("quiz-time-is-up"))
    return Decision("quiz.resumed", entry=attempt, effects=(_show(activity, entry, attempt),))


def again(context: Context, activity: QuizActivity, entry: AttemptEntry, _: Event) -> Outcome:
    """Take it once more, where that is allowed. The sheet is that of the new attempt."""
    quiz, attempt = activity.state, entry.state
    if _is_late(context, quiz):
        return late(context, activity, entry, _)
    if attempt is None or attempt.phase != "submitted":
        return begin(context, activity, entry, _)
    if not may_repeat(quiz.terms, attempt):
        return _done(activity, attempt)
    return _start(context, activity, entry, new_attempt(quiz, attempt))


def result(context: Context, activity: QuizActivity, entry: AttemptEntry, _: Event) -> Outcome:
    """The person's own result, question by question, once results are out."""
    quiz, attempt = activity.state, entry.state
    if attempt is None:
        return Rejected("quiz.took_no_part", text("quiz-took-no-part", title=quiz.title))
    shown = Send(ToPerson(entry.person), "result", view.own_result(quiz, attempt), "reply")
    return Decision("quiz.result_shown", effects=(shown,))


def _done(activity: QuizActivity, attempt: Attempt) -> Rejected:
    quiz = activity.state
    return Rejected("quiz.done", view.done(quiz, attempt), choices=view.again(activity, attempt))


def _start(
    context: Context, activity: QuizActivity, entry: AttemptEntry, attempt: Attempt
) -> Outcome:
    """A new attempt, and its clock if it has one."""
    quiz = activity.state
    timers: tuple[Effect, ...] = ()
    if quiz.terms.minutes:
        until = context.now + timedelta(minutes=quiz.terms.minutes)
        attempt = replace(attempt, until=min(until, quiz.closes_at or until))
        timers = (SetTimer("limit", until, entry.person, attempt.number),)
    shown = _show(activity, entry, attempt)
    return Decision("quiz.begun", entry=attempt, effects=(shown, *timers))


def time_is_up(context: Context, activity: QuizActivity, entry: AttemptEntry, _: Event) -> Outcome:
    """The time for the attempt is over: what is answered is handed in."""
    attempt = entry.state
    if attempt is None or attempt.phase == "submitted" or activity.state.extended:
        return Rejected("quiz.stale_timer")
    word = Send(ToPerson(entry.person), "time", Message(text("quiz-time-is-up")), "normal")
    return _finish(context, activity, entry, attempt, (word,))


def pick(context: Context, activity: QuizActivity, entry: AttemptEntry, event: Event) -> Outcome:
    """Take an option of the question at hand (`a:question.option`); of an order or a matching also
    the place it is meant for (`a:question.item.place`)."""
    quiz = activity.state
    refused = _refuse(context, activity, entry, event)
    if refused:
        return refused
    attempt = _attempt(quiz, entry)
    at, *taken = numbers(event) or (-1,)
    if at != attempt.at or not taken:
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    question = quiz.questions[at]
    if question.kind in ("order", "match"):
        picked = grow(question, attempt.picked, *taken[:2]) if len(taken) > 1 else None
        if picked is None:
            return Rejected("quiz.repeated")
        return _grown(context, activity, entry, replace(attempt, picked=picked))
    (option, *_) = taken
    if option >= len(question.options):
        last = LETTERS[max(len(question.options) - 1, 0)]
        return Rejected("quiz.no_option", text("quiz-no-option", last=last))
    if question.kind == "several":
        picked = tuple(sorted(set(attempt.picked) ^ {option}))
        return _marked(activity, entry, replace(attempt, picked=picked))
    if quiz.feedback != "each" or attempt.picked == (option,):
        return _submit(context, activity, entry, attempt, (option,))
    return _marked(activity, entry, replace(attempt, picked=(option,)))


def take_back(
    context: Context, activity: QuizActivity, entry: AttemptEntry, event: Event
) -> Outcome:
    """A tap on an option is taken back (`a:question.option`): it is not marked any more, or the
    question it answered is open again."""
    quiz = activity.state
    refused = _refuse(context, activity, entry, event)
    if refused:
        return refused
    attempt = _attempt(quiz, entry)
    at, *taken = numbers(event) or (-1,)
    if not taken or not 0 <= at < len(quiz.questions):
        return Rejected("quiz.moved_on")
    if quiz.questions[at].kind in ("order", "match"):
        return Rejected("quiz.moved_on")  # its steps are undone in their order
    if at == attempt.at and taken[0] in attempt.picked:
        picked = tuple(each for each in attempt.picked if each != taken[0])
        return _marked(activity, entry, replace(attempt, picked=picked))
    if quiz.feedback != "each" and attempt.answers[at] == (taken[0],):
        moved = attempt.reopened(quiz, at)
        shown = _then(activity, entry, attempt, moved)
        return Decision("quiz.reopened", entry=moved, effects=(shown,))
    return Rejected("quiz.moved_on")


def undo(context: Context, activity: QuizActivity, entry: AttemptEntry, event: Event) -> Outcome:
    """Take back the last step of an order or a matching (`undo:question`)."""
    refused = _refuse(context, activity, entry, event)
    if refused:
        return refused
    attempt = _attempt(activity.state, entry)
    if numbers(event) != (attempt.at,) or not attempt.picked:
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    picked = shrink(activity.state.questions[attempt.at], attempt.picked)
    return _marked(activity, entry, replace(attempt, picked=picked))


def submit(context: Context, activity: QuizActivity, entry: AttemptEntry, event: Event) -> Outcome:
    """Fix the marked options as the answer (`ok:question`)."""
    refused = _refuse(context, activity, entry, event)
    if refused:
        return refused
    attempt = _attempt(activity.state, entry)
    if numbers(event) != (attempt.at,):
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    question = activity.state.questions[attempt.at]
    if not attempt.picked or not is_whole(question, attempt.picked):
        return Rejected("quiz.nothing_picked", text("quiz-nothing-picked"))
    return _submit(context, activity, entry, attempt, attempt.picked)


def typed(context: Context, activity: QuizActivity, entry: AttemptEntry, event: Event) -> Outcome:
    """A typed answer: `B`, `AC`, `1 3`, an order `3 1 2`, a matching `1B 2A`, a text, a number."""
    refused = _refuse(context, activity, entry, event)
    if refused:
        return refused
    attempt = _attempt(activity.state, entry)
    question = activity.state.questions[attempt.at]
    answer = read_answer(question, event.text if isinstance(event, Said) else "")
    if answer is None:
        return Rejected("quiz.not_understood", view.how_to_type(question))
    return _submit(context, activity, entry, attempt, answer)


def typed_sheet(
    context: Context, activity: QuizActivity, entry: AttemptEntry, event: Event
) -> Outcome:
    """Answers to the whole sheet, in one message."""
    return _refuse(context, activity, entry, event) or whole.typed(context, activity, entry, event)


def go_to(context: Context, activity: QuizActivity, entry: AttemptEntry, event: Event) -> Outcome:
    """Go back to a question, where answers may still be changed (`go:question`)."""
    quiz = activity.state
    refused = _refuse(context, activity, entry, event)
    if refused:
        return refused
    wanted = numbers(event)
    if quiz.feedback == "each" or len(wanted) != 1 or wanted[0] >= len(quiz.questions):
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    attempt = _attempt(quiz, entry)
    moved = replace(attempt, at=wanted[0], picked=marked(attempt.answers[wanted[0]]))
    return Decision(
        "quiz.went_back", entry=moved, effects=(_then(activity, entry, attempt, moved),)
    )


def finish(context: Context, activity: QuizActivity, entry: AttemptEntry, event: Event) -> Outcome:
    """Submit the whole attempt."""
    refused = _refuse(context, activity, entry, event)
    if refused:
        return refused
    attempt = _attempt(activity.state, entry)
    if activity.state.feedback == "each" or attempt.at < len(activity.state.questions):
        return Rejected("quiz.not_finished", text("quiz-not-finished"))
    return _finish(context, activity, entry, attempt, ())


def late(context: Context, activity: QuizActivity, entry: AttemptEntry, _: Event) -> Outcome:
    """Whatever comes after the close, gets a clear word, and changes nothing."""
    closed_at = activity.state.closes_at
    if activity.state.phase == "cancelled" or closed_at is None:
        return Rejected("quiz.cancelled", text("quiz-was-cancelled", title=activity.state.title))
    return Rejected("quiz.late", view.late(activity.state, closed_at))


def early(context: Context, activity: QuizActivity, entry: AttemptEntry, _: Event) -> Outcome:
    return Rejected("quiz.early", text("quiz-early", title=activity.state.title))


# -- steps


def _submit(
    context: Context,
    activity: QuizActivity,
    entry: AttemptEntry,
    attempt: Attempt,
    answer: Answer,
) -> Outcome:
    quiz, at = activity.state, attempt.at
    if quiz.feedback != "each":
        moved = attempt.answered(quiz, at, answer, _following(attempt, at))
        shown = _then(activity, entry, attempt, moved)
        return Decision("quiz.answered", entry=moved, effects=(shown,))
    moved = attempt.answered(quiz, at, answer, at + 1)
    explained = Edit(ToPerson(entry.person), f"q{at}", view.explained(quiz, moved, at))
    if moved.at == len(quiz.questions):
        return _finish(context, activity, entry, moved, (explained,))
    asked = _ask(activity, entry, moved, fresh=True)
    return Decision("quiz.answered", entry=moved, effects=(explained, asked))


def _following(attempt: Attempt, at: int) -> int:
    """The next question without an answer, those behind first; the review when there is none."""
    count = len(attempt.answers)
    order = (*range(at + 1, count), *range(at))
    return next((each for each in order if attempt.answers[each] is None), count)


def _finish(
    context: Context,
    activity: QuizActivity,
    entry: AttemptEntry,
    attempt: Attempt,
    before: tuple[Effect, ...],
) -> Outcome:
    quiz, person = activity.state, entry.person
    done = replace(attempt, phase="submitted", submitted_at=context.now, picked=())
    summary = Send(ToPerson(person), "summary", view.summary(activity, done), "reply")
    if quiz.feedback != "each":
        before = (*before, Edit(ToPerson(person), "q", view.handed_in(quiz, done)))
    if attempt.until is not None:
        before = (*before, ClearTimer("limit", person))
    return Decision("quiz.submitted", entry=done, effects=(*before, summary))


def _grown(
    context: Context, activity: QuizActivity, entry: AttemptEntry, attempt: Attempt
) -> Outcome:
    """An order or a matching that is whole is an answer, where it can still be changed."""
    whole = is_whole(activity.state.questions[attempt.at], attempt.picked)
    if whole and activity.state.feedback != "each":
        return _submit(context, activity, entry, attempt, attempt.picked)
    return _marked(activity, entry, attempt)


def _then(
    activity: QuizActivity, entry: AttemptEntry, before: Attempt, after: Attempt
) -> Send | Edit:
    """The next question in place of the last one; in a message of its own where one of them has a
    picture, which can't be put in place of another."""
    pictured = _has_picture(activity.state, before.at) or _has_picture(activity.state, after.at)
    return _ask(activity, entry, after, fresh=pictured)


def _has_picture(quiz: Quiz, at: int) -> bool:
    return at < len(quiz.questions) and quiz.questions[at].picture != ""


def _show(activity: QuizActivity, entry: AttemptEntry, attempt: Attempt) -> Send | Edit:
    """What comes first: the whole sheet where it is answered as on paper, or a question."""
    if activity.state.terms.whole and attempt.at < len(attempt.answers):
        return whole.ask(activity, entry, attempt)
    return _ask(activity, entry, attempt, fresh=True)


def _marked(activity: QuizActivity, entry: AttemptEntry, attempt: Attempt) -> Outcome:
    return Decision("quiz.marked", entry=attempt, effects=(_ask(activity, entry, attempt),))


def _ask(
    activity: QuizActivity, entry: AttemptEntry, attempt: Attempt, *, fresh: bool = False
) -> Send | Edit:
    """Show the question at hand (or the review): a new message, or in place of the old one."""
    quiz = activity.state
    key = "q" if quiz.feedback != "each" else f"q{attempt.at}"
    review = attempt.at >= len(quiz.questions)
    message = view.review(activity, attempt) if review else view.question(activity, attempt)
    asks = "" if review else "answer"
    if fresh:
        return Send(ToPerson(entry.person), key, message, "reply", asks=asks)
    return Edit(ToPerson(entry.person), key, message, asks=asks)


def _refuse(
    context: Context, activity: QuizActivity, entry: AttemptEntry, event: Event
) -> Rejected | None:
    """Why no answer can be taken just now, if so."""
    if _is_late(context, activity.state):
        refused = late(context, activity, entry, event)
        return refused if isinstance(refused, Rejected) else None
    if entry.state is None:
        return Rejected(
            "quiz.not_begun", text("quiz-not-begun"), choices=view.begin_choice(activity)
        )
    if entry.state.phase == "submitted":
        return _done(activity, entry.state)
    if _is_up(context, activity.state, entry.state):
        return Rejected("quiz.time_is_up", text("quiz-time-is-up"))
    at_review = entry.state.at >= len(activity.state.questions)
    if at_review and isinstance(event, Said):
        return Rejected("quiz.at_review", text("quiz-at-review"))
    return None


def _is_late(context: Context, quiz: Quiz) -> bool:
    return quiz.closes_at is not None and context.now >= quiz.closes_at


def _is_up(context: Context, quiz: Quiz, attempt: Attempt) -> bool:
    """Whoever has been given longer has all of it, whatever the time for one attempt."""
    return attempt.until is not None and context.now >= attempt.until and not quiz.extended


def _attempt(quiz: Quiz, entry: AttemptEntry) -> Attempt:
    return entry.state if entry.state is not None else new_attempt(quiz)


def numbers(event: Event) -> tuple[int, ...]:
    """The arguments of a choice that are numbers."""
    return tuple(int(each) for each in choice_args(event) if each.isascii() and each.isdigit())
