"""Asks a running service for its status."""

from __future__ import annotations

import http.client
import json
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 5.0


def ask_readiness(url: str) -> tuple[bool, str]:
    """Whether the service is ready, and the status of each part."""
    # A plain connection, without any proxy from the environment.
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        report = json.loads(answer.read())
        parts = [f"{name}: {how}" for name, how in report["parts"].items()]
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
        return False, type(error).__name__
    finally:
        connection.close()
    return answer.status == http.client.OK, "; ".join(parts)
