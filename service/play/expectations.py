"""Compares what a scenario expects with what happened. Every unmet expectation is a `Failure`.

A failure shows what was expected (`- …`) above what is there (`+ …`), like a diff.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.memory.adapter import SELF
from service.core.calendar import shown
from service.core.texts import Text, text
from service.play.contents import read
from service.play.report import Held, Participation, Reminder, Report, of_activity
from service.play.scenario import Outcome, Scenario, Sight, Step
from service.play.stage import Stage
from service.play.transcript import Seen, legible

LINES_SHOWN = 8  # of the newest messages in a chat
LONGEST_LINE = 100  # characters


@dataclass(frozen=True, slots=True)
class Failure:
    """An unmet expectation. `step`, `at`: None if it concerns the whole scenario."""

    step: int | None
    at: datetime | None
    what: Text
    diff: tuple[str, ...]


# -- what appears in a step


def check_sights(
    step: Step, stage: Stage, seen: Sequence[Seen], lacks: Collection[str] = ()
) -> list[Failure]:
    """Compares what the step expects with what has become visible since it began. `lacks`: the
    capabilities that the scenario relies on and the platform lacks; their substitutes are
    accepted."""
    failures = []
    for sight in step.expect:
        if _invisible(sight, lacks):
            continue
        there = _in_place(stage, sight, seen)
        if not any(_shows(stage, each, sight, lacks) for each in there):
            wanted = f"[{sight.what or sight.file}] {sight.holds}"
            if not sight.what and not sight.file:
                wanted = sight.holds
            diff = (f"- {_short(wanted)}", *(f"+ {line}" for line in _lines(stage, there)))
            failures.append(_sight_failure("play-not-seen", step, sight, diff))
    for sight in step.not_expect:
        there = _in_place(stage, sight, seen)
        there = [each for each in there if _shows(stage, each, sight, lacks)]
        if there:
            diff = tuple(f"+ {line}" for line in _lines(stage, there))
            failures.append(_sight_failure("play-seen", step, sight, diff))
    return failures


def _in_place(stage: Stage, sight: Sight, seen: Sequence[Seen]) -> list[Seen]:
    chat = stage.chat(sight.who, sight.room)
    return [each for each in seen if each.chat == chat.id and each.what != "pressed"]


def _shows(stage: Stage, seen: Seen, sight: Sight, lacks: Collection[str]) -> bool:
    """Whether the text is there. Text of a deleted or marked message counts only if the step asks
    for that."""
    if sight.what is None:
        visible = seen.what in ("said", "edited") and not _is_gone(stage, seen)
        if not sight.holds and not sight.file:  # any message of OrgLife
            visible = visible and seen.sender == SELF
    elif sight.what == "edited" and "edits" in lacks:
        visible = seen.what == "said"  # visible again, with its new text
    else:
        visible = seen.what == sight.what
    return visible and sight.holds in _where(seen, sight, lacks)


def _where(seen: Seen, sight: Sight, lacks: Collection[str]) -> str:
    """The text in which the expected text must be."""
    if not sight.file:
        return seen.words
    if "files" in lacks:  # there are only the names of files
        return sight.holds if sight.file in seen.words else ""
    return "\n".join(read(each) for each in seen.post.files if each.name.endswith(sight.file))


def _invisible(sight: Sight, lacks: Collection[str]) -> bool:
    """Whether the platform can't show this: a mark, or text that OrgLife removes."""
    shown_by = {"marked": "marks", "deleted": "erases"}
    return sight.what is not None and shown_by.get(sight.what) in lacks


def _is_gone(stage: Stage, seen: Seen) -> bool:
    return stage.clients.chats[seen.chat].lines[seen.line].deleted


def _lines(stage: Stage, seen: Sequence[Seen]) -> list[str]:
    """What appeared, one line per message; withdrawn text is left out."""
    lines = []
    for each in seen[-LINES_SHOWN:]:
        words = "" if _is_gone(stage, each) else each.words
        lines.append(_short(f"[{each.what}] {words}".rstrip()))
    return lines


def _short(line: str) -> str:
    line = " | ".join(legible(line).splitlines())
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"


