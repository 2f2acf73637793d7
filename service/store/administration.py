"""Statements for the administrator: roster, codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, delete, func, insert, update

from service.core.people import Person, RosterRow
from service.store import tables as t
from service.store.transaction import Transaction

UnitPath = tuple[str, ...]

_PERSON = ("name", "group", "role", "standing", "language", "timezone", "post")
_PLACE = ("unit", "group", "role", "standing", "post", "active")


@dataclass(slots=True)
class RosterChanges:
    """The changes of an import. `units`: new paths, parents before children. `changed` are also
    those who move, leave or come back."""

    added: list[RosterRow] = field(default_factory=list)
    changed: list[RosterRow] = field(default_factory=list)
    same: int = 0
    ids: dict[int, int] = field(default_factory=dict)  # person by `id()` of the changed row
    units: list[UnitPath] = field(default_factory=list)
    known_units: dict[UnitPath, int] = field(default_factory=dict)
    unknown: list[RosterRow] = field(default_factory=list)  # leavers whom nobody knows
    doubts: list[Any] = field(default_factory=list)


class Tables:
    """Writes for the administrator, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    async def write_roster(self, changes: RosterChanges, language: str, timezone: str) -> None:
        """Write the changes; new units get this language and time zone."""
        units = dict(changes.known_units)
        for path in changes.units:  # parents first, so that children know their id
            parent = units.get(path[:-1])
            made = await self._connection.execute(
                insert(t.units)
                .values(
                    parent=parent,
                    name=path[-1],
                    kind="branch",
                    language=language,
                    timezone=timezone,
                )
                .returning(t.units.c.id)
            )
            units[path] = int(made.scalar_one())
        if changes.added:
            rows = [self._person(row) | {"unit": units[_path(row)], "contact": row.contact}
                    for row in changes.added]  # fmt: skip
            await self._connection.execute(insert(t.people), rows)
        if changes.changed:
            values: dict[str, Any] = {name: bindparam(f"v_{name}") for name in _PERSON}
            # What the person chose in the chat stays; a file without contacts removes none.
            for name in ("language", "timezone"):
                chosen = func.coalesce(t.people.c.chosen, "").contains(name)
                values[name] = case((chosen, t.people.c[name]), else_=bindparam(f"v_{name}"))
            values["contact"] = func.coalesce(
                func.nullif(bindparam("v_contact"), ""), t.people.c.contact
            )
            await self._connection.execute(
                update(t.people).where(t.people.c.id == bindparam("b_id")).values(
                    **values, active=bindparam("v_active"), unit=bindparam("v_unit")
                ),
                [
                    {f"v_{name}": getattr(row, name) for name in _PERSON}
                    | {"b_id": changes.ids[id(row)], "v_contact": row.contact}
                    | {"v_active": not row.left, "v_unit": units[_path(row)]}
                    for row in changes.changed
                ],
            )  # fmt: skip

    @staticmethod
    def _person(row: RosterRow) -> dict[str, Any]:
        return {name: getattr(row, name) for name in _PERSON} | {"active": True}

    async def write_people(self, people: Sequence[Person]) -> None:
        """Write where these people belong and what they are there."""
        if people:
            await self._connection.execute(
                update(t.people)
                .where(t.people.c.id == bindparam("b_id"))
                .values({name: bindparam(f"v_{name}") for name in _PLACE}),
                [
                    {f"v_{name}": getattr(each, name) for name in _PLACE} | {"b_id": each.id}
                    for each in people
                ],
            )

    async def add_person(
        self, name: str, unit: int, group: str, language: str, timezone: str
    ) -> int:
        """A new member of the unit; their id."""
        row = RosterRow(name, "", group)
        values = self._person(row) | {"unit": unit, "contact": "", "language": language,
                                      "timezone": timezone}  # fmt: skip
        made = await self._connection.execute(
            insert(t.people).values(values).returning(t.people.c.id)
        )
        return int(made.scalar_one())

    async def withdraw(self, people: Sequence[int], reason: str) -> None:
        """Nothing that waits for these people is sent any more, and their codes are void."""
        if people:
            o, c = t.outbox.c, t.codes.c
            await self._connection.execute(
                update(t.outbox)
                .where(o.person.in_(people), o.state.in_(("waiting", "held")))
                .values(state="skipped", error=reason)
            )
            await self._connection.execute(
                delete(t.codes).where(c.person.in_(people), c.used_at.is_(None))
            )

    async def hand_over_chats(self, old: int, new: int) -> None:
        """The chats of one person are the other's from now on."""
        i = t.identities.c
        await self._connection.execute(
            update(t.identities).where(i.person == old).values(person=new)
        )

    async def write_codes(
        self,
        hashes: Mapping[int, str],
        expires_at: datetime,
        kind: str = "invite",
        *,
        void: bool = False,
    ) -> None:
        """Store a code for each of these people. `void`: their unused codes of the kind can't be
        used any more."""
        c = t.codes.c
        if hashes and void:
            await self._connection.execute(
                delete(t.codes).where(
                    c.person == bindparam("b_person"),
                    c.kind == bindparam("b_kind"),
                    c.used_at.is_(None),
                ),
                [{"b_person": person, "b_kind": kind} for person in hashes],
            )
        if hashes:
            await self._connection.execute(
                insert(t.codes),
                [
                    {"hash": hashed, "kind": kind, "person": person, "expires_at": expires_at}
                    for person, hashed in hashes.items()
                ],
            )


def _path(row: RosterRow) -> UnitPath:
    return tuple(part.strip() for part in row.branch.split("/") if part.strip())
