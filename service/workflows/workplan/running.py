"""A plan that runs: what is due is begun and done, what is moved has a reason, and the end is told
in per cent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from service.core.calendar import shown
from service.core.effects import ClearTimer, Effect, Raise, Send, SetTimer, Start, ToRoom
from service.core.events import Said
from service.core.message import Message
from service.core.period_parsing import read_day
from service.core.records import Counted
from service.core.rulebook.periods import later
from service.core.rulebook.periods import span_of as period_of
from service.core.texts import Words, lines, text
from service.core.workflow import Activity, Outcome, Rejected
from service.sdk import handover
from service.sdk.panels import grid
from service.sdk.ways import start_of
from service.workflows.workplan import paper, view
from service.workflows.workplan.drafting import LONGEST, set_field
from service.workflows.workplan.model import (
    PLAN,
    SUMMARY,
    Part,
    PlanState,
    PlanTurn,
    changed,
    committee,
    heading,
    is_desk,
    month_words,
    noon,
    place_of,
    span_of,
    superiors,
)
from service.workflows.workplan.progress import Stand, figures, stands

NOON = time(12, tzinfo=UTC)  # the same day on almost every clock
HOUR = 9  # of the first day of a month, when what is due in it is told
LONGEST_SUMMARY = 2000
_DAY_AND_REASON = re.compile(r"([^；;,，。\s]+(?: \d{1,2})?)[；;,，。\s]+(.+)", re.DOTALL)


def concerned(turn: PlanTurn) -> tuple[int, ...]:
    """Those in whose calendar and record it stands: who leads the unit, and who sees to an item."""
    owners = (each.owner for each in turn.state.definition.items if each.owner)
    return tuple(dict.fromkeys((*committee(turn), *owners)))


def seat(turn: PlanTurn) -> Outcome:
    """What the record keeps of one of them."""
    part = Part(noon(turn.roster, turn.unit, span_of(turn.state.definition).last))
    return turn.done("workplan.seated", part=part)


# -- each month


def next_month(turn: PlanTurn) -> tuple[SetTimer, ...]:
    """The first day of the next month of the plan, or, once it is over, nothing."""
    today, span = shown(turn.now, turn.unit_timezone).date(), span_of(turn.state.definition)
    first = max(later(today.replace(day=1), 1), span.first)
    if first > later(span.last, 1):
        return ()
    at = noon(turn.roster, turn.unit, first, HOUR)
    return (SetTimer("month", at, revision=turn.state.schedule.revision),)


def month(turn: PlanTurn) -> Outcome:
    """What is due this month goes to who leads the unit, and to each who sees to some of it; what
    shall begin by itself does. After the last month the plan is to be closed."""
    found, today = stands(turn), shown(turn.now, turn.unit_timezone).date()
    ends = period_of("month", today).last
    mine: dict[int, list[Words]] = {}
    leads = turn.organizers()
    for each in found:
        day = each.late or each.next
        if each.item.owner and each.item.owner not in leads and day is not None and day <= ends:
            mine.setdefault(each.item.owner, []).append(view.line(turn, each))
    told: list[Effect] = []
    how: Any = {"deferrable": True, "time_sensitive": True}
    for person, words in mine.items():
        said = lines(text("workplan-yours", month=month_words(today.month)), *words)
        rows = grid(turn.activity, "workplan-button-look")
        told += turn.tell([person], "yours", Message(said, heading(turn.state), rows), **how)
    now, begun = _begun(view.to_leaders(turn), found, ends)
    told += turn.tell(leads, "panel", view.card(now), **how)
    effects = (*told, *begun, *next_month(turn))
    return turn.done("workplan.month_told", state=now.state, effects=effects)


def _begun(turn: PlanTurn, found: list[Stand], ends: date) -> tuple[PlanTurn, list[Start]]:
    """What is due by then, shall begin by itself and was not begun this month: a draft for who
    leads the unit."""
    month, started = period_of("month", ends), list[Start]()
    for each in found:
        item, due = each.item, (each.next or date.max) <= ends
        before = item.begun_at and shown(item.begun_at, turn.unit_timezone).date()
        if item.by_itself and item.duty and due and not (before and before in month):
            begun = start_of(turn.context, turn.unit, item.duty)
            if begun is not None:
                started.append(begun)
                turn = changed(turn, each.place, begun_at=turn.now)
    return turn, started


# -- what is done with one item


def begin(turn: PlanTurn) -> Outcome:
    """What the rules ask for begins with the activity that meets it."""
    place = place_of(turn)
    duty = turn.state.definition.items[place].duty if place is not None else None
    begun = start_of(turn.context, turn.unit, duty) if duty is not None else None
    if begun is None or place is None:
        return turn.refuse("workplan-no-way")
    state = changed(turn, place, begun_at=turn.now).state
    return turn.done("workplan.begun", state=state, effects=(begun,))


def done(turn: PlanTurn) -> Outcome:
    """It is done, says who sees to it or who leads the unit; a second tap takes it back."""
    place = place_of(turn)
    if place is None or turn.state.definition.items[place].duty is not None:
        return turn.refuse("workplan-by-record")
    it = turn.state.definition.items[place]
    if turn.person != it.owner and not is_desk(turn):
        return turn.refuse("sdk-not-allowed")
    now = changed(turn, place, done_at=None if it.done_at is not None else turn.now)
    return view.item_shown(now, place, "workplan.item_done")


def owner(turn: PlanTurn) -> Outcome:
    """Somebody else sees to it, and has it in their calendar."""
    outcome = set_field(turn)
    if isinstance(outcome, Rejected) or outcome.activity is None:
        return outcome
    raised = (Raise("seat", each) for each in concerned(turn.becomes(outcome.activity)))
    return replace(outcome, effects=(*outcome.effects, *raised))


def move(turn: PlanTurn) -> Outcome:
    """To another day, with the reason on the same line; it counts there from now on."""
    place = place_of(turn)
    if place is None:
        return turn.refuse("sdk-moved-on")
    it = turn.state.definition.items[place]
    if it.duty is not None and it.until is None and it.duty.period in ("month", "quarter"):
        return turn.refuse("workplan-by-rule")
    if not isinstance(turn.event, Said):
        asked = view.question(turn, text("workplan-ask", what="move", name=it.name))
        return turn.done("workplan.asked", effects=turn.panel(asked, prompt=f"move.{place}"))
    found = _DAY_AND_REASON.fullmatch(turn.typed())
    day = read_day(found[1], span_of(turn.state.definition)) if found else None
    if found is None or day is None:
        return turn.refuse("workplan-no-move")
    why = " ".join(found[2].split())[: LONGEST["why"]]
    before = it.moved_from or it.until or span_of(turn.state.definition).last
    now = changed(turn, place, until=day, moved_from=before, why=why)
    return view.item_shown(now, place, "workplan.item_moved")


def explain(turn: PlanTurn) -> Outcome:
    """Why it is left out (`leave`), or why it was not done (`why`)."""
    place, what = place_of(turn), turn.name.removeprefix("?")
    if place is None:
        return turn.refuse("sdk-moved-on")
    it = turn.state.definition.items[place]
    if what == "leave" and it.duty is not None and it.duty.strength == "must":
        return turn.refuse("workplan-must", name=it.duty.name)
    if not isinstance(turn.event, Said):
        asked = view.question(turn, text("workplan-ask", what=what, name=it.name))
        return turn.done("workplan.asked", effects=turn.panel(asked, prompt=f"{what}.{place}"))
    words = turn.one_line(LONGEST["why"])
    if isinstance(words, Rejected):
        return words
    left = it.left_out or what == "leave"
    now = changed(turn, place, why=words, left_out=left)
    return view.item_shown(now, place, "workplan.item_explained")


# -- the close


def ask_close(turn: PlanTurn) -> Outcome:
    """The summary as the record has it; the secretary's own words may follow."""
    said = lines(paper.summary(turn), text("workplan-ask-summary"))
    rows = grid(turn.activity, "workplan-button-close-yes", "sdk-button-keep")
    asked = Message(said, heading(turn.state), rows)
    return turn.done(
        "workplan.close_asked", state=turn.state, effects=turn.panel(asked, prompt="summary")
    )


