"""The report on talks: for whoever leads a branch who is left, for those above it counts alone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Literal

from service.core.access import may
from service.core.calendar import local, shown
from service.core.effects import Send, ToPerson
from service.core.events import Event
from service.core.queries import History
from service.core.texts import text
from service.core.workflow import Activity, Context, Decision, Outcome, Rejected, choice_args
from service.workflows.talk import report_view
from service.workflows.talk.coverage import Coverage, cover, meetings_of
from service.workflows.talk.model import Offer
from service.workflows.talk.urgency import EVER

PERMISSION = "report.read"
Period = Literal["month", "quarter", "half", "year"]
PERIODS: tuple[Period, ...] = ("month", "quarter", "half", "year")
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def begin(context: Context) -> Offer | Rejected:
    if context.actor is None:
        return Rejected("talk.no_owner")
    return Offer("report", context.actor.id)


def requires(activity: Activity[Offer]) -> tuple[History]:
    return (History("talk", activity.unit, EVER),)


def started(context: Context, activity: Activity[Offer], _: object, __: Event) -> Outcome:
    return _show(context, activity, "quarter", finished=True)


def choose(context: Context, activity: Activity[Offer], _: object, event: Event) -> Outcome:
    """Another period (`cover:year`)."""
    return _show(context, activity, _period(event))


def sheet(context: Context, activity: Activity[Offer], _: object, event: Event) -> Outcome:
    """The whole as a workbook; only where names may be seen."""
    covered, since = _covered(context, activity, _period(event))
    named = [each for each in covered if _names(context, each.unit)]
    if not named or context.actor is None:
        return Rejected("talk.not_allowed", text("talk-not-allowed"))
    message = report_view.workbook(context, named[0], since)
    sent = Send(ToPerson(context.actor.id), "sheet", message, "reply")
    return Decision("talk.coverage_sent", effects=(sent,))


def _show(
    context: Context, activity: Activity[Offer], period: Period, *, finished: bool = False
) -> Outcome:
    if context.actor is None or not context.may(PERMISSION, activity.unit):
        return Rejected("talk.not_allowed", text("talk-not-allowed"))
    covered, since = _covered(context, activity, period)
    named = tuple(each for each in covered if _names(context, each.unit))
    counted = tuple(each for each in covered if each not in named)
    message = report_view.report(activity, context, (named, counted), period, since)
    sent = Send(ToPerson(context.actor.id), "coverage", message, "reply")
    state = activity.state if finished else None
    return Decision("talk.coverage_shown", state, effects=(sent,), finished=finished)


def _covered(
    context: Context, activity: Activity[Offer], period: Period
) -> tuple[list[Coverage], datetime]:
    """The coverage of the unit and of each below it that has people, and since when."""
    roster, unit = context.roster, activity.unit
    since = period_start(context.now, roster.units[unit].timezone, period)
    past = context.queries[requires(activity)[0]]
    meetings = meetings_of(past, since, context.now + timedelta(days=1))
    units = [unit, *sorted(roster.below(unit) - {unit})]
    covered = [cover(roster, context.rules, each, meetings) for each in units]
    return [each for each in covered if each.committee or each.members], since


def _names(context: Context, unit: int) -> bool:
    """Names are for those who hold talks in the branch itself; those above see counts."""
    actor = context.actor
    own = actor is not None and actor.unit == unit
    return own and may(context.rules, context.roster, actor, "talk.manage", unit)


def period_start(now: datetime, zone: str, period: Period) -> datetime:
    """When the current month, quarter, half or whole year began on the clocks of `zone`."""
    today = shown(now, zone).date()
    month = (today.month - 1) // _MONTHS[period] * _MONTHS[period] + 1
    return local(datetime.combine(today.replace(month=month, day=1), time()), zone)


def _period(event: Event) -> Period:
    return next((each for each in PERIODS if (each,) == choice_args(event)), "quarter")
