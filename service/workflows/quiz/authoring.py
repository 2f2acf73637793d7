"""A file of questions that was sent to the bot becomes a bank, and a quiz of it.

    file sent → read → [store and schedule] → [today 20:00, 30 min] → [confirm]

Nothing is stored before it was looked at. Every error of a file is told by its row; it is corrected
and sent again, or what is wrong in it is written here, see `dictation.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.core.effects import Effect, Send, ToPerson
from service.core.events import Attached, Event
from service.core.message import Message
from service.core.texts import Lines, Text, Words, lines, text
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    choice_args,
)
from service.questions.banks import compare
from service.questions.effects import KeepBank, ReadFile
from service.questions.events import BankRead
from service.questions.model import KINDS, Bank
from service.questions.queries import Banks
from service.questions.scoring import shown_points
from service.workflows.quiz import asking, composing, dictation, list_view, times, view
from service.workflows.quiz.model import Attempt, Composing, Quiz, SentFile

QuizActivity = Activity[Quiz]
AttemptEntry = Entry[Attempt] | None

LARGEST = 8_000_000  # bytes of a file
SHOWN_QUESTIONS = 3
SHOWN_ERRORS = 15
LONGEST_NAME = 60  # characters


def sent_file(details: Mapping[str, Any]) -> SentFile | None:
    """The file that home was given, out of the details of a start."""
    given = details.get("file")
    return SentFile(**given) if isinstance(given, dict) else None


def too_large(file: SentFile) -> Rejected | None:
    if file.size <= LARGEST:
        return None
    megabytes = LARGEST // 1_000_000
    return Rejected("quiz.file_too_large", text("quiz-file-too-large", megabytes=megabytes))


def read(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Have the file read, the first one or one that was sent instead of it."""
    quiz = activity.state
    if isinstance(event, Attached):
        if event.mime.startswith("image/") or _is_written(quiz):
            return dictation.attached(context, activity, event)
        place = event.ref.place.account
        file = SentFile(place, event.file_id, event.name, event.size, event.text)
        refused = too_large(file)
        if refused:
            return refused
        quiz = replace(quiz, file=file)
    if quiz.file is None or quiz.owner is None:
        return Rejected("quiz.unexpected", text("quiz-unexpected"))
    wanted = ReadFile(quiz.owner, quiz.file.account, quiz.file.file_id, quiz.file.name)
    return Decision("quiz.file_sent", quiz, effects=(wanted,))


def _is_written(quiz: Quiz) -> bool:
    """Whether there is something of the leader's own that a file must not replace."""
    return bool(quiz.composing.step) and quiz.composing.edition != quiz.composing.read_at


