"""The page of collected works under a secret link: opened, given another link, and closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.core.addresses import reach
from service.core.effects import Effect, Send
from service.core.message import Gallery, Message
from service.core.people import Roster
from service.core.queries import Entries, PageOpen
from service.core.texts import Secret, Words, lines, text
from service.core.workflow import Outcome
from service.sdk import pages
from service.sdk.panels import choice, paragraphs
from service.workflows.discussion import contributions, digest
from service.workflows.discussion.contributions import back_button
from service.workflows.discussion.digest import DiscussionActivity
from service.workflows.discussion.model import DiscussionState, DiscussionTurn, Part, say

PHASES = ("open", "voting", "closed")
"""In which there is something to see."""


def public_page(
    roster: Roster, activity: DiscussionActivity, entries: Sequence[tuple[int, Part]]
) -> Gallery | None:
    """What everybody sees who has the link: what is approved and not withdrawn, as it is now."""
    if not _has_page(activity.state):
        return None
    gathered = digest.gather(activity, entries, roster)
    unsigned = {
        each.ref
        for person, part in entries
        if not pages.has_signed(roster, person)
        for each in part.contributions
    }
    items = tuple(
        replace(each, name="") if each.said.ref in unsigned else each for each in gathered.items
    )
    return digest.gallery(activity.state, replace(gathered, items=items))


def entries(turn: DiscussionTurn) -> Entries:
    return Entries(turn.id)


def _ask_authors(turn: DiscussionTurn) -> list[Send]:
    """Whoever has not agreed is asked whether their name may stand on the page; until then their
    works have none."""
    authors = [
        person
        for person, part in turn.query(entries(turn))
        if any(each.withdrawn_at is None for each in part.contributions)
    ]
    words = text("discussion-page-sign", title=turn.state.definition.title)
    return pages.ask_to_sign(turn, authors, words)


def page_open(turn: DiscussionTurn) -> PageOpen:
    """Whether the page has a link."""
    return PageOpen(turn.id)


def show(turn: DiscussionTurn) -> Outcome:
    """How it stands with the page; if it is not open yet, whether it shall be."""
    if not _has_page(turn.state):
        return turn.refuse("sdk-not-now")
    if not turn.query(PageOpen(turn.id)):
        yes = choice(turn.activity, "renew", text("discussion-button-page-yes"))
        asked = say(turn, text("discussion-page-ask"), yes, back_button(turn))
        return turn.done("discussion.page_asked", effects=turn.panel(asked))
    words = paragraphs(text("discussion-page-open"), text("discussion-page-link-lost"))
    return turn.done("discussion.page_shown", effects=turn.panel(_panel(turn, words)))


def renew(turn: DiscussionTurn) -> Outcome:
    """A new link; an earlier one leads nowhere from now on. Only its hash is kept. It comes in a
    message of its own, to be passed on."""
    context = turn.context
    if not _has_page(turn.state) or turn.actor is None:
        return turn.refuse("sdk-not-now")
    opened, address = pages.opened(context)
    message = Message(lines(turn.state.definition.title, Secret(fresh=address)))
    who, from_where = turn.actor.id, reach(context.url)
    link = turn.reply(message, "page", secret=True, holder=who, scope="details")
    words = paragraphs(
        text("discussion-page-open"),
        text("discussion-page-link-follows"),
        None if from_where == "everywhere" else text("discussion-page-inside", reach=from_where),
    )
    asked = _ask_authors(turn)
    effects: tuple[Effect, ...] = (opened, *turn.panel(_panel(turn, words)), *link, *asked)
    return turn.done("discussion.page_opened", effects=effects)


def close(turn: DiscussionTurn) -> Outcome:
    """Nobody sees it any more."""
    again = choice(turn.activity, "renew", text("discussion-button-page-again"))
    shown = turn.panel(say(turn, text("discussion-page-closed"), again, back_button(turn)))
    return turn.done("discussion.page_closed", effects=(pages.CLOSED, *shown))


def _has_page(state: DiscussionState) -> bool:
    return state.definition.rules.gallery and state.phase in PHASES


def _panel(turn: DiscussionTurn, words: Words) -> Message:
    ways = ("discussion-button-renew", "discussion-button-unpublish", back_button(turn))
    return say(turn, words, *ways)


# -- an author takes a work off it


def ask_take_off(turn: DiscussionTurn) -> Outcome:
    """After the close (`undo:number`); it is asked for once more."""
    gone = contributions.numbered(turn)
    if not _has_page(turn.state):
        return contributions.late(turn)
    if gone is None:
        return turn.refuse("discussion-gone")
    asked, yes = text("discussion-confirm-take-off"), text("discussion-button-take-off-yes")
    return contributions.ask_about(turn, gone, asked, yes)


def take_off(turn: DiscussionTurn) -> Outcome:
    """It is on no page and in no record from now on; what has been said of the vote stays said."""
    if not _has_page(turn.state):
        return contributions.late(turn)
    return contributions.take(turn, text("discussion-taken-off"))
