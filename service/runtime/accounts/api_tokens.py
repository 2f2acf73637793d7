"""Tokens with which another system reads the API: made in the chat or by a command, shown once,
kept as a hash. Each acts with the rights that its person has at that moment."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import timedelta

from service.browsers import token_hash
from service.core.access import SEES_FIGURES, may
from service.core.api import FIGURES, LONGEST_DAYS, PREFIX, SCOPES, USUAL_DAYS
from service.core.choices import HOME, ChoiceId
from service.core.message import Choice, Message
from service.core.people import Person
from service.core.texts import Moment, Words, lines, series, text
from service.runtime.unit_of_work import UnitOfWork
from service.store.api_tokens import ApiTokens

OFFERED = {"all": SCOPES, "figures": FIGURES}


def entitled(uow: UnitOfWork, person: int) -> Person | None:
    """The person, if they may read figures."""
    known = uow.directory.roster.people.get(person)
    rules, roster = uow.registry.rules, uow.directory.roster
    if known is None or not may(rules, roster, known, SEES_FIGURES, known.unit):
        return None
    return known


async def make(
    uow: UnitOfWork, person: int, scopes: Collection[str], days: int, by: str = ""
) -> str:
    """A new token (256 bits). Raises ValueError for who may not read figures, for an unknown scope
    and for too long a time. `by`: who makes it on the server."""
    wanted = [each for each in SCOPES if each in scopes]
    if entitled(uow, person) is None:
        raise ValueError("this person may not see figures")
    if not wanted or len(wanted) != len(set(scopes)) or not 1 <= days <= LONGEST_DAYS:
        raise ValueError(f"scopes are {', '.join(SCOPES)}; days are 1 to {LONGEST_DAYS}")
    token = f"{PREFIX}{secrets.token_urlsafe(32)}"
    await uow.flush()
    until = uow.now + timedelta(days=days)
    await ApiTokens(uow.transaction).keep(token_hash(token), person, wanted, uow.now, until)
    said = {"api_token": {"scopes": wanted, "days": days, "by": by}}
    await uow.note("api.token_made", said, about=person, actor=None if by else person)
    return token


async def end(uow: UnitOfWork, token: int, person: int | None = None, by: str = "") -> bool:
    """The token is good no longer. `person`: whose it must be; None: whoever's."""
    await uow.flush()
    ended = await ApiTokens(uow.transaction).end(token, uow.now, person)
    if ended:
        said = {"api_token": {"id": token, "by": by}}
        await uow.note("api.token_ended", said, about=person, actor=person)
    return bool(ended)


async def show(uow: UnitOfWork, person: Person, account: str | None, *head: Words) -> None:
    """The person's tokens, each with the button that ends it, and how to make one."""
    await uow.flush()
    rows = await ApiTokens(uow.transaction).listed(uow.now, person.id)
    listed = [
        text(
            "api-token",
            n=row.id,
            scopes=series(text("api-scope", scope=each) for each in row.scopes.split()),
            until=Moment(row.expires_at, "date"),
            used=Moment(row.used_at) if row.used_at else text("api-never"),
        )
        for row in rows
    ]
    ends = [_button("untoken", text("api-button-end", n=row.id), str(row.id)) for row in rows]
    makes = [_button("maketoken", text(f"api-button-{each}"), each) for each in OFFERED]
    said = lines(*head, text("api-tokens", n=len(rows), days=USUAL_DAYS), *listed)
    choices = tuple((each,) for each in (*makes, *ends))
    uow.outbox.tell(person, Message(said, choices=choices), account, key="api_tokens")


def _button(verb: str, label: Words, *args: str) -> Choice:
    return Choice(ChoiceId(HOME, verb, args).encode(), label)
