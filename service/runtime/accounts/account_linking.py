"""Strangers become members: a one-time code links a chat identity to a person.

A code comes from an administrator, or from the person themselves in another chat of theirs. A
wrong, used or expired one gets the same plain refusal, and guessing is slowed down.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from service.core.access import may
from service.core.bounded import Bounded
from service.core.events import CommandGiven, Joined, PlatformEvent, Said
from service.core.message import Chat, Message, Ref
from service.core.people import Person
from service.core.texts import text
from service.runtime.accounts import platform_migration
from service.runtime.accounts.abroad import ask_first
from service.runtime.accounts.channels import tell_others
from service.runtime.accounts.invite_codes import code_hash, looks_like_code
from service.runtime.accounts.renewal import to_secretary
from service.runtime.inbound.routing import InboundEvent
from service.runtime.localization.catalog import Locale
from service.runtime.observability.log import get_logger
from service.runtime.outbound.rendering import platform_name
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from service.store.account_linking import Links

log = get_logger()

ATTEMPTS = 5
WITHIN = timedelta(minutes=10)
_COMMANDS = frozenset({"start", "link"})  # that may bring a code


class Linking:
    """Answers people who are not known yet, and those who are and bring a code all the same."""

    def __init__(self) -> None:
        # When each identity tried, by inbox row: a batch that goes again counts once.
        self._attempts: Bounded[tuple[str, str], dict[int, datetime]] = Bounded(10_000)

    async def welcome(self, uow: UnitOfWork, inbound: InboundEvent) -> str:
        """Link the stranger if they bring a good code; say how if not. Returns what was done."""
        event = inbound.event
        if not event.ref.private:
            return "unheard"
        code = _code_in(event)
        if not code:
            return self._say(uow, inbound.chat, "code-wanted")
        if self._too_many(inbound):
            return self._say(uow, inbound.chat, "code-refused")
        actor = await let_in(uow, code, event.ref, event.sender, inbound.received_at)
        return "linked" if actor else self._say(uow, inbound.chat, "code-refused")

    async def burn(self, uow: UnitOfWork, inbound: InboundEvent) -> bool:
        """Whether a code that was good is written where others read it: it is void at once, and
        whoever keeps the roster is asked for another one."""
        code = _code_in(inbound.event)
        if not looks_like_code(code):
            return False
        await uow.flush()
        links, hashed, chat = Links(uow.transaction), code_hash(code), inbound.chat
        owner = await links.owner(hashed, inbound.received_at)
        person = uow.directory.roster.people.get(owner or 0)
        if person is None:
            return False
        await links.void(person.id, inbound.received_at, hashed)
        unit = uow.directory.roster.units.get(uow.directory.units.get(chat, 0))
        locale = Locale(unit.language, unit.timezone) if unit is not None else Locale()
        uow.outbox.say_in_room(chat, Message(text("code-in-room")), locale)
        to_secretary(uow, person, chat.account)
        log.warning("linking.code_in_a_room", account=chat.account)
        return True

    async def refuse_known(
        self, uow: UnitOfWork, inbound: InboundEvent, actor: Person
    ) -> str | None:
        """Somebody who is known brings a code: it stays as it is, and so do they. Returns what
        was done; None when the words were no code that can be used."""
        event = inbound.event
        code = _code_in(event) if event.ref.private else ""
        if not code:
            return None
        await uow.flush()
        late = self._too_many(inbound)
        owner = (
            None
            if late
            else await Links(uow.transaction).owner(code_hash(code), inbound.received_at)
        )
        if owner is None and not (isinstance(event, CommandGiven) and event.name == "link"):
            return None
        key = (
            "code-refused"
            if owner is None
            else "link-already"
            if owner == actor.id
            else "link-conflict"
        )
        uow.outbox.tell(actor, Message(text(key)), inbound.chat.account, key="link")
        return key.replace("-", "_")

    async def follow(self, uow: UnitOfWork, inbound: InboundEvent, actor: Person) -> None:
        """Whoever writes from another private chat than before, or again from one that was closed,
        is reached there from now on."""
        chat, event = inbound.chat, inbound.event
        known = uow.directory.owners.get(chat) == actor.id
        if not event.ref.private or (known and chat not in uow.directory.unavailable):
            return
        await uow.flush()
        await uow.transaction.link(chat, event.sender, actor.id, inbound.received_at)
        await uow.reload_people({actor.id})

    def _too_many(self, inbound: InboundEvent) -> bool:
        """Whether this identity has tried too often of late; counts this attempt."""
        now = inbound.received_at
        who = (inbound.chat.account, inbound.event.sender)
        earlier = self._attempts.get(who, {})
        tried = {row: at for row, at in earlier.items() if at > now - WITHIN}
        tried[inbound.inbox] = now
        self._attempts[who] = tried
        return len(tried) > ATTEMPTS

    @staticmethod
    def _say(uow: UnitOfWork, chat: Chat, key: str) -> str:
        uow.outbox.say_to_stranger(chat, Message(text(key)))
        if key == "code-refused":
            log.info("linking.refused", account=chat.account)
        return key.replace("-", "_")


async def let_in(
    uow: UnitOfWork, code: str, ref: Ref, user: str, at: datetime, *, device: str = ""
) -> Person | None:
    """Use the code up and link the identity, whose private chat `ref` is in, to its person, who is
    greeted; other codes of theirs are void. An identity that is linked already is told of the new
    `device` instead; empty: it has had none before. None: the code can't be used."""
    await uow.flush()
    person = await uow.transaction.use_code(code_hash(code), at)
    actor = uow.directory.roster.people.get(person or 0)
    if actor is None or not actor.active:
        return None
    await Links(uow.transaction).void(actor.id, at)
    log.info("linking.linked", account=ref.chat.account, person=actor.id)
    chat, known = ref.chat, uow.directory.person(ref.chat.account, user)
    if known is not None and known.id != actor.id:
        raise ValueError("the identity belongs to somebody else")
    left = uow.directory.identities.get((chat.account, user), actor.id)  # who had it, and left
    await uow.transaction.link(chat, user, actor.id, at)
    await uow.reload_people({actor.id, left})
    if known is not None:
        if device:
            name = platform_name(chat.account)
            word = text("link-device", platform=name, device=device)
            uow.outbox.say_at(chat, actor, Message(word), key="link")
        return actor
    tell_others(uow.outbox, actor.id, chat)
    if chat.account in uow.registry.abroad:
        first = InboundEvent(0, at, Joined(ref, user, linked=True), actor)
        if await ask_first(uow, first, uow.directory.roster.people[actor.id]) is not None:
            return actor
    joined = Joined(ref, user, linked=True)
    await uow.home(Trigger(joined, at, actor, actor.id, chat.account))
    await platform_migration.person_linked(uow, actor.id, chat)
    return actor


def _code_in(event: PlatformEvent) -> str:
    match event:
        case Joined(code=code):
            return code
        case CommandGiven(name=name, args=args) if name in _COMMANDS:
            return args
        case Said(text=said) if looks_like_code(said):
            return said
        case _:
            return ""


async def bind_room(uow: UnitOfWork, inbound: InboundEvent, actor: Person) -> str:
    """`/bind` in a room makes it the room of the unit of whoever may manage its roster."""
    if inbound.event.ref.private:
        uow.outbox.tell(actor, Message(text("bind-in-a-room")), key="bind")
        return "bind_refused"
    if not may(uow.registry.rules, uow.directory.roster, actor, "roster.manage", actor.unit):
        uow.outbox.tell(actor, Message(text("bind-not-allowed")), key="bind")
        return "bind_refused"
    await uow.flush()
    await uow.transaction.bind(inbound.chat, actor.unit)
    await uow.reload_chats([inbound.chat])
    await platform_migration.room_bound(uow, actor.unit, inbound.chat)
    unit = uow.directory.roster.units[actor.unit]
    uow.outbox.tell(actor, Message(text("bind-done", unit=unit.name)), key="bind")
    return "room_bound"
