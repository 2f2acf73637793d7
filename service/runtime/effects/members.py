"""What whoever keeps a roster does from the chat: somebody is added, invited, or changes."""

from __future__ import annotations

from typing import Any

from service.core.effects import AddMember, ChangeMember, HandOver, InviteMember
from service.core.events import HandedOver
from service.core.message import Message
from service.core.texts import lines, text
from service.core.workflow import Activity
from service.runtime.accounts.invite_codes import INVITATIONS_LAST, code_hash, new_code
from service.runtime.accounts.membership import change_members
from service.runtime.outbound.rendering import platform_name
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from service.store.administration import Tables


async def change_member(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: ChangeMember
) -> None:
    await change_members(uow, [effect.change], actor=trigger.actor)


async def hand_over(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: HandOver
) -> None:
    """Both are changed, then each activity hears whose it is now."""
    await change_members(uow, effect.changes, actor=trigger.actor)
    for each in effect.activities:
        await uow.handle(each, Trigger(HandedOver(effect.person, effect.to), uow.now))


async def add_member(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: AddMember
) -> None:
    """In the language and time zone of the unit."""
    unit = uow.directory.roster.units[effect.unit]
    await uow.flush()
    person = await Tables(uow.transaction).add_person(
        effect.name, unit.id, effect.group, unit.language, unit.timezone
    )
    await uow.reload_people({person})
    await _invite(uow, trigger, person)


async def invite_member(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: InviteMember
) -> None:
    await uow.flush()
    await _invite(uow, trigger, effect.person)


async def _invite(uow: UnitOfWork, trigger: Trigger, person: int) -> None:
    """A code, said to whoever acts in a message that is emptied once it is sent."""
    code = new_code()
    hashes = {person: code_hash(code)}
    await Tables(uow.transaction).write_codes(hashes, uow.now + INVITATIONS_LAST)
    links = [
        text("link-open", platform=platform_name(account), link=link)
        for account, link in uow.invite_links(code)
    ]
    name = uow.directory.roster.name(person)
    said = lines(text("member-code", name=name, code=code, days=INVITATIONS_LAST.days), *links)
    if trigger.actor is not None:
        uow.outbox.tell(trigger.actor, Message(said), trigger.account, key="link", sealed=True)
