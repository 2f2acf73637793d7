"""What two sides write to one another about one thing, in words and files.

The words are kept in a part that is sealed whole (`Workflow.seals_parts`). The messages that say
them are sealed too and offer nothing, for the number of a button that can't be read can't be typed;
what can be done stands on a card beside them, which says nothing of what they hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.core.effects import Send, ToPerson
from service.core.events import Attached, Said
from service.core.message import Attachment, Message, StoredFile
from service.core.texts import Moment, Strong, Words, lines, text
from service.core.workflow import Rejected
from service.sdk.panels import paragraphs
from service.sdk.turn import Turn

LONGEST = 2000  # characters
MOST = 100  # words of one thread
LARGEST_MB = 20  # which is all that is fetched to be sent on
ENDINGS = (
    *(".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic", ".mp4", ".mp3", ".m4a", ".ogg"),
    *(".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".txt", ".md", ".csv"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody wrote, and when. `step`: what it was, as `<kind>-word-<step>` calls it."""

    by: int
    at: datetime
    step: str
    text: str = ""
    files: tuple[StoredFile, ...] = ()


def word(turn: Turn[Any, Any], step: str, thread: Sequence[Word] = ()) -> Word | Rejected:
    """What was typed or sent, to stand in the thread; or why it can't."""
    event = turn.event
    if turn.actor is None or not isinstance(event, Said | Attached):
        return turn.refuse("sdk-moved-on")
    words = event.text.strip()
    if len(thread) >= MOST:
        return turn.refuse("sdk-thread-full", most=MOST)
    if len(words) > LONGEST or not (words or isinstance(event, Attached)):
        return turn.refuse("sdk-bad-text", most=LONGEST)
    files: tuple[StoredFile, ...] = ()
    if isinstance(event, Attached):
        if event.size > LARGEST_MB * 2**20:
            return turn.refuse("sdk-file-too-large", most=LARGEST_MB)
        if not event.name.lower().endswith(ENDINGS):
            return turn.refuse("sdk-file-kind")
        account = event.ref.place.account
        files = (StoredFile(account, event.file_id, event.name, event.mime, event.size),)
    return Word(turn.actor.id, turn.now, step, words, files)


def said(turn: Turn[Any, Any], thread: Iterable[Word]) -> Words | None:
    """The words, each with who wrote it, when, and what it was; None where there are none."""
    told = [_line(turn, each) for each in thread]
    return paragraphs(*told) if told else None


def _line(turn: Turn[Any, Any], each: Word) -> Words:
    head = text(
        f"{turn.activity.kind}-word-{each.step}",
        name=turn.roster.name(each.by),
        at=Moment(each.at),
    )
    return lines(Strong(head), each.text or None)


def enclosed(thread: Iterable[Word]) -> Iterator[Attachment]:
    """The files that came with the words."""
    for each in thread:
        for file in each.files:
            yield Attachment(file.name, file)


def sealed(
    people: Iterable[int], message: Message, about: int, *, key: str = "words", **how: Any
) -> Iterator[Send]:
    """The message to each of these people, for nobody else's eyes. `about`: whose part has the
    words; `how`: further fields of `Send`."""
    for each in people:
        yield Send(ToPerson(each), key, message, secret=True, about=about, **how)
