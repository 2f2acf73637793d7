"""The machine of talks: which event is handled how in which phase, or stage of a talk.

    offer      event                                           then
    draft      started m page ?members members times slot
               ?times again preview minutes form show          draft
               send                                            offered
               drop                                            cancelled
    offered    @offer @withdraw @lapse panel show cancel
               cancel!                                         (the talks)
               @settle                                         done, cancelled

    a talk     of the member                of the secretary
    offered    take other ?when no no!      other ?propose off off!
               ?reason                                         booked, asked, declined, cancelled
    asked      the same                     and agree
    booked     take move ?when keep off     agree move other ?propose stay off off!
               off!                                            booked, cancelled
               @r600.m @r600.s @record                         held
    held       @ask                         rec form date day ?date write ?note
                                            done missed other ?propose off!
                                                               recorded, offered, cancelled
    recorded                                read rec form date day ?date write ?note done
    declined                                why
    any        show back                    who read

What the tables do not name is refused, and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from service.core.events import DeliveryFailed, Event, TimerFired
from service.core.facts import AnyFact, Entries
from service.core.texts import text
from service.core.workflow import (
    Activity,
    Command,
    Context,
    Entry,
    Outcome,
    Rejected,
    Workflow,
    event_name,
)
from service.workflows.talk import lead, member, prepare, record, timers
from service.workflows.talk.model import Offer, Stage, Talk, mark, title

Handler = Callable[[Context, Activity[Offer], Any, Event], Outcome]
Table = Mapping[tuple[str, str], Handler]


def _rows(stages: tuple[Stage, ...], handlers: Mapping[str, Handler]) -> Table:
    return {(stage, name): handler for stage in stages for name, handler in handlers.items()}


DRAFT: Mapping[str, Handler] = {
    "started": prepare.started,
    "m": prepare.toggle_member,
    "page": prepare.turn_page,
    "?members": prepare.name_members,
    "members": prepare.show_members,
    "times": prepare.show_times,
    "slot": prepare.toggle_slot,
    "?times": prepare.type_slots,
    "again": prepare.other_times,
    "preview": prepare.show_preview,
    "minutes": prepare.set_minutes,
    "form": prepare.set_form,
    "send": prepare.send,
    "drop": prepare.drop,
    "show": prepare.show,
}
"""What the secretary may do with a draft."""

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

TIMERS: Mapping[str, Handler] = {"@lapse": timers.lapse, "@settle": timers.settle}
TALK_TIMERS: Mapping[str, Handler] = {
    "@offer": timers.offer,
    "@withdraw": timers.withdraw,
    "@remind": timers.remind,
    "@record": timers.record,
    "@ask": timers.ask,
}

_RECORDING: Mapping[str, Handler] = {
    "rec": record.show,
    "form": record.set_form,
    "date": record.ask_date,
    "day": record.set_date,
    "?date": record.set_date,
    "write": record.ask_note,
    "?note": record.take_note,
    "done": record.finish,
}
_PROPOSING: Mapping[str, Handler] = {
    "other": lead.ask_time,
    "?propose": lead.propose,
    "off": lead.ask_off,
    "off!": lead.call_off,
}

LEAD: Table = {
    **_rows(("offered", "asked", "booked"), _PROPOSING),
    **_rows(("asked", "booked"), {"agree": lead.agree}),
    ("booked", "move"): lead.ask_time,
    ("booked", "stay"): lead.stay,
    **_rows(("held",), {**_RECORDING, **_PROPOSING, "missed": record.missed}),
    **_rows(("recorded",), {**_RECORDING, "read": record.read}),
    ("declined", "why"): lead.why,
}
"""What only the secretary may do, with the talk of one member."""

_ANSWERING: Mapping[str, Handler] = {
    "take": member.take,
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
    ("booked", "off"): member.ask_off,
    ("booked", "off!"): member.call_off,
}
"""What only the member may do, in their own talk."""

_REMINDER = re.compile(r"@r\d+\.[ms]")


def decide(
    context: Context, activity: Activity[Offer], entry: Entry[Talk] | None, event: Event
) -> Outcome:
    """Look the event up in the tables. See the head of this file."""
    offer, name = activity.state, event_name(event)
    about = entry if entry is not None and entry.person in offer.members else None
    if isinstance(event, TimerFired | DeliveryFailed):
        return _timed(context, activity, about, event)
    if context.actor is None:
        return Rejected("talk.nobody")
    if offer.phase == "draft":
        if context.actor.id != offer.owner:
            return Rejected("talk.not_yours", text("talk.not_yours"))
        if not context.may(prepare.PERMISSION, activity.unit):
            return Rejected("talk.not_allowed", text("talk.not_allowed"))
        return _handle(DRAFT.get(name), context, activity, entry, event)
    if context.actor.id == offer.owner:
        if about is None:
            return _handle(PANEL.get((offer.phase, name)), context, activity, entry, event)
        handler = lead.who if name == "who" else LEAD.get((_stage(about), name))
        return _handle(handler, context, activity, about, event)
    if about is not None and context.actor.id == about.person:
        return _as_member(context, activity, about, event)
    if name == "read" and about is not None:
        return record.read(context, activity, about, event)
    if name == "show":
        return record.readable(context, activity, entry, event)
    return Rejected("talk.not_yours", text("talk.not_yours"))


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
        handler = TALK_TIMERS.get("@remind" if _REMINDER.fullmatch(name) else name)
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
        return Rejected("talk.moved_on", text("talk.moved_on"))
    return handler(context, activity, entry, event)


def _stage(entry: Entry[Talk]) -> Stage:
    return entry.state.phase if entry.state is not None else "offered"


def needs(
    activity: Activity[Offer], entry: Entry[Talk] | None, event: Event
) -> tuple[AnyFact, ...]:
    """What is left, and how every talk stands, hangs on all of them."""
    return () if activity.state.phase == "draft" else (Entries(activity.id),)


WORKFLOW = Workflow(
    kind="talk",
    activity_type=Offer,
    entry_type=Talk,
    begin=prepare.begin,
    decide=decide,
    mark=mark,
    title=title,
    needs=needs,
    commands=(Command("talk", prepare.PERMISSION),),
)
