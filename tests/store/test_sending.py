"""The outbox as delivery sees it, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, select, update

from service.core.message import Chat
from service.store import tables as t
from service.store.changes import Changes, OutboxRow
from service.store.chats import Chats
from service.store.deferred import Deferrals
from service.store.directory import load_directory
from service.store.sending import Sending, original
from service.store.transaction import Transaction
from service.testkit.databases import open_store

NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
async def transaction(database_url: str) -> AsyncIterator[Transaction]:
    store = await open_store(database_url)
    async with store.write() as opened:
        yield opened
    await store.close()


async def send(transaction: Transaction, key: str, chat: str = "@1", **values: Any) -> None:
    changes = Changes()
    row: dict[str, Any] = {"kind": "send", "account": "a", "chat": chat, "created_at": NOW,
           "activity": 1, "payload": "{}"} | values  # fmt: skip
    changes.send(OutboxRow(**row, key=key))
    await transaction.apply(changes)


async def become(transaction: Transaction, key: str, values: Mapping[str, Any]) -> None:
    await transaction.execute(update(t.outbox).where(t.outbox.c.key == key).values(values))


async def heads(
    transaction: Transaction, limit: int = 10, now: datetime = NOW, **which: Any
) -> list[str]:
    return [row.key for row in await Sending(transaction).heads("a", now, limit, **which)]


async def test_each_place_sends_its_first_message_only(transaction: Transaction) -> None:
    await send(transaction, "1")
    await send(transaction, "2")
    await send(transaction, "3", "@2")
    assert await heads(transaction) == ["1", "3"]


async def test_what_is_written_together_keeps_its_order_against_priority(
    transaction: Transaction,
) -> None:
    await send(transaction, "bulk", priority="bulk")
    await send(transaction, "reply", priority="reply")
    await send(transaction, "elsewhere", "@2", priority="normal")
    assert await heads(transaction) == ["elsewhere", "bulk"]


async def test_replies_go_ahead_of_what_is_said_to_many(transaction: Transaction) -> None:
    await send(transaction, "bulk", "@1", priority="bulk")
    await send(transaction, "normal", "@2", priority="normal")
    await send(transaction, "reply", "@3", priority="reply")
    assert await heads(transaction) == ["reply", "normal", "bulk"]
    assert await heads(transaction, limit=1) == ["reply"]


async def test_a_reply_overtakes_what_lay_there_when_it_was_written(
    transaction: Transaction,
) -> None:
    """Three thousand may be waiting for an announcement; whoever presses a button is not."""
    await send(transaction, "bulk", priority="bulk")
    await send(transaction, "reply", priority="reply", created_at=NOW + SECOND)
    assert await heads(transaction) == ["reply", "bulk"]
    await become(transaction, "reply", {"state": "sending"})
    assert await heads(transaction) == [], "one message of a place is under way at a time"
    await become(transaction, "reply", {"state": "sent"})
    assert await heads(transaction) == ["bulk"]


async def test_an_edit_does_not_overtake_the_message_it_changes(transaction: Transaction) -> None:
    await send(transaction, "q", priority="normal")
    later = {"priority": "reply", "created_at": NOW + SECOND}
    await send(transaction, "q", kind="edit", **later)
    await send(transaction, "other", **later)
    rows = await Sending(transaction).heads("a", NOW, 10)
    assert [(row.key, row.kind) for row in rows] == [("q", "send")]


async def test_nothing_comes_between_the_parts_of_a_long_message(transaction: Transaction) -> None:
    await send(transaction, "long", priority="bulk")
    await send(transaction, "reply", priority="reply", created_at=NOW + SECOND)
    await become(transaction, "long", {"parts": 1})
    assert await heads(transaction) == ["long"]


async def test_only_what_is_urgent_enough_is_asked_for_and_page_by_page(
    transaction: Transaction,
) -> None:
    for number, priority in enumerate(("bulk", "reply", "normal", "reply")):
        await send(transaction, str(number), f"@{number}", priority=priority)
    assert await heads(transaction, least=0) == ["1", "3"]
    assert await heads(transaction, limit=2) == ["1", "3"]
    last = (await Sending(transaction).heads("a", NOW, 2))[-1]
    assert await heads(transaction, after=(last.priority, last.id)) == ["2", "0"]


async def test_the_next_messages_are_found_by_index_however_many_wait(sqlite_url: str) -> None:
    store = await open_store(sqlite_url)
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        asked.append((statement, given))

    async with store.write() as transaction:
        await transaction.connection.run_sync(event.listen, "before_cursor_execute", note)
        sending = Sending(transaction)
        holding = Deferrals(transaction)
        for ask in (
            lambda: sending.heads("a", NOW, 4),
            lambda: sending.next_at(NOW),
            sending.next_bulk,
            lambda: holding.due(NOW, 10),
            lambda: holding.latest([1], NOW),
        ):
            await ask()
            statement, given = asked[-1]
            plan = await transaction.connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}", given
            )
            steps = [row.detail for row in plan]
            assert any("USING INDEX outbox_" in step for step in steps)
            assert "SCAN outbox" not in steps, steps
            sorts = any("TEMP B-TREE" in step for step in steps)
            assert not sorts or "GROUP BY" in statement, "the index is in order already"
    await store.close()


async def test_what_was_sent_lately_is_remembered(transaction: Transaction) -> None:
    for minutes in (3, 2, 1):
        await send(transaction, str(minutes), f"@{minutes}")
        sent = {"state": "sent", "sent_at": NOW - timedelta(minutes=minutes)}
        await become(transaction, str(minutes), sent)
    since = Sending(transaction).sent_since
    assert [row.chat for row in await since(NOW - timedelta(minutes=2.5), 10)] == ["@2", "@1"]
    assert [row.chat for row in await since(NOW - timedelta(minutes=2.5), 1)] == ["@1"]


async def test_what_is_under_way_holds_back_what_follows(transaction: Transaction) -> None:
    await send(transaction, "1")
    await send(transaction, "2")
    await become(transaction, "1", {"state": "sending"})
    assert await heads(transaction) == []
    await become(transaction, "1", {"state": "sent"})
    assert await heads(transaction) == ["2"]


async def test_what_failed_and_waits_holds_back_what_follows(transaction: Transaction) -> None:
    await send(transaction, "1")
    await send(transaction, "2")
    await become(transaction, "1", {"attempts": 1, "not_before": NOW + HOUR})
    assert await heads(transaction) == []
    assert await heads(transaction, now=NOW + HOUR) == ["1"]


@pytest.mark.parametrize("state", ["dead", "skipped", "superseded"])
async def test_what_will_never_be_sent_holds_back_nothing(
    transaction: Transaction, state: str
) -> None:
    await send(transaction, "1")
    await send(transaction, "2")
    await become(transaction, "1", {"state": state})
    assert await heads(transaction) == ["2"]


async def test_what_waits_for_quiet_hours_to_end_lets_others_pass(
    transaction: Transaction,
) -> None:
    await send(transaction, "patient", not_before=NOW + HOUR)
    await send(transaction, "reply")
    assert await heads(transaction) == ["reply"]
    await become(transaction, "reply", {"state": "sent"})
    assert await heads(transaction) == []
    assert await Sending(transaction).next_at(NOW) == NOW + HOUR
    assert await heads(transaction, now=NOW + HOUR) == ["patient"]


async def test_places_of_one_name_on_two_accounts_are_two(transaction: Transaction) -> None:
    await send(transaction, "1")
    await send(transaction, "2", account="b")
    assert await heads(transaction) == ["1"]
    assert [row.key for row in await Sending(transaction).heads("b", NOW, 10)] == ["2"]


async def test_messages_of_an_account_that_is_not_served_take_nobodys_turn(
    transaction: Transaction,
) -> None:
    for number in range(5):
        await send(transaction, "left", f"@{number}", account="removed", priority="reply")
    await send(transaction, "mine", priority="bulk")
    assert await heads(transaction, limit=3) == ["mine"]


async def test_an_edit_finds_the_newest_remote_id_of_its_own_message(
    transaction: Transaction,
) -> None:
    for account, remote in (("a", "m1"), ("a", "m2"), ("b", "m3")):
        await send(transaction, "q", account=account)
        newest = select(t.outbox.c.id).order_by(t.outbox.c.id.desc()).limit(1).scalar_subquery()
        await transaction.execute(
            update(t.outbox).where(t.outbox.c.id == newest).values(remote=remote, state="sent")
        )
    await send(transaction, "q", activity=2)
    await send(transaction, "q", kind="edit")
    (edit,) = await transaction.rows(select(t.outbox).where(t.outbox.c.kind == "edit"))
    found = await Sending(transaction).originals([edit])
    assert found == {original(edit): "m2"}
    assert await Sending(transaction).originals([]) == {}


async def test_the_backlog_counts_what_may_go_now(transaction: Transaction) -> None:
    assert await Sending(transaction).backlog(NOW) == (0, None)
    await send(transaction, "1", created_at=NOW - HOUR)
    await send(transaction, "2")
    await send(transaction, "later", created_at=NOW - 2 * HOUR, not_before=NOW + HOUR)
    await send(transaction, "dead", created_at=NOW - 2 * HOUR, state="dead")
    assert await Sending(transaction).backlog(NOW) == (2, NOW - HOUR)


async def test_what_was_being_sent_at_the_stop_is_found(transaction: Transaction) -> None:
    await send(transaction, "1")
    await send(transaction, "2", "@2")
    sending = Sending(transaction)
    first, _ = await sending.heads("a", NOW, 10)
    await sending.begin([first.id])
    assert [row.key for row in await sending.interrupted()] == ["1"]


# -- to many


async def people(transaction: Transaction, count: int) -> None:
    await transaction.connection.execute(
        insert(t.people),
        [
            {"id": number, "unit": 1 + number % 2, "name": f"p{number}", "role": "member",
             "standing": "full", "language": "zh-CN", "timezone": "Asia/Shanghai", "group": "",
             "contact": "", "active": number != 3}
            for number in range(1, count + 1)
        ],
    )  # fmt: skip


async def test_an_audience_comes_in_chunks_by_person_without_those_who_left(
    transaction: Transaction,
) -> None:
    await people(transaction, 8)
    sending = Sending(transaction)
    first = await sending.audience(1, [1, 2], 0, 4)
    assert first == [1, 2, 4, 5]
    assert await sending.audience(1, [1, 2], first[-1], 4) == [6, 7, 8]
    assert await sending.audience(1, [1], 0, 9) == [2, 4, 6, 8]


async def test_an_audience_leaves_out_who_is_done_by_now(transaction: Transaction) -> None:
    await people(transaction, 4)
    rows = {
        (activity, person): {"activity": activity, "person": person, "status": status, "score": 0,
                             "out_of": 0, "at": None, "schema": 1, "version": 1, "state": "{}"}
        for activity, person, status in ((1, 1, "submitted"), (1, 2, "answering"),
                                         (2, 4, "submitted"))
    }  # fmt: skip
    await transaction.apply(Changes(entries=rows))
    sending = Sending(transaction)
    assert await sending.audience(1, [1, 2], 0, 9, but_status=("submitted",)) == [2, 4]
    assert await sending.audience(1, [1, 2], 0, 9, only_status=("submitted", "answering")) == [1, 2]
    assert await sending.audience(1, [1, 2], 0, 9, only_status=("greeted",)) == []


# -- places


async def test_a_place_that_is_gone_is_no_home_until_it_is_linked_again(
    transaction: Transaction,
) -> None:
    await people(transaction, 1)
    chat, room = Chat("a", "@1"), Chat("a", "room")
    await transaction.link(chat, "u1", 1, NOW)
    await transaction.bind(room, 1)
    await Chats(transaction).unavailable([chat, room])
    directory = await load_directory(transaction)
    assert directory.home(1) is None
    assert directory.rooms == {}
    assert directory.person("a", "u1") is not None, "who writes is still known"
    await transaction.link(chat, "u1", 1, NOW)
    await transaction.bind(room, 1)
    directory = await load_directory(transaction)
    assert directory.home(1) == chat
    assert directory.rooms == {1: (room,)}


async def test_a_place_that_moved_takes_everything_along(transaction: Transaction) -> None:
    await transaction.bind(Chat("a", "room"), 1)
    await send(transaction, "1", "room")
    await send(transaction, "2", "room", account="b")
    await Chats(transaction).moved(Chat("a", "room"), "super")
    directory = await load_directory(transaction)
    assert directory.rooms == {1: (Chat("a", "super"),)}
    rows = await transaction.rows(select(t.outbox.c.chat).order_by(t.outbox.c.id))
    assert [row.chat for row in rows] == ["super", "room"]


async def test_a_place_may_move_to_where_a_room_is_bound_already(transaction: Transaction) -> None:
    await transaction.bind(Chat("a", "room"), 1)
    await transaction.bind(Chat("a", "super"), 1)
    await Chats(transaction).moved(Chat("a", "room"), "super")
    directory = await load_directory(transaction)
    assert directory.rooms == {1: (Chat("a", "super"),)}
