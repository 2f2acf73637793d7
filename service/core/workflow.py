"""The contract of every workflow: a pure state machine over an activity and its entries.

An **activity** is one running thing (quiz 12). An **entry** is one person's part in it. An event
of a person writes only that person's entry; an event of a timer or of who leads the activity may
write both. `decide` is asked with everything it may know and answers with what shall be: nothing
else has effects, so a refused event changes nothing and a run can be repeated to the letter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from service.core.access import PERMISSIONS, Permission, Rules, Scope, may
from service.core.archive import FilesOf
from service.core.calendar import Holidays, QuietHours
from service.core.choices import ChoiceId
from service.core.courses import Course
from service.core.effects import Effect
from service.core.events import (
    ChatMoved,
    ChatStatusChanged,
    Chose,
    CommandGiven,
    Event,
    Said,
    TakenBack,
    Tapped,
    TimerFired,
    Voted,
)
from service.core.message import Choice, Gallery, Invitation
from service.core.people import Person, Roster
from service.core.privacy import Personal
from service.core.queries import AnyQuery, QueryResults, Summary
from service.core.records import Certified, Counted, Own, Past
from service.core.screen import Screen
from service.core.standing import Standing
from service.core.texts import Words

A = TypeVar("A")
E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Sandbox:
    """Who tries an activity out, and which one it is of."""

    person: int
    of: int


@dataclass(frozen=True, slots=True)
class Activity(Generic[A]):
    """One running thing, as it stands. `state` carries its own `phase`. Of a `sandbox` only who
    rehearses hears."""

    id: int
    kind: str
    unit: int
    state: A
    version: int = 0
    sandbox: Sandbox | None = None


@dataclass(frozen=True, slots=True)
class Entry(Generic[E]):
    """One person's part in an activity. `state` is None before the person's first event."""

    activity: int
    person: int
    state: E | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Command:
    """A command that opens or asks something: `/name`, or one of its words in any language.

    Its words stand in the workflow's texts under `command-<name>`, separated by `|`.
    """

    name: str
    permission: str | None = None  # needed in the person's own unit; None: everybody


@dataclass(frozen=True, slots=True)
class Plannable:
    """What a plan that is made in the chat needs to know of an activity that it begins.

    `fields`: the details that are asked for, so that it begins by itself, each a field of
    `service.sdk.fields` with the question `<kind>-ask-plan-<field>` and the line
    `<kind>-field-plan-<field>` for its $value; none: a plan only brings a draft to who leads it.
    `fixed`: details that are always the same.
    """

    fields: tuple[Any, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Menu:
    """How a kind is begun from the menu of home.

    `order`: its place there. `permission`: what beginning one takes; "": it is begun by its other
    commands alone. `files`: the endings of files
    that begin one when they are sent to home, such as ".xlsx". `also`: other commands that begin
    one, next to it; `more`: the kind's other commands, on the page of the rest. Each has the text
    `<kind>-menu-<command>`.
    `plannable`: what a plan made in the chat may begin, by command. Its draft begins with the
    details `command`, and with `title` and `opens_at` (aware), which may be left aside.
    `meets`: what of the rules beginning one meets: "meeting" (any kind of meeting, which is named
    by the detail `kind`), "talk", "report" or "study" (with the detail `kind` too), or what a duty
    counts as, such as one kind of report.
    """

    order: int
    permission: str
    files: tuple[str, ...] = ()
    also: tuple[Command, ...] = ()
    more: tuple[Command, ...] = ()
    plannable: Mapping[str, Plannable] = field(default_factory=dict)
    meets: frozenset[str] = frozenset()

    @staticmethod
    def of_drafts(order: int, permission: str, command: str) -> Menu:
        """That of a kind whose plans bring drafts alone."""
        return Menu(order, permission, plannable={command: Plannable()})


def _no_rules(rules: Rules, values: Any) -> Rules:
    return rules


@dataclass(frozen=True, slots=True)
class SettingsTable:
    """A table that a kind has in the settings file.

    `name`: of the table. `values`: a frozen dataclass with a default for each key, whose metadata
    `allowed` says in words what may stand there. `rules(rules, values)`: the organization's rules
    with what the table says of them.
    """

    name: str
    values: type[Any]
    rules: Callable[[Rules, Any], Rules] = _no_rules


@dataclass(frozen=True, slots=True)
class Context:
    """What a decision may know: the time, who acts, the roster, the rules and the results of its
    queries.

    `now`: when the event was received (aware, UTC); for a timer, the time it is handled.
    `settings`: what the organization has set for kinds with a table of their own, by kind.
    `menu`: the kinds that can be begun from the menu, in its order.
    `url`: where our pages stand.
    `taken`: keys of `Claim` that turned out to be held by another, on the second asking.
    `abroad`: the event came by an account whose servers are abroad, where nothing sensitive is
    asked or kept.
    `nonce`: 12 characters of base64url that nobody can guess, others for each decision.
    """

    now: datetime
    actor: Person | None = None
    roster: Roster = field(default_factory=Roster)
    rules: Rules = field(default_factory=Rules)
    queries: QueryResults = field(default_factory=QueryResults)
    taken: frozenset[str] = frozenset()
    holidays: Holidays = field(default_factory=Holidays)
    quiet: QuietHours = field(default_factory=QuietHours)
    nonce: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    menu: Mapping[str, Menu] = field(default_factory=dict)
    url: str = ""
    abroad: bool = False

    def may(self, permission: str, unit: int) -> bool:
        return may(self.rules, self.roster, self.actor, permission, unit)


@dataclass(frozen=True, slots=True)
class Decision:
    """What shall be. `activity` and `entry` are new states, or None where nothing changes.

    `action` names what happened, for the journal: `quiz.answered`.
    `secret`: the event holds confidential text, which the journal seals. `wordless`: the journal
    keeps that it happened, and nothing of the event.
    `finished`: the activity is over; its timers go.
    """

    action: str
    activity: Any = None
    entry: Any = None
    effects: tuple[Effect, ...] = ()
    secret: bool = False
    wordless: bool = False
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """The event is refused and changes nothing. `say` is told to the person in private, if at all.

    `code` is short and stable: `quiz.late`. `choices`: to offer along with the words. `ends`: what
    was asked can't be answered any more, so whatever the person types next is no answer to it.
    """

    code: str
    say: Words | None = None
    choices: tuple[tuple[Choice, ...], ...] = ()
    ends: bool = False


Outcome = Decision | Rejected


class Decide(Protocol):
    def __call__(
        self, context: Context, activity: Activity[Any], entry: Entry[Any] | None, event: Event
    ) -> Outcome: ...


CopyDefinition = Callable[[Context, int, Any, Mapping[str, Any]], Any]
Certifies = Callable[[Activity[Any], Sequence[tuple[int, Any]], str], Certified | None]
CourseOf = Callable[[Context, Activity[Any]], Course | None]
ScreenOf = Callable[[Context, Activity[Any]], Screen | None]
PublicPageOf = Callable[[Roster, Activity[Any], Sequence[tuple[int, Any]]], Gallery | None]
DryRun = Callable[[Context, int, Any], Any]
StandingOf = Callable[[Context, Activity[Any], Mapping[int, Any]], Standing | None]
Watches = Callable[[Context, Activity[Any]], Collection[str]]
OfYear = Callable[[Context, int, Sequence[tuple[Activity[Any], Any]]], Words | None]
Mine = Callable[[Context, Activity[Any], Any], Own | None]
PastOf = Callable[[Context, Activity[Any]], Past | None]
CountsAs = Callable[[Activity[Any]], Counted | Sequence[Counted] | None]
PartCountsAs = Callable[[Activity[Any], int, Any], Counted | None]
CountsFor = Callable[[Activity[Any], int, Any], Sequence[Counted]]
HoursOf = Callable[[Activity[Any], Any], float]
CalendarEventsOf = Callable[
    [Roster, Activity[Any], int, Any], Mapping[int, Invitation | tuple[Invitation, ...]]
]


def _requires_nothing(
    activity: Activity[Any], entry: Entry[Any] | None, event: Event
) -> tuple[AnyQuery, ...]:
    return ()


def _watches_nothing(context: Context, activity: Activity[Any]) -> Collection[str]:
    return ()


def _no_topic(state: Any) -> Words | None:
    """Nothing said in a room is meant for it."""
    return None


def _no_title(state: Any) -> Words:
    return ""


def _in_the_open(state: Any) -> bool:
    """Everybody's part is kept as it is."""
    return False


