"""Check-in and check-out, with a tap or a code; the certificate and its number; a year's hours."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from service.core.certificates import code_of, number_of, read_number
from service.core.choices import ChoiceId
from service.core.effects import Start
from service.core.events import Chose
from service.core.message import Chat, Ref
from service.core.queries import Appointment, Appointments, HistoryEntry, Ongoing, Running
from service.core.standing import Waiting
from service.core.workflow import Rejected
from service.files.attachments import make_file
from service.host.public_pages import certificate_reader
from service.runtime.certificates import Certificates
from service.sdk.codes import code
from service.sdk.testing import LI, SECRETARY, ZHANG, Harness
from service.web.certificates import AT_ONCE, certificate_route
from service.web.health import Health
from service.web.server import build_app
from service.workflows.signup import WORKFLOW
from service.workflows.signup.model import Seat
from tests.workflows.signup.test_signup import opened, planned, shanghai
from tests.world import World, minutes, world


def there(*people: int) -> Harness:
    """It has just begun (9:00 to 11:00), and these have checked in."""
    life = opened(joined=people)
    life.advance(until=shanghai("2026-03-07 08:45"))
    for each in people:
        life.press("here", actor=each)
    life.advance(until=shanghai("2026-03-07 09:00"))
    return life


def hours(life: Harness, person: int) -> float:
    part: Seat = life.parts[person]
    return part.hours(life.state.definition)


# -- in and out


def test_hours_follow_from_in_and_out_and_are_never_typed() -> None:
    life = there(LI, ZHANG, SECRETARY)
    life.advance(until=shanghai("2026-03-07 10:00"))
    life.taps("签退", LI)
    assert hours(life, LI) == 1.0
    assert "服务 1 小时" in life.heard(LI)
    life.press("out", actor=LI)
    assert hours(life, LI) == 1.0, "a second tap changes nothing"
    life.advance(until=shanghai("2026-03-07 12:30"))
    assert life.state.phase == "over"
    life.press("out", actor=ZHANG)
    assert hours(life, ZHANG) == 2.0, "a tap after the end, from anywhere, adds nothing"
    assert "按到活动结束计，服务 2 小时" in life.heard(ZHANG)
    assert not life.labels(ZHANG)


def test_nobody_checks_out_before_it_begins() -> None:
    life = opened(joined=(LI,))
    life.advance(until=shanghai("2026-03-07 08:45"))
    life.taps("签到", LI)
    assert isinstance(life.press("out", actor=LI), Rejected)
    assert "还没有开始" in life.refusal()


def test_with_a_code_one_checks_in_and_out_on_the_spot() -> None:
    life = planned(by="code")
    life.press("join", actor=LI)
    life.advance(until=shanghai("2026-03-07 08:45"))
    assert isinstance(life.press("here", actor=LI), Rejected), "none was read out yet"
    life.press("code", actor=SECRETARY)
    seed = life.state.progress.seed
    assert code(seed, life.now) in life.heard(SECRETARY)
    life.press("here", actor=LI)
    life.types("1234 5", LI)
    assert (life.parts[LI].status, life.parts[LI].tries.n) == ("in", 1)
    life.answer("code", code(seed, life.now), LI)
    assert life.parts[LI].status == "came"
    life.advance(until=shanghai("2026-03-07 10:30"))
    life.answer("code", code(seed, life.now - timedelta(hours=1)), LI)
    assert life.parts[LI].out is None, "an old code does not hold"
    life.press("out", actor=LI)
    life.types(code(seed, life.now), LI)
    assert hours(life, LI) == 1.5


def test_who_stayed_longer_and_types_the_code_has_given_more() -> None:
    life = planned(by="code")
    for each in (LI, ZHANG):
        life.press("join", actor=each)
    life.advance(until=shanghai("2026-03-07 08:45"))
    life.press("code", actor=SECRETARY)
    for each in (LI, ZHANG):
        life.press("here", actor=each)
        life.types(code(life.state.progress.seed, life.now), each)
    for who, at in ((LI, "12:30"), (ZHANG, "13:01")):
        life.advance(until=shanghai(f"2026-03-07 {at}"))
        life.press("out", actor=who)
        life.answer("code", code(life.state.progress.seed, life.now), who)
    assert (hours(life, LI), hours(life, ZHANG)) == (3.5, 2.0)


def test_who_has_no_phone_is_checked_in_by_the_organizer() -> None:
    life = opened(joined=(LI, ZHANG))
    life.advance(until=shanghai("2026-03-07 09:30"))
    life.press("note", actor=SECRETARY)
    life.taps("李华", SECRETARY)
    assert life.parts[LI].status == "came"
    assert hours(life, LI) == 2.0
    assert isinstance(life.press("noted", actor=ZHANG, about=ZHANG), Rejected)
    assert "已记下：李华" in life.heard(SECRETARY)
    life.taps("张三", SECRETARY)
    assert set(life.labels(SECRETARY)[:2]) == {"✔ 张三", "✔ 李华"}
    life.advance(until=shanghai("2026-03-07 11:00"))
    life.press("note", actor=SECRETARY)
    life.taps("✔ 李华", SECRETARY)
    assert life.parts[LI].status == "in", "who has not come is taken off before the list is sure"
    assert "取消了您的签到" in life.heard(LI)
    life.taps("李华", SECRETARY)
    life.taps("✔ 李华", SECRETARY)
    life.taps("李华", SECRETARY)
    assert hours(life, LI) == 2.0


def test_what_else_one_has_at_that_time_is_told() -> None:
    life = opened()
    starts = life.state.definition.starts_at
    asked = Appointments(LI, starts, starts + timedelta(hours=2))
    life.answers[asked] = (Appointment(50, starts, starts + timedelta(hours=1), "党小组会"),)
    life.press("join", actor=LI)
    assert life.parts[LI].status == "in"
    assert "别的安排" in life.heard(LI)
    assert "党小组会" in life.heard(LI)


# -- the certificate


def certified() -> Harness:
    life = there(LI)
    life.advance(until=shanghai("2026-03-07 11:00"))
    life.taps("确认名单", SECRETARY)
    life.taps("是的，确认", SECRETARY)
    life.taps("领取服务证明", LI)
    return life


def test_a_certificate_has_a_number_that_says_nothing_of_the_person() -> None:
    life = certified()
    number = life.parts[LI].code
    assert life.activity is not None
    assert number_of(life.number, number) in life.heard(LI)
    life.press("certificate", actor=LI)
    assert life.parts[LI].code == number, "the second copy has the same"
    assert WORKFLOW.certifies is not None
    entries = tuple(life.parts.items())
    found = WORKFLOW.certifies(life.activity, entries, number)
    assert found is not None
    assert (found.hours, found.void) == (2.0, None)
    assert WORKFLOW.certifies(life.activity, entries, code_of("another")) is None
    assert WORKFLOW.certifies(life.activity, entries, "") is None, "of who never asked for one"


def test_a_void_certificate_stays_and_its_hours_do_not() -> None:
    life = certified()
    life.press("void", actor=SECRETARY)
    life.taps("李华", SECRETARY)
    assert hours(life, LI) == 2.0, "it is asked first"
    life.taps("是的，作废", SECRETARY)
    assert hours(life, LI) == 0
    assert "已作废" in life.heard(LI)
    life.press("progress", actor=SECRETARY)
    assert "时长作废（1）：李华" in life.heard(SECRETARY)
    assert WORKFLOW.certifies is not None
    assert life.activity is not None
    found = WORKFLOW.certifies(life.activity, tuple(life.parts.items()), life.parts[LI].code)
    assert found is not None
    assert found.void == life.now
    assert found.hours == 2.0
    assert isinstance(life.press("annul!", actor=LI, about=LI), Rejected)
    assert isinstance(life.press("annul!", actor=SECRETARY, about=LI), Rejected)
    told = len(life.messages(LI))
    life.press("certificate", actor=LI)
    assert not life.messages(LI)[-1].attachments
    assert len(life.messages(LI)) == told + 1


@pytest.mark.parametrize("typed", ["", "12", "12-ABC", "12-OOOOOOOOOO", "x-23456789AB", "1" * 40])
def test_what_is_no_number_is_not_read_as_one(typed: str) -> None:
    assert read_number(typed) is None


def test_a_number_is_read_however_it_is_typed() -> None:
    assert read_number(" 12-k7qf9 x2m4t ") == (12, "K7QF9X2M4T")


# -- a year


def test_the_hours_of_a_year_are_added_up_by_person() -> None:
    life = certified()
    entry = HistoryEntry(life.number, life.state, LI, life.parts[LI])
    (query,) = [each for each in WORKFLOW.requires(*_pressed(life, "year")) if each]
    life.answers[query] = (entry, entry)
    life.press("year", actor=SECRETARY)
    (file,) = life.messages(SECRETARY)[-1].attachments
    assert "4.0" in repr(file.content)
    assert WORKFLOW.of_year is not None
    line = WORKFLOW.of_year(life.context(LI), 2026, ((life.activity, life.parts[LI]),))  # type: ignore[arg-type]
    assert line is not None
    assert "2026 年志愿服务 2 小时" in life.service.say(line, "zh-CN")
    assert WORKFLOW.of_year(life.context(LI), 2026, ()) is None


def _pressed(life: Harness, verb: str) -> tuple[Any, Any, Any]:
    ref = Ref(Chat("memory", "@1"), "m", private=True)
    return life.activity, None, Chose(ref, "1", ChoiceId(life.number, verb).encode())


# -- in the whole service


async def served(w: World) -> str:
    """A sign-up that is over, and the number of the certificate that 李华 has fetched."""
    unit, now = w.person("王敏").unit, w.clock.now()
    details = {
        "title": "植树",
        "about": "南山",
        "starts_at": now + timedelta(hours=1),
        "closes_at": now + timedelta(minutes=50),
        "minutes": 60,
    }
    await w.engine.begin(Start("signup", unit, w.person("王敏").id, details))
    await w.settle()
    await w.press("李华", "报名")
    await w.advance(minutes(60))
    await w.press("李华", "签到")
    await w.advance(minutes(60))
    await w.press("王敏", "确认名单")
    await w.press("王敏", "是的，确认")
    await w.press("李华", "领取服务证明")
    return w.last("李华").rpartition("编号 ")[2].rstrip("。")


async def test_anybody_can_look_a_number_up_and_reads_nothing_of_the_person(
    database_url: str,
) -> None:
    async with world(url=database_url, make_file=make_file) as w:
        number = await served(w)
        now = [0.0]
        route = certificate_route(certificate_reader(Certificates(w.engine)), lambda: now[0])
        app: Any = build_app(Health(), [route])
        async with AsyncClient(transport=ASGITransport(app), base_url="https://o.example") as web:
            good = await web.get(f"/certificates/{number}")
            assert good.status_code == 200
            assert "证明有效" in good.text
            assert "时长 1 小时" in good.text.replace("\u2068", "").replace("\u2069", "")
            assert "李华" not in good.text
            assert "植树" not in good.text
            english = await web.get(
                f"/certificates/{number.lower()}", headers={"Accept-Language": "en"}
            )
            assert "This certificate is valid" in english.text
            other = await web.get(f"/certificates/{number[:-1]}{'3' if number[-1] == '2' else '2'}")
            wild = await web.get("/certificates/nothing")
            assert other.status_code == wild.status_code == 404
            assert other.text == wild.text, "a guess learns nothing"
            await w.press("王敏", "更多操作")
            await w.press("王敏", "作废一份证明")
            await w.press("王敏", "李华")
            await w.press("王敏", "是的，作废")
            void = await web.get(f"/certificates/{number}")
            assert "证明已作废" in void.text
            for _ in range(AT_ONCE):
                last = await web.get(f"/certificates/{number}")
            assert last.status_code == 429
            now[0] += 60
            assert (await web.get(f"/certificates/{number}")).status_code == 200


async def test_what_stands_in_the_calendar_at_that_time_is_found(database_url: str) -> None:
    async with world(url=database_url) as w:
        unit, now = w.person("王敏").unit, w.clock.now()
        for title, hour in (("植树", 24), ("扫雪", 25), ("义卖", 30)):
            details = {
                "title": title,
                "about": "南山",
                "starts_at": now + timedelta(hours=hour),
                "closes_at": now + timedelta(hours=hour - 1),
                "minutes": 120,
            }
            await w.engine.begin(Start("signup", unit, w.person("王敏").id, details))
            await w.settle()
            await w.press("李华", "报名")
        heard = [each for each in w.heard("李华") if "别的安排" in each]
        assert len(heard) == 1, "only the second one meets another"
        assert "植树" in heard[0]


def test_what_one_leads_at_that_time_is_told_too() -> None:
    life = opened()
    starts = life.state.definition.starts_at
    agreed = Waiting("谈心：李华", starts + timedelta(minutes=30), is_deadline=False)
    later = Waiting("谈心：张三", starts + timedelta(hours=3), is_deadline=False)
    due = Waiting("交测验", starts + timedelta(minutes=30))
    life.answers[Ongoing(SECRETARY)] = (
        Running(60, "talk", 0, "offered", "谈心", waits=(agreed, later)),
        Running(61, "quiz", 0, "open", "测验", waits=(due,)),
    )
    life.press("join", actor=SECRETARY)
    heard = life.heard(SECRETARY)
    assert "谈心：李华" in heard
    assert "张三" not in heard
    assert "测验" not in heard, "a deadline is no appointment"


def test_guessing_the_code_is_slow_and_ends() -> None:
    life = planned(by="code")
    life.press("join", actor=LI)
    life.advance(until=shanghai("2026-03-07 08:45"))
    life.press("code", actor=SECRETARY)
    seed = life.state.progress.seed
    life.press("here", actor=LI)
    for _ in range(3):
        life.types("x", LI)
    assert isinstance(life.types(code(seed, life.now), LI), Rejected), "one waits a minute"
    for _ in range(3):
        life.advance(minutes=1)
        life.types("x", LI)
    assert "李华 输错签到码 6 次" in life.heard(SECRETARY)
    life.advance(minutes=9)
    life.press("here", actor=LI)
    assert isinstance(life.types(code(seed, life.now), LI), Rejected)
    assert life.parts[LI].status == "in"
    life.press("noted", actor=SECRETARY, about=LI)
    assert life.parts[LI].status == "came"
