"""The tools, in a virtual environment of their own."""

from __future__ import annotations

from pathlib import Path

from tests.environments import Environment

PROJECT = Path(__file__).parents[2]
LOCKS = (PROJECT / "requirements.lock", PROJECT / "requirements-dev.lock")

TOOLS = Environment(
    ".supply-chain",
    Path(__file__).with_name("requirements.lock"),
    "the bill of materials and the audit need cyclonedx-bom and pip-audit",
)
