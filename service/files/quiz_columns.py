"""The columns of a question table, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.questions.grammar.words import LETTERS

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
