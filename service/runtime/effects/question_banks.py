"""Effects that concern question banks, carried out within the batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.core.effects import KeepBank, ReadFile
from service.store.banks import BankTables
from service.store.file_imports import Readings

if TYPE_CHECKING:
    from service.runtime.unit_of_work import Batch


async def read_file(batch: Batch, activity: int, effect: ReadFile) -> None:
    """Note down that the file is to be read."""
    await Readings(batch.transaction).ask(
        {
            "activity": activity,
            "person": effect.person,
            "account": effect.account,
            "file": effect.file_id,
            "name": effect.name,
        }
    )


async def keep_bank(batch: Batch, effect: KeepBank) -> None:
    """Keep the questions; their pictures have been kept when they were read."""
    banks = BankTables(batch.transaction)
    await banks.keep(effect.unit, effect.name, effect.questions, {}, batch.now)
