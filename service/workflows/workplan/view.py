"""What is seen of a plan: a card that says the next step, its items, and one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from service.core.calendar import shown as on_clock
from service.core.choices import HOME, ChoiceId
from service.core.message import Choice, Message
from service.core.rulebook.periods import span_of as period_of
from service.core.texts import Words, lines, series, text
from service.core.workflow import Outcome
from service.sdk.cards import styled
from service.sdk.panels import Button, Rows, button, choice, grid, in_rows, paragraphs
from service.sdk.ways import way_to
from service.workflows.workplan.model import (
    EDITED,
    Item,
    PlanTurn,
    committee,
    heading,
    is_desk,
    is_superior,
    month_words,
)
from service.workflows.workplan.progress import Stand, figures, per_cent, stands

ADDS = "add.on"  # words typed to a draft are one more item
LISTED = 30  # items in a message
BEGUN = 4  # buttons for what is due


def names(turn: PlanTurn, people: Iterable[int]) -> Words:
    return series(turn.roster.names(people))


def waited_for(turn: PlanTurn) -> list[int]:
    """Those who lead the unit and have not agreed yet."""
    return [each for each in committee(turn) if each not in turn.state.progress.agreed]


# -- items in words


def numbered(item: Item, place: int) -> Words:
    return text("workplan-numbered", n=place + 1, name=item.name)


def item_button(turn: PlanTurn, place: int) -> Choice:
    label = numbered(turn.state.definition.items[place], place)
    return choice(turn.activity, "item", label, place)


def when(turn: PlanTurn, item: Item) -> Words:
    """By when, or how often."""
    if item.until is not None:
        return text("workplan-until", month=month_words(item.until.month), day=item.until.day)
    if item.duty is None:
        return text("workplan-timeless")
    return text("workplan-every", period=item.duty.period, n=item.duty.least)


def line(turn: PlanTurn, stand: Stand) -> Words:
    """An item in a list: of a draft when and whose it is, later how far it has come."""
    item, state = stand.item, turn.state
    runs = state.phase in ("running", "closed")
    mark = "left" if item.left_out else "done" if 0 < stand.of == stand.met else "open"
    mark = "late" if mark == "open" and stand.late else mark
    return text(
        "workplan-line",
        mark=mark if runs else "none",
        name=numbered(item, stand.place),
        when=when(turn, item),
        owner=turn.roster.name(item.owner) if item.owner else "",
        owned=int(bool(item.owner)),
        met=stand.met,
        of=stand.of if runs and stand.of > 1 else 0,
        why=item.why,
        changed="moved" if item.moved_from and not item.left_out else "why" if item.why else "no",
    )


def listed(turn: PlanTurn) -> Words:
    """Every item, those that are left out too. Requires `held` once the plan runs."""
    known = {each.place: each for each in counted(turn)}
    items = turn.state.definition.items
    shown_ = [known.get(at, Stand(at, each, 0, 0, 0)) for at, each in enumerate(items)]
    more = len(items) - LISTED
    return lines(*(line(turn, each) for each in shown_[:LISTED]),
                 text("workplan-more", n=more) if more > 0 else None)  # fmt: skip


def this_day(turn: PlanTurn) -> date:
    """The day on the unit's clock."""
    return on_clock(turn.now, turn.unit_timezone).date()


def counted(turn: PlanTurn) -> list[Stand]:
    """How the items stand; nothing is counted before the plan runs. Requires `held` then."""
    return stands(turn) if turn.state.phase in ("running", "closed") else []


def to_leaders(turn: PlanTurn) -> PlanTurn:
    """The turn as those who lead the plan see it, whoever acts."""
    if is_desk(turn):
        return turn
    leader = next((turn.roster.people[each] for each in turn.organizers()), None)
    return replace(turn, context=replace(turn.context, actor=leader))


def whole(turn: PlanTurn, above: Words, rows: Rows) -> Message:
    return Message(paragraphs(above, listed(turn)), heading(turn.state), rows)


# -- the card


