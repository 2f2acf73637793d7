"""Rows: what they refuse to be, whom they admit, and what is derived from them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from service.core.choices import MAX_BYTES
from service.core.queries import Entries, Results
from service.core.texts import text
from service.core.workflow import Activity, Decision, Entry, Outcome, Rejected
from service.sdk.state import Schedule, State
from service.sdk.testing import ACTIVITY, BRANCH, CHAIR, LI, OUTSIDER, SECRETARY, START, ZHANG
from service.sdk.transitions import (
    BY_SYSTEM,
    IDEMPOTENT,
    IRREVERSIBLE,
    ORGANIZER,
    OWN,
    PARTICIPANT,
    PROGRESS,
    READ_ONLY,
    REVERSIBLE,
    SYSTEM,
    Refusals,
    confirmed,
    entries,
    machine,
    on,
    results,
)
from service.sdk.undo import UNDO_FOR, VERB, Restore
from tests.sdk.turns import POLICY, WALK, Boots, Walk, chose, fired, said, turn

Rows = Any
YES = text("sdk-button-close-yes")
REFUSALS: Refusals[Any, Any] = Refusals(
    {
        ORGANIZER: lambda turn: turn.refuse("sdk-not-allowed"),
        PARTICIPANT: lambda turn: turn.refuse("sdk-not-invited"),
    },
    lambda turn: turn.refuse("sdk-not-now"),
)


def does(action: str) -> Any:
    """A handler that does nothing but this."""
    return lambda turn: turn.done(action)


def rename(turn: Any) -> Outcome:
    state = turn.state.defined(title=turn.line())
    shown = turn.reply(_message("named"), "panel")
    return turn.done("walk.named", state=state, effects=shown)


def lace(turn: Any) -> Outcome:
    part = replace(turn.part or Boots(), size=turn.ints()[0])
    return turn.done("walk.laced", part=part, effects=turn.reply(_message("laced"), "own"))


def _message(words: str) -> Any:
    from service.core.message import Message

    return Message(words)


def made(*rows: Rows, **how: Any) -> Any:
    return machine(rows, policy=POLICY, refusals=REFUSALS, **how)


def decide(made_of: Any, event: Any, by: int | None = SECRETARY, **how: Any) -> Outcome:
    asked = turn(event, by=by, **how)
    outcome: Outcome = made_of.decide(asked.context, asked.activity, asked.entry, event)
    return outcome


# -- what a row may be


def test_an_act_that_cannot_be_undone_stands_behind_a_question() -> None:
    with pytest.raises(ValueError, match="confirmed first"):
        on("open", "close", does("x"), by=ORGANIZER, undo=IRREVERSIBLE)
    asks, acts = confirmed("open", "close", does("x"), by=ORGANIZER, ask=lambda turn: "?", yes=YES)
    assert [(asks.event, asks.undo), (acts.event, acts.undo)] == [
        ("close", READ_ONLY),
        ("close!", IRREVERSIBLE),
    ]


def test_two_rows_of_one_role_for_one_event_are_refused_and_of_two_roles_are_not() -> None:
    row = on("open", "show", does("a"), by=ORGANIZER, undo=READ_ONLY)
    with pytest.raises(ValueError, match="two rows by organizer"):
        made(row, on("open draft", "show", does("b"), by=ORGANIZER, undo=READ_ONLY))
    both = made(row, on("open", "show", does("b"), by=PARTICIPANT, undo=READ_ONLY))
    state = replace(WALK, phase="open")
    actions = [decide(both, chose("show"), each, state=state) for each in (SECRETARY, LI)]
    assert [getattr(each, "action", "") for each in actions] == ["a", "b"]


def test_one_handler_serves_several_events_and_phases() -> None:
    rows = on("draft open", "title ?title", does("x"), by=ORGANIZER, undo=IDEMPOTENT)
    assert [each.event for each in rows] == ["title", "?title"]
    assert {each.phases for each in rows} == {("draft", "open")}


# -- whom it admits


@pytest.mark.parametrize(
    ("by", "admitted"),
    [
        (ORGANIZER, {SECRETARY, CHAIR}),
        (PARTICIPANT, {SECRETARY, LI, ZHANG}),
        (OWN, {SECRETARY, CHAIR, LI, ZHANG, OUTSIDER}),
        (SYSTEM, set()),
    ],
)
def test_a_row_admits_its_role_and_no_other(by: str, admitted: set[int]) -> None:
    undo = BY_SYSTEM if by == SYSTEM else READ_ONLY
    rows = made(on("draft", "show", does("x"), by=by, undo=undo))
    people = (SECRETARY, CHAIR, LI, ZHANG, OUTSIDER)
    assert {each for each in people if isinstance(decide(rows, chose("show"), each), Decision)} == (
        admitted
    )


def test_who_lacks_the_role_is_told_so_and_what_no_row_names_is_refused() -> None:
    rows = made(
        on("draft", "publish", does("x"), by=ORGANIZER, undo=READ_ONLY),
        on("open", "join", does("x"), by=PARTICIPANT, undo=IDEMPOTENT),
    )
    state = replace(WALK, phase="open")
    codes = [
        getattr(each, "code", "")
        for each in (
            decide(rows, chose("publish"), LI),
            decide(rows, chose("publish"), LI, state=state),  # not now, but not theirs either
            decide(rows, chose("publish"), SECRETARY, state=state),
            decide(rows, chose("join"), OUTSIDER, state=state),
            decide(rows, chose("forged"), SECRETARY),
            decide(rows, said("hm"), LI),
        )
    ]
    assert codes == [
        "sdk.not_allowed",
        "sdk.not_allowed",
        "sdk.not_now",
        "sdk.not_invited",
        "sdk.not_now",
        "sdk.not_now",
    ]


def test_a_timer_of_an_earlier_revision_and_one_that_no_row_knows_are_ignored() -> None:
    rows = made(on("draft", "@open", does("x"), by=SYSTEM, undo=BY_SYSTEM))
    state = replace(WALK, schedule=Schedule(revision=2))
    assert isinstance(decide(rows, fired("open", 2), None, state=state), Decision)
    for event in (fired("open", 1), fired("close", 2)):
        outcome = decide(rows, event, None, state=state)
        assert isinstance(outcome, Rejected)
        assert (outcome.code, outcome.say) == ("walk.stale_timer", None)


def test_a_timer_of_a_part_is_the_handlers_to_judge() -> None:
    rows = made(on("draft", "@lapse", does("x"), by=SYSTEM, undo=BY_SYSTEM))
    state = replace(WALK, schedule=Schedule(revision=2))
    assert isinstance(decide(rows, fired("lapse"), None, whose=LI, state=state), Decision)


# -- what follows from the rows


def test_what_a_row_requires_is_looked_up_for_its_event_alone() -> None:
    rows = made(
        on("draft", "list", does("x"), by=ORGANIZER, undo=READ_ONLY, requires=(entries, results)),
        on("draft", "show", does("x"), by=ORGANIZER, undo=READ_ONLY),
    )
    activity = Activity(ACTIVITY, "walk", BRANCH, WALK)
    asked = [rows.requires(activity, None, chose(each)) for each in ("list", "show", "forged")]
    assert asked == [(Entries(ACTIVITY), Results(ACTIVITY)), (), ()]


def test_the_table_the_toggles_and_the_legal_buttons_are_derived() -> None:
    rows = made(
        on("draft", "set", does("x"), by=ORGANIZER, undo=IDEMPOTENT, toggle=True),
        on("", "show", does("x"), by=OWN, undo=READ_ONLY),
        on("draft", "open", does("x"), by=ORGANIZER, undo=READ_ONLY),
        on("open", "open", does("x"), by=OWN, undo=PROGRESS),
    )
    assert rows.toggles == {"set", "show"}
    assert [line.split() for line in rows.table().splitlines()] == [
        ["phase", "event", "by", "undo"],
        ["draft", "set", "organizer", "idempotent"],
        ["any", "show", "own", "read_only"],
        ["draft", "open", "organizer", "read_only"],
        ["open", "open", "own", "progress"],
    ]
    legal = [(each, rows.legal("open", each)) for each in ("set", "show", VERB)]
    assert legal == [("set", False), ("show", True), (VERB, True)]


def test_a_question_names_its_act_and_leaves_a_way_out() -> None:
    rows = made(
        confirmed("draft", "drop", does("x"), by=ORGANIZER, ask=lambda turn: "sure?", yes=YES)
    )
    outcome = decide(rows, chose("drop", "7"))
    assert isinstance(outcome, Decision)
    (shown,) = outcome.effects
    (yes,), (keep,) = shown.message.choices  # type: ignore[union-attr]
    assert (yes.label, shown.message.body) == (YES, "sure?")  # type: ignore[union-attr]
    assert yes.id.endswith("drop!:7")
    assert keep.id.endswith("keep:")


def test_a_forged_id_that_leaves_no_room_for_an_answer_is_refused() -> None:
    rows = made(
        confirmed("draft", "drop", does("x"), by=ORGANIZER, ask=lambda turn: "sure?", yes=YES)
    )
    room = MAX_BYTES - len(chose("drop", "").choice)
    outcome = decide(rows, chose("drop", "7" * room))
    assert isinstance(outcome, Rejected)
    assert outcome.code == "sdk.moved_on"
    assert isinstance(decide(rows, chose("drop", "7" * (room - 1))), Decision)


# -- undo

UNDOING = made(
    on("draft", "?title", rename, by=ORGANIZER, undo=REVERSIBLE),
    on("draft", "lace", lace, by=PARTICIPANT, undo=REVERSIBLE),
    on("draft", "?quiet", rename, by=ORGANIZER, undo=IDEMPOTENT),
    undo=Restore(
        lambda turn, before: turn.done(
            "walk.undone", state=before.timed(revision=turn.state.schedule.revision + 1)
        ),
        lambda turn, before: turn.done("walk.undone", part=before),
    ),
)


def renamed() -> State[Walk, None]:
    outcome = decide(UNDOING, said("长城", asked="title"))
    assert isinstance(outcome, Decision)
    state: State[Walk, None] = outcome.activity
    return state


def test_a_step_is_undone_once_by_who_took_it_and_for_ten_minutes() -> None:
    state = renamed()
    back = decide(UNDOING, chose(VERB, "1"), state=state, now=START + UNDO_FOR / 2)
    assert isinstance(back, Decision)
    assert (back.activity.definition, back.activity.schedule.revision) == (Walk(), 1)
    again = decide(UNDOING, chose(VERB, "1"), state=back.activity)
    late = decide(UNDOING, chose(VERB, "1"), state=state, now=START + UNDO_FOR)
    other = decide(UNDOING, chose(VERB, "1"), CHAIR, state=state)
    wrong = decide(UNDOING, chose(VERB, "2"), state=state)
    codes = [getattr(each, "code", "") for each in (again, late, other, wrong)]
    assert codes == ["sdk.undo_over", "sdk.undo_late", "sdk.undo_over", "sdk.undo_over"]


def test_the_button_stands_under_what_is_shown_and_a_later_change_ends_it() -> None:
    outcome = decide(UNDOING, said("长城", asked="title"))
    assert isinstance(outcome, Decision)
    ((choice,),) = outcome.effects[0].message.choices  # type: ignore[union-attr]
    assert choice.id.endswith(f"{VERB}:1")
    later = decide(UNDOING, said("黄山", asked="quiet"), state=renamed())
    assert isinstance(later, Decision)
    over = decide(UNDOING, chose(VERB, "1"), state=later.activity)
    assert getattr(over, "code", "") == "sdk.undo_over"


def test_a_step_in_ones_own_part_is_undone_alone() -> None:
    outcome = decide(UNDOING, chose("lace", "42"), LI, part=Boots(40))
    assert isinstance(outcome, Decision)
    assert outcome.activity is None
    back = decide(UNDOING, chose(VERB, "1", "own"), LI, part=outcome.entry)
    assert isinstance(back, Decision)
    assert (back.activity, back.entry.size) == (None, 40)
    first = decide(UNDOING, chose("lace", "42"), LI)
    assert isinstance(first, Decision)
    assert first.entry == Boots(42), "there is nothing before the first"
    entry = Entry(ACTIVITY, ZHANG, outcome.entry)
    asked = turn(chose(VERB, "1", "own"), by=ZHANG)
    stolen = UNDOING.decide(asked.context, asked.activity, entry, asked.event)
    assert isinstance(stolen, Rejected)
