"""A quiz on the harness, in the words of people: by their names, as their chats show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from service.core.effects import Edit, Send, ToPerson
from service.core.events import Event
from service.core.message import Message
from service.core.people import Language, Person, Roster, Unit
from service.core.workflow import Outcome, Rejected
from service.questions.model import Bank, Option, Question
from service.questions.queries import Banks
from service.sdk.state import State
from service.sdk.testing import Harness, Told
from service.testkit.harness import Texts
from service.testkit.organization import QUESTIONS
from service.workflows.quiz import MACHINE, WORKFLOW
from service.workflows.quiz.model import Attempt, Progress, Quiz, QuizState

SCHOOL, BRANCH, NEIGHBOUR = 10, 20, 30
SECRETARY, LI, ZHANG, OUTSIDER = 1, 2, 3, 4
ROSTER = Roster(
    units={
        SCHOOL: Unit(SCHOOL, "校"),
        BRANCH: Unit(BRANCH, "一支部", SCHOOL),
        NEIGHBOUR: Unit(NEIGHBOUR, "二支部", SCHOOL),
    },
    people={
        SECRETARY: Person(SECRETARY, "王敏", BRANCH, role="secretary"),
        LI: Person(LI, "李华", BRANCH),
        ZHANG: Person(ZHANG, "Zhang", BRANCH, language="en", timezone="Europe/Berlin"),
        OUTSIDER: Person(OUTSIDER, "陈外", NEIGHBOUR),
    },
)
START = datetime(2026, 3, 6, 10, tzinfo=UTC)  # 18:00 in Shanghai
TEXTS = Texts(WORKFLOW)
TEN = tuple(
    Question(
        "single", f"第{number}题", (Option("对的", True), Option("错的", False)), tags=("防疫",)
    )
    for number in range(1, 11)
)


def with_people(*more: Person) -> Roster:
    return replace(ROSTER, people={**ROSTER.people, **{each.id: each for each in more}})


def state_of(questions: Sequence[Question], phase: str = "open", **definition: Any) -> QuizState:
    """A quiz of these questions."""
    return State(phase, Quiz("甲", questions=tuple(questions), **definition), Progress())


class Quizzing(Harness):
    """The branch has the bank 题库 and others, and its people prepare a quiz or take it."""

    def __init__(
        self,
        questions: Sequence[Question] = QUESTIONS,
        *,
        others: Sequence[str] = (),
        roster: Roster = ROSTER,
    ) -> None:
        names = (("题库",) if questions else ()) + tuple(others)
        banks = tuple(
            Bank(number, BRANCH, name, tuple(questions or QUESTIONS))
            for number, name in enumerate(names, 1)
        )
        super().__init__(
            WORKFLOW,
            TEXTS,
            machine=MACHINE,
            roster=roster,
            unit=BRANCH,
            answers={Banks(BRANCH): banks},
            now=START,
        )

    # -- how it begins

    def quiz(self, **details: Any) -> Outcome:
        """As a plan begins it on behalf of the secretary: open from now on for an hour, each
        question explained at once, unless said otherwise."""
        wanted = {"bank": "题库", "title": "题库", "minutes": 60, "feedback": "each", **details}
        outcome = self.begin(wanted, by=SECRETARY)
        self.advance()
        return outcome

    def prepare(self) -> None:
        """The secretary has a quiz in front of them, from 18:00 to 18:30."""
        self.begin()
        self.tap("王敏", "现在")
        self.tap("王敏", "30 分钟")

    # -- what people do

    def tap(self, name: str, label: str) -> Outcome:
        """The person taps the newest button with these words."""
        outcome = self.taps(label, self.person_of(name), self.language(name))
        self.advance()
        return outcome

    def say(self, name: str, *typed: str) -> None:
        """The person types this, one message after the other; a button can be typed as well."""
        for words in typed:
            labels = [each.lstrip("✔ ") for each in self.buttons(name)]
            if words in labels:
                self.tap(name, words)
            else:
                self.answer(self.prompt(name), words, self.person_of(name))

    def prompt(self, name: str) -> str:
        """What was asked of the person last."""
        asked = (
            each.send.prompt for each in reversed(self.told) if each.to == self.person_of(name)
        )
        return next(filter(None, asked), "")

    def forge(self, name: str, choice: str) -> Outcome:
        """The press of a button that nobody has offered to the person, such as `a:0.1`."""
        verb, _, args = choice.partition(":")
        return self.press(verb, *args.split("."), actor=self.person_of(name))

    def do(self, event: Event, actor: int | None = None, about: int | None = None) -> Outcome:
        """What is refused is told as well."""
        outcome = super().do(event, actor, about)
        if isinstance(outcome, Rejected) and outcome.say is not None and actor is not None:
            word = Message(outcome.say, choices=outcome.choices)
            self.told.append(Told(actor, Send(ToPerson(actor), "refused", word)))
        return outcome

    def wait(self, minutes: float = 0, seconds: float = 0) -> None:
        self.advance(until=self.now + timedelta(minutes=minutes, seconds=seconds))

    # -- what their chats show

    def chat(self, name: str = "") -> list[Message]:
        """The messages in the chat of the person, or in the room, as they stand there now."""
        shown: dict[tuple[str, int], Message] = {}
        for told in self.told:
            if told.to == self.person_of(name):
                shown[self._place(told, len(shown), shown)] = told.message
        return list(shown.values())

    def _place(
        self, told: Told, count: int, shown: dict[tuple[str, int], Message]
    ) -> tuple[str, int]:
        known = [place for place in shown if place[0] == told.send.key]
        return known[-1] if known and isinstance(told.send, Edit) else (told.send.key, count)

    def said(self, name: str = "") -> list[str]:
        return [self.words(each, self.language(name)) for each in self.chat(name)]

    def last(self, name: str = "") -> str:
        return self.said(name)[-1]

    def buttons(self, name: str = "", holds: str = "") -> list[str]:
        """Those of the newest message, or of the newest that holds these words."""
        found = [
            message
            for message, words in zip(self.chat(name), self.said(name), strict=True)
            if holds in words
        ]
        return list(self._labels(found[-1], name)) if found else []

    def _labels(self, message: Message, name: str) -> Iterator[str]:
        for row in message.choices:
            yield from (self.service.say(each.label, self.language(name)) for each in row)

    def shown(self, words: str, name: str = "") -> str:
        """The newest message that holds these words."""
        return [each for each in self.said(name) if words in each][-1]

    def attempt(self, name: str) -> Attempt:
        """How far the person has got."""
        found: Attempt = self.parts[self.person_of(name)]
        return found

    def person_of(self, name: str) -> int:
        """The person of this name; 0 for the room."""
        people = self.roster.people.values()
        return next(each.id for each in people if each.name == name) if name else 0

    def language(self, name: str) -> Language:
        return self.roster.people[self.person_of(name)].language if name else "zh-CN"
