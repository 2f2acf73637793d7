"""What a big screen in a hall or a video meeting shows of an activity: what the room may see, and
nothing else. `Screen` is what a kind says; `ScreenPage` the same in words, as a page has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from service.core.texts import Words

SCREEN_LASTS = timedelta(hours=24)
"""How long a link to a screen is good."""


@dataclass(frozen=True, slots=True)
class ScreenOption:
    """One thing to choose from. `count`: how often it was chosen; None: that is not told (yet).
    `right`: it is told to be right."""

    words: Words
    count: int | None = None
    right: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Something under a heading: a question, or what was right. `note`: small words below it."""

    heading: Words = ""
    words: tuple[Words, ...] = ()
    options: tuple[ScreenOption, ...] = ()
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """`main`: what is shown large; `before`: what came before it, smaller. `until`: when the time
    for it is up. `answered`: how many have, and how many could. `joins`: one can still join, so
    that the address is shown. `podium`: places and who has them, as the room reads it."""

    title: Words
    main: Panel
    before: Panel | None = None
    until: datetime | None = None
    answered: tuple[int, int] | None = None
    joins: bool = False
    podium: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionShown:
    words: str
    count: int | None
    right: bool


@dataclass(frozen=True, slots=True)
class PanelShown:
    heading: str
    words: tuple[str, ...]
    options: tuple[OptionShown, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """A screen in the language of its unit. `left`: seconds; None: nothing runs out. `join`: the
    address, "" where it is not shown. `labels`: the page's own words, by key."""

    language: str
    unit: str
    title: str
    main: PanelShown
    before: PanelShown | None
    left: int | None
    answered: str
    join: str
    podium: tuple[str, ...]
    labels: dict[str, str]
