"""A backup comes back as it was: all its files, nothing newer, and nothing is deleted."""

from __future__ import annotations

import re
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from service.host.instance_lock import InstanceLock
from service.settings.loading import settings_type
from service.store import migrate, restore
from service.store.backup import back_up
from service.testkit.waiting import wait_until
from tests.e2e.commands import SAMPLE, Terminal
from tests.e2e.running import Process, Visitor, free_port

TABLE = "CREATE TABLE IF NOT EXISTS notes (line)"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the roster, to copy."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "orglife.toml").write_text('[organization]\nlanguage = "en"\n', "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        assert Terminal(folder, patch)("roster", "import", SAMPLE / "roster.csv").code == 0
    return folder


@pytest.fixture
def orglife(tmp_path: Path, prepared: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    folder = tmp_path / "here"
    shutil.copytree(prepared, folder)
    return Terminal(folder, monkeypatch)


@pytest.fixture
def backed_up(orglife: Terminal) -> Terminal:
    """A database and a chat's, each with the line `old`, a backup of both, then the line `new`."""
    for name in ("orglife", "webchat"):
        write(orglife, name, "old")
    assert orglife("db", "backup", "copy.sqlite3").code == 0
    for name in ("orglife", "webchat"):
        write(orglife, name, "new")
    return orglife


def write(orglife: Terminal, name: str, line: str) -> None:
    with closing(sqlite3.connect(orglife.folder / "data" / f"{name}.sqlite3")) as opened, opened:
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute(TABLE)
        opened.execute("INSERT INTO notes VALUES (?)", (line,))


def lines(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as opened:
        return [row[0] for row in opened.execute("SELECT line FROM notes")]


def now_there(orglife: Terminal) -> dict[str, list[str]]:
    data = orglife.folder / "data"
    return {name: lines(data / f"{name}.sqlite3") for name in ("orglife", "webchat")}


def killed(file: Path) -> sqlite3.Connection:
    """Somebody writes `newest` into the file, whose journal stays as after a kill."""
    opened = sqlite3.connect(file)
    opened.execute("PRAGMA wal_autocheckpoint=0")
    with opened:
        opened.execute("INSERT INTO notes VALUES ('newest')")
    return opened


OLD = {"orglife": ["old"], "webchat": ["old"]}
NEW = {"orglife": ["old", "new"], "webchat": ["old", "new"]}


def test_what_was_newer_is_set_aside_with_its_journal_and_can_be_opened(
    backed_up: Terminal,
) -> None:
    data = backed_up.folder / "data"
    with closing(killed(data / "orglife.sqlite3")), closing(killed(data / "webchat.sqlite3")):
        assert (data / "orglife.sqlite3-wal").stat().st_size
        ended = backed_up("db", "restore", "copy.sqlite3")
    assert ended.code == 0, ended.err
    assert now_there(backed_up) == OLD
    assert "orglife run" in ended.out
    for name in ("orglife", "webchat"):
        (aside,) = (
            each
            for each in data.glob(f"{name}.sqlite3.set-aside-*")
            if re.fullmatch(r".*set-aside-\d{8}T\d{6}", each.name)
        )
        assert str(aside) in ended.out
        assert lines(aside) == ["old", "new", "newest"]
        assert (data / f"{name}.sqlite3").stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(data / "orglife.sqlite3")) as opened:
        tables = {row[0] for row in opened.execute("SELECT name FROM sqlite_schema")}
    assert "backup_mark" not in tables
    assert backed_up("doctor").code == 0


def test_a_dry_run_says_what_would_happen_and_touches_nothing(backed_up: Terminal) -> None:
    before = sorted((backed_up.folder / "data").iterdir())
    ended = backed_up("db", "restore", "copy.sqlite3", "--dry-run")
    assert ended.code == 0, ended.err
    assert "Nothing was changed" in ended.out
    assert "would be set aside: " in ended.out
    assert now_there(backed_up) == NEW
    assert sorted((backed_up.folder / "data").iterdir()) == before


def test_beside_a_running_service_nothing_is_restored(backed_up: Terminal) -> None:
    service = InstanceLock(settings_type()())
    service.take()
    service.announce("http://127.0.0.1:1")
    try:
        ended = backed_up("db", "restore", "copy.sqlite3")
    finally:
        service.release()
    assert ended.code == 1
    assert "Stop it first" in ended.err
    assert now_there(backed_up) == NEW


def without_a_part(orglife: Terminal) -> None:
    (orglife.folder / "copy.webchat.sqlite3").unlink()


def with_a_part_of_another(orglife: Terminal) -> None:
    assert orglife("db", "backup", "other.sqlite3").code == 0
    (orglife.folder / "other.webchat.sqlite3").replace(orglife.folder / "copy.webchat.sqlite3")


def with_an_unmarked_part(orglife: Terminal) -> None:
    shutil.copy(
        orglife.folder / "data" / "webchat.sqlite3", orglife.folder / "copy.webchat.sqlite3"
    )


def damaged(orglife: Terminal) -> None:
    file = orglife.folder / "copy.sqlite3"
    content = bytearray(file.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = b"\xff" * 4096
    file.write_bytes(content)


def damaged_part(orglife: Terminal) -> None:
    (orglife.folder / "copy.webchat.sqlite3").write_bytes(b"x" * 5000)


def of_a_newer_version(orglife: Terminal) -> None:
    with closing(sqlite3.connect(orglife.folder / "copy.sqlite3")) as opened, opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999'")


def with_a_newer_chat(orglife: Terminal) -> None:
    with closing(sqlite3.connect(orglife.folder / "copy.webchat.sqlite3")) as opened:
        opened.execute("PRAGMA user_version=999")


def a_part_for_the_whole(orglife: Terminal) -> None:
    shutil.copy(orglife.folder / "copy.webchat.sqlite3", orglife.folder / "copy.sqlite3")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (without_a_part, "copy.webchat.sqlite3 belongs to this backup and is missing"),
        (with_a_part_of_another, "from different backups"),
        (with_an_unmarked_part, "from different backups"),
        (damaged, "damaged"),
        (damaged_part, "damaged"),
        (of_a_newer_version, "newer OrgLife"),
        (with_a_newer_chat, "newer OrgLife"),
        (a_part_for_the_whole, "no backup of OrgLife's database"),
    ],
)
def test_what_can_not_be_trusted_is_refused_and_nothing_is_touched(
    backed_up: Terminal, spoil: Callable[[Terminal], None], words: str
) -> None:
    spoil(backed_up)
    before = sorted((backed_up.folder / "data").iterdir())
    ended = backed_up("db", "restore", "copy.sqlite3")
    assert ended.code == 1
    assert words in ended.err
    assert now_there(backed_up) == NEW
    assert sorted((backed_up.folder / "data").iterdir()) == before


