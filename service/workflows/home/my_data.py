"""One's own data: what holds now, and the ways to see, correct, take along and erase it."""

from __future__ import annotations

from dataclasses import replace

from service.core.calendar import zone
from service.core.effects import Change
from service.core.message import Choice, Message
from service.core.privacy import SENSITIVE, Privacy, signs
from service.core.texts import lines, text
from service.core.workflow import Outcome
from service.sdk.panels import choice, grid
from service.workflows.home import consent
from service.workflows.home.members import keepers_of
from service.workflows.home.model import HomeTurn, answered, person_of

LONGEST_REQUEST = 500  # characters


def show(turn: HomeTurn) -> Outcome:
    person, contact = person_of(turn), turn.settings(Privacy).contact
    agreed = consent.given(turn, SENSITIVE)
    body = lines(
        text("home-mydata-about", name=person.name, unit=turn.roster.full_name(person.unit)),
        text("home-mydata-consents", given="yes" if agreed else "no"),
        text("home-signs", signs="yes" if signs(person) else "no"),
        text("home-mydata-ways", contact=contact or text("home-notice-contact")),
    )
    rows = grid(
        turn.activity,
        ("home-button-takeout", "home-button-readers"),
        ("home-button-correct", "home-button-erase"),
        "home-button-withdraw" if agreed else "",
        "home-button-unsigned" if signs(person) else "home-button-signed",
        ("home-button-notice", "home-button-menu"),
    )
    return answered(turn, "home.mydata_shown", "own", Message(body, text("home-mydata"), rows))


# -- what is wrong


def ask_correction(turn: HomeTurn) -> Outcome:
    """What is one's own is changed at once; the rest is for who keeps the roster."""
    person = person_of(turn)
    facts = text(
        "home-mydata-facts",
        name=person.name,
        unit=turn.roster.units[person.unit].name,
        group=person.group or "—",
        post=turn.context.rules.book.post(person),
        contact=person.contact or "—",
        zone=person.timezone,
    )
    rows = grid(turn.activity, ("home-button-lang", "home-button-settings"), _back(turn))
    asked = Message(lines(facts, text("home-ask-correction")), choices=rows)
    return answered(turn, "home.correction_asked", "own", asked, prompt="correct")


def correct(turn: HomeTurn) -> Outcome:
    """A time zone by its name is set; anything else is passed on, word for word, to those who keep
    the roster, with the way to the member's card."""
    person, wish = person_of(turn), turn.line()
    if _is_zone(wish):
        told = Message(
            text("home-zone-changed", zone=wish), choices=grid(turn.activity, _back(turn))
        )
        changed = Change(person.id, "timezone", wish)
        return answered(turn, "home.timezone_changed", "own", told, changed)
    keepers = tuple(each for each in keepers_of(turn, person.unit) if each != person.id)
    if not wish or len(wish) > LONGEST_REQUEST:
        return turn.refuse("home-no-correction", most=LONGEST_REQUEST)
    if not keepers:
        return turn.refuse("home-no-keeper")
    card = choice(turn.activity, "member", text("home-button-member-card"), person.id)
    name = turn.roster.name(person.id)
    asked = Message(text("home-correction-wanted", name=name, wish=wish), choices=((card,),))
    names = "、".join(turn.roster.names(keepers))
    told = Message(
        text("home-correction-sent", names=names), choices=grid(turn.activity, _back(turn))
    )
    sent = turn.tell(keepers, "correction", asked)
    return replace(answered(turn, "home.correction_sent", "own", told, *sent), secret=True)


def _is_zone(words: str) -> bool:
    try:
        return "/" in words and bool(zone(words))
    except ValueError:
        return False


def _back(turn: HomeTurn) -> Choice:
    return choice(turn.activity, "mydata", text("sdk-button-keep"))
