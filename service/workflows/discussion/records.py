"""What is told of a discussion afterwards: one's own words, when it was held, what came of it."""

from __future__ import annotations

from service.core.queries import Entries
from service.core.records import Own, Past
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Activity, Context, Outcome
from service.sdk.panels import paragraphs
from service.sdk.records import past_at
from service.workflows.discussion import digest
from service.workflows.discussion.model import (
    Contribution,
    DiscussionState,
    DiscussionTurn,
    Part,
    part_of,
    say,
    sealed,
)
from service.workflows.discussion.organizing import PERMISSION

FIRST = 30  # characters of one's own words, in a list


def mine(context: Context, activity: Activity[DiscussionState], part: Part) -> Own | None:
    """How many contributions, and the first words; of an anonymous one the words stand nowhere
    but in the person's own chat."""
    state, said = activity.state, part.contributions
    if not said or state.phase == "cancelled":
        return None
    told: Words = text("discussion-mine", n=len(said))
    if said[0].sealed is None:
        told = lines(told, _cut(said[0]), sep=" ")
    return Own(told, "own")


def _cut(said: Contribution) -> Words:
    line = " ".join(said.text.split())
    words = line if len(line) <= FIRST else f"{line[:FIRST]}…"
    return lines(words, f"📎 {said.file}" if said.file else None, sep=" ")


def past(context: Context, activity: Activity[DiscussionState]) -> Past | None:
    return past_at(context, activity, PERMISSION, activity.state.schedule.closes_at)


def show_own(turn: DiscussionTurn) -> Outcome:
    """What the person has contributed, in full."""
    said = part_of(turn).contributions
    head = text("discussion-yours", n=len(said))
    shown = say(turn, paragraphs(head, *map(_whole, said)))
    return turn.done("discussion.own_shown", effects=turn.reply(shown, "card"))


def _whole(said: Contribution) -> Words:
    words = said.whole if said.sealed is None else None
    return lines(Moment(said.at), words)


def show(turn: DiscussionTurn) -> Outcome:
    """To a member, when it is over: the digest as the room has it."""
    entries = turn.query(Entries(turn.id))
    gathered = digest.gather(turn.activity, entries, turn.roster, turn.context.nonce)
    told = digest.for_room(turn, gathered)
    shown = turn.reply(told, "digest", **sealed(turn.state))
    return turn.done("discussion.digest_shown", effects=shown)
