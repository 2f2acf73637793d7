"""The keys of secret votes: durable until they are erased, and then of no use to anybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import insert, select

from service.ports import PART, CannotOpen
from service.store import tables as t
from service.store.ballot_keys import BallotKeys
from service.store.cipher import FernetSealer
from service.store.key_rotation import reseal
from service.testkit.databases import open_store
from service.testkit.organization import START


def test_a_key_is_there_after_a_restart_and_gone_once_it_is_erased(tmp_path: Path) -> None:
    folder = tmp_path / "ballots"
    keys = BallotKeys(folder)
    name = keys.make()
    sealed = keys.seal(name, "yes")
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    again = BallotKeys(folder)
    assert again.names() == {name}
    assert again.open(sealed) == "yes"
    again.erase([name])
    assert not list(folder.iterdir())
    assert again.names() == frozenset()
    for each in (again, BallotKeys(folder)):
        with pytest.raises(CannotOpen):
            each.open(sealed)


def test_what_is_sealed_tells_neither_length_nor_time() -> None:
    keys = BallotKeys()
    name = keys.make()
    short, long = (keys.seal(name, each) for each in ("no", "basically_qualified"))
    assert len(short) == len(long)
    assert short != keys.seal(name, "no")
    token = short.rpartition("~")[2]
    assert keys._fernet(name).extract_timestamp(token) == 0


def test_only_a_vote_whose_key_is_there_runs() -> None:
    keys = BallotKeys()
    name = keys.make()
    assert keys.briefly("7::mark:0.0", PART) is None
    keys.settle({7: name, 8: "0" * 16})
    assert keys.running == {7: name}
    brief = keys.briefly("7::mark:0.0", PART)
    assert brief is not None
    assert FernetSealer([Fernet.generate_key().decode()], keys).open(brief) == "7::mark:0.0"


@pytest.mark.parametrize("left", [b"", b"half a key"])
def test_a_damaged_key_voids_its_own_vote_and_lets_everything_else_in(
    tmp_path: Path, left: bytes
) -> None:
    before = BallotKeys(tmp_path)
    damaged, sound = before.make(), before.make()
    sealed = before.seal(damaged, "yes")
    (tmp_path / f"{damaged}.key").write_bytes(left)
    keys = BallotKeys(tmp_path)
    keys.settle({7: sound, 8: damaged})
    assert keys.running == {7: sound}
    assert keys.briefly("7::mark:0.0", PART) is not None, "though the other one began last"
    with pytest.raises(CannotOpen):
        keys.open(sealed)
    keys.erase([damaged])
    assert keys.names() == {sound}


async def test_another_key_of_the_service_leaves_it_alone(sqlite_url: str) -> None:
    keys, (old, new) = BallotKeys(), (Fernet.generate_key().decode() for _ in range(2))
    keys.settle({7: keys.make()})
    brief = keys.briefly("7::mark:0.0", PART)
    store = await open_store(sqlite_url)
    row = {"account": "a", "update": "1", "received_at": START, "raw": brief, "sealed": True}
    async with store.write() as transaction:
        await transaction.execute(insert(t.inbox).values(row))
    await reseal(store, FernetSealer([new, old], keys))
    async with store.read() as transaction:
        (found,) = await transaction.rows(select(t.inbox.c.raw))
    assert found.raw == brief
    await store.close()
