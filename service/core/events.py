"""What has happened: the closed set of events a workflow may be asked about.

Adapters make the first seven out of platform updates; the runtime adds the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from service.core.message import Ref


@dataclass(frozen=True, slots=True)
class Said:
    """Someone wrote a text; `reply_to` is the platform id of the message it answers, or whose
    thread it stands in."""

    ref: Ref
    sender: str  # platform user id
    text: str
    reply_to: str | None = None
    asked: str = ""  # set by the runtime: the token of the question this text answers


@dataclass(frozen=True, slots=True)
class Chose:
    """Someone took a choice, by tapping or by typing. `ref` is the message that offered it."""

    ref: Ref
    sender: str
    choice: str


@dataclass(frozen=True, slots=True)
class Attached:
    """Someone sent a file, with or without a caption."""

    ref: Ref
    sender: str
    name: str
    mime: str
    size: int  # bytes
    file_id: str  # how the adapter finds the content again
    text: str = ""
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """Someone changed the text of the message `ref`."""

    ref: Ref
    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Someone deleted the message `ref`."""

    ref: Ref
    sender: str


@dataclass(frozen=True, slots=True)
class CommandGiven:
    """Someone gave a command: `/quiz`, or the same word typed in their language."""

    ref: Ref
    sender: str
    name: str
    args: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """Someone opened a chat with OrgLife for the first time, or OrgLife came into a room."""

    ref: Ref
    sender: str
    sender_name: str = ""
    code: str = ""  # a one-time code that came with a deep link
    linked: bool = False  # set by the runtime: a code has just linked this chat to a person


@dataclass(frozen=True, slots=True)
class Started:
    """The activity has just been created by an effect `Start` or by a command."""


@dataclass(frozen=True, slots=True)
class TimerFired:
    """A timer came due. `due_at` is when it should have fired, whatever the clock says now."""

    name: str
    due_at: datetime
    step: int


@dataclass(frozen=True, slots=True)
class DeliveryFailed:
    """The message `key` could not be delivered to the entry's person, or to a room."""

    key: str
    reason: str


PlatformEvent = Said | Chose | Attached | Edited | Withdrawn | CommandGiven | Joined
Event = PlatformEvent | Started | TimerFired | DeliveryFailed
