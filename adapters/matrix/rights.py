"""Pure: what OrgLife may do in a room, from the content of `m.room.power_levels`. The defaults of
the specification apply to what it leaves out (client-server API, m.room.power_levels)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MESSAGES = ("m.room.message", "m.room.encrypted")


def may_send(levels: Mapping[str, Any], own: str, *kinds: str) -> bool:
    """Whether the account may send each of these types of events."""
    power = _level(levels.get("users"), own, levels.get("users_default", 0))
    usual = levels.get("events_default", 0)
    return all(power >= _level(levels.get("events"), kind, usual) for kind in kinds)


def may_write(levels: Any, own: str) -> bool:
    return may_send(levels if isinstance(levels, Mapping) else {}, own, *MESSAGES)


def _level(table: Any, key: str, default: Any) -> int:
    value = table.get(key, default) if isinstance(table, Mapping) else default
    return value if isinstance(value, int) else 0
