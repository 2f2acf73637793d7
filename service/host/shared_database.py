"""Whether several processes can share the database of the settings."""

from __future__ import annotations

from service.settings.errors import SettingsError
from service.settings.loading import Settings
from service.store.database import database_url


def check_shared(settings: Settings) -> None:
    """Raises `SettingsError` for a database that several processes can't share."""
    if database_url(settings.database_url).get_backend_name() != "postgresql":
        raise SettingsError(
            [
                "database.shared: several processes need PostgreSQL: set database.url to "
                "postgresql://user@host/name, or run one process"
            ]
        )
