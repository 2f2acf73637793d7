"""The list of who came is confirmed, and makes certificates of service: each with a number that
anybody can look up, void but never deleted; and the hours of a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from service.core.calendar import shown
from service.core.certificates import address_of, code_of, number_of
from service.core.effects import Effect
from service.core.message import Document, Invitation, Paragraph
from service.core.people import Person, Roster
from service.core.queries import History
from service.core.records import Certified
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Activity, Context, Outcome, Rejected
from service.sdk import export
from service.sdk import transitions as t
from service.sdk.export import Column
from service.sdk.lifecycle import Lifecycle
from service.sdk.tapped_names import tapped
from service.sdk.turn import refused
from service.workflows.signup.model import Places, Seat, SignUp, SignUpTurn

Life = Lifecycle[SignUp, Places, Seat]
ANNUL_YES = text("signup-button-annul-yes")
DONE_YES = text("signup-button-done-yes")
State = Any  # of an activity as it is stored


def rows(life: Life) -> tuple[Any, ...]:
    """The confirmation of the list, and what is done from then on."""

    def ask_done(turn: SignUpTurn) -> Words:
        return text("signup-confirm-done", n=life.people.count(turn, "came"))

    def thanks(turn: SignUpTurn) -> tuple[Effect, ...]:
        said = life.say(turn, "signup-thanks", "signup-button-certificate")
        return turn.members("certificate", said, only_status=("came",))

    def certificate(turn: SignUpTurn) -> Outcome:
        """The paper, with its number; the first time it gets one."""
        seat, sign_up = life.part(turn), turn.state.definition
        if seat.status != "came" or seat.void:
            return life.shown(turn)
        seat = seat if seat.code else replace(seat, code=code_of(turn.context.nonce))
        paper = _paper(turn, seat)
        file = export.file_of(
            paper, ".docx", sign_up.title, kind=text("signup-certificate-title"),
            began=sign_up.starts_at or turn.now, zone=turn.unit_timezone,
        )  # fmt: skip
        handed = life.say(turn, "signup-certificate-here", number=number_of(turn.id, seat.code))
        told = turn.reply(replace(handed, attachments=(file,)), "certified")
        return turn.done("signup.certified", part=seat, effects=told)

    def ask_void(turn: SignUpTurn) -> Outcome:
        """Whose hours do not hold?"""
        people = turn.roster.people
        good = [
            people[each] for each, seat in turn.query(t.entries(turn))
            if seat.status == "came" and not seat.void and each in people
        ]  # fmt: skip
        return tapped(turn, life.say(turn, "signup-ask-void"), good, "annul")

    def annul(turn: SignUpTurn) -> Outcome:
        """It stays, is void from now on, and the person is told."""
        if isinstance(asked := ask_annul(turn), Rejected):
            return asked
        seat = replace(life.part(turn), void=turn.now)
        said = life.say(turn, "signup-voided")
        told = turn.tell((turn.person,), "void", said, deferrable=True, time_sensitive=True)
        message, prompt = life.organizer_view(turn)
        done = text("signup-annulled", name=turn.roster.name(turn.person))
        shown_ = turn.panel(replace(message, body=lines(done, message.body)), prompt=prompt)
        return turn.done("signup.voided", part=seat, effects=(*told, *shown_))

    def ask_annul(turn: SignUpTurn) -> Words | Rejected:
        seat = life.part(turn)
        if seat.status != "came" or seat.void:
            return refused("sdk-moved-on")
        return text("signup-confirm-annul", name=turn.roster.name(turn.person))

    closes = life.enters("done", thanks)
    return (
        t.confirmed("over", "done", closes, by=t.ORGANIZER, ask=ask_done, yes=DONE_YES,
                    requires=(t.entries,)),
        t.on("done", "certificate", certificate, by=t.PARTICIPANT, undo=t.PROGRESS),
        t.on("done", "void", ask_void, by=t.ORGANIZER, undo=t.READ_ONLY, requires=(t.entries,)),
        t.confirmed("done", "annul", annul, by=t.ORGANIZER, ask=ask_annul, yes=ANNUL_YES),
        t.on("done", "year", hand_year, by=t.ORGANIZER, undo=t.READ_ONLY, requires=(_year,)),
    )  # fmt: skip


def _paper(turn: SignUpTurn, seat: Seat) -> Document:
    who, sign_up = turn.roster.people[turn.person], turn.state.definition
    day = Moment(sign_up.starts_at or turn.now, "date", turn.unit_timezone)
    said = text(
        "signup-certificate", name=who.name, unit=turn.roster.units[who.unit].name,
        title=sign_up.title, day=day, hours=seat.hours(sign_up),
    )  # fmt: skip
    number = number_of(turn.id, seat.code)
    address = address_of(turn.context.url, number)
    check = text(
        "signup-certificate-number", number=number, address=address, known=int(bool(address))
    )
    return Document(text("signup-certificate-title"), (Paragraph(said), Paragraph(check)))


def certifies(
    activity: Activity[State], entries: Sequence[tuple[int, Seat]], code: str
) -> Certified | None:
    """What a certificate says of itself to anybody who has its number."""
    sign_up: SignUp = activity.state.definition
    seat = next((each for _, each in entries if each.code == code), None)
    if seat is None or sign_up.starts_at is None or activity.state.phase != "done":
        return None
    return Certified(sign_up.starts_at, replace(seat, void=None).hours(sign_up), seat.void)


# -- the hours of a year


def of_part(activity: Activity[State], seat: Seat) -> float:
    """The hours of service that were confirmed."""
    return seat.hours(activity.state.definition) if activity.state.phase == "done" else 0


def of_year(
    context: Context, year: int, parts: Sequence[tuple[Activity[State], Seat]]
) -> Words | None:
    """A line of one's own page; None where there are none."""
    counted = [
        of_part(activity, seat) for activity, seat in parts if activity.state.phase == "done"
    ]
    hours = round(sum(counted), 1)
    return text("signup-year", year=str(year), hours=hours, n=len(counted)) if hours else None


