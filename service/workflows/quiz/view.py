"""What a quiz says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from service.core.choices import ChoiceId
from service.core.facts import EntryMark
from service.core.message import Choice, Message
from service.core.people import Roster
from service.core.questions import CHOICE_KINDS, Bank, Question
from service.core.scoring import score, shown_points
from service.core.texts import Lines, Moment, Text, Words, lines, text
from service.core.workflow import Activity
from service.workflows.quiz import asking, live
from service.workflows.quiz.model import LETTERS, Attempt, Quiz

OPENING_MINUTES = (0, 10, 60)
LASTING_MINUTES = (10, 30, 60, 1440)

Rows = tuple[tuple[Choice, ...], ...]


def choice(activity: Activity[Quiz], verb: str, label: Words, *args: int | str) -> Choice:
    return Choice(ChoiceId(activity.id, verb, tuple(str(each) for each in args)).encode(), label)


# -- for members


def begin_choice(activity: Activity[Quiz]) -> Rows:
    return ((choice(activity, "begin", text("quiz.button_begin")),),)


def invitation(activity: Activity[Quiz]) -> Message:
    """To the room when the quiz opens."""
    quiz = activity.state
    if quiz.live:
        return Message(live.invitation(quiz), title=_title(quiz))
    body = text(
        "quiz.opened",
        n=len(quiz.questions),
        points=shown_points(quiz.out_of),
        closes=_moment(quiz.closes_at),
    )
    return Message(body, title=_title(quiz), choices=begin_choice(activity))


def invited(activity: Activity[Quiz]) -> Message:
    """To each member when the quiz opens."""
    quiz = activity.state
    return Message(live.pointer(quiz)) if quiz.live else invitation(activity)


def reminder(activity: Activity[Quiz]) -> Message:
    quiz = activity.state
    if quiz.live:
        return invited(activity)
    body = text("quiz.reminder", title=quiz.title, closes=_moment(quiz.closes_at))
    return Message(body, choices=begin_choice(activity))


def question(activity: Activity[Quiz], attempt: Attempt) -> Message:
    """The question at hand, with the options marked so far."""
    quiz, at = activity.state, attempt.at
    return asking.ask(
        activity=activity.id,
        asked=quiz.questions[at],
        at=at,
        of=len(quiz.questions),
        feedback=quiz.feedback,
        picked=attempt.picked,
    )


def explained(quiz: Quiz, attempt: Attempt, at: int) -> Message:
    """A question after its answer is fixed: what was taken, what is right, and why."""
    return asking.explained(quiz.questions[at], attempt.answers[at], at, len(quiz.questions))


def review(activity: Activity[Quiz], attempt: Attempt) -> Message:
    """All answers before they are handed in; each can be changed."""
    quiz = activity.state
    answered = zip(quiz.questions, attempt.answers, strict=True)
    given = [asking.given(asked, answer) for asked, answer in answered]
    short = all(len(each) <= 5 for each in given)
    changes = [
        choice(activity, "go", text("quiz.button_change", n=i + 1), i)
        for i in range(len(quiz.questions))
    ]
    rows = tuple(tuple(changes[i : i + 3]) for i in range(0, len(changes), 3))
    return Message(
        lines(
            text("quiz.review"),
            ("  " if short else "\n").join(f"{i}. {each}" for i, each in enumerate(given, 1)),
        ),
        title=_title(quiz),
        choices=((choice(activity, "done", text("quiz.button_hand_in")),), *rows),
    )


def handed_in(quiz: Quiz, attempt: Attempt) -> Message:
    """In place of the review: every question with its result."""
    results = [
        lines(f"{i + 1}. {asked.prompt}", asking.result(asked, attempt.answers[i]))
        for i, asked in enumerate(quiz.questions)
    ]
    return Message(Lines(tuple(results), "\n\n"), title=_title(quiz))


def summary(quiz: Quiz, attempt: Attempt) -> Message:
    right = sum(
        score(asked, answer) == asked.worth
        for asked, answer in zip(quiz.questions, attempt.answers, strict=True)
    )
    body = text(
        "quiz.summary",
        score=shown_points(attempt.score),
        of=shown_points(attempt.out_of),
        right=right,
        n=len(quiz.questions),
        closes=_moment(quiz.closes_at),
    )
    return Message(body, title=_title(quiz))


def done(attempt: Attempt) -> Text:
    """To whoever has submitted already."""
    points, of = shown_points(attempt.score), shown_points(attempt.out_of)
    return text("quiz.done", score=points, of=of)


def how_to_type(question: Question) -> Text:
    return asking.how_to_type(question)


def late(quiz: Quiz, closed_at: datetime) -> Text:
    return text("quiz.late", title=quiz.title, closed=Moment(closed_at))


# -- for the secretary


def choose_bank(activity: Activity[Quiz], banks: Sequence[Bank]) -> Message:
    rows = tuple(
        (
            choice(
                activity,
                "bank",
                text("quiz.bank", name=bank.name, n=len(bank.questions)),
                bank.id,
            ),
        )
        for bank in banks
    )
    return Message(
        text("quiz.choose_bank"), title=text("quiz.new"), choices=(*rows, _drop(activity))
    )


def choose_opening(activity: Activity[Quiz]) -> Message:
    rows = tuple(
        (choice(activity, "opens", text("quiz.opens_in", minutes=minutes), minutes),)
        for minutes in OPENING_MINUTES
    )
    return Message(
        text("quiz.choose_opening", name=activity.state.bank),
        title=text("quiz.new"),
        choices=(*rows, _drop(activity)),
    )


def choose_closing(activity: Activity[Quiz]) -> Message:
    rows = tuple(
        (choice(activity, "lasts", text("quiz.lasts", minutes=minutes), minutes),)
        for minutes in LASTING_MINUTES
    )
    return Message(
        text("quiz.choose_closing", opens=_moment(activity.state.opens_at)),
        title=text("quiz.new"),
        choices=(*rows, _drop(activity)),
    )


def preview(activity: Activity[Quiz], *, dropping: bool = False) -> Message:
    """The whole quiz as its leader checks it before it is announced."""
    quiz = activity.state
    asked: list[Words] = []
    for number, each in enumerate(quiz.questions, 1):
        why = text("quiz.because", why=each.explanation) if each.explanation else None
        points = shown_points(each.worth)
        heading = text("quiz.preview_question", n=number, kind=_kind(each), points=points)
        asked.append(lines(heading, each.prompt, *_answers(each), why))
    times = text(
        "quiz.preview",
        n=len(quiz.questions),
        points=shown_points(quiz.out_of),
        opens=_moment(quiz.opens_at),
        closes=_moment(quiz.closes_at),
        feedback=quiz.feedback,
    )
    choices: Rows = (
        (choice(activity, "confirm", text("quiz.button_confirm")),),
        (choice(activity, "times", text("quiz.button_times")),),
        (choice(activity, "feedback", text("quiz.button_feedback", feedback=quiz.feedback)),),
        (choice(activity, "live", text("quiz.button_live", live=int(quiz.live))),),
        _drop(activity),
    )
    head = lines(times, live.preview(quiz))
    return Message(Lines((head, *asked), "\n\n"), title=_title(quiz), choices=choices)


def planned(activity: Activity[Quiz]) -> Message:
    """The leader's panel while the quiz is scheduled."""
    quiz = activity.state
    body = text("quiz.scheduled", opens=_moment(quiz.opens_at), closes=_moment(quiz.closes_at))
    return Message(
        body,
        title=_title(quiz),
        choices=(
            (choice(activity, "edit", text("quiz.button_edit")),),
            (choice(activity, "cancel", text("quiz.button_cancel")),),
        ),
    )


