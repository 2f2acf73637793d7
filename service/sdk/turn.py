"""One decision: what has happened, to which activity, and all that may be known about it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from service.core.access import may
from service.core.effects import Effect, Send, ToMembers, ToPerson
from service.core.events import Attached, Event, Said
from service.core.message import Message
from service.core.people import Person, Roster
from service.core.queries import Query
from service.core.rulebook import RuleBook
from service.core.texts import Arg, text
from service.core.time_parsing import When, full_minute, in_minutes, read_when
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    choice_args,
    event_name,
)
from service.sdk.times import why_not

S = TypeVar("S")
P = TypeVar("P")
T = TypeVar("T")

PANEL = "panel"  # the key of what organizers see
MOST_DIGITS = 18  # of a number in a choice; ids of rows fit


def _nobody(state: object) -> int | None:
    """An activity that is nobody's own."""
    return None


def _revision(state: Any) -> int:
    return int(state.schedule.revision)


@dataclass(frozen=True, slots=True)
class Policy(Generic[S]):
    """Whose a kind of activity is.

    `permission`: what it takes to organize it in its unit. `organizer(state)`: the person whose
    activity it is, if anybody's. `revision(state)`: counts how often its timers were set anew.
    """

    permission: str = ""
    organizer: Callable[[S], int | None] = _nobody
    revision: Callable[[S], int] = _revision


