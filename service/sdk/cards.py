"""Cards: what can be done with an activity, in the same order everywhere.

The one thing to do comes first and alone; below it two or three that are common; the rest stands on
a page of its own behind “More actions…”; what is dangerous comes last, on a row of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.core.choices import HOME, ChoiceId
from service.core.message import Choice, ChoiceStyle, Message
from service.core.texts import Words, text
from service.core.workflow import Activity, Outcome
from service.sdk import transitions as t
from service.sdk.panels import Button, Rows, button, choice, grid, more_button
from service.sdk.turn import Turn

VERB = "rest"
UNANNOUNCED = ("draft", "scheduled")
"""The phases in which an activity can be rehearsed: nobody has been told of it yet."""

Row = Button | tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What can be done with an activity as it stands. `common`, `more`: rows of buttons; `more`
    stands on the page, together with what home does with every activity."""

    activity: Activity[Any]
    primary: Button = ""
    common: Sequence[Row] = ()
    more: Sequence[Row] = ()
    danger: Button = ""

    def rows(self, *above: Row) -> Rows:
        """The card's buttons, below those of a list that it stands under."""
        has_more = any(any(row) if isinstance(row, tuple) else row for row in self.more)
        label = text("sdk-button-more")
        way = choice(self.activity, VERB, label) if has_more else more_button(self.activity)
        return grid(
            self.activity,
            *above,
            _of(self.activity, self.primary, "primary"),
            *self.common,
            way,
            _of(self.activity, self.danger, "danger"),
        )

    def page(self, title: Words) -> Message:
        """What stands behind “More actions…”."""
        rehearses = self.activity.state.phase in UNANNOUNCED
        rows = grid(
            self.activity,
            *self.more,
            self._at_home("rehearse") if rehearses else "",
            self._at_home("keep"),
            choice(self.activity, "show", text("sdk-button-keep")),
        )
        return Message(text("sdk-more"), title, rows)

    def _at_home(self, verb: str) -> Choice:
        """What home does with any activity: a dry run, a template."""
        label = text(f"sdk-button-home-{verb}")
        return Choice(ChoiceId(HOME, verb, (str(self.activity.id),)).encode(), label)


def styled(made: Choice, style: ChoiceStyle) -> Choice:
    return replace(made, style=style)


def _of(activity: Activity[Any], each: Button, style: ChoiceStyle) -> Button:
    made = button(activity, each) if each and isinstance(each, str) else each
    return styled(made, style) if isinstance(made, Choice) else ""


def more_actions(
    phases: str,
    card: Callable[[Turn[Any, Any]], Card],
    title: Callable[[Turn[Any, Any]], Words],
    by: t.Role = t.ORGANIZER,
) -> t.Rows[Any, Any]:
    """The row that shows the page of the card, in these phases."""

    def show(turn: Turn[Any, Any]) -> Outcome:
        shown = turn.panel(card(turn).page(title(turn)))
        return turn.done(f"{turn.activity.kind}.more_shown", effects=shown)

    return t.on(phases, VERB, show, by=by, undo=t.READ_ONLY)
