"""The questions of a draft: put in, changed, taken out, moved; looked through a page at a time, and
what shall become of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from service.core.message import Choice, Message
from service.core.texts import Lines, Text, Words, lines, text
from service.questions.banks import compare
from service.questions.grammar.draft import Draft, finished
from service.questions.grammar.words import LETTERS
from service.questions.model import KINDS, Bank, Question
from service.questions.scoring import folded, shown_points
from service.sdk.panels import button, choice, grid, in_rows, page_of, paragraphs
from service.workflows.quiz import asking
from service.workflows.quiz.model import Composing, QuizState, QuizTurn, Writing, title_of
from service.workflows.quiz.titles import offered

MOST = 1000  # questions of a quiz
PAGE = 8  # questions on a page
LISTED = 30  # characters of a question in a list
LONGEST_NAME = 60  # characters
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?: \(\d+\))?")


def has_words(draft: Draft) -> bool:
    """Whether anything of a question is there."""
    return bool(any(draft.prompt) or draft.options or draft.fields or draft.picture)


def with_questions(quiz: QuizState, questions: Sequence[Question]) -> QuizState:
    """The quiz with these questions. Papers that were drawn from others are no more."""
    papers = replace(quiz.definition.terms, papers=())
    changed = next_edition(quiz.defined(questions=tuple(questions), terms=papers))
    return changed.defined(live=changed.definition.live and changed.definition.fits_room())


def composing(quiz: QuizState, **changes: object) -> QuizState:
    """The quiz with these changes to how far it is written."""
    written = replace(quiz.progress.composing, **changes)  # type: ignore[arg-type]  # fields
    return quiz.advanced(composing=written)


def next_edition(quiz: QuizState) -> QuizState:
    """The quiz where buttons of an earlier panel are known as such."""
    return composing(quiz, edition=quiz.progress.composing.edition + 1)


def written(quiz: QuizState) -> QuizState:
    """The quiz with nothing of its questions being written, or read, any more."""
    done = composing(quiz.advanced(file=None), step="", writing=(), removed=None)
    return next_edition(done)


def with_writing(quiz: QuizState, writing: Sequence[Writing], **more: object) -> QuizState:
    """The quiz with these questions at hand."""
    return composing(quiz, writing=tuple(writing), part="", **more)


def saved(quiz: QuizState, writing: Writing, question: Question) -> tuple[QuizState, int]:
    """With the question where it goes, and that place; what waits behind it moves along."""
    questions = list(quiz.definition.questions)
    place = len(questions) if writing.place is None else min(writing.place, len(questions))
    if writing.anew and place < len(questions):
        questions[place] = question
        return with_questions(quiz, questions), place
    questions.insert(place, question)
    return _shifted(with_questions(quiz, questions), place, 1), place


def removed(quiz: QuizState, place: int) -> QuizState:
    """Without the question, which is kept for as long as it may be wanted back."""
    question, rest = quiz.definition.questions[place], list(quiz.definition.questions)
    del rest[place]
    kept = [
        each for each in quiz.progress.composing.writing if not (each.anew and each.place == place)
    ]
    without = _shifted(with_writing(with_questions(quiz, rest), kept), place, -1)
    return composing(without, removed=(place, question))


def restored(quiz: QuizState, place: int, question: Question) -> QuizState:
    """With the question that was removed last."""
    back, _ = saved(quiz, Writing(place=place), question)
    return composing(back, removed=None)


def moved(quiz: QuizState, place: int, by: int) -> QuizState:
    """With the question one place up (-1) or down (1)."""
    other = place + by
    questions = list(quiz.definition.questions)
    questions[place], questions[other] = questions[other], questions[place]
    places = {place: other, other: place}
    writing = [
        replace(each, place=places[each.place]) if each.anew and each.place in places else each
        for each in quiz.progress.composing.writing
    ]
    return with_writing(with_questions(quiz, questions), writing)


def taken(quiz: QuizState, drafts: Sequence[Draft]) -> tuple[QuizState, int]:
    """After a message: the question at hand and those behind it, as they read now; and how many
    of them were saved.

    Of several, those that are whole are saved, the last one only if another has to be corrected:
    otherwise it is the one at hand.
    """
    first, waiting = quiz.progress.composing.at_hand, quiz.progress.composing.writing[1:]
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
            at_hand.append(
                replace(writing, place=len(quiz.definition.questions)) if ahead else writing
            )
            place = place + 1 if place is not None and writing.anew else place
        if place is not None and place >= len(quiz.definition.questions):
            place = None
    return with_writing(quiz, (*at_hand, *quiz.progress.composing.writing)), count


def joined(quiz: QuizState, more: Sequence[Question]) -> QuizState:
    """With these as well; one that asks the same takes the place of the one that is there."""
    coming = {folded(each.prompt): each for each in more}
    there = [coming.pop(folded(each.prompt), each) for each in quiz.definition.questions]
    return with_questions(quiz, (*there, *coming.values()))


def _shifted(quiz: QuizState, place: int, by: int) -> QuizState:
    """What waits from this place on, one further down (1) or up (-1)."""
    writing = tuple(
        replace(each, place=max(each.place + by, 0))
        if each.place is not None and each.place >= place
        else each
        for each in quiz.progress.composing.writing
    )
    return composing(quiz, writing=writing)


def begun(quiz: QuizState, title: str) -> QuizState:
    """The quiz with nothing in it yet but what is going to be written."""
    empty = Composing("write", edition=quiz.progress.composing.edition + 1)
    return quiz.defined(questions=(), bank="", title=title).advanced(file=None, composing=empty)


def bank_name(quiz: QuizState) -> str:
    """What its questions are stored under: the bank they come from, or the quiz's own title once
    that is another than the bank has offered."""
    bank, title = quiz.definition.bank, quiz.definition.title
    return bank if bank and title in (bank, offered(bank)) else title


def titled(quiz: QuizState) -> QuizState:
    """With the title that the bank, or the day of writing, leaves to be offered; one that somebody
    has chosen for the quiz stays."""
    title = quiz.definition.title
    if title == quiz.definition.bank or _DAY.fullmatch(title):
        return quiz.defined(title=offered(title))
    return quiz


def bank_named(unit: int, name: str, banks: Sequence[Bank]) -> Bank | None:
    """The unit's own bank of this name."""
    return next((each for each in banks if each.name == name and each.unit == unit), None)


