"""Writing Moodle's XML format."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from service.files.gift_labels import weights_of
from service.files.moodle_xml import CREDIT, DIFFICULTY
from service.questions.model import Question, QuestionKind

_TYPES: Mapping[QuestionKind, str] = {
    "single": "multichoice",
    "several": "multichoice",
    "truefalse": "truefalse",
    "short": "shortanswer",
    "number": "numerical",
    "order": "ordering",
    "match": "matching",
}
_NAME = 60  # characters


def write_moodle_xml(questions: Sequence[Question], pictures: Mapping[str, bytes]) -> bytes:
    """The questions with their pictures, as UTF-8."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    for each in questions:
        parts.extend(_written(each, pictures))
    return "\n".join([*parts, "</quiz>", ""]).encode()


def _written(question: Question, pictures: Mapping[str, bytes]) -> Iterator[str]:
    yield f'<question type="{_TYPES[question.kind]}">'
    yield f"<name>{_text(' '.join(question.prompt.split())[:_NAME])}</name>"
    yield _prompt(question, pictures)
    yield f'<generalfeedback format="plain_text">{_text(question.explanation)}</generalfeedback>'
    yield f"<defaultgrade>{question.points:.7f}</defaultgrade>"
    if question.id:
        yield f"<idnumber>{escape(question.id)}</idnumber>"
    yield from _answers(question)
    tags = list(question.tags)
    if question.difficulty:
        tags.append(f"{DIFFICULTY}{question.difficulty}")
    if question.kind in ("several", "order", "match"):
        tags.append(f"{CREDIT}{question.credit}")
    if tags:
        yield f"<tags>{''.join(f'<tag>{_text(tag)}</tag>' for tag in tags)}</tags>"
    yield "</question>"


def _prompt(question: Question, pictures: Mapping[str, bytes]) -> str:
    content = pictures.get(question.picture)
    if content is None:
        return f'<questiontext format="plain_text">{_text(question.prompt)}</questiontext>'
    shown = escape(question.prompt).replace("\n", "<br>")
    html = f'{shown}<br><img src="@@PLUGINFILE@@/{question.picture}" alt="">'
    name = quoteattr(question.picture)
    packed = base64.b64encode(content).decode()
    file = f'<file name={name} path="/" encoding="base64">{packed}</file>'
    return f'<questiontext format="html">{_text(html)}{file}</questiontext>'


def _answers(question: Question) -> Iterator[str]:
    match question.kind:
        case "single" | "several":
            yield from _options(question)
        case "truefalse":
            for word, option in zip(("true", "false"), question.options, strict=True):
                yield _answer(word, 100 if option.correct else 0, option.feedback)
        case "short":
            yield "<usecase>0</usecase>"
            yield from (_answer(each.replace("*", "\\*"), 100) for each in question.accepted)
        case "number":
            within = f"<tolerance>{question.tolerance!r}</tolerance>"
            yield _answer(repr(question.number), 100, more=within)
        case "match":
            yield "<shuffleanswers>true</shuffleanswers>"
            pairs = [(pair.left, pair.right) for pair in question.pairs]
            for left, right in [*pairs, *(("", decoy) for decoy in question.decoys)]:
                answer = f"<answer>{_text(right)}</answer>"
                yield f'<subquestion format="plain_text">{_text(left)}{answer}</subquestion>'
        case "order":
            whole = question.credit == "all_or_nothing"
            yield "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype>"
            grading = "ALL_OR_NOTHING" if whole else "ABSOLUTE_POSITION"
            yield f"<gradingtype>{grading}</gradingtype>"
            yield from (_answer(item, 1) for item in question.items)


def _options(question: Question) -> Iterator[str]:
    single = question.kind == "single"
    yield f"<single>{str(single).lower()}</single><shuffleanswers>0</shuffleanswers>"
    whole = [100.0 if option.correct else 0.0 for option in question.options]
    weights = whole if single else weights_of(question)
    for option, weight in zip(question.options, weights, strict=True):
        yield _answer(option.text, weight, option.feedback)


def _answer(text: str, fraction: float, feedback: str = "", more: str = "") -> str:
    said = f'<feedback format="plain_text">{_text(feedback)}</feedback>' if feedback else ""
    return (
        f'<answer fraction="{fraction:.7g}" format="plain_text">{_text(text)}{said}{more}</answer>'
    )


def _text(text: str) -> str:
    return f"<text>{escape(text)}</text>"
