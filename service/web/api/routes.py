"""Every path of the API with the scope that it takes. Errors are `application/problem+json`."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import Request, Response, Router, get, route

from service.core import api as a
from service.core.office import Filters, NotHere
from service.web.api.openapi import LIMIT, MOST, PARAMETERS, document
from service.web.api.ports import Api
from service.web.api.rates import Rates

AnyRequest = Request[Any, Any, Any]
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Robots-Tag": "noindex, nofollow",
}
PROBLEMS = {
    "token": (401, "No good token", "Send `Authorization: Bearer TOKEN`. A token ends with its "
              "time, when it is ended, and when its person may not see figures any more."),
    "scope": (403, "Outside the token's scopes", "Make a token with this scope: {scope}."),
    "nothing": (404, "Nothing there", "There is nothing here, or it isn't this token's to see."),
    "parameter": (400, "A parameter can't be understood", "Look at this one again: {name}."),
    "often": (429, "Too often", "Ask again after the seconds in Retry-After."),
}  # fmt: skip


class _BadParameter(ValueError):
    """One that can't be understood; its name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with a good token."""

    api: Api
    request: AnyRequest
    person: int

    def word(self, name: str) -> str:
        """What a parameter says, as the document has it. Raises `_BadParameter`."""
        said = self.request.query_params.get(name, "")
        if said and not re.fullmatch(PARAMETERS[name].pattern, said):
            raise _BadParameter(name)
        return str(said)

    def number(self, name: str, usual: int = 0) -> int:
        return int(self.word(name) or usual)

    @property
    def limit(self) -> int:
        limit = self.number("limit", LIMIT)
        if not 1 <= limit <= MOST:
            raise _BadParameter("limit")
        return limit


@dataclass(frozen=True, slots=True)
class ApiRoute:
    """A path below `/api/v1`, the scope that it takes, its parameters and what it answers."""

    path: str
    scope: str
    parameters: tuple[str, ...]
    gives: type[Any]
    answer: Callable[[Asked], Awaitable[Any]]


async def _units(asked: Asked) -> a.UnitList:
    """A unit and all below it, each with its figures and those of everything below it."""
    return await asked.api.units(
        asked.person, asked.number("unit"), asked.word("cursor"), asked.limit
    )


async def _duties(asked: Asked) -> a.DutyList:
    """What each unit has met, still has to do and is late with; what is late comes first."""
    wanted = (asked.word("duty"), asked.word("status"))
    return await asked.api.duties(
        asked.person, asked.number("unit"), wanted, asked.word("cursor"), asked.limit
    )


async def _activities(asked: Asked) -> a.ActivityList:
    """Activities, the newest first. Nothing that is confidential is among them."""
    filters = Filters(
        unit=asked.number("unit"),
        month=asked.word("month"),
        kind=asked.word("kind"),
        state=asked.word("state"),
        after=asked.word("cursor"),
    )
    return await asked.api.activities(asked.person, filters, asked.limit)


async def _result(asked: Asked) -> a.Result:
    """What came of one activity: how many took part and how their parts stand. Counts that are too
    small are null."""
    return await asked.api.result(asked.person, asked.request.path_params["number"])


ROUTES: tuple[ApiRoute, ...] = (
    ApiRoute("/units", "units", ("unit", "cursor", "limit"), a.UnitList, _units),
    ApiRoute("/duties", "duties", ("unit", "duty", "status", "cursor", "limit"),
             a.DutyList, _duties),
    ApiRoute("/activities", "activities", ("unit", "month", "kind", "state", "cursor", "limit"),
             a.ActivityList, _activities),
    ApiRoute("/activities/{number:int}/result", "results", (), a.Result, _result),
)  # fmt: skip


def api_routes(api: Api, url: str, rates: Rates | None = None) -> list[Any]:
    """Everything under `/api/v1`. `url`: where our pages stand."""
    known = rates or Rates()
    handlers = [*(_handler(api, each, known) for each in ROUTES), _document(url)]
    return [Router("/api/v1", route_handlers=handlers, response_headers=HEADERS)]


def _handler(api: Api, this: ApiRoute, rates: Rates) -> Any:
    async def handler(request: AnyRequest) -> Response[bytes]:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        holder = await api.holder(token.strip()) if kind.lower() == "bearer" else None
        if holder is None:
            return _problem("token", {"WWW-Authenticate": "Bearer"})
        if seconds := rates.wait(holder.token):
            return _problem("often", {"Retry-After": str(seconds)})
        if this.scope not in holder.scopes:
            return _problem("scope", scope=this.scope)
        try:
            found = await this.answer(Asked(api, request, holder.person))
        except NotHere:
            return _problem("nothing")
        except a.BadCursor:
            return _problem("parameter", name="cursor")
        except _BadParameter as bad:
            return _problem("parameter", name=str(bad))
        return Response(msgspec.json.encode(found), media_type="application/json")

    handler.__doc__ = this.answer.__doc__
    return route(this.path, http_method=["GET"], status_code=200)(handler)


def _problem(why: str, headers: Mapping[str, str] | None = None, **said: str) -> Response[bytes]:
    status, title, detail = PROBLEMS[why]
    problem = a.Problem("about:blank", title, status, detail.format(**said))
    return Response(
        msgspec.json.encode(problem),
        status_code=status,
        media_type="application/problem+json",
        headers=dict(headers or {}),
    )


def _document(url: str) -> Any:
    made = msgspec.json.encode(document(ROUTES, f"{url}/api/v1"))

    @get("/openapi.json", name="api.document", sync_to_thread=False)
    def openapi() -> Response[bytes]:
        """The OpenAPI document of these paths; it takes no token."""
        return Response(made, media_type="application/json")

    return openapi
