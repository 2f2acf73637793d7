"""What a decision raises is handled at once, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from service.core.effects import Claim, Effect, Raise, Release, Send, SetTimer, Start, ToPerson
from service.core.events import Chose, Event, TimerFired
from service.core.message import Message
from service.core.workflow import Decision, Outcome, Workflow
from service.runtime.sandbox import TEST_PARTICIPANTS
from tests.runtime.machines import altered, errors, pressed
from tests.world import World, world

PARTICIPANT = TEST_PARTICIPANTS + 1
Raised = Callable[[Any, Any, Any, TimerFired], Outcome | None]


def raising(*effects: Effect, then: Raised) -> tuple[Workflow, ...]:
    """The workflows; the button `probe` of a quiz asks for these effects, and `then` decides about
    what is raised."""

    def alter(decide: Any) -> Any:
        def probe(context: Any, activity: Any, entry: Any, event: Event) -> Any:
            if isinstance(event, Chose) and "probe" in event.choice:
                return Decision("quiz.probed", entry=entry.state, effects=effects)
            if isinstance(event, TimerFired) and event.name.startswith("probe"):
                return then(context, activity, entry, event)
            return decide(context, activity, entry, event)

        return probe

    return altered("quiz", alter)


async def begun(w: World) -> int:
    """A quiz in which 李华 and Zhang have an attempt."""
    quiz = await w.quiz()
    await w.receive(*(pressed(w, name, f"{quiz}::begin:") for name in ("李华", "Zhang")))
    return quiz


def done(w: World, action: str) -> float:
    """How often this was done, as the figures say."""
    counted = w.engine.metrics.registry.get_sample_value("orglife_events_total", {"action": action})
    return counted or 0.0


async def test_what_is_raised_comes_after_all_else_in_its_order() -> None:
    def then(context: Any, activity: Any, entry: Any, event: TimerFired) -> Outcome:
        assert context.actor is None
        assert context.now == event.due_at
        assert entry is None
        again = (Raise("probe-3", revision=7),) if event.name == "probe-1" else ()
        said = Send(ToPerson(2), event.name, Message(f"{event.name} {event.revision}"))
        return Decision(f"quiz.{event.name}", effects=(*again, said))

    raised = (
        Raise("probe-1"),
        Raise("probe-2", revision=1),
        Send(ToPerson(2), "probe", Message("first"), "reply"),
    )
    async with world(workflows=raising(*raised, then=then)) as w:
        quiz = await begun(w)
        person = w.person("李华").id
        assert person == 2
        await w.receive(pressed(w, "李华", f"{quiz}::probe:"))
        # What one raises is handled before the next.
        order = ["quiz.probed", "quiz.probe-1", "quiz.probe-3", "quiz.probe-2"]
        assert (await w.actions("quiz.prob")) == order
        assert w.heard("李华")[-4:] == ["first", "probe-1 0", "probe-3 7", "probe-2 1"]
        assert [done(w, each) for each in order] == [1.0] * 4


async def test_what_is_raised_for_a_person_concerns_their_part() -> None:
    def then(_: Any, __: Any, entry: Any, event: TimerFired) -> Outcome | None:
        assert event.name == "probe"
        return Decision("quiz.raised", entry=entry.state)

    async with world(workflows=raising(Raise("probe", person=3), then=then)) as w:
        quiz = await begun(w)
        assert w.person("Zhang").id == 3
        await w.receive(pressed(w, "李华", f"{quiz}::probe:"))
        ((about, actor),) = await w.sql(
            "select about, actor from journal where action = 'quiz.raised'"
        )
        assert (about, actor) == (3, None)
        versions = await w.sql("select person, version from entries order by person")
        assert dict(map(tuple, versions)) == {2: 2, 3: 2}


async def test_what_is_raised_claims_as_any_decision_does() -> None:
    asked: list[frozenset[str]] = []

    def then(context: Any, __: Any, ___: Any, event: TimerFired) -> Outcome:
        if event.name == "probe-free":
            return Decision("quiz.freed", effects=(Release("mine"), Raise("probe-claim")))
        asked.append(context.taken)
        if context.taken:
            return Decision("quiz.taken")
        return Decision("quiz.claimed", effects=(Claim("room"), Claim("mine")))

    effects = (Claim("mine"), Raise("probe-claim"), Raise("probe-free"))
    async with world(workflows=raising(*effects, then=then)) as w:
        quiz = await begun(w)
        await w.receive(pressed(w, "李华", f"{quiz}::probe:"))
        assert asked == [frozenset(), frozenset({"mine"}), frozenset()]
        acts = (await w.actions("quiz."))[-4:]
        assert acts == ["quiz.probed", "quiz.taken", "quiz.freed", "quiz.claimed"]
        assert await w.sql("select key from claims order by key") == [("mine",), ("room",)]


async def test_what_fails_when_raised_sets_aside_the_event_that_led_to_it(
    database_url: str,
) -> None:
    def then(_: Any, __: Any, ___: Any, ____: TimerFired) -> Outcome:
        raise ZeroDivisionError

    async with world(url=database_url, workflows=raising(Raise("probe"), then=then)) as w:
        quiz = await begun(w)
        await w.receive(
            pressed(w, "Zhang", f"{quiz}::a:0.0"),
            pressed(w, "李华", f"{quiz}::probe:"),
            pressed(w, "王敏", f"{quiz}::begin:"),
        )
        (error,) = await errors(w)
        assert error.startswith("ZeroDivisionError at ")
        assert "刚才的消息没能处理" in w.last("李华")
        assert (await w.actions("quiz."))[-2:] == ["quiz.marked", "quiz.begun"]
        assert done(w, "quiz.probed") == 0


async def test_what_fails_when_a_timer_raises_it_sets_aside_the_timer() -> None:
    def then(_: Any, activity: Any, __: Any, event: TimerFired) -> Outcome:
        if event.name == "probe-later":
            return Decision("quiz.later", effects=(Raise("probe-now"),))
        raise ZeroDivisionError

    async with world() as w:
        start = w.clock.now()
    effects = (SetTimer("probe-later", start),)
    async with world(workflows=raising(*effects, then=then)) as w:
        quiz = await begun(w)
        await w.receive(pressed(w, "李华", f"{quiz}::probe:"))
        (error,) = await errors(w)
        assert error.startswith("ZeroDivisionError at ")
        (kept,) = await w.sql("select raw from inbox where account = 'timers'")
        assert kept.raw.startswith(f"timer probe-later of activity {quiz}")
        assert "quiz.later" not in await w.actions()


async def test_a_sandbox_stays_one_for_what_is_raised() -> None:
    seen: list[tuple[Any, Any]] = []

    def then(context: Any, activity: Any, entry: Any, _: TimerFired) -> Outcome:
        seen.append((activity.sandbox, sorted(context.roster.people)))
        told = [Send(ToPerson(each), "probe", Message("raised")) for each in (2, PARTICIPANT)]
        return Decision("quiz.raised", entry=entry.state, effects=(Claim("key"), *told))

    workflows = raising(Raise("probe", person=PARTICIPANT), then=then)
    async with world(workflows=workflows) as w:
        real = await w.quiz()
        await w.engine.begin(Start("quiz", w.person("王敏").unit, 1, sandbox=real))
        await w.settle()
        tried = real + 1
        heard = len(w.heard("李华"))
        await w.receive(pressed(w, "王敏", f"{tried}::~begin:"))
        await w.receive(pressed(w, "王敏", f"{tried}::~probe:"))
        ((sandbox, people),) = seen
        assert (sandbox.person, sandbox.of) == (1, real)
        assert people == [1, PARTICIPANT]
        assert "【演练·成员收到】" in w.last("王敏")
        assert len(w.heard("李华")) == heard
        assert await w.sql("select key from claims") == [(f"~{tried}:key",)]
