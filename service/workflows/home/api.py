"""Tokens with which another system of the office reads the API."""

from __future__ import annotations

from service.core.access import SEES_FIGURES
from service.core.effects import Effect, EndApiToken, MakeApiToken, ShowApiTokens
from service.core.workflow import Command, Outcome
from service.workflows.home.model import HomeTurn, first, may_give

COMMAND = Command("tokens", SEES_FIGURES)


def show(turn: HomeTurn) -> Outcome:
    """Those there are. The runtime says it: home knows no token."""
    return _done(turn, "home.api_tokens_shown", ShowApiTokens(turn.person))


def make(turn: HomeTurn) -> Outcome:
    """A new one (`maketoken:all`, `maketoken:figures`), said once."""
    return _done(turn, "home.api_token_made", MakeApiToken(turn.person, "".join(turn.args()[:1])))


def end(turn: HomeTurn) -> Outcome:
    """One of the person's own is good no longer (`untoken:number`)."""
    return _done(turn, "home.api_token_ended", EndApiToken(turn.person, first(turn)))


def _done(turn: HomeTurn, action: str, effect: Effect) -> Outcome:
    if not may_give(turn, COMMAND):
        return turn.refuse("home-not-allowed")
    return turn.done(action, effects=(effect,))
