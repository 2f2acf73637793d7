"""A secretary's way from a file on a phone to a scheduled quiz, and a quiz with every type of
question, on each platform."""

from __future__ import annotations

from service.files.bank_writing import write_bank
from service.questions.model import Option, Pair, Question, arranged
from service.testkit.applying import needs, without
from service.testkit.service import Service

KINDS = (
    Question("single", "一加一？", (Option("1", False), Option("2", True))),
    Question("short", "党的生日？", accepted=("七一", "7月1日")),
    Question("number", "一年有几个季度？", number=4),
    Question("order", "按先后：", items=("春", "夏", "秋")),
    Question("match", "首都：", pairs=(Pair("法国", "巴黎"), Pair("日本", "东京")),
             decoys=("罗马",)),
)  # fmt: skip


@needs("files")
async def test_a_file_becomes_a_scheduled_quiz_in_at_most_six_messages_and_taps(
    service: Service,
) -> None:
    before = len(service.platform.inbox.updates)
    await _send(service, "王敏", "题库.xlsx", write_bank(KINDS, ".xlsx").content)
    assert any("已读入 5 题" in each for each in await service.heard("王敏"))
    await service.press("王敏", "存为题库并安排测验")
    await service.press("王敏", "20:00")
    await service.press("王敏", "确认发布")
    assert any("已安排" in each for each in await service.heard("王敏"))
    assert len(service.platform.inbox.updates) - before <= 6
    states = "SELECT count(*) FROM activities WHERE kind = 'quiz' AND phase = 'scheduled'"
    assert await service.count(states) == 1


@needs("files")
async def test_a_file_with_errors_is_refused_with_every_error(service: Service) -> None:
    await _send(service, "王敏", "题库.gift", "一 {~子 ~丑}\n\n二 {~甲 ~乙}\n".encode())
    said = "\n".join(await service.heard("王敏"))
    assert "第 1 行" in said
    assert "第 3 行" in said
    assert await service.count("SELECT count(*) FROM banks") == 0


async def test_every_kind_of_question_is_answered_by_taps_and_by_typing(service: Service) -> None:
    owner = service.person("王敏")
    await service.administration.import_bank(owner.unit, "题库", KINDS)
    await service.begin("题库", feedback="end")
    await service.press("李华", "开始答题")
    await service.press("李华", "B. 2")
    await service.say("李华", "7月1日")
    await service.say("李华", "4")
    for label in ("春", "夏", "巴黎", "东京", "交卷"):
        await service.press("李华", label)
    assert any("您已交卷：5/5 分" in each for each in await service.heard("李华"))


async def test_an_order_and_a_matching_can_be_typed_at_once(service: Service) -> None:
    owner = service.person("王敏")
    await service.administration.import_bank(owner.unit, "题库", KINDS[3:])
    await service.begin("题库", feedback="end")
    await service.press("李华", "开始答题")
    order, match = KINDS[3], KINDS[4]
    await service.say("李华", " ".join(str(arranged(order).index(each) + 1) for each in range(3)))
    letters = ["ABC"[arranged(match).index(match.partners.index(pair.right))]
               for pair in match.pairs]  # fmt: skip
    await service.say("李华", f"1{letters[0]} 2{letters[1]}")
    await service.press("李华", "交卷")
    assert any("您已交卷：2/2 分" in each for each in await service.heard("李华"))


async def test_a_question_is_dictated_line_by_line_and_scheduled(service: Service) -> None:
    for line in ("测验", "党的一大在哪里召开？", "A. 上海", "选项B 北京", "答案是A"):
        await service.say("王敏", line)
    assert any("正确答案：A. 上海" in each for each in await service.heard("王敏"))
    for label in ("写完了", "存为题库并安排测验", "20:00", "确认发布"):
        await service.press("王敏", label)
    assert any("已安排" in each for each in await service.heard("王敏"))
    assert await service.count("SELECT count(*) FROM banks") == 1


@needs("edits", "taps")
@without("numbered")
async def test_a_panel_changes_under_the_finger(service: Service) -> None:
    """Where buttons belong to their message: an answer to a tap replaces it."""
    owner = service.person("王敏")
    await service.administration.import_bank(owner.unit, "题库", KINDS)
    await service.say("王敏", "测验")
    await service.press("王敏", "30 分钟")
    before = await service.heard("王敏")
    await service.press("王敏", "更多设置")
    await service.press("王敏", "返回")
    assert await service.heard("王敏") == before


async def _send(service: Service, name: str, file: str, content: bytes) -> None:
    count = len(service.platform.inbox.updates)
    home = await service.home(name)
    await service.platform.upload(service.users[name], home, file, content)
    await service.platform.inbox.until_updates(count + 1)
    await service.settle()
