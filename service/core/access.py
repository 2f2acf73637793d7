"""The one door: who may do and read what.

Rules are data: a role is a set of permissions, valid in the holder's own unit and below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from service.core.people import Person, Roster

Scope = Literal["note", "details", "circumstances"]
"""What a confidential text is: the note of a talk, what only its two sides share (a number, a
link, a word beforehand), or how and where a member is."""

ROLES = ("secretary", "committee", "organizer", "office", "member")
"""The roles there are unless the organization's settings name others."""


@dataclass(frozen=True, slots=True)
class Permission:
    """`allows`: what its holder may do; `roles`: who holds it unless the settings say otherwise."""

    name: str
    allows: str
    roles: tuple[str, ...] = ("secretary",)


PERMISSIONS = (
    Permission("circumstances.manage", "know and set where members are and how they are"),
    Permission("roster.manage", "import members and make invitation codes"),
    Permission(
        "report.read",
        "see participation figures",
        ("secretary", "committee", "organizer", "office"),
    ),
)
"""Those that belong to no kind of activity; each workflow declares its own."""


def default_roles(permissions: Iterable[Permission]) -> dict[str, frozenset[str]]:
    """What each role may do unless the settings say otherwise."""
    known = tuple(permissions)
    return {role: frozenset(each.name for each in known if role in each.roles) for role in ROLES}


@dataclass(frozen=True, slots=True)
class Rules:
    """The organization's own rules: what each role may do, and which standings vote.

    `roles`: the permissions of each role; None: as `permissions` declare. `permissions`: every one
    there is.
    `anonymous`: whether discussions may be held without names.
    `note_to_member`: whether a talk's note may be read by the member it is about.
    `committee`: roles and standings whose holders lead their unit together.
    """

    roles: Mapping[str, frozenset[str]] | None = None
    voting: frozenset[str] = frozenset({"full"})
    anonymous: bool = False
    note_to_member: bool = False
    committee: frozenset[str] = frozenset({"secretary", "organizer", "committee"})
    permissions: tuple[Permission, ...] = PERMISSIONS
    granted: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    _known: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        roles = self.roles if self.roles is not None else default_roles(self.permissions)
        object.__setattr__(self, "granted", roles)
        object.__setattr__(self, "_known", frozenset(each.name for each in self.permissions))

    def grants(self, role: str, permission: str) -> bool:
        """Whether the role holds the permission. Raises KeyError if there is no such permission."""
        if permission not in self._known:
            raise KeyError(f"no such permission: {permission}")
        return permission in self.granted.get(role, frozenset())

    def in_committee(self, person: Person) -> bool:
        """Whether the person's role or standing makes them one of those who lead their unit."""
        return person.role in self.committee or person.standing in self.committee


def may(rules: Rules, roster: Roster, person: Person | None, permission: str, unit: int) -> bool:
    """Whether the person may do `permission` in `unit`. Nobody unknown may do anything."""
    granted = rules.grants(person.role if person is not None else "", permission)
    return granted and person is not None and person.active and roster.within(unit, person.unit)


def may_read_note(
    rules: Rules, roster: Roster, person: Person | None, holder: int, talked_to: int
) -> bool:
    """A talk note is read by who wrote it (`holder`), and by whoever holds `talk.note.read` over
    the unit of the person talked to; never by the person's peers; and by the person
    themselves, whatever else they may do, only if the organization says so."""
    if person is None or not person.active:
        return False
    if person.id == holder:
        return True
    if person.id == talked_to:
        return rules.note_to_member
    subject = roster.people.get(talked_to)
    return subject is not None and may(rules, roster, person, "talk.note.read", subject.unit)


def may_know_circumstances(
    rules: Rules, roster: Roster, person: Person | None, subject: int
) -> bool:
    """How and where somebody is, is known to themselves and to whoever holds
    `circumstances.manage` over their unit."""
    about = roster.people.get(subject)
    if person is None or not person.active or about is None:
        return False
    return person.id == subject or may(rules, roster, person, "circumstances.manage", about.unit)


def may_open(
    rules: Rules,
    roster: Roster,
    person: Person,
    scope: Scope,
    parties: tuple[int, int],
) -> bool:
    """Whether a confidential text of this scope is opened for the person. `parties`: who wrote it,
    and whom it is about."""
    holder, subject = parties
    match scope:
        case "note":
            return may_read_note(rules, roster, person, holder, subject)
        case "details":
            return person.active and person.id in parties
        case "circumstances":
            return may_know_circumstances(rules, roster, person, subject)
