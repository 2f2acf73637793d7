"""What every page of ours that people sign in at knows of the browser before it: what it calls
itself, its cookie, its language, whether a form comes from our own page, how a token is kept. The
web chat and the pages for offices stand on the same ground."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from service.core.people import LANGUAGES, Language

_SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_BROWSERS = (  # those that pretend to be another one come before it
    ("wxwork", "企业微信 WeCom"),
    ("MicroMessenger", "微信 WeChat"),
    ("DingTalk", "钉钉 DingTalk"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)


def device_name(agent: str) -> str:
    """`Chrome · Android`; `?` for a browser that says nothing we know."""
    found = (_first(_BROWSERS, agent), _first(_SYSTEMS, agent))
    return " · ".join(filter(None, found)) or "?"


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for part, name in known if part in agent), "")


def token_hash(token: str) -> str:
    """How a token is kept: it is random enough for a plain hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def cookie_name(name: str, *, secure: bool) -> str:
    """`__Host-` binds a cookie to this very host; browsers take it over TLS only."""
    return f"__Host-{name}" if secure else name


def is_secure(base_url: str, scheme: str) -> bool:
    """Whether the browser reaches us over TLS: by our public address, or as the proxy says."""
    return base_url.startswith("https:") or scheme == "https"


def is_own(base_url: str, origin: str, host: str) -> bool:
    """Whether a browser says that a request comes from our own page: that at the public address,
    or while there is none, at any of this machine. `origin`, `host`: the headers."""
    said = origin_of(origin)
    if said and said == origin_of(base_url):
        return True
    return bool(said) and _is_local(base_url) and said.partition("//")[2] == host.lower()


_PORTS = {"http": 80, "https": 443}


def origin_of(url: str) -> str:
    """Scheme, host and port of a URL as browsers write them; empty for what is none."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if not host or parts.scheme not in _PORTS:
        return ""
    bracketed = f"[{host}]" if ":" in host else host
    shown = "" if port in (None, _PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{bracketed}{shown}"


def _is_local(url: str) -> bool:
    """Whether only this machine knows itself by that address: no public one is set."""
    host = urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def network(address: str) -> str:
    """Where a request comes from; of IPv6 the network, of which one customer has all addresses."""
    return ":".join(address.split(":")[:4]) if ":" in address else address


def near(address: str) -> str:
    """The same where it is to be nobody's own."""
    there = network(address)
    return there if ":" in there else there.rpartition(".")[0]


def asked_language(accepted: str, given: str = "") -> Language:
    """The language of a page for whom we don't know: the one that was `given`, or that the browser
    prefers (`Accept-Language`), or Chinese."""
    for each in LANGUAGES:
        if given == each:
            return each
    wanted = []
    for part in accepted[:200].split(","):
        name, _, weight = part.strip().partition(";q=")
        known = next((each for each in LANGUAGES if name.lower()[:2] == each[:2]), None)
        if known is not None:
            wanted.append((_weight(weight), known))
    return max(wanted, key=lambda each: each[0])[1] if wanted else "zh-CN"


def _weight(given: str) -> float:
    try:
        return float(given or 1)
    except ValueError:
        return 0.0
