"""The questions of a draft while its leader writes them: put in, changed, taken out, moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.questions.banks import compare
from service.questions.grammar.draft import Draft, finished
from service.questions.model import Bank, Question
from service.questions.scoring import folded
from service.workflows.quiz import live
from service.workflows.quiz.model import Composing, Quiz, Writing

MOST = 1000  # questions of a quiz


def has_words(draft: Draft) -> bool:
    """Whether anything of a question is there."""
    return bool(any(draft.prompt) or draft.options or draft.fields or draft.picture)


def with_questions(quiz: Quiz, questions: Sequence[Question]) -> Quiz:
    """The quiz with these questions. Papers that were drawn from others are no more."""
    changed = replace(
        quiz,
        questions=tuple(questions),
        terms=replace(quiz.terms, papers=()),
        composing=replace(quiz.composing, edition=quiz.composing.edition + 1),
    )
    return replace(changed, live=changed.live and live.is_possible(changed))


def with_writing(quiz: Quiz, writing: Sequence[Writing], **more: object) -> Quiz:
    """The quiz with these questions at hand."""
    changed = replace(quiz.composing, writing=tuple(writing), part="", **more)  # type: ignore[arg-type]  # fields
    return replace(quiz, composing=changed)


def saved(quiz: Quiz, writing: Writing, question: Question) -> tuple[Quiz, int]:
    """With the question where it goes, and that place; what waits behind it moves along."""
    questions = list(quiz.questions)
    place = len(questions) if writing.place is None else min(writing.place, len(questions))
    if writing.anew and place < len(questions):
        questions[place] = question
        return with_questions(quiz, questions), place
    questions.insert(place, question)
    return _shifted(with_questions(quiz, questions), place, 1), place


def removed(quiz: Quiz, place: int) -> Quiz:
    """Without the question, which is kept for as long as it may be wanted back."""
    question, rest = quiz.questions[place], list(quiz.questions)
    del rest[place]
    kept = [each for each in quiz.composing.writing if not (each.anew and each.place == place)]
    without = _shifted(with_writing(with_questions(quiz, rest), kept), place, -1)
    return replace(without, composing=replace(without.composing, removed=(place, question)))


def restored(quiz: Quiz) -> Quiz:
    """With the question that was removed last."""
    if quiz.composing.removed is None:
        return quiz
    place, question = quiz.composing.removed
    back, _ = saved(quiz, Writing(place=place), question)
    return replace(back, composing=replace(back.composing, removed=None))


def moved(quiz: Quiz, place: int, by: int) -> Quiz:
    """With the question one place up (-1) or down (1)."""
    other = place + by
    questions = list(quiz.questions)
    questions[place], questions[other] = questions[other], questions[place]
    places = {place: other, other: place}
    writing = [
        replace(each, place=places[each.place]) if each.anew and each.place in places else each
        for each in quiz.composing.writing
    ]
    return with_writing(with_questions(quiz, questions), writing)


def taken(quiz: Quiz, drafts: Sequence[Draft]) -> tuple[Quiz, int]:
    """After a message: the question at hand and those behind it, as they read now; and how many
    of them were saved.

    Of several, those that are whole are saved, the last one only if another has to be corrected:
    otherwise it is the one at hand.
    """
    composing = quiz.composing
    first, waiting = composing.at_hand, composing.writing[1:]
    parts = [finished(each)[0] for each in drafts]
    wrong = not all(parts[:-1])
    quiz = with_writing(quiz, waiting, step="write", removed=None)
    at_hand: list[Writing] = []
    place, count = first.place, 0
    for number, (draft, question) in enumerate(zip(drafts, parts, strict=True)):
        writing = Writing(draft, place, first.anew and number == 0)
        if question is not None and (wrong or number < len(drafts) - 1):
            quiz, there = saved(quiz, writing, question)
            place, count = there + 1, count + 1
        else:
            ahead = place is None and number < len(drafts) - 1  # of what follows
            at_hand.append(replace(writing, place=len(quiz.questions)) if ahead else writing)
            place = place + 1 if place is not None and writing.anew else place
        if place is not None and place >= len(quiz.questions):
            place = None
    return with_writing(quiz, (*at_hand, *quiz.composing.writing)), count


def joined(quiz: Quiz, more: Sequence[Question]) -> Quiz:
    """With these as well; one that asks the same takes the place of the one that is there."""
    coming = {folded(each.prompt): each for each in more}
    there = [coming.pop(folded(each.prompt), each) for each in quiz.questions]
    return with_questions(quiz, (*there, *coming.values()))


def _shifted(quiz: Quiz, place: int, by: int) -> Quiz:
    """What waits from this place on, one further down (1) or up (-1)."""
    writing = tuple(
        replace(each, place=max(each.place + by, 0))
        if each.place is not None and each.place >= place
        else each
        for each in quiz.composing.writing
    )
    return replace(quiz, composing=replace(quiz.composing, writing=writing))


def begun(quiz: Quiz, title: str) -> Quiz:
    """The quiz with nothing in it yet but what is going to be written."""
    return replace(
        quiz,
        questions=(),
        bank="",
        file=None,
        title=title,
        composing=Composing("write", edition=quiz.composing.edition + 1),
    )


def bank_named(unit: int, name: str, banks: Sequence[Bank]) -> Bank | None:
    """The unit's own bank of this name."""
    return next((each for each in banks if each.name == name and each.unit == unit), None)


def merged(quiz: Quiz, bank: Bank | None) -> tuple[Question, ...]:
    """The bank afterwards. A file is the whole bank; what was written is added to one that is
    there, or changes what is known again in it."""
    if bank is None or quiz.file is not None:
        return quiz.questions
    after = compare(bank.questions, quiz.questions).questions
    return tuple(replace(each, retired=False) for each in after)
