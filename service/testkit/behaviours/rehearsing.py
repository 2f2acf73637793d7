"""Templates and dry runs on each platform: saved, started from, tried as a member."""

from __future__ import annotations

from collections.abc import Sequence

from service.testkit.behaviours.discussing import close, prepare
from service.testkit.organization import PEOPLE, QUESTIONS
from service.testkit.service import Service

LEFT = tuple(
    f"SELECT count(*) FROM {table} JOIN activities a ON a.id = {table}.activity"  # noqa: S608
    " WHERE a.rehearsed_by IS NOT NULL"
    for table in ("entries", "timers", "claims", "journal")  # the only possible values
)
REAL = "SELECT count(*) FROM activities WHERE rehearsed_by IS NULL AND kind = "


async def take(service: Service, labels: Sequence[str]) -> None:
    """The secretary taps these choices, one after the other."""
    for label in labels:
        await service.press("王敏", label)


async def draft_quiz(service: Service) -> None:
    owner = service.person(PEOPLE[0].name)
    await service.administration.import_bank(owner.unit, "题库", QUESTIONS)
    await service.say("王敏", "测验")
    await take(service, ("1 小时后", "一小时"))


async def said_elsewhere(service: Service) -> tuple[int, int]:
    """The number of messages to a member, and in the room."""
    room = [each for each in await service.platform.seen(service.room) if each.ours]
    return len(await service.heard("李华")), len(room)


async def nothing_is_left(service: Service) -> None:
    for query in LEFT:
        assert await service.count(query) == 0, query


async def test_a_quiz_is_rehearsed_and_only_its_leader_hears_of_it(service: Service) -> None:
    await draft_quiz(service)
    before = await said_elsewhere(service)
    await take(service, ("更多操作…", "以成员身份试一遍"))
    assert any("【演练·群里】" in each for each in await service.heard("王敏"))
    for words in ("开始答题", "B. 2"):
        await service.press("王敏", words)
    await service.say("王敏", "AC")
    await take(service, ("A. 对", "交卷", "提前结束", "是的，现在结束"))
    heard = await service.heard("王敏")
    assert any("【演练·群里】" in each and "成绩公布" in each for each in heard)
    await take(service, ("结束演练",))
    assert "演练结束" in (await service.heard("王敏"))[-1]
    assert await said_elsewhere(service) == before
    await nothing_is_left(service)
    await take(service, ("返回",))
    assert "预览" in (await service.heard("王敏"))[-1]


async def test_a_discussion_is_rehearsed_with_the_digest_it_would_have(service: Service) -> None:
    await prepare(service)
    before = await said_elsewhere(service)
    await take(service, ("更多操作…", "以成员身份试一遍", "在这里发言"))
    await service.say("王敏", "我读了三本书。")
    await close(service)
    heard = await service.heard("王敏")
    digest = [each for each in heard if "【演练·群里】" in each and "摘要" in each]
    assert "我读了三本书。" in digest[-1]
    await take(service, ("结束演练",))
    assert await said_elsewhere(service) == before
    await nothing_is_left(service)


async def test_a_talk_is_rehearsed_and_nobodys_time_is_taken(service: Service) -> None:
    await service.say("王敏", "谈心")
    await take(service, ("李华", "下一步"))
    await service.say("王敏", "明天19:30")
    before = await said_elsewhere(service)
    await take(service, ("更多操作…", "以成员身份试一遍", "19:30"))
    heard = await service.heard("王敏")
    assert any("【演练·成员收到】" in each and "谈心约好了" in each for each in heard)
    await take(service, ("结束演练",))
    assert await said_elsewhere(service) == before
    await nothing_is_left(service)


async def test_a_template_is_kept_and_a_new_quiz_begins_from_it(service: Service) -> None:
    await draft_quiz(service)
    await take(service, ("更多操作…", "存为模板"))
    await service.say("王敏", "每月一测")
    assert "已存为模板“每月一测”" in (await service.heard("王敏"))[-1]
    await take(service, ("＋ 从模板新建", "每月一测", "现在", "一小时", "确认发布"))
    assert "测验开始" in (await service.heard("李华"))[-1]
    assert await service.count(f"{REAL}'quiz'") == 2
