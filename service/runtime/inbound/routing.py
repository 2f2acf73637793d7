"""From an event to the activity and the entry it concerns.

Looking up is set-based, once for a batch; routing itself is pure. What is typed in a private chat
is read in this order: a reply to a message of ours, the number or label of a choice that stands,
the answer to a question in free text, a command's word; everything else goes to home. With a
slash a word is a command whatever is asked, and `取消` leaves the question that stands open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import msgspec

from service.core.choices import HOME, ChoiceId
from service.core.events import (
    Attached,
    Chose,
    CommandGiven,
    Edited,
    Joined,
    Liked,
    PlaceMoved,
    PlatformEvent,
    Said,
    StandingChanged,
    TakenBack,
    Tapped,
    Voted,
    Withdrawn,
)
from service.core.message import Place
from service.core.people import Person
from service.runtime.outbound.rendered import Letter
from service.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Arrival:
    """One event of a platform update, and who it came from."""

    inbox: int
    received_at: datetime
    event: PlatformEvent
    actor: Person | None

    @property
    def place(self) -> Place:
        return self.event.ref.place


@dataclass(frozen=True, slots=True)
class Target:
    """Where an event goes. `about`: whose entry. `offer`: the outbox row it answers, if any."""

    activity: int
    about: int
    event: PlatformEvent | TakenBack
    offer: int | None = None


@dataclass(frozen=True, slots=True)
class CommandTarget:
    """A command to the workflow that knows it."""

    event: CommandGiven


@dataclass(frozen=True, slots=True)
class Left:
    """The person does not want to answer the question in the message `offer`."""

    offer: int


@dataclass(frozen=True, slots=True)
class HomeTarget:
    """Nothing more special was found: home answers."""

    event: PlatformEvent


@dataclass(frozen=True, slots=True)
class Unheard:
    """Talk in a room that is not meant for us."""


Route = Target | CommandTarget | Left | HomeTarget | Unheard


@dataclass(frozen=True, slots=True)
class Offer:
    """A message of ours whose choices or question may be answered by typing."""

    row: int
    activity: int
    about: int | None
    asks: str
    buttons: tuple[tuple[str, str], ...]  # (choice id, label as compared)
    over: bool = False  # its activity is finished: only a late answer can mean it


@dataclass(frozen=True, slots=True)
class Heard:
    """What a person's message, or tap, has become. `about`: whose entry; `choice`: what the tap
    stood for; `by`: who tapped."""

    activity: int
    about: int
    choice: str = ""
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Lookups:
    """What routing a batch needs to know from the store."""

    offers: Mapping[Place, Sequence[Offer]] = field(default_factory=dict)
    posted: Mapping[tuple[Place, str], Offer] = field(default_factory=dict)
    heard: Mapping[tuple[Place, str], Heard] = field(default_factory=dict)


async def look_up(transaction: Transaction, arrivals: Collection[Arrival]) -> Lookups:
    """Ask the store at once about every message of the batch that was typed, edited or withdrawn,
    and about those under which a number was tapped."""
    typed = [each for each in arrivals if isinstance(each.event, Said | Attached)]
    private = {
        each.place.id
        for each in arrivals
        if isinstance(each.event, Said | Attached | CommandGiven) and each.event.ref.private
    }
    replied = {each.event.reply_to for each in typed if each.event.reply_to}  # type: ignore[union-attr]
    changed = {each.event.ref.id for each in arrivals if isinstance(each.event, _ABOUT_A_MESSAGE)}
    places = {each.place.id for each in arrivals}
    offers: dict[Place, list[Offer]] = {}
    if private:
        for row in await transaction.offers(private):
            offers.setdefault(Place(row.account, row.place), []).append(
                _offer(row, over=bool(row.finished))
            )
    posted = {}
    pointed = replied | {each.event.on for each in arrivals if isinstance(each.event, Tapped)}
    if pointed:
        for row in await transaction.posted(places, pointed):
            posted[Place(row.account, row.place), row.remote] = _offer(row)
    heard: dict[tuple[Place, str], Heard] = {}
    if replied or changed:
        for row in await transaction.heard(places, replied | changed):
            where = Place(row.account, row.place), row.message
            # first of all it was said
            heard.setdefault(where, Heard(row.activity, row.about, _choice_in(row), row.actor))
    return Lookups(offers, posted, heard)


def route(arrival: Arrival, actor: Person, lookups: Lookups, words: Mapping[str, str]) -> Route:
    """Where the event goes. `words`: what may be typed for which command."""
    event = arrival.event
    match event:
        case Chose():
            return _chosen(event, actor)
        case Tapped():
            return _tapped(event, actor, lookups.posted.get((arrival.place, event.on)))
        case CommandGiven():
            given = replace(event, name=words.get(event.name, event.name))
            return _command(given, lookups.offers.get(arrival.place, ()))
        case Edited() | Withdrawn():
            return _changed(event, actor, lookups.heard.get((arrival.place, event.ref.id)))
        case Liked():
            known = lookups.heard.get((arrival.place, event.ref.id))
            return Target(known.activity, actor.id, event) if known else Unheard()
        case Said() | Attached():
            if event.ref.private:
                return _private(arrival, event, actor, lookups, words)
            return _in_room(arrival, event, actor, lookups)
        case Joined():
            return HomeTarget(event) if event.ref.private else Unheard()
        case Voted():
            vote = ChoiceId.decode(event.choice)
            return Target(vote.activity, actor.id, event) if vote is not None else Unheard()
        case StandingChanged() | PlaceMoved():
            return Unheard()  # of nobody: the batch has seen to it


def _changed(event: Edited | Withdrawn, actor: Person, known: Heard | None) -> Route:
    """What somebody said is changed or taken back, or a tap is; each by themselves alone."""
    if known is None:
        return Unheard()
    if known.choice and isinstance(event, Withdrawn) and known.by == actor.id:
        back = TakenBack(event.ref, event.sender, known.choice)
        return Target(known.activity, known.about, back)
    return Target(known.activity, actor.id, event) if known.about == actor.id else Unheard()


def _chosen(event: Chose, actor: Person, offer: int | None = None) -> Route:
    choice = ChoiceId.decode(event.choice)
    if choice is None or choice.activity == HOME:
        return HomeTarget(event)
    return Target(choice.activity, choice.about or actor.id, event, offer)


def _tapped(event: Tapped, actor: Person, offer: Offer | None) -> Route:
    """The choice that the number stands for under this message."""
    if offer is None or not 1 <= event.number <= len(offer.buttons):
        return Unheard()
    choice, _ = offer.buttons[event.number - 1]
    return _chosen(Chose(event.ref, event.sender, choice), actor, offer.row)


def _private(
    arrival: Arrival,
    event: Said | Attached,
    actor: Person,
    lookups: Lookups,
    words: Mapping[str, str],
) -> Route:
    offers = list(lookups.offers.get(arrival.place, ()))
    if event.reply_to:
        answered = lookups.posted.get((arrival.place, event.reply_to))
        if answered:
            offers.insert(0, answered)
    said = comparable(event.text)
    command = words.get(said.removeprefix("/").lstrip()) if isinstance(event, Said) else None
    given = CommandGiven(event.ref, event.sender, command) if command else None
    if given and said.startswith("/"):
        return _command(given, offers)
    found = _answering(offers, event, said, actor)
    if given and (found is None or (given.name == LEAVE and _is_answer(found))):
        return _command(given, offers)
    # What is said to an activity that is over gets its clear word.
    late = [replace(each, over=False) for each in offers if each.over]
    found = found or _answering(late, event, said, actor)
    return found or HomeTarget(event)


def _command(given: CommandGiven, offers: Sequence[Offer]) -> Route:
    """The command; or, where it takes back nothing else, the end of the newest open question."""
    if given.name == LEAVE and given.ref.private:
        asking = (each.row for each in offers if each.asks and not each.over)
        newest = next(asking, None)
        if newest is not None:
            return Left(newest)
    return CommandTarget(given)


def _is_answer(found: Route) -> bool:
    """Whether the words would answer a question in free text, rather than take a choice."""
    return isinstance(found, Target) and isinstance(found.event, Said)


def _answering(
    offers: Sequence[Offer], event: Said | Attached, said: str, actor: Person
) -> Route | None:
    """The choice or question among these that the typed text answers. Of an activity that is over
    only a number may mean a choice, for what it came to can still be asked for."""
    numbered = True  # a number means the newest message that has choices
    for offer in offers:
        choice = _by_number(offer, said) if numbered else None
        if not offer.over:
            choice = choice or _by_label(offer, said)
        if choice:
            return _chosen(Chose(event.ref, event.sender, choice), actor, offer.row)
        if offer.asks and not offer.over:
            asked = replace(event, asked=offer.asks)
            return Target(offer.activity, offer.about or actor.id, asked, offer.row)
        numbered = numbered and not offer.buttons
    return None


def _in_room(arrival: Arrival, event: Said | Attached, actor: Person, lookups: Lookups) -> Route:
    if not event.reply_to:
        return Unheard()
    answered = lookups.posted.get((arrival.place, event.reply_to))
    if answered:
        said = comparable(event.text)
        choice = _by_number(answered, said) or _by_label(answered, said)
        if choice:
            return _chosen(Chose(event.ref, event.sender, choice), actor)
        return Target(answered.activity, actor.id, event)
    known = lookups.heard.get((arrival.place, event.reply_to))
    if known is None:
        return Unheard()
    return Target(known.activity, actor.id, replace(event, answers=known.about))


def _by_number(offer: Offer, said: str) -> str | None:
    number = int(said) if re.fullmatch("[0-9]{1,3}", said) else 0
    return offer.buttons[number - 1][0] if 1 <= number <= len(offer.buttons) else None


def _by_label(offer: Offer, said: str) -> str | None:
    for choice, label in offer.buttons:
        # "B" takes the choice labelled "B. …" as well.
        if said and (said == label or (len(said) == 1 and label.startswith(f"{said}."))):
            return choice
    return None


def comparable(typed: str) -> str:
    """Typed words as they are compared: full width made half; case, end marks and a symbol in
    front (`✔ 发布`) ignored."""
    plain = unicodedata.normalize("NFKC", typed).strip().strip(".。!！").lower()
    first, _, rest = plain.partition(" ")
    return rest.lstrip() if rest and all(map(_decorates, first)) else plain


def _decorates(letter: str) -> bool:
    """Whether it is a symbol, or the mark that makes one a picture."""
    return letter == "\ufe0f" or unicodedata.category(letter)[0] == "S"


LEAVE = "cancel"
"""The command that leaves an open question."""

_ABOUT_A_MESSAGE = (Edited, Withdrawn, Liked)
_letters = msgspec.json.Decoder(Letter)


def _choice_in(row: Any) -> str:
    """What the tap was that a journal line tells of."""
    if row.sealed or not row.event.startswith('{"Chose"'):
        return ""
    return _taps.decode(row.event)["Chose"].choice


_taps = msgspec.json.Decoder(dict[str, Chose])


def _offer(row: Any, *, over: bool = False) -> Offer:
    letter = _letters.decode(row.payload) if row.payload and not row.sealed else Letter("")
    return Offer(
        row.id,
        row.activity,
        row.about,
        row.asks,
        tuple((button.id, comparable(button.label)) for line in letter.buttons for button in line),
        over,
    )
