"""Everything goes through the proxy of the settings, and the proxy's failures are named."""

from __future__ import annotations

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.telegram import build
from service.core.message import Post
from service.ports import NotSent, Order, Sent
from tests.adapters.webchat.conftest import Mirror
from tests.telegram_server.server import TelegramServer

USER, PASSWORD = "branch", "s3cret-words"


class Proxy:
    """A small proxy on loopback that wants to know who asks. `carried`: where it led."""

    def __init__(self) -> None:
        self.carried: list[str] = []
        self.port = 0

    async def http(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """RFC 9110: CONNECT host:port."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        method, target, *_ = head.split()
        wanted = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if method != "CONNECT" or f"Basic {wanted}" not in head:
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
            writer.close()
            return
        host, _, port = target.rpartition(":")
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await self._carry(host, int(port), reader, writer)

    async def socks5(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """RFC 1928, with user and password (RFC 1929)."""
        _, count = await reader.readexactly(2)
        await reader.readexactly(count)
        writer.write(b"\x05\x02")
        _, length = await reader.readexactly(2)
        user = await reader.readexactly(length)
        (length,) = await reader.readexactly(1)
        password = await reader.readexactly(length)
        right = (user.decode(), password.decode()) == (USER, PASSWORD)
        writer.write(b"\x01\x00" if right else b"\x01\x01")
        if not right:
            writer.close()
            return
        _, _, _, kind = await reader.readexactly(4)
        if kind == 1:
            host = ".".join(map(str, await reader.readexactly(4)))
        else:
            (length,) = await reader.readexactly(1)
            host = (await reader.readexactly(length)).decode()
        port = int.from_bytes(await reader.readexactly(2), "big")
        writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        await self._carry(host, port, reader, writer)

    async def _carry(
        self,
        host: str,
        port: int,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self.carried.append(f"{host}:{port}")
        there, back = await asyncio.open_connection(host, port)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_pipe(reader, back))
            tasks.create_task(_pipe(there, writer))


async def _pipe(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        with contextlib.suppress(ConnectionError):
            while data := await source.read(65_536):
                target.write(data)
                await target.drain()
    finally:
        target.close()


@asynccontextmanager
async def proxy(kind: str) -> AsyncIterator[Proxy]:
    made = Proxy()
    tasks: set[asyncio.Task[None]] = set()

    def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        handle = made.http if kind == "http" else made.socks5
        tasks.add(asyncio.create_task(handle(reader, writer)))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)  # what was closed lets go of its sockets


@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_everything_goes_through_the_proxy(kind: str) -> None:
    async with TelegramServer() as server, proxy(kind) as through:
        account = server.account()
        url = f"{kind}://{USER}:{PASSWORD}@127.0.0.1:{through.port}"
        settings = {"token": account.token, "api_url": server.url, "proxy": url}
        adapter = build(settings, account="telegram", sealer=Mirror())
        await adapter.open()
        person = str(account.person("王敏").id)
        assert isinstance(await adapter.send(Order("send", "1", person, Post("?"))), Sent)
        assert all(each.ok for each in await adapter.check())
        await adapter.close()
        assert server.calls
        assert set(through.carried) == {server.url.removeprefix("http://")}


@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_a_proxy_that_refuses_is_named_and_nothing_was_sent(kind: str) -> None:
    async with TelegramServer() as server, proxy(kind) as through:
        account = server.account()
        url = f"{kind}://{USER}:wrong-{PASSWORD}@127.0.0.1:{through.port}"
        settings = {"token": account.token, "api_url": server.url, "proxy": url}
        adapter = build(settings, account="telegram", sealer=Mirror())
        await adapter.open()
        result = await adapter.send(Order("send", "1", "7", Post("?")))
        (check,) = await adapter.check()
        await adapter.close()
        assert not server.calls
    assert isinstance(result, NotSent)
    assert "proxy" in check.detail
    assert "adapters.telegram.proxy" in check.remedy
    assert PASSWORD not in repr((result, check))


async def test_a_proxy_that_is_not_there_is_named() -> None:
    settings = {
        "token": "123456789:AAF-abcdefghijklmnopqrstuvwxyz012",
        "proxy": "socks5://127.0.0.1:9",
    }
    adapter = build(settings, account="telegram", sealer=Mirror())
    result = await adapter.send(Order("send", "1", "7", Post("?")))
    (check,) = await adapter.check()
    await adapter.close()
    assert isinstance(result, NotSent)
    assert "proxy" in check.detail
