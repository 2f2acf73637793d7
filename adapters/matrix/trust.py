"""Which sessions are trusted, and the verification of our own.

With `trust = "verified"`, only sessions that their owners have verified get keys, and what other
sessions send in an encrypted room is ignored. A person's master key is stored when it is first
seen; if it changes later, that person counts as unverified until `identities.json` is corrected by
hand. Our own session is verified with the account's own keys, created once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from typing import Any

from adapters.matrix import cross_signing
from adapters.matrix.client import V3, Client
from adapters.matrix.errors import Failed
from adapters.matrix.session import Folder, Identities, OwnKeys
from adapters.matrix.settings import Settings

_LOGGER = logging.getLogger(__name__)


class Trust:
    """`confirmed`: our own session is verified; None: not known yet."""

    def __init__(self, settings: Settings, client: Client, folder: Folder) -> None:
        self._settings = settings
        self._client = client
        self._folder = folder
        self._judging = asyncio.Lock()
        self.confirmed: bool | None = None

    @property
    def strict(self) -> bool:
        return self._settings.trust == "verified"

    # -- others

    async def judge(self, users: Collection[str]) -> None:
        """Trust or distrust the sessions of these people, as their owners have verified them."""
        async with self._judging:
            asked: dict[str, list[str]] = {user: [] for user in users}
            answer = await self._client.call("POST", f"{V3}/keys/query", {"device_keys": asked})
            known = self._folder.identities()
            for user in users:
                keys = cross_signing.published(answer, user)
                if keys.identity:
                    known.keys.setdefault(user, keys.identity)
                good = self._vouched(keys, user, known)
                for device in self._client.device_store.active_user_devices(user):
                    if device.ed25519 in good:
                        self._client.unblacklist_device(device)
                        self._client.verify_device(device)
                    else:
                        self._client.unverify_device(device)
                        self._client.blacklist_device(device)
            await self._folder.keep(known)

    def _vouched(
        self, keys: cross_signing.Published, user: str, known: Identities
    ) -> frozenset[str]:
        if keys.identity and known.keys.get(user) != keys.identity:
            extra = {"account": self._settings.account, "user": user}
            _LOGGER.error("matrix.identity_changed", extra=extra)
            return frozenset()
        return cross_signing.vouched_for(keys, user)

    def hears(self, event: Any, *, encrypted: bool) -> bool:
        """Whether this event counts. `event`: as decrypted by nio."""
        if not self.strict or not encrypted or event.source.get("type") != "m.room.message":
            return True  # reactions and redactions are never encrypted
        sender, key = str(event.source.get("sender")), getattr(event, "sender_key", None)
        device = self._client.device_store.device_from_sender_key(sender, key) if key else None
        if device is not None and self._client.olm.is_device_verified(device):
            return True
        extra = {"account": self._settings.account, "event_id": event.source.get("event_id")}
        _LOGGER.warning("matrix.session_not_verified", extra=extra)
        return False

    # -- ourselves

    async def confirm(self) -> None:
        """Make sure that our own session is verified. Cross-signing keys that others created for
        the account are left alone; then this can't be done from here."""
        if self.confirmed is not None or not self._client.device_id:
            return
        user, device = self._client.user_id, str(self._client.device_id)
        keys = await self._own()
        own = self._folder.own_keys()
        if not keys.identity:
            own = own or await self._make(user)
            keys = await self._own()
        known = f"ed25519:{cross_signing.public_half(own.self_signing)}" if own else ""
        if own is not None and known in keys.self_signing.get("keys", {}):
            await self._sign(user, device, keys, own)
            keys = await self._own()
        mine = str(keys.devices.get(device, {}).get("keys", {}).get(f"ed25519:{device}"))
        self.confirmed = mine in cross_signing.vouched_for(keys, user)
        if not self.confirmed:
            _LOGGER.warning(
                "matrix.own_session_not_verified", extra={"account": self._settings.account}
            )

    async def _own(self) -> cross_signing.Published:
        asked: dict[str, Any] = {"device_keys": {self._client.user_id: []}}
        answer = await self._client.call("POST", f"{V3}/keys/query", asked)
        return cross_signing.published(answer, self._client.user_id)

    async def _make(self, user: str) -> OwnKeys:
        """Create and publish the cross-signing keys; they are stored first."""
        own = OwnKeys(*(cross_signing.new_key() for _ in range(3)))
        await self._folder.keep(own)

        def signed(usage: str, private: str) -> cross_signing.Signed:
            table = cross_signing.key_table(user, usage, private)
            return cross_signing.sign(table, user, own.master)

        given = {
            "master_key": cross_signing.key_table(user, "master", own.master),
            "self_signing_key": signed("self_signing", own.self_signing),
            "user_signing_key": signed("user_signing", own.user_signing),
        }
        await self._publish(given)
        return own

    async def _publish(self, given: dict[str, Any]) -> None:
        """Some homeservers require the password here."""
        path = f"{V3}/keys/device_signing/upload"
        try:
            await self._client.call("POST", path, given)
        except Failed as error:
            if error.status != 401 or not error.session or not self._settings.password:
                raise
            auth = {
                "type": "m.login.password",
                "session": error.session,
                "identifier": {"type": "m.id.user", "user": self._settings.user},
                "password": self._settings.password,
            }
            await self._client.call("POST", path, {**given, "auth": auth})

    async def _sign(
        self, user: str, device: str, keys: cross_signing.Published, own: OwnKeys
    ) -> None:
        table = keys.devices.get(device)
        public = cross_signing.public_half(own.self_signing)
        if table is None or cross_signing.is_signed(table, user, public):
            return
        signed = cross_signing.sign(table, user, own.self_signing)
        await self._client.call("POST", f"{V3}/keys/signatures/upload", {user: {device: signed}})
