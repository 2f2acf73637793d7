"""How and where people are: their own word for it, and a record for whom the rules let know.

It is health and journey data: sealed, and known to themselves and to whom the rules name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.circumstances import KINDS, Circumstance, Circumstances, Kind, to_text
from service.core.access import may_know_circumstances
from service.core.effects import Change, Erase
from service.core.events import Said
from service.core.message import Message
from service.core.people import Roster
from service.core.privacy import SENSITIVE
from service.core.texts import Moment, Secret, lines, text
from service.core.workflow import Outcome
from service.sdk.panels import button, choice
from service.sdk.turn import Turn
from service.workflows.home import consent
from service.workflows.home.model import HomeTurn, answered, person_of

PERMISSION = "circumstances.manage"

_WORDS: tuple[tuple[str, Kind | None], ...] = (
    ("隔离|quarantine", "quarantine"),
    ("生病|住院|患病|ill|sick", "ill"),
    ("困难|hardship|difficulty", "hardship"),
    ("国外|境外|出国|abroad", "abroad"),
    ("外地|在外|出差|离校|away", "away"),
    ("正常|康复|返回|well|fine", None),
)

# -- one's own


def ask(turn: HomeTurn) -> Outcome:
    """Which it is; before that, once, whether it may be kept at all."""
    if turn.context.abroad:
        return turn.refuse("home-not-abroad")
    if not consent.given(turn, SENSITIVE):
        return consent.ask_for_sensitive(turn)
    return answered(turn, "home.circumstances_asked", "own", _question(turn))


def _question(turn: HomeTurn) -> Message:
    kinds = tuple(
        (choice(turn.activity, "am", text("home-circumstance", kind=kind), kind),)
        for kind in (*KINDS, "well")
    )
    rows = (*kinds, (button(turn.activity, "home-button-withdraw"),))
    return Message(text("home-ask-circumstances"), choices=rows)


def agree(turn: HomeTurn) -> Outcome:
    """The person agrees, and is asked."""
    if turn.context.abroad:
        return turn.refuse("home-not-abroad")
    record = consent.recorded(turn, SENSITIVE, "agreed", consent.for_sensitive(turn))
    return answered(turn, "home.consent_given", "own", _question(turn), record)


def withdraw(turn: HomeTurn) -> Outcome:
    """The consent ends with a word, and what was kept under it is gone."""
    told = Message(text("home-consent-withdrawn"))
    gone = (consent.withdrawn(turn), _changed(turn, turn.person, None))
    return answered(turn, "home.consent_withdrawn", "own", told, *gone)


def report(turn: HomeTurn) -> Outcome:
    """The person says how and where they are (`am:kind`); `am:well` takes it back."""
    if turn.context.abroad:
        return turn.refuse("home-not-abroad")
    if not consent.given(turn, SENSITIVE):
        return consent.ask_for_sensitive(turn)
    kind = next((each for each in KINDS if (each,) == turn.args()), None)
    if kind is None and turn.args() != ("well",):
        return turn.refuse("home-not-understood")
    told = Message(text("home-circumstances-kept"))
    changed = _changed(turn, turn.person, kind)
    reported = answered(turn, "home.circumstances_reported", "own", told, changed)
    return replace(reported, secret=True)


# -- other people's


def keeps(turn: HomeTurn) -> bool:
    """Whether the person looks after those in need in their unit."""
    return turn.context.may(PERMISSION, person_of(turn).unit)


def members(turn: Turn[Any, Any]) -> Circumstances:
    """Those of the person's unit, as far as they may know them."""
    return Circumstances(0, turn.person)


def show(turn: HomeTurn) -> Outcome:
    """Who is in need, sealed on its way, and below it what can be done."""
    if not keeps(turn):
        return turn.refuse("home-not-allowed")
    known = turn.query(members(turn))
    body = text("home-care-some") if known else text("home-care-nobody")
    shown = Message(body, choices=((button(turn.activity, "home-button-tend"),),))
    listed = turn.reply(
        _listed(turn.roster, known), "care", secret=True, holder=turn.person, scope="circumstances"
    )
    return answered(turn, "home.care_shown", "own", shown, *(listed if known else ()))


def ask_whose(turn: HomeTurn) -> Outcome:
    """A line will be typed: only now, so that nothing typed for another purpose is taken for it."""
    if turn.context.abroad:
        return turn.refuse("home-not-abroad")
    if not keeps(turn):
        return turn.refuse("home-not-allowed")
    back = choice(turn.activity, "care", text("sdk-button-keep"))
    asked = Message(text("home-care-ask"), choices=((back,),))
    return answered(turn, "home.care_asked", "own", asked, prompt="care")


def set_for(turn: HomeTurn) -> Outcome:
    """`张伟 隔离`, `Zhang Wei away`: what is typed is taken out of the chat."""
    if turn.context.abroad:
        return turn.refuse("home-not-abroad")
    typed = turn.typed().lower()
    found = next(
        (
            (each, kind)
            for each in turn.roster.people.values()
            if each.active and typed.startswith(each.name.lower())
            for words, kind in _WORDS
            if re.search(words, typed[len(each.name) :])
        ),
        None,
    )
    if found is None or not isinstance(turn.event, Said):
        return turn.refuse("home-no-care")
    person, kind = found
    if not may_know_circumstances(turn.context.rules, turn.roster, turn.actor, person.id):
        return turn.refuse("home-not-allowed")
    if kind is not None and not consent.given(turn, SENSITIVE, person.id):
        return turn.refuse("home-care-no-consent", name=turn.roster.name(person.id))
    told = Message(text("home-care-kept", name=turn.roster.name(person.id)))
    erased, changed = Erase(turn.event.ref), _changed(turn, person.id, kind)
    return replace(answered(turn, "home.care_set", "own", told, erased, changed), secret=True)


def _changed(turn: HomeTurn, person: int, kind: Kind | None) -> Change:
    kept = to_text(Circumstance(kind, turn.now)) if kind else ""
    return Change(person, "circumstances", Secret(fresh=kept))


def _listed(roster: Roster, known: Mapping[int, Circumstance]) -> Message:
    """Who is how, the most urgent first; sent as a secret message only."""
    ordered = sorted(known.items(), key=lambda each: (KINDS.index(each[1].kind), each[0]))
    rows = [
        text(
            "home-care-line",
            name=roster.name(person),
            how=text("home-circumstance", kind=each.kind),
            day=Moment(each.since, "day"),
        )
        for person, each in ordered
    ]
    return Message(lines(text("home-care"), *rows))
