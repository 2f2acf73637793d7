"""What the secretary sees while an offer is prepared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from service.core.calendar import shown as local_reading
from service.core.message import Choice, Message
from service.core.people import Person
from service.core.texts import Moment, Words, lines, text
from service.sdk.cards import Card
from service.sdk.panels import Rows, in_rows, page_of
from service.workflows.talk.model import (
    MAX_SLOTS,
    MAX_TALKERS,
    Form,
    TalkTurn,
    owner_of,
)
from service.workflows.talk.times import to_arg
from service.workflows.talk.view import BACK, choice, form_name, how, listed, marked, name_of, say

ON_A_PAGE = 8
NAMES_SHOWN = 30
TIMES_SHOWN = 12  # as buttons; more are only counted


def choose_members(turn: TalkTurn, people: Sequence[Person], page: int) -> Message:
    """Everybody who may be asked, a page at a time; those chosen are marked."""
    chosen = turn.state.progress.members
    body = lines(text("talk-choose-members"), _chosen(turn) if chosen else None)
    return say(
        body,
        *_people(turn, people, chosen, ("m", "page"), page),
        choice(turn.activity, "all"),
        _next(turn) if chosen else None,
        choice(turn.activity, "drop"),
    )


def choose_talkers(turn: TalkTurn, people: Sequence[Person], page: int) -> Message:
    """Who may talk with the members; those chosen are marked."""
    chosen = [each.person for each in turn.state.progress.talkers]
    rows = _people(turn, people, chosen, ("t", "talkers"), page)
    return say(text("talk-choose-talkers", most=MAX_TALKERS), *rows, _next(turn))


def _next(turn: TalkTurn) -> Choice:
    return choice(turn.activity, "times", text("talk-button-next"))


def _people(
    turn: TalkTurn,
    people: Sequence[Person],
    chosen: Sequence[int],
    verbs: tuple[str, str],
    number: int,
) -> Rows:
    """A page of people to tap, and the way to the other pages. `verbs`: of both choices. Those
    of one name are told apart."""
    toggle, other = verbs
    shown = turn.roster.told_apart(people)
    page = page_of(people, number, ON_A_PAGE)
    rows: list[tuple[Choice, ...]] = []
    for each in page.items:
        label = marked(shown[each.id], chosen=each.id in chosen)
        rows.append((choice(turn.activity, toggle, label, each.id, page.number),))
    return (*rows, *page.arrows(turn.activity, other))


def choose_times(turn: TalkTurn, usual: Sequence[datetime]) -> Message:
    """Common times as buttons; a list of times, or a weekly pattern, may be typed."""
    draft = turn.state.progress
    chosen = draft.times_of(draft.asked_for)
    every = sorted({*usual, *chosen})[:TIMES_SHOWN]
    times = [
        choice(turn.activity, "slot", marked(Moment(at), chosen=at in chosen), to_arg(at))
        for at in every
    ]
    others = len(draft.talkers) > 1 or draft.asked_for != owner_of(turn.state)
    body = lines(
        _chosen(turn),
        text("talk-times-of", name=name_of(turn.roster, draft.asked_for)) if others else None,
        text("talk-choose-times", most=MAX_SLOTS),
    )
    return say(body, *times, _next(turn) if chosen else None, choice(turn.activity, "drop"))


def preview(turn: TalkTurn, in_the_night: Sequence[str]) -> Message:
    """The whole offer before it is sent. `in_the_night`: for whom a time lies in quiet hours."""
    draft, terms = turn.state.progress, turn.state.definition
    parts: list[Words] = []
    for talker in draft.talkers:
        if len(draft.talkers) > 1 or talker.person != owner_of(turn.state):
            parts.append(text("talk-times-with", name=name_of(turn.roster, talker.person)))
        parts += _by_day(talker.slots, turn.timezone)
    body = lines(
        text("talk-preview", how=how(turn.state)),
        text("talk-with-buffer", minutes=terms.buffer) if terms.buffer else None,
        text("talk-place", place=draft.place) if draft.place else None,
        text("talk-link-is-kept") if draft.link else None,
        _chosen(turn),
        *parts,
        text("talk-in-the-night", names="、".join(in_the_night)) if in_the_night else None,
        text("talk-reach", n=len(draft.members)),
    )
    return say(body, *card(turn).rows())


def card(turn: TalkTurn) -> Card:
    """What can be done with an offer that is prepared."""

    def row(*verbs: str) -> tuple[Choice, ...]:
        return tuple(choice(turn.activity, verb) for verb in verbs)

    until = row("until") if turn.state.progress.until else ()
    more = (row("members", "talkers"), row("minutes", "form"), row("buffer"), until)
    (send,), (drop,) = row("send"), row("drop")
    return Card(turn.activity, send, (row("again", "where"),), more, drop)


def _by_day(times: Iterable[datetime], zone: str) -> list[Words]:
    """`· 3月10日 周二 19:00、19:40`, a line for each day."""
    days: dict[date, list[datetime]] = {}
    for at in times:
        days.setdefault(local_reading(at, zone).date(), []).append(at)
    return [
        lines(
            "· ",
            Moment(each[0]),
            *(lines(text("talk-and"), Moment(at, "time"), sep="") for at in each[1:]),
            sep="",
        )
        for each in days.values()
    ]


def choose_term(turn: TalkTurn, name: str, offered: Iterable[int | Form]) -> Message:
    """The lengths, breaks or forms that are offered."""
    buttons = [choice(turn.activity, name, _term(each), each) for each in offered]
    return say(text(f"talk-choose-{name}"), *in_rows(buttons, 2))


def _term(value: int | Form) -> Words:
    return text("talk-minutes", minutes=value) if isinstance(value, int) else form_name(value)


def ask(turn: TalkTurn, asked: Words) -> Message:
    """A question beside the preview, which it leads back to."""
    return say(asked, choice(turn.activity, "preview", BACK))


def _chosen(turn: TalkTurn) -> Words:
    draft = turn.state.progress
    names = [name_of(turn.roster, each) for each in draft.members[:NAMES_SHOWN]]
    more = ["…"] if len(draft.members) > NAMES_SHOWN else []
    chosen = text("talk-chosen", names=listed([*names, *more]), n=len(draft.members))
    if draft.until is None:
        return chosen
    round_ = text("talk-round", day=Moment(draft.until, "day"), urgent=draft.urgent)
    return lines(chosen, round_)
