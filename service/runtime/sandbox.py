"""Sandboxes: an activity tried out by one person, with the true messages of everybody.

What happens in a sandbox is decided and said by the same code as the real thing. Two people are in
it: the organizer, and a test participant for the members. Whatever is said to a room, to the
members or to the test participant comes to the organizer's one chat, marked as such; what is
answered there, the test participant has answered. Nobody else is in its roster, so nobody else is
counted, told, reminded or booked. See `real` for the other mode.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from service.core.calendar import QuietHours
from service.core.choices import HOME, ChoiceId
from service.core.effects import Edit, Send, ToMembers, ToPerson, ToRoom
from service.core.events import Attached, Chose, Edited, Event, Liked, Said, TakenBack, Withdrawn
from service.core.message import Attachment, Choice, Invitation, Message
from service.core.people import Person, Roster
from service.core.texts import lines, text
from service.core.workflow import Activity, Context, Rejected, Sandbox
from service.runtime.localization.catalog import Locale
from service.runtime.outbound.outbox import Outbox, reads, reads_in_room
from service.runtime.real import Status, below, tapped
from service.runtime.registry import Registry
from service.runtime.trigger import Trigger

MARK = "~"
"""Stands before the verb of a choice, or the token of a question, that the test participant
answers."""

TEST_PARTICIPANTS = 1_000_000_000  # numbers of people lie below
Audience = Literal["leader", "member", "room"]


class InSandbox:
    """How an activity that is tried out is understood, and whom it reaches."""

    def __init__(self, registry: Registry, activity: int, unit: int, sandbox: Sandbox) -> None:
        self._registry = registry
        self._activity = activity
        self._unit = unit
        self._sandbox = sandbox
        self._leader = sandbox.person
        self._participant = TEST_PARTICIPANTS + sandbox.person

    def roster(self, roster: Roster) -> Roster:
        """The organizer, and the test participant: a member of the unit, who reads as the
        organizer does."""
        leader = roster.people[self._leader]
        name = self._registry.catalog.say(text("rehearsal-stand-in"), Locale(leader.language))
        participant = Person(
            self._participant,
            name,
            self._unit,
            language=leader.language,
            timezone=leader.timezone,
        )
        return Roster(roster.units, {leader.id: leader, participant.id: participant})

    def understand(self, roster: Roster, heard: Trigger) -> Trigger | Rejected:
        """What is done to a message for members, the test participant has done. Nobody else has
        anything to do with it."""
        if heard.actor is None:
            return heard
        if heard.actor.id != self._leader:
            return Rejected("rehearsal.not_yours", text("rehearsal-not-yours"))
        event, marked = _unmarked(heard.event)
        if not marked:
            return heard
        participant = self.roster(roster).people[self._participant]
        about = participant.id if heard.about == self._leader else heard.about
        return replace(heard, event=event, actor=participant, about=about)

    def context(self, context: Context) -> Context:
        """Two people, and no quiet hours."""
        roster = self.roster(context.roster)
        return replace(context, roster=roster, quiet=QuietHours(enabled=False))

    def knows(self, roster: Roster, person: int) -> bool:
        return person in self.roster(roster).people

    def refusal(self, rejected: Rejected) -> Rejected:
        """Who acted in the test participant's place is offered the test participant's choices."""
        rows = tuple(tuple(_of_participant(each) for each in row) for row in rejected.choices)
        return replace(rejected, choices=rows)

    def claims(self, keys: Iterable[str]) -> dict[str, str]:
        """What is claimed here is nobody's real time."""
        return {f"{MARK}{self._activity}:{each}": each for each in keys}

    def journaled(self, about: int | None) -> int | None:
        """What the test participant has said is found again, when it is edited, as that of the
        organizer."""
        return self._leader if about == self._participant else about

    async def send(
        self,
        outbox: Outbox,
        activity: Activity[Any],
        trigger: Trigger,
        effect: Send | Edit,
        status: Status,
    ) -> None:
        """Every message goes to the organizer, at once. None does that is for somebody who is not
        in the sandbox."""
        everybody = outbox.directory.roster
        chat = outbox.directory.home(self._leader, trigger.account)
        if self._leader not in everybody.people or chat is None:
            return
        if isinstance(effect.to, ToMembers) and not await self._concerns(
            activity, effect.to, status
        ):
            return
        roster = self.roster(everybody)
        audience, person = self._addressed(roster, effect)
        if person is None:
            return
        acting = trigger.actor is not None and effect.to == ToPerson(trigger.actor.id)
        if acting:
            effect = below(effect, trigger, chat)
        redirected = self._redirected(roster, effect, audience, person)
        outbox.write(
            redirected,
            activity.id,
            chat,
            self._locale(roster, effect, person),
            reader=self._leader,
            at_once=True,
            offers=bool(redirected.message.choices or redirected.prompt not in ("", MARK)),
            target=tapped(trigger.event, chat) if acting and isinstance(effect, Send) else None,
        )

    async def _concerns(self, activity: Activity[Any], to: ToMembers, status: Status) -> bool:
        """Whether the test participant is among the members that are meant, by the status of their
        entry."""
        if not (to.but_status or to.only_status):
            return True
        counted = await status(activity, self._participant)
        return counted in to.only_status if to.only_status else counted not in to.but_status

    def _addressed(self, roster: Roster, effect: Send | Edit) -> tuple[Audience, Person | None]:
        match effect.to:
            case ToPerson(self._leader):
                return "leader", roster.people[self._leader]
            case ToPerson(number):
                return "member", roster.people.get(number)
            case ToRoom():
                return "room", roster.people[self._participant]
            case _:
                return "member", roster.people[self._participant]

    def _redirected(
        self, roster: Roster, effect: Send | Edit, audience: Audience, person: Person
    ) -> Send | Edit:
        """The message marked by whom it is for, with nothing that would make it wait."""
        prompt = effect.prompt
        if audience == "member" and prompt:
            prompt = MARK + prompt
        elif audience == "room" and all(
            each.leads for row in effect.message.choices for each in row
        ):
            prompt = MARK  # a reply to it, as in the room
        language = roster.people[self._leader].language
        mark = self._registry.catalog.say(text(f"rehearsal-to-{audience}"), Locale(language))
        message = _marked(effect.message, mark, audience, self._sandbox)
        key = effect.key if audience == "leader" else f"{audience[0]}{MARK}{effect.key}"
        about = effect.about or person.id
        if isinstance(effect, Edit):
            return replace(effect, message=message, key=key, prompt=prompt, about=about)
        to = ToPerson(self._leader)
        secret = effect.secret
        return Send(to, key, message, "reply", prompt=prompt, secret=secret, about=about)

    def _locale(self, roster: Roster, effect: Send | Edit, person: Person) -> Locale:
        """As whom it is for would read it; a room reads in its own language."""
        if not isinstance(effect.to, ToRoom):
            return reads(self._registry, roster, person, effect)
        unit = roster.units.get(effect.to.unit)
        if unit is not None:
            return reads_in_room(self._registry, unit, effect)
        return reads(self._registry, roster, person, replace(effect, secret=False))


def keeps_asking(event: Event) -> bool:
    """Whether what this answers stays open: a room takes reply after reply."""
    return getattr(event, "asked", "") == MARK


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
