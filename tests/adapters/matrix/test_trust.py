"""Who may read, and whom we hear, where only verified sessions count."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from adapters.matrix import cross_signing
from service.core.events import Said
from service.ports import Sent
from tests.adapters.matrix.conftest import Bot, until
from tests.matrix_server.server import Server
from tests.matrix_server.users import V3, User


@pytest.fixture
async def strict(server: Server, tmp_path: Path) -> AsyncIterator[Bot]:
    bot = Bot(server, tmp_path)
    bot.settings["trust"] = "verified"
    await bot.start()
    yield bot
    await bot.stop()


async def vouch(user: User) -> None:
    """The person verifies their session, as their client does when it is set up."""
    master, signing, others = (cross_signing.new_key() for _ in range(3))

    def signed(usage: str, key: str) -> dict[str, Any]:
        table = cross_signing.key_table(user.id, usage, key)
        return cross_signing.sign(table, user.id, master)

    given = {
        "master_key": cross_signing.key_table(user.id, "master", master),
        "self_signing_key": signed("self_signing", signing),
        "user_signing_key": signed("user_signing", others),
    }
    await user.call("POST", f"{V3}/keys/device_signing/upload", given)
    device = user.account.device_id
    answer = await user.call("POST", f"{V3}/keys/query", {"device_keys": {user.id: []}})
    table = answer["device_keys"][user.id][device]
    table = cross_signing.sign(table, user.id, signing)
    await user.call("POST", f"{V3}/keys/signatures/upload", {user.id: {device: table}})


async def test_a_session_that_nobody_vouches_for_is_neither_heard_nor_gets_our_keys(
    strict: Bot, li: User, caplog: pytest.LogCaptureFixture
) -> None:
    chat = await li.chat(strict.id, encrypted=True)
    await strict.meet(li, chat)
    await li.say(chat, "我是李华吗")
    await until(lambda: "matrix.session_not_verified" in caplog.text)
    assert isinstance(await strict.say(chat, "只给已验证的"), Sent)
    (_, ours) = await li.timeline(chat)
    assert ours.content["body"] == "(no key)"
    assert not strict.inbox.updates


async def test_a_verified_session_is_heard_and_reads(strict: Bot, li: User) -> None:
    await vouch(li)
    chat = await li.chat(strict.id, encrypted=True)
    await strict.meet(li, chat)
    await li.say(chat, "我是李华")
    (said,) = await strict.heard(1)
    assert isinstance(said, Said)
    assert said.text == "我是李华"
    assert isinstance(await strict.say(chat, "收到"), Sent)
    assert (await li.timeline(chat))[-1].words == "收到"


async def test_with_another_master_key_the_person_is_not_trusted_any_more(
    strict: Bot, li: User, caplog: pytest.LogCaptureFixture
) -> None:
    """The homeserver may have put it there."""
    await vouch(li)
    chat = await li.chat(strict.id, encrypted=True)
    await strict.meet(li, chat)
    await li.say(chat, "之前")
    await strict.heard(1)
    known = strict.folder / "matrix-matrix" / "identities.json"
    known.write_text(f'{{"keys": {{"{li.id}": "another key"}}}}')
    await li.say(chat, "之后")
    await until(lambda: "matrix.identity_changed" in caplog.text)
    await until(lambda: "matrix.session_not_verified" in caplog.text)
    assert len(strict.inbox.updates) == 1


async def test_by_default_every_session_reads_and_is_heard(bot: Bot, li: User) -> None:
    chat = await li.chat(bot.id, encrypted=True)
    await bot.meet(li, chat)
    await li.say(chat, "没有验证过的会话")
    assert len(await bot.heard(1)) == 1
    assert isinstance(await bot.say(chat, "也能读"), Sent)
    assert (await li.timeline(chat))[-1].words == "也能读"
