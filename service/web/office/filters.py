"""What a page is asked for, as its address says it; what can't be understood is left aside and
named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from service.core.office import Filters

LONGEST = 100  # characters of a value
_MONTH = re.compile(r"(19[7-9]\d|2[01]\d\d)(-(0[1-9]|1[0-2]))?")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "state": ("late", "due", "met", "running", "over", "cancelled"),
    "sort": ("newest", "oldest"),
}
NAMES = ("month", "held", "kind", "duty", "state", "words", "sort", "after")


def read_filters(query: Mapping[str, str]) -> tuple[Filters, tuple[str, ...]]:
    """The filters of an address, and the names of those that can't be understood."""
    given = {name: query.get(name, "").strip() for name in NAMES}
    bad = {name for name, value in given.items() if len(value) > LONGEST or "\0" in value}
    if given["month"] and not _MONTH.fullmatch(given["month"]):
        bad.add("month")
    bad |= {name for name, known in _CHOICES.items() if given[name] and given[name] not in known}
    kept = {name: value for name, value in given.items() if value and name not in bad}
    filters = replace(Filters(), **kept)  # type: ignore[arg-type]
    unit = query.get("unit", "")
    if unit.isascii() and unit.isdigit() and len(unit) < 19:
        return replace(filters, unit=int(unit)), tuple(sorted(bad))
    return filters, tuple(sorted(bad | ({"unit"} if unit else set())))


def address(path: str, filters: Filters, **changes: str | int) -> str:
    """The address of a page with these filters; what is at its default is left out."""
    asked = replace(filters, **changes)  # type: ignore[arg-type]
    usual = Filters()
    named = [(name, getattr(asked, name)) for name in ("unit", *NAMES)]
    query = urlencode([(name, value) for name, value in named if value != getattr(usual, name)])
    return f"/office/{path}?{query}" if query else f"/office/{path}"
