"""How often a member taps for ten questions, and what a second tap does, on each platform."""

from __future__ import annotations

from service.questions.model import Option, Question
from service.testkit.applying import needs
from service.testkit.service import Service

MOST = 12  # taps from the invitation to the result
TEN = tuple(
    Question("single", f"第 {number} 题？", (Option("对的", True), Option("错的", False)))
    for number in range(1, 11)
)


async def test_ten_questions_take_a_member_at_most_twelve_taps(service: Service) -> None:
    """A quiz with the default settings. Each tap is one update, or each message where nothing can
    be tapped; any other update counts as well."""
    owner = service.person("王敏")
    await service.administration.import_bank(owner.unit, "题库", TEN)
    await service.say("王敏", "测验")
    for label in ("现在", "30 分钟", "确认发布"):
        await service.press("王敏", label)
    before = len(service.platform.inbox.updates)
    for label in ("开始答题", *["A. 对的"] * len(TEN), "交卷"):
        await service.press("李华", label)
    assert any("已交卷，共答 10 题" in each for each in await service.heard("李华"))
    assert len(service.platform.inbox.updates) - before <= MOST


@needs("taps")
async def test_from_the_room_it_takes_no_tap_more(service: Service) -> None:
    """The first tap on the invitation in the room leads to the first question."""
    await service.quiz(feedback="end")
    await service.press("李华", "开始答题", service.room)
    assert any("第 1/3 题" in each for each in await service.heard("李华"))


async def test_a_refused_tap_can_be_tapped_again(service: Service) -> None:
    """Where a tap is a reaction, the second one takes it away: a refused one is tried again."""
    await service.quiz(feedback="end")
    for label in ("开始答题", "B. 2", "提交"):
        await service.press("李华", label)
    assert not any("第 3/3 题" in each for each in await service.heard("李华"))
    for label in ("A. 2", "C. 4", "提交"):
        await service.press("李华", label)
    assert any("第 3/3 题" in each for each in await service.heard("李华"))
