"""Acts: known for a month, so that one that is sent again is one; then forgotten."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from adapters.webchat import acts as acts_module
from adapters.webchat.acts import Acts
from adapters.webchat.database import Database
from service.ports import Update
from tests.adapters.webchat.conftest import Mirror


async def test_acts_are_forgotten_when_carried_and_old_and_in_small_portions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts_module, "FORGOTTEN_AT_ONCE", 2)
    database = Database(str(tmp_path / "webchat.sqlite3"))
    await database.open()
    acts = Acts(database, Mirror())
    for number in range(7):
        given = Update(f"{number}", "{}")
        await database.together(partial(acts.keep, given=given, message=f"m{number}", now=number))
    await acts.carried([str(number) for number in range(7) if number != 1])
    await acts.forget(before=6)
    known = [await database.look(partial(acts.known, key=str(number))) for number in range(7)]
    assert [each and each.message for each in known] == [None, "m1", *[None] * 4, "m6"]
    await database.close()
