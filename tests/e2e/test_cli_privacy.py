"""Personal data on the command line: who has read it, an export, the end of it, an assessment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.commands import SAMPLE, Terminal


@pytest.fixture
def orglife(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    terminal = Terminal(tmp_path, monkeypatch)
    (tmp_path / "orglife.toml").write_text(
        '[organization]\nlanguage = "en"\n[privacy]\ncontact = "Chen Jing 6278"\n'
        '[adapters.webchat]\nkind = "webchat"\n[adapters.tg]\nkind = "telegram"\n'
        'token = "123456789:AAHabcdefghijklmnopqrstuvwxyz0123456"\n',
        "utf-8",
    )
    assert terminal("roster", "import", SAMPLE / "roster.csv").code == 0
    return terminal


def test_an_export_is_written_for_the_member_and_recorded(orglife: Terminal) -> None:
    ended = orglife("privacy", "export", "李华", "li.json")
    assert ended.code == 0, ended.err
    file = orglife.folder / "li.json"
    assert file.stat().st_mode & 0o077 == 0, "nobody else reads it"
    told = json.loads(file.read_text("utf-8"))
    assert told["person"]["name"] == "李华"
    assert orglife("privacy", "export", "李华", "li.json").code == 2, "it is not written over"
    log = orglife("privacy", "log", "李华").out
    assert "privacy.exported" in log
    assert "No one has read" in orglife("privacy", "log", "陈静").out


def test_the_data_of_who_has_left_is_erased_and_the_name_stays(orglife: Terminal) -> None:
    assert orglife("roster", "remove", "李华", "--yes").code == 0
    asked = orglife("privacy", "erase", "李华", typed="n\n")
    assert asked.code == 1
    assert "so do their contact and chats" in asked.out
    assert orglife("privacy", "erase", "李华", "--yes").code == 0
    assert orglife("privacy", "export", "李华", "after.json").code == 0
    told = json.loads((orglife.folder / "after.json").read_text("utf-8"))
    assert (told["person"]["name"], told["person"]["contact"]) == ("李华", "")
    assert told["chats"] == []


def test_the_assessment_is_filled_in_from_the_settings(orglife: Terminal) -> None:
    assert orglife("privacy", "assessment", "pia.md").code == 0
    written = (orglife.folder / "pia.md").read_text("utf-8")
    for part in ("Chen Jing 6278", "180 days", "90 days", "talk.note.read", "tg (telegram)", "☐"):
        assert part in written
    assert orglife("privacy", "assessment", "pia.docx").code == 0
    assert orglife("privacy", "assessment", "pia.pdf").code == 2


def test_the_doctor_tells_of_servers_abroad(orglife: Terminal) -> None:
    told = orglife("doctor").out
    assert "tg · servers abroad" in told
    assert "abroad = true" in told
