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

from service.core.message import Exhibit, Page, Shown, StoredFile
from service.core.texts import plain

_STYLE = (files("service.files") / "gallery.css").read_text("utf-8")
_STYLE_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()

POLICY = (
    f"default-src 'none'; img-src 'self' data:; style-src 'sha256-{_STYLE_HASH}'; "
    "base-uri 'none'; form-action 'none'"
)
"""What a page may do: show pictures of its own, and look as it does."""


def to_page(page: Page) -> str:
    """The page as HTML."""
    gallery = page.gallery
    title, intro = plain(gallery.title), plain(gallery.intro)
    head = [f"<h1>{escape(title)}</h1>"]
    if page.about:
        head.append(f'<p class="about">{escape(page.about)}</p>')
    if intro:
        head.append(f'<p class="intro">{escape(intro)}</p>')
    shown = "\n".join(_exhibit(each, page) for each in gallery.exhibits)
    body = f'<header>\n{_lines(head)}\n</header>\n<div class="pieces">\n{shown}\n</div>'
    return _html(title, gallery.language, body)


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


def _exhibit(exhibit: Exhibit, page: Page) -> str:
    by, note, words = plain(exhibit.by), plain(exhibit.note), plain(exhibit.words)
    files = [(each, page.shown.get(each, Shown())) for each in exhibit.files]
    pictures = [_picture(each, how, by) for each, how in files if _is_shown(how)]
    noted = f' <span class="note">{escape(note)}</span>' if note else ""
    parts = [f'<div class="words">\n<h2>{escape(by)}{noted}</h2>']
    if words:
        parts.append(f"<p>{escape(words)}</p>")
    parts += [_file(each, how, page.download) for each, how in files if not _is_shown(how)]
    return "<article>\n" + _lines([*pictures, *parts, "</div>"]) + "\n</article>"


def _is_shown(how: Shown) -> bool:
    return how.content is not None or bool(how.source)


def _picture(file: StoredFile, how: Shown, by: str) -> str:
    alt = escape(" · ".join(each for each in (by, file.name) if each))
    source = escape(how.source)
    if how.content is not None:
        source = f"data:image/jpeg;base64,{b64encode(how.content).decode('ascii')}"
    sides = f' width="{how.width}" height="{how.height}"' if how.width else ""
    shown = f'<img src="{source}" alt="{alt}"{sides} loading="lazy" decoding="async">'
    if not how.target:
        return shown
    return f'<a class="picture" href="{escape(how.target)}">{shown}</a>'


def _file(file: StoredFile, how: Shown, download: str) -> str:
    """What is no picture: offered where it has an address, or else told by its name."""
    name = escape(file.name)
    if not how.target:
        return f'<p class="file">📎 {name}</p>'
    target = escape(how.target)
    return (
        f'<p class="file"><a href="{target}" download rel="nofollow">📎 {name}'
        f" <span>{escape(download)}</span></a></p>"
    )
