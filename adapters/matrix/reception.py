"""Pure: a sync response → the new events of a room, in order, and those without a key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nio import MegolmEvent

from adapters.matrix.inbound import HEARD
from adapters.matrix.rights import may_write


@dataclass(frozen=True, slots=True)
class Page:
    """Events of a room, newest first, as far back as needed."""

    events: Sequence[Any]
    complete: bool  # it reaches back to the moment OrgLife joined


def until_we_came(newest_first: Iterable[Any], own: str) -> Page:
    """The events since OrgLife was invited, or joined without an invitation, which is the oldest
    of them."""
    found: list[Any] = []
    for event in newest_first:
        source = event.source
        if source.get("type") == "m.room.member" and source.get("state_key") == own:
            now = _membership(source.get("content"))
            before = _membership(_table(source.get("unsigned")).get("prev_content"))
            if now == "invite":
                return Page(found, complete=True)
            if now == "join" and before not in ("invite", "join"):
                return Page([*found, event], complete=True)
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


def lets_us_in(event: Any, own: str) -> bool:
    """Whether OrgLife has come into the room with this event."""
    source = event.source
    ours = source.get("type") == "m.room.member" and source.get("state_key") == own
    before = _membership(_table(source.get("unsigned")).get("prev_content"))
    now = _membership(source.get("content"))
    return bool(ours and now == "join" and before != "join")


def inviter(event: Any) -> str:
    """Who has let OrgLife in; "" if the homeserver does not say."""
    unsigned = _table(event.source.get("unsigned"))
    invited = _membership(unsigned.get("prev_content")) == "invite"
    return str(unsigned.get("prev_sender") or "") if invited else ""


def changes_rights(event: Any, own: str) -> bool:
    """Whether it may be allowed or forbidden with this event that OrgLife writes in the room."""
    source = event.source
    if source.get("type") != "m.room.power_levels" or source.get("state_key") != "":
        return False
    before = _table(source.get("unsigned")).get("prev_content")
    return before is None or may_write(before, own) != may_write(source.get("content"), own)


def replaced_by(event: Any) -> str | None:
    """The room that replaces this one from this event on."""
    if event.source.get("type") != "m.room.tombstone" or event.source.get("state_key") != "":
        return None
    new = _table(event.source.get("content")).get("replacement_room")
    return new if isinstance(new, str) else None


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