@dataclass(frozen=True, slots=True)
class Workflow:
    """A kind of activity: its types, its machine, and what the runtime must know of it.

    `begin(context, unit, details)` makes the state of a new activity, or refuses.
    `copy_definition(context, unit, state, details)` makes a fresh draft of what the activity is
    made of, or refuses: without its times, its people, and anything private. `details`: times, as
    a plan names them. None: there is nothing to use again.
    `dry_run(context, unit, state)` makes the same, complete and to begin at once, for the people
    of `context.roster`; or refuses. None: it can't be tried out.
    `summary(entry_state)` gives what is counted over entries. `absent`: its statuses of who has an
    entry and does not take part.
    `title(activity_state)` names the activity in menus, for whoever reads them.
    `standing(context, activity, parts)`: where the menu of `context.actor` lists the activity, and
    what waits for this person; None: they can't open it. `parts`: by person, their own part and
    those with a status that `watches(context, activity)` names. No such function: it is not listed.
    `mine(context, activity, entry_state)`: how the person's own part is told to them once it has a
    time (`Summary.at`); None: there is nothing to tell. No such function: it is not listed.
    `of_year(context, year, parts)`: what the parts of `context.actor` in that year come to, as
    (activity, entry state); None: nothing is added up.
    `seals_parts(activity_state)`: whether nobody who looks into the database may tell whose part
    says what; what is counted of it (`summary`) is told all the same.
    `past(context, activity)`: when one that is over was held, if the person could see it; None:
    they could not. No such function: its kind is not listed among what was held.
    `course(context, activity)`: how far one that goes on has come, as a page tells `context.actor`,
    who may see figures of its unit; None: that it goes on is not theirs to know. No such function:
    its kind is on no such page.
    `counts_as(activity)`: as what one counts for what the rules prescribe, and when it was held,
    from its close on, whether or not something is still to be done; several where it was held or
    counts so often;
    `part_counts_as(activity, person, part)`: the same of a part whose summary has a time, such as a
    talk. None: it doesn't count, or not yet. `counts_for(activity, person, part)`: what a part
    counts of what is prescribed of its own person, such as hours.
    `files(year)`: what the kind leaves in the archive of a unit's year, see `core.archive`; nothing
    confidential, and nothing without names that could be told apart. No such function: nothing.
    `hours(activity, entry_state)`: the hours of study or of service that the part comes to, 0 where
    they don't stand yet. No such function: its parts are not reckoned in hours.
    `requires(activity, entry, event)` names the queries the decision will ask for.
    `calendar_events(roster, activity, person, entry_state)`: what of an entry stands in the
    calendars of whom, one event or several, without anything private.
    `topic(state)`: the title of what words in the room may be meant for; None: nothing just now.
    `public_page(roster, activity, entries)`: what everybody may see who has the link to the
    activity's page; `entries` as (person, state). None: there is nothing to be seen.
    `screen(context, activity)`: what a big screen shows of it to a whole hall, the answers to
    `Results` and `Entries` of the activity at hand; None: nothing now, or any more.
    `certifies(activity, entries, code)`: what the certificate with this code says of itself, see
    `core.certificates`; `entries` as (person, state). None: there is none.
    `names(activity_state, person)`: whether the activity counts on this person, so that it is told
    (`MemberLeft`) when they leave. None: whoever the roster does not know any more is no matter.
    `by_post(activity_state, person)`: whether it is this person's by their post, so that it is told
    (`HandedOver`) when that goes to another. None: it is nobody's, or personal.
    `menu`: None: it is not begun from the menu, nor listed there. With one, its texts have the
    button that begins it (`<kind>-menu`), its line in the help (`<kind>-help`), how an activity
    of this kind is listed (`<kind>-running`, with its $title), what it is called while it has no
    title (`<kind>-untitled`, with the $day on which it was begun), and how somebody's part in one
    stands (`<kind>-status`, with the $status of its summary).
    `personal`: what is to be known of the personal data in its parts.
    `permissions`: those of its own. `scopes`: the kinds of confidential text that it has, by name.
    `settings`: its table in the settings file.
    `toggles`: verbs of choices that switch or show something. Where a second tap on the same number
    takes the first back, it is one more such choice.
    `texts`: the package whose folder `texts` holds its words; "": that of its folder among ours.
    `discreet`: that somebody has a part in one is told to nobody else, not even to who keeps the
    roster when they leave; no page for offices tells that there is one.
    `singleton`: one activity serves the whole organization (home).
    `effects` and `queries`: those of its own, each with what carries it out or answers it
    (`service.runtime.unit_of_work.Handler`, `Resolver`).
    `upcasters[n]` turns stored data of schema n into n + 1.
    """

    kind: str
    activity_type: type[Any]
    entry_type: type[Any]
    begin: Callable[[Context, int, Mapping[str, Any]], Any]
    decide: Decide
    summary: Callable[[Any], Summary]
    absent: frozenset[str] = frozenset()
    title: Callable[[Any], Words] = _no_title
    seals_parts: Callable[[Any], bool] = _in_the_open
    standing: StandingOf | None = None
    watches: Watches = _watches_nothing
    mine: Mine | None = None
    of_year: OfYear | None = None
    past: PastOf | None = None
    course: CourseOf | None = None
    counts_as: CountsAs | None = None
    part_counts_as: PartCountsAs | None = None
    files: FilesOf | None = None
    counts_for: CountsFor | None = None
    hours: HoursOf | None = None
    requires: Callable[[Activity[Any], Entry[Any] | None, Event], tuple[AnyQuery, ...]] = (
        _requires_nothing
    )
    copy_definition: CopyDefinition | None = None
    dry_run: DryRun | None = None
    calendar_events: CalendarEventsOf | None = None
    public_page: PublicPageOf | None = None
    screen: ScreenOf | None = None
    certifies: Certifies | None = None
    names: Callable[[Any, int], bool] | None = None
    by_post: Callable[[Any, int], bool] | None = None
    topic: Callable[[Any], Words | None] = _no_topic
    menu: Menu | None = None
    commands: tuple[Command, ...] = ()
    personal: Personal = field(default_factory=Personal)
    permissions: tuple[Permission, ...] = ()
    scopes: Mapping[str, Scope] = field(default_factory=dict)
    settings: SettingsTable | None = None
    texts: str = ""
    discreet: bool = False
    singleton: bool = False
    toggles: frozenset[str] = frozenset()
    effects: Mapping[type[Effect], Callable[..., Any]] = field(default_factory=dict)
    queries: Mapping[type[AnyQuery], Callable[..., Any]] = field(default_factory=dict)
    schema: int = 1
    upcasters: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = field(
        default_factory=dict
    )


