"""The organization's own sign-in, as the settings have it."""

from __future__ import annotations

from urllib.parse import urlsplit

from service.runtime.office.oidc import Provider, Terms
from service.settings.errors import SettingsError
from service.settings.loading import Settings


def build_provider(settings: Settings, url: str) -> Provider | None:
    """The provider; None where there is none. `url`: the public address of the pages. Raises
    `SettingsError`."""
    oidc = settings.office.oidc
    if not oidc.issuer:
        return None
    try:
        secret = oidc.secret()
    except ValueError as error:
        raise SettingsError([f"office.oidc.client_secret_file: {error}"]) from None
    name = oidc.name or urlsplit(oidc.issuer).hostname or oidc.issuer
    terms = Terms(oidc.issuer, oidc.client_id, secret, name, oidc.claim, oidc.acr)
    return Provider(terms, f"{url}/office/oidc")
