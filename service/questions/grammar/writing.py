"""Writing a question as lines of a paper, in the way that it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from service.core.people import Language
from service.questions.grammar.cells import join_pair, join_variants
from service.questions.grammar.checks import true_or_false
from service.questions.grammar.draft import Draft
from service.questions.grammar.words import CREDITS, LETTERS, TRUTHS
from service.questions.model import CREDIT_KINDS, Question, QuestionKind

SECTIONS: Mapping[QuestionKind, str] = {
    "single": "单选题", "several": "多选题", "truefalse": "判断题", "short": "填空题",
    "number": "数值题", "order": "排序题", "match": "连线题",
}  # fmt: skip
"""What a section of a kind is called."""


def below(question: Question, language: Language) -> Iterator[str]:
    """The lines that stand below the prompt."""
    draft = drafted(question, language)
    for letter, part in zip(LETTERS, draft.options, strict=False):
        yield f"{letter.upper()}. {part}"
    for name, value in draft.fields.items():
        yield f"{field_name(name, 'zh-CN')}：{value}"


def drafted(question: Question, language: Language) -> Draft:
    """The question as it would be written."""
    fields = {"answer": _answer(question, language)}
    if question.tolerance:
        fields["tolerance"] = repr(question.tolerance)
    if question.points != 1:
        fields["points"] = f"{question.points:g}"
    if question.kind in CREDIT_KINDS and question.credit != "all_or_nothing":
        fields["credit"] = CREDITS["zh-CN"][question.credit]
    for letter, option in zip(LETTERS, question.options, strict=False):
        fields[f"feedback_{letter}"] = option.feedback
    fields |= {
        "tags": "，".join(question.tags),
        "difficulty": str(question.difficulty or ""),
        "id": question.id,
        "explanation": question.explanation,
    }
    return Draft(
        tuple(question.prompt.split("\n")),
        tuple(_parts(question)),
        {name: value for name, value in fields.items() if value},
        kind=question.kind,
        last="",
        picture=question.picture,
    )


def field_name(name: str, language: Language) -> str:
    """What a field is called where a question is written."""
    if name.startswith("feedback_"):
        return f"{FIELDS[language]['feedback']}{name[-1].upper()}"
    return FIELDS[language][name]


FIELDS: Mapping[Language, Mapping[str, str]] = {
    "zh-CN": {
        "answer": "答案", "tolerance": "误差", "points": "分值", "credit": "计分方式",
        "feedback": "反馈", "tags": "标签", "difficulty": "难度", "id": "标识",
        "explanation": "解析", "kind": "题型",
    },
    "en": {
        "answer": "Answer", "tolerance": "Tolerance", "points": "Points", "credit": "Credit",
        "feedback": "Feedback ", "tags": "Tags", "difficulty": "Difficulty", "id": "Id",
        "explanation": "Explanation", "kind": "Kind",
    },
}  # fmt: skip
"""How the lines begin that say more of a question."""


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
