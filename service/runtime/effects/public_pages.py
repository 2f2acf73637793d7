"""The address of an activity's page."""

from __future__ import annotations

from typing import Any

from service.core.effects import OpenPage
from service.core.workflow import Activity
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork


async def open_page(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: OpenPage
) -> None:
    uow.changes.pages[activity.id] = effect.hash
