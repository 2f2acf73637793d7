"""A template as a file to pass on: JSON with its kind, name and content."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

FORMAT = 1
LARGEST = 8_000_000  # bytes


class BadTemplate(ValueError):
    """The file is no template; the message names the key and what is allowed."""


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """`state`: JSON, as the workflow of this kind stores it in this schema."""

    kind: str
    name: str
    schema: int
    state: str


def write_template(template: TemplateFile) -> str:
    fields = {
        "orglife_template": FORMAT,
        "kind": template.kind,
        "name": template.name,
        "schema": template.schema,
        "state": json.loads(template.state),
    }
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def read_template(content: bytes) -> TemplateFile:
    """The template in the file. Raises `BadTemplate`."""
    if len(content) > LARGEST:
        raise BadTemplate(f"larger than {LARGEST // 1_000_000} MB")
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError) as error:
        where = f"line {error.lineno}: " if isinstance(error, json.JSONDecodeError) else ""
        raise BadTemplate(f"{where}not JSON") from error
    if not isinstance(fields, dict) or fields.get("orglife_template") != FORMAT:
        raise BadTemplate(f"orglife_template: allowed: {FORMAT}")
    kind, name = (_text(fields, key) for key in ("kind", "name"))
    schema = fields.get("schema")
    if type(schema) is not int or schema < 1:
        raise BadTemplate("schema: allowed: a number from 1 on")
    if not isinstance(fields.get("state"), dict):
        raise BadTemplate("state: allowed: a table")
    return TemplateFile(kind, name, schema, json.dumps(fields["state"], ensure_ascii=False))


def _text(fields: dict[str, Any], key: str) -> str:
    value = fields.get(key)
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not 0 < len(words) <= 60:
        raise BadTemplate(f"{key}: allowed: a text of 1 to 60 characters")
    return words
