"""The settings of an account, checked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal

_SECRETS = ("password", "access_token", "login_token")
_OURS = frozenset({"data_dir", "base_url", "organization"})
_KNOWN = _OURS | {
    *("homeserver", "user", "device_id", "device_name", "proxy", "trust", "reactions"),
    *("direct_invites", "room_invites"),
    *_SECRETS,
    *(f"{name}_file" for name in _SECRETS),
}
_USER = re.compile(r"@[^:\s]+:[^\s]+")
_PATTERN = re.compile(r"@?[^@\s]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """`direct_invites`, `room_invites`: patterns of the people whose invitations are accepted.
    `store`: the folder for the session and the keys."""

    account: str
    homeserver: str
    user: str
    password: str = field(repr=False)
    access_token: str = field(repr=False)
    login_token: str = field(repr=False)
    device_id: str
    device_name: str
    proxy: str = field(repr=False)
    trust: Literal["all", "verified"]
    reactions: bool
    direct_invites: tuple[str, ...]
    room_invites: tuple[str, ...]
    store: Path

    def may_invite(self, user: str, *, direct: bool) -> bool:
        """Whether to accept an invitation from this person."""
        patterns = self.direct_invites if direct else self.room_invites
        own_server = self.user.partition(":")[2]
        return any(
            fnmatchcase(user, each.replace("{own}", own_server) if "{own}" in each else each)
            for each in patterns
        )


def read(options: Mapping[str, Any], account: str) -> Settings:
    """Raises ValueError, naming the setting and what is allowed, never a secret."""

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

    def patterns(name: str, default: str) -> tuple[str, ...]:
        values = options.get(name, [default])
        if not isinstance(values, list | tuple) or not all(
            isinstance(each, str) and _PATTERN.fullmatch(each) for each in values
        ):
            raise wrong(name, 'must be a list such as ["@li:example.org", "*:example.org", "*"]')
        return tuple(values)

    homeserver = given(
        "homeserver", r"https?://[^/\s]+/?", "must be a URL such as https://matrix.example.org"
    ).rstrip("/")
    user = given("user", _USER.pattern, "must be the full name, such as @orglife:example.org")
    reactions = options.get("reactions", True)
    if not isinstance(reactions, bool):
        raise wrong("reactions", "must be true or false")
    secrets = {name: _secret(options, name, wrong) for name in _SECRETS}
    device_id = given("device_id", r"\S{0,255}", "must be the id of a session")
    if not any(secrets.values()):
        raise wrong("password", "set this, access_token or login_token (or one ending in _file)")
    if secrets["access_token"] and not device_id:
        raise wrong("device_id", "must be set together with access_token")
    trust = given("trust", "all|verified", "must be all or verified", "all")
    return Settings(
        account=account,
        homeserver=homeserver,
        user=user,
        **secrets,
        device_id=device_id,
        device_name=given("device_name", r".{1,100}", "must be a short name", "OrgLife"),
        proxy=given(
            "proxy",
            r"((https?|socks[45])://\S+)?",
            "must be a URL such as http://host:3128 or socks5://host:1080, or empty",
        ),
        trust="verified" if trust == "verified" else "all",
        reactions=reactions,
        direct_invites=patterns("direct_invites", "*"),
        room_invites=patterns("room_invites", "*:{own}"),
        store=_folder(options, account),
    )


def _secret(options: Mapping[str, Any], name: str, wrong: Any) -> str:
    """The secret, or the content of the file named in the settings."""
    if options.get(f"{name}_file"):
        file = Path(str(options[f"{name}_file"]))
        try:
            value = file.read_text("utf-8").strip()
            if file.stat().st_mode & 0o077 and not file.is_relative_to("/run/secrets"):
                problem = f"can be read by other users: run `chmod 600 {file}`"
                raise wrong(f"{name}_file", problem)
        except (OSError, UnicodeDecodeError) as error:
            raise wrong(f"{name}_file", f"can't be read: {type(error).__name__}") from None
        if not value:
            raise wrong(f"{name}_file", "is empty")
        return value
    value = options.get(name, "")
    if not isinstance(value, str):
        raise wrong(name, "must be a text")
    return value


def _folder(options: Mapping[str, Any], account: str) -> Path:
    """The account's own folder; its name can't lead elsewhere."""
    plain = re.sub(r"[^\w-]", "_", account)
    if plain != account:
        plain += f"-{hashlib.sha256(account.encode()).hexdigest()[:8]}"
    return Path(str(options.get("data_dir", "data"))) / f"matrix-{plain}"
