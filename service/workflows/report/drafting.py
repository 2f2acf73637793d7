"""What a series is made of: a kind of report from the rules or questions typed in the chat, and how
often it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from service.core.calendar import Recurrence
from service.core.recurrence_parsing import lacking, read_rule, rule_from
from service.core.rulebook import Option, Question, ReportKind
from service.core.texts import Named
from service.sdk import fields
from service.sdk.fields import Preset, Problem
from service.sdk.forms import Form
from service.sdk.recurrences import rule_words
from service.sdk.turn import Turn
from service.workflows.report.model import Rounds, Series, form_of

OWN = "own"  # the id of a form that was typed
MOST_QUESTIONS = 12
LONGEST_LINE = 200  # characters
LONGEST_HEAD = 16  # characters of a column's head
USUAL: Mapping[str, tuple[str, ...]] = {
    "day": ("每天 8:00", "每周一到周五 8:00"),
    "week": ("每周一 8:00", "每周五 8:00"),
    "month": ("每月1日 8:00", "每月15日 8:00"),
    "quarter": ("每季度末月20日 8:00",),
}
"""What is offered, as it may be typed."""

_NUMBERED = re.compile(r"^\s*(?:\d{1,2}\s*[.、)）．]|[-·•*])\s*")
_RANGE = re.compile(r"(.*?[?？:：\s])\s*(\d{1,6})\s*(?:[-–~～到至]|to)\s*(\d{1,6})")
_OFFERED = re.compile(r"(.*?[?？:：])\s*(.+?[/／].+)")


def read_form(words: str) -> ReportKind | None:
    """A form of one's own: its name on the first line, then a question on each: `有空吗？有/没有`
    with its answers, `几次？0-7` with its range, or a plain one. None: they are no form."""
    name, *asked = [" ".join(each.split()) for each in words.splitlines() if each.strip()] or [""]
    if not 1 <= len(asked) <= MOST_QUESTIONS or not 0 < len(name) <= 50:
        return None
    if any(len(each) > LONGEST_LINE for each in asked):
        return None
    questions = tuple(
        _question(f"q{number}", _NUMBERED.sub("", each)) for number, each in enumerate(asked, 1)
    )
    return ReportKind(OWN, Named(name), questions)


def _question(name: str, line: str) -> Question:
    ranged, offered = _RANGE.fullmatch(line), _OFFERED.fullmatch(line)
    if ranged and int(ranged[2]) < int(ranged[3]):
        ask, least, most = ranged.groups()
        return Question(name, _head(ask), Named(ask), "number", least=int(least), most=int(most))
    if offered:
        labels = [each.strip() for each in re.split("[/／]", offered[2]) if each.strip()]
        options = tuple(Option(f"o{n}", Named(each)) for n, each in enumerate(labels, 1))
        if 2 <= len(options) <= MOST_QUESTIONS:
            ask = offered[1]
            return Question(name, _head(ask), Named(ask), "choice", options)
    return Question(name, _head(line), Named(line), "text")


def _head(ask: str) -> Named:
    short = ask.strip(" ?？:：")
    return Named(short if len(short) <= LONGEST_HEAD else f"{short[: LONGEST_HEAD - 1]}…")


class Which(fields.Field[ReportKind]):
    """The form: one of the rules by a tap, or one's own, typed."""

    def read_typed(self, turn: Turn[Any, Any]) -> ReportKind | Problem:
        return read_form(getattr(turn.event, "text", "")) or Problem("report-no-form")

    def read_detail(self, value: object, timezone: str, now: datetime) -> ReportKind:
        found = value if isinstance(value, ReportKind) else read_form(str(value))
        if found is None:
            allowed = "the id of one of the reports of the rules, or lines: a name, then questions"
            raise self.refused(value, allowed)
        return found

    def presets(self, turn: Turn[Any, Any]) -> tuple[Preset[ReportKind], ...]:
        return tuple(Preset(each.id, each.name, each) for each in turn.book.reports)


class Times(fields.Field[Recurrence]):
    """How often it is asked for, and at what time of day."""

    def read_typed(self, turn: Turn[Any, Any]) -> Recurrence | Problem:
        found = _rule(turn.typed(), turn.unit_timezone, turn.now)
        return found or Problem("report-no-rule")

    def read_detail(self, value: object, timezone: str, now: datetime) -> Recurrence:
        found = _rule(str(value), timezone, now)
        if found is None:
            raise self.refused(value, "a rule in words such as 每天 8:00 or every Monday 8:00")
        return found

    def presets(self, turn: Turn[Any, Any]) -> tuple[Preset[Recurrence], ...]:
        return tuple(self._presets(turn))

    def _presets(self, turn: Turn[Any, Any]) -> Iterator[Preset[Recurrence]]:
        """The usual ones, those of the form's own frequency first."""
        every = form_of(turn.state).every
        ordered = sorted(USUAL, key=lambda each: each != every)
        for number, words in enumerate(x for each in ordered for x in USUAL[each]):
            rule = _rule(words, turn.unit_timezone, turn.now)
            if rule is not None:
                yield Preset(str(number), rule_words(rule, rule.timezone), rule)


def _rule(words: str, zone: str, now: datetime) -> Recurrence | None:
    plain = read_rule(words)
    if plain is None or lacking(plain) is not None:
        return None
    try:
        return rule_from(plain, zone, now)
    except ValueError:
        return None


FORM = Form[Series, Rounds](
    "report",
    Which("form"),
    Times("rule"),
    fields.Moment(
        "closes_at",
        presets=tuple(fields.At(days, 20) for days in (7, 30, 91, 182, 364)),
    ),
)
