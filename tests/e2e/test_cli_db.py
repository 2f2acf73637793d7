"""The database's own commands: a copy that can be restored, keys that can be replaced."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet, InvalidToken

from service.host.instance_lock import InstanceLock
from service.settings.loading import settings_type
from service.store import migrate
from service.store.backup import BackupError, back_up
from service.store.cipher import FernetSealer
from service.store.key_rotation import CHUNK, reseal
from service.testkit.databases import open_store
from tests.e2e.commands import SAMPLE, Terminal

NOTE = "她最近家里有事"


@pytest.fixture
def orglife(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    terminal = Terminal(tmp_path, monkeypatch)
    (tmp_path / "orglife.toml").write_text('[organization]\nlanguage = "en"\n', "utf-8")
    return terminal


def tokens(database: Path) -> list[str]:
    """Everything sealed that is found anywhere in the database."""
    with closing(sqlite3.connect(database)) as opened:
        dump = "\n".join(opened.iterdump())
    return re.findall(r"gAAAA[A-Za-z0-9_=-]+", dump)


def seal_something(database: Path, key: str, times: int = 1) -> None:
    """Put sealed text into every table that may hold some."""
    sealer = FernetSealer([key])
    inner = f'{{"note": "{sealer.seal(NOTE)}"}}'
    with closing(sqlite3.connect(database)) as opened, opened:
        for _ in range(times):
            opened.execute(
                "INSERT INTO journal (at, action, activity, event, sealed) "
                "VALUES (1, 'x', 1, ?, 1)",
                (sealer.seal(inner),),
            )
        opened.execute(
            'INSERT INTO inbox (account, "update", received_at, raw, sealed) '
            "VALUES ('webchat', 'u', 1, ?, 1)",
            (sealer.seal(NOTE),),
        )
        opened.execute(
            "INSERT INTO activities (kind, unit, phase, title, finished, created_at, schema, "
            "version, state) VALUES ('talk', 1, 'open', 't', 0, 1, 1, 1, ?)",
            (inner,),
        )
        opened.execute(
            "INSERT INTO entries (activity, person, status, score, out_of, schema, version, state) "
            "VALUES (1, 1, 'x', 0, 0, 1, 1, ?)",
            (inner,),
        )


def texts_in(database: Path, key: str) -> int:
    """How many tokens this key opens; all there are, or InvalidToken."""
    fernet = Fernet(key)
    found = tokens(database)
    for token in found:
        fernet.decrypt(token)
    return len(found)


# -- backup


def test_a_backup_is_its_owners_only_and_can_be_restored_elsewhere(
    orglife: Terminal,
) -> None:
    orglife("roster", "import", SAMPLE / "roster.csv")
    orglife("doctor")  # makes the web chat's file
    ended = orglife("db", "backup", "copy.sqlite3")
    assert ended.code == 0
    assert "confidential.key" in ended.out
    copies = sorted(each.name for each in orglife.folder.glob("copy*"))
    assert copies == ["copy.sqlite3", "copy.webchat.sqlite3"]
    assert (orglife.folder / "copy.sqlite3").stat().st_mode & 0o077 == 0
    shutil.rmtree(orglife.folder / "data")
    assert orglife("db", "restore", "copy.sqlite3").code == 0
    assert "王敏" in orglife("roster", "list").out


def test_a_backup_overwrites_nothing(orglife: Terminal) -> None:
    orglife("roster", "import", SAMPLE / "roster.csv")
    (orglife.folder / "copy").write_text("precious")
    assert orglife("db", "backup", "copy").code == 2
    assert (orglife.folder / "copy").read_text() == "precious"


def test_a_folder_that_is_not_there_is_named_as_it_was_typed(orglife: Terminal) -> None:
    orglife("roster", "import", SAMPLE / "roster.csv")
    ended = orglife("db", "backup", "no/such/copy.sqlite3")
    assert ended.code == 2
    assert "There is no folder no/such" in ended.err


def test_what_is_no_database_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "junk").write_bytes(bytes(range(1, 256)) * 20)
    with pytest.raises(BackupError):
        back_up({tmp_path / "junk": tmp_path / "copy"}, datetime.now(UTC))
    assert [each.name for each in tmp_path.iterdir()] == ["junk"]


def test_a_backup_holds_what_was_committed_while_a_writer_goes_on(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "live")) as live:
        live.execute("PRAGMA journal_mode=WAL")
        live.execute("CREATE TABLE t (n)")
        live.execute("INSERT INTO t VALUES (1)")
        live.commit()
        live.execute("INSERT INTO t VALUES (2)")  # not committed
        back_up({tmp_path / "live": tmp_path / "copy"}, datetime.now(UTC))
        live.commit()
    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        assert copy.execute("SELECT n FROM t").fetchall() == [(1,)]


def test_for_postgresql_its_own_tool_is_named(orglife: Terminal) -> None:
    (orglife.folder / "pg.toml").write_text('database.url = "postgresql://u:hidden@h/x"\n')
    ended = orglife("db", "backup", "copy", "-c", "pg.toml")
    assert ended.code == 2
    assert "pg_dump" in ended.err
    assert "hidden" not in ended.err


# -- info


def test_the_info_counts_what_is_there(orglife: Terminal) -> None:
    orglife("roster", "import", SAMPLE / "roster.csv")
    said = orglife("db", "info").out
    assert "people: 13" in said
    assert f"revision: {migrate.head()} (latest: {migrate.head()})" in said


# -- keys


def rotate_by_settings(orglife: Terminal, old: str) -> tuple[list[object], str]:
    new = Fernet.generate_key().decode()
    (orglife.folder / "keys.toml").write_text(f'[confidential]\nkeys = ["{new}", "{old}"]\n')
    return ["-c", "keys.toml"], new


def rotate_by_file(orglife: Terminal, old: str) -> tuple[list[object], str]:
    key = orglife.folder / "data" / "confidential.key"
    key.write_text(f"{old}\n")
    key.chmod(0o600)
    return [], ""


@pytest.mark.parametrize("way", [rotate_by_settings, rotate_by_file])
def test_after_a_rotation_the_new_key_alone_opens_everything(
    orglife: Terminal, way: Callable[[Terminal, str], tuple[list[object], str]]
) -> None:
    orglife("roster", "import", SAMPLE / "roster.csv")
    database = orglife.folder / "data" / "orglife.sqlite3"
    old = Fernet.generate_key().decode()
    seal_something(database, old, times=CHUNK + 3)
    options, new = way(orglife, old)
    ended = orglife("db", "rotate-keys", *options)
    assert ended.code == 0, ended.err
    new = new or (orglife.folder / "data" / "confidential.key").read_text().strip()
    assert texts_in(database, new) == CHUNK + 3 + 3
    with pytest.raises(InvalidToken):
        texts_in(database, old)


def test_a_rotation_that_was_interrupted_is_taken_up_again(
    orglife: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    orglife("roster", "import", SAMPLE / "roster.csv")
    database = orglife.folder / "data" / "orglife.sqlite3"
    old = Fernet.generate_key().decode()
    seal_something(database, old)
    rotate_by_file(orglife, old)

    async def crash(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("service.cli.db.reseal", crash)
        assert orglife("db", "rotate-keys").code == 1
    assert orglife("doctor").code == 0  # both keys are at hand
    assert orglife("db", "rotate-keys").code == 0
    texts_in(database, (orglife.folder / "data" / "confidential.key").read_text().strip())
    retired = list((orglife.folder / "data").glob("confidential.key.retired-*"))
    assert [each.read_text().strip() for each in retired] == [old]


def test_what_no_key_opens_stays_as_it_is_and_is_counted(orglife: Terminal) -> None:
    orglife("roster", "import", SAMPLE / "roster.csv")
    database = orglife.folder / "data" / "orglife.sqlite3"
    lost = Fernet.generate_key().decode()
    seal_something(database, lost)
    before = sorted(tokens(database))
    ended = orglife("db", "rotate-keys")
    assert ended.code == 1
    assert "4 encrypted texts can't" in ended.err
    assert sorted(tokens(database)) == before
    # With the lost key at hand again, nothing is lost.
    options, _ = rotate_by_settings(orglife, lost)
    assert orglife("db", "rotate-keys", *options).code == 0


def test_while_the_service_runs_no_key_is_rotated(orglife: Terminal) -> None:
    orglife("roster", "import", SAMPLE / "roster.csv")
    service = InstanceLock(settings_type()())
    service.take()
    service.announce("http://127.0.0.1:1")
    try:
        ended = orglife("db", "rotate-keys")
    finally:
        service.release()
    assert ended.code == 1
    assert "Stop it first" in ended.err


async def test_on_both_databases_a_secret_in_a_state_gets_the_new_key(database_url: str) -> None:
    old, new = (Fernet.generate_key().decode() for _ in "12")
    store = await open_store(database_url)
    try:
        async with store.write() as transaction:
            state = f'{{"note":"{FernetSealer([old]).seal(NOTE)}","title":"gAAAA"}}'
            await transaction.add_activity(
                {"kind": "talk", "unit": 1, "phase": "open", "title": "", "finished": False,
                 "created_at": datetime.now(UTC), "schema": 1, "version": 1, "state": state}
            )  # fmt: skip
        count = await reseal(store, FernetSealer([new, old]))
        assert (count.texts, count.unreadable) == (1, 0)
        async with store.read() as transaction:
            row = (await transaction.activities([1]))[0]
    finally:
        await store.close()
    token = re.findall(r'"note":"([^"]+)"', row.state)[0]
    assert FernetSealer([new]).open(token) == NOTE
    assert '"title":"gAAAA"' in row.state  # a word that only looks like a token
