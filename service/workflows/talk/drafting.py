"""Preparing an offer: who talks with whom, when, for how long, in which form; then it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.effects import Edit, Effect, Raise, SetTimer, ToPerson
from service.core.message import Message
from service.core.people import Person
from service.core.texts import Text, lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk.times import why_not
from service.workflows.talk import preview, view
from service.workflows.talk.model import (
    BUFFERS,
    DURATIONS,
    FORMS,
    MAX_MEMBERS,
    MAX_SLOTS,
    MAX_TALKERS,
    Form,
    Slot,
    Talk,
    Talker,
    TalkTurn,
    cells,
    owner_of,
    taken_elsewhere,
    typed,
)
from service.workflows.talk.planned import named
from service.workflows.talk.times import (
    FARTHEST,
    BadTime,
    from_args,
    on_grid,
    read_pattern,
    read_times,
    usual_times,
)

ROUND_ENDS_SOON = timedelta(days=3)
HEAD_START = timedelta(days=1)  # what the urgent of a round have before the others
WORTH_WAITING = timedelta(days=4)  # a round that is shorter asks everybody at once


def started(turn: TalkTurn) -> Outcome:
    """Ask for what is missing; a planned offer is complete and is sent at once."""
    draft = turn.state.progress
    if draft.members and draft.slots:
        return send(turn)
    if draft.members:
        return choose_times(turn, "talk.drafted")
    return _members(turn, "talk.drafted", 0)


def show(turn: TalkTurn) -> Outcome:
    """The draft again, where it was left."""
    draft = turn.state.progress
    if not draft.members:
        return _members(turn, "talk.shown", 0)
    if not draft.slots:
        return choose_times(turn, "talk.shown")
    return preview_of(turn, "talk.shown")


# -- whom


def show_members(turn: TalkTurn) -> Outcome:
    """Whom to invite, or another page of them (`page:page`)."""
    page = turn.ints()[:1]
    action = "talk.page_turned" if page else "talk.members_reopened"
    return _members(turn, action, sum(page), in_place=bool(page))


def toggle_member(turn: TalkTurn) -> Outcome:
    """Choose a member, or not any more (`m:person.page`)."""
    draft = turn.state.progress
    chosen = turn.ints()
    if len(chosen) != 2 or chosen[0] not in {each.id for each in _people(turn)}:
        return turn.refuse("talk-nobody")
    person, page = chosen
    members = tuple(each for each in draft.members if each != person)
    if len(members) == len(draft.members):
        members = (*members, person)
    if len(members) > MAX_MEMBERS:
        return turn.refuse("talk-too-many", most=MAX_MEMBERS)
    changed = in_draft(turn, members=members)
    return _members(changed, "talk.member_chosen", page, in_place=True)


def name_members(turn: TalkTurn) -> Outcome:
    """Members by their names: `李华、张伟`."""
    found = named(turn.context, turn.unit, typed(turn))
    if isinstance(found, Text):
        return Rejected("talk.no_such_person", found)
    if len(found) > MAX_MEMBERS:
        return turn.refuse("talk-too-many", most=MAX_MEMBERS)
    others = tuple(each for each in turn.state.progress.talkers if each.person not in found)
    talkers = others or (Talker(owner_of(turn.state)),)
    changed = in_draft(turn, members=found, talkers=talkers)
    if all(each.slots for each in talkers):
        return preview_of(changed, "talk.members_named")
    return choose_times(changed, "talk.members_named")


def _members(turn: TalkTurn, action: str, page: int, *, in_place: bool = False) -> Outcome:
    shown = preview.choose_members(turn, _people(turn), page)
    return step(turn, action, shown, prompt="members", in_place=in_place)


def _people(turn: TalkTurn) -> tuple[Person, ...]:
    """Whom the secretary may invite: the unit's active members, but not those who talk."""
    talkers = {owner_of(turn.state), *(each.person for each in turn.state.progress.talkers)}
    return tuple(each for each in turn.roster.members(turn.unit) if each.id not in talkers)


# -- who talks


def show_talkers(turn: TalkTurn) -> Outcome:
    """Who offers times: the secretary alone, or several (`talkers:page`)."""
    page = turn.ints()[:1]
    return _talkers(turn, "talk.talkers_asked", sum(page), in_place=bool(page))


def toggle_talker(turn: TalkTurn) -> Outcome:
    """Somebody talks as well, or not any more (`t:person.page`). Nobody talks with themselves."""
    draft = turn.state.progress
    chosen = turn.ints()
    if len(chosen) != 2 or chosen[0] not in {each.id for each in _possible_talkers(turn)}:
        return turn.refuse("sdk-moved-on")
    person, page = chosen
    others = tuple(each for each in draft.talkers if each.person != person)
    talkers = others if len(others) < len(draft.talkers) else (*others, Talker(person))
    if not talkers:
        return turn.refuse("talk-no-talker")
    if len(talkers) > MAX_TALKERS:
        return turn.refuse("talk-too-many", most=MAX_TALKERS)
    members = tuple(each for each in draft.members if each != person)
    changed = in_draft(turn, talkers=talkers, members=members)
    return _talkers(changed, "talk.talker_chosen", page, in_place=True)


