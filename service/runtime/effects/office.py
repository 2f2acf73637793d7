"""Ways in to the pages for offices, and out of them."""

from __future__ import annotations

from typing import Any

from service.core.effects import DropOfficeWay, EndOffice, EndReports, OfferOffice
from service.core.workflow import Activity
from service.runtime.accounts.office import drop, offer
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from service.store.office_reports import OfficeReports
from service.store.office_sessions import OfficeSessions


async def offer_office(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: OfferOffice
) -> None:
    await offer(uow, uow.directory.roster.people[effect.person], trigger.account)


async def end_office(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: EndOffice
) -> None:
    sessions = OfficeSessions(uow.transaction)
    await sessions.end(effect.person, uow.now, only=effect.session)


async def drop_office_way(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: DropOfficeWay
) -> None:
    await drop(uow, effect.person, effect.way)
    await OfficeSessions(uow.transaction).end(effect.person, uow.now)


async def end_reports(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: EndReports
) -> None:
    await OfficeReports(uow.transaction).keep(effect.person, "", uow.now)
