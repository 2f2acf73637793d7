"""Pages made on the server: templates with the texts of one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Response
from litestar.datastructures import Cookie

from adapters.webchat.entrance_words import ENTRANCE_WORDS

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
)


def html(
    template: str,
    status: int,
    lang: str,
    words: Mapping[str, str],
    *,
    cookies: Sequence[Cookie] = (),
    **values: Any,
) -> Response[str]:
    page = _templates.get_template(template)
    return Response(
        page.render(values, lang=lang, words=words),
        status_code=status,
        media_type="text/html",
        cookies=list(cookies),
        headers={"Vary": "Accept-Language, Cookie"},
    )


def entrance(
    template: str, status: int, lang: str, *, cookies: Sequence[Cookie] = (), **values: Any
) -> Response[str]:
    """A page at which people come in, or see their devices."""
    return html(template, status, lang, ENTRANCE_WORDS[lang], cookies=cookies, **values)
