"""Whoever acts is told, once for each version, what is done with their personal data."""

from __future__ import annotations

from service.core.events import TimerFired
from service.core.people import Person
from service.core.privacy import NOTICE, Privacy, holds
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork


async def inform(uow: UnitOfWork, actor: Person, account: str) -> None:
    """Have home tell the person who has just acted, after what they were answered. It holds nobody
    up; without settings for it (in tests) nobody is told."""
    settings = uow.registry.settings.get("home")
    if not isinstance(settings, Privacy):
        return
    person = uow.directory.roster.people.get(actor.id, actor)
    if holds(person, NOTICE, settings.version) or uow.directory.home(person.id) is None:
        return
    due = Trigger(TimerFired("notice", uow.now, 0), uow.now, None, person.id, account)
    await uow.handle(await uow.home_activity(), due)
