"""What a series of reports is made of, its rounds, and what one member has reported.

A round is a day, which begins for each member in the morning of their own clock. A part's status
is the day of the newest round that it answers, so that a new round changes nobody's row: who is to
be asked is everybody whose status is another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from service.core.calendar import Holidays, Recurrence, local
from service.core.people import Person, Roster
from service.core.queries import Summary
from service.core.records import Counted
from service.core.rulebook import Question, ReportKind
from service.core.texts import Moment, Named, Style, Words, text
from service.core.workflow import Activity, Rejected
from service.sdk.state import State
from service.sdk.turn import Turn

KIND = "report"
PERMISSION = "report.manage"
SCOPE = "report"  # of confidential text
NONE, AWAY, BACK, REFUSED = "none", "away", "back", "refused"
NOT_ASKED = (AWAY, REFUSED)
ROUNDS = 62  # whose days and rates are kept
KEPT = 31  # reports of one person


@dataclass(frozen=True, slots=True)
class Series:
    """`form`: a copy of the kind it began under. `rule`: when it is asked, on each one's clock."""

    form: ReportKind | None = None
    rule: Recurrence | None = None

    @property
    def title(self) -> Words:
        return self.form.name if self.form is not None else ""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many had reported a day after they were asked, of how many; beside them who was away."""

    day: str
    done: int = 0
    of: int = 0
    away: int = 0


@dataclass(frozen=True, slots=True)
class Rounds:
    """How far it has come. `contact`: who is told of the silent first; 0: as is usual. `who`: the
    standings that report; none: everybody. `days`: of the rounds so far. `asked`: by day, whom that
    round was the first for. `late`, `overdue`: whose silence the contact, and who leads, was told
    of."""

    contact: int = 0
    who: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    asked: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    late: tuple[int, ...] = ()
    overdue: tuple[int, ...] = ()
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True)
class Filed:
    """A report: for which round, when, the answers by question, and what the contact replied."""

    day: str
    at: datetime
    answers: Mapping[str, str] = field(default_factory=dict)
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One member's part. `filed`: their reports, the newest last. `draft`: answers that are not
    handed in yet. `away`: until when they are not asked; `back`: since when they are again, until
    they report. `refused`: they don't agree to be."""

    filed: tuple[Filed, ...] = ()
    draft: Mapping[str, str] | None = None
    away: datetime | None = None
    back: datetime | None = None
    refused: bool = False

    @property
    def last(self) -> Mapping[str, str]:
        """The answers of the newest report."""
        return self.filed[-1].answers if self.filed else {}

    @property
    def day(self) -> str:
        """The round that the newest report is for."""
        return self.filed[-1].day if self.filed else ""

    def summary(self) -> Summary:
        if self.back is not None and not self.refused and self.away is None:
            return Summary(BACK, at=self.back)
        at = self.filed[-1].at if self.last else None
        status = REFUSED if self.refused else AWAY if self.away is not None else self.day or NONE
        return Summary(status, at=at)

    def with_report(self, report: Filed, since: datetime | None = None) -> Part:
        """With the report, in place of an earlier one of the same round, and without those from
        before `since`."""
        others = self.filed[:-1] if self.day == report.day else self.filed
        kept = tuple(each for each in others if since is None or each.at >= since)
        return Part((*kept, report)[-KEPT:])


SeriesState = State[Series, Rounds]
ReportTurn = Turn[SeriesState, Part]


NO_FORM = ReportKind("", Named(""), ())


def form_of(state: SeriesState) -> ReportKind:
    """The form; an empty one while nobody has chosen it."""
    return state.definition.form or NO_FORM


def reporting(roster: Roster, unit: int, state: SeriesState) -> tuple[Person, ...]:
    """Who is asked: the active members of the unit and below with the standings it is for."""
    who = state.progress.who
    return tuple(x for x in roster.members(unit) if not who or x.standing in who)


def confided(turn: ReportTurn, holder: int) -> dict[str, Any]:
    """How answers are sent: what is sensitive sealed, readable by the `holder` alone."""
    return {"secret": form_of(turn.state).sensitive, "holder": holder, "scope": SCOPE}


def refused_abroad(turn: ReportTurn) -> Rejected | None:
    """Nothing sensitive is asked or shown on an account whose servers are abroad."""
    stays = form_of(turn.state).sensitive and turn.context.abroad
    return turn.refuse("report-not-abroad") if stays else None


# -- the rounds


def begins_at(state: SeriesState, day: str, zone: str) -> datetime:
    """When the round of this day begins on the clocks of the zone."""
    at = state.definition.rule.at if state.definition.rule is not None else time()
    return local(datetime.combine(date.fromisoformat(day), at), zone)


def round_at(state: SeriesState, zone: str, now: datetime) -> str:
    """The day of the round that runs in the zone; "": none has begun there."""
    days = reversed(state.progress.days)
    return next((day for day in days if begins_at(state, day, zone) <= now), "")


def next_round(state: SeriesState, after: datetime, holidays: Holidays) -> str:
    """The day of the first round after this moment on the unit's clock; "": there is none before
    the end."""
    rule, end = state.definition.rule, state.schedule.closes_at
    found = rule.next_after(after, holidays) if rule is not None else None
    if found is None or (end is not None and found.at >= end):
        return ""
    return found.planned.isoformat()


def day_words(day: str, style: Style = "day") -> Moment:
    """The day, the same for readers of every zone."""
    return Moment(datetime.fromisoformat(f"{day}T12:00+00:00"), style, "UTC")


def counts_as(activity: Activity[SeriesState]) -> tuple[Counted, ...]:
    """Each round that somebody answered, for a duty that asks for such reports."""
    state, kind = activity.state, form_of(activity.state).id
    zone = state.definition.rule.timezone if state.definition.rule is not None else "UTC"
    rates = state.progress.rates
    return tuple(Counted(kind, begins_at(state, each.day, zone)) for each in rates if each.done)


def counts_for(activity: Activity[SeriesState], person: int, part: Part) -> tuple[Counted, ...]:
    """Each report of one member, for a duty that asks each for such reports."""
    kind = form_of(activity.state).id
    return tuple(Counted(kind, each.at, (person,)) for each in part.filed if kind)


# -- answers


def changes(part: Part) -> tuple[str, ...]:
    """The questions that the newest report answers otherwise than the one before."""
    if len(part.filed) < 2:
        return ()
    before, now = part.filed[-2].answers, part.last
    return tuple(each for each in {**before, **now} if before.get(each) != now.get(each))


def answer_words(question: Question, value: str) -> Words:
    """An answer as people read it; a dash for none."""
    match question.kind:
        case _ if not value:
            return "—"
        case "choice":
            return next((each.name for each in question.options if each.id == value), value)
        case "yes_no":
            return text("report-yes-no", value=value)
        case "date":
            return day_words(value, "date")
        case _:
            return value


def said(form: ReportKind, answers: Mapping[str, str]) -> Iterator[Words]:
    """A line for each question that was answered."""
    for each in form.questions:
        if each.id in answers:
            value = answer_words(each, answers[each.id])
            yield text("report-answer", question=each.name, answer=value)
