"""The settings of an account, checked."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

API_URL = "https://api.telegram.org"

_OURS = frozenset({"data_dir", "base_url", "organization"})
_KNOWN = _OURS | {"token", "token_file", "mode", "proxy", "api_url", "username"}
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")


@dataclass(frozen=True, slots=True)
class Settings:
    """`webhook_url`: where Telegram sends updates in webhook mode."""

    account: str
    token: str = field(repr=False)
    mode: Literal["polling", "webhook"]
    proxy: str = field(repr=False)
    api_url: str
    username: str
    base_url: str

    @property
    def webhook_path(self) -> str:
        return f"/telegram/{quote(self.account, safe='')}"

    @property
    def webhook_url(self) -> str:
        return f"{self.base_url}{self.webhook_path}"

    @property
    def webhook_secret(self) -> str:
        """The secret that Telegram must send with each update, derived from the token."""
        return hmac.new(self.token.encode(), b"orglife webhook", hashlib.sha256).hexdigest()


def read(options: Mapping[str, Any], account: str) -> Settings:
    """Raises ValueError, naming the setting and what is allowed, never the token."""

    def wrong(name: str, allowed: str) -> ValueError:
        return ValueError(f"adapters.{account}.{name}: {allowed}")

    unknown = sorted(options.keys() - _KNOWN)
    if unknown:
        there = sorted(_KNOWN - _OURS)
        raise wrong(unknown[0], f"there is no such setting; there are: {there}")

    def given(name: str, pattern: str, allowed: str, default: str = "") -> str:
        value = options.get(name, default)
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise wrong(name, allowed)
        return value

    api_url = given("api_url", r"https?://\S+", "must be a URL such as " + API_URL, API_URL)
    mode = given("mode", "polling|webhook", "must be polling or webhook", "polling")
    base_url = str(options.get("base_url", ""))
    if mode == "webhook" and api_url == API_URL and not base_url.startswith("https://"):
        raise wrong(
            "mode", "webhook needs web.base_url to be an https address; otherwise use polling"
        )
    return Settings(
        account=account,
        token=_token(options, wrong),
        mode="webhook" if mode == "webhook" else "polling",
        proxy=given(
            "proxy",
            r"((https?|socks[45])://\S+)?",
            "must be a URL such as http://host:3128 or socks5://host:1080, or empty",
        ),
        api_url=api_url.rstrip("/"),
        username=given("username", r"@?\w{0,32}", "must be the name of the bot").lstrip("@"),
        base_url=base_url.rstrip("/"),
    )


def _token(options: Mapping[str, Any], wrong: Any) -> str:
    name, token = "token", options.get("token", "")
    if options.get("token_file"):
        name = "token_file"
        file = Path(str(options["token_file"]))
        try:
            token = file.read_text("utf-8").strip()
            if file.stat().st_mode & 0o077 and not file.is_relative_to("/run/secrets"):
                raise wrong(name, f"can be read by other users: run `chmod 600 {file}`")
        except (OSError, UnicodeDecodeError) as error:
            raise wrong(name, f"can't be read: {type(error).__name__}") from None
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise wrong(name, "must be the token from @BotFather, such as 123456789:AA…")
    return token
