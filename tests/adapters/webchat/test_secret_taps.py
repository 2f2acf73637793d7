"""While a secret vote runs, the web chat keeps no tap that the key of the service could open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from cryptography.fernet import Fernet

from adapters.webchat import build
from service.core.message import Button, Post
from service.ports import BRIEF, KeepsUpdates, Order, Sent
from service.store.ballot_keys import BallotKeys
from service.store.cipher import FernetSealer
from tests.adapters.webchat.conftest import BASE, Recorder
from tests.adapters.webchat.test_nothing_lost import open_browser


async def test_taps_lie_under_the_key_of_the_vote_and_are_dropped_with_it(tmp_path: Path) -> None:
    keys, file = BallotKeys(tmp_path / "ballots"), tmp_path / "chat.sqlite3"
    sealer = FernetSealer([Fernet.generate_key().decode()], keys)
    inbox = Recorder()
    chat = build({"path": str(file), "base_url": BASE}, account="webchat", sealer=sealer)
    await chat.open()
    await chat.ensure_user("Wang", "zh-CN", "wang")
    await chat.ensure_room("Branch", ["wang"], "unit-1")
    browser = await open_browser(chat, inbox)
    post = Post("?", "", ((Button("7::mark:0.0", "yes"), Button("7::mark:0.1", "no")),))
    sent = await chat.send(Order("send", "k1", "p-wang", post))
    assert isinstance(sent, Sent)

    def kept() -> list[tuple[str, int]]:
        with closing(sqlite3.connect(file)) as database:
            return database.execute("SELECT raw, carried FROM acts ORDER BY number").fetchall()

    name = keys.make()
    keys.settle({7: name})
    inbox.failing = True  # so that the acts wait
    for choice in ("7::mark:0.0", "7::mark:0.1"):
        act = {"room": "p-wang", "message": sent.id, "choice": choice}
        assert (await browser.act("press", **act)).status_code == 500
    (yes, _), (no, _) = kept()
    assert yes.startswith(BRIEF)
    assert no.startswith(BRIEF)
    assert len(yes) == len(no)
    waiting = await chat.store.acts.waiting(10)
    assert [b"mark" in each.raw.encode() for each in waiting] == [True, True], "it can be brought"
    assert isinstance(chat, KeepsUpdates)
    assert await chat.still_sealed([name, keys.make()]) == {name}, "so the key is not erased yet"
    assert await chat.still_sealed([]) == set()
    await chat.store.acts.reseal()
    assert [raw for raw, _ in kept()] == [yes, no], "another key does not open it either"

    keys.settle({})
    keys.erase([name])
    assert await chat.store.acts.waiting(10) == []
    assert kept() == [("", 1), ("", 1)], "the vote is over"
    assert await chat.still_sealed([name]) == set()
    await browser.http.aclose()
    await chat.close()
