"""What axe-core finds on a page: nothing, or each violation with where it is."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from tests.browser.driver import Page

_FILE = Path(__file__).parent / "axe" / "axe.min.js"
_SHA256 = "84494fec757e4710dc751c8d7a636e457f4532f08f85c86dc9070133fbff53bc"
_RUN = """axe.run(document, {resultTypes: ["violations"]}).then(({violations}) =>
  violations.map(({id, nodes}) =>
    `${id}: ${nodes.map(({target}) => target.join(" ")).join(", ")}`))"""


@cache
def _source() -> str:
    content = _FILE.read_bytes()
    assert hashlib.sha256(content).hexdigest() == _SHA256, "another axe-core than the pinned one"
    return content.decode("utf-8")


async def violations(page: Page) -> list[str]:
    """Every rule that the page breaks as it stands, by the elements that do."""
    if not await page.run("'axe' in window"):
        await page.run(f"{_source()}; undefined")
    found: Any = await page.run(_RUN)
    return list(found)
