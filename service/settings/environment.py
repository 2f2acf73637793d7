"""Settings from environment variables: `ORGLIFE_WEB__PORT` is `web.port`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource

from service.settings.errors import closest

PREFIX = "ORGLIFE_"
_BETWEEN = "__"
_OTHERS = (f"{PREFIX}CONFIG", f"{PREFIX}TEST_")  # the path of the file; for the tests


class Environment(EnvSettingsSource):
    """Reads the given environment instead of the process's own."""

    def __init__(self, settings: type[BaseSettings], env: Mapping[str, str]) -> None:
        super().__init__(settings, env_prefix=PREFIX, env_nested_delimiter=_BETWEEN)
        self.env_vars = {name.lower(): value for name, value in env.items()}

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        """Lists and tables are JSON. Anything else stays a string, for the setting to validate."""
        if not str(value).lstrip().startswith(("[", "{")):
            return value
        try:
            return json.loads(value)
        except ValueError:
            return value


def variable(keys: tuple[str | int, ...], env: Mapping[str, str]) -> str | None:
    """The variable that sets this key or a table around it; None if there is none."""
    for length in range(len(keys), 0, -1):
        name = PREFIX + _BETWEEN.join(str(key) for key in keys[:length]).upper()
        if name in {each.upper() for each in env}:
            return name
    return None


def unknown_variables(
    settings: type[BaseSettings], env: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Variables with our prefix that set nothing, each with a suggestion."""
    for name in env:
        if not name.startswith(PREFIX) or name.startswith(_OTHERS):
            continue
        section = name.removeprefix(PREFIX).partition(_BETWEEN)[0].lower()
        if section not in settings.model_fields:
            yield name, closest(section, settings.model_fields)
