"""Votes in native polls find the question they answer.

A platform says which poll was voted in, and no more. The message that became the poll is found by
it; a vote whose poll is not known yet is kept aside until it is, and handled then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from service.core.events import Voted
from service.core.message import Chat, Ref
from service.runtime.inbound.routing import InboundEvent
from service.runtime.outbound import payloads
from service.store.transaction import Transaction
from service.store.votes import Votes


@dataclass(slots=True)
class Found:
    """Arrivals by row of the inbox, votes among them with their question; `deferred`: the rows that
    wait for a poll, with its id."""

    inbound_events: dict[int, list[InboundEvent]]
    deferred: dict[int, str] = field(default_factory=dict)


async def find_questions(
    transaction: Transaction, inbound_events: Mapping[int, list[InboundEvent]]
) -> Found:
    """Ask once about all votes of a batch."""
    polls = set()
    for of_row in inbound_events.values():
        for each in of_row:
            if isinstance(each.event, Voted):
                polls.add(each.event.poll)
    found = Found(dict(inbound_events))
    if not polls:
        return found
    known = {(row.account, row.poll): row for row in await Votes(transaction).polls(polls)}
    for number, of_row in inbound_events.items():
        for index, each in enumerate(of_row):
            event = each.event
            if not isinstance(event, Voted):
                continue
            row = known.get((event.ref.chat.account, event.poll))
            if row is None:
                found.deferred[number] = event.poll
                continue
            poll = payloads.read(row.payload).poll if row.payload else None
            ref = Ref(Chat(row.account, row.chat), row.remote or "")
            asked = replace(event, ref=ref, choice=poll.id if poll is not None else "")
            found.inbound_events[number][index] = replace(each, event=asked)
    return found
