"""A person's chats on several platforms: a code that links one more, and the end of a link."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from service.core.directory import Directory, Identity
from service.core.effects import GiveCode, Unlink
from service.core.message import Message, Place
from service.core.queries import Channel
from service.core.texts import lines, text
from service.runtime.accounts.invite_codes import code_hash, new_code
from service.runtime.outbound.rendered import platform_name
from service.runtime.trigger import Trigger
from service.store.account_linking import Links

if TYPE_CHECKING:
    from service.runtime.unit_of_work import UnitOfWork

LINK_CODES_LAST = timedelta(minutes=10)
UNLINKED = "the chat was unlinked"


def channels_of(directory: Directory, person: int) -> tuple[Channel, ...]:
    """The answer to the fact `Channels`."""
    order = {place: number for number, place in enumerate(directory.contact_order(person))}
    linked = directory.linked.get(person, ())
    return tuple(
        Channel(
            handle_of(each),
            each.place.account,
            platform_name(each.place.account),
            each.linked_at,
            each.gone,
        )
        for each in sorted(linked, key=lambda each: order.get(each.place, len(order)))
    )


def handle_of(identity: Identity) -> str:
    """A short name for the identity that tells nothing of it, fit for a choice."""
    named = f"{identity.place.account}\n{identity.user}"
    return hashlib.sha256(named.encode()).hexdigest()[:12]


async def give_code(uow: UnitOfWork, effect: GiveCode, trigger: Trigger) -> None:
    """Make a code and say it to the person, with links for the platforms they are not on yet. The
    message is sealed, and emptied once it is sent."""
    person = uow.directory.roster.people[effect.person]
    code = new_code()
    await uow.flush()
    await Links(uow.transaction).offer(person.id, code_hash(code), trigger.now + LINK_CODES_LAST)
    there = {each.place.account for each in uow.directory.linked.get(person.id, ())}
    links = [
        text("link-open", platform=platform_name(account), link=link)
        for account, link in uow.invite_links(code)
        if account not in there
    ]
    minutes = LINK_CODES_LAST // timedelta(minutes=1)
    said = lines(text("link-code", code=code, minutes=minutes), *links)
    uow.effects.tell(person, Message(said), trigger.account, key="link", sealed=True)


async def unlink(uow: UnitOfWork, effect: Unlink, trigger: Trigger) -> None:
    """End the link. Nothing more is delivered there but this last word."""
    for each in uow.directory.linked.get(effect.person, ()):
        if handle_of(each) != effect.handle:
            continue
        await uow.flush()
        links = Links(uow.transaction)
        await links.unlink(each.place.account, each.user)
        await uow.reload()
        home = uow.directory.home(effect.person, trigger.account)
        for row in await links.reroute(each.place, home, UNLINKED):
            if row.activity is not None:
                await uow.transaction.arm_failure(row, uow.now)
        if not each.gone:
            person = uow.directory.roster.people[effect.person]
            uow.effects.say_at(each.place, person, Message(text("link-unlinked-here")), key="link")


def tell_others(uow: UnitOfWork, person: int, new: Place) -> None:
    """So that nobody is linked behind a person's back."""
    known = uow.directory.roster.people[person]
    word = Message(text("link-notice", platform=platform_name(new.account)))
    for place in uow.directory.contact_order(person):
        if place != new:
            uow.effects.say_at(place, known, word, key="link")
