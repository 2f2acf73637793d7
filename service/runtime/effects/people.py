"""What is kept of a person, and of their chats: settings, codes, links, the calendar's address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from service.core.effects import Change, GiveCode, Invite, OpenCalendarFeed, Unlink
from service.core.message import Message
from service.core.texts import Secret, lines, text
from service.core.workflow import Activity
from service.runtime.accounts.abroad import ended
from service.runtime.accounts.channels import handle_of
from service.runtime.accounts.renewal import LINK_CODES_LAST, link_code, to_pass_on
from service.runtime.outbound.rendering import platform_name
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from service.store.account_linking import Links

UNLINKED = "the chat was unlinked"


async def change(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Change
) -> None:
    """A setting of the person, or what is sealed about them."""
    value = effect.value
    if isinstance(value, Secret):
        value = Secret(token=value.token or uow.registry.sealer.seal(value.fresh))
    changed = uow.directory.changed(effect.person, effect.field, value)
    uow.set_person(changed.roster.people[effect.person], effect.field)


async def open_calendar_feed(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: OpenCalendarFeed
) -> None:
    uow.changes.feeds[effect.person] = effect.hash


async def give_code(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: GiveCode
) -> None:
    """Make a code and say it to the person, with links for the platforms they are not on yet. The
    message is sealed, and emptied once it is sent."""
    person = uow.directory.roster.people[effect.person]
    code = await link_code(uow, person.id)
    there = {each.chat.account for each in uow.directory.linked.get(person.id, ())}
    links = [
        text("link-open", platform=platform_name(account), link=link)
        for account, link in uow.invite_links(code)
        if account not in there
    ]
    minutes = LINK_CODES_LAST // timedelta(minutes=1)
    said = lines(text("link-code", code=code, minutes=minutes), *links)
    uow.outbox.tell(person, Message(said), trigger.account, key="link", sealed=True)


async def invite(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Invite
) -> None:
    """Make a new invitation for the person, and say it to whoever asks for it."""
    person = uow.directory.roster.people.get(effect.person)
    if person is not None and person.active and trigger.actor is not None:
        await to_pass_on(uow, person, trigger.actor, trigger.account)


async def unlink(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Unlink
) -> None:
    """End the link. Nothing more is delivered there but this last word."""
    for each in uow.directory.linked.get(effect.person, ()):
        if handle_of(each) != effect.handle:
            continue
        await uow.flush()
        links = Links(uow.transaction)
        await links.unlink(each.chat.account, each.user)
        await ended(uow, uow.directory.roster.people[effect.person], each.chat.account)
        await uow.flush()
        await uow.reload_people({effect.person})
        home = uow.directory.home(effect.person, trigger.account)
        for row in await links.reroute(each.chat, home, UNLINKED):
            if row.activity is not None:
                await uow.transaction.arm_failure(row, uow.now)
        if each.reached:
            person = uow.directory.roster.people[effect.person]
            uow.outbox.say_at(each.chat, person, Message(text("link-unlinked-here")), key="link")
