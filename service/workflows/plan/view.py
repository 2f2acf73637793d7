"""What a plan says: its card, what has just happened to it, what it asks, and the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from service.core.calendar import WEEKDAYS, Occurrence, Recurrence, local, shown
from service.core.choices import HOME, ChoiceId
from service.core.message import Choice, Message
from service.core.people import Person
from service.core.queries import Template
from service.core.recurrence_parsing import PERIODS
from service.core.texts import Moment, Words, lines, text
from service.sdk.cards import styled
from service.sdk.fields import Field
from service.sdk.panels import Rows, choice, in_rows, keep_button, moment, page_of, paragraphs
from service.sdk.recurrences import rule_words
from service.workflows.plan.leading import candidates, leaders, plannable
from service.workflows.plan.model import Plan, PlanTurn

LISTED = 10  # on one page
SHOWN_DATES = 3
MOST_NAMED = 20  # people to choose from
_QUARTER = ("1", "2", "3")  # the month of a quarter
_OFFERED = {
    "weekday": WEEKDAYS,
    "nth": ("1", "2", "3", "4", "last"),
    "day": ("1", "5", "10", "15", "20", "25", "28", "31"),
    "month": tuple(str(each) for each in range(1, 13)),
    "at": ("0900", "1400", "1500", "1900", "1930", "2000"),
}
_WIDTH = {"at": 3, "nth": 3}


def card(turn: PlanTurn, *happened: Words, manage: bool = True) -> Message:
    """The plan as it stands, below what has just happened, with what can be done by whoever may
    `manage` it."""
    plan = turn.state
    kept = text("plan-of-settings") if plan.origin == "settings" and plan.phase != "over" else None
    body = lines(*happened, *_what(turn), *_standing(plan), kept)
    return Message(body, title=plan.title, choices=_choices(turn) if manage else ())


def _what(turn: PlanTurn) -> tuple[Words, ...]:
    """What it begins, by which rule, how, and who leads it."""
    plan = turn.state
    rule = (rule_words(plan.rule, turn.unit_timezone),) if plan.rule is not None else ()
    if plan.origin == "settings":
        return rule
    return (text("plan-what", what=_begun(plan)), *rule, *_how(turn), *_led(turn))


def _begun(plan: Plan) -> Words:
    """What it begins, as the list of commands has it."""
    return text(f"about-{plan.command or plan.kind}")


def _how(turn: PlanTurn) -> tuple[Words, ...]:
    plan = turn.state
    if plan.how == "draft":
        key = "plan-by-draft" if plan.ahead else "plan-by-draft-then"
        said: tuple[Words, ...] = (text(key, n=plan.ahead),)
    else:
        said = (text("plan-by-itself"),)
    if plan.template:
        said += (text("plan-from-template", name=plan.template),)
    known = plannable(turn.context, plan).fields
    return (*said, *(detail_line(plan, each) for each in known if each.name in plan.details))


def detail_line(plan: Plan, field: Field[Any]) -> Words:
    """A detail with its value."""
    value = field.shown(plan.details[field.name])
    return text(f"{plan.kind}-field-plan-{field.key}", value=value)


def _led(turn: PlanTurn) -> tuple[Words, ...]:
    names = [turn.roster.people[each].name for each in leaders(turn)]
    return (text("plan-led-by", names="、".join(names)),) if names else ()


def _standing(plan: Plan) -> tuple[Words, ...]:
    if plan.phase == "paused":
        return (text("plan-is-paused"),)
    if plan.next_at is None:
        return (text("plan-no-more"),)
    said: tuple[Words, ...] = (text("plan-next", when=Moment(plan.next_at)),)
    rule = plan.rule
    if rule is None:
        return said
    if plan.next_planned and plan.next_planned != shown(plan.next_at, rule.timezone).date():
        said += (text("plan-shifted", day=_day(rule, plan.next_planned)),)
    if not plan.certain:
        said += (text("plan-uncertain"),)
    return said


def _day(rule: Recurrence, day: date) -> Moment:
    return Moment(local(datetime.combine(day, rule.at), rule.timezone), "day")


def happened(due: Occurrence | None, missed: Sequence[Occurrence], how: str) -> tuple[Words, ...]:
    """What was left out, what was started, or that holidays have moved the date."""
    said: tuple[Words, ...] = ()
    if missed:
        last = Moment(missed[-1].at)
        said += (text("plan-missed", n=len(missed), last=last),)
    if due:
        key = "plan-prepared" if how == "draft" else "plan-started"
        said += (text(key, when=Moment(due.at)),)
        if not due.certain:
            said += (text("plan-started-uncertain"),)
    return said or (text("plan-moved"),)


def ask_skip(turn: PlanTurn) -> Message:
    plan = turn.state
    question = text("plan-ask-skip", title=plan.title, when=moment(plan.next_at))
    return _question(turn, question, "skipnow", text("plan-do-skip-now"))


def ask_stop(turn: PlanTurn) -> Message:
    question = text("plan-ask-stop", title=turn.state.title)
    return _question(turn, question, "stopnow", text("plan-do-stop-now"))


def _question(turn: PlanTurn, question: Words, verb: str, label: Words) -> Message:
    """The buttons name the plan's revision, so that an old one is known."""
    yes = choice(turn.activity, verb, label, turn.state.step)
    no = choice(turn.activity, "keep", text("plan-do-keep"), turn.state.step)
    return Message(question, choices=((yes, no),))


