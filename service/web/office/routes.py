"""Every page, with the permission that it takes. What lies outside the reader's own subtree is not
there (404), in tables to take along as well."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import quote

from litestar import Response, Router, get, route
from litestar.response import Redirect

from service.core import office as o
from service.core.access import SEES_FIGURES
from service.web.office.asked import Asked, PageRoute
from service.web.office.entrance import entrance_routes
from service.web.office.filters import read_filters
from service.web.office.rendering import HEADERS, HERE
from service.web.office.site import AnyRequest, Site
from service.web.office.ways import SETTINGS, WAYS

FILES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
OPEN = (
    *(("/office/in/{link:str}", "GET"), ("/office/in/{link:str}", "POST")),
    *(("/office/passkey/ask", "POST"), ("/office/passkey", "POST")),
    *(("/office/oidc", "POST"), ("/office/oidc", "GET")),
    *(("/office/office.css", "GET"), ("/office/office.js", "GET")),
)
"""What is there without a session: the ways in, how the pages look, and the script for passkeys."""


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
    return asked.shown("activity", page, unit=page.line.unit)


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
    verb, words = str(form.get("act", "")), str(form.get("words", "")).replace("\0", "")
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
    PageRoute("/reports", SEES_FIGURES, _reports, "POST"),
    PageRoute("/files/{file:str}", SEES_FIGURES, _file),
    *WAYS,
)


def office_routes(site: Site) -> list[Any]:
    """Everything under `/office`."""
    handlers = [*entrance_routes(site), *(_handler(site, each) for each in PAGES), *_static()]
    return [Router("/office", route_handlers=handlers, response_headers=dict(HEADERS))]


def _handler(site: Site, page: PageRoute) -> Any:
    async def handler(request: AnyRequest) -> Response[Any]:
        visitor = await site.visitor(request)
        if visitor is None:
            return site.front(request, 401)
        if page.method == "POST" and not site.own_form(request):
            return site.refused(request, 403, "browser", visitor.language)
        if visitor.stage not in page.stages:
            return site.go(request, SETTINGS if visitor.stage == "setup" else "/office/second")
        if page.fresh and not visitor.fresh:
            return site.go(request, "/office/second")
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


FILES_OF_OURS = {"office.css": "text/css", "office.js": "text/javascript"}


@cache
def _content(name: str) -> tuple[bytes, str]:
    content = (HERE / name).read_bytes()
    return content, f'"{hashlib.sha256(content).hexdigest()[:20]}"'


def _static() -> list[Any]:
    def served(name: str) -> Any:
        def serve(request: AnyRequest) -> Response[bytes]:
            content, etag = _content(name)
            headers = {"ETag": etag, "Cache-Control": "no-cache"}
            if request.headers.get("if-none-match") == etag:
                return Response(b"", status_code=304, headers=headers)
            return Response(content, media_type=FILES_OF_OURS[name], headers=headers)

        of = {"office.css": "How the pages look.", "office.js": "The script for passkeys."}
        serve.__doc__ = of[name]
        return get(f"/{name}", name=f"office.{name}", sync_to_thread=False)(serve)

    return [served(name) for name in FILES_OF_OURS]
