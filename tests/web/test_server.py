"""The server: the port it takes, and how it stops."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from litestar import Litestar, Request, get, post
from litestar.response import ServerSentEvent

from service.testkit.waiting import patience
from service.web import guard
from service.web.health import Health
from service.web.server import PortTaken, Server, build_app
from tests.stopwatch import Stopwatch

LOCALHOST = "127.0.0.1"


@asynccontextmanager
async def serving(
    app: Litestar, port: int = 0, proxies: Sequence[str] = ()
) -> AsyncIterator[tuple[Server, str]]:
    server = Server(app, LOCALHOST, port, port_is_fixed=False, trusted_proxies=proxies)
    bound = server.bind()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(server.run())
        try:
            yield server, f"http://{LOCALHOST}:{bound}"
        finally:
            await server.stop()


@asynccontextmanager
async def occupied() -> AsyncIterator[int]:
    with socket.create_server((LOCALHOST, 0)) as other:
        yield other.getsockname()[1]


async def test_it_serves_within_our_own_tasks_and_leaves_signals_to_us() -> None:
    before = signal.getsignal(signal.SIGTERM)
    async with serving(build_app(Health())) as (_, url), httpx.AsyncClient() as client:
        response = await client.get(f"{url}/healthz")
        assert response.status_code == 200
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert "server" not in response.headers
        assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize(
    ("proxies", "believed"),
    [((), False), (("10.0.0.1",), False), (("127.0.0.1",), True), (("127.0.0.0/8", "::1"), True)],
)
async def test_only_a_trusted_proxy_is_believed_where_a_request_comes_from(
    proxies: tuple[str, ...], believed: bool
) -> None:
    @get("/who")
    async def who(request: Request[Any, Any, Any]) -> str:
        return f"{request.client.host if request.client else ''} {request.url.scheme}"

    forged = {"X-Forwarded-For": "6.6.6.6, 203.0.113.7", "X-Forwarded-Proto": "https"}
    async with (
        serving(build_app(Health(), [who]), proxies=proxies) as (_, url),
        httpx.AsyncClient(trust_env=False) as client,
    ):
        seen = (await client.get(f"{url}/who", headers=forged)).text
    # What the client itself wrote stands before what the proxy added, and is believed by nobody.
    assert seen == ("203.0.113.7 https" if believed else "127.0.0.1 http")


async def test_the_next_free_port_is_taken_when_the_first_is_not_free() -> None:
    async with occupied() as port:
        server = Server(build_app(Health()), LOCALHOST, port, port_is_fixed=False)
        bound = server.bind()
        assert port < bound <= port + 100
        running = asyncio.create_task(server.run())
        async with httpx.AsyncClient() as client:
            response = await client.get(f"http://{LOCALHOST}:{bound}/healthz")
            assert response.status_code == 200
        await server.stop()
        await running


async def test_a_fixed_port_that_is_taken_is_refused_with_the_remedy() -> None:
    async with occupied() as port:
        server = Server(build_app(Health()), LOCALHOST, port, port_is_fixed=True)
        with pytest.raises(PortTaken, match=rf"{LOCALHOST}:{port} is in use.*web\.port"):
            server.bind()


async def test_two_servers_that_wait_to_run_never_share_a_port() -> None:
    first = Server(build_app(Health()), LOCALHOST, 0, port_is_fixed=False)
    port = first.bind()
    second = Server(build_app(Health()), LOCALHOST, port, port_is_fixed=False)
    assert second.bind() != port
    for server in (first, second):
        await server.stop()


async def test_a_server_that_never_ran_lets_the_port_go_when_stopped() -> None:
    server = Server(build_app(Health()), LOCALHOST, 0, port_is_fixed=False)
    port = server.bind()
    await server.stop()
    with socket.create_server((LOCALHOST, port)):
        pass


async def test_stopping_while_it_starts_ends_it_too() -> None:
    server = Server(build_app(Health()), LOCALHOST, 0, port_is_fixed=False)
    port = server.bind()
    running = asyncio.create_task(server.run())
    await asyncio.sleep(0)
    async with patience():
        await server.stop()
    await running
    with socket.create_server((LOCALHOST, port)):
        pass


async def test_an_application_that_cannot_start_is_an_error_and_no_exit() -> None:
    async def fail() -> None:
        raise ValueError("no database")

    server = Server(build_app(Health(), on_startup=[fail]), LOCALHOST, 0, port_is_fixed=False)
    server.bind()
    with pytest.raises(RuntimeError, match="failed to start"):
        await server.run()


def test_an_address_that_is_not_ours_is_refused_with_the_remedy() -> None:
    server = Server(build_app(Health()), "203.0.113.1", 8080, port_is_fixed=False)
    with pytest.raises(PortTaken, match=r"203\.0\.113\.1:8080.*web\.host"):
        server.bind()


@get("/stream")
async def stream() -> ServerSentEvent:
    async def endless() -> AsyncIterator[str]:
        while True:
            yield "tick"
            await asyncio.sleep(0.05)

    return ServerSentEvent(endless())


async def test_it_stops_within_five_seconds_though_event_streams_are_open() -> None:
    async with (
        httpx.AsyncClient() as client,
        asyncio.TaskGroup() as readers,
        serving(build_app(Health(), [stream])) as (server, url),
    ):
        opened = [asyncio.Event() for _ in range(3)]

        async def read(ready: asyncio.Event) -> None:
            with pytest.raises(httpx.HTTPError):
                async with client.stream("GET", f"{url}/stream", timeout=None) as response:
                    async for _ in response.aiter_raw():
                        ready.set()
                    raise httpx.ReadError("the stream ended")

        for each in opened:
            readers.create_task(read(each))
        for each in opened:
            async with patience():
                await each.wait()
        stopwatch = Stopwatch()
        await server.stop()
        assert stopwatch.seconds < 5
    with pytest.raises(httpx.ConnectError):
        async with httpx.AsyncClient() as client:
            await client.get(f"{url}/healthz")


async def test_a_cancelled_run_lets_the_port_go() -> None:
    server = Server(build_app(Health()), LOCALHOST, 0, port_is_fixed=False)
    port = server.bind()
    running = asyncio.create_task(server.run())
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"http://{LOCALHOST}:{port}/healthz")).status_code == 200
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    with socket.create_server((LOCALHOST, port)):
        pass


async def test_a_failing_page_tells_the_reader_nothing_and_is_logged_without_its_path(
    caplog: pytest.LogCaptureFixture,
) -> None:
    @get("/broken")
    async def broken() -> None:
        raise ValueError("hunter2")

    async with (
        serving(build_app(Health(), [broken])) as (_, url),
        httpx.AsyncClient() as client,
    ):
        with caplog.at_level(logging.ERROR, logger="service.web.server"):
            response = await client.get(f"{url}/broken?code=hunter2")
    assert response.status_code == 500
    assert "hunter2" not in response.text
    (record,) = [each for each in caplog.records if each.name == "service.web.server"]
    assert record.message == "web.failed"
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], ValueError)
    assert "hunter2" not in record.getMessage()


async def test_what_is_not_there_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(build_app(Health())) as (_, url), httpx.AsyncClient() as client:
        assert (await client.get(f"{url}/nothing")).status_code == 404
    assert [each for each in caplog.records if each.name == "service.web.server"] == []


@pytest.mark.parametrize(
    ("error", "status", "level"),
    [
        (UnicodeDecodeError("utf-8", b"", 0, 1, "?"), 400, "WARNING"),
        (OverflowError("Python int too large to convert to SQLite INTEGER"), 400, "WARNING"),
        (RecursionError("maximum recursion depth exceeded"), 400, "WARNING"),
        (LookupError("unknown encoding: klingon"), 400, "WARNING"),
        (KeyError("a mistake of ours"), 500, "ERROR"),
    ],
)
async def test_what_cannot_be_read_is_the_clients_fault_and_all_else_is_ours(
    error: Exception, status: int, level: str, caplog: pytest.LogCaptureFixture
) -> None:
    @get("/page")
    async def page() -> None:
        raise error

    async with (
        serving(build_app(Health(), [page])) as (_, url),
        httpx.AsyncClient() as client,
    ):
        with caplog.at_level(logging.WARNING, logger="service.web.server"):
            response = await client.get(f"{url}/page")
    assert response.status_code == status
    assert response.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
    (record,) = [each for each in caplog.records if each.name == "service.web.server"]
    assert record.levelname == level


@pytest.mark.parametrize(
    "half",
    [
        b"",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\n",
        b"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHo",
    ],
)
async def test_half_a_request_is_not_waited_for_for_ever(
    half: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "HEAD_SECONDS", 0.1)
    monkeypatch.setattr(guard, "BODY_PAUSE_SECONDS", 0.1)

    @post("/body")
    async def body(request: Request[Any, Any, Any]) -> str:
        return str(len(await request.body()))

    async with serving(build_app(Health(), [body])) as (_, url):
        reader, writer = await asyncio.open_connection(LOCALHOST, int(url.rpartition(":")[2]))
        writer.write(half)
        async with patience():
            answered = await reader.read()  # to the end: the server hangs up
        assert answered.count(b"HTTP/1.1 200") == half.count(b"\r\n\r\nGET")
        writer.close()


async def test_what_is_no_http_is_refused_with_the_headers_of_every_answer() -> None:
    async with serving(build_app(Health())) as (_, url):
        reader, writer = await asyncio.open_connection(LOCALHOST, int(url.rpartition(":")[2]))
        writer.write(b"\x00 this is none\r\n\r\n")
        async with patience():
            answer = (await reader.read()).lower()
        writer.close()
    assert answer.startswith(b"http/1.1 400")
    for header in (b"frame-ancestors 'none'", b"nosniff", b"x-frame-options: deny"):
        assert header in answer


async def test_a_slow_body_that_goes_on_and_an_answer_that_takes_long_are_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "HEAD_SECONDS", 0.2)
    monkeypatch.setattr(guard, "BODY_PAUSE_SECONDS", 0.4)

    @post("/body")
    async def body(request: Request[Any, Any, Any]) -> str:
        length = len(await request.body())
        await asyncio.sleep(0.6)
        return str(length)

    async with serving(build_app(Health(), [body])) as (_, url):
        reader, writer = await asyncio.open_connection(LOCALHOST, int(url.rpartition(":")[2]))
        writer.write(b"POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n")
        for _ in range(5):
            await asyncio.sleep(0.1)
            writer.write(b"x")
        async with patience():
            assert b"201" in await reader.readline()
        writer.close()
