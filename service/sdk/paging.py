"""Long lists of buttons, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from service.core.message import Choice
from service.core.texts import text
from service.core.workflow import Activity
from service.sdk.panels import Rows, choice

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list. `number`: from 0; `count`: of the pages, at least one; `first`: the
    place in the whole list of its first item."""

    items: tuple[T, ...]
    number: int
    count: int
    first: int

    def arrows(self, activity: Activity[Any], verb: str) -> Rows:
        """The way to the pages beside it (`verb:page`), if there are any."""
        row: list[Choice] = []
        if self.number:
            label = text("sdk-button-previous-page")
            row.append(choice(activity, verb, label, self.number - 1))
        if self.number + 1 < self.count:
            row.append(choice(activity, verb, text("sdk-button-next-page"), self.number + 1))
        return (tuple(row),) if row else ()


def page_of(items: Sequence[T], number: int, size: int) -> Page[T]:
    """The page of this number, or the one nearest to it."""
    count = max(1, -(-len(items) // size))
    number = min(max(number, 0), count - 1)
    first = number * size
    return Page(tuple(items[first : first + size]), number, count, first)
