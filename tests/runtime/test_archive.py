"""The archive of a unit's year: what plays leave in it, what never enters, and who may have it."""

from __future__ import annotations

import asyncio
import hashlib
import io
import zipfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from service.core.archive import Archive, Filed
from service.core.choices import ChoiceId
from service.core.message import Attachment, Bundle, File, Paragraph
from service.core.people import RosterRow
from service.core.rulebook import RuleBook, Section
from service.core.texts import Named
from service.files.archives import verified
from service.files.attachments import make_file
from service.play.loading import load_scenario
from service.play.run import play_scenario
from service.play.stage import Stage
from service.runtime.archive import archive_of, in_sections
from service.runtime.localization.catalog import Locale
from service.runtime.outbound.attachments import Attachments
from service.runtime.outbound.rendering import said_in
from service.settings.rule_files import read_rule_book
from tests.world import START, World, world

SCENARIOS = Path(__file__).parents[2] / "config" / "sample" / "scenarios"


async def made(stage: Stage, unit: int, year: int) -> File:
    async with stage.store.read() as transaction:
        asked = Archive(unit, year)
        now = stage.clock.now()
        directory = stage.engine.directory
        found = await archive_of(transaction, stage.registry, directory, asked, now)
    assert found.file is not None, found.why
    said = said_in(found.file, stage.registry.catalog, Locale(now=now))
    file = await Attachments(stage.store, {}, make_file).file(said, may_wait=False)
    assert file is not None
    return file


def content(file: File) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file.content)) as package:
        return {each: package.read(each) for each in package.namelist()}


def words(file: File) -> str:
    """Everything that the archive says, but for the layout."""
    return content(file)["archive.json"].decode()


