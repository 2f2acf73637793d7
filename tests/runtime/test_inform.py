"""What one activity tells another is heard at once, in the same transaction."""

from __future__ import annotations

from typing import Any

from service.core.effects import Effect, Inform, Send, ToPerson
from service.core.events import Chose, Event, Informed
from service.core.message import Message
from service.core.workflow import Decision, Outcome, Workflow
from tests.runtime.machines import altered, errors, pressed
from tests.world import world


def telling(*effects: Effect, fails: bool = False) -> tuple[Workflow, ...]:
    """The workflows; the button `probe` of a quiz asks for these effects, and a quiz that is
    informed says so."""

    def alter(decide: Any) -> Any:
        def probe(context: Any, activity: Any, entry: Any, event: Event) -> Outcome:
            if isinstance(event, Chose) and "probe" in event.choice:
                return Decision("quiz.probed", effects=effects)
            if isinstance(event, Informed):
                assert context.actor is None
                assert entry is None
                if fails:
                    raise ZeroDivisionError
                told = f"{event.sender} tells {activity.id} {event.about} {event.details['yes']}"
                return Decision("quiz.heard", effects=(Send(ToPerson(2), "heard", Message(told)),))
            found: Outcome = decide(context, activity, entry, event)
            return found

        return probe

    return altered("quiz", alter)


async def test_another_activity_hears_it_after_all_else(database_url: str) -> None:
    effects = (
        Inform(3, "vote.closed", {"yes": 7}),
        Inform(999, "vote.closed", {"yes": 8}),  # there is none
        Send(ToPerson(2), "first", Message("first")),
    )
    async with world(url=database_url, workflows=telling(*effects)) as w:
        first, second = await w.quiz(), await w.quiz()
        assert second == 3, "as the effect says"
        await w.receive(pressed(w, "李华", f"{first}::probe:"))
        assert (await w.actions("quiz."))[-2:] == ["quiz.probed", "quiz.heard"]
        assert w.last("李华") == f"{first} tells {second} vote.closed 7"


async def test_where_it_fails_nothing_of_it_happens() -> None:
    async with world(workflows=telling(Inform(2, "x", {"yes": 1}), fails=True)) as w:
        quiz = await w.quiz()
        await w.receive(pressed(w, "李华", f"{quiz}::probe:"))
        (error,) = await errors(w)
        assert error.startswith("ZeroDivisionError at ")
        assert "quiz.probed" not in await w.actions("quiz.")
