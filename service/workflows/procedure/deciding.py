"""What is decided of a step or a case: approved, sent back, refused, put off, left out, ended."""

from __future__ import annotations

from typing import get_args

from service.core.rulebook.procedures import Evidence, ProcedureStep
from service.core.texts import Words, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import Rows, choice, grid
from service.workflows.procedure import going, order, view
from service.workflows.procedure.acting import (
    find,
    may_take,
    people_for,
)
from service.workflows.procedure.model import (
    CaseTurn,
    Holder,
    Obstacle,
    Paper,
    Returned,
    Waiver,
    this_day,
)
from service.workflows.procedure.people import is_actor, keeps

LONGEST = 500  # characters of a reason


def ask(turn: CaseTurn, token: str, asked: Words, rows: Rows = ()) -> Outcome:
    shown = view.question(turn, asked, rows=rows)
    return turn.done("procedure.reason_asked", effects=turn.reply(shown, "ask", prompt=token))


def reason_of(turn: CaseTurn) -> str | Rejected:
    """The reason that was typed."""
    words = turn.line()
    return words if 0 < len(words) <= LONGEST else turn.refuse("sdk-bad-text", most=LONGEST)


def _by(turn: CaseTurn) -> int:
    return turn.actor.id if turn.actor is not None else 0


# -- who approves


def ask_approve(turn: CaseTurn) -> Words | Rejected:
    found = find(turn)
    if isinstance(found, Rejected):
        return found
    return text("procedure-confirm-approve", step=found[0].name)


def approve(turn: CaseTurn) -> Outcome:
    found = find(turn)
    if isinstance(found, Rejected):
        return found
    step, at, item = found
    if item.kind != "approval":
        return turn.refuse("sdk-moved-on")
    now = going.with_paper(turn, Paper(step.id, at, _by(turn), turn.now, this_day(turn)))
    return going.settled(turn, now, "approved", text("procedure-approved"))


def ask_return(turn: CaseTurn) -> Outcome:
    """Why does it go back?"""
    found = find(turn)
    if isinstance(found, Rejected):
        return found
    step, at, item = found
    if item.kind != "approval" or "return" not in item.acts:
        return turn.refuse("sdk-moved-on")
    to = turn.state.progress.rule.step(_target(turn, step, at))
    return ask(turn, f"return.{step.id}.{at}", text("procedure-ask-return", to=to.name))


def return_(turn: CaseTurn) -> Outcome:
    found, reason = find(turn), reason_of(turn)
    if isinstance(found, Rejected):
        return found
    step, at, item = found
    if isinstance(reason, Rejected) or item.kind != "approval" or "return" not in item.acts:
        return reason if isinstance(reason, Rejected) else turn.refuse("sdk-moved-on")
    return _back(turn, step.id, _target(turn, step, at), reason)


def _target(turn: CaseTurn, step: ProcedureStep, at: int) -> str:
    rule = turn.state.progress.rule
    before = rule.steps[max(rule.steps.index(step) - 1, 0)].id
    return step.evidence[at].returns_to or before


def _back(turn: CaseTurn, step: str, to: str, reason: str) -> Outcome:
    now = going.sent_back(turn, step, to, reason)
    said = text("procedure-went-back", to=turn.state.progress.rule.step(to).name, reason=reason)
    return going.settled(turn, now, "returned", why=said)


def ask_refuse(turn: CaseTurn) -> Outcome:
    """Why is it refused? With that the case ends."""
    found = find(turn)
    if isinstance(found, Rejected):
        return found
    step, at, item = found
    if item.kind != "approval" or "refuse" not in item.acts:
        return turn.refuse("sdk-moved-on")
    return ask(turn, f"refuse.{step.id}.{at}", text("procedure-ask-refuse"))