def _talkers(turn: TalkTurn, action: str, page: int, *, in_place: bool) -> Outcome:
    shown = preview.choose_talkers(turn, _possible_talkers(turn), page)
    return step(turn, action, shown, in_place=in_place)


def _possible_talkers(turn: TalkTurn) -> tuple[Person, ...]:
    """The unit's active members, those who lead it first, and the secretary themselves."""
    owner = turn.roster.people[owner_of(turn.state)]
    members = [each for each in turn.roster.members(turn.unit) if each.id != owner.id]
    committee = turn.context.rules.in_committee
    return (owner, *sorted(members, key=lambda each: (not committee(each), each.id)))


# -- when


def show_times(turn: TalkTurn) -> Outcome:
    """The times of the first who has none yet; the preview when everybody has."""
    draft = turn.state.progress
    if not draft.members:
        return turn.refuse("talk-nobody")
    waiting = [each.person for each in draft.talkers if not each.slots]
    if not waiting:
        return preview_of(turn, "talk.previewed")
    return choose_times(in_draft(turn, editing=waiting[0]), "talk.members_chosen")


def other_times(turn: TalkTurn) -> Outcome:
    """Back from the preview: the times are chosen afresh."""
    talkers = tuple(Talker(each.person) for each in turn.state.progress.talkers)
    changed = in_draft(turn, talkers=talkers, editing=talkers[0].person)
    return choose_times(changed, "talk.times_reopened")


def toggle_slot(turn: TalkTurn) -> Outcome:
    """Offer a time, or not any more (`slot:seconds`)."""
    at = from_args(turn.args())
    if at is None:
        return turn.refuse("sdk-no-time")
    changed = _with_times(turn, _times(turn) ^ {on_grid(at)})
    refused = unfit_slots(turn, changed.state.progress.slots)
    return refused or choose_times(changed, "talk.time_chosen", in_place=True)


def type_slots(turn: TalkTurn) -> Outcome:
    """Times in the secretary's own words: a list, or a weekly pattern; added to those chosen."""
    terms, until = turn.state.definition, turn.state.progress.until
    listed = read_times(typed(turn), turn.now, turn.timezone)
    found = () if isinstance(listed, BadTime) else listed
    pattern = read_pattern(typed(turn), turn.now, turn.timezone)
    if pattern is not None:
        minutes = pattern.minutes or terms.minutes
        buffer = terms.buffer if pattern.buffer is None else pattern.buffer
        found = pattern.times(turn.now, turn.timezone, minutes, buffer)
        turn = on_terms(turn, minutes=minutes, buffer=buffer)
    if not found and pattern is not None:
        return turn.refuse("talk-none-left")
    if isinstance(listed, BadTime) and not found:
        return refuse_times(turn, listed)
    within = {on_grid(at) for at in found if until is None or at <= until}
    changed = _with_times(turn, _times(turn) | within)
    return unfit_slots(turn, changed.state.progress.slots) or show_times(changed)


def refuse_times(turn: TalkTurn, bad: BadTime) -> Rejected:
    """Which of the times is none, and why."""
    key, args = why_not(bad.why, turn.timezone)
    refused = turn.refuse(key, **args)
    if bad.alone:
        return refused
    named = lines(text("talk-bad-time", part=bad.part), refused.say)
    return replace(refused, say=named)


def _times(turn: TalkTurn) -> set[datetime]:
    """Those chosen of whoever is being asked about."""
    draft = turn.state.progress
    return set(draft.times_of(draft.asked_for))


def _with_times(turn: TalkTurn, times: Iterable[datetime]) -> TalkTurn:
    """The draft with these times of whoever is being asked about."""
    draft = turn.state.progress
    theirs = Talker(draft.asked_for, tuple(sorted(times)))
    talkers = tuple(theirs if each.person == theirs.person else each for each in draft.talkers)
    return in_draft(turn, talkers=talkers)


def unfit_slots(turn: TalkTurn, slots: tuple[Slot, ...]) -> Rejected | None:
    """Why these times can't be offered, if so."""
    if len(slots) > MAX_SLOTS:
        return turn.refuse("talk-too-many-times", most=MAX_SLOTS)
    return next(filter(None, (unfit(turn, each.at) for each in slots)), None)


def unfit(turn: TalkTurn, at: datetime) -> Rejected | None:
    """Why no talk can be arranged for this time, if so."""
    if at <= turn.now:
        return turn.refuse("talk-in-the-past")
    return turn.refuse("talk-too-far") if at > turn.now + FARTHEST else None


def choose_times(turn: TalkTurn, action: str, *, in_place: bool = False) -> Outcome:
    shown = preview.choose_times(turn, usual_times(turn.now, turn.timezone))
    return step(turn, action, shown, prompt="times", in_place=in_place)


# -- how


