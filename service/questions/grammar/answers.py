"""What an answer names: options by their letters or words, true or false; and the answers at the
end of a paper.

    AC · A、C · A和C · ＡＣ · 选 A · B. 二楼 · 二楼          options
    参考答案：1-5 BACDA 6. AC 7、√                       the key of a paper
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from service.core.characters import alike, visible
from service.questions.grammar.words import FALSE_MARKS, LETTERS, TRUE_MARKS

_AND = re.compile(r"[\s,，、;；.。/|:：]+|和|及|与|\band\b|&|\+", re.I)
_THEN = re.compile(r"[-–—~～→>＞]+")
_CHOSEN = re.compile(r"^(?:故|所以)?(?:应|应该|可)?(?:选择?|为|是)\s*[:：]?\s*")
_ENDS = " \t\r\n.。;；"
_MARKED = re.compile(r"(?<![A-Za-z])([A-Za-z])\s*[.．、:：)）]\s*")
_OWN = re.compile(r"[(（【\[]?([A-Za-zＡ-Ｚａ-ｚ])\s*[)）】\].．、:：]\s*(?=\S)")
_NUMBERED = re.compile(r"[(（【\[]?(\d{1,4})\s*[)）】\].．、](?!\d)\s*(?=\S)")


def letters_of(answer: str, texts: Sequence[str], *, ordered: bool = False) -> str:
    """The options that are named, and nothing else, as letters in lower case; "" if that can't be
    told. `texts`: the options; `ordered`: the answer may be a sequence such as `B→A`."""
    plain = unicodedata.normalize("NFKC", visible(answer)).strip(_ENDS)
    offered = "".join(LETTERS[: len(texts)])
    for words in (plain, _CHOSEN.sub("", plain)):
        bare = _AND.sub("", _THEN.sub("", words) if ordered else words).casefold()
        if bare and set(bare) <= set(offered):
            return "".join(dict.fromkeys(bare))
    said = [_compared(each) for each in texts]
    if said.count(_compared(plain)) == 1:
        return LETTERS[said.index(_compared(plain))]
    return _with_words(plain, said)


def without_letters(texts: Sequence[str]) -> tuple[str, ...] | None:
    """The options without the letters that stand in them as well: `A. 一楼`, `B. 二楼`. None: the
    letters are others than those by which the options are named."""
    found = [_OWN.match(each) for each in texts]
    named = [unicodedata.normalize("NFKC", each[1]).casefold() if each else "" for each in found]
    places = list(LETTERS[: len(texts)])
    if len(texts) > 1 and named != places and sorted(named) == places:
        return None
    own = [letter == place for letter, place in zip(named, places, strict=False)]
    if sum(own) < 2 or any(letter and not each for letter, each in zip(named, own, strict=False)):
        return tuple(texts)
    return tuple(
        text[mark.end() :].strip() if mark else text
        for text, mark in zip(texts, found, strict=True)
    )


def without_numbers(prompts: Sequence[str]) -> tuple[str, ...]:
    """The questions without their numbers, where they are numbered through from the first."""
    found = [_NUMBERED.match(each) for each in prompts]
    numbers = [int(each[1]) if each else 0 for each in found]
    if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return tuple(prompts)
    if numbers[0] != 1 and len(numbers) < 2:
        return tuple(prompts)
    return tuple(
        each[mark.end() :].strip() for each, mark in zip(prompts, found, strict=True) if mark
    )


def _compared(text: str) -> str:
    return "".join(alike(text).casefold().split()).strip(".,;")


def _with_words(plain: str, said: Sequence[str]) -> str:
    """`B. 二楼` and `A. 书 C. 报`, where the words are those of the options."""
    marks = list(_MARKED.finditer(plain))
    if not marks or marks[0].start():
        return ""
    named = ""
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        letter = mark[1].casefold()
        words = _compared(plain[mark.end() : following.start() if following else None])
        place = LETTERS.index(letter)
        if place >= len(said) or said[place] != words:
            return ""
        named += letter
    return "".join(dict.fromkeys(named))


# -- the answers at the end of a paper


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """The answer to the question of this number."""

    number: int
    answer: str


_SIGN = rf"[A-Z]|[{TRUE_MARKS}{FALSE_MARKS}]|正确|错误|对|错"
_ENTRY = re.compile(
    r"[(（]?(\d{1,4})\s*[)）]?\s*(?:[-–—~～至到]+\s*[(（]?(\d{1,4})[)）]?)?\s*题?\s*[.．、:：)）]?\s*"
    rf"((?:(?:{_SIGN})[\s,，、;；/]*)+)",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"[\s,，、;；.。|]*")
_LINE = re.compile(r"[(（]?(\d{1,4})\s*[)）.．、:：]+\s*(\S.*)", re.DOTALL)


def read_key(text: str) -> tuple[KeyEntry, ...]:
    """The entries of a line of a key, by the numbers of the questions; () if it is none."""
    plain = unicodedata.normalize("NFKC", visible(text)).strip()
    entries: list[KeyEntry] = []
    at = 0
    for found in _ENTRY.finditer(plain):
        if not _LOOSE.fullmatch(plain, at, found.start()):
            return ()
        some = _entries(found)
        if not some:
            return ()
        entries.extend(some)
        at = found.end()
    return tuple(entries) if entries and _LOOSE.fullmatch(plain, at) else ()


def read_key_line(text: str) -> tuple[KeyEntry, ...]:
    """The same below the heading of a key, where a line may hold one answer in words: `6. 二楼`."""
    if found := read_key(text):
        return found
    line = _LINE.fullmatch(unicodedata.normalize("NFKC", visible(text)).strip())
    return (KeyEntry(int(line[1]), line[2].strip()),) if line else ()


def _entries(found: re.Match[str]) -> list[KeyEntry]:
    first, last = int(found[1]), int(found[2] or found[1])
    groups = found[3].split()
    signs = [each.upper() for each in re.findall(_SIGN, found[3], re.IGNORECASE)]
    count = last - first + 1
    if not 0 < count <= 200:
        return []
    if count == 1:
        answers = ["".join(signs)] if all(len(each) == 1 for each in signs) else signs
    elif len(groups) == count:
        answers = [_AND.sub("", each).upper() for each in groups]
    else:
        answers = signs
    if len(answers) != count:
        return []
    return [KeyEntry(first + place, answer) for place, answer in enumerate(answers)]
