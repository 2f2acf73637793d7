"""Typed settings, from a TOML file and the environment, which wins.

`ORGLIFE_WEB__PORT=9000` sets `web.port`; lists and tables are written as JSON. Relative paths
start from the working directory. config/orglife.example.toml shows every setting.
"""

from __future__ import annotations

import base64
import binascii
import tomllib
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from service.core.access import PERMISSIONS, Rules
from service.core.calendar import QuietHours, Recurrence, zone
from service.core.people import Language
from service.environment import PREFIX, Environment, unknown_variables, variable
from service.problems import SettingsError, closest, explain
from service.sections import Delivery, Retention, Section, Whole
from service.talk_settings import Talks

__all__ = ["Account", "Settings", "SettingsError", "load"]

FILE = Path("orglife.toml")
"""Read when no file is named, if it is there."""

_PATH_VARIABLE = f"{PREFIX}CONFIG"


def _timezone(name: str) -> str:
    zone(name)
    return name


Timezone = Annotated[str, AfterValidator(_timezone)]
OptionalPath = Annotated[Path | None, BeforeValidator(lambda given: given or None)]


class Database(Section):
    url: str = Field(
        default="",
        repr=False,
        description="sqlite:///path/to/file, postgresql+psycopg://user:password@host/database, or "
        "empty for the SQLite file orglife.sqlite3 in data_dir",
    )

    @field_validator("url")
    @classmethod
    def _known(cls, url: str) -> str:
        if not url:
            return url
        try:
            backend = make_url(url).get_backend_name()
        except (ArgumentError, ValueError):  # the latter for a port that is no number
            raise ValueError("is not a database URL") from None
        if backend not in ("sqlite", "postgresql"):
            raise ValueError(f"database type {backend} is not supported")
        return url


class Web(Section):
    host: str = Field(default="127.0.0.1", min_length=1, description="an address of this machine")
    port: Whole = Field(
        default=8080, ge=0, le=65535, description="1 to 65535, or 0 for any free port"
    )
    base_url: str = Field(
        default="",
        pattern=r"^(https?://[^/\s]+(/\S*)?)?$",
        description="a URL such as https://org.example",
    )

    @property
    def port_is_fixed(self) -> bool:
        """Whether the port was chosen; if not, the next free one may be taken."""
        return "port" in self.model_fields_set and self.port != 0

    def url(self, port: int) -> str:
        """Where people find the pages, once the port is known; without a slash at the end."""
        everywhere = self.host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
        bracketed = f"[{self.host}]" if ":" in self.host else self.host
        shown = "localhost" if everywhere else bracketed
        return self.base_url.rstrip("/") or f"http://{shown}:{port}"


class Account(Section):
    """One account on a chat platform. Whatever else stands in its table is for its adapter."""

    model_config = ConfigDict(extra="allow")

    kind: str = Field(min_length=1, description="the name of an adapter, such as webchat")

    @property
    def options(self) -> Mapping[str, Any]:
        """The adapter's own settings; they may hold secrets."""
        return dict(self.model_extra or {})

    def __repr__(self) -> str:
        return f"Account(kind={self.kind!r}, …)"

    __str__ = __repr__


