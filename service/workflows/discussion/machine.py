"""The machine of a discussion: which event is handled how in which phase.

    phase      event                                              then
    draft      started ?title ?prompt ?deadline lasts genre
               title prompt deadline length options set keep
               material ?material attached clear
               reminders reminder ?reminder comments_at ?comments_at jury ?jury
                                                                  draft
               publish                                            scheduled, open
               drop drop!                                         draft, cancelled
    scheduled  @open                                              open
               edit cancel cancel! keep                           draft, cancelled
    open       said attached ?speak ?comment edited withdrawn liked
               speak leave undo undo! comment another like tonight
               @tonight                                           (a part)
               @round @remind progress pick picked
               review approve return ?word                        open
               cancel cancel! close close! keep @close            voting, closed, cancelled
    voting     ballot vote points rejudge                         (a part)
               count count! keep @count                           closed
    closed     pick picked files report report!                   closed
               undo undo!                                         (a part, of collected works)
    open, voting, closed
               page renew unpublish                               (the page of collected works)
    any        show (from the menu), undone (see `core.undo`)

What the table does not name is refused, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from service.core.access import Permission
from service.core.events import DeliveryFailed, Event, Liked, TimerFired
from service.core.queries import AnyQuery, Entries, PageOpen, Results
from service.core.texts import text
from service.core.undo import undoing
from service.core.workflow import (
    Activity,
    Command,
    Context,
    Entry,
    Menu,
    Outcome,
    Rejected,
    Workflow,
    event_name,
)
from service.workflows.discussion import (
    after,
    ballot,
    collect,
    lead,
    options,
    own,
    page,
    prepare,
    reminding,
    restoring,
    review,
    second,
)
from service.workflows.discussion.model import Discussion, Part, summarize, upcast
from service.workflows.discussion.renewing import copy_definition, dry_run

Handler = Callable[[Context, Activity[Discussion], Any, Event], Outcome]

DRAFT: Mapping[str, Handler] = {
    "started": prepare.started,
    "?title": prepare.title,
    "?prompt": prepare.prompt,
    "?deadline": prepare.deadline,
    "lasts": prepare.deadline,
    "title": prepare.change_title,
    "prompt": prepare.change_prompt,
    "deadline": prepare.change_deadline,
    "genre": options.genre,
    "length": options.length,
    "options": options.show,
    "set": options.switch,
    "material": options.ask_material,
    "?material": options.material,
    "attached": options.material,
    "clear": options.clear_materials,
    "reminders": options.ask_reminders,
    "reminder": options.reminder,
    "?reminder": options.reminder,
    "comments_at": options.ask_comments_at,
    "?comments_at": options.comments_at,
    "jury": options.ask_jury,
    "?jury": options.jury,
    "publish": prepare.publish,
    "drop": lead.ask_drop,
    "drop!": prepare.drop,
    "keep": lead.keep,
}
OPEN: Mapping[str, Handler] = {
    "progress": lead.progress,
    "pick": after.pick,
    "picked": after.picked,
    "review": review.show,
    "approve": review.approve,
    "return": review.ask_word,
    "?word": review.give_back,
    "close": lead.ask_close,
    "close!": lead.close_now,
    "cancel": lead.ask_cancel,
    "cancel!": lead.cancel,
    "keep": lead.keep,
}
CLOSED: Mapping[str, Handler] = {
    "pick": after.pick,
    "picked": after.picked,
    "files": after.files,
    "report": after.ask_report,
    "report!": after.report,
}
PAGE: Mapping[str, Handler] = {
    "page": page.show,
    "renew": page.renew,
    "unpublish": page.close,
}
LEAD: Mapping[tuple[str, str], Handler] = {
    **{("draft", name): handler for name, handler in DRAFT.items()},
    ("scheduled", "edit"): prepare.edit,
    ("scheduled", "cancel"): lead.ask_cancel,
    ("scheduled", "cancel!"): lead.cancel,
    ("scheduled", "keep"): lead.keep,
    **{("open", name): handler for name, handler in OPEN.items()},
    ("voting", "count"): lead.ask_count,
    ("voting", "count!"): lead.count,
    ("voting", "keep"): lead.keep,
    **{("closed", name): handler for name, handler in CLOSED.items()},
    **{(phase, name): handler for phase in page.PHASES for name, handler in PAGE.items()},
}
"""What only who leads the discussion may do."""

TIMERS: Mapping[tuple[str, str], Handler] = {
    ("scheduled", "@open"): lead.open_,
    ("open", "@round"): second.begin,
    ("open", "@remind"): reminding.remind,
    ("open", "@tonight"): reminding.due_tonight,
    ("open", "@close"): lead.close,
    ("voting", "@count"): lead.count,
}

MEMBERS: Mapping[str, Handler] = {
    "said": collect.said,
    "attached": collect.said,
    "?speak": collect.said,
    "?comment": collect.said,
    "edited": own.edited,
    "withdrawn": own.withdrawn,
    "speak": collect.ask,
    "leave": collect.leave,
    "undo": own.ask_take_back,
    "undo!": own.take_back,
    "comment": second.ask,
    "another": second.another,
    "like": second.like,
    "liked": second.liked,
    "tonight": reminding.tonight,
    "show": collect.show,
    "own": collect.show,
}
"""What every member of the unit may do while it is open."""

VOTERS: Mapping[str, Handler] = {
    "ballot": ballot.show,
    "show": ballot.show,
    "vote": ballot.vote,
    "points": ballot.points,
    "rejudge": ballot.rejudge,
}
"""What who votes or judges may do while there is voting."""

AUTHORS: Mapping[str, Handler] = {
    "undo": page.ask_take_off,
    "undo!": page.take_off,
}
"""What authors of works that have a page may do after the close."""

THE_WHOLE = frozenset({"@close", "close!", "@count", "count!", "@round", "another", "pick"}) | {
    *("picked", "files", "report!", "review", "approve", "?word")
}
"""Events whose handlers look at everybody's contributions."""


