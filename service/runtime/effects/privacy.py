"""What becomes of a person's agreement: a line of its own, and what holds from now on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.core.effects import Agree
from service.core.privacy import SENSITIVE, after
from service.core.workflow import Activity
from service.runtime.erasure import forget_unconsented
from service.runtime.localization.catalog import Locale
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from service.store.privacy import ConsentRow, Consents


async def agree(uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Agree) -> None:
    """The words are kept as the person reads them."""
    person = uow.directory.roster.people.get(effect.person)
    if person is None:
        return
    words = uow.registry.catalog.say(effect.words, Locale(person.language, person.timezone))
    await uow.flush()
    row = ConsentRow(
        person.id, effect.subject, effect.act, effect.version, words, trigger.account, uow.now
    )
    await Consents(uow.transaction).record(row)
    agreed = after(person.agreed, effect.subject, effect.version, effect.act)
    uow.set_person(replace(person, agreed=agreed), "agreed")
    if effect.act == "withdrawn" and effect.subject == SENSITIVE:
        await forget_unconsented(uow, person.id)