def bank_read(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Show what stands in the file, or what is wrong with it."""
    quiz = activity.state
    if not isinstance(event, BankRead):
        return Rejected("quiz.unexpected")
    if event.picture or (quiz.composing.fetching and event.name == quiz.composing.fetching):
        problems = _problems(context, event) if event.problems else None
        return dictation.fetched(context, activity, event, problems)
    if quiz.file is None or quiz.owner is None:
        return Rejected("quiz.unexpected")
    if not event.questions:
        return _refused(context, activity, event)
    edition = quiz.composing.edition + 1
    found = replace(
        quiz,
        questions=event.questions,
        bank=_name(quiz.file),
        title=_name(quiz.file),
        opens_at=None,
        closes_at=None,
        composing=Composing(edition=edition, read_at=edition),
    )
    if event.problems:
        return _partly(context, replace(activity, state=found), event)
    shown = preview(replace(activity, state=found), context.queries[Banks(activity.unit)])
    return Decision("quiz.file_read", found, effects=_panel(quiz.owner, shown))


def store(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Keep the bank, and go on to the times (`store:1`) or end here (`store:0`)."""
    quiz = activity.state
    if quiz.composing.step:
        return composing.store(context, activity, event)
    if quiz.file is None or not quiz.questions or quiz.owner is None:
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    kept = KeepBank(activity.unit, quiz.bank, quiz.questions)
    stored = replace(quiz, file=None)
    if choice_args(event) == ("0",):
        done = Message(text("quiz-bank-stored", name=quiz.bank, n=len(quiz.questions)))
        gone = replace(stored, phase="cancelled")
        effects: tuple[Effect, ...] = (kept, *_panel(quiz.owner, done))
        return Decision("quiz.bank_stored", gone, effects=effects, finished=True)
    drafted = replace(activity, state=stored)
    shown = Send(
        ToPerson(quiz.owner), "panel", times.choose_times(context, drafted), "reply", asks="opens"
    )
    return Decision("quiz.bank_stored", stored, effects=(kept, shown))


def _refused(context: Context, activity: QuizActivity, event: BankRead) -> Outcome:
    """Every error, as far as one message holds them. A draft that has questions already stays."""
    quiz = activity.state
    said = lines(
        _problems(context, event), text("quiz-send-again") if "" not in event.problems else None
    )
    effects = _panel(quiz.owner, Message(said))
    if quiz.questions:
        return Decision("quiz.file_refused", replace(quiz, file=None), effects=effects)
    gone = replace(quiz, phase="cancelled")
    return Decision("quiz.file_refused", gone, effects=effects, finished=True)


def _partly(context: Context, activity: QuizActivity, event: BankRead) -> Outcome:
    """What is right is kept in the draft; the rest is sent again, or written here."""
    quiz = activity.state
    writing = replace(quiz, composing=replace(quiz.composing, step="write"))
    word = text("quiz-rest-is-right", n=len(quiz.questions))
    choices = (
        (view.choice(activity, "write", text("quiz-button-write-rest"), 1),),
        (view.choice(activity, "look", text("quiz-button-look"), 0),),
        (view.choice(activity, "written", text("quiz-button-take-rest", n=len(quiz.questions))),),
        (view.choice(activity, "drop", text("quiz-button-drop")),),
    )
    shown = Message(Lines((_problems(context, event), word), "\n\n"), choices=choices)
    effect = Send(ToPerson(quiz.owner or 0), "panel", shown, "reply", asks="line")
    return Decision("quiz.file_partly_read", writing, effects=(effect,))


def _problems(context: Context, event: BankRead) -> Words:
    """Every error, as far as one message holds them."""
    language = context.actor.language if context.actor else "zh-CN"
    problems = event.problems.get(language)
    if problems is None:
        return text("quiz-file-unreachable", name=event.name)
    more = len(problems) - 1 - SHOWN_ERRORS
    rest = text("quiz-more-errors", n=more) if more > 0 else None
    return lines(*problems[: SHOWN_ERRORS + 1], rest)


def preview(activity: QuizActivity, banks: tuple[Bank, ...]) -> Message:
    """Counts by kind, the first questions, and what becomes of a bank of the same name."""
    quiz = activity.state
    counted = Counter(each.kind for each in quiz.questions)
    kinds = [
        text("quiz-kind-count", kind=text("quiz-kind", kind=kind), n=counted[kind])
        for kind in KINDS
        if counted[kind]
    ]
    first: list[Words] = [
        lines(f"{number}. {each.prompt}", text("quiz-correct", correct=asking.key(each)))
        for number, each in enumerate(quiz.questions[:SHOWN_QUESTIONS], 1)
    ]
    more = len(quiz.questions) - SHOWN_QUESTIONS
    head = text("quiz-file-read", n=len(quiz.questions), points=shown_points(quiz.out_of))
    counts = Lines(tuple(kinds), "  ")
    body = Lines(
        (
            lines(head, counts, _change(activity, banks)),
            *first,
            *([text("quiz-more-questions", n=more)] if more > 0 else []),
        ),
        "\n\n",
    )
    choices = (
        (view.choice(activity, "store", text("quiz-button-store-and-go"), 1),),
        (view.choice(activity, "store", text("quiz-button-store"), 0),),
        (view.choice(activity, "look", text("quiz-button-look"), 0),),
        (view.choice(activity, "drop", text("quiz-button-drop")),),
    )
    return Message(body, title=text("quiz-file-title", name=quiz.bank), choices=choices)


def _change(activity: QuizActivity, banks: tuple[Bank, ...]) -> Text | None:
    """What happens to a bank of this name that is there already."""
    quiz = activity.state
    known = next(
        (each for each in banks if each.name == quiz.bank and each.unit == activity.unit), None
    )
    if known is None:
        return None
    return list_view.told_changes(compare(known.questions, quiz.questions))


def _name(file: SentFile) -> str:
    """What the sender wrote beside the file, or the file's name without its ending."""
    said = " ".join(file.caption.split())
    stem = file.name.rpartition(".")[0] or file.name
    return (said or stem)[:LONGEST_NAME]


def _panel(owner: int | None, message: Message) -> tuple[Effect, ...]:
    return (Send(ToPerson(owner), "panel", message, "reply"),) if owner is not None else ()
