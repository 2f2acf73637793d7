"""The ports: what the runtime expects of a platform, a clock and a sealer."""

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
    """One raw update of a platform, as received.

    `id` is unique within the account and the same when the platform delivers it again. `sensitive`:
    free text or a file from a private chat; its row is sealed until it is handled.
    """

    id: str
    raw: str
    sensitive: bool = False


class Inbox(Protocol):
    async def receive(self, account: str, updates: Sequence[Update]) -> None:
        """Store the updates. When this returns they are durable and may be confirmed to the
        platform; known updates are dropped."""
        ...


OrderKind = Literal["send", "edit", "number", "erase", "mark"]


@dataclass(frozen=True, slots=True)
class Order:
    """One thing for a platform to do, once.

    `key`: the same for every attempt; a platform that is idempotent sends it once.
    `target`: the remote id of the message to edit, number, erase or mark.

    "number" follows "send" and "edit" where `Capabilities.numbered` is declared: exactly the
    numbers of the choices in `post` are to stand below the message `target`. It is an order of its
    own, so that the message's id is known before the first number invites a tap.
    """

    kind: OrderKind
    key: str
    place: str
    post: Post | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    id: str  # remote id of the message
    poll: str = ""  # the platform's id of the message's poll, which votes refer to


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """The platform's rate limit is reached; nothing was sent. The whole account waits."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Gone:
    """The chat can't be written to any more: blocked, left, never started."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has a new id; nothing was sent."""

    place: str


@dataclass(frozen=True, slots=True)
class PermissionDenied:
    """A right is missing in the room; nothing was sent. Retried rarely, and at once when the right
    is given."""

    right: Right
    reason: str


@dataclass(frozen=True, slots=True)
class PermanentFailure:
    """The platform will never accept this message; retrying is useless."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """The message was certainly not sent (no connection); retried later."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The message may or may not have been sent; its own policy decides."""

    reason: str


SendResult = (
    Sent | RetryAfter | Gone | Moved | PermissionDenied | PermanentFailure | NotSent | Unknown
)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of `orglife doctor`: what was checked, the result, what to do about it."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


class Adapter(Protocol):
    """A chat platform. It makes one attempt and reports the result; it never retries and never
    waits for a limit by itself. The runtime decides."""

    account: str
    capabilities: Capabilities

    async def open(self) -> None:
        """Get ready to send; called once, before `run`."""
        ...

    async def run(self, inbox: Inbox) -> None:
        """Pass updates to the inbox until cancelled."""
        ...

    def parse(self, raw: str) -> Sequence[PlatformEvent]:
        """The events of a raw update. Pure. Raises ValueError for what can't be read."""
        ...

    async def send(self, order: Order) -> SendResult: ...

    async def fetch(self, file_id: str) -> bytes:
        """The content of a file that a person sent."""
        ...

    def invite_link(self, code: str) -> str | None:
        """A link that opens a chat with OrgLife and passes the one-time code."""
        ...

    async def check(self) -> Sequence[Check]:
        """The checks for `orglife doctor`: connection, rights, limits."""
        ...

    async def close(self) -> None: ...


@runtime_checkable
class HasRoutes(Protocol):
    """An adapter that serves web pages of its own (the web chat, a webhook)."""

    def routes(self, inbox: Inbox) -> Sequence[Any]:
        """Litestar route handlers or routers to mount."""
        ...


@runtime_checkable
class RoomProvider(Protocol):
    """An adapter that creates the rooms of the branches itself."""

    account: str

    async def ensure_room(
        self, title: str, members: Sequence[str], room_id: str | None = None
    ) -> str:
        """The id of the room, which is created if missing, with exactly these users in it."""
        ...


@runtime_checkable
class Inspectable(Protocol):
    """An adapter that can check its rights in a room."""

    async def survey(self, rooms: Sequence[str]) -> Sequence[Check]:
        """The status in each room, for `orglife doctor`."""
        ...


@dataclass(frozen=True, slots=True)
class Menu:
    """Commands with descriptions, for a platform to offer where people type.

    `audience`: "people" in their private chats, "rooms", "keepers" (who administer a room), or
    "person": the one whose private chat `place` is. `language`: for people whose app speaks it;
    None: for everybody else. Without commands, the menu of this audience is removed."""

    audience: Literal["people", "rooms", "keepers", "person"]
    commands: tuple[tuple[str, str], ...]
    language: Language | None = None
    place: str = ""


@runtime_checkable
class Menus(Protocol):
    """An adapter whose platform shows menus of commands."""

    account: str

    async def set_menu(self, menu: Menu) -> float:
        """Show the menu from now on. Returns the seconds until a retry if that failed, otherwise
        0."""
        ...


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, aware, in UTC."""
        ...


class Sealer(Protocol):
    """Seals confidential text with the key from the settings."""

    def seal(self, text: str) -> str: ...

    def open(self, token: str) -> str: ...
