"""Handling a batch of updates: parse, route, decide; gather what follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import DBAPIError

from service.core.events import (
    Attached,
    ChatMoved,
    ChatStatusChanged,
    CommandGiven,
    Edited,
    Liked,
    Nameless,
    Overheard,
    Said,
    Tapped,
    Withdrawn,
)
from service.core.message import Message
from service.core.texts import text
from service.core.workflow import Decision, Rejected
from service.ports import Adapter
from service.runtime.accounts.abroad import ask_first
from service.runtime.accounts.account_linking import Linking, bind_room
from service.runtime.accounts.chat_status import note
from service.runtime.effects.start import command
from service.runtime.inbound.in_doubt import Awaited, with_copies
from service.runtime.inbound.routing import (
    CommandTarget,
    HomeTarget,
    Ignored,
    InboundEvent,
    Left,
    Lookups,
    Loose,
    Route,
    Target,
    author,
    comparable,
    look_up,
    route,
    unquoted,
)
from service.runtime.inbound.told_once import NamelessRooms, Refusals
from service.runtime.inbound.votes import find_questions
from service.runtime.localization.catalog import Locale
from service.runtime.observability.redaction import blame
from service.runtime.privacy import inform
from service.runtime.sandbox import keeps_asking
from service.runtime.trigger import Trigger, action_of
from service.runtime.unit_of_work import UnitOfWork
from service.store.guard import StorageLostError
from service.store.history import running
from service.store.overtaken import OvertakenError


class PoisonError(Exception):
    """Handling one row failed; the batch goes again without it. `row` is its id."""

    def __init__(self, row: int, description: str) -> None:
        super().__init__(description)
        self.row = row
        self.description = description


@dataclass(slots=True)
class Handled:
    """What became of the rows of a batch."""

    done: list[int] = field(default_factory=list)
    aside: dict[int, str] = field(default_factory=dict)
    deferred: dict[int, str] = field(default_factory=dict)  # by what they wait for
    last: bool = False  # whether no more rows wait

    @property
    def total(self) -> int:
        return len(self.done) + len(self.aside) + len(self.deferred)


class Updates:
    """Handles rows of the inbox."""

    def __init__(
        self,
        adapters: Mapping[str, Adapter],
        typed: Mapping[str, str],
        small_talk: Collection[str] = (),
    ) -> None:
        """`typed`: what may be typed for which command; `small_talk`: what is said in a room and
        contributes to nothing."""
        self._adapters = adapters
        self._typed = typed
        self._small_talk = frozenset(small_talk)
        self._linking = Linking()
        self._refusals = Refusals()
        self._nameless = NamelessRooms()
        self._commands = {*typed.values(), "bind"}
        self.awaited = Awaited()

    async def handle(
        self, uow: UnitOfWork, rows: Sequence[Any], poisoned: Mapping[int, str]
    ) -> Handled:
        """Handle the rows in order. A row may be left for the next batch: a typed text is routed
        by what stands in the chat, so it waits until what its writer did before is written.

        Raises `PoisonError` for the first row whose handling fails."""
        handled = Handled()
        if not rows:
            return handled
        found = await find_questions(uow.transaction, self._parse(uow, rows, poisoned, handled))
        by_row, handled.deferred = found.inbound_events, found.deferred
        routed: list[InboundEvent] = []
        for row, events in by_row.items():
            if row not in handled.aside and row not in handled.deferred:
                routed += events
        lookups = await look_up(uow.transaction, routed)
        handled.deferred |= await self.awaited.find(uow.transaction, routed, lookups, uow.now)
        routed = [each for each in routed if each.inbox not in handled.deferred]
        lookups = await with_copies(uow.transaction, routed, lookups)
        routes = await self._route(uow, routed, lookups)
        seen: set[tuple[str, str]] = set()
        deferred: set[tuple[str, str]] = set()
        for row in rows:
            events = by_row.get(row.id, [])
            if row.id in handled.aside:
                self._apologize(uow, events)
                continue
            if row.id in handled.deferred:
                continue
            senders, typed = set(), False
            for each in events:
                senders.add((row.account, each.event.sender))
                typed = typed or isinstance(each.event, _BY_WHAT_STANDS)
            if senders & deferred or (typed and senders & seen):
                deferred |= senders
                continue
            seen |= senders
            for inbound in events:
                try:
                    action = await self._handle(uow, inbound, routes.get(id(inbound)), lookups)
                    self._refusals.remember(inbound.event, action)
                except (DBAPIError, OvertakenError, StorageLostError):
                    raise
                except Exception as error:
                    raise PoisonError(inbound.inbox, blame(error)) from error
                uow.actions[action] += 1
            handled.done.append(row.id)
        return handled

    async def _route(
        self, uow: UnitOfWork, inbound_events: Iterable[InboundEvent], lookups: Lookups
    ) -> dict[int, Route]:
        """Where each goes, by its id; and have what the batch will need at hand, in a query or
        two."""
        routes: dict[int, Route] = {}
        activities, entries = set(), set()
        for each in inbound_events:
            actor = author(each, lookups, uow.directory.roster) or each.actor
            if actor is None:
                continue
            found = routes[id(each)] = route(each, actor, lookups, self._typed)
            if isinstance(found, Target):
                activities.add(found.activity)
                entries.add((found.activity, found.about))
        if activities:
            await uow.load(activities, entries)
        return routes

    def _parse(
        self, uow: UnitOfWork, rows: Iterable[Any], poisoned: Mapping[int, str], handled: Handled
    ) -> dict[int, list[InboundEvent]]:
        by_row = {}
        for row in rows:
            try:
                raw = uow.registry.sealer.open(row.raw) if row.sealed else row.raw
                events = self._adapters[row.account].parse(raw)
            except Exception as error:
                handled.aside[row.id] = blame(error)
                continue
            by_row[row.id] = [
                InboundEvent(
                    row.id,
                    row.received_at,
                    event,
                    uow.directory.person(row.account, event.sender),
                )
                for event in events
            ]
            if row.id in poisoned:
                handled.aside[row.id] = poisoned[row.id]
        return by_row

    async def _handle(
        self, uow: UnitOfWork, inbound: InboundEvent, routed: Route | None, lookups: Lookups
    ) -> str:
        """Handle one event. Returns the action it led to."""
        of_nobody = await self._of_nobody(uow, inbound)
        if of_nobody:
            return of_nobody
        account = inbound.chat.account
        # Someone may have been linked, or have changed, earlier in this very batch.
        actor = author(inbound, lookups, uow.directory.roster)
        actor = actor or uow.directory.person(account, inbound.event.sender)
        if actor is None:
            return await self._linking.welcome(uow, inbound)
        await self._linking.follow(uow, inbound, actor)
        asked = await ask_first(uow, inbound, actor)
        if asked is not None:
            return asked
        if isinstance(inbound.event, CommandGiven) and inbound.event.name == "bind":
            return await bind_room(uow, inbound, actor)
        typed = inbound.chat if isinstance(inbound.event, _TYPED) else None
        trigger = Trigger(
            unquoted(inbound.event),
            inbound.received_at,
            actor,
            actor.id,
            account,
            typed,
            self._refusals.told(inbound.event),
        )
        action = await self._answer(uow, inbound, trigger, routed, lookups)
        if action != "unheard":
            await inform(uow, actor, account)
        return action

    async def _answer(
        self,
        uow: UnitOfWork,
        inbound: InboundEvent,
        trigger: Trigger,
        routed: Route | None,
        lookups: Lookups,
    ) -> str:
        """Have it answered by whom it is for. Returns the action it led to."""
        actor = trigger.actor
        if actor is None:
            raise ValueError("nobody acts")
        routed = routed or route(inbound, actor, lookups, self._typed)
        if isinstance(routed, HomeTarget) or isinstance(inbound.event, CommandGiven):
            refused = await self._linking.refuse_known(uow, inbound, actor)
            if refused is not None:
                return refused
        match routed:
            case Ignored():
                return "unheard"
            case Loose(event):
                return await self._overhear(uow, event, trigger)
            case CommandTarget(event, waiting):
                if waiting is not None:
                    uow.outbox.still_asking(inbound.chat, actor, waiting.activity, waiting.said)
                return action_of(await command(uow, event, trigger.on(event)))
            case Left(prompt):
                uow.changes.answered.append(prompt)
                left = Message(text("system-question-left"))
                uow.outbox.say_at(inbound.chat, actor, left, key="left")
                return "question_left"
            case HomeTarget(event):
                return action_of(await uow.home(trigger.on(event)))
            case Target():
                return await self._decide(uow, routed, trigger)

    async def _of_nobody(self, uow: UnitOfWork, inbound: InboundEvent) -> str:
        """Something about a chat; a code that everybody can read; or whoever hides behind a room
        or a channel learns in the room why nothing happens. Empty for what somebody does."""
        event, at = inbound.event, inbound.received_at
        if isinstance(event, ChatStatusChanged | ChatMoved):
            (action,) = await note(uow, [event], at)
            return action
        if not isinstance(event, Nameless):
            burnt = not event.ref.private and await self._linking.burn(uow, inbound)
            return "code_void" if burnt else ""
        is_ours = not event.command or event.command in self._commands
        if not is_ours or not self._nameless.is_due(event, at):
            return "unheard"
        chat, directory = event.ref.chat, uow.directory
        unit = directory.roster.units.get(directory.units.get(chat, 0))
        locale = Locale(unit.language, unit.timezone) if unit is not None else Locale()
        uow.outbox.say_in_room(chat, Message(text("system-nameless")), locale)
        return "nameless"

    async def _overhear(self, uow: UnitOfWork, said: Said | Attached, trigger: Trigger) -> str:
        """Words in the room that answer nothing: home asks their writer what they are meant for,
        if anything stands there that collects words."""
        roster, actor = uow.directory.roster, trigger.actor
        unit = uow.directory.units.get(said.ref.chat)
        if unit is None or actor is None or comparable(said.text) in self._small_talk:
            return "unheard"
        there = [
            row.id
            for row in await running(uow.transaction, tuple(roster.path(unit)))
            if roster.within(actor.unit, row.unit)
        ]
        await uow.load(there, ())
        found = [uow.activities[each] for each in there if each in uow.activities]
        titles = [(each.id, uow.registry.workflows[each.kind].topic(each.state)) for each in found]
        topics = [(number, title) for number, title in titles if title]
        if not topics:
            return "unheard"
        heard = Overheard(said.ref, said.sender, said, tuple(topics))
        return action_of(await uow.home(trigger.on(heard)))

    @staticmethod
    async def _decide(uow: UnitOfWork, target: Target, trigger: Trigger) -> str:
        """What the activity makes of it, and whether the question is answered, or over."""
        outcome = await uow.handle(target.activity, trigger.on(target.event, target.about))
        if outcome is None:
            return action_of(await uow.home(trigger))
        over = isinstance(outcome, Rejected) and outcome.ends
        done = isinstance(outcome, Decision) and not keeps_asking(target.event)
        if target.prompt is not None and (done or over or target.activity in uow.finished):
            uow.changes.answered.append(target.prompt)
        return action_of(outcome)

    @staticmethod
    def _apologize(uow: UnitOfWork, events: Sequence[InboundEvent]) -> None:
        """What was quarantined is kept; the person is told in a plain word."""
        for inbound in events:
            if inbound.actor is not None:
                uow.outbox.tell(
                    inbound.actor,
                    Message(text("system-set-aside")),
                    inbound.chat.account,
                    key="set_aside",
                )


_TYPED = (Said, Attached, CommandGiven)
_BY_WHAT_STANDS = (Said, Attached, CommandGiven, Edited, Withdrawn, Liked, Tapped)
"""Events that are routed by what stands in the chat, which what came before may change."""
