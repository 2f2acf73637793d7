"""The seams: what the runtime asks of a platform and of a clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol, runtime_checkable

from service.core.capabilities import Capabilities
from service.core.events import PlatformEvent, Right
from service.core.message import Post
from service.core.people import Language


@dataclass(frozen=True, slots=True)
class Update:
    """One raw update of a platform, as it came.

    `id` is unique within the account and the same when the platform delivers it again.
    `sensitive`: free text or a file of a private chat; its row is sealed until it is handled.
    """

    id: str
    raw: str
    sensitive: bool = False


class Inbox(Protocol):
    async def receive(self, account: str, updates: Sequence[Update]) -> None:
        """Keep the updates. When this returns they are durable, and may be confirmed to the
        platform; an update that is known already is dropped."""
        ...


OrderKind = Literal["send", "edit", "erase", "mark"]


@dataclass(frozen=True, slots=True)
class Order:
    """One thing for a platform to do, once.

    `key`: the same for every attempt; a platform that is idempotent sends it once.
    `target`: the remote id of the message to edit, erase or mark.
    """

    kind: OrderKind
    key: str
    place: str
    post: Post | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    id: str  # remote id of the message
    poll: str = ""  # the platform's id of the poll that it is, by which votes come back


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """The platform's limit is reached; nothing was sent. The whole account waits."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Gone:
    """The place can't be written to any more: blocked, left, never started."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The place has a new id; nothing was sent."""

    place: str


@dataclass(frozen=True, slots=True)
class PermissionDenied:
    """A right is lacking in the room; nothing was sent. It is tried again, seldom, and at once
    when the right is given."""

    right: Right
    reason: str


@dataclass(frozen=True, slots=True)
class PermanentFailure:
    """The platform will never take this message; trying again is no use."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """It certainly was not sent (no connection); try again later."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not have been sent; the message's own policy decides."""

    reason: str


SendResult = (
    Sent | RetryAfter | Gone | Moved | PermissionDenied | PermanentFailure | NotSent | Unknown
)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of `orglife doctor`: what was looked at, how it stands, what to do about it."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


class Adapter(Protocol):
    """A chat platform. It makes one attempt and reports; it never retries and never waits for a
    limit by itself. The runtime decides."""

    account: str
    capabilities: Capabilities

    async def open(self) -> None:
        """Get ready to send; called once, before `run`."""
        ...

    async def run(self, inbox: Inbox) -> None:
        """Carry updates into the inbox until cancelled."""
        ...

    def parse(self, raw: str) -> Sequence[PlatformEvent]:
        """The events of a raw update. Pure. Raises ValueError for what can't be read."""
        ...

    async def send(self, order: Order) -> SendResult: ...

    async def fetch(self, file_id: str) -> bytes:
        """The content of a file that a person sent."""
        ...

    def invite_link(self, code: str) -> str | None:
        """A link that opens a chat with OrgLife and hands over the one-time code."""
        ...

    async def check(self) -> Sequence[Check]:
        """What `doctor` should know: connection, rights, limits."""
        ...

    async def close(self) -> None: ...


@runtime_checkable
class HasRoutes(Protocol):
    """An adapter that brings web pages of its own (the web chat, a webhook)."""

    def routes(self, inbox: Inbox) -> Sequence[Any]:
        """Litestar route handlers or routers to mount."""
        ...


@runtime_checkable
class RoomProvider(Protocol):
    """An adapter whose platform is our own: it makes the rooms of the branches."""

    account: str

    async def ensure_room(
        self, title: str, members: Sequence[str], room_id: str | None = None
    ) -> str:
        """The id of the room, which is made if it is missing; these users are in it, and nobody
        else."""
        ...


@runtime_checkable
class Inspectable(Protocol):
    """An adapter that can look at what it may do in a room."""

    async def survey(self, rooms: Sequence[str]) -> Sequence[Check]:
        """How it stands in each room, for `doctor`."""
        ...


@dataclass(frozen=True, slots=True)
class Menu:
    """Commands, each with what it does, for a platform to offer where people type.

    `audience`: "people" in their private chats, "rooms", "keepers" (who administer a room), or
    "person": the one whose private chat `place` is. `language`: for people whose app speaks it;
    None: for everybody else. Without commands, the menu of this audience is taken away."""

    audience: Literal["people", "rooms", "keepers", "person"]
    commands: tuple[tuple[str, str], ...]
    language: Language | None = None
    place: str = ""


@runtime_checkable
class Menus(Protocol):
    """An adapter whose platform shows menus of commands."""

    account: str

    async def set_menu(self, menu: Menu) -> float:
        """Show the menu from now on. Returns in how many seconds it is to be tried again, if that
        failed; 0 when all is done."""
        ...


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, aware, in UTC."""
        ...


class Sealer(Protocol):
    """Seals confidential text with the key from the settings."""

    def seal(self, text: str) -> str: ...

    def open(self, token: str) -> str: ...
