"""What the secretary sees while an offer is prepared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from service.core.calendar import shown as local_reading
from service.core.message import Choice, Message
from service.core.people import Person, Roster
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Activity
from service.workflows.talk.model import (
    BUFFERS,
    DURATIONS,
    FORMS,
    MAX_SLOTS,
    MAX_TALKERS,
    Offer,
)
from service.workflows.talk.times import to_arg
from service.workflows.talk.view import (
    TITLE,
    Rows,
    choice,
    form_name,
    how,
    listed,
    more_of,
    name_of,
)

ON_A_PAGE = 8
NAMES_SHOWN = 30
TIMES_SHOWN = 12  # as buttons; more are only counted

OfferActivity = Activity[Offer]


def choose_members(
    activity: OfferActivity, roster: Roster, people: Sequence[Person], page: int
) -> Message:
    """Everybody who may be asked, a page at a time; those chosen are marked."""
    chosen = activity.state.members
    rows = _people(activity, _names(roster, people), chosen, ("m", "page"), page)
    rows = (*rows, (choice(activity, "all"),))
    if chosen:
        rows = (*rows, (choice(activity, "times", text("talk-button-next")),))
    body = lines(text("talk-choose-members"), _chosen(activity, roster) if chosen else None)
    return Message(body, TITLE, (*rows, _drop(activity)))


def choose_talkers(
    activity: OfferActivity, roster: Roster, people: Sequence[Person], page: int
) -> Message:
    """Who may talk with the members; those chosen are marked."""
    chosen = [each.person for each in activity.state.talkers]
    rows = _people(activity, _names(roster, people), chosen, ("t", "talkers"), page)
    on = (choice(activity, "times", text("talk-button-next")),)
    return Message(text("talk-choose-talkers", most=MAX_TALKERS), TITLE, (*rows, on))


def _names(roster: Roster, people: Sequence[Person]) -> list[tuple[int, str]]:
    """People by id with their names, and their units where two have one name."""
    same = Counter(person.name for person in people)
    return [
        (
            each.id,
            f"{each.name}（{roster.units[each.unit].name}）" if same[each.name] > 1 else each.name,
        )
        for each in people
    ]


def _people(
    activity: OfferActivity,
    people: Sequence[tuple[int, str]],
    chosen: Sequence[int],
    verbs: tuple[str, str],
    page: int,
) -> Rows:
    """A page of people to tap, and the way to the other pages. `verbs`: of both choices."""
    toggle, turn = verbs
    pages = max(1, -(-len(people) // ON_A_PAGE))
    page = min(max(page, 0), pages - 1)
    rows: list[tuple[Choice, ...]] = []
    for person, name in people[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]:
        label = f"{'● ' if person in chosen else ''}{name}"
        rows.append((choice(activity, toggle, label, str(person), str(page)),))
    turns = [
        choice(activity, turn, text(f"talk-button-{word}"), str(other))
        for word, other in (("earlier", page - 1), ("later", page + 1))
        if 0 <= other < pages
    ]
    return (*rows, tuple(turns)) if turns else tuple(rows)


def choose_times(activity: OfferActivity, roster: Roster, usual: Sequence[datetime]) -> Message:
    """Common times as buttons; a list of times, or a weekly pattern, may be typed."""
    offer = activity.state
    chosen = offer.times_of(offer.asked_for)
    every = sorted({*usual, *chosen})[:TIMES_SHOWN]
    rows: list[tuple[Choice, ...]] = [
        (
            choice(
                activity,
                "slot",
                lines("● " if at in chosen else "", Moment(at), sep=""),
                to_arg(at),
            ),
        )
        for at in every
    ]
    if chosen:
        rows.append((choice(activity, "times", text("talk-button-next")),))
    others = len(offer.talkers) > 1 or offer.asked_for != offer.owner
    body = lines(
        _chosen(activity, roster),
        text("talk-times-of", name=name_of(roster, offer.asked_for)) if others else None,
        text("talk-choose-times", most=MAX_SLOTS),
    )
    return Message(body, TITLE, (*rows, _drop(activity)))


def preview(
    activity: OfferActivity, roster: Roster, in_the_night: Sequence[str], zone: str
) -> Message:
    """The whole offer before it is sent. `in_the_night`: for whom a time lies in quiet hours.
    `zone`: the reader's, by which times are gathered into days."""
    offer = activity.state
    parts: list[Words] = []
    for talker in offer.talkers:
        if len(offer.talkers) > 1 or talker.person != offer.owner:
            parts.append(text("talk-times-with", name=name_of(roster, talker.person)))
        parts += _by_day(talker.slots, zone)
    body = lines(
        text("talk-preview", how=how(offer)),
        text("talk-with-buffer", minutes=offer.buffer) if offer.buffer else None,
        text("talk-place", place=offer.place) if offer.place else None,
        text("talk-link-is-kept") if offer.link else None,
        _chosen(activity, roster),
        *parts,
        text("talk-in-the-night", names="、".join(in_the_night)) if in_the_night else None,
        text("talk-reach", n=len(offer.members)),
    )
    rows = (
        (choice(activity, "send"),),
        (choice(activity, "members"), choice(activity, "again")),
        (choice(activity, "minutes"), choice(activity, "form")),
        (choice(activity, "buffer"), choice(activity, "talkers"), choice(activity, "where")),
        *(((choice(activity, "until"),),) if offer.until else ()),
        (*_drop(activity), more_of(activity)),
    )
    return Message(body, TITLE, rows)


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


def choose_minutes(activity: OfferActivity) -> Message:
    return _lengths(activity, "minutes", DURATIONS, text("talk-choose-minutes"))


def choose_buffer(activity: OfferActivity) -> Message:
    return _lengths(activity, "buffer", BUFFERS, text("talk-choose-buffer"))


def _lengths(activity: OfferActivity, verb: str, minutes: Sequence[int], body: Words) -> Message:
    buttons = tuple(
        choice(activity, verb, text("talk-minutes", minutes=each), str(each)) for each in minutes
    )
    return Message(body, TITLE, (buttons[:2], buttons[2:]))


def choose_form(activity: OfferActivity) -> Message:
    buttons = tuple(choice(activity, "form", form_name(each), each) for each in FORMS)
    return Message(text("talk-choose-form"), TITLE, (buttons[:2], buttons[2:]))


def ask_where(activity: OfferActivity) -> Message:
    """Where all of them are held, or how one calls."""
    body = text("talk-ask-where", form=activity.state.form)
    return Message(body, TITLE, ((choice(activity, "preview", text("talk-button-back")),),))


def ask_until(activity: OfferActivity) -> Message:
    back = choice(activity, "preview", text("talk-button-back"))
    return Message(text("talk-ask-until"), TITLE, ((back,),))


def dropped() -> Message:
    return Message(text("talk-dropped"), TITLE)


def _chosen(activity: OfferActivity, roster: Roster) -> Words:
    offer = activity.state
    names = [name_of(roster, each) for each in offer.members[:NAMES_SHOWN]]
    more = ["…"] if len(offer.members) > NAMES_SHOWN else []
    chosen = text("talk-chosen", names=listed([*names, *more]), n=len(offer.members))
    if offer.until is None:
        return chosen
    round_ = text("talk-round", day=Moment(offer.until, "day"), urgent=offer.urgent)
    return lines(chosen, round_)


def _drop(activity: OfferActivity) -> tuple[Choice, ...]:
    return (choice(activity, "drop"),)
