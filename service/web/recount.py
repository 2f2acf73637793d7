"""The page that counts a vote again, from its recount file, in the reader's browser alone.

It is one file without anything beside it, so it can be kept and opened without a network, and its
policy lets it reach nobody: what is dropped into it stays there.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from service.web.public_pages import languages_of

PAGE = Path(__file__).with_name("recount.html").read_text("utf-8")


def _hash(tag: str) -> str:
    """The only script, or style, that the policy lets run."""
    (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", PAGE, re.DOTALL)
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


POLICY = (
    f"default-src 'none'; script-src {_hash('script')}; style-src {_hash('style')}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def recount_route() -> HTTPRouteHandler:
    """`GET /recount`, the same for everybody but for its language."""
    chinese, english = PAGE.encode(), PAGE.replace('lang="zh-CN"', 'lang="en"', 1).encode()
    headers = {
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-cache",
        "Vary": "Accept-Language",
    }

    @get("/recount", name="recount")
    async def page(request: Request[Any, Any, Any]) -> Response[bytes]:
        """A page that counts the file of a vote in the browser, and sends nothing."""
        preferred = [*languages_of(request), "zh"][0]
        content = english if preferred.startswith("en") else chinese
        return Response(content, media_type="text/html; charset=utf-8", headers=headers)

    return page
