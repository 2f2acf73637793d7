"""The one door: who may do and read what.

Rules are data: a role is a set of permissions, valid in the holder's own unit and below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from service.core.people import Person, Roster
from service.core.reminders import Reminders
from service.core.rulebook import Override, RuleBook, overridden
from service.core.rulebook.overrides import holding

ROLES = ("secretary", "committee", "organizer", "office", "member")
"""The roles there are unless the organization's settings name others."""


@dataclass(frozen=True, slots=True)
class Permission:
    """`allows`: what its holder may do; `roles`: who holds it unless the settings say otherwise.
    `needs`: the table of the rules that is `active` wherever anybody holds it at all, such as
    "dues"; "": it is held everywhere."""

    name: str
    allows: str
    roles: tuple[str, ...] = ("secretary",)
    needs: str = ""


SEES_FIGURES = "report.read"
MAKES_ARCHIVES = "archive.make"

PERMISSIONS = (
    Permission("circumstances.manage", "know and set where members are and how they are"),
    Permission("roster.manage", "import members and make invitation codes"),
    Permission(MAKES_ARCHIVES, "put a unit's year together as an archive"),
    Permission(
        SEES_FIGURES,
        "see participation figures",
        ("secretary", "committee", "organizer", "office"),
    ),
)
"""Those that belong to no kind of activity; each workflow declares its own."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Who is let in to a kind of confidential text, beside who wrote it.

    `subject`: whether whom it is about is, whatever else they may do. `permission`: whoever holds
    it over the unit of whom it is about; "": nobody else. `sensitive`: it goes to no account whose
    servers are abroad.
    """

    subject: bool = False
    permission: str = ""
    sensitive: bool = True


SCOPES = {
    "details": Scope(subject=True, sensitive=False),
    "confided": Scope(subject=True),
    "circumstances": Scope(subject=True, permission="circumstances.manage"),
}
"""What two sides alone share (a number, a link), what one confides to the other beforehand, and how
and where a member is; a workflow may have others."""


def default_roles(permissions: Iterable[Permission]) -> dict[str, frozenset[str]]:
    """What each role may do unless the settings say otherwise."""
    known = tuple(permissions)
    return {role: frozenset(each.name for each in known if role in each.roles) for role in ROLES}


@dataclass(frozen=True, slots=True)
class Rules:
    """The organization's own rules: what each role may do, which standings vote, and when people
    are reminded unless they choose otherwise.

    `roles`: the permissions of each role; None: as `permissions` declare. `permissions`: every one
    there is.
    `anonymous`: whether discussions may be held without names.
    `committee`: roles and standings whose holders lead their unit together.
    `scopes`: the kinds of confidential text by name. `reminders`: before an appointment.
    `book`: what is prescribed of meetings, votes and duties; `overrides`: where units have it
    otherwise.
    """

    roles: Mapping[str, frozenset[str]] | None = None
    voting: frozenset[str] = frozenset({"full"})
    anonymous: bool = False
    committee: frozenset[str] = frozenset({"secretary", "organizer", "committee"})
    permissions: tuple[Permission, ...] = PERMISSIONS
    scopes: Mapping[str, Scope] = field(default_factory=SCOPES.copy)
    reminders: Reminders = field(default_factory=Reminders)
    book: RuleBook = field(default_factory=RuleBook)
    overrides: tuple[Override, ...] = ()
    granted: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    _known: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        roles = self.roles if self.roles is not None else default_roles(self.permissions)
        object.__setattr__(self, "granted", roles)
        needs = {each.name: each.needs for each in self.permissions}
        object.__setattr__(self, "_known", needs)

    def grants(self, role: str, permission: str) -> bool:
        """Whether the role holds the permission. Raises KeyError if there is no such permission."""
        if permission not in self._known:
            raise KeyError(f"no such permission: {permission}")
        return permission in self.granted.get(role, frozenset())

    def offers(self, permission: str, roster: Roster, unit: int) -> bool:
        """Whether the rules of the unit have what the permission is for."""
        table = self._known[permission]
        return not table or bool(getattr(self.book_of(roster, unit), table).active)

    def book_of(self, roster: Roster, unit: int) -> RuleBook:
        """The book that holds for the unit: what the units above it have otherwise holds below them
        too, and the nearest wins."""
        return overridden(self.book, holding(self.overrides, roster, unit))

    def in_committee(self, person: Person) -> bool:
        """Whether the person's role or standing makes them one of those who lead their unit."""
        return person.role in self.committee or person.standing in self.committee

    def among(self, book: RuleBook, person: Person, name: str) -> bool:
        """Whether a rule that names these people means the person: one of its groups, or a role,
        standing or post of the roster."""
        group = book.group(name)
        if group is None:
            return name in (person.role, person.standing, person.post)
        return group.has(person) or (group.leads and self.in_committee(person))


def may(rules: Rules, roster: Roster, person: Person | None, permission: str, unit: int) -> bool:
    """Whether the person may do `permission` in `unit`. Nobody unknown may do anything."""
    granted = rules.grants(person.role if person is not None else "", permission)
    if not granted or person is None or not person.active or not roster.within(unit, person.unit):
        return False
    return rules.offers(permission, roster, unit)


def may_open(
    rules: Rules, roster: Roster, person: Person | None, scope: str, parties: tuple[int, int]
) -> bool:
    """Whether a confidential text of this scope is opened for the person; one of no scope only for
    who wrote it. `parties`: who wrote it, and whom it is about."""
    holder, subject = parties
    if person is None or not person.active:
        return False
    if person.id == holder:
        return True
    opens, about = rules.scopes.get(scope, Scope()), roster.people.get(subject)
    if person.id == subject:
        return opens.subject
    if not opens.permission or about is None:
        return False
    return may(rules, roster, person, opens.permission, about.unit)


def may_know_circumstances(
    rules: Rules, roster: Roster, person: Person | None, subject: int
) -> bool:
    """How and where somebody is, is known to themselves and to whoever holds
    `circumstances.manage` over their unit."""
    return may_open(rules, roster, person, "circumstances", (subject, subject))
