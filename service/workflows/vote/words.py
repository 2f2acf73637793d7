"""What people type for a choice."""

from __future__ import annotations

from collections.abc import Mapping

from service.workflows.vote.model import VoteTurn, choices_of

_USUAL: Mapping[str, str] = {
    "同意": "yes", "赞成": "yes", "我同意": "yes", "我赞成": "yes", "yes": "yes", "for": "yes",
    "agree": "yes", "i agree": "yes", "disagree": "no", "i disagree": "no",
    "不同意": "no", "不赞成": "no", "反对": "no", "我反对": "no", "no": "no", "against": "no",
    "弃权": "abstain", "我弃权": "abstain", "abstain": "abstain",
}  # fmt: skip


def also(choice: str) -> str:
    """The usual words for a choice, as `Choice.also` has them."""
    return "|".join(word for word, each in _USUAL.items() if each == choice)


def called(turn: VoteTurn) -> Mapping[str, str]:
    """The choice by each of the usual words for it, the longest first."""
    known = {word: each for word, each in _USUAL.items() if each in choices_of(turn)}
    return dict(sorted(known.items(), key=lambda each: -len(each[0])))
