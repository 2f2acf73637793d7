"""What becomes of chats: OrgLife is put out of a room, muted in it or let in again, a person
blocks it, a group gets another id. Platforms tell, and sending finds out: both come here as the
same event.

It is recorded once, a chat that does not work is passed over, and whoever keeps the roster of the
branch is told what is lacking and what to do. Let in again, the chat works again by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from service.core.access import may
from service.core.directory import Directory
from service.core.events import ChatEvent, ChatMoved, ChatStatusChanged
from service.core.message import Chat, Message, Ref
from service.core.people import Person
from service.core.texts import Text, text
from service.ports import Gone, Moved, PermissionDenied, SendResult, Sent
from service.runtime.accounts.platform_migration import post_again, standing_cards
from service.runtime.unit_of_work import UnitOfWork
from service.store.chats import Chats

OUT: Final = "out"  # why a chat is shut, when it is not for the lack of a right
_NAMED = 10  # people of one message


def found_out(
    results: Iterable[tuple[Chat, SendResult]], directory: Directory
) -> Sequence[ChatEvent]:
    """What sending has found out about chats that is not known yet."""
    news: dict[Chat, ChatEvent] = {}
    for chat, result in results:
        ref, unavailable = Ref(chat, ""), directory.unavailable.get(chat, "")
        match result:
            case Gone() if unavailable != OUT:
                news[chat] = ChatStatusChanged(ref, "", "out")
            case PermissionDenied(right) if unavailable != right:
                news[chat] = ChatStatusChanged(ref, "", "muted", right)
            case Moved(new):
                news[chat] = ChatMoved(ref, "", new)
            case Sent() if unavailable:
                news[chat] = ChatStatusChanged(ref, "", "in")
    return tuple(news.values())


async def note(uow: UnitOfWork, events: Iterable[ChatEvent], at: datetime) -> Sequence[str]:
    """Record what has become of chats, and tell who must know. Returns what was done."""
    unreached: dict[tuple[int, bool], list[str]] = {}  # names by unit, and by how they come back
    done = []
    for event in events:
        if isinstance(event, ChatMoved):
            done.append(await _move(uow, event, at))
        elif event.standing == "in":
            done.append(await _open(uow, event, at))
        else:
            done.append(await _shut(uow, event, at, unreached))
    for (unit, starts), names in unreached.items():
        shown = "、".join(sorted(names)[:_NAMED])
        word = text("chat-unreached", names=shown, n=len(names), starts=int(starts))
        _tell(uow, unit, word)
    return done


async def _move(uow: UnitOfWork, event: ChatMoved, at: datetime) -> str:
    chats = _known(uow.directory, event.ref.chat)
    if not chats:
        return "unheard"
    units = _units(uow.directory, chats)
    await uow.flush()
    for chat in chats:
        new = event.to + chat.id.removeprefix(event.ref.chat.id)
        cards = await standing_cards(uow, chat) if chat in uow.directory.units else []
        await Chats(uow.transaction).moved(chat, new)
        post_again(uow, cards, Chat(chat.account, new))
    await uow.reload_chats(chats)
    await uow.record("chat.moved", event, at)
    for unit in units:
        _tell(uow, unit, text("chat-moved", unit=_name(uow, unit)))
    return "chat.moved"


async def _open(uow: UnitOfWork, event: ChatStatusChanged, at: datetime) -> str:
    known = _known(uow.directory, event.ref.chat)
    shut = uow.directory.unavailable
    unavailable = [
        each
        for each in known
        if each in shut and event.lacks in ("", shut[each]) and shut[each] not in event.without
    ]
    if not known and not event.lacks:
        return _invite_to_bind(uow, event)
    if event.without and known:
        return await _limited(uow, event, at, known, unavailable)
    if not unavailable:
        return "unheard"
    units = _units(uow.directory, unavailable)
    await uow.flush()
    await Chats(uow.transaction).opened(unavailable)
    await uow.reload_chats(unavailable)
    await uow.record("chat.opened", event, at)
    for unit in units:
        _tell(uow, unit, text("chat-opened", unit=_name(uow, unit)))
    return "chat.opened"


async def _limited(
    uow: UnitOfWork,
    event: ChatStatusChanged,
    at: datetime,
    known: Sequence[Chat],
    unavailable: Sequence[Chat],
) -> str:
    """It may write there, and not send everything: what can't be sent is told with the rest."""
    await uow.flush()
    if unavailable:
        await Chats(uow.transaction).opened(unavailable)
        await uow.reload_chats(unavailable)
    await uow.record("chat.limited", event, at)
    lacks = "both" if len(event.without) > 1 else event.without[0]
    for unit in _units(uow.directory, known):
        _tell(uow, unit, text("chat-limited", unit=_name(uow, unit), lacks=lacks))
    return "chat.limited"


