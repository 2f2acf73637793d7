"""What the API needs from the service."""

from __future__ import annotations

from typing import Protocol

from service.core import api as a
from service.core.office import Filters


class Api(Protocol):
    """Raises `NotHere` for whatever the person may not see, `BadCursor` for a page that begins
    nowhere."""

    async def holder(self, token: str) -> a.Holder | None: ...

    async def units(self, person: int, unit: int, cursor: str, limit: int) -> a.UnitList: ...

    async def duties(
        self, person: int, unit: int, wanted: tuple[str, str], cursor: str, limit: int
    ) -> a.DutyList: ...

    async def activities(self, person: int, asked: Filters, limit: int) -> a.ActivityList: ...

    async def result(self, person: int, number: int) -> a.Result: ...
