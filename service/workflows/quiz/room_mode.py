"""A quiz in the room: every question stands there for everybody at once.

Where the platform has polls, and the question fits into one, it is a native poll; else it has
buttons, or on a platform without them numbers to reply with. Either way an answer is the person's
own and counts at once. With feedback after each question it is fixed and explained; else it may
be changed until the close.

At a pace they come one at a time, with a countdown, and points for speed: each question stands for
so many seconds. Whoever is right at once gets all its points, at the last moment half of them. Then
what is right is told, with who leads, and the next question comes; after the last one the quiz
closes. Native polls then have the platform's own countdown.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from service.core.capabilities import PollLimits
from service.core.choices import ChoiceId
from service.core.effects import Edit, Effect, Send, SetTimer, ToPerson, ToRoom
from service.core.events import Voted
from service.core.message import Ballot, Message, Poll
from service.core.queries import Results
from service.core.texts import Text, Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.questions.model import Answer, Question
from service.questions.scoring import score, shown_points
from service.sdk.panels import Rows, choice, moment
from service.workflows.quiz import asking, results
from service.workflows.quiz.attempt import late
from service.workflows.quiz.model import (
    LETTERS,
    Attempt,
    QuizState,
    QuizTurn,
    new_attempt,
)
from service.workflows.quiz.paper import laid

LIMITS = PollLimits()
LEAST = 0.5  # share of the points for a right answer in the last moment
LEADERS = 3  # shown between two questions
WARNED = 10  # seconds before the end of a question, where it stands at least twice as long


# -- the questions in the room


def opening(turn: QuizTurn) -> tuple[QuizTurn, list[Effect]]:
    """The questions go to the room: every one, or at a pace the first."""
    if turn.state.definition.terms.pace:
        return _ask(turn, 0)
    count = len(turn.state.definition.questions)
    return turn, [post(turn, at) for at in range(count)]


def post(turn: QuizTurn, at: int, *, seconds: int = 0) -> Send:
    """The question, which may be answered in words as well, by a reply to it."""
    shown = question(turn, at, seconds=seconds)
    return Send(ToRoom(turn.unit), key(at), shown, prompt=prompt(at))


def closing(turn: QuizTurn) -> list[Effect]:
    """Nobody can answer any more, and what is right is told: of every question, or of the one at
    hand."""
    quiz = turn.state
    at_once = range(len(quiz.definition.questions))
    return [
        close_one(turn, at)
        for at in ((quiz.progress.asked,) if quiz.definition.terms.pace else at_once)
    ]


def close_one(turn: QuizTurn, at: int) -> Edit:
    """The question, closed, with what is right."""
    return Edit(ToRoom(turn.unit), key(at), question(turn, at, closed=True))


def key_of_answers(turn: QuizTurn) -> list[Effect]:
    """What was right: where a poll has not told it already."""
    quiz = turn.state
    if quiz.definition.feedback == "each":
        return []
    told = [
        lines(f"{number}. {asking.key(asked)}", asking.because(asked))
        for number, asked in enumerate(quiz.definition.questions, 1)
    ]
    message = Message(lines(*told), title=text("quiz-live-answers", title=quiz.definition.called))
    return [Send(ToRoom(turn.unit), "answers", message)]


def invitation(quiz: QuizState) -> Text:
    """To the room, before the questions."""
    return text(
        "quiz-live-paced" if quiz.definition.terms.pace else "quiz-live-opened",
        seconds=quiz.definition.terms.pace,
        n=len(quiz.definition.questions),
        points=shown_points(quiz.definition.out_of),
        closes=moment(quiz.schedule.closes_at),
    )


def preview(quiz: QuizState) -> Words | None:
    """What whoever prepares the quiz must know of how it will be asked."""
    if not quiz.definition.live:
        return None
    misfits = [
        str(at + 1)
        for at, asked in enumerate(quiz.definition.questions)
        if _poll(quiz, 0, asked, at) is None
    ]
    return lines(
        text("quiz-live-on"),
        text("quiz-live-misfits", numbers="、".join(misfits), n=len(misfits)) if misfits else None,
    )


def question(turn: QuizTurn, at: int, *, closed: bool = False, seconds: int = 0) -> Message:
    """The question as it stands in the room. `seconds`: how many are left for it; 0: until the
    close."""
    quiz = turn.state
    asked = quiz.definition.questions[at]
    told = closed and quiz.phase != "cancelled"
    options = zip(LETTERS, asked.options, strict=False)
    return Message(
        lines(
            asked.prompt,
            text("quiz-live-hint") if asked.kind == "several" and not closed else None,
            text("quiz-seconds", n=seconds) if seconds and not closed else None,
            *((f"{letter}. {each.text}" for letter, each in options) if closed else ()),
            text("quiz-correct", correct=asking.key(asked)) if told else None,
            asking.because(asked) if told else None,
        ),
        title=asking.heading(asked, at, len(quiz.definition.questions)),
        choices=() if closed else _choices(turn, asked, at),
        attachments=() if closed else asking.pictures(asked, at),
        poll=_poll(quiz, turn.id, asked, at, closed=closed, seconds=seconds),
    )


def _poll(
    quiz: QuizState,
    activity: int,
    asked: Question,
    at: int,
    *,
    closed: bool = False,
    seconds: int = 0,
) -> Poll | None:
    """The question as a native poll, if it fits into one."""
    explains = quiz.definition.feedback == "each"
    poll = Poll(
        ChoiceId(activity, "vote", (str(at),)).encode(),
        f"{at + 1}/{len(quiz.definition.questions)}  {asked.prompt}",
        tuple(each.text for each in asked.options),
        several=asked.kind == "several",
        right=tuple(sorted(asked.right)) if explains else (),
        explanation=asked.explanation if explains else "",
        closed=closed,
        seconds=seconds,
    )
    ballot = Ballot(
        poll.id,
        str(poll.question),
        tuple(map(str, poll.options)),
        explanation=asked.explanation,
    )
    return None if asked.picture or not LIMITS.fits(ballot) else poll


def _choices(turn: QuizTurn, asked: Question, at: int) -> Rows:
    return tuple(
        (choice(turn.activity, "vote", f"{letter}. {each.text}", at, option),)
        for option, (each, letter) in enumerate(zip(asked.options, LETTERS, strict=False))
    )


def key(at: int) -> str:
    """What the message of a question is known by."""
    return f"live{at}"


def prompt(at: int) -> str:
    """The question that a reply in the room answers."""
    return f"vote.{at}"


# -- at a pace


def following(turn: QuizTurn) -> tuple[QuizTurn, list[Effect]] | None:
    """The time for a question is up: it is closed and the next one comes; None after the last."""
    at = turn.state.progress.asked
    if at + 1 >= len(turn.state.definition.questions):
        return None
    asked, effects = _ask(turn, at + 1)
    return asked, [close_one(turn, at), *_leaders(turn), *effects]


def warn(turn: QuizTurn) -> Outcome:
    """The countdown goes on: a few seconds are left."""
    at = turn.state.progress.asked
    shown = question(turn, at, seconds=WARNED)
    effect = Edit(ToRoom(turn.unit), key(at), shown, prompt=prompt(at))
    return turn.done("quiz.counted_down", effects=(effect,))


def _ask(turn: QuizTurn, at: int) -> tuple[QuizTurn, list[Effect]]:
    """The question stands in the room from now on."""
    asked = turn.becomes(turn.state.advanced(asked=at, asked_at=turn.now))
    seconds, revision = turn.state.definition.terms.pace, turn.state.schedule.revision
    ends = turn.now + timedelta(seconds=seconds)
    effects: list[Effect] = [
        post(asked, at, seconds=seconds),
        SetTimer("next", ends, revision=revision),
    ]
    if seconds >= 2 * WARNED:
        effects.append(SetTimer("warn", ends - timedelta(seconds=WARNED), revision=revision))
    return asked, effects


def _leaders(turn: QuizTurn) -> list[Effect]:
    """Who leads after this question."""
    at, people = turn.state.progress.asked, turn.roster.people
    placed = results.placed(turn.query(Results(turn.id)))
    best = results.first([each for each in placed if each[1].person in people], LEADERS)
    if not best:
        return []
    told = [results.rank(turn, f"{place}.", each) for place, each in best]
    message = Message(lines(text("quiz-leaders", n=at + 1), *told))
    return [Send(ToRoom(turn.unit), f"leaders{at}", message)]


# -- answers given in the room


def vote(turn: QuizTurn) -> Outcome:
    """`vote:question` with the options of a poll, or `vote:question.option` from a button."""
    turn = laid(turn)
    at = _question(turn)
    if isinstance(at, Rejected):
        return at
    asked, so_far = turn.state.definition.questions[at], _so_far(turn)
    before = so_far.answers[at]
    if isinstance(turn.event, Voted):
        answer = _known(asked, turn.event.options)
        if answer == before:
            return turn.ignore("quiz-same-vote")
        action = "quiz.voted" if answer else "quiz.vote_withdrawn"
        return turn.done(action, part=_answered(turn, so_far, at, answer))
    option = turn.ints()[1:]
    if len(option) != 1 or not _known(asked, option):
        return turn.refuse("sdk-moved-on")
    if asked.kind != "several":
        return _take(turn, at, option)
    marked = set(before) if isinstance(before, tuple) else set()
    return _take(turn, at, tuple(sorted(marked ^ {*option})) or None)


def take_back(turn: QuizTurn) -> Outcome:
    """A tap is taken back (`vote:question.option`): its option counts no more, if it still did."""
    turn = laid(turn)
    at = _question(turn)
    if isinstance(at, Rejected):
        return at
    before, option = _so_far(turn).answers[at], turn.ints()[1:]
    if not isinstance(before, tuple) or not {*option} & {*before} or _is_fixed(turn, at):
        return turn.ignore("quiz-same-vote")
    return _take(turn, at, tuple(each for each in before if each not in option) or None)


def typed(turn: QuizTurn) -> Outcome:
    """A reply to the question in the room: `AC`, `对`."""
    turn = laid(turn)
    at = _question(turn)
    if isinstance(at, Rejected):
        return at
    asked = turn.state.definition.questions[at]
    answer = asking.read_answer(asked, turn.typed())
    if answer is None:
        return Rejected("quiz.not_understood", asking.how_to_type(asked))
    return _take(turn, at, answer)


def _question(turn: QuizTurn) -> int | Rejected:
    """Which one it is about, if it can be answered now."""
    quiz, numbers = turn.state, turn.ints()
    if not quiz.definition.live or not numbers or numbers[0] >= len(quiz.definition.questions):
        return turn.refuse("sdk-moved-on")
    if quiz.schedule.closes_at is not None and turn.now >= quiz.schedule.closes_at:
        return late(turn)
    if quiz.definition.terms.pace and numbers[0] != quiz.progress.asked:
        return turn.refuse("quiz-too-slow")
    return numbers[0]


def _so_far(turn: QuizTurn) -> Attempt:
    return turn.part or new_attempt(turn.state.definition)


def _is_fixed(turn: QuizTurn, at: int) -> bool:
    """Whether the answer is explained at once, and so can't be changed."""
    several = turn.state.definition.questions[at].kind == "several"
    answered = _so_far(turn).answers[at] is not None
    return answered and turn.state.definition.feedback == "each" and not several


