"""How much the server lets a bot say before it answers 429, as Telegram documents it.

Time may be scaled: a second of the platform lasts `second` seconds here, so that what takes minutes
there can be watched.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_server.methods import ApiError

FREE = frozenset({"getMe", "getUpdates", "getFile", "getWebhookInfo", "setWebhook", "deleteWebhook",
                  "answerCallbackQuery", "getChat", "getChatMember", "setMyCommands"})  # fmt: skip
SPOKEN = ("send", "edit")

Limit = tuple[int, float]
"""So many calls in any stretch of so many seconds."""


@dataclass(slots=True)
class Flood:
    """`accepted`: (moment, chat) of every call that counted; `refused`: how many got a 429.
    `accepting`: called with the chat and the method of a call that is about to be carried out."""

    second: float = 1.0
    account: Limit = (30, 1.0)
    private: Limit = (1, 1.0)
    group: Limit = (20, 60.0)
    clock: Callable[[], float] = time.monotonic
    accepting: Callable[[int, str], None] = lambda _chat, _method: None
    accepted: list[tuple[float, int]] = field(default_factory=list)
    refused: int = 0
    _all: list[float] = field(default_factory=list)
    _chats: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))

    def admit(self, method: str, given: dict[str, Any]) -> None:
        """Count a call. Raises `ApiError` when it is one too many."""
        if method in FREE:
            return
        now, chat = self.clock(), given.get("chat_id", 0)
        windows = [(self._all, self.account)]
        if method.startswith(SPOKEN):
            windows.append((self._chats[chat], self.group if chat < 0 else self.private))
        waits = [self._wait(window, limit, now) for window, limit in windows]
        if max(waits) > 0:
            self.refused += 1
            seconds = math.ceil(max(waits) / self.second)
            raise ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        for window, _ in windows:
            window.append(now)
        self.accepted.append((now, chat))
        self.accepting(chat, method)

    def _wait(self, window: list[float], limit: Limit, now: float) -> float:
        """How long until one more may come; 0 if it may now."""
        count, seconds = limit
        window[:] = window[-count:]
        free_at = window[0] + seconds * self.second if len(window) == count else now
        return max(free_at - now, 0.0)
