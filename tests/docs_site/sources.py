"""Which pages belong to which language, and how their links and lists become those of a site.

A page belongs to Chinese if its name says so (`backup.zh-CN.md`), to English otherwise; an English
one without a Chinese sibling belongs to both. Only the standard library is used here: Sphinx runs
this in an environment of its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
CHINESE = ".zh-CN"
LANGUAGES = ("en", "zh-CN")
PATTERNS = ("*.md", "docs/*.md", "docs/reference/*.md", "adapters/README.md")
INDEX = {"en": "docs/index", "zh-CN": f"docs/index{CHINESE}"}
INDEXES = (*INDEX.values(), "docs/reference/index")
_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^)\s#]+)(#[^)\s]*)?\)")
_FENCE = re.compile(r"^\s*(```|~~~)")


def documents(language: str) -> list[str]:
    """The pages of a language, by their paths without an ending."""
    names = [
        path.relative_to(ROOT).as_posix().removesuffix(".md")
        for pattern in PATTERNS
        for path in sorted(ROOT.glob(pattern))
    ]
    chinese = {each for each in names if each.endswith(CHINESE)}
    if language == "en":
        return [each for each in names if each not in chinese]
    return [each for each in names if each in chinese or each + CHINESE not in chinese]


def linked(source: str, document: str) -> list[str]:
    """The pages that the source of a page links to, in order, by their paths without an ending."""
    found = [
        _inside(document, target).removesuffix(".md")
        for _, target, _ in _LINK.findall(source)
        if target.endswith(".md") and "://" not in target
    ]
    return list(dict.fromkeys(found))


def rewritten(source: str, document: str, language: str) -> str:
    """The source of a page with links that hold in the site: one to a page of the other language
    leads there, a folder is only named."""
    ours = frozenset(documents(language))
    return "".join(
        "".join(run) if is_code else _relinked("".join(run), document, language, ours)
        for is_code, run in groupby(_lines(source), key=_Line.is_code)
    )


class _Line(str):
    """A line with its end, and whether it stands in a block of code."""

    in_code = False

    def is_code(self) -> bool:
        return self.in_code


def _lines(source: str) -> Iterator[_Line]:
    in_block = False
    for each in source.splitlines(keepends=True):
        line = _Line(each)
        fence = bool(_FENCE.match(line))
        line.in_code = in_block or fence or line.startswith("    ")
        in_block ^= fence
        yield line


def _relinked(words: str, document: str, language: str, ours: frozenset[str]) -> str:
    def link(found: re.Match[str]) -> str:
        label, target, _ = found.groups()
        path = _inside(document, target)
        name = path.removesuffix(".md")
        if "://" not in target and (ROOT / path).is_dir():
            return str(label)
        if "://" in target or not target.endswith(".md") or name in ours:
            return found[0]
        other = next(each for each in LANGUAGES if each != language)
        here = PurePosixPath(document).parent.as_posix()
        return f"[{label}](site:{os.path.relpath(f'../{other}/{name}.html', here)})"

    return _LINK.sub(link, words)


def _inside(document: str, target: str) -> str:
    """The path, from the root, of what a page links to."""
    return os.path.normpath((PurePosixPath(document).parent / target).as_posix())


def sections(source: str, document: str) -> list[tuple[str, list[str]]]:
    """The sections of an index, each with the pages that its list items lead to; without headings
    all of it is one."""
    parts = re.split(r"^## (.+)$", source, flags=re.M)
    titled = [*zip(parts[1::2], parts[2::2], strict=True)] or [("", source)]
    return [(title, linked("\n".join(_items(body)), document)) for title, body in titled]


def _items(body: str) -> list[str]:
    return [each for each in body.splitlines() if each.startswith("- ")]


def with_navigation(source: str, document: str) -> str:
    """An index with what Sphinx makes the sidebar of: the sections of its lists."""
    trees = (
        "```{toctree}\n:hidden:\n"
        + (f":caption: {title}\n\n" if title else "\n")
        + "".join(f"/{each}\n" for each in pages)
        + "```\n"
        for title, pages in sections(source, document)
    )
    return source + "\n" + "\n".join(trees)
