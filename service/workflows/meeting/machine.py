"""The transitions of a meeting.

    draft → called → held → minutes → done → over; cancelled while it is a draft or called

One that is entered afterwards goes from its draft to its minutes at once. From `minutes` on to
`done` leads one step alone, which asks what is missing.
"""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import ClearTimer, Edit, Send, ToRoom
from service.core.events import Informed
from service.core.message import Message
from service.core.texts import Words, text
from service.core.workflow import Outcome
from service.sdk import transitions as t
from service.sdk.cards import more_actions
from service.sdk.nudge import Whom, nudge
from service.sdk.screens import screen as screen_rows
from service.sdk.state import organizer_of
from service.sdk.turn import Policy
from service.workflows.meeting import attending as a
from service.workflows.meeting import closing, drafting, personal, proposed, screen, view
from service.workflows.meeting import conducting as c
from service.workflows.meeting.checks import earlier
from service.workflows.meeting.form import FORM
from service.workflows.meeting.model import MeetingState, MeetingTurn, Part, heading

DESK: t.Role = "desk"  # chair and recorder of the meeting, and whoever may call it
FIELDS = " ".join(each.name for each in FORM.asked)
ANSWERS = " ".join(f"?{each.name}" for each in FORM.asked)
GOING = "called held minutes"
RECORDED = "held minutes"
HELD = "minutes done over"


def ask_drop(turn: MeetingTurn) -> Words:
    return text("sdk-confirm-drop")


def ask_cancel(turn: MeetingTurn) -> Words:
    return text("sdk-confirm-cancel", n=len(turn.state.progress.expected))


def cancel(turn: MeetingTurn) -> Outcome:
    """It is called off; whoever had the notice must know."""
    gone = turn.becomes(replace(turn.state, phase="cancelled"))
    word = Message(text("sdk-cancelled"), heading(turn.state))
    told = view.told(turn, drafting.invited(turn), "cancelled", word)
    rule = turn.state.progress.rule
    room = (
        (Edit(ToRoom(turn.unit), "invitation", word), Send(ToRoom(turn.unit), "cancelled", word))
        if rule is not None and rule.body == "members"
        else ()
    )
    timers = (ClearTimer("start"), ClearTimer("remind"))
    return view.shown(
        gone,
        "meeting.cancelled",
        effects=(*told, *room, *timers, *proposed.dropped(turn.state)),
        moved=True,
        finished=True,
    )


def refused(turn: MeetingTurn) -> Outcome:
    return turn.refuse("sdk-cancelled" if turn.state.phase == "cancelled" else "meeting-not-now")


def informed(turn: MeetingTurn) -> Outcome:
    """A vote tells how it stands; another item comes while the meeting lasts."""
    brought = isinstance(turn.event, Informed) and turn.event.about == proposed.ABOUT
    if not brought:
        return c.informed(turn)
    return proposed.propose(turn) if turn.state.phase == "held" else proposed.refuse(turn)


def silent(turn: MeetingTurn) -> Whom:
    return Whom(only_status=("invited",), end=turn.state.definition.starts_at)


def invitation(turn: MeetingTurn) -> Message:
    return view.own(turn, 0)


