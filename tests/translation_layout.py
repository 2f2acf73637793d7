"""`python -m tests.translation_layout` writes config/weblate.json: one component per catalogue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
WHERE = ROOT / "config" / "weblate.json"
SOURCE = "zh-CN"
FORMATS = {".ftl": "fluent", ".toml": "toml"}


def components() -> list[dict[str, Any]]:
    """What `weblate import_json` reads. One repository serves all: that of the first component,
    whose address whoever imports puts in."""
    sources = sorted(
        file
        for top in ("service", "adapters")
        for kind in FORMATS
        for file in (ROOT / top).rglob(f"texts/{SOURCE}{kind}")
    )
    slugs = {file: file.parents[1].name for file in sources}
    first = slugs[sources[0]]
    return [
        {
            "name": slug,
            "slug": slug,
            "repo": "REPOSITORY" if slug == first else f"weblate://orglife/{first}",
            "vcs": "git",
            "branch": "main",
            "filemask": f"{source.parent.relative_to(ROOT).as_posix()}/*{source.suffix}",
            "template": source.relative_to(ROOT).as_posix(),
            "new_base": source.relative_to(ROOT).as_posix(),
            "file_format": FORMATS[source.suffix],
            "source_language": "zh_Hans",
            "language_code_style": "bcp",
            "license": "MIT",
            "edit_template": False,
        }
        for source, slug in slugs.items()
    ]


if __name__ == "__main__":
    WHERE.write_text(json.dumps(components(), indent=2) + "\n", "utf-8")
