r"""What stands in the comment above a question of a GIFT file, and what weights say.

    // [id:primes] [tag:maths] [tag:easy] [points:2] [difficulty:1] [credit:proportional]

Ids and tags stand there in Moodle's own files too; the rest is ours. `]` and `\` are written `\]`
and `\\`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from service.questions.model import CREDITS, Credit, Question

_LABEL = re.compile(r"\[(id|tag|points|difficulty|credit):((?:[^\]\\]|\\.)*)\]")
_TO_ESCAPE = re.compile(r"[]\\]")
_ESCAPED = re.compile(r"\\(.)")


def labelled(question: Question, comment: str) -> Question:
    """The question with what its comment says. Raises ValueError for a value that is none."""
    tags: list[str] = []
    for name, written in _LABEL.findall(comment):
        value = _ESCAPED.sub(r"\1", written).strip()
        match name:
            case "id":
                question = replace(question, id=value)
            case "tag":
                tags.append(value)
            case "points":
                question = replace(question, points=_number(value))
            case "difficulty":
                question = replace(question, difficulty=int(_number(value)))
            case "credit":
                question = replace(question, credit=_credit(value))
    return replace(question, tags=tuple(tags)) if tags else question


def labels(question: Question) -> str:
    """The comment that says what the question itself can't."""
    parts = [("id", question.id)] if question.id else []
    parts += [("tag", tag) for tag in question.tags]
    if question.points != 1:
        parts.append(("points", f"{question.points:g}"))
    if question.difficulty:
        parts.append(("difficulty", str(question.difficulty)))
    if question.kind in ("several", "match"):
        parts.append(("credit", question.credit))
    if not parts:
        return ""
    escaped = [(name, _TO_ESCAPE.sub(r"\\\g<0>", value)) for name, value in parts]
    return f"// {' '.join(f'[{name}:{value}]' for name, value in escaped)}\n"


def credit_of(weights: Sequence[float]) -> Credit:
    """The rule that weights in % amount to: a wrong option that takes everything away leaves a
    share of what is right; one that takes as much as a right one gives is subtracted."""
    wrong = [weight for weight in weights if weight <= 0]
    subtracted = bool(wrong) and all(-100 < weight < 0 for weight in wrong)
    return "right_minus_wrong" if subtracted else "proportional"


def weights_of(question: Question) -> list[float]:
    """The weight in % of each option, so that Moodle grades as the question's rule does, or more
    mildly where it has no such rule."""
    share = 100 / max(len(question.right), 1)
    wrong = -share if question.credit == "right_minus_wrong" else -100
    return [share if option.correct else wrong for option in question.options]


def _number(value: str) -> float:
    number = float(value)
    return int(number) if number == int(number) else number


def _credit(value: str) -> Credit:
    found = next((each for each in CREDITS if each == value), None)
    if found is None:
        raise ValueError(value)
    return found