def card(turn: PlanTurn, *above: Words | None) -> Message:
    """The card of those who make the plan, in this phase. Requires `held`."""
    state, way = turn.state, turn.state.progress
    match state.phase:
        case "draft":
            said, rows = text("workplan-draft"), _rows(turn, "put", "items add", "rest")
        case "agreeing":
            left = waited_for(turn)
            said = text("workplan-agreeing", left=names(turn, left), agreed=len(way.agreed))
            own = "agree object" if turn.person in left else ""
            rows = _rows(turn, "meeting", own, "recall")
        case "agreed":
            said, rows = text("workplan-agreed"), _rows(turn, "send", "recall", "rest")
        case "sent":
            said, rows = text("workplan-sent"), _rows(turn, "", "", "rest")
        case "returned":
            said = text("workplan-returned", words=way.remarks)
            rows = _rows(turn, "send", "items add", "put", "rest")
        case "running":
            return _running(turn, *above)
        case _:
            figures_ = {"met": way.met, "due": way.due, "percent": per_cent(way.met, way.due)}
            said, rows = text("workplan-closed", **figures_), _rows(turn, "export")
    return Message(paragraphs(*above, said, listed(turn)), heading(state), rows)


def _running(turn: PlanTurn, *above: Words | None) -> Message:
    """How it stands, and a button for what is due this month or late."""
    found = stands(turn)
    met, due = figures(found)
    said = text("workplan-running-now", met=met, due=due, percent=per_cent(met, due))
    begun = tuple(_begins(turn, found, period_of("month", this_day(turn)).last))
    over = turn.state.definition.last is not None and this_day(turn) > turn.state.definition.last
    close = _rows(turn, "close") if over else ()
    rows = (*close, *in_rows(begun, 2), *_rows(turn, "", "items add", "rest"))
    return Message(paragraphs(*above, said, listed(turn)), heading(turn.state), rows)


def _begins(turn: PlanTurn, found: list[Stand], ends: date) -> Iterable[Choice]:
    """What can be begun of what is late or due by then, the late ones first."""
    wanted = sorted((each for each in found if (each.late or each.next or date.max) <= ends),
                    key=lambda each: each.late is None)  # fmt: skip
    for each in wanted[:BEGUN]:
        duty = each.item.duty
        if duty is None:
            yield choice(turn.activity, "item", numbered(each.item, each.place), each.place)
        elif way_to(turn.context, turn.unit, duty):
            label = text("workplan-button-start", name=duty.name)
            yield choice(turn.activity, "begin", label, each.place)


def _rows(turn: PlanTurn, primary: str, *rows: str) -> Rows:
    """Buttons by their verbs; the primary one first."""
    first = (
        styled(button(turn.activity, f"workplan-button-{primary}"), "primary") if primary else ""
    )
    other = [tuple(_button(turn, each) for each in row.split()) for row in rows if row]
    return grid(turn.activity, first, *other)


def _button(turn: PlanTurn, verb: str) -> Button:
    if verb == "rest":
        return choice(turn.activity, verb, text("sdk-button-more"))
    return button(turn.activity, f"workplan-button-{verb}")


def rest(turn: PlanTurn) -> Outcome:
    """What stands behind “More actions…”."""
    phase = turn.state.phase
    drafted = phase in EDITED.split()
    more = ("period",) if phase == "draft" else ("close",) if phase == "running" else ()
    keep = ChoiceId(HOME, "keep", (str(turn.id),)).encode()
    rows = [_button(turn, each) for each in (*more, "export")]
    rows.append(Choice(keep, text("sdk-button-home-keep")))
    kept = button(turn.activity, "sdk-button-drop") if drafted else ""
    message = Message(text("sdk-more"), heading(turn.state),
                      grid(turn.activity, *rows, "sdk-button-keep",
                           styled(kept, "danger") if isinstance(kept, Choice) else ""))  # fmt: skip
    return turn.done("workplan.more_shown", effects=turn.panel(message))


def opinion(turn: PlanTurn) -> Rows:
    """What one of those who lead the unit can say to it."""
    return grid(turn.activity, "workplan-button-agree", "workplan-button-object")


def question(turn: PlanTurn, words: Words, *rows: Any) -> Message:
    """Something that is asked, with the way back."""
    return Message(words, heading(turn.state), grid(turn.activity, *rows, "sdk-button-keep"))


