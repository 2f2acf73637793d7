"""People leave, move, change and come back; what follows from it happens here, at once.

The roster says who belongs where, and everything else reads it: rights, audiences, counts, chats,
rooms and sessions. So one transaction changes the roster, withdraws what waits for who has left,
and tells each running activity that names them (`Workflow.names`) with one event, `MemberLeft`.
Whoever keeps the roster hears of it in one message, with what must be decided. What is past keeps
the person and their name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.core.choices import ChoiceId
from service.core.events import MemberLeft
from service.core.membership import Kind, MemberChange, kind_of
from service.core.message import Choice, Message
from service.core.people import Language, Person, Roster, RosterRow
from service.core.texts import Words, lines, text
from service.core.workflow import Activity
from service.runtime.accounts.chat_status import tell_keepers
from service.runtime.accounts.roster_comparison import Answers, RosterReport, compare, report_of
from service.runtime.localization.catalog import Locale
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from service.store.administration import Tables
from service.store.history import running

LEFT = "the person has left"
_NAMED = 10  # people, and activities, of one message

Pair = tuple[Person, Person]
"""Somebody before and after."""


@dataclass(frozen=True, slots=True)
class Affected:
    """What a change of a person is, and what goes on with them: the titles of running activities
    that they organize or have a part in. `chats`: how many they have."""

    name: str
    kind: Kind
    before: str  # the unit
    after: str
    activities: tuple[str, ...]
    chats: int


async def preview(
    uow: UnitOfWork, changes: Sequence[MemberChange], language: Language
) -> tuple[Affected, ...]:
    """What the changes would touch; nothing is written."""
    roster = uow.directory.roster
    return tuple(
        [
            Affected(
                roster.name(before.id),
                kind_of(before, after),
                roster.units[before.unit].name,
                roster.units[after.unit].name,
                tuple(
                    uow.registry.catalog.say(
                        uow.registry.workflows[each.kind].title(each.state), Locale(language)
                    )
                    for each in await _concerning(uow, before)
                ),
                len(uow.directory.linked.get(before.id, ())),
            )
            for before, after in _pairs(roster, changes)
        ]
    )


async def change_members(
    uow: UnitOfWork, changes: Sequence[MemberChange], by: str = "", actor: Person | None = None
) -> None:
    """Carry the changes out, with everything that follows. `by`: who did it, where it is no
    `actor` of the roster. Raises ValueError for somebody, or a unit, that is not known."""
    roster = uow.directory.roster
    pairs = _pairs(roster, changes)
    await uow.flush()
    tables = Tables(uow.transaction)
    await tables.write_people([after for _, after in pairs])
    for change in changes:
        if change.merge is not None:
            await tables.hand_over_chats(change.merge, change.person)
    await follow(uow, pairs, by, actor)


async def import_roster(
    uow: UnitOfWork,
    rows: Sequence[RosterRow],
    answers: Answers,
    settings: tuple[Language, str],
    by: str = "",
) -> RosterReport:
    """Bring the roster to what the rows say, with everything that follows. `settings`: the
    language and the time zone of new units."""
    await uow.flush()
    changes = compare(rows, uow.directory, answers)
    before = {number: uow.directory.roster.people[number] for number in changes.ids.values()}
    report = report_of(changes, uow.directory)
    await Tables(uow.transaction).write_roster(changes, *settings)
    await uow.reload()
    now = uow.directory.roster.people
    await follow(uow, [(each, now[each.id]) for each in before.values()], by, None)
    return report


async def follow(uow: UnitOfWork, pairs: Sequence[Pair], by: str, actor: Person | None) -> None:
    """What follows for these people, whose rows have just been written."""
    kinds = {before.id: kind_of(before, after) for before, after in pairs}
    gone = [each for each, _ in pairs if kinds[each.id] in ("left", "moved")]
    concerned = {each.id: await _concerning(uow, each) for each in gone}
    left = [each.id for each in gone if kinds[each.id] == "left"]
    await Tables(uow.transaction).withdraw(left, LEFT)
    await uow.reload_people(kinds)
    for before, after in pairs:
        if kinds[before.id] != "same":
            await _record(uow, (before, after), by, actor)
    for person in gone:
        for activity in concerned[person.id]:
            if _names(uow, activity, person.id):
                await uow.handle(activity.id, Trigger(MemberLeft(person.id), uow.now))
    _tell(uow, pairs, kinds, concerned, actor)


def _pairs(roster: Roster, changes: Sequence[MemberChange]) -> list[Pair]:
    pairs = []
    for change in changes:
        person, other = roster.people.get(change.person), roster.people.get(change.merge or 0)
        if person is None or (change.merge is not None and other in (None, person)):
            raise ValueError("someone to be changed is not in the roster")
        if change.unit is not None and change.unit not in roster.units:
            raise ValueError("there is no such unit")
        pairs.append((person, change.of(person)))
        if other is not None:
            pairs.append((other, MemberChange(other.id, active=False).of(other)))
    return pairs


async def _concerning(uow: UnitOfWork, person: Person) -> list[Activity[Any]]:
    """The running activities around the person that they organize, have a part in, or that name
    them."""
    roster = uow.directory.roster
    await uow.flush()
    rows = await running(uow.transaction, {*roster.path(person.unit), *roster.below(person.unit)})
    ids = [row.id for row in rows if row.kind != uow.registry.home.kind]
    await uow.load(ids, {(each, person.id) for each in ids})
    found = []
    for each in ids:
        activity = uow.activities[each]
        part = await uow.status(activity, person.id)
        own = getattr(activity.state, "organizer", None) == person.id
        if part or own or _names(uow, activity, person.id):
            found.append(activity)
    return found


def _names(uow: UnitOfWork, activity: Activity[Any], person: int) -> bool:
    names = uow.registry.workflows[activity.kind].names
    return names is not None and names(uow.activities[activity.id].state, person)


def _tell(
    uow: UnitOfWork,
    pairs: Sequence[Pair],
    kinds: Mapping[int, Kind],
    concerned: Mapping[int, Sequence[Activity[Any]]],
    actor: Person | None,
) -> None:
    """One message for each unit, to who keeps its roster: who has come and gone, and what goes on
    with them."""
    by_unit: dict[int, dict[str, list[Person]]] = {}
    for before, after in pairs:
        kind = kinds[before.id]
        if kind in ("left", "moved"):
            by_unit.setdefault(before.unit, {}).setdefault(kind, []).append(before)
        if kind in ("returned", "moved"):
            came = "came" if kind == "moved" else kind
            by_unit.setdefault(after.unit, {}).setdefault(came, []).append(after)
    roster = uow.directory.roster
    for unit, changed in by_unit.items():
        news: list[Words] = [
            text(f"member-has-{kind}", names=_listed(roster, people), n=len(people))
            for kind, people in changed.items()
        ]
        going = {
            each.id: each
            for kind in ("left", "moved")
            for person in changed.get(kind, ())
            for each in concerned.get(person.id, ())
            if _is_told(uow, each, person.id)
        }
        choices = tuple(
            (Choice(ChoiceId(each.id, "show").encode(), _called(uow, each)),)
            for each in list(going.values())[:_NAMED]
        )
        head = text("member-news", unit=roster.units[unit].name)
        ask = text("member-going-on", n=len(going)) if going else None
        message = Message(lines(head, *news, ask), choices=choices)
        tell_keepers(uow, unit, message, but=actor if not going else None)


def _is_told(uow: UnitOfWork, activity: Activity[Any], person: int) -> bool:
    """Whether who keeps the roster hears of it: not where only a part that is nobody's business
    connects the person with it."""
    workflow, state = uow.registry.workflows[activity.kind], activity.state
    leads = getattr(state, "organizer", None) == person or _names(uow, activity, person)
    return not workflow.discreet and (leads or not workflow.seals_parts(state))


def _called(uow: UnitOfWork, activity: Activity[Any]) -> Words:
    return text(
        f"{activity.kind}-running",
        title=uow.registry.workflows[activity.kind].title(activity.state),
    )


def _listed(roster: Roster, people: Sequence[Person]) -> str:
    names = roster.names([each.id for each in people[:_NAMED]])
    return "、".join(names) + ("…" if len(people) > _NAMED else "")


async def _record(uow: UnitOfWork, pair: Pair, by: str, actor: Person | None) -> None:
    """The line of the journal: what has become of whom, and who did it."""
    before, after = pair
    fields = ("unit", "group", "role", "standing", "post", "active")
    changed = {
        name: [getattr(before, name), getattr(after, name)]
        for name in fields
        if getattr(before, name) != getattr(after, name)
    }
    await uow.note(
        f"member.{kind_of(before, after)}",
        {"Membership": {"person": before.id, "changed": changed, "by": by}},
        about=before.id,
        actor=actor.id if actor is not None else None,
    )
