"""A plan is drafted from what the rules ask and from the last plan, and edited item by item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

from service.core.calendar import shown
from service.core.events import Said
from service.core.message import Message
from service.core.period_parsing import read_day, read_period
from service.core.queries import History
from service.core.rulebook.duties import Period
from service.core.rulebook.periods import Span, later
from service.core.rulebook.periods import span_of as period_of
from service.core.texts import text
from service.core.workflow import Context, Outcome, Rejected
from service.sdk.panels import choice, grid, in_rows, page_of
from service.sdk.state import Schedule, State
from service.sdk.turn import refused
from service.sdk.ways import way_to
from service.workflows.workplan import view
from service.workflows.workplan.model import (
    KIND,
    MOST,
    PERMISSION,
    Item,
    Plan,
    PlanState,
    PlanTurn,
    Way,
    changed,
    heading,
    place_of,
    span_of,
)
from service.workflows.workplan.model import (
    PLAN as PLAN_REPORT,
)
from service.workflows.workplan.progress import prescribed

LONGEST = {"title": 100, "measures": 300, "check": 100, "why": 200}
LOOKS_BACK = timedelta(days=800)  # for the last plan
LISTED = 20  # items on one page of buttons
NAMED = 10  # people with a button; others are typed
_FIELDS = re.compile(r"[；;|\t\n]+")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁沈"
    "任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔向"
)  # nine of ten people have one of these
_NAME = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}|[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){{1,2}}")
_MONTH_FIRST = re.compile(r"(\d{1,2}月(?:\d{1,2}[日号]|底|份)?)[ ：:，,]*(.+)")


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> PlanState | Rejected:
    """A new plan, by the command with its period behind it; as a report that the rules ask for
    (`kind`), of this year."""
    if context.actor is not None and not context.may(PERMISSION, unit):
        return refused("sdk-not-allowed")
    by = context.actor.id if context.actor is not None else None
    book = context.rules.book_of(context.roster, unit)
    edition = f"{book.id} {book.version} {book.date}".strip()
    today = shown(context.now, context.roster.unit_timezone(unit)).date()
    words = str(details.get("args", ""))
    span = read_period(words, today) if words else None
    if details.get("kind") == PLAN_REPORT:
        span = Span(date(today.year, 1, 1), date(today.year, 12, 31))
    plan = Plan(span.first, span.last) if span is not None else Plan()
    return State(
        "draft", plan, Way(unit=unit, edition=edition, begun_at=context.now), by, Schedule()
    )


def copy_definition(
    context: Context, unit: int, state: PlanState, details: Mapping[str, Any]
) -> PlanState | Rejected:
    """The items of the unit's own, without their times and people; what the rules ask for is put in
    once the period is known."""
    fresh = begin(context, unit, {})
    if isinstance(fresh, Rejected):
        return fresh
    kept = (each for each in state.definition.items if each.duty is None and not each.left_out)
    return fresh.defined(
        items=tuple(Item(each.title, measures=each.measures, check=each.check) for each in kept)
    )


def last_plans(turn: PlanTurn) -> History | None:
    """A requirement: the plans of the last years."""
    since = turn.state.progress.begun_at
    return History(KIND, turn.unit, since - LOOKS_BACK) if since is not None else None


# -- the period, and what is in the plan from the start


def started(turn: PlanTurn) -> Outcome:
    if turn.state.definition.first is None:
        return ask_period(turn)
    span = span_of(turn.state.definition)
    return view.shown(filled(turn, span), "workplan.drafted")


def ask_period(turn: PlanTurn) -> Outcome:
    today = shown(turn.now, turn.unit_timezone).date()
    spans = dict(_offered(today))
    rows = in_rows(
        [
            choice(turn.activity, "period", Plan(each.first, each.last).title, arg)
            for arg, each in spans.items()
        ],
        2,
    )
    out = "sdk-button-keep" if turn.state.definition.first else "sdk-button-drop"
    asked = Message(text("workplan-ask-period"), heading(turn.state),
                    (*rows, *grid(turn.activity, out)))  # fmt: skip
    return turn.done("workplan.asked", effects=turn.panel(asked, prompt="period"))


def _offered(today: date) -> Iterator[tuple[str, Span]]:
    """The periods that are offered ready, by their arguments: from October on of the next year."""
    year = today.year + (today.month >= 10)
    for each in dict.fromkeys((year, today.year + 1)):
        yield str(each), Span(date(each, 1, 1), date(each, 12, 31))
    lengths: tuple[Period, ...] = ("half_year", "quarter")
    for period in lengths:
        yield period, period_of(period, period_of(period, today).last + timedelta(days=1))


def take_period(turn: PlanTurn) -> Outcome:
    """Of which months it is (`period:2027`, or typed); from it the items follow."""
    today = shown(turn.now, turn.unit_timezone).date()
    if isinstance(turn.event, Said):
        span = read_period(turn.typed(), today)
    elif not turn.args():
        return ask_period(turn)
    else:
        span = dict(_offered(today)).get(turn.args()[0])
    if span is None or span.last < today:
        return turn.refuse("workplan-no-period")
    plan = turn.becomes(turn.state.defined(first=span.first, last=span.last))
    return view.shown(plan.becomes(filled(plan, span).state), "workplan.drafted")


def filled(turn: PlanTurn, span: Span) -> PlanTurn:
    """With an item for each duty, and the last plan's own items a year, or a period, later."""
    turn = turn.becomes(turn.state.defined(first=span.first, last=span.last))
    before = _last(turn, span)
    known = {each.duty.id: each for each in before.items if each.duty} if before else {}
    people = turn.roster.people
    fresh = []
    for duty in prescribed(turn):
        old = known.get(duty.id, Item())
        owner = old.owner if old.owner in people and people[old.owner].active else 0
        fresh.append(
            Item(
                duty=duty,
                measures=old.measures,
                owner=owner,
                check=old.check,
                by_itself=old.by_itself,
            )
        )
    own = [each for each in turn.state.definition.items if each.duty is None]
    if not own and before is not None:
        own = [_again(turn, each, before, span) for each in before.items
               if each.duty is None and not each.left_out and not each.added]  # fmt: skip
    else:
        own = [each if each.until is None or each.until in span else replace(each, until=None)
               for each in own]  # fmt: skip
    return turn.becomes(turn.state.defined(items=(*fresh, *own)[:MOST]))


