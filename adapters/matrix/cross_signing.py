"""Pure: which sessions are verified. A person's master key signs their self-signing key, which
signs their sessions. Common clients show a session without such a signature as unverified, and some
send it no keys. https://spec.matrix.org/latest/client-server-api/#cross-signing
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Signed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Published:
    """The keys of one person, as the homeserver reports them: the two cross-signing keys, and the
    sessions."""

    master: Mapping[str, Any]
    self_signing: Mapping[str, Any]
    devices: Mapping[str, Mapping[str, Any]]

    @property
    def identity(self) -> str:
        """The public master key; empty if there is none."""
        return public_key(self.master)


def published(answer: Mapping[str, Any], user: str) -> Published:
    """From the answer to `/keys/query`."""

    def of(kind: str) -> Mapping[str, Any]:
        found = answer.get(kind, {}).get(user)
        return found if isinstance(found, Mapping) else {}

    return Published(of("master_keys"), of("self_signing_keys"), of("device_keys"))


def vouched_for(keys: Published, user: str) -> frozenset[str]:
    """The public keys (ed25519) of the sessions that their owner has verified."""
    master, signing = public_key(keys.master), public_key(keys.self_signing)
    if not master or not signing or not is_signed(keys.self_signing, user, master):
        return frozenset()
    return frozenset(
        str(device.get("keys", {}).get(f"ed25519:{name}"))
        for name, device in keys.devices.items()
        if is_signed(device, user, signing)
    )


def public_key(signed: Mapping[str, Any]) -> str:
    keys = signed.get("keys")
    found = next(iter(keys.values()), "") if isinstance(keys, Mapping) else ""
    return found if isinstance(found, str) else ""


def is_signed(signed: Mapping[str, Any], user: str, key: str) -> bool:
    """Whether the table has a valid signature of the user's key."""
    signature = signed.get("signatures", {}).get(user, {}).get(f"ed25519:{key}")
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(key)).verify(_bytes(signature), canonical(signed))
    except (InvalidSignature, ValueError, TypeError, AttributeError):
        return False
    return True


def new_key() -> str:
    """A private key, in base64."""
    return _text(Ed25519PrivateKey.generate().private_bytes_raw())


def public_half(private: str) -> str:
    return _text(_private(private).public_key().public_bytes_raw())


def key_table(user: str, usage: str, private: str) -> Signed:
    """The public half of a key, in published form."""
    public = public_half(private)
    return {"user_id": user, "usage": [usage], "keys": {f"ed25519:{public}": public}}


def sign(table: Mapping[str, Any], user: str, private: str) -> Signed:
    """The table with a signature of the user's key and no other signature."""
    signature = _text(_private(private).sign(canonical(table)))
    kept = {name: value for name, value in table.items() if name not in _UNSIGNED}
    return {**kept, "signatures": {user: {f"ed25519:{public_half(private)}": signature}}}


def canonical(table: Mapping[str, Any]) -> bytes:
    kept = {name: value for name, value in table.items() if name not in _UNSIGNED}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


_UNSIGNED = ("signatures", "unsigned")


def _private(encoded: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_bytes(encoded))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")


def _bytes(encoded: str) -> bytes:
    return base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
