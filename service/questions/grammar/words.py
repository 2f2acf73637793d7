"""The words that questions are written with, in Chinese and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from service.core.people import Language
from service.questions.grammar.checks import MAX_OPTIONS
from service.questions.model import Credit, QuestionKind

_IN_BRACKETS = re.compile(r"\([^()]*\)$")  # "姓名(必填)"
_FILLING = re.compile(r"[\s_\-*:]+")


def normal(words: str) -> str:
    """Words reduced to what tells them apart: `Time_Zone (IANA)` and `timezone` are the same."""
    words = unicodedata.normalize("NFKC", words).strip().casefold()
    return _FILLING.sub("", _IN_BRACKETS.sub("", words)) or words


LETTERS = tuple(chr(ord("a") + index) for index in range(MAX_OPTIONS))

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

KIND_HINT = ", ".join(f"{KINDS['zh-CN'][kind]}/{KINDS['en'][kind]}" for kind in KINDS["en"])
"""What may be said for a kind."""

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
