"""Coming in at the pages for offices: a link from the chat, good for ten minutes and once, becomes
a session of one browser, and the chat is told."""

from __future__ import annotations

import secrets
from datetime import timedelta

from service.browsers import token_hash
from service.core.access import SEES_FIGURES, may
from service.core.choices import HOME, ChoiceId
from service.core.message import Choice, Message
from service.core.people import Person
from service.core.texts import Moment, lines, text
from service.runtime.unit_of_work import UnitOfWork
from service.store.office_sessions import LINKS_LAST, OfficeSessions

PATH = "/office"


async def offer(uow: UnitOfWork, person: Person, account: str | None) -> None:
    """Say a link to the person in private. Who may not read figures gets none."""
    if not may(uow.registry.rules, uow.directory.roster, person, SEES_FIGURES, person.unit):
        return
    token = secrets.token_urlsafe(32)
    await uow.flush()
    await OfficeSessions(uow.transaction).offer(person.id, token_hash(token), uow.now)
    link = f"{uow.registry.url}{PATH}/in/{token}"
    said = text("office-link", minutes=LINKS_LAST // timedelta(minutes=1))
    uow.outbox.tell(person, Message(lines(said, link)), account, key="office", sealed=True)


async def enter(uow: UnitOfWork, link: str, device: str, near: str) -> str:
    """Use the link up for a new session; its token (256 bits), "" for a link that is no good. The
    person hears of it in every chat that they would hear of a new device in."""
    sessions, roster = OfficeSessions(uow.transaction), uow.directory.roster
    owner = await sessions.owner(token_hash(link), uow.now)
    person = roster.people.get(owner or 0)
    if person is None or not may(uow.registry.rules, roster, person, SEES_FIGURES, person.unit):
        return ""
    token = secrets.token_urlsafe(32)
    kept = {
        "hash": token_hash(token),
        "person": person.id,
        "role": person.role,
        "unit": person.unit,
        "device": device,
        "near": near,
    }
    number = await sessions.begin(token_hash(link), kept, uow.now)
    button = ChoiceId(HOME, "unoffice", (str(number),)).encode()
    said = text(
        "office-entered", device=device, near=near or "?", at=Moment(uow.now, zone=person.timezone)
    )
    told = Message(said, choices=((Choice(button, text("office-not-me")),),))
    uow.outbox.tell(person, told, key=f"office{number}")
    return token
