"""A page of what was collected: for the browser under a link, or as one HTML file.

All words are text and none is markup. Nothing is loaded from elsewhere and nothing runs: the page's
own policy forbids it. In the file pictures stand within; under a link each has an address beside
the page, and is loaded when it comes into sight.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Protocol

from service.core.message import StoredFile

_STYLE = (files("service.files") / "gallery.css").read_text("utf-8")
_STYLE_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()

POLICY = (
    f"default-src 'none'; img-src 'self' data:; style-src 'sha256-{_STYLE_HASH}'; "
    "base-uri 'none'; form-action 'none'"
)
"""What a page may do: show pictures of its own, and look as it does."""


class RenderedFile(Protocol):
    """A file of a piece. `content`: the picture as it is shown, a JPEG. `source`: its address
    instead; `target`: what a tap leads to; `width` and `height` in pixels, 0: not known yet."""

    @property
    def stored(self) -> StoredFile: ...

    @property
    def content(self) -> bytes | None: ...

    @property
    def source(self) -> str: ...

    @property
    def target(self) -> str: ...

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...


class RenderedPiece(Protocol):
    """One piece: whose it is, a line about it, its words and files."""

    @property
    def by(self) -> str: ...

    @property
    def note(self) -> str: ...

    @property
    def words(self) -> str: ...

    @property
    def files(self) -> Sequence[RenderedFile]: ...


class RenderedPage(Protocol):
    """`about`: whose page it is and how much there is; `download`: what a file is offered with."""

    @property
    def title(self) -> str: ...

    @property
    def intro(self) -> str: ...

    @property
    def language(self) -> str: ...

    @property
    def about(self) -> str: ...

    @property
    def download(self) -> str: ...

    @property
    def pieces(self) -> Sequence[RenderedPiece]: ...


def to_page(page: RenderedPage) -> str:
    """The page as HTML."""
    head = [f"<h1>{escape(page.title)}</h1>"]
    if page.about:
        head.append(f'<p class="about">{escape(page.about)}</p>')
    if page.intro:
        head.append(f'<p class="intro">{escape(page.intro)}</p>')
    shown = "\n".join(_piece(each, page.download) for each in page.pieces)
    body = f'<header>\n{_lines(head)}\n</header>\n<div class="pieces">\n{shown}\n</div>'
    return _html(page.title, page.language, body)


def to_notice(title: str, words: Sequence[str], *, language: str) -> str:
    """A page that says why there is nothing to see."""
    paragraphs = _lines([f"<p>{escape(each)}</p>" for each in words])
    body = f'<div class="notice"><h1>{escape(title)}</h1>\n{paragraphs}</div>'
    return _html(title, language, body)


def to_placeholder(words: str) -> bytes:
    """A picture (SVG) that says why the real one can't be shown."""
    shown = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360" viewBox="0 0 640 360">'
        '<rect width="640" height="360" fill="#e4e2dc"/><text x="320" y="188" font-size="26" '
        f'text-anchor="middle" fill="#55534d" font-family="sans-serif">{escape(words)}</text></svg>'
    )
    return shown.encode()


def _html(title: str, language: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _lines(parts: Sequence[str]) -> str:
    return "\n".join(parts)


def _piece(piece: RenderedPiece, download: str) -> str:
    pictures = [_picture(each, piece) for each in piece.files if _shown(each)]
    named = escape(piece.by)
    note = f' <span class="note">{escape(piece.note)}</span>' if piece.note else ""
    parts = [f'<div class="words">\n<h2>{named}{note}</h2>']
    if piece.words:
        parts.append(f"<p>{escape(piece.words)}</p>")
    parts += [_file(each, download) for each in piece.files if not _shown(each)]
    return "<article>\n" + _lines([*pictures, *parts, "</div>"]) + "\n</article>"


def _shown(file: RenderedFile) -> bool:
    return file.content is not None or bool(file.source)


def _picture(file: RenderedFile, piece: RenderedPiece) -> str:
    alt = escape(" · ".join(each for each in (piece.by, file.stored.name) if each))
    source = escape(file.source)
    if file.content is not None:
        source = f"data:image/jpeg;base64,{b64encode(file.content).decode('ascii')}"
    sides = f' width="{file.width}" height="{file.height}"' if file.width else ""
    shown = f'<img src="{source}" alt="{alt}"{sides} loading="lazy" decoding="async">'
    if not file.target:
        return shown
    return f'<a class="picture" href="{escape(file.target)}">{shown}</a>'


def _file(file: RenderedFile, download: str) -> str:
    """What is no picture: offered where it has an address, or else told by its name."""
    name = escape(file.stored.name)
    if not file.target:
        return f'<p class="file">📎 {name}</p>'
    target = escape(file.target)
    return (
        f'<p class="file"><a href="{target}" download rel="nofollow">📎 {name}'
        f" <span>{escape(download)}</span></a></p>"
    )
