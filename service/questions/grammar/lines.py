"""What one line of a paper is, as Chinese offices write papers: the beginning of a section or of a
question, options, an answer, an explanation, or one of the other fields of a question.

What a line says by itself is read here, for papers and for what is typed alike. `spoken` adds what
only the question at hand can tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from service.core.characters import visible
from service.questions.grammar.words import LETTERS, SectionKind, named_kind

_NUMERALS = "〇零一二三四五六七八九十百"
_SECTION = re.compile(
    rf"(?:第\s*[{_NUMERALS}\d]+\s*部分[:：]?|[(（][{_NUMERALS}]+[)）]\s*[、．.]?"
    rf"|[{_NUMERALS}]+\s*[、．.:：])\s*(.*)",
    re.DOTALL,
)
_CHAPTER = re.compile(
    rf"(?:第\s*[{_NUMERALS}\d]+\s*(?:章|节|部分|单元|编|篇|讲|课|模块|板块)(?:\s|[:：、.．]|$)"
    rf"|第[{_NUMERALS}\d]+(?:章|部分|单元|编|篇|讲|模块|板块)"
    r"|(?:part|chapter|section|unit)\s+(?:[ivx]+|\d+|[a-z])\b|#{1,6}\s+(?=\S)).{0,40}",
    re.IGNORECASE,
)
_RULED = re.compile(r"[-—–=]{2,}\s*([^-—–=].{0,60}?)\s*[-—–=]{2,}")
_RULE = re.compile(r"(?:[-=*]\s*){3,}")
_SENTENCE = re.compile(r"[。？！?!；;]|[(（]\s*[)）]|_{2,}|＿{2,}|\.$")
_DRESS = re.compile(r"^[\s【\[（(《<*#＊「『]+|[\s】\]）)》>*#＊」』:：。]+$")
_BARE_KIND = re.compile(
    r"(?:[ivx]{1,4}\s*[.、．]\s*)?"
    r"(?:单项选择|多项选择|不定项选择|单选|多选|不定项|选择|判断正误|判断|是非|填空|数值|排序|连线|匹配|配对"
    r"|简答|论述|名词解释|问答|案例分析|材料分析|single choice|multiple choice|multiple answers?"
    r"|true\s*(?:/|or)\s*false|fill in the blanks?|short answers?|numbers?|ordering|matching|essay)"
    r"\s*(?:题|questions?)?(?:部分|类)?\s*[】\]）)》*]*\s*[:：]?\s*(?:[(（][^()（）]*[)）])?"
    r"\s*(?:[,，]?\s*(?:每|共|本).{0,40})?",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:第\s*(\d{1,4})\s*题\s*[.．、:：]?|[(（【\[]\s*第?(\d{1,4})\s*题?\s*[)）】\]]"
    r"|(?:q|题目?|问题?)?\s*(\d{1,4})\s*(?:[.．、)）\]】]|[:：](?=\D)))(\s*)(.*)",
    re.DOTALL | re.IGNORECASE,
)
_LOOSE_QUESTION = re.compile(r"(?:(\d{1,4})(?:\s+|\s*[,，]\s*)|([①-⑳㉑-㉟])\s*)(\S.*)", re.DOTALL)
_OPTION = re.compile(r"[(（【\[]?\s*([A-ZＡ-Ｚ])\s*[)）】\].．、:：]\s*(.*)", re.DOTALL)
_MARKDOWN = re.compile(r"^(?:#{1,6}|[-*+•])\s+|\*\*|^>\s+")
_FIELD = re.compile(
    r"[【\[]?\s*(参考答案|正确答案|标准答案|答案解析|试题解析|题目解析|答案|解析|解释|说明|题型|分值|难度|"
    r"标签|知识点|标识|计分方式|误差|反馈[A-Z]|(?:correct |right )?answer|explanation|kind|points|"
    r"difficulty|tags|id|credit|tolerance|feedback [A-Z])\s*(?:[】\]]\s*[:：]?|[:：])\s*(.*)"
    r"|(答)\s*[:：]\s*(.*)",
    re.DOTALL | re.IGNORECASE,
)
_KEY_HEADING = re.compile(
    r"[【\[（(]?\s*(?:参考|标准|正确)?答案\s*(?:(?:及|与|和)?解析|汇总|部分|如下)?\s*[】\]）)]?\s*[:：]?"
    r"|(?:answer key|answers|key)\s*[:：]?",
    re.IGNORECASE,
)
_SECOND_FIELD = re.compile(r"\s*(?:【解析】|\[解析\]|(?<=[\s。；;])(?:答案)?解析[:：])")
_FIELDS: Mapping[str, str] = {
    "参考答案": "answer", "正确答案": "answer", "标准答案": "answer", "答案": "answer",
    "答": "answer", "correct answer": "answer", "right answer": "answer",
    "答案解析": "explanation", "试题解析": "explanation", "题目解析": "explanation",
    "解析": "explanation", "解释": "explanation", "说明": "explanation",
    "题型": "kind", "分值": "points", "难度": "difficulty", "标签": "tags", "知识点": "tags",
    "标识": "id", "计分方式": "credit", "误差": "tolerance",
}  # fmt: skip
_EACH = re.compile(
    r"每\s*小?\s*[题空]\s*(\d{1,4}(?:\.\d{1,2})?)\s*分|(\d{1,4}(?:\.\d{1,2})?) points? each"
)
_WIDE = re.compile(r"\t+|[ \u3000]{2,}")
_OPTION_MARK = r"[(（【\[]?(?P<letter>[{letter}])\s*[)）】\].．、:：]\s*"
_FIRST = re.compile(rf"(?<=[\s。？?）)：:，；;]){_OPTION_MARK.format(letter='AＡ')}(?=\S)")
_ANY = re.compile(_OPTION_MARK.format(letter="A-ZＡ-Ｚ"))


Mark = Literal["sure", "tight", "loose"]


@dataclass(frozen=True, slots=True)
class Section:
    """Where questions of one kind begin. `points`: of each; None where that is not said. With
    neither it is a heading only, below which goes on what was."""

    kind: SectionKind
    points: str | None


@dataclass(frozen=True, slots=True)
class Begins:
    """A question begins. `number`: as it is written; 0: Word makes it, or there is none.

    `mark`: how it stands there. "sure": nothing but a question begins so; "tight": right before a
    digit, as `2.2010年…` or `3.14`; "loose": with a blank only. Those begin one where the number is
    the next one."""

    text: str
    number: int = 0
    mark: Mark = "sure"


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One option; `letter` is in lower case, "" when Word made it."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """Another part of the question; `name` is a key of the table of questions."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line that is none of these: it goes on with what was before."""

    text: str


