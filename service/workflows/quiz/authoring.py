"""A file of questions that was sent to the bot becomes a bank, and a quiz of it.

    file sent → read → [store and schedule] → [today 20:00, 30 min] → [confirm]

Nothing is stored before it was looked at. A file with errors is refused with every error by row;
it is corrected by sending it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from service.core.banks import compare
from service.core.effects import Effect, KeepBank, ReadFile, Send, ToPerson
from service.core.events import Attached, BankRead, Event
from service.core.facts import Banks
from service.core.message import Choice, Message
from service.core.questions import KINDS, Bank
from service.core.scoring import shown_points
from service.core.texts import Lines, Moment, Text, Words, lines, text
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    choice_args,
)
from service.workflows.quiz import asking, panels, view
from service.workflows.quiz.model import Attempt, Quiz, SentFile

QuizActivity = Activity[Quiz]
AttemptEntry = Entry[Attempt] | None

LARGEST = 8_000_000  # bytes of a file
SHOWN_QUESTIONS = 3
SHOWN_ERRORS = 15
EVENINGS = ((0, 20, 0), (1, 20, 0))  # day from today, hour, minute
PRESET_MINUTES = 30
LONGEST_NAME = 60  # characters


def sent_file(details: Mapping[str, Any]) -> SentFile | None:
    """The file that the desk was given, out of the details of a start."""
    given = details.get("file")
    return SentFile(**given) if isinstance(given, dict) else None


def too_large(file: SentFile) -> Rejected | None:
    if file.size <= LARGEST:
        return None
    megabytes = LARGEST // 1_000_000
    return Rejected("quiz.file_too_large", text("quiz.file_too_large", megabytes=megabytes))


def read(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Have the file read, the first one or one that was sent instead of it."""
    quiz = activity.state
    if isinstance(event, Attached):
        place = event.ref.place.account
        file = SentFile(place, event.file_id, event.name, event.size, event.text)
        refused = too_large(file)
        if refused:
            return refused
        quiz = replace(quiz, file=file)
    if quiz.file is None or quiz.owner is None:
        return Rejected("quiz.unexpected", text("quiz.unexpected"))
    wanted = ReadFile(quiz.owner, quiz.file.account, quiz.file.file_id, quiz.file.name)
    return Decision("quiz.file_sent", quiz, effects=(wanted,))


