"""The HTTP API, from its OpenAPI document."""

from __future__ import annotations

from typing import Any

from service.web.api.openapi import document
from service.web.api.routes import ROUTES
from tests.reference.markdown import code, table


def page() -> str:
    """Each path with its parameters, and the fields of what they answer."""
    made = document(ROUTES, "https://org.example/api/v1")
    parts = [_path(path, item["get"]) for path, item in made["paths"].items()]
    schemas = made["components"]["schemas"]
    parts.append("## Answers")
    parts += [_schema(name, schemas[name]) for name in sorted(schemas)]
    return "\n\n".join(parts)


def _path(path: str, operation: dict[str, Any]) -> str:
    rows = [
        (code(each["name"]), each["in"], each.get("description", "The number of an activity."))
        for each in operation["parameters"]
    ]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    said = f"{operation['summary']} {operation['description']} Answers {code(_name(answer))}."
    return f"## `GET {path}`\n\n{said}\n\n{table(('Parameter', 'In', 'What it says'), rows)}"


def _schema(name: str, schema: dict[str, Any]) -> str:
    rows = [(code(field), _type(kind)) for field, kind in schema["properties"].items()]
    about = " ".join(schema.get("description", "").split())
    return f"### {name}\n\n{about}\n\n{table(('Field', 'Type'), rows)}".replace("\n\n\n\n", "\n\n")


def _name(ref: str) -> str:
    return ref.rpartition("/")[2]


def _type(kind: dict[str, Any]) -> str:
    if "$ref" in kind:
        return code(_name(kind["$ref"]))
    if "anyOf" in kind:
        return " or ".join(_type(each) for each in kind["anyOf"])
    if "enum" in kind:
        return ", ".join(code(each) for each in kind["enum"])
    if kind.get("type") == "array":
        return f"list of {_type(kind['items'])}"
    return str(kind.get("format") or kind["type"])
