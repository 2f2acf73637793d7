"""Signs in: with the stored session, an access token, a password, or a single sign-on token, which
works once. The device stays the same, because its keys belong to it."""

from __future__ import annotations

import logging
from typing import Any

from adapters.matrix.client import V3, Client
from adapters.matrix.errors import Failed, is_token
from adapters.matrix.session import Folder, Session
from adapters.matrix.settings import Settings

_LOGGER = logging.getLogger(__name__)


class WrongUser(Exception):
    """The configured session belongs to another user."""


async def sign_in(settings: Settings, client: Client, folder: Folder) -> Session:
    """A session that the homeserver accepts. Raises one of `errors.FAILURES`, and `WrongUser`."""
    kept = folder.session()
    if kept is not None and (kept.homeserver, kept.user_id) != (settings.homeserver, settings.user):
        kept = None
    if settings.access_token:
        found = await _with_token(settings, client)
    else:
        found = await _still_good(client, kept) or await _anew(settings, client, kept)
    if found != kept:
        await folder.keep(found)
    client.take(found)
    if found != kept and client.olm is not None:
        client.olm.account.shared = False  # the homeserver may have lost our keys
    return found


async def _with_token(settings: Settings, client: Client) -> Session:
    """The session of an access token, with the device that the homeserver reports."""
    client.access_token = settings.access_token
    who = await client.call("GET", f"{V3}/account/whoami")
    device = str(who.get("device_id") or settings.device_id)
    if who.get("user_id") != settings.user:
        raise WrongUser(f"the access token is that of {who.get('user_id')}")
    if device != settings.device_id:
        raise WrongUser(f"the access token is that of the session {device}")
    return Session(settings.homeserver, settings.user, device, settings.access_token)


async def _still_good(client: Client, kept: Session | None) -> Session | None:
    if kept is None:
        return None
    client.access_token = kept.access_token
    try:
        await client.call("GET", f"{V3}/account/whoami")
    except Failed as error:
        if not is_token(error):
            raise
        client.access_token = ""
        return None
    return kept


async def _anew(settings: Settings, client: Client, kept: Session | None) -> Session:
    """Sign in as the stored device, or as a new one."""
    given: dict[str, Any] = {"initial_device_display_name": settings.device_name}
    device = kept.device_id if kept is not None else settings.device_id
    if device:
        given["device_id"] = device
    if settings.password:
        given |= {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": settings.user},
            "password": settings.password,
        }
    else:
        given |= {"type": "m.login.token", "token": settings.login_token}
    answer = await client.call("POST", f"{V3}/login", given)
    if answer["user_id"] != settings.user:
        raise WrongUser(f"the login is that of {answer['user_id']}")
    _LOGGER.info("matrix.signed_in", extra={"account": settings.account})
    return Session(
        settings.homeserver, settings.user, str(answer["device_id"]), str(answer["access_token"])
    )
