"""A wrong setting is named with what is allowed; the token is never shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.telegram import build
from adapters.telegram.settings import read
from tests.adapters.webchat.conftest import Mirror

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz012"


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"token": ""}, "token"),
        ({"token": "secret-words"}, "token"),
        ({"token": 5}, "token"),
        ({"token_file": "/nowhere/token"}, "token_file"),
        ({"mode": "push"}, "mode"),
        ({"mode": "webhook", "base_url": "http://localhost:8080"}, "mode"),
        ({"proxy": "localhost:1080"}, "proxy"),
        ({"api_url": "api.telegram.org"}, "api_url"),
        ({"username": "a b"}, "username"),
        ({"tokn": TOKEN}, "tokn"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(
    settings: dict[str, Any], named: str
) -> None:
    with pytest.raises(ValueError, match=rf"adapters\.branch\.{named}: ") as raised:
        build({"token": TOKEN} | settings, account="branch", sealer=Mirror())
    assert TOKEN not in str(raised.value)
    assert "secret-words" not in str(raised.value)


def test_a_token_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    with pytest.raises(ValueError, match=f"chmod 600 {file}"):
        read({"token_file": str(file)}, "branch")
    file.chmod(0o600)
    settings = read({"token_file": str(file)}, "branch")
    assert settings.token == TOKEN
    assert TOKEN not in repr(settings)


def test_the_webhook_has_a_secret_of_the_allowed_letters_that_is_not_the_token() -> None:
    given = {"token": TOKEN, "mode": "webhook", "base_url": "https://org.example/"}
    settings = read(given, "一支部")
    assert settings.webhook_url.startswith("https://org.example/telegram/%")
    assert settings.webhook_secret.isalnum()
    assert 1 <= len(settings.webhook_secret) <= 256
    assert TOKEN.partition(":")[2] not in settings.webhook_secret
    assert settings.webhook_secret == read(given, "一支部").webhook_secret


async def test_a_proxy_is_taken_and_the_link_can_be_made_without_telegram() -> None:
    given = {
        "token": TOKEN,
        "proxy": "socks5://user:hidden@127.0.0.1:9",
        "username": "@orglife_bot",
    }
    adapter = build(given, account="branch", sealer=Mirror())
    await adapter.open()
    (check,) = await adapter.check()
    link = adapter.invite_link("A2B3")
    await adapter.close()
    assert link == "https://t.me/orglife_bot?start=A2B3"
    assert not check.ok
    assert "hidden" not in repr(check)
