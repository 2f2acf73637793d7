r"""Reads Moodle's GIFT format: choices, true/false, short answers, numbers and matching.

https://docs.moodle.org/en/GIFT_format:

    // [id:primes] [tag:maths] [points:2]
    ::title:: Which is a prime? { ~4 =5 #well done ~6 #### Only 1 and 5 divide 5. }
    Primes: {~%50%2 ~%50%3 ~%-100%4}
    The sun is a star. {T}
    Who wrote it? {=Lu Xun =鲁迅}         Pi? {#3.14:0.01}
    Capitals: {=France -> Paris =Japan -> Tokyo = -> Rome}

Questions are separated by blank lines; `\~ \= \# \{ \} \: \\` and `\n` stand for the characters.
What the format has no place for (points, difficulty, the rule for partial credit) is in a comment
above the question, where Moodle puts ids and tags; other programs skip it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.files.bank_files import BankFile, Reading
from service.files.errors import RowError
from service.files.gift_labels import credit_of, labelled
from service.files.gift_text import cut, find, plain
from service.files.messages import Code
from service.files.workbooks import CONTROL
from service.questions.grammar.answers import without_letters
from service.questions.grammar.checks import MAX_ACCEPTED, true_or_false
from service.questions.model import Option, Pair, Question, QuestionKind

BLANK = "_____"  # for an answer in the middle of a sentence

_TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?=#|$)", re.IGNORECASE)
_RANGE = re.compile(r"(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:[.,]\d{1,9})?)%")


class _Refused(Exception):
    """A question can't be read."""

    def __init__(self, code: Code, detail: str = "") -> None:
        self.code: Code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class _Answer:
    """One option as written: its mark `=` or `~`, its weight in %, and its feedback."""

    mark: str
    weight: float | None
    text: str
    feedback: str


def read_gift(text: str, name: str) -> BankFile:
    """The questions of a bank. Raises `Unreadable` with every error, by line."""
    reading = Reading()
    reading.errors.extend(
        RowError(number, "", "control")
        for number, line in enumerate(text.split("\n"), 1)
        if CONTROL.search(line)
    )
    for line, labels, block in _blocks(text):
        try:
            question = labelled(_question(block), labels)
        except _Refused as refused:
            error = RowError(line, "", refused.code, refused.detail)
            (reading.notes if refused.code in _LEFT_OUT else reading.errors).append(error)
            continue
        except ValueError as bad:
            reading.errors.append(RowError(line, "", "stray_text", str(bad)))
            continue
        if not CONTROL.search(block):
            reading.add(question, line)
    return reading.bank(name)


_LEFT_OUT = frozenset({"essay", "description"})


def _blocks(text: str) -> Iterator[tuple[int, str, str]]:
    """Each question with the number of its first line, the comments directly above it, and its text
    without comments and categories."""
    start, labels, block = 0, "", list[str]()
    for number, line in enumerate([*text.split("\n"), ""], 1):
        written = line.strip()
        if not written:
            if block:
                yield start, labels, "\n".join(block)
            block, labels = [], ""
        elif written.startswith("//") and not block:
            labels += written[2:]
        elif not written.startswith(("//", "$CATEGORY:")):
            start = start if block else number
            block.append(line)


def _question(block: str) -> Question:
    opens = find(block, "{")
    if opens < 0:
        if find(block, "}") >= 0:
            raise _Refused("unclosed")
        described = block.lstrip().startswith("::") and not _asks(block)
        raise _Refused("description" if described else "no_answers", " ".join(block.split()))
    closes = find(block, "}", opens)
    if closes < 0 or 0 <= find(block, "}") < opens or find(block, "{", opens + 1, closes) >= 0:
        raise _Refused("unclosed")
    before, inside, after = block[:opens], block[opens + 1 : closes], block[closes + 1 :]
    if find(after, "}") >= 0 and find(after, "{") < 0:
        raise _Refused("unclosed")
    if find(after, "{") >= 0:
        lines = after.partition("\n")
        raise _Refused("cloze" if lines[0].strip() or not lines[2] else "no_blank_line")
    prompt, form = _prompt(before, after)
    body, general = cut(inside, "####")
    body, explanation = body.strip(), _text(general, form)
    if truth := _TRUTH.match(body):
        return _true_or_false(prompt, truth, body, explanation, form)
    if body.startswith("#"):
        return _numerical(prompt, body[1:], explanation, form)
    if body and find(body, "=~") < 0:  # a single answer may stand without its sign
        body = f"={body}"
    answers = _answers(body, form)
    if all(each.mark == "=" for each in answers):
        return _typed(prompt, answers, explanation)
    return _choice(prompt, answers, explanation)


def _asks(block: str) -> bool:
    return block.rstrip().endswith(("?", "？", "_"))


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
    """The text format named before a text, and the rest of it."""
    match = re.match(r"\s*\[(html|moodle|plain|markdown)\]", text)
    return (match[1], text[match.end() :]) if match else ("", text)


def _text(written: str, form: str) -> str:
    """A text as people read it; its own format overrides that of the question."""
    own, written = _form(written)
    text = plain(written, html=(own or form or "moodle") in ("html", "moodle"))
    if text is None:
        raise _Refused("picture")
    return text


