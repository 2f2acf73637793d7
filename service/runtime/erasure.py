"""A person's data is erased, as far as nothing obliges to keep it (article 47).

What goes: the words of the journal and of messages, private texts, the calendar's link, unused
codes; on platforms of our own the private chat (`host.chat_people`). What stays: the roster while
they belong, the records of meetings, votes and quizzes, and that somebody did something when. What
still runs is taken out by the next sweep after its end (`runtime.retention`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from service.circumstances import from_text
from service.core.effects import EraseData
from service.core.workflow import Activity
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import UnitOfWork
from service.store.erasing import Erasing

STRETCH = 500  # parts a transaction


async def erase_data(
    uow: UnitOfWork, activity: Activity[Any], trigger: Trigger, effect: EraseData
) -> None:
    """The person has asked for it."""
    await erase(uow, effect.person)


async def erase(uow: UnitOfWork, person: int) -> None:
    """Take out everything up to now. Raises KeyError for somebody who is not known."""
    known = uow.directory.roster.people[person]
    await uow.flush()
    erasing = Erasing(uow.transaction)
    await erasing.note(person, uow.now)
    await erase_rest(uow, person, uow.now)
    await erasing.ways_in(person, left=not known.active)
    await uow.reload_people({person})


async def erase_rest(uow: UnitOfWork, person: int, before: datetime) -> None:
    """Take out what has since become free to go."""
    erasing = Erasing(uow.transaction)
    forgetting = {
        each.kind: each
        for each in uow.registry.workflows.values()
        if each.personal.erased is not None or each.personal.forgotten is not None
    }
    for row in await erasing.parts(person, list(forgetting)):
        entry, workflow = await uow.entry(row.activity, person), forgetting[row.kind]
        activity, over = uow.activities[row.activity], bool(row.finished)
        state, personal = activity.state, workflow.personal
        if personal.erased is not None:
            left = personal.erased(state, entry.state, over)
            if left != entry.state:
                changed = replace(entry, state=left, version=entry.version + 1)
                uow.write_entry(workflow, changed, whole=workflow.seals_parts(state))
        if personal.forgotten is not None:
            kept = personal.forgotten(state, person, over)
            if kept != state:
                newer = replace(activity, state=kept, version=activity.version + 1)
                uow.write_activity(workflow, newer, finished=over)
    await uow.flush()
    await erasing.words(person, before, await uow.home_activity())


async def forget_old_answers(uow: UnitOfWork, before: datetime) -> int:
    """What somebody answered of health or whereabouts, and has not answered since then, is not kept
    any longer. Returns how many parts that was, a stretch of them at most."""
    kinds = [
        each.kind
        for each in uow.registry.workflows.values()
        if each.personal.unconsented is not None
    ]
    rows = await Erasing(uow.transaction).old_parts(kinds, before, STRETCH)
    await uow.load({row.activity for row in rows}, {(row.activity, row.person) for row in rows})
    for row in rows:
        entry = await uow.entry(row.activity, row.person)
        workflow = uow.registry.workflows[row.kind]
        state, erased = uow.activities[row.activity].state, workflow.personal.erased
        if erased is not None:
            left = erased(state, entry.state, True)
            changed = replace(entry, state=left, version=entry.version + 1)
            uow.write_entry(workflow, changed, whole=workflow.seals_parts(state))
    return len(rows)


async def forget_unconsented(uow: UnitOfWork, person: int) -> None:
    """What was kept under the consent that the person has just withdrawn goes at once."""
    kinds = {
        each.kind: each.personal.unconsented
        for each in uow.registry.workflows.values()
        if each.personal.unconsented is not None
    }
    for row in await Erasing(uow.transaction).parts(person, list(kinds)):
        entry = await uow.entry(row.activity, person)
        state, workflow = uow.activities[row.activity].state, uow.registry.workflows[row.kind]
        left = kinds[row.kind](state, entry.state)
        if left != entry.state:
            changed = replace(entry, state=left, version=entry.version + 1)
            uow.write_entry(workflow, changed, whole=workflow.seals_parts(state))


async def forget_circumstances(uow: UnitOfWork, before: datetime) -> None:
    """How and where somebody was before then is not kept any longer."""
    for person in list(uow.directory.roster.people.values()):
        if person.circumstances is None:
            continue
        known = from_text(uow.registry.sealer.open(person.circumstances.token))
        if known is None or known.since < before:
            uow.set_person(replace(person, circumstances=None), "circumstances")


async def note_on_server(uow: UnitOfWork, action: str, person: int, by: str) -> None:
    """A line of the journal about what an administrator did with a person's data."""
    await uow.note(action, {"OnServer": {"person": person, "by": by}}, about=person)
