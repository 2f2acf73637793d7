"""Whatever happens, and whenever, a discussion stays in order; and it never lacks a word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

import service.workflows.discussion as package
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
from service.core.people import LANGUAGES
from service.core.undo import VERB
from service.core.workflow import Decision, Rejected, event_name
from service.workflows.discussion.machine import LEAD, MEMBERS, TIMERS, VOTERS
from service.workflows.discussion.model import Phase
from tests.workflows.discussion.bench import (
    DETAILS,
    LI,
    OTHER,
    ROSTER,
    SECRETARY,
    START,
    WORDS,
    ZHANG,
    Bench,
    in_private,
    in_room,
    shanghai,
)

NEXT: dict[str, set[str]] = {
    "draft": {"draft", "scheduled", "open", "cancelled"},
    "scheduled": {"scheduled", "draft", "open", "cancelled"},
    "open": {"open", "voting", "closed", "cancelled"},
    "voting": {"voting", "closed"},
    "closed": {"closed"},
    "cancelled": {"cancelled", "draft", "scheduled"},  # or taken back
}
OVER = ("closed", "cancelled")
PICKED_LATER = ("discussion.picked", "closed")  # what is over stays over

refs: st.SearchStrategy[Ref] = st.builds(
    lambda number, private: in_private(LI, f"m{number}") if private else in_room(f"m{number}"),
    st.integers(0, 6),
    st.booleans(),
)
words = st.sampled_from(["", "甲", "够长的发言" * 5, "20分钟后", "今晚8点", "长" * 6000]) | st.text(
    max_size=30
)
asked = st.sampled_from(["", "speak", "speak", "title", "prompt", "deadline", "other"])
verbs = st.sampled_from(sorted({name for _, name in LEAD} | set(MEMBERS) | {"other", VERB}))
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

    def event(self, bench: Bench) -> tuple[Event, int | None]:
        """The event, and who acts."""
        phase = bench.state.phase
        led = [name for known, name in LEAD if known == phase]
        members = {"open": sorted(MEMBERS) * 2, "voting": sorted(VOTERS) * 2}.get(phase, [])
        timed = [name for known, name in TIMERS if known == phase]
        names = [*led, *timed, *members] or ["show"]
        name = names[self.number % len(names)]
        actor = SECRETARY if name in led else LI
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
            return TimerFired(name[1:], bench.now, bench.state.step), None
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
        {"command": "discussion", "args": ""},
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
    bench = Bench(details)
    digests = 0
    for happened, anybody, minutes in story:
        bench.now += timedelta(minutes=minutes)
        before, parts, phase = bench.activity, dict(bench.parts), bench.state.phase
        event, actor = (
            happened.event(bench) if isinstance(happened, Fitting) else (happened, anybody)
        )
        actor = None if isinstance(event, TimerFired) else actor
        review = isinstance(event, Said) and event.asked.startswith("word")
        about = LI if review or event_name(event) in ("approve", "return") else None
        outcome = bench.do(event, actor, about)
        if isinstance(outcome, Rejected):
            assert bench.activity is before, "what is refused changes nothing"
            assert bench.parts == parts
            continue
        assert bench.state.phase in get_args(Phase)
        assert bench.state.phase in NEXT[phase], "only legal steps"
        newly_over = bench.state.phase in OVER and phase not in OVER
        assert outcome.finished == (newly_over or (outcome.action, phase) == PICKED_LATER)
        _check_collection(bench, outcome, about or actor, parts, phase)
        digests += sum(
            isinstance(each, Send) and isinstance(each.to, ToRoom) and each.key == "digest"
            for each in outcome.effects
        )
    assert digests == (bench.state.phase == "closed"), "one digest, when it is closed"
    bench.check_renewal()


def _check_collection(
    bench: Bench, outcome: Decision, actor: int | None, before: dict[int, Any], phase: str
) -> None:
    """Only the part it concerns changes, only while it is open or voted on, and never grows after
    the close and its grace. Nothing anonymous lies there in the clear."""
    for person, part in bench.parts.items():
        assert person in ROSTER.people
        assert person != OTHER
        numbers = [each.number for each in part.contributions]
        assert numbers == sorted(set(numbers))
        assert part.given >= len(numbers)
        for each in part.contributions:
            assert bool(each.sealed) != bool(each.text or each.file)
            assert not each.sealed or each.handle
        assert not bench.state.anonymous or not part.gone
        assert len(part.votes) <= bench.state.votes
        assert not {each.known_by(person) for each in part.contributions} & {*part.votes}
        if person != actor:
            assert part == before.get(person)
    if outcome.entry is not None:
        assert phase in ("open", "voting")
        had = len(before[actor].contributions) if actor in before else 0
        ends_at = bench.state.ends_at
        assert ends_at is not None
        if len(outcome.entry.contributions) > had:
            assert phase == "open"
            assert bench.now < ends_at
    for each in outcome.effects:
        assert not isinstance(each, SetTimer) or each.at >= bench.now


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
    bench = Bench()
    room: dict[tuple[int, str], str] = {}
    for act, person, number, spoken in acts:
        message = f"m{person}.{number}"
        if act == "say" and (person, message) not in room:
            bench.reply(person, spoken, message)
            room[person, message] = spoken
        elif act == "edit" and (person, message) in room:
            bench.edit(person, spoken, message)
            room[person, message] = spoken
        elif act == "delete":
            bench.delete(person, message)
            room.pop((person, message), None)
    for person in (LI, ZHANG):
        stands = [spoken for (who, _), spoken in room.items() if who == person]
        assert bench.texts(person) == stands


def test_both_languages_have_every_word_and_none_is_left_over() -> None:
    folder = Path(package.__file__).parent
    source = "".join(each.read_text("utf-8") for each in folder.glob("*.py"))
    said = set(re.findall(r'text\(\s*"([\w-]+)"', source))
    written = set(re.findall(r'"(discussion-[\w-]+)"', source))
    assert len(said) > 50
    for language in LANGUAGES:
        there = {each for each in WORDS.keys[language] if each.startswith("discussion-")}
        assert said <= there, language
        made = {each for each in there if each.startswith(MADE)}  # from the name of a choice
        assert there - written <= made, language
    assert WORDS.keys["en"] == WORDS.keys["zh-CN"]


MADE = tuple(f"discussion-{each}-" for each in ("button", "confirm", "set", "column", "done"))


@settings(max_examples=150, deadline=None)
@given(presses=st.lists(st.sampled_from([VERB, VERB, "drop!", "edit", "publish", "cancel!"])))
def test_what_a_leader_takes_back_is_as_it_was(presses: list[str]) -> None:
    """Clearing, dropping, unscheduling and cancelling, in any order: what must hold of each, the
    bench checks (`taking_back.check`)."""
    bench = Bench({**DETAILS, "opens_at": shanghai("2026-03-06 11:00")})
    bench.press("edit")
    bench.do(Said(in_private(SECRETARY, "m1"), "x", "https://a.b", asked="material"), SECRETARY)
    bench.press("clear")
    for verb in presses:
        undo = bench.state.undo
        bench.press(verb, *([str(undo.number)] if verb == VERB and undo else []))
        bench.now += timedelta(minutes=1)
    assert bench.undoable[:2] == ["discussion.unscheduled", "discussion.materials_cleared"]
