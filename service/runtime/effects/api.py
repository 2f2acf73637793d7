"""Tokens of the API, from the chat."""

from __future__ import annotations

from typing import Any

from service.core.api import USUAL_DAYS
from service.core.effects import EndApiToken, MakeApiToken, ShowApiTokens
from service.core.message import Message
from service.core.texts import lines, text
from service.core.workflow import Activity
from service.runtime.accounts import api_tokens
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork


async def show_tokens(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: ShowApiTokens
) -> None:
    person = api_tokens.entitled(uow, effect.person)
    if person is not None:
        await api_tokens.show(uow, person, trigger.account)


async def make_token(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: MakeApiToken
) -> None:
    person = api_tokens.entitled(uow, effect.person)
    if person is None or effect.offer not in api_tokens.OFFERED:
        return
    scopes = api_tokens.OFFERED[effect.offer]
    token = await api_tokens.make(uow, person.id, scopes, USUAL_DAYS)
    told = Message(lines(text("api-token-made", url=uow.registry.url), token))
    uow.outbox.tell(person, told, trigger.account, key="api_token", sealed=True)


async def end_token(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: EndApiToken
) -> None:
    person = uow.directory.roster.people.get(effect.person)
    if person is None:
        return
    ended = await api_tokens.end(uow, effect.token, person.id)
    head = text("api-token-ended" if ended else "api-token-gone", n=effect.token)
    await api_tokens.show(uow, person, trigger.account, head)
