"""Picking contributions, having the files again, and handing the digest up."""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Edit, Effect, Send, ToPerson, ToRoom
from service.core.events import Event
from service.core.message import Message
from service.core.queries import Entries
from service.core.texts import lines, text
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
from service.workflows.discussion import digest, leading, review
from service.workflows.discussion.gathering import Gathered
from service.workflows.discussion.lead import panel
from service.workflows.discussion.model import Discussion, Part
from service.workflows.discussion.view import Rows, apart, choice, contributed, title

DiscussionActivity = Activity[Discussion]
PartEntry = Entry[Part] | None

A_PAGE = 8  # contributions shown to pick from
MOST_PICKED = 20


def pick(context: Context, activity: DiscussionActivity, _: PartEntry, event: Event) -> Outcome:
    """The contributions a page at a time (`pick:page`), each with a star."""
    if activity.state.anonymous and activity.state.phase != "closed":
        return Rejected("discussion.unexpected", text("discussion-unexpected"))
    gathered = _gathered(context, activity)
    shown = _to_pick(activity, gathered, _page(event))
    return _shown(context, activity, "discussion.picking", shown)


def picked(context: Context, activity: DiscussionActivity, _: PartEntry, event: Event) -> Outcome:
    """One star more or less (`picked:known_by.page`); after the close the digest follows."""
    known_by = "".join(choice_args(event)[:1])
    before = _gathered(context, activity)
    hidden = activity.state.anonymous and activity.state.phase != "closed"
    if hidden or known_by not in {each.known_by for each in before.items}:
        return Rejected("discussion.gone", text("discussion-gone"))
    chosen = activity.state.picked
    if known_by in chosen:
        chosen = tuple(each for each in chosen if each != known_by)
    elif len(chosen) >= MOST_PICKED:
        most = text("discussion-enough-picked", most=MOST_PICKED)
        return Rejected("discussion.enough_picked", most)
    else:
        chosen = (*chosen, known_by)
    changed = replace(activity, state=replace(activity.state, picked=chosen))
    gathered = _gathered(context, changed)
    outcome = _shown(
        context,
        changed,
        "discussion.picked",
        _to_pick(changed, gathered, _page(event, 1)),
    )
    closed = changed.state.phase == "closed"
    more: tuple[Effect, ...] = ()
    if closed:
        nameless = changed.state.anonymous
        body = digest.for_room(changed, _gathered(context, changed, context.nonce))
        room = ToRoom(activity.unit)
        more = (Edit(room, "digest", body, nameless=nameless, secret=nameless),)
    return replace(
        outcome,
        activity=changed.state,
        effects=(*more, *outcome.effects),
        finished=closed,
    )


def files(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """The record again, as it is now."""
    gathered = _gathered(context, activity, context.nonce)
    versions = digest.versions_for(context, activity)
    shown = leading.over(activity, digest.attachments(activity, gathered, versions=versions))
    return _shown(context, activity, "discussion.files_sent", shown)


def ask_report(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """To whom it would go; it can't be called back, so it is asked for once more."""
    names = context.roster.names(_superiors(context, activity))
    if not names:
        return Rejected("discussion.nobody_above", text("discussion-nobody-above"))
    asked = text("discussion-confirm-report", names="、".join(names))
    yes = choice(activity, "report!", label=text("discussion-button-report-yes"))
    no = choice(activity, "show", label=text("discussion-button-keep"))
    message = Message(asked, title(activity.state), choices=((yes,), (no,)))
    return _shown(context, activity, "discussion.report_asked", message)


def report(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """The digest to whoever leads in the unit above, with honest figures and no earlier words."""
    above = _superiors(context, activity)
    if not above:
        return Rejected("discussion.nobody_above", text("discussion-nobody-above"))
    gathered = _gathered(context, activity, context.nonce)
    unit = context.roster.units.get(activity.unit)
    told = text(
        "discussion-reported",
        unit=unit.name if unit else "—",
        by=context.actor.name if context.actor else "—",
        took_part=gathered.took_part,
        members=gathered.members,
        said=gathered.contributions,
    )
    message = Message(
        told,
        title=title(activity.state),
        attachments=digest.attachments(activity, gathered, versions=False),
    )
    nameless = activity.state.anonymous
    sent = tuple(
        Send(ToPerson(each), "report", message, deferrable=True, nameless=nameless, secret=nameless)
        for each in above
    )
    names = "、".join(context.roster.names(above))
    done = Message(text("discussion-report-sent", names=names), title(activity.state))
    outcome = _shown(context, activity, "discussion.reported", done)
    return replace(outcome, effects=(*sent, *outcome.effects))


# -- pieces


def _gathered(context: Context, activity: DiscussionActivity, shuffle: str = "") -> Gathered:
    entries = context.queries[Entries(activity.id)]
    return digest.gather(activity, entries, context.roster, shuffle)


def _superiors(context: Context, activity: DiscussionActivity) -> tuple[int, ...]:
    unit = context.roster.units.get(activity.unit)
    return review.above(context, unit.parent if unit else None)


def _page(event: Event, number: int = 0) -> int:
    args = choice_args(event)[number:]
    known = args and args[0].isascii() and args[0].isdecimal() and event_name(event) != "chose"
    return int(args[0]) if known else 0


def _to_pick(activity: DiscussionActivity, gathered: Gathered, page: int) -> Message:
    start = page * A_PAGE
    shown = gathered.items[start : start + A_PAGE]
    if not shown:
        return Message(text("discussion-nothing-yet"), title=title(activity.state))
    listed = [
        lines(
            f"{'★' if each.picked else '☆'} {number}.",
            text("discussion-said-by", name=each.name) if each.name else None,
            contributed(each.said, short=True),
            sep=" ",
        )
        for number, each in enumerate(shown, start + 1)
    ]
    stars = tuple(
        choice(
            activity,
            "picked",
            each.known_by,
            page,
            label=f"{'★' if each.picked else '☆'} {number}",
        )
        for number, each in enumerate(shown, start + 1)
    )
    rows: list[Rows] = [(stars[:4],), (stars[4:],) if stars[4:] else ()]
    turn = []
    if page:
        turn.append(choice(activity, "pick", page - 1, label=text("discussion-button-previous")))
    if len(gathered.items) > start + A_PAGE:
        turn.append(choice(activity, "pick", page + 1, label=text("discussion-button-next")))
    back = (choice(activity, "show", label=text("discussion-button-keep")),)
    return Message(
        apart(text("discussion-pick"), *listed),
        title=title(activity.state),
        choices=(*rows[0], *rows[1], *((tuple(turn),) if turn else ()), back),
    )


def _shown(
    context: Context, activity: DiscussionActivity, action: str, message: Message
) -> Decision:
    return panel(
        context,
        activity,
        action,
        message,
        changed=False,
        nameless=activity.state.anonymous,
    )
