"""A process with OrgLife's account that only hears, and is killed: what it hears it writes down."""

import asyncio
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from adapters.matrix import build
from service.ports import Update
from tests.adapters.webchat.conftest import Mirror


class ToFile:
    """An inbox in a file; a row is there when `receive` returns."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def receive(self, account: str, updates: Sequence[Update]) -> None:
        with self._path.open("a") as file:
            for each in updates:
                file.write(json.dumps({"id": each.id, "raw": each.raw}) + "\n")


async def main() -> None:
    given = json.loads(sys.argv[1])
    adapter = build(given["options"], account="matrix", sealer=Mirror())
    await adapter.open()
    await adapter.run(ToFile(Path(given["inbox"])))


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    asyncio.run(main())