def test_an_old_backup_is_migrated_at_the_next_start(backed_up: Terminal) -> None:
    with closing(sqlite3.connect(backed_up.folder / "copy.sqlite3")) as opened, opened:
        opened.execute("UPDATE alembic_version SET version_num = '0016'")
    ended = backed_up("db", "restore", "copy.sqlite3", "--dry-run")
    assert ended.code == 0
    assert f"It is at revision 0016; the next start brings it to {migrate.head()}." in ended.out


def test_a_backup_without_marks_is_restored_with_a_warning(backed_up: Terminal) -> None:
    for name in ("copy", "copy.webchat"):
        with closing(sqlite3.connect(backed_up.folder / f"{name}.sqlite3")) as opened, opened:
            opened.execute("DROP TABLE backup_mark")
    ended = backed_up("db", "restore", "copy.sqlite3")
    assert ended.code == 0
    assert "can't be checked" in ended.err
    assert now_there(backed_up) == OLD


def test_a_chat_that_the_backup_does_not_have_is_set_aside(orglife: Terminal) -> None:
    orglife("db", "backup", "copy.sqlite3")
    write(orglife, "webchat", "new")
    assert orglife("db", "restore", "copy.sqlite3").code == 0
    assert not (orglife.folder / "data" / "webchat.sqlite3").exists()
    assert len(list((orglife.folder / "data").glob("webchat.sqlite3.set-aside-*"))) == 1


class Killed(BaseException):
    """As good as the end of the process."""


