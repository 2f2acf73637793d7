"""The checks of an account for `orglife doctor`, with a remedy for each failure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.matrix.errors import Failed, describe, is_token
from adapters.matrix.rights import MESSAGES, may_send
from adapters.matrix.settings import Settings
from adapters.matrix.signing_in import WrongUser
from service.ports import Check


def signed_in(settings: Settings, device: str, rooms: int) -> Check:
    return Check(
        "Matrix account", ok=True, detail=f"{settings.user}, session {device}, {rooms} rooms"
    )


def not_signed_in(error: BaseException, settings: Settings) -> Check:
    """The homeserver could not be reached, or refused to sign us in."""
    name = f"adapters.{settings.account}"
    detail = str(error) if isinstance(error, WrongUser) else describe(error)
    remedy = f"check that this machine can reach {settings.homeserver}, or set {name}.proxy"
    if isinstance(error, WrongUser):
        remedy = f"set {name}.user and {name}.device_id to those the token belongs to"
    elif isinstance(error, Failed) and error.status in (401, 403, 404):
        remedy = _credentials(error, settings)
    return Check("Matrix account", ok=False, detail=detail, remedy=remedy)


def _credentials(error: Failed, settings: Settings) -> str:
    name = f"adapters.{settings.account}"
    if error.status == 404 and not error.code.startswith("M_"):
        return f"{settings.homeserver} is not a homeserver: correct {name}.homeserver"
    if settings.access_token:
        return f"get a new access token and set it as {name}.access_token, with its device_id"
    if settings.login_token:
        link = (
            f"{settings.homeserver}/_matrix/client/v3/login/sso/redirect"
            "?redirectUrl=http%3A%2F%2Flocalhost%2F"
        )
        return (
            f"open {link}, sign in, and copy the value after loginToken= in the address to "
            f"{name}.login_token; it works once, for a few minutes"
        )
    if is_token(error) or error.code == "M_FORBIDDEN":
        return f"correct {name}.user and {name}.password"
    return f"check the account {settings.user} on the homeserver"


def session(confirmed: bool | None) -> Check:
    """Whether our own session is verified."""
    if confirmed is False:
        return Check(
            "Matrix session",
            ok=False,
            detail="not verified: some clients show a warning or don't send it keys",
            remedy="give OrgLife an account that no other client has set up encryption for; or "
            "reset the encryption of this one there, and restart OrgLife",
        )
    return Check("Matrix session", ok=True, detail="verified" if confirmed else "not checked")


def events(trouble: BaseException | None, waiting: int) -> Check:
    """How events arrive, or why they don't."""
    if trouble is not None:
        remedy = "wait, and check the log if this persists"
        return Check("Matrix events", ok=False, detail=describe(trouble), remedy=remedy)
    return Check("Matrix events", ok=True, detail=f"{waiting} waiting for their key")


def absent(chat: str, why: str) -> Check:
    return Check(
        f"Matrix room {chat}",
        ok=False,
        detail=why,
        remedy="invite OrgLife into it again, or send !bind in the branch's current room",
    )


def room(chat: str, levels: Mapping[str, Any], own: str) -> Check:
    """OrgLife's rights in a room. `levels`: the content of `m.room.power_levels`."""
    lacking = [
        what
        for kinds, what in ((MESSAGES, "messages"), (("m.reaction",), "reactions"))
        if not may_send(levels, own, *kinds)
    ]
    name = f"Matrix room {chat}"
    if lacking:
        return Check(
            name,
            ok=False,
            detail=f"OrgLife can't send {' and '.join(lacking)} there",
            remedy=f"give {own} the required power level in the room's settings, or let everyone "
            "send them",
        )
    return Check(name, ok=True, detail="OrgLife can write there")
