"""Two votes that differ only in who voted what leave the same behind: in every table at every
moment, in the files, the logs and the figures. And whatever a crash leaves, each ballot counts
once.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import structlog
from prometheus_client import generate_latest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from service.core.access import Rules
from service.core.effects import Start
from service.core.people import RosterRow
from service.ports import CannotOpen, Update
from service.settings.rule_files import read_rule_book
from service.store import tables as t
from service.store.ballot_keys import BallotKeys
from service.store.cipher import FernetSealer
from service.store.schema import metadata
from service.testkit.organization import BRANCH, KEY
from tests.postgres.databases import fresh_database
from tests.runtime.test_uncertain_commit import fails
from tests.world import World, minutes, world

LEADER = "王敏"
VOTERS = ("李华", "张三", "钱多", "孙悦", "周全", "吴用")
PEOPLE = (
    RosterRow(LEADER, f"校/{BRANCH}", role="secretary"),
    *(RosterRow(name, f"校/{BRANCH}") for name in VOTERS),
)
ONE = ("赞成", "赞成", "赞成", "赞成", "反对", "弃权")
OTHER = ("弃权", "赞成", "反对", "赞成", "赞成", "赞成")
TYPED = {"赞成": "我同意", "反对": "不赞成", "弃权": "弃权"}
RULES = Rules(book=read_rule_book("party-branch"))


@dataclass(slots=True)
class Left:
    """What is left of a vote. `moments`: all rows by table, without what is random, as they stood
    at each step; `files`: of the data folder, at each step."""

    moments: list[dict[str, list[str]]] = field(default_factory=list)
    files: list[list[Any]] = field(default_factory=list)
    logs: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    outcome: str = ""


# -- what is random is told apart by its kind and its length alone

_RANDOM = (
    (re.compile(r"~[0-9a-f]{16}~(gAAAA[\w=-]+)"), lambda m: f"<brief {len(m[1])}>"),
    (re.compile(r"gAAAA[\w=-]+"), lambda m: f"<sealed {len(m[0])}>"),
    (re.compile(r"\b[A-Z2-7]{4}-[A-Z2-7]{4}\b"), lambda m: "<code>"),
)


CHANGE = re.compile(r"改票码：([A-Z2-7-]{19})")
_NUMBERED = re.compile(r"\bm[0-9]+\b")  # the platform's ids, in the order in which it was reached


def bare(value: Any) -> str:
    said = str(value)
    for pattern, name in _RANDOM:
        said = pattern.sub(name, said)
    return said


_HIDDEN = {"handle", "code", "key"}  # columns that hold nothing but chance


async def rows(w: World) -> dict[str, list[str]]:
    """Every row of every table. PostgreSQL gives rows in any order, and so are messages sent."""
    found, ordered = {}, w.store.database.dialect == "sqlite"
    for name, table in metadata.tables.items():
        hidden = _HIDDEN if name in ("ballots", "ballot_codes", "urns") else set()
        lines = [
            repr([bare(value) for column, value in row._mapping.items() if column not in hidden])
            for row in await w.rows(select(table))
        ]
        if not ordered:
            lines = [_NUMBERED.sub("m", each) for each in lines]
        found[name] = sorted(lines) if hidden or not ordered else lines
    return found


async def everything(w: World) -> list[str]:
    """All that stands in the tables."""
    return [
        str(tuple(row)) for table in metadata.tables.values() for row in await w.rows(select(table))
    ]


def files(folder: Path) -> list[Any]:
    """The names of the files, and how often each button's id stands in the database's own."""
    names = sorted(re.sub("[0-9a-f]{16}", "<key>", each.name) for each in folder.rglob("*"))
    content = b"".join(each.read_bytes() for each in sorted(folder.glob("orglife.sqlite3*")))
    return [names, [content.count(b":mark:0.%d" % place) for place in range(3)]]


# -- a vote


@asynccontextmanager
async def hall(url: str, folder: Path, **how: Any) -> AsyncIterator[World]:
    sealer = FernetSealer([KEY], BallotKeys(folder / "ballots"))
    async with world(how.pop("people", PEOPLE), url=url, rules=RULES, sealer=sealer, **how) as w:
        yield w


async def begun(w: World, profile: str = "admission") -> int:
    """A vote of half an hour; its number."""
    unit = w.unit(BRANCH).id
    details = {"title": "接收白小雨", "profile": profile, "tap": True}
    await w.engine.begin(Start("vote", unit, w.person(LEADER).id, details))
    await w.settle()
    await w.press(LEADER, "30 分钟")
    await w.press(LEADER, "开始表决")
    (row,) = await w.rows(select(t.activities.c.id).where(t.activities.c.kind == "vote"))
    return int(row.id)


def taps(w: World, name: str, label: str, room: str | None = None) -> Update:
    """The person's tap, before anything has come of it."""
    chat = w.chat(name, room)
    line, button = w.find_button(chat, label)
    return w.chats.pressed(chat, name, line, button.id)