def take_summary(turn: PlanTurn) -> Outcome:
    words = turn.words(LONGEST_SUMMARY)
    if isinstance(words, Rejected):
        return words
    return ask_close(turn.becomes(turn.state.advanced(summary=words)))


def close(turn: PlanTurn) -> Outcome:
    """It is over: the summary with its figures goes to those who lead the unit and to the unit
    above."""
    met, due = figures(stands(turn, whole=True))
    state = replace(turn.state, phase="closed").timed(closes_at=turn.now)
    now = turn.becomes(state.advanced(met=met, due=due))
    said = Message(paper.summary(now), heading(state), grid(now.activity, "workplan-button-look"),
                   (paper.document(now), paper.sheet(now)))  # fmt: skip
    readers = dict.fromkeys((*turn.organizers(), *committee(turn), *superiors(turn)))
    told = turn.tell(readers, "closed", said)
    room = Send(ToRoom(turn.unit), "closed", Message(paper.in_short(now), heading(state)))
    return turn.done("workplan.closed", state=now.state, finished=True,
                     effects=(*told, room, ClearTimer("month")))  # fmt: skip


def counts_as(activity: Activity[PlanState]) -> tuple[Counted, ...]:
    """A plan of a year is the report that the rules ask for in that year, once it has gone up, or
    runs where nobody is above; its close is the summary of that year."""
    state, plan = activity.state, activity.state.definition
    at = state.progress.sent_at or state.schedule.opens_at
    if plan.first is None or plan.last is None or at is None or state.phase == "cancelled":
        return ()
    if plan.last != later(plan.first, 12) - timedelta(days=1):
        return ()
    first, last = (datetime.combine(each, NOON) for each in (plan.first, plan.last))
    closed = state.schedule.closes_at if state.phase == "closed" else None
    summary = (Counted(SUMMARY, min(closed, last)),) if closed is not None else ()
    return (Counted(PLAN, max(at, first)), *summary)


