"""A change of what somebody is in the organization, and what it makes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from service.core.people import Person

FIELDS = ("active", "unit", "role", "standing", "group", "post")
Kind = Literal["left", "returned", "moved", "changed", "same"]


@dataclass(frozen=True, slots=True)
class MemberChange:
    """What shall be different about a person; None: stays. `active`: whether they belong to the
    organization. `merge`: a second entry of the same person, whose chats they take over and which
    leaves."""

    person: int
    active: bool | None = None
    unit: int | None = None
    role: str | None = None
    standing: str | None = None
    group: str | None = None
    post: str | None = None
    merge: int | None = None

    @staticmethod
    def back_to(person: Person) -> MemberChange:
        """What brings them back to how they are now."""
        return MemberChange(person.id, **{name: getattr(person, name) for name in FIELDS})

    def of(self, person: Person) -> Person:
        """The person after the change. A new role without a post ends the post they had."""
        given = {name: value for name in FIELDS if (value := getattr(self, name)) is not None}
        if "role" in given and given["role"] != person.role:
            given.setdefault("post", "")
        if "unit" in given and given["unit"] != person.unit:
            given.setdefault("group", "")
        return replace(person, **given)


def kind_of(before: Person, after: Person) -> Kind:
    """What has become of the person."""
    if before.active and not after.active:
        return "left"
    if after.active and not before.active:
        return "returned"
    if before.unit != after.unit:
        return "moved"
    return "same" if before == after else "changed"
