"""The sections of the settings, each a table of the file."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    field_validator,
    model_validator,
)
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from service.core.access import Rules, default_roles
from service.core.calendar import QuietHours, Recurrence, zone
from service.core.office import Policy
from service.core.people import Language
from service.core.rate_limit import Pace, Rates
from service.runtime.registry import every_permission
from service.settings.errors import closest


def _number(given: object) -> object:
    if isinstance(given, bool):  # which Python takes for 0 and 1
        raise ValueError("is not a number")
    return given


Whole = Annotated[int, BeforeValidator(_number)]
Number = Annotated[float, BeforeValidator(_number)]


class Section(BaseModel):
    """A table of the file. A field's description says what is allowed, for errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


_PACE = "[messages, seconds], such as [25, 1]: so many messages in any so many seconds"
Messages = Annotated[Whole, Field(ge=1)]
Seconds = Annotated[Number, Field(gt=0)]


class Rate(Section):
    """How much an account may say; what is left out is as its platform has it."""

    account: tuple[Messages, Seconds] | None = Field(default=None, description=_PACE)
    private: tuple[Messages, Seconds] | None = Field(default=None, description=_PACE)
    group: tuple[Messages, Seconds] | None = Field(default=None, description=_PACE)

    def over(self, declared: Rates) -> Rates:
        """What an adapter has declared, with what is set here in its place."""
        return replace(
            declared,
            account=Pace(*self.account) if self.account else declared.account,
            private=Pace(*self.private) if self.private else declared.private,
            group=Pace(*self.group) if self.group else declared.group,
        )


class Delivery(Section):
    attempts: Whole = Field(default=8, ge=1, le=100, description="a whole number from 1 to 100")
    backoff_seconds: Number = Field(default=1.0, gt=0, description="seconds, above 0")
    backoff_limit_seconds: Number = Field(default=300.0, gt=0, description="seconds, above 0")
    rates: dict[str, Rate] = Field(
        default={}, description="for an account: account, private and group"
    )

    def rate(self, account: str) -> Rate:
        """What is set for an account."""
        return self.rates.get(account, Rate())