def merged(quiz: QuizState, bank: Bank | None) -> tuple[Question, ...]:
    """The bank afterwards. A file is the whole bank; what was written is added to one that is
    there, or changes what is known again in it."""
    if bank is None or quiz.progress.file is not None:
        return quiz.definition.questions
    after = compare(bank.questions, quiz.definition.questions).questions
    return tuple(replace(each, retired=False) for each in after)


def changes(turn: QuizTurn, banks: Sequence[Bank]) -> Text | None:
    """What happens to a bank of the quiz's name that is there already."""
    bank = bank_named(turn.unit, bank_name(turn.state), banks)
    if bank is None:
        return None
    found = compare(bank.questions, merged(turn.state, bank))
    return text(
        "quiz-bank-changes",
        added=len(found.added),
        changed=len(found.changed),
        same=found.same,
        retired=len(found.retired),
    )


def day_of(turn: QuizTurn) -> str:
    """Today, on the clock of whoever writes."""
    return turn.now.astimezone(ZoneInfo(turn.timezone)).date().isoformat()


def free_title(quiz: QuizState, banks: Sequence[Bank]) -> str:
    """The title; one that nobody has chosen is none of another bank."""
    found = _DAY.fullmatch(quiz.definition.title)
    if found is None or quiz.definition.bank == quiz.definition.title:
        return quiz.definition.title
    taken = {each.name for each in banks}
    number, title = 1, found[1]
    while title in taken:
        number += 1
        title = f"{found[1]} ({number})"
    return title


# -- as the organizer looks through them


def look(turn: QuizTurn, page: int, word: Words | None = None) -> Message:
    """A page of the questions, each with a button."""
    quiz = turn.state
    count = len(quiz.definition.questions)
    there = page_of(range(count), page, PAGE)
    numbers = [
        choice(turn.activity, "one", text("quiz-number", n=each + 1), each) for each in there.items
    ]
    can_restore = quiz.progress.composing.removed is not None
    rows = grid(
        turn.activity,
        *in_rows(numbers, 4),
        *there.arrows(turn.activity, "look"),
        fresh(turn, "restore", text("quiz-button-restore")) if can_restore else "",
        (button(turn.activity, "quiz-button-write", 1), "quiz-button-written" if count else ""),
    )
    head = text(
        "quiz-all-questions",
        n=count,
        points=shown_points(quiz.definition.out_of),
        page=there.number + 1,
        pages=there.count,
    )
    listed = lines(*(_line(each, quiz.definition.questions[each]) for each in there.items))
    return Message(paragraphs(word, head, listed), title=title_of(quiz), choices=rows)


