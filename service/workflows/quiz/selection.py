"""Where the questions of a quiz come from: a bank, all of it or what is asked for, by hand or drawn
by tag, kind and difficulty.

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
from dataclasses import dataclass, replace

from service.core.events import Said
from service.core.texts import text
from service.core.workflow import Outcome, Rejected
from service.questions.model import Bank, Question, QuestionKind, shuffled
from service.questions.queries import Banks
from service.workflows.quiz import organizer_view as view
from service.workflows.quiz.model import QuizState, QuizTurn
from service.workflows.quiz.titles import offered

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


# -- in the chat


def choose_bank(turn: QuizTurn) -> Outcome:
    """Take the questions of this bank (`bank:id`)."""
    banks = turn.query(Banks(turn.unit))
    bank = next((each for each in banks if (each.id,) == turn.ints()[:1]), None)
    if bank is None:
        return turn.refuse("quiz-no-such-bank", name="")
    chosen = turn.becomes(from_bank(turn.state, bank))
    return view.said(chosen, "quiz.bank_chosen", view.choose_times(chosen), prompt="opens")


def ask_questions(turn: QuizTurn) -> Outcome:
    """Which questions of the bank? Numbers, or what is to be drawn."""
    bank = own_bank(turn)
    if bank is None:
        return no_bank(turn)
    asked = view.choose_questions(turn, bank)
    return view.said(turn, "quiz.questions_asked", asked, prompt="questions")


def take_questions(turn: QuizTurn) -> Outcome:
    """The questions that were typed for, or drawn (`draw:count`, 0: all)."""
    bank = own_bank(turn)
    if bank is None:
        return no_bank(turn)
    if isinstance(turn.event, Said):
        chosen = wished(turn, turn.state, bank, turn.event.text)
    else:
        chosen = _drawn(turn, bank)
    if isinstance(chosen, Rejected):
        return chosen
    return view.said(turn.becomes(chosen), "quiz.questions_chosen")


def from_bank(quiz: QuizState, bank: Bank) -> QuizState:
    """The quiz with all questions of the bank."""
    title = quiz.definition.title or offered(bank.name)
    chosen = quiz.defined(bank=bank.name, title=title, questions=bank.questions)
    return chosen.defined(live=chosen.definition.live and chosen.definition.fits_room())


def wished(turn: QuizTurn, quiz: QuizState, bank: Bank, typed: str) -> QuizState | Rejected:
    """The quiz with the questions that the typed words ask for."""
    wish = read_wish(typed, len(bank.questions))
    if wish is None:
        return turn.refuse("quiz-no-wish", n=len(bank.questions))
    return _chosen(turn, quiz, bank, wish)


def _drawn(turn: QuizTurn, bank: Bank) -> QuizState | Rejected:
    count = len(bank.questions)
    (number, *_) = turn.ints() or (10_000,)
    if number >= 10_000:
        return turn.refuse("quiz-no-wish", n=count)
    wish = Wish(tuple(range(count))) if number == 0 else Wish(draws=(Draw(number),))
    return _chosen(turn, turn.state, bank, wish)


def _chosen(turn: QuizTurn, quiz: QuizState, bank: Bank, wish: Wish) -> QuizState | Rejected:
    """With these questions, drawn by the next seed, which is kept."""
    _, _, before = quiz.definition.terms.seed.rpartition(".")
    seed = f"{turn.id}.{int(before or 0) + 1}"
    try:
        chosen, papers = choose(bank.questions, wish, seed)
    except TooFewError as error:
        return _too_few(turn, error)
    questions = tuple(bank.questions[each] for each in chosen)
    terms = replace(quiz.definition.terms, papers=papers, seed=seed)
    return quiz.defined(questions=questions, terms=terms)


def _too_few(turn: QuizTurn, error: TooFewError) -> Rejected:
    draw = error.wanted
    if draw.tag:
        sort = text("quiz-sort-tag", tag=draw.tag)
    elif draw.kind:
        sort = text("quiz-sort-kind", kind=text("quiz-kind", kind=draw.kind))
    elif draw.difficulty:
        sort = text("quiz-sort-difficulty", level=draw.difficulty)
    else:
        sort = text("quiz-sort-any")
    return turn.refuse("quiz-too-few", sort=sort, wanted=draw.count, there=error.there)


def own_bank(turn: QuizTurn) -> Bank | None:
    """The bank the quiz takes its questions from."""
    banks = turn.query(Banks(turn.unit))
    return next((each for each in banks if each.name == turn.state.definition.bank), None)


def no_bank(turn: QuizTurn) -> Rejected:
    return turn.refuse("quiz-no-such-bank", name=turn.state.definition.bank)
