"""Rehearsals: an activity tried out by one person, with the true messages of everybody.

A rehearsal is the real thing, decided and said by the same code. Two people are in it: who leads
it, and a test participant for the members. Whatever is said to a room, to the members or to the
test participant comes to the one chat of who leads, marked as such; what is answered there, the
test participant has answered. Nobody else is in its roster, so nobody else is counted, told,
reminded or booked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from service.core.access import may_open
from service.core.calendar import QuietHours
from service.core.choices import HOME, ChoiceId
from service.core.effects import (
    Edit,
    EndSandbox,
    Send,
    Start,
    ToMembers,
    ToPerson,
    ToRoom,
)
from service.core.events import Attached, Chose, Edited, Event, Liked, Said, TakenBack, Withdrawn
from service.core.message import Attachment, Choice, Invitation, Message
from service.core.people import Person, Roster
from service.core.texts import lines, text
from service.core.workflow import Activity, Context, Rejected, Sandbox
from service.runtime.localization.catalog import Locale
from service.runtime.registry import Registry
from service.runtime.trigger import Trigger
from service.store.sandbox import empty, rehearsed_by

if TYPE_CHECKING:
    from service.runtime.unit_of_work import UnitOfWork

MARK = "~"
"""Stands before the verb of a choice, or the token of a question, that the test participant
answers."""

TEST_PARTICIPANTS = 1_000_000_000  # numbers of people lie below
Audience = Literal["leader", "member", "room"]


def roster_of(registry: Registry, roster: Roster, sandbox: Sandbox, unit: int) -> Roster:
    """Who leads it, and the test participant: a member of the unit, who reads as the leader
    does."""
    leader = roster.people[sandbox.person]
    name = registry.catalog.say(text("rehearsal-stand-in"), Locale(leader.language))
    participant = Person(
        TEST_PARTICIPANTS + leader.id,
        name,
        unit,
        language=leader.language,
        timezone=leader.timezone,
    )
    return Roster(roster.units, {leader.id: leader, participant.id: participant})


def in_sandbox(context: Context, registry: Registry, activity: Activity[Any]) -> Context:
    """What a decision may know there: two people, and no quiet hours."""
    if activity.sandbox is None:
        return context
    roster = roster_of(registry, context.roster, activity.sandbox, activity.unit)
    return replace(context, roster=roster, quiet=QuietHours(enabled=False))


# -- what is done


def understood(
    registry: Registry, roster: Roster, activity: Activity[Any], heard: Trigger
) -> Trigger | Rejected:
    """The trigger as a rehearsal takes it: what is done to a message for members, the test
    participant has done. Nobody else has anything to do with it."""
    sandbox = activity.sandbox
    if sandbox is None or heard.actor is None:
        return heard
    if heard.actor.id != sandbox.person:
        return Rejected("rehearsal.not_yours", text("rehearsal-not-yours"))
    event, marked = _unmarked(heard.event)
    if not marked:
        return heard
    there = roster_of(registry, roster, sandbox, activity.unit)
    participant = there.people[TEST_PARTICIPANTS + sandbox.person]
    about = participant.id if heard.about == sandbox.person else heard.about
    return Trigger(event, heard.now, participant, about, heard.account)


def refused(rejected: Rejected, heard: Trigger, trigger: Trigger) -> Rejected:
    """The refusal for who acted in the test participant's place, whose choices are the test
    participant's."""
    if heard is trigger:
        return rejected
    rows = tuple(tuple(_of_participant(each) for each in row) for row in rejected.choices)
    return replace(rejected, choices=rows)


def claimed(activity: Activity[Any], key: str) -> str:
    """What is claimed in a rehearsal is nobody's real time."""
    return key if activity.sandbox is None else f"{MARK}{activity.id}:{key}"


def noted(activity: Activity[Any], about: int | None) -> int | None:
    """Whose entry it was, for the journal: what the test participant has said is found again, when
    it is edited, as that of who rehearses."""
    sandbox = activity.sandbox
    if sandbox is not None and about == TEST_PARTICIPANTS + sandbox.person:
        return sandbox.person
    return about


def sandbox_of(row: Any) -> Sandbox | None:
    """Of an activity as it is stored."""
    return Sandbox(row.rehearsed_by, row.rehearsed_from) if row.rehearsed_by else None


def _unmarked(event: Event) -> tuple[Event, bool]:
    """The event as the workflow knows it, and whether the test participant is meant: by the mark,
    or since who leads speaks, edits and likes only as a member does."""
    match event:
        case Chose() | TakenBack():
            choice = ChoiceId.decode(event.choice)
            if choice is None or not choice.verb.startswith(MARK):
                return event, False
            plain = replace(choice, verb=choice.verb.removeprefix(MARK) or "chose")
            return replace(event, choice=plain.encode()), True
        case Said() | Attached():
            marked = not event.asked or event.asked.startswith(MARK)
            return replace(event, asked=event.asked.removeprefix(MARK)), marked
        case Edited() | Withdrawn() | Liked():
            return event, True
        case _:
            return event, False


# -- what is said


@dataclass(frozen=True, slots=True)
class Redirected:
    """A message of a rehearsal as it reaches the one who rehearses. `values`: of its row."""

    message: Message
    locale: Locale
    values: dict[str, Any]


