"""What makes a question fit to be asked, wherever it comes from."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.questions.banks import LONGEST_ID
from service.questions.grammar.messages import QuestionCode
from service.questions.model import CREDIT_KINDS, Option, Question

MAX_OPTIONS = 26  # they are named by the letters A to Z
MAX_POINTS = 1_000
MAX_PROMPT = 4_000  # characters, of an explanation too
MAX_OPTION = 500  # characters
MAX_ITEMS = 20  # of an order or a matching
MAX_ACCEPTED = 30  # variants of a short text
MAX_ACCEPTED_TEXT = 200  # characters
MAX_DIFFICULTY = 5
MAX_TAGS = 10
MAX_TAG = 40  # characters

_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a question; `column` is where a table would hold it."""

    column: str
    code: QuestionCode
    detail: str = ""
    hint: str = ""


def problems(question: Question) -> Iterator[Problem]:
    """Everything that is wrong with the question."""
    yield from _text_problems(question)
    yield from _label_problems(question)
    match question.kind:
        case "short":
            yield from _short_problems(question)
        case "number":
            yield from _number_problems(question)
        case "order":
            yield from item_problems(question.items)
        case "match":
            yield from _pair_problems(question)
        case _:
            yield from _choice_problems(question)


def _text_problems(question: Question) -> Iterator[Problem]:
    if not question.prompt:
        yield Problem("prompt", "missing")
    for column, text in (("prompt", question.prompt), ("explanation", question.explanation)):
        if len(text) > MAX_PROMPT:
            yield Problem(column, "too_long", hint=str(MAX_PROMPT))


def _label_problems(question: Question) -> Iterator[Problem]:
    """Points, the rule for them, and how the question is found again."""
    hundredths = question.points * 100
    if not 1 <= hundredths <= MAX_POINTS * 100 or abs(hundredths - question.worth) > 1e-6:
        yield Problem("points", "bad_points", f"{question.points:g}", str(MAX_POINTS))
    if question.credit != "all_or_nothing" and question.kind not in CREDIT_KINDS:
        yield Problem("credit", "unfit_credit")
    if not 0 <= question.difficulty <= MAX_DIFFICULTY:
        yield Problem("difficulty", "bad_difficulty", str(question.difficulty))
    if len(question.tags) > MAX_TAGS:
        yield Problem("tags", "bad_tag", question.tags[MAX_TAGS], str(MAX_TAGS))
    for tag in question.tags[:MAX_TAGS]:
        if len(tag) > MAX_TAG or "," in tag or "，" in tag:
            yield Problem("tags", "bad_tag", tag, str(MAX_TAGS))
    if len(question.id) > LONGEST_ID or any(each.isspace() for each in question.id):
        yield Problem("id", "bad_id", question.id, str(LONGEST_ID))


def _choice_problems(question: Question) -> Iterator[Problem]:
    yield from _option_problems(question)
    if len(question.options) < 2:
        return  # what is right can't be told yet
    right = len(question.right)
    if right == 0:
        yield Problem("answer", "no_right")
    elif right > 1 and question.kind != "several":
        yield Problem("answer", "several_right", str(right))


def _short_problems(question: Question) -> Iterator[Problem]:
    if not question.accepted:
        yield Problem("answer", "no_accepted")
    if len(question.accepted) > MAX_ACCEPTED:
        yield Problem("answer", "many_accepted", hint=str(MAX_ACCEPTED))
    for accepted in question.accepted:
        if not accepted:
            yield Problem("answer", "missing")
        if len(accepted) > MAX_ACCEPTED_TEXT:
            yield Problem("answer", "too_long", hint=str(MAX_ACCEPTED_TEXT))


def _number_problems(question: Question) -> Iterator[Problem]:
    if question.number is None:
        yield Problem("answer", "missing")
    elif not math.isfinite(question.number):
        yield Problem("answer", "bad_number", str(question.number))
    if not (math.isfinite(question.tolerance) and question.tolerance >= 0):
        yield Problem("tolerance", "bad_tolerance", str(question.tolerance))


def item_problems(items: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with the parts of an order, or the left sides of a matching."""
    if len(items) < 2:
        yield Problem("options", "few_items")
    if len(items) > MAX_ITEMS:
        yield Problem("options", "many_items", hint=str(MAX_ITEMS))
    seen: set[str] = set()
    for item in items[:MAX_ITEMS]:
        if not item:
            yield Problem("options", "missing")
        elif item in seen:
            yield Problem("options", "duplicate_item", item)
        if len(item) > MAX_OPTION:
            yield Problem("options", "too_long", hint=str(MAX_OPTION))
        seen.add(item)


def _pair_problems(question: Question) -> Iterator[Problem]:
    yield from item_problems([pair.left for pair in question.pairs])
    if len(question.partners) > MAX_ITEMS:
        yield Problem("options", "many_items", hint=str(MAX_ITEMS))
    rights = [*(pair.right for pair in question.pairs), *question.decoys]
    for each in rights[: 2 * MAX_ITEMS]:
        if not each:
            yield Problem("options", "missing")
        if len(each) > MAX_OPTION:
            yield Problem("options", "too_long", hint=str(MAX_OPTION))
    for each in question.decoys:
        if rights.count(each) > 1:
            yield Problem("options", "duplicate_item", each)


def _option_problems(question: Question) -> Iterator[Problem]:
    count = len(question.options)
    if count < 2:
        yield Problem("options", "few_options")
    if count > MAX_OPTIONS:
        yield Problem("options", "many_options", hint=str(MAX_OPTIONS))
    elif question.kind == "truefalse" and count > 2:
        yield Problem("options", "not_truefalse")
    seen: set[str] = set()
    for index, option in enumerate(question.options[:MAX_OPTIONS]):
        column = f"option_{chr(ord('a') + index)}"
        if not option.text:
            yield Problem(column, "missing")
        elif option.text in seen:
            yield Problem(column, "duplicate_option", option.text)
        if len(option.text) > MAX_OPTION or len(option.feedback) > MAX_PROMPT:
            yield Problem(column, "too_long", hint=str(MAX_OPTION))
        seen.add(option.text)


def true_or_false(prompt: str, *, true: bool) -> tuple[Option, Option]:
    """The two options of a true/false question, in the language of its prompt."""
    labels = ("正确", "错误") if _IDEOGRAPH.search(prompt) else ("True", "False")
    return Option(labels[0], true), Option(labels[1], not true)
