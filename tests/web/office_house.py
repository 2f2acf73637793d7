"""An organization of four levels with its pages for offices, in memory, and who looks at them."""

from __future__ import annotations

import random
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
from litestar import Litestar
from sqlalchemy import func, insert, select

from service.browsers import token_hash
from service.core.access import Rules
from service.core.office import Policy, Signed
from service.core.people import Language, RosterRow
from service.core.texts import Named
from service.host.office_files import to_file
from service.runtime.office.desk import Desk
from service.runtime.office.keeper import RollupKeeper
from service.runtime.office.oidc import Provider
from service.runtime.office.pages import Pages
from service.runtime.office.passkeys import Party
from service.runtime.office.reports import Reports
from service.runtime.office.ways import Ways
from service.settings.rule_files import read_rule_book, with_procedures
from service.store import tables as t
from service.store.office_sessions import OfficeSessions
from service.web.health import Health
from service.web.office.routes import office_routes
from service.web.office.site import Site
from service.web.server import build_app
from service.workflows.duties.model import Duties
from tests.world import World, world

BASE = "http://127.0.0.1"
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit Chrome/140 Safari/537.36"
RULES = Rules(book=with_procedures(read_rule_book("party-branch")))
TOP, FACULTY, OTHER = "示范大学党委", "信息学院党委", "文学院党委"
MEETINGS = ("theme_day", "members_meeting", "party_lesson", "organizational_life_meeting")
BRANCHES, LATE = "党支部$|Branch", "[235](党支部)?$"  # by what their names tell them


def branch(path: str, number: int, language: Language = "zh-CN") -> list[RosterRow]:
    """A branch of five with a secretary; `number` tells its people apart."""
    rows = [RosterRow(f"书记{number}", path, role="secretary", language=language)]
    return rows + [RosterRow(f"党员{number}-{each}", path) for each in range(1, 5)]


def people(language: Language = "zh-CN", branches: int = 5) -> list[RosterRow]:
    """A committee, two faculties with an office each, and branches below a general branch."""
    rows = [
        RosterRow("校办", TOP, role="office", language=language),
        RosterRow("院办", f"{TOP}/{FACULTY}", role="office", language=language),
        RosterRow("文办", f"{TOP}/{OTHER}", role="office", language=language),
    ]
    for each in range(1, branches + 1):
        rows += branch(f"{TOP}/{FACULTY}/计算机系党总支/第{each}党支部", each, language)
    return rows + branch(f"{TOP}/{OTHER}/中文系党总支/中文党支部", 90, language)


@dataclass(frozen=True, slots=True)
class OfficeHouse:
    w: World
    app: Litestar
    keeper: RollupKeeper
    pages: Pages
    desk: Desk
    ways: Ways
    reports: Reports
    base: str

    async def link(self, name: str) -> str:
        """The address that the chat gives this person."""
        language = self.w.person(name).language
        await self.w.say(name, "看板" if language == "zh-CN" else "dashboard")
        found = re.search(r"/office/in/\S+", self.w.last(name))
        assert found, self.w.last(name)
        return found[0]

    async def cookie(self, name: str) -> dict[str, str]:
        """That of a session of this person, as signing in gives it."""
        person, now = self.w.person(name), self.w.clock.now()
        token = token_hash(f"{name} {now}")
        kept = {"hash": token_hash(token), "person": person.id, "role": person.role}
        kept |= {"unit": person.unit, "device": "?", "near": ""}
        async with self.w.store.write() as transaction:
            await OfficeSessions(transaction).begin(kept, now)
        return {"cookie": f"orglife_office={token}"}

    @asynccontextmanager
    async def browser(self, **headers: str) -> AsyncIterator[httpx.AsyncClient]:
        transport = httpx.ASGITransport(app=self.app)  # type: ignore[arg-type]
        given = {"user-agent": AGENT, "origin": self.base, **headers}
        async with httpx.AsyncClient(
            transport=transport, base_url=self.base, headers=given
        ) as client:
            yield client

    async def sign_in(self, client: httpx.AsyncClient, name: str) -> httpx.Response:
        """Look at a new link, and press its button."""
        link = await self.link(name)
        looked = await client.get(link)
        done = await client.post(link, data={"form": form_of(looked)})
        await self.w.settle()
        return done

    async def sessions(self, name: str) -> tuple[Signed, ...]:
        """Where this person is signed in at the pages."""
        person = self.w.person(name).id
        return (await self.desk.settings(person, passkeys_work=True, provider="")).sessions

    async def hold(self, unit: str, kind: str, at: datetime) -> None:
        """Something was held there, as a note says."""
        await self.hold_all({unit: [(kind, at)]})

    async def hold_all(self, notes: Mapping[str, Sequence[tuple[str, datetime]]]) -> None:
        """The same of many; the journal tells of it, as it does of everything."""
        registry = self.w.registry
        async with self.w.store.write() as transaction:
            last = await transaction.connection.scalar(select(func.max(t.activities.c.id)))
            rows: list[dict[str, Any]] = []
            for unit, listed in notes.items():
                for kind, at in listed:
                    last += 1
                    rows.append(
                        {
                            "id": last,
                            "kind": "duties",
                            "unit": self.w.unit(unit).id,
                            "phase": "noted",
                            "title": kind,
                            "finished": True,
                            "created_at": at,
                            "schema": 1,
                            "version": 1,
                            "state": registry.codec.encode(
                                Duties("noted", counts=kind, name=_name(unit, kind), at=at)
                            ),
                        }
                    )
            lines = [
                {
                    "at": row["created_at"],
                    "action": "duties.noted",
                    "activity": row["id"],
                    "event": "{}",
                    "sealed": False,
                }
                for row in rows
            ]
            await transaction.connection.execute(insert(t.activities), rows)
            await transaction.connection.execute(insert(t.journal), lines)


