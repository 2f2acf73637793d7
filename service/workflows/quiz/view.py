"""What a quiz says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from service.core.choices import ChoiceId
from service.core.facts import EntryMark
from service.core.message import Choice, Message
from service.core.people import Roster
from service.core.questions import Bank, Question
from service.core.texts import Lines, Moment, Text, Words, lines, text
from service.core.workflow import Activity
from service.workflows.quiz.model import LETTERS, Attempt, Feedback, Quiz, points

OPENING_MINUTES = (0, 10, 60)
LASTING_MINUTES = (10, 30, 60, 1440)

Rows = tuple[tuple[Choice, ...], ...]


def choice(activity: Activity[Quiz], verb: str, label: Words, *args: int | str) -> Choice:
    return Choice(ChoiceId(activity.id, verb, tuple(str(each) for each in args)).encode(), label)


# -- for members


def begin_choice(activity: Activity[Quiz]) -> Rows:
    return ((choice(activity, "begin", text("quiz.button_begin")),),)


def invitation(activity: Activity[Quiz]) -> Message:
    """To the room and to each member when the quiz opens."""
    quiz = activity.state
    body = text(
        "quiz.opened", n=len(quiz.questions), points=quiz.out_of, closes=_moment(quiz.closes_at)
    )
    return Message(body, title=_title(quiz), choices=begin_choice(activity))


def reminder(activity: Activity[Quiz]) -> Message:
    quiz = activity.state
    body = text("quiz.reminder", title=quiz.title, closes=_moment(quiz.closes_at))
    return Message(body, choices=begin_choice(activity))


def question(activity: Activity[Quiz], attempt: Attempt) -> Message:
    """The question at hand, with the options marked so far."""
    quiz, at = activity.state, attempt.at
    return _question(
        activity=activity.id,
        asked=quiz.questions[at],
        at=at,
        of=len(quiz.questions),
        feedback=quiz.feedback,
        picked=attempt.picked,
    )


@lru_cache(maxsize=1024)  # in a burst many are asked the same
def _question(
    *,
    activity: int,
    asked: Question,
    at: int,
    of: int,
    feedback: Feedback,
    picked: tuple[int, ...],
) -> Message:
    def button(verb: str, label: Words, *args: int) -> tuple[Choice]:
        return (Choice(ChoiceId(activity, verb, tuple(map(str, args))).encode(), label),)

    rows = [
        button("a", _option(asked, option, picked), at, option)
        for option in range(len(asked.options))
    ]
    if asked.kind == "several" or (feedback == "each" and picked):
        rows.append(button("ok", text("quiz.button_submit"), at))
    if feedback == "end" and at > 0:
        rows.append(button("go", text("quiz.button_back"), at - 1))
    return Message(_asked(asked), title=_heading(asked, at, of), choices=tuple(rows))


def explained(quiz: Quiz, attempt: Attempt, at: int) -> Message:
    """A question after its answer is fixed: what was taken, what is right, and why."""
    asked = quiz.questions[at]
    return Message(
        lines(asked.prompt, _result(asked, attempt.answers[at])),
        title=_heading(asked, at, len(quiz.questions)),
    )


def review(activity: Activity[Quiz], attempt: Attempt) -> Message:
    """All answers before they are handed in; each can be changed."""
    quiz = activity.state
    given = [f"{i}. {_letters(answer)}" for i, answer in enumerate(attempt.answers, 1) if answer]
    changes = [
        choice(activity, "go", text("quiz.button_change", n=i + 1), i)
        for i in range(len(quiz.questions))
    ]
    rows = tuple(tuple(changes[i : i + 3]) for i in range(0, len(changes), 3))
    return Message(
        lines(text("quiz.review"), "  ".join(given)),
        title=_title(quiz),
        choices=((choice(activity, "done", text("quiz.button_hand_in")),), *rows),
    )


def handed_in(quiz: Quiz, attempt: Attempt) -> Message:
    """In place of the review: every question with its result."""
    results = [
        lines(f"{i + 1}. {asked.prompt}", _result(asked, attempt.answers[i]))
        for i, asked in enumerate(quiz.questions)
    ]
    return Message(Lines(tuple(results), "\n\n"), title=_title(quiz))


def summary(quiz: Quiz, attempt: Attempt) -> Message:
    right = sum(
        points(asked, answer) > 0
        for asked, answer in zip(quiz.questions, attempt.answers, strict=True)
    )
    body = text(
        "quiz.summary",
        score=attempt.score,
        of=attempt.out_of,
        right=right,
        n=len(quiz.questions),
        closes=_moment(quiz.closes_at),
    )
    return Message(body, title=_title(quiz))


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
        options = [
            f"{'✓' if option.correct else '　'} {LETTERS[i]}. {option.text}"
            for i, option in enumerate(each.options)
        ]
        why = text("quiz.because", why=each.explanation) if each.explanation else None
        heading = text("quiz.preview_question", n=number, kind=_kind(each), points=each.points)
        asked.append(lines(heading, each.prompt, *options, why))
    times = text(
        "quiz.preview",
        n=len(quiz.questions),
        points=quiz.out_of,
        opens=_moment(quiz.opens_at),
        closes=_moment(quiz.closes_at),
        feedback=quiz.feedback,
    )
    choices: Rows = (
        (choice(activity, "confirm", text("quiz.button_confirm")),),
        (choice(activity, "times", text("quiz.button_times")),),
        (choice(activity, "feedback", text("quiz.button_feedback", feedback=quiz.feedback)),),
        _drop(activity),
    )
    return Message(Lines((times, *asked), "\n\n"), title=_title(quiz), choices=choices)


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


def _heading(asked: Question, at: int, of: int) -> Text:
    return text("quiz.heading", n=at + 1, of=of, kind=asked.kind, points=asked.points)


def _asked(asked: Question) -> Words:
    return (
        lines(asked.prompt, text("quiz.several_hint")) if asked.kind == "several" else asked.prompt
    )


def _option(asked: Question, option: int, picked: Sequence[int]) -> str:
    mark = "● " if option in picked else ""
    return f"{mark}{LETTERS[option]}. {asked.options[option].text}"


def _letters(options: Sequence[int]) -> str:
    return "".join(LETTERS[option] for option in options)


def _result(asked: Question, answer: tuple[int, ...] | None) -> Words:
    right = points(asked, answer) > 0
    correct = " · ".join(f"{LETTERS[i]}. {asked.options[i].text}" for i in sorted(asked.right))
    return lines(
        text(
            "quiz.right" if right else "quiz.wrong",
            yours=_letters(answer) if answer else "—",
            points=asked.points if right else 0,
        ),
        None if right else text("quiz.correct", correct=correct),
        text("quiz.because", why=asked.explanation) if asked.explanation else None,
    )


def _kind(asked: Question) -> Text:
    return text("quiz.kind", kind=asked.kind)


def _moment(at: datetime | None) -> Words:
    return Moment(at) if at is not None else "—"


def _drop(activity: Activity[Quiz]) -> tuple[Choice, ...]:
    return (choice(activity, "drop", text("quiz.button_drop")),)
