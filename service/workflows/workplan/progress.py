"""How a plan stands: what of it has come by its day, and what was met, as the record tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from service.core.calendar import shown
from service.core.due import Due, dues_within
from service.core.queries import Held
from service.core.records import Counted
from service.core.rulebook import Duty
from service.workflows.workplan.model import PLAN, SUMMARY, Item, PlanTurn, span_of

AROUND = timedelta(days=1)  # no clock is further from that of UTC


@dataclass(frozen=True, slots=True)
class Stand:
    """One item: of `of` times in the period `due` have come, and `met` are met; `next`: the day by
    which the next is, None: none is left; `late`: the first that has passed and is not met."""

    place: int
    item: Item
    met: int
    due: int
    of: int
    next: date | None = None
    late: date | None = None


def held(turn: PlanTurn) -> Held | None:
    """A requirement: what counts of what was held in the period, and in the year before it, in
    which a period of the rules may have begun."""
    first = turn.state.definition.first
    if first is None:
        return None
    return Held(turn.unit, datetime(first.year - 1, first.month, 1, tzinfo=UTC) - AROUND)


def record_of(turn: PlanTurn) -> tuple[Counted, ...]:
    """What counts. Requires `held`."""
    query = held(turn)
    return turn.query(query) if query is not None else ()


def prescribed(turn: PlanTurn) -> tuple[Duty, ...]:
    """What the rules ask of the unit in the period."""
    asked = (each.duty for each in _dues(turn, (), None))
    return tuple(dict.fromkeys(each for each in asked if each.counts not in (PLAN, SUMMARY)))


def _dues(
    turn: PlanTurn, record: Iterable[Counted], duties: Sequence[Duty] | None
) -> tuple[Due, ...]:
    rules, roster, span = turn.context.rules, turn.roster, span_of(turn.state.definition)
    return dues_within(rules, roster, turn.unit, turn.now, record, span=span, duties=duties)


def stands(turn: PlanTurn, *, whole: bool = False) -> list[Stand]:
    """Every item that is not left out; `whole`: as if the period were over. Requires `held`."""
    today = shown(turn.now, turn.unit_timezone).date()
    items = turn.state.definition.items
    kept = [each.duty for each in items if each.duty is not None]
    asked: dict[str, list[Due]] = {}
    for each in _dues(turn, record_of(turn), kept):
        asked.setdefault(each.duty.id, []).append(each)
    return [
        _stand(place, each, list(_times(each, asked)), None if whole else today)
        for place, each in enumerate(items)
        if not each.left_out
    ]


def _times(item: Item, asked: dict[str, list[Due]]) -> Iterator[tuple[date, bool]]:
    """The days by which it is to be met, and whether it is."""
    if item.duty is None:
        yield item.until or date.max, item.done_at is not None
        return
    for each in asked.get(item.duty.id, ()):
        yield item.until or each.until, each.status == "met"


def _stand(place: int, item: Item, times: list[tuple[date, bool]], today: date | None) -> Stand:
    met = sum(is_met for _, is_met in times)
    past = [day for day, is_met in times if not is_met and (today is None or day < today)]
    left = [day for day, is_met in times if not is_met and today is not None and day >= today]
    late, coming = min(past, default=None), min(left, default=None)
    return Stand(place, item, met, met + len(past), len(times), coming, late)


def figures(found: Sequence[Stand]) -> tuple[int, int]:
    """How many times are met, of how many that have come."""
    return sum(each.met for each in found), sum(each.due for each in found)


def per_cent(met: int, due: int) -> int:
    return 100 * met // due if due else 0
