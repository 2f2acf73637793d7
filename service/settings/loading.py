"""Typed settings, from a TOML file and the environment, which wins.

`ORGLIFE_WEB__PORT=9000` sets `web.port`; lists and tables are written as JSON. Relative paths
start from the working directory. config/orglife.example.toml shows every setting.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Self

from pydantic import (
    Field,
    ValidationError,
    create_model,
    model_validator,
)

from service.core.access import Rules
from service.core.calendar import QuietHours
from service.core.workflow import SettingsTable
from service.files.toml import TomlError, read_toml
from service.runtime.registry import WorkflowError, every_permission, installed_workflows
from service.settings.environment import PREFIX, from_environment, unknown_variables, variable
from service.settings.errors import SettingsError, closest, explain
from service.settings.models import (
    Account,
    Confidential,
    Database,
    Delivery,
    HolidayCalendar,
    Log,
    Office,
    Organization,
    Plan,
    Quiet,
    Retention,
    Section,
    Web,
)
from service.settings.rule_files import read_overrides, read_rule_book, with_procedures
from service.settings.workflows import section_of

FILE = Path("orglife.toml")
"""Read when no file is named, if it is there."""

_PATH_VARIABLE = f"{PREFIX}CONFIG"


class Settings(Section):
    """Everything that can be set but the tables of workflows, which `settings_type` adds; `load`
    reads what is set."""

    data_dir: Path = Field(default=Path("data"), description="the path of a folder")
    plans: tuple[Plan, ...] = Field(
        default=(), description="tables with name, kind, unit, when, details"
    )
    database: Database = Database()
    web: Web = Web()
    adapters: dict[str, Account] = Field(
        default={"webchat": Account(kind="webchat")},
        description="for each account a table with its kind",
    )
    organization: Organization = Field(default_factory=Organization)
    quiet_hours: Quiet = Quiet()
    confidential: Confidential = Confidential()
    delivery: Delivery = Delivery()
    retention: Retention = Retention()
    holidays: HolidayCalendar = HolidayCalendar()
    office: Office = Office()
    log: Log = Log()

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        strangers = [
            f'delivery.rates has "{name}", which is no account{closest(name, self.adapters)}'
            for name in self.delivery.rates
            if name not in self.adapters
        ]
        roles = self.organization.roles
        strangers += [
            f'office.second_factor has "{each}", which is no role{closest(each, roles)}'
            for each in self.office.second_factor
            if each not in roles and "second_factor" in self.office.model_fields_set
        ]
        names = [plan.name for plan in self.plans]
        strangers += [f'plans has "{name}" twice' for name in {*names} if names.count(name) > 1]
        if strangers:
            raise ValueError("; ".join(strangers))
        return self

    @property
    def database_url(self) -> str:
        """The database; a SQLite file in `data_dir` unless another is set."""
        return self.database.url or f"sqlite:///{self.data_dir / 'orglife.sqlite3'}"

    @property
    def key_file(self) -> Path:
        """Where the key for confidential text is kept when none is set."""
        return self.data_dir / "confidential.key"

    def rules(self) -> Rules:
        """The organization's own rules, for the one door. Raises `SettingsError` for a rule file
        that can't be used."""
        organization = self.organization
        return Rules(
            {role: frozenset(granted) for role, granted in organization.roles.items()},
            voting=frozenset(organization.voting),
            committee=frozenset(organization.committee),
            anonymous=organization.anonymous,
            permissions=every_permission(),
            book=with_procedures(read_rule_book(organization.rules), organization.procedures),
            overrides=read_overrides(organization.rules, organization.overrides),
        )

    def abroad(self) -> dict[str, str]:
        """The accounts whose servers are abroad, and who runs them."""
        return {name: each.recipient for name, each in self.adapters.items() if each.abroad}

    def of_workflows(self) -> dict[str, Any]:
        """What is set for the kinds of activity that have a table of their own, by kind."""
        tables = {each.kind: each.settings for each in installed_workflows() if each.settings}
        return {
            kind: getattr(self, table.name).read()
            for kind, table in tables.items()
            if hasattr(self, table.name)
        }

    def quiet(self) -> QuietHours:
        quiet = self.quiet_hours
        return QuietHours(quiet.starts, quiet.ends, quiet.enabled)


def settings_type() -> type[Settings]:
    """The settings with the tables of the installed workflows; without arguments it is the
    defaults. Raises `WorkflowError`."""
    installed = installed_workflows()
    return _with_tables(tuple(each.settings for each in installed if each.settings is not None))


@cache
def _with_tables(tables: tuple[SettingsTable, ...]) -> type[Settings]:
    known = [each.name for each in tables if each.name in Settings.model_fields]
    if known:
        raise WorkflowError(
            [f"a workflow asks for the table {each!r}, which is ours: rename it" for each in known]
        )
    made = {each.name: section_of(each.values) for each in tables}
    added: dict[str, Any] = {name: (table, table()) for name, table in made.items()}
    return create_model("Settings", __base__=Settings, **added)


def load(path: Path | None = None, env: Mapping[str, str] | None = None) -> Settings:
    """The settings in the file, overridden by the environment.

    `path`: None for the file in `ORGLIFE_CONFIG`, or else `orglife.toml` if it is there.
    `env`: the environment; None for none. Raises `SettingsError` with every problem at once.
    """
    env = env or {}
    if path is None and env.get(_PATH_VARIABLE):
        path = Path(env[_PATH_VARIABLE])
    if path is None and FILE.exists():
        path = FILE
    return made(_read(path) if path else {}, env, {}, str(path or "settings"))


def made(
    low: Mapping[str, Any],
    env: Mapping[str, str],
    high: Mapping[str, Any],
    source: str = "settings",
) -> Settings:
    """The settings of these values: the environment wins over `low`, and `high` over both.

    `source`: where `low` comes from, for the errors. Raises `SettingsError` with every problem.
    """
    try:
        model = settings_type()
    except WorkflowError as error:
        raise SettingsError(error.problems) from None
    given = from_environment(model, env)
    problems = [
        f"environment variable {each}: there is no such setting{hint}"
        for each, hint in unknown_variables(model, env)
    ]
    settings = None
    try:
        settings = model(**_merged(_merged(low, given), high))
    except ValidationError as error:

        def origin(keys: tuple[str | int, ...]) -> str:
            named = variable(keys, env)
            return f"environment variable {named}" if named else source

        problems = [*explain(error, model, origin), *problems]
    if problems or settings is None:
        raise SettingsError(problems)
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)
    except TomlError as error:
        hint = "" if path.exists() else "; write one with `orglife init`"
        raise SettingsError([f"{error}{hint}"]) from None


def _merged(low: Mapping[str, Any], high: Mapping[str, Any]) -> dict[str, Any]:
    """Both tables in one; where they meet, the values of `high`."""
    merged = dict(low)
    for key, value in high.items():
        below = merged.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        merged[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return merged
