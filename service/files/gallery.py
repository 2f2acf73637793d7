"""What was collected as one HTML file: it needs nothing beside it, and reads well on a phone.

All words are text and none is markup; pictures stand in the file itself, and nothing is loaded
from anywhere: the page's own policy forbids it, and scripts as well.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from typing import Protocol

from service.core.message import StoredFile

SAFE_PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})

_STYLE = """
:root { color-scheme: light dark; --ink: #1d1d1f; --paper: #f6f5f2; --card: #fff; --faint: #6b6b70 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececee; --paper: #17171a; --card: #232327; --faint: #a0a0a8 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.65;
  font: 1rem/1.65 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
main { max-width: 42rem; margin: 0 auto; padding: 1.25rem 1rem 3rem }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .5rem }
.intro { color: var(--faint); white-space: pre-line; margin: 0 0 1.5rem }
article { background: var(--card); border-radius: .75rem; padding: 1rem; margin: 0 0 1rem;
  box-shadow: 0 1px 3px rgb(0 0 0 / .12) }
h2 { font-size: 1.0625rem; margin: 0 0 .5rem; display: flex; flex-wrap: wrap; gap: .25rem .75rem;
  justify-content: space-between }
h2 span { color: var(--faint); font-weight: 400; font-size: .9375rem }
p { margin: 0; overflow-wrap: anywhere; white-space: pre-line }
img { display: block; max-width: 100%; height: auto; border-radius: .5rem; margin: .75rem auto 0 }
.file { color: var(--faint); font-size: .9375rem; margin-top: .75rem }
@media print { article { box-shadow: none; break-inside: avoid } }
""".strip()
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


class RenderedFile(Protocol):
    """A file of a piece; a picture has its content."""

    @property
    def stored(self) -> StoredFile: ...

    @property
    def content(self) -> bytes | None: ...


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


def to_page(title: str, intro: str, pieces: Sequence[RenderedPiece], *, language: str) -> str:
    """The page as HTML."""
    shown = "\n".join(_piece(each) for each in pieces)
    introduced = f'<p class="intro">{escape(intro)}</p>' if intro else ""
    return f"""<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="robots" content="noindex">
<title>{escape(title)}</title>
<style>
{_STYLE}
</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
{introduced}
{shown}
</main>
</body>
</html>
"""


def _piece(piece: RenderedPiece) -> str:
    note = f"<span>{escape(piece.note)}</span>" if piece.note else ""
    parts = [f"<h2>{escape(piece.by)}{note}</h2>"]
    if piece.words:
        parts.append(f"<p>{escape(piece.words)}</p>")
    parts += [_file(each, piece.by) for each in piece.files]
    return "<article>\n" + "\n".join(parts) + "\n</article>"


def _file(file: RenderedFile, by: str) -> str:
    """A picture as such; everything else by its name."""
    name = escape(file.stored.name)
    if file.content is None or file.stored.mime not in SAFE_PICTURES:
        return f'<p class="file">📎 {name}</p>'
    content = b64encode(file.content).decode("ascii")
    alt = escape(f"{by} · {file.stored.name}")
    return f'<img src="data:{file.stored.mime};base64,{content}" alt="{alt}">'
