"""What is to be known of the personal data in a matter.

It is the unit's own record, so what was reported stays; the number to call back at goes with whose
it is.
"""

from __future__ import annotations

from dataclasses import replace

from service.core.texts import Words
from service.workflows.matter.model import MatterState, Report
from service.workflows.matter.view import CASES


def _said(report: Report) -> tuple[Words, ...]:
    """What they reported, and what was written by both sides since."""
    answers = tuple(each for each in report.answers.values() if each)
    return (*answers, *(each.text for each in report.thread if each.text))


def _erased(state: MatterState, report: Report, over: bool) -> Report:
    if not over or "contact" not in report.answers:
        return report
    return replace(report, answers={**report.answers, "contact": ""})


PERSONAL = CASES.personal("matter.read", _erased, said=_said)
