"""A case: each step by whom and when the file says; everything else is refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from service.core.calendar import Holidays
from service.core.effects import ChangeMember, Send, SetTimer, Start, ToRoom
from service.core.events import MemberLeft
from service.core.message import Bundle
from service.core.people import Person
from service.core.workflow import Decision, Rejected
from service.sdk.testing import BRANCH, CHAIR, LI, NEIGHBOUR, OUTSIDER, SECRETARY, ZHANG
from service.workflows.procedure import WORKFLOW
from service.workflows.procedure.model import Paper
from service.workflows.procedure.personal import PERSONAL
from tests.workflows.procedure.cases import (
    BAI,
    HE,
    LEAST,
    PEOPLE,
    bring,
    case,
    folder,
    held,
    office,
    procedure_of,
    sends,
)

NOTICE = """
[[steps]]
id = "post"
name = { zh = "公示", en = "notice" }
who = ["secretary"]
evidence = [{ kind = "notice", workdays = 3, text = { zh = "{name}：{from}至{until}", en = "-" } }]

[[steps]]
id = "decide"
name = { zh = "决定", en = "decide" }
who = ["committee"]
evidence = [{ kind = "approval", returns_to = "post" }]
"""
REPEATED = """
roles = [{ id = "contact", name = { zh = "联系人", en = "contact" } }]

[[steps]]
id = "name"
name = { zh = "定联系人", en = "name a contact" }
who = ["committee"]
evidence = [{ kind = "names", role = "contact", most = 2, standings = ["full"] }]

[[steps]]
id = "report"
name = { zh = "季度记录", en = "record" }
who = ["contact"]
every = "quarter"
strength = "generally"
evidence = [{ kind = "form", fields = [{ id = "how", name = { zh = "情况", en = "how" } }] }]