def _choices(turn: PlanTurn) -> Rows:
    """What is dangerous comes last, as on every card; a plan can't be made a template."""
    plan, activity = turn.state, turn.activity
    stop = styled(choice(activity, "stop", text("plan-do-stop")), "danger")
    in_chat = plan.origin == "chat"
    change = (choice(activity, "change", text("plan-do-change")),) if in_chat else ()
    if plan.phase == "running":
        skip = choice(activity, "skip", text("plan-do-skip"))
        return (
            (skip, choice(activity, "pause", text("plan-do-pause"))),
            *(change and (change,)),
            (stop,),
        )
    if plan.phase == "paused":
        resume = styled(choice(activity, "resume", text("plan-do-resume")), "primary")
        return ((resume,), *(change and (change,)), (stop,))
    return ()


# -- made and changed in the chat


def change(turn: PlanTurn, fields: Sequence[Field[Any]]) -> Message:
    """What of it can be changed."""
    body = lines(text("plan-change"), *_what(turn))
    rows = (*_values(turn, fields), (keep_button(turn.activity),))
    return Message(body, title=turn.state.title, choices=rows)


def preview(turn: PlanTurn, fields: Sequence[Field[Any]]) -> Message:
    """The whole before it is confirmed, with its next dates."""
    plan = turn.state
    dates = _dates(turn)
    late = plan.how == "draft" and bool(dates) and plan.begins(dates[0]) <= turn.now
    body = paragraphs(
        lines(*_what(turn)),
        lines(
            text("plan-next-dates", n=len(dates)),
            *(text("plan-date", at=Moment(each)) for each in dates),
            text("plan-short-months") if plan.rule and (plan.rule.day or 0) > 28 else None,
            text("plan-draft-at-once") if late else None,
        ),
    )
    confirm = choice(turn.activity, "confirm", text("plan-do-confirm"))
    drop = choice(turn.activity, "drop", text("plan-do-drop"))
    return Message(body, plan.title, ((confirm,), *_values(turn, fields), (drop,)))


def _dates(turn: PlanTurn) -> list[datetime]:
    """Its next three dates."""
    found: list[datetime] = []
    at = turn.now
    while len(found) < SHOWN_DATES:
        coming = turn.state.following(at, turn.context.holidays)
        if coming is None:
            break
        at = coming.at
        found.append(at)
    return found


def _values(turn: PlanTurn, fields: Sequence[Field[Any]]) -> Rows:
    """A button for each value, two in a row; an option shows what is set."""
    plan, activity = turn.state, turn.activity
    buttons = [
        choice(activity, "every", text("plan-do-every")),
        choice(activity, "name", text("plan-do-name")),
        choice(activity, "how", text("plan-do-how")),
    ]
    buttons += [
        choice(activity, "detail", detail_line(plan, each), each.name)
        for each in fields
        if each.name in plan.details
    ]
    if plan.how == "draft":
        buttons.append(choice(activity, "ahead", text("plan-do-ahead")))
    if len(candidates(turn)) > 1:
        buttons.append(choice(activity, "leader", text("plan-do-leader")))
    holiday = plan.rule.on_holiday if plan.rule is not None else "keep"
    buttons.append(choice(activity, "holiday", text("plan-do-holiday", rule=holiday)))
    return in_rows(buttons, 2)


def _asked(turn: PlanTurn, asked: Words, *choices: Choice, width: int = 1) -> Message:
    """A question of the draft, or of a change, with the way out."""
    plan = turn.state
    known = plan.rule is not None and plan.title and plan.how and not plan.filling
    drop = choice(turn.activity, "drop", text("plan-do-drop"))
    out = drop if plan.phase == "draft" and not known else keep_button(turn.activity)
    title = plan.title or text("plan-new")
    return Message(asked, title, (*in_rows(choices, width), (out,)))


