"""What a browser needs to put the chat on the home screen."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get

from adapters.webchat.site import Site, asked_language
from adapters.webchat.words import WORDS

_SHORT = 12  # characters that stand below an icon
_ICONS = (
    {"src": "/chat/static/icon-192.png", "sizes": "192x192", "type": "image/png"},
    {"src": "/chat/static/icon-512.png", "sizes": "512x512", "type": "image/png"},
    {
        "src": "/chat/static/icon-maskable-512.png",
        "sizes": "512x512",
        "type": "image/png",
        "purpose": "maskable",
    },
)


def app_routes(site: Site) -> list[Any]:
    @get("/u/{user:str}/app.webmanifest", name="chat.manifest", sync_to_thread=False)
    def manifest(request: Request[Any, Any, Any], user: str, lang: str = "") -> Response[bytes]:
        """The same for everybody, whether there is such a person or not. W3C Web App Manifest."""
        language = asked_language(request, lang)
        words = WORDS[language]
        home = f"/chat/u/{quote(user, safe='')}/"
        name = site.organization or words["app"]
        told = {
            "id": home,
            "start_url": home,
            "scope": home,
            "name": name,
            "short_name": name if len(name) <= _SHORT else words["app"],
            "description": words["app_about"],
            "lang": language,
            "display": "standalone",
            "background_color": "#fbfaf8",
            "theme_color": "#b42318",
            "icons": _ICONS,
        }
        return Response(msgspec.json.encode(told), media_type="application/manifest+json")

    return [manifest]
