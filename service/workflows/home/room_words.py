"""What is said in a room and answers nothing: whether it counts, its writer is asked in private.

1. Somebody writes in the room while a discussion is open there.
2. They are asked once; what they write meanwhile is kept with it.
3. With a yes the discussion hears it all, each as of when it was said; with a no it is dropped, and
   of this discussion they are not asked again.
"""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Relay
from service.core.events import Attached, Overheard, Said
from service.core.message import Chat, Message, Ref
from service.core.texts import Words, text
from service.core.workflow import Outcome
from service.sdk.panels import choice, grid
from service.workflows.home.model import HomeTurn, Loose, Visit, answered, first

MOST = 20  # messages that are kept while somebody is asked
QUOTED = 40  # characters


def ask(turn: HomeTurn) -> Outcome:
    """Asked once; with a question that waits, the words are kept with those it is about."""
    event, visit = turn.event, turn.part or Visit()
    if not isinstance(event, Overheard):
        return turn.ignore("home-nobody")
    topics = tuple(each for each in event.topics if each[0] not in visit.declined)
    if not topics:
        return turn.ignore("home-small-talk")
    numbers = tuple(number for number, _ in topics)
    waits = bool(visit.loose) and set(numbers) <= set(visit.asked)
    loose = (*(visit.loose if waits else ()), _kept(turn, event))[:MOST]
    kept = replace(visit, loose=loose, asked=visit.asked if waits else numbers)
    if waits:
        return replace(turn.done("home.overheard"), entry=kept)
    return replace(
        answered(turn, "home.overheard", "loose", _question(turn, event, topics)), entry=kept
    )


def count(turn: HomeTurn) -> Outcome:
    """It was meant for this activity (`mine:activity`), which hears it."""
    visit, number = turn.part or Visit(), first(turn)
    if number not in visit.asked or not visit.loose:
        return turn.refuse("sdk-moved-on")
    heard = (Relay(number, _said(each), each.at) for each in visit.loose)
    albums = {each.album for each in visit.loose if each.album}
    n = len(albums) + sum(not each.album for each in visit.loose)
    told = Message(text("home-words-counted", n=n))
    done = answered(turn, "home.words_counted", "loose", told, *heard)
    return replace(done, entry=replace(visit, loose=(), asked=()))


def decline(turn: HomeTurn) -> Outcome:
    """It was not, and nobody asks again about these activities."""
    visit = turn.part or Visit()
    if not visit.loose:
        return turn.refuse("sdk-moved-on")
    told = Message(text("home-words-dropped"))
    dropped = replace(visit, loose=(), asked=(), declined=(*visit.declined, *visit.asked))
    return replace(answered(turn, "home.words_dropped", "loose", told), entry=dropped)


def _question(turn: HomeTurn, event: Overheard, topics: tuple[tuple[int, Words], ...]) -> Message:
    said = event.said
    words = " ".join((said.text or getattr(said, "name", "")).split())
    quoted = words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…"
    if len(topics) == 1:
        ((number, title),) = topics
        asked = text("home-ask-words", words=quoted, title=title)
        yes = choice(turn.activity, "mine", text("home-button-mine"), number)
        return Message(asked, choices=grid(turn.activity, (yes, "home-button-loose")))
    to_which = (
        choice(turn.activity, "mine", text("home-button-mine-of", title=title), number)
        for number, title in topics
    )
    asked = text("home-ask-words-which", words=quoted)
    return Message(asked, choices=grid(turn.activity, *to_which, "home-button-loose"))


def _kept(turn: HomeTurn, event: Overheard) -> Loose:
    said, chat = event.said, event.ref.chat
    file, album = None, ""
    if isinstance(said, Attached):
        file, album = (said.name, said.mime, said.size, said.file_id), said.album
    ref = event.ref
    return Loose(chat.account, chat.id, ref.id, said.sender, said.text, turn.now, file, album)


def _said(loose: Loose) -> Said | Attached:
    ref = Ref(Chat(loose.account, loose.place), loose.message)
    if loose.file is None:
        return Said(ref, loose.sender, loose.text)
    name, mime, size, file_id = loose.file
    return Attached(ref, loose.sender, name, mime, size, file_id, loose.text, album=loose.album)
