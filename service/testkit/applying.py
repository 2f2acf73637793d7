"""Which behaviours apply to a platform: what an adapter declares it must do, and nothing is left
out without a word."""

from __future__ import annotations

from dataclasses import fields

import pytest

from service.core.capabilities import Capabilities
from service.testkit.platform import Platform, Powers

CAPABILITIES = frozenset({*(each.name for each in fields(Capabilities)), "taps"})
POWERS = frozenset(
    name
    for each in (Platform, Powers)
    for name in (*vars(each), *each.__annotations__)
    if not name.startswith("_")
)


class NotApplicable(Exception):
    """The behaviour is none of this platform's, for the reason given. The run prints it."""


def needs(*names: str) -> pytest.MarkDecorator:
    """The behaviour is of platforms that have all of these: capabilities that the adapter
    declares, and powers of the driver."""
    return pytest.mark.orglife_needs(*_known(names))


def without(*names: str) -> pytest.MarkDecorator:
    """The behaviour is what becomes of a message where the platform lacks one of these."""
    return pytest.mark.orglife_without(*_known(names))


def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    unknown = set(names) - CAPABILITIES - POWERS
    if unknown:
        raise ValueError(f"neither a capability nor a power: {', '.join(sorted(unknown))}")
    return names


def inapplicable(item: pytest.Item, platform: Platform) -> str | None:
    """Why the behaviour is none of the platform's: of what it has not, or has. None: it is."""
    for mark in item.iter_markers("orglife_needs"):
        for name in mark.args:
            reason = lacking(platform, name)
            if reason is not None:
                return reason
    for mark in item.iter_markers("orglife_without"):
        if all(lacking(platform, name) is None for name in mark.args):
            return f"it has {' and '.join(mark.args)}"
    return None


def lacking(platform: Platform, name: str) -> str | None:
    """Why the platform has no such capability or power; None: it has."""
    if name in CAPABILITIES:
        declared = getattr(platform.adapter.capabilities, name)
        return None if declared else f"the adapter does not declare {name}"
    if name in platform.lacks:
        return f"no {name}: {platform.lacks[name]}"
    return None


def undeclared(platform: Platform) -> list[str]:
    """The powers that the driver neither has nor says why it lacks."""
    return sorted(
        name for name in POWERS if name not in platform.lacks and not hasattr(platform, name)
    )