def _last(turn: PlanTurn, span: Span) -> Plan | None:
    """The unit's last plan of the kind: of a year for a year, of months for months. Requires
    `last_plans`."""
    length, query = (span.last - span.first).days // 28, last_plans(turn)
    found = {
        each.activity: each.state
        for each in (turn.query(query) if query is not None else ())
        if each.activity != turn.id and each.state.progress.unit == turn.unit
        and each.state.phase in ("running", "closed") and each.state.definition.last < span.first
        and (each.state.definition.last - each.state.definition.first).days // 28 == length
    }  # fmt: skip
    last = max(found.values(), key=lambda state: state.definition.last, default=None)
    return last.definition if last is not None else None


def _again(turn: PlanTurn, item: Item, before: Plan, span: Span) -> Item:
    """An item of the last plan, as late in this period as it was to be in that."""
    people, until = turn.roster.people, item.moved_from or item.until
    owner = item.owner if item.owner in people and people[item.owner].active else 0
    if until is not None and before.first is not None:
        months = 12 * (span.first.year - before.first.year) + span.first.month - before.first.month
        ends = later(until.replace(day=1), 1).toordinal() - until.toordinal() == 1
        until = later(until, months)
        if ends:
            until = date.fromordinal(later(until.replace(day=1), 1).toordinal() - 1)
    there = until if until is not None and until in span else None
    return Item(item.title, None, there, item.measures, owner, item.check)


# -- one item


@dataclass(frozen=True, slots=True)
class Read:
    """A typed line as an item. `unknown`: what may be the name of somebody who is not there;
    `sure`: the line has more than a title, so that it is meant as an item."""

    item: Item
    unknown: str = ""
    sure: bool = False