def _decide(
    context: Context, activity: Activity[Discussion], entry: Entry[Part] | None, event: Event
) -> Outcome:
    """Look the event up in the tables. See the head of this file."""
    phase, name = activity.state.phase, _name(event)
    if isinstance(event, TimerFired):
        handler = TIMERS.get((phase, name))
        if handler is None or event.revision != activity.state.step:
            return Rejected("discussion.stale_timer")
        return handler(context, activity, entry, event)
    if isinstance(event, DeliveryFailed):
        if phase != "open":
            return Rejected("discussion.undelivered")
        return lead.undelivered(context, activity, entry, event)
    leads = context.may(lead.PERMISSION, activity.unit)
    if name == "show" and leads:
        return lead.show(context, activity, entry, event)
    handler = LEAD.get((phase, name))
    if handler is not None:
        if name != "started" and not leads:
            return Rejected("discussion.not_allowed", text("discussion-not-allowed"))
        return handler(context, activity, entry, event)
    return _member(context, activity, entry, event)


decide = undoing(_decide, restoring.STEPS)


def _member(
    context: Context, activity: Activity[Discussion], entry: Entry[Part] | None, event: Event
) -> Outcome:
    """An event that concerns the person's own part."""
    phase, name = activity.state.phase, _name(event)
    if entry is None or context.actor is None or entry.person != context.actor.id:
        return Rejected("discussion.not_yours")
    if phase == "voting" and name in VOTERS:  # a jury may come from elsewhere
        return VOTERS[name](context, activity, entry, event)
    if not context.roster.within(context.actor.unit, activity.unit):
        return Rejected("discussion.not_invited", text("discussion-not-invited"))
    if phase == "closed" and activity.state.rules.gallery and name in AUTHORS:
        return AUTHORS[name](context, activity, entry, event)
    handler = MEMBERS.get(name)
    if handler is None or phase == "draft":
        return Rejected("discussion.unexpected", text("discussion-unexpected"))
    if phase == "open":
        return handler(context, activity, entry, event)
    if isinstance(event, Liked):
        return Rejected("discussion.late")  # nobody is bothered with a word about a reaction
    refuse = collect.early if phase == "scheduled" else collect.late
    return refuse(context, activity, entry, event)


def _name(event: Event) -> str:
    """The name without what follows a dot: `?comment.5-1` is `?comment`."""
    return event_name(event).partition(".")[0]


def requires(
    activity: Activity[Discussion], entry: Entry[Part] | None, event: Event
) -> tuple[AnyQuery, ...]:
    """Marks for the progress, and everything that was said for whoever looks at it."""
    phase, name = activity.state.phase, _name(event)
    if phase == "open" and name == "progress":
        return (Results(activity.id),)
    if name == "page":
        return (PageOpen(activity.id),)
    if phase in ("open", "voting", "closed") and name in THE_WHOLE:
        return (Entries(activity.id),)
    return ()


WORKFLOW = Workflow(
    kind="discussion",
    activity_type=Discussion,
    entry_type=Part,
    begin=prepare.begin,
    copy_definition=copy_definition,
    dry_run=dry_run,
    decide=decide,
    summary=summarize,
    title=lambda discussion: discussion.title,
    requires=requires,
    public_page=page.public_page,
    menu=Menu(20, lead.PERMISSION),
    permissions=(
        Permission(
            lead.PERMISSION,
            "open and close discussions and read their digest",
            ("secretary", "organizer"),
        ),
        Permission(
            "discussion.versions",
            "read what contributions said before they were changed or withdrawn",
        ),
    ),
    commands=(
        Command("discussion", lead.PERMISSION),
        Command("diary", lead.PERMISSION),
        Command("story", lead.PERMISSION),
        Command("works", lead.PERMISSION),
    ),
    toggles=frozenset({"set", "vote", "like", "review", "pick", "progress"}),
    schema=2,
    upcasters={1: upcast},
)
