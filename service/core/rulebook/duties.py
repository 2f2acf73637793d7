"""What is due in each period."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.core.rulebook.origin import Origin
from service.core.texts import Named

Period = Literal["month", "quarter", "half_year", "year", "term", "term_of_office", "once"]
Strength = Literal["must", "generally", "local"]
Scope = Literal["unit", "group", "pair", "member", "superior"]
Measure = Literal["times", "study_hours", "courses"]
Condition = Literal[
    "",
    "has_committee",
    "has_groups",
    "is_secretary",
    "is_secretary_or_committee",
    "is_new_secretary",
    "is_village_or_community",
    "is_abroad_for_study",
    "is_floating",
]

TALK = "talk"
"""What a talk between two people counts as."""


@dataclass(frozen=True, slots=True)
class Often:
    """Another frequency at which some places have it."""

    period: Period
    least: int = 1


@dataclass(frozen=True, slots=True)
class Duty:
    """At least `least` times in each `period`, for each of what `scope` names: the unit, each
    `group` of it, each `pair` of people, each `member` whom `of` names, or the unit above them.

    `meeting`, `report`, `study`: the kind of meeting, the report or the study norm that meets it;
    of a member: to have taken part in each that was held, or made up for it; none: somebody notes
    that it was done. `joins`: kinds of meetings it may be held together with.
    `pair`: who talks with whom; with `each_pair` everybody with everybody, else each of the second
    with at least one of the first. `strength`: what is missing of a "must" is late; of what is
    "generally" or "local"ly done it is a hint. `who`: who sees to it. `measure`: what is counted.
    `due`: the day of the year (MM-DD) by which it is, instead of the end of the period.
    `quarter`: the one in which it is generally done. `instead`: how often others do it.
    `within_months`: of something that is done once. `term_years`: of a term of office, whose first
    one began on the day `since` (YYYY-MM-DD) unless an earlier election is on record;
    `delay_years`: by how much it may be put off with consent. `remind_months`: so long before the
    end it is asked about. `is_default`: the frequency is ours, for the text names none.
    `active`: whether it is asked for.
    """

    id: str
    name: Named
    scope: Scope
    period: Period
    least: int = 1
    meeting: str = ""
    report: str = ""
    study: str = ""
    joins: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    each_pair: bool = False
    of: tuple[str, ...] = ()
    strength: Strength = "must"
    who: tuple[str, ...] = ()
    measure: Measure = "times"
    applies_if: Condition = ""
    due: str = ""
    quarter: int = 0
    instead: tuple[Often, ...] = ()
    within_months: int = 0
    term_years: int = 0
    since: str = ""
    delay_years: int = 0
    remind_months: tuple[int, ...] = ()
    is_default: bool = False
    active: bool = True
    origin: Origin = field(default_factory=Origin)

    @property
    def counts(self) -> str:
        """What must have been held for it, as `queries.Counted` names it."""
        return self.meeting or (TALK if self.pair else self.report or self.study or self.id)

    @property
    def followed(self) -> bool:
        """Whether what is on record of the unit can tell if it was met."""
        return self.scope != "member" and self.period != "once"

    @property
    def of_members(self) -> bool:
        """Whether what is on record of single members can tell it. How and where they are is
        sealed, and no record tells of courses elsewhere."""
        known = self.applies_if in ("", "is_secretary", "is_secretary_or_committee")
        told = self.scope == "pair" or (self.scope == "member" and known)
        return told and self.period != "once" and self.measure != "courses"