[[steps]]
id = "end"
name = { zh = "结束", en = "end" }
who = ["secretary"]
evidence = [{ kind = "confirm" }]
"""


def refused(outcome: object, code: str) -> bool:
    return isinstance(outcome, Rejected) and outcome.code == code


# -- who and when


def test_a_step_is_taken_by_whom_the_file_says_and_not_before(tmp_path: Path) -> None:
    life = case(procedure_of(LEAST, tmp_path))
    assert "已办 0/2" in life.heard(BAI)
    assert refused(life.press("give", "apply", 0), "procedure.not_yours")
    assert "由本人办理" in life.refusal()
    assert refused(life.press("approve", "agree", 0, actor=CHAIR), "procedure.gap")
    assert "申请" in life.refusal()
    assert isinstance(bring(life, "apply", 0, BAI), Decision)
    assert refused(life.press("approve", "agree", 0, actor=CHAIR), "procedure.early")
    assert "4月6日" in life.refusal()
    assert "第 7 条" in life.refusal()
    life.advance(datetime(2026, 4, 5, 15, tzinfo=UTC))  # 23:00 in Shanghai
    assert refused(life.press("approve!", "agree", 0, actor=CHAIR), "procedure.early")
    life.advance(datetime(2026, 4, 6, 2, tzinfo=UTC))
    assert "从今天起可以办了" in life.heard(CHAIR)
    assert refused(life.press("approve!", "agree", 0), "procedure.not_yours")
    assert "上级（赵书记）" in life.refusal()
    assert isinstance(life.press("approve!", "agree", 0, actor=CHAIR), Decision)
    assert (life.state.phase, life.finished) == ("done", True)
    assert "已全部办完" in life.heard(BAI)


def test_what_is_late_goes_back_to_where_the_time_began(tmp_path: Path) -> None:
    life = case(procedure_of(LEAST, tmp_path))
    bring(life, "apply", 0, BAI)
    life.advance(datetime(2026, 6, 7, 2, tzinfo=UTC))
    assert refused(life.press("approve", "agree", 0, actor=CHAIR), "procedure.late")
    assert "请负责人退回“申请”" in life.refusal()
    life.press("back", "apply")
    life.answer("back.apply", "超过期限")
    assert folder(life).taken("apply") is None
    assert "超过期限" in life.heard(SECRETARY)
    assert isinstance(bring(life, "apply", 0, BAI), Decision)
    assert [each.step for each in folder(life).aside] == ["apply"], "nothing is lost"


def test_reminders_come_30_7_and_1_days_before_and_once(tmp_path: Path) -> None:
    life = case(procedure_of(LEAST, tmp_path))
    bring(life, "apply", 0, BAI)
    life.told.clear()
    life.advance(datetime(2026, 6, 6, 12, tzinfo=UTC))
    heard = [life.words(each) for each in life.messages(CHAIR)]
    wanted = ("今天起", "30 天", "7 天", "明天")
    assert [[each for each in wanted if each in said] for said in heard] == [[x] for x in wanted]


def test_what_holds_generally_is_gone_over_with_a_reason(tmp_path: Path) -> None:
    words = LEAST.replace('article = "7" }', 'strength = "generally" }')
    life = case(procedure_of(words, tmp_path))
    bring(life, "apply", 0, BAI)
    outcome = life.press("approve", "agree", 0, actor=CHAIR)
    assert refused(outcome, "procedure.early")
    assert isinstance(outcome, Rejected)
    assert life.service.say(outcome.choices[0][0].label, "zh-CN") == "写明理由，仍要办"
    life.press("anyway", "agree", "early", actor=CHAIR)
    life.answer("anyway.agree.early", "马上毕业离校", CHAIR)
    assert isinstance(life.press("approve!", "agree", 0, actor=CHAIR), Decision)
    assert folder(life).waivers[0].reason == "马上毕业离校"


def test_a_step_that_may_be_early_is_offered_as_such_and_stays_open(tmp_path: Path) -> None:
    life = case(procedure_of(LEAST, tmp_path))
    bring(life, "apply", 0, BAI)
    life.press("show", actor=CHAIR)
    assert not any("提前办" in each for each in life.labels(CHAIR)), "nothing goes over “must”"
    words = LEAST.replace('article = "7" }', 'strength = "generally" }')
    life = case(procedure_of(words, tmp_path))
    bring(life, "apply", 0, BAI)
    life.press("show", actor=CHAIR)
    assert not any("✔ 同意" in each for each in life.labels(CHAIR))
    life.taps("提前办“同意”，写明理由", CHAIR)
    life.answer("anyway.agree.early", "马上毕业离校", CHAIR)
    life.press("show", actor=CHAIR)
    assert any("✔ 同意" in each for each in life.labels(CHAIR)), "opened again from the menu"


def test_a_day_in_the_past_is_typed_and_never_one_to_come(tmp_path: Path) -> None:
    life = case(procedure_of(LEAST, tmp_path))
    life.press("give", "apply", 0, actor=BAI)
    assert refused(life.answer("day.apply.0", "明天", BAI), "procedure.no_day")
    assert isinstance(life.answer("day.apply.0", "昨天", BAI), Decision)
    assert folder(life).done[0].on == date(2026, 3, 5)


def test_no_step_is_dated_before_the_one_before_it(tmp_path: Path) -> None:
    words = LEAST.replace(', least = { months = 1 }, most = { months = 3 }, article = "7"', "")
    words = words.replace('"superior"', '"secretary"').replace('"approval"', '"confirm"')
    life = case(procedure_of(words, tmp_path))
    bring(life, "apply", 0, BAI)
    life.press("give", "agree", 0)
    assert refused(life.answer("day.agree.0", "昨天"), "procedure.gap")
    assert "不能早于上一步完成的日子（3月6日" in life.refusal()


def test_a_refusal_ends_the_case_and_a_return_takes_it_back(tmp_path: Path) -> None:
    life = case(procedure_of(LEAST, tmp_path))
    bring(life, "apply", 0, BAI)
    life.advance(days=40)
    life.press("return", "agree", 0, actor=CHAIR)
    life.answer("return.agree.0", "材料不全", CHAIR)
    assert folder(life).done == ()
    assert "申请" in life.heard(BAI), "it is their turn again"
    bring(life, "apply", 0, BAI)
    life.advance(days=40)
    life.press("refuse", "agree", 0, actor=CHAIR)
    life.answer("refuse.agree.0", "条件不够", CHAIR)
    assert life.state.phase == "refused"
    assert "没有通过：条件不够" in life.heard(BAI)
    assert "没有通过：条件不够" in life.heard(SECRETARY)


def test_the_person_of_the_case_never_leads_it(tmp_path: Path) -> None:
    life = case(procedure_of(NOTICE, tmp_path), subject=SECRETARY)
    assert refused(life.press("give", "post", 0), "procedure.not_yours")
    assert "赵书记" in life.refusal(), "the unit above does"
    assert refused(life.press("end"), "procedure.not_own")
    assert isinstance(life.press("give", "post", 0, actor=CHAIR), Decision)


def test_without_a_unit_above_the_secretary_goes_by_its_written_answer(tmp_path: Path) -> None:
    units = {BRANCH: replace(PEOPLE.units[BRANCH], parent=None)}
    people = {each: PEOPLE.people[each] for each in (SECRETARY, LI, BAI)}
    life = case(procedure_of(LEAST, tmp_path), type(PEOPLE)(units, people))
    bring(life, "apply", 0, BAI)
    life.advance(days=40)
    assert "书面答复" in life.heard(SECRETARY)
    assert isinstance(life.press("approve!", "agree", 0), Decision)


def test_an_applicant_begins_it_alone_where_the_file_says_so(tmp_path: Path) -> None:
    closed = office(procedure_of(LEAST, tmp_path))
    assert refused(closed.begin({"command": "apply"}, by=BAI), "procedure.none_to_apply")
    life = office(
        procedure_of(f'begins = ["subject"]\nstandings = ["applicant"]\n{LEAST}', tmp_path)
    )
    assert refused(life.begin({"command": "apply"}, by=LI), "procedure.none_to_apply")
    life.begin({"command": "apply"}, by=BAI)
    life.taps("事项", BAI)
    life.taps("开始办理", BAI)
    assert (life.state.phase, folder(life).subject) == ("running", BAI)
    assert refused(life.begin({"command": "procedure"}, by=LI), "sdk.not_allowed")


def test_a_person_has_one_case_of_a_kind(tmp_path: Path) -> None:
    claims: dict[str, int] = {}
    rule = procedure_of(LEAST, tmp_path)
    case(rule, claims=claims)
    life = office(rule, claims=claims, number=8)
    life.begin()
    life.press("procedure", "matter")
    life.press("subject", BAI)
    assert refused(life.press("begin"), "procedure.runs_already")


# -- what shows it


def test_a_form_is_filled_in_line_by_line_and_wrong_answers_say_what_is_allowed(
    tmp_path: Path,
) -> None:
    form = """
