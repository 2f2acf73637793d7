"""Keys that only one can hold."""

from __future__ import annotations

from typing import Any

from service.core.effects import Claim, Release
from service.core.workflow import Activity
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork


async def claim(uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Claim) -> None:
    """Nothing is left to do: a decision is carried out once all its keys are taken."""


async def release(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: Release
) -> None:
    uow.changes.released += uow.mode(activity).claims([effect.key])