def panel(activity: Activity[Quiz]) -> Message:
    """The leader's panel while the quiz is open."""
    quiz = activity.state
    return Message(
        text("quiz.running", closes=_moment(quiz.closes_at)),
        title=_title(quiz),
        choices=(
            (choice(activity, "progress", text("quiz.button_progress")),),
            (choice(activity, "begin", text("quiz.button_begin")),),
            (choice(activity, "close", text("quiz.button_close")),),
            (choice(activity, "cancel", text("quiz.button_cancel")),),
        ),
    )


def leader(activity: Activity[Quiz]) -> tuple[Message, str]:
    """What the leader sees in this phase, and the token of the free text it asks for."""
    quiz = activity.state
    match quiz.phase:
        case "draft" if quiz.opens_at is None:
            return choose_opening(activity), "opens"
        case "draft" if quiz.closes_at is None:
            return choose_closing(activity), "closes"
        case "draft":
            return preview(activity), ""
        case "scheduled":
            return planned(activity), ""
        case "open":
            return panel(activity), ""
        case "closed":
            return closed(activity), ""
        case _:
            return over(quiz), ""


def confirm(activity: Activity[Quiz], what: str) -> Message:
    """Ask before something that can't be undone."""
    return Message(
        text(f"quiz.confirm_{what}", title=activity.state.title),
        choices=(
            (choice(activity, f"{what}!", text(f"quiz.button_{what}_yes")),),
            (choice(activity, "keep", text("quiz.button_keep")),),
        ),
    )


def progress(activity: Activity[Quiz], marks: Sequence[EntryMark], roster: Roster) -> Message:
    members = roster.members(activity.unit)
    by_person = {each.person: each.mark.status for each in marks}
    submitted = [each for each in members if by_person.get(each.id) == "submitted"]
    answering = [each for each in members if by_person.get(each.id) == "answering"]
    silent = [each.name for each in members if each.id not in by_person]
    return Message(
        lines(
            text(
                "quiz.progress",
                submitted=len(submitted),
                answering=len(answering),
                members=len(members),
            ),
            text("quiz.silent", names="、".join(silent)) if silent else None,
        ),
        title=_title(activity.state),
        choices=((choice(activity, "progress", text("quiz.button_progress")),),),
    )


def closed(activity: Activity[Quiz]) -> Message:
    """The leader's panel between the close and the publication."""
    return Message(
        text("quiz.closed"),
        title=_title(activity.state),
        choices=((choice(activity, "publish", text("quiz.button_publish")),),),
    )


def over(quiz: Quiz) -> Message:
    """The leader's panel when nothing is left to do."""
    return Message(text(f"quiz.{quiz.phase}"), title=_title(quiz))


# -- pieces


def _title(quiz: Quiz) -> Words:
    return text("quiz.title", title=quiz.title)


def _answers(asked: Question) -> list[Words]:
    """What is right, for whoever prepares the quiz."""
    if asked.kind not in CHOICE_KINDS:
        return [text("quiz.correct", correct=asking.key(asked))]
    return [
        f"{'✓' if option.correct else '　'} {LETTERS[i]}. {option.text}"
        for i, option in enumerate(asked.options)
    ]


def _kind(asked: Question) -> Text:
    return text("quiz.kind", kind=asked.kind)


def _moment(at: datetime | None) -> Words:
    return Moment(at) if at is not None else "—"


def _drop(activity: Activity[Quiz]) -> tuple[Choice, ...]:
    return (choice(activity, "drop", text("quiz.button_drop")),)
