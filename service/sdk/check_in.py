"""Checking in with a code that is read out on the spot (`codes`), in an activity whose progress has
the `seed` of the codes; "": none was read out yet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.core.texts import Moment, text
from service.core.workflow import Outcome, Rejected
from service.sdk import codes
from service.sdk.lifecycle import Lifecycle
from service.sdk.panels import paragraphs
from service.sdk.turn import Turn

ASKS = "code"


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


def wrong(turn: Turn[Any, Any]) -> Rejected | None:
    """Why what was typed is not the code of this moment; None: it is."""
    if codes.is_right(turn.state.progress.seed, turn.now, turn.typed()):
        return None
    return turn.refuse("sdk-wrong-code")
