"""A cache of recent messages: senders, threads, and OrgLife's own contents. It only saves requests;
whatever is missing is requested."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from adapters.matrix import inbound
from adapters.matrix.outbound import Answered, Content

REMEMBERED = 5000
Value = TypeVar("Value")


class Bounded(Generic[Value]):
    """A table that evicts its oldest entry."""

    def __init__(self, size: int = REMEMBERED) -> None:
        self._size = size
        self._values: OrderedDict[str, Value] = OrderedDict()

    def get(self, key: str) -> Value | None:
        return self._values.get(key)

    def set(self, key: str, value: Value) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > self._size:
            self._values.popitem(last=False)


class Recent:
    """Of OrgLife's own messages: `said`: their contents; `choices`: the ids of their choices;
    `numbers`: how many stand below them."""

    def __init__(self) -> None:
        self._heard: Bounded[Answered] = Bounded()
        self._reactions: Bounded[Content] = Bounded()
        self.said: Bounded[Content] = Bounded()
        self.choices: Bounded[tuple[str, ...]] = Bounded()
        self.numbers: Bounded[int] = Bounded()

    def heard(self, source: Mapping[str, Any]) -> None:
        content = source.get("content")
        if isinstance(content, dict) and source.get("type") == "m.room.message":
            sender, root = str(source.get("sender")), inbound.thread(content)
            self._heard.set(str(source.get("event_id")), Answered(sender, root))
        elif isinstance(content, dict) and source.get("type") == "m.reaction":
            self._reactions.set(str(source.get("event_id")), content)

    def undone(self, source: Mapping[str, Any]) -> Content | None:
        """The content of the reaction that this event redacts."""
        content = source.get("content")
        told = content.get("redacts") if isinstance(content, dict) else None
        gone = source.get("redacts") or told
        return self._reactions.get(str(gone))

    def answered(self, message: str | None) -> Answered:
        return self._heard.get(message or "") or Answered()
