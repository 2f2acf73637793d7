"""Settings from environment variables: `ORGLIFE_WEB__PORT` is `web.port`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from service.settings.errors import closest

PREFIX = "ORGLIFE_"
_BETWEEN = "__"
_OTHERS = (f"{PREFIX}CONFIG", f"{PREFIX}TEST_")  # the path of the file; for the tests


def from_environment(settings: type[BaseModel], env: Mapping[str, str]) -> dict[str, Any]:
    """What these variables set, as the file would say it. Lists and tables are JSON; anything else
    is a string, for the setting to validate."""
    found: dict[str, Any] = {}
    for name in sorted(env, key=len):  # a table comes before the keys that are set in it
        keys = _keys(name)
        if not keys or keys[0] not in settings.model_fields:
            continue
        table: Any = found
        for key in keys[:-1]:
            table = table.setdefault(key, {})
            if not isinstance(table, dict):
                break  # the setting says that it must be a table
        else:
            table[keys[-1]] = _value(env[name])
    return found


def _keys(name: str) -> list[str]:
    """The keys that a variable names, the outermost first; none if it is not one of ours."""
    if not name.upper().startswith(PREFIX):
        return []
    return name[len(PREFIX) :].lower().split(_BETWEEN)


def _value(text: str) -> Any:
    if not text.lstrip().startswith(("[", "{")):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def variable(keys: tuple[str | int, ...], env: Mapping[str, str]) -> str | None:
    """The variable that sets this key or a table around it; None if there is none."""
    for length in range(len(keys), 0, -1):
        name = PREFIX + _BETWEEN.join(str(key) for key in keys[:length]).upper()
        if name in {each.upper() for each in env}:
            return name
    return None


def unknown_variables(
    settings: type[BaseModel], env: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Variables with our prefix that set nothing, each with a suggestion."""
    for name in env:
        if not name.startswith(PREFIX) or name.startswith(_OTHERS):
            continue
        section = name.removeprefix(PREFIX).partition(_BETWEEN)[0].lower()
        if section not in settings.model_fields:
            yield name, closest(section, settings.model_fields)
