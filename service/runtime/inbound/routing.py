"""From an event to the activity and the entry it concerns.

Looking up is set-based, once for a batch; routing itself is pure. What is typed in a private chat
is read in this order: a reply to a message of ours, the number or label of a choice that stands,
a command's word, the answer to a question in free text; everything else goes to home. With a
slash a word is a command before all that. The question stays open, and `取消` leaves it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from service.core.choices import HOME, ChoiceId, left_by
from service.core.effects import GOES_ON, YIELDS
from service.core.events import (
    Attached,
    ChatMoved,
    ChatStatusChanged,
    Chose,
    CommandGiven,
    Edited,
    Joined,
    Liked,
    Nameless,
    PlatformEvent,
    Said,
    TakenBack,
    Tapped,
    Unreadable,
    Voted,
    Withdrawn,
)
from service.core.message import Chat, Message
from service.core.people import Person, Roster
from service.core.texts import plain
from service.runtime.outbound import payloads
from service.runtime.sandbox import MARK
from service.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class InboundEvent:
    """One event of a platform update, and who it came from."""

    inbox: int
    received_at: datetime
    event: PlatformEvent
    actor: Person | None

    @property
    def chat(self) -> Chat:
        return self.event.ref.chat


@dataclass(frozen=True, slots=True)
class Target:
    """Where an event goes. `about`: whose entry. `prompt`: the outbox row it answers, if any."""

    activity: int
    about: int
    event: PlatformEvent | TakenBack
    prompt: int | None = None


@dataclass(frozen=True, slots=True)
class CommandTarget:
    """A command to the workflow that knows it. `waiting`: the question that stays open."""

    event: CommandGiven
    waiting: OpenPrompt | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """The person does not want to answer the question in the message `prompt`."""

    prompt: int


@dataclass(frozen=True, slots=True)
class HomeTarget:
    """Nothing more special was found: home answers."""

    event: PlatformEvent


@dataclass(frozen=True, slots=True)
class Ignored:
    """Talk in a room that is not meant for us."""


@dataclass(frozen=True, slots=True)
class Loose:
    """Talk in a room that may be meant for what is collected there."""

    event: Said | Attached


Route = Target | CommandTarget | Left | HomeTarget | Ignored | Loose


@dataclass(frozen=True, slots=True)
class OpenPrompt:
    """A message of ours whose choices or question may be answered by typing."""

    row: int
    activity: int
    about: int | None
    token: str
    buttons: tuple[tuple[str, str], ...]  # (choice id, label as compared)
    over: bool = False  # its activity is finished: only a late answer can mean it
    key: str = ""
    said: str = ""  # its words
    also: tuple[tuple[str, str], ...] = ()  # (choice id, another word that takes it)

    @property
    def waits(self) -> bool:
        """Whether it is a question that stands open, and can be left."""
        return bool(self.token) and not self.over and not self.token.endswith(GOES_ON)


@dataclass(frozen=True, slots=True)
class MessageOrigin:
    """What a person's message, or tap, has become. `about`: whose entry; `choice`: what the tap
    stood for; `by`: who tapped."""

    activity: int
    about: int
    choice: str = ""
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """What the first file of an album has become, and what it answered: `asked` and `answers` as
    in `Said`. `by`: who sent it."""

    activity: int
    about: int
    by: int | None
    asked: str
    answers: int | None


@dataclass(frozen=True, slots=True)
class Lookups:
    """What routing a batch needs to know from the store."""

    offers: Mapping[Chat, Sequence[OpenPrompt]] = field(default_factory=dict)
    posted: Mapping[tuple[Chat, str], OpenPrompt] = field(default_factory=dict)
    heard: Mapping[tuple[Chat, str], MessageOrigin] = field(default_factory=dict)
    albums: Mapping[tuple[Chat, str], Begun] = field(default_factory=dict)


async def look_up(transaction: Transaction, inbound_events: Collection[InboundEvent]) -> Lookups:
    """Ask the store at once about every message of the batch that was typed, edited or withdrawn,
    and about those under which a number was tapped."""
    chats, private = set(), set()
    replied: set[str] = set()
    changed: set[str] = set()
    tapped: set[str] = set()
    for each in inbound_events:
        event = each.event
        chats.add(event.ref.chat.id)
        typed = isinstance(event, Said | Attached | CommandGiven) or _leaves(event)
        if typed and event.ref.private:
            private.add(event.ref.chat.id)
        tap = event.tap if isinstance(event, Withdrawn) else event
        if isinstance(tap, Tapped):
            tapped.add(tap.on)
        if isinstance(event, Said | Attached) and event.reply_to:
            replied.add(event.reply_to)
        elif isinstance(event, Edited | Withdrawn | Liked):
            changed.add(event.ref.id)
    offers: dict[Chat, list[OpenPrompt]] = {}
    if private:
        for row in await transaction.offers(private):
            prompt = prompt_in(row, over=bool(row.finished))
            if prompt.token == MARK:  # a room that is tried out takes replies alone
                prompt = replace(prompt, token="")
            offers.setdefault(Chat(row.account, row.chat), []).append(prompt)
    posted = {}
    if replied or tapped:
        for row in await transaction.posted(chats, replied | tapped):
            posted[Chat(row.account, row.chat), row.remote] = prompt_in(row)
    heard: dict[tuple[Chat, str], MessageOrigin] = {}
    if replied or changed:
        for row in await transaction.heard(chats, replied | changed):
            where = Chat(row.account, row.chat), row.message
            # first of all it was said
            heard.setdefault(
                where, MessageOrigin(row.activity, row.about, _choice_in(row), row.actor)
            )
    return Lookups(offers, posted, heard, await _begun(transaction, inbound_events))


async def _begun(
    transaction: Transaction, inbound_events: Collection[InboundEvent]
) -> dict[tuple[Chat, str], Begun]:
    """What the albums that these are part of have become so far."""
    chats, albums = set(), set()
    since = max((each.received_at for each in inbound_events), default=None)
    for each in inbound_events:
        if isinstance(each.event, Attached) and each.event.album:
            chats.add(each.chat.id)
            albums.add(each.event.album)
            since = min(since or each.received_at, each.received_at)
    if since is None or not albums:
        return {}
    begun: dict[tuple[Chat, str], Begun] = {}
    for row in await transaction.albums(chats, albums, since - TOGETHER):
        file = _files.decode(row.event)["Attached"]
        origin = Begun(row.activity, row.about, row.actor, file.asked, file.answers)
        begun.setdefault((Chat(row.account, row.chat), file.album), origin)
    return begun


def route(
    inbound: InboundEvent, actor: Person, lookups: Lookups, words: Mapping[str, str]
) -> Route:
    """Where the event goes. `words`: what may be typed for which command."""
    event = unquoted(inbound.event)
    match event:
        case Chose():
            if _leaves(event):
                given = CommandGiven(event.ref, event.sender, LEAVE)
                return _left(event.choice, lookups.offers.get(inbound.chat, ())) or CommandTarget(
                    given
                )
            return _chosen(event, actor)
        case Tapped():
            return _tapped(event, actor, lookups.posted.get((inbound.chat, event.on)))
        case CommandGiven():
            given = replace(event, name=words.get(event.name, event.name))
            return _command(given, lookups.offers.get(inbound.chat, ()))
        case Edited() | Withdrawn():
            known = lookups.heard.get((inbound.chat, event.ref.id))
            if known is None and isinstance(event, Withdrawn) and event.tap is not None:
                # The tap came to nothing: it is tried again.
                return _tapped(event.tap, actor, lookups.posted.get((inbound.chat, event.tap.on)))
            return _changed(event, actor, known)
        case Liked():
            known = lookups.heard.get((inbound.chat, event.ref.id))
            return Target(known.activity, actor.id, event) if known else Ignored()
        case Said() | Attached():
            read = _private if event.ref.private else _in_room
            return _with_album(event, actor, lookups, read(inbound, event, actor, lookups, words))
        case Joined() | Unreadable():
            return HomeTarget(event) if event.ref.private else Ignored()
        case Voted():
            vote = ChoiceId.decode(event.choice)
            return Target(vote.activity, actor.id, event) if vote is not None else Ignored()
        case ChatStatusChanged() | ChatMoved() | Nameless():
            return Ignored()  # of nobody: the batch has seen to it


def _with_album(event: Said | Attached, actor: Person, lookups: Lookups, found: Route) -> Route:
    """A further file of an album goes where the first one went, whatever stands there by now."""
    if not isinstance(event, Attached) or not event.album:
        return found
    begun = lookups.albums.get((event.ref.chat, event.album))
    if begun is None or begun.by != actor.id:
        return found
    match found:
        case Target(activity=activity, event=Attached()) if activity == begun.activity:
            return found
    further = replace(event, asked=begun.asked, answers=begun.answers)
    return Target(begun.activity, begun.about, further)


def unquoted(event: PlatformEvent) -> PlatformEvent:
    """The event as it is kept: whose message it answers is known, or never will be."""
    if isinstance(event, Said | Attached) and event.quotes:
        return replace(event, quotes="")
    return event


def _changed(event: Edited | Withdrawn, actor: Person, known: MessageOrigin | None) -> Route:
    """What somebody said is changed or taken back, or a tap is; each by themselves alone."""
    if known is None:
        return Ignored()
    if known.choice and isinstance(event, Withdrawn) and known.by == actor.id:
        back = TakenBack(event.ref, event.sender, known.choice)
        return Target(known.activity, known.about, back)
    return Target(known.activity, actor.id, event) if known.about == actor.id else Ignored()


def author(inbound: InboundEvent, lookups: Lookups, roster: Roster) -> Person | None:
    """Whose words were removed from a room, whoever has removed them: a platform lets only those
    do so who may, and the words count no more, as if their author had taken them back."""
    event = inbound.event
    if not isinstance(event, Withdrawn) or event.ref.private:
        return None
    known = lookups.heard.get((inbound.chat, event.ref.id))
    return roster.people.get(known.about) if known is not None and not known.choice else None


def _chosen(event: Chose, actor: Person, prompt: int | None = None) -> Route:
    choice = ChoiceId.decode(event.choice)
    if choice is None or choice.activity == HOME:
        return HomeTarget(event)
    return Target(choice.activity, choice.about or actor.id, event, prompt)


def _tapped(event: Tapped, actor: Person, prompt: OpenPrompt | None) -> Route:
    """The choice that the number stands for under this message."""
    if prompt is None or not 1 <= event.number <= len(prompt.buttons):
        return Ignored()
    choice, _ = prompt.buttons[event.number - 1]
    answered = prompt.row if event.ref.private else None  # a room asks everybody
    return _chosen(Chose(event.ref, event.sender, choice), actor, answered)


def _private(
    inbound: InboundEvent,
    event: Said | Attached,
    actor: Person,
    lookups: Lookups,
    words: Mapping[str, str],
) -> Route:
    offers = list(lookups.offers.get(inbound.chat, ()))
    answered = lookups.posted.get((inbound.chat, event.reply_to)) if event.reply_to else None
    if answered:
        offers.insert(0, answered)
    said = comparable(event.text)
    command = words.get(said.removeprefix("/").lstrip()) if isinstance(event, Said) else None
    given = CommandGiven(event.ref, event.sender, command) if command else None
    if given and said.startswith("/"):
        return _command(given, offers)
    found = _answering(offers, event, said, actor)
    # A reply to the question itself is its answer, whatever the word means elsewhere.
    replied = answered is not None and given is not None and given.name != LEAVE
    if given and (found is None or (_is_answer(found) and not replied)):
        return _command(given, offers)
    # What is said to an activity that is over gets its clear word.
    late = [replace(each, over=False) for each in offers if each.over]
    found = found or _answering(late, event, said, actor)
    return found or HomeTarget(event)


def _command(given: CommandGiven, offers: Sequence[OpenPrompt]) -> Route:
    """The command; or, where it takes back nothing else, the end of the newest open question."""
    newest = next((each for each in offers if each.waits), None)
    if given.name == LEAVE and given.ref.private:
        return Left(newest.row) if newest is not None else CommandTarget(given)
    return CommandTarget(given, newest)


def _leaves(event: PlatformEvent) -> bool:
    """Whether it is the choice that leaves a question."""
    return isinstance(event, Chose) and left_by(event.choice) is not None


def _left(choice: str, offers: Sequence[OpenPrompt]) -> Left | None:
    """The newest question that stands open of the activity which the choice names."""
    of = left_by(choice)
    asking = (each.row for each in offers if each.waits and each.activity == of)
    newest = next(asking, None)
    return Left(newest) if newest is not None else None


def _is_answer(found: Route) -> bool:
    """Whether the words would answer a question in free text, rather than take a choice."""
    return isinstance(found, Target) and isinstance(found.event, Said)


def _answering(
    offers: Sequence[OpenPrompt], event: Said | Attached, said: str, actor: Person
) -> Route | None:
    """The choice or question among these that the typed text answers. Of an activity that is over
    only a number may mean a choice, for what it came to can still be asked for."""
    numbered = True  # a number means the newest message that has choices
    for at, prompt in enumerate(offers):
        choice = _by_number(prompt, said) if numbered else None
        if not prompt.over:
            choice = choice or _by_label(prompt, said)
        if choice and left_by(choice) is None:
            return _chosen(Chose(event.ref, event.sender, choice), actor, prompt.row)
        left = _left(choice, offers) if choice else None
        if left is not None:
            return left
        if prompt.token and not prompt.over:
            asked = replace(event, asked=prompt.token)
            others = offers[at + 1 :] if prompt.token.endswith(YIELDS) else ()
            meant = _labelled(others, event, said, actor)
            return meant or Target(prompt.activity, prompt.about or actor.id, asked, prompt.row)
        numbered = numbered and not _numbers(prompt)
    return None


def _labelled(
    offers: Sequence[OpenPrompt], event: Said | Attached, said: str, actor: Person
) -> Route | None:
    """The newest choice that is called so, of what still runs; not one that leaves a question."""
    for prompt in offers:
        choice = None if prompt.over else _by_label(prompt, said)
        if choice and left_by(choice) is None:
            return _chosen(Chose(event.ref, event.sender, choice), actor, prompt.row)
    return None


def _in_room(
    inbound: InboundEvent,
    event: Said | Attached,
    actor: Person,
    lookups: Lookups,
    words: Mapping[str, str],
) -> Route:
    if not event.reply_to:
        return Loose(event) if _says_something(event, words) else Ignored()
    answered = lookups.posted.get((inbound.chat, event.reply_to))
    if answered:
        said = comparable(event.text)
        choice = _by_number(answered, said) or _by_label(answered, said)
        if choice:
            return _chosen(Chose(event.ref, event.sender, choice), actor)
        return Target(answered.activity, actor.id, replace(event, asked=answered.token))
    known = lookups.heard.get((inbound.chat, event.reply_to))
    if known is None:
        return Ignored()
    return Target(known.activity, actor.id, replace(event, answers=known.about))


def _says_something(event: Said | Attached, words: Mapping[str, str]) -> bool:
    """Whether it can be a contribution: no command, and more than signs."""
    if isinstance(event, Attached):
        return True
    said = comparable(event.text)
    is_command = event.text.lstrip().startswith(("/", "／", "!", "！")) or said in words
    return not is_command and any(map(str.isalnum, said))


def _by_number(prompt: OpenPrompt, said: str) -> str | None:
    number, numbers = int(said) if re.fullmatch("[0-9]{1,3}", said) else 0, _numbers(prompt)
    return numbers[number - 1] if 1 <= number <= len(numbers) else None


def _numbers(prompt: OpenPrompt) -> list[str]:
    """The choices by their numbers; the one that leaves a question has none."""
    return [choice for choice, _ in prompt.buttons if left_by(choice) is None]


def _by_label(prompt: OpenPrompt, said: str) -> str | None:
    for choice, label in prompt.buttons:
        # "B" takes the choice labelled "B. …" as well.
        if said and (said == label or (len(said) == 1 and label.startswith(f"{said}."))):
            return choice
    return next((choice for choice, word in prompt.also if said == word), None)


def comparable(typed: str) -> str:
    """Typed words as they are compared: full width made half, `2️⃣` a digit; case, end marks and a
    symbol in front (`✔ 发布`) ignored."""
    plain = unicodedata.normalize("NFKC", typed).replace("🔟", "10")
    plain = re.sub("(?<=[0-9])\ufe0f?\u20e3", "", plain).strip().strip(".。!！").lower()
    first, _, rest = plain.partition(" ")
    return rest.lstrip() if rest and all(map(_decorates, first)) else plain


def _decorates(letter: str) -> bool:
    """Whether it is a symbol, or the mark that makes one a picture."""
    return letter == "\ufe0f" or unicodedata.category(letter)[0] == "S"


LEAVE = "cancel"
"""The command that leaves an open question."""


def _choice_in(row: Any) -> str:
    """What the tap was that a journal line tells of."""
    if row.sealed or not row.event.startswith('{"Chose"'):
        return ""
    return _taps.decode(row.event)["Chose"].choice


@dataclass(frozen=True, slots=True)
class _Tap:
    """Of a tap in the journal what is read again: lines of every age are, whatever a chat was
    called in them."""

    choice: str


@dataclass(frozen=True, slots=True)
class _File:
    """The same of a file."""

    album: str = ""
    asked: str = ""
    answers: int | None = None


_taps = msgspec.json.Decoder(dict[str, _Tap])
_files = msgspec.json.Decoder(dict[str, _File])
TOGETHER = timedelta(days=2)
"""So long after the first file of an album another one may come, as after an outage."""


def prompt_in(row: Any, *, over: bool = False) -> OpenPrompt:
    """What the row of the outbox offers and asks."""
    legible = row.payload and not row.sealed
    message = payloads.read(row.payload) if legible else Message("")
    choices = message.choices
    return OpenPrompt(
        row.id,
        row.activity,
        row.about,
        row.prompt,
        tuple((each.id, comparable(plain(each.label))) for line in choices for each in line),
        over,
        row.key,
        plain(message.body),
        tuple(
            (each.id, comparable(word))
            for line in choices
            for each in line
            for word in each.also.split("|")
            if word
        ),
    )
