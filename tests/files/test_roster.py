"""Rosters: who belongs to which branch."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from service.core.access import ROLES
from service.core.people import RosterRow
from service.core.posts import ROLE_NAMES, STANDING_NAMES
from service.files.errors import Unreadable
from service.files.roster import Defaults, near_zones, read_roster, tidy, write_roster_template
from tests.files.books import book


def read(text: str, **options: object) -> tuple[RosterRow, ...]:
    return read_roster(text.encode(), "roster.csv", roles=ROLES, **options)  # type: ignore[arg-type]


def errors(data: str | bytes) -> list[tuple[int, str, str]]:
    content = data.encode() if isinstance(data, str) else data
    with pytest.raises(Unreadable) as refusal:
        read_roster(content, "roster.csv", roles=ROLES)
    return [(each.row, each.column, each.code) for each in refusal.value.errors]


def test_a_full_row_is_read_in_chinese() -> None:
    people = read(
        "姓名,支部,小组,角色,身份,语言,时区,联系方式\n"
        "王敏,示范大学党委/第一支部,第一小组,支部书记,预备党员,英文,北京时间,138\n"
    )
    assert people == (
        RosterRow(
            name="王敏",
            branch="示范大学党委/第一支部",
            group="第一小组",
            role="secretary",
            standing="probationary",
            language="en",
            timezone="Asia/Shanghai",
            contact="138",
        ),
    )


def test_headers_may_be_english_and_in_any_order_beside_columns_nobody_needs() -> None:
    people = read(
        "No.,Time_Zone (IANA),CONTACT,Name*,language,Standing,role,Branch,备注\n"
        "1,Europe/Berlin,x@example.org,Li Hua,EN,full,Organizer,Committee / Branch two,hello\n"
    )
    assert people == (
        RosterRow(
            name="Li Hua",
            branch="Committee/Branch two",
            role="organizer",
            language="en",
            timezone="Europe/Berlin",
            contact="x@example.org",
        ),
    )


def test_empty_cells_take_the_organizations_defaults() -> None:
    person = read("name,branch,role,language\nA,B,,\n")[0]
    assert person == RosterRow(name="A", branch="B")
    abroad = Defaults(language="en", timezone="Europe/Berlin", role="office", standing="guest")
    person = read("name,branch\nA,B\n", defaults=abroad)[0]
    assert (person.language, person.timezone) == ("en", "Europe/Berlin")
    assert (person.role, person.standing) == ("office", "guest")


def test_a_role_and_a_standing_of_the_organizations_own_are_understood() -> None:
    rows = "姓名,支部,角色,身份\n甲,乙,督导员,荣誉成员\n"
    person = read_roster(rows.encode(), "r.csv", roles=("督导员",))[0]
    assert (person.role, person.standing) == ("督导员", "荣誉成员")


def test_a_word_for_a_role_that_the_organization_lacks_is_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        rows, roles = "姓名,支部,角色\n甲,乙,书记\n".encode(), ("member", "chair")
        read_roster(rows, "r.csv", roles=roles, defaults=Defaults(language="en"))
    line = refusal.value.describe("en")[1]
    assert "the role “书记” is not known. Use one of: chair, member." in line


def test_all_errors_of_all_rows_are_listed_at_once() -> None:
    assert errors(
        "姓名,支部,角色,语言,时区\n"
        ",党委//二支部,站长,法语,Asia/Shangai\n"
        "李华,一支部,,,\n"
        f"{'长' * 101},,书记,,\n"
    ) == [
        (2, "name", "missing"),
        (2, "branch", "bad_branch"),
        (2, "role", "unknown_role"),
        (2, "language", "unknown_language"),
        (2, "timezone", "unknown_timezone"),
        (4, "name", "too_long"),
        (4, "branch", "missing"),
    ]


def test_bad_cells_are_listed_with_the_errors_of_the_other_rows_and_only_once() -> None:
    data = book(["姓名", "支部", "角色"], ["=A1", "甲", "=A1"], ["", "甲", "站长"])
    assert errors(data) == [
        (2, "name", "formula"),
        (2, "role", "formula"),
        (3, "name", "missing"),
        (3, "role", "unknown_role"),
    ]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("姓名,角色", [(1, "branch", "missing_header")]),
        ("姓名,支部,角 色色", [(1, "C", "unknown_header")]),
        ("姓名,支部,name", [(1, "C", "duplicate_header")]),
        ("姓名,支部,", [(2, "C", "no_header")]),
    ],
)
def test_a_wrong_header_is_refused(header: str, found: list[tuple[int, str, str]]) -> None:
    assert errors(f"{header}\n甲,乙,丙\n丁,戊,己\n")[:1] == found


def test_a_header_alone_is_empty() -> None:
    assert errors("姓名,支部\n") == [(0, "", "empty")]


def test_a_misspelt_header_is_answered_with_the_right_one() -> None:
    with pytest.raises(Unreadable) as refusal:
        read("name,branch,standding\nA,B,full\n")
    assert "Use one of: standing" in refusal.value.describe("en")[1]


# -- people of one name


def test_two_of_one_name_in_one_branch_need_different_contacts() -> None:
    header = "姓名,支部,联系方式\n"
    assert len(read(header + "王敏,一,1\n王敏,一,2\n王敏,二,1\n")) == 3
    same = [(3, "name", "duplicate_person")]
    assert errors(header + "王敏,一,1\n王　敏, 一 ,1\n") == same
    assert errors(header + "王敏,一,\n王敏,一,2\n") == same
    assert errors(header + "王敏,一,a@b.c\n王敏,一,A@B.C\n") == same
    assert errors(header + "王敏,一,1\n王敏,一,\n") == same


def test_a_double_names_both_rows() -> None:
    with pytest.raises(Unreadable) as refusal:
        read("姓名,支部\n王敏,一\n李华,一\n王敏,一\n")
    assert refusal.value.describe("zh-CN")[1].startswith("第 4 行「姓名」列：「王敏」与第 2 行重复")


# -- time zones


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("Asia/Shangai", "Asia/Shanghai"),
        ("asia/shanghai", "Asia/Shanghai"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("火星", "Asia/Shanghai"),
    ],
)
def test_a_misspelt_time_zone_is_answered_with_the_nearest(written: str, suggested: str) -> None:
    assert suggested in near_zones(written)


@pytest.mark.parametrize("hostile", ["../../etc/passwd", "/etc/localtime", "Europe", "x" * 99])
def test_a_time_zone_is_never_a_path(hostile: str) -> None:
    assert errors(f"姓名,支部,时区\n甲,乙,{hostile}\n") == [(2, "timezone", "unknown_timezone")]


# -- the rest


def test_what_can_not_be_seen_is_left_out_of_names() -> None:
    assert tidy("\ufeff王\u200b\u3000敏\u202e ") == "王敏"
    assert tidy(" Jo  Ann\nLi ") == "Jo Ann Li"
    assert tidy("王 Min") == "王 Min"


def test_markup_and_quotes_in_names_stay_text() -> None:
    assert read('name,branch\n"<b>O""Neill</b>",x\n')[0].name == '<b>O"Neill</b>'


def test_progress_counts_up_to_the_number_of_rows() -> None:
    told: list[tuple[int, int]] = []
    rows = "".join(f"P{number},B\n" for number in range(450))
    read("name,branch\n" + rows, progress=lambda *steps: told.append(steps))
    assert told == [(200, 450), (400, 450), (450, 450)]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_template_is_a_valid_roster(tmp_path: Path, language: str) -> None:
    path = tmp_path / "roster.xlsx"
    write_roster_template(path, language)  # type: ignore[arg-type]
    assert read_roster(path, path.name, roles=ROLES) == (), "its example is nobody"
    sheet = load_workbook(path)
    sheet.active.append(["李华", "一支部", "", "纪检委员", "", "", "", ""])
    sheet.save(path)
    (person,) = read_roster(path, path.name, roles=ROLES)
    assert (person.name, person.role, person.post) == ("李华", "committee", "纪检委员")
    notes = "".join(str(row[0].value) for row in sheet.worksheets[1])
    assert all(names[language == "en"] in notes for names in ROLE_NAMES.values())
    assert all(names[language == "en"] in notes for names in STANDING_NAMES.values())


@pytest.mark.parametrize(
    ("written", "role", "post"),
    [
        ("党支部书记", "secretary", ""),
        ("副书记", "committee", "副书记"),
        ("纪检委员", "committee", "纪检委员"),
        ("统战委员", "committee", "统战委员"),
        ("网信委员", "committee", "网信委员"),
        ("宣传委员", "organizer", "宣传委员"),
        ("组织委员", "organizer", ""),
        ("党小组长", "member", "党小组长"),
    ],
)
def test_a_post_comes_with_a_role_and_is_kept(written: str, role: str, post: str) -> None:
    (person,) = read(f"姓名,支部,职务\n甲,乙,{written}\n")
    assert (person.role, person.post) == (role, post)


def test_the_allowed_roles_are_told_in_the_language_of_the_organization() -> None:
    with pytest.raises(Unreadable) as refusal:
        read("姓名,支部,角色\n甲,乙,站长\n")
    assert refusal.value.errors[0].hint == "委员, 成员, 办公室, 组织委员, 书记"


@pytest.mark.parametrize(
    ("written", "left"),
    [("", False), ("在册", False), ("转出", True), ("离开", True), ("left", True)],
)
def test_a_roster_says_who_has_left(written: str, left: bool) -> None:
    (person,) = read(f"姓名,支部,状态\n甲,乙,{written}\n")
    assert person.left is left


def test_a_status_that_nobody_knows_is_refused() -> None:
    assert errors("姓名,支部,状态\n甲,乙,休假中\n") == [(2, "status", "unknown_status")]


@pytest.mark.parametrize(
    "written", ["王敏 ", "王\u200b敏", "\u202e王敏", "王\u200c敏", "王\u3000敏", "\ufeff王敏"]
)
def test_nothing_invisible_makes_another_person(written: str) -> None:
    assert tidy(written) == "王敏"
    assert tidy("Ａnn") == "Ann"


_CELL = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["姓名", "支部", "角色", "书记", "时区", "Asia/Shanghai", "a/b", "=1"]
)


@given(st.lists(st.lists(_CELL, max_size=4), max_size=4))
def test_any_table_is_a_roster_or_refused(rows: list[list[str]]) -> None:
    lines = ["姓名,支部,角色,时区", *(",".join(row) for row in rows)]
    try:
        people = read_roster("\n".join(lines).encode(), "r.csv", roles=ROLES)
    except Unreadable as refusal:
        assert refusal.describe("zh-CN") and refusal.describe("en")
    else:
        assert people and all(person.name and person.branch for person in people)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_roster_or_refused(data: bytes) -> None:
    for name in ("r.csv", "r.xlsx", "r"):
        try:
            assert read_roster(data, name, roles=ROLES)
        except Unreadable as refusal:
            assert refusal.errors