class Retention(Section):
    """How long what is not the record is kept; the journal is."""

    updates_days: Number = Field(
        default=7.0,
        ge=1,
        le=7,
        description="days, from 1 to 7: Telegram restarts its numbering after a week",
    )
    messages_days: Number = Field(
        default=90.0, ge=0, description="days, or 0 to keep messages forever"
    )
    consents_days: Number = Field(
        default=1095.0, ge=180, description="days, 180 or more, after which what is over is removed"
    )


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

    shared: bool = Field(
        default=False,
        description="true or false: whether several equal processes share this PostgreSQL database",
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

    trusted_proxies: tuple[str, ...] = Field(
        default=(),
        description='a list of addresses or networks such as ["127.0.0.1", "10.0.0.0/8"]',
    )

    metrics: str = Field(
        default="",
        pattern=r"^(([\w.-]+|\[[0-9a-fA-F:]+\]):\d{1,5})?$",
        description="an address and port such as 127.0.0.1:9464, or empty for that of the pages",
    )

    private_webhooks: bool = Field(
        default=False,
        description="true: webhooks may go to private addresses, and without TLS",
    )

    @property
    def metrics_at(self) -> tuple[str, int] | None:
        """Where `/metrics` has an address of its own; None: where the pages are."""
        host, _, port = self.metrics.rpartition(":")
        return (host.strip("[]"), int(port)) if port else None

    @field_validator("trusted_proxies")
    @classmethod
    def _are_addresses(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for each in given:
            try:
                ip_network(each)
            except ValueError:
                raise ValueError(f'"{each}" is neither an address nor a network') from None
        return given

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
    abroad: bool = Field(
        default=False, description="true or false: whether the servers of the platform are abroad"
    )
    recipient: str = Field(
        default="", max_length=200, description="who runs them, with an address, for the consent"
    )

    @property
    def options(self) -> Mapping[str, Any]:
        """The adapter's own settings; they may hold secrets."""
        return dict(self.model_extra or {})

    def __repr__(self) -> str:
        return f"Account(kind={self.kind!r}, …)"

    __str__ = __repr__


def _usual_roles() -> dict[str, tuple[str, ...]]:
    roles = default_roles(every_permission())
    return {role: tuple(sorted(granted)) for role, granted in roles.items()}


class RuleOverride(Section):
    """A single value of the rules that holds in a unit and below it."""

    unit: str = Field(
        default="", description="the name or path of a unit; empty for the whole organization"
    )
    key: str = Field(
        min_length=1,
        description="a dotted key of the rule file with the rule's id, such as "
        '"duties.party_lesson.period"',
    )
    value: Any = Field(description="what the rule file would have there")


class Organization(Section):
    name: str = Field(default="示例党组织", min_length=1, description="a name")
    language: Language = Field(default="zh-CN", description="zh-CN or en")
    timezone: Timezone = Field(
        default="Asia/Shanghai", description="an IANA name such as Asia/Shanghai"
    )
    rules: str = Field(
        default="party-branch",
        description="party-branch, union, club, or the path of a rule file of your own",
    )
    overrides: tuple[RuleOverride, ...] = Field(
        default=(),
        description="tables with unit, key, value: single rules that a unit has otherwise",
    )
    procedures: tuple[str, ...] = Field(
        default=(),
        description='a list of procedure files of your own, or names of ours: ["visit.toml"]',
    )
    roles: dict[str, tuple[str, ...]] = Field(
        default_factory=_usual_roles, description="for each role a list of permissions"
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
        known = sorted(each.name for each in every_permission())
        unknown = [
            f'role {role} has "{each}", which is no permission{closest(each, known)}'
            for role, granted in roles.items()
            for each in granted
            if each not in known
        ]
        if unknown:
            raise ValueError(f"{'; '.join(unknown)}; there are: {', '.join(known)}")
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


class Oidc(Section):
    """The organization's own sign-in (OpenID Connect)."""

    issuer: str = Field(
        default="",
        pattern=r"^(https?://[^\s?#]+)?$",
        description="the https address of the provider, as it names itself; empty for none",
    )
    client_id: str = Field(
        default="", description="the name under which the provider knows OrgLife"
    )
    client_secret_file: OptionalPath = Field(
        default=None, description="the path of a file with the secret, mode 0600"
    )
    name: str = Field(default="", max_length=40, description="what people call it")
    claim: str = Field(
        default="", description="a claim that holds people's contact in the roster, such as email"
    )
    acr: str = Field(
        default="", description="how the provider calls a sign-in with two factors, or empty"
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not self.issuer:
            return self
        host = urlsplit(self.issuer).hostname
        if not self.issuer.startswith("https:") and host not in ("localhost", "127.0.0.1"):
            raise ValueError("issuer must be an https address")
        if not self.client_id or self.client_secret_file is None:
            raise ValueError("with an issuer there must be client_id and client_secret_file")
        return self

    def secret(self) -> str:
        """What stands in the file. Raises ValueError if it can't be read, or others can."""
        file = self.client_secret_file or Path()
        try:
            content = file.read_text("utf-8").strip()
            if file.stat().st_mode & 0o077 and not file.is_relative_to("/run/secrets"):
                raise ValueError(f"can be read by other users: run `chmod 600 {file}`")
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"can't be read: {type(error).__name__}") from None
        return content


class Office(Section):
    second_factor: tuple[str, ...] = Field(
        default=tuple(sorted(Policy().roles)), description="a list of roles; empty for none"
    )
    grace_days: Number = Field(
        default=Policy().grace.days, ge=0, le=365, description="days, from 0 to 365"
    )
    oidc: Oidc = Oidc()

    def policy(self) -> Policy:
        return Policy(frozenset(self.second_factor), timedelta(days=self.grace_days))


class Log(Section):
    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="debug, info, warning or error"
    )
    format: Literal["json", "console"] = Field(default="json", description="json or console")
