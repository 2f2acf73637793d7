"""What can't reach a person on one platform goes to the next; only then is it undeliverable."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.core.effects import Start
from service.ports import Gone, NotSent, Order, PermanentFailure, SendResult, Unknown
from tests.several import Several, several

OPENED = "测验开始"


async def at_three(w: Several) -> None:
    """李华 is on all three, and wants reminders on the phone; then on the web, then in memory."""
    await w.join("web", "lihua", "李华")
    await w.join("phone", "lihua", "李华")


def opened(told: list[str]) -> int:
    return sum(OPENED in each for each in told)


def counts(w: Several) -> tuple[int, int, int]:
    return tuple(
        opened(each) for each in (w.told("phone", "lihua"), w.told("web", "lihua"), w.heard("李华"))
    )  # type: ignore[return-value]  # three of them


def refuse_people(w: Several, account: str, result: SendResult) -> None:
    def answer(order: Order) -> SendResult | None:
        return result if order.chat == "@lihua" else None

    w.others[account].answer = answer


@pytest.mark.parametrize("failure", [Gone("blocked"), PermanentFailure("not in this chat")])
async def test_a_message_goes_to_the_next_chat_at_once(
    failure: SendResult, database_url: str
) -> None:
    async with several(accounts=("web", "phone"), url=database_url) as w:
        await at_three(w)
        refuse_people(w, "phone", failure)
        await w.quiz()
        assert counts(w) == (0, 1, 0)
        (row,) = await w.sql("SELECT * FROM outbox WHERE tried IS NOT NULL AND key = 'invited'")
        assert (row.account, row.state) == ("web", "sent")
        assert "phone" in row.tried, "the record says where it could not go"


async def test_each_chat_is_tried_once_and_in_order() -> None:
    async with several(accounts=("web", "phone")) as w:
        await at_three(w)
        tried: list[str] = []
        for account in ("phone", "web"):

            def answer(order: Order, account: str = account) -> SendResult | None:
                if order.chat != "@lihua":
                    return None
                tried.append(account)
                return PermanentFailure("no")

            w.others[account].answer = answer
        await w.quiz()
        assert tried == ["phone", "web"]
        assert counts(w) == (0, 0, 1)


async def test_a_platform_that_stays_away_is_given_up_and_the_next_one_taken() -> None:
    async with several(accounts=("web", "phone")) as w:
        await at_three(w)
        refuse_people(w, "phone", NotSent("no connection"))
        await w.quiz()
        assert counts(w) == (0, 0, 0), "it is tried again before it is given up"
        await w.advance(timedelta(minutes=15))
        assert counts(w) == (0, 1, 0)


async def test_only_when_no_chat_is_left_the_workflow_is_told() -> None:
    async with several(accounts=("web", "phone")) as w:
        await at_three(w)
        for account in ("phone", "web"):
            refuse_people(w, account, Gone("blocked"))
        w.chats.private("李华").closed = True
        await w.engine.begin(
            Start(
                "talk",
                w.person("王敏").unit,
                w.person("王敏").id,
                {"members": ["李华"], "slots": ["2026-03-10T10:00:00+00:00"]},
            )
        )
        await w.settle()
        dead = await w.sql("SELECT * FROM outbox WHERE state = 'dead'")
        assert [row.key for row in dead]
        assert all(row.person == w.person("李华").id for row in dead)
        assert any("消息无法送达 李华" in each for each in w.heard("王敏"))


async def test_what_may_have_arrived_goes_nowhere_else() -> None:
    async with several(accounts=("web", "phone")) as w:
        await at_three(w)
        await w.quiz(remind_before=600)
        refuse_people(w, "phone", Unknown("no answer"))
        w.others["phone"].capabilities = type(w.chats.capabilities)(buttons=True)
        await w.advance(timedelta(minutes=51))
        (row,) = await w.sql(
            f"SELECT * FROM outbox WHERE key = 'reminder' AND person = {w.person('李华').id}"  # noqa: S608
        )
        assert (row.account, row.state) == ("phone", "skipped")


async def test_a_reply_of_ours_about_a_chat_stays_in_it() -> None:
    async with several(accounts=("web", "phone")) as w:
        await at_three(w)
        refuse_people(w, "web", PermanentFailure("no"))
        before = len(w.heard("李华")), len(w.told("phone", "lihua"))
        await w.type("web", "lihua", "/link")
        assert (len(w.heard("李华")), len(w.told("phone", "lihua"))) == before


async def test_typed_answers_are_understood_where_the_message_went() -> None:
    async with several(accounts=("web", "phone")) as w:
        await at_three(w)
        refuse_people(w, "phone", Gone("blocked"))
        await w.quiz()
        assert "第 1/3 题" in (await w.type("web", "lihua", "1"))[-1]


async def test_an_account_that_is_taken_out_of_the_settings_strands_nobody() -> None:
    async with several(accounts=("web", "phone")) as w:
        await at_three(w)
        w.others["phone"].answer = w.busy
        await w.quiz()
        assert counts(w) == (0, 0, 0)
        await w.wire(w.web)
        await w.settle()
        assert opened(w.told("web", "lihua")) == 1, "what waited for it has gone on"
        await w.quiz(title="第二场")
        assert any("第二场" in each for each in w.told("web", "lihua"))
