"""Question banks, and the files that they are read from."""

from __future__ import annotations

from typing import Any

from service.core.workflow import Activity
from service.questions.effects import KeepBank, ReadFile
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from service.store.banks import BankTables
from service.store.file_imports import FileImports


async def read_file(uow: UnitOfWork, activity: Activity[Any], _: Trigger, effect: ReadFile) -> None:
    """Note down that the file is to be read."""
    await FileImports(uow.transaction).ask(
        {
            "activity": activity.id,
            "person": effect.person,
            "account": effect.account,
            "file": effect.file_id,
            "name": effect.name,
        }
    )


async def keep_bank(uow: UnitOfWork, _: Activity[Any], __: Trigger, effect: KeepBank) -> None:
    """Keep the questions; their pictures have been kept when they were read."""
    banks = BankTables(uow.transaction)
    await banks.keep(effect.unit, effect.name, effect.questions, {}, uow.now)