# -- people


def names_person(state: PlanState, person: int) -> bool:
    """Whether the plan counts on the person: they see to an item that is still to be done."""
    items = state.definition.items
    return any(each.owner == person and each.done_at is None for each in items)


def member_left(turn: PlanTurn) -> Outcome:
    """Whoever makes the plan names others for what the person saw to."""
    gone, items = getattr(turn.event, "person", 0), turn.state.definition.items
    left = [at for at, each in enumerate(items) if each.owner == gone and each.done_at is None]
    freed = (replace(each, owner=0) if at in left else each for at, each in enumerate(items))
    state = turn.state.defined(items=tuple(freed))
    if state.phase in ("closed", "cancelled"):
        return turn.done("workplan.member_left")
    said = lines(text("workplan-owner-left", name=turn.roster.name(gone)),
                 *(view.numbered(items[at], at) for at in left))  # fmt: skip
    rows = grid(turn.activity, *(view.item_button(turn, at) for at in left[:5]))
    told = turn.tell(turn.organizers(), "left", Message(said, heading(state), rows))
    return turn.done("workplan.member_left", state=state, effects=told)


def by_post(state: PlanState, person: int) -> bool:
    return state.organizer == person or names_person(state, person)


def handed_over(turn: PlanTurn) -> Outcome:
    """What the person was still to see to is for who has their post now."""
    before, after = handover.parties(turn)
    items = tuple(
        replace(each, owner=after) if each.owner == before and each.done_at is None else each
        for each in turn.state.definition.items
    )
    return handover.passed_on(turn.becomes(turn.state.defined(items=items)))


def kept(state: PlanState, person: int) -> dict[str, object]:
    """What the plan keeps of the person: what they see to, and since when they have agreed."""
    items = [each.name for each in state.definition.items if each.owner == person]
    return {"items": items, "agreed": state.progress.agreed.get(person)}
