"""A quiz in the room: every question stands there for everybody at once.

Where the platform has polls, and the question fits into one, it is a native poll; else it has
buttons, or on a platform without them numbers to reply with. Either way an answer is the person's
own and counts at once. With feedback after each question it is fixed and explained; else it may
be changed until the close.
"""

from __future__ import annotations

from service.core.capabilities import PollLimits
from service.core.choices import ChoiceId
from service.core.effects import Edit, Effect, Send, ToRoom
from service.core.message import Ballot, Choice, Message, Poll
from service.core.texts import Moment, Text, Words, lines, text
from service.core.workflow import Activity
from service.questions.model import CHOICE_KINDS, Answer, Question
from service.questions.scoring import shown_points
from service.workflows.quiz import asking
from service.workflows.quiz.model import LETTERS, Quiz

LIMITS = PollLimits()


def is_possible(quiz: Quiz) -> bool:
    """Whether every question can be answered by choosing, as a whole room must."""
    return all(each.kind in CHOICE_KINDS for each in quiz.questions)


def misfits(quiz: Quiz) -> tuple[int, ...]:
    """The numbers of the questions that do not fit into a native poll."""
    return tuple(
        number
        for number, asked in enumerate(quiz.questions, 1)
        if _poll(quiz, 0, asked, number - 1) is None
    )


def opening(activity: Activity[Quiz]) -> list[Effect]:
    """Every question, in the room."""
    return [
        Send(ToRoom(activity.unit), key(at), question(activity, at))
        for at in range(len(activity.state.questions))
    ]


def closing(activity: Activity[Quiz]) -> list[Effect]:
    """Nobody can answer any more, and what is right is told."""
    return [
        Edit(ToRoom(activity.unit), key(at), question(activity, at, closed=True))
        for at in range(len(activity.state.questions))
    ]


def key_of_answers(activity: Activity[Quiz]) -> list[Effect]:
    """What was right: where a poll has not told it already."""
    quiz = activity.state
    if quiz.feedback == "each":
        return []
    told = [
        lines(f"{number}. {asking.key(asked)}", _because(asked))
        for number, asked in enumerate(quiz.questions, 1)
    ]
    message = Message(lines(*told), title=text("quiz-live-answers", title=quiz.title))
    return [Send(ToRoom(activity.unit), "answers", message)]


def invitation(quiz: Quiz) -> Text:
    """To the room, before the questions."""
    return text(
        "quiz-live-paced" if quiz.terms.pace else "quiz-live-opened",
        seconds=quiz.terms.pace,
        n=len(quiz.questions),
        points=shown_points(quiz.out_of),
        closes=_closes(quiz),
    )


def pointer(quiz: Quiz) -> Text:
    """To a member in private: where it is answered."""
    return text("quiz-live-pointer", title=quiz.title, closes=_closes(quiz))


def preview(quiz: Quiz) -> Words | None:
    """What whoever prepares the quiz must know of how it will be asked."""
    if not quiz.live:
        return None
    long = misfits(quiz)
    numbers = "、".join(map(str, long))
    return lines(
        text("quiz-live-on"),
        text("quiz-live-misfits", numbers=numbers, n=len(long)) if long else None,
    )


def noted(quiz: Quiz, at: int, answer: Answer | None) -> Message:
    """In private, to whoever tapped a button in the room: what counts now."""
    asked = quiz.questions[at]
    if quiz.feedback == "each" and asked.kind != "several":
        return asking.explained(asked, answer, at, len(quiz.questions))
    given = asking.given(asked, answer)
    return Message(
        text("quiz-live-noted", given=given), title=asking.heading(asked, at, len(quiz.questions))
    )


def question(
    activity: Activity[Quiz], at: int, *, closed: bool = False, seconds: int = 0
) -> Message:
    """The question as it stands in the room. `seconds`: how many are left for it; 0: until the
    close."""
    quiz = activity.state
    asked = quiz.questions[at]
    told = closed and quiz.phase != "cancelled"
    options = zip(LETTERS, asked.options, strict=False)
    return Message(
        lines(
            asked.prompt,
            text("quiz-live-hint") if asked.kind == "several" and not closed else None,
            text("quiz-seconds", n=seconds) if seconds and not closed else None,
            *((f"{letter}. {each.text}" for letter, each in options) if closed else ()),
            text("quiz-correct", correct=asking.key(asked)) if told else None,
            _because(asked) if told else None,
        ),
        title=asking.heading(asked, at, len(quiz.questions)),
        choices=() if closed else _choices(activity.id, asked, at),
        attachments=() if closed else asking.pictures(asked, at),
        poll=_poll(quiz, activity.id, asked, at, closed=closed, seconds=seconds),
    )


def _poll(
    quiz: Quiz,
    activity: int,
    asked: Question,
    at: int,
    *,
    closed: bool = False,
    seconds: int = 0,
) -> Poll | None:
    """The question as a native poll, if it fits into one."""
    explains = quiz.feedback == "each"
    poll = Poll(
        ChoiceId(activity, "vote", (str(at),)).encode(),
        f"{at + 1}/{len(quiz.questions)}  {asked.prompt}",
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


def _choices(activity: int, asked: Question, at: int) -> tuple[tuple[Choice, ...], ...]:
    return tuple(
        (
            Choice(
                ChoiceId(activity, "vote", (str(at), str(option))).encode(),
                f"{letter}. {asked.options[option].text}",
            ),
        )
        for option, letter in zip(range(len(asked.options)), LETTERS, strict=False)
    )


def _because(asked: Question) -> Words | None:
    return text("quiz-because", why=asked.explanation) if asked.explanation else None


def key(at: int) -> str:
    """What the message of a question is known by."""
    return f"live{at}"


def _closes(quiz: Quiz) -> Words:
    return Moment(quiz.closes_at) if quiz.closes_at is not None else "—"
