"""Everything that is kept about a person, as they may read it, and who has read of it."""

from __future__ import annotations

import json
from typing import Any

from service.core.message import File
from service.files.attachments import make_file
from service.workflows.talk.settings import TalkSettings
from tests.workflows.talk.test_talk_records import NOTE, noted
from tests.world import World, world


def files(w: World, name: str) -> dict[str, File]:
    """What came with the newest message, by its ending."""
    line = w.latest(w.chat(name))
    return {each.name.rpartition(".")[2]: each for each in line.post.files}


async def exported(w: World, name: str) -> dict[str, Any]:
    await w.say(name, "我的数据")
    await w.press(name, "导出我的数据")
    return dict(json.loads(files(w, name)["json"].content))


async def test_an_export_holds_what_the_person_did_and_said() -> None:
    async with world(make_file=make_file) as w:
        quiz = await w.quiz(title="党史")
        await w.press("李华", "开始")
        await w.say("李华", "我的情况")
        await w.press("李华", "我同意")
        await w.press("李华", "生病")
        told = await exported(w, "李华")
        assert told["person"]["name"] == "李华"
        assert told["person"]["unit"].endswith("一支部")
        assert [each["account"] for each in told["chats"]] == ["memory"]
        assert told["circumstance"]["kind"] == "ill"
        assert [(each["subject"], each["act"]) for each in told["consents"]] == [
            ("sensitive", "agreed")
        ]
        assert "敏感个人信息" in told["consents"][0]["words"]
        (part,) = [each for each in told["parts"] if each["activity"] == quiz]
        assert part["title"] == "党史"
        assert part["state"]["phase"] == "answering"
        assert "home.circumstances_reported" in [each["action"] for each in told["acts"]]
        assert files(w, "李华")["docx"].content.startswith(b"PK")
        await w.press("李华", "我的数据")
        await w.press("李华", "导出我的数据")
        assert "刚刚发过了" in w.last("李华"), "each reads all there is"


async def test_what_was_sent_is_sealed_on_its_way_and_not_kept() -> None:
    async with world(make_file=make_file) as w:
        await exported(w, "李华")
        rows = await w.sql("SELECT payload, sealed FROM outbox WHERE key = 'takeout'")
        assert [(row.payload, bool(row.sealed)) for row in rows] == [("", True)]
        assert "orglife-personal-data" not in str(await w.sql("SELECT event FROM journal"))


async def test_a_note_on_a_talk_is_in_it_only_if_the_member_may_read_it() -> None:
    for open_to_member in (False, True):
        settings = {"talk": TalkSettings(note_to_member=open_to_member)}
        async with world(settings=settings, make_file=make_file) as w:
            await noted(w)
            told = await exported(w, "李华")
            (part,) = [each for each in told["parts"] if each["kind"] == "talk"]
            assert part["state"]["note"] == (NOTE if open_to_member else "***")
            assert (NOTE in str(told)) is open_to_member


async def test_the_person_sees_who_has_read_of_them() -> None:
    async with world() as w:
        await noted(w)
        await w.press("王敏", "查看记录")
        await w.say("王敏", "关怀")
        for name, seen in (("李华", 2), ("Zhang", 1)):
            await w.say(name, "/mydata")
            await w.press(name, "谁看过" if name == "李华" else "Who has read it")
            lines = w.last(name).splitlines()
            assert len(lines) == 1 + seen
            assert all("王敏" in each for each in lines[1:])
        assert "看了谈心内容" in w.last("李华")
        assert "looked at who needs support" in w.last("Zhang")
        await w.say("王敏", "/mydata")
        await w.press("王敏", "谁看过")
        assert "没有人看过" in w.last("王敏"), "one's own reading is no news"
