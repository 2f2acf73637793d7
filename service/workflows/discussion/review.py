"""Entries that are reviewed: the organizer approves them, or returns them with a word."""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Effect, Send
from service.core.message import Attachment, Message
from service.core.queries import Entries
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Outcome
from service.sdk.panels import button, choice, paragraphs
from service.workflows.discussion.model import Contribution, DiscussionTurn, part_of, say

LONGEST_WORD = 500  # characters


def ask_for(turn: DiscussionTurn) -> list[Send]:
    """Tell the organizers that the person has sent an entry to review."""
    told = text("discussion-to-review", name=turn.roster.name(turn.person))
    message = say(turn, told, "discussion-button-review")
    return turn.tell(turn.organizers(), "waiting", message, deferrable=True, time_sensitive=True)


def show(turn: DiscussionTurn) -> Outcome:
    """The entry that has waited longest."""
    return turn.done("discussion.review_shown", effects=turn.reply(_next(turn), "review"))


def approve(turn: DiscussionTurn) -> Outcome:
    found = _waiting(turn)
    if found is None:
        return turn.refuse("discussion-reviewed-already")
    return _judged(turn, found, replace(found, review="approved", word=""))


def ask_word(turn: DiscussionTurn) -> Outcome:
    """Why it is returned: the next text is the word to its author."""
    found = _waiting(turn)
    if found is None:
        return turn.refuse("discussion-reviewed-already")
    back = choice(turn.activity, "review", text("sdk-button-keep"))
    asked, prompt = say(turn, text("discussion-ask-word"), back), f"word.{found.number}"
    effects = turn.reply(asked, "review", prompt=prompt, about=turn.person)
    return turn.done("discussion.word_asked", effects=effects)


def give_back(turn: DiscussionTurn) -> Outcome:
    """The word has come."""
    found, word = _waiting(turn), getattr(turn.event, "text", "").strip()
    if found is None:
        return turn.refuse("discussion-reviewed-already")
    if not 0 < len(word) <= LONGEST_WORD:
        return turn.refuse("sdk-bad-text", most=LONGEST_WORD)
    return _judged(turn, found, replace(found, review="returned", word=word))


def _waiting(turn: DiscussionTurn) -> Contribution | None:
    """The contribution that was pressed (`approve:number`) or that the word is about."""
    numbers = turn.ints()[:1] if turn.entry is not None else ()
    found = part_of(turn).numbered(*numbers) if numbers else None
    return found if found is not None and found.review == "waiting" else None


def _judged(turn: DiscussionTurn, found: Contribution, judged: Contribution) -> Outcome:
    """The author is told, and the next entry is shown to who has judged this one."""
    part = part_of(turn).with_changed(found, review=judged.review, word=judged.word)
    again = _next(turn, but=(turn.person, found.number))
    done = text(f"discussion-done-{judged.review}")
    shown = replace(again, body=paragraphs(done, again.body))
    effects: tuple[Effect, ...] = (
        *turn.tell((turn.person,), "reviewed", _told_author(turn, judged)),
        *turn.reply(shown, "review"),
    )
    return turn.done(f"discussion.{judged.review}", part=part, effects=effects)


def _told_author(turn: DiscussionTurn, judged: Contribution) -> Message:
    """What became of an entry, to its author."""
    title, activity = turn.state.definition.title, turn.activity
    told: Words
    if judged.review == "approved":
        told = text("discussion-approved", title=title)
        way = choice(activity, "undo", text("discussion-button-take-back"), judged.number)
    else:
        told = text("discussion-returned", title=title, word=judged.word)
        speak = text("discussion-button-speak", genre=turn.state.definition.genre)
        way = choice(activity, "speak", speak)
    return Message(lines(told, judged.in_short), choices=((way,),))


def _next(turn: DiscussionTurn, but: tuple[int, int] | None = None) -> Message:
    """The entry that has waited longest, but for this one, and the two answers there are."""
    waiting = sorted(
        (
            (each.edited_at or each.at, person, each)
            for person, part in turn.query(Entries(turn.id))
            for each in part.contributions
            if each.review == "waiting" and (person, each.number) != but
        ),
        key=lambda each: each[:2],
    )
    if not waiting:
        back = choice(turn.activity, "show", text("sdk-button-keep"))
        return say(turn, text("discussion-nothing-to-review"), back)
    at, person, found = waiting[0]
    name = turn.roster.name(person)
    told = text("discussion-review", name=name, at=Moment(at), n=len(waiting))
    answers = [
        button(turn.activity, key, found.number, about=person)
        for key in ("discussion-button-approve", "discussion-button-return")
    ]
    files = tuple(Attachment(each.name, each) for each in found.files)
    return replace(say(turn, paragraphs(told, found.whole), *answers), attachments=files)
