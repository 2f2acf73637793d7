"""Whatever happens, and whenever, a discussion stays in order; and it never lacks a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.choices import ChoiceId
from service.core.effects import Send, SetTimer, ToRoom
from service.core.events import (
    Attached,
    Chose,
    CommandGiven,
    DeliveryFailed,
    Edited,
    Event,
    Joined,
    Liked,
    Said,
    Started,
    TimerFired,
    Withdrawn,
)
from service.core.message import Ref
from service.core.workflow import Decision, Rejected, event_name
from service.sdk import transitions as t
from service.sdk.testing import LI, ROSTER, SECRETARY, ZHANG
from service.sdk.undo import VERB
from service.workflows.discussion import MACHINE
from service.workflows.discussion.model import ends_at
from tests.workflows.discussion.life import (
    BY_HAND,
    DETAILS,
    OTHER,
    START,
    Life,
    in_private,
    in_room,
    shanghai,
)

ORGANIZED, MEMBERS, VOTERS, TIMED = (
    [(row.phases, row.event) for row in MACHINE.rows if row.by == role]
    for role in (t.ORGANIZER, t.PARTICIPANT, t.OWN, t.SYSTEM)
)


def known(rows: list[tuple[tuple[str, ...], str]], phase: str) -> list[str]:
    """The events of these rows in the phase."""
    return sorted({event for phases, event in rows if phase in phases})


NEXT: dict[str, set[str]] = {
    "draft": {"draft", "scheduled", "open", "cancelled"},
    "scheduled": {"scheduled", "draft", "open", "cancelled"},
    "open": {"open", "voting", "closed", "cancelled"},
    "voting": {"voting", "closed"},
    "closed": {"closed"},
    "cancelled": {"cancelled", "draft", "scheduled"},  # or taken back
}
OVER = ("closed", "cancelled")
DONE_LATER = {
    f"discussion.{each}" for each in ("picked", "points_set", "brought", "why_set", "announced")
}
"""What is done with one that is closed: what is over stays over."""

refs: st.SearchStrategy[Ref] = st.builds(
    lambda number, private: in_private(LI, f"m{number}") if private else in_room(f"m{number}"),
    st.integers(0, 6),
    st.booleans(),
)
words = st.sampled_from(["", "甲", "够长的发言" * 5, "20分钟后", "今晚8点", "长" * 6000]) | st.text(
    max_size=30
)
asked = st.sampled_from(["", "speak", "speak", "title", "prompt", "deadline", "other"])
verbs = st.sampled_from(sorted({row.event for row in MACHINE.rows} | {"other", VERB}))
arguments = st.lists(st.sampled_from(["", "0", "1", "30", "99999", "-1", "²", "x"]), max_size=2)
choices = st.builds(lambda verb, args: ChoiceId(7, verb, tuple(args)), verbs, arguments).map(
    lambda each: f"{each.activity}::{each.verb}:{'.'.join(each.args)}"
) | st.text(max_size=20)
timers = st.builds(
    TimerFired,
    st.sampled_from(["open", "remind", "close", "other"]),
    st.just(shanghai(START)),
    st.integers(0, 4),
)
files = st.builds(
    Attached, refs, st.just("x"), words, st.just("m"), st.just(1), st.just("f"), words
)
said = st.builds(Said, refs, st.just("x"), words, st.just("m0"), asked)
chosen = st.builds(Chose, refs, st.just("x"), choices)
events: st.SearchStrategy[Event] = st.one_of(
    timers,
    said,
    said,
    files,
    chosen,
    chosen,
    chosen,
    st.builds(Edited, refs, st.just("x"), words),
    st.builds(Withdrawn, refs, st.just("x")),
    st.sampled_from(
        [
            Started(),
            CommandGiven(in_room("c"), "x", "discussion"),
            Joined(in_room("c"), "x"),
            DeliveryFailed("topic", "gone"),
            DeliveryFailed("panel", "gone"),
        ]
    ),
)


@dataclass(frozen=True)
class Fitting:
    """An event that the phase at hand knows, the `number`th of them."""

    number: int
    ref: Ref
    words: str
    args: tuple[str, ...]

    def event(self, life: Life) -> tuple[Event, int | None]:
        """The event, and who acts."""
        phase = life.state.phase
        organized, timed = known(ORGANIZED, phase), known(TIMED, phase)
        members = (known(MEMBERS, phase) + known(VOTERS, phase)) * 2
        names = [*organized, *timed, *members] or ["show"]
        name = names[self.number % len(names)]
        actor = SECRETARY if name in organized else LI
        match name:
            case "liked":
                return Liked(self.ref, "x", self.number % 2 == 0), actor
            case "edited":
                return Edited(self.ref, "x", self.words), actor
            case "withdrawn":
                return Withdrawn(self.ref, "x"), actor
            case "attached":
                return Attached(self.ref, "x", "f", "m", 1, "f", self.words, "m0"), actor
            case "said":
                return Said(self.ref, "x", self.words, "m0"), actor
            case "started":
                return Started(), actor
        if name.startswith("@"):
            return TimerFired(name[1:], life.now, life.state.schedule.revision), None
        if name.startswith("?"):
            asked = f"{name[1:]}{self.after_dot(name)}"
            return Said(in_private(actor, self.ref.id), "x", self.words, asked=asked), actor
        choice = ChoiceId(7, name, self.args).encode()
        return Chose(in_private(actor, "m0"), "x", choice), actor

    def after_dot(self, name: str) -> str:
        return {"?comment": f".{ZHANG}-1", "?word": ".1"}.get(name, "")


fitting = st.builds(
    Fitting,
    st.integers(0, 99),
    refs,
    words,
    st.sampled_from(
        [
            *(("30",), ("1",), ("2",), (), ("0",), ("0", "7"), (f"{LI}-1",), (f"{ZHANG}-1", "0")),
            *(("comments",), ("anonymous",), ("grace",), ("votes",), ("works",), ("required",)),
        ]
    ),
)
people = st.sampled_from([None, SECRETARY, SECRETARY, LI, LI, ZHANG, OTHER])
minutes_on = st.sampled_from([0, 0, 1, 5, 20, 90])
happenings = st.tuples(st.one_of(fitting, fitting, fitting, events), people, minutes_on)
beginnings: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        BY_HAND,
        {"command": "discussion", "args": "题目"},
        {**DETAILS, "min_length": 20},
        {**DETAILS, "opens_at": shanghai("2026-03-06 11:00")},
        {**DETAILS, "comments": "required", "grace": 600, "remind_before": [3600, 600]},
        {**DETAILS, "comments": "free", "anonymous": True},
        {**DETAILS, "genre": "works"},
        {**DETAILS, "genre": "works"},
    ]
)


@settings(max_examples=250, deadline=None)
@given(details=beginnings, story=st.lists(happenings, min_size=12, max_size=40))
def test_whatever_happens_a_discussion_stays_in_order(
    details: dict[str, Any], story: list[tuple[Fitting | Event, int | None, int]]
) -> None:
    life = Life(details)
    digests = 0
    for happened, anybody, minutes in story:
        life.now += timedelta(minutes=minutes)
        before, parts, phase = life.activity, dict(life.parts), life.state.phase
        event, actor = (
            happened.event(life) if isinstance(happened, Fitting) else (happened, anybody)
        )
        actor = None if isinstance(event, TimerFired) else actor
        review = isinstance(event, Said) and event.asked.startswith("word")
        about = LI if review or event_name(event) in ("approve", "return") else None
        outcome = life.do(event, actor, about)
        if isinstance(outcome, Rejected):
            assert life.activity is before, "what is refused changes nothing"
            assert life.parts == parts
            continue
        assert life.state.phase in MACHINE.phases
        assert life.state.phase in NEXT[phase], "only legal steps"
        newly_over = life.state.phase in OVER and phase not in OVER
        told = outcome.action.startswith("discussion.agenda_")
        later = phase == "closed" and (told or outcome.action in DONE_LATER)
        assert outcome.finished == (newly_over or later)
        _check_collection(life, outcome, about or actor, parts, phase)
        digests += sum(
            isinstance(each, Send) and isinstance(each.to, ToRoom) and each.key == "digest"
            for each in outcome.effects
        )
    assert digests == (life.state.phase == "closed"), "one digest, when it is closed"
    life.check_renewal()


def _check_collection(
    life: Life, outcome: Decision, actor: int | None, before: dict[int, Any], phase: str
) -> None:
    """Only the part it concerns changes, only while it is open or voted on, and never grows after
    the close and its grace. Nothing anonymous lies there in the clear."""
    for person, part in life.parts.items():
        assert person in ROSTER.people
        assert person != OTHER
        numbers = [each.number for each in part.contributions]
        assert numbers == sorted(set(numbers))
        assert part.given >= len(numbers)
        for each in part.contributions:
            assert bool(each.sealed) != bool(each.text or each.file)
            assert not each.sealed or each.handle
        assert not life.state.definition.anonymous or not part.gone
        assert len(part.votes) <= life.state.definition.votes
        assert not {each.known_by(person) for each in part.contributions} & {*part.votes}
        if person != actor:
            assert part == before.get(person)
    if outcome.entry is not None:
        assert phase in ("open", "voting")
        had = len(before[actor].contributions) if actor in before else 0
        end = ends_at(life.state)
        assert end is not None
        if len(outcome.entry.contributions) > had:
            assert phase == "open"
            assert life.now < end
    for each in outcome.effects:
        assert not isinstance(each, SetTimer) or each.at >= life.now


@settings(max_examples=150, deadline=None)
@given(
    acts=st.lists(
        st.tuples(
            st.sampled_from(["say", "edit", "delete"]),
            st.sampled_from([LI, ZHANG]),
            st.integers(0, 4),
            st.sampled_from(["甲", "乙", "丙"]),
        ),
        max_size=20,
    )
)
def test_what_is_collected_is_what_stands_in_the_room(
    acts: list[tuple[str, int, int, str]],
) -> None:
    """The model is a plain dictionary of the messages as they stand."""
    life = Life()
    room: dict[tuple[int, str], str] = {}
    for act, person, number, spoken in acts:
        message = f"m{person}.{number}"
        if act == "say" and (person, message) not in room:
            life.reply(person, spoken, message)
            room[person, message] = spoken
        elif act == "edit" and (person, message) in room:
            life.edit(person, spoken, message)
            room[person, message] = spoken
        elif act == "delete":
            life.delete(person, message)
            room.pop((person, message), None)
    for person in (LI, ZHANG):
        stands = [spoken for (who, _), spoken in room.items() if who == person]
        assert life.spoken(person) == stands


@settings(max_examples=150, deadline=None)
@given(presses=st.lists(st.sampled_from([VERB, VERB, "drop!", "edit", "publish", "cancel!"])))
def test_what_a_leader_takes_back_is_as_it_was(presses: list[str]) -> None:
    """Clearing, dropping, unscheduling and cancelling, in any order: what must hold of each, the
    life checks (`taking_back.check`)."""
    life = Life({**DETAILS, "opens_at": shanghai("2026-03-06 11:00")})
    life.press("edit")
    life.do(Said(in_private(SECRETARY, "m1"), "x", "https://a.b", asked="material"), SECRETARY)
    life.press("clear")
    for verb in presses:
        undo = life.state.undo
        life.press(verb, *([str(undo.number)] if verb == VERB and undo else []))
        life.now += timedelta(minutes=1)
    assert life.undoable[:2] == ["discussion.unscheduled", "discussion.materials_cleared"]
