"""What a case is made of: its procedure, its papers, how far it has come, and one person's part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from service.core.calendar import shown
from service.core.message import StoredFile
from service.core.queries import Summary
from service.core.rulebook.procedures import Procedure, ProcedureStep
from service.core.texts import Named, Secret, Words
from service.sdk.state import State
from service.sdk.turn import Turn

PERMISSION = "procedure.manage"
OBJECTION, PAPERS = "objection", "papers"  # kinds of confidential text
Obstacle = Literal["gap", "early", "late"]


@dataclass(frozen=True, slots=True)
class Case:
    """The definition: by which procedure, and what the matter is called, where it is one."""

    procedure: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of a form that was filled in; a choice is `picked`, what is sensitive `sealed`."""

    blank: str
    words: str = ""
    picked: Named | None = None
    sealed: Secret | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One piece of evidence: the `item` (from 0) of the step, by whom and when it was brought, and
    the day `on` which it was so. `activity`: the meeting, vote or talk; `people`: who was named;
    `hours`: of study or service, by the tasks in its `title`, or else as typed. `signed`: who
    brought it saw that it is signed and dated. A paper that is being made is its maker's alone."""

    step: str
    item: int
    by: int
    at: datetime
    on: date
    answers: tuple[Answer, ...] = ()
    file: StoredFile | None = None
    activity: int = 0
    title: str = ""
    people: tuple[int, ...] = ()
    hours: float = 0
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was taken, and the day from which times count; or `skipped`, with the reason."""

    step: str
    by: int
    at: datetime
    on: date
    reason: str = ""
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Waiver:
    """Somebody goes over what generally holds, with a reason."""

    step: str
    obstacle: Obstacle
    by: int
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Posted:
    """A public notice: when it was posted, and when it has been there for all its working days."""

    step: str
    item: int
    by: int
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody says against it, in confidence, and the conclusion. `upheld`: it holds, so
    nothing goes on until the case has gone back (`settled`)."""

    number: int
    by: int
    at: datetime
    words: Secret | None
    conclusion: str = ""
    upheld: bool = False
    settled: bool = False
    concluded_by: int = 0
    concluded_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.concluded_at is None or (self.upheld and not self.settled)


@dataclass(frozen=True, slots=True)
class Returned:
    """The case went back from a step to another. "": it was put off by `months`."""

    step: str
    to: str
    by: int
    at: datetime
    reason: str = ""
    months: int = 0


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a role of the procedure in this case."""

    role: str
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """The progress. `procedure`: as it was when the case began; `subject`: the person of the case,
    0: it is of a matter; who may have `applied` themselves. `drafts`: papers that are being made,
    one of a person; `aside`: those from before the case went back. `told`: up to when reminders
    were given. `end`: why it ended before its end."""

    procedure: Procedure | None = None
    subject: int = 0
    applied: bool = False
    begun: datetime | None = None
    papers: tuple[Paper, ...] = ()
    done: tuple[Done, ...] = ()
    holders: tuple[Holder, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    posted: tuple[Posted, ...] = ()
    objections: tuple[Objection, ...] = ()
    returned: tuple[Returned, ...] = ()
    drafts: tuple[Paper, ...] = ()
    aside: tuple[Paper, ...] = ()
    told: datetime | None = None
    end: str = ""

    @property
    def rule(self) -> Procedure:
        """The procedure. Raises LookupError in a draft, which has none yet."""
        if self.procedure is None:
            raise LookupError("the case has not begun")
        return self.procedure

    def standing(self) -> tuple[Posted, ...]:
        """The notices that stand now."""
        return tuple(each for each in self.posted if self.paper(each.step, each.item) is None)

    def taken(self, step: str) -> Done | None:
        """How the step was taken; None: it was not."""
        return next((each for each in self.done if each.step == step), None)

    def paper(self, step: str, item: int) -> Paper | None:
        """The newest piece of this evidence."""
        found = (each for each in reversed(self.papers) if (each.step, each.item) == (step, item))
        return next(found, None)

    def notice(self, step: str, item: int) -> Posted | None:
        """The notice that stands, or stood."""
        found = (each for each in reversed(self.posted) if (each.step, each.item) == (step, item))
        return next(found, None)

    def draft(self, person: int) -> Paper | None:
        return next((each for each in self.drafts if each.by == person), None)

    def holding(self, role: str) -> tuple[int, ...]:
        """Who has the role."""
        return next((each.people for each in self.holders if each.role == role), ())

    def objecting(self) -> tuple[Objection, ...]:
        """What has to be settled before anything goes on."""
        return tuple(each for each in self.objections if each.is_open)

    def missing(self, step: ProcedureStep) -> Iterator[int]:
        """The pieces of evidence that are still to be brought."""
        for item in range(len(step.evidence)):
            if step.every or self.paper(step.id, item) is None:
                yield item


@dataclass(frozen=True, slots=True)
class Standing:
    """The part of the person of the case: the last step that was taken, when it last went on, and
    whether it is over."""

    step: str = ""
    at: datetime | None = None
    over: bool = False

    def summary(self) -> Summary:
        status = "none" if self.at is None else "over" if self.over else "running"
        return Summary(status, at=self.at)


CaseState = State[Case, Folder]
CaseTurn = Turn[CaseState, Standing]


def this_day(turn: CaseTurn) -> date:
    """The day on the unit's clock."""
    return day_of(turn, turn.now)


def by(turn: CaseTurn) -> int:
    """Who acts; 0: nobody."""
    return turn.actor.id if turn.actor is not None else 0


def day_of(turn: CaseTurn, at: datetime) -> date:
    """The day of this moment on the unit's clock."""
    return shown(at, turn.unit_timezone).date()


def name_of_case(turn: CaseTurn) -> Words:
    """Whose case, or which matter."""
    subject = turn.state.progress.subject
    return turn.roster.name(subject) if subject else turn.state.definition.title
