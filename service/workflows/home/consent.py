"""Consents of their own: what is asked for, and the record of it."""

from __future__ import annotations

from service.core.effects import Agree
from service.core.message import Message
from service.core.privacy import PUBLIC, SENSITIVE, Act, Privacy
from service.core.texts import Words, text
from service.core.workflow import Outcome
from service.sdk import consent
from service.sdk.panels import grid
from service.workflows.home.model import HomeTurn, answered, person_of


def given(turn: HomeTurn, subject: str, person: int | None = None) -> bool:
    """Whether the person (None: who is at home) has agreed to the version that holds now."""
    whose = turn.roster.people.get(person) if person is not None else person_of(turn)
    return consent.given(turn.context, whose, subject)


def recorded(turn: HomeTurn, subject: str, act: Act, words: Words) -> Agree:
    """The act of who is at home, about these words."""
    return consent.recorded(turn.context, turn.person, act, words, subject)


def for_sensitive(turn: HomeTurn) -> Words:
    """What is agreed to where it is kept how and where somebody is (article 29): why, who sees it,
    how long, and that nothing hangs on it."""
    return text("home-consent-sensitive", days=turn.settings(Privacy).circumstances_days)


def ask_for_sensitive(turn: HomeTurn) -> Outcome:
    """Nothing is asked, nor kept, before the person agrees."""
    rows = grid(turn.activity, "home-button-agree", "home-button-refuse")
    asked = Message(for_sensitive(turn), choices=rows)
    return answered(turn, "home.consent_asked", "own", asked)


def refuse(turn: HomeTurn) -> Outcome:
    """The person does not agree: nothing was kept, and nothing follows."""
    return answered(turn, "home.consent_refused", "own", Message(text("home-consent-refused")))


def sign(turn: HomeTurn) -> Outcome:
    """Pages that everybody may see bear the person's name from now on (`signed`), or do not
    (`unsigned`)."""
    act: Act = "agreed" if turn.name == "signed" else "withdrawn"
    words = text("home-consent-public")
    told = Message(text("home-signs", signs="yes" if act == "agreed" else "no"))
    done = "home.signed" if act == "agreed" else "home.unsigned"
    return answered(turn, done, "own", told, recorded(turn, PUBLIC, act, words))


def withdrawn(turn: HomeTurn) -> Agree:
    return recorded(turn, SENSITIVE, "withdrawn", for_sensitive(turn))
