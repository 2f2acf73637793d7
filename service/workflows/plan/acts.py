"""What each transition of a plan can be taken back by, see `core.undo`."""

from __future__ import annotations

from service.core.undo import classified

ACTS = classified(
    {
        "looks": "show skip stop keep",
        "again": "pause resume",
        "undo": "skipnow stopnow",
        "time": "started @next @check",
    }
)

CONFIRMED: dict[str, str] = {}
"""Nothing of a plan reaches others by an act of somebody: what it starts has its own machine."""
