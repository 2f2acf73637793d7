"""The page of collected works under a secret link: opened, given another link, and closed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from service.core.addresses import reach
from service.core.effects import OpenPage, Send, ToPerson
from service.core.events import Event
from service.core.message import Gallery, Message
from service.core.people import Roster
from service.core.queries import PageOpen
from service.core.texts import Secret, Words, lines, text
from service.core.workflow import Activity, Context, Entry, Outcome, Rejected, choice_args
from service.workflows.discussion import digest, own
from service.workflows.discussion.lead import panel
from service.workflows.discussion.model import Discussion, Part
from service.workflows.discussion.view import apart, choice, title

DiscussionActivity = Activity[Discussion]
PartEntry = Entry[Part] | None

PHASES = frozenset({"open", "voting", "closed"})
"""In which there is something to see."""


def public_page(
    roster: Roster, activity: DiscussionActivity, entries: Sequence[tuple[int, Part]]
) -> Gallery | None:
    """What everybody sees who has the link: what is approved and not withdrawn, as it is now."""
    if not _has_page(activity.state):
        return None
    return digest.gallery(activity.state, digest.gather(activity, entries, roster))


def show(context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event) -> Outcome:
    """How it stands with the page; if it is not open yet, it is opened."""
    if _has_page(activity.state) and context.queries[PageOpen(activity.id)]:
        words = apart(text("discussion-page-open"), text("discussion-page-link-lost"))
        return panel(
            context, activity, "discussion.page_shown", _panel(activity, words), changed=False
        )
    return renew(context, activity, entry, event)


def renew(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """A new link; an earlier one leads nowhere from now on. Only its hash is kept. It comes in a
    message of its own, to be passed on."""
    if not _has_page(activity.state) or context.actor is None:
        return Rejected("discussion.unexpected", text("discussion-unexpected"))
    hashed = hashlib.sha256(context.nonce.encode()).hexdigest()
    link = Send(
        ToPerson(context.actor.id),
        "page",
        Message(
            lines(activity.state.title, Secret(fresh=f"{context.url}/gallery/{context.nonce}"))
        ),
        "reply",
        secret=True,
        holder=context.actor.id,
        scope="details",
    )
    from_where = reach(context.url)
    words = apart(
        text("discussion-page-open"),
        text("discussion-page-link-follows"),
        None if from_where == "everywhere" else text("discussion-page-inside", reach=from_where),
    )
    shown = panel(
        context, activity, "discussion.page_opened", _panel(activity, words), changed=False
    )
    return replace(shown, effects=(OpenPage(hashed), *shown.effects, link))


def close(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """Nobody sees it any more."""
    again = choice(activity, "renew", label=text("discussion-button-page-again"))
    back = choice(activity, "show", label=text("discussion-button-keep"))
    message = Message(
        text("discussion-page-closed"), title(activity.state), choices=((again,), (back,))
    )
    shown = panel(context, activity, "discussion.page_closed", message, changed=False)
    return replace(shown, effects=(OpenPage(""), *shown.effects))


def ask_take_off(
    context: Context, activity: DiscussionActivity, entry: Entry[Part], event: Event
) -> Outcome:
    """An author wants a work off the page after the close (`undo:number`)."""
    outcome = own.ask_take_back(context, activity, entry, event)
    if isinstance(outcome, Rejected):
        return outcome
    number = choice_args(event)[0]
    yes = choice(activity, "undo!", number, label=text("discussion-button-take-off-yes"))
    asked = Message(text("discussion-confirm-take-off"), title(activity.state), choices=((yes,),))
    return replace(outcome, effects=(Send(ToPerson(entry.person), "undo", asked, "reply"),))


def take_off(
    context: Context, activity: DiscussionActivity, entry: Entry[Part], event: Event
) -> Outcome:
    """It is on no page and in no record from now on; what has been said of the vote stays said."""
    outcome = own.take_back(context, activity, entry, event)
    if isinstance(outcome, Rejected):
        return outcome
    told = Message(text("discussion-taken-off"))
    return replace(outcome, effects=(Send(ToPerson(entry.person), "receipt", told, "reply"),))


# -- pieces


def _has_page(discussion: Discussion) -> bool:
    return discussion.rules.gallery and discussion.phase in PHASES


def _panel(activity: DiscussionActivity, words: Words) -> Message:
    return Message(
        words,
        title(activity.state),
        choices=(
            (choice(activity, "renew"),),
            (choice(activity, "unpublish"),),
            (choice(activity, "show", label=text("discussion-button-keep")),),
        ),
    )