def bank_read(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Show what stands in the file, or what is wrong with it."""
    quiz = activity.state
    if not isinstance(event, BankRead) or quiz.file is None or quiz.owner is None:
        return Rejected("quiz.unexpected")
    if not event.questions:
        return _refused(context, activity, event)
    found = replace(
        quiz,
        questions=event.questions,
        bank=_name(quiz.file),
        title=_name(quiz.file),
        opens_at=None,
        closes_at=None,
    )
    shown = preview(replace(activity, state=found), context.facts[Banks(activity.unit)])
    return Decision("quiz.file_read", found, effects=_panel(quiz.owner, shown))


def store(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Keep the bank, and go on to the times (`store:1`) or end here (`store:0`)."""
    quiz = activity.state
    if quiz.file is None or not quiz.questions or quiz.owner is None:
        return Rejected("quiz.moved_on", text("quiz.moved_on"))
    kept = KeepBank(activity.unit, quiz.bank, quiz.questions)
    stored = replace(quiz, file=None)
    if choice_args(event) == ("0",):
        done = Message(text("quiz.bank_stored", name=quiz.bank, n=len(quiz.questions)))
        gone = replace(stored, phase="cancelled")
        effects: tuple[Effect, ...] = (kept, *_panel(quiz.owner, done))
        return Decision("quiz.bank_stored", gone, effects=effects, finished=True)
    drafted = replace(activity, state=stored)
    shown = Send(
        ToPerson(quiz.owner), "panel", choose_times(context, drafted), "reply", asks="opens"
    )
    return Decision("quiz.bank_stored", stored, effects=(kept, shown))


def evening(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """One of the times that are offered ready (`evening:day.minutes`)."""
    numbers = [int(each) for each in choice_args(event) if each.isascii() and each.isdigit()]
    quiz = activity.state
    if len(numbers) != 2 or numbers[0] >= len(EVENINGS) or not quiz.questions:
        return Rejected("quiz.moved_on", text("quiz.moved_on"))
    at = _evenings(context)[numbers[0]]
    if at is None:
        return Rejected("quiz.in_the_past", text("quiz.in_the_past"))
    closes_at = at + timedelta(minutes=min(max(numbers[1], 1), 1440))
    chosen = replace(activity, state=replace(quiz, opens_at=at, closes_at=closes_at))
    effects = (
        _panel(quiz.owner, panels.preview(chosen, context.roster)) if quiz.owner is not None else ()
    )
    return Decision("quiz.previewed", chosen.state, effects=effects)


def choose_times(context: Context, activity: QuizActivity) -> Message:
    """When it opens; evenings that are still to come are offered with their length."""
    asked = panels.choose_opening(activity)
    ready: list[tuple[Choice, ...]] = []
    for number, at in enumerate(_evenings(context)):
        if at is not None:
            label = text("quiz.evening", at=Moment(at), minutes=PRESET_MINUTES)
            ready.append((view.choice(activity, "evening", label, number, PRESET_MINUTES),))
    return replace(asked, choices=(*ready, *asked.choices))


def _evenings(context: Context) -> list[datetime | None]:
    """The times of `EVENINGS` on the leader's own clock; None for one that is past."""
    zone = ZoneInfo(context.actor.timezone if context.actor else "UTC")
    today = context.now.astimezone(zone)
    found = []
    for day, hour, minute in EVENINGS:
        at = today.replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=day)
        found.append(at.astimezone(context.now.tzinfo) if at > today else None)
    return found


def _refused(context: Context, activity: QuizActivity, event: BankRead) -> Outcome:
    """Every error, as far as one message holds them. A draft that has questions already stays."""
    quiz = activity.state
    language = context.actor.language if context.actor else "zh-CN"
    problems = event.problems.get(language)
    if problems is None:
        said: Words = text("quiz.file_unreachable", name=event.name)
    else:
        more = len(problems) - 1 - SHOWN_ERRORS
        rest = text("quiz.more_errors", n=more) if more > 0 else None
        said = lines(*problems[: SHOWN_ERRORS + 1], rest, text("quiz.send_again"))
    effects = _panel(quiz.owner, Message(said))
    if quiz.questions:
        return Decision("quiz.file_refused", replace(quiz, file=None), effects=effects)
    gone = replace(quiz, phase="cancelled")
    return Decision("quiz.file_refused", gone, effects=effects, finished=True)


def preview(activity: QuizActivity, banks: tuple[Bank, ...]) -> Message:
    """Counts by kind, the first questions, and what becomes of a bank of the same name."""
    quiz = activity.state
    counted = Counter(each.kind for each in quiz.questions)
    kinds = [
        text("quiz.kind_count", kind=text("quiz.kind", kind=kind), n=counted[kind])
        for kind in KINDS
        if counted[kind]
    ]
    first: list[Words] = [
        lines(f"{number}. {each.prompt}", text("quiz.correct", correct=asking.key(each)))
        for number, each in enumerate(quiz.questions[:SHOWN_QUESTIONS], 1)
    ]
    more = len(quiz.questions) - SHOWN_QUESTIONS
    head = text("quiz.file_read", n=len(quiz.questions), points=shown_points(quiz.out_of))
    counts = Lines(tuple(kinds), "  ")
    body = Lines(
        (
            lines(head, counts, _change(activity, banks)),
            *first,
            *([text("quiz.more_questions", n=more)] if more > 0 else []),
        ),
        "\n\n",
    )
    choices = (
        (view.choice(activity, "store", text("quiz.button_store_and_go"), 1),),
        (view.choice(activity, "store", text("quiz.button_store"), 0),),
        (view.choice(activity, "drop", text("quiz.button_drop")),),
    )
    return Message(body, title=text("quiz.file_title", name=quiz.bank), choices=choices)


def _change(activity: QuizActivity, banks: tuple[Bank, ...]) -> Text | None:
    """What happens to a bank of this name that is there already."""
    quiz = activity.state
    known = next(
        (each for each in banks if each.name == quiz.bank and each.unit == activity.unit), None
    )
    if known is None:
        return None
    changes = compare(known.questions, quiz.questions)
    return text(
        "quiz.bank_changes",
        added=len(changes.added),
        changed=len(changes.changed),
        same=changes.same,
        retired=len(changes.retired),
    )


def _name(file: SentFile) -> str:
    """What the sender wrote beside the file, or the file's name without its ending."""
    said = " ".join(file.caption.split())
    stem = file.name.rpartition(".")[0] or file.name
    return (said or stem)[:LONGEST_NAME]


def _panel(owner: int | None, message: Message) -> tuple[Effect, ...]:
    return (Send(ToPerson(owner), "panel", message, "reply"),) if owner is not None else ()
