"""What is set off in a text, such as names and lists: as data beside it, never as markup in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

Set = Literal["strong", "item"]
Run = tuple[str, bool]
"""Words, and whether they stand out."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Part of a text, from `start` to before `end`, in characters.

    "strong": it stands out. "item": it is a line of a list. `number`: what an item is counted as;
    0: it is not. Where a platform has no lists, the line reads well as it is.
    """

    start: int
    end: int
    kind: Set = "strong"
    number: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a list, or what stands between lists. `number`: of the item, as `Mark` has it;
    None: it is none. An item goes without its own sign or number, which the list has."""

    runs: tuple[Run, ...]
    number: int | None = None


def moved(marks: Iterable[Mark], by: int) -> tuple[Mark, ...]:
    """The marks of a text that stands so many characters further on."""
    return tuple(replace(each, start=each.start + by, end=each.end + by) for each in marks)


def within(marks: Iterable[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """The marks of this piece of the text, cut to it, as they stand there."""
    cut = (replace(m, start=max(m.start, start), end=min(m.end, end)) for m in marks)
    return moved((each for each in cut if each.start < each.end), -start)


def blocks(text: str, marks: Iterable[Mark]) -> Iterator[Block]:
    """The text as it is laid out: the items of its lists, and what stands between them."""
    inside = within(marks, 0, len(text))
    strong = [each for each in inside if each.kind == "strong"]
    done = 0
    for item in sorted((each for each in inside if each.kind == "item"), key=lambda m: m.start):
        if item.start < done:
            continue
        yield from _between(text, strong, done, item.start, after_list=done > 0)
        sign = f"{item.number}. " if item.number else "· "
        told = text[item.start : item.end]
        start = item.start + (len(sign) if told.startswith(sign) else 0)
        yield Block(_runs(text, strong, start, item.end), item.number)
        done = item.end
    yield from _between(text, strong, done, len(text), after_list=done > 0, last=True)


def _between(
    text: str, strong: list[Mark], start: int, end: int, *, after_list: bool, last: bool = False
) -> Iterator[Block]:
    """What stands between two lists, without the ends of lines that a list has by itself."""
    piece = text[start:end]
    if after_list:
        start += len(piece) - len(piece.lstrip("\n"))
    if not last:
        end -= len(piece) - len(piece.rstrip("\n"))
    if start < end:
        yield Block(_runs(text, strong, start, end))


def _runs(text: str, strong: list[Mark], start: int, end: int) -> tuple[Run, ...]:
    runs: list[Run] = []
    for each in sorted(strong, key=lambda m: m.start):
        first, last = max(each.start, start), min(each.end, end)
        if first < last:
            runs += [(text[start:first], False), (text[first:last], True)]
            start = last
    return tuple(run for run in (*runs, (text[start:end], False)) if run[0])
