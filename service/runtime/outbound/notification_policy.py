"""Nobody is nagged: messages that nobody asked for are held back, and come together.

A deferrable message waits until the reader's quiet hours are over and an hour has passed since the
last message they had not asked for; whatever waits for the same reader then is one message. What
is time-sensitive waits for quiet hours only, and what would come too late to be of use (`until`)
for nothing; either takes the others along. Who has answered in the meantime is left alone, and so
is everybody once the activity is over before that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from service.core.calendar import QuietHours
from service.core.marks import Mark, moved
from service.core.message import Choice, Message
from service.core.people import Roster
from service.core.texts import plain
from service.runtime.outbound import payloads
from service.store.changes import PRIORITIES, Changes, OutboxRow
from service.store.deferred import Deferrals
from service.store.transaction import Transaction

PAUSE = timedelta(hours=1)  # between two messages to a person that were not asked for
PEOPLE = 200  # seen to in one transaction
CARRIER = "gathered."  # and the id of the first message in it: the key of one that carries several

BETWEEN = "\n\n"  # the messages of a digest
_NAMES = {number: name for name, number in PRIORITIES.items()}


async def let_go(holding: Deferrals, roster: Roster, quiet: QuietHours, now: datetime) -> int:
    """Decide about the held messages whose time has come, of up to 200 people. Returns how many
    those were."""
    rows = await holding.due(now, PEOPLE)
    if not rows:
        return 0
    latest = await holding.latest({row.person for row in rows}, now - PAUSE)
    settled = await holding.settled([row for row in rows if row.unless])
    ended = await holding.ended({row.activity for row in rows if row.until is not None})
    changes = [_changed(row, state="superseded") for row in rows if _is_over(row, settled, ended)]
    carriers = Changes()
    wanted = [row for row in rows if not _is_over(row, settled, ended)]
    for number, held in groupby(wanted, key=lambda row: row.person):
        together = list(held)
        reader = roster.people.get(number)
        at = now
        if number in latest and not any(row.time_sensitive for row in together):
            at = max(latest[number] + PAUSE, now)
        if reader is not None:
            at = quiet.next_allowed(at, reader.timezone)
        if at > now and not any(_too_late(row, at) for row in together):
            changes += [_changed(row, not_before=at) for row in together]
        else:
            changes += _release(together, carriers, now)
    await holding.change(changes)
    await holding.carry(carriers.outbox)
    return len(rows)


def _is_over(row: Any, settled: Collection[tuple[int, int]], ended: Collection[int]) -> bool:
    """Whether it would be of no use any more: the reader has answered, or what it was of use until
    has come already."""
    answered = bool(row.unless) and (row.activity, row.person) in settled
    return answered or (row.until is not None and row.activity in ended)


def _too_late(row: Any, at: datetime) -> bool:
    return row.until is not None and row.until < at


def _release(rows: Sequence[Any], carriers: Changes, now: datetime) -> list[dict[str, Any]]:
    """One message goes as it is; several to one chat are carried by a new one, but for those
    that hold confidential text or ask for words: they go on their own."""
    changes = []
    plain = []
    for row in rows:
        if row.sealed or row.prompt:
            changes.append(_changed(row, state="waiting", not_before=now))
        else:
            plain.append(row)
    for _, placed in groupby(
        sorted(plain, key=lambda row: (row.account, row.chat)),
        key=lambda row: (row.account, row.chat),
    ):
        together = list(placed)
        if len(together) == 1:
            changes.append(_changed(together[0], state="waiting", not_before=now))
            continue
        key = _carry(together, carriers, now)
        changes += [_changed(row, state="gathered", offers=False, gathered=key) for row in together]
    return changes


def _carry(rows: Sequence[Any], carriers: Changes, now: datetime) -> str:
    """Write the message that carries these; its key."""
    first = rows[0]
    key = f"{CARRIER}{first.id}"
    message = combine([payloads.read(row.payload) for row in rows])
    carrier = OutboxRow(
        kind="send",
        account=first.account,
        chat=first.chat,
        created_at=now,
        payload=payloads.write(message),
        priority=_NAMES[min(row.priority for row in rows)],
        person=first.person,
        key=key,
        offers=bool(message.choices),
        on_unknown="skip" if all(row.on_unknown == "skip" for row in rows) else "resend",
    )
    carriers.send(carrier)
    return key


def combine(messages: Sequence[Message]) -> Message:
    """Several rendered messages as one: each under its own title, choices and files below. Where
    two choices read alike, the messages are numbered and so are these choices."""
    counts = Counter(plain(choice.label) for each in messages for choice in _choices(each))
    alike = {label for label, count in counts.items() if count > 1}
    pieces: list[str] = []
    marks: list[Mark] = []
    at = 0
    rows: list[tuple[Choice, ...]] = []
    for number, message in enumerate(messages, 1):
        head = "\n".join(plain(each) for each in (message.title, message.body) if each)
        lead = f"{_circled(number)} " if alike else ""
        pieces.append(lead + head)
        start = at + len(lead)
        if message.title:
            marks.append(Mark(start, start + len(plain(message.title))))
        marks += moved(message.marks, start + len(head) - len(plain(message.body)))
        at += len(pieces[-1]) + len(BETWEEN)
        rows += [
            tuple(
                replace(each, label=f"{each.label} {_circled(number)}")
                if each.label in alike
                else each
                for each in row
            )
            for row in message.choices
        ]
    return Message(
        body=BETWEEN.join(pieces),
        marks=tuple(marks),
        choices=tuple(rows),
        attachments=tuple(file for each in messages for file in each.attachments),
    )


def _circled(number: int) -> str:
    """A number as it is set in both languages: ①, ② …"""
    return chr(ord("①") + number - 1) if number <= 20 else f"({number})"


async def follow(
    transaction: Transaction, settled: Sequence[tuple[Any, Mapping[str, Any]]], now: datetime
) -> None:
    """What became of a message became of those it carried. `settled`: rows of the outbox with the
    columns they have now."""
    over = {
        row.key: values
        for row, values in settled
        if row.activity is None and row.key.startswith(CARRIER) and values["state"] != "waiting"
    }
    if not over:
        return
    holding = Deferrals(transaction)
    columns = ("state", "sent_at", "error")
    await holding.follow(
        [{"b_key": key, **{name: values[name] for name in columns}} for key, values in over.items()]
    )
    dead = [key for key, values in over.items() if values["state"] == "dead"]
    for row in await holding.carried(dead) if dead else ():
        if row.activity is not None:
            await transaction.arm_failure(row, now)


def _choices(message: Message) -> Iterable[Choice]:
    return (choice for row in message.choices for choice in row)


def _changed(row: Any, **values: Any) -> dict[str, Any]:
    """The columns of a held row that may change, with these values."""
    return {
        "b_id": row.id,
        "state": row.state,
        "not_before": row.not_before,
        "offers": row.offers,
        "gathered": None,
        **values,
    }
