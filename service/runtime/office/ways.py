"""The ways in at the pages for offices beside the link from the chat: passkeys, one-time codes, and
the organization's own sign-in. What is drawn for an attempt the browser alone holds, and it is good
once: of it only a hash is kept."""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from service.browsers import token_hash
from service.core.office import Browser, Refused, SecretCode, Shown, Visitor
from service.core.people import Person
from service.ports import Clock
from service.runtime.accounts import office
from service.runtime.engine import Engine
from service.runtime.observability.log import get_logger
from service.runtime.office import passkeys
from service.runtime.office.oidc import Provider, ProviderError, Subject
from service.runtime.unit_of_work import UnitOfWork
from service.store.office_factors import WRONG_AT_MOST, OfficeFactors
from service.store.office_sessions import OfficeSessions

MOST_PASSKEYS = 20
LONGEST_NAME = 60  # characters
STEP_SECONDS = 30  # of a one-time code (RFC 6238)

log = get_logger()


@dataclass(frozen=True, slots=True)
class Ways:
    engine: Engine
    clock: Clock
    party: passkeys.Party
    provider: Provider | None = None

    @property
    def passkeys_work(self) -> bool:
        return self.party.works

    @property
    def provider_name(self) -> str:
        """What people call the organization's own sign-in; "" without one."""
        return self.provider.terms.name if self.provider is not None else ""

    # -- attempts

    async def attempt(self, purpose: str) -> str:
        """Somebody begins something; what their browser alone is to hold."""
        drawn = secrets.token_urlsafe(32)
        async with self.engine.store.write() as transaction:
            await OfficeSessions(transaction).attempt(_kept(purpose, drawn), self.clock.now())
        return drawn

    async def _spend(self, purpose: str, drawn: str) -> bool:
        if not drawn:
            return False
        async with self.engine.store.write() as transaction:
            return await OfficeSessions(transaction).spend(_kept(purpose, drawn), self.clock.now())

    # -- passkeys

    async def ask_for_passkey(self) -> tuple[str, str]:
        """What is drawn, and the question for the browser."""
        drawn = await self.attempt("passkey")
        return drawn, await asyncio.to_thread(passkeys.request, self.party, _challenge(drawn))

    async def enter_by_passkey(self, drawn: str, answer: str, browser: Browser) -> str:
        """The token of a new session; "": the answer is no good."""
        if not await self._spend("passkey", drawn):
            return ""
        credential, handle = passkeys.claimed(answer)
        async with self.engine.store.read() as transaction:
            row = await OfficeFactors(transaction).passkey(credential)
        if row is None or row.handle != handle.rstrip("="):
            log.warning("office.refused", way="passkey")
            return ""
        uses = await asyncio.to_thread(
            passkeys.shown, self.party, answer, _challenge(drawn), row.public_key, row.uses
        )
        if uses is None:
            log.warning("office.refused", way="passkey")
            return ""
        return await self.engine.do(
            "office_sign_in", partial(_come_by_passkey, row.id, row.uses, uses, browser)
        )

    async def ask_for_new_passkey(self, visitor: Visitor) -> tuple[str, str]:
        """What is drawn, and the question for the browser; "" for who has too many."""
        async with self.engine.store.read() as transaction:
            factors = OfficeFactors(transaction)
            known = [each.credential for each in await factors.passkeys(visitor.person)]
            owner = await factors.person(visitor.person)
        if owner is None or len(known) >= MOST_PASSKEYS:
            return "", ""
        drawn = await self.attempt(f"passkey of {visitor.session}")
        question = await asyncio.to_thread(
            passkeys.creation,
            self.party,
            (owner.handle, visitor.name),
            _challenge(drawn),
            known,
        )
        return drawn, question

    async def add_passkey(
        self, visitor: Visitor, drawn: str, answer: str, name: str, browser: Browser
    ) -> str:
        """Keep the passkey that the browser has made; the session's new token. "": the answer is no
        good."""
        if not await self._spend(f"passkey of {visitor.session}", drawn):
            return ""
        made = await asyncio.to_thread(passkeys.made, self.party, answer, _challenge(drawn))
        if made is None:
            return ""
        kept = {
            "person": visitor.person,
            "credential": made.credential,
            "public_key": made.public_key,
            "uses": made.uses,
            "name": _name(name) or browser.device,
        }

        async def add(uow: UnitOfWork) -> str:
            factors, person = OfficeFactors(uow.transaction), self._person(visitor)
            if person is None or await factors.passkey(made.credential) is not None:
                return ""
            number = await factors.add(kept, uow.now)
            office.tell_added(uow, person, str(number), browser, str(kept["name"]))
            return await office.prove(uow, visitor.session)

        return await self.engine.do("office_sign_in", add)

    async def rename_passkey(self, visitor: Visitor, number: int, name: str) -> None:
        if named := _name(name):
            async with self.engine.store.write() as transaction:
                await OfficeFactors(transaction).rename(visitor.person, number, named)

    async def remove(self, visitor: Visitor, way: str, browser: Browser) -> None:
        """Take a way in away (see `DropOfficeWay`), and say so in the chat."""

        async def remove(uow: UnitOfWork) -> None:
            person = self._person(visitor)
            if person is not None:
                await office.remove(uow, person, way, browser)

        await self.engine.do("office_sign_in", remove)

    # -- one-time codes

    async def prepare_code(self, visitor: Visitor) -> None:
        """Draw a secret, in place of an earlier one that was not confirmed."""
        import pyotp

        sealed = self.engine.registry.sealer.seal(pyotp.random_base32())
        async with self.engine.store.write() as transaction:
            await OfficeFactors(transaction).prepare_code(visitor.person, json.dumps(sealed))

    async def secret_code(self, visitor: Visitor) -> SecretCode | None:
        """The secret, while it is being set up."""
        import pyotp
        import segno

        async with self.engine.store.read() as transaction:
            row = await OfficeFactors(transaction).person(visitor.person)
        if row is None or row.code is None or row.code_since is not None:
            return None
        secret = self._secret(row.code)
        url = pyotp.TOTP(secret, name=visitor.name, issuer=self.party.name).provisioning_uri()
        drawn = segno.make(url, micro=False).svg_inline(scale=5, border=3)
        return SecretCode(" ".join(secret[at : at + 4] for at in range(0, 32, 4)), drawn)

    async def show_code(
        self, visitor: Visitor, code: str, browser: Browser, *, new: bool = False
    ) -> tuple[Shown, str]:
        """Try a one-time code, of the secret in use or of the `new` one: right (with the session's
        new token), wrong, or to be tried later. A code is good once."""

        async def show(uow: UnitOfWork) -> tuple[Shown, str]:
            factors, person = OfficeFactors(uow.transaction), self._person(visitor)
            row = await factors.person(visitor.person)
            if person is None or row is None or row.code is None or new == bool(row.code_since):
                return "wrong", ""
            if not await factors.try_code(person.id, uow.now):
                log.warning("office.refused", way="code", why="wait")
                return "wait", ""
            step = self._step(row.code, code, uow.now)
            if step is None or not await factors.use_code(person.id, step):
                log.warning("office.refused", way="code")
                if row.tries + 1 == WRONG_AT_MOST and not new:
                    office.tell_of_guesses(uow, person, browser)
                return "wrong", ""
            if new:
                await factors.confirm_code(person.id, uow.now)
                office.tell_added(uow, person, "code", browser)
            return "right", await office.prove(uow, visitor.session)

        return await self.engine.do("office_sign_in", show)

    def _secret(self, kept: str) -> str:
        return self.engine.registry.sealer.open(json.loads(kept))

    def _step(self, kept: str, code: str, now: datetime) -> int | None:
        """The time that the code is of: this step, or one beside it where a clock is off."""
        import pyotp

        given = "".join(each for each in code if not each.isspace())
        if len(given) != 6 or not (given.isascii() and given.isdigit()):
            return None
        made, at = pyotp.TOTP(self._secret(kept)), int(now.timestamp()) // STEP_SECONDS
        steps = (at, at - 1, at + 1)
        return next((each for each in steps if pyotp.utils.strings_equal(
            given, made.generate_otp(each))), None)  # fmt: skip

    # -- the organization's own sign-in

    async def ask_provider(self, visitor: Visitor | None = None) -> tuple[str, str]:
        """What is drawn, and the provider's address; for a `visitor`: to be known there from now
        on. "": the provider can't be used now."""
        if self.provider is None:
            return "", ""
        drawn = await self.attempt(_purpose(visitor))
        try:
            return drawn, await self.provider.address(drawn)
        except ProviderError as error:
            log.error("office.provider_failed", problem=str(error))
            return "", ""

    async def enter_by_provider(
        self, drawn: str, answer: Mapping[str, str], browser: Browser
    ) -> tuple[str, Refused]:
        """The token of a new session, or why there is none."""
        if not await self._spend(_purpose(None), drawn):
            return "", ""
        subject = await self._subject(drawn, answer)
        if subject is None:
            return "", "provider"

        async def enter(uow: UnitOfWork) -> tuple[str, Refused]:
            factors = OfficeFactors(uow.transaction)
            number = await factors.subject(subject.issuer, subject.id)
            if number is None:
                number = self._by_contact(subject.contact)
                if number and await factors.bound(number) is None:
                    await factors.bind(subject.issuer, subject.id, number, uow.now)
                else:
                    number = None
            person = office.entitled(uow.registry, uow.directory.roster, number or 0)
            if person is None:
                uow.actions["office_refused"] += 1
                log.warning("office.refused", way="oidc")
                return "", "unknown"
            await factors.came(subject.issuer, subject.id, uow.now)
            return await office.begin(uow, person, "oidc", browser, subject.factors), ""

        return await self.engine.do("office_sign_in", enter)

    async def bind(
        self, visitor: Visitor, drawn: str, answer: Mapping[str, str], browser: Browser
    ) -> Refused | None:
        """The visitor is known at the provider from now on (None), or why not."""
        if not await self._spend(_purpose(visitor), drawn):
            return ""
        subject = await self._subject(drawn, answer)
        if subject is None:
            return "provider"

        async def bind(uow: UnitOfWork) -> Refused | None:
            factors, person = OfficeFactors(uow.transaction), self._person(visitor)
            owner = await factors.subject(subject.issuer, subject.id)
            if person is None or owner not in (None, visitor.person):
                return "taken"
            if owner is None:
                await factors.bind(subject.issuer, subject.id, person.id, uow.now)
                office.tell_added(uow, person, "oidc", browser)
            return None

        return await self.engine.do("office_sign_in", bind)

    async def _subject(self, drawn: str, answer: Mapping[str, str]) -> Subject | None:
        if self.provider is None:
            return None
        try:
            return await self.provider.subject(drawn, answer)
        except ProviderError as error:
            log.warning("office.provider_failed", problem=str(error))
            return None

    def _by_contact(self, contact: str) -> int | None:
        """The only member with this contact."""
        people = self.engine.directory.roster.people.values()
        same = [each.id for each in people if contact and each.active and each.contact == contact]
        return same[0] if len(same) == 1 else None

    def _person(self, visitor: Visitor) -> Person | None:
        registry, roster = self.engine.registry, self.engine.directory.roster
        return office.entitled(registry, roster, visitor.person)


async def _come_by_passkey(
    passkey: int, was: int, uses: int, browser: Browser, uow: UnitOfWork
) -> str:
    factors = OfficeFactors(uow.transaction)
    row = await factors.by_number(passkey)
    person = office.entitled(uow.registry, uow.directory.roster, row.person if row else 0)
    if person is None or not await factors.used(passkey, was, uses, uow.now):
        uow.actions["office_refused"] += 1
        return ""
    return await office.begin(uow, person, "passkey", browser, 2)


def _kept(purpose: str, drawn: str) -> str:
    return token_hash(f"{purpose} {drawn}")


def _purpose(visitor: Visitor | None) -> str:
    return f"oidc of {visitor.session}" if visitor is not None else "oidc"


def _challenge(drawn: str) -> bytes:
    return hashlib.sha256(f"challenge {drawn}".encode()).digest()


def _name(given: str) -> str:
    """What is left of a name that somebody has typed."""
    return " ".join("".join(c for c in given if c.isprintable()).split())[:LONGEST_NAME]