@pytest.mark.parametrize(
    ("scenario", "holds", "hides"),
    [
        ("matter-night", ["2026-001"], ["起火", "擦伤", "排查", "增补"]),
        ("in-memory/request-club.en", ["2026-001"], ["heating", "fee", "2026-003", "Li Hua asks"]),
        ("in-memory/report-health", ["应报"], ["38.2", "发烧", "校医"]),
        ("in-memory/pulse", ["不到 5 人，不统计", "最近工作顺心吗"], []),
        ("discussion-nameless", ["心里话", "不记名"], ["食堂", "户外", "online"]),
        ("talk-after", ["谈心情况", "4 名成员中谈到 2 名"], ["压力", "换课题", "导师"]),
        ("in-memory/vote-secret", ["赞成"], []),
        ("in-memory/workplan-year", ["规定事项完成情况"], []),
        ("study-month", ["学时"], []),
        ("in-memory/signup-saturday.en", ["已签到"], []),
        ("procedure-admission", ["已走"], []),
        ("quiz-whole", ["平均得分率"], []),
        ("meeting-club.en", ["应到", "A trip in May"], []),
    ],
)
def test_what_a_play_leaves_and_what_never_enters(
    scenario: str,
    holds: Sequence[str],
    hides: Sequence[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    close = Stage.close

    async def archived(stage: Stage) -> None:
        if stage.engine.directory.roster.units:
            year = stage.clock.now().year
            units = stage.engine.directory.roster.units
            files = [await made(stage, each, year) for each in units]
            assert [await made(stage, each, year) for each in units] == files, "to the byte"
            said.append("\n".join(map(words, files)))
        await close(stage)

    monkeypatch.setattr(Stage, "close", archived)
    run = asyncio.run(play_scenario(load_scenario(SCENARIOS / f"{scenario}.toml")))
    assert run.failures == ()
    (told,) = said
    assert [each for each in holds if each not in told] == []
    assert [each for each in hides if each in told] == []
    assert "gAAAA" not in told and "***" not in told, "nothing sealed is even tried"


def at_hand(w: World, name: str) -> File:
    line = w.latest(w.chat(name))
    (file,) = line.post.files
    return file


BRANCHES = (
    RosterRow("周文博", "学院", role="secretary"),
    RosterRow("王敏", "学院/一支部", role="secretary"),
    RosterRow("李华", "学院/一支部"),
    RosterRow("赵红", "学院/二支部", role="secretary"),
)


async def test_one_tap_brings_the_year_and_the_year_before_is_a_tap_away() -> None:
    async with world(BRANCHES, make_file=make_file) as w:
        await w.say("王敏", "菜单")
        await w.press("王敏", "更多")
        await w.press("王敏", "年度档案")
        file = at_hand(w, "王敏")
        assert file.name.endswith("一支部 2025年度档案.zip"), "until March the last year is meant"
        assert verified(file.content, file.name).is_good
        await w.press("王敏", "2024 年")
        assert "请等 30 秒" in w.last("王敏"), "each reads a whole year"
        await w.advance(timedelta(days=365))
        await w.say("王敏", "/archive 2026")
        assert at_hand(w, "王敏").name.endswith("一支部 2026年度档案.zip")
        rows = await w.sql("SELECT payload, sealed FROM outbox WHERE key = 'archive'")
        assert {(row.payload, bool(row.sealed)) for row in rows if row.sealed} == {("", True)}


async def test_who_may_have_it() -> None:
    """Who leads the unit, and who leads it from above; nobody else, whatever they type."""
    async with world(BRANCHES, make_file=make_file) as w:
        for name, typed, why in (
            ("李华", "年度档案", "没有"),
            ("王敏", "/archive 二支部", "没有找到这个单位"),
            ("周文博", "/archive 三支部 2026", "没有找到这个单位"),
            ("周文博", "/archive 二支部 2031", "还没有到"),
        ):
            await w.say(name, typed)
            assert why in w.last(name), typed
            assert not w.latest(w.chat(name)).post.files
        await w.say("周文博", "/archive 二支部 2026")
        assert "二支部" in at_hand(w, "周文博").name
        await w.press("周文博", "下级各单位")
        assert "共 2 个" in w.last("周文博")
        await w.press("周文博", "一支部")
        assert "请等 30 秒" in w.last("周文博")
        chat = w.chat("王敏")
        forged = ChoiceId(1, "archive", (str(w.unit("二支部").id), "2026")).encode()
        await w.receive(w.chats.pressed(chat, "王敏", w.latest(chat), forged))
        assert not w.latest(chat).post.files


def filed(what: str, title: str) -> Filed:
    return Filed((what, "meeting"), START, title, (Paragraph("x"),))


def test_what_no_section_names_stands_behind_them() -> None:
    book = RuleBook(sections=(Section("m", Named("会"), ("meeting",)), Section("e", Named("空"))))
    found = [(s.id, [f.title for f in there]) for s, there in in_sections(
        book, [filed("assembly", "A"), Filed(("quiz",), START, "Q")])]  # fmt: skip
    assert found == [("m", ["A"]), ("e", []), ("rest", ["Q"])]


def test_the_closest_section_wins_and_each_of_our_books_has_its_own_words() -> None:
    party, club = read_rule_book("party-branch"), read_rule_book("club")
    names = {s.id: f for s, f in in_sections(party, [filed("committee_meeting", "A")]) if f}
    assert [*names] == ["committee"]
    assert "党" not in f"{club.handbook} {club.sections}"
    assert "党" in party.handbook.name.zh


async def test_the_sums_are_those_that_sha256sum_checks() -> None:
    async with world(BRANCHES, make_file=make_file) as w:
        file = await made(w, w.unit("一支部").id, 2026)
    inside = content(file)
    lines = inside.pop("SHA256SUMS").decode().splitlines()
    expected = [f"{hashlib.sha256(each).hexdigest()}  {name}" for name, each in inside.items()]
    assert lines == expected


def test_a_bundle_without_sums_has_none() -> None:
    attachment = Attachment("a.zip", Bundle(()))
    found = asyncio.run(Attachments(None, {}, make_file).file(attachment, may_wait=False))  # type: ignore[arg-type]
    assert found is not None
    assert content(found) == {}
