"""What is said to a member who would like to talk, and what they said beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.message import Message
from service.core.people import Person, Roster
from service.core.texts import Secret, lines, text
from service.core.workflow import Activity
from service.workflows.talk.model import Offer
from service.workflows.talk.view import TITLE, Look, choice, name_of

SHOWN = 12  # people


def ask_whom(activity: Activity[Offer], people: Sequence[Person]) -> Message:
    """Who leads the branch, to tap; anybody of it may be named."""
    rows = tuple((choice(activity, "with", each.name, str(each.id)),) for each in people[:SHOWN])
    return Message(text("talk-wish-whom"), TITLE, (*rows, (choice(activity, "drop"),)))


def ask_word(activity: Activity[Offer], roster: Roster, person: int) -> Message:
    rows = ((choice(activity, "ask"),), (choice(activity, "show", text("talk-button-back")),))
    name = name_of(roster, person)
    return Message(text("talk-wish-word", name=name), TITLE, (*rows, (choice(activity, "drop"),)))


def word(shown: Look, said: Secret) -> Message:
    """Sent as a secret message only."""
    return Message(lines(text("talk-word-of", name=shown.member_name), said), TITLE)
