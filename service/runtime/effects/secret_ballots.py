"""The urns of secret votes: locked, filled, opened; and what a decision may know of them.

Keys are made before the commit and erased after it (`Engine`), so that a crash leaves one too many,
never one too few.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from service.core.secret_ballots import (
    Ballots,
    CastBallot,
    ChangeBallot,
    HasBallot,
    LockUrn,
    OpenUrn,
    SealedMark,
    Urn,
)
from service.core.workflow import Activity
from service.ports import CannotOpen
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from service.store.mixing import mixed
from service.store.urns import ENVELOPE, Urns, ballot

ENVELOPE_BYTES = 4096  # so that envelopes are equally large, with up to forty matters


async def lock_urn(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: LockUrn
) -> None:
    await uow.flush()
    name = uow.ballot_keys.make()
    await Urns(uow.transaction).lock(activity.id, name)
    uow.urns[activity.id] = name


async def cast_ballot(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: CastBallot
) -> None:
    """The marks become one envelope, which has nothing in common with what they were sealed as."""
    known = effect.credential and _handle(
        uow, activity.id, effect.round, effect.person, effect.credential
    )
    sealed = _envelope(uow, activity.id, effect.marks)
    uow.changes.ballots.append(ballot(activity.id, effect.round, ENVELOPE, sealed, known or ""))
    code = {"activity": activity.id, "round": effect.round, "code": effect.code}
    uow.changes.ballot_codes.append(code)


async def change_ballot(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: ChangeBallot
) -> None:
    """Other marks in the same envelope, which is sealed anew and as large as before."""
    credential = uow.ballot_keys.open(effect.credential)
    handle = _handle(uow, activity.id, effect.round, effect.person, credential)
    sealed = _envelope(uow, activity.id, effect.marks)
    await uow.flush()
    if not await Urns(uow.transaction).exchange(activity.id, effect.round, handle or "", sealed):
        raise CannotOpen


def _envelope(uow: UnitOfWork, activity: int, marks: Iterable[str]) -> str:
    keys, name = uow.ballot_keys, _key(uow, activity)
    if name is None:
        raise CannotOpen
    opened = json.dumps([keys.open(each) for each in marks], ensure_ascii=False)
    return keys.seal(name, opened, ENVELOPE_BYTES)


def _handle(
    uow: UnitOfWork, activity: int, round_: int, person: int, credential: str
) -> str | None:
    """The handle of the person's envelope; None where the key is gone."""
    name = _key(uow, activity)
    if name is None:
        return None
    return uow.ballot_keys.handle(name, f"{round_} {person} {credential}")


async def open_urn(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: OpenUrn
) -> None:
    await uow.flush()
    urns = Urns(uow.transaction)
    await urns.replace(activity.id, effect.round, effect.slips)
    await urns.unlock(activity.id)
    uow.urns[activity.id] = None


def _key(uow: UnitOfWork, activity: int) -> str | None:
    """The name of the key under which the vote runs; None: it is gone, or there is none."""
    if activity in uow.urns:
        return uow.urns[activity]
    return uow.ballot_keys.running.get(activity)


async def sealed_mark(uow: UnitOfWork, query: SealedMark) -> str:
    name = _key(uow, query.activity)
    return uow.ballot_keys.seal(name, query.mark, query.least) if name is not None else ""


async def has_ballot(uow: UnitOfWork, query: HasBallot) -> bool:
    handle = _handle(uow, query.activity, query.round, query.person, query.credential)
    here = Urns(uow.transaction)
    return handle is not None and await here.has(query.activity, query.round, handle)


async def urn(uow: UnitOfWork, query: Urn) -> Ballots | None:
    found = Urns(uow.transaction)
    content = await found.content(query.activity, query.round)
    codes = tuple(await found.codes(query.activity, query.round))
    envelopes = [row.content for row in content if row.matter == ENVELOPE]
    slips: dict[int, list[str]] = {}
    for row in content:
        if row.matter != ENVELOPE:
            slips.setdefault(row.matter, []).append(row.content)
    try:
        opened = [tuple(json.loads(uow.ballot_keys.open(each))) for each in envelopes]
    except CannotOpen:
        return None
    by_matter = tuple(tuple(slips[each]) for each in sorted(slips))
    return Ballots(tuple(mixed(opened)), by_matter, codes)
