"""What a pulse asks."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.core.rulebook.origin import Origin
from service.core.texts import Named


@dataclass(frozen=True, slots=True)
class PulseQuestion:
    """One question of a pulse, answered on a scale from 1 to 5. `name`: the question itself."""

    id: str
    name: Named
    origin: Origin = field(default_factory=Origin)
