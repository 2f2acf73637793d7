"""A chat of plain lines over TCP.

[adapters.lines]
kind = "line"
host = "127.0.0.1"
port = 6677
token = "…"         # the word the server knows OrgLife by
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orglife_line.adapter import Line
from service.ports import Sealer

_KNOWN = frozenset({"host", "port", "token", "data_dir", "base_url", "organization"})


def build(options: Mapping[str, Any], *, account: str, sealer: Sealer) -> Line:
    """Raises ValueError, naming the setting and what is allowed."""

    def wrong(name: str, allowed: str) -> ValueError:
        return ValueError(f"adapters.{account}.{name}: {allowed}")

    for name in sorted(options.keys() - _KNOWN):
        raise wrong(name, "there is no such setting; there are: host, port, token")
    host, port, token = options.get("host", "127.0.0.1"), options.get("port"), options.get("token")
    if not isinstance(host, str) or not host:
        raise wrong("host", "must be the name or address of the server")
    if not isinstance(port, int) or not 0 < port < 65536:
        raise wrong("port", "must be a number from 1 to 65535")
    if not isinstance(token, str) or not token.isalnum():
        raise wrong("token", "must be the word of letters and digits that the server knows us by")
    return Line(account, host, port, token)
