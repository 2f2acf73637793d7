"""The minutes are read, signed by two, and closed; then the absent catch up, and what was decided
is carried out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from service.core.effects import Effect, Raise, SetTimer
from service.core.events import Said
from service.core.message import Choice, Message
from service.core.records import Counted
from service.core.texts import Words, lines, text
from service.core.workflow import Activity, Outcome, Rejected
from service.sdk.panels import choice, grid, keep_button, paragraphs
from service.workflows.meeting import minutes, proposed, roll, view
from service.workflows.meeting.attending import part_of
from service.workflows.meeting.checks import digest, gaps, is_late, unsigned, warnings
from service.workflows.meeting.drafting import invited
from service.workflows.meeting.model import (
    Excused,
    MeetingState,
    MeetingTurn,
    Signature,
    heading,
    seat,
    seated,
)

LONGEST_REASON = 500
ASKS_AHEAD = timedelta(days=1)  # before its deadline, who sees to a decision is reminded
FOLLOWS = timedelta(days=14)  # so long the absent are waited for


def all_gaps(turn: MeetingTurn) -> Outcome:
    """Everything that is missing, each with the way to an exception."""
    found = gaps(turn.state)
    if not found:
        return view.shown(turn, "meeting.gaps_shown", text("meeting-still", n=0))
    body = lines(
        text("meeting-still", n=len(found)), *(lines("·", each.words, sep=" ") for each in found)
    )
    rows = [
        (choice(turn.activity, "except", text("meeting-button-except", n=n), each.code),)
        for n, each in enumerate(found, 1)
    ]
    return view.asking(turn, "meeting.gaps_shown", view.question(turn, body, *rows))


def take_upon(turn: MeetingTurn) -> Outcome:
    """An exception: why, and who takes it; it stands in the minutes for ever."""
    args, actor = turn.args(), turn.actor
    gap = next((each for each in gaps(turn.state) if (each.code,) == args[:1]), None)
    if gap is None or actor is None:
        return turn.refuse("sdk-moved-on")
    if not isinstance(turn.event, Said):
        asked = view.question(turn, paragraphs(gap.words, text("meeting-ask-except")))
        return view.asking(turn, "meeting.exception_asked", asked, f"except.{gap.code}")
    reason = turn.one_line(LONGEST_REASON)
    if isinstance(reason, Rejected):
        return reason
    made = Excused(gap.code, reason, actor.id, turn.now)
    state = turn.state.advanced(excused=(*turn.state.progress.excused, made))
    return view.shown(turn.becomes(state), "meeting.excused")


def read(turn: MeetingTurn) -> Outcome:
    """The minutes as they stand, to read in the chat and as a file."""
    last = turn.state.phase in ("done", "over")
    if not view.is_desk(turn) and turn.person not in invited(turn):
        return turn.refuse("meeting-not-invited")
    said = Message(
        minutes.in_short(turn) if not last else text("meeting-minutes-here"),
        heading(turn.state),
        ()
        if last
        else grid(
            turn.activity, "meeting-button-sign", "meeting-button-unsay", keep_button(turn.activity)
        ),
        (minutes.paper(turn),),
    )
    return turn.done("meeting.minutes_shown", effects=turn.reply(said, "minutes"))


def sheet(turn: MeetingTurn) -> Outcome:
    """The roll as a workbook."""
    said = Message(text("meeting-sheet-here"), heading(turn.state), (), (minutes.sheet(turn),))
    return turn.done("meeting.roll_exported", effects=turn.reply(said, "sheet"))


def sign(turn: MeetingTurn) -> Outcome:
    """Chair and recorder sign what stands there; a change afterwards makes the signature void."""
    record, actor = turn.state.progress, turn.actor
    if actor is None or actor.id not in (record.chair, record.recorder):
        names = view.names_of(turn, view.desk(turn))
        return turn.refuse("meeting-not-signer", names=names or "—")
    first = next((each for each in gaps(turn.state) if each.lacks != "signatures"), None)
    after = (
        {step.id for step in record.rule.steps if step.phase == "after"} if record.rule else set()
    )
    if first is not None and first.code not in after:
        return turn.refuse("meeting-not-whole", what=first.words)
    if record.chair == record.recorder:
        return turn.refuse("meeting-two-people")
    rest = tuple(each for each in record.signatures if each.by != actor.id)
    mine = Signature(actor.id, turn.now, digest(turn.state))
    now = turn.becomes(turn.state.advanced(signatures=(*rest, mine)))
    left = [each for each in unsigned(now.state) if each != actor.id]
    asked: list[Effect] = []
    for each in left:
        said = Message(
            text("meeting-please-sign", name=turn.roster.name(actor.id)), heading(turn.state),
            grid(turn.activity, "meeting-button-minutes", "meeting-button-sign"),
        )  # fmt: skip
        asked += view.told(now, [each], "sign", said)
    word = text("meeting-signed", names=view.names_of(turn, left), n=len(left))
    return view.shown(now, "meeting.signed", word, effects=asked)


# -- the close


def ask_close(turn: MeetingTurn) -> Words | Rejected:
    """What is missing keeps it open; what is only warned of is named."""
    found = gaps(turn.state)
    if found:
        refusal = turn.refuse("meeting-not-closed", n=len(found), what=found[0].words)
        way = view.gap_button(turn, found[0])
        return replace(refusal, choices=((way,),))
    warned = warnings(turn)
    return lines(
        text("meeting-confirm-close", n=len(roll.absent(turn.state.progress))),
        *(text("meeting-warning", check=each) for each in warned),
    )


def close(turn: MeetingTurn) -> Outcome:
    """The record is complete and stays as it is: the absent get it, and whoever sees to a decision
    hears of it."""
    state, record = turn.state, turn.state.progress
    found = gaps(state)
    if found:
        return turn.refuse("meeting-not-closed", n=len(found), what=found[0].words)
    ends = record.ended_at or turn.now
    late = is_late(turn.context.holidays, ends, turn.now, turn.unit_timezone)
    state = replace(state, phase="done").advanced(
        entered_at=turn.now, late=late, warned=tuple(warnings(turn))
    )
    now = turn.becomes(state.timed(revision=state.schedule.revision + 1))
    effects: list[Effect] = [Raise("seat", each) for each in record.expected]
    for each in roll.absent(record):
        effects += view.told(now, [each], "own", view.own(now, each))
    for at, made in enumerate(record.resolved):
        if made.owner:
            said = Message(text("meeting-yours", decision=view.resolved(now, at)), heading(state),
                           grid(now.activity, _done_button(now, at)))  # fmt: skip
            effects += view.told(now, [made.owner], f"decision-{at}", said)
    effects += (*_next_timer(now), *proposed.decided(now.state))
    over = _nothing_left(now.state)
    if over:
        now = now.becomes(replace(now.state, phase="over"))
    return view.shown(now, "meeting.closed", effects=effects, moved=True, finished=over)


def _done_button(turn: MeetingTurn, at: int) -> Choice:
    return choice(turn.activity, "done", text("meeting-button-carried"), at)


def _open(state: MeetingState) -> list[int]:
    """The decisions that somebody has to carry out."""
    record = state.progress
    return [at for at, each in enumerate(record.resolved) if each.owner and at not in record.done]


def _nothing_left(state: MeetingState) -> bool:
    record = state.progress
    unread = any(seat(record, each).read_at is None for each in roll.absent(record))
    return not unread and not _open(state)


def _next_timer(turn: MeetingTurn) -> Iterable[Effect]:
    """When somebody is reminded of a decision next, or the absent are waited for no longer."""
    record = turn.state.progress
    times = [turn.now + FOLLOWS]
    for at in _open(turn.state):
        deadline = record.resolved[at].due
        if deadline is not None:
            times += [deadline - ASKS_AHEAD, deadline]
    wanted = [each for each in times if each > turn.now]
    revision = turn.state.schedule.revision
    return (SetTimer("follow", min(wanted), revision=revision),) if wanted else ()


def follow(turn: MeetingTurn) -> Outcome:
    """Who sees to a decision is reminded; once nothing is left to be done, that is all."""
    state, record = turn.state, turn.state.progress
    effects: list[Effect] = []
    waited = record.entered_at is not None and turn.now >= record.entered_at + FOLLOWS
    for at in _open(state):
        made = record.resolved[at]
        if made.due is None or made.due - ASKS_AHEAD > turn.now:
            continue
        said = Message(text("meeting-remember", decision=view.resolved(turn, at)), heading(state),
                       grid(turn.activity, _done_button(turn, at)))  # fmt: skip
        how: Any = {"deferrable": True, "time_sensitive": True}
        late = made.due <= turn.now
        people = dict.fromkeys([made.owner, *(view.desk(turn)[:1] if late else ())])
        effects += view.told(turn, people, f"decision-{at}", said, **how)
    if waited and not _open(state):
        over = replace(state, phase="over")
        return turn.done("meeting.over", state=over, effects=effects, finished=True)
    return turn.done("meeting.followed", effects=(*effects, *_next_timer(turn)))


def caught_up(turn: MeetingTurn) -> Outcome:
    """Somebody who was absent has read the minutes."""
    record = turn.state.progress
    if turn.person not in roll.absent(record):
        return turn.refuse("sdk-moved-on")
    state = seated(turn.state, turn.person, read_at=seat(record, turn.person).read_at or turn.now)
    return _carried(turn.becomes(state), "meeting.read", own=True)


def carried_out(turn: MeetingTurn) -> Outcome:
    """A decision is carried out, says who sees to it or who runs the meeting."""
    record, at = turn.state.progress, next(iter(turn.ints()), -1)
    if not 0 <= at < len(record.resolved):
        return turn.refuse("sdk-moved-on")
    mine = turn.actor is not None and turn.actor.id == record.resolved[at].owner
    if not mine and not view.is_desk(turn):
        return turn.refuse("sdk-not-allowed")
    done = {**record.done, at: record.done.get(at, turn.now)}
    return _carried(turn.becomes(turn.state.advanced(done=done)), "meeting.carried_out")


def _carried(turn: MeetingTurn, action: str, *, own: bool = False) -> Outcome:
    """The step, and the end of it all where nothing is left."""
    over = turn.state.phase == "done" and _nothing_left(turn.state)
    state = replace(turn.state, phase="over") if over else turn.state
    now = turn.becomes(state)
    word = view.own(now, turn.person) if own else Message(text("meeting-thanks"), heading(state))
    part = part_of(state, turn.person) if own else None
    finished = over or turn.state.phase == "over"
    return turn.done(
        action, state=state, part=part, effects=now.reply(word, "own"), finished=finished
    )


def counts_as(activity: Activity[MeetingState]) -> Counted | None:
    """A closed meeting, as its kind: of its group, where it is a group's. Who was absent makes up
    for it by reading the minutes."""
    state, record = activity.state, activity.state.progress
    if state.phase not in ("done", "over") or record.opened_at is None:
        return None
    missed = tuple(x for x in roll.absent(record) if seat(record, x).read_at is None)
    return Counted(state.definition.kind, record.opened_at, group=record.group, absent=missed)
