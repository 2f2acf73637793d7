"""From a file on the phone to a scheduled quiz, as a secretary does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from adapters.memory.adapter import EVERYTHING
from service.core.capabilities import Capabilities
from service.core.message import File, Post
from service.files.bank_writing import FORMATS
from service.files.quiz_examples import EXAMPLES
from service.questions.events import BankRead
from service.questions.model import Question
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from tests.world import BRANCH, World, minutes, world

GIFT = (
    "一加一？ {=2 ~3}\n\n二加二？ {=4 ~5}\n\n党的生日？ {=七一 =7月1日}\n\n太阳是恒星。{T}\n"
).encode()
BROKEN = "第一题 {=甲}}\n\n第二题 {=甲}\n\n第三题 {~甲 ~乙}\n".encode()
TEXT_ONLY = Capabilities(replies=True)


async def send(
    w: World, name: str, data: bytes, file: str = "党章.gift", caption: str = ""
) -> None:
    """The person sends a file to OrgLife in private."""
    post = Post(caption, files=(File(file, "application/octet-stream", data),))
    await w.receive(w.chats.uploaded(w.chat(name), name, post))


async def banks(w: World) -> Sequence[str]:
    return [row.name for row in await w.sql("SELECT name FROM banks ORDER BY id")]


@pytest.mark.parametrize("capabilities", [EVERYTHING, TEXT_ONLY], ids=["buttons", "text"])
async def test_a_file_becomes_a_scheduled_quiz_in_one_message_and_three_taps(
    capabilities: Capabilities,
) -> None:
    async with world(capabilities=capabilities) as w:
        await send(w, "王敏", GIFT)
        preview = w.last("王敏")
        for expected in ("已读入 4 题，共 4 分（尚未保存）", "单选 2 题", "填空 1 题", "判断 1 题",
                         "1. 一加一？", "正确答案：A. 2", "另有 1 题"):  # fmt: skip
            assert expected in preview
        assert await banks(w) == [], "nothing is stored before it was looked at"
        await w.press("王敏", "存为题库并安排测验")
        assert await banks(w) == ["党章"]
        await w.press("王敏", "3月6日 周五 20:00，30 分钟")
        assert "3月6日 周五 20:30" in w.last("王敏")
        await w.press("王敏", "确认发布")
        assert "已安排" in w.last("王敏")
        await w.advance(minutes(121))
        assert "共 4 题" in w.last("李华", BRANCH)


async def test_after_eight_in_the_evening_only_tomorrow_is_offered() -> None:
    async with world() as w:
        await w.advance(minutes(121))
        await send(w, "王敏", GIFT)
        await w.press("王敏", "存为题库并安排测验")
        shown = str(w.newest(w.chat("王敏"), "什么时候开始").post.buttons)
        assert "3月7日 周六 20:00" in shown
        assert "3月6日" not in shown


async def test_every_error_is_told_and_the_corrected_file_is_taken() -> None:
    async with world() as w:
        await send(w, "王敏", BROKEN)
        told = w.last("王敏")
        assert "共 2 处错误" in told
        assert "第 1 行" in told
        assert "第 5 行" in told
        assert "什么都没有保存。改正后请把文件重新发来" in told
        await send(w, "王敏", GIFT)
        await w.press("王敏", "只存为题库")
        assert "题库“党章”已保存，共 4 题" in w.last("王敏")
        assert await banks(w) == ["党章"]


async def test_the_caption_names_the_bank_and_the_same_name_again_says_what_changes() -> None:
    async with world() as w:
        await send(w, "王敏", GIFT, caption="三月测验")
        await w.press("王敏", "只存为题库")
        changed = GIFT.replace("一加一".encode(), "一减一".encode())
        await send(w, "王敏", changed, caption="三月测验")
        assert "已有同名题库：新增 1，修改 0，不变 3，停用 1" in w.last("王敏")
        await w.press("王敏", "放弃")
        assert await banks(w) == ["三月测验"]


async def test_another_file_may_be_sent_while_the_times_are_asked_for() -> None:
    async with world() as w:
        await send(w, "王敏", GIFT)
        await w.press("王敏", "存为题库并安排测验")
        await send(w, "王敏", BROKEN, "新.gift")
        assert "共 2 处错误" in w.last("王敏")
        await send(w, "王敏", b"Q {T}", "new.gift")
        assert "已读入 1 题" in w.last("王敏")
        await w.press("王敏", "存为题库并安排测验")
        assert await banks(w) == ["党章", "new"]


async def test_whoever_may_not_manage_quizzes_stores_nothing() -> None:
    async with world() as w:
        await send(w, "李华", GIFT)
        assert "已读入" not in w.last("李华")
        assert await w.sql("SELECT 1 FROM readings") == []


async def test_a_file_that_is_too_large_or_gone_gets_a_plain_word() -> None:
    async with world() as w:
        await send(w, "王敏", b"x" * 8_000_001)
        assert "文件超过 8 MB" in w.last("王敏")
        chat = w.chat("王敏")
        post = Post("", files=(File("a.gift", "text/plain", GIFT),))
        update = w.chats.uploaded(chat, "王敏", post)
        w.newest(chat, sender="王敏").deleted = True
        await w.receive(update)
        assert "没能取到文件“a.gift”" in w.last("王敏")


@pytest.mark.parametrize("ending", [each for each in FORMATS if each != ".aiken"])
async def test_every_format_can_be_sent(ending: str) -> None:
    from service.cli.quiz import examples

    async with world() as w:
        await send(w, "王敏", examples(ending), f"题{ending}")
        carried = [each for each in EXAMPLES["zh-CN"] if ending != ".gift" or each.kind != "order"]
        assert f"已读入 {len(carried)} 题" in w.last("王敏")


async def test_a_reading_that_a_crash_cut_short_is_done_after_the_restart() -> None:
    async with world() as w:
        update = w.chats.uploaded(
            w.chat("王敏"), "王敏", Post("", files=(File("党章.gift", "text/plain", GIFT),))
        )
        await w.engine.receive(w.chats.account, [update])
        await w.engine.handle_everything()
        assert len(await w.sql("SELECT * FROM readings")) == 1
        await w.settle()
        assert "已读入 4 题" in w.last("王敏")
        assert await w.sql("SELECT * FROM readings") == []


async def test_the_journal_does_not_repeat_the_questions() -> None:
    async with world() as w:
        await send(w, "王敏", GIFT)
        rows = await w.sql("SELECT event FROM journal WHERE action = 'quiz.file_read'")
        assert "一加一" not in rows[0].event


async def test_pictures_come_with_the_file_and_go_out_with_the_question() -> None:
    from service.files.bank_files import picture_name
    from service.files.moodle_writing import write_moodle_xml

    png = b"\x89PNG\r\n\x1a\n" + bytes(30)
    asked = Question("short", "看图作答", accepted=("甲",), picture=picture_name(png))
    async with world() as w:
        await send(w, "王敏", write_moodle_xml([asked], {asked.picture: png}), "图.xml")
        await w.press("王敏", "存为题库并安排测验")
        await w.press("王敏", "现在")
        await w.press("王敏", "30 分钟")
        await w.press("王敏", "确认发布")
        await w.press("李华", "开始答题")
        (file,) = w.newest(w.chat("李华"), "看图作答").post.files
        assert (file.name, file.mime, file.content) == ("1.png", "image/png", png)


async def test_a_file_that_makes_the_handling_fail_is_set_aside_and_the_next_one_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with world() as w:
        handle = UnitOfWork.handle

        async def fail(self: UnitOfWork, number: int, cause: Trigger) -> Any:
            if isinstance(cause.event, BankRead) and cause.event.name == "毒.gift":
                raise RuntimeError("boom")
            return await handle(self, number, cause)

        monkeypatch.setattr(UnitOfWork, "handle", fail)
        await send(w, "王敏", GIFT, "毒.gift")
        assert "这个文件没能处理" in w.last("王敏")
        await send(w, "王敏", GIFT)
        assert "已读入 4 题" in w.last("王敏")
        assert await w.sql("SELECT id FROM readings") == []
