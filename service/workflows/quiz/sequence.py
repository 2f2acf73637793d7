"""An order and a matching while they grow, tap by tap."""

from __future__ import annotations

from service.questions.model import Question

Picked = tuple[int, ...]


def length(question: Question) -> int:
    """How many steps a whole answer has."""
    return len(question.items if question.kind == "order" else question.pairs)


def is_whole(question: Question, picked: Picked) -> bool:
    """Whether what is marked can be submitted; of a choice anything can."""
    return question.kind not in ("order", "match") or len(picked) == length(question)


def grow(question: Question, picked: Picked, taken: int, place: int) -> Picked | None:
    """With one more item or partner. `place`: how far the answer was when the button was shown.
    What is left over at the end follows by itself. None: the same tap once more, or a stale one.

    An item that stands in the order already is taken back."""
    if question.kind == "order":
        if taken in picked:
            fresh = place == len(picked)
            return tuple(each for each in picked if each != taken) if fresh else None
        if taken >= len(question.items):
            return None
    elif place != len(picked) or taken >= len(question.partners) or is_whole(question, picked):
        return None
    grown = (*picked, taken)
    left = _left_over(question, grown)
    return (*grown, left) if left is not None else grown


def shrink(question: Question, picked: Picked) -> Picked:
    """Without the last step, and without what had followed by itself."""
    shorter = picked[:-1]
    followed = is_whole(question, picked) and _left_over(question, shorter) is not None
    return shorter[:-1] if followed else shorter


def _left_over(question: Question, picked: Picked) -> int | None:
    """The one item or partner that remains for the last place, if there is no other."""
    of = len(question.items if question.kind == "order" else question.partners)
    if of != length(question) or len(picked) != of - 1:
        return None
    rest = set(range(of)) - set(picked)
    return rest.pop() if len(rest) == 1 else None