async def _shut(
    uow: UnitOfWork,
    event: ChatStatusChanged,
    at: datetime,
    unreached: dict[tuple[int, bool], list[str]],
) -> str:
    why = event.lacks or OUT
    worse = (why, OUT)  # what is out stays out, whatever right it lacks besides
    directory = uow.directory
    chats = [
        each
        for each in _known(directory, event.ref.chat)
        if directory.unavailable.get(each, "") not in worse
    ]
    if not chats:
        return "unheard"
    await uow.flush()
    await Chats(uow.transaction).unavailable(chats, event.lacks)
    await uow.reload_chats(chats)
    action = "chat.muted" if event.lacks else "chat.out"
    await uow.record(action, event, at)
    slash = uow.outbox.slashes.get(event.ref.chat.account, "/")
    for unit in _units(directory, chats):
        _tell(uow, unit, text(f"chat-lacks-{why}", unit=_name(uow, unit), slash=slash))
    for chat in chats:
        person = directory.roster.people.get(directory.owners.get(chat, 0))
        if person is not None and person.active and uow.directory.home(person.id) is None:
            way = person.unit, uow.starts(chat.account)
            unreached.setdefault(way, []).append(directory.roster.name(person.id))
    return action


def tell_of_outage(uow: UnitOfWork, account: str, length: timedelta, missed: int) -> None:
    """To everybody who keeps a roster, once the platform is in reach again."""
    minutes = round(length / timedelta(minutes=1))
    platform = text("link-platform", account=account)
    word = text("chat-outage", platform=platform, minutes=minutes, missed=missed)
    _tell_all_keepers(uow, Message(word))


def tell_of_damage(uow: UnitOfWork, files: Sequence[str]) -> None:
    """To everybody who keeps a roster: what the weekly check has found."""
    _tell_all_keepers(uow, Message(text("chat-damaged", files=", ".join(files))))


def _tell_all_keepers(uow: UnitOfWork, word: Message) -> None:
    for person in uow.directory.roster.people.values():
        if person.role != "member" and _keeps_roster(uow, person, person.unit):
            uow.outbox.tell(person, word, key="chat")


def _invite_to_bind(uow: UnitOfWork, event: ChatStatusChanged) -> str:
    """Whoever let OrgLife into a room and keeps a roster hears what comes next."""
    person = uow.directory.person(event.ref.chat.account, event.sender)
    if person is None or event.ref.private or not _keeps_roster(uow, person, person.unit):
        return "unheard"
    account = event.ref.chat.account
    word = Message(text("chat-joined", slash=uow.outbox.slashes.get(account, "/")))
    uow.outbox.tell(person, word, account, key="chat")
    return "chat.joined"


def _known(directory: Directory, chat: Chat) -> list[Chat]:
    """The rooms and private chats that are this chat or a part of it."""
    if chat in directory.owners:
        return [chat]
    return [each for each in directory.units if chat.holds(each)]


def _units(directory: Directory, chats: Iterable[Chat]) -> list[int]:
    rooms: Mapping[Chat, int] = directory.units
    return sorted({rooms[each] for each in chats if each in rooms})


def _name(uow: UnitOfWork, unit: int) -> str:
    found = uow.directory.roster.units.get(unit)
    return found.name if found is not None else ""


def _tell(uow: UnitOfWork, unit: int, words: Text) -> None:
    tell_keepers(uow, unit, Message(words))


def tell_keepers(
    uow: UnitOfWork, unit: int, message: Message, *, but: Person | None = None
) -> None:
    """To those who keep the roster: of the unit, or of the nearest one above where one can be
    reached. `but`: who knows already."""
    roster = uow.directory.roster
    for each in roster.path(unit):
        keepers = [
            person
            for person in roster.here(each)
            if uow.directory.home(person.id) is not None and _keeps_roster(uow, person, unit)
        ]
        if keepers:
            for person in keepers:
                if but is None or person.id != but.id:
                    uow.outbox.tell(person, message, key="chat")
            return


def _keeps_roster(uow: UnitOfWork, person: Person, unit: int) -> bool:
    return may(uow.registry.rules, uow.directory.roster, person, "roster.manage", unit)
