"""Sphinx, for one language: that in ORGLIFE_DOCS_LANGUAGE."""

from __future__ import annotations

import os
import tomllib
from typing import Any

from pygments.lexers.special import TextLexer  # type: ignore[import-untyped]

from tests.docs_site.sources import INDEX, INDEXES, ROOT, documents, rewritten, with_navigation

_LANGUAGE = os.environ["ORGLIFE_DOCS_LANGUAGE"]

project = "OrgLife"
author = copyright = "OrgLife"
release = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
language = _LANGUAGE.replace("-", "_")
extensions = ["myst_parser"]
root_doc = INDEX[_LANGUAGE]
include_patterns = [f"{each}.md" for each in documents(_LANGUAGE)]
exclude_patterns = [
    each.name for each in ROOT.iterdir() if each.is_dir() and each.name not in ("docs", "adapters")
]
highlight_language = "none"
myst_heading_anchors = 4
myst_enable_extensions = ["html_image"]
myst_url_schemes = {
    "http": None,
    "https": None,
    "mailto": None,
    "site": "{{path}}",
}
smartquotes = False  # pages say what they say
html_theme = "furo"
html_title = {"en": "OrgLife documentation", "zh-CN": "OrgLife 文档"}[_LANGUAGE]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False


def _prepare(app: Any, document: str, source: list[str]) -> None:
    source[0] = rewritten(source[0], document, _LANGUAGE)
    if document in INDEXES:
        source[0] = with_navigation(source[0], document)


def setup(app: Any) -> None:
    """Sphinx calls this."""
    from tests.docs_site.search import Pairs

    if _LANGUAGE == "zh-CN":
        app.add_search_language(Pairs)
    app.add_lexer("fluent", TextLexer)  # Pygments has none
    app.connect("source-read", _prepare)
