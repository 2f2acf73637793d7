"""Big screens for whoever has their link: read from the store as it is now, once a second at most
for however many look at one."""

from __future__ import annotations

import asyncio
import math
from typing import Any

from service.browsers import token_hash
from service.core.bounded import Bounded
from service.core.people import LANGUAGES
from service.core.queries import Entries, EntrySummary, QueryResults, Results, Summary
from service.core.screen import (
    OptionShown,
    Panel,
    PanelShown,
    Screen,
    ScreenPage,
)
from service.core.texts import Words, text
from service.core.workflow import Activity, Context
from service.ports import Clock
from service.runtime.engine import Engine
from service.runtime.localization.catalog import Locale
from service.store.public_pages import Pages

FRESH = 1.0  # seconds for which a screen is as good as a new one
MOST = 200  # screens that are remembered
ENDS = 8  # hexadecimal digits at the end of a token: when it ends, in seconds of Unix time
LONGEST = 64  # characters of a token
LABELS = {
    "left": text("screen-left"),
    "join": text("screen-join"),
    "right": text("screen-right"),
    "over": text("screen-over"),
    "over-how": text("screen-over-how"),
}
"""The words of the page itself."""


class Screens:
    """Answers who comes with a token. `join`: where one can join, "" where nowhere."""

    def __init__(self, engine: Engine, clock: Clock, join: str = "") -> None:
        self._engine = engine
        self._clock = clock
        self._join = join
        self._known: Bounded[str, tuple[float, asyncio.Task[ScreenPage | None]]] = Bounded(MOST)

    async def read(self, token: str) -> ScreenPage | None:
        """What the screen shows; None: there is none, or none any more."""
        ends = token[-ENDS:]
        now = int(self._clock.now().timestamp())
        if len(token) > LONGEST or not ends.isascii() or not _is_after(ends, now):
            return None
        looked = asyncio.get_running_loop().time()
        at, reading = self._known.get(token, (-math.inf, None))
        if reading is None or looked >= at + FRESH:
            reading = asyncio.create_task(self._read(token))
            self._known[token] = looked, reading
        return await asyncio.shield(reading)

    def labels(self, language: str) -> dict[str, str]:
        """The words of the page itself, in this language or ours."""
        known = next((each for each in LANGUAGES if each == language), LANGUAGES[0])
        catalog, reader = self._engine.registry.catalog, Locale(known)
        return {name: catalog.say(words, reader) for name, words in LABELS.items()}

    async def _read(self, token: str) -> ScreenPage | None:
        hashed = token_hash(token)
        registry, roster = self._engine.registry, self._engine.directory.roster
        async with self._engine.store.read() as transaction:
            row = await Pages(transaction).opened_by(hashed)
            workflow = registry.workflows.get(row.kind) if row is not None else None
            if row is None or workflow is None or workflow.screen is None:
                return None
            rows = await transaction.entries_of(row.id)
        decode = registry.codec.entry
        summaries = tuple(
            EntrySummary(each.person, Summary(each.status, each.score, each.out_of, each.at))
            for each in rows
        )
        entries = tuple((each.person, decode(row.kind, each.schema, each.state)) for each in rows)
        context = Context(
            self._clock.now(),
            None,
            roster,
            registry.rules,
            QueryResults({Results(row.id): summaries, Entries(row.id): entries}),
            settings=registry.settings,
            url=registry.url,
        )
        state = registry.codec.activity(row.kind, row.schema, row.state)
        activity: Activity[Any] = Activity(row.id, row.kind, row.unit, state)
        shown = workflow.screen(context, activity)
        return self._in_words(shown, row.unit) if shown is not None else None

    def _in_words(self, screen: Screen, number: int) -> ScreenPage:
        unit = self._engine.directory.roster.units.get(number)
        reader = Locale(unit.language, unit.timezone) if unit else Locale()

        def say(words: Words) -> str:
            return self._engine.registry.catalog.say(words, reader)

        def panel(shown: Panel) -> PanelShown:
            options = tuple(
                OptionShown(say(each.words), each.count, each.right) for each in shown.options
            )
            return PanelShown(say(shown.heading), tuple(map(say, shown.words)), options,
                              say(shown.note))  # fmt: skip

        left, answered = None, ""
        if screen.until is not None:
            left = max(math.ceil((screen.until - self._clock.now()).total_seconds()), 0)
        if screen.answered is not None:
            done, of = screen.answered
            answered = say(text("screen-answered", n=done, of=of))
        return ScreenPage(
            language=reader.language,
            unit=unit.name if unit else "",
            title=say(screen.title),
            main=panel(screen.main),
            before=panel(screen.before) if screen.before is not None else None,
            left=left,
            answered=answered,
            join=self._join if screen.joins else "",
            podium=tuple(map(say, screen.podium)),
            labels=self.labels(reader.language),
        )


def _is_after(ends: str, now: int) -> bool:
    try:
        return int(ends, 16) > now
    except ValueError:
        return False
