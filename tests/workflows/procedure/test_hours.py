"""Hours of study and of service: those on record, and typed ones where they lie elsewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from service.core.workflow import Decision, Rejected
from service.sdk.testing import SECRETARY, Harness
from tests.workflows.procedure.cases import LEAST, bring, case, folder, procedure_of, studied

KINDS = {"study": "study", "service": "signup"}


def asked(kind: str, tmp_path: Path, subject: str = "subject") -> Harness:
    evidence = f'{{ kind = "{kind}", hours = 8, name = {{ zh = "培训", en = "training" }} }}'
    words = LEAST.replace('{ kind = "approval" }', evidence).replace('"superior"', '"secretary"')
    if subject != "subject":
        words = 'of = "matter"\n' + words.replace('["subject"]', '["secretary"]')
    life = case(procedure_of(words, tmp_path))
    bring(life, "apply", 0, 7 if subject == "subject" else SECRETARY)
    life.advance(days=40)
    return life


@pytest.mark.parametrize("kind", KINDS)
def test_hours_on_record_are_taken_by_a_tap_once_they_are_enough(kind: str, tmp_path: Path) -> None:
    life = asked(kind, tmp_path)
    other = next(each for each in KINDS if each != kind)
    studied(life, life.now - timedelta(days=20), 6.5, KINDS[kind])
    studied(life, life.now - timedelta(days=20), 100, KINDS[other])
    life.press("give", "agree", 0)
    assert "有 6.5 小时（要 8 小时），还不够" in life.heard(SECRETARY)
    assert isinstance(life.press("take", "agree", 0), Rejected), "they are not enough"
    studied(life, datetime(2026, 4, 10, 2, tzinfo=UTC), 2, KINDS[kind])
    life.press("give", "agree", 0)
    assert "第 200 课（6.5）" in life.heard(SECRETARY)
    life.taps("就用记录里的 8.5 小时", SECRETARY)
    (paper,) = [each for each in folder(life).papers if each.step == "agree"]
    assert (paper.hours, paper.on) == (8.5, date(2026, 4, 10)), "as of the last of them"
    assert paper.title == "第 200 课、第 202 课"
    life.press("papers")
    assert "8.5 小时" in life.heard(SECRETARY)
    assert "没有记录" not in life.heard(SECRETARY)


def test_hours_from_elsewhere_are_typed_and_say_so(tmp_path: Path) -> None:
    life = asked("study", tmp_path)
    life.press("give", "agree", 0)
    assert "有 0 小时" in life.heard(SECRETARY)
    assert "在别处学的" in life.heard(SECRETARY)
    assert isinstance(life.answer("study.agree.0", "7", SECRETARY), Rejected)
    life.answer("study.agree.0", "24", SECRETARY)
    assert "24 小时（按书面材料填写，没有记录）" in life.heard(SECRETARY)
    assert isinstance(life.press("day", "agree", 0), Decision)


def test_what_was_studied_before_the_step_could_begin_does_not_count(tmp_path: Path) -> None:
    life = asked("study", tmp_path)
    studied(life, datetime(2026, 3, 5, 2, tzinfo=UTC), 30)
    life.press("give", "agree", 0)
    assert "有 0 小时" in life.heard(SECRETARY)


def test_a_matter_studies_nothing(tmp_path: Path) -> None:
    life = asked("study", tmp_path, "matter")
    life.press("give", "agree", 0)
    assert "记录里有" not in life.heard(SECRETARY)
    assert "在别处学的" in life.heard(SECRETARY)
