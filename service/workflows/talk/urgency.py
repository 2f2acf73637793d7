"""Whom to talk with first: those in need, then those not talked with for the longest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from service.core.circumstances import KINDS, Circumstance
from service.core.queries import HistoryEntry
from service.workflows.talk.model import lead_of

EVER = datetime(1970, 1, 2, tzinfo=UTC)
_NEVER = datetime.min.replace(tzinfo=UTC)


def last_talks(past: Iterable[HistoryEntry]) -> dict[int, datetime]:
    """When each person last had a talk, on either side of it."""
    last: dict[int, datetime] = {}
    for each in past:
        at = each.entry.held_at or each.entry.at
        if each.entry.phase in ("held", "recorded") and at:
            for person in (each.person, lead_of(each.state, each.entry)):
                last[person] = max(at, last.get(person, _NEVER))
    return last


def by_urgency(
    people: Iterable[int],
    circumstances: Mapping[int, Circumstance],
    last: Mapping[int, datetime],
    stale: datetime,
) -> tuple[tuple[int, ...], int]:
    """The people, the most urgent first, and how many of them are urgent: in quarantine, ill, in
    difficulty or away, or without a talk since `stale`."""

    def rank(person: int) -> tuple[int, datetime, int]:
        known = circumstances.get(person)
        need = KINDS.index(known.kind) if known else len(KINDS)
        return need, last.get(person, _NEVER), person

    ordered = tuple(sorted(people, key=rank))
    urgent = sum(each in circumstances or last.get(each, _NEVER) < stale for each in ordered)
    return ordered, urgent
