"""Effects that concern question banks, carried out within the batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.core.effects import KeepBank, ReadFile
from service.store.banks import BankTables
from service.store.file_imports import FileImports

if TYPE_CHECKING:
    from service.runtime.unit_of_work import UnitOfWork


async def read_file(uow: UnitOfWork, activity: int, effect: ReadFile) -> None:
    """Note down that the file is to be read."""
    await FileImports(uow.transaction).ask(
        {
            "activity": activity,
            "person": effect.person,
            "account": effect.account,
            "file": effect.file_id,
            "name": effect.name,
        }
    )


async def keep_bank(uow: UnitOfWork, effect: KeepBank) -> None:
    """Keep the questions; their pictures have been kept when they were read."""
    banks = BankTables(uow.transaction)
    await banks.keep(effect.unit, effect.name, effect.questions, {}, uow.now)
