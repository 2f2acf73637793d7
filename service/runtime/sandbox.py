"""Rehearsals: an activity tried out by one person, with the true messages of everybody.

A rehearsal is the real thing, decided and said by the same code. Two people are in it: who leads
it, and a stand-in for the members. Whatever is said to a room, to the members or to the stand-in
comes to the one chat of who leads, marked as such; what is answered there, the stand-in has
answered. Nobody else is in its roster, so nobody else is counted, told, reminded or booked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from service.core.access import may_open
from service.core.calendar import QuietHours
from service.core.choices import HOME, ChoiceId
from service.core.effects import (
    Edit,
    EndRehearsal,
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
from service.core.workflow import Activity, Context, Rehearsal, Rejected
from service.runtime.localization.catalog import Reader
from service.runtime.registry import Registry
from service.runtime.trigger import Cause
from service.store.sandbox import empty, rehearsed_by

if TYPE_CHECKING:
    from service.runtime.unit_of_work import Batch

MARK = "~"
"""Stands before the verb of a choice, or the token of a question, that the stand-in answers."""

STAND_INS = 1_000_000_000  # numbers of people lie below
Audience = Literal["leader", "member", "room"]


def roster_of(registry: Registry, roster: Roster, rehearsal: Rehearsal, unit: int) -> Roster:
    """Who leads it, and the stand-in: a member of the unit, who reads as the leader does."""
    leader = roster.people[rehearsal.person]
    name = registry.glossary.say(text("rehearsal-stand-in"), Reader(leader.language))
    stand_in = Person(
        STAND_INS + leader.id, name, unit, language=leader.language, timezone=leader.timezone
    )
    return Roster(roster.units, {leader.id: leader, stand_in.id: stand_in})


def in_rehearsal(context: Context, registry: Registry, activity: Activity[Any]) -> Context:
    """What a decision may know there: two people, and no quiet hours."""
    if activity.rehearsal is None:
        return context
    roster = roster_of(registry, context.roster, activity.rehearsal, activity.unit)
    return replace(context, roster=roster, quiet=QuietHours(enabled=False))


# -- what is done


def understood(
    registry: Registry, roster: Roster, activity: Activity[Any], heard: Cause
) -> Cause | Rejected:
    """The cause as a rehearsal takes it: what is done to a message for members, the stand-in has
    done. Nobody else has anything to do with it."""
    rehearsal = activity.rehearsal
    if rehearsal is None or heard.actor is None:
        return heard
    if heard.actor.id != rehearsal.person:
        return Rejected("rehearsal.not_yours", text("rehearsal-not-yours"))
    event, marked = _unmarked(heard.event)
    if not marked:
        return heard
    there = roster_of(registry, roster, rehearsal, activity.unit)
    stand_in = there.people[STAND_INS + rehearsal.person]
    about = stand_in.id if heard.about == rehearsal.person else heard.about
    return Cause(event, heard.now, stand_in, about, heard.account)


def refused(rejected: Rejected, heard: Cause, cause: Cause) -> Rejected:
    """The refusal for who acted in the stand-in's place, whose choices are the stand-in's."""
    if heard is cause:
        return rejected
    rows = tuple(tuple(_of_stand_in(each) for each in row) for row in rejected.choices)
    return replace(rejected, choices=rows)


def claimed(activity: Activity[Any], key: str) -> str:
    """What is claimed in a rehearsal is nobody's real time."""
    return key if activity.rehearsal is None else f"{MARK}{activity.id}:{key}"


def noted(activity: Activity[Any], about: int | None) -> int | None:
    """Whose entry it was, for the journal: what the stand-in has said is found again, when it is
    edited, as that of who rehearses."""
    rehearsal = activity.rehearsal
    if rehearsal is not None and about == STAND_INS + rehearsal.person:
        return rehearsal.person
    return about


def rehearsal_of(row: Any) -> Rehearsal | None:
    """Of an activity as it is stored."""
    return Rehearsal(row.rehearsed_by, row.rehearsed_from) if row.rehearsed_by else None


def _unmarked(event: Event) -> tuple[Event, bool]:
    """The event as the workflow knows it, and whether the stand-in is meant: by the mark, or since
    who leads speaks, edits and likes only as a member does."""
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
    reader: Reader
    values: dict[str, Any]


