"""Addresses that are told of activities that close, made by the administrator for a person whose
rights say which."""

from __future__ import annotations

import base64
import secrets

from service.ports import PART
from service.runtime.accounts.api_tokens import entitled
from service.runtime.unit_of_work import UnitOfWork
from service.store.rollups import Rollups
from service.store.webhooks import Webhooks

PREFIX = "whsec_"


async def make(uow: UnitOfWork, person: int, url: str, by: str) -> str:
    """Begin to tell this address; the secret that signs, shown once. Raises ValueError for who may
    not read figures, and for what is no address."""
    if entitled(uow, person) is None:
        raise ValueError("this person may not see figures")
    if not url.startswith(("https://", "http://")) or len(url) > 2000:
        raise ValueError("an address begins with https://")
    secret = f"{PREFIX}{base64.b64encode(secrets.token_bytes(32)).decode()}"
    await uow.flush()
    line = await Rollups(uow.transaction).newest_line()
    sealed = uow.registry.sealer.seal(secret, PART)
    await Webhooks(uow.transaction).keep(person, url, sealed, line, uow.now)
    await uow.note("api.webhook_made", {"webhook": {"by": by}}, about=person)
    return secret


async def end(uow: UnitOfWork, webhook: int, by: str) -> bool:
    """No more to this one."""
    await uow.flush()
    ended = await Webhooks(uow.transaction).end(webhook)
    if ended:
        await uow.note("api.webhook_ended", {"webhook": {"id": webhook, "by": by}})
    return bool(ended)
