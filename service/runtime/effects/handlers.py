"""Decisions become rows: states, journal lines, rendered messages, timers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from service.core.access import may_open
from service.core.directory import Directory
from service.core.effects import (
    Acknowledge,
    ClearTimer,
    Edit,
    Effect,
    Erase,
    Release,
    Send,
    SetTimer,
    ToMembers,
    ToPerson,
    ToPlace,
    ToRoom,
)
from service.core.events import BankRead, Chose, TakenBack
from service.core.message import Message, Place, Ref
from service.core.people import LANGUAGES, Person
from service.core.queries import Summary
from service.core.workflow import Activity, Decision, Entry, Rejected, Workflow
from service.runtime.localization.catalog import Locale
from service.runtime.outbound.rendered import Letter, continued, render
from service.runtime.registry import Registry
from service.runtime.sandbox import claimed, noted, redirected
from service.runtime.trigger import Trigger
from service.store.changes import Changes

UNREACHABLE = "the person has no chat linked"


class EffectHandlers:
    """Writes the consequences of decisions into the changes of one batch."""

    def __init__(
        self, changes: Changes, registry: Registry, directory: Directory, now: datetime
    ) -> None:
        self.changes = changes
        self._registry = registry
        self.directory = directory
        self._now = now
        self._written: dict[tuple[int, str, str], tuple[Message, str]] = {}

    # -- state

    def activity(self, workflow: Workflow, activity: Activity[Any], *, finished: bool) -> None:
        self.changes.activities[activity.id] = {
            "b_id": activity.id,
            "phase": activity.state.phase,
            "title": self.title(workflow, activity.state),
            "finished": finished,
            "schema": workflow.schema,
            "version": activity.version,
            "state": self._registry.codec.encode(activity.state),
        }
        if finished:
            self.changes.end(activity.id)

    def title(self, workflow: Workflow, state: Any) -> str:
        """The title as its row keeps it for reports: in the default language."""
        return self._registry.catalog.say(workflow.title(state), Locale())

    def entry(self, workflow: Workflow, entry: Entry[Any]) -> None:
        summary: Summary = workflow.summary(entry.state)
        self.changes.entries[entry.activity, entry.person] = {
            "activity": entry.activity,
            "person": entry.person,
            "status": summary.status,
            "score": summary.score,
            "out_of": summary.out_of,
            "at": summary.at,
            "schema": workflow.schema,
            "version": entry.version,
            "state": self._registry.codec.encode(entry.state),
        }

    def journal(self, activity: Activity[Any], trigger: Trigger, decision: Decision) -> None:
        ref: Ref | None = getattr(trigger.event, "ref", None)
        event = trigger.event
        if isinstance(event, BankRead):  # its questions stand in the state that follows
            event = BankRead(event.name)
        written = _json.encode({type(event).__name__: event}).decode()
        self.changes.journal.append(
            {
                "at": trigger.now,
                "action": decision.action,
                "activity": activity.id,
                "about": noted(activity, trigger.about),
                "actor": trigger.actor.id if trigger.actor else None,
                "account": ref.place.account if ref else None,
                "place": ref.place.id if ref else None,
                "message": ref.id if ref else None,
                "event": self._registry.sealer.seal(written) if decision.secret else written,
                "sealed": decision.secret,
            }
        )

    # -- effects

    def effect(self, activity: Activity[Any], trigger: Trigger, effect: Effect) -> None:
        match effect:
            case Send() | Edit():
                self._message(activity, trigger, effect)
            case Erase(ref):
                self._act("erase", activity, ref)
            case Acknowledge(ref):
                self._act("mark", activity, ref)
            case SetTimer(name, at, person, step):
                self.changes.arm(activity.id, person or 0, name, at, step)
            case ClearTimer(name, person):
                self.changes.disarm(activity.id, person or 0, name)
            case Release(key):
                self.changes.released.append(claimed(activity, key))
            case _:
                pass  # the batch has seen to it already

    def reject(self, trigger: Trigger, rejected: Rejected) -> None:
        """Tell the person in private why not; nothing else happens. Who only takes a tap back is
        told nothing."""
        if rejected.say is None or trigger.actor is None or isinstance(trigger.event, TakenBack):
            return
        message = Message(rejected.say, choices=rejected.choices)
        self.tell(trigger.actor, message, trigger.account, key="refused")

    def tell(
        self,
        person: Person,
        message: Message,
        account: str | None = None,
        *,
        key: str,
        sealed: bool = False,
    ) -> None:
        """A word of the runtime's own to a person, as a reply. `sealed`: not to be read in the
        outbox, and emptied once it is sent."""
        place = self.directory.home(person.id, account)
        if place is not None:
            self.say_at(place, person, message, key=key, sealed=sealed)

    def say_at(
        self, place: Place, person: Person, message: Message, *, key: str, sealed: bool = False
    ) -> None:
        """The same in this very chat of the person's."""
        self._letter(
            place,
            message,
            self._locale(person),
            priority="reply",
            person=person.id,
            key=key,
            offers=bool(message.choices),
            sealed=sealed,
        )

    def say_in_room(self, place: Place, message: Message, locale: Locale) -> None:
        """A word of the runtime's own in a room."""
        self._letter(place, message, locale, key="room")

    def say_to_stranger(self, place: Place, message: Message) -> None:
        """A word to someone who is not linked, in the default language and in English."""
        for language in LANGUAGES:
            self._letter(place, message, Locale(language), priority="reply", key="stranger")

    def _message(self, activity: Activity[Any], trigger: Trigger, effect: Send | Edit) -> None:
        if activity.sandbox is not None:
            self._in_sandbox(activity, activity.sandbox.person, trigger, effect)
            return
        match effect.to:
            case ToPerson(number):
                self._to_person(activity, trigger, effect, number)
            case ToRoom(unit):
                for place in self._rooms(unit):
                    self._to_place(activity, effect, place)
            case ToPlace(place):
                self._to_place(activity, effect, place)
            case ToMembers():
                self._to_members(activity, effect, effect.to)

    def _in_sandbox(
        self, activity: Activity[Any], person: int, trigger: Trigger, effect: Send | Edit
    ) -> None:
        """Whoever it is for, who rehearses gets it, at once."""
        found = redirected(self._registry, self.directory.roster, activity, effect)
        place = self.directory.home(person, trigger.account)
        acting = trigger.actor is not None and effect.to == ToPerson(trigger.actor.id)
        target = _tapped(trigger.event, place) if acting and isinstance(effect, Send) else None
        if found is not None and place is not None:
            self._letter(place, found.message, found.locale, target=target, **found.values)

    def _to_place(self, activity: Activity[Any], effect: Send | Edit, place: Place) -> None:
        """A room, in the language of its unit."""
        unit = self.directory.roster.units.get(self.directory.units.get(place, 0))
        locale = Locale(unit.language, unit.timezone) if unit is not None else Locale()
        if effect.nameless:
            locale = replace(locale, opens=self._registry.sealer.open)
        self._letter(
            place,
            effect.message,
            locale,
            kind="edit" if isinstance(effect, Edit) else "send",
            activity=activity.id,
            key=effect.key,
            sealed=effect.secret,
            **_policy(effect),
        )

    def _to_person(
        self, activity: Activity[Any], trigger: Trigger, effect: Send | Edit, number: int
    ) -> None:
        person = self.directory.roster.people.get(number)
        if person is None:
            return
        acting = trigger.actor is not None and trigger.actor.id == number
        place = self.directory.home(number, trigger.account if acting else None)
        if place is None:  # as if the platform had said so: the workflow is told
            self.changes.arm(activity.id, number, f"!{effect.key}", self._now, 0)
        state = "held" if isinstance(effect, Send) and effect.deferrable else "waiting"
        if place is not None and acting and isinstance(effect, Send):
            self._continued(activity, effect, person, place)
        self._letter(
            place or Place("", ""),
            effect.message,
            self._locale(person, effect, activity.id),
            kind="edit" if isinstance(effect, Edit) else "send",
            activity=activity.id,
            about=effect.about or number,
            person=number,
            key=effect.key,
            asks=effect.asks,
            offers=bool(effect.message.choices or effect.asks),
            sealed=effect.secret,
            state=state if place else "dead",
            error=None if place else UNREACHABLE,
            target=_tapped(trigger.event, place) if acting and isinstance(effect, Send) else None,
            **_policy(effect, resolve=acting),
        )

    def _continued(
        self, activity: Activity[Any], effect: Send, person: Person, here: Place
    ) -> None:
        """Who asks in another chat for what stood open in this one goes on there: where it stood
        before, it says so and offers nothing any more."""
        offers = effect.message.choices or effect.asks
        if not offers or effect.secret or activity.kind == self._registry.home.kind:
            return
        locale = self._locale(person)
        catalog = self._registry.catalog
        for place in self.directory.homes.get(person.id, ()):
            if place != here:
                letter = render(effect.message, catalog, locale)
                self.amend(place, continued(letter, here, catalog, locale), activity.id, effect.key)

    def amend(self, place: Place, letter: Letter, activity: int, key: str) -> None:
        """Change the message `key` where it stands; nothing where there is none."""
        self.changes.send(
            kind="amend",
            account=place.account,
            place=place.id,
            created_at=self._now,
            payload=_json.encode(letter).decode(),
            priority="reply",
            activity=activity,
            key=key,
        )

    def _to_members(self, activity: Activity[Any], effect: Send | Edit, to: ToMembers) -> None:
        """One bulk row: its words are fixed now, in every language and zone of its readers."""
        roster = self.directory.roster
        readers = {(each.language, each.timezone) for each in roster.members(to.unit)}
        letters = {
            f"{language}|{timezone}": render(
                effect.message, self._registry.catalog, Locale(language, timezone)
            )
            for language, timezone in sorted(readers)
        }
        audience = {
            "units": sorted(roster.below(to.unit)),
            "but_status": to.but_status,
            "only_status": to.only_status,
            "after": 0,
            "patient": isinstance(effect, Send) and effect.deferrable,
        }
        self.changes.send(
            kind="bulk",
            account="",
            place="",
            created_at=self._now,
            payload=_json.encode(letters).decode(),
            activity=activity.id,
            key=effect.key,
            asks=effect.asks,
            offers=False,
            audience=_json.encode(audience).decode(),
            **(_policy(effect) | {"priority": "bulk"}),
        )

    def _rooms(self, unit: int) -> Iterable[Place]:
        """The rooms of the unit and of every unit below it: what a committee announces, each of
        its branches hears."""
        inside = self.directory.roster.below(unit)
        return [place for each in sorted(inside) for place in self.directory.rooms.get(each, ())]

    def _letter(
        self, place: Place, message: Message, locale: Locale, *, kind: str = "send", **values: Any
    ) -> None:
        sealed = values.get("sealed", False)
        payload = self._write(message, locale, keep=not sealed)
        self.changes.send(
            kind=kind,
            account=place.account,
            place=place.id,
            created_at=self._now,
            payload=self._registry.sealer.seal(payload) if sealed else payload,
            **values,
        )

    def _write(self, message: Message, locale: Locale, *, keep: bool) -> str:
        """The letter as JSON. What is said alike to many in one batch is written once."""
        key = (id(message), locale.language, locale.timezone)
        if key in self._written:
            return self._written[key][1]
        letter = render(message, self._registry.catalog, locale)
        payload = _json.encode(letter).decode()
        if keep:
            self._written[key] = (message, payload)  # held, so that its id stays its own
        return payload

    def _act(self, kind: str, activity: Activity[Any], ref: Ref) -> None:
        self.changes.send(
            kind=kind,
            account=ref.place.account,
            place=ref.place.id,
            created_at=self._now,
            activity=activity.id,
            key=kind,
            target=ref.id,
        )

    def _locale(
        self, person: Person, effect: Send | Edit | None = None, activity: int | None = None
    ) -> Locale:
        """The person as a reader. Sealed words are opened only in a message marked nameless, or
        secret, and then only for whom `access` lets in."""
        opens = self._registry.sealer.open if effect is not None and effect.nameless else None
        if opens is None and effect is not None and effect.secret:
            subject = effect.about or person.id
            parties = (effect.holder or 0, subject)
            rules, roster = self._registry.rules, self.directory.roster
            if may_open(rules, roster, person, effect.scope, parties):
                opens = self._registry.sealer.open
        return Locale(person.language, person.timezone, opens)


def _tapped(event: object, place: Place | None) -> str | None:
    """The message in this place whose choice was taken: an answer that goes by the same key takes
    its place, so that a panel changes under the finger instead of being said again."""
    return event.ref.id if isinstance(event, Chose) and event.ref.place == place else None


def _policy(effect: Send | Edit, *, resolve: bool = False) -> dict[str, Any]:
    """`resolve`: it goes to the person whose act led to it, who is waiting for it."""
    if isinstance(effect, Edit):
        return {"priority": "reply"}
    return {
        "priority": "reply" if resolve and not effect.deferrable else effect.priority,
        "on_unknown": effect.on_unknown,
        "due_at": effect.due_at,
        "pressing": effect.time_sensitive,
        "until": effect.until,
    }


_json = msgspec.json.Encoder()
