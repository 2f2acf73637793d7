"""What happens to a plan, and its machine: `MACHINE.table()` shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.access import may
from service.core.calendar import Holidays, Occurrence
from service.core.effects import ClearTimer, Edit, Effect, Send, SetTimer, Start, ToPerson
from service.core.message import Message
from service.core.queries import OfKind
from service.core.texts import Moment, Words, text
from service.core.workflow import Context, Decision, Outcome, Rejected
from service.questions.queries import banks
from service.sdk.panels import choice
from service.sdk.transitions import (
    BY_SYSTEM,
    IDEMPOTENT,
    ORGANIZER,
    READ_ONLY,
    REVERSIBLE,
    SYSTEM,
    Refusals,
    machine,
    on,
)
from service.sdk.turn import Policy
from service.sdk.undo import Restore
from service.workflows.plan import drafting, view
from service.workflows.plan.leading import handed_over, leaders, plannable
from service.workflows.plan.model import Plan, PlanTurn, blank, define

PERMISSION = "plan.manage"
LIST = "plans"  # the command that lists them
CHECK_AHEAD = timedelta(days=14)  # from here on the date is looked at again every day
CHECK_EVERY = timedelta(days=1)


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> Plan | Rejected:
    """A new plan for the unit: a draft, or the list of those there are, from a command; from the
    settings by its definition (`model.define`), on the unit's own clock."""
    command = details.get("command")
    if (context.actor or command) and not context.may(PERMISSION, unit):
        return Rejected("plan.forbidden", text("plan-forbidden"))
    if command is not None:
        by = context.actor.id if context.actor is not None else None
        return blank("list" if command == LIST else "draft", by)
    home = context.roster.units.get(unit)
    try:
        plan = define(details, home.timezone if home else "Asia/Shanghai")
    except ValueError as error:
        return Rejected("plan.invalid", text("plan-invalid", problem=str(error)))
    if plan.by is None and context.actor:
        return replace(plan, by=context.actor.id)
    return plan


def others(turn: PlanTurn) -> OfKind:
    """A requirement: the plans that there are."""
    return OfKind("plan", turn.unit)


# --- what time brings -------------------------------------------------------------------------


def start(turn: PlanTurn) -> Outcome:
    plan = replace(turn.state, after=turn.now)
    coming = plan.following(turn.now, turn.context.holidays)
    turn, timers = wait_for(coming, turn.becomes(plan))
    return told(turn, "plan.begun", (text("plan-begun"),), timers)


def due(turn: PlanTurn) -> Outcome:
    """Start what is due, once; what was missed for too long is left out, and that is said."""
    plan, holidays = turn.state, turn.context.holidays
    if plan.after is None or plan.next_at is None:
        return turn.stale()
    now = max(turn.now, plan.begins(plan.next_at))
    passed, coming = walk(plan, plan.after, now, holidays)
    held = passed[-1] if passed and now - passed[-1].at < plan.grace else None
    missed = passed[:-1] if held else passed
    if passed:
        plan = replace(plan, after=passed[-1].at, handled=passed[-1].planned)
    turn, timers = wait_for(coming, turn.becomes(plan))
    action = "plan.started" if held else "plan.missed" if missed else "plan.moved"
    begun = (started_by(turn, held.at),) if held else ()
    return told(turn, action, view.happened(held, missed, plan.how), (*begun, *timers))


def check(turn: PlanTurn) -> Outcome:
    """Look again at the next date: holidays may have been announced or corrected."""
    plan = turn.state
    if plan.after is None or plan.next_at is None or plan.begins(plan.next_at) <= turn.now:
        return turn.stale()  # `@next` is about to come
    coming = plan.following(max(plan.after, turn.now), turn.context.holidays)
    if coming and coming.at == plan.next_at:
        plan = replace(plan, next_planned=coming.planned, certain=coming.certain)
        return turn.done("plan.checked", state=plan, effects=looks(turn.becomes(plan)))
    turn, timers = wait_for(coming, turn)
    return told(turn, "plan.moved", (text("plan-moved"),), timers)


