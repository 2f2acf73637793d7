"""The platforms the suite runs over. A new adapter is one more line here, and a driver."""

from __future__ import annotations

from service.testkit.fixtures import platforms
from service.testkit.platform import Open
from tests.conformance.on_matrix import open_matrix
from tests.conformance.on_memory import open_memory, open_plain_memory
from tests.conformance.on_telegram import open_telegram
from tests.conformance.on_webchat import open_webchat

PLATFORMS: dict[str, Open] = {
    "matrix": open_matrix(encrypted=False),
    "matrix-encrypted": open_matrix(encrypted=True),
    "memory": open_memory,
    "plain": open_plain_memory,
    "telegram": open_telegram,
    "webchat": open_webchat,
}

open_platform = platforms(**PLATFORMS)
