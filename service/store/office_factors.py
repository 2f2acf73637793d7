"""What somebody can show at the pages for offices beside a link: passkeys, one-time codes, who they
are at the organization's own sign-in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, or_, select, update

from service.store import office_tables as ot
from service.store.transaction import AnyRow, Transaction

WRONG_AT_MOST = 5
"""Wrong codes until the next one has to wait."""
WAIT = timedelta(minutes=15)

_p, _k, _s = ot.office_people.c, ot.office_passkeys.c, ot.office_subjects.c


class OfficeFactors:
    """Statements about them, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def person(self, person: int) -> AnyRow | None:
        rows = await self._transaction.rows(select(ot.office_people).where(_p.person == person))
        return rows[0] if rows else None

    async def known(self, person: int, handle: str, now: datetime) -> None:
        """The person comes in; the first time, they get this handle."""
        if await self.person(person) is None:
            await self._transaction.execute(
                insert(ot.office_people).values(
                    person=person, handle=handle, since=now, code_step=0, tries=0
                )
            )

    # -- passkeys

    async def passkeys(self, person: int) -> list[AnyRow]:
        """Those of the person, the oldest first."""
        return await self._transaction.rows(
            select(ot.office_passkeys).where(_k.person == person).order_by(_k.id)
        )

    async def passkey(self, credential: str) -> AnyRow | None:
        """The passkey with this id, and the `handle` of its owner."""
        rows = await self._transaction.rows(
            select(ot.office_passkeys, _p.handle)
            .join(ot.office_people, _p.person == _k.person)
            .where(_k.credential == credential)
        )
        return rows[0] if rows else None

    async def by_number(self, passkey: int) -> AnyRow | None:
        rows = await self._transaction.rows(select(ot.office_passkeys).where(_k.id == passkey))
        return rows[0] if rows else None

    async def add(self, passkey: dict[str, Any], now: datetime) -> int:
        """Keep a new passkey; its number."""
        await self._transaction.execute(
            insert(ot.office_passkeys).values(**passkey, created_at=now)
        )
        kept = select(_k.id).where(_k.credential == passkey["credential"])
        return int(await self._transaction.connection.scalar(kept))

    async def used(self, passkey: int, was: int, count: int, now: datetime) -> bool:
        """It was used. False: somebody else used it at the same time, or it is gone."""
        done = update(ot.office_passkeys).where(_k.id == passkey, _k.uses == was)
        return bool(await self._transaction.execute(done.values(uses=count, used_at=now)))

    async def rename(self, person: int, passkey: int, name: str) -> None:
        done = update(ot.office_passkeys).where(_k.id == passkey, _k.person == person)
        await self._transaction.execute(done.values(name=name))

    async def remove(self, person: int, passkey: int | None = None) -> int:
        """Remove a passkey of the person, or all. Returns how many."""
        which = [_k.person == person] + ([_k.id == passkey] if passkey is not None else [])
        return await self._transaction.execute(delete(ot.office_passkeys).where(*which))

    # -- one-time codes

    async def prepare_code(self, person: int, sealed: str) -> None:
        """A new secret, which is the person's once they have shown a code of it."""
        done = update(ot.office_people).where(_p.person == person, _p.code_since.is_(None))
        await self._transaction.execute(done.values(code=sealed, code_step=0))

    async def confirm_code(self, person: int, now: datetime) -> None:
        done = update(ot.office_people).where(_p.person == person, _p.code_since.is_(None))
        await self._transaction.execute(done.values(code_since=now))

    async def drop_code(self, person: int) -> int:
        done = update(ot.office_people).where(_p.person == person, _p.code.is_not(None))
        values = {"code": None, "code_since": None, "code_step": 0, "tries": 0, "tried_at": None}
        return await self._transaction.execute(done.values(values))

    async def try_code(self, person: int, now: datetime) -> bool:
        """Whether the person may try a code now. It counts as a wrong one until it is right."""
        waited = or_(_p.tries < WRONG_AT_MOST, _p.tried_at <= now - WAIT)
        done = update(ot.office_people).where(_p.person == person, waited)
        return bool(await self._transaction.execute(done.values(tries=_p.tries + 1, tried_at=now)))

    async def use_code(self, person: int, step: int) -> bool:
        """The code of this time was right. False: it, or a later one, was used before."""
        done = update(ot.office_people).where(_p.person == person, _p.code_step < step)
        return bool(await self._transaction.execute(done.values(code_step=step, tries=0)))

    # -- the organization's own sign-in

    async def subject(self, issuer: str, subject: str) -> int | None:
        """Who that is here."""
        whose = select(_s.person).where(_s.issuer == issuer, _s.subject == subject)
        found: int | None = await self._transaction.connection.scalar(whose)
        return found

    async def bind(self, issuer: str, subject: str, person: int, now: datetime) -> None:
        """That is this person from now on, and nobody else there is."""
        await self.unbind(person)
        await self._transaction.execute(
            insert(ot.office_subjects).values(
                issuer=issuer, subject=subject, person=person, created_at=now
            )
        )

    async def bound(self, person: int) -> AnyRow | None:
        """Who the person is there."""
        rows = await self._transaction.rows(select(ot.office_subjects).where(_s.person == person))
        return rows[0] if rows else None

    async def came(self, issuer: str, subject: str, now: datetime) -> None:
        done = update(ot.office_subjects).where(_s.issuer == issuer, _s.subject == subject)
        await self._transaction.execute(done.values(used_at=now))

    async def unbind(self, person: int) -> int:
        return await self._transaction.execute(
            delete(ot.office_subjects).where(_s.person == person)
        )
