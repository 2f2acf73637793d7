"""`orglife run --workers 2` as real processes over one PostgreSQL: the pages are there at each of
them, also after the one in front is killed, and nobody else may use the database alone."""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack
from pathlib import Path

import httpx
from sqlalchemy import make_url

from service.testkit.waiting import wait_until
from tests.e2e.commands import SAMPLE
from tests.e2e.running import Process, Visitor, free_port
from tests.e2e.sharing import Looking
from tests.e2e.test_run import link_in

FRONT = "SELECT pid FROM processes JOIN leases ON owner = processes.id WHERE name = 'chores'"
THERE = "SELECT count(*) FROM processes WHERE NOT gone"


def two_ports() -> int:
    """The first of two that are free."""
    while True:
        port = free_port()
        try:
            httpx.get(f"http://127.0.0.1:{port + 1}")
        except httpx.ConnectError:
            return port


def is_there(url: str) -> bool:
    try:
        return httpx.get(f"{url}/chat/join?code=wrong").status_code == 400
    except httpx.HTTPError:
        return False


async def test_the_pages_outlive_the_process_in_front(postgres_url: str, tmp_path: Path) -> None:
    port = two_ports()
    common = {
        "ORGLIFE_DATABASE__URL": postgres_url,
        "ORGLIFE_WEB__PORT": str(port),
        "ORGLIFE_DATA_DIR": str(tmp_path / "data"),
        "ORGLIFE_ORGANIZATION__LANGUAGE": "en",
    }
    urls = [f"http://127.0.0.1:{port + number}" for number in range(2)]
    look, closing = Looking(postgres_url), ExitStack()
    service = Process(tmp_path / "service", "run", "--workers", "2", **common)
    try:
        await look.until(THERE, 2)
        for url in urls:
            wait_until(lambda url=url: is_there(url), f"pages at {url}\n{service.err}")

        # Commands find the service, whichever process is in front.
        for number, words in enumerate(
            (("import", str(SAMPLE / "roster.csv")), ("invite", "李华"))
        ):
            command = Process(tmp_path / f"command{number}", "roster", *words, **common)
            assert command.wait() == 0, command.err
        link = link_in(command.out)
        assert link.startswith(urls[0])  # one public address, whoever gives it

        front = int(look.one(FRONT))
        hand = next(url for url in urls if _pid(url, service) != front)
        member = Visitor(urls[0])
        closing.callback(member.close)
        member.http.base_url = httpx.URL(hand)  # through the process that is not in front
        member.join(link.replace(urls[0], hand))
        greeting = wait_until(lambda: member.texts(member.private), "a greeting")
        assert "李华" in greeting

        os.kill(front, signal.SIGKILL)
        killed = time.monotonic()
        wait_until(lambda: is_there(hand), "the pages are there again", every=0.05)
        took = time.monotonic() - killed
        assert member.texts(member.private)  # and who was signed in still is
        await look.until(THERE, 2)  # the one that was killed begins anew
        print(f"pages there again after {took:.2f} s")  # noqa: T201

        alone = Process(tmp_path / "alone", "run", **{**common, "ORGLIFE_DATA_DIR": "other"})
        assert alone.wait() == 1
        assert "already using this database" in alone.err
    finally:
        closing.close()
        status, _ = service.stop()
        look.close()
    assert status == 0, service.err


def _pid(url: str, service: Process) -> int:
    """Of the process at this address, as it said when it began."""
    port = int(make_url(url.replace("http", "postgresql")).port or 0)
    begun = {
        each["port"]: each["pid"] for each in service.lines if each["action"] == "workers.began"
    }
    return int(begun[port])
