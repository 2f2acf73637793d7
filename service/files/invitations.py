"""Invitations on paper: a page of slips to print, cut and hand out; and QR codes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import segno

_STYLE = Path(__file__).with_name("invitations.css")


@dataclass(frozen=True, slots=True)
class Slip:
    """The invitation of one person."""

    name: str
    unit: str
    code: str
    links: tuple[str, ...]


def terminal_qr(link: str) -> str:
    """The link as a QR code of block characters."""
    written = io.StringIO()
    segno.make(link, micro=False).terminal(written, compact=True, border=2)
    return written.getvalue()


def invitation_sheet(organization: str, slips: Sequence[Slip], words: Callable[..., str]) -> bytes:
    """An HTML page that needs nothing else, with a slip for each person. `words` gives a text by
    its key."""
    body = "\n".join(_slip(each, words) for each in slips)
    title = f"{escape(organization)} · {escape(words('sheet-title'))}"
    language = escape(words("sheet-language"))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE.read_text('utf-8')}</style>\n"
        f"<h1>{title}</h1>\n<p class=note>{escape(words('sheet-note'))}</p>\n"
        f"<main>\n{body}\n</main>\n</html>\n"
    ).encode()


def _slip(slip: Slip, words: Callable[..., str]) -> str:
    codes = "".join(
        f"<figure>{segno.make(link, micro=False).svg_inline(scale=3, border=2, omitsize=True)}"
        f"<figcaption>{escape(link)}</figcaption></figure>"
        for link in slip.links
    )
    how = words("sheet-how-link" if slip.links else "sheet-how-code")
    return (
        f"<article><h2><bdi>{escape(slip.name)}</bdi></h2><p><bdi>{escape(slip.unit)}</bdi></p>"
        f"{codes}<p>{escape(how)}</p>"
        f"<p class=code>{escape(words('sheet-code'))} <strong>{escape(slip.code)}</strong></p>"
        "</article>"
    )
