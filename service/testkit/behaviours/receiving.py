"""Nothing is lost and nothing comes twice, whatever stops in between."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from service.core.events import Said
from service.core.message import Post
from service.ports import Sent
from service.testkit.asking import give, heard
from service.testkit.platform import Open, Platform
from service.testkit.recorder import Recorder


async def test_nothing_is_confirmed_before_it_is_kept(platform: Platform) -> None:
    person = await platform.person("王敏")
    place = await platform.private(person)
    platform.inbox.failing = True
    for words in ("一", "二"):
        await platform.say(person, place, words)
    await platform.inbox.until_calls(2)  # it is tried again
    assert not platform.inbox.updates
    platform.inbox.failing = False
    events = await heard(platform, 2)
    assert [each.text for each in events if isinstance(each, Said)] == ["一", "二"]


async def test_what_is_handed_over_twice_has_one_id(platform: Platform) -> None:
    person = await platform.person("王敏")
    place = await platform.private(person)
    await platform.say(person, place, "一次")
    await heard(platform)
    calls = platform.inbox.calls
    await platform.repeat()
    await platform.say(person, place, "之后")
    await heard(platform, 2)
    assert platform.inbox.calls > calls


async def test_what_was_said_while_orglife_was_away_is_heard_later(platform: Platform) -> None:
    person = await platform.person("王敏")
    place = await platform.private(person)
    await platform.say(person, place, "之前")
    await heard(platform)
    await platform.stop()
    await platform.say(person, place, "其间")
    await platform.start()
    await platform.say(person, place, "之后")
    events = await heard(platform, 3)
    assert [each.text for each in events if isinstance(each, Said)] == ["之前", "其间", "之后"]


async def test_stopping_leaves_no_task_behind_and_it_can_start_again(platform: Platform) -> None:
    person = await platform.person("王敏")
    await platform.say(person, await platform.private(person), "在")
    await heard(platform)
    await platform.stop()
    await asyncio.sleep(0)
    running: list[Any] = [each.get_coro() for each in asyncio.all_tasks()]
    files = [each.cr_code.co_filename for each in running]
    assert not [each for each in files if "/adapters/" in each and "/tests/" not in each]
    await platform.start()
    assert isinstance(await give(platform, await platform.private(person), Post("回")), Sent)


async def test_a_healthy_platform_passes_its_check(platform: Platform) -> None:
    checks = await platform.adapter.check()
    assert [each for each in checks if not each.ok] == []
    assert all(each.name and each.detail for each in checks)


async def test_the_invitation_link_carries_the_code_or_there_is_none(platform: Platform) -> None:
    link = platform.adapter.invite_link("A2B3C4D5E6")
    assert link is None or (link.startswith("http") and "A2B3C4D5E6" in link)


async def test_two_accounts_live_side_by_side(open_platform: Open, tmp_path: Path) -> None:
    """Each hears its own people only."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    async with (
        open_platform(Recorder(), tmp_path / "a") as one,
        open_platform(Recorder(), tmp_path / "b") as other,
    ):
        people = [await each.person("王敏") for each in (one, other)]
        await one.say(people[0], await one.private(people[0]), "甲")
        await other.say(people[1], await other.private(people[1]), "乙")
        for each, words in ((one, "甲"), (other, "乙")):
            (event,) = await heard(each)
            assert isinstance(event, Said)
            assert event.text == words
