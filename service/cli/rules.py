"""`orglife rules`: whether a rule file can be used, and what holds for a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli.common import FAILED, ConfigOption, Voice, refuse, run, settings_of
from service.cli.roster import branches, read_directory
from service.cli.words import WRONG_INPUT
from service.core.access import Rules
from service.core.people import Roster
from service.core.rulebook import Origin, Override, RuleBook, overridden
from service.core.rulebook.consistency import LISTS
from service.core.rulebook.overrides import holding
from service.core.texts import Named
from service.host.command_session import is_missing
from service.host.configured_plans import find_unit
from service.settings.errors import SettingsError
from service.settings.rule_files import (
    belongs_to,
    is_procedure,
    read_procedure,
    read_rule_book,
    rule_file,
)

app = typer.Typer(
    no_args_is_help=True, help="Rules of meetings, votes and duties: check a file, show what holds."
)

RULES = LISTS[2:]  # the lists whose rules have an origin
_SHOWN_ELSEWHERE = ("id", "name", "origin", "active")


@app.command("check")
def check(
    file: Annotated[
        str, typer.Argument(help="A rule file, the name of one of ours, or a procedure file.")
    ],
    rules: Annotated[
        str, typer.Option(help="For a procedure that names none: the rules it is checked under.")
    ] = "party-branch",
) -> None:
    """Read a rule file, or a procedure, and report every mistake with its key and what is allowed
    there.

    Also lists what is asked for although no text confirms it: each organization decides about that.
    """
    voice = Voice()
    try:
        if is_procedure(rule_file(file)):
            _check_procedure(rule_file(file), rules, voice)
            return
        book = read_rule_book(file)
    except SettingsError as error:
        refuse("\n".join(error.problems), WRONG_INPUT)
    voice.say(
        "rules-read",
        file=str(rule_file(file)),
        name=_named(book.name, voice),
        version=str(book.version),
        date=book.date,
        votes=len(book.votes),
        meetings=len(book.meetings),
        duties=len(book.duties),
        reports=len(book.reports),
        study=len(book.study),
        voteless=len(book.voteless),
        exclusions=len(book.exclusions),
        checks=len(book.checks),
        matters=len(book.matters),
    )
    doubtful = [
        f"{name}.{each.id}"
        for name in RULES
        for each in getattr(book, name)
        if each.origin.confidence == "?" and getattr(each, "active", True)
    ]
    if doubtful:
        voice.say("rules-doubtful", n=len(doubtful))
        for each in doubtful:
            typer.echo(f"  {each}")


def _check_procedure(path: Path, rules: str, voice: Voice) -> None:
    """Read it under each of the books that it names. Raises `SettingsError`."""
    for name in belongs_to(path) or (rules,):
        book = read_rule_book(name)
        procedure = read_procedure(path, book)
        voice.say(
            "rules-procedure-read",
            file=str(path),
            name=_named(procedure.name, voice),
            version=str(procedure.version),
            date=procedure.date,
            rules=_named(book.name, voice),
        )
        for number, step in enumerate(procedure.steps, 1):
            typer.echo(f"  {number:2}  {_named(step.name, voice)}  ({', '.join(step.who)})")


@app.command("show")
def show(
    unit: Annotated[
        str, typer.Option(help="The name or path of a unit (default: the whole organization).")
    ] = "",
    config: ConfigOption = None,
) -> None:
    """Show the rules that hold for a unit, and where each value comes from: the rule file with its
    source, or an override of the settings."""
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    try:
        rules = settings.rules()
    except SettingsError as error:
        refuse("\n".join(error.problems), WRONG_INPUT)
    roster = Roster() if is_missing(settings) else run(read_directory(settings), voice)
    number = find_unit(roster, unit) if roster.units else None
    if unit and number is None:
        voice.refuse("error-no-branch", FAILED, name=unit, known=branches(roster))
    found = holding(rules.overrides, roster, number or 0)
    book = overridden(rules.book, found)
    where = roster.units[number].name if number is not None else settings.organization.name
    file = str(rule_file(settings.organization.rules))
    voice.say(
        "rules-hold",
        unit=where,
        file=file,
        name=_named(book.name, voice),
        version=str(book.version),
        date=book.date,
    )
    for name in RULES:
        typer.echo(f"\n[{name}]")
        for each in getattr(book, name):
            for line in _rule(each, book, voice):
                typer.echo(line)
            for line in _changed((name, each.id), found, rules, voice):
                typer.echo(line)
    for line in _strangers(rules.overrides, roster, voice):
        typer.echo(line, err=True)


def _rule(rule: Any, book: RuleBook, voice: Voice) -> Iterator[str]:
    """A rule in a few lines: its name, its values, its source."""
    off = "" if getattr(rule, "active", True) else f" {voice.words('rules-off')}"
    yield f"  {rule.id}  {_named(rule.name, voice)}{off}"
    values = ", ".join(
        f"{each.name} = {_shown(getattr(rule, each.name), voice)}"
        for each in fields(rule)
        if each.name not in _SHOWN_ELSEWHERE and _differs(each, rule)
    )
    if values:
        yield f"      {values}"
    yield f"      {_source(book, rule.origin, voice)}"


def _changed(
    keys: tuple[str, ...], found: Sequence[Override], rules: Rules, voice: Voice
) -> Iterator[str]:
    """What the settings have otherwise of the rule at these keys."""
    for each in found:
        if each.keys[: len(keys)] == keys:
            yield "      " + voice.words(
                "rules-override",
                changed=".".join(each.keys[len(keys) :]),
                value=_shown(each.value, voice),
                unit=each.unit or "*",
                number=rules.overrides.index(each) + 1,
            )


def _source(book: RuleBook, origin: Origin, voice: Voice) -> str:
    title = next((each.name for each in book.sources if each.id == origin.source), None)
    return voice.words(
        "rules-source",
        source=_named(title, voice) if title is not None else "—",
        article=origin.article or "—",
        confidence={"C2": "twice", "C1": "once"}.get(origin.confidence, "default"),
        level=origin.level,
    )


def _strangers(overrides: Sequence[Override], roster: Roster, voice: Voice) -> Iterator[str]:
    """Overrides of units that aren't there."""
    for number, each in enumerate(overrides, 1):
        here = any(each.holds_in(roster, unit) for unit in roster.units)
        if each.unit and roster.units and not here:
            yield voice.words("rules-no-unit", number=number, unit=each.unit)


def _differs(field: Any, rule: Any) -> bool:
    default = field.default_factory() if field.default_factory is not MISSING else field.default
    return bool(getattr(rule, field.name) != default)


def _named(name: Named, voice: Voice) -> str:
    return name.en or name.zh if voice.language == "en" else name.zh


def _shown(value: Any, voice: Voice) -> str:
    """The value much as a rule file has it; of tables in a list their ids."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Named):
        return _named(value, voice)
    if isinstance(value, tuple):
        return f"[{', '.join(getattr(each, 'id', '') or _shown(each, voice) for each in value)}]"
    if is_dataclass(value):
        inner = (f"{x.name} = {_shown(getattr(value, x.name), voice)}" for x in fields(value))
        return f"{{ {', '.join(inner)} }}"
    return str(value)
