"""What a service may not go on with stops it, and says why; and a start that would begin anew
beside a full chat is refused."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from service.app import App
from service.host.data_files import other_files
from service.host.empty_store import LostDatabaseError
from service.host.instance_lock import AlreadyRunningError, InstanceLock
from service.host.storage_watch import StorageWatch
from service.runtime.observability.metrics import Metrics
from service.settings.loading import Settings
from service.store.guard import StorageLostError
from service.store.server_lock import ServerLock
from service.store.store import Store
from service.testkit.waiting import patience
from tests.e2e.commands import Terminal
from tests.e2e.running import Process

Run = Callable[..., Process]


def settings_in(folder: Path, **values: object) -> Settings:
    return Settings.model_validate({"data_dir": folder, "web": {"port": 0}, **values})


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Starts `orglife run` on this data folder."""
    started: list[Process] = []

    def start(data: Path, **environment: str) -> Process:
        started.append(
            Process(tmp_path / f"process{len(started)}", "run", ORGLIFE_DATA_DIR=str(data),
                    ORGLIFE_WEB__PORT="0", ORGLIFE_ORGANIZATION__LANGUAGE="en", **environment)
        )  # fmt: skip
        return started[-1]

    yield start
    for each in started:
        each.kill()


# -- one service per database


def test_two_on_one_postgresql_the_second_is_refused(
    run: Run, tmp_path: Path, postgres_url: str
) -> None:
    """Also from another folder, as from another machine. When the first loses its lock it stops."""
    first = run(tmp_path / "one", ORGLIFE_DATABASE__URL=postgres_url)
    first.url()
    second = run(tmp_path / "two", ORGLIFE_DATABASE__URL=postgres_url)
    assert second.wait() == 1
    assert "already using this database" in second.err
    assert "Traceback" not in second.err
    assert first.process.poll() is None
    plain = make_url(postgres_url).set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d "
            "ON d.oid = l.database WHERE l.locktype = 'advisory' AND d.datname = current_database()"
        )
    assert first.wait() == 1
    assert "The connection that locks the database" in first.err
    assert "Traceback" not in first.err


def test_the_lock_of_a_server_is_for_one_at_a_time(postgres_url: str) -> None:
    first, second = ServerLock(postgres_url), ServerLock(postgres_url)
    try:
        assert first.take(0)
        assert first.is_held()
        assert not second.take(0.2)
        first.release()
        assert not first.is_held()
        assert second.take(5)
    finally:
        first.release()
        second.release()


