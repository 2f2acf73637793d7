"""The web application, and the server that runs it as one task of the service."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import uvicorn
from litestar import Litestar
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.plugins import PluginProtocol
from litestar.types import ASGIApp, ControllerRouterHandler, Receive, Scope, Send

from service.web.guard import (
    UNREADABLE,
    PatientProtocol,
    headers_for,
    is_unreadable,
    not_understood,
    with_headers,
)
from service.web.health import Health, health_routes

_LOGGER = logging.getLogger(__name__)

LARGEST_BODY = 20 * 1024 * 1024  # bytes
PORTS_TO_TRY = 100
GRACE = 1  # seconds that open requests (mostly event streams) have left on shutdown
QUEUE = 512  # connections that wait to be accepted


class PortTaken(Exception):
    """No port is available. The message says what to do."""


def build_app(
    health: Health,
    routes: Sequence[ControllerRouterHandler] = (),
    *,
    public_url: str = "",
    **options: Any,
) -> Litestar:
    """The application: health, the given routes, and the headers every answer needs.

    `public_url`: where people find the pages; with https, browsers remember that. `options` go to
    `Litestar` as they are (middleware, plugins …).
    """
    application = _Application(
        [*health_routes(health), *routes],
        logging_config=None,
        openapi_config=None,
        request_max_body_size=LARGEST_BODY,
        after_exception=[_log_failure],
        exception_handlers=dict.fromkeys(UNREADABLE, not_understood),
        **options,
    )
    application.headers = headers_for(public_url)
    return application


class _Application(Litestar):
    headers: Mapping[bytes, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # type: ignore[override]
        sending = with_headers(send, self.headers) if scope["type"] == ScopeType.HTTP else send
        await super().__call__(scope, receive, sending)

    @staticmethod
    def _get_default_plugins(plugins: list[PluginProtocol]) -> list[PluginProtocol]:
        """None: those for pydantic and attrs load both versions of pydantic, and no page has
        either."""
        return plugins


async def _log_failure(error: Exception, scope: Scope) -> None:
    if isinstance(error, HTTPException) and error.status_code < 500:
        return
    if is_unreadable(error):
        _LOGGER.warning("web.not_understood", extra={"kind": type(error).__name__})
        return
    # Without the path: a link may contain a code.
    _LOGGER.error("web.failed", exc_info=error, extra={"method": scope.get("method")})


class Server:
    """Serves `app` on `host` and `port` until it is stopped.

        server = Server(app, "127.0.0.1", 8080, port_is_fixed=False)
        port = server.bind()
        tasks.create_task(server.run())
        ...
        await server.stop()

    Signals are left to the service. Cancelling `run` shuts it down in the same orderly way.
    """

    def __init__(
        self,
        app: Litestar | None,
        host: str,
        port: int,
        *,
        port_is_fixed: bool,
        trusted_proxies: Sequence[str] = (),
    ) -> None:
        """`trusted_proxies`: addresses and networks whose word is taken for the client's address
        and scheme (`X-Forwarded-For`, `X-Forwarded-Proto`); anybody else's is not."""
        self._config = uvicorn.Config(
            app or _nothing_yet,
            http=PatientProtocol,
            proxy_headers=bool(trusted_proxies),
            forwarded_allow_ips=list(trusted_proxies),
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=GRACE,
            ws="none",
        )
        self._server = _WithoutSignals(self._config)
        self._host = host
        self._port = port
        self._fixed = port_is_fixed or port == 0
        self._socket: socket.socket | None = None
        self._begun = False
        self._ended = asyncio.Event()

    def carry(self, app: Litestar | ASGIApp) -> None:
        """Set the application, if it can be built only once the port is known."""
        self._config.app = app

    def bind(self) -> int:
        """Take the port, or the next free one unless it is fixed, and return it. From now on,
        connections wait until `run` accepts them. Raises `PortTaken`."""
        last = self._port if self._fixed else min(self._port + PORTS_TO_TRY, 65535)
        for port in range(self._port, last + 1):
            try:
                self._socket = _listening(self._host, port)
            except OSError as error:
                if error.errno == errno.EADDRINUSE and port < last:
                    continue
                raise PortTaken(_why_not(self._host, port, error)) from error
            return int(self._socket.getsockname()[1])
        raise AssertionError("range is never empty")

    async def run(self) -> None:
        """Serve until `stop`, or until cancelled. Needs `bind` first."""
        if self._socket is None:
            raise RuntimeError("bind() comes before run()")
        self._begun = True
        serving = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            self._server.should_exit = True
            await serving
            raise
        finally:
            self._socket.close()
            self._ended.set()

    async def stop(self) -> None:
        """Stop accepting requests, give open ones a moment, then close them. Returns when done."""
        self._server.should_exit = True
        if self._begun:
            await self._ended.wait()
        elif self._socket is not None:
            self._socket.close()


async def _nothing_yet(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError("carry() comes before run()")


class _WithoutSignals(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        except SystemExit:  # would end the whole process without a clean shutdown
            raise RuntimeError("the web application failed to start") from None

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listening(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setblocking(False)
        listener.bind(address)
        listener.listen(QUEUE)  # only now is the port certainly taken
    except OSError:
        listener.close()
        raise
    return listener


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"{host}:{port} is in use: stop the other program, or set another `web.port`"
    return f"can't listen on {host}:{port} ({error.strerror}): set another `web.host` or `web.port`"
