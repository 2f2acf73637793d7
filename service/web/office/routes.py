"""Every page, with the permission that it takes. What lies outside the reader's own subtree is not
there (404), in tables to take along as well."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal
from urllib.parse import quote

from litestar import Response, Router, get, route
from litestar.response import Redirect

from service.core import office as o
from service.core.access import SEES_FIGURES
from service.web.office.entrance import end_session, entrance_routes
from service.web.office.filters import read_filters
from service.web.office.ports import Desk, Pages, Reports, Write
from service.web.office.rendering import HEADERS, HERE, html
from service.web.office.site import AnyRequest, Site

FILES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
OPEN = ("/office/in/{link:str}", "/office/office.css")
"""What is there without a session: the way in, and how the pages look."""


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

    def shown(
        self, name: str, page: Any, unit: int = 0, status: int = 200, **more: Any
    ) -> Response[Any]:
        """The page; that the person has looked at this unit is noted (0: at no unit)."""
        if unit:
            self.pages.log.look(self.person, unit, name)
        return html(
            f"{name}.html",
            status,
            self.visitor.language,
            page=page,
            name=name,
            visitor=self.visitor,
            filters=self.filters,
            bad=self.bad,
            **more,
        )

    def of_unit(self, name: str, page: Any, **more: Any) -> Response[Any]:
        return self.shown(name, page, page.head.id, **more)


Answer = Callable[[Asked], Awaitable[Response[Any]]]


@dataclass(frozen=True, slots=True)
class PageRoute:
    """A page under `/office`. `permission`: what it takes, in the reader's own unit; whether they
    may see the unit that is asked for, `Pages` says."""

    path: str
    permission: str
    answer: Answer
    method: Literal["GET", "POST"] = "GET"


async def _today(asked: Asked) -> Response[Any]:
    """What is due, who is behind, what was held of late, and the report into the chat."""
    page = await asked.pages.today(asked.person, asked.filters)
    return asked.of_unit("today", replace(page, reports=await asked.reports.wanted(asked.person)))


async def _reports(asked: Asked) -> Response[Any]:
    """How often a report is sent into the reader's chat (`every`)."""
    said = (await asked.request.form()).get("every", "")
    every: o.Every = "week" if said == "week" else "month" if said == "month" else ""
    await asked.reports.switch(asked.person, every)
    return Redirect("/office/#reports", status_code=303)


async def _tree(asked: Asked) -> Response[Any]:
    """The units right below, each with its figures."""
    return asked.of_unit("tree", await asked.pages.tree(asked.person, asked.filters))


async def _unit(asked: Asked) -> Response[Any]:
    """One unit's year, and its duties."""
    return asked.of_unit("unit", await asked.pages.unit(asked.person, asked.filters))


async def _duties(asked: Asked) -> Response[Any]:
    """What each unit has met, still has to do and is late with."""
    return asked.of_unit("duties", await asked.pages.duties(asked.person, asked.filters))


async def _activities(asked: Asked) -> Response[Any]:
    """What was held, by the filters of the address, 50 at a time."""
    return asked.of_unit("activities", await asked.pages.activities(asked.person, asked.filters))


async def _activity(asked: Asked) -> Response[Any]:
    """One activity, without names."""
    number = asked.request.path_params["number"]
    page = await asked.pages.activity(asked.person, number)
    return asked.shown("activity", page, page.line.unit)


async def _members(asked: Asked) -> Response[Any]:
    """The members by name to who keeps the roster, else how many."""
    return asked.of_unit("members", await asked.pages.members(asked.person, asked.filters))


async def _procedures(asked: Asked) -> Response[Any]:
    """Cases that go on: their stage, who must act, since when."""
    return asked.of_unit("procedures", await asked.pages.procedures(asked.person, asked.filters))


async def _matters(asked: Asked) -> Response[Any]:
    """What was reported and waits, with its clock, and what can be done about it."""
    page = await asked.pages.matters(asked.person, asked.filters)
    return asked.of_unit("matters", page, **_nothing_yet(asked))


async def _act(asked: Asked) -> Response[Any]:
    """Does one thing about a matter (`act`), with `words` where they are asked. What is refused is
    said, and the words stay."""
    form, number = await asked.request.form(), asked.request.path_params["number"]
    verb, words = str(form.get("act", "")), str(form.get("words", ""))
    done = await asked.pages.act(asked.person, number, verb, words)
    if not done.refused:
        return Redirect("/office/matters?done=1", status_code=303)
    page = await asked.pages.matters(asked.person, asked.filters)
    said = {"refused": done.refused, "number": number, "written": words}
    return asked.of_unit("matters", page, status=409, **{**_nothing_yet(asked), **said})


