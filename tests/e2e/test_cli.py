"""Every command as a new user types it: what it says, and how it ends."""

from __future__ import annotations

import csv
import os
import re
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from service.cli.help import chinese
from service.cli.main import COMMANDS
from service.cli.main import load as load_command
from service.settings.loading import load
from tests.e2e.commands import SAMPLE, Terminal

ROSTER = SAMPLE / "roster.csv"
QUESTIONS = SAMPLE / "questions.xlsx"


@pytest.fixture
def orglife(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(tmp_path, monkeypatch)


@pytest.fixture
def english(orglife: Terminal) -> Terminal:
    """A terminal of an organization that speaks English."""
    (orglife.folder / "orglife.toml").write_text('[organization]\nlanguage = "en"\n', "utf-8")
    return orglife


def write_roster(file: Path, people: int, branch: str = "党委/一支部") -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["姓名", "支部", "联系方式"])
        writer.writerows([f"人{each}", branch, f"{each}@x.org"] for each in range(people))
    return file


# -- every command


@pytest.mark.parametrize(
    "command",
    ["", "init", "doctor", "run", "demo", "play", "roster", "roster import", "roster invite",
     "roster list", "roster template", "roster remove", "roster return", "roster move",
     "roster role", "roster merge", "quiz", "quiz bank", "quiz bank import", "quiz bank list",
     "quiz bank show", "quiz bank export", "quiz bank retire", "quiz template", "db", "db backup",
     "db info", "db rotate-keys", "branch", "branch move", "template", "template list",
     "template show", "template export", "template import", "template drop"],
)  # fmt: skip
def test_every_command_has_help(orglife: Terminal, command: str) -> None:
    ended = orglife(*command.split(), "--help")
    assert ended.code == 0
    assert "Usage: orglife" in ended.out


def test_the_help_lists_each_command_by_its_own_line_and_loads_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    lines = {name: load_command(name).help.partition("\n\n")[0] for name in COMMANDS}
    assert lines == {name: line for name, (_, _, line) in COMMANDS.items()}
    program = "import sys; from service.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    heavy = "print(*(m for m in ('sqlalchemy', 'litestar', 'service.runtime') if m in sys.modules))"
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program + heavy, "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines()[-1] == ""


@pytest.mark.parametrize(
    "words",
    ["nonsense", "--nonsense", "roster nonsense", "roster import", "run extra", "demo --port 0",
     "demo --port x", "demo --log x", "demo --day missing.toml", "play missing.toml",
     "play missing.toml --language fr", "quiz template --language fr", "quiz template x.doc",
     "roster import missing.csv", "quiz import missing.xlsx", "run -c missing.toml",
     "db info -c missing.toml"],
)  # fmt: skip
def test_what_was_typed_wrong_is_told_and_ends_with_2(orglife: Terminal, words: str) -> None:
    ended = orglife(*words.split())
    assert ended.code == 2
    assert ended.err.strip()
    assert list(orglife.folder.iterdir()) == []


