"""A bank of questions through its versions: what an import changes.

A question is known again by its id, or else by what it says, or else by its prompt. What is changed
becomes a new version; what is missing is retired: it stays in the bank with its versions, but is
not drawn any more. A quiz keeps the questions it was made with, so that nothing here changes old
results.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from service.questions.model import Question
from service.questions.scoring import folded

LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class BankChanges:
    """What an import makes of a bank. `questions`: the whole bank afterwards, in order; the other
    parts are ids of them, by what became of them."""

    questions: tuple[Question, ...]
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()

    @property
    def same(self) -> int:
        """How many are as they were."""
        in_use = sum(not each.retired for each in self.questions)
        return in_use - len(self.added) - len(self.changed)


@dataclass(frozen=True, slots=True)
class BankReport:
    """What an import did, or would do: the prompts of questions, and how many stayed the same.
    `bank` is its id; 0 while there is none."""

    bank: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    same: int


def compare(known: Sequence[Question], incoming: Sequence[Question]) -> BankChanges:
    """What becomes of the bank when this is imported."""
    found = _recognized(known, incoming)
    ids = {each.id for each in known}
    questions, added, changed = [], [], []
    for number, each in enumerate(incoming):
        old = found.get(number)
        if old is None:
            new = replace(each, id=_new_id(each, ids), version=1, retired=False)
            ids.add(new.id)
            added.append(new.id)
        elif old.retired or content(old) != content(each):
            new = replace(each, id=old.id, version=old.version + 1, retired=False)
            changed.append(new.id)
        else:
            new = old
        questions.append(new)
    used = {each.id for each in questions}
    gone = [each for each in known if each.id not in used]
    return BankChanges(
        (*questions, *(replace(each, retired=True) for each in gone)),
        tuple(added),
        tuple(changed),
        tuple(each.id for each in gone if not each.retired),
    )


def report(bank: int, changes: BankChanges) -> BankReport:
    """The changes in words of the questions themselves."""
    prompts = {each.id: each.prompt for each in changes.questions}

    def said(ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(prompts[each] for each in ids)

    return BankReport(
        bank, said(changes.added), said(changes.changed), said(changes.retired), changes.same
    )


def content(question: Question) -> Question:
    """The question without what the bank adds to it."""
    return replace(question, id="", version=1, retired=False)


def _recognized(known: Sequence[Question], incoming: Sequence[Question]) -> dict[int, Question]:
    """For each place in the import the question of the bank that stands there. Each is taken once;
    those that are in use go first."""
    found: dict[int, Question] = {}
    free = sorted(known, key=lambda each: each.retired)
    signs: tuple[Callable[[Question], object], ...] = (
        lambda each: each.id or None,
        content,
        lambda each: folded(each.prompt),
    )
    for sign in signs:
        waiting: dict[object, list[Question]] = {}
        for each in free:
            waiting.setdefault(sign(each), []).append(each)
        for number, each in enumerate(incoming):
            wanted = sign(each)
            if number not in found and wanted is not None and waiting.get(wanted):
                found[number] = waiting[wanted].pop(0)
        taken = {each.id for each in found.values()}
        free = [each for each in free if each.id not in taken]
    return found


def _new_id(question: Question, taken: set[str]) -> str:
    """The question's own id, or one made of its prompt; with a number behind it if it is taken."""
    said = (
        question.id[:LONGEST_ID]
        or hashlib.sha256(folded(question.prompt).encode()).hexdigest()[:10]
    )
    number, candidate = 1, said
    while candidate in taken:
        number += 1
        candidate = f"{said[: LONGEST_ID - 5]}-{number}"
    return candidate
