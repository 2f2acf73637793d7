"""What a quiz says to who leads it: preparation, preview, panels."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.choices import more
from service.core.message import Choice, Message
from service.core.people import Roster
from service.core.queries import EntrySummary
from service.core.texts import Lines, Text, Words, lines, text
from service.core.workflow import Activity
from service.questions.model import CHOICE_KINDS, Bank, Question
from service.questions.scoring import shown_points
from service.workflows.quiz import asking, compose_view, live
from service.workflows.quiz.model import LETTERS, Quiz
from service.workflows.quiz.view import Rows, choice, moment, title_of

OPENING_MINUTES = (0, 10, 60)
LASTING_MINUTES = (10, 30, 60, 1440)
DRAWN = (5, 10, 20)
PREVIEWED = 30  # questions shown to the leader; the whole bank may be longer


def begin(activity: Activity[Quiz]) -> Message:
    """There is no bank: the questions come as a file, or are written."""
    return Message(
        text("quiz-no-banks-yet"),
        title=text("quiz-new"),
        choices=(write_anew(activity), _drop(activity)),
    )


def write_anew(activity: Activity[Quiz]) -> tuple[Choice, ...]:
    """To write the questions instead of taking them from a bank."""
    return (choice(activity, "write", text("quiz-button-write-anew"), 0),)


def choose_bank(activity: Activity[Quiz], banks: Sequence[Bank]) -> Message:
    rows = tuple(
        (
            choice(
                activity,
                "bank",
                text("quiz-bank", name=bank.name, n=len(bank.questions)),
                bank.id,
            ),
        )
        for bank in banks
    )
    return Message(
        text("quiz-choose-bank"),
        title=text("quiz-new"),
        choices=(*rows, write_anew(activity), _drop(activity)),
    )


def bank_of(activity: Activity[Quiz], banks: Sequence[Bank]) -> Bank | None:
    """The bank the quiz takes its questions from."""
    return next((each for each in banks if each.name == activity.state.bank), None)


def choose_questions(activity: Activity[Quiz], bank: Bank) -> Message:
    """Which questions: some to draw by a tap, the rest by typing."""
    count = len(bank.questions)
    tags = sorted({tag for each in bank.questions for tag in each.tags})
    drawn = [n for n in DRAWN if n < count]
    return Message(
        lines(
            text("quiz-choose-questions", name=bank.name, n=count),
            text("quiz-tags", tags="、".join(tags[:20])) if tags else None,
        ),
        title=title_of(activity.state),
        choices=(
            *((choice(activity, "draw", text("quiz-button-draw", n=n), n),) for n in drawn),
            (choice(activity, "draw", text("quiz-button-all"), 0),),
            (choice(activity, "back", text("quiz-button-keep")),),
        ),
    )


def choose_opening(activity: Activity[Quiz]) -> Message:
    rows = tuple(
        (choice(activity, "opens", text("quiz-opens-in", minutes=minutes), minutes),)
        for minutes in OPENING_MINUTES
    )
    return Message(
        text("quiz-choose-opening", name=activity.state.bank or activity.state.title),
        title=text("quiz-new"),
        choices=(*rows, _drop(activity)),
    )


def choose_closing(activity: Activity[Quiz]) -> Message:
    rows = tuple(
        (choice(activity, "lasts", text("quiz-lasts", minutes=minutes), minutes),)
        for minutes in LASTING_MINUTES
    )
    return Message(
        text("quiz-choose-closing", opens=moment(activity.state.opens_at)),
        title=text("quiz-new"),
        choices=(*rows, _drop(activity)),
    )


def preview(activity: Activity[Quiz], roster: Roster) -> Message:
    """The whole quiz as its leader checks it before it is announced."""
    quiz = activity.state
    asked: list[Words] = []
    for number, each in enumerate(quiz.questions[:PREVIEWED], 1):
        why = text("quiz-because", why=each.explanation) if each.explanation else None
        points = shown_points(each.worth)
        heading = text("quiz-preview-question", n=number, kind=_kind(each), points=points)
        asked.append(lines(heading, each.prompt, *_answers(each), why))
    if len(quiz.questions) > PREVIEWED:
        asked.append(text("quiz-more-questions", n=len(quiz.questions) - PREVIEWED))
    times = text(
        "quiz-preview",
        n=len(quiz.questions),
        papers=len(quiz.terms.papers),
        points=shown_points(quiz.out_of),
        opens=moment(quiz.opens_at),
        closes=moment(quiz.closes_at),
        feedback=quiz.feedback,
    )
    choices: Rows = (
        (choice(activity, "confirm", text("quiz-button-confirm")),),
        (choice(activity, "times", text("quiz-button-times")),),
        (choice(activity, "feedback", text("quiz-button-feedback", feedback=quiz.feedback)),),
        (choice(activity, "live", text("quiz-button-live", live=int(quiz.live))),),
        *(((choice(activity, "pick", text("quiz-button-pick")),),) if quiz.bank else ()),
        (choice(activity, "look", text("quiz-button-look"), 0),),
        (choice(activity, "options", text("quiz-button-options")), _more(activity)),
        _drop(activity),
    )
    reach = text("quiz-reach", n=len(roster.members(activity.unit)))
    head = lines(times, live.preview(quiz), reach)
    return Message(Lines((head, *asked), "\n\n"), title=title_of(quiz), choices=choices)


def planned(activity: Activity[Quiz]) -> Message:
    """The leader's panel while the quiz is scheduled."""
    quiz = activity.state
    body = text("quiz-scheduled", opens=moment(quiz.opens_at), closes=moment(quiz.closes_at))
    return Message(
        body,
        title=title_of(quiz),
        choices=(
            (choice(activity, "edit", text("quiz-button-edit")),),
            (choice(activity, "cancel", text("quiz-button-cancel")),),
            (_more(activity),),
        ),
    )


