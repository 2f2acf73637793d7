"""What a plan says: its card, what has just happened to it, and its two questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from service.core.calendar import Occurrence, Recurrence, local, shown
from service.core.message import Message
from service.core.texts import Arg, Moment, Text, Words, lines, text
from service.sdk.cards import styled
from service.sdk.panels import Rows, choice, moment
from service.workflows.plan.model import Plan, PlanTurn


def card(turn: PlanTurn, *happened: Words) -> Message:
    """The plan as it stands, below what has just happened, with what can be done."""
    plan = turn.state
    body = lines(*happened, rule_words(plan.rule), *_standing(plan))
    return Message(body, title=plan.title, choices=_choices(turn))


def _standing(plan: Plan) -> tuple[Words, ...]:
    if plan.phase == "paused":
        return (text("plan-is-paused"),)
    if plan.next_at is None:
        return (text("plan-no-more"),)
    said: tuple[Words, ...] = (text("plan-next", when=Moment(plan.next_at)),)
    if plan.next_planned and plan.next_planned != shown(plan.next_at, plan.rule.timezone).date():
        said += (text("plan-shifted", day=_day(plan.rule, plan.next_planned)),)
    if not plan.certain:
        said += (text("plan-uncertain"),)
    return said


def _day(rule: Recurrence, day: date) -> Moment:
    return Moment(local(datetime.combine(day, rule.at), rule.timezone), "day")


def happened(due: Occurrence | None, missed: Sequence[Occurrence]) -> tuple[Words, ...]:
    """What was left out, what was started, or that holidays have moved the date."""
    said: tuple[Words, ...] = ()
    if missed:
        last = Moment(missed[-1].at)
        said += (text("plan-missed", n=len(missed), last=last),)
    if due:
        said += (text("plan-started", when=Moment(due.at)),)
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
    stop = styled(choice(turn.activity, "stop", text("plan-do-stop")), "danger")
    if turn.state.phase == "running":
        skip = choice(turn.activity, "skip", text("plan-do-skip"))
        return ((skip, choice(turn.activity, "pause", text("plan-do-pause"))), (stop,))
    if turn.state.phase == "paused":
        resume = choice(turn.activity, "resume", text("plan-do-resume"))
        return ((styled(resume, "primary"),), (stop,))
    return ()


_RULES = {
    "week": "plan-every-week",
    "month": "plan-every-month",
    "nth": "plan-every-month-nth",
    "year": "plan-every-year",
}


def rule_words(rule: Recurrence) -> Text:
    """The rule as a sentence: every month on the first Friday at 19:30."""
    args: dict[str, Arg] = {
        "at": f"{rule.at:%H:%M}",
        "zone": rule.timezone,
        "holiday": text("plan-holiday", rule=rule.on_holiday),
    }
    if rule.weekday:
        args["weekday"] = text("plan-weekday", day=rule.weekday)
    for name in ("nth", "day", "month"):
        number: int | None = getattr(rule, name)
        if number is not None:
            args[name] = number
    return Text(_RULES["nth" if rule.nth is not None else rule.every], args)
