"""Checks a request to the Bot API against its machine-readable description.

`bot-api-10.3.json` holds what of it the requests of OrgLife need; a field that is not there is an
unknown field. Lengths are counted as the API counts them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SCHEMA = json.loads((Path(__file__).parent / "bot-api-10.3.json").read_text("utf-8"))
# Not in the description, but kept by the servers.
_BUTTONS_IN_A_ROW = 8
_BUTTONS = 100


class File:
    """An uploaded file of a request."""

    def __init__(self, name: str, mime: str, content: bytes) -> None:
        self.name = name
        self.mime = mime
        self.content = content


def utf16(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def read(method: str, form: Mapping[str, str], files: Mapping[str, File]) -> dict[str, Any]:
    """The parameters of a request, with values of their types. Raises ValueError naming every
    unknown field, missing field, wrong type and broken limit."""
    if method not in SCHEMA["methods"]:
        raise ValueError(f"{method}: no such method")
    fields = SCHEMA["methods"][method]["fields"]
    problems = [f"{name}: unknown field" for name in form if name not in fields]
    problems += [
        f"{name}: missing"
        for name, field in fields.items()
        if field["required"] and name not in form
    ]
    given: dict[str, Any] = {}
    for name, raw in form.items():
        if name not in fields:
            continue
        try:
            given[name] = _parameter(raw, fields[name]["types"], files)
        except ValueError as error:
            problems.append(f"{name}: {error}")
            continue
        problems += _check(name, given[name], fields[name])
    if given.get("parse_mode"):
        problems.append("parse_mode: text goes with entities, so that nothing in it is markup")
    problems += _keyboard(given.get("reply_markup"))
    problems += _entities(given.get("text", ""), given.get("entities"))
    problems += _entities(given.get("caption", ""), given.get("caption_entities"))
    if problems:
        raise ValueError(f"{method}: {'; '.join(problems)}")
    return given


def _parameter(raw: str, types: list[Any], files: Mapping[str, File]) -> Any:
    """A value of a form, which is text, as one of its types."""
    if "InputFile" in types and raw.startswith("attach://"):
        key = raw.removeprefix("attach://")
        if key not in files:
            raise ValueError("the attached file is missing")
        return files[key]
    if "Integer" in types and re.fullmatch(r"-?\d+", raw):
        return int(raw)
    if types in (["Boolean"], ["True"]):
        if raw not in ("true", "false"):
            raise ValueError(f"not a Boolean: {raw}")
        return raw == "true"
    if "String" in types:  # of these, none may be an object as well
        return raw
    try:
        return json.loads(raw)
    except json.JSONDecodeError:
        raise ValueError(f"neither of {types}") from None


def _check(name: str, value: Any, field: Mapping[str, Any]) -> Iterator[str]:
    """The problems of a value: its type, its limits, and what it holds."""
    if not any(_is_a(value, each) for each in field["types"]):
        yield f"{name}: not of {field['types']}"
        return
    yield from _limits(name, value, field.get("constraints", {}))
    for each in field["types"]:
        inner, values = each, [value]
        while isinstance(inner, dict):
            (inner,), values = inner["array"], [one for many in values for one in many]
        if inner in SCHEMA["types"] and isinstance(value, dict | list):
            for one in values:
                yield from _object(name, one, SCHEMA["types"][inner]["fields"])


def _object(name: str, value: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[str]:
    for key in value.keys() - fields.keys():
        yield f"{name}.{key}: unknown field"
    for key, field in fields.items():
        if key in value:
            yield from _check(f"{name}.{key}", value[key], field)
        elif field["required"]:
            yield f"{name}.{key}: missing"


def _is_a(value: Any, kind: Any) -> bool:
    if isinstance(kind, dict):
        return isinstance(value, list) and all(_is_a(each, kind["array"][0]) for each in value)
    plain = {"Integer": int, "String": str, "Boolean": bool, "True": bool, "InputFile": File}
    if kind in plain:
        return isinstance(value, plain[kind]) and (kind != "Integer" or value is not True)
    return isinstance(value, dict)


def _limits(name: str, value: Any, limits: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(value, str):
        unit = limits.get("unit")
        size = len(value.encode()) if unit == "utf8_bytes" else utf16(value)
        if not limits.get("min_length", 0) <= size <= limits.get("max_length", size):
            yield f"{name}: {size} {unit}, allowed at most {limits['max_length']}"
    elif isinstance(value, list):
        if not limits.get("min_items", 0) <= len(value) <= limits.get("max_items", len(value)):
            yield f"{name}: {len(value)} items, allowed at most {limits['max_items']}"
    elif isinstance(value, int) and not (
        limits.get("min", value) <= value <= limits.get("max", value)
    ):
        yield f"{name}: {value}, allowed {limits.get('min')} to {limits.get('max')}"


def _keyboard(markup: Any) -> Iterator[str]:
    rows = markup["inline_keyboard"] if isinstance(markup, dict) else []
    if any(not 1 <= len(row) <= _BUTTONS_IN_A_ROW for row in rows):
        yield f"reply_markup: a row holds 1 to {_BUTTONS_IN_A_ROW} buttons"
    if sum(map(len, rows)) > _BUTTONS:
        yield f"reply_markup: more than {_BUTTONS} buttons"
    if any(not button.get("text") for row in rows for button in row):
        yield "reply_markup: a button without a text"


def _entities(text: str, entities: Any) -> Iterator[str]:
    for each in entities or ():
        if each["offset"] < 0 or each["offset"] + each["length"] > utf16(text):
            yield "entities: one reaches beyond the text"
