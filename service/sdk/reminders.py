"""When people are reminded before a time, how its organizer sets that, and how long a word to them
is of use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from service.core import texts
from service.core.calendar import QuietHours
from service.core.effects import SetTimer
from service.core.events import Said
from service.core.message import Choice, Message
from service.core.reminders import read_several
from service.core.texts import Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk import ahead
from service.sdk.fields import before_words
from service.sdk.panels import choice, grid, in_rows
from service.sdk.state import Schedule, State
from service.sdk.transitions import IDEMPOTENT, ORGANIZER, READ_ONLY, Rows, on
from service.sdk.turn import Turn

ReminderTurn = Turn[State[Any, Any], Any]

OFFERED = (172_800, 86_400, 10_800, 3_600, 1_800, 600)  # seconds before the close
MOST = 5  # reminders of one activity
SHORT = timedelta(minutes=10)  # nobody is reminded by themselves of what is over so soon
LONG = timedelta(days=2)  # what lasts so long is recalled a day before its close as well


@dataclass(frozen=True, slots=True)
class Remind:
    """Reminders before a time. `before`: its name, in the definition or the schedule; `seconds`:
    how long before, usually; `only_status`, `but_status`: who is reminded, as `ToMembers` has it;
    `buttons`: the keys of what they can do then."""

    before: str
    seconds: tuple[int, ...]
    only_status: tuple[str, ...] = ()
    but_status: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()


def next_reminder(
    before: Iterable[int],
    end: datetime,
    *,
    start: datetime,
    after: datetime,
    quiet: QuietHours,
    timezone: str,
    named: Iterable[datetime] = (),
) -> datetime | None:
    """The first moment later than `after` that lies so many seconds before `end`: by day in
    `timezone` where there is a day since `start`, and half-way where the time is shorter than a
    reminder says; or that was `named` and lies between the two. None: there is none left."""
    lasts = end - start
    moments = [each for each in named if start < each < end]
    for seconds in before:
        ahead = timedelta(seconds=seconds)
        at = end - (ahead if ahead < lasts else lasts / 2)
        by_day = quiet.last_allowed(at, timezone)
        moments.append(by_day if by_day > start else at)
    return min((each for each in moments if each > after), default=None)


def usual(lasts: timedelta, last: int) -> tuple[int, ...]:
    """The seconds before the close at which people are usually reminded of what is open so long:
    `last`; of something long the day before as well, of something very short not at all."""
    if lasts <= SHORT:
        return ()
    return (OFFERED[1], last) if lasts >= LONG else (last,)


def reminder_timer(
    turn: ReminderTurn, end: datetime | None, after: datetime, last: int = 0
) -> tuple[SetTimer, ...]:
    """The timer `remind` for the next of the schedule's reminders before `end`, if there is one.
    `last`: the usual one, where nothing is set."""
    plan = turn.state.schedule
    if end is None:
        return ()
    start = plan.opens_at or turn.now
    at = next_reminder(
        usual(end - start, last) if plan.reminders is None else plan.reminders,
        end,
        start=start,
        after=after,
        quiet=turn.context.quiet,
        timezone=turn.unit_timezone,
        named=plan.remind_at,
    )
    return (SetTimer("remind", at, revision=plan.revision),) if at else ()


def useful_until(now: datetime, end: datetime) -> datetime:
    """How long a word to the members may wait: a quarter of what is left is for them."""
    return end - (end - now) / 4


def read_detail(value: object, most: int) -> tuple[int, ...]:
    """`remind_before` of a plan: a number of seconds up to `most`, or a list of them; 0: none.
    Raises ValueError."""
    several = value if isinstance(value, list | tuple) else (value,)
    if len(several) > MOST:
        raise ValueError(f"remind_before: allowed: at most {MOST} numbers")
    for each in several:
        if type(each) is not int or not 0 <= each <= most:
            raise ValueError(f"remind_before: {each!r} is not allowed; allowed: 0 to {most}")
    return tuple(sorted({*several} - {0}, reverse=True))


# -- set by the organizer, before it is published


@dataclass(frozen=True, slots=True)
class ReminderTimes:
    """The reminders before the close, as they are told in a preview and set in the chat: as the
    length asks for (`usual`), none, some that are offered, or what the organizer types.

    `last`: how many seconds before the close the last one usually is; `title(state)`: over the
    question; `foretold(state)`: whether the room is told before the opening as well."""

    last: int
    title: Callable[[Any], Words]
    foretold: Callable[[Any], bool] = lambda _: False

    def timer(self, turn: ReminderTurn, after: datetime) -> tuple[SetTimer, ...]:
        """The timer of the next one later than `after`, if there is one."""
        return reminder_timer(turn, turn.state.schedule.closes_at, after, self.last)

    def told(self, turn: ReminderTurn) -> Words:
        """When the silent are reminded, and its organizer before the opening."""
        before = ahead.seconds_ahead(turn) if ahead.ahead_at(turn) else 0
        room = int(self.foretold(turn.state))
        own = text("sdk-reminder-ahead", hours=before // 3600, room=room) if before else None
        return lines(self._of_the_silent(turn), own)

    def _of_the_silent(self, turn: ReminderTurn) -> Words:
        """When the silent are reminded, in one line."""
        plan = turn.state.schedule
        dated = [(self._at(plan, each), before_words(each)) for each in self._before(turn)]
        dated += [(at, texts.Moment(at)) for at in plan.remind_at]
        if not dated:
            return text("sdk-no-reminders")
        told = lines(*(words for _, words in sorted(dated, key=lambda pair: pair[0])), sep=" · ")
        return text("sdk-reminders", times=told)

    def button(self, turn: ReminderTurn) -> Choice:
        """The way to the question, among the options."""
        return choice(turn.activity, "reminders", text("sdk-button-reminders"))

    def rows(self) -> Rows[Any, Any]:
        """The question, its buttons, and what is typed instead."""
        return (
            *on("draft", "reminders", self._ask, by=ORGANIZER, undo=READ_ONLY),
            *on("draft", "reminder ?reminder", self._set, by=ORGANIZER, undo=IDEMPOTENT),
            *on("draft", "ahead", self._set_ahead, by=ORGANIZER, undo=IDEMPOTENT, toggle=True),
        )

    def _ask(self, turn: ReminderTurn) -> Outcome:
        shown = turn.panel(self._shown(turn), prompt="reminder")
        return turn.done(f"{turn.activity.kind}.reminders_shown", effects=shown)

    def _set_ahead(self, turn: ReminderTurn) -> Outcome:
        """The next of the times at which its organizer is reminded before the opening."""
        known, offered = ahead.seconds_ahead(turn), ahead.OFFERED
        at = offered.index(known) + 1 if known in offered else 0
        then = turn.becomes(turn.state.timed(ahead=offered[at % len(offered)]))
        shown = then.panel(self._shown(then), prompt="reminder")
        action = f"{turn.activity.kind}.reminder_changed"
        return turn.done(action, state=then.state, effects=shown)

    def _set(self, turn: ReminderTurn) -> Outcome:
        """One more or less: so many minutes before the close (`reminder:minutes`), one that was
        named (`reminder:at.seconds`), none at all (`reminder:0`), or the organizer's own words."""
        changed = self._changed(turn)
        if isinstance(changed, Rejected):
            return changed
        if len(changed.reminders or ()) + len(changed.remind_at) > MOST:
            return turn.refuse("sdk-enough-reminders", most=MOST)
        kept = {"reminders": changed.reminders, "remind_at": changed.remind_at}
        then = turn.becomes(turn.state.timed(**kept))
        shown = then.panel(self._shown(then), prompt="reminder")
        action = f"{turn.activity.kind}.reminder_changed"
        return turn.done(action, state=then.state, effects=shown)

    def _changed(self, turn: ReminderTurn) -> Schedule | Rejected:
        plan, known, args = turn.state.schedule, {*self._before(turn)}, turn.args()
        if isinstance(turn.event, Said):
            return self._typed(turn, known)
        if args[:1] == ("at",):
            left = tuple(each for each in plan.remind_at if _seconds(each) != "".join(args[1:]))
            return _with(plan, known, left)
        minutes = turn.ints()[:1]
        if not minutes or minutes[0] >= 10**5:
            return turn.refuse("sdk-no-time")
        if not minutes[0]:
            return _with(plan, (), ())
        return _with(plan, known ^ {60 * minutes[0]}, plan.remind_at)

    def _typed(self, turn: ReminderTurn, known: set[int]) -> Schedule | Rejected:
        """So long before the close, or a moment before it; both only while it is open."""
        plan = turn.state.schedule
        before = read_several(turn.typed())
        if before:
            if any(not self._fits(turn, each) for each in before):
                return self._outside(turn)
            return _with(plan, known | before, plan.remind_at)
        found = turn.when()
        if isinstance(found, Rejected):
            return found
        if found.until is not None:
            return turn.refuse("sdk-one-time")
        opens_at = max(plan.opens_at or turn.now, turn.now)
        if plan.closes_at is None or not opens_at < found.at < plan.closes_at:
            return self._outside(turn)
        at = found.at.astimezone(UTC)
        return _with(plan, known, tuple(sorted({*plan.remind_at, at})))

    def _outside(self, turn: ReminderTurn) -> Rejected:
        closes_at = turn.state.schedule.closes_at or turn.now
        return turn.refuse("sdk-reminder-outside", closes=texts.Moment(closes_at))

    def _shown(self, turn: ReminderTurn) -> Message:
        """Those that are set, each with a button that takes it out, and some that may be set."""
        plan, chosen = turn.state.schedule, self._before(turn)
        offered = {*chosen, *(each for each in OFFERED if self._fits(turn, each))}
        buttons = [
            choice(
                turn.activity, "reminder", _marked(each in chosen, before_words(each)), each // 60
            )
            for each in sorted(offered, reverse=True)
            if each % 60 == 0
        ]
        named = [
            choice(turn.activity, "reminder", _marked(True, texts.Moment(at)), "at", _seconds(at))
            for at in plan.remind_at
        ]
        last = (self._none(turn), self._ahead(turn), self._back(turn))
        rows = grid(turn.activity, *in_rows(buttons, 2), *named, *last)
        asked = lines(text("sdk-ask-reminders"), self.told(turn))
        return Message(asked, self.title(turn.state), rows)

    def _none(self, turn: ReminderTurn) -> Choice:
        return choice(turn.activity, "reminder", text("sdk-button-no-reminders"), 0)

    def _ahead(self, turn: ReminderTurn) -> Choice | str:
        """Goes on to the next time before the opening; none for what opens at once."""
        opens_at = turn.state.schedule.opens_at
        if opens_at is None or opens_at <= turn.now:
            return ""
        hours = ahead.seconds_ahead(turn) // 3600
        return choice(turn.activity, "ahead", text("sdk-button-ahead", hours=hours))

    def _back(self, turn: ReminderTurn) -> Choice:
        """To the options, from where one came."""
        return choice(turn.activity, "options", text("sdk-button-keep"))

    def _before(self, turn: ReminderTurn) -> tuple[int, ...]:
        """The seconds before the close that are set, or usual."""
        plan = turn.state.schedule
        if plan.reminders is not None:
            return plan.reminders
        return usual(self._lasts(turn), self.last)

    def _lasts(self, turn: ReminderTurn) -> timedelta:
        plan = turn.state.schedule
        opens_at = plan.opens_at or turn.now
        return (plan.closes_at or opens_at) - opens_at

    def _fits(self, turn: ReminderTurn, seconds: int) -> bool:
        return timedelta(seconds=seconds) < self._lasts(turn)

    def _at(self, plan: Schedule, seconds: int) -> datetime:
        """For the order in which they are told."""
        end = plan.closes_at or datetime.max.replace(tzinfo=UTC)
        return end - timedelta(seconds=seconds)


def _with(plan: Schedule, before: Iterable[int], named: tuple[datetime, ...]) -> Schedule:
    reminders = tuple(sorted(before, reverse=True))
    return Schedule(plan.opens_at, plan.closes_at, reminders, remind_at=named)


def _seconds(at: datetime) -> str:
    """A moment as the argument of a choice."""
    return str(int(at.timestamp()))


def _marked(is_set: bool, words: Words) -> Words:
    return lines("✔" if is_set else "＋", words, sep=" ")
