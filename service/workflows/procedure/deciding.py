"""What is decided of a step or a case: approved, sent back, refused, put off, left out, ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_args

from service.core.rulebook.procedures import Act, Evidence, ProcedureStep
from service.core.texts import Words, text
from service.core.workflow import Decision, Outcome, Rejected
from service.sdk import transitions as t
from service.sdk.panels import Rows, choice, grid
from service.sdk.transitions import on
from service.workflows.procedure import going, order, view
from service.workflows.procedure.acting import Wanted, find, may_take, people_for, wanting
from service.workflows.procedure.model import (
    CaseState,
    CaseTurn,
    Holder,
    Obstacle,
    Paper,
    Returned,
    Standing,
    Waiver,
    by,
    this_day,
)
from service.workflows.procedure.people import is_actor, keeps

LONGEST = 500  # characters of a reason
CONCERNED = "concerned"  # who leads the case, whose it is, and whoever may take a step of it
READS: Any = {"by": CONCERNED, "undo": t.READ_ONLY}
STEPS: Any = {"by": CONCERNED, "undo": t.PROGRESS}
FINAL: Any = {"by": CONCERNED, "undo": t.IRREVERSIBLE, "confirms": True}

T = TypeVar("T")
Find = Callable[[CaseTurn], T | Outcome]


# -- what takes a reason


def asking(turn: CaseTurn, asked: Words, token: str = "", rows: Rows = ()) -> Outcome:
    shown = view.question(turn, asked, rows=rows)
    return turn.done("procedure.reason_asked", effects=turn.reply(shown, "ask", prompt=token))


def reasoned(
    verb: str,
    found: Find[T],
    prompt: Callable[[CaseTurn, T], Words],
    does: Callable[[CaseTurn, T, str], Outcome],
) -> t.Rows[CaseState, Standing]:
    """An act that takes a reason: the button `verb` asks for it, what is typed then does it.
    `found(turn)`: what it is done to; or a refusal, or what has to be chosen first."""

    def ask(turn: CaseTurn) -> Outcome:
        target = found(turn)
        if isinstance(target, Rejected | Decision):
            return target
        return asking(turn, prompt(turn, target), ".".join((verb, *turn.args())))

    def do(turn: CaseTurn) -> Outcome:
        target, reason = found(turn), turn.one_line(LONGEST)
        if isinstance(target, Rejected | Decision):
            return target
        if isinstance(reason, Rejected):
            return reason
        return does(turn, target, reason)

    return (*on("running", verb, ask, **READS), *on("running", f"?{verb}", do, **FINAL))


# -- who approves


@wanting("approval")
def ask_approve(turn: CaseTurn, wanted: Wanted) -> Words:
    return text("procedure-confirm-approve", step=wanted.step.name)


@wanting("approval")
def approve(turn: CaseTurn, wanted: Wanted) -> Outcome:
    paper = Paper(wanted.step.id, wanted.at, by(turn), turn.now, this_day(turn))
    now = going.with_paper(turn, paper)
    return going.settled(turn, now, "approved", text("procedure-approved"))


def _deciding(act: Act) -> Find[Wanted]:
    def allowed(turn: CaseTurn) -> Wanted | Rejected:
        found = find(turn)
        if isinstance(found, Rejected):
            return found
        may = found.item.kind == "approval" and act in found.item.acts
        return found if may else turn.refuse("sdk-moved-on")

    return allowed


def _target(turn: CaseTurn, wanted: Wanted) -> ProcedureStep:
    """Where a return leads to."""
    rule = turn.state.progress.rule
    before = rule.steps[max(rule.place(wanted.step.id) - 1, 0)].id
    return rule.step(wanted.item.returns_to or before)


def _back(turn: CaseTurn, step: str, to: ProcedureStep, reason: str) -> Outcome:
    now = going.sent_back(turn, step, to.id, reason)
    said = text("procedure-went-back", to=to.name, reason=reason)
    return going.settled(turn, now, "returned", why=said)


def ask_extend(turn: CaseTurn) -> Words | Rejected:
    found = _extension(turn)
    return found if isinstance(found, Rejected) else text("procedure-confirm-extend", n=found[1])


def extend(turn: CaseTurn) -> Outcome:
    """The step is put off by so many months, once; its papers are brought anew."""
    found = _extension(turn)
    if isinstance(found, Rejected):
        return found
    (step, months), folder = found, turn.state.progress
    state = turn.state.advanced(
        returned=(*folder.returned, Returned(step.id, "", by(turn), turn.now, months=months)),
        papers=tuple(each for each in folder.papers if each.step != step.id),
        aside=(*folder.aside, *(each for each in folder.papers if each.step == step.id)),
    )
    return going.settled(turn, turn.becomes(state), "put_off", text("procedure-put-off", n=months))


def _extension(turn: CaseTurn) -> tuple[ProcedureStep, int] | Rejected:
    (_, months, *_), folder, step = (*turn.args(), "", ""), turn.state.progress, _step(turn)
    offered = {str(n): n for item in step.evidence for n in item.extends} if step else {}
    if step is None or months not in offered:
        return turn.refuse("sdk-moved-on")
    if any(each.step == step.id and each.months for each in folder.returned):
        return turn.refuse("procedure-put-off-once")
    return may_take(turn, step, this_day(turn)) or (step, offered[months])


def _step(turn: CaseTurn) -> ProcedureStep | None:
    """The step that the event names."""
    named = turn.args()[:1]
    return next((each for each in turn.state.progress.rule.steps if (each.id,) == named), None)


# -- a step that is gone over, or left out


def _waive(turn: CaseTurn, found: tuple[ProcedureStep, Obstacle], reason: str) -> Outcome:
    waiver, folder = Waiver(found[0].id, found[1], by(turn), turn.now, reason), turn.state.progress
    now = turn.becomes(turn.state.advanced(waivers=(*folder.waivers, waiver)))
    rows = view.step_buttons(now, found[0])
    shown = view.page(now, text("procedure-waived"), view.step_lines(now, found[0]), rows=rows)
    told = now.reply(shown, going.CARD, closes=going.ASK)
    return now.done("procedure.waived", state=now.state, effects=told)


def _waived(turn: CaseTurn) -> tuple[ProcedureStep, Obstacle] | Rejected:
    step = _step(turn)
    obstacle = next((each for each in get_args(Obstacle) if (each,) == turn.args()[1:2]), None)
    if step is None or obstacle is None or not order.is_open(turn.state.progress, step):
        return turn.refuse("sdk-moved-on")
    if not is_actor(turn, step):
        return may_take(turn, step, this_day(turn)) or turn.refuse("sdk-moved-on")
    return step, obstacle


def _leave_out(turn: CaseTurn, step: ProcedureStep, reason: str) -> Outcome:
    now = going.skipped(turn, step, reason)
    return going.settled(turn, now, "skipped", text("procedure-skipped", step=step.name))


def _left_out(turn: CaseTurn) -> ProcedureStep | Rejected:
    step = _step(turn)
    if step is None or step.strength != "generally" or step.every:
        return turn.refuse("sdk-moved-on")
    return may_take(turn, step, this_day(turn)) or step


# -- who leads the case


def more(turn: CaseTurn) -> Outcome:
    """What else can be done with the case."""
    folder, running = turn.state.progress, turn.state.phase == "running"
    label = text("procedure-button-objections", n=len(folder.objecting()))
    objections = choice(turn.activity, "objections", label) if folder.objections else ""
    roles = [
        choice(turn.activity, "rename", text("procedure-button-rename", role=role.name), role.id)
        for role in folder.rule.roles
        if running and _was_given(turn, role.id)
    ]
    rows = grid(
        turn.activity,
        ("procedure-button-folder", "procedure-button-export"),
        objections,
        *roles,
        "procedure-button-back" if running and folder.done else "",
        "procedure-button-end" if running else "",
        "sdk-button-keep",
    )
    shown = turn.reply(view.page(turn, text("sdk-more"), rows=rows), "more")
    return turn.done("procedure.more_shown", effects=shown)


def leading(turn: CaseTurn) -> CaseTurn | Rejected:
    return turn if keeps(turn) else turn.refuse("procedure-not-own")


def _earlier(turn: CaseTurn) -> ProcedureStep | Outcome:
    """The step that the case goes back to (`back:step`); without one, which it is."""
    rule, done = turn.state.progress.rule, [each.step for each in turn.state.progress.done]
    if not keeps(turn):
        return turn.refuse("procedure-not-own")
    if not turn.args():
        rows = tuple((choice(turn.activity, "back", rule.step(x).name, x),) for x in done)
        return asking(turn, text("procedure-ask-back"), rows=rows)
    step = _step(turn)
    return step if step is not None and step.id in done else turn.refuse("sdk-moved-on")


def rename(turn: CaseTurn) -> Outcome:
    """Another person takes over a role (`rename:role`): who?"""
    role = "".join(turn.args()[:1])
    item = _item_of(turn, role)
    if item is None or not keeps(turn):
        return turn.refuse("procedure-not-own" if item is not None else "sdk-moved-on")
    name = turn.state.progress.rule.role(role)
    if not turn.name.startswith("?"):
        least, most = item.least, item.most
        asked = text("procedure-ask-item", kind="names", name=name, least=least, most=most)
        return asking(turn, asked, f"rename.{role}")
    people = people_for(turn, item)
    if isinstance(people, Rejected):
        return people
    others = [each for each in turn.state.progress.holders if each.role != role]
    now = turn.becomes(turn.state.advanced(holders=(*others, Holder(role, people))))
    new = tuple(each for each in people if each != by(turn))
    told = going.tell(now, new, text("procedure-named", role=name))
    return going.settled(turn, now, "renamed", text("procedure-renamed"), first=told)


def _was_given(turn: CaseTurn, role: str) -> bool:
    """Whether the step that gives the role is taken, even if who had it has left since."""
    folder = turn.state.progress
    return any(
        item.kind == "names" and item.role == role and folder.taken(step.id) is not None
        for step in folder.rule.steps
        for item in step.evidence
    )


def _item_of(turn: CaseTurn, role: str) -> Evidence | None:
    """The evidence by which the role is given."""
    items = (item for step in turn.state.progress.rule.steps for item in step.evidence)
    return next((each for each in items if each.kind == "names" and each.role == role), None)


def _ask_back(turn: CaseTurn, to: ProcedureStep) -> Words:
    return text("procedure-ask-return", to=to.name)


REASONED: tuple[t.Rows[CaseState, Standing], ...] = (
    reasoned(
        "return",
        _deciding("return"),
        lambda turn, wanted: _ask_back(turn, _target(turn, wanted)),
        lambda turn, wanted, why: _back(turn, wanted.step.id, _target(turn, wanted), why),
    ),
    reasoned(
        "refuse",
        _deciding("refuse"),
        lambda turn, _: text("procedure-ask-refuse"),
        lambda turn, _, why: going.ended(turn, "refused", why),
    ),
    reasoned(
        "anyway",
        _waived,
        lambda turn, found: text("procedure-ask-anyway", step=found[0].name),
        _waive,
    ),
    reasoned(
        "skip",
        _left_out,
        lambda turn, step: text("procedure-ask-skip", step=step.name),
        _leave_out,
    ),
    reasoned("back", _earlier, _ask_back, lambda turn, to, why: _back(turn, "", to, why)),
    reasoned(
        "end",
        leading,
        lambda turn, _: text("procedure-ask-end"),
        lambda turn, _, why: going.ended(turn, "ended", why),
    ),
)