Line = Section | Begins | OptionLine | Field | Words


def split(paragraph: str) -> tuple[str, ...]:
    """The lines of a paragraph: as one, unless one that follows says by itself what it is."""
    several = visible(paragraph).split("\n")
    marked = any(
        not isinstance(part, Words) and (not isinstance(part, Begins) or part.mark == "sure")
        for each in several[1:]
        for part in lines(each.strip())
    )
    return tuple(each.strip() for each in several) if marked else (visible(paragraph),)


def lines(text: str, label: str = "") -> Iterator[Line]:
    """What the line says, in order; several options may stand on one. `label`: the number or the
    letter that Word makes for it."""
    if label[:1].isascii() and label[:1].isdigit():
        yield from _begins(text, int(re.sub(r"\D", "", label) or 0), "sure")
    elif label[:1].isascii() and label[:1].isalpha():
        yield from _options("", text)
    elif _RULE.fullmatch(text):
        return
    elif (bare := _MARKDOWN.sub("", text).strip()) != text and _says(bare):
        yield from lines(bare, label)
    elif (section := _section(f"{label}{text}")) is not None:
        yield section
    elif field := _FIELD.fullmatch(text):
        yield from _fields(field[1] or field[3], field[2] if field[1] else field[4])
    elif _KEY_HEADING.fullmatch(text):
        yield Field("answer", "")
    elif option := _OPTION.fullmatch(text):
        yield from _options(_plain(option[1]), option[2])
    elif question := _QUESTION.fullmatch(text):
        number = int(question[1] or question[2] or question[3])
        tight = question[3] is not None and not question[4] and question[5][:1].isdigit()
        yield from _begins(question[5], number, "tight" if tight else "sure")
    elif loose := _LOOSE_QUESTION.fullmatch(text):
        number = int(unicodedata.normalize("NFKC", loose[1] or loose[2]))
        yield from _begins(loose[3], number, "loose")
    else:
        yield from _asked(text)


