"""The rule files: ours are whole, and each mistake in another is one line with its key."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from service.core.access import Rules
from service.core.people import Roster, Unit
from service.core.rulebook.consistency import LISTS
from service.settings.errors import SettingsError
from service.settings.rule_files import names, read_overrides, read_rule_book, rule_file

BOOKS = {name: read_rule_book(name) for name in names()}
PARTY_WORDS = r"党|支部|书记|政治|组织生活|民主评议|思想汇报|积极分子|\bparty\b|\bbranch|comrade"
LEAST = """
version = 1
date = "2026-12-01"
name = { zh = "俱乐部" }
"""


def test_ours_hold_what_is_prescribed() -> None:
    party = BOOKS["party-branch"]
    assert [len(party.duties), len(party.checks), len(party.meetings)] == [31, 32, 10]
    assert [each.id for each in party.checks] == [f"k{n:02}" for n in range(1, 33)]
    assert {each.id for each in party.checks_of("theme_day")} >= {"k01", "k03", "k05", "k30"}
    assert "k04" not in {each.id for each in party.checks_of("theme_day")}


@pytest.mark.parametrize("name", BOOKS)
def test_each_rule_is_named_in_both_languages_and_says_how_sure_it_is(name: str) -> None:
    book = BOOKS[name]
    rules = [each for listed in LISTS for each in getattr(book, listed)]
    assert all(each.name.zh and each.name.en for each in rules)
    assert all(each.name.en for kind in book.meetings for each in kind.steps)
    for duty in book.duties:
        sure = duty.origin.level == "central" and duty.origin.confidence != "?"
        assert sure or not duty.active or duty.is_default, f"{duty.id}: said to be a default"
    for each in rules:
        if getattr(each, "origin", None) is not None and each.origin.confidence != "?":
            assert each.origin.source or each.id.startswith("k"), f"{each.id}: from where?"


@pytest.mark.parametrize("name", [each for each in BOOKS if each != "party-branch"])
def test_a_club_and_a_union_see_none_of_the_partys_words(name: str) -> None:
    text = rule_file(name).read_text("utf-8")
    assert re.findall(PARTY_WORDS, text, re.IGNORECASE) == []


DUTY = '[[duties]]\nid = "d"\nname = { zh = "会" }\nscope = "unit"\nperiod = "month"\n'
MATTER = '[[matters]]\nid = "m"\nname = { zh = "事" }\n'
REPORT = '[[reports]]\nid = "r"\nname = { zh = "报" }\n'
ASK = '{ id = "q", name = { zh = "问" }, ask = { zh = "问？" }, kind = "yes_no" }'


def follow_up(only_if: str, **more: str) -> str:
    """A report whose second question hangs on the first."""
    said = "".join(f", {key} = {value}" for key, value in more.items())
    second = ASK.replace('"q"', '"z"').replace(" }, kind", f" }}, only_if = {only_if}{said}, kind")
    return f"{REPORT}questions = [{ASK}, {second}]"


VOTE = '[[votes]]\nid = "v"\nname = { zh = "票" }\n'


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('[[duties]]\nid = "d"\n', ["duties.d.name: is missing", "duties.d.scope: is missing"]),
        (DUTY.replace("month", "monat"), ["duties.d.period: 'monat' can't be used", '"month"']),
        (f'{DUTY}meting = "a"', ['duties.d.meting: there is no such key; did you mean "meeting"?']),
        (f'{DUTY}meeting = "a"', ['duties.d.meeting: there is no "a"']),
        (f"{DUTY}{DUTY}", ["duties.d.id: stands there 2 times"]),
        (f'{DUTY}least = "two"', ["duties.d.least: 'two' can't be used; allowed: a whole number"]),
        (f"{DUTY}least = 0", ["duties.d.least: must be 1 or more"]),
        (f'{DUTY}due = "02-30"', ["duties.d.due: allowed: a day of the year as MM-DD"]),
        (f'{DUTY}who = ["boss"]', ['duties.d.who: there is no "boss"']),
        (f'{DUTY}pair = ["full", "full"]', ["duties.d.pair: scope"]),
        (f"{DUTY}quarter = 4", ["duties.d.quarter: allowed: 1 to 4"]),
        (f"{DUTY}term_years = 3", ["duties.d.term_years: period"]),
        (f'{DUTY}since = "2026-02-30"', ["duties.d.since: allowed: a day as YYYY-MM-DD"]),
        (f'{DUTY}origin = {{ source = "x" }}', ['duties.d.origin.source: there is no "x"']),
        (DUTY.replace('"d"', '"Ä"'), ["duties.Ä.id: allowed: letters"]),
        (
            f'{VOTE}quorum = {{ op = ">=", num = 3, den = 2, base = "present" }}',
            ['votes.v.quorum.base: there is no "present"', "votes.v.quorum: 3/2 is no share"],
        ),
        (
            f'{VOTE}passes = {{ op = ">", num = 1, den = 1, base = "present_voters" }}',
            ["votes.v.passes: more than 1/1 can never be"],
        ),
        (f'{VOTE}quorum = {{ op = "=", num = 1 }}', ["votes.v.quorum.op", "votes.v.quorum.den"]),
        (f"{REPORT}questions = []", ["reports.r.questions: is empty"]),
        (f"{REPORT}questions = [{ASK}, {ASK}]", ["reports.r.questions.q.id: stands there 2"]),
        (
            f'{REPORT}questions = [{ASK}]\nwho = ["boss"]\nreaders = ["boss"]\nevery = "hour"',
            ["reports.r.every: 'hour' can't be used", '"day", "week"'],
        ),
        (
            f'{REPORT}questions = [{ASK}]\nwho = ["boss"]\nreaders = ["boss"]',
            ['reports.r.who: there is no "boss"', 'reports.r.readers: there is no "boss"'],
        ),
        (
            f"{REPORT}questions = [{ASK.replace('yes_no', 'choice')}]",
            ['reports.r.questions.q.options: kind = "choice" goes with 2 to 12 options'],
        ),
        (
            f"{REPORT}questions = [{ASK.replace('yes_no', 'number')}]",
            ['reports.r.questions.q.least: kind = "number" goes with least and most'],
        ),
        (
            f"{REPORT}questions = [{ASK.replace('yes_no', 'essay')}]",
            ["reports.r.questions.q.kind: 'essay' can't be used", '"choice", "yes_no"'],
        ),
        (
            follow_up('{ question = "later", answers = ["yes"] }'),
            ['reports.r.questions.z.only_if.question: there is no "later"; there is: q'],
        ),
        (
            follow_up('{ question = "q", answers = ["maybe"] }', longest="0"),
            [
                'reports.r.questions.z.only_if.answers: there is no "maybe"; there is: yes, no',
                "reports.r.questions.z.longest: allowed: 1 to 3000",
            ],
        ),
        (
            follow_up('{ question = "q", answers = [] }'),
            ["reports.r.questions.z.only_if.answers: is empty"],
        ),
        (
            '[[checks]]\nid = "k"\nname = { zh = "查" }\napplies = ["vots"]',
            ['checks.k.applies: there is no "vots"; did you mean "vote"?'],
        ),
        (f'{MATTER}to = ["boss"]', ['matters.m.to: there is no "boss"']),
        (MATTER, ["matters.m.to: is empty; allowed: who is on duty for it"]),
        (f'{MATTER}to = ["secretary"]\nasks = ["when"]', ['allowed: a list with "what" in it']),
        (f'{MATTER}asks = ["wat"]', ["matters.m.asks", '"what", "why", "when"']),
        (
            f'{MATTER}to = ["secretary"]\nform = "request"',
            ["matters.m.asks: a request comes before the act"],
        ),
        (
            f'{MATTER}to = ["secretary"]\nack_minutes = 90',
            ["matters.m.ack_minutes: allowed: 1 to 10080"],
        ),
        ('[requests]\nreceivers = ["boss"]', ['requests.receivers: there is no "boss"']),
        ("[requests]\nanswer_days = 0", ["requests.answer_days: allowed: 1 to 250"]),
        (
            "[requests]\naccept_days = 30",
            ["requests.accept_days: must be no more than answer_days"],
        ),
        (
            '[[meetings]]\nid = "m"\nname = { zh = "会" }\nsteps = []\nvote = "v"',
            ["meetings.m.vote"],
        ),
    ],
)
def test_a_mistake_is_a_line_with_the_rule_and_what_is_allowed(
    written: str, said: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(LEAST + written, "utf-8")
    with pytest.raises(SettingsError) as refused:
        read_rule_book(str(file))
    lines = [each.removeprefix(f"{file}: ") for each in refused.value.problems]
    for each in said:
        assert any(each in line for line in lines), lines
    assert all(each.startswith(f"{file}: ") for each in refused.value.problems)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('version = 0\ndate = "2026-12-01"\nname = { zh = "甲" }', "version: must be 1 or more"),
        ('version = 1\ndate = "20261201"\nname = { zh = "甲" }', "date: '20261201' is no day"),
        ('version = 1\ndate = "2026-13-01"\nname = { zh = "甲" }', "is no day; allowed: YYYY"),
        ('version = 1\ndate = "2026-12-01"', "name.zh: is missing"),
        ("version = ", "is not valid TOML"),
    ],
)
def test_a_file_says_which_edition_it_is(head: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(head, "utf-8")
    with pytest.raises(SettingsError, match=re.escape(said)):
        read_rule_book(str(file))


def override(key: str, value: Any, unit: str = "") -> Any:
    return SimpleNamespace(unit=unit, key=key, value=value)


ROSTER = Roster(
    {1: Unit(1, "总支"), 2: Unit(2, "一支部", parent=1), 3: Unit(3, "二支部", parent=1)}
)


def test_single_values_differ_by_unit_and_the_nearest_wins() -> None:
    found = read_overrides(
        "party-branch",
        (
            override("duties.party_lesson.period", "month", "总支/一支部"),
            override("duties.party_lesson.period", "half_year", "总支"),
            override("votes.admission.quorum.num", 1),
            override("study_hours.day", 6),
            override("duties.dues_monthly.active", value=True, unit="二支部"),
        ),
    )
    rules = Rules(book=BOOKS["party-branch"], overrides=found)
    books = {unit: rules.book_of(ROSTER, unit) for unit in ROSTER.units}
    periods = {unit: book.duty("party_lesson").period for unit, book in books.items()}
    assert periods == {1: "half_year", 2: "month", 3: "half_year"}
    assert [book.duty("dues_monthly").active for book in books.values()] == [
        False,
        False,
        True,
    ]
    assert {book.study_hours.day for book in books.values()} == {6}
    assert Rules(book=rules.book).book_of(ROSTER, 2) is rules.book


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("duties.party_lesson.perid", "month", '[1].key: there is no "perid"; did you mean'),
        ("duties.lesson.period", "month", '[1].key: there is no "lesson"'),
        ("duties.party_lesson", "month", "[1].key: name a value behind it"),
        ("duties.party_lesson.id", "x", '[1].key: there is no "id"'),
        ("duties.party_lesson.period", "monat", "[1]: duties.party_lesson.period: 'monat'"),
        ("duties.party_lesson.meeting", "x", '[1]: duties.party_lesson.meeting: there is no "x"'),
        ("nothing", 1, '[1].key: there is no "nothing"'),
    ],
)
def test_an_override_that_leads_nowhere_is_refused(key: str, value: Any, said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_overrides("party-branch", (override(key, value),))
    assert f"organization.overrides{said}" in refused.value.problems[0]
