"""Taking a step back, on each platform."""

from __future__ import annotations

from service.questions.model import Option, Question
from service.testkit.service import Service

UNDO = "↩ 撤销"
ONE = (Question("single", "一加一？", (Option("1", False), Option("2", True))),)


async def test_a_dropped_draft_is_had_back_by_one_tap(service: Service) -> None:
    owner = service.person("王敏")
    await service.administration.import_bank(owner.unit, "题库", ONE)
    await service.say("王敏", "测验")
    await service.press("王敏", "1 小时后")
    await service.press("王敏", "放弃")
    await service.press("王敏", UNDO)
    assert any("已撤销，恢复成原来的样子" in each for each in await service.heard("王敏"))
    await service.press("王敏", "30 分钟")
    await service.press("王敏", "确认发布")
    states = "SELECT count(*) FROM activities WHERE kind = 'quiz' AND phase = 'scheduled'"
    assert await service.count(states) == 1
