"""What has happened: the closed set of events.

Adapters make the first ones out of platform updates: what people do, which workflows are asked
about, and what becomes of places, which the runtime sees to itself. The runtime adds the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from service.core.message import Ref
from service.core.questions import Question


@dataclass(frozen=True, slots=True)
class Said:
    """Someone wrote a text; `reply_to` is the platform id of the message it answers, or whose
    thread it stands in. `answers`: set by the runtime: the person whose message in the room
    that is, when it is not ours."""

    ref: Ref
    sender: str  # platform user id
    text: str
    reply_to: str | None = None
    asked: str = ""  # set by the runtime: the token of the question this text answers
    answers: int | None = None


@dataclass(frozen=True, slots=True)
class Chose:
    """Someone took a choice, by tapping or by typing. `ref` is the message that offered it, or
    what it was typed or tapped with."""

    ref: Ref
    sender: str
    choice: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """Someone tapped a number under the message `on` of ours. `ref` is the tap itself, which can
    be taken back. The runtime makes it the choice that the number stands for."""

    ref: Ref
    sender: str
    on: str  # the platform's own id of the message
    number: int  # from 1


@dataclass(frozen=True, slots=True)
class Attached:
    """Someone sent a file, with or without a caption. `asked` and `answers`: as in `Said`."""

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
class Liked:
    """Someone put an approving reaction on the message `ref`, or took their last one back."""

    ref: Ref
    sender: str
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class CommandGiven:
    """Someone gave a command: `/quiz`, or the same word typed in their language."""

    ref: Ref
    sender: str
    name: str
    args: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """Someone opened a chat with OrgLife for the first time."""

    ref: Ref
    sender: str
    sender_name: str = ""
    code: str = ""  # a one-time code that came with a deep link
    linked: bool = False  # set by the runtime: a code has just linked this chat to a person


@dataclass(frozen=True, slots=True)
class Voted:
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
class StandingChanged:
    """What OrgLife may do in a place has changed: let in (and may write), put out or gone,
    blocked by the person, or muted, with the right that is lacking.

    `ref.place` stands for its parts as well (`-100123` for the topic `-100123/45`). `sender`: who
    did it; "" when the platform does not say."""

    ref: Ref
    sender: str
    standing: ChatStatus
    lacks: Right = ""


@dataclass(frozen=True, slots=True)
class PlaceMoved:
    """The place `ref.place`, and with it its parts, has the new id `to`."""

    ref: Ref
    sender: str
    to: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Someone took back the tap `ref`, which was this choice."""

    ref: Ref
    sender: str
    choice: str


@dataclass(frozen=True, slots=True)
class Started:
    """The activity has just been created by an effect `Start` or by a command."""


@dataclass(frozen=True, slots=True)
class TimerFired:
    """A timer came due. `due_at` is when it should have fired, whatever the clock says now."""

    name: str
    due_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class DeliveryFailed:
    """The message `key` could not be delivered to the entry's person, or to a room."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class BankRead:
    """A file of questions that the activity asked to be read (`effects.ReadFile`).

    `problems`: for each language the lines that say what is wrong; `questions`: those that nothing
    is wrong with. Under "" nothing is known but that the file could not be fetched. `picture`: the
    file is one, which is stored under this name.
    """

    name: str
    questions: tuple[Question, ...] = ()
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    picture: str = ""


PersonEvent = (
    Said | Chose | Tapped | Voted | Attached | Edited | Withdrawn | Liked | CommandGiven | Joined
)
PlaceEvent = StandingChanged | PlaceMoved
PlatformEvent = PersonEvent | PlaceEvent
Event = PlatformEvent | TakenBack | Started | TimerFired | DeliveryFailed | BankRead
