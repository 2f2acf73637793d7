"""Synapse in a virtual environment of its own: what it needs differs from what OrgLife needs.

It is made by `make test`, by the first test that asks, or by `python -m tests.matrix_server`.
"""

from __future__ import annotations

from pathlib import Path

from tests.environments import Environment

SYNAPSE = Environment(
    ".synapse", Path(__file__).with_name("requirements.lock"), "the tests on Matrix need Synapse"
)