# --- made and changed in the chat -------------------------------------------------------------


def show_list(turn: PlanTurn) -> Outcome:
    """The plans of the unit, and of those above and below it that the person may manage."""
    found = [
        (number, unit, plan)
        for number, unit, plan in turn.query(OfKind("plan", turn.unit))
        if plan.phase in ("running", "paused") and turn.context.may(PERMISSION, unit)
    ]
    shown = turn.reply(view.listed(turn, found, sum(turn.ints()[:1])), "list")
    return turn.done("plan.listed", effects=shown, finished=True)


def draft(turn: PlanTurn) -> Outcome:
    """What lacks, or the whole; a rule that is half changed is left as it was."""
    if turn.name == "keep" and turn.state.rule is not None:
        turn = turn.becomes(replace(turn.state, when={}))
    return drafting.shown(turn, "plan.drafted")


def fill_in(turn: PlanTurn) -> Outcome:
    """A value of the draft, or the question for it."""
    found = drafting.ask_again(turn)
    if found is not None:
        return drafting.put_question(turn, found)
    filled = drafting.VALUES[turn.name](turn)
    return filled if isinstance(filled, Rejected) else drafting.shown(filled, "plan.filled_in")


def confirm(turn: PlanTurn) -> Outcome:
    """From now on it runs."""
    if drafting.question(turn) is not None:
        return turn.refuse("plan-incomplete")
    plan = replace(turn.state, after=turn.now)
    coming = plan.following(turn.now, turn.context.holidays)
    turn, timers = wait_for(coming, turn.becomes(plan))
    return changed(turn, "plan.begun", timers, text("plan-begun"))


def drop(turn: PlanTurn) -> Outcome:
    """The draft is left; nobody was told."""
    gone = turn.becomes(replace(turn.state, phase="over", step=turn.state.step + 1))
    word = Message(text("plan-dropped"), title=turn.state.title or text("plan-new"))
    return written(gone, "plan.dropped", gone.reply(word, card_key(gone)))


def change(turn: PlanTurn) -> Outcome:
    """What can be changed; one of the settings says who keeps it."""
    if turn.state.origin == "settings":
        return turn.refuse("plan-of-settings")
    shown = turn.reply(view.change(turn, drafting.asked(turn)), "change")
    return turn.done("plan.asked", effects=shown)


def alter(turn: PlanTurn) -> Outcome:
    """Another value, or the question for it. A new rule counts from now on; one that is half made
    is left for another value."""
    if turn.state.origin == "settings":
        return turn.refuse("plan-of-settings")
    if turn.name not in drafting.OF_RULE:
        turn = turn.becomes(replace(turn.state, when={}))
    found = drafting.ask_again(turn)
    if found is not None:
        return drafting.put_question(turn, found)
    before, filled = turn.state, drafting.VALUES[turn.name](turn)
    if isinstance(filled, Rejected):
        return filled
    filled, timers = rearmed(filled, before)
    if drafting.question(filled) is not None:
        return drafting.shown(filled, "plan.filled_in", *timers)
    return changed(filled, "plan.changed", timers, text("plan-changed"), told=before)


def rearmed(turn: PlanTurn, before: Plan) -> tuple[PlanTurn, tuple[Effect, ...]]:
    """The changed plan, with the timers of its next date where that may be another one."""
    plan = turn.state
    if plan.phase != "running" or (plan.rule, plan.ahead) == (before.rule, before.ahead):
        turn = turn.becomes(replace(plan, step=plan.step + 1))
        return turn, timers_of(turn)
    after = max(plan.after or turn.now, turn.now)
    plan = replace(plan, after=after)
    return wait_for(plan.following(after, turn.context.holidays), turn.becomes(plan))


# --- what people want -------------------------------------------------------------------------


def show(turn: PlanTurn) -> Outcome:
    return turn.done("plan.shown", effects=turn.reply(view.card(turn), card_key(turn)))


