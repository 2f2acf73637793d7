"""All questions of a draft, as its leader looks through them, and what shall become of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from service.core.message import Choice, Message
from service.core.texts import Lines, Text, Words, lines, text
from service.core.workflow import Activity, Context
from service.questions.banks import BankChanges, compare
from service.questions.model import KINDS, Bank, Question
from service.questions.scoring import shown_points
from service.workflows.quiz import asking
from service.workflows.quiz.model import Quiz
from service.workflows.quiz.pieces import button, fresh, key, named, paragraphs, seen
from service.workflows.quiz.questions import bank_named, merged
from service.workflows.quiz.view import choice

PAGE = 8  # questions on a page
LISTED = 30  # characters of a question in a list
LONGEST_NAME = 60  # characters
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?: \(\d+\))?")


def look(activity: Activity[Quiz], page: int, word: Words | None = None) -> Message:
    """A page of the questions, each with a button."""
    quiz = activity.state
    count = len(quiz.questions)
    last = max(count - 1, 0) // PAGE
    page = min(max(page, 0), last)
    places = range(page * PAGE, min(count, (page + 1) * PAGE))
    numbers = [choice(activity, "one", text("quiz-number", n=each + 1), each) for each in places]
    turn = [
        *([choice(activity, "look", text("quiz-button-earlier"), page - 1)] if page else []),
        *([choice(activity, "look", text("quiz-button-later"), page + 1)] if page < last else []),
    ]
    rows: list[tuple[Choice, ...]] = [
        tuple(numbers[at : at + 4]) for at in range(0, len(numbers), 4)
    ]
    if turn:
        rows.append(tuple(turn))
    if quiz.composing.removed is not None:
        rows.append((fresh(activity, "restore", text("quiz-button-restore")),))
    rows.append((button(activity, "write", 1), *((button(activity, "written"),) if count else ())))
    head = text("quiz-all-questions", n=count, points=shown_points(quiz.out_of), page=page + 1,
                pages=last + 1)  # fmt: skip
    listed = lines(*(_line(each, quiz.questions[each]) for each in places))
    return Message(paragraphs(word, head, listed), title=named(quiz), choices=tuple(rows))


def one(activity: Activity[Quiz], place: int) -> Message:
    """One question as members will see it, what is right, and what can be done with it."""
    quiz = activity.state
    count, question = len(quiz.questions), quiz.questions[place]
    asked = asking.ask(
        activity=activity.id, asked=question, at=place, of=count, feedback="end", picked=()
    )
    moves = [
        *([fresh(activity, "up", text("quiz-button-up"), place)] if place else []),
        *([fresh(activity, "down", text("quiz-button-down"), place)] if place < count - 1 else []),
    ]
    turn = [
        *([choice(activity, "one", text("quiz-button-before"), place - 1)] if place else []),
        *(
            [choice(activity, "one", text("quiz-button-after"), place + 1)]
            if place < count - 1
            else []
        ),
    ]
    rows = (
        (
            fresh(activity, "change", text("quiz-button-change-it"), place),
            fresh(activity, "remove", text("quiz-button-remove"), place),
        ),
        *((tuple(moves),) if moves else ()),
        *((tuple(turn),) if turn else ()),
        (choice(activity, "look", text("quiz-button-list"), place // PAGE),),
    )
    body = paragraphs(seen(question, asked.body, with_options=True), key(question))
    return Message(body, title=asked.title, choices=rows, attachments=asked.attachments)


def ending(activity: Activity[Quiz], change: Words | None = None) -> Message:
    """What shall become of the questions? `change`: of a bank of the same name."""
    quiz = activity.state
    counted = Counter(each.kind for each in quiz.questions)
    kinds = [
        text("quiz-kind-count", kind=text("quiz-kind", kind=kind), n=counted[kind])
        for kind in KINDS
        if counted[kind]
    ]
    places = range(min(len(quiz.questions), PAGE))
    more = len(quiz.questions) - PAGE
    head = text("quiz-written", n=len(quiz.questions), points=shown_points(quiz.out_of))
    body = paragraphs(
        lines(head, Lines(tuple(kinds), "  "), change),
        lines(
            *(_line(each, quiz.questions[each]) for each in places),
            text("quiz-more-questions", n=more) if more > 0 else None,
        ),
        text("quiz-name-it", name=quiz.title),
    )
    rows = (
        (fresh(activity, "store", text("quiz-button-store-and-go"), 1),),
        (fresh(activity, "use", text("quiz-button-use")),),
        (fresh(activity, "store", text("quiz-button-store"), 0),),
        (button(activity, "look", 0), button(activity, "write", 1)),
        (choice(activity, "drop", text("quiz-button-drop")),),
    )
    return Message(body, title=named(quiz), choices=rows)


def changes(unit: int, quiz: Quiz, banks: Sequence[Bank]) -> Text | None:
    """What happens to a bank of this name that is there already."""
    bank = bank_named(unit, quiz.title, banks)
    return told_changes(compare(bank.questions, merged(quiz, bank))) if bank else None


def told_changes(found: BankChanges) -> Text:
    return text(
        "quiz-bank-changes",
        added=len(found.added),
        changed=len(found.changed),
        same=found.same,
        retired=len(found.retired),
    )


def day_of(context: Context) -> str:
    """Today, on the clock of whoever writes."""
    zone = ZoneInfo(context.actor.timezone if context.actor else "UTC")
    return context.now.astimezone(zone).date().isoformat()


def free_title(quiz: Quiz, banks: Sequence[Bank]) -> str:
    """The title; one that nobody has chosen is none of another bank."""
    found = _DAY.fullmatch(quiz.title)
    if found is None or quiz.bank == quiz.title:
        return quiz.title
    taken = {each.name for each in banks}
    number, title = 1, found[1]
    while title in taken:
        number += 1
        title = f"{found[1]} ({number})"
    return title


def _line(place: int, question: Question) -> Words:
    """A question on one line."""
    prompt = " ".join(question.prompt.split())
    short = prompt if len(prompt) <= LISTED else f"{prompt[:LISTED]}…"
    kind = text("quiz-kind", kind=question.kind)
    return text("quiz-listed", n=place + 1, prompt=short, kind=kind,
                points=shown_points(question.worth))  # fmt: skip
