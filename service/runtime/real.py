"""An activity that is meant: everybody whom it concerns hears of it. See `sandbox` for the other
mode."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from service.core.effects import Edit, Send, ToChat, ToMembers, ToPerson, ToRoom
from service.core.events import Chose, Event
from service.core.message import Chat
from service.core.people import Roster
from service.core.workflow import Activity, Context, Rejected
from service.runtime.localization.catalog import Locale
from service.runtime.outbound.outbox import Outbox, reads, reads_in_room
from service.runtime.trigger import Trigger

Status = Callable[[Activity[Any], int], Awaitable[str]]
"""What is counted of a person's part in the activity; "" where there is none."""


class Real:
    """How a real activity is understood, and whom it reaches."""

    def understand(self, roster: Roster, heard: Trigger) -> Trigger | Rejected:
        """The trigger as the workflow takes it, or why the person has nothing to do with it."""
        return heard

    def context(self, context: Context) -> Context:
        """What a decision may know."""
        return context

    def knows(self, roster: Roster, person: int) -> bool:
        """Whether there is this person here, to act or to be acted for."""
        return person in roster.people

    def refusal(self, rejected: Rejected) -> Rejected:
        """The refusal for who acted, where `understand` made the trigger another's."""
        return rejected

    def claims(self, keys: Iterable[str]) -> dict[str, str]:
        """The keys as they are claimed, each with the one it stands for."""
        return {each: each for each in keys}

    def journaled(self, about: int | None) -> int | None:
        """Whose entry the journal says that it was."""
        return about

    async def send(
        self,
        outbox: Outbox,
        activity: Activity[Any],
        trigger: Trigger,
        effect: Send | Edit,
        _: Status,
    ) -> None:
        """The message to whom it is for."""
        match effect.to:
            case ToPerson(number):
                _to_person(outbox, activity, trigger, effect, number)
            case ToRoom(unit):
                _to_rooms(outbox, activity, effect, unit)
            case ToChat(chat):
                _to_chat(outbox, activity, effect, chat)
            case ToMembers():
                _to_members(outbox, activity, effect, effect.to)


def _to_rooms(outbox: Outbox, activity: Activity[Any], effect: Send | Edit, unit: int) -> None:
    """What a committee announces, each of its branches hears."""
    rooms = outbox.directory.rooms
    chats = [
        chat for each in sorted(outbox.directory.roster.below(unit)) for chat in rooms.get(each, ())
    ]
    for chat in chats:
        _to_chat(outbox, activity, effect, chat)
    if not chats and isinstance(effect, Send):  # as if the platform had said so
        outbox.changes.arm(activity.id, 0, f"!{effect.key}", outbox.now, 0)


def _to_chat(outbox: Outbox, activity: Activity[Any], effect: Send | Edit, chat: Chat) -> None:
    directory = outbox.directory
    unit = directory.roster.units.get(directory.units.get(chat, 0))
    outbox.write(effect, activity.id, chat, reads_in_room(outbox.registry, unit, effect))


def _to_person(
    outbox: Outbox, activity: Activity[Any], trigger: Trigger, effect: Send | Edit, number: int
) -> None:
    directory = outbox.directory
    person = directory.roster.people.get(number)
    if person is None or not person.active:  # who has left is not to be reached, nor missed
        return
    acting = trigger.actor is not None and trigger.actor.id == number
    prefer = trigger.account if acting else None
    chat = directory.home(number, prefer)
    if chat is not None and outbox.stays_within(effect) and chat.account in directory.abroad:
        chat = directory.home_within(number, prefer) or chat
    target = None
    offers = bool(effect.message.choices or effect.prompt)
    if chat is None:  # as if the platform had said so: the workflow is told
        outbox.changes.arm(activity.id, number, f"!{effect.key}", outbox.now, 0)
    elif acting and isinstance(effect := below(effect, trigger, chat), Send):
        target = tapped(trigger.event, chat) if trigger.typed is None else None
        if offers and not effect.secret and activity.kind != outbox.registry.home.kind:
            outbox.move_on(effect, activity.id, person, chat)
    locale = reads(outbox.registry, directory.roster, person, effect)
    if isinstance(effect, Send) and chat is not None:
        if effect.outdates and target is None:
            outbox.outdate(effect, activity.id, chat, locale, effect.key)
        for key in effect.closes.split():
            outbox.outdate(effect, activity.id, chat, locale, key)
    outbox.write(
        effect,
        activity.id,
        chat,
        locale,
        reader=number,
        at_once=acting,
        offers=offers,
        target=target,
    )


def _to_members(
    outbox: Outbox, activity: Activity[Any], effect: Send | Edit, to: ToMembers
) -> None:
    if isinstance(effect, Edit):
        raise TypeError("what was sent to many can't be edited at once")
    roster = outbox.directory.roster
    members = (each for each in roster.members(to.unit) if to.means(each))
    readers = {(each.language, each.timezone) for each in members}
    audience = {
        "units": sorted(roster.below(to.unit)),
        "but_status": to.but_status,
        "only_status": to.only_status,
        "zone": to.zone,
        "standings": to.standings,
        "after": 0,
        "deferrable": effect.deferrable,
    }
    locales = [Locale(language, timezone) for language, timezone in sorted(readers)]
    outbox.write_bulk(effect, activity.id, locales, audience)


def below(effect: Send | Edit, trigger: Trigger, chat: Chat) -> Send | Edit:
    """The message, said anew if it answers words that were typed in this chat: changed above them
    it would not be seen."""
    typed = trigger.typed == chat and (effect.message.choices or effect.prompt)
    if isinstance(effect, Send) or not typed:
        return effect
    return Send(
        effect.to,
        effect.key,
        effect.message,
        "reply",
        prompt=effect.prompt,
        secret=effect.secret,
        about=effect.about,
        holder=effect.holder,
        nameless=effect.nameless,
        scope=effect.scope,
    )


def tapped(event: Event, chat: Chat) -> str | None:
    """The message in this chat whose choice was taken: an answer that goes by the same key takes
    its place, so that a panel changes under the finger instead of being said again."""
    return event.ref.id if isinstance(event, Chose) and event.ref.chat == chat else None
