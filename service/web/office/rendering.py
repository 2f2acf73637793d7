"""Pages made on the server: templates with the words of one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Response
from litestar.datastructures import Cookie

from service.core.office import Filters
from service.web.office.filters import address
from service.web.office.words import words_of

HERE = Path(__file__).parent
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
SCRIPT_POLICY = f"{_POLICY}; script-src 'self'; connect-src 'self'"
"""That of the few pages with the script for passkeys."""
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    # Browsers send the Origin of a form only along with a referrer.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        address=address, here=_here, filters_of_unit=_unit_alone, named=_named, rule_options=_rules
    )
    return environment


def _here(page: Any) -> Filters:
    """The unit of the page, and nothing else."""
    return Filters(unit=page.head.id)


def _unit_alone(filters: Filters) -> Filters:
    return Filters(unit=filters.unit)


def _named(names: Sequence[str], words: Mapping[str, str]) -> str:
    """What filters are called, in one line."""
    return " · ".join(words.get(each, each) for each in names)


def _rules(page: Any) -> list[tuple[str, str]]:
    """The duties that a page knows, to choose from."""
    return [(each.duty, each.name) for each in page.rules]


def html(
    template: str,
    status: int,
    lang: str,
    *,
    cookies: Sequence[Cookie] = (),
    script: bool = False,
    **values: Any,
) -> Response[str]:
    page = _templates().get_template(template)
    allowed = {"Content-Security-Policy": SCRIPT_POLICY} if script else {}
    return Response(
        page.render(values, lang=lang, words=words_of(lang), script=script),
        status_code=status,
        media_type="text/html",
        cookies=list(cookies),
        headers={"Vary": "Accept-Language, Cookie", **allowed},
    )
