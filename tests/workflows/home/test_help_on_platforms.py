"""The help names words that every platform takes, and no command of another one."""

from __future__ import annotations

from dataclasses import replace

from adapters.memory.adapter import EVERYTHING
from tests.world import world


async def test_the_help_names_words_that_every_platform_takes() -> None:
    async with world(capabilities=replace(EVERYTHING, slash="!")) as w:
        await w.say("王敏", "/lang en")
        await w.say("王敏", "/help")
        told = w.last("王敏")
        await w.press("王敏", "Starting activities")
        told += w.last("王敏")
        assert "Type “quiz” to prepare" in told
        assert not [line for line in told.splitlines() if line.startswith("· /")]