def every_command(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from every_command(f"{path} {name}", below)


def test_the_help_is_there_in_chinese_and_nothing_of_it_is_left_over() -> None:
    needed: dict[str, set[str]] = {}
    for name in COMMANDS:
        for path, command in every_command(name, load_command(name)):
            needed[path] = {"about", *(each.name for each in command.params)}
    common = set(chinese()["*"])
    left = {path: set(lines) - needed.get(path, set()) for path, lines in chinese().items()}
    missing = {
        path: names - common - set(chinese().get(path, ())) for path, names in needed.items()
    }
    assert {path: names for path, names in missing.items() if names} == {}
    assert {path: names for path, names in left.items() if names and path not in ("", "*")} == {}


def test_the_help_is_in_the_terminals_language(
    orglife: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "导入成员" in orglife("roster", "import", "-h").out
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "Import members" in orglife("roster", "import", "-h").out
    (orglife.folder / "orglife.toml").write_text('[organization]\nlanguage = "zh-CN"\n', "utf-8")
    assert "导入成员" in orglife("roster", "import", "-h").out, "the organization's comes first"


@pytest.mark.parametrize(
    ("words", "chinese", "english"),
    [
        ("doctr", "您要的是不是 'doctor'", "Did you mean 'doctor'"),
        ("roster imprt", "您要的是不是 'import'", "Did you mean 'import'"),
        ("run --confg x", "您要的是不是 --config", "Did you mean --config"),
        ("run --config", "后面要写一个值", "needs a value"),
        ("run extra", "多了这些参数：extra", "Too many arguments: extra"),
        ("db backup", "还缺 'file'", "'file' is missing"),
        ("play --json=1 x", "后面不写值", "takes no value"),
        ("demo --port x", "'--port' 的值不对", "'--port': Input should be a valid integer"),
    ],
)
def test_a_wrong_call_is_told_in_the_terminals_language(
    orglife: Terminal, monkeypatch: pytest.MonkeyPatch, words: str, chinese: str, english: str
) -> None:
    told = orglife(*words.split())
    assert chinese in told.err
    assert "用法见：orglife" in told.err
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert english in orglife(*words.split()).err


def test_the_version_is_told(orglife: Terminal) -> None:
    assert orglife("--version").out == orglife("-V").out == f"OrgLife {version('orglife')}\n"


def test_the_shell_completes_commands_at_every_depth(orglife: Terminal) -> None:
    for typed, completed in (("ro", "roster"), ("roster im", "import")):
        told = subprocess.run(
            [sys.executable, "-m", "service"],
            capture_output=True,
            text=True,
            check=False,
            cwd=orglife.folder,
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[2]),
                "COMP_WORDS": f"orglife {typed}",
                "COMP_CWORD": str(typed.count(" ") + 1),
                "_ORGLIFE_COMPLETE": "complete_bash",
            },
        )
        assert told.stdout.split() == [completed]


@pytest.mark.parametrize(
    "words", [["roster", "list"], ["roster", "invite"], ["db", "info"], ["db", "backup", "x"],
              ["db", "rotate-keys"], ["quiz", "import", QUESTIONS]],
)  # fmt: skip
def test_before_there_is_a_database_the_next_step_is_named(
    orglife: Terminal, words: list[object]
) -> None:
    ended = orglife(*words)
    assert ended.code == 1
    assert "orglife roster import" in ended.err
    assert list(orglife.folder.iterdir()) == []


def test_a_folder_that_can_not_be_written_is_named(orglife: Terminal) -> None:
    (orglife.folder / "file").write_text("")
    (orglife.folder / "orglife.toml").write_text('data_dir = "file/below"\n')
    for words in (["run"], ["roster", "import", ROSTER]):
        ended = orglife(*words)
        assert ended.code == 1
        assert "file/below" in ended.err
    for words in (["init", "nowhere/x.toml", "-y"], ["quiz", "template", "nowhere/x.xlsx"]):
        ended = orglife(*words)
        assert ended.code == 1
        assert "nowhere" in ended.err


def test_wrong_settings_are_told_by_file_and_key(orglife: Terminal) -> None:
    (orglife.folder / "orglife.toml").write_text("[web]\nprt = 1\n")
    for words in (["run"], ["roster", "list"], ["db", "info"]):
        ended = orglife(*words)
        assert ended.code == 2
        assert 'orglife.toml: web.prt: there is no such setting; did you mean "port"?' in ended.err


# -- init


def test_init_takes_the_defaults_and_overwrites_nothing(orglife: Terminal) -> None:
    assert orglife("init", "--yes").code == 0
    written = (orglife.folder / "orglife.toml").read_text("utf-8")
    assert not load(orglife.folder / "orglife.toml").web.port_is_fixed
    assert orglife("init", "--yes").code == 2
    assert (orglife.folder / "orglife.toml").read_text("utf-8") == written


