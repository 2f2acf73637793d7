"""`python -m tests.translation_layout` writes config/weblate.json: a component for each catalogue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
WHERE = ROOT / "config" / "weblate.json"
SOURCE = "zh-CN"


def components() -> list[dict[str, Any]]:
    """What `weblate import_json` reads. One repository serves all: that of the first component,
    whose address whoever imports puts in."""
    folders = sorted(
        file.parent
        for top in ("service", "adapters")
        for file in (ROOT / top).rglob(f"texts/{SOURCE}.ftl")
    )
    slugs = {folder: folder.parent.name for folder in folders}
    first = slugs[folders[0]]
    return [
        {
            "name": slug,
            "slug": slug,
            "repo": "REPOSITORY" if slug == first else f"weblate://orglife/{first}",
            "vcs": "git",
            "branch": "main",
            "filemask": f"{folder.relative_to(ROOT).as_posix()}/*.ftl",
            "template": f"{folder.relative_to(ROOT).as_posix()}/{SOURCE}.ftl",
            "new_base": f"{folder.relative_to(ROOT).as_posix()}/{SOURCE}.ftl",
            "file_format": "fluent",
            "source_language": "zh_Hans",
            "language_code_style": "bcp",
            "license": "MIT",
            "edit_template": False,
        }
        for folder, slug in slugs.items()
    ]


if __name__ == "__main__":
    WHERE.write_text(json.dumps(components(), indent=2) + "\n", "utf-8")