def redirected(
    registry: Registry, roster: Roster, activity: Activity[Any], effect: Send | Edit
) -> Redirected | None:
    """The message marked by whom it is for. None: it is for somebody who is not in it."""
    sandbox = activity.sandbox
    if sandbox is None or sandbox.person not in roster.people:
        return None
    roster = roster_of(registry, roster, sandbox, activity.unit)
    audience, person = _addressed(roster, sandbox, effect)
    if person is None:
        return None
    asks = effect.asks
    if audience == "member" and asks:
        asks = MARK + asks
    elif audience == "room" and not effect.message.choices:
        asks = MARK  # a reply to it, as in the room
    leader = roster.people[sandbox.person]
    mark = registry.catalog.say(text(f"rehearsal-to-{audience}"), Locale(leader.language))
    message = _marked(effect.message, mark, audience, sandbox)
    values = {
        "kind": "edit" if isinstance(effect, Edit) else "send",
        "activity": activity.id,
        "about": effect.about or person.id,
        "person": sandbox.person,
        "key": effect.key if audience == "leader" else f"{audience[0]}{MARK}{effect.key}",
        "asks": asks,
        "offers": bool(message.choices or (asks and asks != MARK)),
        "sealed": effect.secret,
        "priority": "reply",
    }
    locale = _reader_of(roster, effect, person)
    if _opens(registry, roster, effect, person):
        locale = replace(locale, opens=registry.sealer.open)
    return Redirected(message, locale, values)


def _addressed(
    roster: Roster, sandbox: Sandbox, effect: Send | Edit
) -> tuple[Audience, Person | None]:
    participant = roster.people[TEST_PARTICIPANTS + sandbox.person]
    match effect.to:
        case ToPerson(sandbox.person):
            return "leader", roster.people[sandbox.person]
        case ToPerson(number):
            return "member", roster.people.get(number)
        case ToRoom():
            return "room", participant
        case _:
            return "member", participant


def _reader_of(roster: Roster, effect: Send | Edit, person: Person) -> Locale:
    """A room reads in its own language."""
    unit = roster.units.get(effect.to.unit) if isinstance(effect.to, ToRoom) else None
    return (
        Locale(unit.language, unit.timezone) if unit else Locale(person.language, person.timezone)
    )


def _opens(registry: Registry, roster: Roster, effect: Send | Edit, person: Person) -> bool:
    """Whether sealed words in it would be opened for whom it is for."""
    if effect.nameless or not effect.secret or isinstance(effect.to, ToRoom):
        return effect.nameless
    parties = (effect.holder or 0, effect.about or person.id)
    return may_open(registry.rules, roster, person, effect.scope, parties)


def _marked(message: Message, mark: str, audience: Audience, sandbox: Sandbox) -> Message:
    """With the mark in its title. Choices for members are the test participant's; who leads can
    end it."""
    rows = tuple(
        row for row in (tuple(filter(_leads_here, each)) for each in message.choices) if row
    )
    if audience != "leader":
        rows = tuple(tuple(_of_participant(each) for each in row) for row in rows)
    elif rows:
        end = ChoiceId(HOME, "unrehearse", (str(sandbox.of),)).encode()
        rows = (*rows, (Choice(end, text("rehearsal-button-end")),))
    title = lines(mark, message.title or None, sep=" ")
    files = tuple(_named(each, mark) for each in message.attachments)
    return replace(message, title=title, choices=rows, attachments=files, poll=None)


def _named(file: Attachment, mark: str) -> Attachment:
    """What may be taken into a calendar says there as well that it is none of the real ones."""
    if not isinstance(file.content, Invitation):
        return file
    summary = lines(mark, file.content.summary, sep=" ")
    return replace(file, content=replace(file.content, summary=summary))


def _leads_here(choice: Choice) -> bool:
    """Not to home, which keeps and rehearses what is real."""
    known = ChoiceId.decode(choice.id)
    return known is None or known.activity != HOME


def _of_participant(choice: Choice) -> Choice:
    known = ChoiceId.decode(choice.id)
    if known is None:
        return choice
    return replace(choice, id=replace(known, verb=MARK + known.verb).encode())


async def concerns(uow: UnitOfWork, activity: Activity[Any], to: ToMembers) -> bool:
    """Whether the test participant is among the members that are meant, by the status of their
    entry."""
    if activity.sandbox is None or not (to.but_status or to.only_status):
        return True
    entry = await uow.entry(activity.id, TEST_PARTICIPANTS + activity.sandbox.person)
    workflow = uow.registry.workflows[activity.kind]
    status = workflow.summary(entry.state).status if entry.state is not None else ""
    if to.only_status:
        return status in to.only_status
    return status not in to.but_status


# -- beginning and end


async def rehearsed(uow: UnitOfWork, effect: Start, trigger: Trigger) -> Any:
    """The state of a rehearsal of the activity `effect.rehearsal`; or why there can't be one."""
    await uow.load({effect.sandbox or 0}, ())
    found = uow.activities.get(effect.sandbox or 0)
    workflow = uow.registry.workflows[effect.kind]
    if found is None or workflow.dry_run is None or trigger.actor is None:
        return Rejected("rehearsal.none", text("rehearsal-none"))
    context = await uow.context(workflow, None, None, trigger)
    there = replace(found, sandbox=Sandbox(trigger.actor.id, found.id))
    return workflow.dry_run(in_sandbox(context, uow.registry, there), found.unit, found.state)


async def end_sandbox(uow: UnitOfWork, effect: EndSandbox) -> None:
    """Nothing is left of the person's rehearsal but what home has written down."""
    await uow.flush()
    ids = await rehearsed_by(uow.transaction, effect.person)
    await empty(uow.transaction, ids)
    uow.forget(ids)
