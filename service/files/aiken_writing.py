"""Writing the Aiken format."""

from __future__ import annotations

from collections.abc import Sequence

from service.questions.grammar.words import LETTERS
from service.questions.model import Question

CARRIED = frozenset({"single"})


def write_aiken(questions: Sequence[Question]) -> bytes:
    """Questions with one right option, as UTF-8. Points, explanations and all else are lost."""
    return "\n".join(_written(each) for each in questions).encode()


def _written(question: Question) -> str:
    letters = [letter.upper() for letter in LETTERS]
    options = [
        f"{letter}. {option.text}"
        for letter, option in zip(letters, question.options, strict=False)
    ]
    right = letters[min(question.right)]
    return "\n".join([question.prompt, *options, f"ANSWER: {right}", ""])
