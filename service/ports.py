"""The ports: what the runtime expects of a platform, a clock and a sealer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
    chat: str
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

    chat: str


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
class Missing(PermanentFailure):
    """The message to change is not there any more, or can't be changed any more. What a person is
    told by the change is said anew; in a room, what was removed stays removed."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """The message was certainly not sent (no connection). The account is taken to be out of reach:
    it pauses, and one message at a time finds out whether it still is."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The message may or may not have been sent; its own policy decides. For the account it means
    the same as `NotSent`."""

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
    # `keeps_files = True`: it keeps files of its own on this machine, so of several processes only
    # the one that has its account opens it. Others parse its updates without that.

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
        """The checks for `orglife doctor`: first the connection, then rights and limits."""
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


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom a one-time code is for. `user`: their identity on this account, if they have one;
    `open`: whether the code can still be used."""

    person: int
    name: str
    unit: str
    language: Language
    user: str
    open: bool


Asked = Literal["chat", "secretary", "nobody", "lately"]
"""What became of the wish for a new link: it went to another chat of the person, the secretary is
asked for it, nobody can be asked, or it was asked for a moment ago."""


class Door(Protocol):
    """Tells an adapter with pages of its own who may come in. `user`: an identity on the account;
    `code`: a one-time code, of an invitation or from another chat of the person."""

    def knows(self, user: str) -> bool:
        """Whether this identity is linked to a member, as of now."""
        ...

    async def guest(self, code: str) -> Guest | None:
        """Whom the code is or was for; None for a wrong one. Uses nothing up."""
        ...

    async def admit(self, code: str, user: str, chat: str, device: str) -> bool:
        """Use the code up and link the identity, whose private chat this is, in one transaction.
        `device`: what it is told about. False: the code can't be used any more."""
        ...

    async def ask_again(self, code: str, *, devices: bool, secretary: bool) -> Asked:
        """Somebody asks for a new link with a code that is used or expired. It is never given to
        them, but to the person in another chat of theirs, or to the secretary. `devices`: the
        person can read their chat on this account; `secretary`: no chat of theirs is at hand."""
        ...

    async def another_device(self, user: str) -> str:
        """A code with which this person comes in on another device, once, within ten minutes."""
        ...


@runtime_checkable
class HostsPeople(Protocol):
    """An adapter with pages of its own, on which a person has one chat under the name of the
    roster, on any number of devices."""

    account: str

    def open_to(self, door: Door) -> None:
        """Let people in as the door says; until then nobody is."""
        ...

    async def merge(self, keep: str, others: Sequence[str]) -> None:
        """Make of the identities of one person the one that is kept, with the history of all. Doing
        it again changes nothing."""
        ...

    async def private_room(self, user_id: str) -> str:
        """The chat of this identity's private chat."""
        ...

    async def rename(self, names: Mapping[str, str]) -> None:
        """The names of these identities."""
        ...

    async def private_files(self, user: str) -> Sequence[str]:
        """The ids of the files that were sent in this identity's private chat."""
        ...

    async def forget(self, user: str, before: datetime, kept: Collection[str] = ()) -> None:
        """Take out what was said in this identity's private chat before then; these files can
        still be fetched. Doing it again changes nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Device:
    """A browser in which somebody is signed in at an adapter's own pages."""

    id: int
    name: str
    since: datetime
    used: datetime


@runtime_checkable
class SignsIn(Protocol):
    """An adapter with pages of its own that knows where its people are signed in."""

    account: str

    async def devices(self, user: str) -> Sequence[Device]:
        """Where this identity is signed in, the one used last first."""
        ...

    async def sign_out(self, user: str, device: int | None = None) -> None:
        """End this one of its sessions, or all."""
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
    "person": the one whose private chat `chat` is. `language`: for people whose app speaks it;
    None: for everybody else. Without commands, the menu of this audience is removed."""

    audience: Literal["people", "rooms", "keepers", "person"]
    commands: tuple[tuple[str, str], ...]
    language: Language | None = None
    chat: str = ""


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


WRITTEN = 2048  # bytes to which what people write is padded at least: some 600 Chinese characters
PART = 4096  # bytes, of what is kept of one person's part


class Sealer(Protocol):
    """Seals confidential text with the key from the settings.

    What is sealed is padded first: of its length a token tells one of few steps, of at least
    `least` bytes.
    """

    def seal(self, text: str, least: int = 256) -> str: ...

    def open(self, token: str) -> str:
        """The text behind a token. Raises `CannotOpen`."""
        ...


class CannotOpen(Exception):
    """A sealed text that none of the keys can open: its key is missing, or it was tampered with."""

    def __init__(self) -> None:
        super().__init__(
            "an encrypted text can't be decrypted with the given keys: add the "
            "key it was encrypted with to `confidential.keys` (after the newest one)"
        )


BRIEF = "~"  # begins what is sealed for a moment only, and no other sealed text


@runtime_checkable
class SealsBriefly(Protocol):
    """A sealer that can seal what is needed for a moment only."""

    def briefly(self, text: str, least: int) -> str | None:
        """The text under a key that is erased soon, for `Sealer.open`; None: nothing secret is
        under way, so nothing need be sealed for its sake."""
        ...


def brief_start(key: str) -> str:
    """How everything begins that is sealed by the brief key of this name."""
    return f"{BRIEF}{key}{BRIEF}"


@runtime_checkable
class KeepsUpdates(Protocol):
    """An adapter that keeps updates, sealed briefly, until the inbox has them."""

    async def still_sealed(self, keys: Collection[str]) -> set[str]:
        """Those of these brief keys under which something waits that the inbox does not have."""
        ...
