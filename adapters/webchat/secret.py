"""What is derived from the web chat's own secret."""

from __future__ import annotations

import base64
import hashlib
import hmac


class Secrets:
    """Names that can't be guessed, and the signed cookies that were given out before sessions were
    rows; HMAC-SHA256 under one secret."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def derive(self, value: str) -> str:
        """A short name derived from `value` that can't be guessed or reversed."""
        return self._sign(f"derive:{value}").hexdigest()[:16]

    def holder(self, cookie: str, now: float) -> str | None:
        """The id of the person for whom a cookie `<id>.<end>.<signature>` was signed, until its end
        (seconds since 1970)."""
        plain, _, signature = cookie.rpartition(".")
        digest = self._sign(f"session:{plain}").digest()
        wanted = base64.urlsafe_b64encode(digest).rstrip(b"=")
        if not hmac.compare_digest(signature.encode(), wanted):
            return None
        user, _, end = plain.rpartition(".")
        return user if now < int(end) else None

    def _sign(self, value: str) -> hmac.HMAC:
        return hmac.new(self._secret, value.encode(), hashlib.sha256)
