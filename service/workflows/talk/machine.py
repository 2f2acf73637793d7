"""The machine of talks: `MACHINE.table()` shows it.

A row's phase is that of a draft (`draft`, `wish`, `report`), of the offer as a whole (`sent`,
`over`), or the stage of the talk that the event concerns (`requested` … `cancelled`). Who leads
that talk, the owner of the offer and the member each have rows of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from service.core.access import SEES_FIGURES, Permission
from service.core.effects import Effect, Send
from service.core.events import DeliveryFailed, TimerFired
from service.core.texts import lines, text
from service.core.workflow import Command, Menu, Outcome, Plannable, Rejected, Workflow
from service.sdk.cards import more_actions
from service.sdk.nudge import nudge
from service.sdk.state import State, organizer_of
from service.sdk.transitions import (
    BY_SYSTEM,
    COMPENSABLE,
    IDEMPOTENT,
    IRREVERSIBLE,
    OWN,
    PROGRESS,
    READ_ONLY,
    REVERSIBLE,
    SYSTEM,
    Refusals,
    Role,
    entries,
    machine,
    on,
)
from service.sdk.turn import Policy
from service.sdk.undo import Restore
from service.workflows.talk import (
    agenda,
    archived,
    booking,
    drafting,
    follow_ups,
    leaving,
    organizing,
    planned,
    preview,
    record,
    report,
    rounds,
    timers,
    venue,
    view,
    wishes,
)
from service.workflows.talk.model import (
    Arrangement,
    Offer,
    Talk,
    TalkTurn,
    Terms,
    lead_of,
    may_read,
    owner_of,
    owners,
    summarize,
    taken_elsewhere,
    talk_of,
    title,
    upcast_1,
    upcast_2,
)
from service.workflows.talk.personal import PERSONAL
from service.workflows.talk.settings import READ_NOTES, TABLE

OWNER: Role = "owner"  # who sees to the offer now; whose wish or report it is
DRAFTER: Role = "drafter"  # who has begun it, and may hold talks
LEAD: Role = "lead"  # who leads the talk that it concerns
ARRANGER: Role = "arranger"  # who sees to the offer, of a talk that another leads
READER: Role = "reader"  # who may read the note on the talk
ANYBODY: Role = "anybody"


def _is(people: Callable[[TalkTurn], tuple[int, ...]]) -> Callable[[TalkTurn], bool]:
    return lambda turn: turn.actor is not None and turn.actor.id in people(turn)


_began = _is(lambda turn: (owner_of(turn.state),))
_owns = _is(owners)
_leads = _is(lambda turn: (lead_of(turn.state, talk_of(turn)),))

ROLES: Mapping[Role, Callable[[TalkTurn], bool]] = {
    OWNER: _owns,
    DRAFTER: lambda turn: _began(turn) and turn.organizes(),
    LEAD: _leads,
    ARRANGER: lambda turn: _owns(turn) and not _leads(turn),
    READER: lambda turn: _is_about_a_talk(turn) and may_read(turn, talk_of(turn), turn.person),
    ANYBODY: lambda turn: turn.actor is not None,
}


def _is_about_a_talk(turn: TalkTurn) -> bool:
    return turn.entry is not None and turn.person in turn.state.progress.members


def _phase(turn: TalkTurn) -> str:
    """The phase of the row, see the head of this file. Time stands still in an offer that is
    over."""
    offer = turn.state
    if offer.phase in ("draft", "report"):
        return "wish" if offer.progress.wish else offer.phase
    if owner_of(offer) in offer.progress.members:  # a wish that was never sent
        return "dropped"
    whole = "sent" if offer.phase == "offered" else "over"
    if whole == "over" and isinstance(turn.event, TimerFired | DeliveryFailed):
        return whole
    return talk_of(turn).phase if _is_about_a_talk(turn) else whole


def _refused(turn: TalkTurn) -> Outcome:
    """Who has a part in it learns that it is too late for that, or how their talk has ended."""
    if turn.actor is None:
        return turn.ignore("talk-nobody")
    if not _is_about_a_talk(turn):
        return turn.refuse("sdk-moved-on" if _owns(turn) else "talk-not-yours")
    if turn.is_own() and talk_of(turn).settled:
        return booking.show(turn)
    concerned = turn.is_own() or _leads(turn) or _owns(turn)
    return turn.refuse("sdk-moved-on" if concerned else "talk-not-yours")


def _no_longer(turn: TalkTurn) -> Outcome:
    """Who began it but may not hold talks any more is told so."""
    return turn.refuse("sdk-not-allowed") if _began(turn) else _refused(turn)


def restore(turn: TalkTurn, before: Offer) -> Outcome:
    """A draft that was dropped is there again, where it was left."""
    again = turn.becomes(before)
    shown = wishes.ask_whom(again) if before.progress.wish else drafting.show(again)
    if isinstance(shown, Rejected):
        return shown
    effects = tuple(_undone(each) for each in shown.effects)
    return replace(shown, action="talk.draft_undone", activity=before, effects=effects)


def _undone(effect: Effect) -> Effect:
    if not isinstance(effect, Send):
        return effect
    message = effect.message
    return replace(effect, message=replace(message, body=lines(text("sdk-undone"), message.body)))


OPEN = "requested offered asked booked"
STAGES = f"{OPEN} held recorded declined cancelled"

_TIMES = (taken_elsewhere,)
_URGENT = (rounds.circumstances, rounds.held_before)
DRAFT = (
    on("draft", "started", drafting.started, by=DRAFTER, undo=BY_SYSTEM, requires=_TIMES),
    on("draft", "show", drafting.show, by=DRAFTER, undo=READ_ONLY),
    on("draft", "members page", drafting.show_members, by=DRAFTER, undo=READ_ONLY),
    on("draft", "m", drafting.toggle_member, by=DRAFTER, undo=IDEMPOTENT, toggle=True),
    on("draft", "?members", drafting.name_members, by=DRAFTER, undo=IDEMPOTENT),
    on("draft", "all", rounds.begin_round, by=DRAFTER, undo=IDEMPOTENT, requires=_URGENT),
    on("draft", "until", rounds.ask_until, by=DRAFTER, undo=READ_ONLY),
    on("draft", "?until", rounds.set_until, by=DRAFTER, undo=IDEMPOTENT),
    on("draft", "talkers", drafting.show_talkers, by=DRAFTER, undo=READ_ONLY),
    on("draft", "t", drafting.toggle_talker, by=DRAFTER, undo=IDEMPOTENT, toggle=True),
    on("draft", "times", drafting.show_times, by=DRAFTER, undo=READ_ONLY),
    on("draft", "slot", drafting.toggle_slot, by=DRAFTER, undo=IDEMPOTENT, toggle=True),
    on("draft", "?times", drafting.type_slots, by=DRAFTER, undo=IDEMPOTENT),
    on("draft", "again", drafting.other_times, by=DRAFTER, undo=IDEMPOTENT),
    on("draft", "minutes buffer form", drafting.set_term, by=DRAFTER, undo=IDEMPOTENT),
    on("draft", "where", venue.ask_where_of_all, by=DRAFTER, undo=READ_ONLY),
    on("draft", "?where", venue.set_where_of_all, by=DRAFTER, undo=IDEMPOTENT),
    on("draft", "preview", drafting.show_preview, by=DRAFTER, undo=READ_ONLY),
    on(
        "draft", "send", drafting.send,
        by=DRAFTER, undo=IRREVERSIBLE, confirms=True, requires=_TIMES,
    ),
    more_actions("draft", preview.card, lambda turn: view.TITLE, by=DRAFTER),
    on("draft", "drop", drafting.drop, by=DRAFTER, undo=REVERSIBLE),
    on("draft", "member_left", leaving.out_of_draft, by=SYSTEM, undo=BY_SYSTEM),
)  # fmt: skip
"""What the secretary may do with a draft."""

WISH = (
    on("wish", "started", wishes.ask_whom, by=OWNER, undo=BY_SYSTEM),
    on("wish", "show", wishes.ask_whom, by=OWNER, undo=READ_ONLY),
    on("wish", "with", wishes.choose, by=OWNER, undo=IDEMPOTENT),
    on("wish", "?whom", wishes.name, by=OWNER, undo=IDEMPOTENT),
    on("wish", "?word", wishes.send_with_word, by=OWNER, undo=IRREVERSIBLE, confirms=True),
    on("wish", "ask", wishes.send, by=OWNER, undo=IRREVERSIBLE, confirms=True),
    on("wish", "drop", drafting.drop, by=OWNER, undo=REVERSIBLE),
)
"""What a member may do with a draft of their own wish to talk."""

_HELD = (rounds.held_before,)
REPORT = (
    on("report", "started", report.started, by=OWNER, undo=BY_SYSTEM, requires=_HELD),
    on("report", "show cover", report.choose, by=OWNER, undo=READ_ONLY, requires=_HELD),
    on("report", "sheet", report.sheet, by=OWNER, undo=READ_ONLY, requires=_HELD),
)

_ALL = (entries, taken_elsewhere)
LOOKS: Any = {"by": OWNER, "undo": READ_ONLY, "requires": _ALL}
DOES: Any = {"undo": IRREVERSIBLE, "confirms": True, "requires": _ALL}
TIME: Any = {"by": SYSTEM, "undo": BY_SYSTEM}
WHOLE = (
    on("sent over", "panel", organizing.panel, **LOOKS),
    on("sent over", "show keep", organizing.panel, **LOOKS),
    on("sent over", "show", organizing.readable, by=ANYBODY, undo=READ_ONLY, requires=_ALL),
    nudge("sent", organizing.unanswered, organizing.reminder, by=OWNER),
    on("sent", "cancel", organizing.ask_cancel, **LOOKS),
    on("sent", "cancel!", organizing.cancel, by=OWNER, **DOES),
    on("sent", "@lapse", timers.lapse, requires=_ALL, **TIME),
    on("sent", "@left", timers.left, requires=_ALL, **TIME),
    on("sent", "@refresh", booking.show_what_is_left, requires=_ALL, **TIME),
    on("sent", "member_left", leaving.member_left, requires=_ALL, **TIME),
    on("sent", "@settle", timers.settle, requires=_ALL, **TIME),
)
"""The offer as a whole, once it is sent."""

UNCHOSEN = "requested booked held recorded declined cancelled"  # no time is to be chosen
MEMBER = (
    on("offered asked booked", "take", booking.take, by=OWN, undo=IDEMPOTENT, requires=_ALL),
    on("offered asked", "more", booking.more, by=OWN, undo=READ_ONLY, requires=_ALL),
    on("offered asked", "other", booking.ask_time, by=OWN, undo=READ_ONLY),
    on("offered asked", "?when", booking.want, by=OWN, undo=IDEMPOTENT, requires=_ALL),
    on("offered asked", "no", booking.ask_reason, by=OWN, undo=READ_ONLY),
    on("offered asked", "no! ?reason", booking.decline, by=OWN, undo=COMPENSABLE),
    on("offered asked", "show", booking.show, by=OWN, undo=READ_ONLY, requires=_ALL),
    on("offered asked", "back", booking.back, by=OWN, undo=READ_ONLY, requires=_ALL),
    on("booked", "move", booking.ask_time, by=OWN, undo=READ_ONLY),
    on("booked", "?when", booking.want, by=OWN, undo=IDEMPOTENT),
    on("booked", "keep", booking.keep, by=OWN, undo=IDEMPOTENT),
    on("booked", "late", venue.late, by=OWN, undo=PROGRESS),
    on("booked", "link", venue.show_link, by=OWN, undo=READ_ONLY),
    on("requested booked", "off off!", booking.call_off, by=OWN, undo=COMPENSABLE),
    on("cancelled", "rebook", booking.rebook, by=OWN, undo=IDEMPOTENT, requires=_ALL),
    on("declined cancelled", "undo", booking.undo, by=OWN, undo=COMPENSABLE, requires=_ALL),
    on(UNCHOSEN, "show", booking.show, by=OWN, undo=READ_ONLY),
    on(UNCHOSEN, "back", booking.back, by=OWN, undo=READ_ONLY),
)
"""What the member may do, in their own talk."""

READINGS: Any = {"by": READER, "undo": READ_ONLY, "requires": (record.read_before,)}
LEADING = (
    on(f"{OPEN} held", "other", organizing.ask_time, by=LEAD, undo=READ_ONLY),
    on(f"{OPEN} held", "?propose", organizing.propose, by=LEAD, undo=IDEMPOTENT, requires=_ALL),
    on(f"{OPEN} held", "off off!", booking.call_off, by=LEAD, undo=COMPENSABLE),
    on("requested", "word", wishes.show_word, by=LEAD, undo=READ_ONLY),
    on("asked booked", "agree", organizing.accept, by=LEAD, undo=IDEMPOTENT),
    on("booked", "move", organizing.ask_time, by=LEAD, undo=READ_ONLY),
    on("booked", "stay", booking.keep, by=LEAD, undo=IDEMPOTENT),
    on("booked", "late", venue.late, by=LEAD, undo=PROGRESS),
    on("booked", "where", venue.ask_where, by=LEAD, undo=READ_ONLY),
    on("booked", "?where", venue.set_where, by=LEAD, undo=IDEMPOTENT),
    on("booked", "link", venue.show_link, by=LEAD, undo=READ_ONLY),
    on("held recorded", "rec", record.show, by=LEAD, undo=READ_ONLY),
    on("held recorded", "form", record.set_form, by=LEAD, undo=IDEMPOTENT),
    on("held recorded", "topics", record.choose_topics, by=LEAD, undo=IDEMPOTENT, toggle=True),
    on("held recorded", "date", record.ask_date, by=LEAD, undo=READ_ONLY),
    on("held recorded", "day ?date", record.set_date, by=LEAD, undo=IDEMPOTENT),
    on("held recorded", "write", record.ask_note, by=LEAD, undo=READ_ONLY),
    on("held recorded", "?note", record.take_note, by=LEAD, undo=COMPENSABLE),
    on("held recorded", "done", record.finish, by=LEAD, undo=COMPENSABLE),
    on("held", "missed", record.missed, by=LEAD, undo=READ_ONLY),
    on("held", "anew", organizing.offer_anew, by=LEAD, **DOES),
    on("recorded", "todo", follow_ups.ask, by=LEAD, undo=READ_ONLY),
    on("recorded", "?follow", follow_ups.take, by=LEAD, undo=IDEMPOTENT),
    on("recorded", "due ?due", follow_ups.set_due, by=LEAD, undo=IDEMPOTENT),
    on("recorded", "close", follow_ups.close, by=LEAD, undo=PROGRESS),
    on("recorded", "postpone", follow_ups.postpone, by=LEAD, undo=IDEMPOTENT),
    on("recorded", "follow", follow_ups.read, by=LEAD, undo=READ_ONLY),
    on("declined", "why", organizing.why, by=LEAD, undo=READ_ONLY),
    on("recorded cancelled", "undo", booking.undo, by=LEAD, undo=COMPENSABLE, requires=_ALL),
    on(STAGES, "who", organizing.who, by=LEAD, undo=READ_ONLY),
    on(STAGES, "who", organizing.who, by=ARRANGER, undo=READ_ONLY),
    on(OPEN, "off off!", booking.call_off, by=ARRANGER, undo=COMPENSABLE),
    on("cancelled", "undo", booking.undo, by=ARRANGER, undo=COMPENSABLE, requires=_ALL),
    on(STAGES, "read", record.read, by=READER, undo=READ_ONLY),
    on(STAGES, "readings", record.readings, **READINGS),
)
"""What who leads a talk, or has arranged it for another, may do."""

TIME = (
    on("offered", "@invite", timers.invite, **TIME),
    on("offered", "@offer", timers.offer, requires=_ALL, **TIME),
    on("offered", "@again", timers.again, requires=_ALL, **TIME),
    on("requested", "@again", timers.wish_waits, **TIME),
    on(OPEN, "@recall", organizing.recall, **TIME),
    on(OPEN, "@withdraw", booking.call_off, **TIME),  # of earlier releases
    on(OPEN, "@gone", leaving.own_talk, **TIME),
    on(OPEN, "@orphaned", leaving.led_talk, **TIME),
    on("booked", "@r#", timers.remind, **TIME),
    on("booked", "@record", timers.over, **TIME),
    on("held", "@ask", timers.ask, **TIME),
    on("recorded", "@f#", follow_ups.remind, **TIME),
    on(STAGES, "delivery_failed", timers.undelivered, **TIME),
)
"""What time, or a delivery, brings to a talk with one member."""

MACHINE = machine(
    (*DRAFT, *WISH, *REPORT, *WHOLE, *MEMBER, *LEADING, *TIME),
    policy=Policy(planned.PERMISSION, organizer_of),
    refusals=Refusals(
        {
            DRAFTER: _no_longer,
            OWNER: _no_longer,
            READER: lambda turn: turn.refuse("sdk-not-allowed"),
        },
        _refused,
    ),
    undo=Restore(restore, by=OWNER),
    roles=ROLES,
    phase=_phase,
)

WISH_COMMAND = Command("wish")
COVERAGE = Command("coverage", SEES_FIGURES)

WORKFLOW = Workflow(
    kind="talk",
    activity_type=State[Terms, Arrangement],
    entry_type=Talk,
    begin=planned.begin,
    copy_definition=planned.copy_definition,
    dry_run=planned.dry_run,
    decide=MACHINE.decide,
    requires=MACHINE.requires,
    toggles=MACHINE.toggles,
    summary=summarize,
    absent=frozenset({"requested", "offered", "asked", "declined", "cancelled"}),
    title=title,
    names=leaving.names,
    standing=agenda.standing,
    watches=agenda.watches,
    calendar_events=view.calendar_events,
    part_counts_as=report.counts_as,
    files=archived.files,
    menu=Menu(
        30,
        planned.PERMISSION,
        meets=frozenset({"talk"}),
        more=(WISH_COMMAND, COVERAGE),
        plannable={"talk": Plannable()},
    ),
    permissions=(
        Permission(
            planned.PERMISSION,
            "offer and propose talks, keep their records",
            ("secretary", "committee"),
        ),
        Permission(READ_NOTES, "read the confidential note of talks held in the unit"),
    ),
    commands=(
        Command("talk", planned.PERMISSION),
        WISH_COMMAND,
        COVERAGE,
    ),
    settings=TABLE,
    personal=PERSONAL,
    schema=3,
    upcasters={1: upcast_1, 2: upcast_2},
)
