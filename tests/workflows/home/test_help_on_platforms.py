"""The help names commands as they are typed on the reader's platform."""

from __future__ import annotations

from dataclasses import replace

from adapters.memory.adapter import EVERYTHING
from tests.world import world


async def test_the_help_names_commands_as_the_platform_takes_them() -> None:
    async with world(capabilities=replace(EVERYTHING, slash="!")) as w:
        await w.say("王敏", "/lang en")
        await w.say("王敏", "/help")
        told = w.last("王敏")
        assert "!quiz prepares" in told
        assert not [line for line in told.splitlines() if line.startswith("· /")]
