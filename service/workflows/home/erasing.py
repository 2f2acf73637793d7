"""A person has their data erased: what goes and what must stay is said before and after."""

from __future__ import annotations

from service.core.effects import EraseData
from service.core.message import Message
from service.core.privacy import SENSITIVE
from service.core.texts import text
from service.core.workflow import Outcome
from service.sdk.panels import choice, grid, paragraphs
from service.workflows.home import consent
from service.workflows.home.model import HomeTurn, answered


def ask(turn: HomeTurn) -> Outcome:
    back = choice(turn.activity, "mydata", text("sdk-button-keep"))
    rows = grid(turn.activity, "home-button-takeout", "home-button-erase-yes", back)
    asked = paragraphs(text("home-ask-erase"), text("home-erase-stays"), text("home-erase-past"))
    return answered(turn, "home.erasing_asked", "own", Message(asked, choices=rows))


def erase(turn: HomeTurn) -> Outcome:
    """Consents end with what was kept under them."""
    told = paragraphs(text("home-erased"), text("home-erase-stays"))
    rows = grid(turn.activity, "home-button-menu")
    agreed = consent.given(turn, SENSITIVE)
    ended = (consent.withdrawn(turn),) if agreed else ()
    gone = (*ended, EraseData(turn.person))
    return answered(turn, "home.data_erased", "own", Message(told, choices=rows), *gone)