@pytest.mark.parametrize("renames", range(1, 5))
def test_a_restore_that_is_broken_off_is_taken_up_again(
    backed_up: Terminal, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    """Whatever it was doing; until then nothing opens what is half old and half new."""
    done = 0

    def stop(_: Path) -> None:
        nonlocal done
        done += 1
        if done == renames:
            raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(restore, "sync", stop)
        with pytest.raises(Killed):
            backed_up("db", "restore", "copy.sqlite3")
    data = backed_up.folder / "data"
    if (data / "orglife.sqlite3.restoring").exists():
        refused = backed_up("roster", "list")
        assert refused.code == 1
        assert "orglife db restore" in refused.err
        assert backed_up("db", "restore", "copy.sqlite3").code == 0
        assert now_there(backed_up) == OLD
    else:
        assert now_there(backed_up) == NEW
    assert "王敏" in backed_up("roster", "list").out
    assert not [each for each in data.iterdir() if each.name.startswith(".")]


def test_a_full_disk_leaves_everything_as_it_was(
    backed_up: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device", "data")

    with monkeypatch.context() as broken:
        broken.setattr(restore, "sync", full)
        assert backed_up("db", "restore", "copy.sqlite3").code == 1
    assert now_there(backed_up) == NEW


def test_all_files_of_a_backup_are_of_one_moment(tmp_path: Path) -> None:
    """Somebody goes on writing a number into one file, then into the other: the copies never
    differ by more than the one step between them."""
    files = [tmp_path / "first", tmp_path / "second"]
    ended = threading.Event()

    def count() -> None:
        with (
            closing(sqlite3.connect(files[0])) as first,
            closing(sqlite3.connect(files[1])) as last,
        ):
            for each in (first, last):
                each.execute("PRAGMA journal_mode=WAL")
                each.execute("CREATE TABLE t (n)")
                each.execute("INSERT INTO t VALUES (0)")
                each.commit()
            ready.set()
            number = 0
            while not ended.is_set():
                number += 1
                for each in (first, last):
                    with each:
                        each.execute("UPDATE t SET n = ?", (number,))

    ready = threading.Event()
    thread = threading.Thread(target=count)
    thread.start()
    assert ready.wait(60)
    try:
        for turn in range(8):
            copies = {each: tmp_path / f"{each.name}{turn}" for each in files}
            back_up(copies, datetime.now(UTC))
            found = []
            for each in copies.values():
                with closing(sqlite3.connect(each)) as opened:
                    found += opened.execute("SELECT n FROM t").fetchone()
            assert found[0] - found[1] in (0, 1), found
    finally:
        ended.set()
        thread.join()


def dump(file: Path) -> list[str]:
    """What is in a file, but for what says that it is a copy."""
    with closing(sqlite3.connect(file)) as opened:
        return [each for each in opened.iterdump() if "backup_mark" not in each]


def test_a_drill_backup_under_load_kill_restore(orglife: Terminal, tmp_path: Path) -> None:
    """The state is exactly that of the backup, and the service goes on from it."""
    data = orglife.folder / "data"
    chat = data / "webchat.sqlite3"
    environment = {"ORGLIFE_DATA_DIR": str(data), "ORGLIFE_WEB__PORT": str(free_port())}
    started = [Process(tmp_path / "service", "run", **environment)]
    visitor = Visitor(started[0].url())
    over = threading.Event()

    def talk() -> None:
        with suppress(httpx.HTTPError):
            while not over.is_set():
                visitor.say(visitor.private, "word")

    talking = threading.Thread(target=talk)
    try:
        invited = orglife("roster", "invite", "李华").out
        visitor.join(re.findall(r"http://\S+/chat/join\?code=\S+", invited)[0])
        talking.start()
        wait_until(lambda: len(said(chat)) >= 3, "there is something to back up")
        assert orglife("db", "backup", "copy.sqlite3").code == 0
        before = len(said(chat))
        wait_until(lambda: len(said(chat)) >= before + 3, "there is something newer")
        started[0].kill()
        talking.join()
        ended = orglife("db", "restore", "copy.sqlite3")
        assert ended.code == 0, ended.err
        for name, copy in (("orglife", "copy"), ("webchat", "copy.webchat")):
            kept = dump(orglife.folder / f"{copy}.sqlite3")
            assert dump(data / f"{name}.sqlite3") == kept
        kept = said(chat)
        started.append(Process(tmp_path / "again", "run", **environment))
        started[1].url()
        visitor.say(visitor.private, "菜单")
        assert said(chat)[:-1] == kept
        assert started[1].stop()[0] == 0
    finally:
        over.set()
        for each in started:
            each.kill()
        visitor.close()


def said(file: Path) -> list[str]:
    """What the people of the chat have said, in order."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as opened:
        return [
            row[0]
            for row in opened.execute(
                "SELECT body FROM messages WHERE sender IS NOT NULL ORDER BY id"
            )
        ]