def test_init_asks_again_until_an_answer_can_be_used(orglife: Terminal) -> None:
    typed = 'Branch "One" \\o/\nfr\nen\nMars\nEurope/Berlin\n99999\nx\n8090\nmy.org\n'
    typed += "https://org.example/\nmy data\n"
    ended = orglife("init", "own.toml", typed=typed)
    assert ended.code == 0
    assert "Next: orglife doctor" in ended.out
    settings = load(orglife.folder / "own.toml")
    assert settings.organization.name == 'Branch "One" \\o/'
    assert settings.organization.language == "en"
    assert settings.organization.timezone == "Europe/Berlin"
    assert (settings.web.port, settings.data_dir) == (8090, Path("my data"))
    assert settings.web.base_url == "https://org.example"
    assert settings.web.trusted_proxies == ("127.0.0.1", "::1")
    assert "my.org: 例如 / such as https://org.example" in ended.out


def test_init_that_is_broken_off_writes_nothing(orglife: Terminal) -> None:
    assert orglife("init", typed="Branch\n").code == 1
    assert list(orglife.folder.iterdir()) == []


# -- roster


def test_a_dry_run_says_what_would_change_and_keeps_nothing(orglife: Terminal) -> None:
    ended = orglife("roster", "import", ROSTER, "--dry-run")
    assert ended.code == 0
    assert "将新增 13 人" in ended.out
    assert list(orglife.folder.iterdir()) == []
    orglife("roster", "import", ROSTER)
    more = write_roster(orglife.folder / "more.csv", 2)
    assert "将新增 2 人" in orglife("roster", "import", more, "--dry-run").out
    assert "人0" not in orglife("roster", "list").out


def test_importing_twice_adds_nobody_twice(english: Terminal) -> None:
    assert "added: 13, changed: 0, unchanged: 0" in english("roster", "import", ROSTER).out
    assert "added: 0, changed: 0, unchanged: 13" in english("roster", "import", ROSTER).out
    listed = english("roster", "list").out
    assert listed.count("wangmin") == 0  # contacts are nobody else's business
    assert listed.count("王敏") == 1


def test_a_roster_with_errors_is_refused_as_a_whole_by_row(english: Terminal) -> None:
    bad = english.folder / "bad.csv"
    bad.write_text("name,branch,role\nAda,One,member\n,One,member\nBob,One,king\n", "utf-8")
    ended = english("roster", "import", bad)
    assert ended.code == 2
    assert "row 3" in ended.err
    assert "row 4" in ended.err
    assert english("roster", "list").code == 1  # nobody was added


def test_a_large_roster_is_imported_at_once(english: Terminal) -> None:
    large = write_roster(english.folder / "large.csv", 5000)
    assert "added: 5,000" in english("roster", "import", large).out
    assert "unchanged: 5,000" in english("roster", "import", large).out


def test_new_units_and_people_take_the_organizations_language_and_time_zone(
    orglife: Terminal,
) -> None:
    (orglife.folder / "orglife.toml").write_text(
        '[organization]\nlanguage = "en"\ntimezone = "Europe/Berlin"\n', "utf-8"
    )
    orglife("roster", "import", write_roster(orglife.folder / "few.csv", 1))
    assert "Europe/Berlin" in orglife("roster", "list", "--full").out


def test_the_list_can_be_of_one_branch(orglife: Terminal) -> None:
    orglife("roster", "import", ROSTER)
    listed = orglife("roster", "list", "第一支部")
    assert "王敏" in listed.out
    assert "陈静" not in listed.out
    missing = orglife("roster", "list", "第九支部")
    assert missing.code == 2
    assert "第二支部" in missing.err  # says which there are


def test_invitations_are_made_for_everybody_or_for_those_named(orglife: Terminal) -> None:
    orglife("roster", "import", ROSTER)
    everybody = orglife("roster", "invite")
    assert everybody.code == 0
    links = re.findall(r"^    (http://127.0.0.1:8080/chat/join\?code=\w{10})$", everybody.out, re.M)
    assert len(set(links)) == 13, "good for a service that is started later"
    assert "只有这台机器自己能打开" in everybody.err
    assert "王敏" in orglife("roster", "invite", "王敏", "--sheet", "one.html").out
    nobody = orglife("roster", "invite", "无此人", "--sheet", "none.html")
    assert nobody.code == 2
    assert "无此人" in nobody.err
    assert not (orglife.folder / "none.html").exists()