def _true_or_false(
    prompt: str, truth: re.Match[str], body: str, explanation: str, form: str
) -> Question:
    """`{T#said if wrong#said if right}`."""
    true = truth[1].upper().startswith("T")
    wrong, right = cut(cut(body[truth.end() :], "#")[1], "#")
    said = {True: _text(right, form), False: _text(wrong, form)}
    options = tuple(
        replace(option, feedback=said[option.correct])
        for option in true_or_false(prompt, true=true)
    )
    return Question("truefalse", prompt, options, explanation=explanation)


def _numerical(prompt: str, body: str, explanation: str, form: str) -> Question:
    """`{#3}`, `{#3:2}` with a tolerance, `{#1..5}` a range, `{#=3:2#feedback}`; beside the right
    one there may be answers that are worth nothing and have something said to them."""
    body = body.strip()
    if find(body, "=~") != 0:
        body = f"={body}"
    right: list[tuple[float, float]] = []
    said = [explanation]
    for mark, piece in _pieces(body):
        weight = _WEIGHT.match(piece)
        worth = float(weight[1].replace(",", ".")) if weight else 100.0 if mark == "=" else 0.0
        written, feedback = cut(piece[weight.end() :] if weight else piece, "#")
        told, written = _text(feedback, form), written.strip().replace("\\:", ":")
        if 0 < worth < 100:
            raise _Refused("partial", f"{worth:g}")
        if worth:
            right.append(_number(written))
            said.append(told)
        elif told:
            said.append(f"{written} — {told}" if written not in ("", "*") else told)
    if len(right) != 1:
        raise _Refused("several_numbers" if right else "missing")
    number, tolerance = right[0]
    return Question("number", prompt, explanation=_joined(said), number=number, tolerance=tolerance)


def _number(written: str) -> tuple[float, float]:
    if match := _RANGE.fullmatch(written):
        low, high = float(match[1]), float(match[2])
        return (low + high) / 2, abs(high - low) / 2
    value, _, tolerance = written.partition(":")
    try:
        return float(value), float(tolerance or 0)
    except ValueError:
        raise _Refused("bad_number", written) from None


def _answers(body: str, form: str) -> list[_Answer]:
    body = body.strip()
    if not body:
        raise _Refused("essay")
    if body[0] not in "=~":
        raise _Refused("stray_answer", body)
    pieces = [*_pieces(body)]
    # `C#` has no feedback but a sign, unless each of several answers ends so.
    bare = [piece.endswith("#") and find(piece, "#") == len(piece) - 1 for _, piece in pieces]
    signs = len(pieces) == 1 or not all(bare)
    return [
        _answer(mark, f"{piece[:-1]}\\#" if signs and sign else piece, form)
        for (mark, piece), sign in zip(pieces, bare, strict=True)
    ]


def _pieces(body: str) -> Iterator[tuple[str, str]]:
    """The answers as written, each with its mark."""
    at, count = 0, 0
    while at >= 0 and count <= MAX_ACCEPTED:  # one too many is enough to reject
        following = find(body, "=~", at + 1)
        yield body[at], body[at + 1 : following if following >= 0 else None].strip()
        at, count = following, count + 1


def _answer(mark: str, piece: str, form: str) -> _Answer:
    piece = piece.strip()
    weight = _WEIGHT.match(piece)
    text, feedback = cut(piece[weight.end() :] if weight else piece, "#")
    number = float(weight[1].replace(",", ".")) if weight else None
    return _Answer(mark, number, _text(text, form), _text(feedback, form))


def _typed(prompt: str, answers: list[_Answer], explanation: str) -> Question:
    """Matching if its answers are pairs, else a short answer with its variants."""
    feedback = [f"{each.text} — {each.feedback}" for each in answers if each.feedback]
    explanation = _joined([explanation, *feedback])
    partial = next((each for each in answers if (each.weight or 100) < 100), None)
    if partial is not None:
        raise _Refused("partial", f"{partial.weight:g}")
    cuts = [each.text.partition("->") for each in answers]
    if all(arrow for _, arrow, _ in cuts):
        pairs = [Pair(left.strip(), right.strip()) for left, _, right in cuts]
        return Question(
            "match",
            prompt,
            explanation=explanation,
            credit="proportional",
            pairs=tuple(pair for pair in pairs if pair.left),
            decoys=tuple(pair.right for pair in pairs if not pair.left),
        )
    accepted = tuple(each.text for each in answers)
    return Question("short", prompt, explanation=explanation, accepted=accepted)


def _choice(prompt: str, answers: list[_Answer], explanation: str) -> Question:
    """Single choice if an answer is marked `=`; multiple choice, by weight, if none is."""
    single = any(each.mark == "=" for each in answers)
    weights = [
        100.0 if each.weight is None and each.mark == "=" else each.weight or 0.0
        for each in answers
    ]
    options = []
    for each, weight in zip(answers, weights, strict=True):
        if single and 0 < weight < 100:
            raise _Refused("partial", f"{weight:g}")
        options.append(Option(each.text, weight > 0, each.feedback))
    texts = without_letters([each.text for each in options])
    if texts is None:
        raise _Refused("other_letters")
    options = [replace(each, text=text) for each, text in zip(options, texts, strict=True)]
    kind: QuestionKind = "single" if single else "several"
    credit = "all_or_nothing" if single else credit_of(weights)
    return Question(kind, prompt, tuple(options), explanation=explanation, credit=credit)


def _joined(parts: list[str]) -> str:
    """The parts that are not blank, each once."""
    return "\n".join(dict.fromkeys(part for part in parts if part))
