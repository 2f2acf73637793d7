"""The urns of secret votes: locked, filled, opened; and what a decision may know of them.

Keys are made before the commit and erased after it (`Engine`), so that a crash leaves one too many,
never one too few.
"""

from __future__ import annotations

import json
from typing import Any

from service.core.secret_ballots import Ballots, CastBallot, LockUrn, OpenUrn, SealedMark, Urn
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
    keys = uow.ballot_keys
    marks = json.dumps([keys.open(each) for each in effect.marks], ensure_ascii=False)
    name = _key(uow, activity.id)
    if name is None:
        raise CannotOpen
    sealed = keys.seal(name, marks, ENVELOPE_BYTES)
    uow.changes.ballots.append(ballot(activity.id, effect.round, ENVELOPE, sealed))
    code = {"activity": activity.id, "round": effect.round, "code": effect.code}
    uow.changes.ballot_codes.append(code)


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
    return uow.ballot_keys.seal(name, query.mark) if name is not None else ""


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