def test_invitations_come_on_slips_to_print_which_only_their_owner_reads(
    orglife: Terminal,
) -> None:
    (orglife.folder / "orglife.toml").write_text('[web]\nbase_url = "https://org.example"\n')
    orglife("roster", "import", ROSTER)
    ended = orglife("roster", "invite", "--qr")
    assert ended.code == 0
    assert not ended.err, "an address with TLS that opens everywhere needs no warning"
    assert ended.out.count("█") > 1000
    (file,) = orglife.folder.glob("invitations-*.html")
    assert str(file.name) in ended.out
    assert file.stat().st_mode & 0o077 == 0
    page = file.read_text("utf-8")
    assert page.count("<article>") == page.count("<svg") == 13
    assert "<bdi>王敏</bdi>" in page
    assert "第一支部" in page
    for link in re.findall(r"https://\S+code=\w+", ended.out):
        assert link in page
    again = orglife("roster", "invite", "--sheet", file.name)
    assert again.code == 2
    assert "已存在" in again.err
    assert file.read_text("utf-8") == page


def test_inviting_again_voids_no_code_unless_asked(orglife: Terminal) -> None:
    def codes(*words: str) -> int:
        orglife("roster", "invite", "王敏", *words)
        with closing(sqlite3.connect(orglife.folder / "data" / "orglife.sqlite3")) as database:
            (found,) = database.execute("SELECT count(*) FROM codes WHERE used_at IS NULL")
        return int(found[0])

    orglife("roster", "import", ROSTER)
    assert codes("--sheet", "1.html") == 1
    assert codes("--sheet", "2.html") == 2
    assert codes("--sheet", "3.html", "--void") == 1


def test_two_people_of_one_name_are_told_apart_by_their_contact(orglife: Terminal) -> None:
    twins = orglife.folder / "twins.csv"
    twins.write_text("姓名,支部,联系方式\n张伟,一支部,a@x.org\n张伟,一支部,b@x.org\n", "utf-8")
    orglife("roster", "import", twins)
    both = orglife("roster", "invite", "张伟")
    assert both.code == 2
    assert "张伟/b@x.org" in both.err
    assert orglife("roster", "invite", "张伟/b@x.org").out.count("张伟（") == 1


# -- branch


TWO_ACCOUNTS = """
[adapters.webchat]
kind = "webchat"
[adapters.telegram]
kind = "telegram"
token = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
"""


def test_a_branch_moves_by_one_command_that_says_what_is_left(orglife: Terminal) -> None:
    (orglife.folder / "orglife.toml").write_text(TWO_ACCOUNTS)
    orglife("roster", "import", ROSTER)
    moved = orglife("branch", "move", "第二支部", "--from", "telegram", "--to", "webchat")
    assert moved.code == 0
    assert "还没有到 webchat 的成员" in moved.out
    assert "陈静（第二支部）" in moved.out
    assert "王敏" not in moved.out
    again = orglife("branch", "move", "第二支部", "--from", "telegram", "--to", "webchat")
    assert again.code == 0
    assert again.out != moved.out, "new codes"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["第二支部", "--from", "telegram", "--to", "matrix"], "webchat, telegram"),
        (["第二支部", "--from", "webchat", "--to", "webchat"], "没有要搬的"),
        (["第九支部", "--from", "webchat", "--to", "telegram"], "第二支部"),
    ],
)
def test_a_move_that_can_not_be_says_what_there_is(
    orglife: Terminal, words: list[object], says: str
) -> None:
    (orglife.folder / "orglife.toml").write_text(TWO_ACCOUNTS)
    orglife("roster", "import", ROSTER)
    ended = orglife("branch", "move", *words)
    assert ended.code == 2
    assert says in ended.err


# -- quiz


