"""Coming in at the pages for offices: a link from the chat, good for ten minutes and once, or
another way in becomes a session of one browser, and the chat is told of both."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from service.browsers import token_hash
from service.core.access import SEES_FIGURES, may
from service.core.choices import HOME, ChoiceId
from service.core.message import Choice, Message
from service.core.office import Browser, Way
from service.core.people import Person, Roster
from service.core.texts import Moment, Text, lines, text
from service.runtime.observability.log import get_logger
from service.runtime.registry import Registry
from service.runtime.unit_of_work import UnitOfWork
from service.store.api_tokens import ApiTokens
from service.store.office_factors import WAIT, OfficeFactors
from service.store.office_sessions import LINKS_LAST, OfficeSessions

log = get_logger()
PATH = "/office"


async def offer(uow: UnitOfWork, person: Person, account: str | None) -> None:
    """Say a link to the person in private. Who may not read figures gets none."""
    if entitled(uow.registry, uow.directory.roster, person.id) is None:
        return
    token = secrets.token_urlsafe(32)
    await uow.flush()
    await OfficeSessions(uow.transaction).offer(person.id, token_hash(token), uow.now)
    link = f"{uow.registry.url}{PATH}/in/{token}"
    said = text("office-link", minutes=LINKS_LAST // timedelta(minutes=1))
    uow.outbox.tell(person, Message(lines(said, link)), account, key="office", sealed=True)


def entitled(registry: Registry, roster: Roster, number: int) -> Person | None:
    """The person, if they may read figures now."""
    person = roster.people.get(number)
    if person is None or not may(registry.rules, roster, person, SEES_FIGURES, person.unit):
        return None
    return person


async def enter(uow: UnitOfWork, link: str, browser: Browser) -> str:
    """Use the link up for a new session; its token, "" for a link that is no good."""
    sessions = OfficeSessions(uow.transaction)
    owner = await sessions.owner(token_hash(link), uow.now)
    person = entitled(uow.registry, uow.directory.roster, owner or 0)
    if person is None or await sessions.use(token_hash(link), uow.now) != person.id:
        uow.actions["office_refused"] += 1
        return ""
    return await begin(uow, person, "link", browser)


async def begin(
    uow: UnitOfWork, person: Person, way: Way, browser: Browser, factors: int = 1
) -> str:
    """A new session; its token (256 bits). The person hears of it in every chat that they would
    hear of a new device in."""
    await OfficeFactors(uow.transaction).known(person.id, secrets.token_urlsafe(32), uow.now)
    token = secrets.token_urlsafe(32)
    kept = {
        "hash": token_hash(token),
        "person": person.id,
        "role": person.role,
        "unit": person.unit,
        "device": browser.device,
        "near": browser.near,
        "way": way,
        "factors": factors,
    }
    number = await OfficeSessions(uow.transaction).begin(kept, uow.now)
    said = text("office-entered", way=way, **_where(uow, person, browser))
    _tell(uow, person, f"office{number}", said, _choice("unoffice", str(number), "office-not-me"))
    uow.actions["office_entered"] += 1
    log.info("office.signed_in", way=way, factors=factors)
    return token


async def prove(uow: UnitOfWork, session: int) -> str:
    """A second factor was shown in this session; its new token."""
    token = secrets.token_urlsafe(32)
    await OfficeSessions(uow.transaction).prove(session, token_hash(token), uow.now)
    uow.actions["office_proved"] += 1
    return token


def tell_added(uow: UnitOfWork, person: Person, way: str, browser: Browser, name: str = "") -> None:
    """Say that there is a new way in, with a button that takes it away. `way`: as `DropOfficeWay`
    has it."""
    said = text("office-way-added", what=_named(way, name), **_where(uow, person, browser))
    key = f"office-way-{way}-{uow.now.timestamp():.0f}"
    _tell(uow, person, key, said, _choice("unway", way, "office-way-not-me"))
    uow.actions["office_way_added"] += 1
    log.info("office.way_added", way=_kind(way))


async def remove(uow: UnitOfWork, person: Person, way: str, browser: Browser) -> None:
    """The person takes a way in away at the pages, and the chat is told."""
    name = await drop(uow, person.id, way)
    if name is None:
        return
    where = _where(uow, person, browser)
    said = text(
        "office-way-removed", what=_named(way, name), device=where["device"], at=where["at"]
    )
    uow.outbox.tell(person, Message(said), key=f"office-unway-{way}-{uow.now.timestamp():.0f}")


async def drop(uow: UnitOfWork, person: int, way: str) -> str | None:
    """Take a way in away (see `DropOfficeWay`). Returns what it was called; None: there was
    none."""
    factors = OfficeFactors(uow.transaction)
    await uow.flush()
    if way == "code":
        gone, name = await factors.drop_code(person), ""
    elif way == "oidc":
        gone, name = await factors.unbind(person), ""
    else:
        number = int(way) if way.isascii() and way.isdigit() and len(way) < 19 else 0
        names = {each.id: each.name for each in await factors.passkeys(person)}
        gone, name = await factors.remove(person, number), names.get(number, "")
    if not gone:
        return None
    uow.actions["office_way_removed"] += 1
    log.info("office.way_removed", way=_kind(way))
    return name


async def drop_all(uow: UnitOfWork, person: Person) -> None:
    """Take away everything that the person can show beside a link, and their tokens for the API:
    they have lost it, and who found it may have made some. They are told."""
    factors = OfficeFactors(uow.transaction)
    await uow.flush()
    await factors.remove(person.id)
    await factors.drop_code(person.id)
    await factors.unbind(person.id)
    await ApiTokens(uow.transaction).end(None, uow.now, person.id)
    said = Message(text("office-ways-dropped"))
    uow.outbox.tell(person, said, key=f"office-dropped-{uow.now.timestamp():.0f}")
    uow.actions["office_ways_dropped"] += 1
    log.info("office.ways_dropped")


def tell_of_guesses(uow: UnitOfWork, person: Person, browser: Browser) -> None:
    """Say that somebody with the person's link types wrong codes."""
    where = _where(uow, person, browser)
    said = text(
        "office-codes-guessed",
        device=where["device"],
        near=where["near"],
        minutes=WAIT // timedelta(minutes=1),
    )
    uow.outbox.tell(person, Message(said), key=f"office-guessed-{uow.now.timestamp():.0f}")
    uow.actions["office_guessed"] += 1
    log.warning("office.guessing")


def _kind(way: str) -> str:
    return way if way in ("code", "oidc") else "passkey"


def _named(way: str, name: str) -> Text:
    return text("office-way", way=_kind(way), name=name)


def _where(uow: UnitOfWork, person: Person, browser: Browser) -> dict[str, Any]:
    at = Moment(uow.now, zone=person.timezone)
    return {"device": browser.device, "near": browser.near or "?", "at": at}


def _choice(verb: str, what: str, button: str) -> Choice:
    return Choice(ChoiceId(HOME, verb, (what,)).encode(), text(button))


def _tell(uow: UnitOfWork, person: Person, key: str, said: Text, choice: Choice) -> None:
    uow.outbox.tell(person, Message(said, choices=((choice,),)), key=key)
