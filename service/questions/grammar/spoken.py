"""A line as it is typed on a phone or spoken into one, written as papers write it.

    选项A 二十秒    A. 二十秒          答案是A和C    答案：AC
    a、二十秒      A. 二十秒          2分          分值：2

Only what can hardly mean anything else is changed; `draft` is the question at hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from service.core.characters import visible
from service.questions.grammar.answers import letters_of
from service.questions.grammar.draft import Draft, finished
from service.questions.grammar.lines import Begins, Line, Words, lines
from service.questions.grammar.words import (
    FALSE_MARKS,
    LETTERS,
    TRUE_MARKS,
    TRUTH_WORDS,
    named_kind,
    normal,
)

_LETTER = "A-Za-zＡ-Ｚａ-ｚ"
_NAMED = re.compile(
    rf"(?:选项|选择|option)\s*([{_LETTER}])\s*[)）.．、:：,，]?\s*(.+)", re.DOTALL | re.I
)
_MARKED = re.compile(
    rf"[(（【\[]?([{_LETTER}])(?:\s*[)）】\].．、:：,，]\s*|\s+|(?=[\u3400-\u9fff]))(.+)", re.DOTALL
)
_ANSWER = re.compile(r"(?:(?:参考|正确|标准)?答案)(\s*(?:是|为|选)\s*|\s*)(.+)", re.DOTALL)
_ANSWER_EN = re.compile(
    r"(?:the\s+)?(?:(?:right|correct)\s+)?answers?\s+((?:is|are)\s+)?(.+)", re.DOTALL | re.I
)
_FIELD = re.compile(r"(题型|分值|标签|知识点|难度|误差|解析|答案解析)\s+(.+)", re.DOTALL)
_NUMBERED = re.compile(r"(points|difficulty|tolerance)\s+([\d.]+)", re.I)
_POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)\s*(?:分|points?)", re.I)
_AND = re.compile(r"[\s,，、;；.。]+|和|及|与|\band\b|&|\+", re.I)
_SAID_TRUTHS = frozenset({"对", "错", "正确", "错误", *TRUE_MARKS, *FALSE_MARKS, "true", "false"})


def parts(line: str, draft: Draft | None, label: str = "") -> Iterator[Line]:
    """What a line of a paper or of a message is, beside the question at hand."""
    clean = visible(line).strip()
    for part in lines(clean if label else spoken(clean, draft), label):
        if isinstance(part, Begins) and not _begins(part, draft):
            yield Words(clean)
            return
        yield part


def _begins(found: Begins, draft: Draft | None) -> bool:
    """Whether a question begins: a number that may be part of the words has to be the next one."""
    if found.mark == "sure":
        return True
    if draft is None or not any(draft.prompt):
        return found.number == 1
    if found.number != draft.number + 1:
        return False
    # A year or a figure may go on with a question, but not one that says what it would be the
    # number of.
    return found.mark == "tight" or bool(draft.options) or finished(draft)[0] is not None


def spoken(line: str, draft: Draft | None) -> str:
    """The line in the form that the grammar of papers knows; as it is where that is not plain."""
    if draft is None or not any(draft.prompt):
        return line
    return _answer(line, draft) or _option(line, draft) or _other(line) or line


def _option(line: str, draft: Draft) -> str:
    """An option: the next one, or one that is there already."""
    count = len(draft.options)
    if named := _NAMED.fullmatch(line):
        return f"{_capital(named[1])}. {named[2]}"
    marked = _MARKED.fullmatch(line)
    if marked is None:
        return ""
    letter, text = _capital(marked[1]), marked[2]
    if LETTERS.index(letter.lower()) > count:
        return ""
    bare = line[marked.end(1) : marked.start(2)].strip() in ("", ",", "，")
    if bare and draft.last not in ("prompt", "option"):  # "A项错误，因为…" explains
        return ""
    # "A可以预防什么？" goes on with a question as well.
    if bare and not count and text.rstrip().endswith(("?", "？")):
        return ""
    # "A dog" goes on with a question; "B cat" after an option A is one.
    if bare and not count and text[:1].isascii() and not text[:1].isdigit():
        return ""
    return f"{letter}. {text}"


def _answer(line: str, draft: Draft) -> str:
    said = _ANSWER.fullmatch(line) or _ANSWER_EN.fullmatch(line)
    if said and said[2][:1] not in ":：】]解":
        letters = letters_in(said[2], draft)
        if letters or said[1] or normal(said[2]) in TRUTH_WORDS:
            return f"答案：{letters or said[2]}"
        return ""
    # Letters alone, after the options; "对" alone, after the question.
    if draft.last != "prompt" and (letters := letters_in(line, draft)):
        return f"答案：{letters}"
    if not draft.options and line.casefold().rstrip("。.") in _SAID_TRUTHS:
        return f"答案：{line}"
    return ""


def letters_in(said: str, draft: Draft) -> str:
    """The options that are named, when nothing but options is: `A和C` is `AC`."""
    plain = _AND.sub("", unicodedata.normalize("NFKC", visible(said)))
    if len(set(plain.upper())) != len(plain):
        return ""
    return letters_of(plain, draft.options).upper() if plain.isascii() else ""


def _other(line: str) -> str:
    if points := _POINTS.fullmatch(unicodedata.normalize("NFKC", line)):
        return f"分值：{points[1]}"
    if named := _NUMBERED.fullmatch(line):
        return f"{named[1]}: {named[2]}"
    named = _FIELD.fullmatch(line)
    if named is None or (named[1] == "题型" and named_kind(named[2]) is None):
        return ""
    return f"{named[1]}：{named[2]}"


def _capital(letter: str) -> str:
    return unicodedata.normalize("NFKC", letter).upper()
