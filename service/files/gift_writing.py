"""Writes Moodle's GIFT format."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.files.gift_labels import labels, weights_of
from service.files.markup import to_html
from service.questions.model import Question

CARRIED = frozenset({"single", "several", "truefalse", "short", "number", "match"})

_MARKS = re.compile(r"[\\~=#{}:]")


def write_gift(questions: Sequence[Question]) -> bytes:
    """The questions, each of a type in `CARRIED`, as UTF-8."""
    return "\n\n".join(_written(each) for each in questions).encode() + b"\n"


def _written(question: Question) -> str:
    why = f"\n####{_escaped(question.explanation)}" if question.explanation else ""
    prompt = _escaped(question.prompt)
    shielded = f"[moodle]{prompt}" if prompt.startswith(("/", "$", "[", ":")) else prompt
    return f"{labels(question)}{shielded} {{{_answers(question)}{why}\n}}"


def _answers(question: Question) -> str:
    match question.kind:
        case "truefalse":
            return _truth(question)
        case "short":
            return "".join(f"\n={_escaped(each)}" for each in question.accepted)
        case "number":
            within = f":{question.tolerance!r}" if question.tolerance else ""
            return f"#{question.number!r}{within}"
        case "match":
            pairs = [(pair.left, pair.right) for pair in question.pairs]
            pairs += [("", decoy) for decoy in question.decoys]
            return "".join(f"\n={_escaped(left)} -> {_escaped(right)}" for left, right in pairs)
        case _:
            return _options(question)


def _truth(question: Question) -> str:
    truth, falsehood = question.options
    right, wrong = (truth, falsehood) if truth.correct else (falsehood, truth)
    said = ""
    if right.feedback or wrong.feedback:
        said = f"#{_escaped(wrong.feedback)}#{_escaped(right.feedback)}"
    return f"{'TRUE' if truth.correct else 'FALSE'}{said}"


def _options(question: Question) -> str:
    several = question.kind == "several"
    lines = []
    for option, weight in zip(question.options, weights_of(question), strict=True):
        mark = f"~%{weight:.5f}%" if several else "=" if option.correct else "~"
        # Keeps a text that begins like a weight from being read as one.
        text = _escaped(option.text)
        text = f"[moodle]{text}" if text.startswith(("%", "[")) else text
        said = f"#{_escaped(option.feedback)}" if option.feedback else ""
        lines.append(f"\n{mark}{text}{said}")
    return "".join(lines)


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", to_html(text)).replace("\n", "\\n")
