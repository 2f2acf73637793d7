"""Where a rule comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.core.texts import Named

Confidence = Literal["C2", "C1", "?"]
Level = Literal["central", "local"]


@dataclass(frozen=True, slots=True)
class Source:
    """A text that rules are taken from. `year`: of the edition that was read; 0: not known."""

    id: str
    name: Named
    year: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """`article`: of the text whose id is `source`. `confidence`: "C2" for a rule that was found in
    two independent places, "C1" in one, "?" for a default that each organization must confirm.
    `level`: "central" for a rule of the whole organization, "local" for what some places do."""

    source: str = ""
    article: str = ""
    confidence: Confidence = "?"
    level: Level = "central"
