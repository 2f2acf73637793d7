"""Picking contributions, having the files again, and handing the digest up."""

from __future__ import annotations

from dataclasses import replace

from service.core.access import SEES_FIGURES
from service.core.effects import Edit, Effect, Send, ToRoom
from service.core.queries import Entries
from service.core.texts import Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import choice, in_rows, page_of, paragraphs
from service.workflows.discussion import digest
from service.workflows.discussion.contributions import back_button
from service.workflows.discussion.digest import Gathered
from service.workflows.discussion.model import DiscussionTurn, say, sealed
from service.workflows.discussion.organizing import over

A_PAGE = 8  # contributions shown to pick from
MOST_PICKED = 20
IN_A_ROW = 4


# -- picking


def pick(turn: DiscussionTurn) -> Outcome:
    """The contributions a page at a time (`pick:page`), each with a star."""
    if _is_hidden(turn):
        return turn.refuse("sdk-not-now")
    return turn.done("discussion.picking", effects=_to_pick(turn, *turn.ints()[:1]))


def picked(turn: DiscussionTurn) -> Outcome:
    """One star more or less (`picked:known_by.page`); after the close the digest follows."""
    known_by, page = (*turn.args(), "", "")[:2]
    if _is_hidden(turn) or known_by not in {each.known_by for each in _gathered(turn).items}:
        return turn.refuse("discussion-gone")
    known = turn.state.progress.picked
    chosen = tuple(each for each in known if each != known_by)
    if known_by not in known:
        if len(known) >= MOST_PICKED:
            return turn.refuse("discussion-enough-picked", most=MOST_PICKED)
        chosen = (*known, known_by)
    changed = turn.becomes(turn.state.advanced(picked=chosen))
    closed = turn.state.phase == "closed"
    return turn.done(
        "discussion.picked",
        state=changed.state,
        effects=(
            *(_corrected(changed) if closed else ()),
            *_to_pick(changed, int(page) if page.isdecimal() and page.isascii() else 0),
        ),
        secret=turn.state.definition.anonymous,
        finished=closed,
    )


def _is_hidden(turn: DiscussionTurn) -> bool:
    """What is said without names is read by nobody before the close."""
    return turn.state.definition.anonymous and turn.state.phase != "closed"


def _corrected(turn: DiscussionTurn) -> tuple[Effect, ...]:
    """The digest that stands in the room follows."""
    body = digest.for_room(turn, _gathered(turn, turn.context.nonce))
    return (Edit(ToRoom(turn.unit), "digest", body, **sealed(turn.state)),)


def _to_pick(turn: DiscussionTurn, number: int = 0) -> tuple[Send, ...]:
    page = page_of(_gathered(turn).items, number, A_PAGE)
    if not page.items:
        return turn.panel(say(turn, text("discussion-nothing-yet")), **sealed(turn.state))
    listed: list[Words] = []
    stars = []
    for place, each in enumerate(page.items, page.first + 1):
        star = "★" if each.picked else "☆"
        by = text("discussion-said-by", name=each.name) if each.name else None
        listed.append(lines(f"{star} {place}.", by, each.said.in_short, sep=" "))
        label = f"{star} {place}"
        stars.append(choice(turn.activity, "picked", label, each.known_by, page.number))
    rows = (*in_rows(stars, IN_A_ROW), *page.arrows(turn.activity, "pick"))
    words = paragraphs(text("discussion-pick"), *listed)
    shown = say(turn, words, *rows, back_button(turn))
    return turn.panel(shown, **sealed(turn.state))


def post_again(turn: DiscussionTurn) -> Outcome:
    """The digest, which has not reached the room, once more."""
    if not turn.state.progress.unposted:
        return turn.refuse("sdk-moved-on")
    posted = turn.becomes(turn.state.advanced(unposted=False))
    body = digest.for_room(turn, _gathered(turn, turn.context.nonce))
    told = Send(ToRoom(turn.unit), "digest", body, **sealed(turn.state))
    shown = turn.panel(over(posted), **sealed(turn.state))
    return turn.done(
        "discussion.posted_again", state=posted.state, effects=(told, *shown), finished=True
    )


# -- the files again, and to the unit above


def files(turn: DiscussionTurn) -> Outcome:
    """The record again, as it is now."""
    gathered, versions = _gathered(turn, turn.context.nonce), digest.may_read_versions(turn)
    shown = over(turn, digest.attachments(turn, gathered, versions=versions))
    return turn.done("discussion.files_sent", effects=turn.panel(shown, **sealed(turn.state)))


def ask_report(turn: DiscussionTurn) -> Words | Rejected:
    """To whom it would go: it can't be called back."""
    names = _names(turn)
    if not names:
        return turn.refuse("discussion-nobody-above")
    return text("discussion-confirm-report", names=names)


def report(turn: DiscussionTurn) -> Outcome:
    """The digest to whoever organizes in the unit above, or else reads its figures, with honest
    figures and no earlier words."""
    names, unit = _names(turn), turn.roster.units.get(turn.unit)
    if not names:
        return turn.refuse("discussion-nobody-above")
    gathered = _gathered(turn, turn.context.nonce)
    told = text(
        "discussion-reported",
        unit=unit.name if unit else "—",
        by=turn.actor.name if turn.actor else "—",
        **gathered.figures,
    )
    whole = digest.attachments(turn, gathered, versions=False)
    message = replace(say(turn, told), attachments=whole)
    sent = turn.tell(_above(turn), "report", message, deferrable=True, **sealed(turn.state))
    done = say(turn, text("discussion-report-sent", names=names))
    shown = turn.panel(done, **sealed(turn.state))
    return turn.done("discussion.reported", effects=(*sent, *shown))


def _above(turn: DiscussionTurn) -> tuple[int, ...]:
    unit = turn.roster.units.get(turn.unit)
    above = unit.parent if unit else None
    return turn.organizers_of(above) or turn.holders(SEES_FIGURES, above)


def _names(turn: DiscussionTurn) -> str:
    return "、".join(turn.roster.names(_above(turn)))


def _gathered(turn: DiscussionTurn, shuffle: str = "") -> Gathered:
    return digest.gather(turn.activity, turn.query(Entries(turn.id)), turn.roster, shuffle)
