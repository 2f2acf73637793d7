"""What a case keeps of one person, and what becomes of it when they leave, move or want it gone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.core.access import Scope
from service.core.effects import Start
from service.core.privacy import Personal
from service.core.texts import series, text
from service.core.workflow import Outcome
from service.workflows.procedure import going, view
from service.workflows.procedure.model import (
    OBJECTION,
    PAPERS,
    PERMISSION,
    CaseState,
    CaseTurn,
    Folder,
)
from service.workflows.procedure.people import secretaries

SCOPES = {
    OBJECTION: Scope(permission=PERMISSION),
    PAPERS: Scope(subject=True, permission=PERMISSION),
}
"""An objection is read by who decides about it, what is sensitive in a form also by whose it is."""


def _kept(state: CaseState, person: int) -> dict[str, Any]:
    """What they brought and did; of their own case also which steps were taken, and when. What
    others have written of them is read by who leads the case."""
    folder = state.progress
    own = folder.subject == person
    return {
        "case": state.definition.procedure if own else "",
        "papers": [each for each in folder.papers if each.by == person],
        "done": [(each.step, each.on) for each in folder.done if own or each.by == person],
        "objections": [each for each in folder.objections if each.by == person],
        "roles": [each.role for each in folder.holders if person in each.people],
    }


def _forgotten(state: CaseState, person: int, over: bool) -> CaseState:
    """The words of an objection go once it is settled, and what is sealed in the person's own forms
    once the case is over; the papers are the record."""
    folder = state.progress
    objections = tuple(
        replace(each, words=None) if each.by == person and not each.is_open else each
        for each in folder.objections
    )
    changes: dict[str, Any] = {"objections": objections}
    if over and folder.subject == person:
        for name in ("papers", "aside", "drafts"):
            changes[name] = tuple(
                replace(each, answers=tuple(replace(x, sealed=None) for x in each.answers))
                for each in getattr(folder, name)
            )
    changed = replace(folder, **changes)
    return state if changed == folder else replace(state, progress=changed)


PERSONAL = Personal(
    kept=_kept,
    forgotten=_forgotten,
    confided=frozenset({"words", "sealed"}),
    reads=frozenset(
        {"procedure.folder_shown", "procedure.papers_shown", "procedure.objection_read"}
    ),
)


def names_person(state: CaseState, person: int) -> bool:
    """Whether the case counts on the person: it is theirs, or they have a role in it."""
    folder: Folder = state.progress
    roles = (each for holder in folder.holders for each in holder.people)
    return state.phase == "running" and (person == folder.subject or person in roles)


def member_left(turn: CaseTurn) -> Outcome:
    """Whose case it is has moved: it goes on in their new unit, with all its papers and times. Who
    has left ends it, or is replaced in their role by who leads the case."""
    person, folder = getattr(turn.event, "person", 0), turn.state.progress
    if person == folder.subject:
        known = turn.roster.people.get(person)
        if known is None or not known.active:
            return going.ended(turn, "ended", "")
        if turn.roster.within(known.unit, turn.unit):
            return turn.done("procedure.member_moved")
        moved = replace(turn.state, organizer=None)
        state = replace(turn.state, phase="moved").timed(closes_at=turn.now)
        now = turn.becomes(state)
        said = view.page(now, text("procedure-moved", unit=turn.roster.full_name(known.unit)))
        told = now.tell(secretaries(now), going.CARD, said, outdates=True)
        handed = Start("procedure", known.unit, None, {"case": moved})
        return now.done("procedure.moved", state=state, effects=(*told, handed), finished=True)
    roles = [each.role for each in folder.holders if person in each.people]
    holders = tuple(
        replace(each, people=tuple(x for x in each.people if x != person))
        for each in folder.holders
    )
    now = turn.becomes(turn.state.advanced(holders=holders))
    names = series(folder.rule.role(each) for each in roles)
    free = text("procedure-role-free", name=turn.roster.name(person), roles=names)
    told = going.tell(now, secretaries(now), free)
    return now.done("procedure.member_left", state=now.state, effects=told)