async def lived(
    url: str,
    folder: Path,
    choices: Sequence[str],
    profile: str,
    *,
    typed: bool,
    changed: Sequence[str] = (),
) -> Left:
    """`changed`: what the first of them vote instead in the end, one of them by way of what they
    had before."""
    left = Left()

    async def keep(w: World) -> None:
        left.moments.append(await rows(w))
        left.files.append(files(folder))

    with structlog.testing.capture_logs() as logged:
        async with hall(url, folder) as w:
            number = await begun(w, profile)
            secret = profile == "admission"
            for name, choice in zip(VOTERS, choices, strict=True):
                if typed:
                    words = w.chats.said(w.chat(name), name, TYPED[choice])
                    await w.engine.receive(w.account, [words])
                else:
                    await w.engine.receive(w.account, [taps(w, name, choice)])
                await keep(w)
                await w.engine.handle_everything()
                await keep(w)
                await w.settle()
                if secret:
                    await w.press(name, "投出")
                await keep(w)
            for name, old, new in zip(VOTERS, choices, changed, strict=False):
                for choice in (old, new) if name == VOTERS[0] else (new,):
                    (code,) = {each for line in w.heard(name) for each in CHANGE.findall(line)}
                    await w.engine.receive(w.account, [taps(w, name, "去投票", BRANCH)])
                    await w.settle()
                    words = w.chats.said(w.chat(name), name, code)
                    await w.engine.receive(w.account, [words])
                    await keep(w)
                    await w.settle()
                    await w.press(name, choice)
                    await keep(w)
                    await w.press(name, "投出")
                    await keep(w)
            await w.press(LEADER, "现在的票数")
            await w.advance(minutes(31))
            await keep(w)
            left.figures = counted(w)
            left.outcome = w.last(LEADER, BRANCH)
            assert (await w.activity(number)).state.phase == "closed"
        left.files.append(files(folder))
    left.logs = [bare({key: each[key] for key in sorted(each)}) for each in logged]
    return left


def counted(w: World) -> list[str]:
    """The figures, without how long anything took."""
    told = generate_latest(w.engine.metrics.registry).decode().splitlines()
    return [each for each in told if "_seconds" not in each and "_created" not in each]


