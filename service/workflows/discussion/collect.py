"""The member's side of an open discussion: to speak, and to ask to speak.

In the room a receipt is a mark on the message and nothing else; in private it is a short word.
"""

from __future__ import annotations

from service.core.effects import Acknowledge, ClearTimer, Effect, Send, ToPerson
from service.core.events import Attached, Event, Said
from service.core.message import Ref, StoredFile
from service.core.texts import Moment, Secret, text
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    event_name,
)
from service.workflows.discussion import review, view
from service.workflows.discussion.model import (
    LONGEST_CONTRIBUTION,
    Contribution,
    Discussion,
    Part,
    length,
    spot,
)

DiscussionActivity = Activity[Discussion]
PartEntry = Entry[Part]

LONGEST_NAME = 100  # characters kept of a file's name
MOST = 100  # contributions of one person


def said(context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event) -> Outcome:
    """A reply in the room, or a text or file in private."""
    if not isinstance(event, Said | Attached):
        return Rejected("discussion.unexpected", text("discussion-unexpected"))
    if is_late(context, activity.state):
        return late(context, activity, entry, event)
    part = entry.state or Part()
    if part.find(event.ref) is not None:
        return Rejected("discussion.known")  # the platform has told us twice
    if len(part.contributions) >= MOST:
        return Rejected("discussion.too_many", text("discussion-too-many", most=MOST))
    refused = _out_of_place(activity.state, event) or unfit(
        activity.state, event.text, _target(activity.state, event, entry.person), _file_name(event)
    )
    if refused is not None:
        return refused
    new = _contribution(context, activity.state, entry.person, part.given + 1, event)
    changed = part.with_new(new)
    receipt: Effect = Acknowledge(event.ref)
    if event.ref.private:
        shown = view.received(context, activity, changed)
        receipt = Send(ToPerson(entry.person), "speak", shown, "reply")
    effects: tuple[Effect, ...] = (receipt, ClearTimer("tonight", entry.person))
    if new.review:
        effects += review.ask_for(context, activity, entry.person)
    return Decision(
        "discussion.spoken", entry=changed, effects=effects, secret=activity.state.anonymous
    )


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


def show(context: Context, activity: DiscussionActivity, entry: PartEntry, __: Event) -> Outcome:
    """The topic and one's own contributions, asked for from the menu."""
    shown = view.card(context, activity, entry.state or Part())
    return Decision(
        "discussion.shown", effects=(Send(ToPerson(entry.person), "card", shown, "reply"),)
    )


def is_late(context: Context, discussion: Discussion) -> bool:
    """Whether it is over, the grace for late replies included."""
    return discussion.ends_at is not None and context.now >= discussion.ends_at


def late(_: Context, activity: DiscussionActivity, __: PartEntry, event: Event) -> Outcome:
    """Whatever comes too late gets a clear word, and changes nothing."""
    discussion = activity.state
    title, closed_at = discussion.title, discussion.closes_at
    if discussion.phase == "cancelled" or closed_at is None:
        return Rejected("discussion.cancelled", text("discussion-was-cancelled", title=title))
    key = _LATE.get(event_name(event), "discussion-late")
    return Rejected("discussion.late", text(key, title=title, closed=Moment(closed_at)))


def early(_: Context, activity: DiscussionActivity, __: PartEntry, ___: Event) -> Outcome:
    return Rejected("discussion.early", text("discussion-early", title=activity.state.title))


def unfit(discussion: Discussion, typed: str, target: str, file: str) -> Rejected | None:
    """Why these words can't be collected, if so. A file needs no words. `target`: what they
    comment on."""
    words = typed.strip()
    has, needed = length(words), discussion.comment_length if target else discussion.min_length
    if not has and not file:
        return Rejected("discussion.empty", text("discussion-empty"))
    if has < needed and not file:
        key = "discussion-comment-too-short" if target else "discussion-too-short"
        return Rejected(
            "discussion.too_short", text(key, title=discussion.title, n=needed, has=has)
        )
    if len(words) > LONGEST_CONTRIBUTION:
        return Rejected(
            "discussion.too_long",
            text("discussion-too-long", most=LONGEST_CONTRIBUTION, has=len(words)),
        )
    return None


# -- pieces

_LATE = {
    "edited": "discussion-late-edit",
    "withdrawn": "discussion-late-withdrawal",
    "undo": "discussion-late-withdrawal",
}


def _out_of_place(discussion: Discussion, event: Said | Attached) -> Rejected | None:
    """An anonymous discussion takes texts in private only."""
    if not discussion.anonymous:
        return None
    if not event.ref.private:
        return Rejected("discussion.in_private_only", text("discussion-in-private-only"))
    if isinstance(event, Attached):
        return Rejected("discussion.texts_only", text("discussion-texts-only"))
    return None


def _target(discussion: Discussion, event: Said | Attached, person: int) -> str:
    """What it comments on: what was chosen in private, or somebody else's message in the room."""
    if discussion.comments == "none":
        return ""
    if event.ref.private:
        asked, _, target = event.asked.partition(".")
        return target if asked == "comment" else ""
    if event.answers is None or event.answers == person or event.reply_to is None:
        return ""
    return spot(Ref(event.ref.place, event.reply_to))


def _contribution(
    context: Context, discussion: Discussion, person: int, number: int, event: Said | Attached
) -> Contribution:
    words, ref = event.text.strip(), event.ref
    stored = None
    if isinstance(event, Attached):
        name = _file_name(event)
        stored = StoredFile(ref.place.account, event.file_id, name, event.mime, event.size)
    target = _target(discussion, event, person)
    return Contribution(
        number,
        ref.place.account,
        ref.place.id,
        ref.id,
        "" if discussion.anonymous else words,
        context.now,
        _file_name(event),
        stored=stored,
        sealed=Secret(fresh=words) if discussion.anonymous else None,
        handle=context.nonce if discussion.anonymous else "",
        on=target,
        review="waiting" if discussion.rules.reviewed and not target else "",
    )


def _file_name(event: Said | Attached) -> str:
    """The name on one line, cut to a length that can be shown; of a text there is none."""
    if isinstance(event, Said):
        return ""
    name = "".join(each for each in event.name if each.isprintable()).strip()
    return name[:LONGEST_NAME] or "?"