def panel(activity: Activity[Quiz]) -> Message:
    """The leader's panel while the quiz is open."""
    quiz = activity.state
    return Message(
        text("quiz-running", closes=moment(quiz.closes_at)),
        title=title_of(quiz),
        choices=(
            (choice(activity, "progress", text("quiz-button-progress")),),
            (choice(activity, "begin", text("quiz-button-begin")),),
            (choice(activity, "extend", text("quiz-button-extend")),),
            (choice(activity, "close", text("quiz-button-close")),),
            (choice(activity, "cancel", text("quiz-button-cancel")),),
            (_more(activity),),
        ),
    )


def leader(activity: Activity[Quiz], roster: Roster) -> tuple[Message, str]:
    """What the leader sees in this phase, and the token of the free text it asks for."""
    quiz = activity.state
    match quiz.phase:
        case "draft" if quiz.composing.step:
            return compose_view.shown(activity)
        case "draft" if not quiz.questions:
            return begin(activity), "line"
        case "draft" if quiz.opens_at is None:
            return choose_opening(activity), "opens"
        case "draft" if quiz.closes_at is None:
            return choose_closing(activity), "closes"
        case "draft":
            return preview(activity, roster), ""
        case "scheduled":
            return planned(activity), ""
        case "open":
            return panel(activity), ""
        case "closed":
            return closed(activity), ""
        case _:
            return over(activity, quiz), ""


def confirm(activity: Activity[Quiz], roster: Roster, what: str) -> Message:
    """Ask before something that can't be undone: what it does, and how many learn of it."""
    quiz, members = activity.state, len(roster.members(activity.unit))
    return Message(
        text(f"quiz-confirm-{what}", title=quiz.title, phase=quiz.phase, n=members),
        choices=(
            (choice(activity, f"{what}!", text(f"quiz-button-{what}-yes")),),
            (choice(activity, "keep", text("quiz-button-keep")),),
        ),
    )


def progress(
    activity: Activity[Quiz], summaries: Sequence[EntrySummary], roster: Roster
) -> Message:
    members = roster.members(activity.unit)
    by_person = {each.person: each.summary.status for each in summaries}
    submitted = [each for each in members if by_person.get(each.id) == "submitted"]
    answering = [each for each in members if by_person.get(each.id) == "answering"]
    silent = [each.name for each in members if each.id not in by_person]
    return Message(
        lines(
            text(
                "quiz-progress",
                submitted=len(submitted),
                answering=len(answering),
                members=len(members),
            ),
            text("quiz-silent", names="、".join(silent)) if silent else None,
        ),
        title=title_of(activity.state),
        choices=((choice(activity, "progress", text("quiz-button-progress")),),),
    )


def closed(activity: Activity[Quiz]) -> Message:
    """The leader's panel between the close and the publication."""
    return Message(
        text("quiz-closed"),
        title=title_of(activity.state),
        choices=((choice(activity, "publish", text("quiz-button-publish")),), *_outcome(activity)),
    )


def over(activity: Activity[Quiz], quiz: Quiz) -> Message:
    """The leader's panel when nothing is left to do but to look at what it came to."""
    published = quiz.phase == "published"
    return Message(
        text("quiz-published" if published else "quiz-cancelled"),
        title=title_of(quiz),
        choices=_outcome(activity) if published else (),
    )


def _outcome(activity: Activity[Quiz]) -> Rows:
    return (
        (choice(activity, "analysis", text("quiz-button-analysis")),),
        (choice(activity, "export", text("quiz-button-export")),),
        (_more(activity),),
    )


def _more(activity: Activity[Quiz]) -> Choice:
    return Choice(more(activity.id), text("quiz-button-more"))


def _answers(asked: Question) -> list[Words]:
    """What is right, for whoever prepares the quiz."""
    if asked.kind not in CHOICE_KINDS:
        return [text("quiz-correct", correct=asking.key(asked))]
    return [
        f"{'✓' if option.correct else '　'} {LETTERS[i]}. {option.text}"
        for i, option in enumerate(asked.options)
    ]


def _kind(asked: Question) -> Text:
    return text("quiz-kind", kind=asked.kind)


def _drop(activity: Activity[Quiz]) -> tuple[Choice, ...]:
    return (choice(activity, "drop", text("quiz-button-drop")),)