@dataclass(frozen=True, slots=True)
class Turn(Generic[S, P]):
    """What a handler decides about. `S`: the state of the activity; `P`: of one person's part.

    `entry`: the part the event concerns, of the actor unless a button or a timer names another.
    `policy`: who may do what in this kind of activity.
    """

    context: Context
    activity: Activity[S]
    entry: Entry[P] | None
    event: Event
    policy: Policy[S]

    # -- what is known

    @property
    def book(self) -> RuleBook:
        """What is prescribed for the unit of the activity."""
        return self.context.rules.book_of(self.roster, self.unit)

    @property
    def id(self) -> int:
        return self.activity.id

    @property
    def unit(self) -> int:
        return self.activity.unit

    @property
    def state(self) -> S:
        return self.activity.state

    @property
    def part(self) -> P | None:
        """The state of the part; None before the person's first event."""
        return self.entry.state if self.entry is not None else None

    @property
    def person(self) -> int:
        """Whose part it is; 0 where the event concerns nobody's."""
        return self.entry.person if self.entry is not None else 0

    @property
    def now(self) -> datetime:
        return self.context.now

    @property
    def actor(self) -> Person | None:
        return self.context.actor

    @property
    def me(self) -> int:
        """The id of who acts; 0 where nobody does."""
        return self.context.actor.id if self.context.actor is not None else 0

    @property
    def roster(self) -> Roster:
        return self.context.roster

    @property
    def name(self) -> str:
        """The event as `transitions` knows it, without what follows a dot: `?comment.5` is
        `?comment`."""
        return name_of(self.event)

    @property
    def timezone(self) -> str:
        """The clock that people mean: the actor's, else the unit's."""
        return self.actor.timezone if self.actor is not None else self.unit_timezone

    @property
    def unit_timezone(self) -> str:
        return self.roster.unit_timezone(self.unit)

    def organizes(self) -> bool:
        """Whether the actor may organize the activity now."""
        permission = self.policy.permission
        return bool(permission) and self.context.may(permission, self.unit)

    def takes_part(self) -> bool:
        """Whether it is the actor's own part, in a unit that the activity is for."""
        actor, roster = self.context.actor, self.context.roster
        return actor is not None and self.is_own() and roster.within(actor.unit, self.unit)

    def is_own(self) -> bool:
        """Whether it is the actor's own part."""
        actor, entry = self.context.actor, self.entry
        return actor is not None and entry is not None and entry.person == actor.id

    def organizers(self) -> tuple[int, ...]:
        """Whose activity it is, while they may organize it; else whoever may in the nearest unit
        upwards."""
        own = self.policy.organizer(self.state)
        if own is not None and self._may_organize(self.roster.people.get(own), self.unit):
            return (own,)
        return self.organizers_of(self.unit)

    def organizers_of(self, unit: int | None) -> tuple[int, ...]:
        """Who may organize such activities in the unit, or else in the nearest one upwards."""
        return self.holders(self.policy.permission, unit)

    def holders(self, permission: str, unit: int | None, *, but: int = 0) -> tuple[int, ...]:
        """Who holds the permission in the unit, or else in the nearest one upwards in which
        somebody does, `but` this person."""
        for each in self.roster.path(unit):
            found = tuple(
                person.id
                for person in self.roster.here(each)
                if person.id != but and self._may(person, permission, each)
            )
            if found:
                return found
        return ()

    def _may_organize(self, person: Person | None, unit: int) -> bool:
        return self._may(person, self.policy.permission, unit)

    def _may(self, person: Person | None, permission: str, unit: int) -> bool:
        return may(self.context.rules, self.roster, person, permission, unit)

    def query(self, query: Query[T]) -> T:
        """The answer to a query that the transition `requires`."""
        return self.context.queries[query]

    def settings(self, values: type[T]) -> T:
        """What the organization has set for this kind (`Workflow.settings`)."""
        found = self.context.settings.get(self.activity.kind)
        return found if isinstance(found, values) else values()

    # -- what was said

    def args(self) -> tuple[str, ...]:
        """The arguments of the choice, or of the prompt that was answered (`?comment.5.1`)."""
        asked = getattr(self.event, "asked", "")
        return tuple(asked.split(".")[1:]) if asked else choice_args(self.event)

    def ints(self) -> tuple[int, ...]:
        """The arguments as numbers from 0 on; () if one of them is none."""
        args = self.args()
        for each in args:
            if not (each.isascii() and each.isdigit() and len(each) <= MOST_DIGITS):
                return ()
        return tuple(map(int, args))

    def is_overheard(self) -> bool:
        """Whether it was typed or sent where others read it too: in a room."""
        return isinstance(self.event, Said | Attached) and not self.event.ref.private

    def typed(self) -> str:
        """What was typed, in the NFKC form and without space around it; "" if nothing was."""
        words = self.event.text if isinstance(self.event, Said) else ""
        return unicodedata.normalize("NFKC", words).strip()

    def words(self, most: int) -> str | Rejected:
        """What was typed, as it was but for the space around it, of 1 to so many characters."""
        words = self.event.text.strip() if isinstance(self.event, Said) else ""
        return self._within(words, most)

    def one_line(self, most: int) -> str | Rejected:
        """The same on one line."""
        return self._within(self.line(), most)

    def _within(self, words: str, most: int) -> str | Rejected:
        return words if 0 < len(words) <= most else self.refuse("sdk-bad-text", most=most)

    def line(self) -> str:
        """What was typed, as it was, on one line."""
        return " ".join(self.event.text.split()) if isinstance(self.event, Said) else ""

    def when(self, after: datetime | None = None) -> When | Rejected:
        """The time that was typed, on the actor's clock and at a full minute, or tapped as minutes;
        both count from `after` where there is one, such as an opening. Else why it is none."""
        if isinstance(self.event, Said):
            follows = after if after is not None and after > self.now else None
            found = read_when(self.event.text, self.now, self.timezone, after=follows)
            if isinstance(found, When):
                return replace(found, at=full_minute(found.at))
            key, args = why_not(found, self.timezone)
            return self.refuse(key, **args)
        minutes = self.ints()[:1]
        if not minutes or minutes[0] >= 10**5:
            return self.refuse("sdk-no-time")
        return When(in_minutes(after or self.now, minutes[0]))

    def moment(self, after: datetime | None = None) -> datetime | None:
        """The same as a moment alone. None: it is none, or a span."""
        found = self.when(after)
        return found.at if isinstance(found, When) and found.until is None else None

    # -- the outcome

    def becomes(self, state: S) -> Turn[S, P]:
        """The same turn on another state of the activity."""
        return replace(self, activity=replace(self.activity, state=state))

    def with_part(self, part: P) -> Turn[S, P]:
        """The same turn on another state of the part."""
        if self.entry is None:
            raise ValueError("the event concerns nobody's part")
        return replace(self, entry=replace(self.entry, state=part))

    def done(
        self,
        action: str,
        *,
        state: S | None = None,
        part: P | None = None,
        effects: Iterable[Effect] = (),
        finished: bool = False,
        secret: bool = False,
        wordless: bool = False,
    ) -> Decision:
        """It happens. `action` names it in the journal: `quiz.answered`."""
        return Decision(
            action,
            state,
            part,
            tuple(effects),
            secret=secret,
            wordless=wordless,
            finished=finished,
        )

    def refuse(self, key: str, **args: Arg) -> Rejected:
        """It does not happen, and the person reads why: the text `key`, such as `quiz-late`. The
        refusal's code is the key with a dot: `quiz.late`."""
        return refused(key, **args)

    def ignore(self, key: str) -> Rejected:
        """It does not happen, and nobody is told: an outdated timer, a stray reaction."""
        return Rejected(code_of(key))

    def stale(self) -> Rejected:
        """A timer that was set before things moved on."""
        return self.ignore(f"{self.activity.kind}-stale-timer")

    # -- whom to tell

    def reply(
        self, message: Message, key: str, *, prompt: str = "", **how: Any
    ) -> tuple[Send, ...]:
        """To who acts, at once; nothing where nobody acts. `how`: further fields of `Send`."""
        if self.actor is None:
            return ()
        return (Send(ToPerson(self.actor.id), key, message, "reply", prompt=prompt, **how),)

    def tell(self, people: Iterable[int], key: str, message: Message, **how: Any) -> list[Send]:
        """To each of these people in private."""
        return [Send(ToPerson(each), key, message, **how) for each in people]

    def members(
        self,
        key: str,
        message: Message,
        *,
        only_status: tuple[str, ...] = (),
        but_status: tuple[str, ...] = (),
        zone: str = "",
        standings: tuple[str, ...] = (),
        **how: Any,
    ) -> tuple[Send, ...]:
        """To every member in private, as `ToMembers` has it."""
        to = ToMembers(self.unit, but_status, only_status, zone, standings)
        return (Send(to, key, message, "bulk", **how),)

    def panel(
        self,
        message: Message,
        *,
        prompt: str = "",
        key: str = PANEL,
        organizers_too: bool = False,
        **how: Any,
    ) -> tuple[Send, ...]:
        """What is shown to who organizes the activity: it goes to who acts, and to the organizers
        where nobody acts. `organizers_too`: they must know, whoever acts."""
        if self.actor is not None and not organizers_too:
            return self.reply(message, key, prompt=prompt, **how)
        readers = dict.fromkeys(([self.actor.id] if self.actor else []) + [*self.organizers()])
        return tuple(self.tell(readers, key, message, priority="reply", prompt=prompt, **how))


def name_of(event: Event) -> str:
    """The event as a table of transitions knows it: what follows a dot is no part of the name."""
    return event_name(event).partition(".")[0]


def refused(key: str, **args: Arg) -> Rejected:
    """A refusal where there is no turn yet, as `Turn.refuse` words it."""
    return Rejected(code_of(key), text(key, **args))


def also(outcome: Outcome, *effects: Effect) -> Outcome:
    """The outcome with further effects, where anything happens."""
    if not isinstance(outcome, Decision):
        return outcome
    return replace(outcome, effects=(*outcome.effects, *effects))


def code_of(key: str) -> str:
    """The code of a refusal by the key of its words: `quiz-not-allowed` is `quiz.not_allowed`."""
    kind, _, rest = key.partition("-")
    return f"{kind}.{rest.replace('-', '_')}"