@pytest.fixture(params=["sqlite", "postgresql"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[tuple[str, Path]]]:
    """Two empty databases of a kind, each with a data folder."""
    folders = [tmp_path / "one", tmp_path / "other"]
    for each in folders:
        each.mkdir()
    with ExitStack() as stack:
        if request.param == "sqlite":
            urls = [f"sqlite:///{each / 'orglife.sqlite3'}" for each in folders]
        else:
            server = request.getfixturevalue("postgres_server")
            template = request.getfixturevalue("_postgres_template")
            made = [stack.enter_context(fresh_database(server, template)) for _ in folders]
            urls = [each.render_as_string(hide_password=False) for each in made]
        yield list(zip(urls, folders, strict=True))


@pytest.mark.parametrize("way", ["tapped", "typed", "changed"])
async def test_who_voted_what_leaves_no_trace(two: list[tuple[str, Path]], way: str) -> None:
    """Nor who changed it to what: that somebody has changed a ballot shows, as that they voted."""
    typed, first = way == "typed", {ONE: ONE, OTHER: OTHER}
    if way == "changed":
        first = {ONE: ("弃权", "反对", *ONE[2:]), OTHER: ("赞成", "弃权", *OTHER[2:])}
    (one, other) = [
        await lived(
            url,
            folder,
            first[choices],
            "admission",
            typed=typed,
            changed=choices[:2] if way == "changed" else (),
        )
        for (url, folder), choices in zip(two, (ONE, OTHER), strict=True)
    ]
    assert "赞成 4 · 反对 1 · 弃权 1" in one.outcome
    for step, (here, there) in enumerate(zip(one.moments, other.moments, strict=True)):
        for table in here:
            assert here[table] == there[table], f"step {step}: {table}"
    assert one.logs == other.logs
    assert one.figures == other.figures
    assert one.files == other.files
    for names, found in one.files:
        if not typed:
            assert len(set(found)) == 1, "each button's id stands there as often as the others"
        assert sum(".key" in each for each in names) <= 1
    assert not [each for each in one.files[-1][0] if each.endswith(".key")], "erased at the close"


async def test_an_open_vote_does_leave_one(two: list[tuple[str, Path]]) -> None:
    """So the comparison finds what is there."""
    (one, other) = [
        await lived(url, folder, choices, "ordinary_resolution", typed=False)
        for (url, folder), choices in zip(two, (ONE, OTHER), strict=True)
    ]
    differing = {
        table
        for here, there in zip(one.moments, other.moments, strict=True)
        for table in here
        if here[table] != there[table]
    }
    assert {"inbox", "journal", "entries", "outbox"} <= differing


async def test_with_database_and_key_in_hand_nothing_opens_after_the_close(tmp_path: Path) -> None:
    """What any copy on the way had, such as a backup, and what is left in the end."""
    url, copies = f"sqlite:///{tmp_path / 'orglife.sqlite3'}", list[str]()
    async with hall(url, tmp_path) as w:
        await begun(w)
        for name, choice in zip(VOTERS, ONE, strict=True):
            for label in (choice, "投出"):
                await w.engine.receive(w.account, [taps(w, name, label)])
                copies += await everything(w)
                await w.engine.handle_everything()
                copies += await everything(w)
                await w.settle()
        await w.advance(minutes(31))
        copies += await everything(w)
        (made,) = await w.sql("SELECT count(*) FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%'")
        assert made[0] == 2, "no row of the urn, and no code, has a number"
    tokens = {token for each in copies for token in re.findall(r"gAAAA[\w=-]{90,}", each)}
    holder, opened = FernetSealer([KEY]), list[str]()
    for token in tokens:
        with contextlib.suppress(CannotOpen):
            opened.append(holder.open(token))
    assert len(opened) >= len(VOTERS), "the messages with the codes, which were sealed"
    assert len(tokens) - len(opened) >= 3 * len(VOTERS), "taps, marks and envelopes"
    assert not [each for each in opened if ":mark:" in each or '"yes"' in each]


# -- crashes


def copied(w: World, folder: Path, to: Path) -> None:
    """What a crash would leave in this very moment."""
    to.mkdir()
    for each in folder.glob("orglife.sqlite3*"):
        if not each.name.endswith("-shm"):
            shutil.copy(each, to / each.name)
    if (folder / "ballots").exists():
        shutil.copytree(folder / "ballots", to / "ballots")


async def test_whatever_a_crash_leaves_each_ballot_counts_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, crashes = tmp_path / "live", list[tuple[Path, int]]()
    folder.mkdir()
    updates: list[Update] = []
    async with hall(f"sqlite:///{folder / 'orglife.sqlite3'}", folder) as w:
        chats = w.chats

        def crash() -> None:
            to = tmp_path / f"crash{len(crashes)}"
            copied(w, folder, to)
            crashes.append((to, len(updates)))

        apply = type(w.engine)._committed

        def committed(engine: Any, *args: Any) -> None:
            crash()  # committed, and nothing else known of it yet
            apply(engine, *args)

        async def keep(update: Update) -> None:
            updates.append(update)
            await w.engine.receive(w.account, [update])
            crash()  # received, not handled

        number = await begun(w)
        monkeypatch.setattr(type(w.engine), "_committed", committed)
        for name, choice in zip(VOTERS, ONE, strict=True):
            await keep(taps(w, name, choice))
            await w.settle()
            await keep(taps(w, name, "投出"))
            await w.settle()
        await w.advance(minutes(31))
        monkeypatch.undo()
        await w.press(LEADER, "结果和复算文件")
    assert len(crashes) >= 20
    for to, _ in crashes[:: max(1, len(crashes) // 10)] + crashes[-1:]:
        url = f"sqlite:///{to / 'orglife.sqlite3'}"
        async with hall(url, to, people=(), chats=chats, start=w.clock.now()) as again:
            await again.engine.receive(again.account, updates)  # as a platform brings them again
            await again.settle()
            state = (await again.activity(number)).state
            assert state.phase == "closed", to
            assert state.progress.results[0].lines[0].counts == (4, 1, 1), to
            found = await again.rows(select(t.ballots.c.content))
            assert Counter(row.content for row in found) == {"yes": 4, "no": 1, "abstain": 1}
            codes = await again.rows(select(t.ballot_codes.c.code))
            assert len({row.code for row in codes}) == len(VOTERS)
            assert not list((to / "ballots").glob("*.key")), "the key is gone in the end"


async def test_a_restored_backup_without_the_key_voids_the_vote(tmp_path: Path) -> None:
    folder = tmp_path / "live"
    folder.mkdir()
    url = f"sqlite:///{folder / 'orglife.sqlite3'}"
    async with hall(url, folder) as w:
        number, chats = await begun(w), w.chats
        for name, choice in zip(VOTERS, ONE, strict=True):
            await w.press(name, choice)
            await w.press(name, "投出")
    shutil.rmtree(folder / "ballots")
    async with hall(url, folder, people=(), chats=chats, start=w.clock.now()) as w:
        await w.press(LEADER, "现在的票数")
        await w.advance(minutes(31))
        assert "密钥不在了" in w.last(LEADER, BRANCH)
        assert (await w.activity(number)).state.phase == "cancelled"


async def test_a_close_of_which_nobody_knows_leaves_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit came about and its answer is lost: the key goes all the same, and what comes in
    afterwards is not sealed by it."""
    async with hall(f"sqlite:///{tmp_path / 'orglife.sqlite3'}", tmp_path) as w:
        await begun(w)
        for name, choice in zip(VOTERS, ONE, strict=True):
            await w.press(name, choice)
            await w.press(name, "投出")
        w.clock.set(w.clock.now() + minutes(31))
        fails(monkeypatch, done=True)
        with pytest.raises(OperationalError):
            await w.engine.handle_everything()
        monkeypatch.undo()
        await w.engine.handle_everything()
        assert not list((tmp_path / "ballots").glob("*.key"))
        await w.say(LEADER, "菜单")
        assert "菜单" in w.last(LEADER)
        assert "赞成 4 · 反对 1 · 弃权 1" in w.last(LEADER, BRANCH)


async def test_a_key_stays_as_long_as_a_platform_keeps_what_it_sealed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as a message to a meeting that the web chat took while the database was away."""
    asked, kept = list[set[str]](), [True]

    async def still_sealed(keys: Collection[str]) -> set[str]:
        asked.append(set(keys))
        return set(keys) if kept[0] else set()

    async with hall(f"sqlite:///{tmp_path / 'orglife.sqlite3'}", tmp_path) as w:
        await begun(w)
        monkeypatch.setattr(w.chats, "still_sealed", still_sealed, raising=False)
        await w.advance(minutes(31))
        (file,) = (tmp_path / "ballots").glob("*.key")
        assert asked[-1] == {file.stem}
        kept[0] = False
        await w.say(LEADER, "菜单")
        assert not file.exists()
