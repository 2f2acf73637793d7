"""The usual roles and standings as people call them, in both languages.

A role is what somebody may do and a standing where they stand; both are keys in the settings and in
the database, and nobody should have to read a key. Those of the organization's own are their own
names.
"""

from __future__ import annotations

from collections.abc import Mapping

from service.core.texts import Named

ENGLISH = "en"
GUEST = "guest"
PLAIN_ROLES: Mapping[str, Named] = {"organizer": Named("组织者", "organizer")}
"""Where the rules name nobody who has the role."""

ROLE_NAMES: Mapping[str, tuple[str, str]] = {
    "secretary": ("书记", "secretary"),
    "committee": ("委员", "committee member"),
    "organizer": ("组织委员", "organizer"),
    "office": ("办公室", "office"),
    "member": ("成员", "member"),
}
STANDING_NAMES: Mapping[str, tuple[str, str]] = {
    "full": ("正式党员", "full member"),
    "probationary": ("预备党员", "probationary member"),
    "candidate": ("发展对象", "candidate"),
    "activist": ("入党积极分子", "activist"),
    "guest": ("列席人员", "guest"),
}


def role_name(role: str, language: str) -> str:
    """The word for a role: `书记` for `secretary`."""
    return _named(ROLE_NAMES, role, language)


def standing_name(standing: str, language: str) -> str:
    """The word for a standing: `预备党员` for `probationary`."""
    return _named(STANDING_NAMES, standing, language)


def _named(names: Mapping[str, tuple[str, str]], key: str, language: str) -> str:
    known = names.get(key)
    return known[language == ENGLISH] if known else key
