"""A procedure: the steps that a case goes through, who takes each, and what shows that it was done.

Each lies in a file of its own. A case keeps a copy of the procedure that it began under.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from service.core.rulebook.origin import Origin
from service.core.texts import Named

Need = Literal["must", "generally"]
Act = Literal["approve", "return", "refuse"]
Every = Literal["", "month", "quarter", "half_year", "year"]
Of = Literal["person", "matter"]
Starter = Literal["secretary", "subject"]

Shows = Literal[
    "confirm", "form", "file", "names", "meeting", "vote", "talk", "study", "service", "notice",
    "publish", "approval",
]  # fmt: skip
"""What shows that a step was taken. "confirm": a tap that it was. "form": its `fields`. "file": a
file. "names": who has the `role` from now on. "meeting", "vote", "talk": one that is closed: of a
kind, or by a rule, that `of` names; the talk with the person of the case. "study", "service": so
many `hours`, by the study tasks that the person of the case has done since the step could begin,
or the service that was confirmed; what lies elsewhere is typed. "notice": the `text` in the unit's
rooms and on a page for `workdays`, without an objection that is open. "publish": the `text` in
every room. "approval": one of its `acts`, once all else is there."""

SUBJECT, SECRETARY, COMMITTEE, SUPERIOR = "subject", "secretary", "committee", "superior"
ACTORS = (SUBJECT, SECRETARY, COMMITTEE, SUPERIOR)
"""Who may take a step, beside the procedure's own roles and the book's groups: the person of the
case, who leads the unit's cases, who leads the unit, who leads the cases of the unit above."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time by the calendar, all of it together."""

    years: int = 0
    months: int = 0
    days: int = 0
    workdays: int = 0


@dataclass(frozen=True, slots=True)
class After:
    """That a step follows another: not before `least` has passed since then, and not after `most`.
    `strength`: what "generally" holds can be gone over with a reason."""

    step: str
    least: Length | None = None
    most: Length | None = None
    strength: Need = "must"
    article: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """One line of a form. `choices`: what can be tapped, of a "choice"; `sensitive`: sealed."""

    id: str
    name: Named
    type: Literal["text", "number", "date", "choice"] = "text"
    choices: tuple[Named, ...] = ()
    required: bool = True
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that shows a step was taken, see `Shows`. `name`: what the paper is called; none:
    as its kind is. `least` and `most`: how many are named; `standings`: of whom. `returns_to`:
    the step that a return leads to; "": the one before. `extends`: by how many months the one who
    decides may put it off, once. `signed`: who hands it in checks that it is signed."""

    kind: Shows
    name: Named = field(default_factory=lambda: Named(""))
    of: tuple[str, ...] = ()
    fields: tuple[Blank, ...] = ()
    role: str = ""
    least: int = 1
    most: int = 1
    standings: tuple[str, ...] = ()
    hours: int = 0
    workdays: int = 0
    text: Named = field(default_factory=lambda: Named(""))
    acts: tuple[Act, ...] = ("approve", "return", "refuse")
    returns_to: str = ""
    extends: tuple[int, ...] = ()
    signed: bool = False


@dataclass(frozen=True, slots=True)
class ProcedureStep:
    """`who`: any of them takes it. `after`: what it follows; none: the step before it in the file.
    `strength`: a step that is "generally" taken can be left out with a reason. `every`: it is taken
    once in each such period, until a step that follows it is. `sets`: the standing that the person
    of the case has from its end on. `hint`: what to mind. `in_order`: no piece of its evidence is
    dated before one that stands above it."""

    id: str
    name: Named
    who: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    stage: str = ""
    after: tuple[After, ...] = ()
    strength: Need = "must"
    every: Every = ""
    sets: str = ""
    in_order: bool = False
    article: str = ""
    hint: Named = field(default_factory=lambda: Named(""))


@dataclass(frozen=True, slots=True)
class Stage:
    """Steps that belong together."""

    id: str
    name: Named


@dataclass(frozen=True, slots=True)
class Role:
    """Who is chosen in the course of a case, such as its contacts."""

    id: str
    name: Named


@dataclass(frozen=True, slots=True)
class Procedure:
    """`rules`: the books that it belongs to; none: every one. `of`: a person of the roster, with
    one of the `standings` (none: any), or a matter that has a title. `begins`: who begins a
    case. `outcome`: what has come of it at the end."""

    id: str
    name: Named
    steps: tuple[ProcedureStep, ...]
    version: int = 1
    date: str = ""
    rules: tuple[str, ...] = ()
    of: Of = "person"
    standings: tuple[str, ...] = ()
    begins: tuple[Starter, ...] = ("secretary",)
    stages: tuple[Stage, ...] = ()
    roles: tuple[Role, ...] = ()
    outcome: Named = field(default_factory=lambda: Named(""))
    origin: Origin = field(default_factory=Origin)

    def step(self, step: str) -> ProcedureStep:
        """The step with this id. Raises KeyError."""
        return self.steps[self.place(step)]

    def before(self, step: ProcedureStep) -> tuple[After, ...]:
        """What the step follows; the first one follows nothing."""
        if step.after or step.id == self.steps[0].id:
            return step.after
        return (After(self.steps[self.place(step.id) - 1].id),)

    def place(self, step: str) -> int:
        """The place of the step in the file, from 0. Raises KeyError."""
        for at, each in enumerate(self.steps):
            if each.id == step:
                return at
        raise KeyError(step)

    def behind(self, steps: Iterable[str]) -> frozenset[str]:
        """These steps and every one that follows them, at whatever distance."""
        found = set(steps)
        for each in self.steps:
            if found.intersection(link.step for link in self.before(each)):
                found.add(each.id)
        return frozenset(found)

    def role(self, role: str) -> Named:
        """What a role of its own is called; its id where it is none."""
        return next((each.name for each in self.roles if each.id == role), Named(role))
