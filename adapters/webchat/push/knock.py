"""Pure: one push, encrypted for its device and signed by us (RFC 8030, 8291 and 8292)."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import http_ece
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from adapters.webchat.push.subscriptions import Device
from adapters.webchat.words import WORDS

KEPT_SECONDS = 24 * 3600  # how long a push service keeps a push for a device that is off
SIGNED_SECONDS = 12 * 3600  # RFC 8292 allows 24 hours
SERVICES = (
    "fcm.googleapis.com",  # Chrome, Edge on Android, Samsung, Opera
    "push.services.mozilla.com",  # Firefox
    "notify.windows.com",  # Edge on Windows
    "push.apple.com",  # Safari
)
"""The push services of the browsers; a server that posted wherever it is told to could be made to
reach into its own network."""

_LONGEST_ENDPOINT = 1000
_P256DH_BYTES, _AUTH_BYTES = 65, 16


@dataclass(frozen=True, slots=True)
class Push:
    """A request to a push service."""

    endpoint: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Sender:
    """`key`: what signs; `contact`: where a push service can complain, an https address or a
    `mailto:`; `name`: of the organization, if it has one."""

    key: Vapid02
    contact: str
    name: str = ""

    @property
    def public_key(self) -> str:
        """What a browser asks for when it subscribes, base64url."""
        point = self.key.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return base64.urlsafe_b64encode(point).rstrip(b"=").decode("ascii")

    def push(self, device: Device, now: float) -> Push:
        """The same words for every message. `now`: seconds since 1970."""
        words = WORDS[device.language]
        home = f"/chat/u/{quote(device.user, safe='')}/"
        told = {"title": self.name or words["app"], "body": words["push_body"], "home": home}
        claims = {
            "aud": origin(device.endpoint),
            "exp": int(now) + SIGNED_SECONDS,
            "sub": self.contact,
        }
        body = http_ece.encrypt(
            msgspec.json.encode(told),
            private_key=ec.generate_private_key(ec.SECP256R1()),
            dh=decoded(device.p256dh),
            auth_secret=decoded(device.auth),
            version="aes128gcm",
        )
        headers = {
            **self.key.sign(claims),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEPT_SECONDS),
            "Topic": "news",  # a newer push takes the place of one that still waits
            "Urgency": "normal",
        }
        return Push(device.endpoint, headers, body)


def contact(base_url: str) -> str:
    """Whom a push service can write to about our pushes."""
    address = urlsplit(base_url)
    return base_url if address.scheme == "https" else f"mailto:orglife@{address.hostname}"


def is_valid(device: Device, services: Sequence[str]) -> bool:
    """Whether the keys are ones, and the endpoint belongs to one of these push services: a domain,
    reached by https, or an address such as `http://127.0.0.1:8000`."""
    address = urlsplit(device.endpoint)
    host = address.hostname or ""
    served = any(
        origin(device.endpoint) == each
        if "://" in each
        else address.scheme == "https" and (host == each or host.endswith(f".{each}"))
        for each in services
    )
    if not served or len(device.endpoint) > _LONGEST_ENDPOINT or address.username:
        return False
    try:
        point, secret = decoded(device.p256dh), decoded(device.auth)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return False
    return len(point) == _P256DH_BYTES and len(secret) == _AUTH_BYTES


def origin(endpoint: str) -> str:
    address = urlsplit(endpoint)
    return f"{address.scheme}://{address.netloc}"


def decoded(value: str) -> bytes:
    """Bytes from base64url without padding. Raises ValueError."""
    if not re.fullmatch(r"[A-Za-z0-9_-]*={0,2}", value):
        raise ValueError("not base64url")
    plain = value.rstrip("=")
    return base64.urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
