"""What a quiz is: its definition and phase, and one person's attempt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from service.core.queries import Summary
from service.core.texts import Words, text
from service.questions.grammar.draft import Draft
from service.questions.model import CHOICE_KINDS, Answer, Question
from service.questions.scoring import score
from service.sdk.reminders import ReminderTimes
from service.sdk.state import Schedule, State, organizer_of
from service.sdk.turn import Policy, Turn
from service.sdk.undo import Undo

Feedback = Literal["each", "end", "close"]
Counts = Literal["best", "last", "mean"]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a quiz is taken.

    `attempts`: how often each person may take it; `counts` says which result counts then.
    `minutes`: the time for one attempt; 0: until the close.
    `pass_mark`: in percent; whoever stays below it may take it once more; 0: none.
    `mixed`: questions and options stand in another order for each person and attempt.
    `pace`: in the room, the seconds for each question, which come one after the other; 0: all
    stand there at once.
    `papers`: the questions of each paper, by index; everybody gets one of them; (): all questions.
    `seed`: what the papers were drawn by, and orders are mixed by: the same seed gives the same.
    `whole`: the paper is asked as a whole, as on paper, and answered in one message.
    `nameless`: the ranking in the room names nobody.
    """

    attempts: int = 1
    counts: Counts = "best"
    minutes: int = 0
    pass_mark: int = 0
    mixed: bool = False
    pace: int = 0
    papers: tuple[tuple[int, ...], ...] = ()
    seed: str = ""
    whole: bool = False
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that its organizer sent: where the platform keeps it, and what stood beside it."""

    account: str
    file_id: str
    name: str
    size: int  # bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Writing:
    """A question that is being written. `place`: where it goes among the questions of the quiz;
    None: behind the last. `anew`: it takes the place of the one that is there."""

    draft: Draft = field(default_factory=Draft)
    place: int | None = None
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Composing:
    """How far the organizer has got with writing the questions of a draft, see `editor.py`.

    `step`: "write" a question, "look" through all of them, "end": what shall become of them; "":
    nothing is written. `writing`: the question at hand, then those that wait to be corrected.
    `part`: the part of it that is typed next, whatever it looks like. `fetching`: the file,
    or the picture, that is being read for what is written. `removed`: the question removed last,
    and where it stood. `edition` counts the changes, so that a button of an earlier panel is known;
    `read_at`: the one in which the questions came from a file.
    """

    step: Literal["", "write", "look", "end"] = ""
    writing: tuple[Writing, ...] = ()
    part: str = ""
    fetching: str = ""
    removed: tuple[int, Question] | None = None
    edition: int = 0
    read_at: int = -1

    @property
    def at_hand(self) -> Writing:
        return self.writing[0] if self.writing else Writing()


@dataclass(frozen=True, slots=True)
class Quiz:
    """What a quiz is made of.

    `feedback`: "each" shows the explanation after each question, which is then fixed; with the
    others every answer can be changed until the whole is submitted: "end" explains then, "close"
    when the results are published.
    `review`: the organizer publishes by hand; otherwise the ranking appears at the close.
    `live`: it is answered in the room, in native polls where there are such, see `room_mode.py`.
    `wish`: which questions of the bank a plan takes, as one types it.
    """

    title: str = ""
    bank: str = ""
    questions: tuple[Question, ...] = ()
    feedback: Feedback = "end"
    review: bool = False
    live: bool = False
    wish: str = ""
    terms: Terms = Terms()

    @property
    def called(self) -> Words:
        """The title; of one that has none, what it is."""
        return self.title or text("quiz-unnamed")

    @property
    def out_of(self) -> int:
        """What all questions together are worth, in hundredths of a point."""
        return sum(question.worth for question in self.questions)

    def fits_room(self) -> bool:
        """Whether every question can be answered by choosing, as a whole room must."""
        return all(question.kind in CHOICE_KINDS for question in self.questions)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a quiz has come.

    `file`: where its questions come from, until they are stored as a bank.
    `extended`: people who may answer longer than the others, and until when.
    `asked`: the question that stands in the room at a pace, since `asked_at`.
    `unposted`: the ranking has not reached the room. `foretold`: the room knows when it opens.
    `within`: the activity it belongs to, which invites, reminds, and hears of each result; nothing
    of the quiz goes to the room.
    """

    file: SentFile | None = None
    extended: tuple[tuple[int, datetime], ...] = ()
    asked: int = 0
    asked_at: datetime | None = None
    composing: Composing = Composing()
    unposted: bool = False
    foretold: bool = False
    within: int = 0