def read_item(turn: PlanTurn, typed: str, meant: int | None = None) -> Read | None:
    """`6月 参观纪念馆；时间；责任人；措施；检查`: what a field is, is seen from what it says.
    `meant`: whom the unknown name means, 0: it is none. None: there are no words for it."""
    head, *rest = [each.strip() for each in _FIELDS.split(typed) if each.strip()] or [""]
    span, until, owner, unknown, words = span_of(turn.state.definition), None, 0, "", []
    if found := _MONTH_FIRST.fullmatch(head):
        until = read_day(found[1], span)
        head = found[2] if until is not None else head
    for each in rest:
        day, person = read_day(each, span), person_named(turn, each)
        if day is None and not person and not unknown and _like_a_name(turn, each):
            unknown, person = each, meant or 0
        if day is not None and until is None:
            until = day
        elif person and not owner:
            owner = person
        else:
            words.append(each)
    measures, check = [*words, "", ""][:2]
    if not 0 < len(head) <= LONGEST["title"] or len(measures) > LONGEST["measures"]:
        return None
    item = Item(head, None, until, measures, owner, "；".join([check, *words[2:]]).strip("；"))
    prompt = unknown if meant is None and not owner else ""
    return Read(item, prompt, until is not None or bool(rest))


def _like_a_name(turn: PlanTurn, typed: str) -> bool:
    """Whether somebody may be meant: it is as short as a name, or close to one of the unit's."""
    return bool(_NAME.fullmatch(typed)) or bool(_close(turn, typed))


def _close(turn: PlanTurn, typed: str) -> list[int]:
    """The members of the unit whose names are like it, the closest first."""
    people = {each.name: each.id for each in turn.roster.here(turn.unit)}
    return [people[each] for each in get_close_matches(typed, people, n=3, cutoff=0.5)]


def person_named(turn: PlanTurn, typed: str) -> int:
    """The member of the unit whose name this is; 0: nobody's, or several people's."""
    people = turn.roster.here(turn.unit)
    found = [each for each in people if typed in (each.name, turn.roster.name(each.id))]
    return found[0].id if len(found) == 1 else 0


def add(turn: PlanTurn) -> Outcome:
    """One more item, typed on one line. Words that nobody asked for (`?add.on`) must look like one,
    and whom an unknown name means is asked."""
    if not isinstance(turn.event, Said):
        asked = view.question(turn, text("workplan-ask-add"))
        return turn.done("workplan.asked", effects=turn.panel(asked, prompt="add"))
    if turn.state.definition.first is None:
        return take_period(turn)
    read = read_item(turn, turn.event.text)
    if read is not None and (read.unknown or (turn.args() and not read.sure)):
        return _ask_meant(turn, turn.event.text, read)
    return _added(turn, read)


def _ask_meant(turn: PlanTurn, typed: str, read: Read) -> Outcome:
    name = read.unknown or read.item.title
    said = text("workplan-ask-meant", what="owner" if read.unknown else "item", name=name)
    close = _close(turn, name) if read.unknown else ()
    people = in_rows([choice(turn.activity, "meant", turn.roster.name(each), each)
                      for each in close], 2)  # fmt: skip
    as_said = text("workplan-meant", what="owner" if read.unknown else "item", name=name)
    kept = choice(turn.activity, "meant", as_said, 0)
    asked = turn.panel(view.question(turn, said, *people, kept), prompt=view.ADDS)
    state = turn.state.advanced(pending=typed)
    return turn.done("workplan.meant_asked", state=state, effects=asked)


def meant(turn: PlanTurn) -> Outcome:
    """The line that was asked about is an item (`meant:person`; 0: as it was typed)."""
    person, here = next(iter(turn.ints()), 0), turn.roster.here(turn.unit)
    typed = turn.state.progress.pending
    if not typed or (person and person not in [each.id for each in here]):
        return turn.refuse("sdk-moved-on")
    return _added(turn.becomes(turn.state.advanced(pending="")), read_item(turn, typed, person))


def _added(turn: PlanTurn, read: Read | None) -> Outcome:
    plan = turn.state.definition
    if read is None:
        return turn.refuse("sdk-bad-text", most=LONGEST["title"])
    if len(plan.items) >= MOST:
        return turn.refuse("workplan-enough", most=MOST)
    item = replace(read.item, added=turn.state.phase == "running")
    now = turn.becomes(turn.state.defined(items=(*plan.items, item)))
    return view.item_shown(now, len(plan.items), "workplan.item_added")