[[steps]]
id = "form"
name = { zh = "填表", en = "form" }
who = ["subject"]
evidence = [{ kind = "form", fields = [
  { id = "n", name = { zh = "人数", en = "people" }, type = "number" },
  { id = "d", name = { zh = "日期", en = "day" }, type = "date" },
  { id = "c", name = { zh = "方式", en = "way" }, type = "choice", choices = [
    { zh = "甲", en = "A" },
    { zh = "乙", en = "B" },
  ] },
  { id = "s", name = { zh = "困难", en = "need" }, sensitive = true, required = false },
] }]
"""
    life = case(procedure_of(form, tmp_path))
    life.press("give", "form", 0, actor=BAI)
    assert refused(life.answer("field.form.0.0", "很多", BAI), "procedure.no_number")
    life.answer("field.form.0.0", "12", BAI)
    assert refused(life.answer("field.form.0.1", "明年", BAI), "procedure.no_day")
    life.answer("field.form.0.1", "3月4日", BAI)
    assert refused(life.answer("field.form.0.2", "丙", BAI), "procedure.tap_one")
    life.press("field", "form", 0, 2, 1, actor=BAI)
    outcome = life.answer("field.form.0.3", "家里有病人", BAI)
    assert isinstance(outcome, Decision)
    assert outcome.secret
    assert "加密保存" in life.heard(BAI)
    assert "病人" not in life.heard(BAI)
    life.taps("提交（3月4日", BAI)
    paper = folder(life).papers[0]
    assert paper.on == date(2026, 3, 4), "the day that the form says"
    assert paper.answers[3].sealed is not None
    assert "病人" not in repr(life.state)
    kept = PERSONAL.forgotten
    assert kept is not None
    assert kept(life.state, BAI, True).progress.papers[0].answers[3].sealed is None


def test_who_may_not_read_what_is_sealed_sees_that_it_was_filled_in(tmp_path: Path) -> None:
    form = """