def _nothing_yet(asked: Asked) -> dict[str, Any]:
    """What the page of matters says of an act: whether one was done just now."""
    done = asked.request.query_params.get("done") == "1"
    return {"done": done, "refused": "", "number": 0, "written": ""}


async def _log(asked: Asked) -> Response[Any]:
    """Who has looked at what."""
    return asked.of_unit("log", await asked.pages.reads(asked.person, asked.filters, files=False))


async def _exports(asked: Asked) -> Response[Any]:
    """Who has taken which file along."""
    page = await asked.pages.reads(asked.person, asked.filters, files=True)
    return asked.of_unit("exports", page)


async def _sessions(asked: Asked) -> Response[Any]:
    """Where the reader is signed in."""
    return asked.shown("sessions", await asked.site.desk.sessions(asked.person))


async def _end(asked: Asked) -> Response[Any]:
    """Ends one of the reader's sessions, or all."""
    return await end_session(asked.site, asked.request, asked.visitor)


async def _file(asked: Asked) -> Response[Any]:
    """What a page lists, as a workbook or CSV."""
    name, _, ending = asked.request.path_params["file"].rpartition(".")
    if ending not in FILES:
        raise o.NotHere
    sheet = await asked.pages.sheet(asked.person, name, asked.filters)
    await asked.pages.log.take(asked.person, sheet.unit, name, f"{sheet.criteria}.{ending}")
    called = quote(f"{sheet.criteria}.{ending}", safe="")
    return Response(
        asked.site.write(sheet, ending),
        media_type=FILES[ending],
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{called}"},
    )


PAGES: tuple[PageRoute, ...] = (
    PageRoute("/", SEES_FIGURES, _today),
    PageRoute("/tree", SEES_FIGURES, _tree),
    PageRoute("/unit", SEES_FIGURES, _unit),
    PageRoute("/duties", SEES_FIGURES, _duties),
    PageRoute("/activities", SEES_FIGURES, _activities),
    PageRoute("/activities/{number:int}", SEES_FIGURES, _activity),
    PageRoute("/members", SEES_FIGURES, _members),
    PageRoute("/procedures", SEES_FIGURES, _procedures),
    PageRoute("/matters", SEES_FIGURES, _matters),
    PageRoute("/matters/{number:int}", SEES_FIGURES, _act, "POST"),
    PageRoute("/log", SEES_FIGURES, _log),
    PageRoute("/exports", SEES_FIGURES, _exports),
    PageRoute("/sessions", SEES_FIGURES, _sessions),
    PageRoute("/sessions", SEES_FIGURES, _end, "POST"),
    PageRoute("/reports", SEES_FIGURES, _reports, "POST"),
    PageRoute("/files/{file:str}", SEES_FIGURES, _file),
)


def office_routes(
    base_url: str, desk: Desk, pages: Pages, reports: Reports, write: Write
) -> list[Any]:
    """Everything under `/office`."""
    site = Site(base_url, desk, pages, reports, write)
    handlers = [*entrance_routes(site), *(_handler(site, each) for each in PAGES), _style()]
    return [Router("/office", route_handlers=handlers, response_headers=dict(HEADERS))]


def _handler(site: Site, page: PageRoute) -> Any:
    async def handler(request: AnyRequest) -> Response[Any]:
        visitor = await site.visitor(request)
        if visitor is None:
            return site.refused(request, 401, "signed_out")
        if page.method == "POST" and not site.own_form(request):
            return site.refused(request, 403, "browser", visitor.language)
        filters, bad = read_filters(request.query_params)
        try:
            if not site.pages.allows(visitor.person, page.permission):
                raise o.NotHere
            return await page.answer(Asked(site, request, visitor, filters, bad))
        except o.NotHere:
            return site.refused(request, 404, "nothing", visitor.language)
        except o.TooMany:
            return site.refused(request, 413, "too_many", visitor.language)

    handler.__doc__ = page.answer.__doc__
    return route(page.path, http_method=[page.method], status_code=200)(handler)


@cache
def _css() -> tuple[bytes, str]:
    content = (HERE / "office.css").read_bytes()
    return content, f'"{hashlib.sha256(content).hexdigest()[:20]}"'


def _style() -> Any:
    @get("/office.css", name="office.style", sync_to_thread=False)
    def style(request: AnyRequest) -> Response[bytes]:
        """How the pages look."""
        content, etag = _css()
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == etag:
            return Response(b"", status_code=304, headers=headers)
        return Response(content, media_type="text/css", headers=headers)

    return style
