"""Shares of a number of people, in whole numbers alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Fraction:
    """At least (`>=`, 以上) or more than (`>`, 超过) `num`/`den` of those whom `base` names."""

    op: Literal[">", ">="]
    num: int
    den: int
    base: str

    def holds(self, count: int, of: int) -> bool:
        """Whether `count` is enough out of `of`."""
        share, needed = count * self.den, self.num * of
        return share > needed if self.op == ">" else share >= needed

    def least(self, of: int) -> int:
        """The smallest number that is enough out of `of`."""
        needed = self.num * of
        return needed // self.den + 1 if self.op == ">" else -(-needed // self.den)
