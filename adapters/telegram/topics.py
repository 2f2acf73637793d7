"""Topics within private chats: a person's chat is one, answered in the topic they write in.

Kept in memory: after a start a chat is answered outside of its topics until its person writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.core.bounded import Bounded

MOST = 10_000  # chats that are remembered


class Topics:
    """The topic of each private chat in which its person acted last."""

    def __init__(self) -> None:
        self._threads: Bounded[int, int] = Bounded(MOST)

    def note(self, raw: Mapping[str, Any]) -> None:
        """Learn from an update. Tolerates malformed ones."""
        query = raw.get("callback_query")
        holder = query if isinstance(query, dict) else raw
        message = holder.get("message")
        if not isinstance(message, dict):
            return
        chat = message.get("chat")
        if not isinstance(chat, dict) or chat.get("type") != "private":
            return
        number, thread = chat.get("id"), message.get("message_thread_id")
        if not isinstance(number, int):
            return
        self.forget(number)
        if message.get("is_topic_message") is True and isinstance(thread, int):
            self._threads[number] = thread

    def forget(self, chat: int) -> None:
        """Nothing is known of the chat any more, or its topic is gone."""
        self._threads.pop(chat, None)

    def of(self, chat: int) -> int | None:
        return self._threads.get(chat)