QuizState = State[Quiz, Progress]
REMIND_BEFORE = 600  # seconds before the close at which the silent are usually reminded


def draft(organizer: int | None) -> QuizState:
    """A new quiz. What is right is shown when its results are, so that nobody who is still
    answering hears of it."""
    schedule = Schedule(reminders=None)
    return State("draft", Quiz(feedback="close"), Progress(), organizer, schedule)


def closes_for(state: QuizState, person: int) -> datetime | None:
    """When this person has to be done."""
    return dict(state.progress.extended).get(person, state.schedule.closes_at)


def last_close(state: QuizState) -> datetime | None:
    """When the last person has to be done."""
    closes_at = state.schedule.closes_at
    if closes_at is None:
        return None
    return max([closes_at, *(until for _, until in state.progress.extended)])


@dataclass(frozen=True, slots=True)
class Earlier:
    """An attempt that was handed in before another one was begun."""

    score: int
    out_of: int
    submitted_at: datetime
    answers: tuple[Answer | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One person's part: `answers[i]` is the answer to question i, `picked` what is marked in the
    question at hand but not submitted yet: options, or as far as an order or a matching has got.

    `score` and `out_of` are in hundredths of a point. `number` counts this person's attempts from
    1; `until`: when the time for this one is up. `earned`: what each answer has brought where speed
    counts. `undo`: the handing in, while it can be undone.
    """

    phase: Literal["answering", "submitted"]
    at: int = 0  # the question at hand; len(questions) is the review
    answers: tuple[Answer | None, ...] = ()
    picked: tuple[int, ...] = ()
    score: int = 0
    out_of: int = 0
    submitted_at: datetime | None = None
    number: int = 1
    until: datetime | None = None
    earlier: tuple[Earlier, ...] = ()
    counts: Counts = "best"
    earned: tuple[int, ...] = ()
    undo: Undo[Attempt] | None = None

    def answered(self, quiz: Quiz, question: int, answer: Answer, then: int) -> Attempt:
        """With this answer to the question and its points counted; question `then` comes next,
        with what was answered there before."""
        asked, before = quiz.questions[question], self.answers[question]
        lost = score(asked, before) if before is not None else 0
        answers = (*self.answers[:question], answer, *self.answers[question + 1 :])
        return replace(
            self,
            at=then,
            answers=answers,
            picked=marked(answers[then]) if then < len(answers) else (),
            score=self.score - lost + score(asked, answer),
        )

    def reopened(self, quiz: Quiz, question: int) -> Attempt:
        """Without the answer to the question, which is the one at hand again."""
        before = self.answers[question]
        return replace(
            self,
            at=question,
            answers=(*self.answers[:question], None, *self.answers[question + 1 :]),
            picked=(),
            score=self.score - score(quiz.questions[question], before),
        )

    @property
    def results(self) -> tuple[Earlier, ...]:
        """Every attempt that was handed in, the first one first."""
        if self.phase != "submitted" or self.submitted_at is None:
            return self.earlier
        last = Earlier(self.score, self.out_of, self.submitted_at, self.answers)
        return (*self.earlier, last)

    @property
    def given(self) -> int:
        """How many questions have an answer."""
        return sum(answer is not None for answer in self.answers)


QuizTurn = Turn[QuizState, Attempt]
PERMISSION = "quiz.manage"
POLICY: Policy[QuizState] = Policy(PERMISSION, organizer_of)


def title_of(state: QuizState) -> Words:
    return text("quiz-title", title=state.definition.called)


def known_as(state: QuizState) -> Words:
    """What a list of activities calls it; "": a draft without a title."""
    quiz = state.definition
    return quiz.title if state.phase == "draft" and not quiz.questions else quiz.called


REMINDERS = ReminderTimes(REMIND_BEFORE, title_of, lambda state: state.definition.live)


def marked(answer: Answer | None) -> tuple[int, ...]:
    """What is marked where this was answered before."""
    return answer if isinstance(answer, tuple) else ()


def new_attempt(quiz: Quiz, before: Attempt | None = None) -> Attempt:
    """The first attempt, or the one after `before`, on what lies before the person."""
    return Attempt(
        "answering",
        answers=(None,) * len(quiz.questions),
        out_of=quiz.out_of,
        number=before.number + 1 if before else 1,
        earlier=before.results if before else (),
        counts=quiz.terms.counts,
    )


def may_repeat(terms: Terms, attempt: Attempt) -> bool:
    """Whether the person may take the quiz once more after this attempt."""
    if attempt.number < terms.attempts:
        return True
    return not passed(terms, attempt) and attempt.number == terms.attempts


def passed(terms: Terms, attempt: Attempt) -> bool:
    """Whether what counts of the attempts reaches the pass mark."""
    return 100 * summarize(attempt).score >= terms.pass_mark * attempt.out_of


WITHDRAWN = "withdrawn"
"""The status of who has taken back every answer given in the room: as if they took no part."""


def summarize(attempt: Attempt) -> Summary:
    """What is counted: the attempts that were submitted, by the rule of the quiz; before there is
    one, the first attempt as far as it got."""
    results = attempt.results
    if not results:
        gone = attempt.earned and all(each is None for each in attempt.answers)
        return Summary(WITHDRAWN if gone else "answering", attempt.score, attempt.out_of)
    match attempt.counts:
        case "best":
            best = max(results, key=lambda each: each.score)
            return Summary("submitted", best.score, best.out_of, best.submitted_at)
        case "last":
            last = results[-1]
            return Summary("submitted", last.score, last.out_of, last.submitted_at)
        case "mean":
            total = sum(each.score for each in results)
            mean = (2 * total + len(results)) // (2 * len(results))
            return Summary("submitted", mean, results[-1].out_of, results[-1].submitted_at)


def in_hundredths(fields: dict[str, Any]) -> dict[str, Any]:
    """Schema 1 → 2: the scores of an attempt were whole points."""
    if "answers" not in fields:  # the quiz itself has not changed
        return fields
    return fields | {"score": fields["score"] * 100, "out_of": fields["out_of"] * 100}


FLAT = {
    "definition": ("title", "bank", "questions", "feedback", "review", "live", "wish", "terms"),
    "progress": ("file", "extended", "asked", "asked_at", "composing"),
}
"""Where the fields of a quiz lie since schema 3; before, they lay side by side."""


def in_parts(fields: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 → 3: a quiz, and the one that an undo goes back to, in its parts."""
    if "answers" in fields:  # an attempt has not changed
        return fields
    made: dict[str, Any] = {
        part: {name: fields[name] for name in names if name in fields}
        for part, names in FLAT.items()
    }
    remind_before, undo = fields.get("remind_before", REMIND_BEFORE), fields.get("undo")
    schedule = {
        "opens_at": fields.get("opens_at"),
        "closes_at": fields.get("closes_at"),
        "reminders": [remind_before] if remind_before else [],
        "revision": fields.get("step", 0),
    }
    if undo and undo.get("before"):
        undo = undo | {"before": in_parts(undo["before"])}
    whole = {"phase": fields["phase"], "organizer": fields.get("owner"), "undo": undo}
    return made | whole | {"schedule": schedule}
