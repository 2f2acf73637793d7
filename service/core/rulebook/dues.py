"""What members pay, and how often."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.core.rulebook.origin import Origin
from service.core.texts import Named

EXEMPT = "exempt"
"""What stands in the place of a bracket's id for who pays nothing."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """What some of the members pay, whom the secretary assigns to it. `amount`: in the currency,
    such as "0.2"; "": each works out their own, as the `name` says how, and it is not kept."""

    id: str
    name: Named
    amount: str = ""
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True)
class Dues:
    """What each of those whom `who` names (nobody: everybody) pays `every` so often: the same
    `amount` for everybody, such as "100", unless a bracket says otherwise; "": what their bracket
    says. Who has not paid is reminded on this `day` of each month. `arrears`: after so many months
    the member is told, and whoever keeps the dues; `consequence`: what the rules say of the last of
    them. Not `active`: nothing of dues is there at all."""

    active: bool = False
    every: Literal["month", "quarter", "half_year", "year"] = "month"
    who: tuple[str, ...] = ()
    amount: str = ""
    currency: Named = field(default_factory=lambda: Named("元", "yuan"))
    brackets: tuple[Bracket, ...] = ()
    day: int = 5
    arrears: tuple[int, ...] = (3, 6)
    consequence: Named | None = None
    origin: Origin = field(default_factory=Origin)

    def bracket(self, bracket: str) -> Bracket | None:
        """The bracket with this id, if there is one."""
        return next((each for each in self.brackets if each.id == bracket), None)

    def amount_of(self, bracket: str) -> str:
        """What who is in this bracket pays; "": it is not known here."""
        found = self.bracket(bracket)
        return found.amount if found is not None else self.amount
