"""From where an address of ours can be opened, as far as it can be told by looking at it."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Literal

Reach = Literal["machine", "network", "everywhere"]


def reach(url: str) -> Reach:
    """Whether an `http://` or `https://` address opens on this machine only, in the network it
    stands in, or, for all that can be seen, everywhere."""
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    host = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    host = host.lower().rstrip(".")
    if not host or host == "localhost" or host.endswith(".localhost"):
        return "machine"
    try:
        address = ip_address(host)
    except ValueError:
        inside = "." not in host or host.endswith((".local", ".lan", ".internal"))
        return "network" if inside else "everywhere"
    if address.is_loopback or address.is_unspecified:
        return "machine"
    return "everywhere" if address.is_global else "network"