def by_itself(turn: PlanTurn) -> Outcome:
    """What the rules ask for shall begin by itself, or no more."""
    place = place_of(turn)
    it = turn.state.definition.items[place] if place is not None else Item()
    if place is None or it.duty is None or not way_to(turn.context, turn.unit, it.duty):
        return turn.refuse("workplan-no-way")
    now = changed(turn, place, by_itself=not it.by_itself)
    return view.item_shown(now, place, "workplan.item_changed")


def items(turn: PlanTurn) -> Outcome:
    """A button for each item (`items:page`)."""
    listed = [*enumerate(turn.state.definition.items)]
    page = page_of(listed, sum(turn.ints()[:1]), LISTED)
    rows = in_rows([view.item_button(turn, at) for at, _ in page.items], 2)
    arrows = page.arrows(turn.activity, "items")
    shown_ = view.question(turn, text("workplan-which"), *rows, *arrows)
    return turn.done("workplan.items_shown", effects=turn.panel(shown_))


def item(turn: PlanTurn) -> Outcome:
    place = place_of(turn)
    if place is None:
        return turn.refuse("sdk-moved-on")
    return view.item_shown(turn, place, "workplan.item_shown")


def set_field(turn: PlanTurn) -> Outcome:
    """A value of the item: asked for (`measures:3`), typed (`?measures.3`), or an owner tapped
    (`owner:3.person`)."""
    place, field = place_of(turn), turn.name.removeprefix("?")
    if place is None:
        return turn.refuse("sdk-moved-on")
    tapped = turn.ints()[1:2] if field == "owner" else ()
    if not isinstance(turn.event, Said) and not tapped:
        return _asked(turn, field, place)
    value = _value(turn, field, place, tapped)
    if isinstance(value, Rejected):
        return value
    return view.item_shown(changed(turn, place, **{field: value}), place, "workplan.item_changed")


def _asked(turn: PlanTurn, field: str, place: int) -> Outcome:
    it = turn.state.definition.items[place]
    people: tuple[Any, ...] = ()
    if field == "owner":
        leads = turn.context.rules.in_committee
        here = sorted(turn.roster.here(turn.unit), key=lambda each: not leads(each))[:NAMED]
        people = in_rows([choice(turn.activity, "owner", turn.roster.name(each.id), place, each.id)
                          for each in here], 2)  # fmt: skip
    said = text("workplan-ask", what=field, name=it.name)
    asked = view.question(turn, said, *people)
    return turn.done("workplan.asked", effects=turn.panel(asked, prompt=f"{field}.{place}"))


def _value(turn: PlanTurn, field: str, place: int, tapped: tuple[int, ...]) -> Any:
    """What was typed or tapped, as the item has it."""
    span, it = span_of(turn.state.definition), turn.state.definition.items[place]
    if field == "until":
        if it.duty is not None and it.duty.period not in ("year", "half_year", "term"):
            return turn.refuse("workplan-by-rule")
        day = read_day(turn.typed(), span)
        return day if day is not None else turn.refuse("workplan-no-day")
    if field == "owner":
        here = {each.id for each in turn.roster.here(turn.unit)}
        person = tapped[0] if tapped else person_named(turn, turn.typed())
        return person if person in here else turn.refuse("workplan-no-owner")
    if field == "title" and it.duty is not None:
        return turn.refuse("workplan-by-rule")
    return turn.one_line(LONGEST[field])


def remove(turn: PlanTurn) -> Outcome:
    """It is taken out of the draft; what the rules say must be stays."""
    place, plan = place_of(turn), turn.state.definition
    if place is None:
        return turn.refuse("sdk-moved-on")
    duty = plan.items[place].duty
    if duty is not None and duty.strength == "must":
        return turn.refuse("workplan-must", name=duty.name)
    left = plan.items[:place] + plan.items[place + 1 :]
    now = turn.becomes(turn.state.defined(items=left))
    return view.shown(now, "workplan.item_removed", text("workplan-removed"))


def drop(turn: PlanTurn) -> Outcome:
    gone = turn.becomes(replace(turn.state, phase="cancelled"))
    told = turn.panel(Message(text("sdk-dropped"), heading(turn.state)))
    return turn.done("workplan.dropped", state=gone.state, effects=told, finished=True)
