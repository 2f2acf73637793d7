"""What waits for the person, what they have prepared, and what comes round by itself."""

from __future__ import annotations

from datetime import date, datetime

from service.core.calendar import shown
from service.core.choices import ChoiceId
from service.core.message import Choice, Message
from service.core.queries import Ongoing, Running
from service.core.standing import Waiting
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Outcome
from service.sdk.owed import own, words
from service.sdk.panels import choice, grid, page_of, paragraphs
from service.workflows.home.model import HomeTurn, answered, person_of

LISTED = 20  # on one page
PREPARED = ("draft", "scheduled")


def running(turn: HomeTurn, *stages: str) -> list[Running]:
    """What the person may open, in these stages."""
    return [each for each in turn.query(Ongoing(turn.person)) if each.stage in stages]


def waiting(turn: HomeTurn) -> list[tuple[Running, Waiting]]:
    """What waits for the person, the soonest deadline first and what has none last; a time that has
    passed doesn't say until when."""
    found = [(each, waits) for each in turn.query(Ongoing(turn.person)) for waits in each.waits]
    return sorted(found, key=lambda pair: _urgency(pair[1], turn.now))


def _urgency(waits: Waiting, now: datetime) -> tuple[bool, datetime]:
    return waits.due is None, waits.due or now


def label(each: Running) -> Words:
    """The activity as it is listed; one without a title by the day on which it was begun."""
    if each.title == "" and each.since is not None:
        title: Words = text(f"{each.kind}-untitled", day=Moment(each.since, "day"))
    else:
        title = each.title
    called = text(f"{each.kind}-running", title=title)
    return lines(text("home-rehearsed"), called, sep=" ") if each.rehearsed else called


def entrance(each: Running) -> Choice:
    """The button that opens it."""
    return Choice(ChoiceId(each.id, "show", about=each.about).encode(), label(each))


def todo(turn: HomeTurn) -> Outcome:
    """A line for each thing that waits, with the button that opens it (`todo:page`)."""
    page = page_of(waiting(turn), sum(turn.ints()[:1]), LISTED)
    buttons = (_entrance_to(each, waits) for each, waits in page.items)
    rows = grid(turn.activity, *buttons, *page.arrows(turn.activity, "todo"), "home-button-menu")
    key = "home-todo" if page.items else "home-todo-nothing"
    listed = lines(text(key), *(line(turn, each, waits) for each, waits in page.items))
    said = paragraphs(listed, _owed(turn, date.max))
    return answered(turn, "home.todo_shown", "menu", Message(said, choices=rows))


def today(turn: HomeTurn) -> Outcome:
    """What is still to come or to do today on the person's own clock, and how much waits besides
    (`today:page`)."""
    zone = turn.roster.timezone(turn.person)
    day = shown(turn.now, zone).date()
    found = waiting(turn)
    here = [
        (each, waits)
        for each, waits in found
        if waits.due is not None and shown(waits.due, zone).date() <= day
    ]
    page = page_of(here, sum(turn.ints()[:1]), LISTED)
    rest = len(found) - len(here)
    more = choice(turn.activity, "todo", text("home-button-todo", n=len(found))) if rest else ""
    buttons = (_entrance_to(each, waits) for each, waits in page.items)
    arrows = page.arrows(turn.activity, "today")
    rows = grid(turn.activity, *buttons, *arrows, more, "home-button-menu")
    head = text("home-today", n=len(here), day=Moment(turn.now, "day"))
    listed = lines(head, *(line(turn, each, waits) for each, waits in page.items))
    shown_ = Message(paragraphs(listed, _owed(turn, day)), choices=rows)
    return answered(turn, "home.today_shown", "menu", shown_)


def _owed(turn: HomeTurn, day: date) -> Words | None:
    """What the rules still ask of the person by then. Requires `OwnDone`."""
    here = person_of(turn).unit
    found = [each for each in own(turn, turn.person) if each.status != "met" and each.until <= day]
    listed = (words(turn.context, here, each, turn.person) for each in found)
    return lines(text("home-owed"), *listed) if found else None


def _what(each: Running, waits: Waiting) -> Words:
    return lines(label(each), waits.words, sep=" · ")


def line(turn: HomeTurn, each: Running, waits: Waiting) -> Words:
    what = _what(each, waits)
    if waits.due is None or waits.due <= turn.now or not waits.is_deadline:
        return text("home-todo-line", what=what)
    return text("home-todo-due", what=what, due=Moment(waits.due))


def _entrance_to(each: Running, waits: Waiting) -> Choice:
    led = ChoiceId(each.id, waits.verb, waits.args, waits.about)
    return Choice(led.encode(), _what(each, waits))


def drafts(turn: HomeTurn) -> Outcome:
    """Drafts by name, and what hasn't opened yet (`drafts:page`)."""
    return _listed(turn, "drafts", "home-drafts", running(turn, *PREPARED))


def ongoing(turn: HomeTurn) -> Outcome:
    """All that is going on, where the menu itself is too short for it (`ongoing:page`)."""
    return _listed(turn, "ongoing", "home-going-on", running(turn, "running"))


def plans(turn: HomeTurn) -> Outcome:
    """What comes round by itself (`plans:page`)."""
    return _listed(turn, "plans", "home-plans", running(turn, "recurring"))


def _listed(turn: HomeTurn, verb: str, key: str, found: list[Running]) -> Outcome:
    page = page_of(found, sum(turn.ints()[:1]), LISTED)
    buttons = map(entrance, page.items)
    rows = grid(turn.activity, *buttons, *page.arrows(turn.activity, verb), "home-button-menu")
    shown = Message(text(key if found else "home-nothing-going-on"), choices=rows)
    return answered(turn, f"home.{verb}_shown", "menu", shown)


def recurring(turn: HomeTurn) -> int:
    """How much comes round by itself."""
    return len(running(turn, "recurring"))
