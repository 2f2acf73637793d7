"""`orglife init`: a few questions, and a commented settings file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated
from zoneinfo import available_timezones

import typer

from service.cli.common import out, refuse
from service.problems import closest

EXAMPLE = Path(__file__).parents[2] / "config" / "orglife.example.toml"


def init(
    file: Annotated[Path, typer.Argument(help="Where to write it.")] = Path("orglife.toml"),
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take every default.")] = False,
) -> None:
    """Ask for what is needed and write a commented configuration."""
    if file.exists():
        refuse(f"{file} exists already; edit it, or give another name")
    answers = {
        ("organization", "name"): _ask("组织名称 / name of the organization", "示例党组织", yes),
        ("organization", "language"): _ask_among(
            "默认语言 / default language", "zh-CN", ("zh-CN", "en"), yes
        ),
        ("organization", "timezone"): _ask_among(
            "时区 / time zone", "Asia/Shanghai", sorted(available_timezones()), yes
        ),
        ("web", "port"): _ask_port(yes),
        ("", "data_dir"): _ask("数据目录 / data folder", "data", yes),
    }
    text = EXAMPLE.read_text("utf-8")
    for (table, key), value in answers.items():
        text = _set(text, table, key, value)
    file.write_text(text, "utf-8")
    out.print(f"{file}", markup=False, highlight=False)
    out.print("Next: orglife doctor · orglife roster import FILE · orglife run", markup=False)


def _ask(question: str, default: str, yes: bool) -> str:
    answer = default if yes else str(typer.prompt(question, default=default))
    return _quoted(answer)


def _ask_among(question: str, default: str, allowed: tuple[str, ...] | list[str], yes: bool) -> str:
    while True:
        answer = default if yes else str(typer.prompt(question, default=default)).strip()
        if answer in allowed:
            return _quoted(answer)
        shown = ", ".join(allowed) if len(allowed) < 10 else "an IANA name such as Asia/Shanghai"
        out.print(f"{answer}: {shown}{closest(answer, allowed)}", markup=False)


def _ask_port(yes: bool) -> str:
    while True:
        answer = "8080" if yes else str(typer.prompt("端口 / port", default="8080")).strip()
        if answer.isdigit() and 0 < int(answer) < 65536:
            return answer
        out.print(f"{answer}: 1 to 65535", markup=False)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each for each in escaped if each.isprintable()) + '"'


def _set(text: str, table: str, key: str, value: str) -> str:
    """The text with the key of the table set; comments stay as they are."""
    start = 0
    if table:
        found = re.search(rf"^\[{table}\]$", text, re.MULTILINE)
        if found is None:
            raise LookupError(f"the example has no table {table}")
        start = found.end()
    line = re.compile(rf"^#? ?{key} *= *(\"[^\"]*\"|[^\s#]+)", re.MULTILINE)
    found = line.search(text, start)
    if found is None:
        raise LookupError(f"the example has no key {key}")
    return f"{text[: found.start()]}{key} = {value}{text[found.end() :]}"