def _year(turn: SignUpTurn) -> History | None:
    """A requirement: everybody's parts of the year in which it was, with a day to spare."""
    starts = turn.state.definition.starts_at
    if starts is None:
        return None
    since = datetime(starts.year, 1, 1, tzinfo=UTC) - timedelta(days=1)
    return History(turn.activity.kind, turn.unit, since)


def hand_year(turn: SignUpTurn) -> Outcome:
    """The confirmed hours of that year, of each member, as a workbook."""
    asked, starts = _year(turn), turn.state.definition.starts_at
    if asked is None or starts is None:
        return turn.refuse("sdk-not-now")
    year = shown(starts, turn.unit_timezone).year
    total: dict[int, list[float]] = {}
    for each in turn.query(asked):
        began = each.state.definition.starts_at
        hours = each.entry.hours(each.state.definition) if each.state.phase == "done" else 0
        if hours and began and shown(began, turn.unit_timezone).year == year:
            total.setdefault(each.person, []).append(hours)
    listed = [(each, total[each.id]) for each in turn.roster.members(turn.unit) if each.id in total]
    columns: tuple[Column[tuple[Person, list[float]]], ...] = (
        Column(text("signup-column-times"), lambda row: len(row[1])),
        Column(text("signup-column-hours"), lambda row: round(sum(row[1]), 1)),
    )
    return export.hand_people(turn, text("signup-year-title", year=str(year)), columns, listed)


def calendar_events(
    roster: Roster, activity: Activity[State], person: int, seat: Seat
) -> Mapping[int, Invitation]:
    """It stands in the calendar of who has a place, or had one."""
    state, sign_up = activity.state, activity.state.definition
    if seat.status not in ("in", "came", "left") or sign_up.starts_at is None:
        return {}
    gone = state.phase == "cancelled" or seat.status == "left"
    entry = Invitation(
        f"signup-{activity.id}@orglife", sign_up.starts_at, sign_up.ends(sign_up.starts_at),
        sign_up.title, sequence=state.schedule.revision, cancelled=gone,
    )  # fmt: skip
    return {person: entry}