def one(turn: QuizTurn, place: int) -> Message:
    """One question as members will see it, what is right, and what can be done with it."""
    activity, question = turn.activity, turn.state.definition.questions[place]
    count = len(turn.state.definition.questions)
    asked = asking.ask(
        activity=turn.id, asked=question, at=place, of=count, feedback="end", picked=()
    )
    change = fresh(turn, "change", text("quiz-button-change-it"), place)
    remove = fresh(turn, "remove", text("quiz-button-remove"), place)
    up = fresh(turn, "up", text("quiz-button-up"), place)
    down = fresh(turn, "down", text("quiz-button-down"), place)
    before = choice(activity, "one", text("quiz-button-before"), place - 1)
    after = choice(activity, "one", text("quiz-button-after"), place + 1)
    is_first, is_last = place == 0, place == count - 1
    rows = grid(
        activity,
        (change, remove),
        ("" if is_first else up, "" if is_last else down),
        ("" if is_first else before, "" if is_last else after),
        choice(activity, "look", text("quiz-button-list"), place // PAGE),
    )
    body = paragraphs(as_asked(question, asked.body, with_options=True), key(question))
    return Message(body, asked.title, rows, asked.attachments)


def ending(turn: QuizTurn, change: Words | None = None) -> Message:
    """What shall become of the questions? `change`: of a bank of the same name."""
    quiz = turn.state
    head = text(
        "quiz-written",
        n=len(quiz.definition.questions),
        points=shown_points(quiz.definition.out_of),
    )
    listed = (_line(place, each) for place, each in enumerate(quiz.definition.questions[:PAGE]))
    body = paragraphs(
        lines(head, kinds(quiz), change),
        lines(*listed, and_more(quiz, PAGE)),
        text("quiz-name-it", name=bank_name(quiz)),
    )
    activity = turn.activity
    rows = grid(
        activity,
        fresh(turn, "store", text("quiz-button-store-and-go"), 1),
        fresh(turn, "use", text("quiz-button-use")),
        fresh(turn, "store", text("quiz-button-store"), 0),
        (button(activity, "quiz-button-look", 0), button(activity, "quiz-button-write", 1)),
        "quiz-button-drop",
    )
    return Message(body, title=title_of(quiz), choices=rows)


def kinds(quiz: QuizState) -> Words:
    """How many questions there are of each kind."""
    counted = Counter(each.kind for each in quiz.definition.questions)
    there = (each for each in KINDS if counted[each])
    return Lines(
        tuple(
            text("quiz-kind-count", kind=text("quiz-kind", kind=each), n=counted[each])
            for each in there
        ),
        "  ",
    )


def and_more(quiz: QuizState, shown: int) -> Text | None:
    """How many questions there are beyond those that are shown."""
    more = len(quiz.definition.questions) - shown
    return text("quiz-more-questions", n=more) if more > 0 else None


def as_asked(question: Question, body: Words, *, with_options: bool = False) -> Words:
    """The question as members read it; what they choose from stands on buttons."""
    if question.kind in ("order", "match") or with_options:
        return lines(body, *asking.parts(question))
    return body


def key(question: Question) -> Words:
    """What members do not see before they have answered."""
    return lines(
        text("quiz-correct", correct=asking.key(question)),
        asking.because(question),
        *(
            text("quiz-feedback-of", option=letter.upper(), said=option.feedback)
            for letter, option in zip(LETTERS, question.options, strict=False)
            if option.feedback
        ),
        text("quiz-tags", tags="、".join(question.tags)) if question.tags else None,
    )


def fresh(turn: QuizTurn, verb: str, label: Words, *args: int | str) -> Choice:
    """A button that is valid until the questions change."""
    return choice(turn.activity, verb, label, *args, turn.state.progress.composing.edition)


def _line(place: int, question: Question) -> Words:
    """A question on one line."""
    prompt = " ".join(question.prompt.split())
    return text(
        "quiz-listed",
        n=place + 1,
        prompt=prompt if len(prompt) <= LISTED else f"{prompt[:LISTED]}…",
        kind=text("quiz-kind", kind=question.kind),
        points=shown_points(question.worth),
    )
