"""The organization's own sign-in at the pages for offices, against Authlib's OpenID provider:
connected once from the chat, bound to the browser and the attempt, and believed only if all is
right."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from aiohttp import ClientSession
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import select

from service.core.membership import MemberChange
from service.core.people import RosterRow
from service.runtime.office.oidc import Provider, Terms, is_safe
from service.store import office_tables as ot
from tests.web.identity_provider import CLIENT, SECRET, Identities, identities
from tests.web.office_house import FACULTY, TOP, OfficeHouse, office_house

BASE = "https://club.example"
REDIRECT = f"{BASE}/office/oidc"


@pytest.fixture(autouse=True)
def _on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")


@asynccontextmanager
async def house_and_provider(
    rows: list[RosterRow] | None = None, **terms: Any
) -> AsyncIterator[tuple[OfficeHouse, Identities, httpx.AsyncClient]]:
    async with identities(REDIRECT) as there:
        known = replace(Terms(there.issuer, CLIENT, SECRET, "统一身份认证"), **terms)
        provider = Provider(known, REDIRECT)
        async with (
            office_house(rows, base=BASE, provider=provider) as house,
            house.browser() as client,
        ):
            yield house, there, client


async def leave(client: httpx.AsyncClient, path: str = "/office/oidc") -> str:
    """Begin; where our page leads."""
    page = await client.post(path)
    assert page.status_code == 200, page.text
    found = re.search(r'content="0;url=([^"]+)"', page.text)
    assert found, "it leads on without a script"
    return html.unescape(found[1])


async def agree(address: str) -> str:
    """Sign in at the provider; where it sends the browser."""
    async with ClientSession() as http, http.get(address, allow_redirects=False) as answer:
        assert answer.status == 302, await answer.text()
        return answer.headers["Location"].removeprefix(BASE)


async def sign_in(client: httpx.AsyncClient, path: str = "/office/oidc") -> httpx.Response:
    return await client.get(await agree(await leave(client, path)))


async def test_who_has_connected_it_once_from_the_chat_comes_in_without_the_chat() -> None:
    async with house_and_provider() as (house, there, client), house.browser() as other:
        unknown = await sign_in(other)
        assert unknown.status_code == 403
        assert "还没有关联" in unknown.text
        await house.sign_in(client, "院办")
        bound = await sign_in(client, "/office/bind")
        assert (bound.status_code, bound.headers["location"]) == (303, "/office/sessions")
        await house.w.settle()
        assert "统一身份认证" in house.w.last("院办")
        assert "已关联" in (await client.get("/office/sessions")).text
        there.renew(elliptic=True)  # a new key is read
        house.ways.provider._keys_at -= 60  # type: ignore[union-attr]
        came = await sign_in(other)
        assert (came.status_code, came.headers["location"]) == (303, "/office/")
        assert "信息学院党委" in (await other.get("/office/")).text
        assert [each.way for each in await house.sessions("院办")].count("oidc") == 1
        await client.post("/office/ways", data={"remove": "oidc"})
        other.cookies.clear()
        assert (await sign_in(other)).status_code == 403


async def test_an_answer_is_good_once_and_only_in_the_browser_that_was_sent_there() -> None:
    async with house_and_provider() as (house, there, client), house.browser() as other:
        await house.sign_in(client, "院办")
        await sign_in(client, "/office/bind")
        back = await agree(await leave(client))
        await leave(other)
        assert (await other.get(back)).status_code == 403, "login by somebody else's answer"
        drawn = client.cookies["__Host-orglife_office_attempt"]
        client.cookies.delete("__Host-orglife_office")
        assert (await client.get(back)).status_code == 303
        handed_out = there.handed_out
        client.cookies.clear()
        client.cookies.set("__Host-orglife_office_attempt", drawn, domain="club.example")
        again = await client.get(back)
        assert again.status_code == 403
        assert there.handed_out == handed_out, "it isn't even asked"
        client.cookies.clear()
        back = await agree(await leave(client))
        house.w.clock.advance(timedelta(minutes=10))
        assert (await client.get(back)).status_code == 403


async def test_nobody_is_connected_with_the_account_of_another() -> None:
    async with house_and_provider() as (house, there, client), house.browser() as other:
        await house.sign_in(client, "院办")
        await sign_in(client, "/office/bind")
        await house.sign_in(other, "文办")
        taken = await sign_in(other, "/office/bind")
        assert taken.status_code == 403
        assert "别人" in taken.text
        # A sign-in that was begun is no connecting, and connecting is of the session that began it.
        there.user = {"sub": "u-2"}
        unknown = await sign_in(other)
        assert "还没有关联" in unknown.text
        back = await agree(await leave(client, "/office/bind"))
        drawn = client.cookies["__Host-orglife_office_attempt"]
        other.cookies.set("__Host-orglife_office_attempt", drawn, domain="club.example")
        assert (await other.get(back)).status_code == 403
        (kept,) = await house.w.rows(select(ot.office_subjects))
        assert (kept.person, kept.subject) == (house.w.person("院办").id, "u-1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"},
        {"aud": ["somebody else"]},
        {"aud": [CLIENT, "somebody else"]},
        {"azp": "somebody else"},
        {"nonce": "of another attempt"},
        {"exp": 1},
        {"iat": 9_999_999_999},
        {"sub": ""},
        {"sub": "u" * 256},
        {"sub": 7},
    ],
    ids=str,
)
async def test_a_token_that_is_wrong_anywhere_lets_nobody_in(wrong: dict[str, Any]) -> None:
    async with house_and_provider() as (house, there, client), house.browser() as other:
        await house.sign_in(client, "院办")
        await sign_in(client, "/office/bind")
        there.claims = wrong
        refused = await sign_in(other)
        assert refused.status_code == 403
        assert "没有成功" in refused.text
        assert (await other.get("/office/")).status_code == 401


async def test_only_what_the_provider_signs_with_a_key_it_publishes_is_believed() -> None:
    async with house_and_provider() as (house, there, client), house.browser() as other:
        await house.sign_in(client, "院办")
        await sign_in(client, "/office/bind")
        good = there.signing
        there.signing = RSAKey.generate_key(2048, {"kid": good.kid})
        assert (await sign_in(other)).status_code == 403, "another key under its name"
        there.signing = RSAKey.generate_key(2048, {"kid": "new"})
        assert (await sign_in(other)).status_code == 403, "a key that it does not publish"
        secret = OctKey.import_key(SECRET, {"kid": good.kid})
        there.signing, there.alg = secret, "HS256"
        assert (await sign_in(other)).status_code == 403, "the client's secret is no signature"
        there.signing, there.alg = good, "RS256"
        assert (await sign_in(other)).status_code == 303


@pytest.mark.parametrize("change", ["state", "iss", "code"])
async def test_an_answer_that_was_changed_on_the_way_is_refused(change: str) -> None:
    async with house_and_provider() as (_, there, client):
        parts = urlsplit(await agree(await leave(client)))
        brought = {key: value[0] for key, value in parse_qs(parts.query).items()}
        for value in ("x", ""):
            refused = await client.get("/office/oidc", params={**brought, change: value})
            assert refused.status_code == 403
        assert there.handed_out == 0


async def test_two_factors_are_those_of_the_provider_where_its_token_says_so() -> None:
    async with house_and_provider(acr="urn:two") as (house, there, client), house.browser() as b:
        await house.sign_in(client, "院办")
        await sign_in(client, "/office/bind")
        house.w.clock.advance(timedelta(days=14))
        await sign_in(b)
        assert (await b.get("/office/")).headers["location"] == "/office/sessions"
        for said in ({"amr": ["pwd", "mfa"]}, {"acr": "urn:two"}):
            there.user = {"sub": "u-1", **said}
            await sign_in(b)
            assert (await b.get("/office/")).status_code == 200


async def test_a_claim_may_be_the_contact_of_the_roster() -> None:
    office = RosterRow("院办", f"{TOP}/{FACULTY}", role="office", contact="a@example.edu")
    twins = [
        RosterRow(name, f"{TOP}/{FACULTY}", role="office", contact="b@example.edu")
        for name in ("甲", "乙")
    ]
    async with house_and_provider([office, *twins], claim="email") as (_, there, client):
        there.user = {"sub": "u-1", "email": "a@example.edu", "email_verified": False}
        assert (await sign_in(client)).status_code == 403, "an address that anybody can claim"
        there.user = {"sub": "u-3", "email": "b@example.edu", "email_verified": True}
        assert (await sign_in(client)).status_code == 403, "of two people"
        there.user = {"sub": "u-1", "email": "a@example.edu", "email_verified": True}
        assert (await sign_in(client)).status_code == 303
        client.cookies.clear()
        there.user = {"sub": "u-2", "email": "a@example.edu", "email_verified": True}
        assert (await sign_in(client)).status_code == 403, "the address has a new owner"


async def test_a_lost_role_and_an_erased_person_are_out_here_too() -> None:
    async with house_and_provider() as (house, _, client), house.browser() as other:
        await house.sign_in(client, "书记1")
        await sign_in(client, "/office/bind")
        person = house.w.person("书记1").id
        await house.w.engine.change_members([MemberChange(person, role="member")])
        assert (await sign_in(other)).status_code == 403
        await house.w.engine.erase(person)
        assert await house.w.rows(select(ot.office_subjects)) == []


async def test_a_provider_out_of_reach_is_said_and_nothing_is_followed_elsewhere() -> None:
    async with house_and_provider(issuer="http://127.0.0.1:1") as (_, _, client):
        page = await client.post("/office/oidc")
        assert page.status_code == 502
        assert "没有成功" in page.text
    async with office_house(base=BASE) as house, house.browser() as client:
        assert (await client.post("/office/oidc")).status_code == 502, "there is none"
        assert "/office/oidc" not in (await client.get("/office/")).text


def test_addresses_are_over_tls_or_on_this_machine() -> None:
    assert is_safe("https://id.example.edu/token", "https://id.example.edu")
    assert is_safe("http://127.0.0.1:1/token", "http://127.0.0.1:1")
    assert not is_safe("http://127.0.0.1:1/token", "https://id.example.edu")
    assert not is_safe("http://id.example.edu/token", "https://id.example.edu")
    assert not is_safe("file:///etc/passwd", "https://id.example.edu")
