"""The pages behind the menu: what can be begun, and the rest, in groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from service.core.message import Choice, Message
from service.core.texts import text
from service.core.workflow import Outcome
from service.sdk.panels import Rows, button, choice, grid, in_rows
from service.workflows.home import agenda, archive, circumstances, office
from service.workflows.home.model import HomeTurn, answered, may_give, startable
from service.workflows.home.templates import usable

ON_A_ROW = 2  # buttons of the pages

# -- what can be begun


def begun(turn: HomeTurn) -> Rows:
    """What the person may begin: each kind, its other beginnings, and templates."""
    kinds = [choice(turn.activity, "new", text(f"{each}-menu"), each) for each in startable(turn)]
    besides = [
        of_command(turn, kind, command.name)
        for kind, listed in turn.context.menu.items()
        for command in listed.also
        if may_give(turn, command)
    ]
    kept = (button(turn.activity, "home-button-templates"),) if usable(turn) else ()
    return (*in_rows(kinds, ON_A_ROW), *in_rows((*besides, *kept), ON_A_ROW))


def of_command(turn: HomeTurn, kind: str, name: str) -> Choice:
    """The button of another command of a kind."""
    return choice(turn.activity, "new", text(f"{kind}-menu-{name}"), kind, name)


def way_to_begin(turn: HomeTurn) -> Rows:
    """The way to the page of what can be begun; what alone can be begun stands itself."""
    rows = begun(turn)
    if sum(map(len, rows)) <= 1:
        return rows
    return grid(turn.activity, "home-button-begin")


def show_begun(turn: HomeTurn) -> Outcome:
    rows = begun(turn)
    if not rows:
        return turn.refuse("home-not-allowed")
    shown = Message(text("home-begin"), choices=(*rows, *back_to_menu(turn)))
    return answered(turn, "home.begun_shown", "menu", shown)


# -- the rest

Group = Literal["own", "branch", "settings"]


@dataclass(frozen=True, slots=True)
class Entrance:
    """A button of the page. `key`: of its label, which names its verb as well
    (`home-button-care` is `care`). `shown`: to whom; None: to everybody. `count`: how many things
    there are behind it, which the label says; with none there is no button."""

    group: Group
    key: str
    shown: Callable[[HomeTurn], bool] | None = None
    count: Callable[[HomeTurn], int] | None = None

    def button(self, turn: HomeTurn) -> Choice | None:
        if self.shown is not None and not self.shown(turn):
            return None
        if self.count is None:
            return button(turn.activity, self.key)
        n = self.count(turn)
        verb = self.key.partition("-button-")[2]
        return choice(turn.activity, verb, text(self.key, n=n)) if n else None


REST: tuple[Entrance, ...] = (
    Entrance("own", "home-button-results"),
    Entrance("own", "home-button-past"),
    Entrance("own", "home-button-me"),
    Entrance("own", "home-button-calendar"),
    Entrance("own", "home-button-mydata"),
    Entrance("branch", "home-button-dashboard", shown=office.allowed),
    Entrance("branch", "home-button-archive", shown=archive.allowed),
    Entrance("branch", "home-button-care", shown=circumstances.keeps),
    Entrance("branch", "home-button-plans", count=agenda.recurring),
    Entrance("settings", "home-button-settings"),
    Entrance("settings", "home-button-lang"),
)
"""What the page holds, in this order within each group; before them stand the commands that each
kind puts there (`Menu.more`): what everybody may give is the person's own."""


def show_rest(turn: HomeTurn) -> Outcome:
    """What the menu itself doesn't hold."""
    groups: dict[Group, list[Choice]] = {"own": [], "branch": [], "settings": []}
    for kind, listed in turn.context.menu.items():
        for command in listed.more:
            if may_give(turn, command):
                own = command.permission is None
                groups["own" if own else "branch"].append(of_command(turn, kind, command.name))
    for each in REST:
        if (shown := each.button(turn)) is not None:
            groups[each.group].append(shown)
    rows = (row for group in groups.values() for row in in_rows(group, ON_A_ROW))
    shown_page = Message(text("home-rest"), choices=(*rows, *back_to_menu(turn)))
    return answered(turn, "home.rest_shown", "menu", shown_page)


def back_to_menu(turn: HomeTurn) -> Rows:
    return grid(turn.activity, "home-button-menu")
