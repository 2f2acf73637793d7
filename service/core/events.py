"""What has happened: events.

Adapters make the first ones out of platform updates: what people do, which workflows are asked
about, and what becomes of chats, which the runtime sees to itself. The runtime adds the rest; a
package may bring events of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Literal

from service.core.message import Ref, StoredFile
from service.core.texts import Words


class Event:
    """Something that has happened. `names`: how transition tables call all that there are, see
    `workflow.event_name`."""

    __slots__ = ()
    names: ClassVar[set[str]] = set()

    def __init_subclass__(cls) -> None:
        Event.names.add(cls.known_as())

    @classmethod
    def known_as(cls) -> str:
        """The name of the class in lower case: `delivery_failed`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


class SystemEvent(Event):
    """One that is nobody's act."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Said(Event):
    """Someone wrote a text; `reply_to` is the platform id of the message it answers, or whose
    thread it stands in. `quotes`: the words of that message, if the platform tells them and says
    that it is ours. `answers`: set by the runtime: the person whose message in the room that is,
    when it is not ours. `forwarded`: somebody else has written it, as far as the platform tells."""

    ref: Ref
    sender: str  # platform user id
    text: str
    reply_to: str | None = None
    asked: str = ""  # set by the runtime: the token of the question this text answers
    answers: int | None = None
    quotes: str = ""
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Chose(Event):
    """Someone took a choice, by tapping or by typing. `ref` is the message that offered it, or
    what it was typed or tapped with."""

    ref: Ref
    sender: str
    choice: str


@dataclass(frozen=True, slots=True)
class Tapped(Event):
    """Someone tapped a number under the message `on` of ours. `ref` is the tap itself, which can
    be taken back. The runtime makes it the choice that the number stands for."""

    ref: Ref
    sender: str
    on: str  # the platform's own id of the message
    number: int  # from 1


@dataclass(frozen=True, slots=True)
class Attached(Event):
    """Someone sent a file, with or without a caption. `quotes`, `asked`, `answers` and
    `forwarded`: as in `Said`. `album`: what several files that were sent at once have in common,
    each being an event of its own; unique within the chat."""

    ref: Ref
    sender: str
    name: str
    mime: str
    size: int  # bytes
    file_id: str  # how the adapter finds the content again
    text: str = ""
    reply_to: str | None = None
    asked: str = ""
    answers: int | None = None
    quotes: str = ""
    forwarded: bool = False
    album: str = ""


@dataclass(frozen=True, slots=True)
class Overheard(Event):
    """Someone said something in a room that answers nothing, while `topics` (activity and title)
    stand there that it could be meant for."""

    ref: Ref
    sender: str
    said: Said | Attached
    topics: tuple[tuple[int, Words], ...]


@dataclass(frozen=True, slots=True)
class Unreadable(Event):
    """Someone sent what OrgLife can't read: a sticker, a place on a map, a poll of their own."""

    ref: Ref
    sender: str


@dataclass(frozen=True, slots=True)
class Nameless(Event):
    """Someone spoke to OrgLife in a room as the room itself or as a channel, so that the platform
    does not tell who it was: with this `command`, or, where that is empty, by a reply to a message
    of ours. `sender` is empty."""

    ref: Ref
    sender: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Edited(Event):
    """Someone changed the text of the message `ref`. `file`: what it comes with now, where a
    platform lets people put another file in the place of one; None: what it came with before."""

    ref: Ref
    sender: str
    text: str
    file: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn(Event):
    """Someone deleted the message `ref`, or took back their own tap `ref`: `tap` is that one, where
    the platform still tells which it was."""

    ref: Ref
    sender: str
    tap: Tapped | None = None


@dataclass(frozen=True, slots=True)
class Liked(Event):
    """Someone put an approving reaction on the message `ref`, or took their last one back."""

    ref: Ref
    sender: str
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class CommandGiven(Event):
    """Someone gave a command: `/quiz`, or the same word typed in their language."""

    ref: Ref
    sender: str
    name: str
    args: str = ""


@dataclass(frozen=True, slots=True)
class Joined(Event):
    """Someone opened a chat with OrgLife for the first time."""

    ref: Ref
    sender: str
    sender_name: str = ""
    code: str = ""  # a one-time code that came with a deep link
    linked: bool = False  # set by the runtime: a code has just linked this chat to a person


@dataclass(frozen=True, slots=True)
class Voted(Event):
    """Someone voted in a native poll, changed the vote, or took it back (`options` is empty then).

    The platform names the poll only: `ref` has the account and no more. The runtime finds the
    message that holds it, sets `ref`, and sets `choice` to the `id` of its `Poll`."""

    ref: Ref
    sender: str
    poll: str  # the platform's own id of the poll
    options: tuple[int, ...] = ()  # what is voted for now, by index
    choice: str = ""


ChatStatus = Literal["in", "out", "blocked", "muted"]
Right = Literal["", "text", "files", "polls", "topic"]
"""What may be lacking in a room: to write, to send files or polls; "topic": the topic is closed."""


@dataclass(frozen=True, slots=True)
class ChatStatusChanged(Event):
    """What OrgLife may do in a chat has changed: let in (and may write), put out or gone,
    blocked by the person, or muted, with the right that is lacking. "in" with a right that `lacks`:
    only that one has been given back. `without`: what it may not send there though it may write.

    `ref.chat` stands for its parts as well (`-100123` for the topic `-100123/45`). `sender`: who
    did it; "" when the platform does not say."""

    ref: Ref
    sender: str
    standing: ChatStatus
    lacks: Right = ""
    without: tuple[Right, ...] = ()


@dataclass(frozen=True, slots=True)
class ChatMoved(Event):
    """The chat `ref.chat`, and with it its parts, has the new id `to`."""

    ref: Ref
    sender: str
    to: str


@dataclass(frozen=True, slots=True)
class TakenBack(Event):
    """Someone took back the tap `ref`, which was this choice."""

    ref: Ref
    sender: str
    choice: str


@dataclass(frozen=True, slots=True)
class Started(SystemEvent):
    """The activity has just been created by an effect `Start` or by a command."""


@dataclass(frozen=True, slots=True)
class TimerFired(SystemEvent):
    """A timer came due. `due_at` is when it should have fired, whatever the clock says now."""

    name: str
    due_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Informed(SystemEvent):
    """The activity `sender` says something (`effects.Inform`): `about` what, such as
    "vote.closed", with plain values as `details`."""

    sender: int
    about: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeliveryFailed(SystemEvent):
    """The message `key` could not be delivered to the entry's person, or to a room."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class MemberLeft(SystemEvent):
    """Somebody whom the activity names (`Workflow.names`) has left the organization, or its unit.
    The roster knows it already."""

    person: int


@dataclass(frozen=True, slots=True)
class HandedOver(MemberLeft):
    """The person's post is another's now (`to`), with what is theirs by it (`Workflow.by_post`).
    The roster knows it already."""

    to: int


PersonEvent = (
    Said
    | Chose
    | Tapped
    | Voted
    | Attached
    | Unreadable
    | Edited
    | Withdrawn
    | Liked
    | CommandGiven
    | Joined
)
ChatEvent = ChatStatusChanged | ChatMoved
PlatformEvent = PersonEvent | ChatEvent | Nameless