[[steps]]
id = "form"
name = { zh = "填表", en = "form" }
who = ["subject"]
evidence = [{ kind = "form", fields = [
  { id = "s", name = { zh = "困难", en = "need" }, sensitive = true },
] }]
[[steps]]
id = "decide"
name = { zh = "决定", en = "decide" }
who = ["committee"]
evidence = [{ kind = "approval" }]
"""
    life = case(procedure_of(form, tmp_path))
    assert refused(life.press("papers"), "procedure.no_papers")
    bring(life, "form", 0, BAI)
    assert refused(life.press("papers", actor=BAI), "procedure.not_concerned")
    life.press("papers", actor=LI)
    (shown,) = life.effects(Send)
    assert not shown.secret
    assert "困难：（已填，加密保存，只有本人和负责人能看）" in life.heard(LI)
    life.press("papers")
    (shown,) = life.effects(Send)
    assert (shown.secret, shown.holder, shown.scope) == (True, BAI, "papers")


def test_what_was_brought_is_read_before_any_step_not_only_before_a_decision(
    tmp_path: Path,
) -> None:
    visit = """
[[steps]]
id = "ask"
name = { zh = "申请", en = "ask" }
who = ["subject"]
evidence = [{ kind = "form", fields = [
  { id = "why", name = { zh = "遇到了什么困难？", en = "What has happened?" } },
  { id = "since", name = { zh = "从哪天起？", en = "Since when?" }, type = "date" },
] }]
[[steps]]
id = "visit"
name = { zh = "上门", en = "visit" }
who = ["committee"]
evidence = [{ kind = "confirm" }]
"""
    life = case(procedure_of(visit, tmp_path))
    life.press("give", "ask", 0, actor=BAI)
    life.answer("field.ask.0.0", "家里漏水", BAI)
    life.taps("今天（3月6日", BAI)
    assert "从哪天起：3月6日" in life.heard(BAI), "a day is tapped as well as typed"
    life.taps("就是今天", BAI)
    life.taps("看材料", LI)
    assert "遇到了什么困难：家里漏水" in life.heard(LI)
    life.press("show", actor=BAI)
    assert not life.labels(BAI), "who wrote them has nothing to do now"


def test_people_are_named_as_the_file_allows(tmp_path: Path) -> None:
    life = case(procedure_of(REPEATED, tmp_path))
    for typed, code in (
        ("没有这个人", "procedure.unknown_name"),
        ("白小雨", "procedure.can_not_be"),
        ("李华、张三、何嘉宁", "procedure.how_many"),
    ):
        assert refused(life.answer("names.name.0", typed, LI), code)
    assert isinstance(bring(life, "name", 0, LI, named=(ZHANG, HE)), Decision)
    assert folder(life).holding("contact") == (ZHANG, HE)
    assert refused(life.press("give", "report", 0, actor=LI), "procedure.not_yours")
    assert isinstance(life.press("give", "report", 0, actor=ZHANG), Decision)
    life.press("rename", "contact")
    life.answer("rename.contact", "何嘉宁")
    assert any("填写" in each for each in life.labels(HE)), "it is their turn at once"


def test_a_repeated_duty_is_counted_by_the_calendar_until_the_next_step(tmp_path: Path) -> None:
    life = case(procedure_of(REPEATED, tmp_path))
    bring(life, "name", 0, LI, named=(ZHANG,))
    bring(life, "report", 0, ZHANG)
    life.advance(datetime(2026, 9, 6, 3, tzinfo=UTC))  # two whole quarters
    assert refused(life.press("give", "end", 0), "procedure.gap")
    assert "应有 2 次，只有 1 次" in life.refusal()
    life.advance(datetime(2026, 9, 8, 3, tzinfo=UTC))
    life.press("show", actor=ZHANG)
    assert "下一次已过期限（9月6日" in life.heard(ZHANG)
    assert not any("略过" in each for each in life.labels(ZHANG)), "a repeated step isn't left out"
    bring(life, "report", 0, ZHANG)
    assert isinstance(bring(life, "end", 0, SECRETARY), Decision)
    assert life.state.phase == "done"


def test_a_meeting_counts_when_it_is_closed_and_lies_where_it_may(tmp_path: Path) -> None:
    meeting = LEAST.replace(
        '{ kind = "approval" }', '{ kind = "meeting", of = ["members_meeting"] }'
    )
    life = case(procedure_of(meeting.replace('"superior"', '"secretary"'), tmp_path))
    bring(life, "apply", 0, BAI)
    held(life, "members_meeting", datetime(2026, 3, 20, 2, tzinfo=UTC))
    life.advance(days=40)
    assert refused(life.press("give", "agree", 0), "procedure.none_held"), "it was too early"
    held(life, "committee_meeting", datetime(2026, 4, 10, 2, tzinfo=UTC))
    assert refused(life.press("give", "agree", 0), "procedure.none_held"), "of another kind"
    held(life, "members_meeting", datetime(2026, 4, 12, 2, tzinfo=UTC))
    life.press("give", "agree", 0)
    assert (
        life.labels(SECRETARY)[0] == "4月12日 周日 第 102 次"
        or "第 102 次" in life.labels(SECRETARY)[0]
    )
    life.taps("第 102 次", SECRETARY)
    assert folder(life).done[1].on == date(2026, 4, 12), "times count from the day it was held"


# -- notices and objections


def test_a_notice_stands_for_working_days_and_an_objection_stops_everything(tmp_path: Path) -> None:
    off = Holidays(holidays=frozenset({date(2026, 3, 9)}))
    life = case(procedure_of(NOTICE, tmp_path), holidays=off)
    life.press("give", "post", 0)
    assert "2026年3月6日至2026年3月12日" in life.heard(SECRETARY)
    life.press("post!", "post", 0)
    (posted,) = [each for each in life.effects(Send) if each.to == ToRoom(BRANCH)]
    assert "白小雨" in life.words(posted.message)
    assert refused(life.press("give", "post", 0), "procedure.posted_already")
    assert refused(life.press("object", "post", actor=OUTSIDER), "sdk.not_invited")
    assert refused(life.press("show", actor=OUTSIDER), "procedure.not_concerned")
    life.press("show", actor=ZHANG)
    life.taps("Object", ZHANG, "en")
    outcome = life.answer("object.post", "He cheated.", ZHANG)
    assert isinstance(outcome, Decision)
    assert outcome.secret
    assert "cheated" not in repr(life.state)
    assert "没有结论" in life.heard(SECRETARY)
    assert "没有结论" in life.heard(CHAIR)
    assert refused(life.press("read", 1, actor=LI), "procedure.not_own")
    life.press("read", 1)
    (shown,) = life.effects(Send)
    assert (shown.secret, shown.holder, shown.scope) == (True, ZHANG, "objection")
    life.advance(datetime(2026, 3, 14, 3, tzinfo=UTC))
    assert folder(life).taken("post") is None, "it stood long enough, but for the objection"
    life.press("conclude", 1, "no")
    life.answer("conclude.1.no", "查无此事")
    assert folder(life).done[0].on == date(2026, 3, 12)
    assert "查无此事" in life.heard(ZHANG)
    assert isinstance(life.press("approve!", "decide", 0, actor=LI), Decision)


def test_an_objection_that_holds_leads_back_or_to_the_end(tmp_path: Path) -> None:
    life = case(procedure_of(NOTICE, tmp_path))
    life.press("post!", "post", 0)
    life.answer("object.post", "有问题", ZHANG)
    life.press("conclude", 1, "yes")
    life.answer("conclude.1.yes", "属实")
    life.advance(days=10)
    assert refused(life.press("approve", "decide", 0, actor=LI), "procedure.objection_open")
    life.press("end")
    life.answer("end", "情况属实")
    assert life.state.phase == "ended"


def test_a_notice_ends_by_itself_where_nobody_objects(tmp_path: Path) -> None:
    life = case(procedure_of(NOTICE, tmp_path))
    life.press("post!", "post", 0)
    life.advance(datetime(2026, 3, 11, 15, tzinfo=UTC))
    assert folder(life).taken("post") is None, "the third working day is not over"
    life.advance(datetime(2026, 3, 11, 17, tzinfo=UTC))
    assert folder(life).taken("post") is not None
    assert refused(life.press("object", "post", actor=ZHANG), "procedure.notice_over")


# -- the folder, people who go


def test_the_folder_says_what_is_missing_and_is_exported_as_one_file() -> None:
    life = case("admission")
    sends(life, "s01", 0, BAI, "申请书.pdf")
    life.press("day", "s01", 0, actor=BAI)
    life.press("folder")
    assert "缺：党组织派人谈话 — 谈话记录" in life.heard(SECRETARY)
    life.press("export")
    (file,) = life.messages(SECRETARY)[-1].attachments
    assert isinstance(file.content, Bundle)
    names = [life.service.say(each.name, "zh-CN") for each in file.content.files]
    assert names == ["00 目录.docx", "01-01 申请书.pdf"]
    assert refused(life.press("export", actor=BAI), "procedure.not_own")


def test_who_moves_takes_the_case_along_with_its_times(tmp_path: Path) -> None:
    life = case(procedure_of(LEAST, tmp_path))
    bring(life, "apply", 0, BAI)
    life.roster = life.roster.with_people([Person(BAI, "白小雨", NEIGHBOUR, standing="applicant")])
    life.do(MemberLeft(BAI))
    assert life.state.phase == "moved"
    (start,) = life.effects(Start)
    there = office(procedure_of(LEAST, tmp_path), life.roster, unit=NEIGHBOUR, now=life.now)
    there.begin(start.details, by=None)
    assert folder(there).done[0].on == date(2026, 3, 6)
    there.advance(days=31)
    assert isinstance(there.press("approve!", "agree", 0, actor=CHAIR), Decision)


def test_who_has_a_role_and_leaves_is_replaced(tmp_path: Path) -> None:
    life = case(procedure_of(REPEATED, tmp_path))
    bring(life, "name", 0, LI, named=(ZHANG,))
    assert WORKFLOW.names is not None
    assert WORKFLOW.names(life.state, ZHANG)
    life.roster = life.roster.with_people([replace(PEOPLE.people[ZHANG], active=False)])
    life.do(MemberLeft(ZHANG))
    assert "请在“更多操作”里换一位" in life.heard(SECRETARY)
    life.press("rest")
    life.taps("换联系人", SECRETARY)
    life.answer("rename.contact", "何嘉宁")
    assert folder(life).holding("contact") == (HE,)
    assert isinstance(bring(life, "report", 0, HE), Decision)


def test_a_step_gives_the_person_their_new_standing(tmp_path: Path) -> None:
    words = LEAST.replace('who = ["superior"]', 'who = ["superior"]\nsets = "full"')
    life = case(procedure_of(words, tmp_path))
    bring(life, "apply", 0, BAI)
    life.advance(days=40)
    life.press("approve!", "agree", 0, actor=CHAIR)
    (change,) = life.effects(ChangeMember)
    assert (change.change.person, change.change.standing) == (BAI, "full")


def test_a_step_is_put_off_once_by_so_many_months(tmp_path: Path) -> None:
    words = LEAST.replace('{ kind = "approval" }', '{ kind = "approval", extends = [6] }')
    life = case(procedure_of(words, tmp_path))
    bring(life, "apply", 0, BAI)
    life.advance(days=40)
    life.press("extend!", "agree", 6, actor=CHAIR)
    assert refused(life.press("approve", "agree", 0, actor=CHAIR), "procedure.early")
    assert "10月6日" in life.refusal()
    life.advance(datetime(2026, 10, 7, 2, tzinfo=UTC))
    assert refused(life.press("extend!", "agree", 6, actor=CHAIR), "procedure.put_off_once")
    assert isinstance(life.press("approve!", "agree", 0, actor=CHAIR), Decision)


@pytest.mark.parametrize("person", [SECRETARY, BAI, LI, CHAIR, OUTSIDER])
def test_the_menu_lists_it_for_whom_it_concerns(person: int, tmp_path: Path) -> None:
    life = case(procedure_of(LEAST, tmp_path))
    found: Any = life.standing(person)
    assert (found is not None) == (person in (SECRETARY, BAI)), "the unit above has no step yet"
    assert bool(found and found.waits) == (person == BAI)


def test_the_clock_is_set_to_what_comes_next(tmp_path: Path) -> None:
    life = case(procedure_of(LEAST, tmp_path))
    bring(life, "apply", 0, BAI)
    timers = [each for each in life.timers.values() if isinstance(each, SetTimer)]
    assert [each.at for each in timers] == [datetime(2026, 4, 6, 1, tzinfo=UTC)]
    assert life.now + timedelta(days=40) > timers[0].at


def test_a_paper_of_an_earlier_release_is_read_with_hours_that_were_typed() -> None:
    paper = Paper("s11", 0, SECRETARY, datetime(2026, 3, 6, tzinfo=UTC), date(2026, 3, 6))
    row = msgspec.json.decode(msgspec.json.encode(paper))
    del row["signed"]
    read = msgspec.convert({**row, "hours": 24}, Paper)
    assert (read.hours, read.signed, read.title) == (24, False, "")
