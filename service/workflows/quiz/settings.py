"""What a quiz is set to: in the chat, by a plan, or like an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from service.core.message import Message
from service.core.sandbox import OPEN_MINUTES, rehearsed_close
from service.core.schedule_parsing import SPAN_KEYS, read_span, refuse_others
from service.core.texts import text
from service.core.workflow import Context, Outcome, Plannable, Rejected
from service.questions.queries import Banks
from service.sdk.fields import Field, Minutes, Number, OneOf, Preset, Problem, Switch, Text
from service.sdk.panels import choice
from service.sdk.reminders import read_detail
from service.sdk.state import planned_draft
from service.sdk.turn import Turn, refused
from service.workflows.quiz.editor import sent_file, too_large
from service.workflows.quiz.model import PERMISSION, REMINDERS, QuizState, QuizTurn, draft, title_of
from service.workflows.quiz.organizer_view import DRAWN, said
from service.workflows.quiz.selection import read_wish

LONGEST = timedelta(days=60)  # how long a quiz may stay open
MOST_SECONDS = LONGEST // timedelta(seconds=1)
LONGEST_PLANNED = timedelta(days=366)  # the same, where a plan or a setting says so
PLANNED_MINUTES = 60
LARGE = 9999  # questions, where the bank is not known
TITLE = Text("title", longest=100)

OPTIONS: Mapping[str, Field[Any]] = {
    "feedback": OneOf("feedback", values=("end", "each", "close")),
    "whole": Switch("whole"),
    "mixed": Switch("mixed"),
    "attempts": Number("attempts", values=(1, 2, 3), most=10),
    "counts": OneOf("counts", values=("best", "last", "mean")),
    "minutes": Number("minutes_each", values=(0, 5, 10, 20, 30, 60), most=24 * 60),
    "pass_mark": Number("pass_mark", values=(0, 60, 80, 100), most=100),
    "pace": Number("pace", values=(0, 15, 20, 30, 60), most=600),
    "nameless": Switch("nameless"),
    "review": Switch("review"),
}
"""By the attribute of the terms, or of the quiz. The field has the name that a plan gives it."""

PLANNED: Mapping[str, Field[Any]] = {
    "bank": Text("bank", longest=200, required=False),
    "title": Text("title", longest=200, required=False),
    "wish": Text("questions", longest=500, required=False),
    "live": Switch("live"),
    **OPTIONS,
}
"""What a plan may set, besides when it opens, closes and reminds."""


class BankName(Text):
    """A bank that there is, offered by name."""

    def read_typed(self, turn: Turn[Any, Any]) -> str | Problem:
        name = super().read_typed(turn)
        known = {each.name for each in turn.query(Banks(turn.unit))}
        if isinstance(name, str) and name not in known:
            return Problem("quiz-no-such-bank", {"name": name})
        return name

    def presets(self, turn: Turn[Any, Any]) -> tuple[Preset[str], ...]:
        return tuple(
            Preset(
                str(each.id),
                text("quiz-bank", name=each.name, n=len(each.questions)),
                each.name,
            )
            for each in turn.query(Banks(turn.unit))
        )


class Wished(Text):
    """Which questions of a bank, as they are typed; some to be drawn are offered."""

    def read_typed(self, turn: Turn[Any, Any]) -> str | Problem:
        words = super().read_typed(turn)
        if isinstance(words, str) and read_wish(words, LARGE) is None:
            return Problem("quiz-no-wish", {"n": LARGE})
        return words

    def presets(self, turn: Turn[Any, Any]) -> tuple[Preset[str], ...]:
        bank = turn.state.details.get("bank")
        size = sum(
            len(each.questions) for each in turn.query(Banks(turn.unit)) if each.name == bank
        )
        drawn = (Preset(str(n), text("quiz-button-draw", n=n), f"{n}题") for n in DRAWN if n < size)
        return (*drawn, Preset("0", text("quiz-button-all"), ""))

    def shown(self, value: Any) -> Any:
        return value or text("quiz-button-all")


PLANNABLE = {
    "quiz": Plannable(
        (
            BankName("bank", longest=200),
            Wished("questions", longest=500, required=False),
            Minutes(
                "minutes",
                values=(30, 60, 1440, 4320, 10080),
                least=5,
                most=LONGEST // timedelta(minutes=1),
            ),
        )
    )
}
"""What a plan made in the chat asks for, so that a quiz begins by itself."""

REMIND, WITHIN = "remind_before", "within"
KEYS = (*SPAN_KEYS, REMIND, WITHIN, *(each.name for each in PLANNED.values()))


# -- options in the chat


def show_options(turn: QuizTurn) -> Outcome:
    return said(turn, "quiz.options_shown", _options(turn))


def change_option(turn: QuizTurn) -> Outcome:
    """The next value of what the button names (`opt:name`)."""
    name = "".join(turn.args()[:1])
    if name not in OPTIONS:
        return turn.refuse("sdk-not-now")
    changed = turn.becomes(with_next(turn.state, name))
    return said(changed, "quiz.option_changed", _options(changed))


def change_feedback(turn: QuizTurn) -> Outcome:
    return said(turn.becomes(with_next(turn.state, "feedback")), "quiz.feedback_changed")


def change_live(turn: QuizTurn) -> Outcome:
    """In the room for all at once, or in private for each."""
    quiz = turn.state
    live = quiz.definition.live
    if not live and not quiz.definition.fits_room():
        return turn.refuse("quiz-not-live")
    return said(turn.becomes(quiz.defined(live=not live)), "quiz.live_changed")


def ask_title(turn: QuizTurn) -> Outcome:
    back = choice(turn.activity, "back", text("sdk-button-keep"))
    asked = Message(text("quiz-ask-title"), title=title_of(turn.state), choices=((back,),))
    return said(turn, "quiz.title_asked", asked, prompt="title")


def change_title(turn: QuizTurn) -> Outcome:
    """What members, records and files call it."""
    title = TITLE.read_typed(turn)
    if isinstance(title, Problem):
        return turn.refuse(title.key, **title.args)
    return said(turn.becomes(turn.state.defined(title=title)), "quiz.titled")


def with_next(quiz: QuizState, name: str) -> QuizState:
    """The quiz with the next value of this option."""
    return _put(quiz, name, OPTIONS[name].after(_value(quiz, name)))


def _options(turn: QuizTurn) -> Message:
    """Every option with its value; a tap goes on to the next one."""
    quiz = turn.state
    rows = (
        (choice(turn.activity, "opt", _label(name, field.shown(_value(quiz, name))), name),)
        for name, field in OPTIONS.items()
    )
    back = choice(turn.activity, "back", text("sdk-button-keep"))
    return Message(text("sdk-options"), title_of(quiz), (*rows, (REMINDERS.button(turn),), (back,)))


def _label(name: str, value: Any) -> Any:
    return text(f"quiz-option-{name.replace('_', '-')}", value=value)


def _value(quiz: QuizState, name: str) -> Any:
    terms = quiz.definition.terms
    return getattr(terms if hasattr(terms, name) else quiz.definition, name)


def _put(quiz: QuizState, name: str, value: Any) -> QuizState:
    change = {name: value}
    if hasattr(quiz.definition.terms, name):
        return quiz.defined(terms=replace(quiz.definition.terms, **change))
    return quiz.defined(**change)


# -- how it begins


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> QuizState | Rejected:
    """A new quiz: empty from a command, or complete from a plan, whose details are `KEYS`: the
    times as `schedule_parsing` reads them, `questions` as they are typed (`防疫×5 20题 2份`), and
    the options."""
    by_command = "command" in details
    file = sent_file(details) if by_command else None
    if file is not None and (large := too_large(file.size)):
        return large
    if (context.actor or by_command) and not context.may(PERMISSION, unit):
        return refused("sdk-not-allowed")
    if not by_command:
        return _planned(context, unit, draft(None), details, KEYS)
    fresh = draft(_organizer(context)).advanced(file=file)
    return planned_draft(fresh, details)


def copy_definition(
    context: Context, unit: int, quiz: QuizState, details: Mapping[str, Any]
) -> QuizState | Rejected:
    """A fresh draft of its questions, terms and wish, and nothing of who took it; with its times
    where `details` name them (`SPAN_KEYS`)."""
    if context.actor is not None and not context.may(PERMISSION, unit):
        return refused("sdk-not-allowed")
    if not quiz.definition.questions and not quiz.definition.wish:
        return refused("quiz-no-template")
    fresh = replace(draft(_organizer(context)), definition=quiz.definition)
    fresh = fresh.timed(reminders=quiz.schedule.reminders, ahead=quiz.schedule.ahead)
    return _planned(context, unit, fresh, details, SPAN_KEYS) if details else fresh


def dry_run(context: Context, unit: int, quiz: QuizState) -> QuizState | Rejected:
    """The same, to open at once for whoever is in the roster."""
    fresh = copy_definition(context, unit, quiz, {"minutes": OPEN_MINUTES})
    if isinstance(fresh, Rejected):
        return fresh
    return fresh.timed(closes_at=rehearsed_close(context.now, quiz.schedule.closes_at))


def _planned(
    context: Context, unit: int, quiz: QuizState, details: Mapping[str, Any], keys: tuple[str, ...]
) -> QuizState | Rejected:
    """The quiz with its times, and what else the details name; or which of them will not do."""
    timezone = context.roster.unit_timezone(unit)
    try:
        refuse_others(details, keys)
        opens_at, closes_at = read_span(
            details, context.now, timezone, minutes=PLANNED_MINUTES, longest=LONGEST_PLANNED
        )
        for name, field in PLANNED.items():
            if field.name in details:
                quiz = _put(quiz, name, field.read_detail(details[field.name], timezone, opens_at))
        if REMIND in details:
            quiz = quiz.timed(reminders=read_detail(details[REMIND], MOST_SECONDS))
        if type(details.get(WITHIN, 0)) is not int:
            raise ValueError(f"{WITHIN}: allowed: the number of an activity")
    except ValueError as error:
        return Rejected("quiz.bad_details", text("sdk-bad-details", problem=str(error)))
    planned = replace(quiz, organizer=_organizer(context)).advanced(within=details.get(WITHIN, 0))
    return planned.timed(opens_at=opens_at, closes_at=closes_at)


def _organizer(context: Context) -> int | None:
    return context.actor.id if context.actor is not None else None
