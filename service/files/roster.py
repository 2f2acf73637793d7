"""Reads a roster, the members of each branch, from xlsx or csv."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from zoneinfo import available_timezones

from service.core.people import LANGUAGES, Language, RosterRow
from service.files.errors import RowError, Unreadable
from service.files.messages import Code
from service.files.records import Record, to_records
from service.files.roster_words import (
    COLUMNS,
    EXAMPLE,
    LANGUAGE_WORDS,
    REQUIRED,
    ROLE_WORDS,
    STANDING_WORDS,
    TIMEZONE_WORDS,
)
from service.files.sheets import load, read_sheets
from service.files.writing import Layout, write_workbook
from service.questions.grammar.words import normal

MAX_LEVELS = 8  # of a path of units
MAX_LENGTH = 100  # characters of a name or another short field
MAX_CONTACT = 200  # characters

Progress = Callable[[int, int], None]
"""Called with the number of rows done, and of all rows."""

_STRIDE = 200  # rows between two reports of progress
_SPACES = re.compile(r"\s+")
_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Defaults:
    """The meaning of an empty cell."""

    language: Language = "zh-CN"
    timezone: str = "Asia/Shanghai"
    role: str = "member"
    standing: str = "full"


def read_roster(
    source: Path | bytes,
    name: str,
    *,
    roles: Collection[str],
    defaults: Defaults | None = None,
    progress: Progress | None = None,
    told: list[RowError] | None = None,
) -> tuple[RosterRow, ...]:
    """The people in a roster file, in the order of the file.

    `name`: the file's, for errors. `roles`: the keys of the organization's rules; the usual Chinese
    words for the standard ones are understood too. `told` receives what was left out, such as
    columns that mean nothing here. Raises `Unreadable` with the errors of all rows;
    a roster is imported as a whole or not at all.
    """
    records = to_records(read_sheets(load(source, name), name), name, COLUMNS, REQUIRED)
    if told is not None:
        told.extend(records.notes)
    reading = _Reading(roles, defaults or Defaults())
    people = []
    total = len(records.rows)
    for done, record in enumerate(records.rows, 1):
        people.append(reading.person(record))
        if progress and (done % _STRIDE == 0 or done == total):
            progress(done, total)
    if errors := records.with_errors(reading.errors):
        raise Unreadable(name, errors)
    return tuple(people)


@dataclass(slots=True)
class _Reading:
    """A roster being read: the errors so far, and where each name was seen."""

    roles: Collection[str]
    defaults: Defaults
    errors: list[RowError] = field(default_factory=list)
    _seen: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)

    def person(self, record: Record) -> RosterRow:
        """The person of a row; problems are added to `errors`."""
        person = RosterRow(
            name=self._short(record, "name"),
            branch=self._branch(record),
            group=self._short(record, "group"),
            role=self._role(record),
            standing=self._standing(record),
            language=self._language(record),
            timezone=self._timezone(record),
            contact=self._short(record, "contact", MAX_CONTACT),
        )
        if person.name and person.branch:
            self._find_double(record, person)
        return person

    def _find_double(self, record: Record, person: RosterRow) -> None:
        """Two people of the same name in one branch must have different contacts."""
        seen = self._seen.setdefault((person.branch, person.name), {})
        contact = person.contact.casefold()
        earlier = seen.get(contact) or seen.get("")
        if not contact and seen:
            earlier = min(seen.values())
        if earlier:
            self._error(record, "name", "duplicate_person", person.name, str(earlier))
        seen.setdefault(contact, record.row)

    def _short(self, record: Record, key: str, longest: int = MAX_LENGTH) -> str:
        text = tidy(record[key])
        if len(text) > longest:
            self._error(record, key, "too_long", hint=str(longest))
        if not text and key in REQUIRED:
            self._error(record, key, "missing")
        return text

    def _branch(self, record: Record) -> str:
        levels = [each.strip() for each in self._written_path(record).split("/")]
        path = "/".join(levels)
        if path and (not all(levels) or len(levels) > MAX_LEVELS):
            self._error(record, "branch", "bad_branch", path, str(MAX_LEVELS))
        return path

    def _written_path(self, record: Record) -> str:
        path = tidy(record["branch"]).replace("／", "/")
        if not path:
            self._error(record, "branch", "missing")
        elif len(path) > MAX_LENGTH * MAX_LEVELS:
            self._error(record, "branch", "too_long", hint=str(MAX_LENGTH * MAX_LEVELS))
        return path

    def _role(self, record: Record) -> str:
        written = self._short(record, "role")
        if not written:
            return self.defaults.role
        own = {normal(role): role for role in self.roles}
        role = own.get(normal(written)) or ROLE_WORDS.get(normal(written), "")
        if role not in self.roles:
            self._error(record, "role", "unknown_role", written, ", ".join(sorted(self.roles)))
        return role

    def _standing(self, record: Record) -> str:
        written = self._short(record, "standing")
        return STANDING_WORDS.get(normal(written), written) or self.defaults.standing

    def _language(self, record: Record) -> Language:
        written = self._short(record, "language")
        if not written:
            return self.defaults.language
        language = LANGUAGE_WORDS.get(normal(written))
        if language is None:
            self._error(record, "language", "unknown_language", written, ", ".join(LANGUAGES))
        return language or self.defaults.language

    def _timezone(self, record: Record) -> str:
        written = self._short(record, "timezone")
        if not written:
            return self.defaults.timezone
        zone = TIMEZONE_WORDS.get(normal(written), written)
        if zone not in _zones():
            self._error(record, "timezone", "unknown_timezone", written, near_zones(written))
        return zone

    def _error(
        self, record: Record, key: str, code: Code, detail: str = "", hint: str = ""
    ) -> None:
        self.errors.append(RowError(record.row, key, code, detail, hint, record.sheet))


def tidy(text: str) -> str:
    """A short text on one line, without invisible characters: `王　敏` is 王敏.

    Joiners stay, because some scripts need them.
    """
    text = "".join(_visible(unicodedata.normalize("NFC", text)))
    return _BETWEEN_IDEOGRAPHS.sub("", _SPACES.sub(" ", text).strip())


def _visible(text: str) -> Iterator[str]:
    for each in text:
        if unicodedata.category(each) != "Cf" or each in "\u200c\u200d":
            yield each


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


@lru_cache(maxsize=256)
def near_zones(written: str, most: int = 2) -> str:
    """Time zones with names close to what was written, or a usual one."""
    by_words = {name.casefold(): name for name in _zones()}
    by_city = {name.rpartition("/")[2].casefold(): name for name in sorted(_zones())}
    wanted = written.casefold().replace(" ", "_")[:MAX_LENGTH]
    near: Sequence[str] = [
        known[each]
        for known in (by_words, by_city)
        for each in difflib.get_close_matches(wanted, known, n=most, cutoff=0.85)
    ]
    return ", ".join(list(dict.fromkeys(near))[:most]) or "Asia/Shanghai"


def write_roster_template(path: Path, language: Language = "zh-CN") -> None:
    """Write an xlsx file to fill in, with one example person. Raises `OSError`."""
    at = 0 if language == "zh-CN" else 1
    layout = Layout(
        title=("名册", "Roster")[at],
        header=[headers[at] for headers in COLUMNS.values()],
        rows=[EXAMPLE[at]],
        widths=[14, 30, 14, 12, 12, 10, 18, 24],
        choices={5: LANGUAGES},
    )
    write_workbook(path, layout)
