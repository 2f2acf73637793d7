"""What is said becomes rows of the outbox, rendered for whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Literal

import msgspec

from service.core.access import Scope, may_open
from service.core.choices import leave
from service.core.directory import Directory
from service.core.effects import GOES_ON, Edit, OnUnknown, Send
from service.core.events import Attached, Said, TakenBack, Withdrawn
from service.core.message import Chat, Choice, Message, Ref
from service.core.people import LANGUAGES, Person, Roster, Unit
from service.core.texts import text
from service.core.workflow import Rejected
from service.ports import PART
from service.runtime.localization.catalog import Locale
from service.runtime.outbound.payloads import write, write_variants
from service.runtime.outbound.rendering import continued, render
from service.runtime.registry import Registry
from service.runtime.trigger import Trigger
from service.store.changes import Changes, OutboxRow

QUOTED = 80  # characters of a question that is told of again
UNREACHABLE = "the person has no chat linked"


class Outbox:
    """Writes messages into the changes of one batch."""

    def __init__(
        self,
        changes: Changes,
        registry: Registry,
        directory: Directory,
        now: datetime,
        slashes: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`slashes`: what commands begin with, by account."""
        self.changes = changes
        self.slashes = slashes
        self.directory = directory
        self.registry = registry
        self.now = now
        self._written: dict[tuple[int, str, str, str], tuple[Message, str]] = {}

    # -- words of the runtime's own

    def reject(self, trigger: Trigger, rejected: Rejected, activity: int | None = None) -> None:
        """Tell the person in private why not; nothing else happens. Who only takes a tap back is
        told nothing, nor is anybody of what somebody else has removed. What was no answer to the
        question of an `activity` may leave it."""
        if rejected.say is None or trigger.actor is None or isinstance(trigger.event, TakenBack):
            return
        if rejected.code in trigger.told:
            return
        event = trigger.event
        if isinstance(event, Withdrawn):
            by = self.directory.person(event.ref.chat.account, event.sender)
            if by is None or by.id != trigger.actor.id:
                return
        message = Message(rejected.say, choices=rejected.choices)
        asked = event.asked if isinstance(event, Said | Attached) and event.ref.private else ""
        if asked and not asked.endswith(GOES_ON) and activity is not None and not rejected.ends:
            message = leavable(message, activity)
        self.tell(trigger.actor, message, trigger.account, key="refused")

    def still_asking(self, chat: Chat, person: Person, activity: int, asked: str) -> None:
        """A question of the activity that stays open while something else is done."""
        line = " ".join(asked.split())
        shown = line if len(line) <= QUOTED else f"{line[: QUOTED - 1]}…"
        message = leavable(Message(text("system-question-waits", asked=shown or 0)), activity)
        self.say_at(chat, person, message, key="waits")

    def tell(
        self,
        person: Person,
        message: Message,
        account: str | None = None,
        *,
        key: str,
        sealed: bool = False,
    ) -> None:
        """A word to a person, as a reply. `sealed`: not to be read in the outbox, and emptied once
        it is sent."""
        chat = self.directory.home(person.id, account)
        if chat is not None:
            self.say_at(chat, person, message, key=key, sealed=sealed)

    def say_at(
        self, chat: Chat, person: Person, message: Message, *, key: str, sealed: bool = False
    ) -> None:
        """The same in this very chat of the person's."""
        row = OutboxRow(
            kind="send",
            account=chat.account,
            chat=chat.id,
            created_at=self.now,
            payload=self._payload(
                message, Locale(person.language, person.timezone), chat, sealed=sealed
            ),
            priority="reply",
            person=person.id,
            key=key,
            offers=bool(message.choices),
            sealed=sealed,
        )
        self.changes.send(row)

    def say_in_room(self, chat: Chat, message: Message, locale: Locale) -> None:
        """A word in a room."""
        payload = self._payload(message, locale, chat)
        row = OutboxRow("send", chat.account, chat.id, self.now, payload, key="room")
        self.changes.send(row)

    def say_to_stranger(self, chat: Chat, message: Message) -> None:
        """A word to someone who is not linked, in the default language and in English."""
        for language in LANGUAGES:
            payload = self._payload(message, Locale(language), chat)
            row = OutboxRow(
                "send", chat.account, chat.id, self.now, payload, "reply", key="stranger"
            )
            self.changes.send(row)

    # -- messages of activities

    def write(
        self,
        effect: Send | Edit,
        activity: int,
        chat: Chat | None,
        locale: Locale,
        *,
        reader: int | None = None,
        at_once: bool = False,
        offers: bool = False,
        target: str | None = None,
    ) -> None:
        """The message in this chat, as its `locale` reads it. `reader`: whose private chat it is;
        without a chat it is undeliverable. `at_once`: they wait for it. `target`: the message that
        it may take the place of."""
        if chat is not None and chat.account in self.directory.abroad:
            effect = self._without_sensitive(effect)
        message = effect.message
        if effect.prompt and reader is not None and not message.choices:
            message = leavable(message, activity)
        on_unknown: OnUnknown = "resend"
        due_at = until = None
        time_sensitive, priority = False, effect.priority if isinstance(effect, Send) else "reply"
        state: Literal["waiting", "held", "dead"] = "waiting"
        if isinstance(effect, Send):
            on_unknown, due_at, until = effect.on_unknown, effect.due_at, effect.until
            time_sensitive = effect.time_sensitive
            if at_once and not effect.deferrable:
                priority = "reply"
            if reader is not None and effect.deferrable:
                state = "held"
        row = OutboxRow(
            kind="send" if isinstance(effect, Send) else "edit",
            account=chat.account if chat is not None else "",
            chat=chat.id if chat is not None else "",
            created_at=self.now,
            payload=self._payload(message, locale, chat, sealed=effect.secret),
            priority=priority,
            activity=activity,
            about=(effect.about or reader) if reader is not None else None,
            person=reader,
            key=effect.key,
            target=target,
            offers=offers,
            prompt=effect.prompt,
            on_unknown=on_unknown,
            sealed=effect.secret,
            due_at=due_at,
            time_sensitive=time_sensitive,
            until=until,
            state=state if chat is not None else "dead",
            error=None if chat is not None else UNREACHABLE,
        )
        self.changes.send(row)

    def stays_within(self, effect: Send | Edit) -> bool:
        """Whether the message goes to no account abroad: it shows confidential text of a sensitive
        kind."""
        scope = self.registry.rules.scopes.get(effect.scope, Scope())
        return effect.secret and scope.sensitive

    def _without_sensitive(self, effect: Send | Edit) -> Send | Edit:
        """What is said on an account abroad in place of a message that stays within."""
        if not self.stays_within(effect):
            return effect
        elsewhere = Message(text("abroad-not-here"), effect.message.title)
        return replace(effect, message=elsewhere, prompt="", secret=False)

    def write_bulk(
        self, effect: Send, activity: int, locales: list[Locale], audience: object
    ) -> None:
        """One row for many readers: its words are fixed now, in each of these languages and
        zones."""
        messages = {
            f"{each.language}|{each.timezone}": self._render(effect.message, each)
            for each in locales
        }
        row = OutboxRow(
            kind="bulk",
            account="",
            chat="",
            created_at=self.now,
            payload=write_variants(messages),
            priority="bulk",
            activity=activity,
            key=effect.key,
            prompt=effect.prompt,
            on_unknown=effect.on_unknown,
            audience=_json.encode(audience).decode(),
            due_at=effect.due_at,
            time_sensitive=effect.time_sensitive,
            until=effect.until,
        )
        self.changes.send(row)

    def move_on(self, effect: Send, activity: int, person: Person, here: Chat) -> None:
        """Who asks in another chat for what stood open in this one goes on there: where it stood
        before, it says so and offers nothing any more."""
        locale, catalog = Locale(person.language, person.timezone), self.registry.catalog
        for chat in self.directory.homes.get(person.id, ()):
            if chat != here:
                message = self._render(effect.message, locale)
                self.amend(chat, continued(message, here, catalog, locale), activity, effect.key)

    def outdate(self, effect: Send, activity: int, chat: Chat, locale: Locale, key: str) -> None:
        """What was said before this message under the key offers nothing any more: it says that
        there is something newer."""
        newer = Message(text("system-outdated"), effect.message.title)
        self.amend(chat, self._render(newer, locale), activity, key)

    def amend(self, chat: Chat, message: Message, activity: int, key: str) -> None:
        """Change the message `key` where it stands to this rendered one; nothing where there is
        none."""
        payload = write(message)
        row = OutboxRow(
            "amend", chat.account, chat.id, self.now, payload, "reply", activity, key=key
        )
        self.changes.send(row)

    def act(self, kind: Literal["erase", "mark"], activity: int, ref: Ref) -> None:
        """Take a message of a person out of the chat, or put a mark on it."""
        chat = ref.chat
        row = OutboxRow(
            kind,
            chat.account,
            chat.id,
            self.now,
            activity=activity,
            key=kind,
            target=ref.id,
        )
        self.changes.send(row)

    def _render(self, message: Message, locale: Locale) -> Message:
        """The message as it reads now."""
        return render(message, self.registry.catalog, replace(locale, now=self.now))

    def _payload(
        self, message: Message, locale: Locale, chat: Chat | None, *, sealed: bool = False
    ) -> str:
        """The message as JSON. What is said alike to many in one batch is written once."""
        slash = self.slashes.get(chat.account, "/") if chat is not None else "/"
        if slash != locale.slash:
            locale = replace(locale, slash=slash)
        key = (id(message), locale.language, locale.timezone, slash)
        if key in self._written:
            payload = self._written[key][1]
        else:
            payload = write(self._render(message, locale))
            if not sealed:
                self._written[key] = (message, payload)  # held, so that its id stays its own
        return self.registry.sealer.seal(payload, PART) if sealed else payload


def leavable(message: Message, activity: int) -> Message:
    """The message with a way out of the question that the activity asks."""
    way_out = Choice(leave(activity), text("system-button-cancel"))
    return replace(message, choices=(*message.choices, (way_out,)))


def reads(registry: Registry, roster: Roster, person: Person, effect: Send | Edit) -> Locale:
    """The person as the reader of this message. Sealed words are opened only in one marked
    nameless, or secret, and then only for whom `access` lets in."""
    opens = effect.nameless
    if effect.secret and not opens:
        parties = (effect.holder or 0, effect.about or person.id)
        opens = may_open(registry.rules, roster, person, effect.scope, parties)
    return Locale(person.language, person.timezone, registry.sealer.open if opens else None)


def reads_in_room(registry: Registry, unit: Unit | None, effect: Send | Edit) -> Locale:
    """A room as the reader of this message: in the language of its unit."""
    opens = registry.sealer.open if effect.nameless else None
    if unit is None:
        return Locale(opens=opens)
    return Locale(unit.language, unit.timezone, opens)


_json = msgspec.json.Encoder()