def _says(text: str) -> bool:
    """Whether the line says by itself what it is."""
    first = next(lines(text), None)
    return first is not None and not isinstance(first, Words)


def _begins(text: str, number: int, mark: Mark) -> Iterator[Line]:
    """The beginning of a question, with the options that stand on its line."""
    asked, *options = _asked(text)
    words = asked.text if isinstance(asked, Words) else text
    yield Begins(words, number, mark)
    yield from options


def _asked(text: str) -> Iterator[Line]:
    """Words, with the options that stand behind them: `…（ B ）。A. 一楼 B. 二楼`."""
    for first in _FIRST.finditer(text):
        options = [*_options("a", text[first.end() :])]
        if len(options) > 1 and text[: first.start()].strip():
            yield Words(text[: first.start()].strip())
            yield from options
            return
    yield Words(text)


def _section(text: str) -> Section | None:
    if "\n" in text or not text or len(text) > 120:
        return None
    bare = _DRESS.sub("", text)
    if (found := _RULED.fullmatch(text)) and not _SENTENCE.search(text):
        return _headed(found[1])
    if _BARE_KIND.fullmatch(bare) or _BARE_KIND.fullmatch(text.strip("*# ")):
        return _headed(text)
    numbered = _SECTION.fullmatch(text)
    if numbered is not None:
        headed = _headed(numbered[1])
        if headed.kind is not None or headed.points is not None:
            return headed
    if _CHAPTER.fullmatch(text) and not _SENTENCE.search(text):
        return _headed(text)
    return None


def _headed(said: str) -> Section:
    return Section(named_kind(_DRESS.sub("", said)), _points(said))


def _points(said: str) -> str | None:
    points = _EACH.search(said.casefold())
    return (points[1] or points[2]) if points else None


def _fields(name: str, text: str) -> Iterator[Field]:
    """A field; after an answer its explanation may stand on the same line."""
    said = " ".join(name.casefold().split())
    key = _FIELDS.get(said, said.replace(" ", "_"))
    if name.startswith("反馈"):
        key = f"feedback_{name[-1].lower()}"
    if key == "answer" and (second := _SECOND_FIELD.search(text)):
        yield Field(key, text[: second.start()].strip())
        yield Field("explanation", text[second.end() :].strip())
    else:
        yield Field(key, text)


def _options(letter: str, text: str) -> Iterator[OptionLine]:
    """One option, or several on one line: `A. one  B. two  C. three`; in columns that are read down
    `A. one⇥C. three` too."""
    while letter and letter != LETTERS[-1]:
        mark = _next_mark(letter, text)
        if mark is None:
            break
        yield OptionLine(letter, _cut(text[: mark.start()]))
        letter, text = _plain(mark["letter"]), text[mark.end() :]
    yield OptionLine(letter, text.strip())


def _next_mark(letter: str, text: str) -> re.Match[str] | None:
    """The mark of an option that follows on the same line: of the next one, or behind a wide gap of
    any later one."""
    following = LETTERS[LETTERS.index(letter) + 1].upper()
    either = following + chr(ord(following) + 0xFEE0)  # of full width
    near = re.search(rf"(?:(?<=\s)|(?<=[;；])){_OPTION_MARK.format(letter=either)}", text)
    if near is None:
        near = re.search(rf"(?<=[^\sA-Za-z0-9])(?P<letter>[{either}])\s*[.．]\s*(?=\S)", text)
    for gap in _WIDE.finditer(text, 0, near.start() if near else len(text)):
        found = _ANY.match(text, gap.end())
        if found and _plain(found["letter"]) > letter:
            return found
    return near


def _cut(text: str) -> str:
    return text.strip().rstrip(";；").strip()


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKC", letter).casefold()
