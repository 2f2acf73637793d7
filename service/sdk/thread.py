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

from service.core.effects import Effect, Send
from service.core.events import Attached, Said
from service.core.message import Attachment, Choice, Message, StoredFile
from service.core.texts import Moment, Strong, Words, lines, text
from service.core.workflow import Decision, Rejected
from service.sdk.cards import styled
from service.sdk.panels import button, grid, paragraphs
from service.sdk.sent_files import sent_file
from service.sdk.turn import Turn

WORDS = "words"  # the key of what was written
LONGEST = 2000  # characters
MOST = 100  # words of one thread


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
        file = sent_file(turn, event)
        if isinstance(file, Rejected):
            return file
        files = (file,)
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


def written(turn: Turn[Any, Any], title: Words, thread: Sequence[Word], *above: Words) -> Message:
    """The words and files of a thread, below what stands above them."""
    return Message(
        paragraphs(*above, said(turn, thread)), title, attachments=tuple(enclosed(thread))
    )


def tell(
    turn: Turn[Any, Any],
    people: Iterable[int],
    key: str,
    card: Message,
    *words: Message,
    about: int,
    scope: str = "",
    **how: Any,
) -> list[Send]:
    """The words, for nobody else's eyes, and below them the card that says what can be done.
    `about`: whose part has the words; `how`: further fields of `Send`; `prompt`: of the card
    alone."""
    people, prompt, sent = tuple(people), how.pop("prompt", ""), []
    for each in words:
        sent += turn.tell(people, WORDS, each, secret=True, about=about, scope=scope, **how)
    return [*sent, *turn.tell(people, key, card, about=about, prompt=prompt, **how)]


def offer(
    turn: Turn[Any, Any], body: Words, title: Words, primary: str, *rows: Sequence[str], about: int
) -> Message:
    """A card with the buttons of these keys, the one thing to do first; "": none."""
    below = (tuple(_button(turn, each, about) for each in row if each) for row in rows)
    first = styled(_button(turn, primary, about), "primary") if primary else ""
    return Message(body, title, grid(turn.activity, first, *below))


def _button(turn: Turn[Any, Any], key: str, about: int) -> Choice:
    return button(turn.activity, key, about=about)


def kept(turn: Turn[Any, Any], action: str, *effects: Effect, finished: bool = False) -> Decision:
    """The step, with the activity and the part as they are now; the journal seals what was
    written."""
    return turn.done(
        f"{turn.activity.kind}.{action}",
        state=turn.state,
        part=turn.part,
        effects=effects,
        finished=finished,
        secret=isinstance(turn.event, Said | Attached),
    )
