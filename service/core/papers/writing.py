"""Writing a question as lines of a paper, in the way that it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from service.core.papers.cells import join_pair, join_variants
from service.core.papers.checks import true_or_false
from service.core.papers.words import CREDITS, LETTERS, TRUTHS
from service.core.people import Language
from service.core.questions import CREDIT_KINDS, Question, QuestionKind

SECTIONS: Mapping[QuestionKind, str] = {
    "single": "单选题", "several": "多选题", "truefalse": "判断题", "short": "填空题",
    "number": "数值题", "order": "排序题", "match": "连线题",
}  # fmt: skip
"""What a section of a kind is called."""


def below(question: Question, language: Language) -> Iterator[str]:
    """The lines that stand below the prompt."""
    for letter, part in zip(LETTERS, _parts(question), strict=False):
        yield f"{letter.upper()}. {part}"
    answer = _answer(question, language)
    if answer:
        yield f"答案：{answer}"
    if question.tolerance:
        yield f"误差：{question.tolerance!r}"
    if question.points != 1:
        yield f"分值：{question.points:g}"
    if question.kind in CREDIT_KINDS and question.credit != "all_or_nothing":
        yield f"计分方式：{CREDITS['zh-CN'][question.credit]}"
    for letter, option in zip(LETTERS, question.options, strict=False):
        if option.feedback:
            yield f"反馈{letter.upper()}：{option.feedback}"
    if question.tags:
        yield f"标签：{'，'.join(question.tags)}"
    if question.difficulty:
        yield f"难度：{question.difficulty}"
    if question.id:
        yield f"标识：{question.id}"
    if question.explanation:
        yield f"解析：{question.explanation}"


def _parts(question: Question) -> list[str]:
    if question.kind == "order":
        return list(question.items)
    if question.kind == "match":
        pairs = [join_pair(pair.left, pair.right) for pair in question.pairs]
        return pairs + [join_pair("", decoy) for decoy in question.decoys]
    texts = [option.text for option in question.options]
    usual = [option.text for option in true_or_false(question.prompt, true=True)]
    return [] if question.kind == "truefalse" and texts == usual else texts


def _answer(question: Question, language: Language) -> str:
    match question.kind:
        case "truefalse":
            return TRUTHS[language][0 if question.options[0].correct else 1]
        case "short":
            return join_variants(question.accepted)
        case "number":
            return repr(question.number)
        case "order":
            return "".join(LETTERS[: len(question.items)]).upper()
        case "match":
            return ""
        case _:
            return "".join(LETTERS[index].upper() for index in sorted(question.right))
