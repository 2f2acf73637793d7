"""A database of the past goes on: a small organization's, whose service was stopped when everything
that can be going on was going on. See tests/data/old_database/README.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.several import Several
from tests.store.old_database import (
    RENAMED,
    contents,
    days_pass,
    decoded,
    going_on,
    newest_step,
    outcomes,
    press,
    steps,
    unpack,
    written_down,
)
from tests.world import minutes

WRITTEN = written_down()
STOPPED = datetime.fromisoformat(WRITTEN["stopped_at"])


def today(action: str) -> str:
    kind, dot, step = action.partition(".")
    return RENAMED.get(kind, kind) + dot + step


SINCE = {
    ("我的情况", ("desk.circumstances_asked",)): ["home.consent_asked"],  # which comes first
    ("我的发言", ()): ["discussion.own_shown"],  # after the close, too
    ("作品展页", ("discussion.page_opened",)): ["discussion.page_asked"],  # it is asked about first
}
"""What buttons do that did something else, by label and steps."""


def does_today(label: str, steps: list[str]) -> list[str]:
    return SINCE.get((label, tuple(steps))) or [today(each) for each in steps]


async def nothing_failed(w: Several) -> bool:
    return not await w.sql("SELECT id FROM inbox WHERE error IS NOT NULL")


@pytest.fixture
async def old(tmp_path: Path) -> AsyncIterator[Several]:
    async with going_on(unpack(tmp_path), STOPPED) as w:
        yield w


def test_the_file_holds_what_was_written_down_of_it(tmp_path: Path) -> None:
    held = {name: len(rows) for name, rows in contents(unpack(tmp_path)).items()}
    assert held.items() >= WRITTEN["tables"].items()


async def test_every_row_is_understood_and_everything_is_there(old: Several) -> None:
    assert await decoded(old) == WRITTEN["decoded"]
    assert {row.name for row in await old.rows_of_timers()} == set(WRITTEN["timers"])
    phases = await old.sql("SELECT id, phase FROM activities")
    assert {f"{row.id} {row.phase}" for row in phases} == {
        f"{number} {each['phase']}" for number, each in WRITTEN["activities"].items()
    }


async def test_what_had_come_in_is_handled_and_what_was_to_be_sent_arrives_once(
    tmp_path: Path,
) -> None:
    file = unpack(tmp_path)
    async with going_on(file, STOPPED) as w:
        before = await newest_step(w)
        await w.settle()
        done = await steps(w, before)
        assert done == [(number, today(action)) for number, action in WRITTEN["at_once"]]
        assert await w.sql("SELECT id FROM inbox WHERE handled_at IS NULL") == []
        assert await w.sql("SELECT id FROM readings") == []
        await w.advance(minutes(10))
        arrived = await outcomes(w, [int(row) for row in WRITTEN["messages"]])
        assert arrived == {row: tuple(each) for row, each in WRITTEN["messages"].items()}
        assert await nothing_failed(w)
        platforms, now = [w.chats, *w.others.values()], w.clock.now()
    stopped = contents(file)
    async with going_on(file, now, platforms) as w:
        await w.settle()
    assert contents(file) == stopped, "stopping and starting again changes nothing"


async def test_its_timers_fire_and_every_activity_takes_its_course(old: Several) -> None:
    await old.settle()
    await old.advance(minutes(10))
    before = await newest_step(old)
    await days_pass(old)
    done: dict[str, Counter[str]] = {}
    for number, action in await steps(old, before):
        done.setdefault(str(number), Counter())[action] += 1
    assert done == {
        number: Counter(map(today, actions)) for number, actions in WRITTEN["later"].items()
    }
    phases = await old.sql("SELECT id, phase FROM activities")
    assert {str(row.id): row.phase for row in phases} == WRITTEN["phases"]
    assert await nothing_failed(old)


async def test_old_buttons_do_what_they_say(old: Several) -> None:
    buttons = WRITTEN["buttons"]
    done = await press(old, buttons)
    expected = [does_today(button["label"], button["does"]) for button in buttons]
    wrong = [
        (button["of"], button["who"], button["label"], is_done)
        for button, is_done, wanted in zip(buttons, done, expected, strict=True)
        if is_done != wanted
    ]
    assert wrong == []
    await old.engine.handle_everything()
    assert await nothing_failed(old)
