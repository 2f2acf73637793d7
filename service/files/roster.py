"""Reads a roster, the members of each branch, from xlsx or csv."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from zoneinfo import available_timezones

from service.core.namesakes import tidy
from service.core.people import LANGUAGES, Language, RosterRow
from service.core.posts import ROLE_NAMES, STANDING_NAMES, role_name
from service.files.errors import RowError, Unreadable
from service.files.messages import Code
from service.files.records import Record, to_records
from service.files.roster_words import (
    COLUMNS,
    COMMITTEE_MEMBER,
    EXAMPLE,
    EXAMPLES,
    LANGUAGE_WORDS,
    POSTS,
    REQUIRED,
    ROLE_WORDS,
    STANDING_WORDS,
    STATUS_WORDS,
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
        if not tidy(record["name"]).startswith(EXAMPLES):
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
        name, branch, group = (
            self._short(record, "name"),
            self._branch(record),
            self._short(record, "group"),
        )
        role, post = self._role(record)
        person = RosterRow(
            name=name,
            branch=branch,
            group=group,
            role=role,
            standing=self._standing(record),
            language=self._language(record),
            timezone=self._timezone(record),
            contact=self._short(record, "contact", MAX_CONTACT),
            post=post,
            left=self._left(record),
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

    def _role(self, record: Record) -> tuple[str, str]:
        """The role, and the post that the person is called by."""
        written = self._short(record, "role")
        if not written:
            return self.defaults.role, ""
        role, post = read_role(written, self.roles)
        if not role:
            language = self.defaults.language
            allowed = ", ".join(role_name(each, language) for each in sorted(self.roles))
            self._error(record, "role", "unknown_role", written, allowed)
        return role, post

    def _left(self, record: Record) -> bool:
        written = self._short(record, "status")
        status = STATUS_WORDS.get(normal(written), "") if written else "here"
        if not status:
            self._error(record, "status", "unknown_status", written)
        return status == "left"

    def _standing(self, record: Record) -> str:
        written = self._short(record, "standing")
        return read_standing(written) or self.defaults.standing

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


def read_role(written: str, roles: Collection[str]) -> tuple[str, str]:
    """The role that a word or a post stands for, and the post if it is one; "" for a role that the
    organization does not have."""
    word = normal(written)
    own = {normal(role): role for role in roles}
    role, post = own.get(word) or ROLE_WORDS.get(word, ""), ""
    if not role:
        committee = "committee" if written.endswith(COMMITTEE_MEMBER) else ""
        role, post = POSTS.get(word, committee), written
    return (role, post) if role in roles else ("", "")


def read_standing(written: str) -> str:
    """The standing that the word stands for; any other is kept as written."""
    return STANDING_WORDS.get(normal(written), written)


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


_NOTES = {
    "zh-CN": (
        "怎么填",
        "第一行是表头，第二行是示例：导入时跳过姓名以“（示例）”开头的行，删不删都可以。",
        "必填：姓名、支部。支部可以写成路径：党委/第一支部。",
        "角色可以写：{roles}；也可以写职务：副书记、纪检委员、青年委员、统战委员、生活委员、宣传委员、"
        "党小组长……（按职务给权限，并显示职务）。不写就是成员。",
        "身份可以写：{standings}；也可以写别的，照写的显示。不写就是正式党员。",
        "语言：zh-CN 或 en。时区：Asia/Shanghai，也可以写“北京时间”。",
        "联系方式（手机或邮箱）用来区分同名的人；换支部时凭它认出是同一个人。",
        "状态：有人离开就写“转出”或“离开”，回来就写“在册”。不写就是在册。名单里没有列出的人不受影响。",
    ),
    "en": (
        "How to fill it in",
        "Row 1 is the header and row 2 an example: rows whose name begins with “(example)” are "
        "skipped.",
        "Required: name and branch. A branch may be a path: Committee/Branch one.",
        "Role, one of: {roles}; or a post (deputy secretary, group leader). Empty: member.",
        "Standing, one of: {standings}; anything else is shown as written. Empty: full member.",
        "Language: zh-CN or en. Time zone: a name such as Asia/Shanghai.",
        "Contact (phone or email) tells people of one name apart, and knows who has moved.",
        "Status: “left” for who leaves, “active” for who comes back. Empty: active. Whoever is not "
        "listed is left alone.",
    ),
}


def write_roster_template(path: Path, language: Language = "zh-CN") -> None:
    """Write an xlsx file to fill in, with one example, and a sheet that says what may stand there.
    Raises `OSError`."""
    at = LANGUAGES.index(language)
    roles, standings = ([names[at] for names in each.values()]
                        for each in (ROLE_NAMES, STANDING_NAMES))  # fmt: skip
    stop = "、" if at == 0 else ", "
    layout = Layout(
        title=("名册", "Roster")[at],
        header=[headers[at] for headers in COLUMNS.values()],
        rows=[EXAMPLE[at]],
        widths=[14, 30, 14, 12, 12, 10, 18, 24, 12],
        choices={5: LANGUAGES, 8: (("在册", "转出", "离开"), ("active", "left"))[at]},
    )
    named = {"roles": stop.join(roles), "standings": stop.join(standings)}
    write_workbook(path, layout, [each.format(**named) for each in _NOTES[language]])
