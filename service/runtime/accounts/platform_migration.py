"""A branch moves from one platform to another and loses nothing on the way.

The roster, the activities and the record know no platform, so what moves is where people are
reached. The move begins at a command and goes on by itself: a member who links a chat on the new
account gets reminders there, and whatever stood open for them is offered there again; a room that
is bound on the new account gets the posts of what is going on, and the old room is left. Until
then everybody is served where they were.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.core.message import Chat, Message
from service.core.people import Person
from service.core.texts import text
from service.runtime.accounts.invite_codes import INVITATIONS_LAST, hashes_of, new_code
from service.runtime.localization.catalog import Locale
from service.runtime.outbound import payloads
from service.runtime.outbound.rendering import continued, platform_name
from service.runtime.unit_of_work import UnitOfWork
from service.store.administration import Tables
from service.store.changes import OutboxRow
from service.store.platform_migration import Moves


@dataclass(frozen=True, slots=True)
class Moved:
    """How far a move has come. `there`: members who are on the new account; `codes`: new codes of
    those who are not, by person; `left`, `missing`: units whose room is there, and is not yet."""

    there: tuple[int, ...]
    codes: dict[int, str]
    left: tuple[int, ...]
    missing: tuple[int, ...]


async def begin(uow: UnitOfWork, unit: int, source: str, target: str) -> Moved:
    """Begin the move, or look how far it has come: doing it twice changes nothing but the codes."""
    await uow.flush()
    moves = Moves(uow.transaction)
    await moves.come_back(uow.directory.roster.below(unit), target)
    await uow.reload()
    await moves.begin(unit, source, target, uow.now)
    moved = {"unit": unit, "source": source, "target": target}
    await uow.note("branch.moved", {"Moved": moved})
    roster = uow.directory.roster
    there, codes = [], {}
    for person in roster.members(unit):
        home = _home_on(uow, person.id, target)
        if home is None:
            codes[person.id] = new_code()
            continue
        there.append(person.id)
        await _follow(uow, person, home, source)
    hashes = await asyncio.to_thread(hashes_of, codes)
    await Tables(uow.transaction).write_codes(hashes, uow.now + INVITATIONS_LAST)
    left, missing = [], []
    for each in sorted(roster.below(unit)):
        rooms = uow.directory.rooms.get(each, ())
        new = next((room for room in rooms if room.account == target), None)
        if new is not None:
            await _leave_rooms(uow, each, source, new)
            left.append(each)
        elif any(room.account == source for room in rooms):
            missing.append(each)
    return Moved(tuple(there), codes, tuple(left), tuple(missing))


async def person_linked(uow: UnitOfWork, person: int, chat: Chat) -> None:
    """Somebody has just linked this private chat: if their branch is moving there, they follow."""
    known = uow.directory.roster.people[person]
    for move in await _moves(uow, known.unit, chat.account):
        await _follow(uow, known, chat, move.source)


async def room_bound(uow: UnitOfWork, unit: int, chat: Chat) -> None:
    """A room has just been bound to the unit: if the unit is moving there, it leaves the old."""
    for move in await _moves(uow, unit, chat.account):
        await _leave_rooms(uow, unit, move.source, chat)


async def _moves(uow: UnitOfWork, unit: int, target: str) -> list[Any]:
    await uow.flush()
    above = tuple(uow.directory.roster.path(unit))
    return await Moves(uow.transaction).of(above, target)


# -- a member


async def _follow(uow: UnitOfWork, person: Person, here: Chat, source: str) -> None:
    """Reminders go to the new chat, and what stands open in the old one is offered there. Who
    chose a third platform for reminders keeps it."""
    if person.channel in ("", source):
        person = replace(person, channel=here.account, chosen=person.chosen - {"channel"})
        uow.set_person(person, "channel")
    await uow.flush()
    old = [each for each in uow.directory.homes.get(person.id, ()) if each.account == source]
    there = {(row.activity, row.about) for row in await _open(uow, [here], person.id)}
    for row in reversed(await _open(uow, old, person.id)):
        if (row.activity, row.about) not in there:
            _offer_again(uow, row, person, here)


async def _open(uow: UnitOfWork, chats: Sequence[Chat], person: int) -> list[Any]:
    """The newest message to the person in these chats, for each activity, that can still be
    answered; the newest first."""
    if not chats:
        return []
    home = await uow.home_activity()
    newest: dict[tuple[int, int | None], Any] = {}
    for row in await uow.transaction.offers({each.id for each in chats}):
        asked = row.person == person and row.activity not in (None, home)
        open_ = asked and not row.finished and row.payload and not row.sealed
        if open_ and Chat(row.account, row.chat) in chats:
            newest.setdefault((row.activity, row.about), row)
    return list(newest.values())


def _offer_again(uow: UnitOfWork, row: Any, person: Person, here: Chat) -> None:
    reader = Locale(person.language, person.timezone)
    message = payloads.read(row.payload)
    again = _copy(uow, row, here)
    uow.changes.send(replace(again, about=row.about, person=row.person, offers=True))
    amended = continued(message, here, uow.registry.catalog, reader)
    uow.outbox.amend(Chat(row.account, row.chat), amended, row.activity, row.key)


# -- a room


async def _leave_rooms(uow: UnitOfWork, unit: int, source: str, new: Chat) -> None:
    """What goes on is posted in the new room, and the old ones get a last word."""
    room = uow.directory.roster.units[unit]
    for old in uow.directory.rooms.get(unit, ()):
        if old.account != source or old == new:
            continue
        await uow.flush()
        post_again(uow, _cards(await Moves(uow.transaction).posted(old)), new)
        word = text("link-room-left", platform=platform_name(new.account))
        uow.outbox.say_in_room(old, Message(word), Locale(room.language, room.timezone))
        await Moves(uow.transaction).leave(old, uow.now)
        await uow.reload_chats([old])


async def standing_cards(uow: UnitOfWork, room: Chat) -> list[Any]:
    """The messages of what goes on that will not follow by themselves when the room gets another
    id: not those that still wait, and no poll, which can be voted in wherever it stands."""
    found = _cards(await Moves(uow.transaction).posted(room))
    return [row for row in found if row.state == "sent" and row.poll is None]


def post_again(uow: UnitOfWork, cards: Iterable[Any], room: Chat) -> None:
    """The same messages in this room, under their keys."""
    for row in cards:
        uow.changes.send(_copy(uow, row, room))


def _cards(posted: Iterable[Any]) -> list[Any]:
    """What members need to go on: of each activity the message that began it as it stands now,
    and the newest other one that offers choices."""
    by_activity: dict[int, dict[str, Any]] = {}
    for row in posted:
        by_activity.setdefault(row.activity, {})[row.key] = row  # keeps the place of the first
    cards = []
    for rows in by_activity.values():
        first, *rest = rows.values()
        offering = [row for row in rest if payloads.read(row.payload).choices]
        cards += [first, *offering[-1:]]
    return cards


def _copy(uow: UnitOfWork, row: Any, chat: Chat) -> OutboxRow:
    """The message once more in another chat, under its key: a change of it changes both."""
    return OutboxRow(
        kind="send",
        account=chat.account,
        chat=chat.id,
        created_at=uow.now,
        payload=row.payload,
        priority="reply",
        activity=row.activity,
        key=row.key,
        prompt=row.prompt,
        on_unknown=row.on_unknown,
    )


def _home_on(uow: UnitOfWork, person: int, account: str) -> Chat | None:
    chats = uow.directory.homes.get(person, ())
    return next((each for each in chats if each.account == account), None)
