"""The link to an activity's big screen: a button makes it, and ends it again."""

from __future__ import annotations

from typing import Any

from service.core.addresses import reach
from service.core.message import Message
from service.core.queries import PageOpen
from service.core.screen import SCREEN_LASTS
from service.core.texts import Moment, Secret, lines, text
from service.core.workflow import Outcome
from service.sdk.pages import CLOSED, page_of
from service.sdk.panels import choice, grid
from service.sdk.transitions import IDEMPOTENT, ORGANIZER, Role, Rows, on
from service.sdk.turn import Turn

BUTTON = "sdk-button-screen"
SECRET = 12  # characters of the token that nobody can guess; its end follows, in hexadecimal


def screen(phases: str, *, by: Role = ORGANIZER) -> Rows[Any, Any]:
    """The rows of an activity whose card has the button `sdk-button-screen` in these phases."""
    return on(phases, "screen", _screen, by=by, undo=IDEMPOTENT, requires=(_page_open,))


def _page_open(turn: Turn[Any, Any]) -> PageOpen:
    return PageOpen(turn.id)


def _screen(turn: Turn[Any, Any]) -> Outcome:
    """A new link; while there is one, whether it shall end (`screen:end`) or be replaced
    (`screen:new`)."""
    kind, wanted = turn.activity.kind, turn.args()
    new = choice(turn.activity, "screen", text("sdk-screen-new"), "new")
    if wanted == ("end",):
        word = Message(text("sdk-screen-ended"), choices=grid(turn.activity, new))
        return turn.done(f"{kind}.screen_ended", effects=(CLOSED, *turn.reply(word, "screen")))
    if turn.query(PageOpen(turn.id)) and wanted != ("new",):
        end = choice(turn.activity, "screen", text("sdk-screen-end"), "end")
        asked = Message(text("sdk-screen-open"), choices=grid(turn.activity, end, new))
        return turn.done(f"{kind}.screen_asked", effects=turn.reply(asked, "screen"))
    return _opened(turn)


def _opened(turn: Turn[Any, Any]) -> Outcome:
    """The link, in a message of its own. Only its hash is kept, and its end is part of it."""
    context, ends = turn.context, turn.now + SCREEN_LASTS
    token = f"{context.nonce[:SECRET]}{int(ends.timestamp()):x}"
    from_where = reach(context.url)
    inside = text("sdk-screen-inside", reach=from_where) if from_where != "everywhere" else None
    end = choice(turn.activity, "screen", text("sdk-screen-end"), "end")
    word = Message(
        lines(text("sdk-screen-made", until=Moment(ends)), inside), choices=grid(turn.activity, end)
    )
    link = Message(Secret(fresh=f"{context.url}/screen/{token}"))
    sent = turn.reply(link, "screen-link", secret=True, holder=turn.me, scope="details")
    effects = (page_of(token), *turn.reply(word, "screen"), *sent)
    return turn.done(f"{turn.activity.kind}.screen_opened", effects=effects)