ROWS: tuple[t.Rows[MeetingState, Part], ...] = (
    # -- the draft
    t.on("draft", "started", drafting.started, by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(earlier,)),
    t.on("draft", FIELDS, drafting.ask_or_take, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    t.on("draft", ANSWERS, drafting.take, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    t.on("draft", "edit", drafting.fields, by=t.ORGANIZER, undo=t.READ_ONLY),
    t.on("draft", "options", drafting.options, by=t.ORGANIZER, undo=t.READ_ONLY),
    t.on("draft", "set", drafting.switch, by=t.ORGANIZER, undo=t.IDEMPOTENT, toggle=True),
    t.on("draft", "star", drafting.change_item, by=t.ORGANIZER, undo=t.IDEMPOTENT, toggle=True),
    t.on("draft called held", "aim", drafting.change_item, by=DESK, undo=t.IDEMPOTENT, toggle=True),
    t.on("draft", "call", drafting.call, by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True,
         requires=(earlier,)),
    t.on("draft", "enter", drafting.enter, by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True,
         requires=(earlier,)),
    t.confirmed("draft", "drop", drafting.drop, by=t.ORGANIZER, ask=ask_drop,
                yes=text("sdk-button-drop-yes")),
    t.on(f"draft {GOING}", "items", drafting.items, by=DESK, undo=t.READ_ONLY),
    t.on(f"draft {GOING}", "staff", drafting.staff, by=DESK, undo=t.IDEMPOTENT),
    t.on("draft called", "material ?material", drafting.material, by=DESK, undo=t.IDEMPOTENT),
    t.on(f"draft {GOING}", "attached", c.attached, by=DESK, undo=t.IDEMPOTENT),
    # -- before
    t.on("called", "@remind", a.remind, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on("called", "@start", a.starts, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on("called", "come", a.come, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on("called held", "leave", a.leave, by=t.PARTICIPANT, undo=t.READ_ONLY),
    t.on("called held", "off ?off", a.off, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on("called held", "leaves", a.leaves, by=t.ORGANIZER, undo=t.READ_ONLY),
    t.on("called held", "grant deny", a.decide_leave, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    t.on(GOING, "roll", a.listed, by=DESK, undo=t.READ_ONLY),
    t.on(GOING, "exclude ?exclude", a.exclude, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    t.on(GOING, "topic ?topic", drafting.topic, by=DESK, undo=t.IDEMPOTENT),
    t.on("called minutes", "also", drafting.also, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    t.on("called", "begin", c.begin, by=DESK, undo=t.COMPENSABLE),
    t.confirmed("called", "cancel", cancel, by=t.ORGANIZER, ask=ask_cancel,
                yes=text("sdk-button-cancel-yes")),
    nudge("called", silent, invitation),
    # -- during
    t.on("called held", "here", a.here, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on("held", "?code", a.enter_code, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on("held", "go", a.go, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on("held", "out", a.go, by=DESK, undo=t.IDEMPOTENT),
    t.on(RECORDED, "in ?in", a.take_in, by=DESK, undo=t.IDEMPOTENT),
    t.on(RECORDED, "away", a.away, by=DESK, undo=t.READ_ONLY),
    t.on("minutes", "never", a.never, by=DESK, undo=t.IDEMPOTENT),
    t.on(RECORDED, "next at", c.turn_to, by=DESK, undo=t.IDEMPOTENT),
    t.on(RECORDED, "?said", c.said, by=DESK, undo=t.IDEMPOTENT),
    t.on(RECORDED, "who", c.who, by=DESK, undo=t.IDEMPOTENT),
    t.on(RECORDED, "unsay", c.unsay, by=DESK, undo=t.IDEMPOTENT),
    t.on(RECORDED, "decide ?decide", c.decide, by=DESK, undo=t.IDEMPOTENT),
    t.on(RECORDED, "owner ?owner", c.owner, by=DESK, undo=t.IDEMPOTENT),
    t.on(RECORDED, "due ?due", c.due, by=DESK, undo=t.IDEMPOTENT),
    t.on(RECORDED, "count ?count", c.count, by=DESK, undo=t.IDEMPOTENT),
    t.on(RECORDED, "vote", c.vote, by=DESK, undo=t.COMPENSABLE),
    t.on("draft called", "informed", proposed.propose, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on(RECORDED, "informed", informed, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on("done over cancelled", "informed", proposed.refuse, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on(GOING, "evidence ?evidence", c.evidence, by=DESK, undo=t.IDEMPOTENT),
    t.on("held", "end", c.end, by=DESK, undo=t.COMPENSABLE),
    screen_rows(screen.PHASES, by=DESK),
    # -- after
    t.on("minutes", "ended ?ended", c.ended, by=DESK, undo=t.IDEMPOTENT),
    t.on("minutes", "@write", c.write, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on("minutes", "why", a.why, by=DESK, undo=t.IDEMPOTENT),
    t.on(RECORDED, "gaps", closing.all_gaps, by=DESK, undo=t.READ_ONLY),
    t.on("minutes", "except ?except", closing.take_upon, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    t.on("minutes", "minutes", closing.read, by=DESK, undo=t.READ_ONLY),
    t.on("minutes", "sign", closing.sign, by=DESK, undo=t.PROGRESS),
    t.confirmed("minutes", "close", closing.close, by=DESK, ask=closing.ask_close,
                yes=text("meeting-button-close-yes"), requires=(earlier,)),
    t.on("done over", "minutes", closing.read, by=t.PARTICIPANT, undo=t.READ_ONLY),
    t.on("done over", "minutes", closing.read, by=DESK, undo=t.READ_ONLY),
    t.on("done over", "read", closing.caught_up, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on(HELD, "sheet", closing.sheet, by=DESK, undo=t.READ_ONLY),
    t.on("done over", "done", closing.carried_out, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on("done over", "done", closing.carried_out, by=DESK, undo=t.PROGRESS),
    t.on("done", "@follow", closing.follow, by=t.SYSTEM, undo=t.BY_SYSTEM),
    # -- at any time
    t.on("called held", "handed_over", personal.handed_over, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on("called held", "member_left", personal.member_left, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on("", "@seat", a.sit, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on("", "show keep", a.show, by=t.OWN, undo=t.READ_ONLY),
    more_actions(f"draft {GOING} done over", view.ways, lambda turn: heading(turn.state), by=DESK),
)  # fmt: skip

POLICY: Policy[MeetingState] = Policy(drafting.PERMISSION, organizer_of)
MACHINE = t.machine(
    ROWS,
    policy=POLICY,
    refusals=t.Refusals(
        {
            t.ORGANIZER: lambda turn: turn.refuse("sdk-not-allowed"),
            t.PARTICIPANT: lambda turn: turn.refuse("sdk-not-invited"),
            DESK: lambda turn: turn.refuse("meeting-not-desk"),
        },
        refused,
    ),
    roles={DESK: view.is_desk},
)
