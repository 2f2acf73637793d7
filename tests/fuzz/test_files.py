"""Files that no program writes: each is read, or refused with a word that says why, in bounded time
and memory. `make fuzz` tries two thousand."""

from __future__ import annotations

import io
import time
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

from service.core.people import LANGUAGES
from service.files.bank_writing import write_bank
from service.files.errors import Unreadable
from service.files.roster import read_roster
from service.host.file_contents import read_content
from service.testkit.organization import QUESTIONS
from tests.amounts import FILES, SEED, again, no_more_memory_than, tell
from tests.files.books import package, zipped
from tests.files.papers import paper
from tests.fuzz.mutations import PIECES, spoiled

SAMPLE = Path(__file__).parents[2] / "config" / "sample"
CPU_SECONDS = 10.0  # a file
MEMORY = 400  # MB more than before
ROSTER = "roster"
ROLES = ("member", "secretary", "group_leader")
PAPER = (
    "一、单项选择题（每题2分）",
    "1. 一加一等于几？（B）",
    "A. 1　B. 2　C. 3",
    "答案：B",
    "解析：算术",
)


@cache
def real() -> dict[str, bytes]:
    """A sound file of each format, by name."""
    banks = (("xlsx", QUESTIONS), ("gift", QUESTIONS), ("xml", QUESTIONS), ("docx", QUESTIONS),
             ("aiken", QUESTIONS[:1]))  # fmt: skip
    made = {f"题.{ending}": write_bank(bank, f".{ending}").content for ending, bank in banks}
    return {
        **made,
        "卷.docx": paper(*PAPER),
        "题.csv": "题目,选项A,选项B,答案,分值\n一加一?,1,2,B,2\n".encode("gb18030"),
        "卷.txt": "\n".join(PAPER).encode(),
        "题en.gift": (SAMPLE / "questions-en.gift").read_bytes(),
        "题库.xlsx": (SAMPLE / "questions.xlsx").read_bytes(),
        f"{ROSTER}.csv": (SAMPLE / "roster.csv").read_bytes(),
        f"{ROSTER}.xlsx": package(ROWS),
    }


ROWS = (
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>支部</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>王敏</t></is></c>'
    '<c r="B2" t="inlineStr"><is><t>校/一支部</t></is></c></row></sheetData>'
)


def changed(name: str, content: bytes, random: Random) -> bytes:
    """The file with bytes changed; or one part of a package, which is then packed anew."""
    if not content.startswith(b"PK") or random.random() < 0.3:
        return spoiled(content, random)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts: dict[str, str | bytes] = {each: packed.read(each) for each in packed.namelist()}
    at = random.choice(sorted(each for each in parts if each.endswith((".xml", ".rels"))))
    part = parts[at]
    assert isinstance(part, bytes)
    how = random.random()
    if how < 0.1:
        del parts[at]
    elif how < 0.2:
        parts[at] = bomb(random)
    elif how < 0.5:
        parts[at] = restructured(part, random)
    else:
        parts[at] = spoiled(part, random)
    return zipped(parts)


def bomb(random: Random) -> bytes:
    """Little that would become much: entities, nesting, repetition."""
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    deep = "<a>" * 100_000
    return random.choice(
        (
            f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "x">{entities}]><x>&e9;</x>'.encode(),
            b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
            deep.encode(),
            b"<a>" + b" " * 60_000_000 + b"</a>",
        )
    )


def restructured(part: bytes, random: Random) -> bytes:
    """Elements and attributes cut, doubled, renamed or given other values."""
    pieces = part.replace(b"<", b"\0<").split(b"\0")
    for _ in range(random.choice((1, 3, 20))):
        at = random.randrange(len(pieces))
        how = random.randrange(5)
        if how == 0:
            pieces[at] = b""
        elif how == 1:
            pieces[at] *= random.choice((2, 3000))
        elif how == 2:
            pieces[at] += random.choice(PIECES)
        elif how == 3:
            digits = random.choice((b"-1", b"9" * 30, b"0", b"1e999", b"x"))
            pieces[at] = pieces[at].replace(b"1", digits)
        else:
            pieces.insert(random.randrange(len(pieces)), pieces[at])
    return b"".join(pieces)


def read(name: str, content: bytes) -> str:
    """What becomes of the file."""
    if name.startswith(ROSTER):
        try:
            read_roster(content, name, roles=ROLES)
        except Unreadable as error:
            assert all(error.describe(each) for each in LANGUAGES)
            return "refused"
        return "read"
    found = read_content(content, name)
    if found.problems:
        assert all(found.problems[each] for each in LANGUAGES), "it says why"
        return "read in part" if found.questions else "refused"
    assert found.questions or found.pictures
    return "read"


def test_whatever_is_sent_is_read_or_refused_with_a_word() -> None:
    names, outcomes, longest = sorted(real()), Counter[str](), 0.0
    with no_more_memory_than(MEMORY):
        for number in range(FILES):
            random = Random(f"{SEED}/file/{number}")
            name = names[number % len(names)]
            with again(f"file {number}, {name}"):
                content = changed(name, real()[name], random)
                begun = time.thread_time()
                outcomes[read(name, content)] += 1
                took = time.thread_time() - begun
                longest = max(longest, took)
                assert took < CPU_SECONDS
    tell(f"files: {dict(outcomes)}, {longest:.1f} s at most")
    assert len(outcomes) == 3
