"""A seminar: those who come hand in what they will talk about, and the paper for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from service.core.events import Attached
from service.core.message import Bundle, Enclosed, Message, StoredFile
from service.core.people import Person
from service.core.privacy import Personal
from service.core.texts import Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk import export
from service.sdk import transitions as t
from service.sdk.lifecycle import Lifecycle
from service.sdk.panels import paragraphs
from service.sdk.sent_files import sent_file
from service.workflows.signup.model import Places, Seat, SignUp, SignUpTurn

Life = Lifecycle[SignUp, Places, Seat]
LONGEST = 100  # characters of a topic
COMING = ("in", "came")
COLUMNS: Mapping[str, Callable[[Seat], str]] = {"topic": lambda seat: seat.topic}


PERSONAL = Personal(
    said=lambda seat: [seat.topic] if seat.topic else [],
    erased=lambda _, seat, over: replace(seat, topic="", paper=None) if over else seat,
    reads=frozenset({"signup.papers_collected"}),
)


class SeminarLife(Lifecycle[SignUp, Places, Seat]):
    """What a seminar says beside the other sign-ups."""

    __slots__ = ()

    def describe(self, turn: SignUpTurn) -> Words:
        said = super().describe(turn)
        talks = text("signup-seminar") if turn.state.definition.talks else None
        return paragraphs(said, talks)

    def own(self, turn: SignUpTurn, part: Seat) -> Message:
        """With what they will talk about."""
        shown = super().own(turn, part)
        if not part.topic or part.status not in COMING:
            return shown
        talk = text("signup-own-talk", topic=part.topic, paper=int(part.paper is not None))
        return replace(shown, body=paragraphs(shown.body, talk))

    def listed(self, turn: SignUpTurn) -> Message:
        """With the talks of a"""
        shown = super().listed(turn)
        return replace(shown, body=paragraphs(shown.body, programme(turn)))


def rows(life: Life) -> tuple[Any, ...]:
    """What speakers do until the seminar is over, and what its organizer collects."""

    def ask_topic(turn: SignUpTurn) -> Outcome:
        if life.part(turn).status not in COMING or not turn.state.definition.talks:
            return life.shown(turn)
        asked = turn.reply(life.say(turn, "signup-ask-topic"), "own", prompt="topic")
        return turn.done("signup.topic_asked", effects=asked)

    def set_topic(turn: SignUpTurn) -> Outcome:
        seat, topic = life.part(turn), " ".join(turn.typed().split())
        if seat.status not in COMING:
            return replace(turn.refuse("sdk-not-now"), ends=True)
        if not 0 < len(topic) <= LONGEST:
            return turn.refuse("sdk-bad-text", most=LONGEST)
        return life.settled(turn, replace(seat, topic=topic))

    def hand_in(turn: SignUpTurn) -> Outcome:
        """The paper; a newer one takes its place. Without a topic, its name is one."""
        seat, event = life.part(turn), turn.event
        if not turn.state.definition.talks or seat.status not in COMING:
            return turn.refuse("signup-no-papers")
        if not isinstance(event, Attached):
            return turn.refuse("sdk-moved-on")
        paper = sent_file(turn, event)
        if isinstance(paper, Rejected):
            return paper
        topic = seat.topic or paper.name.rpartition(".")[0][:LONGEST]
        return life.settled(turn, replace(seat, topic=topic, paper=paper))

    def collect(turn: SignUpTurn) -> Outcome:
        """All papers as one zip, in the order of the talks."""
        papers = tuple(
            Enclosed(_named(turn, n, person, seat.paper), seat.paper)
            for n, (person, seat) in enumerate(talks(turn), 1) if seat.paper is not None
        )  # fmt: skip
        if not papers:
            return turn.refuse("signup-no-paper-yet")
        began = turn.state.definition.starts_at or turn.now
        file = export.file_of(
            Bundle(papers), ".zip", turn.state.definition.title, kind=text("signup-file-papers"),
            began=began, zone=turn.unit_timezone,
        )  # fmt: skip
        said = life.say(turn, "signup-papers-here", n=len(papers))
        return life.handed(turn, "signup.papers_collected", said, file)

    held = "open closed"
    return (
        t.on(held, "topic", ask_topic, by=t.PARTICIPANT, undo=t.READ_ONLY),
        t.on(held, "?topic", set_topic, by=t.PARTICIPANT, undo=t.PROGRESS),
        t.on(held, "attached", hand_in, by=t.PARTICIPANT, undo=t.PROGRESS),
        t.on(f"{held} over done", "papers", collect, by=t.ORGANIZER, undo=t.READ_ONLY,
             requires=(t.entries,)),
    )  # fmt: skip


def talks(turn: SignUpTurn) -> Sequence[tuple[Person, Seat]]:
    """Who talks about what, in the order of their places. Requires `entries`."""
    people = turn.roster.people
    found = [
        (people[each], seat) for each, seat in turn.query(t.entries(turn))
        if seat.topic and seat.status in COMING and each in people
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each[1].at or turn.now, each[0].id))


def programme(turn: SignUpTurn) -> Words | None:
    """The talks as the organizer reads them."""
    listed = talks(turn)
    return lines(
        text("signup-talks", n=len(listed), papers=sum(s.paper is not None for _, s in listed)),
        *(
            text("signup-talk", n=n, name=turn.roster.name(person.id), topic=seat.topic,
                 paper=int(seat.paper is not None))
            for n, (person, seat) in enumerate(listed, 1)
        ),
    ) if listed else None  # fmt: skip


def _named(turn: SignUpTurn, n: int, person: Person, paper: StoredFile) -> Words:
    ending = "." + paper.name.rpartition(".")[2] if "." in paper.name else ""
    return lines(f"{n:02}", turn.roster.name(person.id), ending, sep=" ")
