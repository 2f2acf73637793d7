"""Pure: what a sync brought → what is new for us in a room, in order, and what has no key yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nio import MegolmEvent

from adapters.matrix.inbound import HEARD


@dataclass(frozen=True, slots=True)
class Page:
    """Events of a room, the newest first, as far back as somebody may want to know."""

    events: Sequence[Any]
    complete: bool  # it ends where our own time in the room begins


def until_we_came(newest_first: Iterable[Any], own: str) -> Page:
    """The events since we were invited, or came without being invited."""
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
    """Whether somebody else may have said something with it."""
    source = event.source
    return source.get("type") in HEARD and source.get("sender") != own and "state_key" not in source


def puts_us_out(event: Any, own: str) -> bool:
    """Whether somebody else has put us out of the room."""
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
    """Whether it is encrypted with a key that we have not got."""
    return isinstance(event, MegolmEvent)


def _membership(content: Any) -> Any:
    return _table(content).get("membership")


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
