"""A new link for somebody whose invitation is used up or too old.

It never goes to whoever asks, who has nothing but an old link: it goes to the person in another
chat of theirs, or to whoever keeps the roster of their branch, who passes it on.
"""

from __future__ import annotations

from datetime import timedelta

from service.core.access import may
from service.core.choices import HOME, ChoiceId
from service.core.message import Chat, Choice, Message
from service.core.people import Person
from service.core.texts import Words, lines, text
from service.ports import Asked
from service.runtime.accounts.invite_codes import INVITATIONS_LAST, code_hash, new_code
from service.runtime.outbound.rendering import platform_name
from service.runtime.unit_of_work import UnitOfWork
from service.store.account_linking import Links
from service.store.administration import Tables

LINK_CODES_LAST = timedelta(minutes=10)
_MINUTES = LINK_CODES_LAST // timedelta(minutes=1)


async def link_code(uow: UnitOfWork, person: int) -> str:
    """A code with which the person links another chat, or comes in on another device; in place of
    an earlier one."""
    code = new_code()
    await uow.flush()
    await Links(uow.transaction).offer(person, code_hash(code), uow.now + LINK_CODES_LAST)
    return code


async def to_chat(uow: UnitOfWork, person: Person, account: str, chats: list[Chat]) -> Asked:
    """Tell the person in the first of these chats of theirs."""
    code = await link_code(uow, person.id)
    said = text("link-again", platform=platform_name(account), code=code, minutes=_MINUTES)
    word = lines(said, *_links(uow, code, account))
    uow.outbox.say_at(chats[0], person, Message(word), key="link", sealed=True)
    return "chat"


def to_secretary(uow: UnitOfWork, person: Person, account: str) -> Asked:
    """Ask those who keep the roster of the person's branch, with a button that makes the link."""
    rules, roster = uow.registry.rules, uow.directory.roster
    keepers = [
        each
        for unit in roster.path(person.unit)
        for each in roster.here(unit)
        if each.id != person.id
        and uow.directory.homes.get(each.id)
        and may(rules, roster, each, "roster.manage", person.unit)
    ]
    own = [each for each in keepers if each.unit == person.unit]
    button = ChoiceId(HOME, "reinvite", (str(person.id),)).encode()
    asked = Message(
        text(
            "link-wanted",
            name=person.name,
            unit=roster.units[person.unit].name,
            platform=platform_name(account),
        ),
        choices=((Choice(button, text("link-wanted-button")),),),
    )
    for each in own or keepers:
        uow.outbox.tell(each, asked, key="wanted")
    return "secretary" if keepers else "nobody"


async def to_pass_on(uow: UnitOfWork, person: Person, keeper: Person, account: str | None) -> None:
    """A new invitation for the person, said to the keeper alone."""
    code = new_code()
    await uow.flush()
    await Tables(uow.transaction).write_codes(
        {person.id: code_hash(code)}, uow.now + INVITATIONS_LAST
    )
    said = text("link-to-pass-on", name=person.name, code=code, days=INVITATIONS_LAST.days)
    word = lines(said, *_links(uow, code))
    uow.outbox.tell(keeper, Message(word), account, key="wanted", sealed=True)


def _links(uow: UnitOfWork, code: str, account: str = "") -> list[Words]:
    """The links that hand over the code, on one account or on all."""
    return [
        text("link-open", platform=platform_name(name), link=link)
        for name, link in uow.invite_links(code)
        if account in ("", name)
    ]
