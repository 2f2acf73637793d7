"""What the kit adds to pytest: its marks, and the report of behaviours that do not apply."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator
from typing import Any

import pytest

from service.testkit.applying import NotApplicable

STATUS = "not applicable"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "orglife_needs(*names): of platforms that have these capabilities and powers"
    )
    config.addinivalue_line(
        "markers", "orglife_without(*names): of platforms that lack one of these"
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, Any, Any]:
    report = yield
    if call.excinfo is not None and isinstance(call.excinfo.value, NotApplicable):
        report.outcome = "skipped"  # for formats without a better outcome, such as JUnit
        report.not_applicable = str(call.excinfo.value)
        report.longrepr = (str(item.path), item.location[1], report.not_applicable)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_report_teststatus(report: Any) -> tuple[str, str, str] | None:
    return (STATUS, "n", "NOT APPLICABLE") if hasattr(report, "not_applicable") else None


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Each reason with the behaviours it excludes, by name and platform."""
    left_out: dict[str, list[str]] = defaultdict(list)
    for report in terminalreporter.stats.get(STATUS, ()):
        left_out[report.not_applicable].append(report.nodeid.rpartition("::")[2])
    if left_out:
        terminalreporter.section("behaviours that do not apply")
    for reason, names in sorted(left_out.items()):
        terminalreporter.write_line(reason, yellow=True)
        for name in sorted(names):
            terminalreporter.write_line(f"    {name}")
