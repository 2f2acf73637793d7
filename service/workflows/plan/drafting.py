"""A plan is made and changed in the chat: what, when, its name, how it begins, who leads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.core.calendar import WEEKDAYS
from service.core.effects import Effect
from service.core.message import Message
from service.core.queries import Template, Templates
from service.core.recurrence_parsing import (
    PERIODS,
    exists,
    lacking,
    read_part,
    read_rule,
    rule_from,
)
from service.core.workflow import Outcome, Rejected
from service.sdk import fields
from service.sdk.fields import Field, Problem
from service.sdk.turn import Turn
from service.workflows.plan import view
from service.workflows.plan.leading import candidates, offered, plannable
from service.workflows.plan.model import AHEAD, LONGEST_TITLE, MOST_AHEAD, How, PlanTurn

TITLE = fields.Text("name", longest=LONGEST_TITLE)
DAYS_AHEAD = fields.Number("ahead", values=(0, 1, 2, 3, 5, 7, 14), most=MOST_AHEAD)
ON_HOLIDAY = fields.OneOf("holiday", values=("keep", "next_workday", "previous_workday", "skip"))


def templates(turn: Turn[Any, Any]) -> Templates | None:
    """A requirement: the templates that who acts may use."""
    return Templates(turn.person) if turn.person else None


# -- what is asked next


def question(turn: PlanTurn) -> tuple[Message, str] | None:
    """What lacks, and the prompt that typed words answer; None: the plan is complete."""
    plan = turn.state
    if not plan.kind:
        return view.ask_kind(turn, tuple(offered(turn.context, turn.unit))), ""
    name = lacking(plan.when) if plan.when or plan.rule is None else None
    if name is not None:
        return view.ask_rule(turn, name), "rule"
    if not plan.title:
        return view.ask_name(turn), "name"
    if not plan.how:
        return view.ask_how(turn, _has_fields(turn), kept(turn)), ""
    field = missing(turn)
    if field is not None:
        return view.ask_detail(turn, field), f"detail.{field.name}"
    return None


def kept(turn: PlanTurn) -> tuple[Template, ...]:
    """The templates that it could begin from."""
    path = tuple(turn.roster.path(turn.unit))
    if not turn.person:
        return ()
    return tuple(
        each
        for each in turn.query(Templates(turn.person))
        if each.kind == turn.state.kind and each.unit in path
    )


def asked(turn: PlanTurn) -> tuple[Field[Any], ...]:
    """The details that are asked for; beside a template, only how long it lasts."""
    plan = turn.state
    if plan.how == "draft" and not plan.filling:
        return ()
    known: tuple[Field[Any], ...] = plannable(turn.context, plan).fields
    return tuple(each for each in known if not plan.template or each.name == "minutes")


def missing(turn: PlanTurn) -> Field[Any] | None:
    """The first detail that nobody has answered yet."""
    return next((each for each in asked(turn) if each.name not in turn.state.details), None)


def _has_fields(turn: PlanTurn) -> bool:
    return bool(plannable(turn.context, turn.state).fields)


# -- the values


def choose_kind(turn: PlanTurn) -> PlanTurn | Rejected:
    """What it begins (`kind:quiz.quiz`)."""
    kind, command = (*turn.args(), "", "")[:2]
    if (kind, command) not in offered(turn.context, turn.unit):
        return turn.refuse("sdk-moved-on")
    plan = replace(turn.state, kind=kind, command=command)
    turn = turn.becomes(plan)
    if not _has_fields(turn) and not kept(turn):
        return turn.becomes(replace(plan, how="draft", ahead=AHEAD))
    return turn


def choose_period(turn: PlanTurn) -> PlanTurn | Rejected:
    """How often (`every:nth`), from which its values are asked for; alone it is asked anew."""
    name = "".join(turn.args()[:1])
    if name and name not in PERIODS:
        return turn.refuse("sdk-moved-on")
    when = dict(PERIODS[name]) if name else {"every": None}
    return turn.becomes(replace(turn.state, when=when))


def take_rule(turn: PlanTurn) -> PlanTurn | Rejected:
    """A rule in words, or the value of it that was asked for, typed or tapped (`part:day.15`)."""
    plan = turn.state
    name = lacking(plan.when) or "every"
    if turn.name == "part":
        named, value = (*turn.args(), "", "")[:2]
        if named != name:
            return turn.refuse("sdk-moved-on")
        if not (read := _tapped(name, value)):
            return turn.refuse("sdk-moved-on")
        return _ruled(turn, {**plan.when, name: read})
    whole = read_rule(turn.typed())
    if whole is not None:
        return _ruled(turn, whole)
    part = read_part(turn.typed(), name) if name != "every" else None
    if part is None:
        return turn.refuse("plan-no-time" if name == "at" else "plan-no-rule")
    return _ruled(turn, {**plan.when, name: part})


def _tapped(name: str, value: str) -> Any:
    if name == "weekday":
        return value if value in WEEKDAYS else None
    if name == "at":
        return read_part(f"{value[:2]}:{value[2:]}", "at")
    if name == "nth" and value == "last":
        return -1
    return read_part(value, name)


def _ruled(turn: PlanTurn, when: Mapping[str, Any]) -> PlanTurn | Rejected:
    """With these values; the rule itself once they are complete."""
    plan = replace(turn.state, when=dict(when))
    if when.get("every") == "year" and when.get("day") and not exists(when["month"], when["day"]):
        return turn.refuse("plan-no-such-day")
    if lacking(when) is not None:
        return turn.becomes(plan)
    zone = plan.rule.timezone if plan.rule is not None else turn.unit_timezone
    on_holiday = plan.rule.on_holiday if plan.rule is not None else "keep"
    try:
        rule = rule_from(when, zone, turn.now, on_holiday)
    except ValueError:
        return turn.refuse("plan-no-rule")
    return turn.becomes(replace(plan, rule=rule, when={}))


def take_name(turn: PlanTurn) -> PlanTurn | Rejected:
    name = TITLE.read_typed(turn)
    if isinstance(name, Problem):
        return turn.refuse(name.key, **name.args)
    return turn.becomes(replace(turn.state, title=name))


def choose_how(turn: PlanTurn) -> PlanTurn | Rejected:
    """By its details, as a draft, or from a template (`how:template.5`)."""
    how, number = (*turn.args(), "", "")[:2]
    plan = turn.state
    if how == "draft" and not number:
        ahead = plan.ahead or AHEAD
        plan = replace(plan, how="draft", details={}, template="", ahead=ahead, filling=False)
        return turn.becomes(plan)
    if how == "details" and _has_fields(turn):
        meanwhile: How = "details" if plan.phase == "draft" else "draft"
        plan = replace(plan, how=meanwhile, details={}, template="", filling=True)
        return turn.becomes(plan)
    template = next((each for each in kept(turn) if str(each.id) == number), None)
    if how != "template" or template is None:
        return turn.refuse("sdk-moved-on")
    plan = replace(plan, template=template.name, details={}, filling=False)
    if _has_fields(turn):
        return turn.becomes(replace(plan, how="details", ahead=0))
    return turn.becomes(replace(plan, how="draft", ahead=plan.ahead or AHEAD))


def take_detail(turn: PlanTurn) -> PlanTurn | Rejected:
    """A detail that was typed (`?detail.bank`) or tapped (`detail:bank.3`)."""
    name, arg = (*turn.args(), "", "")[:2]
    known = {each.name: each for each in asked(turn)}
    if name not in known:
        return turn.refuse("sdk-moved-on")
    field = known[name]
    if turn.name.startswith("?"):
        value = field.read_typed(turn)
    else:
        found = next((each for each in field.presets(turn) if each.arg == arg), None)
        value = found.value if found is not None else Problem("sdk-moved-on")
    if isinstance(value, Problem):
        return turn.refuse(value.key, **value.args)
    plan = replace(turn.state, details={**turn.state.details, name: value})
    turn = turn.becomes(plan)
    if plan.filling and missing(turn) is None:
        return turn.becomes(replace(plan, how="details", ahead=0, filling=False))
    return turn


def choose_ahead(turn: PlanTurn) -> PlanTurn | Rejected:
    """How many days before the date its draft comes (`ahead:3`, or typed)."""
    typed = turn.name.startswith("?")
    days = DAYS_AHEAD.read_typed(turn) if typed else DAYS_AHEAD.read_tapped(turn)
    if isinstance(days, Problem):
        return turn.refuse(days.key, **days.args)
    return turn.becomes(replace(turn.state, ahead=days))


def choose_leader(turn: PlanTurn) -> PlanTurn | Rejected:
    person = sum(turn.ints()[:1])
    if person not in [each.id for each in candidates(turn)]:
        return turn.refuse("sdk-moved-on")
    return turn.becomes(replace(turn.state, by=person))


def switch_holiday(turn: PlanTurn) -> PlanTurn | Rejected:
    rule = turn.state.rule
    if rule is None:
        return turn.refuse("sdk-moved-on")
    other = replace(rule, on_holiday=ON_HOLIDAY.after(rule.on_holiday))
    return turn.becomes(replace(turn.state, rule=other))


# -- what can be asked again


def ask_again(turn: PlanTurn) -> tuple[Message, str] | None:
    """The question behind a button without a value; None: there is a value."""
    args = turn.args()
    if turn.name == "detail" and len(args) == 1:
        field = next((each for each in asked(turn) if each.name == args[0]), None)
        return (view.ask_detail(turn, field), f"detail.{field.name}") if field else None
    if turn.name == "name":
        return view.ask_name(turn), "name"
    if args:
        return None
    match turn.name:
        case "how":
            return view.ask_how(turn, _has_fields(turn), kept(turn)), ""
        case "ahead":
            return view.ask_ahead(turn, DAYS_AHEAD.values), "ahead"
        case "leader":
            return view.ask_leader(turn, candidates(turn)), ""
        case _:
            return None


OF_RULE = ("every", "part", "?rule")
VALUES = {
    "kind": choose_kind,
    "every": choose_period,
    "part": take_rule,
    "?rule": take_rule,
    "?name": take_name,
    "how": choose_how,
    "detail": take_detail,
    "?detail": take_detail,
    "ahead": choose_ahead,
    "?ahead": choose_ahead,
    "leader": choose_leader,
    "holiday": switch_holiday,
}


def shown(turn: PlanTurn, action: str, *effects: Effect) -> Outcome:
    """The draft: what lacks, or the whole before it is confirmed."""
    message, prompt = question(turn) or (view.preview(turn, asked(turn)), "")
    panel = turn.panel(message, prompt=prompt)
    return turn.done(action, state=turn.state, effects=(*effects, *panel))


def put_question(turn: PlanTurn, found: tuple[Message, str]) -> Outcome:
    message, prompt = found
    return turn.done("plan.asked", effects=turn.panel(message, prompt=prompt))
