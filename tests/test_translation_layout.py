"""What a translation platform is told covers every catalogue, and nothing that is not there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.translation_layout import FORMATS, ROOT, SOURCE, WHERE, components

LISTED: list[dict[str, Any]] = json.loads(WHERE.read_text("utf-8"))


def test_the_layout_is_what_the_catalogues_are() -> None:
    assert components() == LISTED, "run `make reference`"


def test_every_catalogue_belongs_to_one_component() -> None:
    catalogues = [
        path.relative_to(ROOT)
        for top in ("service", "adapters")
        for path in (ROOT / top).rglob("texts/*.*")
        if path.suffix in FORMATS and not path.name.startswith("help.")  # in Chinese alone
    ]
    assert len(catalogues) > 30
    owners = {
        path: [each["slug"] for each in LISTED if path.match(each["filemask"])]
        for path in catalogues
    }
    assert {str(path): found for path, found in owners.items() if len(found) != 1} == {}


def test_every_component_has_its_source_and_english_and_one_repository() -> None:
    slugs = [each["slug"] for each in LISTED]
    assert len(set(slugs)) == len(slugs)
    assert [each["repo"] for each in LISTED].count("REPOSITORY") == 1
    for each in LISTED:
        assert (ROOT / each["template"]).stem == SOURCE
        for language in (SOURCE, "en"):
            assert (ROOT / each["filemask"].replace("*", language)).is_file(), each["slug"]
        if each["repo"] != "REPOSITORY":
            assert each["repo"].rpartition("/")[2] in slugs


def test_the_pages_count_the_components() -> None:
    for name in ("translating.md", "translating.zh-CN.md"):
        words = Path(ROOT / "docs" / name).read_text("utf-8")
        assert "config/weblate.json" in words
        assert re.search(r"weblate import_json .*weblate\.json", words)
