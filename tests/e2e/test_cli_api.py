"""Tokens and webhooks on the command line: made, listed, ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.commands import SAMPLE, Terminal


@pytest.fixture
def orglife(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    terminal = Terminal(tmp_path, monkeypatch)
    (tmp_path / "orglife.toml").write_text('[organization]\nlanguage = "en"\n', "utf-8")
    assert terminal("roster", "import", SAMPLE / "roster.csv").code == 0
    return terminal


def test_a_token_is_printed_once_listed_and_ended(orglife: Terminal) -> None:
    made = orglife("api", "token", "王敏", "--scopes", "units,duties", "--days", "30")
    assert made.code == 0, made.err
    token = made.out.splitlines()[0]
    assert token.startswith("orglife_")
    listed = orglife("api", "list").out
    assert "token 1  王敏  units duties" in listed
    assert token not in listed
    assert orglife("api", "end", "token", "1").code == 0
    assert "no token and no webhook" in orglife("api", "list").out
    assert orglife("api", "end", "token", "1").code == 2


def test_what_cannot_be_is_said_with_what_can(orglife: Terminal) -> None:
    wrong = orglife("api", "token", "王敏", "--scopes", "names")
    assert (wrong.code, "units, duties, activities, results" in wrong.err) == (2, True)
    nobody = orglife("api", "token", "李华")
    assert (nobody.code, "may not see the figures" in nobody.err) == (2, True)
    inward = orglife("api", "webhook", "王敏", "http://127.0.0.1/hook")
    assert (inward.code, "https://" in inward.err) == (2, True)


def test_a_webhook_is_made_listed_and_ended(orglife: Terminal) -> None:
    made = orglife("api", "webhook", "王敏", "https://office.example/hook")
    assert made.code == 0, made.err
    assert made.out.startswith("whsec_")
    listed = orglife("api", "list").out
    assert "webhook 1  王敏  https://office.example/hook" in listed
    assert "whsec_" not in listed
    assert orglife("api", "end", "webhook", "1").code == 0
