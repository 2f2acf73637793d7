"""Choosing the questions of a quiz from its bank: by hand, or drawn by tag, kind and difficulty.

    1-5 8 10          these questions, by their numbers
    防疫×5 党史×5      five of each tag
    多选×3 难度4×2     three of a kind, two of a difficulty
    20题              any twenty
    2份               two different papers of what is drawn

Drawing follows from the bank and a seed alone, so that it can be repeated and explained.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from service.questions.model import Question, QuestionKind, shuffled

MOST_PAPERS = 20

_RANGE = re.compile(r"(\d{1,4})(?:[-~–—至到](\d{1,4}))?")
_DRAWN = re.compile(r"(.*?)[x×*](\d{1,4})(?:题|道)?")
_ANY = re.compile(r"(\d{1,4})(?:题|道|questions?|random)")
_PAPERS = re.compile(r"(\d{1,2})(?:份|卷|papers?)")
_DIFFICULTY = re.compile(r"(?:难度|difficulty|level)([1-5])")
_KINDS: dict[str, QuestionKind] = {
    "单选": "single", "single": "single", "多选": "several", "several": "several",
    "判断": "truefalse", "truefalse": "truefalse", "填空": "short", "short": "short",
    "数值": "number", "number": "number", "排序": "order", "order": "order",
    "连线": "match", "匹配": "match", "match": "match",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draw:
    """So many questions that have the tag, the kind and the difficulty ("" and 0: any)."""

    count: int
    tag: str = ""
    kind: str = ""
    difficulty: int = 0

    def fits(self, question: Question) -> bool:
        tags = {_plain(each) for each in question.tags}
        return (
            (not self.tag or self.tag in tags)
            and (not self.kind or question.kind == self.kind)
            and (not self.difficulty or question.difficulty == self.difficulty)
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: questions by hand (indexes), draws, and how many papers."""

    by_hand: tuple[int, ...] = ()
    draws: tuple[Draw, ...] = ()
    papers: int = 1


class TooFewError(ValueError):
    """The bank has fewer questions of a sort than were asked for. `there`: how many it has."""

    def __init__(self, wanted: Draw, there: int) -> None:
        super().__init__(f"{wanted} of {there}")
        self.wanted = wanted
        self.there = there


def read_wish(typed: str, count: int) -> Wish | None:
    """What the typed words ask for of a bank of `count` questions; None when they are not
    understood."""
    by_hand: list[int] = []
    draws: list[Draw] = []
    papers = 1
    for word in re.split(r"[\s,，、;；]+", _plain(typed)):
        if not word:
            continue
        if found := _PAPERS.fullmatch(word):
            papers = int(found[1])
        elif found := _ANY.fullmatch(word):
            draws.append(Draw(int(found[1])))
        elif found := _DRAWN.fullmatch(word):
            draws.append(_draw(found[1], int(found[2])))
        elif found := _RANGE.fullmatch(word):
            first, last = int(found[1]), int(found[2] or found[1])
            if not 1 <= first <= last <= count:
                return None
            by_hand += range(first - 1, last)
        else:
            return None
    wanted = by_hand or draws
    if not wanted or any(each.count < 1 for each in draws) or not 1 <= papers <= MOST_PAPERS:
        return None
    return Wish(tuple(dict.fromkeys(by_hand)), tuple(draws), papers)


def choose(
    questions: Sequence[Question], wish: Wish, seed: str
) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """The questions wished for, as indexes into the bank, and each paper as indexes into those; ()
    for a single paper. Raises `TooFewError`."""
    papers = [_paper(questions, wish, f"{seed}|{number}") for number in range(wish.papers)]
    pool = sorted({each for paper in papers for each in paper})
    if wish.papers == 1:
        return papers[0], ()
    places = {question: place for place, question in enumerate(pool)}
    return tuple(pool), tuple(tuple(places[each] for each in paper) for paper in papers)


def _paper(questions: Sequence[Question], wish: Wish, seed: str) -> tuple[int, ...]:
    """By hand first, then each draw from what is left; a draw stays in the order of the bank."""
    taken = list(wish.by_hand)
    for number, draw in enumerate(wish.draws):
        fitting = [
            place for place, each in enumerate(questions) if place not in taken and draw.fits(each)
        ]
        if len(fitting) < draw.count:
            raise TooFewError(draw, len(fitting))
        order = shuffled(len(fitting), f"{seed}|{number}")[: draw.count]
        taken += sorted(fitting[each] for each in order)
    return tuple(taken)


def _draw(sort: str, count: int) -> Draw:
    if found := _DIFFICULTY.fullmatch(sort):
        return Draw(count, difficulty=int(found[1]))
    if sort in _KINDS:
        return Draw(count, kind=_KINDS[sort])
    return Draw(count, tag=sort)


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).casefold().strip()