def redirected(
    registry: Registry, roster: Roster, activity: Activity[Any], effect: Send | Edit
) -> Redirected | None:
    """The message marked by whom it is for. None: it is for somebody who is not in it."""
    rehearsal = activity.rehearsal
    if rehearsal is None or rehearsal.person not in roster.people:
        return None
    roster = roster_of(registry, roster, rehearsal, activity.unit)
    audience, person = _addressed(roster, rehearsal, effect)
    if person is None:
        return None
    asks = effect.asks
    if audience == "member" and asks:
        asks = MARK + asks
    elif audience == "room" and not effect.message.choices:
        asks = MARK  # a reply to it, as in the room
    leader = roster.people[rehearsal.person]
    mark = registry.glossary.say(text(f"rehearsal-to-{audience}"), Reader(leader.language))
    message = _marked(effect.message, mark, audience, rehearsal)
    values = {
        "kind": "edit" if isinstance(effect, Edit) else "send",
        "activity": activity.id,
        "about": effect.about or person.id,
        "person": rehearsal.person,
        "key": effect.key if audience == "leader" else f"{audience[0]}{MARK}{effect.key}",
        "asks": asks,
        "offers": bool(message.choices or (asks and asks != MARK)),
        "sealed": effect.secret,
        "priority": "reply",
    }
    reader = _reader_of(roster, effect, person)
    if _opens(registry, roster, effect, person):
        reader = replace(reader, opens=registry.sealer.open)
    return Redirected(message, reader, values)


def _addressed(
    roster: Roster, rehearsal: Rehearsal, effect: Send | Edit
) -> tuple[Audience, Person | None]:
    stand_in = roster.people[STAND_INS + rehearsal.person]
    match effect.to:
        case ToPerson(rehearsal.person):
            return "leader", roster.people[rehearsal.person]
        case ToPerson(number):
            return "member", roster.people.get(number)
        case ToRoom():
            return "room", stand_in
        case _:
            return "member", stand_in


def _reader_of(roster: Roster, effect: Send | Edit, person: Person) -> Reader:
    """A room reads in its own language."""
    unit = roster.units.get(effect.to.unit) if isinstance(effect.to, ToRoom) else None
    return (
        Reader(unit.language, unit.timezone) if unit else Reader(person.language, person.timezone)
    )


def _opens(registry: Registry, roster: Roster, effect: Send | Edit, person: Person) -> bool:
    """Whether sealed words in it would be opened for whom it is for."""
    if effect.nameless or not effect.secret or isinstance(effect.to, ToRoom):
        return effect.nameless
    parties = (effect.holder or 0, effect.about or person.id)
    return may_open(registry.rules, roster, person, effect.scope, parties)


def _marked(message: Message, mark: str, audience: Audience, rehearsal: Rehearsal) -> Message:
    """With the mark in its title. Choices for members are the stand-in's; who leads can end it."""
    rows = tuple(
        row for row in (tuple(filter(_leads_here, each)) for each in message.choices) if row
    )
    if audience != "leader":
        rows = tuple(tuple(_of_stand_in(each) for each in row) for row in rows)
    elif rows:
        end = ChoiceId(HOME, "unrehearse", (str(rehearsal.of),)).encode()
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


def _of_stand_in(choice: Choice) -> Choice:
    known = ChoiceId.decode(choice.id)
    if known is None:
        return choice
    return replace(choice, id=replace(known, verb=MARK + known.verb).encode())


async def concerns(batch: Batch, activity: Activity[Any], to: ToMembers) -> bool:
    """Whether the stand-in is among the members that are meant, by the status of their entry."""
    if activity.rehearsal is None or not (to.but_status or to.only_status):
        return True
    entry = await batch.entry(activity.id, STAND_INS + activity.rehearsal.person)
    workflow = batch.registry.workflows[activity.kind]
    status = workflow.mark(entry.state).status if entry.state is not None else ""
    if to.only_status:
        return status in to.only_status
    return status not in to.but_status


# -- beginning and end


async def rehearsed(batch: Batch, effect: Start, cause: Cause) -> Any:
    """The state of a rehearsal of the activity `effect.rehearsal`; or why there can't be one."""
    await batch.load({effect.rehearsal or 0}, ())
    found = batch.activities.get(effect.rehearsal or 0)
    workflow = batch.registry.workflows[effect.kind]
    if found is None or workflow.rehearse is None or cause.actor is None:
        return Rejected("rehearsal.none", text("rehearsal-none"))
    context = await batch.context(workflow, None, None, cause)
    there = replace(found, rehearsal=Rehearsal(cause.actor.id, found.id))
    return workflow.rehearse(in_rehearsal(context, batch.registry, there), found.unit, found.state)


async def end_rehearsal(batch: Batch, effect: EndRehearsal) -> None:
    """Nothing is left of the person's rehearsal but what home has written down."""
    await batch.flush()
    ids = await rehearsed_by(batch.transaction, effect.person)
    await empty(batch.transaction, ids)
    batch.forget(ids)