def rules_of(
    workflows: Iterable[Workflow],
    rules: Rules | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Rules:
    """The rules (None: the usual ones) with the permissions and scopes of these kinds, and with
    what is set for them (by kind; None: nothing)."""
    listed = tuple(workflows)
    own = (permission for each in listed for permission in each.permissions)
    known = replace(rules or Rules(), permissions=(*PERMISSIONS, *own))
    for each in listed:
        known = replace(known, scopes={**known.scopes, **each.scopes})
        if each.settings is not None:
            values = (settings or {}).get(each.kind) or each.settings.values()
            known = each.settings.rules(known, values)
    return known


def events_for(
    person: int, by_person: Mapping[int, Invitation | tuple[Invitation, ...]]
) -> tuple[Invitation, ...]:
    """The person's of what `Workflow.calendar_events` has found."""
    found = by_person.get(person, ())
    return (found,) if isinstance(found, Invitation) else found


def menu_of(workflows: Iterable[Workflow]) -> dict[str, Menu]:
    """The kinds that can be begun from the menu, in its order."""
    listed = [(each.kind, each.menu) for each in workflows if each.menu is not None]
    return dict(sorted(listed, key=lambda each: (each[1].order, each[0])))


def event_name(event: Event) -> str:
    """The name a transition table knows an event by.

    A choice, and a vote, goes by its verb, a choice that is taken back by `-verb`, a command by its
    name, a timer by `@name`, an answer to a question in free text by `?token`; the others by their
    own name in lower case. A choice that was forged to look like another event is plain `chose`.
    """
    match event:
        case Chose():
            return _verb(event) or "chose"
        case TakenBack():
            verb = _verb(event)
            return f"-{verb}" if verb else "chose"
        case Voted():
            vote = ChoiceId.decode(event.choice)
            return vote.verb if vote is not None else "voted"
        case CommandGiven():
            return f"/{event.name}"
        case TimerFired():
            return f"@{event.name}"
        case Said():
            return f"?{event.asked}" if event.asked else "said"
        case _:
            return _NAMES.get(type(event)) or event.known_as()


_NAMES: Mapping[type[Event], str] = {
    Tapped: "chose",  # the runtime has made it a choice before
    ChatStatusChanged: "chat",
    ChatMoved: "chat",
}
_EVENT_NAMES = frozenset(_NAMES.values())


def _verb(event: Chose | TakenBack) -> str | None:
    """The verb of a choice that is none of ours, or looks like another event, is None."""
    choice = ChoiceId.decode(event.choice)
    if (
        choice is None
        or choice.verb[0] in "/@?-"
        or choice.verb in _EVENT_NAMES
        or choice.verb in Event.names
    ):
        return None
    return choice.verb


def choice_args(event: Event) -> tuple[str, ...]:
    """The arguments of the choice that was taken, taken back, or voted on; () for every other
    event."""
    if isinstance(event, Chose | TakenBack | Voted):
        choice = ChoiceId.decode(event.choice)
        if choice:
            return choice.args
    return ()
