"""What a batch has gathered becomes a handful of statements, in one go to the database's thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    literal_column,
    or_,
    update,
)

from service.store import tables as t
from service.store.changes import Changes, OutboxRow
from service.store.kept_statements import Kept, among, inserting, upserting
from service.store.mixing import mixed
from service.store.overtaken import OvertakenError


def _as_is(word: str) -> ColumnElement[str]:
    """Part of the statement, as only the values of rows have places in it."""
    return literal_column(f"'{word}'")


_set_handled = (
    update(t.inbox)
    .where(t.inbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(handled_at=bindparam("at"), raw="")
)
_set_aside = (
    update(t.inbox)
    .where(t.inbox.c.id == bindparam("b_id"))
    .values(handled_at=bindparam("at"), error=bindparam("error"))
)
_update_activity = (
    update(t.activities)
    .where(t.activities.c.id == bindparam("b_id"))
    .values({name: bindparam(name) for name in
             ("phase", "title", "finished", "schema", "version", "state")})
)  # fmt: skip
_entries = upserting(
    t.entries,
    ("activity", "person"),
    *("status", "score", "out_of", "at", "schema", "version", "state"),
)
_new_entries = Kept(
    t.entries,
    [each.name for each in t.entries.columns],
    lambda insert, rows: insert(t.entries).values(list(rows)).on_conflict_do_nothing(),
)
_journal = inserting(
    t.journal,
    *("at", "action", "activity", "about", "actor", "account", "chat", "message"),
    *("event", "sealed"),
)
_disarm = Kept(
    t.timers,
    ("activity", "person", "name"),
    lambda _, rows: delete(t.timers).where(among(t.timers, rows)),
)
_arm = upserting(t.timers, ("activity", "person", "name"), "due_at", "revision")
_supersede = Kept(
    t.outbox,
    ("chat", "key", "activity", "account"),
    lambda _, rows: (
        update(t.outbox)
        .where(
            among(t.outbox, rows),
            or_(
                and_(
                    t.outbox.c.kind == _as_is("edit"),
                    t.outbox.c.state == _as_is("waiting"),
                    t.outbox.c.parts == _as_is("0"),  # with a part it has been said
                ),
                t.outbox.c.state == _as_is("held"),
            ),
        )
        .values(state=_as_is("superseded"), payload=_as_is(""))
    ),
)
_outbox = inserting(t.outbox, *OutboxRow.__slots__, "attempts")


def write(connection: Connection, changes: Changes) -> None:
    """Flush everything that was gathered, one statement a table."""
    _write_inbox(connection, changes)
    _write_state(connection, changes)
    _write_timers(connection, changes)
    _write_messages(connection, changes)


def _write_inbox(connection: Connection, changes: Changes) -> None:
    if changes.handled:
        ids = [each for each, _ in changes.handled]
        connection.execute(_set_handled, {"ids": ids, "at": changes.handled[-1][1]})
    if changes.quarantined:
        connection.execute(_set_aside, changes.quarantined)


def _write_state(connection: Connection, changes: Changes) -> None:
    if changes.activities:
        connection.execute(_update_activity, list(changes.activities.values()))
    begun = [changes.entries[each] for each in sorted(changes.begun)]
    if begun and _new_entries.run(connection, begun) < len(begun):
        raise OvertakenError
    if kept := [row for key, row in changes.entries.items() if key not in changes.begun]:
        _entries.run(connection, kept)
    for change in changes.people:
        connection.execute(
            update(t.people)
            .where(t.people.c.id == change["id"])
            .values({change["field"]: change["value"], "chosen": change["chosen"]})
        )
    _write_links(connection, t.feeds, "person", changes.feeds)
    _write_links(connection, t.pages, "activity", changes.pages)
    if changes.journal:
        _journal.run(connection, changes.journal)
    if changes.ballots:
        connection.execute(insert(t.ballots), mixed(changes.ballots))
        connection.execute(insert(t.ballot_codes), mixed(changes.ballot_codes))


def _write_links(
    connection: Connection, table: Table, whose: str, hashes: Mapping[int, str]
) -> None:
    """Set the hash of each link; an empty hash ends it."""
    if not hashes:
        return
    connection.execute(delete(table).where(table.c[whose].in_(hashes)))
    opened = [{whose: each, "hash": hashed} for each, hashed in hashes.items() if hashed]
    if opened:
        connection.execute(insert(table), opened)


def _write_timers(connection: Connection, changes: Changes) -> None:
    if changes.ended:
        connection.execute(delete(t.timers).where(t.timers.c.activity.in_(changes.ended)))
        connection.execute(delete(t.claims).where(t.claims.c.activity.in_(changes.ended)))
    if changes.released:
        connection.execute(delete(t.claims).where(t.claims.c.key.in_(changes.released)))
    if changes.disarmed:
        _disarm.run(connection, list(changes.disarmed.values()))
    if changes.armed:
        _arm.run(connection, list(changes.armed.values()))


def _write_messages(connection: Connection, changes: Changes) -> None:
    if changes.superseded:
        _supersede.run(connection, changes.superseded)
    rows: list[dict[str, Any]] = changes.outbox
    if rows:
        _outbox.run(connection, rows)
    if changes.answered:
        connection.execute(
            update(t.outbox).where(t.outbox.c.id.in_(changes.answered)).values(prompt="")
        )
