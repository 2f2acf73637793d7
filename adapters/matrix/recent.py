"""A cache of recent messages: senders, threads, and OrgLife's own contents. It only saves requests;
whatever is missing is requested."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.matrix import inbound
from adapters.matrix.outbound import Answered, Content
from service.core.bounded import Bounded

REMEMBERED = 5000


class Recent:
    """Of OrgLife's own messages: `said`: their contents; `choices`: the ids of their choices;
    `numbers`: how many stand below them."""

    def __init__(self) -> None:
        self._heard: Bounded[str, Answered] = Bounded(REMEMBERED)
        self._reactions: Bounded[str, tuple[str, Content]] = Bounded(REMEMBERED)
        self.said: Bounded[str, Content] = Bounded(REMEMBERED)
        self.choices: Bounded[str, tuple[str, ...]] = Bounded(REMEMBERED)
        self.numbers: Bounded[str, int] = Bounded(REMEMBERED)

    def heard(self, source: Mapping[str, Any]) -> None:
        content = source.get("content")
        if isinstance(content, dict) and source.get("type") == "m.room.message":
            sender, root = str(source.get("sender")), inbound.thread(content)
            self._heard[str(source.get("event_id"))] = Answered(sender, root)
        elif isinstance(content, dict) and source.get("type") == "m.reaction":
            self._reactions[str(source.get("event_id"))] = str(source.get("sender")), content

    def undone(self, source: Mapping[str, Any]) -> Content | None:
        """The content of the reaction that its own sender redacts with this event."""
        content = source.get("content")
        told = content.get("redacts") if isinstance(content, dict) else None
        gone = source.get("redacts") or told
        sender, reaction = self._reactions.get(str(gone), ("", None))
        return reaction if sender == source.get("sender") else None

    def answered(self, message: str | None) -> Answered:
        return self._heard.get(message or "") or Answered()
