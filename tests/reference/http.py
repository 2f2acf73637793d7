"""The paths that are served, from the routes of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import MagicMock

from prometheus_client import CollectorRegistry

from adapters.telegram.webhook import Webhook
from adapters.webchat.app_routes import app_routes
from adapters.webchat.pages import build_routes
from adapters.webchat.picture_routes import picture_routes
from adapters.webchat.push.api import push_routes
from service.web.api.routes import api_routes
from service.web.calendar import calendar_route
from service.web.certificates import certificate_route
from service.web.control import control_route
from service.web.health import Health
from service.web.metrics import metrics_route
from service.web.office.routes import office_routes
from service.web.public_pages import gallery_routes
from service.web.recount import recount_route
from service.web.screen import screen_route
from service.web.server import build_app
from tests.reference.markdown import code, described, table

_HEADS = ("Method", "Path", "What it answers")


def page() -> str:
    """Those for others, and those of the web chat's own page."""
    rows = sorted(_rows(), key=lambda each: (each[1].strip("`"), each[0]))
    chat = [each for each in rows if each[1].startswith("`/chat")]
    others = [each for each in rows if each not in chat]
    return (
        f"## For others\n\n{table(_HEADS, others)}\n\n## Of the web chat\n\n"
        "They serve the web chat's own page and change with it. Those below `/chat/u/` take the "
        "cookie of a session; what changes something is taken from its own site alone.\n\n"
        f"{table(_HEADS, chat)}"
    )


def _rows() -> Iterator[tuple[str, str, str]]:
    for route in build_app(Health(), _routes()).routes:
        for handler in cast(Any, route).route_handlers:
            for method in sorted(handler.http_methods - {"OPTIONS"}):
                doc = " ".join(described(handler.fn.__doc__).split())
                yield method, code(re.sub(r":\w+}", "}", route.path)), doc


def _routes() -> list[Any]:
    """Nobody asks any of them here, so nothing stands behind them."""
    site = MagicMock(largest_upload=0)
    extra = [*picture_routes(site), *push_routes(site, site, "", ()), *app_routes(site)]
    settings = SimpleNamespace(
        account="ACCOUNT", webhook_path="/telegram/ACCOUNT", webhook_secret=""
    )
    telegram = Webhook.route(cast(Any, SimpleNamespace(_settings=settings)), site)
    return [
        calendar_route(site),
        certificate_route(site),
        recount_route(),
        screen_route(site),
        *api_routes(site, ""),
        *office_routes(site),
        control_route("", site),
        metrics_route(CollectorRegistry()),
        *gallery_routes(site),
        *build_routes(site, extra),
        telegram,
    ]
