"""What a study task is made of, and one member's part in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from service.core.message import StoredFile
from service.core.queries import Summary
from service.sdk.codes import NO_TRIES, Tries
from service.sdk.state import State
from service.sdk.turn import Turn

Material = StoredFile | str
LINE = 200  # characters; what is longer, or has several lines, is a text that is read here
PAGE = 700  # characters of a text that are shown at once
AT_HAND = 60  # seconds for each link, file or book, which is read elsewhere
MOST_AT_HAND = 300
CHINESE, OTHER = 8, 30  # characters that a quick reader reads in a second

Kind = Literal["read", "words", "quiz", "lecture"]
KINDS: tuple[Kind, ...] = ("read", "words", "quiz", "lecture")


@dataclass(frozen=True, slots=True)
class Way:
    """How it is shown to be done: read and confirmed, a few words of one's own, a quiz from the
    `bank`, or the check-in of a lecture."""

    kind: Kind
    bank: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.bank}" if self.bank else self.kind


@dataclass(frozen=True, slots=True)
class Study:
    """`materials`: files, links, names of books, and texts. `hours`: what it counts for.
    `pass_mark`: of the quiz, in percent. `norm`: the norm of the rules that it is held for."""

    title: str = ""
    materials: tuple[Material, ...] = ()
    way: Way | None = None
    hours: int | None = None
    pass_mark: int = 60
    norm: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a reading list: what is read until when."""

    title: str
    closes_at: datetime
    materials: tuple[Material, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """`named`: whom it is for alone; (): the whole unit. `series`: what follows it on the list;
    `place`: its own place there, from the second on. `quiz`: the activity; `seed`: of the codes of
    a lecture's check-in, once that has begun."""

    named: tuple[int, ...] = ()
    series: tuple[Item, ...] = ()
    place: int = 0
    quiz: int = 0
    seed: str = ""


Status = Literal["asked", "reading", "read", "failed", "spent", "leave", "done", "made_up"]
OPEN: tuple[Status, ...] = ("asked", "reading", "read", "failed")
DONE: tuple[Status, ...] = ("done", "made_up")
SETTLED: tuple[Status, ...] = (*DONE, "spent")  # nothing is left for the member to do
STATUSES: tuple[Status, ...] = (*SETTLED, "read", "failed", "reading", "leave", "asked")


@dataclass(frozen=True, slots=True)
class Share:
    """One member's part. `page`: the page that lies before them since `since`. `at`: when they were
    done; who is done after the deadline has `made_up` for it. `words`: their own; `percent`: of the
    quiz, of which no attempt is left to who has `spent` them. `by`: who noted it for them.
    `tries`: wrong codes of the lecture."""

    status: Status = "asked"
    page: int = 0
    since: datetime | None = None
    at: datetime | None = None
    words: str = ""
    percent: int = 0
    by: int = 0
    tries: Tries = NO_TRIES

    def summary(self) -> Summary:
        score, of = (100 * self.percent, 100 * 100) if self.percent else (0, 0)
        return Summary(self.status, score, of, self.at)

    def hours(self, study: Study) -> int:
        return (study.hours or 0) if self.status in DONE else 0


StudyState = State[Study, Progress]
StudyTurn = Turn[StudyState, Share]


def way_of(state: StudyState) -> Way:
    """How it is shown to be done now: who has missed a lecture makes up with a few words."""
    way = state.definition.way or Way("read")
    return Way("words") if way.kind == "lecture" and state.phase == "closed" else way


def finished(turn: StudyTurn, share: Share) -> Share:
    """The part of who is done: in time, or later."""
    in_time = turn.state.phase == "open"
    return replace(share, status="done" if in_time else "made_up", at=turn.now)


# -- what is read


def is_text(material: Material) -> bool:
    """Whether it is a text that is read here, not a link, a file or the name of a book."""
    return isinstance(material, str) and (len(material) > LINE or "\n" in material)


def at_hand(study: Study) -> tuple[Material, ...]:
    """What is read elsewhere, or opened from the chat."""
    return tuple(each for each in study.materials if not is_text(each))


def pages(study: Study) -> tuple[str, ...]:
    """What is read one after another: what is at hand ("" in its place), then the texts."""
    texts = (each for each in study.materials if isinstance(each, str) and is_text(each))
    first = ("",) if at_hand(study) or not study.materials else ()
    return (*first, *(page for each in texts for page in _cut(each)))


def _cut(words: str) -> Iterator[str]:
    """The text in pages, each of whole paragraphs or else whole sentences."""
    page = ""
    for piece in re.findall(r"[^\n。！？.!?]*[。！？.!?”」\n]*", words):
        for at in range(0, len(piece), PAGE):
            part = piece[at : at + PAGE]
            if page.strip() and len(page) + len(part) > PAGE:
                yield page.strip()
                page = ""
            page += part
    if page.strip():
        yield page.strip()


def fair(study: Study, page: int) -> int:
    """In how many seconds a quick reader has read the page."""
    words = pages(study)[page]
    if not words:
        return min(AT_HAND * len(at_hand(study)), MOST_AT_HAND)
    chinese = sum("\u4e00" <= each <= "\u9fff" for each in words)
    return chinese // CHINESE + (len(words) - chinese) // OTHER
