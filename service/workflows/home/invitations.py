"""A new link for a member who can't get in any more, made by whoever keeps the branch's roster."""

from __future__ import annotations

from service.core.effects import Invite
from service.core.workflow import Outcome
from service.workflows.home.model import HomeTurn, first


def invite(turn: HomeTurn) -> Outcome:
    """The member of the request (`reinvite:person`): the runtime makes the link and says it."""
    person = turn.roster.people.get(first(turn))
    if person is None or not turn.context.may("roster.manage", person.unit):
        return turn.refuse("home-not-allowed")
    if not person.active:
        return turn.refuse("home-no-member")
    return turn.done("home.invited", effects=(Invite(person.id),))
