"""What is said once and not again for each message: why files of one album were refused, and in a
room that nobody knows who spoke. It is remembered in memory alone: after a restart it may be said
once more. The message that was answered is remembered with it, so that it is answered when it is
handled anew because a commit failed."""

from __future__ import annotations

from datetime import datetime, timedelta

from service.core.bounded import Bounded
from service.core.events import Attached, Event, Nameless
from service.core.message import Chat

NAMELESS = timedelta(minutes=10)  # between two words in one room
MOST = 500  # albums and rooms that are remembered


class Refusals:
    """Why files of albums were refused."""

    def __init__(self) -> None:
        # By chat, album and code: the message.
        self._first: Bounded[tuple[Chat, str, str], str] = Bounded(MOST)

    def told(self, event: Event) -> frozenset[str]:
        """The codes for which another file of the same album was refused."""
        if not isinstance(event, Attached) or not event.album:
            return frozenset()
        return frozenset(
            code
            for (chat, album, code), message in self._first.items()
            if (chat, album) == (event.ref.chat, event.album) and message != event.ref.id
        )

    def remember(self, event: Event, action: str) -> None:
        """What the event led to, in the words of `action_of`."""
        kind, _, code = action.partition(":")
        if isinstance(event, Attached) and event.album and kind == "refused":
            self._first.setdefault((event.ref.chat, event.album, code), event.ref.id)


class NamelessRooms:
    """Where a word was said to whom nobody knows."""

    def __init__(self) -> None:
        self._last: Bounded[Chat, tuple[str, datetime]] = Bounded(MOST)

    def is_due(self, event: Nameless, at: datetime) -> bool:
        """Whether to say it now, which is remembered."""
        chat = event.ref.chat
        message, told_at = self._last.get(chat, ("", at - NAMELESS))
        if at < told_at + NAMELESS and message != event.ref.id:
            return False
        self._last[chat] = (event.ref.id, at)
        return True
