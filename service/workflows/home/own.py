"""What concerns a person alone: when they are reminded, their calendar's link, and how they are.

How and where a person is, is health and journey data: it is sealed, and known to themselves and to
whom the rules name.
"""

from __future__ import annotations

import hashlib
import re

from service.core.circumstances import KINDS, Circumstance, to_text
from service.core.effects import Change, OpenCalendarFeed, Send, ToPerson
from service.core.events import Event, Said
from service.core.message import Message
from service.core.people import write_reminders
from service.core.talks import read_lead
from service.core.texts import Secret, text
from service.core.workflow import Context, Decision, Outcome, Rejected, choice_args
from service.workflows.home import own_view
from service.workflows.home.model import HomeActivity, VisitEntry

MOST_REMINDERS = 6

# -- reminders


def ask_reminders(
    context: Context, activity: HomeActivity, entry: VisitEntry, event: Event
) -> Outcome:
    """Which reminders: common ones to tap (`reminders:3600.600`), or typed."""
    chosen = choice_args(event)
    if not chosen:
        person = context.roster.people[entry.person]
        usual = context.talks.of_unit(context.roster, person.unit)
        asked = own_view.ask_reminders(activity, person, usual)
        return Decision("home.reminders_asked", effects=(_say(entry, asked, asks="reminders"),))
    if chosen == ("usual",):
        return _keep(entry, None)
    seconds = tuple(int(each) for each in chosen if each.isascii() and each.isdigit())
    return _keep(entry, tuple(each for each in seconds if 0 < each <= 30 * 86_400))


def type_reminders(
    context: Context, activity: HomeActivity, entry: VisitEntry, event: Event
) -> Outcome:
    """`1d, 2h, 10m` · `1天、2小时、10分钟`."""
    typed = event.text if isinstance(event, Said) else ""
    plain = re.sub("小时|钟头|hours?|hrs?", "h", re.sub("天|days?", "d", typed.lower()))
    plain = re.sub("分钟|分|minutes?|mins?", "m", plain)
    parts = [each for each in re.split(r"[、,，;；和\s]+", re.sub(r"(\d) +", r"\1", plain)) if each]
    try:
        found = {read_lead(each) for each in parts}
    except ValueError:
        found = set()
    if not 0 < len(found) <= MOST_REMINDERS:
        return Rejected("home.no_reminders", text("home-no-reminders", most=MOST_REMINDERS))
    return _keep(entry, tuple(sorted(found, reverse=True)))


def _keep(entry: VisitEntry, seconds: tuple[int, ...] | None) -> Outcome:
    changed = Change(entry.person, "reminders", write_reminders(seconds))
    shown = Message(own_view.reminders_kept(seconds))
    return Decision("home.reminders_chosen", effects=(changed, _say(entry, shown)))


# -- the calendar


def calendar(context: Context, activity: HomeActivity, entry: VisitEntry, _: Event) -> Outcome:
    """What the calendar's link is for, and a new one, or none any more."""
    shown = own_view.calendar(activity)
    return Decision("home.calendar_shown", effects=(_say(entry, shown),))


def open_calendar(context: Context, activity: HomeActivity, entry: VisitEntry, _: Event) -> Outcome:
    """A new link; an earlier one leads nowhere from now on. Only its hash is kept."""
    hashed = hashlib.sha256(context.nonce.encode()).hexdigest()
    link = Secret(fresh=f"{context.url}/calendar/{context.nonce}.ics")
    said = Send(
        ToPerson(entry.person),
        "calendar",
        own_view.calendar_link(link),
        "reply",
        secret=True,
        holder=entry.person,
        scope="details",
    )
    return Decision("home.calendar_opened", effects=(OpenCalendarFeed(entry.person, hashed), said))


def close_calendar(
    context: Context, activity: HomeActivity, entry: VisitEntry, _: Event
) -> Outcome:
    closed = _say(entry, Message(text("home-calendar-closed")))
    return Decision("home.calendar_closed", effects=(OpenCalendarFeed(entry.person, ""), closed))


# -- how and where the person is


def ask_circumstances(
    context: Context, activity: HomeActivity, entry: VisitEntry, _: Event
) -> Outcome:
    shown = own_view.ask_circumstances(activity)
    return Decision("home.circumstances_asked", effects=(_say(entry, shown),))


def report(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    """The person says how and where they are (`am:kind`); `am:well` takes it back."""
    kind = next((each for each in KINDS if (each,) == choice_args(event)), None)
    if kind is None and choice_args(event) != ("well",):
        return Rejected("home.not_understood", text("home-not-understood"))
    kept = to_text(Circumstance(kind, context.now)) if kind else ""
    changed = Change(entry.person, "circumstances", Secret(fresh=kept))
    said = _say(entry, Message(text("home-circumstances-kept")))
    return Decision("home.circumstances_reported", effects=(changed, said), secret=True)


def _say(entry: VisitEntry, message: Message, *, asks: str = "") -> Send:
    return Send(ToPerson(entry.person), "own", message, "reply", asks=asks)
