"""What becomes of one's own contributions: edits, deletions, and taking back by a button."""

from __future__ import annotations

from service.core.effects import Acknowledge, Effect, Send, ToPerson
from service.core.events import Edited, Event, Withdrawn
from service.core.message import Message
from service.core.texts import Secret, Text, text
from service.core.workflow import Activity, Context, Decision, Entry, Outcome, Rejected, choice_args
from service.workflows.discussion import review, view
from service.workflows.discussion.collect import is_late, late, unfit
from service.workflows.discussion.model import (
    LONGEST_CONTRIBUTION,
    MOST_VERSIONS,
    Contribution,
    Discussion,
    Part,
    Version,
)

DiscussionActivity = Activity[Discussion]
PartEntry = Entry[Part]


def edited(
    context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event
) -> Outcome:
    """The newest words of a message are those that count; the earlier ones are kept aside."""
    if not isinstance(event, Edited):
        return Rejected("discussion.unexpected", text("discussion-unexpected"))
    discussion = activity.state
    if is_late(context, discussion):
        return late(context, activity, entry, event)
    part = entry.state or Part()
    old = part.find(event.ref)
    if old is None:
        return Rejected("discussion.not_collected", text("discussion-not-collected"))
    words = event.text.strip()
    if old.sealed is None and words == old.text:
        return Rejected("discussion.unchanged")
    if unfit(discussion, words, old.on, old.file) is not None:
        needed = discussion.comment_length if old.on else discussion.min_length
        kept = text("discussion-edit-unfit", n=needed, most=LONGEST_CONTRIBUTION)
        return Rejected("discussion.edit_unfit", kept)
    receipt: Effect = Acknowledge(event.ref)
    if event.ref.private:
        receipt = _word(entry, text("discussion-edited"))
    effects: tuple[Effect, ...] = (receipt,)
    if old.review:
        effects += review.ask_for(context, activity, entry.person)
    return Decision(
        "discussion.edited",
        entry=_changed(context, part, old, words),
        effects=effects,
        secret=discussion.anonymous,
    )


def withdrawn(
    context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event
) -> Outcome:
    """A deleted message does not count, even when it is deleted between the deadline and the
    digest."""
    part = entry.state or Part()
    gone = part.find(event.ref) if isinstance(event, Withdrawn) else None
    if gone is None:
        return Rejected("discussion.not_collected")
    return Decision(
        "discussion.withdrawn",
        entry=part.without(gone, context.now),
        secret=activity.state.anonymous,
    )


def ask_take_back(
    context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event
) -> Outcome:
    """The same by a button (`undo:number`), for platforms that do not tell of deletions. Words
    that are gone are gone, so this is asked for once more."""
    gone = _numbered(entry, event)
    if gone is None:
        return Rejected("discussion.gone", text("discussion-gone"))
    shown = Send(ToPerson(entry.person), "undo", view.confirm_undo(activity, gone), "reply")
    return Decision("discussion.undo_asked", effects=(shown,))


def take_back(
    context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event
) -> Outcome:
    gone = _numbered(entry, event)
    if gone is None:
        return Rejected("discussion.gone", text("discussion-gone"))
    part = (entry.state or Part()).without(gone, context.now)
    return Decision(
        "discussion.withdrawn",
        entry=part,
        effects=(_word(entry, text("discussion-withdrawn")),),
        secret=activity.state.anonymous,
    )


# -- pieces


def _numbered(entry: PartEntry, event: Event) -> Contribution | None:
    args = choice_args(event)
    number = int(args[0]) if args and args[0].isascii() and args[0].isdecimal() else 0
    return (entry.state or Part()).numbered(number)


def _changed(context: Context, part: Part, old: Contribution, words: str) -> Part:
    """Of an anonymous contribution no earlier words are kept."""
    if old.sealed is not None:
        return part.with_changed(old, sealed=Secret(fresh=words), edited_at=context.now)
    before = Version(old.text, old.edited_at or old.at)
    return part.with_changed(
        old,
        text=words,
        edited_at=context.now,
        versions=(*old.versions, before)[-MOST_VERSIONS:],
        review="waiting" if old.review else "",
        word="",
    )


def _word(entry: PartEntry, word: Text) -> Send:
    return Send(ToPerson(entry.person), "receipt", Message(word), "reply")
