"""What names a message that is just being sent waits until that message is known.

A platform shows a message, and people answer it, before OrgLife has stored its id: while the answer
to a call is on its way, or after it got lost. A tap, a reply, an edit or a withdrawal that names a
message nobody knows is kept aside while something is in doubt in that chat, and handled when it no
longer is. A message that was sent twice because an answer got lost has a copy whose id is never
known: a reply to it is recognized by the words it quotes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from service.core.events import (
    Attached,
    Edited,
    Liked,
    PlatformEvent,
    Said,
    Tapped,
    Withdrawn,
)
from service.core.message import Chat, Message
from service.runtime.inbound.routing import InboundEvent, Lookups, OpenPrompt, prompt_in
from service.runtime.outbound import payloads
from service.store.in_doubt import InDoubt, waits_for
from service.store.transaction import Transaction

LONGEST = timedelta(minutes=15)  # then it is handled with what is known


class Awaited:
    """The chats in which something waits. It may name more, never less, so that delivery can tell
    without asking the store whether anything waits."""

    def __init__(self) -> None:
        self.chats: set[Chat] = set()

    async def find(
        self,
        transaction: Transaction,
        inbound_events: Iterable[InboundEvent],
        lookups: Lookups,
        now: datetime,
    ) -> dict[int, str]:
        """The rows of the inbox that have to wait, with what for."""
        asked = [
            each
            for each in inbound_events
            if each.actor is not None and each.received_at > now - LONGEST
            if _may_wait(each, lookups)
        ]
        if not asked:
            return {}
        chats = {each.chat for each in asked}
        before = self.chats & chats
        self.chats |= chats  # whatever is settled from here on looks for them
        in_doubt: dict[Chat, set[tuple[int | None, str]]] = {}
        for row in await InDoubt(transaction).messages(chats):
            in_doubt.setdefault(Chat(row.account, row.chat), set()).add((row.activity, row.key))
        waiting = [each for each in asked if _waits(each, lookups, in_doubt.get(each.chat))]
        self.chats -= chats - before - {each.chat for each in waiting}
        return {each.inbox: waits_for(each.chat) for each in waiting}


async def with_copies(
    transaction: Transaction, inbound_events: Iterable[InboundEvent], lookups: Lookups
) -> Lookups:
    """The lookups, with the messages a second copy of which is answered."""
    found: dict[tuple[Chat, str], OpenPrompt] = {}
    for each in inbound_events:
        event, name = each.event, (each.chat, named(each.event))
        if not isinstance(event, Said | Attached) or not event.quotes:
            continue
        if name in lookups.posted or name in lookups.heard:
            continue
        for row in await InDoubt(transaction).recent(each.chat):
            if _quotes(event.quotes, payloads.read(row.payload)):
                found[name] = prompt_in(row)
                break
    return replace(lookups, posted={**lookups.posted, **found}) if found else lookups


def named(event: PlatformEvent) -> str:
    """The message that the event is about, by the platform's id; "" for none."""
    match event:
        case Said(reply_to=answered) | Attached(reply_to=answered):
            return answered or ""
        case Tapped(on=tapped):
            return tapped
        case Edited(ref=ref) | Withdrawn(ref=ref) | Liked(ref=ref):
            return ref.id
        case _:
            return ""


def _may_wait(inbound: InboundEvent, lookups: Lookups) -> bool:
    """Whether it names what nobody knows, or depends on how a message of ours stands just now."""
    name = inbound.chat, named(inbound.event)
    if not name[1] or name in lookups.heard:
        return False
    return name not in lookups.posted or isinstance(inbound.event, Said | Attached | Tapped)


def _waits(
    inbound: InboundEvent, lookups: Lookups, in_doubt: Collection[tuple[int | None, str]] | None
) -> bool:
    """For a message that is not known; or for the change of one that is."""
    known = lookups.posted.get((inbound.chat, named(inbound.event)))
    return bool(in_doubt) and (known is None or (known.activity, known.key) in (in_doubt or ()))


def _quotes(quoted: str, message: Message) -> bool:
    """Whether these are the words of the message; behind them a list of choices may stand, and a
    long message came in parts."""
    read, whole = ("".join(each.split()) for each in (quoted, f"{message.title}{message.body}"))
    return bool(read and whole) and (read.startswith(whole) or whole.startswith(read))
