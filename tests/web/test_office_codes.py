"""One-time codes at the pages for offices: set up with a picture, asked for behind the link, good
once, not to be guessed, and sealed."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx
import pyotp
from cryptography.fernet import Fernet
from sqlalchemy import select

from service.store import office_tables as ot
from service.store import tables as t
from service.store.cipher import FernetSealer
from service.store.key_rotation import reseal
from tests.web.office_house import OfficeHouse, office_house


@asynccontextmanager
async def with_codes(
    name: str = "院办",
) -> AsyncIterator[tuple[OfficeHouse, httpx.AsyncClient, pyotp.TOTP]]:
    """Somebody who has set them up, and is signed in."""
    async with office_house() as house, house.browser() as client:
        await house.sign_in(client, name)
        codes = await prepare(client)
        done = await client.post("/office/code", data={"code": now_of(house, codes)})
        assert (done.status_code, done.headers["location"]) == (303, "/office/sessions")
        await house.w.settle()
        yield house, client, codes


async def prepare(client: httpx.AsyncClient) -> pyotp.TOTP:
    await client.post("/office/code", data={"start": "1"})
    page = (await client.get("/office/code")).text
    assert "<svg" in page
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert found
    return pyotp.TOTP(html.unescape(found[1]).replace(" ", ""))


def now_of(house: OfficeHouse, codes: pyotp.TOTP, ahead: int = 0) -> str:
    return codes.at(house.w.clock.now() + timedelta(seconds=30 * ahead))


def wrong_of(house: OfficeHouse, codes: pyotp.TOTP) -> str:
    near = {now_of(house, codes, each) for each in range(-2, 3)}
    return next(f"{each:06}" for each in range(10) if f"{each:06}" not in near)


async def test_a_code_is_asked_for_behind_the_link_and_good_once() -> None:
    async with with_codes() as (house, client, codes), house.browser() as other:
        assert "新增了一种登录方式" in house.w.last("院办")
        assert (await client.get("/office/")).status_code == 200
        await house.sign_in(other, "院办")
        half = other.cookies["orglife_office"]
        assert (await other.get("/office/")).headers["location"] == "/office/second"
        used = await other.post("/office/second", data={"code": now_of(house, codes)})
        assert used.status_code == 400, "it set them up, and is used up"
        house.w.clock.advance(timedelta(seconds=30))
        wrong = await other.post("/office/second", data={"code": wrong_of(house, codes)})
        assert "不对" in wrong.text
        right = now_of(house, codes)
        spaced = f"{right[:3]} {right[3:]}"
        done = await other.post("/office/second", data={"code": spaced})
        assert (done.status_code, done.headers["location"]) == (303, "/office/")
        assert other.cookies["orglife_office"] != half, "a new token"
        assert (await other.get("/office/")).status_code == 200
        async with house.browser() as third:
            third.cookies.set("orglife_office", half, domain="127.0.0.1")
            assert (await third.get("/office/")).status_code == 401, "the earlier one is no good"
            await house.sign_in(third, "院办")
            replayed = await third.post("/office/second", data={"code": right})
            assert replayed.status_code == 400
            before = {"code": now_of(house, codes, -1)}
            earlier = await third.post("/office/second", data=before)
            assert earlier.status_code == 400


async def test_guesses_are_few_are_told_and_count_for_every_process() -> None:
    async with with_codes() as (house, _, codes), house.browser() as other:
        house.w.clock.advance(timedelta(minutes=1))
        await house.sign_in(other, "院办")
        for _ in range(5):
            wrong = await other.post("/office/second", data={"code": wrong_of(house, codes)})
            assert wrong.status_code == 400
        await house.w.settle()
        assert "输错了五次" in house.w.last("院办")
        right = {"code": now_of(house, codes)}
        assert (await other.post("/office/second", data=right)).status_code == 429
        (kept,) = await house.w.rows(select(ot.office_people).where(ot.office_people.c.tries > 0))
        assert kept.tries == 5, "in the database"
        async with house.browser() as third:  # a new link doesn't help
            await house.sign_in(third, "院办")
            assert (await third.post("/office/second", data=right)).status_code == 429
            house.w.clock.advance(timedelta(minutes=15))
            again = {"code": wrong_of(house, codes)}
            assert (await third.post("/office/second", data=again)).status_code == 400
            assert (await third.post("/office/second", data=again)).status_code == 429
            house.w.clock.advance(timedelta(minutes=15))
            await house.sign_in(third, "院办")
            right = {"code": now_of(house, codes)}
            assert (await third.post("/office/second", data=right)).status_code == 303


async def test_what_is_no_code_is_wrong() -> None:
    async with with_codes() as (house, _, codes), house.browser() as other:
        house.w.clock.advance(timedelta(minutes=1))
        await house.sign_in(other, "院办")
        for code in ("", "١٢٣٤٥٦", "9" * 180, now_of(house, codes)[:5]):
            assert (await other.post("/office/second", data={"code": code})).status_code == 400


async def test_the_secret_is_sealed_shown_once_and_keys_can_be_rotated() -> None:
    async with with_codes() as (house, client, codes):
        (kept,) = [each for each in await house.w.rows(select(ot.office_people)) if each.code]
        assert codes.secret not in kept.code
        assert codes.secret not in str(await house.w.rows(select(t.outbox.c.payload)))
        gone = await client.get("/office/code")
        assert (gone.status_code, gone.headers["location"]) == (303, "/office/sessions")
        await client.post("/office/code", data={"start": "1"})
        (after,) = [each for each in await house.w.rows(select(ot.office_people)) if each.code]
        assert after.code == kept.code, "what is in use is not drawn anew"
        old = house.w.registry.sealer
        newest = Fernet.generate_key().decode()
        assert isinstance(old, FernetSealer)
        both = FernetSealer([newest])
        both._fernet._fernets += old._fernet._fernets  # type: ignore[attr-defined]
        await reseal(house.w.store, both)
        (rotated,) = [each for each in await house.w.rows(select(ot.office_people)) if each.code]
        assert FernetSealer([newest]).open(rotated.code.strip('"')) == codes.secret


async def test_they_are_taken_away_by_who_has_shown_a_code_and_by_the_chat() -> None:
    async with with_codes() as (house, client, codes):
        house.w.clock.advance(timedelta(minutes=11))
        kept_out = await client.post("/office/ways", data={"remove": "code"})
        assert kept_out.headers["location"] == "/office/second"
        shown = await client.post("/office/second", data={"code": now_of(house, codes)})
        assert shown.headers["location"] == "/office/sessions"
        await client.post("/office/ways", data={"remove": "code"})
        await house.w.settle()
        assert "已删除" in house.w.last("院办")
        await prepare(client)
    async with with_codes() as (house, client, _):
        await house.w.press("院办", "不是我，删除它")
        assert (await client.get("/office/")).status_code == 401
        await house.sign_in(client, "院办")
        assert (await client.get("/office/")).status_code == 200


async def test_a_code_that_was_begun_only_changes_nothing() -> None:
    async with office_house() as house, house.browser() as client, house.browser() as other:
        await house.sign_in(client, "院办")
        await prepare(client)
        await house.sign_in(other, "院办")
        assert (await other.get("/office/")).status_code == 200