def refuse(turn: CaseTurn) -> Outcome:
    found, reason = find(turn), reason_of(turn)
    if isinstance(found, Rejected):
        return found
    if isinstance(reason, Rejected):
        return reason
    if found[2].kind != "approval" or "refuse" not in found[2].acts:
        return turn.refuse("sdk-moved-on")
    return going.ended(turn, "refused", reason)


def ask_extend(turn: CaseTurn) -> Words | Rejected:
    found = _extension(turn)
    return found if isinstance(found, Rejected) else text("procedure-confirm-extend", n=found[1])


def extend(turn: CaseTurn) -> Outcome:
    """The step is put off by so many months, once."""
    found = _extension(turn)
    if isinstance(found, Rejected):
        return found
    step, months = found
    put_off = Returned(step.id, "", _by(turn), turn.now, months=months)
    folder = turn.state.progress
    papers = tuple(each for each in folder.papers if each.step != step.id)
    aside = tuple(each for each in folder.papers if each.step == step.id)
    state = turn.state.advanced(
        returned=(*folder.returned, put_off), papers=papers, aside=(*folder.aside, *aside)
    )
    return going.settled(turn, turn.becomes(state), "put_off", text("procedure-put-off", n=months))


def _extension(turn: CaseTurn) -> tuple[ProcedureStep, int] | Rejected:
    args, folder = (*turn.args(), "", ""), turn.state.progress
    step = next((each for each in folder.rule.steps if each.id == args[0]), None)
    offered = {str(n): n for item in step.evidence for n in item.extends} if step else {}
    if step is None or args[1] not in offered:
        return turn.refuse("sdk-moved-on")
    if any(each.step == step.id and each.months for each in folder.returned):
        return turn.refuse("procedure-put-off-once")
    return may_take(turn, step, this_day(turn)) or (step, offered[args[1]])


# -- a step that is gone over


def anyway(turn: CaseTurn) -> Outcome:
    """What generally holds is gone over: why?"""
    found = _waived(turn)
    if isinstance(found, Rejected):
        return found
    step, obstacle = found
    return ask(turn, f"anyway.{step.id}.{obstacle}", text("procedure-ask-anyway", step=step.name))


def waive(turn: CaseTurn) -> Outcome:
    found, reason = _waived(turn), reason_of(turn)
    if isinstance(found, Rejected):
        return found
    if isinstance(reason, Rejected):
        return reason
    step, obstacle = found
    waiver = Waiver(step.id, obstacle, _by(turn), turn.now, reason)
    folder = turn.state.progress
    now = turn.becomes(turn.state.advanced(waivers=(*folder.waivers, waiver)))
    shown = view.page(now, text("procedure-waived"), view.step_lines(now, step),
                      rows=view.step_buttons(now, step))  # fmt: skip
    return now.done(
        "procedure.waived", state=now.state, effects=now.reply(shown, going.CARD, closes=going.ASK)
    )


def _waived(turn: CaseTurn) -> tuple[ProcedureStep, Obstacle] | Rejected:
    args, folder = (*turn.args(), "", ""), turn.state.progress
    step = next((each for each in folder.rule.steps if each.id == args[0]), None)
    obstacle = next((each for each in get_args(Obstacle) if each == args[1]), None)
    if step is None or obstacle is None or not order.is_open(folder, step):
        return turn.refuse("sdk-moved-on")
    if not is_actor(turn, step):
        return may_take(turn, step, this_day(turn)) or turn.refuse("sdk-moved-on")
    return step, obstacle


def ask_skip(turn: CaseTurn) -> Outcome:
    """A step that is generally taken is left out: why?"""
    step = _left_out(turn)
    if isinstance(step, Rejected):
        return step
    return ask(turn, f"skip.{step.id}", text("procedure-ask-skip", step=step.name))


def skip(turn: CaseTurn) -> Outcome:
    step, reason = _left_out(turn), reason_of(turn)
    if isinstance(step, Rejected):
        return step
    if isinstance(reason, Rejected):
        return reason
    now = going.skipped(turn, step, reason)
    return going.settled(turn, now, "skipped", text("procedure-skipped", step=step.name))


