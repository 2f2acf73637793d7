"""The command line: people leave, move, change and come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.commands import Terminal


@pytest.fixture
def orglife(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(tmp_path, monkeypatch)


def roster_file(file: Path, *rows: str) -> Path:
    file.write_text("\n".join(("姓名,支部,小组,职务,身份,联系方式,状态", *rows)), "utf-8")
    return file


def test_people_leave_move_change_and_come_back(orglife: Terminal) -> None:
    first = roster_file(
        orglife.folder / "1.csv",
        "王敏,校/一支部,,书记,,1380001,",
        "张伟,校/一支部,一组,纪检委员,预备党员,1380002,",
        "张伟,校/一支部,二组,,,1380003,",
        "李华,校/二支部,,,,,",
    )
    assert orglife("roster", "import", first).code == 0
    listed = orglife("roster", "list").out
    assert all(
        word in listed for word in ("张伟（一组）", "纪检委员", "预备党员", "书记", "未接入")
    )
    assert "secretary" not in listed

    several = orglife("roster", "remove", "张伟")
    assert several.code == 2
    assert "张伟/1380002, 张伟/1380003" in several.err
    refused = orglife("roster", "remove", "张伟/1380003", typed="n\n")
    assert (refused.code, "离开：张伟（二组）" in refused.out) == (1, True)
    assert "二组" in orglife("roster", "list").out
    assert orglife("roster", "remove", "张伟/1380003", "--yes").code == 0
    assert "二组" not in orglife("roster", "list").out
    assert "已离开" in orglife("roster", "list", "--left").out

    assert orglife("roster", "return", "张伟/1380003", "--yes").code == 0
    assert orglife("roster", "move", "张伟/1380003", "二支部", "--yes").code == 0
    assert (
        orglife("roster", "role", "李华", "统战委员", "--standing", "积极分子", "--yes").code == 0
    )
    listed = orglife("roster", "list", "二支部").out
    assert all(word in listed for word in ("张伟", "统战委员", "入党积极分子"))
    assert orglife("roster", "role", "李华", "站长").code == 2
    assert orglife("roster", "role", "李华").code == 2
    assert orglife("roster", "remove", "无此人").code == 2
    assert orglife("roster", "move", "李华", "三支部").code == 2


def test_an_import_moves_who_has_the_same_contact_and_asks_where_it_cannot_know(
    orglife: Terminal,
) -> None:
    first = roster_file(
        orglife.folder / "1.csv", "张伟,校/一支部,,,,1380002,", "李华,校/一支部,,,,,"
    )
    orglife("roster", "import", first)
    second = roster_file(
        orglife.folder / "2.csv", "张伟,校/二支部,,,,1380002,", "李华,校/二支部,,,,,"
    )
    dry = orglife("roster", "import", second, "--dry-run").out
    assert "转移：张伟，校/一支部 → 校/二支部" in dry
    assert "是同一个人吗" in dry
    assert orglife("roster", "import", second, typed="y\nn\n").code == 1
    done = orglife("roster", "import", second, "--yes", typed="y\n")
    assert (done.code, "新增 0 人，更新 2 人" in done.out) == (0, True)
    assert orglife("roster", "list").out.count("二支部") == 2

    gone = roster_file(orglife.folder / "3.csv", "张伟,校/二支部,,,,,转出", "甲,校/二支部,,,,,离开")
    done = orglife("roster", "import", gone, "--yes")
    assert "甲：名单里没有这个人" in done.out
    assert "张伟" not in orglife("roster", "list").out
    assert orglife("roster", "import", second, "--different", "--yes").code == 0
    assert "张伟" in orglife("roster", "list").out, "who is listed again is back"


def test_two_entries_of_one_person_become_one(orglife: Terminal) -> None:
    rows = roster_file(
        orglife.folder / "1.csv", "张伟,校/一支部,,,,1380002,", "张伟,校/二支部,,,,1380009,"
    )
    orglife("roster", "import", rows)
    ended = orglife("roster", "merge", "张伟/1380009", "张伟/1380002", "--yes")
    assert ended.code == 0
    listed = orglife("roster", "list").out
    assert "二支部" in listed
    assert "一支部" not in listed
