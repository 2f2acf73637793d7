"""Lunch on OrgLife's harness, as a package of its own tests it."""

from orglife_lunch import MACHINE, WORKFLOW, LunchSettings

from service.sdk.testing import LI, SECRETARY, ZHANG, Harness
from service.testkit.harness import harness


def asked(portions: int = 0) -> Harness:
    life = harness(WORKFLOW, machine=MACHINE, settings=LunchSettings(portions))
    life.begin()
    life.types("红烧肉", SECRETARY)
    life.taps("1 小时", SECRETARY)
    life.taps("发布", SECRETARY)
    return life


def test_who_eats_along_is_counted() -> None:
    life = asked()
    life.taps("我来", LI)
    life.taps("我来", ZHANG)
    life.taps("不来", ZHANG)
    life.taps("名单", SECRETARY)
    assert "来（1）：李华\n不来（1）：张三" in life.heard(SECRETARY)


def test_no_more_portions_are_promised_than_the_kitchen_makes() -> None:
    life = asked(portions=1)
    life.taps("我来", LI)
    life.taps("我来", LI)
    life.taps("我来", ZHANG)
    assert life.refusal() == "只有 1 份，已经订完了。"
