"""A case in the whole service: its zip, what is sealed, and who moves to another unit."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from service.core.access import Rules
from service.core.effects import Start
from service.core.membership import MemberChange
from service.core.message import File
from service.core.people import RosterRow
from service.core.rulebook import RuleBook
from service.core.workflow import Rejected
from service.files.attachments import make_file
from service.host.public_pages import PublicPageReader
from service.settings.rule_files import read_rule_book, with_procedures
from service.store import tables as t
from service.store.schema import metadata
from service.testkit.organization import BRANCH
from service.workflows.procedure.model import Folder
from tests.workflows.procedure.cases import HEAD
from tests.world import World, world

OTHER = "二支部"
PEOPLE = (
    RosterRow("赵静", "校", role="secretary"),
    RosterRow("王敏", f"校/{BRANCH}", role="secretary"),
    RosterRow("李华", f"校/{BRANCH}"),
    RosterRow("周洋", f"校/{OTHER}", role="secretary"),
)
STEPS = """
begins = ["subject", "secretary"]

[[steps]]
id = "ask"
name = { zh = "申请", en = "ask" }
who = ["subject"]
evidence = [
  { kind = "form", name = { zh = "表", en = "form" }, fields = [
    { id = "need", name = { zh = "困难", en = "need" }, sensitive = true },
  ] },
  { kind = "file", name = { zh = "证明", en = "proof" } },
]

[[steps]]
id = "post"
name = { zh = "公示", en = "notice" }
who = ["secretary"]
after = [{ step = "ask", least = { days = 10 } }]
evidence = [{ kind = "notice", workdays = 2, text = { zh = "{name}", en = "{name}" } }]

