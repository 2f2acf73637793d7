"""Queries about one person: their parts, their acts, who has read of them, what was said to them.

They go through the journal from its beginning, so nobody asks for them often.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_, func, literal, or_, select

from service.store import office_tables as ot
from service.store import tables as t
from service.store.transaction import AnyRow, Transaction

MOST_READINGS = 500  # the newest


async def parts(transaction: Transaction, person: int) -> list[AnyRow]:
    """The person's parts with their activities, oldest first; not those in dry runs."""
    a, e = t.activities.c, t.entries.c
    return await transaction.rows(
        select(
            a.id,
            a.kind,
            a.unit,
            a.finished,
            a.created_at,
            a.schema.label("activity_schema"),
            a.state.label("activity_state"),
            e.schema,
            e.state,
            e.status,
            e.score,
            e.out_of,
            e.at,
        )
        .join_from(t.entries, t.activities, a.id == e.activity)
        .where(e.person == person, a.rehearsed_by.is_(None), a.phase != t.ENDED)
        .order_by(a.id)
    )


async def others(transaction: Transaction, person: int, kinds: Collection[str]) -> list[AnyRow]:
    """The activities of these kinds in which the person has no part, oldest first; no dry runs."""
    a = t.activities.c
    own = select(t.entries.c.activity).where(t.entries.c.person == person)
    return await transaction.rows(
        select(a.id, a.kind, a.unit, a.created_at, a.schema, a.state)
        .where(a.kind.in_(kinds), a.id.not_in(own), a.rehearsed_by.is_(None), a.phase != t.ENDED)
        .order_by(a.id)
    )


async def readings(
    transaction: Transaction, person: int, reads: Collection[str], surveys: Collection[str]
) -> list[AnyRow]:
    """Lines of the journal, newest first, by which somebody else has read of the person alone, of
    an activity they had a part in, or (`surveys`) of everybody around themselves."""
    j, a = t.journal.c, t.activities.c
    theirs = select(t.entries.c.activity).where(t.entries.c.person == person)
    of_all = or_(j.about.is_(None), j.about == j.actor)
    return await transaction.rows(
        select(j.at, j.action, j.actor, j.activity, a.kind, a.schema, a.state)
        .join_from(t.journal, t.activities, a.id == j.activity)
        .where(
            or_(j.actor.is_(None), j.actor != person),
            a.rehearsed_by.is_(None),
            or_(
                and_(j.action.in_([*reads, *surveys]), j.about == person),
                and_(j.action.in_(reads), of_all, j.activity.in_(theirs)),
                and_(j.action.in_(surveys), of_all),
            ),
        )
        .order_by(j.id.desc())
        .limit(MOST_READINGS)
    )


async def acts(transaction: Transaction, person: int) -> list[AnyRow]:
    """How often the person did what, and when first and last."""
    j = t.journal.c
    first, last = func.min(j.at).label("first"), func.max(j.at).label("last")
    counted = select(j.action, func.count().label("n"), first, last)
    return await transaction.rows(
        counted.where(j.actor == person).group_by(j.action).order_by(j.action)
    )


async def sessions(transaction: Transaction, person: int) -> list[AnyRow]:
    """Where the person is or was signed in at the pages for offices."""
    s = ot.office_sessions.c
    columns = (s.device, s.near, s.created_at, s.used_at, s.ended_at)
    return await transaction.rows(select(*columns).where(s.person == person).order_by(s.id))


async def ways_in(transaction: Transaction, person: int) -> list[AnyRow]:
    """With what the person signs in there: `kind`, `name`, `created_at`, `used_at`."""
    found = []
    for kind, table, name in (
        ("passkey", ot.office_passkeys, ot.office_passkeys.c.name),
        ("oidc", ot.office_subjects, ot.office_subjects.c.subject),
    ):
        columns = (literal(kind).label("kind"), name.label("name"))
        found += await transaction.rows(
            select(*columns, table.c.created_at, table.c.used_at).where(table.c.person == person)
        )
    p, none = ot.office_people.c, (literal("code").label("kind"), literal("").label("name"))
    return found + await transaction.rows(
        select(*none, p.code_since.label("created_at"), p.tried_at.label("used_at")).where(
            p.person == person, p.code_since.is_not(None)
        )
    )


async def looks(transaction: Transaction, person: int) -> list[AnyRow]:
    """What the person looked at there, or took along."""
    r = ot.office_reads.c
    columns = (r.at, r.unit, r.page, r.file, r.n)
    return await transaction.rows(select(*columns).where(r.person == person).order_by(r.id))


async def tokens(transaction: Transaction, person: int) -> list[AnyRow]:
    """The person's tokens of the API."""
    k = ot.api_tokens.c
    columns = (k.scopes, k.created_at, k.expires_at, k.used_at, k.ended_at)
    return await transaction.rows(select(*columns).where(k.person == person).order_by(k.id))


async def messages(transaction: Transaction, person: int) -> list[AnyRow]:
    """What was said to the person in private and is still kept, oldest first. What is sealed keeps
    its words."""
    o = t.outbox.c
    return await transaction.rows(
        select(o.id, o.account, o.created_at, o.sent_at, o.state, o.payload, o.sealed)
        .where(o.person == person, o.kind.in_(("send", "edit")), o.payload != "")
        .order_by(o.id)
    )
