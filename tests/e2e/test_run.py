"""`orglife run` as a real process: it starts, lets people in, and stops as it should."""

from __future__ import annotations

import json
import re
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.app import App, LoopDiedError
from service.core.people import RosterRow
from service.runtime.observability import log
from service.settings.loading import Settings
from service.store.reports import Reports
from service.testkit.waiting import PATIENCE_SECONDS, patience, wait_until
from tests.e2e.commands import SAMPLE
from tests.e2e.running import Process, Visitor, free_port

Run = Callable[..., Process]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Starts `orglife` with these words; every process ends with the test."""
    started: list[Process] = []

    def start(*words: str, **environment: str) -> Process:
        folder = tmp_path / f"process{len(started)}"
        data = environment.pop("data", str(tmp_path / "data"))
        started.append(Process(folder, *words, ORGLIFE_DATA_DIR=data, **environment))
        return started[-1]

    yield start
    for each in started:
        each.kill()


def finished(process: Process) -> tuple[int, str]:
    return process.wait(), process.out + process.err


def link_in(words: str) -> str:
    found = re.search(r"http://\S+/chat/join\?code=\S+", words)
    assert found, words
    return found[0]


# -- people come in


def test_from_the_roster_to_the_room_of_the_branch(run: Run, tmp_path: Path) -> None:
    """Import, run, invite, open the link: linked, greeted, in the branch's room. A code that was
    used lets nobody in, nor does a wrong one. No code and no name stands in the log."""
    assert finished(run("roster", "import", str(SAMPLE / "roster.csv")))[0] == 0
    service = run("run", ORGLIFE_WEB__PORT=str(free_port()), ORGLIFE_LOG__LEVEL="debug")
    url = service.url()
    code, words = finished(run("roster", "invite", "李华"))
    assert code == 0, words
    link = link_in(words)
    member = Visitor(url)
    member.join(link)
    wait_until(lambda: member.rooms().get("第一支部"), "the branch's room opens")
    greeting = wait_until(lambda: member.texts(member.private), "a greeting")
    assert "李华" in greeting

    for bad, status in ((link, 410), (f"{url}/chat/join?code=AAAAAAAAAA", 400)):
        stranger = Visitor(url)
        assert stranger.join(bad).status_code == status
        assert not stranger.http.cookies
        stranger.close()

    # Whoever is added while it runs needs no restart.
    more = tmp_path / "more.csv"
    more.write_text("姓名,支部\n新人,示范大学党委/第三支部\n", "utf-8")
    assert finished(run("roster", "import", str(more)))[0] == 0
    newcomer = Visitor(url)
    newcomer.join(link_in(finished(run("roster", "invite", "新人"))[1]))
    wait_until(lambda: newcomer.rooms().get("第三支部"), "the new branch's room opens")

    assert service.stop()[0] == 0
    secret = link.partition("code=")[2]
    for private in (secret, "李华", "新人", "wangmin@example.org"):
        assert private not in service.err
    for visitor in (member, newcomer):
        visitor.close()


# -- the end


def test_a_stop_is_clean_and_quick_while_streams_are_open(run: Run) -> None:
    finished(run("roster", "import", str(SAMPLE / "roster.csv")))
    service = run("run", ORGLIFE_WEB__PORT=str(free_port()))
    url = service.url()
    visitor = Visitor(url)
    visitor.join(link_in(finished(run("roster", "invite", "李华"))[1]))
    listening, ended = threading.Event(), threading.Event()

    def listen() -> None:
        try:
            with visitor.http.stream("GET", f"{visitor.home}/events") as stream:
                for _ in stream.iter_raw():
                    listening.set()
        except httpx.HTTPError:
            pass
        ended.set()

    thread = threading.Thread(target=listen)
    thread.start()
    assert listening.wait(PATIENCE_SECONDS)
    for number in range(20):
        visitor.say(visitor.private, f"{number}")  # messages are under way
    code, seconds = service.stop()
    thread.join(PATIENCE_SECONDS)
    assert (code, ended.is_set()) == (0, True)
    assert seconds < 5
    assert {each["level"] for each in service.lines} == {"info"}, service.err
    assert [each["action"] for each in service.lines][-2:] == [
        "service.stopping",
        "service.stopped",
    ]
    visitor.close()


def test_a_second_process_on_the_same_file_refuses_with_a_clear_word(run: Run) -> None:
    first = run("run", ORGLIFE_WEB__PORT="0")
    first.url()
    code, words = finished(run("run", ORGLIFE_WEB__PORT="0"))
    assert code == 1
    assert "已有另一个 OrgLife" in words
    assert "Traceback" not in words
    assert first.process.poll() is None
    assert first.stop(signal.SIGINT)[0] == 0


def test_after_a_kill_it_starts_again_and_commands_are_not_misled(run: Run) -> None:
    finished(run("roster", "import", str(SAMPLE / "roster.csv")))
    first = run("run", ORGLIFE_WEB__PORT="0")
    first.url()
    first.kill()
    assert "王敏" in finished(run("roster", "list"))[1]
    again = run("run", ORGLIFE_WEB__PORT="0")
    again.url()
    assert again.stop()[0] == 0


def test_a_fixed_port_that_is_taken_is_named(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, words = finished(run("run", ORGLIFE_WEB__PORT=port))
    assert code == 1
    assert port in words
    assert "Traceback" not in words


# -- inside


def app_settings(folder: Path, **values: Any) -> Settings:
    return Settings(data_dir=folder / "data", web={"port": 0}, **values)


async def test_a_part_that_dies_stops_the_service_and_the_log_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import asyncio

    log.configure("info", "json")  # whatever a test before this one has configured
    app = await App.build(app_settings(tmp_path))

    async def die() -> None:
        await asyncio.sleep(0)
        raise RuntimeError("王敏 said something private")

    app.scheduler.run = die  # type: ignore[method-assign]
    with pytest.raises(LoopDiedError, match="scheduler"):
        async with patience():
            await app.run(asyncio.Event())
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    failed = next(each for each in lines if each["action"] == "service.loop_failed")
    assert failed["loop"] == "scheduler"
    assert failed["exception"]["type"] == "RuntimeError"
    assert "王敏" not in json.dumps(lines, ensure_ascii=False)
    await (await App.build(app_settings(tmp_path))).close()  # everything was let go


async def test_a_part_that_just_ends_stops_the_service_too(tmp_path: Path) -> None:
    import asyncio

    app = await App.build(app_settings(tmp_path))

    async def end() -> None:
        await asyncio.sleep(0)

    app.delivery.run = end  # type: ignore[method-assign]
    with pytest.raises(LoopDiedError, match="delivery"):
        async with patience():
            await app.run(asyncio.Event())


async def test_a_start_that_fails_lets_go_of_what_it_took(tmp_path: Path) -> None:
    bad = app_settings(tmp_path, adapters={"x": {"kind": "pigeon"}})
    for _ in "12":
        with pytest.raises(ValueError, match="pigeon"):
            await App.build(bad)
    await (await App.build(app_settings(tmp_path))).close()


async def test_readiness_names_the_part_that_is_not_ready(tmp_path: Path) -> None:
    import asyncio

    app = await App.build(app_settings(tmp_path))
    stop, ready = asyncio.Event(), asyncio.Event()
    running = asyncio.create_task(app.run(stop, ready.set))
    await ready.wait()
    async with httpx.AsyncClient(base_url=app.url, trust_env=False) as browser:
        assert (await browser.get("/healthz")).status_code == 200
        well = await browser.get("/readyz")
        assert (well.status_code, well.json()["ready"]) == (200, True)

        async def broken() -> Any:
            raise OSError("disk")

        app.engine.backlog = broken  # type: ignore[method-assign]
        unwell = await browser.get("/readyz")
    assert unwell.status_code == 503
    assert unwell.json()["parts"] == {
        "database": "failed: OSError",
        "storage": "ready",
        "clock": "ready",
        "delivery": "ready",
        "adapter webchat": "ready",
    }
    stop.set()
    await running


# -- plans


PLAN = {
    "name": "主题党日",
    "kind": "quiz",
    "unit": "一支部",
    "when": {"every": "week", "weekday": "friday", "at": "19:30"},
    "details": {"bank": "题库"},
}


async def plans(app: App) -> list[str]:
    async with app.store.read() as transaction:
        rows = await Reports(transaction).activities()
    return [each.title for each in rows if each.kind == "plan"]


async def test_a_plan_of_the_settings_begins_once_its_branch_is_there_and_only_once(
    tmp_path: Path,
) -> None:
    import asyncio

    settings = app_settings(tmp_path, plans=[PLAN])
    app = await App.build(settings)
    assert await plans(app) == []
    stop, ready = asyncio.Event(), asyncio.Event()
    running = asyncio.create_task(app.run(stop, ready.set))
    await ready.wait()
    await app.administration.import_roster([RosterRow("王敏", "校/一支部", role="secretary")])
    await app.engine.refresh()
    app.changed.set()
    async with patience():
        while await plans(app) != ["主题党日"]:
            await asyncio.sleep(0.02)
    stop.set()
    await running
    again = await App.build(settings)
    assert await plans(again) == ["主题党日"]
    await again.close()


async def test_a_plan_that_can_not_begin_stops_the_start_with_its_key(tmp_path: Path) -> None:
    settings = app_settings(tmp_path, plans=[{**PLAN, "kind": "dance"}])
    with pytest.raises(ValueError, match=r"plans\.主题党日\.kind: there is no workflow 'dance'"):
        await App.build(settings)
