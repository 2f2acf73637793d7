"""A page that everybody may see who has its link: opened, closed, and whose names stand on it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from service.core.choices import HOME, ChoiceId
from service.core.effects import OpenPage, Send
from service.core.message import Choice, Message
from service.core.people import Roster
from service.core.privacy import signs
from service.core.texts import Words, text
from service.core.workflow import Context
from service.sdk.turn import Turn

CLOSED = OpenPage("")
"""Nobody sees it any more."""


def page_of(token: str) -> OpenPage:
    """Whoever has the token sees the page; only its hash is kept."""
    return OpenPage(hashlib.sha256(token.encode()).hexdigest())


def opened(context: Context) -> tuple[OpenPage, str]:
    """The page under a new address, and that address, of which only a hash is kept; an earlier one
    leads nowhere from now on."""
    return page_of(context.nonce), f"{context.url}/gallery/{context.nonce}"


def has_signed(roster: Roster, person: int) -> bool:
    """Whether the person has agreed that their name stands on such pages (article 25 of the law on
    personal information)."""
    known = roster.people.get(person)
    return known is not None and signs(known)


def ask_to_sign(turn: Turn[Any, Any], people: Iterable[int], words: Words) -> list[Send]:
    """Each of these people who has not agreed is asked whether their name may stand there; until
    then it does not."""
    rows = tuple(
        (Choice(ChoiceId(HOME, verb).encode(), text(f"sdk-page-{verb}")),)
        for verb in ("signed", "unsigned")
    )
    asked = [
        each for each in people if each in turn.roster.people and not has_signed(turn.roster, each)
    ]
    return turn.tell(asked, "sign", Message(words, choices=rows), deferrable=True)
