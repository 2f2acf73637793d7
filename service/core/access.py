"""The one door: who may do and read what.

Rules are data: a role is a set of permissions, valid in the holder's own unit and below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.core.people import Person, Roster

PERMISSIONS: Mapping[str, str] = {
    "quiz.manage": "prepare, open, close and publish quizzes",
    "discussion.manage": "open and close discussions and read their digest",
    "discussion.versions": "read what contributions said before they were changed or withdrawn",
    "talk.manage": "offer and propose talks, keep their records",
    "talk.note.read": "read the confidential note of talks held in the unit",
    "plan.manage": "set recurring activities",
    "roster.manage": "import members and make invitation codes",
    "report.read": "see participation figures",
}
"""Every permission there is, and what it lets its holder do."""


def _default_roles() -> dict[str, frozenset[str]]:
    return {
        "secretary": frozenset(PERMISSIONS),
        "organizer": frozenset({"quiz.manage", "discussion.manage", "report.read"}),
        "office": frozenset({"report.read"}),
        "member": frozenset(),
    }


@dataclass(frozen=True, slots=True)
class Rules:
    """The organization's own rules: what each role may do, and which standings vote.

    `anonymous`: whether discussions may be held without names.
    """

    roles: Mapping[str, frozenset[str]] = field(default_factory=_default_roles)
    voting: frozenset[str] = frozenset({"full"})
    anonymous: bool = False


def may(rules: Rules, roster: Roster, person: Person | None, permission: str, unit: int) -> bool:
    """Whether the person may do `permission` in `unit`. Nobody unknown may do anything."""
    if permission not in PERMISSIONS:
        raise KeyError(f"no such permission: {permission}")
    if person is None or not person.active:
        return False
    granted = rules.roles.get(person.role, frozenset())
    return permission in granted and roster.within(unit, person.unit)


def may_read_note(
    rules: Rules, roster: Roster, person: Person | None, holder: int, talked_to: int
) -> bool:
    """A talk note is read by who wrote it (`holder`), and by whoever holds `talk.note.read` over
    the unit of the person talked to; never by the person's peers."""
    if person is None or not person.active:
        return False
    if person.id == holder:
        return True
    subject = roster.people.get(talked_to)
    return subject is not None and may(rules, roster, person, "talk.note.read", subject.unit)
