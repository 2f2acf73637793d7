"""The machine of talks: which event is handled how in which phase, or stage of a talk.

    offer      event                                           then
    draft      started m page all until ?until ?members
               members talkers t times slot ?times again
               preview minutes buffer form where ?where show   draft
               send                                            offered
               drop                                            cancelled
    a wish     started show with ?whom                         draft
               ask ?word                                       offered (the talk: requested)
    report     started show cover sheet                        report
    offered    @offer @withdraw @lapse @left @refresh panel
               show cancel
               cancel!                                         (the talks)
               @settle                                         done, cancelled

    a talk     of the member                of who leads it
    requested  off                          word other ?propose off
    offered    take more other ?when no no! other ?propose off
               ?reason @again                                  booked, asked, declined, cancelled
    asked      the same                     and agree
    booked     take move ?when keep off     agree move other ?propose stay off
               late link                    late where ?where link
               @r600.m @r600.s @record                         held
    held       @ask                         rec form topics date day ?date write ?note
                                            done missed anew other ?propose off!
                                                               recorded, offered, cancelled
    recorded   read                         read readings rec … done, todo ?follow due ?due
               @f0                          close postpone follow
    declined   undo                         why
    cancelled  undo                         undo
    any        show back                    who read readings

What the tables do not name is refused, and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from service.core.access import Permission
from service.core.events import DeliveryFailed, Event, TimerFired
from service.core.queries import AnyQuery, AuditTrail, Entries
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
from service.workflows.talk import (
    details,
    follow_ups,
    lead,
    member,
    prepare,
    record,
    report,
    restoring,
    rounds,
    slots,
    steps,
    timers,
    view,
    wishes,
)
from service.workflows.talk.model import (
    OPEN,
    Offer,
    Stage,
    Talk,
    lead_of,
    summarize,
    title,
    upcast_1,
)
from service.workflows.talk.renewing import copy_definition, dry_run

Handler = Callable[[Context, Activity[Offer], Any, Event], Outcome]
Table = Mapping[tuple[str, str], Handler]


def _rows(stages: tuple[Stage, ...], handlers: Mapping[str, Handler]) -> Table:
    return {(stage, name): handler for stage in stages for name, handler in handlers.items()}


DRAFT: Mapping[str, Handler] = {
    "started": prepare.started,
    "m": prepare.toggle_member,
    "page": prepare.turn_page,
    "all": rounds.begin_round,
    "until": rounds.ask_until,
    "?until": rounds.set_until,
    "?members": prepare.name_members,
    "members": prepare.show_members,
    "talkers": slots.show_talkers,
    "t": slots.toggle_talker,
    "times": slots.show_times,
    "slot": slots.toggle_slot,
    "?times": slots.type_slots,
    "again": slots.other_times,
    "preview": prepare.show_preview,
    "minutes": prepare.set_minutes,
    "buffer": prepare.set_buffer,
    "form": prepare.set_form,
    "where": details.ask_where_of_all,
    "?where": details.set_where_of_all,
    "send": prepare.send,
    "drop": prepare.drop,
    "show": prepare.show,
}
"""What the secretary may do with a draft."""

WISH: Mapping[str, Handler] = {
    "started": wishes.ask_whom,
    "show": wishes.ask_whom,
    "with": wishes.choose,
    "?whom": wishes.name,
    "?word": wishes.send_with_word,
    "ask": wishes.send,
    "drop": wishes.drop,
}
"""What a member may do with a draft of their own wish to talk."""

REPORT: Mapping[str, Handler] = {
    "started": report.started,
    "show": report.choose,
    "cover": report.choose,
    "sheet": report.sheet,
}
"""What the reader of a report may do with it."""

PANEL: Table = {
    ("offered", "panel"): lead.panel,
    ("offered", "show"): lead.panel,
    ("offered", "cancel"): lead.ask_cancel,
    ("offered", "cancel!"): lead.cancel,
    ("done", "panel"): lead.panel,
    ("done", "show"): lead.panel,
    ("cancelled", "panel"): lead.panel,
    ("cancelled", "show"): lead.panel,
}
"""What the secretary may do with a sent offer as a whole."""

TIMERS: Mapping[str, Handler] = {
    "@lapse": timers.lapse,
    "@left": timers.left,
    "@refresh": timers.refresh,
    "@settle": timers.settle,
}
TALK_TIMERS: Mapping[str, Handler] = {
    "@offer": timers.offer,
    "@withdraw": timers.withdraw,
    "@again": timers.again,
    "@remind": timers.remind,
    "@record": timers.record,
    "@ask": timers.ask,
    "@follow": follow_ups.remind,
}

_RECORDING: Mapping[str, Handler] = {
    "rec": record.show,
    "form": record.set_form,
    "topics": record.choose_topics,
    "date": record.ask_date,
    "day": record.set_date,
    "?date": record.set_date,
    "write": record.ask_note,
    "?note": record.take_note,
    "done": record.finish,
}
_AFTER: Mapping[str, Handler] = {
    "todo": follow_ups.ask,
    "?follow": follow_ups.take,
    "due": follow_ups.set_due,
    "?due": follow_ups.set_due,
    "close": follow_ups.close,
    "postpone": follow_ups.postpone,
    "follow": follow_ups.read,
}
_PROPOSING: Mapping[str, Handler] = {
    "other": lead.ask_time,
    "?propose": lead.propose,
    "off": lead.call_off,
    "off!": lead.call_off,
}
_TALKING: Mapping[str, Handler] = {
    "late": details.lead_is_late,
    "where": details.ask_where,
    "?where": details.set_where,
    "link": details.show_to_lead,
}

LEAD: Table = {
    **_rows(("requested", "offered", "asked", "booked"), _PROPOSING),
    ("requested", "word"): wishes.show_word,
    **_rows(("asked", "booked"), {"agree": lead.agree}),
    ("booked", "move"): lead.ask_time,
    ("booked", "stay"): lead.stay,
    **_rows(("booked",), _TALKING),
    **_rows(("recorded", "cancelled"), {"undo": steps.undo}),
    **_rows(
        ("held",), {**_RECORDING, **_PROPOSING, "missed": record.missed, "anew": lead.offer_anew}
    ),
    **_rows(
        ("recorded",), {**_RECORDING, "read": record.read, "readings": record.readings, **_AFTER}
    ),
    ("declined", "why"): lead.why,
}
"""What only who leads the talk with one member may do."""

OWNER: Table = {
    **_rows(OPEN, {"off": lead.call_off, "off!": lead.call_off}),
    ("cancelled", "undo"): steps.undo,
}
"""What the owner of the offer may do with a talk that another holds."""

_ANSWERING: Mapping[str, Handler] = {
    "take": member.take,
    "more": member.more,
    "other": member.ask_time,
    "?when": member.want,
    "no": member.ask_reason,
    "no!": member.decline,
    "?reason": member.decline,
}

MEMBER: Table = {
    **_rows(("offered", "asked"), _ANSWERING),
    ("booked", "take"): member.take,
    ("booked", "move"): member.ask_time,
    ("booked", "?when"): member.want,
    ("booked", "keep"): member.keep,
    ("booked", "off"): member.call_off,
    ("booked", "off!"): member.call_off,
    ("booked", "late"): details.member_is_late,
    ("booked", "link"): details.show_to_member,
    **_rows(("declined", "cancelled"), {"undo": steps.undo}),
    ("requested", "off"): member.call_off,
    ("recorded", "read"): record.read,
}
"""What only the member may do, in their own talk."""

_FAMILIES = (
    (re.compile(r"@r\d+\.[ms]"), "@remind"),
    (re.compile(r"@f\d{1,2}"), "@follow"),
)


def _decide(
    context: Context, activity: Activity[Offer], entry: Entry[Talk] | None, event: Event
) -> Outcome:
    """Look the event up in the tables. See the head of this file."""
    offer, name = activity.state, event_name(event)
    about = entry if entry is not None and entry.person in offer.members else None
    if isinstance(event, TimerFired | DeliveryFailed):
        return _timed(context, activity, about, event)
    if context.actor is None:
        return Rejected("talk.nobody")
    if offer.phase in ("draft", "report"):
        return _alone(context, activity, entry, event)
    if about is None and context.actor.id == offer.owner:
        return _handle(PANEL.get((offer.phase, name)), context, activity, entry, event)
    if about is not None and context.actor.id == lead_of(offer, about.state or Talk()):
        handler = lead.who if name == "who" else LEAD.get((_stage(about), name))
        return _handle(handler, context, activity, about, event)
    if about is not None and context.actor.id == offer.owner and name not in ("read", "readings"):
        handler = lead.who if name == "who" else OWNER.get((_stage(about), name))
        return _handle(handler, context, activity, about, event)
    if about is not None and context.actor.id == about.person:
        return _as_member(context, activity, about, event)
    if name in ("read", "readings") and about is not None:
        reading = record.read if name == "read" else record.readings
        return reading(context, activity, about, event)
    if name == "show":
        return record.readable(context, activity, entry, event)
    return Rejected("talk.not_yours", text("talk-not-yours"))


decide = undoing(_decide, restoring.STEPS)


def _alone(
    context: Context, activity: Activity[Offer], entry: Entry[Talk] | None, event: Event
) -> Outcome:
    """What concerns nobody else yet: a draft, a wish that is not sent, a report."""
    offer, name = activity.state, event_name(event)
    if context.actor is None or context.actor.id != offer.owner:
        return Rejected("talk.not_yours", text("talk-not-yours"))
    if offer.phase == "report":
        return _handle(REPORT.get(name), context, activity, entry, event)
    if offer.wish:
        return _handle(WISH.get(name), context, activity, entry, event)
    if not context.may(prepare.PERMISSION, activity.unit):
        return Rejected("talk.not_allowed", text("talk-not-allowed"))
    return _handle(DRAFT.get(name), context, activity, entry, event)


def _as_member(
    context: Context, activity: Activity[Offer], entry: Entry[Talk], event: Event
) -> Outcome:
    name = event_name(event)
    always = {"show": member.show, "back": member.back}.get(name)
    handler = always or MEMBER.get((_stage(entry), name))
    if handler is None and entry.state is not None and entry.state.settled:
        return member.show(context, activity, entry, event)
    return _handle(handler, context, activity, entry, event)


def _timed(
    context: Context,
    activity: Activity[Offer],
    entry: Entry[Talk] | None,
    event: TimerFired | DeliveryFailed,
) -> Outcome:
    if activity.state.phase != "offered":
        return Rejected("talk.stale_timer")
    name = event_name(event)
    if entry is None:
        handler = TIMERS.get(name)
    elif isinstance(event, DeliveryFailed):
        handler = timers.undelivered
    else:
        family = next((each for pattern, each in _FAMILIES if pattern.fullmatch(name)), name)
        handler = TALK_TIMERS.get(family)
    if handler is None:
        return Rejected("talk.stale_timer")
    return handler(context, activity, entry, event)


def _handle(
    handler: Handler | None,
    context: Context,
    activity: Activity[Offer],
    entry: Entry[Talk] | None,
    event: Event,
) -> Outcome:
    if handler is None:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    return handler(context, activity, entry, event)


def _stage(entry: Entry[Talk]) -> Stage:
    return entry.state.phase if entry.state is not None else "offered"


def requires(
    activity: Activity[Offer], entry: Entry[Talk] | None, event: Event
) -> tuple[AnyQuery, ...]:
    """What is left, and how every talk stands, hangs on all of them."""
    offer, name = activity.state, event_name(event)
    if offer.phase == "report":
        return report.requires(activity)
    if offer.phase == "draft":
        return rounds.requires(activity) if name == "all" else ()
    read = (AuditTrail(activity.id, record.READ),) if name == "readings" else ()
    return (Entries(activity.id), *read)


WORKFLOW = Workflow(
    kind="talk",
    activity_type=Offer,
    entry_type=Talk,
    begin=prepare.begin,
    copy_definition=copy_definition,
    dry_run=dry_run,
    decide=decide,
    summary=summarize,
    title=title,
    requires=requires,
    calendar_events=view.calendar_events,
    menu=Menu(30, prepare.PERMISSION),
    permissions=(
        Permission(
            prepare.PERMISSION,
            "offer and propose talks, keep their records",
            ("secretary", "committee"),
        ),
        Permission("talk.note.read", "read the confidential note of talks held in the unit"),
    ),
    commands=(
        Command("talk", prepare.PERMISSION),
        Command("wish"),
        Command("coverage", report.PERMISSION),
    ),
    toggles=frozenset({"m", "t", "slot", "topics", "panel", "readings"}),
    schema=2,
    upcasters={1: upcast_1},
)