def test_a_link_to_the_folder_is_the_same_database(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    first = run(tmp_path / "data")
    first.url()
    second = run(tmp_path / "link")
    assert second.wait() == 1
    assert "already using this database" in second.err
    (tmp_path / "data" / "orglife.sqlite3.lock").unlink()
    assert first.wait() == 1
    assert "The lock file" in first.err
    assert "Traceback" not in first.err


def test_a_link_to_the_file_is_the_same_database(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "orglife.sqlite3").touch()
    (tmp_path / "link.sqlite3").symlink_to(tmp_path / "data" / "orglife.sqlite3")
    first = InstanceLock(settings_in(tmp_path / "data"))
    url = f"sqlite:///{tmp_path / 'link.sqlite3'}"
    second = InstanceLock(settings_in(tmp_path / "other", database={"url": url}))
    first.take()
    try:
        with pytest.raises(AlreadyRunningError):
            second.take(0)
    finally:
        first.release()


def delete(file: Path) -> None:
    file.unlink()


def replace(file: Path) -> None:
    file.with_name("other").touch()
    file.with_name("other").replace(file)


@pytest.mark.parametrize("lose", [delete, replace])
def test_a_lock_file_that_is_not_the_one_any_more_is_noticed(
    tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    lock = InstanceLock(settings_in(tmp_path))
    lock.take()
    try:
        lock.check()
        lose(tmp_path / "orglife.sqlite3.lock")
        with pytest.raises(StorageLostError) as lost:
            lock.check()
        assert lost.value.why == "lock"
    finally:
        lock.release()


# -- files


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[tuple[App, asyncio.Task[None]]]:
    app = await App.build(settings_in(folder))
    started = asyncio.Event()
    task = asyncio.create_task(app.run(asyncio.Event(), started.set))
    async with patience():
        await started.wait()
        yield app, task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("name", ["orglife", "webchat"])
@pytest.mark.parametrize("lose", [delete, replace])
async def test_a_database_that_is_lost_while_running_stops_the_service(
    tmp_path: Path, name: str, lose: Callable[[Path], None]
) -> None:
    async with running(tmp_path) as (_, task):
        lose(tmp_path / f"{name}.sqlite3")
        with pytest.raises(StorageLostError) as lost:
            await task
        assert lost.value.what == str(tmp_path / f"{name}.sqlite3")


@pytest.mark.parametrize("lose", [delete, lambda file: file.write_bytes(b"")])
async def test_an_empty_database_beside_a_full_chat_is_refused(
    tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    await (await App.build(settings_in(tmp_path))).close()
    with closing(sqlite3.connect(tmp_path / "webchat.sqlite3")) as chat, chat:
        chat.execute("INSERT INTO users VALUES ('u', '王敏', 'zh-CN', 0)")
    lose(tmp_path / "orglife.sqlite3")
    with pytest.raises(LostDatabaseError, match=r"webchat\.sqlite3"):
        await App.build(settings_in(tmp_path))
    (tmp_path / "webchat.sqlite3").rename(tmp_path / "away")
    await (await App.build(settings_in(tmp_path))).close()


def test_a_command_does_not_begin_anew_beside_a_full_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orglife = Terminal(tmp_path, monkeypatch)
    (tmp_path / "data").mkdir()
    with closing(sqlite3.connect(tmp_path / "data" / "webchat.sqlite3")) as chat, chat:
        chat.execute("CREATE TABLE users (id)")
        chat.execute("INSERT INTO users VALUES ('u')")
    (tmp_path / "r.csv").write_text("姓名,支部\n王敏,校/一支部\n", "utf-8")
    ended = orglife("roster", "import", "r.csv")
    assert ended.code == 1
    assert "orglife db restore" in ended.err


# -- soundness


def spoil(file: Path) -> None:
    """An index that does not fit its table, or a page of nothing."""
    content = file.read_bytes()
    with file.open("r+b") as opened:
        opened.seek(len(content) - 4096)
        opened.write(b"\xff" * 4096)


@pytest.mark.parametrize("name", ["orglife", "webchat"])
async def test_the_weekly_check_finds_damage_and_readiness_says_so(
    tmp_path: Path, name: str
) -> None:
    settings = settings_in(tmp_path)
    await (await App.build(settings)).close()
    lock = InstanceLock(settings)
    lock.take()
    store = await Store.open(settings.database_url)
    try:
        metrics, told = Metrics(), []

        async def tell(files: Sequence[str]) -> None:
            told.extend(files)

        def figure() -> float | None:
            file = {"file": f"{name}.sqlite3"}
            return metrics.registry.get_sample_value("orglife_storage_damaged", file)

        watch = StorageWatch(lock, store, other_files(settings), metrics, tell)
        await watch.check_all()
        assert await watch.reason() is None
        assert figure() == 0
        spoil(tmp_path / f"{name}.sqlite3")
        for _ in range(2):
            await watch.check_all()
        assert f"{name}.sqlite3" in str(await watch.reason())
        assert figure() == 1
        assert told == [f"{name}.sqlite3"], "once"
    finally:
        await store.close()
        lock.release()


@pytest.mark.parametrize("name", ["orglife", "webchat"])
async def test_the_doctor_finds_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    await (await App.build(settings_in(tmp_path / "data"))).close()
    orglife = Terminal(tmp_path, monkeypatch)
    (tmp_path / "orglife.toml").write_text('[organization]\nlanguage = "en"\n', "utf-8")
    sound = await asyncio.to_thread(orglife, "doctor")
    assert sound.code == 0
    assert f"sqlite {sqlite3.sqlite_version}" in sound.out
    spoil(tmp_path / "data" / f"{name}.sqlite3")
    ended = await asyncio.to_thread(orglife, "doctor")
    assert ended.code == 1
    assert f"{name}.sqlite3: " in ended.out
    assert "orglife db restore" in ended.out
