"""The adapters of the settings, found among the installed packages."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import entry_points
from typing import Any

from service.ports import Adapter, Sealer
from service.settings.errors import SettingsError
from service.settings.loading import Settings

ADAPTERS = "orglife.adapters"  # the entry-point group


def build_adapters(settings: Settings, sealer: Sealer, base_url: str) -> dict[str, Adapter]:
    """One adapter for each account of the settings, found by its kind among the entry points.
    Raises `SettingsError`."""
    known = {each.name: each for each in entry_points(group=ADAPTERS)}
    adapters: dict[str, Adapter] = {}
    for name, account in settings.adapters.items():
        if account.kind not in known:
            there = ", ".join(sorted(known))
            raise SettingsError(
                [f"adapters.{name}.kind: there is no adapter {account.kind!r}; there are: {there}"]
            )
        options: Mapping[str, Any] = {
            "data_dir": str(settings.data_dir),
            "base_url": base_url,
            "organization": settings.organization.name,
            **account.options,
        }
        try:
            adapters[name] = known[account.kind].load()(options, account=name, sealer=sealer)
        except ValueError as error:
            raise SettingsError([str(error)]) from None
    return adapters
