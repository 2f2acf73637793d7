"""Pure: a sync response → the new events of a room, in order, and those without a key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nio import MegolmEvent

from adapters.matrix.inbound import HEARD


@dataclass(frozen=True, slots=True)
class Page:
    """Events of a room, newest first, as far back as needed."""

    events: Sequence[Any]
    complete: bool  # it reaches back to the moment OrgLife joined


def until_we_came(newest_first: Iterable[Any], own: str) -> Page:
    """The events since OrgLife was invited, or joined without an invitation."""
    found: list[Any] = []
    for event in newest_first:
        source = event.source
        if source.get("type") == "m.room.member" and source.get("state_key") == own:
            now = _membership(source.get("content"))
            before = _membership(_table(source.get("unsigned")).get("prev_content"))
            if now == "invite" or (now == "join" and before not in ("invite", "join")):
                return Page(found, complete=True)
        found.append(event)
    return Page(found, complete=False)


def is_said(event: Any, own: str) -> bool:
    """Whether somebody else may have said something with this event."""
    source = event.source
    return source.get("type") in HEARD and source.get("sender") != own and "state_key" not in source


def puts_us_out(event: Any, own: str) -> bool:
    """Whether somebody else removed OrgLife from the room."""
    source = event.source
    ours = source.get("type") == "m.room.member" and source.get("state_key") == own
    return ours and source.get("sender") != own and _membership(source.get("content")) in _OUT


def leaves(event: Any, own: str) -> bool:
    """Whether somebody else leaves the room."""
    source = event.source
    theirs = source.get("type") == "m.room.member" and source.get("state_key") != own
    return theirs and _membership(source.get("content")) in _OUT


_OUT = ("leave", "ban")


def is_closed(event: Any) -> bool:
    """Whether it is encrypted with an unknown key."""
    return isinstance(event, MegolmEvent)


def _membership(content: Any) -> Any:
    return _table(content).get("membership")


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
