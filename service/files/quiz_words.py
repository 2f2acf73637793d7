"""The words of a question table, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.core.people import Language
from service.core.questions import Credit, QuestionKind
from service.files.question_checks import MAX_OPTIONS
from service.files.records import normal

LETTERS = tuple(chr(ord("a") + index) for index in range(MAX_OPTIONS))

COLUMNS: Mapping[str, Sequence[str]] = {
    "kind": ("题型", "kind", "类型", "type", "question type"),
    "prompt": ("题目", "question", "题干", "prompt"),
    **{
        f"option_{letter}": (f"选项{letter.upper()}", f"option {letter.upper()}", letter.upper())
        for letter in LETTERS
    },
    "answer": ("答案", "answer", "正确答案", "right answer"),
    "tolerance": ("误差", "tolerance", "允许误差"),
    "points": ("分值", "points", "分数", "score"),
    "credit": ("计分方式", "credit", "计分", "partial credit"),
    "explanation": ("解析", "explanation", "答案解析", "说明"),
    "tags": ("标签", "tags", "知识点", "分类"),
    "difficulty": ("难度", "difficulty"),
    "id": ("标识", "id", "question id"),
    **{
        f"feedback_{letter}": (f"反馈{letter.upper()}", f"feedback {letter.upper()}")
        for letter in LETTERS
    },
}
"""For each part of a question the headers it may have; the Chinese and the English one first."""

REQUIRED = ("kind", "prompt", "answer")

CREDITS: Mapping[Language, Mapping[Credit, str]] = {
    "zh-CN": {
        "all_or_nothing": "全对得分",
        "proportional": "部分得分",
        "right_minus_wrong": "对减错",
    },
    "en": {
        "all_or_nothing": "all or nothing",
        "proportional": "proportional",
        "right_minus_wrong": "right minus wrong",
    },
}
"""The rules for an answer that is partly right."""

CREDIT_WORDS: Mapping[str, Credit] = {
    normal(word): credit for words in CREDITS.values() for credit, word in words.items()
} | {normal(credit): credit for credit in CREDITS["en"]}

KINDS: Mapping[Language, Mapping[QuestionKind, str]] = {
    "zh-CN": {
        "single": "单选", "several": "多选", "truefalse": "判断", "short": "填空",
        "number": "数值", "order": "排序", "match": "连线",
    },
    "en": {
        "single": "single", "several": "several", "truefalse": "true/false", "short": "short",
        "number": "number", "order": "order", "match": "match",
    },
}  # fmt: skip
"""The kinds as the template's drop-down offers them."""

_KIND_WORDS: Mapping[QuestionKind, Sequence[str]] = {
    "single": ("单选", "单选题", "单项选择", "单项选择题", "single", "single choice"),
    "several": ("多选", "多选题", "多项选择", "多项选择题", "several", "several choices",
                "multiple", "multiple choice", "multiple answers"),
    "truefalse": ("判断", "判断题", "是非", "是非题", "true/false", "true or false",
                  "truefalse", "tf"),
    "short": ("填空", "填空题", "short", "short answer", "fill in", "fill in the blank"),
    "number": ("数值", "数值题", "number", "numerical"),
    "order": ("排序", "排序题", "order", "ordering"),
    "match": ("连线", "连线题", "匹配", "匹配题", "配对", "配对题", "match", "matching"),
}  # fmt: skip
KIND_WORDS: Mapping[str, QuestionKind] = {
    normal(word): kind for kind, words in _KIND_WORDS.items() for word in words
}

TRUTHS: Mapping[Language, tuple[str, str]] = {"zh-CN": ("对", "错"), "en": ("true", "false")}
"""The two answers of a true/false question, as they are written out."""

_TRUE = ("对", "正确", "是", "√", "✓", "true", "t", "yes", "y", "right", "a", "1")
_FALSE = ("错", "错误", "否", "不对", "×", "✗", "false", "f", "no", "n", "wrong", "b", "0")
TRUTH_WORDS: Mapping[str, bool] = {normal(word): True for word in _TRUE} | {
    normal(word): False for word in _FALSE
}
