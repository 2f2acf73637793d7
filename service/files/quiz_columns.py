"""The columns of a question table, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.questions.grammar.words import LETTERS

COLUMNS: Mapping[str, Sequence[str]] = {
    "kind": ("题型", "kind", "类型", "题目类型", "试题类型", "题类", "type", "question type"),
    "prompt": ("题目", "question", "题干", "试题", "试题内容", "题目内容", "题干内容", "问题",
               "prompt", "question text", "stem"),
    **{
        f"option_{letter}": (
            f"选项{letter.upper()}", f"option {letter.upper()}", letter.upper(),
            f"{letter.upper()}选项", f"{letter.upper()}项", f"备选{letter.upper()}",
            f"选项{number}", f"option {number}", f"答案选项{letter.upper()}",
            f"choice {letter.upper()}",
        )
        for number, letter in enumerate(LETTERS, 1)
    },
    "options": ("选项", "options", "备选项", "备选答案", "选项内容", "答案选项", "choices"),
    "answer": ("答案", "answer", "正确答案", "参考答案", "标准答案", "正确选项", "right answer",
               "correct answer"),
    "tolerance": ("误差", "tolerance", "允许误差"),
    "points": ("分值", "points", "分数", "题目分值", "score"),
    "credit": ("计分方式", "credit", "计分", "partial credit"),
    "explanation": ("解析", "explanation", "答案解析", "试题解析", "题目解析", "解释", "说明"),
    "tags": ("标签", "tags", "知识点", "分类"),
    "difficulty": ("难度", "difficulty", "难易度", "难易程度", "难度系数", "level"),
    "id": ("标识", "id", "question id"),
    **{
        f"feedback_{letter}": (f"反馈{letter.upper()}", f"feedback {letter.upper()}")
        for letter in LETTERS
    },
}  # fmt: skip
"""For each part of a question its possible headers; the Chinese and the English one first."""

REQUIRED = ("prompt", "answer")
