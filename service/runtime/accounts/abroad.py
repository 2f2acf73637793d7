"""Accounts whose servers are abroad: nobody is served there before agreeing to it (article 39).

Until then nothing that holds personal data is said or handled there but this one question. Who
agrees goes on as if they had just come; who does not is reached in their other chats.
"""

from __future__ import annotations

from dataclasses import replace

from service.core.choices import ChoiceId
from service.core.events import Chose, Joined
from service.core.message import Chat, Choice, Message
from service.core.people import Person
from service.core.privacy import ABROAD, after
from service.core.texts import Words, text
from service.runtime.accounts import platform_migration
from service.runtime.inbound.routing import InboundEvent
from service.runtime.localization.catalog import Locale
from service.runtime.outbound.rendering import platform_name
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from service.store.privacy import ConsentRow, Consents

STAY, LEAVE = "abroad-yes", "abroad-no"  # verbs of home's choices that end here


async def ask_first(uow: UnitOfWork, inbound: InboundEvent, actor: Person) -> str | None:
    """What was done with the event of somebody who has not agreed to this account; None: they
    have, or it is none abroad."""
    account = inbound.chat.account
    needed = uow.registry.needs.get(account)
    if needed is None or needed in actor.agreed:
        return None
    event = inbound.event
    choice = ChoiceId.decode(event.choice) if isinstance(event, Chose) else None
    if choice is not None and choice.verb == STAY:
        return await _agree(uow, inbound, actor)
    if choice is not None and choice.verb == LEAVE:
        chat = _own_chat(uow, inbound, actor)
        await _record(uow, inbound, actor, "abroad.refused")
        if chat is not None:
            uow.outbox.say_at(chat, actor, Message(text("abroad-refused")), key="abroad")
        return "abroad_refused"
    await ask(uow, inbound, actor)
    return "abroad_asked"


async def ask(uow: UnitOfWork, inbound: InboundEvent, actor: Person) -> None:
    """The question, in the person's own chat on this account; it names nobody."""
    chat = _own_chat(uow, inbound, actor)
    if chat is None:
        return
    home = await uow.home_activity()
    rows = tuple(
        (Choice(ChoiceId(home, verb).encode(), text(f"abroad-button-{answer}")),)
        for verb, answer in ((STAY, "yes"), (LEAVE, "no"))
    )
    asked = Message(_words(uow, chat.account), choices=rows)
    uow.outbox.say_at(chat, actor, asked, key="abroad")


async def _agree(uow: UnitOfWork, inbound: InboundEvent, actor: Person) -> str:
    """From now on the person is served here, and greeted."""
    account = inbound.chat.account
    version = uow.registry.needs[account].rpartition(" ")[2]
    subject, said = f"{ABROAD}/{account}", _words(uow, account)
    words = uow.registry.catalog.say(said, Locale(actor.language, actor.timezone))
    await uow.flush()
    row = ConsentRow(actor.id, subject, "agreed", version, words, account, uow.now)
    await Consents(uow.transaction).record(row)
    agreed = after(actor.agreed, subject, version, "agreed")
    known = replace(actor, agreed=agreed)
    uow.set_person(known, "agreed")
    await _record(uow, inbound, actor, "abroad.agreed")
    await uow.flush()
    await uow.reload_people({actor.id})
    joined = Joined(inbound.event.ref, inbound.event.sender, linked=True)
    await uow.home(Trigger(joined, inbound.received_at, known, known.id, account))
    chat = _own_chat(uow, inbound, actor)
    if chat is not None:
        await platform_migration.person_linked(uow, actor.id, chat)
    return "abroad_agreed"


def _words(uow: UnitOfWork, account: str) -> Words:
    platform, recipient = platform_name(account), uow.registry.abroad[account]
    return text("abroad-ask", platform=platform, recipient=recipient or platform)


def _own_chat(uow: UnitOfWork, inbound: InboundEvent, actor: Person) -> Chat | None:
    """The person's private chat on this account."""
    if inbound.event.ref.private:
        return inbound.chat
    linked = uow.directory.linked.get(actor.id, ())
    return next((each.chat for each in linked if each.chat.account == inbound.chat.account), None)


async def _record(uow: UnitOfWork, inbound: InboundEvent, actor: Person, action: str) -> None:
    """A line of the journal."""
    await uow.note(
        action,
        {"Abroad": {}},
        about=actor.id,
        actor=actor.id,
        account=inbound.chat.account,
        at=inbound.received_at,
    )


async def ended(uow: UnitOfWork, person: Person, account: str) -> None:
    """The person's chat on this account is unlinked, and with it ends what they agreed to."""
    needed = uow.registry.needs.get(account)
    if needed is None or needed not in person.agreed:
        return
    words = uow.registry.catalog.say(_words(uow, account), Locale(person.language, person.timezone))
    subject, version = needed.split(" ")
    row = ConsentRow(person.id, subject, "withdrawn", version, words, account, uow.now)
    await Consents(uow.transaction).record(row)
    uow.set_person(
        replace(person, agreed=after(person.agreed, subject, version, "withdrawn")), "agreed"
    )
