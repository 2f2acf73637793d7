"""`orglife init`: a few questions, and a commented settings file."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Annotated
from zoneinfo import available_timezones

import typer

from service.cli.words import Voice
from service.core.people import LANGUAGES
from service.settings.bundled_config import EXAMPLE
from service.settings.errors import closest

PORT = "8080"
_ASK_ADDRESS = "手机上用什么网址打开？还没有就回车 / address that phones open (Enter: none yet)"
_ADDRESS = re.compile(r"https?://[^/\s\"\\]+")


def init(
    file: Annotated[Path, typer.Argument(help="Where to write it.")] = Path("orglife.toml"),
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Accept all defaults.")] = False,
) -> None:
    """Ask a few questions and write a commented settings file."""
    voice = Voice()
    if file.exists():
        voice.refuse("init-exists", file=str(file))
    if not EXAMPLE.is_file():
        voice.refuse("init-no-example", 1, file=str(EXAMPLE))
    answers = _defaults() if yes else _asked()
    text = EXAMPLE.read_text("utf-8")
    for (table, key), value in answers.items():
        text = _set(text, table, key, value)
    file.write_text(text, "utf-8")
    english = answers.get(("organization", "language")) == '"en"'
    Voice("en" if english else "zh-CN").say("init-written", file=str(file))


def _defaults() -> dict[tuple[str, str], str]:
    """The values of the example, except for the port: if it is left open, the next free one is
    used."""
    return {("web", "port"): ""}


def _asked() -> dict[tuple[str, str], str]:
    """The answer for each table and key, as TOML."""
    zones = available_timezones()
    return {
        ("organization", "name"): _ask("组织名称 / name of the organization", "示例党组织"),
        ("organization", "language"): _ask_among(
            "默认语言 / default language (zh-CN, en)", "zh-CN", LANGUAGES, "zh-CN / en"
        ),
        ("organization", "timezone"): _ask_among(
            "时区 / time zone", "Asia/Shanghai", zones, "Asia/Shanghai, Europe/Berlin …"
        ),
        ("web", "port"): _ask_port(),
        **_ask_address(),
        ("", "data_dir"): _ask("数据目录 / data folder", "data"),
    }


def _ask(question: str, default: str) -> str:
    return _quoted(str(typer.prompt(question, default=default)).strip() or default)


def _ask_among(question: str, default: str, allowed: Collection[str], shown: str) -> str:
    while True:
        answer = str(typer.prompt(question, default=default)).strip()
        if answer in allowed:
            return _quoted(answer)
        typer.echo(f"{answer}: 可用 / allowed: {shown}{closest(answer, allowed)}")


def _ask_port() -> str:
    """The port; nothing for the default, so that the next free one can be used instead."""
    while True:
        answer = str(typer.prompt("端口 / port", default=PORT)).strip()
        if answer.isascii() and answer.isdigit() and 0 < int(answer) < 65536:
            return "" if answer == PORT else answer
        typer.echo(f"{answer}: 可用 / allowed: 1–65535")


def _ask_address() -> dict[tuple[str, str], str]:
    """The public address, empty for none yet. One over TLS has a proxy in front, on this machine
    as a rule."""
    while True:
        answer = str(typer.prompt(_ASK_ADDRESS, default="", show_default=False)).strip().rstrip("/")
        if not answer or _ADDRESS.fullmatch(answer):
            break
        typer.echo(f"{answer}: 例如 / such as https://org.example")
    if not answer:
        return {}
    proxies = '["127.0.0.1", "::1"]' if answer.startswith("https:") else "[]"
    return {("web", "base_url"): _quoted(answer), ("web", "trusted_proxies"): proxies}


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each for each in escaped if each.isprintable()) + '"'


def _set(text: str, table: str, key: str, value: str) -> str:
    """The text with the key of the table set; commented out if there is no value."""
    start = 0
    if table:
        found = re.search(rf"^\[{table}\]$", text, re.MULTILINE)
        if found is None:
            raise LookupError(f"the example has no table {table}")
        start = found.end()
    line = re.compile(rf"^{key} *= *(\"[^\"]*\"|\[[^\]]*\]|[^\s#]+)", re.MULTILINE)
    found = line.search(text, start)
    if found is None:
        raise LookupError(f"the example has no key {key}")
    written = f"{key} = {value}" if value else f"# {found[0]}"
    return f"{text[: found.start()]}{written}{text[found.end() :]}"
