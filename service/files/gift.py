r"""Moodle's GIFT format, as far as a chat can ask it: single choice, several choices, true/false.

https://docs.moodle.org/en/GIFT_format:

    // a comment
    ::title:: Which is a prime? { ~4 =5 #well done ~6 #### Only 1 and 5 divide 5. }
    Primes: {~%50%2 ~%50%3 ~%-100%4}
    The sun is a star. {T}

Questions are separated by blank lines; `\~ \= \# \{ \} \: \\` and `\n` stand for the characters.
Every question gives one point. Feedback becomes the explanation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.core.questions import Option, Question
from service.files.errors import RowError
from service.files.gift_text import cut, find, plain
from service.files.messages import Code
from service.files.question_checks import MAX_OPTIONS, problems, true_or_false, whole_bank
from service.files.workbooks import CONTROL

BLANK = "_____"  # where an answer stands in the middle of a sentence

_TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?=#|$)", re.IGNORECASE)
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:[.,]\d{1,9})?)%")


class _Refused(Exception):
    """A question can't be read."""

    def __init__(self, code: Code, detail: str = "") -> None:
        self.code: Code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class _Answer:
    """One option as it is written: its mark `=` or `~`, its weight in %, and its feedback."""

    mark: str
    weight: float | None
    text: str
    feedback: str


def read_gift(text: str, name: str) -> tuple[Question, ...]:
    """The questions of a bank. Raises `Unreadable` with every error, by line."""
    questions: list[Question] = []
    errors = [
        RowError(number, "", "control")
        for number, line in enumerate(text.split("\n"), 1)
        if CONTROL.search(line)
    ]
    for line, block in _blocks(text):
        try:
            question = _question(block)
        except _Refused as refused:
            errors.append(RowError(line, "", refused.code, refused.detail))
            continue
        errors.extend(problem.on_line(line) for problem in problems(question))
        questions.append(question)
    return whole_bank(name, questions, errors)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Each question with the number of its first line, without comments and categories."""
    start, block = 0, list[str]()
    for number, line in enumerate([*text.split("\n"), ""], 1):
        written = line.strip()
        if not written and block:
            yield start, "\n".join(block)
            block = []
        elif written and not written.startswith(("//", "$CATEGORY:")):
            start = start if block else number
            block.append(line)


def _question(block: str) -> Question:
    opens = find(block, "{")
    if opens < 0:
        raise _Refused("unclosed" if find(block, "}") >= 0 else "no_answers")
    closes = find(block, "}", opens)
    if closes < 0 or 0 <= find(block, "}") < opens or find(block, "{", opens + 1, closes) >= 0:
        raise _Refused("unclosed")
    before, inside, after = block[:opens], block[opens + 1 : closes], block[closes + 1 :]
    if find(after, "}") >= 0 and find(after, "{") < 0:
        raise _Refused("unclosed")
    if find(after, "{") >= 0:
        raise _Refused("cloze")
    prompt, form = _prompt(before, after)
    answers, general = cut(inside, "####")
    explanation = _text(general, form)
    if truth := _TRUTH.match(answers.strip()):
        return _true_or_false(prompt, truth, answers.strip(), explanation, form)
    return _choice(prompt, _answers(answers, form), explanation)


def _prompt(before: str, after: str) -> tuple[str, str]:
    """The question itself and its text format; a title `::…::` is left out."""
    before = before.strip()
    if before.startswith("::"):
        _, before = cut(before[2:], "::")
    form, written = _form(before)
    if after.strip():
        written = f"{written.rstrip()} {BLANK} {after.strip()}"
    return _text(written, form), form


def _form(text: str) -> tuple[str, str]:
    """The text format named in front of a text, and the rest of it."""
    match = re.match(r"\s*\[(html|moodle|plain|markdown)\]", text)
    return (match[1], text[match.end() :]) if match else ("", text)


def _text(written: str, form: str) -> str:
    """A text as people read it; its own format goes before that of the question."""
    own, written = _form(written)
    text = plain(written, html=(own or form) == "html")
    if text is None:
        raise _Refused("picture")
    return text


def _true_or_false(
    prompt: str, truth: re.Match[str], body: str, explanation: str, form: str
) -> Question:
    wrong, right = cut(cut(body[truth.end() :], "#")[1], "#")
    parts = [explanation, _text(right, form), _text(wrong, form)]
    options = true_or_false(prompt, true=truth[1].upper().startswith("T"))
    return Question("truefalse", prompt, options, explanation=_joined(parts))


def _answers(body: str, form: str) -> list[_Answer]:
    body = body.strip()
    if not body:
        raise _Refused("essay")
    if body.startswith("#"):
        raise _Refused("numerical")
    if body[0] not in "=~":
        raise _Refused("stray_answer", body)
    answers: list[_Answer] = []
    at = 0
    while at >= 0 and len(answers) <= MAX_OPTIONS:  # one too many is enough to refuse
        following = find(body, "=~", at + 1)
        piece = body[at + 1 : following if following >= 0 else None]
        answers.append(_answer(body[at], piece, form))
        at = following
    if all(each.mark == "=" for each in answers):
        matching = any("->" in each.text for each in answers)
        raise _Refused("matching" if matching else "short_answer")
    return answers


def _answer(mark: str, piece: str, form: str) -> _Answer:
    piece = piece.strip()
    weight = _WEIGHT.match(piece)
    text, feedback = cut(piece[weight.end() :] if weight else piece, "#")
    number = float(weight[1].replace(",", ".")) if weight else None
    return _Answer(mark, number, _text(text, form), _text(feedback, form))


def _choice(prompt: str, answers: list[_Answer], explanation: str) -> Question:
    """Single choice if an answer is marked `=`; several choices, by weight, if none is."""
    single = any(each.mark == "=" for each in answers)
    options = []
    for each in answers:
        if single and each.weight is not None and 0 < each.weight < 100:
            raise _Refused("partial", f"{each.weight:g}")
        weight = 100.0 if each.weight is None and each.mark == "=" else each.weight or 0.0
        options.append(Option(each.text, weight > 0))
    feedback = [f"{each.text} — {each.feedback}" for each in answers if each.feedback]
    return Question(
        "single" if single else "several",
        prompt,
        tuple(options),
        explanation=_joined([explanation, *feedback]),
    )


def _joined(parts: list[str]) -> str:
    """The parts that say something, each once."""
    return "\n".join(dict.fromkeys(part for part in parts if part))