def _name(unit: str, kind: str) -> Named:
    meeting = RULES.book.meeting(kind)
    assert meeting is not None
    return Named(f"{meeting.name.zh}（{unit}）", f"{meeting.name.en} ({unit})")


def form_of(response: httpx.Response) -> str:
    found = re.search(r'name="form" value="([^"]+)"', response.text)
    return found[1] if found else ""


def random_tree(drawn: random.Random) -> list[RosterRow]:
    """Units at random below one another, at most seven levels, each with up to six people."""
    paths, rows = [TOP], [RosterRow("头0", TOP, role="office")]
    for number in range(1, drawn.randint(4, 14)):
        above = drawn.choice([each for each in paths if each.count("/") < 6])
        paths.append(f"{above}/单位{number}")
        role = drawn.choice(["office", "secretary", "organizer", "committee"])
        rows.append(RosterRow(f"头{number}", paths[-1], role=role))
        rows += [RosterRow(f"人{number}-{x}", paths[-1]) for x in range(drawn.randint(0, 5))]
    return rows


@asynccontextmanager
async def office_house(
    rows: Sequence[RosterRow] | None = None,
    *,
    base: str = BASE,
    policy: Policy | None = None,
    provider: Provider | None = None,
    **given: Any,
) -> AsyncIterator[OfficeHouse]:
    """Everybody is linked to a chat; nothing is counted before `keeper.catch_up`."""
    async with world(rows if rows is not None else people(), rules=RULES, **given) as w:
        keeper = RollupKeeper(w.engine, w.clock)
        pages = Pages(w.engine, w.clock, keeper)
        desk = Desk(w.engine, w.clock, policy or Policy())
        reports = Reports(w.engine, w.clock, pages)
        ways = Ways(w.engine, w.clock, Party.at(base, "OrgLife"), provider)
        site = Site(base, desk, ways, pages, reports, to_file)
        app = build_app(Health(), office_routes(site), public_url=base)
        yield OfficeHouse(w, app, keeper, pages, desk, ways, reports, base)


async def lived(house: OfficeHouse) -> None:
    """A year in which all branches have met, but three of one faculty did not last month."""
    now, notes = house.w.clock.now(), {}
    units = [each.name for each in house.w.engine.directory.roster.units.values()]
    for unit in units:
        if not re.search(BRANCHES, unit):
            continue
        first = 2 if re.search(LATE, unit) else 0
        times = [now - timedelta(days=30 * each) for each in range(first, 14)]
        notes[unit] = [(kind, at) for at in times for kind in MEETINGS]
    await house.hold_all(notes)
    await house.keeper.catch_up()