def shown(turn: PlanTurn, action: str, *above: Words, effects: Iterable[Any] = ()) -> Outcome:
    """The step, and the card as it is after it."""
    prompt = ADDS if turn.state.phase in EDITED.split() else ""
    told = turn.panel(card(turn, *above), prompt=prompt)
    return turn.done(action, state=turn.state, effects=(*effects, *told))


def show(turn: PlanTurn) -> Outcome:
    """Each reader's own view."""
    state = turn.state
    if is_superior(turn) and state.phase == "sent":
        rows = grid(turn.activity, "workplan-button-approve", "workplan-button-return")
        unit = turn.roster.units[turn.unit].name
        said = whole(turn, text("workplan-please-approve", unit=unit), rows)
        return turn.done("workplan.shown", effects=turn.reply(said, "approval"))
    if is_desk(turn):
        return shown(turn, "workplan.shown")
    if state.phase == "agreeing" and turn.person in committee(turn):
        said = whole(turn, text("workplan-to-agree"), opinion(turn))
        return turn.done("workplan.shown", effects=turn.reply(said, "agree"))
    if state.phase not in ("running", "closed"):
        return turn.refuse("workplan-not-yet")
    mine = [each for each in stands(turn) if each.item.owner == turn.person]
    rows = in_rows([item_button(turn, each.place) for each in mine[:LISTED]], 2)
    met, due = figures(stands(turn))
    said = whole(turn, text("workplan-running-now", met=met, due=due, percent=per_cent(met, due)),
                 rows)  # fmt: skip
    return turn.done("workplan.shown", effects=turn.reply(said, "look"))


# -- one item


def item_shown(turn: PlanTurn, place: int, action: str) -> Outcome:
    """The item with all that is known of it, and what can be done with it. Requires `held`."""
    prompt = ADDS if turn.state.phase in EDITED.split() else ""
    told = turn.panel(_item(turn, place), prompt=prompt, key="item")
    return turn.done(action, state=turn.state, effects=told)


def _item(turn: PlanTurn, place: int) -> Message:
    item = turn.state.definition.items[place]
    found = next((each for each in counted(turn) if each.place == place), None)
    said = text(
        "workplan-item",
        name=item.name,
        when=when(turn, item),
        measures=item.measures or "—",
        owner=turn.roster.name(item.owner) if item.owner else "—",
        check=item.check or "—",
    )
    stand = found or Stand(place, item, 0, 0, 0)
    how = line(turn, stand) if turn.state.phase in ("running", "closed") else None
    rule = text("workplan-of-rules", auto=int(item.by_itself)) if item.duty is not None else None
    return Message(paragraphs(said, how, rule), heading(turn.state), _item_rows(turn, place, item))


def _item_rows(turn: PlanTurn, place: int, item: Item) -> Rows:
    """In a draft each value can be changed; later it is done, moved or left out."""
    own, desk = item.duty is None, is_desk(turn)

    def do(what: str) -> Button:
        return choice(turn.activity, what, text(f"workplan-button-{what}"), place)

    begins = item.duty is not None and desk and way_to(turn.context, turn.unit, item.duty)
    label = text("workplan-button-auto", on=int(item.by_itself))
    auto = choice(turn.activity, "auto", label, place) if begins else ""
    if turn.state.phase in EDITED.split() and desk:
        movable = own or (item.duty is not None and item.duty.period not in ("month", "quarter"))
        rows: list[Any] = [
            (do("until") if movable else "", do("owner")),
            (do("measures"), do("check")),
            (do("title") if own else "", do("remove")),
            auto,
        ]
    elif turn.state.phase == "running" and not item.left_out:
        mark = text("workplan-button-done", done=int(item.done_at is not None))
        first = choice(turn.activity, "done", mark, place) if own else ""
        if item.duty is not None and begins:
            label = text("workplan-button-start", name=item.duty.name)
            first = choice(turn.activity, "begin", label, place)
        changes = [(do("move"), do("why")), (do("owner"), do("leave")), auto]
        rows = [first, *(changes if desk else [])]
    else:
        rows = []
    return grid(turn.activity, *rows, "sdk-button-keep")
