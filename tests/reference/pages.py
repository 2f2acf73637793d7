"""Which pages there are, and what stands on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.reference import (
    api,
    chat,
    command_line,
    contract,
    http,
    kit,
    metrics,
    rule_files,
    settings,
)

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
_MAKERS: Mapping[str, tuple[str, str, Callable[[], str]]] = {
    "settings.md": (
        "Settings",
        "Every key of the settings file, with its default, what is allowed and what it does. How "
        "the file is found and read: [settings](../settings.md).",
        settings.page,
    ),
    "commands.md": (
        "Commands in the chat",
        "What can be typed, by kind of activity. On Telegram a command begins with `/`, on Matrix "
        "with `!`; the words work everywhere, without either. Where no permission stands, "
        "everybody may type it, and is offered what their role allows.",
        chat.commands,
    ),
    "permissions.md": (
        "Permissions",
        "A role holds its permissions in the holder's own unit and in all units below. "
        "`[organization.roles]` in the settings gives each role others.",
        chat.permissions,
    ),
    "command-line.md": (
        "Command line",
        "Every command with its arguments and options. What they are for: [command "
        "line](../command-line.md).",
        command_line.page,
    ),
    "rule-files.md": (
        "Rule files",
        "Every key that a rule file may have. What the rules do: [rules and duties](../rules.md).",
        rule_files.page,
    ),
    "metrics.md": (
        "Metrics",
        "What `/metrics` offers to Prometheus. Health, logs and where it listens: "
        "[administration](../installation.md#health-and-metrics).",
        metrics.page,
    ),
    "http.md": (
        "Paths",
        "What is served over HTTP. A proxy keeps `/metrics`, `/readyz` and `/control/` to itself: "
        "[behind a proxy](../installation.md#behind-a-proxy).",
        http.page,
    ),
    "api.md": (
        "HTTP API",
        "What a token reads below `/api/v1`; `/api/v1/openapi.json` is the same as OpenAPI 3.1. "
        "How tokens are made, and webhooks: [pages for offices](../office.md#other-systems).",
        api.page,
    ),
    "workflow-contract.md": (
        "Events, effects and queries",
        "What a workflow is told, what it may ask for, and what it may want to know first. How "
        "they fit together: [writing a workflow](../writing-a-workflow.md).",
        contract.page,
    ),
    "test-kit.md": (
        "Behaviours of the test kit",
        "What the test kit tries with an adapter. A behaviour applies where the adapter declares "
        "each capability, and the driver has each power, that it needs; the others are told as not "
        "applicable. How to run it: [writing an adapter](../../adapters/README.md).",
        kit.page,
    ),
}


def pages() -> dict[str, str]:
    """Every page by its name, and an index of them."""
    made = {name: _page(*parts) for name, parts in _MAKERS.items()}
    listed = [
        f"- [{title}]({name}): {about.partition('. ')[0].rstrip('.')}."
        for name, (title, about, _) in _MAKERS.items()
    ]
    index = _page("Reference", "What the code itself says.", lambda: "\n".join(listed))
    return {"index.md": index, **made}


def _page(title: str, about: str, body: Callable[[], str]) -> str:
    return (
        f"# {title}\n\n[Back to the README](../../README.md)\n\n"
        "<!-- Written by `make reference` from the code; change it there. -->\n\n"
        f"{about}\n\n{body().strip()}\n"
    )
