"""Leaving a member out of those who should attend, before the vote begins.

It takes a ground that the rules have for this vote, and what the ground needs: a consent from
above, a resolution of the meeting. Whoever types the names says that this has happened, and the
journal keeps who did.
"""

from __future__ import annotations

from service.core.rulebook import Exclusion
from service.core.texts import text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import choice, grid
from service.sdk.typed_names import by_names
from service.workflows.vote.fields import listed
from service.workflows.vote.model import Voter, VoteTurn
from service.workflows.vote.view import page


def grounds(turn: VoteTurn) -> tuple[Exclusion, ...]:
    """The grounds that hold for this vote."""
    profile = turn.state.definition.profile
    return tuple(each for each in turn.book.exclusions if profile in each.votes)


def ask_ground(turn: VoteTurn) -> Outcome:
    """Which ground is it? Whoever has been left out is let in again by the last button."""
    if not (found := grounds(turn)) or turn.state.progress.named is not None:
        return turn.refuse("vote-no-grounds")
    rows = [choice(turn.activity, "ground", each.name, at) for at, each in enumerate(found)]
    again = choice(turn.activity, "allin", text("vote-button-all-in"))
    shown = turn.state.progress.roll
    buttons = grid(turn.activity, *rows, again if shown else "", "sdk-button-keep")
    asked = page(turn, text("vote-ask-ground"), rows=buttons)
    return turn.done("vote.ground_asked", effects=turn.panel(asked))


def ask_names(turn: VoteTurn) -> Outcome:
    """Who is it, and has what the ground needs happened?"""
    found, args = grounds(turn), turn.ints()[:1]
    if not args or args[0] >= len(found):
        return turn.refuse("sdk-moved-on")
    ground = found[args[0]]
    needs = [text("vote-need", need=each) for each in ground.needs]
    said = text("vote-ask-left-out", ground=ground.name, months=ground.months)
    asked = page(turn, said, *needs, rows=grid(turn.activity, "sdk-button-keep"))
    return turn.done("vote.names_asked", effects=turn.panel(asked, prompt=f"leftout.{args[0]}"))


def leave_out(turn: VoteTurn) -> VoteTurn | Rejected:
    """The turn without those who were named: by typing their names who does so says that what the
    ground needs has happened, and the journal has it."""
    found, args = grounds(turn), turn.ints()[:1]
    if not args or args[0] >= len(found):
        return turn.refuse("sdk-moved-on")
    meant = by_names(turn.roster, turn.unit, turn.line())
    unclear = [name for name, people in meant.items() if len(people) != 1]
    if unclear or not meant:
        return turn.refuse("vote-unknown-name", names=listed(unclear))
    ground = found[args[0]]
    out = {each[0]: Voter(each[0], ground.id, ground.name) for each in meant.values()}
    kept = tuple(each for each in turn.state.progress.roll if each.person not in out)
    return turn.becomes(turn.state.advanced(roll=(*kept, *out.values())))