_OFFERED: Mapping[str, tuple[int, ...] | tuple[Form, ...]] = {
    "minutes": DURATIONS,
    "buffer": BUFFERS,
    "form": FORMS,
}


def set_term(turn: TalkTurn) -> Outcome:
    """The length, the break after it or the form: asked for, or tapped (`minutes:30`)."""
    name = turn.name
    if not turn.args():
        shown = preview.choose_term(turn, name, _OFFERED[name])
        return step(turn, f"talk.{name}_asked", shown)
    wanted = next((each for each in _OFFERED[name] if (str(each),) == turn.args()), None)
    if wanted is None:
        return turn.refuse("sdk-moved-on")
    return preview_of(on_terms(turn, **{name: wanted}), f"talk.{name}_chosen")


# -- the preview, and sending


def show_preview(turn: TalkTurn) -> Outcome:
    draft = turn.state.progress
    if not draft.members or not draft.slots:
        return turn.refuse("talk-incomplete")
    return preview_of(turn, "talk.previewed")


def preview_of(turn: TalkTurn, action: str) -> Outcome:
    draft = turn.state.progress
    quiet, people = turn.context.quiet, turn.roster.people
    asleep = [
        turn.roster.name(member)
        for member in draft.members
        if member in people
        and any(quiet.contains(slot.at, people[member].timezone) for slot in draft.slots)
    ]
    return step(turn, action, preview.preview(turn, asleep))


def send(turn: TalkTurn) -> Outcome:
    """Every member is asked: at once, or when their night is over if that is soon enough."""
    draft = turn.state.progress
    if not draft.members or not draft.slots:
        return turn.refuse("talk-incomplete")
    refused = unfit_slots(turn, draft.slots)
    if refused:
        return refused
    turn = in_draft(turn, talkers=_free(turn))
    draft = turn.state.progress
    if not draft.slots:
        return turn.refuse("talk-all-taken")
    first, last = draft.slots[0].at, draft.slots[-1].at
    people = {each.id: each for each in _people(turn)}
    if not people.keys() >= set(draft.members):
        return turn.refuse("talk-nobody")
    effects: list[Effect] = [SetTimer("lapse", last)]
    asleep = []
    if draft.until:
        effects.append(SetTimer("left", max(turn.now, draft.until - ROUND_ENDS_SOON)))
    for place, member in enumerate(draft.members):
        at = turn.now + _head_start(turn, place)
        morning = turn.context.quiet.next_allowed(at, people[member].timezone)
        waits = at < morning < first
        later = morning if waits else at
        effects.append(
            SetTimer("offer", later, member) if later > turn.now else Raise("invite", member)
        )
        if waits and at == turn.now:
            asleep.append(turn.roster.name(member))
    sent = turn.becomes(replace(turn.state, phase="offered"))
    talks = {member: Talk() for member in draft.members}
    at_night = text("talk-sent-later", names="、".join(asleep)) if asleep else None
    head = lines(text("talk-sent", n=len(talks)), at_night)
    panel = view.panel(sent.activity, turn.roster, talks, head)
    return turn.done("talk.offered", state=sent.state, effects=(*turn.panel(panel), *effects))


def _free(turn: TalkTurn) -> tuple[Talker, ...]:
    """Those who talk, without the times at which something else takes them meanwhile."""
    taken, span = turn.query(taken_elsewhere(turn)), turn.state.definition.span
    return tuple(
        replace(
            each,
            slots=tuple(
                at
                for at in each.slots
                if taken.isdisjoint(f"talk:{each.person}@{cell}" for cell in cells(at, span))
            ),
        )
        for each in turn.state.progress.talkers
    )


def _head_start(turn: TalkTurn, place: int) -> timedelta:
    """How much later than the urgent of a round the member at this place is asked."""
    draft = turn.state.progress
    late = draft.until is not None and draft.until - turn.now > WORTH_WAITING
    return HEAD_START if late and 0 < draft.urgent <= place else timedelta()


def drop(turn: TalkTurn) -> Outcome:
    """Nothing has been sent yet, so nobody need be told."""
    said = turn.panel(view.say(text("talk-dropped")))
    gone = replace(turn.state, phase="cancelled")
    return turn.done("talk.dropped", state=gone, effects=said, finished=True)


# -- steps


def step(
    turn: TalkTurn, action: str, message: Message, *, prompt: str = "", in_place: bool = False
) -> Outcome:
    """A step of the preparation, shown to whose draft it is."""
    shown: Iterable[Effect] = turn.panel(message, prompt=prompt)
    if in_place:
        shown = (Edit(ToPerson(owner_of(turn.state)), "panel", message, prompt=prompt),)
    return turn.done(action, state=turn.state, effects=shown)


def in_draft(turn: TalkTurn, **changes: Any) -> TalkTurn:
    """The draft for others, or with other times or places."""
    return turn.becomes(turn.state.advanced(**changes))


def on_terms(turn: TalkTurn, **changes: Any) -> TalkTurn:
    """The draft with another length, break or form."""
    return turn.becomes(turn.state.defined(**changes))
