"""Who reads a page: what they may see, and how it is said to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from service.core.access import SEES_FIGURES, may
from service.core.calendar import local
from service.core.directory import Directory
from service.core.office import Counts, Crumb, NotHere
from service.core.people import LANGUAGES, Person
from service.core.rulebook import RuleBook
from service.core.texts import Moment, Named, Words, text
from service.runtime.localization.catalog import Locale
from service.runtime.registry import Registry
from service.store.transaction import AnyRow

ROSTER = "roster.manage"


@dataclass(frozen=True, slots=True)
class Reader:
    """A person who is signed in, as they are now."""

    person: Person
    registry: Registry
    directory: Directory
    now: datetime

    def may(self, permission: str, unit: int) -> bool:
        return may(self.registry.rules, self.directory.roster, self.person, permission, unit)

    def unit(self, asked: int) -> int:
        """The unit that is asked for (0: the reader's own). Raises `NotHere` outside of what they
        may read."""
        unit = asked or self.person.unit
        if unit not in self.directory.roster.units or not self.may(SEES_FIGURES, unit):
            raise NotHere
        return unit

    def path(self, unit: int) -> tuple[Crumb, ...]:
        """The way from the reader's own unit to this one, both within."""
        roster, found = self.directory.roster, []
        for each in roster.path(unit):
            found.append(Crumb(each, roster.units[each].name))
            if each == self.person.unit:
                break
        return tuple(reversed(found))

    def name(self, unit: int) -> str:
        """The unit by its name; one below the reader's own with those in between, so that two of
        the same name are told apart."""
        path = self.path(unit)
        return " / ".join(each.name for each in (path[1:] or path))

    def say(self, words: Words) -> str:
        """The words for the reader, on their own clock."""
        return self.registry.catalog.say(words, self.locale)

    @property
    def locale(self) -> Locale:
        return Locale(self.person.language, self.person.timezone, now=self.now)

    def day(self, at: datetime, zone: str = "") -> str:
        return self.say(Moment(at, "date", zone))

    def date(self, day: str) -> str:
        """A day that is kept as `2026-03-01`."""
        zone = self.person.timezone
        return self.day(local(datetime.combine(date.fromisoformat(day), time(12)), zone))

    def named(self, name: Named) -> str:
        return (name.en or name.zh) if self.person.language == LANGUAGES[1] else name.zh

    def book(self, unit: int) -> RuleBook:
        return self.registry.rules.book_of(self.directory.roster, unit)

    def duty_name(self, duty: str) -> str:
        found = self.registry.rules.book.duty(duty)
        return self.named(found.name) if found is not None else duty

    def kind_name(self, kind: str) -> str:
        """The word for what something counts as, or for a kind of activity."""
        book = self.registry.rules.book
        meeting = book.meeting(kind)
        if meeting is not None:
            return self.named(meeting.name)
        if kind not in self.registry.workflows:
            for each in book.duties:
                if kind in (each.id, each.report, each.study):
                    return self.named(each.name)
        return self.say(text("office-kind", kind=kind))

    def title(self, row: Any) -> str:
        """What an activity is called; by the day on which it was begun, where it has no title."""
        workflow = self.registry.workflows[row.kind]
        state = self.registry.codec.activity(row.kind, row.schema, row.state)
        said = self.say(workflow.title(state))
        if said or workflow.menu is None:
            return said or self.kind_name(row.kind)
        return self.say(text(f"{row.kind}-untitled", day=Moment(row.at, "day")))


def counts(row: AnyRow | None) -> Counts:
    """The figures of a row of `rollups`; of none, nothing."""
    return Counts(row.n, row.met, row.due, row.late) if row is not None else Counts()


def units_of(row: AnyRow | None) -> Counts:
    """The units that a row of the kind `unit` tells of: those of which something is known."""
    if row is None:
        return Counts()
    return Counts(row.met + row.due + row.late, row.met, row.due, row.late)


def by_kind(rows: Iterable[AnyRow]) -> Mapping[tuple[int, str], AnyRow]:
    return {(row.unit, row.kind): row for row in rows}


def paged(rows: Sequence[Any], most: int) -> tuple[Sequence[Any], bool]:
    """The rows of one page, of which one more was asked for; whether there are more."""
    return rows[:most], len(rows) > most
