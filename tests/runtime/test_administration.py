"""The administrator's changes: the roster is brought up to date, codes are made once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from service.core.message import Chat
from service.core.people import Person, RosterRow
from service.questions.model import Option, Question
from service.runtime.accounts.administration import Administration
from service.runtime.accounts.invite_codes import (
    CODE_ALPHABET,
    CODE_LENGTH,
    INVITATIONS_LAST,
    code_hash,
)
from service.runtime.timers.clock import ManualClock
from service.store import tables as t
from service.store.banks import BankTables
from service.store.store import Store
from service.testkit.databases import open_store

NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)
WANG = RosterRow("王敏", "校/一支部", role="secretary", contact="wang@x.org")
LI = RosterRow("李华", "校/一支部")
QUESTION = Question("truefalse", "?", (Option("对", True), Option("错", False)))


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    opened = await open_store(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def office(store: Store) -> Administration:
    return Administration(store, ManualClock(NOW), "en", "Europe/Berlin")


async def people(office: Administration) -> dict[str, Person]:
    roster = (await office.directory()).roster
    return {f"{each.name} {each.contact}".strip(): each for each in roster.people.values()}


# -- the roster


async def test_an_import_makes_units_with_the_language_and_time_of_the_organization(
    office: Administration,
) -> None:
    report = await office.import_roster([WANG, LI])
    assert (report.added, report.same, report.units) == (("王敏", "李华"), 0, ("校", "校/一支部"))
    roster = (await office.directory()).roster
    units = {each.name: each for each in roster.units.values()}
    assert units["一支部"].parent == units["校"].id
    assert {(each.language, each.timezone) for each in units.values()} == {("en", "Europe/Berlin")}


async def test_the_same_rows_again_change_nothing(office: Administration) -> None:
    await office.import_roster([WANG, LI])
    before = await people(office)
    report = await office.import_roster([WANG, LI])
    assert (report.added, report.changed, report.same, report.units) == ((), (), 2, ())
    assert await people(office) == before


async def test_a_dry_run_reports_and_writes_nothing(office: Administration) -> None:
    report = await office.import_roster([WANG, LI], dry_run=True)
    assert len(report.added) == 2
    assert await people(office) == {}


async def test_what_has_changed_is_changed_for_the_same_person(office: Administration) -> None:
    await office.import_roster([WANG, LI])
    before = (await people(office))["李华"]
    report = await office.import_roster([replace(LI, role="organizer", group="第一小组")])
    after = (await people(office))["李华"]
    assert report.changed == ("李华",)
    assert (after.id, after.role, after.group) == (before.id, "organizer", "第一小组")
    assert "王敏 wang@x.org" in await people(office)  # nobody is removed


async def test_a_contact_that_comes_later_is_kept_and_then_known(office: Administration) -> None:
    await office.import_roster([LI])
    with_contact = replace(LI, contact="li@x.org")
    assert (await office.import_roster([with_contact])).changed == ("李华",)
    assert list(await people(office)) == ["李华 li@x.org"]
    assert (await office.import_roster([with_contact])).same == 1


async def test_a_file_without_contacts_takes_none_away(office: Administration) -> None:
    await office.import_roster([WANG])
    await office.import_roster([replace(WANG, contact="", group="第二小组")])
    found = await people(office)
    assert list(found) == ["王敏 wang@x.org"]
    assert found["王敏 wang@x.org"].group == "第二小组"


async def test_two_people_of_one_name_are_kept_apart_by_their_contact(
    office: Administration,
) -> None:
    one, other = replace(LI, contact="1@x.org"), replace(LI, contact="2@x.org")
    await office.import_roster([one, other])
    report = await office.import_roster([other, replace(one, role="organizer")])
    assert (report.changed, report.same) == (("李华",), 1)
    found = await people(office)
    assert found["李华 1@x.org"].role == "organizer"
    assert found["李华 2@x.org"].role == "member"


async def test_the_same_name_in_another_branch_is_another_person(office: Administration) -> None:
    await office.import_roster([LI])
    report = await office.import_roster([replace(LI, branch="校/二支部")])
    assert (report.added, report.units) == (("李华",), ("校/二支部",))


async def test_thousands_are_imported_and_invited_at_once(office: Administration) -> None:
    rows = [RosterRow(f"p{number}", f"校/{number % 50}") for number in range(5000)]
    assert len((await office.import_roster(rows)).added) == 5000
    codes = await office.invite([each.id for each in (await people(office)).values()])
    assert len(set(codes.values())) == 5000


# -- banks


async def test_a_bank_of_the_same_name_replaces_the_one_before(
    office: Administration, store: Store
) -> None:
    await office.import_bank(1, "题库", [QUESTION])
    await office.import_bank(1, "题库", [QUESTION, replace(QUESTION, prompt="??")])
    await office.import_bank(2, "题库", [QUESTION])
    async with store.read() as transaction:
        (bank,) = await BankTables(transaction).banks([1])
    assert [each.prompt for each in bank.questions] == [QUESTION.prompt, "??"]


async def test_a_bank_keeps_every_version_of_its_questions_and_retires_what_is_missing(
    office: Administration, store: Store
) -> None:
    other = replace(QUESTION, prompt="??")
    first = await office.import_bank(1, "题库", [QUESTION, other])
    changed = replace(QUESTION, points=5)
    would = await office.import_bank(1, "题库", [changed], dry_run=True)
    report = await office.import_bank(1, "题库", [changed])
    assert (first.added, first.same) == ((QUESTION.prompt, "??"), 0)
    assert (report.changed, report.retired, report.same) == ((QUESTION.prompt,), ("??",), 0)
    assert replace(would, bank=report.bank) == report
    async with store.read() as transaction:
        banks = BankTables(transaction)
        (bank,) = await banks.banks([1])
        (whole,) = await banks.banks([1], retired=True)
        versions = await banks.versions(bank.id, bank.questions[0].id)
    assert [each.points for each in bank.questions] == [5]
    assert [(each.prompt, each.retired) for each in whole.questions] == [
        (QUESTION.prompt, False), ("??", True)
    ]  # fmt: skip
    assert [(each.version, each.points) for _, each in versions] == [(1, QUESTION.points), (2, 5)]
    again = await office.import_bank(1, "题库", [changed, other])
    assert (again.changed, again.same) == (("??",), 1), "what comes back is in use again"


async def test_questions_are_retired_and_taken_back_by_their_ids(
    office: Administration, store: Store
) -> None:
    report = await office.import_bank(1, "题库", [QUESTION, replace(QUESTION, id="mine")])
    assert await office.retire(report.bank, ["mine", "nobody"]) == 1
    async with store.read() as transaction:
        (bank,) = await BankTables(transaction).banks([1])
    assert len(bank.questions) == 1
    assert await office.retire(report.bank, ["mine"], retired=False) == 1


# -- codes


async def test_a_code_is_kept_by_its_hash_only_and_ends_in_time(
    office: Administration, store: Store
) -> None:
    await office.import_roster([LI])
    (person,) = (await people(office)).values()
    code = (await office.invite([person.id]))[person.id]
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(CODE_ALPHABET)
    async with store.read() as transaction:
        (row,) = await transaction.rows(select(t.codes))
    assert (row.hash, row.expires_at) == (code_hash(code), NOW + INVITATIONS_LAST)


async def test_a_new_code_voids_the_old_and_only_that_persons(
    office: Administration, store: Store
) -> None:
    await office.import_roster([WANG, LI])
    wang, li = (each.id for each in (await people(office)).values())
    first = await office.invite([wang, li])
    second = await office.invite([wang], void=True)

    async def use(code: str, later: timedelta = timedelta()) -> int | None:
        async with store.write() as transaction:
            return await transaction.use_code(code_hash(code), NOW + later)

    assert await use(first[wang]) is None
    assert await use(second[wang], INVITATIONS_LAST + timedelta(seconds=1)) is None
    assert await use(second[wang]) == wang
    assert await use(second[wang]) is None
    assert await use(first[li]) == li


async def test_inviting_nobody_makes_no_code(office: Administration) -> None:
    assert await office.invite([]) == {}


# -- links


async def test_who_is_linked_without_a_code_is_known_by_their_chat(
    office: Administration,
) -> None:
    await office.import_roster([LI])
    (person,) = (await people(office)).values()
    await office.link(Chat("webchat", "p-li"), "li", person.id)
    directory = await office.directory()
    assert directory.identities["webchat", "li"] == person.id
    assert person.id in directory.homes
