"""The one door: who may do and read what.

Rules are data: a role is a set of permissions, valid in the holder's own unit and below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from service.core.people import Person, Roster

Scope = Literal["note", "details", "circumstances"]
"""What a confidential text is: the note of a talk, what only its two sides share (a number, a
link, a word beforehand), or how and where a member is."""

PERMISSIONS: Mapping[str, str] = {
    "quiz.manage": "prepare, open, close and publish quizzes",
    "discussion.manage": "open and close discussions and read their digest",
    "discussion.versions": "read what contributions said before they were changed or withdrawn",
    "talk.manage": "offer and propose talks, keep their records",
    "talk.note.read": "read the confidential note of talks held in the unit",
    "circumstances.manage": "know and set where members are and how they are",
    "signup.manage": "publish sign-ups and confirm who came",
    "plan.manage": "set recurring activities",
    "roster.manage": "import members and make invitation codes",
    "report.read": "see participation figures",
}
"""Every permission there is, and what it lets its holder do."""


def _default_roles() -> dict[str, frozenset[str]]:
    return {
        "secretary": frozenset(PERMISSIONS),
        "committee": frozenset({"talk.manage", "report.read"}),
        "organizer": frozenset(
            {"quiz.manage", "discussion.manage", "signup.manage", "report.read"}
        ),
        "office": frozenset({"report.read"}),
        "member": frozenset(),
    }


@dataclass(frozen=True, slots=True)
class Rules:
    """The organization's own rules: what each role may do, and which standings vote.

    `anonymous`: whether discussions may be held without names.
    `note_to_member`: whether a talk's note may be read by the member it is about.
    `committee`: roles and standings whose holders lead their unit together.
    """

    roles: Mapping[str, frozenset[str]] = field(default_factory=_default_roles)
    voting: frozenset[str] = frozenset({"full"})
    anonymous: bool = False
    note_to_member: bool = False
    committee: frozenset[str] = frozenset({"secretary", "organizer", "committee"})

    def in_committee(self, person: Person) -> bool:
        """Whether the person's role or standing makes them one of those who lead their unit."""
        return person.role in self.committee or person.standing in self.committee


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
