"""A Bot API server on loopback, true to what the real one is known to do.

async with TelegramServer() as server:
    account = server.account()
    person = account.person("王敏")
    account.say(account.chats[person.id], person, "菜单")

Every request is checked against the machine-readable Bot API; leaving the block fails when one
was wrong. `server.faults` makes the next call of a method go wrong.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
from collections import defaultdict
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Literal, Self

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from tests.telegram_server.account import Account
from tests.telegram_server.flood import Flood
from tests.telegram_server.methods import ApiError, call, get_updates
from tests.telegram_server.schema import File, read

RETRY_SECONDS = 0.05  # between attempts to reach a webhook; the real one takes longer
HTML = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with a call.

    "cut": the connection is closed before anything is done; "drop": after it was done; "page": a
    page of a gateway instead of JSON; "error": an answer with `code`, `description`, `parameters`;
    "result": it is done, and described by `result`.
    """

    kind: Literal["cut", "drop", "page", "error", "result"]
    code: int = 502
    description: str = ""
    parameters: dict[str, int] = field(default_factory=dict)
    result: Any = None


def too_many(seconds: int) -> Fault:
    words = f"Too Many Requests: retry after {seconds}"
    return Fault("error", 429, words, {"retry_after": seconds})


class TelegramServer:
    """`calls`: method and parameters of every request, in order. `problems`: wrong ones. `flood`:
    the limits of each bot, if they are to be kept."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.faults: dict[str, list[Fault]] = defaultdict(list)
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.problems: list[str] = []
        self.flood: Flood | None = None
        self.url = ""
        self._numbers = itertools.count(700_000_001)
        self._pollers: dict[str, asyncio.Event] = {}
        self._hooks: list[asyncio.Task[None]] = []
        self._closing = asyncio.Event()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=100 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=0.2, handler_cancellation=True
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._closing.set()
        for each in self.accounts.values():
            each.grown.set()
        for hook in self._hooks:
            hook.cancel()
        await asyncio.gather(*self._hooks, return_exceptions=True)
        await self._runner.cleanup()
        if error is None:
            assert not self.problems, self.problems

    def account(self, *, hears_everything: bool = False) -> Account:
        """A new bot."""
        number = next(self._numbers)
        account = Account(
            f"{number}:AAF-{number}-abcdefghijklmnopqrstuv",
            f"orglife_{number}_bot",
            hears_everything=hears_everything,
        )
        self.accounts[account.token] = account
        self._hooks.append(asyncio.create_task(self._feed(account)))
        return account

    def called(self, method: str) -> list[dict[str, Any]]:
        """The parameters of every call of this method."""
        return [given for name, given in self.calls if name == method]

    # -- requests

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        account = self.accounts.get(request.match_info["token"])
        fault = self.faults[method].pop(0) if self.faults[method] else None
        try:
            if account is None:
                raise ApiError(401, "Unauthorized")
            if fault is not None and fault.kind != "drop":
                return self._fail(request, fault)
            given = await self._read(request, method)
            result = await self._answer(account, method, given)
            if fault is not None:
                return self._fail(request, fault)
            return web.json_response({"ok": True, "result": result})
        except ApiError as error:
            answer: dict[str, Any] = {
                "ok": False,
                "error_code": error.code,
                "description": error.description,
            }
            answer |= {"parameters": error.parameters} if error.parameters else {}
            return web.json_response(answer, status=error.code)

    async def _read(self, request: web.Request, method: str) -> dict[str, Any]:
        form, files = {}, {}
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                content = value.file.read()
                files[name] = File(value.filename, value.content_type, content)
            else:
                form[name] = str(value)
        try:
            given = read(method, form, files)
        except ValueError as error:
            self.problems.append(str(error))
            raise ApiError(400, f"Bad Request: {error}") from None
        self.calls.append((method, given))
        return given

    @staticmethod
    def _fail(request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.kind == "page":
            return web.Response(status=fault.code, text=HTML, content_type="text/html")
        if fault.kind == "result":
            return web.json_response({"ok": True, "result": fault.result})
        if fault.kind == "error":
            raise ApiError(fault.code, fault.description, **fault.parameters)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _answer(self, account: Account, method: str, given: dict[str, Any]) -> Any:
        if method != "getUpdates":
            if self.flood is not None:
                self.flood.admit(method, given)
            return call(account, method, given)
        if account.webhook["url"]:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook "
                "to delete the webhook first",
            )
        return await self._poll(account, given)

    async def _poll(self, account: Account, given: dict[str, Any]) -> list[dict[str, Any]]:
        """A long poll. Another one that waits is ended with a conflict."""
        if account.token in self._pollers:
            self._pollers[account.token].set()
        ended = self._pollers[account.token] = asyncio.Event()
        try:
            until = asyncio.get_running_loop().time() + given.get("timeout", 0)
            while True:
                account.grown.clear()
                found = get_updates(account, given)
                left = until - asyncio.get_running_loop().time()
                if found or left <= 0 or self._closing.is_set():
                    return found
                await _either(account.grown, ended, left)
                if ended.is_set():
                    raise ApiError(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only "
                        "one bot instance is running",
                    )
        finally:
            if self._pollers.get(account.token) is ended:
                del self._pollers[account.token]

    async def _download(self, request: web.Request) -> web.StreamResponse:
        account = self.accounts.get(request.match_info["token"])
        name = request.match_info["path"].removeprefix("documents/")
        if account is None or name not in account.files:
            return web.json_response({"ok": False, "error_code": 404}, status=404)
        return web.Response(body=account.files[name])

    # -- webhooks

    async def _feed(self, account: Account) -> None:
        """Hand updates to the webhook, one after the other, until each is taken."""
        async with ClientSession(timeout=ClientTimeout(total=5)) as session:
            while True:
                await account.grown.wait()
                if not (account.webhook["url"] and account.waiting):
                    account.grown.clear()
                    await account.grown.wait()
                elif await self._deliver(session, account, account.waiting[0]):
                    account.confirmed.append(account.waiting.pop(0))
                else:
                    await asyncio.sleep(RETRY_SECONDS)

    @staticmethod
    async def _deliver(session: ClientSession, account: Account, update: dict[str, Any]) -> bool:
        headers = {"Content-Type": "application/json"}
        if account.webhook["secret"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = account.webhook["secret"]
        url, body = account.webhook["url"], json.dumps(update)
        try:
            async with session.post(url, data=body, headers=headers) as answer:
                account.webhook["error"] = (
                    "" if answer.ok else f"Wrong response from the webhook: {answer.status}"
                )
                return answer.ok
        except (ClientError, TimeoutError):
            account.webhook["error"] = "Connection refused"
            return False


async def _either(one: asyncio.Event, other: asyncio.Event, seconds: float) -> None:
    """Wait until one of two is set, or the time is over."""
    waits = [asyncio.ensure_future(each.wait()) for each in (one, other)]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waits:
            each.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*waits, return_exceptions=True)
