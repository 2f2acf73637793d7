"""A request of somebody who is signed in, and what is asked of a page before it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from litestar import Response

from service.core import office as o
from service.web.office.ports import Pages, Reports
from service.web.office.rendering import html
from service.web.office.site import AnyRequest, Site


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of somebody who is signed in and may make it. `bad`: filters that can't be
    understood."""

    site: Site
    request: AnyRequest
    visitor: o.Visitor
    filters: o.Filters
    bad: tuple[str, ...]

    @property
    def pages(self) -> Pages:
        return self.site.pages

    @property
    def reports(self) -> Reports:
        return self.site.reports

    @property
    def person(self) -> int:
        return self.visitor.person

    async def form(self) -> Callable[[str], str]:
        """Gives the fields of a form by name."""
        given = await self.request.form()
        return lambda name: str(given.get(name, ""))[:200]

    def shown(
        self,
        name: str,
        page: Any,
        status: int = 200,
        *,
        unit: int = 0,
        script: bool = False,
        said: str = "",
        **more: Any,
    ) -> Response[Any]:
        """`said`: the key of a word about what was just tried. That the person has looked at this
        `unit` is noted (0: at no unit)."""
        if unit:
            self.pages.log.look(self.person, unit, name)
        return html(
            f"{name}.html",
            status,
            self.visitor.language,
            script=script,
            page=page,
            name=name,
            visitor=self.visitor,
            filters=self.filters,
            bad=self.bad,
            said=said,
            **more,
        )

    def of_unit(self, name: str, page: Any, **more: Any) -> Response[Any]:
        return self.shown(name, page, unit=page.head.id, **more)


Answer = Callable[[Asked], Awaitable[Response[Any]]]

IN: frozenset[o.Stage] = frozenset({"in"})
SETTING_UP: frozenset[o.Stage] = frozenset({"in", "setup"})
ANY: frozenset[o.Stage] = frozenset({"in", "setup", "second"})


@dataclass(frozen=True, slots=True)
class PageRoute:
    """A page under `/office`. `permission`: what it takes, in the reader's own unit; whether they
    may see the unit that is asked for, `Pages` says. `stages`: of a session that may see it;
    `fresh`: the reader must have shown just now who they are."""

    path: str
    permission: str
    answer: Answer
    method: Literal["GET", "POST"] = "GET"
    stages: frozenset[o.Stage] = IN
    fresh: bool = False
