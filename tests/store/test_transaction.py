"""What one transaction promises, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from service.core.message import Chat
from service.store import tables as t
from service.store.changes import Changes, OutboxRow
from service.store.directory import load_directory
from service.store.history import running
from service.store.store import Store
from service.store.transaction import Transaction
from service.testkit.databases import open_store

NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    opened = await open_store(database_url)
    yield opened
    await opened.close()


def update_row(name: str, account: str = "a", raw: str = "{}") -> dict[str, Any]:
    return {"account": account, "update": name, "received_at": NOW, "raw": raw, "sealed": False,
            "shard": 0}  # fmt: skip


def entry_row(person: int, score: int = 0, at: datetime | None = None, **more: Any) -> Any:
    return {"activity": 1, "person": person, "status": "answering", "score": score, "out_of": 6,
            "at": at, "schema": 1, "version": 1, "state": "{}"} | more  # fmt: skip


async def add_activity(transaction: Transaction, *, finished: bool = False, unit: int = 1) -> int:
    return await transaction.add_activity(
        {"kind": "quiz", "unit": unit, "phase": "open", "title": "题", "finished": finished,
         "created_at": NOW, "schema": 1, "version": 0, "state": "{}"}
    )  # fmt: skip


# -- the inbox


async def test_an_update_that_is_known_already_is_dropped(store: Store) -> None:
    async with store.write() as transaction:
        await transaction.receive([update_row("1", raw="first"), update_row("2")])
    async with store.write() as transaction:
        await transaction.receive([update_row("1", raw="again"), update_row("1", "b")])
    async with store.read() as transaction:
        rows = await transaction.waiting(10, 2**62)
    assert [(row.account, row.update, row.raw) for row in rows] == [
        ("a", "1", "first"),
        ("a", "2", "{}"),
        ("b", "1", "{}"),
    ]


async def test_an_update_stays_known_after_it_was_handled_and_its_text_is_gone(
    store: Store,
) -> None:
    async with store.write() as transaction:
        await transaction.receive([update_row("1", raw="private"), update_row("2")])
        first, _ = await transaction.waiting(10, 2**62)
        await transaction.apply(Changes(handled=[(first.id, NOW)]))
    async with store.write() as transaction:
        await transaction.receive([update_row("1", raw="private")])
        assert [row.update for row in await transaction.waiting(10, 2**62)] == ["2"]
        kept = await transaction.rows(select(t.inbox).where(t.inbox.c.id == first.id))
    assert (kept[0].raw, kept[0].handled_at) == ("", NOW)


async def test_an_update_that_is_set_aside_keeps_its_text_and_its_error(store: Store) -> None:
    async with store.write() as transaction:
        await transaction.receive([update_row("1", raw="bad")])
        (row,) = await transaction.waiting(10, 2**62)
        aside = {"b_id": row.id, "at": NOW, "error": "ValueError at x.py:1"}
        await transaction.apply(Changes(quarantined=[aside]))
        assert await transaction.waiting(10, 2**62) == []
        (kept,) = await transaction.rows(select(t.inbox))
    assert (kept.raw, kept.error) == ("bad", "ValueError at x.py:1")


async def test_the_oldest_come_first_and_none_beyond_the_bound(store: Store) -> None:
    async with store.write() as transaction:
        await transaction.receive([update_row(str(number)) for number in range(5)])
        newest = await transaction.newest_waiting()
        await transaction.receive([update_row("late")])
        assert newest is not None
        rows = await transaction.waiting(3, newest)
        assert [row.update for row in rows] == ["0", "1", "2"]
        assert len(await transaction.waiting(10, newest)) == 5
        assert await transaction.oldest_waiting() == NOW


async def test_what_a_failed_transaction_wrote_is_gone(store: Store) -> None:
    with pytest.raises(RuntimeError):
        async with store.write() as transaction:
            await transaction.receive([update_row("1")])
            raise RuntimeError
    async with store.read() as transaction:
        assert await transaction.newest_waiting() is None


# -- claims


async def test_of_two_claims_of_one_key_the_first_holds(store: Store) -> None:
    async with store.write() as transaction:
        assert await transaction.claim(1, ["slot 17"]) == frozenset()
    async with store.write() as transaction:
        assert await transaction.claim(2, ["slot 17"]) == {"slot 17"}


async def test_a_claim_of_several_keys_takes_all_or_none(store: Store) -> None:
    async with store.write() as transaction:
        await transaction.claim(1, ["b"])
        assert await transaction.claim(2, ["a", "b", "c"]) == {"b"}
        assert await transaction.claim(3, ["a", "c"]) == frozenset()


async def test_simultaneous_claims_have_one_winner(store: Store) -> None:
    async def take(activity: int) -> bool:
        async with store.write() as transaction:
            missed = await transaction.claim(activity, ["slot"])
            await asyncio.sleep(0.01)
            return not missed

    won = await asyncio.gather(*(take(number) for number in range(5)))
    assert sum(won) == 1


async def test_a_key_is_free_again_once_released_or_once_its_activity_is_over(
    store: Store,
) -> None:
    async with store.write() as transaction:
        await transaction.claim(1, ["a", "b"])
        await transaction.apply(Changes(released=["a"]))
        assert await transaction.claim(2, ["a"]) == frozenset()
        assert await transaction.claim(2, ["b"]) == {"b"}
        over = Changes()
        over.end(1)
        await transaction.apply(over)
        assert await transaction.claim(2, ["b"]) == frozenset()


# -- timers


async def arm(transaction: Transaction, name: str, at: datetime, step: int = 0) -> None:
    changes = Changes()
    changes.arm(1, 0, name, at, step)
    await transaction.apply(changes)


async def test_arming_again_replaces_time_and_revision(store: Store) -> None:
    async with store.write() as transaction:
        await arm(transaction, "close", NOW, 1)
        await arm(transaction, "close", NOW + HOUR, 2)
        assert await transaction.due(NOW, 10) == []
        (row,) = await transaction.due(NOW + HOUR, 10)
        assert (row.name, row.revision, row.due_at) == ("close", 2, NOW + HOUR)
        assert await transaction.next_due() == NOW + HOUR


async def test_due_timers_come_by_time_and_go_when_fired_or_disarmed(store: Store) -> None:
    async with store.write() as transaction:
        await arm(transaction, "late", NOW + HOUR)
        await arm(transaction, "early", NOW)
        await arm(transaction, "gone", NOW)
        changes = Changes()
        changes.disarm(1, 0, "gone")
        await transaction.apply(changes)
        rows = await transaction.due(NOW + HOUR, 10)
        assert [row.name for row in rows] == ["early", "late"]
        await transaction.fired([rows[0].id])
        assert [row.name for row in await transaction.due(NOW + HOUR, 10)] == ["late"]


async def test_within_a_batch_the_last_word_about_a_timer_holds(store: Store) -> None:
    changes = Changes()
    changes.arm(1, 0, "a", NOW, 1)
    changes.disarm(1, 0, "a")
    changes.disarm(1, 0, "b")
    changes.arm(1, 0, "b", NOW, 1)
    changes.arm(2, 0, "c", NOW, 1)
    changes.end(2)
    async with store.write() as transaction:
        await transaction.apply(changes)
        assert [row.name for row in await transaction.due(NOW, 10)] == ["b"]


async def test_microseconds_and_far_years_survive(store: Store) -> None:
    for moment in (
        datetime(2026, 3, 6, 10, 0, 0, 1, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(2999, 1, 1, tzinfo=UTC),
    ):
        async with store.write() as transaction:
            await arm(transaction, "x", moment)
            assert await transaction.next_due() == moment


# -- activities and entries


async def test_the_last_state_of_an_entry_is_kept(store: Store) -> None:
    async with store.write() as transaction:
        number = await add_activity(transaction)
        await transaction.apply(Changes(entries={(1, 5): entry_row(5, 1)}))
        await transaction.apply(
            Changes(entries={(1, 5): entry_row(5, 4, version=2), (1, 6): entry_row(6, 2)})
        )
        rows = await transaction.entries({(number, 5), (number, 6), (number, 7)})
    assert {(row.person, row.score, row.version) for row in rows} == {(5, 4, 2), (6, 2, 1)}


async def test_entries_of_many_activities_are_found_by_their_own_keys(store: Store) -> None:
    """Also when there are so many that another form of the query is used."""
    rows = {
        (activity, person): entry_row(person, activity=activity)
        for activity in range(1, 61)
        for person in (activity, activity + 1)
    }
    wanted = {(activity, activity) for activity in range(1, 61)}
    async with store.write() as transaction:
        await transaction.apply(Changes(entries=rows))
        found = await transaction.entries(wanted)
        assert {(row.activity, row.person) for row in found} == wanted
        assert await transaction.entries(set()) == []


async def test_entries_are_ranked_by_score_then_time_then_person(store: Store) -> None:
    rows = [
        entry_row(1, 3, NOW),
        entry_row(2, 5, NOW + HOUR),
        entry_row(3, 5, NOW),
        entry_row(4, 5),
        entry_row(5, 3, NOW),
    ]
    async with store.write() as transaction:
        await transaction.apply(Changes(entries={(1, row["person"]): row for row in rows}))
        ranked = await transaction.entries_of(1)
    assert [row.person for row in ranked] == [3, 2, 4, 1, 5]


async def test_running_activities_are_those_of_the_units_that_are_not_finished(
    store: Store,
) -> None:
    async with store.write() as transaction:
        here = await add_activity(transaction)
        await add_activity(transaction, finished=True)
        await add_activity(transaction, unit=2)
        assert [row.id for row in await running(transaction, [1])] == [here]
        assert await transaction.singleton("quiz") == here
        assert await transaction.singleton("home") is None


# -- what stands in a chat


async def send(transaction: Transaction, chat: str = "@1", **values: Any) -> None:
    changes = Changes()
    row: dict[str, Any] = {"kind": "send", "account": "a", "chat": chat, "created_at": NOW,
           "activity": 1, "key": "k", "payload": "{}"} | values  # fmt: skip
    changes.send(OutboxRow(**row))
    await transaction.apply(changes)


async def standing(transaction: Transaction, *chats: str) -> list[str]:
    return [row.key for row in await transaction.offers(chats or ("@1",))]


async def test_only_messages_with_choices_or_a_question_are_offers_the_newest_first(
    store: Store,
) -> None:
    async with store.write() as transaction:
        await send(transaction, key="old", offers=True)
        await send(transaction, key="plain")
        await send(transaction, key="new", offers=True, prompt="answer")
        await send(transaction, "@2", key="other", offers=True)
        assert await standing(transaction) == ["new", "old"]
        assert await standing(transaction, "@1", "@2") == ["other", "new", "old"]


async def test_a_later_message_of_the_same_key_replaces_an_offer_even_without_choices(
    store: Store,
) -> None:
    async with store.write() as transaction:
        await send(transaction, key="q", offers=True)
        await send(transaction, key="q", offers=True, activity=2)
        await send(transaction, key="q", offers=True, account="b")
        await send(transaction, kind="edit", key="q")
        found = [(row.account, row.activity) for row in await transaction.offers(["@1"])]
    assert found == [("b", 1), ("a", 2)]


async def test_a_change_of_a_message_that_stands_higher_up_makes_it_no_newer(
    store: Store,
) -> None:
    async with store.write() as transaction:
        await send(transaction, key="card", offers=True, prompt="said")
        await send(transaction, key="question", offers=True, prompt="answer")
        await send(transaction, kind="edit", key="card", offers=True, prompt="said")
        assert await standing(transaction) == ["question", "card"]
        await send(transaction, key="card", offers=True, prompt="said")
        await send(transaction, kind="edit", key="question", offers=True, prompt="answer")
        assert await standing(transaction) == ["card", "question"]


async def test_an_offer_that_could_not_be_delivered_does_not_stand(store: Store) -> None:
    async with store.write() as transaction:
        await send(transaction, offers=True, state="dead")
        assert await standing(transaction) == []


async def test_an_offer_says_whether_its_activity_is_over(store: Store) -> None:
    async with store.write() as transaction:
        await add_activity(transaction)
        await add_activity(transaction, finished=True)
        await send(transaction, key="one", offers=True)
        await send(transaction, key="two", offers=True, activity=2)
        await send(transaction, key="three", offers=True, activity=None)
        over = {row.key: bool(row.finished) for row in await transaction.offers(["@1"])}
    assert over == {"one": False, "two": True, "three": False}


async def test_an_answered_question_asks_no_more(store: Store) -> None:
    async with store.write() as transaction:
        await send(transaction, offers=True, prompt="answer")
        (row,) = await transaction.offers(["@1"])
        await transaction.apply(Changes(answered=[row.id]))
        assert [row.prompt for row in await transaction.offers(["@1"])] == [""]


async def test_a_waiting_edit_is_superseded_by_a_newer_one_of_the_same_message_only(
    store: Store,
) -> None:
    async with store.write() as transaction:
        await send(transaction, payload="original")
        await send(transaction, kind="edit", payload="1", account="b")
        for number in range(3):
            await send(transaction, kind="edit", payload=str(number))
        o = t.outbox.c
        rows = await transaction.rows(select(o.account, o.state, o.payload).order_by(o.id))
    assert [tuple(row) for row in rows] == [
        ("a", "waiting", "original"),
        ("b", "waiting", "1"),
        ("a", "superseded", ""),
        ("a", "superseded", ""),
        ("a", "waiting", "2"),
    ]


async def test_edits_of_one_batch_leave_only_the_last(store: Store) -> None:
    changes = Changes()
    for number in range(3):
        changes.send(OutboxRow("edit", "a", "@1", NOW, str(number), key="k", activity=1))
    async with store.write() as transaction:
        await transaction.apply(changes)
        rows = await transaction.rows(select(t.outbox.c.payload))
    assert [row.payload for row in rows] == ["2"]


# -- people


async def test_a_code_links_once_and_only_while_it_lasts(store: Store) -> None:
    async with store.write() as transaction:
        await transaction.connection.execute(
            t.codes.insert(),
            [
                {"hash": "good", "person": 7, "expires_at": NOW + HOUR, "used_at": None},
                {"hash": "old", "person": 8, "expires_at": NOW, "used_at": None},
            ],
        )
        assert await transaction.use_code("good", NOW) == 7
        assert await transaction.use_code("good", NOW) is None
        assert await transaction.use_code("old", NOW) is None
        assert await transaction.use_code("wrong", NOW) is None


async def test_one_person_has_several_identities_and_the_newest_is_home(store: Store) -> None:
    async with store.write() as transaction:
        await transaction.connection.execute(
            t.people.insert().values(id=7, unit=1, name="李华", role="member", standing="full",
                                     language="zh-CN", timezone="Asia/Shanghai", group="",
                                     contact="", active=True)
        )  # fmt: skip
        await transaction.link(Chat("a", "@7"), "u7", 7, NOW)
        await transaction.link(Chat("b", "!7"), "x7", 7, NOW + HOUR)
        directory = await load_directory(transaction)
    for account, user in (("a", "u7"), ("b", "x7")):
        person = directory.person(account, user)
        assert person is not None
        assert person.id == 7
    assert directory.home(7) == Chat("b", "!7")
    assert directory.home(7, "a") == Chat("a", "@7")


async def test_a_room_that_is_bound_anew_belongs_to_the_new_unit(store: Store) -> None:
    async with store.write() as transaction:
        await transaction.bind(Chat("a", "room"), 1)
        await transaction.bind(Chat("a", "room"), 2)
        directory = await load_directory(transaction)
    assert directory.rooms == {2: (Chat("a", "room"),)}