class Organization(Section):
    name: str = Field(default="示例党组织", min_length=1, description="a name")
    language: Language = Field(default="zh-CN", description="zh-CN or en")
    timezone: Timezone = Field(
        default="Asia/Shanghai", description="an IANA name such as Asia/Shanghai"
    )
    roles: dict[str, tuple[str, ...]] = Field(
        default={role: tuple(sorted(granted)) for role, granted in Rules().roles.items()},
        description=f"for each role a list of permissions: {', '.join(PERMISSIONS)}",
    )
    voting: tuple[str, ...] = Field(
        default=tuple(sorted(Rules().voting)),
        description="a list of standings, as the roster names them",
    )
    committee: tuple[str, ...] = Field(
        default=tuple(sorted(Rules().committee)),
        description="a list of roles or standings, as the roster names them",
    )

    anonymous: bool = Field(
        default=False,
        description="true or false: whether discussions can be anonymous, even to their organizer",
    )

    @field_validator("roles")
    @classmethod
    def _permissions_exist(cls, roles: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        unknown = [
            f'role {role} has "{each}", which is no permission{closest(each, PERMISSIONS)}'
            for role, granted in roles.items()
            for each in granted
            if each not in PERMISSIONS
        ]
        if unknown:
            raise ValueError("; ".join(unknown))
        return roles


class Quiet(Section):
    enabled: bool = Field(default=True, description="true or false")
    starts: time = Field(default=QuietHours().starts, description='a time such as "22:00"')
    ends: time = Field(default=QuietHours().ends, description='a time such as "07:00"')

    @field_validator("starts", "ends")
    @classmethod
    def _whole_minutes(cls, value: time) -> time:
        if value.second or value.microsecond or value.tzinfo:
            raise ValueError("must be hours and minutes in local time")
        return value


class Confidential(Section):
    keys: tuple[SecretStr, ...] = Field(
        default=(),
        description="a list of Fernet keys (32 bytes in URL-safe base64), the newest first",
    )

    @field_validator("keys")
    @classmethod
    def _are_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for number, key in enumerate(keys, 1):
            try:
                length = len(base64.b64decode(key.get_secret_value(), b"-_", validate=True))
            except (binascii.Error, ValueError):
                length = 0
            if length != 32:
                raise ValueError(f"key {number} is not a Fernet key")
        return keys


class HolidayCalendar(Section):
    calendar: Literal["china", "none"] = Field(default="china", description='"china" or "none"')
    corrections: OptionalPath = Field(
        default=None, description="the path of a file with added or corrected days"
    )


class Plan(Section):
    """A recurring activity: what starts in which unit whenever the rule says so.

    `details` are the plain values that the workflow's `begin` understands, or its `renew` where
    there is a `template`.
    """

    name: str = Field(min_length=1, description="a unique name")
    kind: str = Field(min_length=1, description="the name of a workflow, such as quiz")
    unit: str = Field(
        default="", description="the name or path of a branch; empty for the whole organization"
    )
    when: dict[str, Any] = Field(
        description='a rule such as { every = "month", nth = 1, weekday = "friday", at = "19:30" }'
    )
    details: dict[str, Any] = Field(default={}, description="a table of values for the workflow")
    template: str = Field(default="", description="the name of the template it starts from")

    @field_validator("when")
    @classmethod
    def _is_a_rule(cls, when: dict[str, Any]) -> dict[str, Any]:
        Recurrence.parse(when)
        return when

    def rule(self, timezone: str) -> Recurrence:
        """The rule, in its own time zone or else in the given one (that of the unit)."""
        return Recurrence.parse({"timezone": timezone, **self.when})


class Log(Section):
    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="debug, info, warning or error"
    )
    format: Literal["json", "console"] = Field(default="json", description="json or console")


class Settings(BaseSettings):
    """Everything that can be set. `Settings()` is the defaults; `load` reads what is set."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

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
    organization: Organization = Organization()
    quiet_hours: Quiet = Quiet()
    confidential: Confidential = Confidential()
    delivery: Delivery = Delivery()
    retention: Retention = Retention()
    holidays: HolidayCalendar = HolidayCalendar()
    talks: Talks = Talks()
    log: Log = Log()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)  # `load` brings the environment, so that `Settings()` is pure

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        strangers = [
            f'delivery.rates has "{name}", which is no account{closest(name, self.adapters)}'
            for name in self.delivery.rates
            if name not in self.adapters
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
        """The organization's own rules, for the one door."""
        roles = {role: frozenset(granted) for role, granted in self.organization.roles.items()}
        organization = self.organization
        return Rules(
            roles,
            voting=frozenset(organization.voting),
            committee=frozenset(organization.committee),
            note_to_member=self.talks.note_to_member,
            anonymous=organization.anonymous,
        )

    def quiet(self) -> QuietHours:
        quiet = self.quiet_hours
        return QuietHours(quiet.starts, quiet.ends, quiet.enabled)


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
    file = _read(path) if path else {}
    given = Environment(Settings, env)()
    problems = [
        f"environment variable {each}: there is no such setting{hint}"
        for each, hint in unknown_variables(Settings, env)
    ]
    settings = None
    try:
        settings = Settings(**_merged(file, given))
    except ValidationError as error:

        def origin(keys: tuple[str | int, ...]) -> str:
            named = variable(keys, env)
            return f"environment variable {named}" if named else str(path or "settings")

        problems = [*explain(error, Settings, origin), *problems]
    if problems or settings is None:
        raise SettingsError(problems)
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        problem = "there is no such file; write one with `orglife init`"
    except OSError as error:
        problem = f"can't be read: {error.strerror}"
    except UnicodeDecodeError:
        problem = "is not UTF-8 text; save it as UTF-8"
    except tomllib.TOMLDecodeError as error:
        problem = f"is not valid TOML: {error}"
    raise SettingsError([f"{path}: {problem}"])


def _merged(low: Mapping[str, Any], high: Mapping[str, Any]) -> dict[str, Any]:
    """Both tables in one; where they meet, the values of `high`."""
    merged = dict(low)
    for key, value in high.items():
        below = merged.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        merged[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return merged