def _left_out(turn: CaseTurn) -> ProcedureStep | Rejected:
    steps = {each.id: each for each in turn.state.progress.rule.steps}
    step = steps.get("".join(turn.args()[:1]))
    if step is None or step.strength != "generally" or step.every:
        return turn.refuse("sdk-moved-on")
    return may_take(turn, step, this_day(turn)) or step


# -- who leads the case


def more(turn: CaseTurn) -> Outcome:
    """What else can be done with the case."""
    folder = turn.state.progress
    waiting = len([each for each in folder.objections if each.is_open])
    label = text("procedure-button-objections", n=waiting)
    found = choice(turn.activity, "objections", label) if folder.objections else ""
    running = turn.state.phase == "running"
    roles = [
        choice(turn.activity, "rename", text("procedure-button-rename", role=role.name), role.id)
        for role in folder.rule.roles
        if running and _was_given(turn, role.id)
    ]
    rows = grid(
        turn.activity,
        ("procedure-button-folder", "procedure-button-export"),
        found,
        *roles,
        "procedure-button-back" if running and folder.done else "",
        "procedure-button-end" if running else "",
        "sdk-button-keep",
    )
    return turn.done(
        "procedure.more_shown",
        effects=turn.reply(view.page(turn, text("sdk-more"), rows=rows), "more"),
    )


def back(turn: CaseTurn) -> Outcome:
    """To which step does the case go back (`back`), and why (`back:step`)?"""
    if not keeps(turn):
        return turn.refuse("procedure-not-own")
    folder, args = turn.state.progress, turn.args()
    done = [each.step for each in folder.done]
    if not args:
        rows = tuple(
            (choice(turn.activity, "back", folder.rule.step(each).name, each),) for each in done
        )
        return ask(turn, "", text("procedure-ask-back"), rows)
    if args[0] not in done:
        return turn.refuse("sdk-moved-on")
    name = folder.rule.step(args[0]).name
    return ask(turn, f"back.{args[0]}", text("procedure-ask-return", to=name))


def go_back(turn: CaseTurn) -> Outcome:
    reason, to = reason_of(turn), "".join(turn.args()[:1])
    if not keeps(turn):
        return turn.refuse("procedure-not-own")
    if isinstance(reason, Rejected):
        return reason
    if turn.state.progress.taken(to) is None:
        return turn.refuse("sdk-moved-on")
    return _back(turn, "", to, reason)


def ask_end(turn: CaseTurn) -> Outcome:
    if not keeps(turn):
        return turn.refuse("procedure-not-own")
    return ask(turn, "end", text("procedure-ask-end"))


def end(turn: CaseTurn) -> Outcome:
    reason = reason_of(turn)
    if not keeps(turn):
        return turn.refuse("procedure-not-own")
    return reason if isinstance(reason, Rejected) else going.ended(turn, "ended", reason)


def rename(turn: CaseTurn) -> Outcome:
    """Another person takes over a role (`rename:role`): who?"""
    role = "".join(turn.args()[:1])
    item = _item_of(turn, role)
    if not keeps(turn) or item is None:
        return turn.refuse("procedure-not-own" if item is not None else "sdk-moved-on")
    if not turn.name.startswith("?"):
        asked = text(
            "procedure-ask-item", kind="names", name=turn.state.progress.rule.role(role),
            least=item.least, most=item.most, n=0,
        )  # fmt: skip
        return ask(turn, f"rename.{role}", asked)
    people = people_for(turn, item)
    if isinstance(people, Rejected):
        return people
    others = [each for each in turn.state.progress.holders if each.role != role]
    state = turn.state.advanced(holders=(*others, Holder(role, people)))
    now = turn.becomes(state)
    new = tuple(each for each in people if each != _by(turn))
    word = text("procedure-named", role=turn.state.progress.rule.role(role))
    told = going.tell(now, new, word)
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