[[steps]]
id = "agree"
name = { zh = "上级同意", en = "agree" }
who = ["superior"]
evidence = [{ kind = "approval" }]
"""
PAGES = "https://orglife.example"
NEED, OBJECTION = "父亲病重", "他并不困难"


@asynccontextmanager
async def office(folder: Path, steps: str = STEPS, **how: Any) -> AsyncIterator[World]:
    file = folder / "matter.toml"
    file.write_text(HEAD + steps, "utf-8")
    book: RuleBook = with_procedures(read_rule_book("union"), [str(file)])
    async with world(PEOPLE, rules=Rules(book=book), make_file=make_file, **how) as w:
        await w.say("李华", "申请")
        await w.press("李华", "事项")
        await w.press("李华", "开始办理")
        await w.press("李华", "填写：表")
        await w.say("李华", NEED)
        await w.press("李华", "就是今天")
        await w.press("李华", "交：证明")
        await w.attach("李华", File("证明.txt", "text/plain", b"proof"))
        await w.press("李华", "就是今天")
        yield w


async def number(w: World) -> int:
    found = await w.rows(select(t.activities.c.id).where(t.activities.c.kind == "procedure"))
    return int(found[-1].id)


async def record(w: World) -> Folder:
    found: Folder = (await w.activity(await number(w))).state.progress
    return found


def contents_of(file: File) -> str:
    """The table of contents in the zip."""
    with (
        zipfile.ZipFile(io.BytesIO(file.content)) as inside,
        zipfile.ZipFile(inside.open("00 目录.docx")) as contents,
    ):
        return contents.read("word/document.xml").decode()


async def assert_sealed(w: World, words: str) -> None:
    for table in metadata.sorted_tables:
        assert words not in repr(await w.rows(select(table))), table.name


async def test_all_papers_are_exported_as_one_zip_for_who_may_read_them(tmp_path: Path) -> None:
    async with office(tmp_path) as w:
        await w.say("王敏", "菜单")
        await w.press("王敏", "事项")
        await w.press("王敏", "更多操作")
        await w.press("王敏", "导出全部")
        (file,) = w.latest(w.chat("王敏")).post.files
        assert file.name.endswith("事项 李华 全部材料.zip")
        with zipfile.ZipFile(io.BytesIO(file.content)) as inside:
            assert inside.namelist() == ["00 目录.docx", "01-01 证明.txt"]
            assert inside.read("01-01 证明.txt") == b"proof"
        assert NEED in contents_of(file)
        await assert_sealed(w, NEED)


async def test_who_decides_reads_the_papers_and_what_is_sealed_only_who_may(tmp_path: Path) -> None:
    async with office(tmp_path) as w:
        await w.advance(timedelta(days=11))
        await w.press("王敏", "公示 2 个工作日")
        await w.press("王敏", "发出")
        await w.advance(timedelta(days=5))
        await w.press("赵静", "看材料")
        assert NEED in w.last("赵静"), "the unit above leads the case too"
        assert [each.content for each in w.latest(w.chat("赵静")).post.files] == [b"proof"]
        await assert_sealed(w, NEED)


async def test_a_file_that_is_gone_is_named_in_the_zip(tmp_path: Path) -> None:
    async with office(tmp_path) as w:
        for line in [*w.chat("李华").lines]:
            if w.chat("李华").lines[line].post.files:
                del w.chat("李华").lines[line]
        await w.say("王敏", "菜单")
        await w.press("王敏", "事项")
        await w.press("王敏", "更多操作")
        await w.press("王敏", "导出全部")
        (file,) = w.latest(w.chat("王敏")).post.files
        with zipfile.ZipFile(io.BytesIO(file.content)) as inside:
            assert inside.namelist() == ["00 目录.docx", "01-01 证明.txt.missing.txt"]


async def test_an_objection_is_sealed_and_read_by_who_decides_alone(tmp_path: Path) -> None:
    async with office(tmp_path) as w:
        await w.advance(timedelta(days=11))
        await w.press("王敏", "公示 2 个工作日")
        await w.press("王敏", "发出")
        await w.press("李华", "反映问题", room=BRANCH)
        await w.say("李华", OBJECTION)
        await assert_sealed(w, OBJECTION)
        assert not any(OBJECTION in each for each in w.heard("赵静"))
        await w.press("王敏", "看内容")
        assert OBJECTION in w.last("王敏")
        await assert_sealed(w, OBJECTION)
        await w.press("王敏", "查无此事")
        await w.say("王敏", "已核实")
        assert "已核实" in w.last("李华")
        await w.say("李华", "我的数据")
        await w.press("李华", "导出我的数据")
        files = {each.name[-4:]: each for each in w.latest(w.chat("李华")).post.files}
        told = json.loads(files["json"].content)
        assert OBJECTION in json.dumps(told, ensure_ascii=False)
        assert NEED in json.dumps(told, ensure_ascii=False)


async def test_an_objection_that_is_written_in_the_room_is_taken_out_and_asked_for_in_private(
    tmp_path: Path,
) -> None:
    async with office(tmp_path) as w:
        await w.advance(timedelta(days=11))
        await w.press("王敏", "公示 2 个工作日")
        await w.press("王敏", "发出")
        notice = w.latest(w.room(BRANCH))
        await w.say("李华", OBJECTION, room=BRANCH, reply_to=notice)
        stands = [each for each in w.room(BRANCH).lines.values() if not each.deleted]
        assert not any(OBJECTION in repr(each.post) for each in stands)
        assert "大家都看得到" in w.last("李华")
        await assert_sealed(w, OBJECTION)
        assert (await record(w)).objections == (), "nothing was said in confidence yet"
        await w.press("李华", "反映问题")
        await w.say("李华", OBJECTION)
        assert len((await record(w)).objections) == 1
        assert not any(OBJECTION in each for each in w.heard("王敏", room=BRANCH))


async def test_a_notice_stands_on_a_page_for_its_days_and_names_who_agreed(tmp_path: Path) -> None:
    async with office(tmp_path, pages=PAGES) as w:
        await w.advance(timedelta(days=11))
        await w.press("王敏", "公示 2 个工作日")
        assert "也放到一个网页上" in w.last("王敏")
        await w.press("王敏", "发出")
        posted = w.last("王敏", room=BRANCH)
        assert f"{PAGES}/gallery/" in w.last("王敏"), "to be passed on"
        token = posted.rpartition("/gallery/")[2].split()[0]
        pages = PublicPageReader(w.engine, w.clock, {})
        page = await pages.page(token, ("zh-CN",))
        assert page is not None
        assert "＊＊＊" in page
        assert "李华" not in page, "they have not agreed"
        assert "件作品" not in page
        await w.press("李华", "同意，写我的姓名")
        page = await pages.page(token, ("en",))
        assert page is not None
        assert "李华" in page
        assert "The name stands in" not in page
        await w.press("李华", "反映问题", room=BRANCH)
        await w.say("李华", OBJECTION)
        page = await pages.page(token, ())
        assert page is not None
        assert OBJECTION not in page
        await w.advance(timedelta(days=5))
        assert await pages.page(token, ()) is None, "its days are over, whatever is still open"
        assert (await record(w)).taken("post") is None


async def test_where_nobody_can_open_our_address_the_secretary_is_told(tmp_path: Path) -> None:
    async with office(tmp_path) as w:
        await w.advance(timedelta(days=11))
        await w.press("王敏", "公示 2 个工作日")
        await w.press("王敏", "发出")
        assert "没有放到网页上" in w.last("王敏")
        assert "/gallery/" not in w.last("王敏", room=BRANCH)


async def test_study_on_record_is_the_evidence(tmp_path: Path) -> None:
    steps = STEPS.replace(
        'kind = "notice", workdays = 2, text = { zh = "{name}", en = "{name}" }',
        'kind = "study", hours = 3, name = { zh = "培训", en = "training" }',
    )
    async with office(tmp_path, steps) as w:
        task = {"title": "第一课", "materials": ["读一读"], "way": "read", "hours": 3}
        await w.advance(timedelta(days=11))
        closes = "2026-04-30T18:00:00"
        outcome = await w.engine.begin(
            Start("study", w.unit(BRANCH).id, None, {**task, "closes_at": closes})
        )
        assert not isinstance(outcome, Rejected), outcome
        await w.settle()
        await w.press("王敏", "培训")
        assert "有 0 小时（要 3 小时）" in w.last("王敏")
        await w.press("李华", "开始学习")
        await w.advance(timedelta(minutes=2))
        await w.press("李华", "我读完了")
        await w.press("王敏", "培训")
        assert "第一课（3）" in w.last("王敏")
        await w.press("王敏", "就用记录里的 3 小时")
        assert (await record(w)).taken("post") is not None


async def test_who_moves_to_another_unit_takes_the_case_along(tmp_path: Path) -> None:
    async with office(tmp_path) as w:
        before = await record(w)
        change = MemberChange(w.person("李华").id, unit=w.unit(OTHER).id)
        await w.engine.change_members([change], by="admin")
        await w.settle()
        assert any("连同材料已转过去" in each for each in w.heard("王敏"))
        assert any("随本人从原单位转来" in each for each in w.heard("周洋"))
        after = await record(w)
        days = [[(each.step, each.item, each.on) for each in x.papers] for x in (before, after)]
        assert days[0] == days[1]
        assert after.done == before.done
        await w.press("周洋", "更多操作")
        await w.press("周洋", "导出全部")
        (file,) = w.latest(w.chat("周洋")).post.files
        assert NEED in contents_of(file)
        await w.advance(timedelta(days=11))
        await w.press("周洋", "公示 2 个工作日")
        await w.press("周洋", "发出")
        await w.advance(timedelta(days=5))
        await w.press("赵静", "同意")
        await w.press("赵静", "是的，同意")
        assert "已全部办完" in w.last("李华")


async def test_who_leaves_ends_their_case(tmp_path: Path) -> None:
    async with office(tmp_path) as w:
        await w.engine.change_members([MemberChange(w.person("李华").id, active=False)])
        await w.settle()
        assert any("已终止：本人已离开" in each for each in w.heard("王敏"))
        assert await w.rows_of_timers() == []
