"""Settings: the defaults, the file, the environment, and what is said when they are wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from pydantic import BaseModel

from service.core.access import Rules, default_roles
from service.core.calendar import QuietHours
from service.core.rate_limit import Pace, Rates
from service.runtime.registry import every_permission
from service.settings.errors import SettingsError
from service.settings.loading import load, settings_type
from service.settings.models import Account
from service.settings.rule_files import read_rule_book, with_procedures

EXAMPLE = Path(__file__).parents[1] / "config" / "orglife.example.toml"


def written(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "orglife.toml"
    path.write_text(content, encoding="utf-8")
    return path


def problems(tmp_path: Path, content: str, env: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """What is said about a file, without the path in front."""
    path = written(tmp_path, content)
    with pytest.raises(SettingsError) as refused:
        load(path, env)
    for word in ("pydantic", "validation", "type=", "input_value"):
        assert word not in str(refused.value).lower()
    return tuple(each.removeprefix(f"{path}: ") for each in refused.value.problems)


def keys_of(model: BaseModel, before: str = "") -> Iterator[str]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from keys_of(value, f"{before}{name}.")
        else:
            yield f"{before}{name}"


def keys_in(table: Mapping[str, Any], before: str = "") -> Iterator[str]:
    for name, value in table.items():
        yield f"{before}{name}"
        if isinstance(value, dict):
            yield from keys_in(value, f"{before}{name}.")


def test_the_example_is_the_defaults() -> None:
    assert load(EXAMPLE) == settings_type()()


def test_the_example_shows_every_setting() -> None:
    shown = set(keys_in(tomllib.loads(EXAMPLE.read_text("utf-8"))))
    assert set(keys_of(settings_type()())) - shown == set()


def test_every_setting_of_the_example_has_a_comment_above_it() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    bare = [
        line
        for above, line in pairwise(lines)
        if re.match(r"\w+ = ", line) and not above.startswith("#")
    ]
    assert bare == []


def test_every_setting_says_what_is_allowed() -> None:
    def without(model: type[BaseModel]) -> Iterator[str]:
        for name, field in model.model_fields.items():
            inner = field.annotation
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from without(inner)
            elif not field.description:
                yield f"{model.__name__}.{name}"

    assert list(without(settings_type())) == []


def test_defaults_need_neither_file_nor_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ORGLIFE_WEB__PORT", "9999")
    assert load() == settings_type()()
    assert load().database_url == "sqlite:///data/orglife.sqlite3"
    known = every_permission()
    book = with_procedures(read_rule_book("party-branch"))
    assert load().rules() == Rules(default_roles(known), permissions=known, book=book)
    assert load().quiet() == QuietHours()


def test_the_file_in_the_working_directory_is_read_if_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, "[web]\nport = 9000\n")
    monkeypatch.chdir(tmp_path)
    assert load().web.port == 9000


def test_the_environment_may_name_the_file_and_wins_over_it(tmp_path: Path) -> None:
    path = written(tmp_path, "[web]\nport = 9000\nhost = '0.0.0.0'\n")
    env = {
        "ORGLIFE_CONFIG": str(path),
        "ORGLIFE_WEB__PORT": "9001",
        "ORGLIFE_DATA_DIR": "/srv/orglife",
        "ORGLIFE_ORGANIZATION__VOTING": '["full", "probationary"]',
        "ORGLIFE_ADAPTERS__MAIN__KIND": "telegram",
        "ORGLIFE_ADAPTERS__MAIN__TOKEN": "123456",
        "ORGLIFE_TEST_DATABASE_URL": "not ours",
        "PATH": "/usr/bin",
    }
    settings = load(env=env)
    assert (settings.web.host, settings.web.port) == ("0.0.0.0", 9001)  # noqa: S104
    assert settings.database_url == "sqlite:////srv/orglife/orglife.sqlite3"
    assert settings.key_file == Path("/srv/orglife/confidential.key")
    assert settings.rules().voting == {"full", "probationary"}
    assert settings.adapters["main"].options == {"token": "123456"}


def test_a_table_in_the_environment_is_completed_by_the_variables_of_its_keys() -> None:
    env = {
        "ORGLIFE_WEB__PORT": "9001",
        "ORGLIFE_WEB": '{"host": "0.0.0.0", "port": 9000}',
        "ORGLIFE_ORGANIZATION__NAME": "[党支部] {一}",  # no JSON, though it begins like it
    }
    settings = load(env=env)
    assert (settings.web.host, settings.web.port) == ("0.0.0.0", 9001)  # noqa: S104
    assert settings.organization.name == "[党支部] {一}"


def test_a_variable_that_is_no_table_is_refused_whatever_stands_in_it(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "", {"ORGLIFE_WEB": "no", "ORGLIFE_WEB__PORT": "9001"})
    assert problem == "environment variable ORGLIFE_WEB: web: must be a table"


def test_what_a_file_says_arrives_in_the_types_of_the_core(tmp_path: Path) -> None:
    settings = load(
        written(
            tmp_path,
            """
            [organization.roles]
            lead = ["quiz.manage"]
            [quiet_hours]
            starts = 23:30:00
            ends = "06:00"
            [holidays]
            corrections = "config/days.toml"
            [delivery.rates.bot]
            account = [25, 1]
            [adapters.bot]
            kind = "telegram"
            token = "abc"
            polling = { seconds = 5 }
            [[plans]]
            name = "theme day"
            kind = "quiz"
            when = { every = "month", nth = 1, weekday = "friday", at = "19:30" }
            """,
        )
    )
    assert settings.rules().roles == {"lead": frozenset({"quiz.manage"})}
    assert settings.quiet() == QuietHours(time(23, 30), time(6, 0))
    assert settings.holidays.corrections == Path("config/days.toml")
    declared = Rates(Pace(30, 1.0), Pace(1, 1.0))
    assert settings.delivery.rate("bot").over(declared) == Rates(Pace(25, 1.0), Pace(1, 1.0))
    assert settings.delivery.rate("other").over(declared) == declared
    assert settings.adapters["bot"].options == {"token": "abc", "polling": {"seconds": 5}}
    assert settings.plans[0].rule("Europe/Paris").timezone == "Europe/Paris"


def test_a_port_that_was_not_chosen_may_give_way() -> None:
    assert not load(env={}).web.port_is_fixed
    assert load(env={"ORGLIFE_WEB__PORT": "8080"}).web.port_is_fixed
    assert not load(env={"ORGLIFE_WEB__PORT": "0"}).web.port_is_fixed


def test_the_address_of_the_pages_follows_what_is_set() -> None:
    assert settings_type()().web.url(8081) == "http://127.0.0.1:8081"
    assert load(env={"ORGLIFE_WEB__HOST": "::1"}).web.url(80) == "http://[::1]:80"
    assert load(env={"ORGLIFE_WEB__HOST": "0.0.0.0"}).web.url(80) == "http://localhost:80"  # noqa: S104
    proxied = load(env={"ORGLIFE_WEB__BASE_URL": "https://org.example/life/"})
    assert proxied.web.url(8080) == "https://org.example/life"


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        settings_type()().web.port = 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "[web]\nprot = 1",
            'web.prot: there is no such setting; did you mean "port"?; '
            "known here: host, port, base_url",
        ),
        ("[wbe]\nport = 1", 'wbe: there is no such setting; did you mean "web"?'),
        (
            "[web]\nport = 'abc'",
            "web.port: 'abc' can't be used; allowed: 1 to 65535, or 0 for any free port",
        ),
        ("[web]\nport = 70000", "web.port: 70000 can't be used; allowed: 1 to 65535"),
        ("[web]\nport = true", "web.port: is not a number; allowed: 1 to 65535"),
        ("web = 3", "web: must be a table"),
        ("adapters = 3", "adapters: must be a table; allowed: for each account"),
        ("[web]\nbase_url = 'org.example'", "web.base_url: 'org.example' can't be used"),
        (
            "[database]\nurl = 'mysql://host/db'",
            "database.url: database type mysql is not supported",
        ),
        ("[database]\nurl = 'postgresql://h:x/db'", "database.url: is not a database URL"),
        ("[database]\nurl = 'orglife.db'", "database.url: is not a database URL"),
        ("[adapters.bot]\ntoken = 'x'", "adapters.bot.kind: is missing; allowed: the name of"),
        ("[organization]\nlanguage = 'fr'", "organization.language: 'fr' can't be used; allowed"),
        (
            "[organization]\ntimezone = 'Asia/Beijing'",
            "organization.timezone: unknown time zone 'Asia/Beijing'",
        ),
        (
            "[organization.roles]\nlead = ['quiz.mange']",
            'organization.roles: role lead has "quiz.mange", which is no permission; '
            'did you mean "quiz.manage"?; there are: archive.make, ',
        ),
        (
            "[organization.roles]\nlead = 'quiz.manage'",
            "organization.roles.lead: 'quiz.manage' can't be used; allowed: for each role a list",
        ),
        ("[quiet_hours]\nstarts = '25:00'", "quiet_hours.starts: '25:00' can't be used; allowed"),
        ("[quiet_hours]\nstarts = 22:00:30", "quiet_hours.starts: must be hours and minutes"),
        ("[quiet_hours]\nenabled = 'maybe'", "quiet_hours.enabled: 'maybe' can't be used"),
        ("[delivery]\nattempts = 0", "delivery.attempts: 0 can't be used; allowed: a whole number"),
        (
            "[delivery.rates.webchat]\nper_second = 1",
            "delivery.rates.webchat.per_second: there is no such setting; "
            "known here: account, private, group",
        ),
        (
            "[delivery.rates.webchat]\naccount = [0, 1]",
            "delivery.rates.webchat.account[0]: 0 can't be used; allowed: [messages, seconds]",
        ),
        (
            "[delivery.rates.webchat]\ngroup = 20",
            "delivery.rates.webchat.group: 20 can't be used; allowed: [messages, seconds]",
        ),
        (
            "[delivery.rates.webchatt]\nprivate = [1, 1]",
            'delivery.rates has "webchatt", which is no account; did you mean "webchat"?',
        ),
        ("[holidays]\ncalendar = 'moon'", "holidays.calendar: 'moon' can't be used; allowed"),
        (
            "[[plans]]\nname = 'a'\nkind = 'quiz'\nwhen = { every = 'day', at = '19:30' }",
            "plans[0].when: every: 'day' is not an allowed value; allowed: week, month, year",
        ),
        ("[[plans]]\nname = 'a'\nkind = 'quiz'", "plans[0].when: is missing; allowed: a rule"),
        (
            "[talks]\nreminders = ['soon']",
            "talks: reminders: 'soon' is not a time ahead",
        ),
        (
            "[talks]\nbranches = { A = ['1d', '2d', '3d', '4d', '5d', '6d', '7d'] }",
            "talks: branches.A: up to 6 times are allowed",
        ),
        ("[talks]\nask_again_days = 0", "talks: ask_again_days: 0 is not allowed; allowed: days"),
        ("[talks]\nurgent_days = true", "talks.urgent_days: is not a number; allowed: days"),
        (
            "[talks]\ntopics = [{ key = 'A b', zh = '学习' }]",
            "talks.topics[0]: key: 'A b' is not a short word of a-z, 0-9 and _",
        ),
        ("[talks]\ntopics = [{ key = 'study' }]", "talks.topics[0].zh: is missing"),
        ("[log]\nlevel = 'loud'", "log.level: 'loud' can't be used; allowed: debug, info"),
        ("[web\nport = 1", "is not valid TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(
    tmp_path: Path, content: str, said: str
) -> None:
    (problem,) = problems(tmp_path, content)
    assert problem.startswith(said)


def test_all_problems_are_told_at_once_and_each_names_its_source(tmp_path: Path) -> None:
    path = written(tmp_path, "[web]\nport = 'abc'\n[log]\nlevel = 'loud'\n")
    with pytest.raises(SettingsError) as refused:
        load(path, {"ORGLIFE_LOG__FORMAT": "xml", "ORGLIFE_WEBB__PORT": "1"})
    told = refused.value.problems
    assert len(told) == 4
    assert f"{path}: web.port: " in told[0]
    assert f"{path}: log.level: " in told[1]
    assert told[2].startswith("environment variable ORGLIFE_LOG__FORMAT: log.format: 'xml'")
    assert told[3].startswith("environment variable ORGLIFE_WEBB__PORT: there is no such setting")
    assert 'did you mean "web"' in told[3]


def test_plans_have_names_of_their_own(tmp_path: Path) -> None:
    rule = "{ every = 'week', weekday = 'friday', at = '19:30' }"
    plan = f"[[plans]]\nname = 'a'\nkind = 'quiz'\nwhen = {rule}\n"
    assert problems(tmp_path, plan + plan) == ('plans has "a" twice',)


def test_secrets_are_never_shown(tmp_path: Path) -> None:
    key = Fernet.generate_key().decode()
    path = written(
        tmp_path,
        f"""
        [database]
        url = "postgresql+psycopg://me:hunter2@db/orglife"
        [adapters.bot]
        kind = "telegram"
        token = "hunter2"
        [confidential]
        keys = ["{key}"]
        """,
    )
    settings = load(path)
    assert settings.confidential.keys[0].get_secret_value() == key
    for shown in (repr(settings), str(settings), str(settings.adapters)):
        assert "hunter2" not in shown
        assert key not in shown


@pytest.mark.parametrize(
    "content",
    [
        "[database]\nurl = 'mysql://me:hunter2@db/orglife'",
        "[database]\nurl = ['hunter2']",
        "[database]\npassword = 'hunter2'",
        "[adapters.bot]\ntoken = 'hunter2'",
        "[adapters]\nbot = 'hunter2'",
        "[adapters.bot]\nkind = ['hunter2']",
        "[confidential]\nkeys = 'hunter2'",
        "[confidential]\nkeys = ['hunter2', 5]",
        "[confidential]\nkey = 'hunter2'",
        "confidential = 'hunter2'",
        "[web]\npassword = 'hunter2'",
    ],
)
def test_no_error_quotes_what_may_be_a_secret(tmp_path: Path, content: str) -> None:
    assert "hunter2" not in "".join(problems(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"name = '\xff'", "UTF-8"), (b"\x00", "TOML")],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "orglife.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=said):
        load(path)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "orglife.toml"
    path.write_text("[web]\nport = 9000\n", encoding="utf-8-sig")
    assert load(path).web.port == 9000


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="orglife init"):
        load(tmp_path / "missing.toml")
    with pytest.raises(SettingsError, match="directory"):
        load(tmp_path)


def test_every_permission_can_be_granted() -> None:
    every = [each.name for each in every_permission()]
    roles = {"all": tuple(every)}
    settings = settings_type()(organization={"roles": roles})  # type: ignore[arg-type]
    assert settings.rules().roles["all"] == frozenset(every)


def test_an_account_prints_its_kind_only() -> None:
    assert repr(Account(kind="telegram", token="hunter2")) == "Account(kind='telegram', …)"  # type: ignore[call-arg]


def test_the_own_sign_in_of_the_organization_is_complete_and_its_secret_is_kept_from_others(
    tmp_path: Path,
) -> None:
    table = '[office.oidc]\nissuer = "{}"\n'
    (incomplete,) = problems(tmp_path, table.format("https://id.example.edu"))
    assert "client_secret_file" in incomplete
    (plain,) = problems(tmp_path, table.format("http://id.example.edu"))
    assert "https" in plain
    (unknown,) = problems(tmp_path, '[office]\nsecond_factor = ["ofice"]\n')
    assert 'did you mean "office"' in unknown
    file = tmp_path / "secret"
    file.write_text("s3cret\n", "utf-8")
    named = f'client_id = "x"\nclient_secret_file = "{file}"\n'
    oidc = load(written(tmp_path, table.format("https://id.example.edu") + named)).office.oidc
    file.chmod(0o644)
    with pytest.raises(ValueError, match="chmod 600"):
        oidc.secret()
    file.chmod(0o600)
    assert oidc.secret() == "s3cret"
