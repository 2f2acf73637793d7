"""The words of a question table, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.core.people import Language
from service.core.questions import QuestionKind
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
    "points": ("分值", "points", "分数", "score"),
    "explanation": ("解析", "explanation", "答案解析", "说明"),
}
"""For each part of a question the headers it may have; the Chinese and the English one first."""

REQUIRED = ("kind", "prompt", "answer")

KINDS: Mapping[Language, Mapping[QuestionKind, str]] = {
    "zh-CN": {"single": "单选", "several": "多选", "truefalse": "判断"},
    "en": {"single": "single", "several": "several", "truefalse": "true/false"},
}
"""The kinds as the template's drop-down offers them."""

_KIND_WORDS: Mapping[QuestionKind, Sequence[str]] = {
    "single": ("单选", "单选题", "单项选择", "单项选择题", "single", "single choice"),
    "several": ("多选", "多选题", "多项选择", "多项选择题", "several", "several choices",
                "multiple", "multiple choice", "multiple answers"),
    "truefalse": ("判断", "判断题", "是非", "是非题", "true/false", "true or false",
                  "truefalse", "tf"),
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
