"""A database that is gone, replaced or damaged: nothing more is said to be kept, and no event is
blamed for it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from service.store.guard import StorageLostError
from service.testkit.databases import open_store
from tests.runtime.machines import errors, said
from tests.world import world

CHANGE = text("UPDATE alembic_version SET version_num = version_num")


def delete(file: Path) -> None:
    file.unlink()


def replace(file: Path) -> None:
    other = file.with_name("other")
    shutil.copy(file, other)
    other.replace(file)


def recreate(file: Path) -> None:
    file.unlink()
    file.touch()


def delete_journal(file: Path) -> None:
    Path(f"{file}-wal").unlink()


@pytest.mark.parametrize("lose", [delete, replace, recreate, delete_journal])
async def test_nothing_is_committed_into_a_file_that_nobody_will_find(
    tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    file = tmp_path / "orglife.sqlite3"
    store = await open_store(f"sqlite:///{file}")
    try:
        async with store.write() as transaction:
            await transaction.execute(CHANGE)
        with pytest.raises(StorageLostError) as under_way:
            async with store.write() as transaction:
                await transaction.execute(CHANGE)
                lose(file)
        assert under_way.value.why == "file"
        with pytest.raises(StorageLostError):
            async with store.write() as transaction:
                await transaction.execute(CHANGE)
    finally:
        await store.close()


async def test_a_file_behind_a_link_that_points_elsewhere_now_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "here")
    store = await open_store(f"sqlite:///{tmp_path / 'link' / 'orglife.sqlite3'}")
    try:
        async with store.write() as transaction:
            await transaction.execute(CHANGE)
        (tmp_path / "here").rename(tmp_path / "away")
        (tmp_path / "here").mkdir()
        with pytest.raises(StorageLostError):
            async with store.write() as transaction:
                await transaction.execute(CHANGE)
    finally:
        await store.close()


def spoil(file: Path) -> bytes:
    """Overwrite every page but the first. Returns what was there."""
    with closing(sqlite3.connect(file)) as opened:
        with opened:  # so that nobody reads from memory
            opened.execute("UPDATE alembic_version SET version_num = version_num")
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = file.read_bytes()
    with file.open("r+b") as opened_file:
        opened_file.seek(4096)
        opened_file.write(b"\xff" * (len(kept) - 4096))
    return kept


async def test_damage_is_the_databases_fault_and_no_act_is_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "orglife.sqlite3"
    async with world(url=f"sqlite:///{file}") as w:
        await w.settle()
        await w.engine.receive("memory", [said(w, "李华", "帮助"), said(w, "Zhang", "help")])
        kept = spoil(file)
        for _ in range(2):  # each of them, whenever it is tried
            with pytest.raises(StorageLostError) as lost:
                await w.engine.handle_everything()
            assert lost.value.why == "damaged"
        assert w.store.database.lost is not None
        with file.open("r+b") as mended:
            mended.write(kept)
        with closing(sqlite3.connect(file)) as opened:
            found = opened.execute("SELECT handled_at, error FROM inbox").fetchall()
        assert found == [(None, None)] * 2, "they wait for a database that is whole"


async def test_who_keeps_the_roster_hears_of_damage() -> None:
    async with world() as w:
        await w.engine.storage_damaged(["webchat.sqlite3"])
        await w.settle()
        assert "webchat.sqlite3" in w.last("王敏")
        assert "orglife doctor" in w.last("王敏")
        assert not w.heard("李华")


async def test_damage_in_the_middle_of_a_batch_poisons_no_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from service.runtime.unit_of_work import UnitOfWork

    async def lost(*_: object) -> None:
        raise StorageLostError("damaged", "orglife.sqlite3")

    async with world(url=f"sqlite:///{tmp_path / 'orglife.sqlite3'}") as w:
        await w.settle()
        with monkeypatch.context() as broken:
            broken.setattr(UnitOfWork, "home", lost)
            with pytest.raises(StorageLostError):
                await w.receive(said(w, "李华", "帮助"))
        await w.settle()
        assert await errors(w) == []
