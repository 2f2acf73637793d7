"""Lunch on OrgLife's harness, as a package of its own tests it."""

from orglife_lunch import MACHINE, WORKFLOW

from service.sdk.testing import LI, SECRETARY, ZHANG
from service.testkit.harness import harness


def test_who_eats_along_is_counted() -> None:
    life = harness(WORKFLOW, machine=MACHINE)
    life.begin()
    life.types("红烧肉", SECRETARY)
    life.taps("1 小时", SECRETARY)
    life.taps("发布", SECRETARY)
    life.taps("我来", LI)
    life.taps("我来", ZHANG)
    life.taps("不来", ZHANG)
    life.taps("看人数", SECRETARY)
    assert life.heard(SECRETARY) == "红烧肉\n要 1 份：李华"
