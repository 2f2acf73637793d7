"""Questions of every kind, for properties of formats."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from service.questions.grammar.checks import true_or_false
from service.questions.model import CREDITS, Option, Pair, Question

PLAIN = "一二党章年 abcXYZ019，。？！（）、：《》-%"
"""What questions are mostly made of."""

WILD = PLAIN + "\n~={}#\\:|*<>&\"'_[]→$/@;；A.B"


def texts(alphabet: str = PLAIN, longest: int = 12) -> st.SearchStrategy[str]:
    """A text as people write it: it begins with a letter, and no space is at an end of a line."""
    more = st.text(alphabet, max_size=longest)
    made = st.builds(lambda head, rest: f"{head}{rest}", st.sampled_from("题问何甲乙Q"), more)
    return made.map(lambda text: "\n".join(line.strip() for line in text.strip().split("\n")))


def questions(text: st.SearchStrategy[str], *kinds: str) -> st.SearchStrategy[Question]:
    """Questions of these kinds that pass the checks, each with everything it can have."""
    made = [_KINDS[kind](text) for kind in kinds]
    return st.builds(
        _with_labels,
        st.one_of(made),
        st.sampled_from([1, 2, 0.5, 12.25]),
        st.one_of(st.just(""), text),
        st.lists(st.sampled_from(["党章", "易", "2026年"]), unique=True, max_size=2),
        st.integers(0, 5),
    )


def _with_labels(
    question: Question, points: float, explanation: str, tags: list[str], difficulty: int
) -> Question:
    return replace(question, points=points, explanation=explanation, tags=tuple(tags),
                   difficulty=difficulty)  # fmt: skip


def banks(
    text: st.SearchStrategy[str], *kinds: str, largest: int = 4
) -> st.SearchStrategy[tuple[Question, ...]]:
    found = st.lists(questions(text, *kinds), min_size=1, max_size=largest)
    return found.map(
        lambda each: tuple(replace(one, id=f"k{number}") for number, one in enumerate(each))
    )


def _distinct(text: st.SearchStrategy[str], largest: int = 5) -> st.SearchStrategy[list[str]]:
    return st.lists(text, min_size=2, max_size=largest, unique=True)


def _single(text: st.SearchStrategy[str]) -> st.SearchStrategy[Question]:
    def build(prompt: str, options: list[str], right: int, said: str) -> Question:
        made = tuple(
            Option(each, number == right % len(options), said if number == 0 else "")
            for number, each in enumerate(options)
        )
        return Question("single", prompt, made)

    return st.builds(build, text, _distinct(text), st.integers(0, 4), st.one_of(st.just(""), text))


def _several(text: st.SearchStrategy[str]) -> st.SearchStrategy[Question]:
    def build(prompt: str, options: list[str], right: set[int], credit: str) -> Question:
        correct = {each % len(options) for each in right}
        made = tuple(Option(each, number in correct) for number, each in enumerate(options))
        return Question("several", prompt, made, credit=credit)  # type: ignore[arg-type]

    sets = st.sets(st.integers(0, 4), min_size=1)
    return st.builds(build, text, _distinct(text), sets, st.sampled_from(CREDITS))


def _truefalse(text: st.SearchStrategy[str]) -> st.SearchStrategy[Question]:
    return st.builds(
        lambda prompt, true: Question("truefalse", prompt, true_or_false(prompt, true=true)),
        text, st.booleans(),
    )  # fmt: skip


def _short(text: st.SearchStrategy[str]) -> st.SearchStrategy[Question]:
    return st.builds(
        lambda prompt, accepted: Question("short", prompt, accepted=tuple(accepted)),
        text, st.lists(text, min_size=1, max_size=3, unique=True),
    )  # fmt: skip


def _number(text: st.SearchStrategy[str]) -> st.SearchStrategy[Question]:
    return st.builds(
        lambda prompt, number, within: Question(
            "number", prompt, number=number, tolerance=abs(within)
        ),
        text, st.integers(-9999, 9999) | st.floats(-1e6, 1e6).map(lambda each: round(each, 3)),
        st.sampled_from([0, 0.5, 0.01, 3]),
    )  # fmt: skip


def _order(text: st.SearchStrategy[str]) -> st.SearchStrategy[Question]:
    return st.builds(
        lambda prompt, items, credit: Question("order", prompt, items=tuple(items), credit=credit),
        text, _distinct(text), st.sampled_from(CREDITS),
    )  # fmt: skip


def _match(text: st.SearchStrategy[str]) -> st.SearchStrategy[Question]:
    def build(prompt: str, parts: list[str], credit: str) -> Question:
        lefts, rights = parts[: len(parts) // 2], parts[len(parts) // 2 :]
        pairs = tuple(Pair(left, right) for left, right in zip(lefts, rights, strict=False))
        return Question("match", prompt, pairs=pairs, decoys=tuple(rights[len(lefts) :]),
                        credit=credit)  # type: ignore[arg-type]  # fmt: skip

    parts = st.lists(text, min_size=4, max_size=7, unique=True)
    return st.builds(build, text, parts, st.sampled_from(CREDITS))


_KINDS = {
    "single": _single,
    "several": _several,
    "truefalse": _truefalse,
    "short": _short,
    "number": _number,
    "order": _order,
    "match": _match,
}
EVERY_KIND = tuple(_KINDS)