def _take(turn: QuizTurn, at: int, answer: Answer | None) -> Outcome:
    if _is_fixed(turn, at):
        return turn.refuse("quiz-live-fixed")
    so_far, to = _so_far(turn), ToPerson(turn.person)
    shown = _noted(turn.state, at, answer)
    first = so_far.answers[at] is None
    told = Send(to, key(at), shown, "reply") if first else Edit(to, key(at), shown)
    action = "quiz.voted" if answer else "quiz.vote_withdrawn"
    return turn.done(action, part=_answered(turn, so_far, at, answer), effects=(told,))


def _noted(quiz: QuizState, at: int, answer: Answer | None) -> Message:
    """In private, to whoever tapped a button in the room: what counts now."""
    asked, of = quiz.definition.questions[at], len(quiz.definition.questions)
    if quiz.definition.feedback == "each" and asked.kind != "several":
        return asking.explained(asked, answer, at, of)
    told = text("quiz-live-noted", given=asking.given(asked, answer))
    if answer is None:
        told = text("quiz-live-taken-back")
    return Message(told, title=asking.heading(asked, at, of))


def _known(asked: Question, options: tuple[int, ...]) -> Answer | None:
    """The options that there are, as an answer; None when there are none."""
    return tuple(sorted({each for each in options if 0 <= each < len(asked.options)})) or None


def _answered(turn: QuizTurn, attempt: Attempt, at: int, answer: Answer | None) -> Attempt:
    """The attempt with this answer; it is submitted while every question has one."""
    answers = (*attempt.answers[:at], answer, *attempt.answers[at + 1 :])
    whole = all(each is not None for each in answers)
    so_far = attempt.earned or (0,) * len(answers)
    now = _earned(turn, turn.state.definition.questions[at], answer)
    return replace(
        attempt,
        answers=answers,
        earned=(*so_far[:at], now, *so_far[at + 1 :]),
        score=attempt.score - so_far[at] + now,
        phase="submitted" if whole else "answering",
        submitted_at=turn.now if whole else None,
    )


def _earned(turn: QuizTurn, asked: Question, answer: Answer | None) -> int:
    """The hundredths of a point for an answer given now."""
    quiz, full = turn.state, score(asked, answer)
    if not quiz.definition.terms.pace or quiz.progress.asked_at is None:
        return full
    gone = (turn.now - quiz.progress.asked_at) / timedelta(seconds=quiz.definition.terms.pace)
    return round(full * (1 - LEAST * min(max(gone, 0.0), 1.0)))
