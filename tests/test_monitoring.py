"""The board and the alerts ask for figures that exist, by labels that they have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from service.runtime.observability.metrics import Metrics
from tests.test_docs import anchors

ROOT = Path(__file__).parents[1]
BOARD: dict[str, Any] = json.loads((ROOT / "config/monitoring/grafana.json").read_text("utf-8"))
ALERTS = [
    rule
    for group in yaml.safe_load((ROOT / "config/monitoring/alerts.yml").read_text("utf-8"))[
        "groups"
    ]
    for rule in group["rules"]
]
_USED = re.compile(r"\b(orglife_\w+)")
_BY = re.compile(r"\bby \(([^)]+)\)")
OF_PROMETHEUS = {"instance", "job", "le"}


def offered() -> dict[str, set[str]]:
    """The names that `/metrics` offers, each with its labels."""
    found = {}
    for family in Metrics().registry.collect():
        (collector,) = {
            each
            for each, names in Metrics().registry._collector_to_names.items()
            if family.name in names
        } or {None}
        labels = set(getattr(collector, "_labelnames", ()))
        suffixes = {"counter": ["_total"], "histogram": ["_bucket", "_sum", "_count"]}
        for suffix in suffixes.get(family.type, [""]):
            found[family.name + suffix] = labels
    return found


def asked() -> Iterator[tuple[str, str, str]]:
    """(where, expression, what is said about it), of the board and of the alerts."""
    for panel in BOARD["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"], target["legendFormat"]
    for rule in ALERTS:
        yield rule["alert"], rule["expr"], rule["annotations"]["summary"]


def unknown(expression: str, words: str = "") -> set[str]:
    """Names of figures and labels that nobody offers there."""
    names = set(_USED.findall(expression))
    known = offered()
    labels = set().union(*(known.get(each, set()) for each in names), OF_PROMETHEUS)
    wanted = {each.strip() for group in _BY.findall(expression) for each in group.split(",")}
    wanted |= set(re.findall(r"(\w+)=~?\"", expression))
    wanted |= set(re.findall(r"\{\{\s*(?:\$labels\.)?([a-z]+)\s*\}\}", words))
    return (names - known.keys()) | (wanted - labels)


@pytest.mark.parametrize(("where", "expression", "words"), list(asked()))
def test_a_figure_that_is_asked_for_is_offered(where: str, expression: str, words: str) -> None:
    assert unknown(expression, words) == set(), where
    assert expression.count("(") == expression.count(")")


@pytest.mark.parametrize(
    "expression",
    [
        "orglife_outbox_size",
        "rate(orglife_sends[5m])",
        "sum by (platform) (orglife_account_out_of_reach_seconds)",
        'orglife_outbox_depth{account="a"}',
    ],
)
def test_one_that_is_not_offered_is_found(expression: str) -> None:
    assert unknown(expression)


def test_every_figure_stands_on_the_board() -> None:
    used = {name for _, expression, _ in asked() for name in _USED.findall(expression)}
    wanted = {each.removesuffix("_sum").removesuffix("_count") for each in offered()}
    assert wanted - {re.sub("_bucket$", "", each) for each in used} - used == set()


def test_panels_lie_beside_each_other_and_each_says_what_it_means() -> None:
    taken = [
        (panel["gridPos"]["x"] + x, panel["gridPos"]["y"] + y)
        for panel in BOARD["panels"]
        for x in range(panel["gridPos"]["w"])
        for y in range(panel["gridPos"]["h"])
    ]
    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) == 23
    assert [each["title"] for each in BOARD["panels"] if not each["description"]] == []
    assert len({each["id"] for each in BOARD["panels"]}) == len(BOARD["panels"])


@pytest.mark.parametrize("page", ["incidents.md", "incidents.zh-CN.md"])
def test_every_alert_has_a_heading_that_says_what_to_do(page: str) -> None:
    found = anchors(ROOT / "docs" / page)
    for rule in ALERTS:
        assert rule["annotations"]["runbook"] == f"docs/incidents.md#{rule['alert'].lower()}"
        assert rule["alert"].lower() in found
