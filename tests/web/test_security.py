"""What holds for every page of a running service: looking changes nothing, every answer has the
headers, figures can stand apart, and who comes in or is refused is logged without their name."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog

from service.app import App
from service.core.choices import ChoiceId
from service.testkit.waiting import patience
from tests.e2e.running import free_port
from tests.web.test_one_chat import ROWS, Device, device, invited, serving
from tests.world import world

ROUTES = {  # whoever adds one asks whether looking at it changes anything
    "/",
    "/api/v1/activities",
    "/api/v1/activities/{number:int}/result",
    "/api/v1/duties",
    "/api/v1/openapi.json",
    "/api/v1/units",
    "/calendar/{name:str}",
    "/certificates/{number:str}",
    "/chat",
    "/chat/join",
    "/chat/static/{name:str}",
    "/chat/u/{user:str}",
    "/chat/u/{user:str}/app.webmanifest",
    "/chat/u/{user:str}/devices",
    "/chat/u/{user:str}/events",
    "/chat/u/{user:str}/files/{file:str}",
    "/chat/u/{user:str}/pictures/{file:str}",
    "/chat/u/{user:str}/push",
    "/chat/u/{user:str}/rooms/{room:str}",
    "/chat/u/{user:str}/state",
    "/gallery/{token:str}",
    "/gallery/{token:str}/{name:str}/{what:str}",
    "/healthz",
    "/metrics",
    "/office",
    "/office/activities",
    "/office/activities/{number:int}",
    "/office/code",
    "/office/duties",
    "/office/exports",
    "/office/files/{file:str}",
    "/office/in/{link:str}",
    "/office/log",
    "/office/matters",
    "/office/members",
    "/office/office.css",
    "/office/office.js",
    "/office/oidc",
    "/office/second",
    "/office/procedures",
    "/office/sessions",
    "/office/tree",
    "/office/unit",
    "/readyz",
    "/recount",
    "/screen/{token:str}",
}


ALIVE = ("sqlite_sequence", "pictures", "office_held", "office_duties", "rollups")
"""Tables that change by themselves: /readyz tries to write, and figures are kept up."""


def looked_at(app: App) -> set[str]:
    """Every path that can be looked at."""
    routes: Any = app.server._config.app
    return {each.path for each in routes.routes if "GET" in each.methods}


def kept(folder: Path) -> Iterator[tuple[str, Any]]:
    """All rows of both databases, but when a session was used last."""
    for file in sorted((folder / "data").glob("*.sqlite3")):
        with closing(sqlite3.connect(file)) as there:
            tables = there.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (table,) in tables:
                if table not in ALIVE:
                    columns = "id, user, ended_at" if table == "sessions" else "*"
                    rows = there.execute(f"SELECT {columns} FROM {table}").fetchall()  # noqa: S608
                    yield table, sorted(map(str, rows))


async def quiet(folder: Path) -> list[tuple[str, Any]]:
    """The rows, once everything is handled and said."""
    busy = (
        "SELECT (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending'))"
        " + (SELECT count(*) FROM inbox WHERE handled_at IS NULL)"
    )
    async with patience():
        while True:
            with closing(sqlite3.connect(folder / "data" / "orglife.sqlite3")) as there:
                if there.execute(busy).fetchone() == (0,):
                    return list(kept(folder))
            await asyncio.sleep(0.05)


async def test_looking_changes_nothing_and_every_answer_has_the_headers(tmp_path: Path) -> None:
    async with serving(tmp_path) as app, device(app) as stranger:
        await app.administration.import_roster(ROWS)
        await app.engine.refresh()
        assert looked_at(app) == ROUTES
        async with device(app, "陈静") as member:
            await member.sees("陈静，您好")
            code = await invited(app, "王敏")
            before = await quiet(tmp_path)
            for visitor in (stranger, member):
                for path in sorted(ROUTES):
                    await look(visitor, path, member.home.strip("/").rpartition("/")[2], code)
            assert await quiet(tmp_path) == before
            assert (await member.http.get(f"{member.home}state")).status_code == 200


async def look(visitor: Device, path: str, user: str, code: str) -> None:
    values = {"user": user, "room": f"p-{user}", "file": "f1", "name": "chat.js"}
    for name, value in {**values, "token": "x" * 12, "link": "x" * 43, "what": "small"}.items():
        path = path.replace(f"{{{name}:str}}", value)
    query = {"code": code, "end": "all", "language": "en"}
    async with visitor.http.stream("GET", path, params=query) as answer:
        assert answer.status_code < 500, path
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], path
        assert answer.headers["x-content-type-options"] == "nosniff", path


async def test_figures_can_have_an_address_of_their_own(tmp_path: Path) -> None:
    port = free_port()
    async with (
        serving(tmp_path, metrics=f"127.0.0.1:{port}") as app,
        httpx.AsyncClient(trust_env=False) as http,
    ):
        apart = await http.get(f"http://127.0.0.1:{port}/metrics")
        pages = await http.get(f"{app.local_url}/metrics")
        others = await http.get(f"http://127.0.0.1:{port}/chat/")
    assert "orglife_outbox_depth" in apart.text
    assert (apart.status_code, pages.status_code, others.status_code) == (200, 404, 404)


async def test_who_comes_in_or_is_refused_is_logged_without_names(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with structlog.testing.capture_logs() as logged:
        async with serving(tmp_path) as app, device(app) as stranger:
            await app.administration.import_roster(ROWS)
            await app.engine.refresh()
            await stranger.open("ABCDE23456")
            code = await invited(app, "陈静")
            await stranger.http.post("/chat/join", data={"code": code})  # of another site
            async with device(app, "陈静") as member:
                await member.sees("陈静，您好")
                await member.post(f"{member.home}devices", {"end": "here"})
    ours = [each for each in caplog.records if each.name.startswith("adapters")]
    pages = [each.getMessage() for each in ours]
    for action in ("wrong_invitation", "foreign_request", "signed_in", "signed_out"):
        assert f"webchat.{action}" in pages
    assert "linking.linked" in [each["event"] for each in logged]
    everything = str([each.__dict__ for each in ours]) + str(logged)
    assert not [each for each in ("陈静", code, "ABCDE23456", "127.0.0.1'") if each in everything]


async def test_who_asks_for_what_is_not_theirs_is_logged() -> None:
    with structlog.testing.capture_logs() as logged:
        async with world() as w:
            quiz = await w.quiz()
            line = w.newest(w.chat("李华"))
            choice = ChoiceId(quiz, "close").encode()
            await w.receive(w.chats.pressed(w.chat("李华"), "李华", line, choice))
    (refused,) = [each for each in logged if each["event"] == "engine.not_allowed"]
    assert (refused["reason"], refused["activity"]) == ("sdk.not_allowed", quiz)
    assert "李华" not in str(refused)
