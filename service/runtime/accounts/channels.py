"""A person's chats on several platforms."""

from __future__ import annotations

import hashlib

from service.core.directory import Directory, Identity
from service.core.message import Chat, Message
from service.core.queries import Channel
from service.core.texts import text
from service.runtime.outbound.outbox import Outbox
from service.runtime.outbound.rendering import platform_name


def channels_of(directory: Directory, person: int) -> tuple[Channel, ...]:
    """The answer to the fact `Channels`."""
    order = {chat: number for number, chat in enumerate(directory.contact_order(person))}
    linked = directory.linked.get(person, ())
    return tuple(
        Channel(
            handle_of(each),
            each.chat.account,
            platform_name(each.chat.account),
            each.linked_at,
            not each.reached,
        )
        for each in sorted(linked, key=lambda each: order.get(each.chat, len(order)))
    )


def handle_of(identity: Identity) -> str:
    """A short name for the identity that tells nothing of it, fit for a choice."""
    named = f"{identity.chat.account}\n{identity.user}"
    return hashlib.sha256(named.encode()).hexdigest()[:12]


def tell_others(outbox: Outbox, person: int, new: Chat) -> None:
    """So that nobody is linked behind a person's back."""
    known = outbox.directory.roster.people[person]
    word = Message(text("link-notice", platform=platform_name(new.account)))
    for chat in outbox.directory.contact_order(person):
        if chat != new:
            outbox.say_at(chat, known, word, key="link")
