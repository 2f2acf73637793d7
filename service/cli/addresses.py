"""A warning where members can't open the address that they are given."""

from __future__ import annotations

from service.cli.words import Voice
from service.core.addresses import reach

_DOUBTS = {"machine": "address-machine", "network": "address-network"}


def doubt(url: str) -> str:
    """The key of what is to be said about the address; empty if it opens everywhere over TLS."""
    found = _DOUBTS.get(reach(url), "")
    return found or ("" if url.startswith("https:") else "address-plain")


def warn(voice: Voice, url: str) -> None:
    """Say so where the address is given out."""
    key = doubt(url)
    if key:
        voice.warn(key, url=url)
