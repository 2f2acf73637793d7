"""Settings are checked, and an error names the setting and never a secret."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.matrix.settings import read

GOOD: dict[str, Any] = {
    "homeserver": "https://matrix.example.org/",
    "user": "@orglife:example.org",
    "password": "geheim",
}


def test_what_is_set_is_read_and_the_rest_has_defaults(tmp_path: Path) -> None:
    settings = read({**GOOD, "data_dir": str(tmp_path)}, "matrix")
    assert settings.homeserver == "https://matrix.example.org"
    assert (settings.trust, settings.reactions) == ("all", True)
    assert settings.store == tmp_path / "matrix-matrix"
    assert "geheim" not in repr(settings)


def test_accounts_never_share_a_folder() -> None:
    stores = {read(GOOD, name).store.name for name in ("a", "a/b", "a_b", "../a")}
    assert len(stores) == 4
    assert all("/" not in each and ".." not in each for each in stores)


def test_a_secret_may_be_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("geheim\n")
    file.chmod(0o640)
    without = {name: value for name, value in GOOD.items() if name != "password"}
    with pytest.raises(ValueError, match=f"chmod 600 {file}"):
        read({**without, "password_file": str(file)}, "matrix")
    file.chmod(0o600)
    assert read({**without, "password_file": str(file)}, "matrix").password == "geheim"


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"homeserver": "matrix.example.org"}, "adapters.ours.homeserver"),
        ({"user": "orglife"}, "adapters.ours.user"),
        ({"password": ""}, "adapters.ours.password"),
        ({"password": 5}, "adapters.ours.password"),
        ({"password_file": "/nowhere/at/all"}, "adapters.ours.password_file"),
        ({"access_token": "syt_geheim"}, "adapters.ours.device_id"),
        ({"trust": "some"}, "adapters.ours.trust"),
        ({"reactions": "yes"}, "adapters.ours.reactions"),
        ({"room_invites": "*"}, "adapters.ours.room_invites"),
        ({"proxy": "host:1"}, "adapters.ours.proxy"),
        ({"homeservr": "x"}, "adapters.ours.homeservr"),
    ],
)
def test_what_is_wrong_is_named_with_what_is_allowed(given: dict[str, Any], names: str) -> None:
    with pytest.raises(ValueError, match=names) as raised:
        read({**GOOD, **given}, "ours")
    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize(
    ("user", "direct", "welcome"),
    [
        ("@li:example.org", True, True),
        ("@li:elsewhere.org", True, True),
        ("@li:example.org", False, True),
        ("@li:elsewhere.org", False, False),
        ("@li:example.org.evil.org", False, False),
        ("", False, False),
    ],
)
def test_everybody_may_open_a_chat_and_our_own_people_bring_us_into_rooms(
    user: str, direct: bool, welcome: bool
) -> None:
    assert read(GOOD, "matrix").may_invite(user, direct=direct) == welcome


def test_who_may_invite_can_be_set() -> None:
    settings = read({**GOOD, "room_invites": ["@li:example.org", "*:partner.org"]}, "matrix")
    assert settings.may_invite("@li:example.org", direct=False)
    assert settings.may_invite("@wang:partner.org", direct=False)
    assert not settings.may_invite("@wang:example.org", direct=False)
