"""Checking in with a code that is read out on the spot (`codes`), in an activity whose progress has
the `seed` of the codes; "": none was read out yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from service.core.effects import Send
from service.core.message import Message
from service.core.texts import Moment, Words, text
from service.core.workflow import Outcome
from service.sdk import codes
from service.sdk.codes import Tries
from service.sdk.lifecycle import Lifecycle
from service.sdk.panels import paragraphs
from service.sdk.turn import Turn

ASKS = "code"
FREE, MOST = 3, 6  # wrong codes on end until one waits, and until no more is taken
PAUSE = timedelta(minutes=1)


def read_out(life: Lifecycle[Any, Any, Any], turn: Turn[Any, Any]) -> Outcome:
    """The code of this moment above the card, for whoever leads on the spot."""
    state = turn.state if turn.state.progress.seed else turn.state.advanced(seed=turn.context.nonce)
    code, until = codes.code(state.progress.seed, turn.now), Moment(codes.until(turn.now), "time")
    card, prompt = life.organizer_view(turn)
    said = replace(card, body=paragraphs(text("sdk-code", code=code, until=until), card.body))
    action = f"{turn.activity.kind}.code_read"
    return turn.done(action, state=state, effects=turn.panel(said, prompt=prompt))


def ask(life: Lifecycle[Any, Any, Any], turn: Turn[Any, Any]) -> Outcome:
    """A member who wants to check in is asked for the code."""
    if not turn.state.progress.seed:
        return turn.refuse("sdk-no-code-yet")
    asked = turn.reply(life.say(turn, "sdk-ask-code"), "own", prompt=ASKS)
    return turn.done(f"{turn.activity.kind}.code_asked", effects=asked)


def enter(
    turn: Turn[Any, Any],
    right: Callable[[], Outcome],
    before: Tries,
    keep: Callable[[Tries], Mapping[str, Any]],
    *,
    leads: Iterable[int],
    title: Words,
) -> Outcome:
    """The code that was typed is `right`, or one more wrong one, which `keep` puts into the part or
    the state. Guessing is slow after a few, and over after some more, whatever is typed then; who
    `leads` hears of it, and notes by name who does sit there."""
    if before.n >= MOST:
        return replace(turn.refuse("sdk-code-over"), ends=True)
    again = before.last + PAUSE if before.last is not None and before.n >= FREE else turn.now
    if turn.now < again:
        return turn.refuse("sdk-code-slow", at=Moment(again, "time"))
    if codes.is_right(turn.state.progress.seed, turn.now, turn.typed()):
        return right()
    tries = Tries(before.n + 1, turn.now)
    said, told = Message(text("sdk-wrong-code", left=MOST - tries.n), title), list[Send]()
    if tries.n == MOST:
        name = turn.roster.name(turn.person)
        told = turn.tell(leads, f"code-{turn.person}", Message(text("sdk-code-tries", name=name,
                         n=tries.n), title))  # fmt: skip
    asked = turn.reply(said, "code", prompt=ASKS if tries.n < MOST else "")
    return turn.done(f"{turn.activity.kind}.code_wrong", effects=(*asked, *told), **keep(tries))
