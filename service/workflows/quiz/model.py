"""What a quiz is: its definition and phase, and one person's attempt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from service.core.queries import Summary
from service.core.undo import Undo
from service.questions.grammar.draft import Draft
from service.questions.model import Answer, Question
from service.questions.scoring import score

Phase = Literal["draft", "scheduled", "open", "closed", "published", "cancelled"]
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
    """A file that its leader sent: where the platform keeps it, and what stood beside it."""

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
    """How far the leader has got with writing the questions of a draft, see `dictation.py`.

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
    """A quiz and how far it is.

    `feedback`: "each" shows the explanation after each question, which is then fixed; with the
    others every answer can be changed until the whole is submitted: "end" explains then, "close"
    when the results are published.
    `remind_before`: seconds before the close at which the silent are reminded; 0: never.
    `review`: the secretary publishes by hand; otherwise the ranking appears at the close.
    `step` counts the schedules: a timer of an earlier one is stale.
    `file`: where the questions come from, until they are stored as a bank.
    `live`: it is answered in the room, in native polls where there are such, see `live.py`.
    `asked`: the question that stands in the room at a pace, since `asked_at`.
    `extended`: people who may answer longer than the others, and until when.
    `undo`: the leader's newest step, while it can be taken back.
    """

    phase: Phase
    title: str
    owner: int | None = None  # the person who leads it
    bank: str = ""
    questions: tuple[Question, ...] = ()
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    feedback: Feedback = "each"
    remind_before: int = 600
    review: bool = False
    step: int = 0
    live: bool = False
    file: SentFile | None = None
    wish: str = ""  # which questions of the bank a plan takes, as one types it
    terms: Terms = Terms()
    extended: tuple[tuple[int, datetime], ...] = ()
    asked: int = 0
    asked_at: datetime | None = None
    undo: Undo[Quiz] | None = None
    composing: Composing = Composing()

    @property
    def last_close(self) -> datetime | None:
        """When the last person has to be done."""
        if self.closes_at is None:
            return None
        return max([self.closes_at, *(until for _, until in self.extended)])

    def closes_for(self, person: int) -> datetime | None:
        """When this person has to be done."""
        return dict(self.extended).get(person, self.closes_at)

    @property
    def out_of(self) -> int:
        """What all questions together are worth, in hundredths of a point."""
        return sum(question.worth for question in self.questions)


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
    counts. `undo`: the handing in, while it can be taken back.
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
        answers = (*self.answers[:question], answer, *self.answers[question + 1 :])
        return replace(
            self,
            at=then,
            answers=answers,
            picked=marked(answers[then]) if then < len(answers) else (),
            score=self.score - score(asked, before) + score(asked, answer),
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
    failed = 100 * summarize(attempt).score < terms.pass_mark * attempt.out_of
    return failed and attempt.number == terms.attempts


def summarize(attempt: Attempt) -> Summary:
    """What is counted: the attempts that were submitted, by the rule of the quiz; before there is
    one, the first attempt as far as it got."""
    results = attempt.results
    if not results:
        return Summary("answering", attempt.score, attempt.out_of)
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
