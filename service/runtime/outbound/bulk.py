"""One message to many: a bulk row becomes one row a reader, chunk by chunk.

Each chunk is a transaction of its own together with the position it reached, so that thousands of
recipients neither block an answer nor are lost or doubled by a crash.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from service.core.directory import Directory
from service.core.message import Message
from service.core.people import Person
from service.runtime.outbound import payloads
from service.store.changes import Changes, OutboxRow
from service.store.sending import Sending

CHUNK = 200  # people

_json = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is meant, and the last person who has been seen to."""

    units: tuple[int, ...]
    but_status: tuple[str, ...] = ()
    only_status: tuple[str, ...] = ()
    zone: str = ""
    standings: tuple[str, ...] = ()
    after: int = 0
    deferrable: bool = False


_audiences = msgspec.json.Decoder(Audience)


async def expand_bulk(sending: Sending, directory: Directory, now: datetime) -> int | None:
    """Expand the next chunk of the oldest bulk row. Returns how many people it held, perhaps none
    of them; None: no row is left."""
    bulk = await sending.next_bulk()
    if bulk is None:
        return None
    audience = _audiences.decode(bulk.audience)
    people = await sending.audience(
        bulk.activity,
        audience.units,
        audience.after,
        CHUNK,
        but_status=audience.but_status,
        only_status=audience.only_status,
        zone=audience.zone,
        standings=audience.standings,
    )
    variants = payloads.read_variants(bulk.payload)
    changes = Changes()
    for number in people:
        person = directory.roster.people.get(number)
        chat = directory.home(number)
        if person is None or chat is None:
            continue
        message = _pick(variants, person)
        row = OutboxRow(
            kind="send",
            account=chat.account,
            chat=chat.id,
            created_at=now,
            payload=payloads.write(message),
            priority="bulk",
            state="held" if audience.deferrable else "waiting",
            unless=",".join(audience.but_status) or None,
            time_sensitive=bulk.time_sensitive,
            until=bulk.until,
            activity=bulk.activity,
            about=number,
            person=number,
            key=bulk.key,
            prompt=bulk.prompt,
            offers=bool(message.choices or bulk.prompt),
            on_unknown=bulk.on_unknown,
            due_at=bulk.due_at,
        )
        changes.send(row)
    finished = len(people) < CHUNK
    position = replace(audience, after=people[-1] if people else audience.after)
    reached = _json.encode(position).decode()
    await sending.expand(bulk.id, changes.outbox, reached, "sent" if finished else "waiting")
    return len(people)


def _pick(variants: dict[str, Message], person: Person) -> Message:
    """The words in the person's language and zone; whoever changed theirs since gets the
    nearest."""
    exact = variants.get(f"{person.language}|{person.timezone}")
    if exact is not None:
        return exact
    for key, message in variants.items():
        if key.startswith(f"{person.language}|"):
            return message
    return next(iter(variants.values()))
