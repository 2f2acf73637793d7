"""A year of one branch: twelve theme days of thirty people, under a manual clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from service.core.effects import Start
from service.core.people import RosterRow
from service.files.holidays import mainland_china
from service.ports import Update
from service.store import tables as t
from tests.world import BRANCH, World, minutes, world

SECRETARY = "王敏"
MEMBERS = tuple(f"成员{number:02}" for number in range(1, 30))
EVERYBODY = (SECRETARY, *MEMBERS)
ZONES = ("Asia/Shanghai", "Asia/Shanghai", "Asia/Shanghai", "Europe/Berlin", "America/New_York")
ROSTER = [RosterRow(SECRETARY, f"校/{BRANCH}", role="secretary")] + [
    RosterRow(
        name,
        f"校/{BRANCH}",
        timezone=ZONES[number % len(ZONES)],
        language="en" if number % 5 == 4 else "zh-CN",
    )
    for number, name in enumerate(MEMBERS)
]
SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YEAR = datetime(2026, 1, 1, 1, tzinfo=UTC)

# First Fridays at 19:30; a public holiday moves one to the next working day: 1 January is no
# Friday, but 1 May and 2 October are holidays of 2026.
THEME_DAYS = [
    (1, 4), (2, 6), (3, 6), (4, 3), (5, 6), (6, 5),
    (7, 3), (8, 7), (9, 4), (10, 8), (11, 6), (12, 4),
]  # fmt: skip
PLAN = {
    "title": "主题党日答题",
    "kind": "quiz",
    "when": {"every": "month", "nth": 1, "weekday": "friday", "at": "19:30",
             "on_holiday": "next_workday"},
    "details": {"bank": "题库", "minutes": 30, "feedback": "end"},
}  # fmt: skip


def typed(w: World, words: Sequence[tuple[str, str]]) -> list[Update]:
    """What people type in private, all at once."""
    return [w.chats.said(w.chat(name), name, said) for name, said in words]


async def everybody_answers(w: World, month: int) -> None:
    """Everybody begins together and types; how much is right depends on the month."""
    begun = []
    for name in EVERYBODY:
        line, button = w.find_button(w.chat(name), "Start" if english(w, name) else "开始答题")
        begun.append(w.chats.pressed(w.chat(name), name, line, button.id))
    await w.receive(*begun)
    for question, right in enumerate(("B", "AC", "A")):
        await w.advance(minutes(1))
        wrong = ("A", "AB", "B")[question]
        await w.receive(
            *typed(
                w,
                [
                    (name, right if (number + question) % 12 >= month - 1 else wrong)
                    for number, name in enumerate(EVERYBODY)
                ],
            )
        )
    await w.receive(
        *typed(w, [(each, "Hand in" if english(w, each) else "交卷") for each in EVERYBODY])
    )


def english(w: World, name: str) -> bool:
    return w.person(name).language == "en"


async def the_branch_discusses(w: World, month: int) -> None:
    """After the quiz; two stay silent, one edits and one withdraws."""
    unit, secretary = w.unit(BRANCH).id, w.person(SECRETARY).id
    details = {"title": f"{month}月讨论", "prompt": f"{month}月的收获？", "minutes": 120}
    await w.engine.begin(Start("discussion", unit, secretary, details))
    await w.settle()
    topic = w.newest(w.room(), f"{month}月的收获")
    room, speakers = w.room(), MEMBERS[:-2]
    for minute in range(0, len(speakers), 9):  # nine of them in the same minute
        await w.advance(minutes(1))
        await w.receive(
            *(
                w.chats.said(room, name, f"{name}在{month}月读完一本书，准备讲给大家。", topic.id)
                for name in speakers[minute : minute + 9]
            )
        )
    first, second = (w.newest(room, f"{name}在{month}月", sender=name) for name in speakers[:2])
    await w.edit(first, f"改过的话：{month}月读了两本。", room=BRANCH)
    await w.delete(second, room=BRANCH)


async def the_secretary_talks(w: World, month: int) -> None:
    """With another member every month, two days later; the note is written down after it."""
    member = MEMBERS[month]
    today = w.clock.now().astimezone(SHANGHAI)
    at = (today + timedelta(days=2)).replace(hour=20, minute=0)
    unit, secretary = w.unit(BRANCH).id, w.person(SECRETARY).id
    details = {"members": [member], "slots": [at.isoformat()]}
    await w.engine.begin(Start("talk", unit, secretary, details))
    # By then it is no longer night anywhere: the offer waits for the member's morning.
    await w.advance_to((today + timedelta(days=1)).replace(hour=15).astimezone(UTC))
    offer = w.newest(w.chat(member)).post.flat_buttons[0]
    await w.press(member, offer.label)
    await w.advance_to(at.astimezone(UTC) + minutes(45))
    await w.press(SECRETARY, "写谈心内容")
    await w.say(SECRETARY, f"{member}一切都好，秘密{month}。")


async def test_a_year_of_theme_days() -> None:
    async with world(ROSTER, start=NEW_YEAR, holidays=mainland_china()) as w:
        unit = await w.bank()
        await w.engine.begin(Start("plan", unit, w.person(SECRETARY).id, PLAN))
        for month in range(1, 13):
            opened = await next_quiz(w, month)
            await everybody_answers(w, month)
            await w.advance_to(opened + minutes(35))
            await the_branch_discusses(w, month)
            await w.advance(minutes(125))
            await the_secretary_talks(w, month)
        await check(w)


async def next_quiz(w: World, month: int) -> datetime:
    """Let time pass to the theme day of the month; when it is."""
    at = datetime(2026, *THEME_DAYS[month - 1], 19, 30, tzinfo=SHANGHAI).astimezone(UTC)
    await w.advance_to(at - timedelta(seconds=1))
    assert await running(w, "quiz") == [], f"month {month}: too early"
    await w.advance_to(at)
    assert await running(w, "quiz") == ["open"], f"month {month}: at its time"
    return at


async def running(w: World, kind: str) -> list[str]:
    a = t.activities.c
    rows = await w.rows(select(a.phase).where(a.kind == kind, a.finished.is_(False)))
    return [row.phase for row in rows]


async def check(w: World) -> None:
    a, e, o = t.activities.c, t.entries.c, t.outbox.c
    activities = await w.rows(select(a.id, a.kind, a.phase).order_by(a.id))
    kinds = Counter((each.kind, each.phase) for each in activities)
    assert kinds["quiz", "published"] == 12
    assert kinds["discussion", "closed"] == 12
    assert kinds["talk", "done"] == 12
    entries = await w.rows(select(t.entries).join(t.activities, a.id == e.activity))
    by_activity: dict[int, list[str]] = {}
    for entry in entries:
        by_activity.setdefault(entry.activity, []).append(entry.status)
    for each in activities:
        statuses = Counter(by_activity.get(each.id, []))
        match each.kind:
            case "quiz":
                assert statuses == {"submitted": 30}
            case "discussion":
                assert statuses["spoke"] == len(MEMBERS) - 3
            case "talk":
                assert statuses == {"recorded": 1}
    await check_scores(w, [each.id for each in activities if each.kind == "quiz"])
    await check_reminders(w)
    ranking = [line for line in w.heard(SECRETARY, BRANCH) if "成绩公布：30/30 人参加" in line]
    assert len(ranking) == 12
    # Nothing is left over, failed or said twice, and nothing confidential lies open.
    states = Counter(row.state for row in await w.rows(select(o.state)))
    assert set(states) <= {"sent", "superseded"}
    assert await w.sql("SELECT error FROM inbox WHERE error IS NOT NULL") == []
    timers = {row.name for row in await w.rows_of_timers()}
    plans = [each.id for each in activities if each.kind == "plan"]
    assert timers
    assert {row.activity for row in await w.rows_of_timers()} == set(plans), "only the next year's"
    for table in ("journal", "entries", "outbox", "inbox"):
        assert "秘密" not in str([tuple(row) for row in await w.sql(f"SELECT * FROM {table}")])  # noqa: S608


async def check_scores(w: World, quizzes: Sequence[int]) -> None:
    """Month by month, fewer answers are right, exactly as they were typed."""
    points = (2, 3, 1)
    for month, quiz in enumerate(quizzes, 1):
        for number, name in enumerate(EVERYBODY):
            right = [(number + question) % 12 >= month - 1 for question in range(3)]
            expected = sum(each for each, good in zip(points, right, strict=True) if good)
            assert (await w.entry(quiz, name)).score == 100 * expected, (month, name)


async def check_reminders(w: World) -> None:
    """Nobody who had finished the quiz was reminded of it, nobody in the night of the talk."""
    o = t.outbox.c
    quizzes = select(t.activities.c.id).where(t.activities.c.kind == "quiz")
    reminders = select(o.id).where(o.key == "reminder", o.kind == "send", o.activity.in_(quizzes))
    assert await w.rows(reminders) == []
    people = w.engine.directory.roster.people
    deferrable = select(o.person, o.sent_at, o.not_before).where(o.not_before.is_not(None))
    for row in await w.rows(deferrable):
        zone = people[row.person].timezone
        assert not w.registry.quiet.contains(row.sent_at, zone), (row.sent_at, zone)
