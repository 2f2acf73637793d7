"""Liveness and readiness."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from litestar.testing import AsyncTestClient

from service.web import health as health_module
from service.web.health import Health
from service.web.server import build_app


def answers(reason: str | None) -> Callable[[], Awaitable[str | None]]:
    async def probe() -> str | None:
        return reason

    return probe


async def broken() -> str | None:
    raise ConnectionError("postgresql://me:hunter2@db")


async def hanging() -> str | None:
    await asyncio.sleep(60)
    return None


async def ask(health: Health, path: str) -> tuple[int, object]:
    async with AsyncTestClient(build_app(health)) as client:
        response = await client.get(path)
        return response.status_code, response.json()


async def test_a_living_process_says_so_even_when_nothing_is_ready() -> None:
    health = Health()
    health.register("database", broken)
    assert await ask(health, "/healthz") == (200, {"status": "alive"})


async def test_ready_means_that_every_part_is() -> None:
    health = Health()
    health.register("database", answers(None))
    health.register("webchat", answers(None))
    assert await ask(health, "/readyz") == (
        200,
        {"ready": True, "parts": {"database": "ready", "webchat": "ready"}},
    )


async def test_the_part_that_is_not_ready_is_named_with_its_reason() -> None:
    health = Health()
    health.register("database", answers(None))
    health.register("scheduler", answers("has not started"))
    assert await ask(health, "/readyz") == (
        503,
        {"ready": False, "parts": {"database": "ready", "scheduler": "has not started"}},
    )


async def test_a_part_that_fails_or_hangs_is_not_ready_and_tells_no_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(health_module, "LONGEST_PROBE", 0.05)
    health = Health()
    health.register("database", broken)
    health.register("webchat", hanging)
    assert await health.report() == {
        "database": "failed: ConnectionError",
        "webchat": "gave no answer within 0.05 s",
    }


def test_a_part_is_registered_once() -> None:
    health = Health()
    health.register("database", answers(None))
    with pytest.raises(ValueError, match="database"):
        health.register("database", broken)
