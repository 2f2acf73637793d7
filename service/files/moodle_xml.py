"""Reads Moodle's XML format: every type of question that OrgLife supports, with pictures.

https://docs.moodle.org/en/Moodle_XML_format. HTML becomes plain text. What Moodle has no place for
(difficulty, the rule for partial credit) is in tags of OrgLife's own, which Moodle keeps.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element  # the type only; all parsing is done by defusedxml

from service.files.bank_files import BankFile, Reading, picture_name
from service.files.errors import RowError, refusal
from service.files.gift_labels import credit_of
from service.files.markup import from_html
from service.files.messages import Code
from service.files.sheets import decode
from service.files.workbooks import CONTROL
from service.questions.grammar.answers import without_letters
from service.questions.grammar.checks import true_or_false
from service.questions.model import CREDITS, Credit, Option, Pair, Question, QuestionKind

DIFFICULTY, CREDIT = "orglife:difficulty=", "orglife:credit="

_SKIPPED = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_DECLARED = re.compile(rb"\s*<\?xml\b[^>]*?encoding=[\"']([\w.-]+)[\"'][^>]*>")
_START = re.compile(rb"<question[\s>]")
_PICTURE = re.compile(r"<img\b[^>]*?\bsrc=[\"']@@PLUGINFILE@@/([^\"']+)[\"'][^>]*>", re.IGNORECASE)
_UNSUPPORTED: Mapping[str, Code] = {
    "essay": "essay", "cloze": "cloze", "multianswer": "cloze", "description": "description",
}  # fmt: skip
_GRADING: Mapping[str, Credit] = {"ALL_OR_NOTHING": "all_or_nothing", "-1": "all_or_nothing"}


class _Refused(Exception):
    """A question can't be read."""

    def __init__(self, code: Code, detail: str = "", hint: str = "") -> None:
        self.code: Code = code
        self.detail = detail
        self.hint = hint


def read_moodle_xml(data: bytes, name: str) -> BankFile:
    """The bank. Raises `Unreadable` with every error, by line."""
    from defusedxml.ElementTree import fromstring

    try:
        quiz = fromstring(_in_utf8(data, name), forbid_dtd=True)
    except Exception as error:  # expat, or a rejected document type or entity
        raise refusal(name, "not_xml") from error
    if quiz.tag != "quiz":
        raise refusal(name, "not_xml")
    reading = _Moodle()
    for line, element in zip(_lines(data), quiz.iter("question"), strict=False):
        reading.read(line, element)
    return reading.bank(name)


