"""The member's side of an open discussion: to speak, to change and to take back.

In the room a receipt is a mark on the message and nothing else; in private it is a short word.
"""

from __future__ import annotations

from collections.abc import Callable

from service.core.effects import Acknowledge, Effect, Send, ToPerson
from service.core.events import Attached, Edited, Event, Said, Withdrawn
from service.core.message import Message
from service.core.texts import Moment, Text, text
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    choice_args,
    event_name,
)
from service.workflows.discussion import view
from service.workflows.discussion.model import LONGEST_CONTRIBUTION, Discussion, Part, length

DiscussionActivity = Activity[Discussion]
PartEntry = Entry[Part]
Handler = Callable[[Context, DiscussionActivity, PartEntry, Event], Outcome]

LONGEST_NAME = 100  # characters kept of a file's name
MOST = 100  # contributions of one person


def said(context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event) -> Outcome:
    """A reply in the room, or a text or file in private."""
    if not isinstance(event, Said | Attached):
        return Rejected("discussion.unexpected", text("discussion.unexpected"))
    if is_late(context, activity.state):
        return late(context, activity, entry, event)
    part = entry.state or Part()
    if part.find(event.ref) is not None:
        return Rejected("discussion.known")  # the platform has told us twice
    if len(part.contributions) >= MOST:
        return Rejected("discussion.too_many", text("discussion.too_many", most=MOST))
    file = _file_name(event) if isinstance(event, Attached) else ""
    words = event.text.strip()
    refused = _unfit(activity.state, words, file)
    if refused is not None:
        return refused
    changed = part.with_new(event.ref, words, file, context.now)
    receipt: Effect = Acknowledge(event.ref)
    if event.ref.private:
        receipt = Send(ToPerson(entry.person), "speak", view.received(activity, changed), "reply")
    return Decision("discussion.spoken", entry=changed, effects=(receipt,))


def edited(
    context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event
) -> Outcome:
    """The newest words of a message are those that count."""
    if not isinstance(event, Edited):
        return Rejected("discussion.unexpected", text("discussion.unexpected"))
    if is_late(context, activity.state):
        return late(context, activity, entry, event)
    part = entry.state or Part()
    old = part.find(event.ref)
    if old is None:
        return Rejected("discussion.not_collected", text("discussion.not_collected"))
    words = event.text.strip()
    if words == old.text:
        return Rejected("discussion.unchanged")
    if _unfit(activity.state, words, old.file) is not None:
        kept = text("discussion.edit_unfit", n=activity.state.min_length, most=LONGEST_CONTRIBUTION)
        return Rejected("discussion.edit_unfit", kept)
    changed = part.with_edited(old, words, context.now)
    receipt: Effect = Acknowledge(event.ref)
    if event.ref.private:
        receipt = _word(entry, text("discussion.edited"))
    return Decision("discussion.edited", entry=changed, effects=(receipt,))


def withdrawn(_: Context, __: DiscussionActivity, entry: PartEntry, event: Event) -> Outcome:
    """A deleted message does not count, even when it is deleted between the deadline and the
    digest."""
    part = entry.state or Part()
    gone = part.find(event.ref) if isinstance(event, Withdrawn) else None
    if gone is None:
        return Rejected("discussion.not_collected")
    return Decision("discussion.withdrawn", entry=part.without(gone))


def take_back(_: Context, __: DiscussionActivity, entry: PartEntry, event: Event) -> Outcome:
    """The same by a button, for platforms that do not tell of deletions (`undo:number`)."""
    args = choice_args(event)
    number = int(args[0]) if args and args[0].isascii() and args[0].isdecimal() else 0
    part = entry.state or Part()
    gone = part.numbered(number)
    if gone is None:
        return Rejected("discussion.gone", text("discussion.gone"))
    receipt = _word(entry, text("discussion.withdrawn"))
    return Decision("discussion.withdrawn", entry=part.without(gone), effects=(receipt,))


def ask(context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event) -> Outcome:
    """To speak in private: the next text or file is the contribution."""
    if is_late(context, activity.state):
        return late(context, activity, entry, event)
    shown = Send(ToPerson(entry.person), "speak", view.speak(activity), "reply", asks="speak")
    return Decision("discussion.speaking", effects=(shown,))


def leave(_: Context, activity: DiscussionActivity, entry: PartEntry, __: Event) -> Outcome:
    """Rather not: what is typed next is no contribution."""
    shown = Send(ToPerson(entry.person), "speak", view.left(activity), "reply")
    return Decision("discussion.not_speaking", effects=(shown,))


def show(_: Context, activity: DiscussionActivity, entry: PartEntry, __: Event) -> Outcome:
    """The topic and one's own contributions, asked for from the menu."""
    shown = Send(
        ToPerson(entry.person), "card", view.card(activity, entry.state or Part()), "reply"
    )
    return Decision("discussion.shown", effects=(shown,))


def is_late(context: Context, discussion: Discussion) -> bool:
    return discussion.closes_at is not None and context.now >= discussion.closes_at


def late(_: Context, activity: DiscussionActivity, __: PartEntry, event: Event) -> Outcome:
    """Whatever comes too late gets a clear word, and changes nothing."""
    discussion = activity.state
    title, closed_at = discussion.title, discussion.closes_at
    if discussion.phase == "cancelled" or closed_at is None:
        return Rejected("discussion.cancelled", text("discussion.was_cancelled", title=title))
    key = _LATE.get(event_name(event), "discussion.late")
    return Rejected("discussion.late", text(key, title=title, closed=Moment(closed_at)))


def early(_: Context, activity: DiscussionActivity, __: PartEntry, ___: Event) -> Outcome:
    return Rejected("discussion.early", text("discussion.early", title=activity.state.title))


# -- pieces

_LATE = {
    "edited": "discussion.late_edit",
    "withdrawn": "discussion.late_withdrawal",
    "undo": "discussion.late_withdrawal",
}


def _unfit(discussion: Discussion, words: str, file: str) -> Rejected | None:
    """Why these words can't be collected, if so. A file needs no words."""
    has, needed = length(words), discussion.min_length
    if not has and not file:
        return Rejected("discussion.empty", text("discussion.empty"))
    if has < needed and not file:
        short = text("discussion.too_short", title=discussion.title, n=needed, has=has)
        return Rejected("discussion.too_short", short)
    if len(words) > LONGEST_CONTRIBUTION:
        return Rejected(
            "discussion.too_long",
            text("discussion.too_long", most=LONGEST_CONTRIBUTION, has=len(words)),
        )
    return None


def _file_name(event: Attached) -> str:
    """The name on one line, cut to a length that can be shown."""
    name = "".join(each for each in event.name if each.isprintable()).strip()
    return name[:LONGEST_NAME] or "?"


def _word(entry: PartEntry, word: Text) -> Send:
    return Send(ToPerson(entry.person), "receipt", Message(word), "reply")
