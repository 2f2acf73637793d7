"""The words that questions are written with, in Chinese and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from service.core.characters import visible
from service.core.people import Language
from service.questions.grammar.checks import MAX_OPTIONS
from service.questions.model import Credit, QuestionKind

SectionKind = QuestionKind | Literal["choice", "essay"] | None
"""What a section, a column or a line says of the kind: "choice" with one right option or several,
"essay" cannot be asked, None says nothing."""

_IN_BRACKETS = re.compile(r"\([^()]*\)$")  # "姓名(必填)"
_FILLING = re.compile(r"[\s_\-*:]+")


def normal(words: str) -> str:
    """Words reduced to what tells them apart: `Time_Zone (IANA)` and `timezone` are the same."""
    words = unicodedata.normalize("NFKC", visible(words)).strip().casefold()
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

_KIND_WORDS: tuple[tuple[str, SectionKind], ...] = (
    ("不定项", "several"), ("多项", "several"), ("多选", "several"), ("复选", "several"),
    ("单项", "single"), ("单选", "single"), ("选择", "choice"), ("判断", "truefalse"),
    ("是非", "truefalse"), ("对错", "truefalse"), ("正误", "truefalse"), ("填空", "short"),
    ("简短", "short"), ("数值", "number"), ("数字", "number"), ("排序", "order"), ("连线", "match"),
    ("匹配", "match"), ("配对", "match"), ("简答", "essay"), ("论述", "essay"),
    ("名词解释", "essay"), ("问答", "essay"), ("案例", "essay"), ("材料", "essay"),
    ("主观", "essay"), ("作文", "essay"),
    ("several", "several"), ("multiple answer", "several"), ("multiple response", "several"),
    ("multi select", "several"), ("multiselect", "several"), ("checkbox", "several"),
    ("true", "truefalse"), ("judge", "truefalse"), ("judgement", "truefalse"),
    ("judgment", "truefalse"), ("yes/no", "truefalse"), ("boolean", "truefalse"),
    ("single", "single"), ("radio", "single"), ("multiple choice", "choice"), ("choice", "choice"),
    ("mcq", "choice"), ("fill", "short"), ("blank", "short"), ("short", "short"),
    ("number", "number"), ("numeric", "number"), ("order", "order"), ("match", "match"),
    ("essay", "essay"), ("open question", "essay"),
)  # fmt: skip
"""What the kinds are called, wherever the words begin; the longer one first."""

_WHOLE_WORDS: Mapping[str, SectionKind] = {"tf": "truefalse", "multiple": "several"}
_LONGEST_KIND = 16  # characters in which a kind must be named


def named_kind(words: str) -> SectionKind:
    """The kind that the words name: `多选题`, `不定项选择`, `judge`, `一、判断题（每题 2 分）`."""
    said = unicodedata.normalize("NFKC", visible(words)).strip().casefold()
    if whole := _WHOLE_WORDS.get(normal(said)):
        return whole
    short = " ".join(said[: 2 * _LONGEST_KIND].replace("_", " ").replace("-", " ").split())
    return next((kind for word, kind in _KIND_WORDS if word in short[:_LONGEST_KIND]), None)


TRUTHS: Mapping[Language, tuple[str, str]] = {"zh-CN": ("对", "错"), "en": ("true", "false")}
"""The two answers of a true/false question, as they are written out."""

TRUE_MARKS, FALSE_MARKS = "√✓✔☑✅", "×✗✘☒❌❎✕✖╳"
_TRUE = ("对", "正确", "是", *TRUE_MARKS, "true", "yes", "right")
_FALSE = ("错", "错误", "否", "不对", "不正确", *FALSE_MARKS, "false", "no", "wrong")
PLAIN_TRUTHS: Mapping[str, bool] = {normal(word): True for word in _TRUE} | {
    normal(word): False for word in _FALSE
}
"""Words that mean true or false wherever they are an answer."""

TRUTH_WORDS: Mapping[str, bool] = {
    **PLAIN_TRUTHS,
    **dict.fromkeys(("t", "y", "v", "a", "1"), True),
    **dict.fromkeys(("f", "n", "x", "b", "0"), False),
}
"""Those that mean it where the kind is known."""

DIFFICULTIES: Mapping[str, int] = {
    normal(word): level
    for level, words in enumerate(
        (("1", "易", "容易", "简单", "较易", "基础", "低", "easy", "★"),
         ("2", "较容易", "偏易", "★★"),
         ("3", "中", "中等", "一般", "适中", "medium", "normal", "★★★"),
         ("4", "较难", "偏难", "★★★★"),
         ("5", "难", "困难", "很难", "高", "hard", "difficult", "★★★★★")), 1)
    for word in words
}  # fmt: skip
"""1 is easy, 5 is hard."""

DONE_WORDS = frozenset(
    normal(word)
    for word in ("完成", "完成了", "完了", "好了", "写完了", "写好了", "出完了", "录完了",
                 "没有了", "没了", "就这些", "结束", "done", "finished", "finish", "that's all",
                 "the end", "end")
)  # fmt: skip
"""What ends a dictation."""
