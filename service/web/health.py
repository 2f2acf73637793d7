"""Whether the process is alive, and whether every part of the service is ready."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_200_OK, HTTP_503_SERVICE_UNAVAILABLE

Probe = Callable[[], Awaitable[str | None]]
"""Checks one part: None if it is ready, else the reason (shown to anybody)."""

LONGEST_PROBE = 2.0  # seconds; whoever asks about readiness does not wait much longer


class Health:
    """The parts of the service by name, and their status."""

    def __init__(self) -> None:
        self._probes: dict[str, Probe] = {}

    def register(self, name: str, probe: Probe) -> None:
        """Register `probe` for the part `name`. Raises `ValueError` if the name is taken."""
        if name in self._probes:
            raise ValueError(f"the part {name!r} is registered already")
        self._probes[name] = probe

    async def report(self) -> dict[str, str | None]:
        """Each part with None, or the reason why it is not ready."""
        reasons = await asyncio.gather(*(_ask(probe) for probe in self._probes.values()))
        return dict(zip(self._probes, reasons, strict=True))


async def _ask(probe: Probe) -> str | None:
    try:
        async with asyncio.timeout(LONGEST_PROBE):
            return await probe()
    except TimeoutError:
        return f"gave no answer within {LONGEST_PROBE:g} s"
    except Exception as error:
        return f"failed: {type(error).__name__}"


def health_routes(health: Health) -> Sequence[HTTPRouteHandler]:
    """`/healthz`: 200 while the process responds. `/readyz`: 200 if every part is ready, else 503;
    its JSON says for each part "ready" or why not."""

    @get("/healthz", sync_to_thread=False, name="healthz")
    def healthz() -> dict[str, str]:
        """200 while the process responds."""
        return {"status": "alive"}

    @get("/readyz", name="readyz")
    async def readyz() -> Response[dict[str, object]]:
        """200 if every part is ready, else 503; for each part "ready" or why not."""
        report = await health.report()
        ready = not any(report.values())
        return Response(
            {"ready": ready, "parts": {name: why or "ready" for name, why in report.items()}},
            status_code=HTTP_200_OK if ready else HTTP_503_SERVICE_UNAVAILABLE,
            headers={"Cache-Control": "no-store"},
        )

    return (healthz, readyz)