def ask_kind(turn: PlanTurn, offered: Sequence[tuple[str, str]]) -> Message:
    buttons = (
        choice(turn.activity, "kind", text(f"about-{command}"), kind, command)
        for kind, command in offered
    )
    return _asked(turn, text("plan-ask-kind"), *buttons)


def ask_rule(turn: PlanTurn, name: str) -> Message:
    """How often, or a value that a rule of this kind needs."""
    if name == "every":
        buttons = [
            choice(turn.activity, "every", text("plan-period", period=each), each)
            for each in PERIODS
        ]
        return _asked(turn, text("plan-ask-every"), *buttons, width=2)
    interval = turn.state.when.get("interval", 1)
    key = "plan-ask-month-of" if name == "month" and interval > 1 else f"plan-ask-{name}"
    offered = _QUARTER if key == "plan-ask-month-of" else _OFFERED[name]
    labels = {each: _value_words(name, each, interval) for each in offered}
    parts = [choice(turn.activity, "part", labels[each], name, each) for each in offered]
    return _asked(turn, text(key), *parts, width=_WIDTH.get(name, 4))


def _value_words(name: str, value: str, interval: int) -> Words:
    match name:
        case "weekday":
            return text("sdk-weekday", day=value)
        case "nth":
            return text("plan-nth", n=-1 if value == "last" else int(value))
        case "month" if interval == 1:
            return text("plan-month", month=int(value))
        case "month":
            return text("plan-month-of", n=int(value))
        case "day":
            return text("plan-day", day=int(value))
        case _:
            return f"{value[:2]}:{value[2:]}"


def ask_name(turn: PlanTurn) -> Message:
    return _asked(turn, text("plan-ask-name"))


def ask_how(turn: PlanTurn, has_fields: bool, kept: Sequence[Template]) -> Message:
    """Whether it begins by itself, from a template, or as a draft."""
    activity = turn.activity
    buttons = [choice(activity, "how", text("plan-how-details"), "details")] if has_fields else []
    buttons += [
        choice(activity, "how", text("plan-how-template", name=each.name), "template", each.id)
        for each in kept
    ]
    buttons.append(choice(activity, "how", text("plan-how-draft"), "draft"))
    return _asked(turn, text("plan-ask-how"), *buttons)


def ask_detail(turn: PlanTurn, field: Field[Any]) -> Message:
    buttons = (
        choice(turn.activity, "detail", each.label, field.name, each.arg)
        for each in field.presets(turn)
    )
    return _asked(turn, text(f"{turn.state.kind}-ask-plan-{field.key}"), *buttons)


def ask_ahead(turn: PlanTurn, days: Sequence[int]) -> Message:
    buttons = (choice(turn.activity, "ahead", text("plan-days-ahead", n=n), n) for n in days)
    return _asked(turn, text("plan-ask-ahead"), *buttons, width=2)


def ask_leader(turn: PlanTurn, people: Sequence[Person]) -> Message:
    buttons = (choice(turn.activity, "leader", each.name, each.id) for each in people[:MOST_NAMED])
    return _asked(turn, text("plan-ask-leader"), *buttons)


# -- the list


def listed(turn: PlanTurn, plans: Sequence[tuple[int, int, Plan]], page: int) -> Message:
    """The plans that there are, each with the button that opens it."""
    shown_ = page_of(plans, page, LISTED)
    said = [_line(turn, unit, plan) for _number, unit, plan in shown_.items]
    opened = tuple(
        (Choice(ChoiceId(number, "show").encode(), text("plan-running", title=plan.title)),)
        for number, _unit, plan in shown_.items
    )
    new = Choice(ChoiceId(HOME, "new", ("plan",)).encode(), text("plan-menu"))
    body = paragraphs(text("plan-list" if plans else "plan-list-empty"), *said)
    rows = (*opened, *shown_.arrows(turn.activity, "show"), (new,))
    return Message(body, choices=rows)


def _line(turn: PlanTurn, unit: int, plan: Plan) -> Words:
    at = replace(turn, activity=replace(turn.activity, unit=unit, state=plan))
    name = text("plan-running", title=plan.title)
    there = turn.roster.units[unit].name if unit != turn.unit else None
    rule = rule_words(plan.rule, at.unit_timezone) if plan.rule is not None else None
    head = lines(name, _begun(plan), there, sep=" · ")
    return lines(head, rule, *_standing(plan)[:1], *_led(at))
