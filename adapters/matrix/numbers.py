"""The number reactions below a message with choices: one tap answers.

OrgLife adds them one after the other, so that they appear in order. People's taps are reactions
too. If an edit would change the meaning of a tap, the message can't be edited in place: the new
version is sent as a new message, whose id becomes the edit's id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from nio import MatrixRoom

from adapters.matrix.capabilities import NUMBER_OF, NUMBERS
from adapters.matrix.client import Client
from adapters.matrix.errors import Failed, is_limit, is_token
from adapters.matrix.outbound import REACTION, reaction
from service.core.message import Post

_PAGES = 10  # of relations; taps beyond them are not examined


@dataclass(slots=True)
class Standing:
    """The numbers below a message. `ours`: the reaction of each; `taken`: those that people have
    tapped."""

    ours: dict[int, str] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)


def choices(post: Post) -> tuple[str, ...]:
    return tuple(each.id for each in post.flat_buttons)


def changes_a_tap(before: Sequence[str] | None, after: Sequence[str], taken: set[int]) -> bool:
    """Whether a tapped number would change its meaning."""
    for number in taken:
        old = before[number - 1] if before is not None and number <= len(before) else None
        new = after[number - 1] if number <= len(after) else None
        if new is not None and new != old:
            return True
    return False


class Numbers:
    """Adds and removes OrgLife's number reactions. Raises one of `errors.FAILURES`."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def place(self, room: MatrixRoom, message: str, numbers: Sequence[int], key: str) -> None:
        """Add these numbers to the message, once each under the same key. If reactions are not
        allowed, choices are typed."""
        for number in numbers:
            content = reaction(message, NUMBERS[number - 1])
            try:
                await self._client.put_event(room, REACTION, content, f"{key}.n{number}")
            except Failed as error:
                if is_limit(error) or is_token(error) or not 400 <= error.status < 500:
                    raise
                if error.code == "M_FORBIDDEN":
                    return

    async def adjust(
        self, room: MatrixRoom, message: str, standing: Standing, count: int, key: str
    ) -> None:
        """Make sure that exactly the numbers up to `count` are there."""
        for number, event in standing.ours.items():
            if number > count:
                await self._client.put_redaction(room.room_id, event, f"{key}.x{number}")
        wanted = range(1, min(count, len(NUMBERS)) + 1)
        missing = [each for each in wanted if each not in standing.ours]
        await self.place(room, message, missing, key)

    async def standing(self, room: str, message: str) -> Standing:
        """The numbers below the message, according to the homeserver."""
        found = Standing()
        path = (
            f"/_matrix/client/v1/rooms/{quote(room)}/relations/{quote(message, safe='')}"
            f"/m.annotation/{REACTION}"
        )
        query = {"limit": "100"}
        for _ in range(_PAGES):
            answer = await self._client.call("GET", path, query=query)
            for event in answer.get("chunk", ()):
                self._note(found, event)
            if not answer.get("next_batch"):
                break
            query["from"] = str(answer["next_batch"])
        return found

    def _note(self, found: Standing, event: Mapping[str, Any]) -> None:
        key = event.get("content", {}).get("m.relates_to", {}).get("key")
        number = NUMBER_OF.get(str(key))
        if number is None:
            return
        if event.get("sender") == self._client.user_id:
            found.ours[number] = str(event.get("event_id"))
        else:
            found.taken.add(number)