def _sight_failure(key: str, step: Step, sight: Sight, diff: tuple[str, ...]) -> Failure:
    place = sight.room or sight.who
    kind = "room" if sight.room else "private"
    return Failure(step.number, step.at, text(key, place=place, kind=kind, holds=sight.holds), diff)


# -- the outcome of an activity


def check_outcomes(scenario: Scenario, report: Report) -> list[Failure]:
    """The expected outcome of every activity."""
    failures = []
    for outcome in scenario.outcomes:
        held = of_activity(report, outcome.activity)
        if len(held) != 1:
            there = tuple(f"+ {each.kind}: {each.title}" for each in report.activities)
            what = text("play-which-activity", name=outcome.activity, n=len(held))
            failures.append(Failure(None, None, what, (f"- {outcome.activity}", *there)))
            continue
        diff = _diff(_expected(outcome, scenario), _actual(outcome, held[0], report, scenario))
        if diff:
            what = text("play-other-outcome", name=outcome.activity)
            failures.append(Failure(None, None, what, diff))
    return failures


def _diff(expected: Sequence[str], actual: Sequence[str]) -> tuple[str, ...]:
    lines = difflib.unified_diff(expected, actual, lineterm="", n=1)
    return tuple(line for line in lines if not line.startswith(("---", "+++", "@@")))


def _expected(outcome: Outcome, scenario: Scenario) -> list[str]:
    lines = []
    if outcome.phase is not None:
        lines.append(f"phase = {outcome.phase}")
    if outcome.ranking is not None:
        lines += _ranked(outcome.ranking)
    if outcome.participants is not None:
        lines += [f"participants: {name}" for name in sorted(outcome.participants)]
    lines += [f"scores: {name} = {each}" for name, each in outcome.scores.items()]
    lines += [f"statuses: {name} = {each}" for name, each in outcome.statuses.items()]
    lines += [f"replies: {name} = {each}" for name, each in outcome.replies.items()]
    lines += [f"times: {name} = {_clock(each, scenario)}" for name, each in outcome.times.items()]
    if outcome.reminders is not None:
        lines += sorted(
            f"reminders: {name} = {_clock(at, scenario)}"
            for name, moments in outcome.reminders.items()
            for at in moments
        )
    return lines


def _actual(outcome: Outcome, held: Held, report: Report, scenario: Scenario) -> list[str]:
    """The same lines as `_expected`, with the actual values."""
    parts = [each for each in report.participation if each.activity == held.id]
    by_name = {each.person: each for each in parts}
    lines = []
    if outcome.phase is not None:
        lines.append(f"phase = {held.phase}")
    if outcome.ranking is not None:
        lines += _ranked(each.person for each in parts if each.took_part)
    if outcome.participants is not None:
        lines += [f"participants: {name}" for name in sorted(_took_part(parts))]
    for name in outcome.scores:
        lines.append(f"scores: {name} = {by_name[name].score if name in by_name else '—'}")
    for name in outcome.statuses:
        lines.append(f"statuses: {name} = {by_name[name].status if name in by_name else '—'}")
    for name in outcome.replies:
        part = by_name.get(name)
        lines.append(f"replies: {name} = {(part.replies if part else 0) or 0}")
    for name in outcome.times:
        at = by_name[name].at if name in by_name else None
        lines.append(f"times: {name} = {_clock(at, scenario)}")
    if outcome.reminders is not None:
        lines += sorted(
            f"reminders: {each.person} = {_sent(each, scenario)}"
            for each in report.reminders
            if each.activity == held.id
        )
    return lines


def _took_part(parts: Iterable[Participation]) -> list[str]:
    return [each.person for each in parts if each.took_part]


def _ranked(names: Iterable[str]) -> list[str]:
    return [f"ranking: {place}. {name}" for place, name in enumerate(names, 1)]


def _sent(reminder: Reminder, scenario: Scenario) -> str:
    if reminder.sent_at is None:
        return f"{_clock(reminder.due_at, scenario)} ({reminder.state})"
    return _clock(reminder.sent_at, scenario)


def _clock(at: datetime | None, scenario: Scenario) -> str:
    return "—" if at is None else f"{shown(at, scenario.timezone):%Y-%m-%d %H:%M}"
