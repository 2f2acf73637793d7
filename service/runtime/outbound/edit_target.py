"""Which message that stands a row of the outbox is about.

What answers a tap takes the place of the message that was tapped, so that a panel changes under the
finger: if that is the newest of its key, and came without files, which a change would leave there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from service.runtime.outbound import payloads
from service.store.sending import Sending, original


async def targets(sending: Sending, rows: Sequence[Any]) -> dict[int, str | None]:
    """The platform's id of the message that each row, by its own id, changes, erases or marks;
    None: it is said anew."""
    newest = await sending.originals([each for each in rows if _may_change(each)])
    answers = [
        each
        for each in rows
        if each.kind == "send" and each.target and newest.get(original(each)) == each.target
    ]
    sent = await sending.payloads(answers)
    in_place = {each.id for each in answers if _without_files(sent[original(each)])}
    return {
        each.id: _target(each, newest.get(original(each)), in_place=each.id in in_place)
        for each in rows
    }


def _may_change(row: Any) -> bool:
    return row.kind in ("edit", "amend") or (row.kind == "send" and row.target is not None)


def _target(row: Any, newest: str | None, *, in_place: bool) -> str | None:
    if row.kind == "send":
        return row.target if in_place else None
    return row.target or newest


def _without_files(payload: str) -> bool:
    """Of a confidential message nothing is left that tells."""
    return bool(payload) and not payloads.read(payload).attachments
