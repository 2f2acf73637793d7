"""From a TOML file to a scenario, with every problem at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from adapters.memory.adapter import EVERYTHING
from service.core.access import ROLES, Rules
from service.core.calendar import QuietHours
from service.core.capabilities import Capabilities
from service.core.people import LANGUAGES, RosterRow
from service.core.rulebook import Override, RuleBook
from service.files.errors import Unreadable
from service.files.questions import read_questions
from service.files.roster import Defaults, read_roster
from service.files.toml import TomlError, read_toml
from service.play.clock_spec import moment
from service.play.reading import (
    Reading,
    UnreadableError,
    a_flag,
    a_moment,
    a_number,
    a_start,
    a_text,
    a_time_of_day,
    a_time_zone,
    list_of,
    one_of,
    points,
    table_of,
)
from service.play.scenario import FLAGS, NEEDS, BankFile, Outcome, Scenario, ScenarioError
from service.play.steps import STEP, Named, Steps
from service.runtime.registry import installed_workflows
from service.settings.errors import SettingsError
from service.settings.rule_files import (
    procedure_file,
    read_overrides,
    read_rule_book,
    rule_file,
    with_procedures,
)
from service.settings.workflows import Table, section_of

_KEYS = ("title", "start", "timezone", "language", "organization", "people", "banks", "platform",
         "needs", "quiet_hours", "steps", "expectations")  # fmt: skip
_ORGANIZATION = ("roster", "anonymous", "rules", "procedures", "overrides")
_OVERRIDE = ("unit", "key", "value")
_PERSON = tuple(each.name for each in fields(RosterRow))
_BANK = ("name", "file", "unit")
_PLATFORM = (*FLAGS, "text_length")
_QUIET = ("enabled", "starts", "ends")
_OUTCOME = ("phase", "ranking", "participants", "scores", "statuses", "replies", "times",
            "reminders")  # fmt: skip

T = TypeVar("T")


def load_scenario(path: Path) -> Scenario:
    """The scenario in the file. Raises `ScenarioError` with every problem."""
    try:
        table = read_toml(path)
    except TomlError as error:
        raise ScenarioError([str(error)]) from None
    problems: list[str] = []
    scenario = None
    with suppress(UnreadableError):
        scenario = _Loader(path, table, problems).scenario()
    if problems or scenario is None:
        raise ScenarioError([f"{path.name}: {each}" for each in problems])
    return scenario


@dataclass(frozen=True, slots=True)
class _Changed:
    """A value that the organization has otherwise than its rules."""

    unit: str
    key: str
    value: Any


def _override(written: Reading) -> _Changed:
    value = written.need("value", lambda value: value)
    return _Changed(written.take("unit", a_text, ""), written.need("key", a_text), value)


class _Loader:
    """Reads one file. Names of people and units are known once the roster has been read."""

    def __init__(self, path: Path, table: dict[str, Any], problems: list[str]) -> None:
        self._path = path
        self._problems = problems
        self._tables = [
            (each.kind, each.settings.name, section_of(each.settings.values))
            for each in installed_workflows()
            if each.settings is not None
        ]
        names = (name for _, name, _ in self._tables)
        self._top = Reading(table, (*_KEYS, *names), "", problems)
        self._language = self._top.take("language", one_of(LANGUAGES), LANGUAGES[0])
        self._timezone = self._top.take("timezone", a_time_zone, "Asia/Shanghai")
        self._names: tuple[str, ...] = ()
        self._units: tuple[str, ...] = ()
        self._rooms: tuple[str, ...] = ()
        self._anonymous = False
        self._book = RuleBook()
        self._overrides: tuple[Override, ...] = ()

    def scenario(self) -> Scenario:
        start = self._top.need("start", a_start)
        people = self._people()
        self._know(people)
        banks = tuple(self._each(self._top.tables("banks", _BANK, "bank"), self._bank))
        named = Named(self._names, self._units, self._rooms)
        steps = Steps(self._path.parent, self._timezone, named).read(
            self._top.tables("steps", STEP, "step"), start
        )
        if not steps and not self._problems:
            self._top.problem("steps", "there are no steps; add [[steps]]")
        return Scenario(
            file=self._path,
            title=self._top.take("title", a_text, self._path.stem),
            start=start,
            timezone=self._timezone,
            language=self._language,
            people=people,
            banks=banks,
            capabilities=self._capabilities(),
            quiet=self._quiet(),
            steps=steps,
            outcomes=self._outcomes(start),
            rules=Rules(anonymous=self._anonymous, book=self._book, overrides=self._overrides),
            settings=self._settings(),
            needs=self._top.take("needs", list_of(one_of(NEEDS)), ()),
        )

    # -- the organization

    def _people(self) -> tuple[RosterRow, ...]:
        organization = self._top.table("organization", _ORGANIZATION)
        rows: list[RosterRow] = []
        self._anonymous = organization.take("anonymous", a_flag, False)
        own = organization.take("procedures", list_of(a_text), ())
        rules = organization.take("rules", a_text, "party-branch")
        self._book = self._rules(rules, own)
        changed = organization.tables("overrides", _OVERRIDE, "override")
        self._overrides = self._changed(rules, self._each(changed, _override))
        file = organization.take("roster", a_text, "")
        if file:
            rows += self._roster(file)
        rows += self._each(self._top.tables("people", _PERSON, "person"), self._person)
        if not rows and not file and "people" not in self._top:
            self._top.problem("", 'nobody is there; name a roster = "…" or write [[people]]')
        return tuple(rows)

    def _rules(self, name: str, procedures: Sequence[str]) -> RuleBook:
        """Ours of this name, or a file beside the scenario; and the procedures beside it."""
        ours = rule_file(name) != Path(name)
        try:
            book = read_rule_book(name if ours else str(self._path.parent / name))
            return with_procedures(book, map(self._procedure, procedures))
        except SettingsError as error:
            self._problems.extend(error.problems)
            return RuleBook()

    def _changed(self, rules: str, overrides: Sequence[_Changed]) -> tuple[Override, ...]:
        """What the organization has otherwise, as `overrides` of the settings."""
        ours = rule_file(rules) != Path(rules)
        try:
            return read_overrides(rules if ours else str(self._path.parent / rules), overrides)
        except SettingsError as error:
            self._problems.extend(error.problems)
            return ()

    def _procedure(self, name: str) -> str:
        """Ours of this name, or a file beside the scenario."""
        ours = procedure_file(name) != Path(name)
        return name if ours else str(self._path.parent / name)

    def _roster(self, file: str) -> Sequence[RosterRow]:
        defaults = Defaults(self._language, self._timezone)
        try:
            return read_roster(self._path.parent / file, file, roles=ROLES, defaults=defaults)
        except Unreadable as error:
            self._problems.append("\n  ".join(error.describe(self._language)))
            raise UnreadableError from error

    def _person(self, person: Reading) -> RosterRow:
        return RosterRow(
            name=person.need("name", a_text),
            branch=person.need("branch", a_text),
            group=person.take("group", a_text, ""),
            role=person.take("role", one_of(ROLES), "member"),
            standing=person.take("standing", a_text, "full"),
            language=person.take("language", one_of(LANGUAGES), self._language),
            timezone=person.take("timezone", a_time_zone, self._timezone),
            contact=person.take("contact", a_text, ""),
        )

    def _know(self, people: Sequence[RosterRow]) -> None:
        """Learn the names. In a rehearsal a name means one person, and one unit."""
        paths = {_path(row.branch)[: depth + 1] for row in people
                 for depth in range(len(_path(row.branch)))}  # fmt: skip
        self._names = tuple(row.name for row in people)
        self._units = tuple(sorted(path[-1] for path in paths))
        self._rooms = tuple(sorted({_path(row.branch)[-1] for row in people}))
        for called, names in (("people", self._names), ("units", self._units)):
            for name in (each for each, count in Counter(names).items() if count > 1):
                self._top.problem("", f'there are two {called} called "{name}"; a rehearsal tells '
                                      "them by name, so call one of them otherwise")  # fmt: skip

    def _bank(self, bank: Reading) -> BankFile:
        file = bank.need("file", a_text)
        try:
            questions = read_questions(self._path.parent / file, file)
        except Unreadable as error:
            self._problems.append("\n  ".join(error.describe(self._language)))
            raise UnreadableError from error
        unit = bank.take("unit", one_of(self._units), "")
        return BankFile(bank.take("name", a_text, Path(file).stem), unit, tuple(questions))

    # -- the platform and its nights

    def _capabilities(self) -> Capabilities:
        platform = self._top.table("platform", _PLATFORM)
        changes: dict[str, Any] = {
            name: platform.take(name, a_flag, getattr(EVERYTHING, name)) for name in FLAGS
        }
        changes["text_length"] = platform.take("text_length", a_number, 0)
        return replace(EVERYTHING, **changes)

    def _quiet(self) -> QuietHours:
        quiet = self._top.table("quiet_hours", _QUIET)
        usual = QuietHours()
        try:
            return QuietHours(
                quiet.take("starts", a_time_of_day, usual.starts),
                quiet.take("ends", a_time_of_day, usual.ends),
                quiet.take("enabled", a_flag, True),
            )
        except ValueError as error:
            quiet.problem("", str(error))
            return usual

    def _settings(self) -> dict[str, Any]:
        """What the settings of an organization say of its kinds of activity, under the same
        names."""
        return {
            kind: self._top.take(name, partial(_read_table, name, table), table()).read()
            for kind, name, table in self._tables
        }

    # -- expectations

    def _outcomes(self, start: datetime) -> tuple[Outcome, ...]:
        person = one_of(self._names)

        def at(value: Any) -> datetime:
            return moment(a_moment(value), start, self._timezone)

        return tuple(
            Outcome(
                activity=name,
                phase=reading.take("phase", a_text, None),
                ranking=reading.take("ranking", list_of(person), None),
                participants=reading.take("participants", list_of(person), None),
                scores=reading.take("scores", table_of(person, points), {}),
                statuses=reading.take("statuses", table_of(person, a_text), {}),
                replies=reading.take("replies", table_of(person, a_number), {}),
                times=reading.take("times", table_of(person, at), {}),
                reminders=reading.take("reminders", table_of(person, list_of(at)), None),
            )
            for name, reading in self._top.named("expectations", _OUTCOME)
        )

    @staticmethod
    def _each(readings: Iterable[Reading], read: Callable[[Reading], T]) -> list[T]:
        """What could be read of these tables; problems have been noted."""
        found = []
        for reading in readings:
            try:
                found.append(read(reading))
            except UnreadableError:
                continue
        return found


def _path(branch: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in branch.split("/") if part.strip())


def _read_table(name: str, table: type[Table], value: Any) -> Table:
    """The table as it may stand in the settings. Raises ValueError."""
    try:
        return table.model_validate(value)
    except ValidationError as error:
        found = error.errors()[0]
        raise ValueError(
            f"what [{name}] of the settings may be: {', '.join(table.model_fields)}; "
            f"{'.'.join(map(str, found['loc']))}: {found['msg']}"
        ) from error