def _in_utf8(data: bytes, name: str) -> bytes | str:
    """The file in an encoding that the parser knows."""
    declared = _DECLARED.match(data)
    if declared is None or declared[1].lower() in (b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1"):
        return data
    return decode(data[declared.end() :], name)


def _lines(data: bytes) -> Iterator[int]:
    """The line on which each question begins; 0 if it can't be determined any more."""
    bare = _SKIPPED.sub(lambda match: b"\n" * match[0].count(b"\n"), data)
    line, at = 1, 0
    for match in _START.finditer(bare):
        line += bare.count(b"\n", at, match.start())
        at = match.start()
        yield line
    while True:
        yield 0


class _Moodle(Reading):
    """A bank being read."""

    def read(self, line: int, element: Element) -> None:
        kind = element.get("type", "")
        if kind == "category":
            return
        try:
            question = self._question(kind, element)
        except _Refused as refused:
            error = RowError(line, "", refused.code, refused.detail, refused.hint)
            left_out = refused.code in ("essay", "description")
            (self.notes if left_out else self.errors).append(error)
        else:
            self.add(question, line)

    def _question(self, kind: str, element: Element) -> Question:
        read = _KINDS.get(kind)
        if read is None:
            code = _UNSUPPORTED.get(kind, "unknown_type")
            if code == "description":
                kind = " ".join(_text(element.find("questiontext")).split())
            raise _Refused(code, kind, ", ".join(_KINDS))
        prompt, picture = self._prompt(element.find("questiontext"))
        question = Question(
            "single",
            prompt,
            explanation=_text(element.find("generalfeedback")),
            points=_number(_value(element, "defaultgrade", "1"), "bad_points"),
            picture=picture,
            id=_value(element, "idnumber"),
        )
        return _tagged(read(question, element), element)

    def _prompt(self, element: Element | None) -> tuple[str, str]:
        """The prompt, and the name of its picture."""
        if element is None:
            return "", ""
        written = element.findtext("text") or ""
        shown = _PICTURE.findall(written)
        if len(set(shown)) > 1:
            raise _Refused("many_pictures")
        files = {each.get("name", ""): each for each in element.findall("file")}
        picture = self._picture(files, shown[0]) if shown else ""
        return _plain(_PICTURE.sub("", written), element.get("format", "html")), picture

    def _picture(self, files: Mapping[str, Element], name: str) -> str:
        if name not in files:
            raise _Refused("picture")
        try:
            content = base64.b64decode(files[name].text or "")
        except binascii.Error:
            raise _Refused("unknown_picture", name) from None
        stored = picture_name(content)
        if stored == "big_picture":
            raise _Refused("big_picture", name, "500")
        if stored == "unknown_picture":
            raise _Refused("unknown_picture", name)
        self.pictures[stored] = content
        return stored


# -- kinds


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str
    fraction: float
    feedback: str
    tolerance: str


def _answers(element: Element) -> list[_Answer]:
    form = element.get("format", "html")
    return [
        _Answer(
            _text(each, each.get("format", form)),
            _number(each.get("fraction", "0"), "bad_number"),
            _text(each.find("feedback")),
            each.findtext("tolerance") or "",
        )
        for each in element.findall("answer")
    ]


def _multichoice(question: Question, element: Element) -> Question:
    answers = _answers(element)
    single = _value(element, "single", "true").lower() in ("true", "1")
    if single:
        partial = next((each for each in answers if 0 < each.fraction < 100), None)
        if partial is not None:
            raise _Refused("partial", f"{partial.fraction:g}")
    kind: QuestionKind = "single" if single else "several"
    weights = [each.fraction for each in answers]
    texts = without_letters([each.text for each in answers])
    if texts is None:
        raise _Refused("other_letters")
    return replace(
        question,
        kind=kind,
        options=tuple(
            Option(text, each.fraction > 0, each.feedback)
            for text, each in zip(texts, answers, strict=True)
        ),
        credit="all_or_nothing" if single else credit_of(weights),
    )


def _truefalse(question: Question, element: Element) -> Question:
    by_word = {each.text.strip().lower(): each for each in _answers(element)}
    if set(by_word) != {"true", "false"}:
        raise _Refused("not_truefalse")
    true = by_word["true"].fraction > 0
    said = true_or_false(question.prompt, true=true)
    options = (
        replace(said[0], feedback=by_word["true"].feedback),
        replace(said[1], feedback=by_word["false"].feedback),
    )
    return replace(question, kind="truefalse", options=options)


def _short(question: Question, element: Element) -> Question:
    right = _right(_answers(element))
    accepted = tuple(each.text.replace("\\*", "*") for each in right)
    return replace(
        question, kind="short", accepted=accepted, explanation=_with_feedback(question, element)
    )


def _numerical(question: Question, element: Element) -> Question:
    right = _right(_answers(element))
    if len(right) > 1:
        raise _Refused("several_numbers")
    if not right:
        raise _Refused("missing")
    return replace(
        question,
        kind="number",
        number=_number(right[0].text, "bad_number"),
        tolerance=_number(right[0].tolerance or "0", "bad_tolerance"),
        explanation=_with_feedback(question, element),
    )


def _right(answers: list[_Answer]) -> list[_Answer]:
    """The correct answers; partly correct ones are not supported."""
    partial = next((each for each in answers if 0 < each.fraction < 100), None)
    if partial is not None:
        raise _Refused("partial", f"{partial.fraction:g}")
    return [each for each in answers if each.fraction > 0]


def _with_feedback(question: Question, element: Element) -> str:
    """The explanation, including the feedback for single answers, which has no other place."""
    said = [f"{each.text} — {each.feedback}" for each in _answers(element) if each.feedback]
    return "\n".join(filter(None, [question.explanation, *said]))


def _matching(question: Question, element: Element) -> Question:
    cuts = [
        (_text(each), _text(each.find("answer"), "plain_text"))
        for each in element.findall("subquestion")
    ]
    return replace(
        question,
        kind="match",
        pairs=tuple(Pair(left, right) for left, right in cuts if left),
        decoys=tuple(right for left, right in cuts if not left),
        credit="proportional",
    )


def _ordering(question: Question, element: Element) -> Question:
    grading = _value(element, "gradingtype", "ABSOLUTE_POSITION").upper()
    return replace(
        question,
        kind="order",
        items=tuple(_text(each) for each in element.findall("answer")),
        credit=_GRADING.get(grading, "proportional"),
    )


_KINDS: Mapping[str, Callable[[Question, Element], Question]] = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _short,
    "numerical": _numerical,
    "matching": _matching,
    "ordering": _ordering,
}


# -- texts


def _tagged(question: Question, element: Element) -> Question:
    tags: list[str] = []
    for tag in element.iterfind("tags/tag"):
        said = _text(tag, "plain_text")
        if said.startswith(DIFFICULTY):
            difficulty = int(_number(said.removeprefix(DIFFICULTY), "bad_difficulty"))
            question = replace(question, difficulty=difficulty)
        elif said.startswith(CREDIT):
            rule = said.removeprefix(CREDIT)
            credit = next((each for each in CREDITS if each == rule), None)
            if credit is None:
                raise _Refused("unknown_credit", rule, ", ".join(CREDITS))
            question = replace(question, credit=credit)
        elif said:
            tags.append(said)
    return replace(question, tags=tuple(tags))


def _text(element: Element | None, form: str = "html") -> str:
    if element is None:
        return ""
    return _plain(element.findtext("text") or "", element.get("format", form))


def _plain(written: str, form: str) -> str:
    text = from_html(written) if form in ("html", "moodle_auto_format") else written
    if text is None:
        raise _Refused("picture")
    if CONTROL.search(text):
        raise _Refused("control")
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def _value(element: Element, name: str, default: str = "") -> str:
    """The text of a child, directly or in a `text` element of its own."""
    found = element.find(name)
    if found is None:
        return default
    return ((found.findtext("text") or found.text) or default).strip() or default


def _number(written: str, code: Code) -> float:
    try:
        number = float(written)
    except ValueError:
        raise _Refused(code, written) from None
    return int(number) if number == int(number) and abs(number) < 1e15 else number
