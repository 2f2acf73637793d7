"""What an answer is worth. Scores are whole hundredths of a point, so that shares of points add
up exactly; `shown_points` turns them into what people read."""

from __future__ import annotations

import re
from decimal import Decimal

from service.core.characters import alike
from service.core.numerals import read_number
from service.questions.model import Answer, Question

_ENDS = re.compile(r"^[,;:?]+|(?:[.,;:?…~]|(?<![0-9)])!)+$")
_PAIRS = frozenset({("(", ")"), ("[", "]"), ("《", "》"), ("〈", "〉"), ("【", "】"), ("『", "』"),
                    ('"', '"'), ("'", "'"), ("<", ">")})  # fmt: skip


def score(question: Question, answer: Answer | None) -> int:
    """The hundredths of a point that the answer earns: 0 to `question.worth`."""
    right, wrong, of = _counted(question, answer)
    if right == of and wrong == 0:
        return question.worth
    match question.credit:
        case "all_or_nothing":
            return 0
        case "proportional" if question.kind == "several" and wrong:
            return 0
        case "proportional":
            return _share(question.worth, right, of)
        case "right_minus_wrong":
            return _share(question.worth, max(0, right - wrong), of)


def shown_points(hundredths: int) -> int | float:
    """A score as a number of points: 2, 2.5, 0.67."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def folded(written: str) -> str:
    """A short text as it is compared: full width made half, signs that look alike made one; case,
    spaces, and what ends or encloses a sentence ignored. A sign that belongs to the answer counts:
    `C#`, `25%`, `-5`, `.NET`, `5!`."""
    plain = "".join(alike(alike(written).casefold()).split())
    left = _ENDS.sub("", plain)
    while len(left) > 2 and (left[0], left[-1]) in _PAIRS and left[0] not in left[1:-1]:
        left = _ENDS.sub("", left[1:-1])
    return left or plain


def _counted(question: Question, answer: Answer | None) -> tuple[int, int, int]:
    """How many parts of the answer are right, how many are wrong, and how many right ones there
    are."""
    if isinstance(answer, str):
        return int(_fits(question, answer)), 0, 1
    taken = answer or ()
    match question.kind:
        case "order":
            right = sum(place == item for place, item in enumerate(taken))
            return right, len(taken) - right, len(question.items)
        case "match":
            partners = question.partners
            right = sum(
                partners[each] == pair.right
                for pair, each in zip(question.pairs, taken, strict=False)
                if 0 <= each < len(partners)
            )
            return right, len(taken) - right, len(question.pairs)
        case "short" | "number":
            return 0, 0, 1
        case _:
            correct = question.right
            right = len(correct.intersection(taken))
            return right, len(set(taken)) - right, len(correct)


def _fits(question: Question, typed: str) -> bool:
    if question.kind == "short":
        return folded(typed) in map(folded, question.accepted)
    if question.kind == "number" and question.number is not None:
        number = read_number(typed)
        if number is None:
            return False
        return abs(number - Decimal(repr(question.number))) <= Decimal(repr(question.tolerance))
    return False


def _share(worth: int, right: int, of: int) -> int:
    """Rounded half up."""
    return (2 * worth * right + of) // (2 * of) if of else 0
