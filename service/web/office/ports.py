"""What the pages need from the service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from service.core import office as o


class Desk(Protocol):
    """Who comes in, and who is in."""

    async def offered(self, link: str) -> o.Offered | None: ...

    async def enter(self, link: str, device: str, near: str) -> str: ...

    async def visitor(self, token: str) -> o.Visitor | None: ...

    async def sessions(self, person: int) -> tuple[o.Signed, ...]: ...

    async def end(self, person: int, session: int | None = None) -> None: ...


class Pages(Protocol):
    """What is shown to a person. Raises `NotHere` for whatever they may not see."""

    def allows(self, person: int, permission: str) -> bool: ...

    async def today(self, person: int, asked: o.Filters) -> o.TodayPage: ...

    async def tree(self, person: int, asked: o.Filters) -> o.TreePage: ...

    async def unit(self, person: int, asked: o.Filters) -> o.UnitPage: ...

    async def duties(self, person: int, asked: o.Filters) -> o.DutiesPage: ...

    async def activities(self, person: int, asked: o.Filters) -> o.ActivitiesPage: ...

    async def activity(self, person: int, number: int) -> o.ActivityPage: ...

    async def members(self, person: int, asked: o.Filters) -> o.MembersPage: ...

    async def sheet(self, person: int, name: str, asked: o.Filters) -> o.Sheet: ...


class Reports(Protocol):
    """What is sent into the chat by itself."""

    async def wanted(self, person: int) -> o.Every: ...

    async def switch(self, person: int, every: o.Every) -> None: ...


Write = Callable[[o.Sheet, str], bytes]
"""Makes a file of a table; the second is its ending, `xlsx` or `csv`."""
