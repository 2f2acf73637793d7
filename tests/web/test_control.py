"""The control endpoint: who may ask, and what a command may have done."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import httpx
import msgspec
import pytest

from adapters.memory.adapter import Memory
from service.core.people import RosterRow
from service.host.control import Control, ImportBank, ImportRoster, Invite
from service.ports import Check
from service.questions.model import Option, Question
from service.store.banks import BankTables
from service.web.control import control_route
from service.web.health import Health
from service.web.server import build_app
from tests.world import BRANCH, World, world

TOKEN = "the-owners-token"
ROWS = (RosterRow("新人", "校/一支部"),)
QUESTION = Question("truefalse", "?", (Option("对", True), Option("错", False)))


class Office:
    """A running service's control endpoint, and how often it said that something changed."""

    def __init__(self, w: World) -> None:
        self.world = w
        self.changes = 0
        control = Control(w.administration, w.engine, {w.chats.account: w.chats}, self._changed)
        app = build_app(Health(), [control_route(TOKEN, control.act)])
        transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
        self.http = httpx.AsyncClient(transport=transport, base_url="http://test")

    def _changed(self) -> None:
        self.changes += 1

    async def ask(self, name: str, body: bytes, token: str = TOKEN) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"}
        return await self.http.post(f"/control/{name}", content=body, headers=headers)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with world() as w:
        made = Office(w)
        yield made
        await made.http.aclose()


@pytest.mark.parametrize("token", ["", "wrong", "密", TOKEN + " "])
async def test_without_the_token_there_is_nothing_here(office: Office, token: str) -> None:
    """The answer is the one for a page that does not exist, with nothing about the endpoint."""
    body = msgspec.json.encode(ImportRoster(ROWS))
    headers = {"Authorization": f"Bearer {token}".encode()}
    refused = await office.http.post("/control/roster", content=body, headers=headers)
    missing = await office.http.post("/nothing/roster", content=body, headers=headers)
    assert refused.status_code == missing.status_code == 404
    assert office.changes == 0
    assert "新人" not in [
        each.name for each in office.world.engine.directory.roster.people.values()
    ]


async def test_a_roster_is_imported_and_known_at_once(office: Office) -> None:
    answer = await office.ask("roster", msgspec.json.encode(ImportRoster(ROWS)))
    assert answer.json()["added"] == ["新人"]
    assert office.world.person("新人").active
    assert office.changes == 1


async def test_a_dry_run_changes_nothing(office: Office) -> None:
    answer = await office.ask("roster", msgspec.json.encode(ImportRoster(ROWS, dry_run=True)))
    assert answer.json()["added"] == ["新人"]
    assert len(office.world.engine.directory.roster.people) == 3


async def test_a_bank_is_imported(office: Office) -> None:
    unit = office.world.person("王敏").unit
    body = msgspec.json.encode(ImportBank(unit, "题库", (QUESTION,)))
    answer = await office.ask("bank", body)
    assert answer.status_code == 200, answer.text
    async with office.world.store.read() as transaction:
        assert len(await BankTables(transaction).banks([unit])) == 1


async def test_only_those_without_a_chat_are_invited_unless_named(office: Office) -> None:
    await office.ask("roster", msgspec.json.encode(ImportRoster(ROWS)))
    everybody = await office.ask("invite", msgspec.json.encode(Invite()))
    assert [each["name"] for each in everybody.json()] == ["新人"]
    wang = office.world.person("王敏").id
    named = await office.ask("invite", msgspec.json.encode(Invite((wang,))))
    assert [each["person"] for each in named.json()] == [wang]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("dance", b"{}"),
        ("roster", b"not json"),
        ("roster", b'{"rows": 3}'),
        ("invite", b'{"people": [999]}'),
        ("invite", b'{"people": ["1"]}'),
    ],
)
async def test_what_is_not_understood_is_refused_in_plain_words(
    office: Office, name: str, body: bytes
) -> None:
    answer = await office.ask(name, body)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Traceback" not in answer.text
    assert office.changes == 0


class Inspected(Memory):
    """Chats in memory whose rights can be looked at."""

    async def check(self) -> Sequence[Check]:
        return (Check("account", ok=True, detail="signed in"),)

    async def survey(self, rooms: Sequence[str]) -> Sequence[Check]:
        return [Check(f"room {each}", ok=False, detail="silenced", remedy="ask") for each in rooms]


async def test_the_running_service_says_how_its_accounts_and_rooms_stand(office: Office) -> None:
    control = Control(office.world.administration, adapters={"memory": Inspected()})
    found = msgspec.json.decode(await control.act("examine", b"{}"))
    assert [(account, each["name"], each["ok"]) for account, each in found] == [
        ("memory", "account", True),
        ("memory", f"room {BRANCH}", False),
    ]