def test_the_right_questions_of_a_file_are_taken_and_the_wrong_ones_named(
    english: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "corner.gift"
    file.write_text("Is it free? {T}\n\nWhere? {~up ~down}\n\nWhy? {}\n", encoding="utf-8")
    english("roster", "import", ROSTER)
    refused = english("quiz", "bank", "import", str(file))
    assert refused.code == 2
    done = english("quiz", "bank", "import", str(file), "--skip-bad")
    assert done.code == 0
    assert "line 3: no option is right" in done.out
    assert "line 5: this is an essay question" in done.out
    assert "added 1" in done.out


def test_a_bank_is_imported_for_all_or_for_a_branch(english: Terminal) -> None:
    english("roster", "import", ROSTER)
    assert "Bank “questions” (示范大学党委): added 5, changed 0, unchanged 0, retired 0" in (
        english("quiz", "bank", "import", QUESTIONS).out
    )
    assert "unchanged 5" in english("quiz", "import", QUESTIONS).out, "the old name still works"
    one = english("quiz", "bank", "import", QUESTIONS, "--name", "Own", "--branch", "第一支部")
    assert "Bank “Own” (第一支部): added 5" in one.out
    wrong = english("quiz", "bank", "import", QUESTIONS, "--branch", "nowhere")
    assert wrong.code == 2
    assert english("quiz", "bank", "import", ROSTER).code == 2


def test_a_dry_run_shows_what_is_in_the_file_and_writes_nothing(english: Terminal) -> None:
    english("roster", "import", ROSTER)
    would = english("quiz", "bank", "import", QUESTIONS, "--dry-run").out
    assert "would add 5" in would
    assert "5 questions" in would
    assert english("quiz", "bank", "list").code == 1


def test_a_bank_goes_out_in_every_format_and_comes_back_the_same(
    english: Terminal, tmp_path: Path
) -> None:
    english("roster", "import", ROSTER)
    english("quiz", "bank", "import", QUESTIONS, "--name", "b")
    for ending in ("xlsx", "csv", "docx", "gift", "xml"):
        file = tmp_path / f"b.{ending}"
        assert english("quiz", "bank", "export", "b", file).code == 0
        again = english("quiz", "bank", "import", file, "--name", "b").out
        assert "added 0, changed 0, unchanged 5" in again, ending
        assert english("quiz", "bank", "export", "b", file).code == 2, "never overwritten"
    refused = english("quiz", "bank", "export", "b", tmp_path / "b.aiken")
    assert refused.code == 2
    assert "can't represent these questions: 2" in refused.err


def test_versions_are_shown_and_questions_are_retired_and_taken_back(
    english: Terminal, tmp_path: Path
) -> None:
    english("roster", "import", ROSTER)
    file = tmp_path / "b.gift"
    file.write_text("// [id:sun]\nIs it a star? {T}\n\n// [id:moon]\nIs it a star too? {F}")
    english("quiz", "bank", "import", file)
    file.write_text("// [id:sun] [points:3]\nIs it a star? {T}\n\n// [id:moon]\nAnd this? {F}")
    changed = english("quiz", "bank", "import", file).out
    assert "changed 2" in changed
    versions = english("quiz", "bank", "show", "b", "--question", "moon").out
    assert versions.index("version 1") < versions.index("star too") < versions.index("And this?")
    assert "Retired: 1" in english("quiz", "bank", "retire", "b", "sun").out
    assert "Restored: 1" in english("quiz", "bank", "retire", "b", "sun", "--back").out
    assert english("quiz", "bank", "retire", "b", "mars").code == 2
    assert "sun" in english("quiz", "bank", "show", "b").out
    assert english("quiz", "bank", "show", "none").code == 2


@pytest.mark.parametrize("ending", ["xlsx", "csv", "docx", "gift", "aiken", "xml"])
def test_a_template_of_each_format_can_be_imported_as_it_is(english: Terminal, ending: str) -> None:
    english("roster", "import", ROSTER)
    assert english("quiz", "template", "--format", ending).code == 0
    assert english("quiz", "bank", "import", f"quiz-template.{ending}").code == 0


def test_the_template_can_be_imported_as_it_is_and_is_never_overwritten(english: Terminal) -> None:
    english("roster", "import", ROSTER)
    assert english("quiz", "template").code == 0
    assert english("quiz", "import", "quiz-template.xlsx").code == 0
    assert english("quiz", "template").code == 2
    assert english("roster", "template").code == 0
    assert english("roster", "import", "roster-template.xlsx", "--dry-run").code == 0
    assert english("roster", "template").code == 2


# -- doctor


def test_the_doctor_finds_nothing_wrong_in_an_empty_folder_and_leaves_it_empty(
    orglife: Terminal,
) -> None:
    ended = orglife("doctor")
    assert ended.code == 0, ended.out
    assert "✗" not in ended.out
    assert list(orglife.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("base_url", "words"),
    [
        ("", "this machine only"),
        ("http://192.168.1.5:8080", "local network only"),
        ("http://org.example", "not encrypted"),
        ("https://org.example", "✓ address: https://org.example"),
    ],
)
def test_the_doctor_says_whether_phones_can_open_the_address(
    orglife: Terminal, base_url: str, words: str
) -> None:
    (orglife.folder / "orglife.toml").write_text(
        f'[organization]\nlanguage = "en"\n[web]\nbase_url = "{base_url}"\n', "utf-8"
    )
    ended = orglife("doctor")
    assert ended.code == 0
    assert words in ended.out
    assert ("trusted_proxies is not" in ended.out) == bool(base_url)


@pytest.mark.parametrize(
    ("url", "warned"),
    [
        ("postgresql://u:hidden@db.invalid/x", True),
        ("postgresql://u:hidden@db.invalid/x?sslmode=require", True),
        ("postgresql://u:hidden@db.invalid/x?sslmode=verify-full", False),
        ("postgresql://u:hidden@127.0.0.1:1/x", False),
        ("", False),
    ],
)
def test_the_doctor_says_when_nobody_makes_sure_which_database_it_is(
    orglife: Terminal, url: str, warned: bool
) -> None:
    settings = f'[organization]\nlanguage = "en"\n[database]\nurl = "{url}"\n'
    (orglife.folder / "orglife.toml").write_text(settings, "utf-8")
    ended = orglife("doctor")
    assert ("sslmode=verify-full" in ended.out) == warned, ended.out
    assert "hidden" not in ended.out


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[web]\nprt = 1", "web.prt"),
        ('[database]\nurl = "postgresql://u:hidden@127.0.0.1:1/x"', "postgresql"),
        ('[database]\nurl = "sqlite:///junk"', "file is not a database"),
        ('[adapters.other]\nkind = "pigeon"', "pigeon"),
        ('data_dir = "junk/below"', "junk/below"),
        ('[holidays]\ncorrections = "nowhere.toml"', "nowhere.toml"),
        (
            '[[plans]]\nname = "p"\nkind = "dance"\n'
            'when = { every = "week", weekday = "friday", at = "19:30" }',
            "dance",
        ),
    ],
)
def test_the_doctor_says_what_is_wrong_and_what_to_do(
    english: Terminal, settings: str, said: str
) -> None:
    (english.folder / "junk").write_bytes(bytes(range(1, 256)) * 20)
    (english.folder / "data").mkdir()
    file = english.folder / "orglife.toml"
    file.write_text(f"{settings}\n{file.read_text('utf-8')}", "utf-8")
    ended = english("doctor")
    assert ended.code == 1
    assert said in ended.out
    assert "→" in ended.out
    assert "hidden" not in ended.out


def test_the_doctor_shows_everything_beside_a_bad_key(english: Terminal) -> None:
    english("roster", "import", ROSTER)
    key = english.folder / "data" / "confidential.key"
    key.write_text("no key")
    key.chmod(0o600)
    bad = english("doctor")
    assert (bad.code, bad.out.count("✗")) == (1, 1)
    assert "✓ database" in bad.out
    assert english("run").code == 1
    key.chmod(0o644)
    assert "chmod 600" in english("doctor").out


def test_the_sample_settings_are_valid_toml_for_the_doctor(orglife: Terminal) -> None:
    orglife("init", "-y")
    assert tomllib.loads((orglife.folder / "orglife.toml").read_text("utf-8"))
    assert orglife("doctor").code == 0
