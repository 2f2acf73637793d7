"""The OpenAPI document, from the paths and the types of what they answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from service.core.api import Problem

LIMIT, MOST = 50, 200  # rows of a page


@dataclass(frozen=True, slots=True)
class Parameter:
    about: str
    pattern: str
    whole: bool = False  # a whole number


PARAMETERS = {
    "unit": Parameter("The unit; left out: the token's own.", r"\d{1,18}", whole=True),
    "cursor": Parameter("`next` of the page before.", r"[^\0]{1,200}"),
    "limit": Parameter(f"Rows of a page, at most {MOST}; {LIMIT} unless it says otherwise.",
                       r"\d{1,3}", whole=True),
    "duty": Parameter("A duty of the rules, by its id.", r"[\w.-]{1,64}"),
    "status": Parameter("`late`, `due` or `met`.", "late|due|met"),
    "month": Parameter("Such as `2026-03`, or a year.",
                       r"(19[7-9]\d|2[01]\d\d)(-(0[1-9]|1[0-2]))?"),
    "kind": Parameter("A kind of activity, such as `meeting` or `quiz`.", r"[a-z_]{1,32}"),
    "state": Parameter("`running`, `over` or `cancelled`.", "running|over|cancelled"),
}  # fmt: skip


class Route(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def parameters(self) -> tuple[str, ...]: ...
    @property
    def gives(self) -> type[Any]: ...
    @property
    def answer(self) -> Any: ...


def document(routes: Iterable[Route], url: str) -> dict[str, Any]:
    """OpenAPI 3.1."""
    listed = tuple(routes)
    types = [*(each.gives for each in listed), Problem]
    _, components = msgspec.json.schema_components(
        types, ref_template="#/components/schemas/{name}"
    )
    problem = {
        "description": "Why there is no answer, and what to do.",
        "content": {"application/problem+json": {"schema": _ref(Problem)}},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "OrgLife API",
            "version": "1",
            "description": "Read-only figures and lists of a unit and those below it, as its "
            "token's person sees them on the pages for offices. No person stands in them by name.",
        },
        "servers": [{"url": url}],
        "security": [{"token": []}],
        "paths": {_plain(each.path): {"get": _operation(each)} for each in listed},
        "components": {
            "schemas": components,
            "responses": {"Problem": problem},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _plain(path: str) -> str:
    return re.sub(r":\w+}", "}", path)


def _ref(of: type[Any]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{of.__name__}"}


def _operation(route: Route) -> dict[str, Any]:
    inside = re.findall(r"{(\w+):int}", route.path)
    return {
        "operationId": route.scope,
        "summary": " ".join((route.answer.__doc__ or "").split()),
        "description": f"Scope: `{route.scope}`.",
        "parameters": [
            *({"name": each, "in": "path", "required": True, "schema": {"type": "integer"}}
              for each in inside),
            *(_parameter(each) for each in route.parameters),
        ],
        "responses": {
            "200": {
                "description": "What was asked for.",
                "content": {"application/json": {"schema": _ref(route.gives)}},
            },
            "default": {"$ref": "#/components/responses/Problem"},
        },
    }  # fmt: skip


def _parameter(name: str) -> dict[str, Any]:
    known = PARAMETERS[name]
    schema = {"type": "integer"} if known.whole else {"type": "string", "pattern": known.pattern}
    return {"name": name, "in": "query", "description": known.about, "schema": schema}
