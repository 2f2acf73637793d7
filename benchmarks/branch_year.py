"""A year of a branch of thirty under a manual clock, in the chat: its plan is agreed and approved,
what the rules ask for is held, and the plan is closed in per cent.

The committee meets each month, and each month is a theme day; each quarter a members' meeting
decides something and there is a lesson; once a year there are a life meeting and an appraisal.
Everybody checks in with a tap. What is measured is the CPU of it all.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from sqlalchemy import select

from service.core.access import Rules
from service.core.choices import ChoiceId
from service.core.effects import Start
from service.core.people import RosterRow
from service.files.attachments import make_file
from service.play.stage import Stage
from service.settings.rule_files import read_rule_book
from service.store import tables as t
from service.store.cipher import FernetSealer
from service.workflows.meeting.checks import Gap, gaps

HERE, ABOVE = "示范大学党委/第一支部", "示范大学党委"
SECRETARY, RECORDER, THIRD, SUPERIOR = "王敏", "李华", "张伟", "周文博"
MEMBERS = tuple(f"成员{number:02}" for number in range(27))
EVERYBODY = (SECRETARY, RECORDER, THIRD, *MEMBERS)
LEADS = (SECRETARY, RECORDER, THIRD)
TALKS = (
    *combinations(LEADS, 2),
    *((LEADS[number % 3], each) for number, each in enumerate(MEMBERS)),
)
"""Those who lead with one another, and each member with one of them."""
SHANGHAI = ZoneInfo("Asia/Shanghai")
YEAR = 2027


class Year:
    """The branch, and what it does. `noted`: the secretary notes at once who is there, instead of
    each checking in."""

    def __init__(self, stage: Stage, *, noted: bool = False) -> None:
        self.stage, self.noted = stage, noted
        self.meetings = self.talks = 0

    async def tap(self, name: str, activity: int, verb: str, *args: str | int) -> None:
        """A button of the activity, by what it does."""
        chat = self.stage.chat(name)
        choice = ChoiceId(activity, verb, tuple(map(str, args))).encode()
        line = self.stage.latest(chat)
        await self.stage.receive(self.stage.chats.pressed(chat, name, line, choice))

    async def all_tap(self, names: Iterable[str], activity: int, verb: str) -> None:
        chats, choice = self.stage.chats, ChoiceId(activity, verb).encode()
        taps = []
        for name in names:
            chat = self.stage.chat(name)
            taps.append(chats.pressed(chat, name, self.stage.latest(chat), choice))
        await self.stage.receive(*taps)

    async def newest(self, kind: str) -> int:
        a = t.activities.c
        async with self.stage.store.read() as transaction:
            rows = await transaction.rows(select(a.id).where(a.kind == kind).order_by(a.id))
        return int(rows[-1].id)

    async def state(self, number: int) -> Any:
        async with self.stage.store.read() as transaction:
            query = select(t.activities).where(t.activities.c.id == number)
            (row,) = await transaction.rows(query)
        return self.stage.registry.codec.activity(row.kind, row.schema, row.state)

    async def plan(self) -> int:
        """Drafted, agreed, sent up and approved before the year begins."""
        await self.stage.say(SECRETARY, f"/workplan {YEAR}")
        await self.stage.say(SECRETARY, "6月 参观纪念馆；李华")
        plan = await self.newest("workplan")
        await self.tap(SECRETARY, plan, "put!")
        await self.all_tap((RECORDER, THIRD), plan, "agree")
        await self.tap(SECRETARY, plan, "send!")
        await self.tap(SUPERIOR, plan, "approve!")
        return plan

    async def meet(
        self, kind: str, day: datetime, there: Sequence[str], absent: Sequence[str] = ()
    ) -> None:
        """From the notice to the close, with whatever its rule asks for."""
        await self.stage.advance_to(day - timedelta(days=1))
        details = {
            "kind": kind, "items": ["通报上月工作", "审议下月安排"], "place": "201",
            "starts_at": day.isoformat(), "lecturer": "王敏",
        }  # fmt: skip
        unit, secretary = self.stage.unit("第一支部").id, self.stage.person(SECRETARY).id
        await self.stage.engine.begin(Start("meeting", unit, secretary, details))
        await self.stage.settle()
        meeting = await self.newest("meeting")
        await self.stage.advance_to(day)
        await self.tap(SECRETARY, meeting, "begin", self.stage.person(RECORDER).id)
        if self.noted:
            await self.tap(SECRETARY, meeting, "in")
            await self.stage.say(SECRETARY, "、".join(there))
        else:
            await self.all_tap(there, meeting, "here")
        await self.tap(SECRETARY, meeting, "at", 0)
        for _ in range(len((await self.state(meeting)).definition.items)):
            await self.stage.say(SECRETARY, "王敏：上月完成三件事，下月继续。")
            await self.tap(SECRETARY, meeting, "next")
        await self.stage.advance(timedelta(minutes=50))
        await self.tap(SECRETARY, meeting, "end")
        for name in absent:
            await self.tap(SECRETARY, meeting, "why", "personal", self.stage.person(name).id)
        for _ in range(ROUNDS):
            found = gaps(await self.state(meeting))
            if not found:
                break
            await self.fill(meeting, found[0], len(there))
        await self.tap(SECRETARY, meeting, "close!")
        state = await self.state(meeting)
        if state.phase not in ("done", "over"):
            raise RuntimeError(f"{kind}: {[gap.code for gap in gaps(state)]}")
        self.meetings += 1

    async def month(self, month: int, talks: Iterable[tuple[str, str]]) -> None:
        """What a month asks for: the committee, a theme day, each quarter more; and some talks."""
        await self.meet("committee_meeting", at(month, 3), LEADS)
        await self.meet("theme_day", at(month, 5), EVERYBODY)
        if month % 3 == 2:
            await self.meet("members_meeting", at(month, 10), EVERYBODY)
            await self.meet("party_lesson", at(month, 12), EVERYBODY)
        for number, (first, second) in enumerate(talks):
            await self.talk(first, second, at(month, 16 + 3 * number))

    async def fill(self, meeting: int, gap: Gap, there: int) -> None:
        """One thing that keeps the meeting open."""
        match gap.lacks:
            case "signatures":
                await self.all_tap((SECRETARY, RECORDER), meeting, "sign")
            case "votes" | "resolution":
                await self.vote(meeting, there)
            case _:
                await self.tap(SECRETARY, meeting, "evidence", gap.code)
                await self.stage.say(SECRETARY, "已办，材料在支部文件柜。")

    async def vote(self, meeting: int, there: int) -> None:
        state = await self.state(meeting)
        for place, item in enumerate(state.definition.items):
            if item.aim == "decision":
                await self.tap(SECRETARY, meeting, "at", place)
                await self.tap(SECRETARY, meeting, "count")
                await self.stage.say(SECRETARY, f"{there} 0 0")

    async def talk(self, first: str, second: str, day: datetime) -> None:
        """Offered, taken, held and written down."""
        await self.stage.advance_to(day - timedelta(hours=30))
        unit, by = self.stage.unit("第一支部").id, self.stage.person(first).id
        details = {"members": [second], "slots": [day.isoformat()]}
        await self.stage.engine.begin(Start("talk", unit, by, details))
        await self.stage.advance(timedelta(hours=2))
        offer = self.stage.newest(self.stage.chat(second), "谈").post.flat_buttons[0]
        await self.stage.press(second, offer.label)
        await self.stage.advance_to(day + timedelta(minutes=45))
        await self.stage.press(first, "写谈心内容")
        await self.stage.say(first, "谈了近况，都好。")
        self.talks += 1


ROUNDS = 20  # steps between the end of a meeting and its close


def at(month: int, day: int, hour: int = 19) -> datetime:
    return datetime(YEAR, month, day, hour, tzinfo=SHANGHAI).astimezone(UTC)


async def open_branch() -> Stage:
    """The branch of thirty and who is above it, in the December before."""
    rows = [RosterRow(SUPERIOR, ABOVE, role="secretary")]
    rows += [RosterRow(SECRETARY, HERE, role="secretary")]
    rows += [RosterRow(each, HERE, role="committee") for each in (RECORDER, THIRD)]
    rows += [RosterRow(each, HERE) for each in MEMBERS]
    start = datetime(YEAR - 1, 12, 1, 2, tzinfo=UTC)
    sealer = FernetSealer([Fernet.generate_key().decode()])
    rules = Rules(book=read_rule_book("party-branch"))
    stage = await Stage.open(start, sealer, make_file, rules=rules)
    await stage.people(rows)
    return stage


async def year() -> dict[str, float]:
    stage = await open_branch()
    try:
        began, held = time.process_time(), Year(stage)
        plan = await held.plan()
        for month in range(1, 13):
            await held.month(month, TALKS[month - 1 :: 12])
        await held.meet("organizational_life_meeting", at(12, 28), EVERYBODY)
        await stage.advance_to(at(12, 31))
        await held.tap(SECRETARY, plan, "close!")
        state = (await held.state(plan)).progress
        return {
            "branch_year_cpu_s": round(time.process_time() - began, 1),
            "branch_year_meetings": held.meetings,
            "branch_year_talks": held.talks,
            "branch_year_met": state.met,
            "branch_year_due": state.due,
        }
    finally:
        await stage.close()


def main() -> dict[str, float]:
    return asyncio.run(year())


if __name__ == "__main__":
    print(main())
