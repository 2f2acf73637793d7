"""Nobody is nagged: what nobody asked for comes once an hour at most, and together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from service.core.calendar import QuietHours
from service.core.effects import Edit, Send, ToMembers, ToPerson
from service.core.message import Choice, Message
from service.ports import Gone
from tests.runtime.outbox import say
from tests.world import BRANCH, START, World, minutes, world

AT_NIGHT = datetime(2026, 3, 6, 15, tzinfo=UTC)  # 23:00 in Shanghai


async def tell(w: World, *effects: Send | Edit, activity: int = 99) -> None:
    """What an activity says, and everything that follows just now."""
    await say(w, activity, *effects)
    await w.settle()


def word(w: World, body: str, key: str = "", **values: Any) -> Send:
    """A deferrable word to 李华."""
    values = {"deferrable": True, **values}
    choices = values.pop("choices", ())
    message = Message(body, choices=choices)
    return Send(ToPerson(w.person("李华").id), key or body, message, **values)


async def states(w: World) -> list[tuple[str, str]]:
    rows = await w.sql("SELECT key, state FROM outbox WHERE person IS NOT NULL ORDER BY id")
    return [(row.key, row.state) for row in rows]


async def test_the_first_goes_at_once_and_the_second_an_hour_later() -> None:
    async with world() as w:
        await tell(w, word(w, "甲"))
        await tell(w, word(w, "乙"))
        assert w.heard("李华") == ["甲"]
        await w.advance(minutes(59))
        assert w.heard("李华") == ["甲"]
        await w.advance(minutes(1))
        assert w.heard("李华") == ["甲", "乙"]


@pytest.mark.parametrize("finished", [False, True])
async def test_what_was_of_use_until_a_time_is_left_out_once_the_activity_is_over(
    finished: bool,
) -> None:
    async with world(start=AT_NIGHT) as w:
        row = {
            "kind": "quiz",
            "unit": w.unit(BRANCH).id,
            "phase": "open",
            "title": "",
            "version": 0,
        }
        made = {"created_at": AT_NIGHT, "schema": 1, "state": "{}"}
        who = {"rehearsed_by": None, "rehearsed_from": None}
        async with w.store.write() as transaction:
            number = await transaction.add_activity({**row, **made, **who, "finished": finished})
        until = AT_NIGHT + timedelta(days=2)
        await tell(w, word(w, "邀请", time_sensitive=True, until=until), activity=number)
        await tell(w, word(w, "通报"), activity=number)
        await w.advance(timedelta(hours=9))
        assert ("邀请" in "".join(w.heard("李华"))) is not finished
        assert "通报" in "".join(w.heard("李华"))


async def test_what_waits_together_comes_as_one_message(database_url: str) -> None:
    async with world(url=database_url) as w:
        await tell(w, word(w, "甲"))
        await tell(w, word(w, "乙"), word(w, "丙"))
        await w.advance(minutes(10))
        await tell(w, word(w, "丁"))
        await w.advance(minutes(50))
        assert w.heard("李华") == ["甲", "乙\n\n丙\n\n丁"]


async def test_an_answer_to_what_a_person_did_never_waits() -> None:
    async with world() as w:
        await tell(w, word(w, "甲"), word(w, "回", priority="reply", deferrable=False))
        await tell(w, word(w, "答", priority="reply", deferrable=False))
        assert sorted(w.heard("李华")[:2]) == ["回", "甲"]
        assert w.heard("李华")[2:] == ["答"]


async def test_what_is_pressing_goes_at_once_and_takes_the_others_along() -> None:
    async with world() as w:
        await tell(w, word(w, "甲"))
        await tell(w, word(w, "乙"))
        await tell(w, word(w, "急", time_sensitive=True))
        assert w.heard("李华") == ["甲", "乙\n\n急"]


async def test_what_would_come_too_late_does_not_wait_the_hour() -> None:
    async with world() as w:
        await tell(w, word(w, "甲"))
        await tell(w, word(w, "乙", until=START + minutes(90)))
        await tell(w, word(w, "丙", until=START + minutes(30)))
        assert w.heard("李华") == ["甲", "乙\n\n丙"]


async def test_quiet_hours_are_kept_even_by_what_is_pressing_unless_it_would_be_useless() -> None:
    async with world(start=AT_NIGHT, quiet=QuietHours()) as w:
        await tell(w, word(w, "甲", time_sensitive=True), word(w, "乙"))
        assert w.heard("李华") == []
        await w.advance(timedelta(hours=7, minutes=59))
        assert w.heard("李华") == []
        await w.advance(minutes(1))
        assert w.heard("李华") == ["甲\n\n乙"]
        await w.advance(timedelta(hours=15))
        await tell(w, word(w, "丙", until=w.clock.now() + minutes(5)))
        assert w.heard("李华")[-1] == "丙"


async def test_an_hour_that_ends_in_the_night_ends_in_the_morning() -> None:
    start = AT_NIGHT - timedelta(minutes=90)  # 21:30
    async with world(start=start, quiet=QuietHours()) as w:
        await tell(w, word(w, "甲"))
        await tell(w, word(w, "乙"))
        await w.advance(timedelta(hours=9))
        assert w.heard("李华") == ["甲"]
        await w.advance(minutes(30))
        assert w.heard("李华") == ["甲", "乙"]


async def test_what_is_not_patient_counts_as_unasked_but_does_not_wait() -> None:
    async with world() as w:
        await tell(w, word(w, "开始了", deferrable=False))
        await tell(w, word(w, "乙"))
        await tell(w, word(w, "又开始了", deferrable=False))
        assert w.heard("李华") == ["开始了", "又开始了"]


async def test_choices_of_all_are_there_and_those_that_read_alike_are_told_apart() -> None:
    def choose(activity: int) -> tuple[tuple[Choice, ...], ...]:
        return (
            (Choice(f"{activity}::begin:", "开始"), Choice(f"{activity}::no:", f"否{activity}")),
        )

    async with world() as w:
        await tell(w, word(w, "甲", choices=choose(1)), word(w, "乙", choices=choose(2)))
        line = w.newest(w.chat("李华"))
        assert line.post.body == "① 甲\n\n② 乙"
        labels = [[(each.id, each.label) for each in row] for row in line.post.buttons]
        assert labels == [
            [("1::begin:", "开始 ①"), ("1::no:", "否1")],
            [("2::begin:", "开始 ②"), ("2::no:", "否2")],
        ]


async def test_a_choice_in_a_message_that_carries_several_is_taken_by_tap_and_by_typing() -> None:
    async with world() as w:
        quiz = await w.quiz()
        begin = ((Choice(f"{quiz}::begin:", "开始答题"),),)
        await w.advance(minutes(61))
        quiz = await w.quiz()
        begin = ((Choice(f"{quiz}::begin:", "现在答题"),),)
        await tell(
            w, word(w, "别忘了测验", choices=begin, time_sensitive=True), word(w, "别忘了讨论")
        )
        assert w.last("李华") == "别忘了测验\n\n别忘了讨论"
        await w.say("李华", "现在答题")
        assert "第 1/3 题" in w.last("李华")


async def test_confidential_words_and_questions_go_on_their_own() -> None:
    async with world() as w:
        await tell(w, word(w, "甲"), word(w, "密", secret=True), word(w, "问", prompt="q"))
        assert sorted(w.heard("李华")) == sorted(["甲", "密", "问"])
        rows = await w.sql("SELECT payload FROM outbox WHERE key = '密'")
        assert [row.payload for row in rows] == [""]


async def test_who_has_answered_in_the_meantime_is_left_alone() -> None:
    async with world() as w:
        quiz = await w.quiz()
        await w.press("李华", "开始")
        silent = ToMembers(w.unit(BRANCH).id, but_status=("submitted",))
        await tell(w, Send(silent, "nudge", Message("还没交卷"), deferrable=True), activity=quiz)
        assert "还没交卷" not in w.heard("李华")  # the quiz opened within the hour
        for label in ("B. 2", "提交", "A. 2", "C. 4", "提交", "对", "提交"):
            await w.press("李华", label)
        await w.advance(minutes(59))
        assert "还没交卷" not in w.heard("李华")
        assert "还没交卷" in "".join(w.heard("王敏"))


async def test_a_later_edit_replaces_what_is_still_held() -> None:
    async with world() as w:
        await tell(w, word(w, "甲"))
        await tell(w, word(w, "旧", key="card"))
        await tell(w, Edit(ToPerson(w.person("李华").id), "card", Message("新")))
        await w.advance(minutes(61))
        assert w.heard("李华") == ["甲", "新"]


async def test_an_edit_of_what_went_within_another_message_is_a_new_message() -> None:
    async with world() as w:
        await tell(w, word(w, "甲", key="a"), word(w, "乙", key="b"))
        await tell(w, Edit(ToPerson(w.person("李华").id), "a", Message("改")))
        assert w.heard("李华") == ["甲\n\n乙", "改"]


async def test_the_record_says_of_each_when_it_was_sent(database_url: str) -> None:
    async with world(url=database_url) as w:
        await tell(w, word(w, "甲", due_at=START), word(w, "乙"))
        rows = await w.sql("SELECT key, state, sent_at FROM outbox ORDER BY id")
        assert [row.state for row in rows] == ["sent"] * 3
        assert len({row.sent_at for row in rows}) == 1


async def test_when_the_carrier_dies_each_workflow_hears_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with world() as w:

        async def gone(_: Any) -> Gone:
            return Gone("blocked")

        monkeypatch.setattr(w.chats, "send", gone)
        monkeypatch.setattr(w.engine, "handle_everything", _nothing)
        await tell(w, word(w, "甲", key="a"), word(w, "乙", key="b"))
        person = w.person("李华").id
        armed = {(row.activity, row.person, row.name) for row in await w.rows_of_timers()}
        assert armed == {(99, person, "!a"), (99, person, "!b")}
        assert {state for _, state in await states(w)} == {"dead"}


async def _nothing() -> int:
    return 0


async def test_a_restart_forgets_nothing_that_is_held(database_url: str) -> None:
    async with world(url=database_url) as w:
        await tell(w, word(w, "甲"))
        await tell(w, word(w, "乙"))
        chats = w.chats
        async with world((), url=database_url, chats=chats, start=w.clock.now()) as later:
            await later.advance(minutes(60))
            assert later.heard("李华") == ["甲", "乙"]
