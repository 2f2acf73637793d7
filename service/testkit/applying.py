"""Which behaviours apply to a platform: an adapter must do what it declares, and nothing is skipped
silently."""

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
    """The behaviour does not apply to this platform. The run prints the reason."""


def needs(*names: str) -> pytest.MarkDecorator:
    """The behaviour applies to platforms that have all of these: capabilities declared by the
    adapter, and powers of the driver."""
    return pytest.mark.orglife_needs(*_known(names))


def without(*names: str) -> pytest.MarkDecorator:
    """The behaviour applies to platforms that lack one of these."""
    return pytest.mark.orglife_without(*_known(names))


def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    unknown = set(names) - CAPABILITIES - POWERS
    if unknown:
        raise ValueError(f"neither a capability nor a power: {', '.join(sorted(unknown))}")
    return names


def inapplicable(item: pytest.Item, platform: Platform) -> str | None:
    """Why the behaviour does not apply: something the platform lacks, or has. None: it applies."""
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
    """Why the platform lacks this capability or power; None: it has it."""
    if name in CAPABILITIES:
        declared = getattr(platform.adapter.capabilities, name)
        return None if declared else f"the adapter does not declare {name}"
    if name in platform.lacks:
        return f"no {name}: {platform.lacks[name]}"
    return None


def undeclared(platform: Platform) -> list[str]:
    """The powers that the driver neither has nor lists as lacking."""
    return sorted(
        name for name in POWERS if name not in platform.lacks and not hasattr(platform, name)
    )