def pause(turn: PlanTurn) -> Outcome:
    turn, _timers = wait_for(None, turn)
    turn = turn.becomes(replace(turn.state, phase="paused"))
    stopped = (ClearTimer("next"), ClearTimer("check"))
    return changed(turn, "plan.paused", stopped, text("plan-paused"))


def resume(turn: PlanTurn) -> Outcome:
    """Go on from now: what would have been due in the pause is not made up for."""
    after = max(turn.state.after or turn.now, turn.now)
    plan = replace(turn.state, after=after)
    turn, timers = wait_for(plan.following(after, turn.context.holidays), turn.becomes(plan))
    return changed(turn, "plan.resumed", timers, text("plan-resumed"))


def ask_skip(turn: PlanTurn) -> Outcome:
    return turn.done("plan.asked", effects=turn.reply(view.ask_skip(turn), question_key(turn)))


def ask_stop(turn: PlanTurn) -> Outcome:
    return turn.done("plan.asked", effects=turn.reply(view.ask_stop(turn), question_key(turn)))


def skip(turn: PlanTurn) -> Outcome:
    left_out, holidays = turn.state.next_at, turn.context.holidays
    if is_outdated(turn) or left_out is None or left_out <= turn.now:
        return turn.refuse("plan-outdated")  # or it is being started
    asked, word = question_key(turn), text("plan-skipped", when=Moment(left_out))
    plan = replace(turn.state, after=left_out, handled=turn.state.next_planned)
    turn, timers = wait_for(plan.following(left_out, holidays), turn.becomes(plan))
    effects = (*timers, *others_told(turn, word))
    return settled(turn, "plan.skipped", asked, view.card(turn, word), effects)


def stop(turn: PlanTurn) -> Outcome:
    if is_outdated(turn):
        return turn.refuse("plan-outdated")
    asked = question_key(turn)
    turn, _timers = wait_for(None, turn)
    told_ = others_told(turn, text("plan-stopped"))
    return settled(turn, "plan.stopped", asked, view.card(turn, text("plan-stopped")), told_)


def keep(turn: PlanTurn) -> Outcome:
    """Nothing of what was asked; out of a change, the card once more."""
    if not turn.args():
        turn = turn.becomes(replace(turn.state, when={}, filling=False))
        shown = turn.reply(view.card(turn), card_key(turn))
        return turn.done("plan.kept", state=turn.state, effects=shown)
    if is_outdated(turn):
        return turn.refuse("plan-outdated")
    answer = view.card(turn, text("plan-kept"))
    return turn.done("plan.kept", effects=edited(turn, question_key(turn), answer))


def is_whole(turn: PlanTurn, field: str) -> bool:
    """Whether a change has come to its end; what is still being asked for is no step."""
    return not (turn.state.when or turn.state.filling)


def restore(turn: PlanTurn, before: Plan) -> Outcome:
    """The plan as it was, waiting for the same date, unless that has come in the meantime."""
    if before.next_at is not None and before.begins(before.next_at) <= turn.now:
        return turn.refuse("plan-undo-past")
    turn = turn.becomes(replace(before, step=turn.state.step + 1))
    if before.phase == "draft":
        go_on = choice(turn.activity, "show", text("plan-do-go-on"))
        shown = Message(text("sdk-undone"), turn.state.title or text("plan-new"), ((go_on,),))
        return written(turn, "plan.undone", turn.reply(shown, card_key(turn)))
    return changed(turn, "plan.undone", timers_of(turn), text("sdk-undone"))


# --- parts of a decision ----------------------------------------------------------------------


def walk(
    plan: Plan, after: datetime, now: datetime, holidays: Holidays
) -> tuple[tuple[Occurrence, ...], Occurrence | None]:
    """The occurrences after `after` for which something was to begin by now, and the one that
    comes next. Of those whose date is still to come only the first begins."""
    passed: list[Occurrence] = []
    coming = plan.following(after, holidays)
    while coming and plan.begins(coming.at) <= now and (not passed or passed[-1].at <= now):
        passed.append(coming)
        coming = plan.following(coming.at, holidays)
    return tuple(passed), coming


