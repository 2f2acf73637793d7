"""What whoever calls a meeting fills in: its kind, its topics, when and where.

Topics are typed one a line. What each is for is read from its words (“通报…”, “审议…”), shown in
the preview, and changed by a tap; a line that begins with “重要” or “!” is important.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.message import Message
from service.core.rulebook import MeetingKind, RuleBook
from service.core.texts import text
from service.core.time_parsing import Unclear, When, full_minute, read_when
from service.sdk import fields
from service.sdk.forms import Form
from service.sdk.state import State
from service.sdk.times import read_past, why_not
from service.sdk.turn import Turn
from service.workflows.meeting.model import (
    Aim,
    Item,
    Meeting,
    MeetingState,
    MeetingTurn,
    Record,
)
from service.workflows.meeting.roll import fits

MOST_ITEMS, LONGEST_ITEM = 20, 200
EARLIEST = timedelta(days=62)  # that far back a meeting can be entered afterwards
_IMPORTANT = re.compile(
    r"^(?:[!！*]|[【(（\[]?重要[】)）\]]?[:：]?|important[:：]?) *", re.IGNORECASE
)
_NUMBER = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.．、)）] *")
_AIMS: tuple[tuple[Aim, re.Pattern[str]], ...] = (
    ("decision", re.compile(r"审议|表决|通过|决定|选举|接收|转正|推荐|修改|增选|罢免"
                            r"|vote|decide|elect|approve|change|amend", re.IGNORECASE)),
    ("information", re.compile(r"通报|传达|汇报|学习|宣布|宣读|inform|report|news|study|announce",
                               re.IGNORECASE)),
)  # fmt: skip


def read_items(words: str) -> tuple[Item, ...]:
    """A topic for each line. Raises ValueError for too many or too long ones."""
    lines = [_NUMBER.sub("", each.strip()) for each in words.splitlines() if each.strip()]
    items = tuple(_item(each) for each in lines)
    if not 0 < len(items) <= MOST_ITEMS or any(len(each.title) > LONGEST_ITEM for each in items):
        raise ValueError(f"allowed: 1 to {MOST_ITEMS} topics of up to {LONGEST_ITEM} characters")
    return items


def _item(line: str) -> Item:
    title = " ".join(_IMPORTANT.sub("", line).split()) or line
    aim: Aim = next((each for each, pattern in _AIMS if pattern.search(title)), "discussion")
    return Item(title, aim, _IMPORTANT.match(line) is not None)


def prescribed(rule: MeetingKind | None) -> tuple[Item, ...]:
    """The items that the rule puts on the agenda."""
    steps = rule.steps if rule is not None else ()
    return tuple(Item(each.id, step=each.id) for each in steps if each.item)


def kinds_named(kinds: Sequence[MeetingKind], typed: str) -> list[MeetingKind]:
    """The kinds whose id or name was typed, or a part of the name; of several, the only one of
    whose name it is more than half: 党员大会 is the 支部党员大会."""
    wanted = typed.strip().casefold()
    names = [(name.casefold(), each) for each in kinds for name in (each.name.zh, each.name.en)]
    if same := [each for name, each in names if wanted in (each.id, name)]:
        return same[:1]
    found = [(name, each) for name, each in names if wanted and wanted in name]
    nearly = [each for name, each in found if len(name) < 2 * len(wanted)]
    return nearly if len(nearly) == 1 else [each for _, each in found]


class _Kind(fields.Field[str]):
    """One of the kinds that the person may call."""

    def presets(self, turn: MeetingTurn) -> tuple[fields.Preset[str], ...]:
        return tuple(
            fields.Preset(each.id, each.name, each.id)
            for each in turn.book.meetings
            if fits(turn.context.rules, turn.actor, each)
        )

    def read_typed(self, turn: MeetingTurn) -> str | fields.Problem:
        fitting = [x for x in turn.book.meetings if fits(turn.context.rules, turn.actor, x)]
        found = kinds_named(fitting, turn.typed())
        return found[0].id if len(found) == 1 else fields.Problem("meeting-no-kind")

    def read_detail(self, value: object, timezone: str, now: datetime) -> str:
        return str(value)


class _Topics(fields.Field[tuple[Item, ...]]):
    def read_typed(self, turn: MeetingTurn) -> tuple[Item, ...] | fields.Problem:
        try:
            return read_items(getattr(turn.event, "text", ""))
        except ValueError:
            return fields.Problem("meeting-bad-items", {"most": MOST_ITEMS, "long": LONGEST_ITEM})

    def read_detail(self, value: object, timezone: str, now: datetime) -> tuple[Item, ...]:
        lines = value if isinstance(value, list | tuple) else [value]
        try:
            return read_items("\n".join(map(str, lines)))
        except ValueError as error:
            raise ValueError(f"{self.name}: {error}") from None


class _Time(fields.Moment):
    """When it begins; of one that was held already, when that was."""

    def read_typed(self, turn: MeetingTurn) -> datetime | fields.Problem:
        if not turn.state.progress.afterwards:
            return super().read_typed(turn)
        found = read_when(turn.line(), turn.now, turn.timezone)
        if isinstance(found, Unclear) and (found.why != "past" or found.at is None):
            return fields.Problem(*why_not(found, turn.timezone))
        at = full_minute(found.at) if found.at is not None else turn.now
        if at > turn.now and isinstance(found, When):  # “Friday 19:00” is last Friday
            at = read_past(turn.line(), at, turn.now, turn.timezone) or at
        if not turn.now - EARLIEST <= at <= turn.now:
            return fields.Problem("meeting-not-held", {"days": EARLIEST.days})
        return at

    def problem(self, state: MeetingState, value: datetime, now: datetime) -> fields.Problem | None:
        return None if state.progress.afterwards else super().problem(state, value, now)

    def presets(self, turn: MeetingTurn) -> tuple[fields.Preset[datetime], ...]:
        return () if turn.state.progress.afterwards else super().presets(turn)


class _Form(Form[Meeting, Record]):
    def ask(self, turn: MeetingTurn, field: fields.Field[Any]) -> Message:
        """Of a meeting entered afterwards: when it was."""
        asked = super().ask(turn, field)
        past = turn.state.progress.afterwards and isinstance(field, _Time)
        return replace(asked, body=text("meeting-ask-held-at")) if past else asked

    def missing(self, state: State[Meeting, Record]) -> fields.Field[Any] | None:
        """A lecturer is only asked for where somebody teaches."""
        rule = state.progress.rule
        for each in self.fields.values():
            asked = each.name != "lecturer" or (rule is not None and rule.lecturer)
            if asked and each.required and self.value(state, each) in (None, ""):
                return each
        return None

    def value(self, state: State[Meeting, Record], field: fields.Field[Any]) -> Any:
        found = super().value(state, field)
        if field.name == "items":
            return tuple(each for each in found if not each.step) or None
        return found

    def put(
        self, state: State[Meeting, Record], field: fields.Field[Any], value: Any
    ) -> MeetingState:
        if field.name == "items":
            typed = tuple(value or ())
            brought = tuple(x for x in state.definition.items if x.origin and x not in typed)
            value = (*prescribed(state.progress.rule), *brought, *typed)
        return super().put(state, field, value)


FORM = _Form(
    "meeting",
    _Kind("kind"),
    _Topics("items"),
    fields.Text("lecturer", longest=100),
    _Time(
        "starts_at", presets=(fields.At(0, 19), fields.At(1, 9), fields.At(1, 15), fields.At(1, 19))
    ),
    fields.Text("place", longest=300),
    fields.Minutes("minutes", values=(60, 90, 120, 30), least=10, most=1440, option=True),
    fields.OneOf("check_in", values=("tap", "code")),
    fields.OneOf("way", values=("room", "video", "paper")),
)


def ruled(state: MeetingState, book: RuleBook) -> MeetingState:
    """The state with copies of the rules of its kind."""
    rule = book.meeting(state.definition.kind)
    if rule is None or rule == state.progress.rule:
        return state
    edition = f"{book.id} {book.version} ({book.date})"
    known = FORM.value(state, FORM.fields["items"])
    state = state.advanced(rule=rule, profile=book.vote(rule.vote), edition=edition)
    return FORM.put(state, FORM.fields["items"], known)


def changed_item(turn: Turn[MeetingState, Any], place: int, **changes: Any) -> MeetingState | None:
    """The state with another item at this place; None: there is none that can be changed."""
    items = turn.state.definition.items
    if not 0 <= place < len(items) or items[place].step:
        return None
    return turn.state.defined(
        items=(*items[:place], replace(items[place], **changes), *items[place + 1 :])
    )
