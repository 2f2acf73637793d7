"""What other activities bring to the agenda, and what they hear of it.

`agenda.proposed` brings an item (`title`, and `about` to read along). They hear `agenda.taken` or
`agenda.refused`; `agenda.dropped` when the meeting is called off, `agenda.decided` at its close.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from service.core.effects import Effect, Inform
from service.core.events import Informed
from service.core.texts import lines, text
from service.core.workflow import Outcome
from service.workflows.meeting import view
from service.workflows.meeting.form import LONGEST_ITEM, MOST_ITEMS
from service.workflows.meeting.model import Item, MeetingState, MeetingTurn, title_of

ABOUT = "agenda.proposed"
DETAIL = "agenda"  # of a command: items that it begins with
MOST_MATERIALS, LONGEST_MATERIAL = 10, 500


def with_items(state: MeetingState, brought: Iterable[Mapping[str, Any]]) -> MeetingState:
    """The state with these items behind those it has: `title`, `about`, and `origin`, by whom."""
    for each in brought:
        origin, about = int(each.get("origin", 0)), str(each.get("about", ""))[:LONGEST_MATERIAL]
        title = " ".join(str(each.get("title", "")).split())[:LONGEST_ITEM]
        items = tuple(x for x in state.definition.items if x.origin != origin)
        state = state.defined(items=(*items, Item(title, "decision", origin=origin)))
        known = state.progress.materials
        if about and about not in known and len(known) < MOST_MATERIALS:
            state = state.advanced(materials=(*known, about))
    return state


def propose(turn: MeetingTurn) -> Outcome:
    """Another activity brings an item, while the agenda can still be changed."""
    event, state = turn.event, turn.state
    if not isinstance(event, Informed) or event.about != ABOUT:
        return turn.ignore("meeting-not-concerned")
    known = any(each.origin == event.sender for each in state.definition.items)
    if known or len(state.definition.items) >= MOST_ITEMS:
        word = Inform(event.sender, "agenda.taken" if known else "agenda.refused", named(state))
        return turn.done("meeting.item_proposed", effects=(word,))
    now = turn.becomes(with_items(state, [{**event.details, "origin": event.sender}]))
    item = now.state.definition.items[-1]
    said = lines(text("meeting-proposed"), item.title)
    effects = (Inform(event.sender, "agenda.taken", named(state)),
               *view.cards(now, view.desk(now), said))  # fmt: skip
    return turn.done("meeting.item_proposed", state=now.state, effects=effects)


def refuse(turn: MeetingTurn) -> Outcome:
    """The agenda is behind it."""
    event = turn.event
    if not isinstance(event, Informed) or event.about != ABOUT:
        return turn.ignore("meeting-not-concerned")
    word = Inform(event.sender, "agenda.refused", named(turn.state))
    return turn.done("meeting.item_refused", effects=(word,))


def taken(state: MeetingState) -> tuple[Effect, ...]:
    return _told(state, "agenda.taken")


def dropped(state: MeetingState) -> tuple[Effect, ...]:
    return _told(state, "agenda.dropped")


def _told(state: MeetingState, about: str) -> tuple[Effect, ...]:
    brought = (each.origin for each in state.definition.items if each.origin)
    return tuple(Inform(each, about, named(state)) for each in brought)


def decided(state: MeetingState) -> tuple[Effect, ...]:
    """What was decided on each item, and how the vote went, for who brought it."""
    record, told = state.progress, list[Effect]()
    for place, item in enumerate(state.definition.items):
        if item.origin:
            words = [each.words for each in record.resolved if each.item == place]
            votes = [each.outcome for each in record.tallies if each.item == place]
            details = {**named(state), "resolved": words, "outcome": "".join(votes[-1:])}
            told.append(Inform(item.origin, "agenda.decided", details))
    return tuple(told)


def named(state: MeetingState) -> dict[str, Any]:
    """What the meeting is called, and when it is, in plain values."""
    kind, at = title_of(state), state.progress.opened_at or state.definition.starts_at
    names = {"zh": getattr(kind, "zh", ""), "en": getattr(kind, "en", "")}
    return {**names, "at": at.isoformat() if at is not None else ""}
