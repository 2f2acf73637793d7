"""Sends webhooks, to public addresses only: whoever names an address must not reach what stands
beside the service. The name is looked up once, and what it came to is connected to."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import ThreadedResolver
from yarl import URL

SECONDS = 10.0
_UNICAST = ip_network("2000::/3")  # all of IPv6 that is given out (RFC 4291, 2.4)
_TRANSLATED = ip_network("64:ff9b::/96")  # an IPv4 address as a network translates it (RFC 6052)


def is_public(address: str) -> bool:
    """Whether the address is one of the whole internet, and none of a network of its own; what is
    wrapped in an IPv6 address is looked at too."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found in _TRANSLATED:
            return is_public(str(IPv4Address(int(found) & 0xFFFFFFFF)))
        within = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if within is not None:
            return is_public(str(within))
        if found not in _UNICAST:
            return False
    return found.is_global and not found.is_multicast


class _Public(AbstractResolver):
    """Looks names up, and refuses those of addresses that are not public."""

    def __init__(self) -> None:
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[Any]:
        found = await self._inner.resolve(host, port, family)
        if not found or not all(is_public(each["host"]) for each in found):
            raise OSError("not a public address")
        return [*found]

    async def close(self) -> None:
        await self._inner.close()


@dataclass(frozen=True, slots=True)
class WebhookSender:
    """`private`: whether private addresses and plain `http` are allowed."""

    private: bool = False

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """The status of the answer; 0: there was none, or the address is not allowed."""
        try:
            there = URL(url)
        except ValueError:
            return 0
        if not self.private and not self._allowed(there):
            return 0
        connector = TCPConnector(resolver=None if self.private else _Public(), limit=1)
        try:
            async with (
                ClientSession(
                    connector=connector, timeout=ClientTimeout(total=SECONDS), trust_env=False
                ) as http,
                http.post(there, headers=headers, data=body, allow_redirects=False) as answer,
            ):
                return answer.status
        except (TimeoutError, ClientError, OSError, ValueError):
            return 0

    @staticmethod
    def _allowed(there: URL) -> bool:
        """An address that is a number is not looked up, so it is judged here."""
        host = there.host or ""
        numbered = host.replace(".", "").isdigit() or ":" in host
        return there.scheme == "https" and bool(host) and (not numbered or is_public(host))
