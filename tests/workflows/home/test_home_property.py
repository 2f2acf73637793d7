"""Whatever comes to home has an answer, and nobody acts for another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.core.events import CommandGiven, TimerFired
from service.core.message import Chat, Ref
from service.core.workflow import Rejected
from service.sdk.testing import ROSTER
from service.workflows.home import MACHINE
from tests.workflows.home.at_home import at_home

EVENTS = sorted({row.event for row in MACHINE.rows if row.event not in ("joined", "attached")})
PEOPLE = sorted(ROSTER.people)
WORD = st.sampled_from(["12", "13", "5", "6", "c1", "0", "well", "usual", "en", "quiz", "x", ""])


@given(
    event=st.sampled_from([*EVENTS, "undone", "nothing", "~vote"]),
    args=st.lists(WORD, max_size=3),
    typed=st.text(max_size=80),
    actor=st.sampled_from(PEOPLE),
    about=st.sampled_from([None, *PEOPLE]),
)
def test_whatever_comes_has_an_answer(
    event: str, args: list[str], typed: str, actor: int, about: int | None
) -> None:
    life = at_home()
    if event.startswith("@"):
        life.do(TimerFired(event[1:], life.now, 0), None, about)
    elif event.startswith("/"):
        ref = Ref(Chat("memory", "@"), "m", private=True)
        life.do(CommandGiven(ref, str(actor), event[1:], " ".join(args)), actor, about)
    elif event.startswith("?"):
        life.answer(".".join([event[1:], *args]), typed, actor, about)
    else:
        life.press(event, *args, actor=actor, about=about)
    if about not in (None, actor) and not event.startswith("@"):
        assert isinstance(life.outcome, Rejected)
        assert life.outcome.code == "home.nobody"