def wait_for(coming: Occurrence | None, turn: PlanTurn) -> tuple[PlanTurn, tuple[Effect, ...]]:
    """The plan waiting for the occurrence, with its timers; over when there is none."""
    plan = replace(
        turn.state,
        phase="running" if coming else "over",
        next_at=coming.at if coming else None,
        next_planned=coming.planned if coming else None,
        certain=coming.certain if coming else True,
        step=turn.state.step + 1,
    )
    turn = turn.becomes(plan)
    return turn, timers_of(turn)


def timers_of(turn: PlanTurn) -> tuple[Effect, ...]:
    """The timers of the next date, if there is one."""
    plan = turn.state
    if plan.next_at is None:
        return ()
    begins = max(plan.begins(plan.next_at), turn.now)
    return (SetTimer("next", begins, revision=plan.step), *looks(turn))


def looks(turn: PlanTurn) -> tuple[Effect, ...]:
    """The timer to look at the date again, where holidays can move it and there is time to."""
    plan = turn.state
    if plan.rule is None or plan.rule.on_holiday == "keep" or plan.next_at is None:
        return (ClearTimer("check"),) if plan.origin == "chat" else ()
    begins = plan.begins(plan.next_at)
    times = min(-(-(begins - turn.now) // CHECK_EVERY) - 1, CHECK_AHEAD // CHECK_EVERY)
    if times < 1:
        return (ClearTimer("check"),)
    return (SetTimer("check", begins - times * CHECK_EVERY, revision=plan.step),)


def started_by(turn: PlanTurn, at: datetime) -> Start:
    """Start it on behalf of who leads the plan now: complete, or as a draft of theirs. `opens_at`
    is aware, UTC, never past."""
    plan, template = turn.state, turn.state.template or None
    opens = {"opens_at": max(at, turn.now)}
    by = next(iter(leaders(turn)), None)
    if plan.how == "draft":
        command = {"command": plan.command, "args": "", "title": plan.title}
        return Start(plan.kind, turn.unit, by, {} if template else {**command, **opens}, template)
    details = {**plan.details, **opens}
    if plan.origin == "chat" and template is None:
        fixed = plannable(turn.context, plan).fixed
        details = {"title": plan.title, **fixed, **details}
    return Start(plan.kind, turn.unit, by, details, template=template)


def is_outdated(turn: PlanTurn) -> bool:
    """Whether the button was offered before the plan moved on; so a second tap does nothing."""
    return turn.args() != (str(turn.state.step),)


def card_key(turn: PlanTurn) -> str:
    return f"card.{turn.state.step}"


def question_key(turn: PlanTurn) -> str:
    return f"question.{turn.state.step}"


def written(turn: PlanTurn, action: str, effects: Iterable[Effect]) -> Decision:
    return turn.done(action, state=turn.state, effects=effects, finished=turn.state.phase == "over")


def told(
    turn: PlanTurn, action: str, happened: Iterable[Any], effects: Iterable[Effect]
) -> Decision:
    """What time has brought, said to those who lead it when their quiet hours are over."""
    return written(turn, action, (*effects, *cards(turn, leaders(turn), *happened)))


def cards(turn: PlanTurn, people: Iterable[int], *happened: Words) -> list[Send]:
    """The card for each of these people, as far as they may manage the plan."""
    how: Any = {"deferrable": True, "time_sensitive": True}
    found: list[Send] = []
    for each in people:
        person = turn.roster.people.get(each)
        manage = may(turn.context.rules, turn.roster, person, PERMISSION, turn.unit)
        found += turn.tell(
            (each,), card_key(turn), view.card(turn, *happened, manage=manage), **how
        )
    return found


def changed(
    turn: PlanTurn,
    action: str,
    effects: Iterable[Effect],
    happened: Words,
    told: Plan | None = None,
) -> Decision:
    """What somebody has changed, shown to them, and told to who leads it, now or as it was
    (`told`)."""
    shown = turn.reply(view.card(turn, happened), card_key(turn))
    return written(turn, action, (*effects, *shown, *others_told(turn, happened, told)))


def others_told(turn: PlanTurn, happened: Words, before: Plan | None = None) -> list[Send]:
    """Those who lead it and are not who acts are told who has done what."""
    if turn.actor is None or turn.state.origin == "settings":
        return []
    led = leaders(turn) if before is None else (*leaders(turn.becomes(before)), *leaders(turn))
    said = text("plan-by-other", name=turn.actor.name)
    return cards(turn, dict.fromkeys(x for x in led if x != turn.actor.id), said, happened)


def settled(
    turn: PlanTurn, action: str, asked: str, answer: Message, effects: Iterable[Effect] = ()
) -> Decision:
    """What somebody has confirmed: the answer stands where the question stood."""
    return written(turn, action, (*effects, *edited(turn, asked, answer)))


def edited(turn: PlanTurn, key: str, message: Message) -> tuple[Edit, ...]:
    return (Edit(ToPerson(turn.actor.id), key, message),) if turn.actor is not None else ()


# --- the machine ------------------------------------------------------------------------------

BOTH = "running paused"
FILLS = " ".join(("name", *drafting.VALUES))
ALTERS = " ".join(("name", *(each for each in drafting.VALUES if each != "kind")))
KNOWS = (banks, drafting.templates)
MACHINE = machine(
    (
        on("list", "started", show_list, by=SYSTEM, undo=BY_SYSTEM, requires=(others,)),
        on("list", "show", show_list, by=ORGANIZER, undo=READ_ONLY, requires=(others,)),
        on("draft", "started", draft, by=SYSTEM, undo=BY_SYSTEM, requires=KNOWS),
        on("draft", "show keep", draft, by=ORGANIZER, undo=IDEMPOTENT, requires=KNOWS),
        on("draft", FILLS, fill_in, by=ORGANIZER, undo=IDEMPOTENT, requires=KNOWS),
        on("draft", "confirm", confirm, by=ORGANIZER, undo=IDEMPOTENT, requires=KNOWS),
        on("draft", "drop", drop, by=ORGANIZER, undo=REVERSIBLE),
        on(BOTH, "change", change, by=ORGANIZER, undo=READ_ONLY),
        on(BOTH, ALTERS, alter, by=ORGANIZER, undo=REVERSIBLE, requires=KNOWS),
        on("new", "started", start, by=SYSTEM, undo=BY_SYSTEM),
        on("", "handed_over", handed_over, by=SYSTEM, undo=BY_SYSTEM),
        on("running", "@next", due, by=SYSTEM, undo=BY_SYSTEM),
        on("running", "@check", check, by=SYSTEM, undo=BY_SYSTEM),
        on(BOTH, "show", show, by=ORGANIZER, undo=READ_ONLY),
        on("running", "pause", pause, by=ORGANIZER, undo=IDEMPOTENT),
        on("paused", "resume", resume, by=ORGANIZER, undo=IDEMPOTENT),
        on("running", "skip", ask_skip, by=ORGANIZER, undo=READ_ONLY),
        on("running", "skipnow", skip, by=ORGANIZER, undo=REVERSIBLE),
        on(BOTH, "stop", ask_stop, by=ORGANIZER, undo=READ_ONLY),
        on(BOTH, "stopnow", stop, by=ORGANIZER, undo=REVERSIBLE),
        on(BOTH, "keep", keep, by=ORGANIZER, undo=IDEMPOTENT),
    ),
    policy=Policy(PERMISSION, lambda plan: plan.by, lambda plan: plan.step),
    refusals=Refusals(
        {ORGANIZER: lambda turn: turn.refuse("plan-forbidden")},
        lambda turn: turn.refuse("plan-not-now"),
    ),
    undo=Restore(restore, allows=is_whole),
)
