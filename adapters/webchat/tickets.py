"""Signed tickets for sign-in links, session cookies and open forms."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Literal

Purpose = Literal["sign-in", "session", "form"]


class Tickets:
    """Issues and checks tickets `<subject>.<end>.<signature>`; HMAC-SHA256 under one secret.

    A ticket is valid for one purpose, until its end (seconds since 1970), for whoever holds it.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def issue(self, purpose: Purpose, subject: str, end: float) -> str:
        """A ticket for `subject`, which may contain anything but a dot."""
        plain = f"{subject}.{int(end)}"
        return f"{plain}.{self._sign(purpose, plain)}"

    def check(self, purpose: Purpose, ticket: str, now: float) -> str | None:
        """The subject of a valid ticket."""
        plain, _, signature = ticket.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(purpose, plain).encode()):
            return None
        subject, _, end = plain.rpartition(".")
        return subject if now < int(end) else None

    def derive(self, value: str) -> str:
        """A short name derived from `value` that can't be guessed or reversed."""
        return hmac.new(self._secret, b"derive:" + value.encode(), hashlib.sha256).hexdigest()[:16]

    def _sign(self, purpose: str, plain: str) -> str:
        digest = hmac.new(self._secret, f"{purpose}:{plain}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")
