"""What each transition of a plan can be taken back by, see `core.undo`."""

from __future__ import annotations

from service.core.undo import classified

ACTS = classified(
    {
        "read_only": "show skip stop keep",
        "idempotent": "pause resume",
        "reversible": "skipnow stopnow",
        "system": "started @next @check",
    }
)

CONFIRMED: dict[str, str] = {}
"""Nothing of a plan reaches others by an act of somebody: what it starts has its own machine."""
