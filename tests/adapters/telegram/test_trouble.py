"""What goes wrong with Telegram is named, in `doctor`, for readiness and in the log, and passes."""

from __future__ import annotations

import logging
from unittest.mock import patch

import pytest

from adapters.telegram import build
from service.core.events import Said
from service.testkit.asking import heard
from service.testkit.waiting import until
from tests.adapters.webchat.conftest import Mirror
from tests.conformance.on_telegram import OnTelegram
from tests.telegram_server.server import Fault, TelegramServer, too_many

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one runs"
FORMS = {
    "401": (Fault("error", 401, "Unauthorized"), "the token was rejected", "@BotFather"),
    "404": (Fault("error", 404, "Not Found"), "the token was rejected", "@BotFather"),
    "409": (Fault("error", 409, CONFLICT), "another program", "a bot of its own"),
    "429": (too_many(1), "asks to wait 1 s", "resumes by itself"),
    "500": (Fault("error", 500, "Internal Server Error"), "server failed", "retries by itself"),
    "page": (Fault("page"), "not a Bot API response", "what answers instead of"),
    "cut": (Fault("cut"), "no connection", "adapters.telegram.proxy"),
}


@pytest.mark.parametrize("form", FORMS)
async def test_every_form_of_trouble_is_named_and_passes(
    bot: OnTelegram, caplog: pytest.LogCaptureFixture, form: str
) -> None:
    fault, detail, remedy = FORMS[form]
    caplog.set_level(logging.INFO)
    bot.server.faults["getUpdates"].append(fault)
    person = await bot.person("王敏")
    await bot.say(person, person, "一")  # ends the poll that is under way
    await heard(bot, 1)
    await until(lambda: bot.adapter.trouble is not None, every=0.001)
    (check,) = await bot.adapter.check()
    assert not check.ok
    assert detail in check.detail
    assert remedy in check.remedy
    told = [each for each in caplog.records if each.getMessage() == "telegram.no_updates"]
    assert len(told) == 1
    assert told[0].__dict__["reason"]
    await bot.say(person, person, "二")
    events = await heard(bot, 2)
    assert [each.text for each in events if isinstance(each, Said)] == ["一", "二"]
    await until(lambda: bot.adapter.trouble is None)
    assert all(each.ok for each in await bot.adapter.check())


@pytest.mark.parametrize("by", [-86_400, 86_400])
async def test_a_clock_that_jumps_holds_back_neither_polling_nor_its_pauses(
    bot: OnTelegram, by: int
) -> None:
    import time

    person = await bot.person("王敏")
    now = time.time()
    with patch("time.time", return_value=now + by):
        bot.server.faults["getUpdates"] += [Fault("page"), Fault("page")]
        for words in ("一", "二", "三"):
            await bot.say(person, person, words)
        events = await heard(bot, 3)
    assert [each.text for each in events if isinstance(each, Said)] == ["一", "二", "三"]


async def test_doctor_names_the_right_that_is_lacking_in_a_group() -> None:
    async with TelegramServer() as server:
        account = server.account()
        groups = {
            name: account.group(name)
            for name in ("well", "out", "muted", "silent", "no polls", "administrator")
        }
        groups["out"].standing = "kicked"
        groups["muted"].standing = "muted"
        groups["silent"].forbids.add("text")
        groups["no polls"].forbids.add("polls")
        groups["administrator"].standing = "administrator"
        groups["administrator"].forbids |= {"text", "polls"}
        adapter = build(
            {"token": account.token, "api_url": server.url}, account="bot", sealer=Mirror()
        )
        await adapter.open()
        chats = [str(each.id) for each in groups.values()]
        found = await adapter.survey([*chats, f"{chats[0]}/5", "-1", "nonsense"])
        await adapter.close()
    by_name = dict(zip([*groups, "topic", "unknown", "nonsense"], found, strict=True))
    well = [name for name, each in by_name.items() if each.ok]
    assert well == ["well", "administrator", "topic"]
    assert "privacy mode" in by_name["well"].detail
    assert "/setprivacy" in by_name["well"].detail
    assert "receives everything" in by_name["administrator"].detail
    assert "add the bot" in by_name["out"].remedy
    assert "can't write" in by_name["muted"].detail
    assert "allow sending messages" in by_name["silent"].remedy
    assert "polls" in by_name["no polls"].detail
    assert all(each.remedy for name, each in by_name.items() if not each.ok)
