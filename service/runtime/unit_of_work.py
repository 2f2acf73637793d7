"""The unit of work: events decided one after the other, written together.

State lives in memory for the length of the batch; the rows it becomes are gathered in `Changes`
and flushed by a handful of statements. A decision that must see the database (queries, claims, a
new activity) flushes first, so that it sees what the batch has done so far.

What an effect does and how a query is answered is not known here: the tables of `Handlers` say it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from secrets import token_urlsafe
from typing import Any

import msgspec

from service.core.directory import Directory
from service.core.effects import Claim, Effect, Inform, Raise
from service.core.events import ChatEvent, Overheard, Said, TakenBack
from service.core.message import Chat, Ref
from service.core.people import Person, write_reminders
from service.core.queries import AnyQuery, QueryResults
from service.core.secret_ballots import SealedMark
from service.core.texts import Secret
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    Sandbox,
    Workflow,
)
from service.ports import PART, Adapter
from service.questions.events import BankRead
from service.runtime.caps import Caps
from service.runtime.localization.catalog import Locale
from service.runtime.observability.log import get_logger
from service.runtime.outbound.outbox import Outbox
from service.runtime.real import Real
from service.runtime.registry import Registry
from service.runtime.sandbox import InSandbox, sandbox_of
from service.runtime.sharing import Hold
from service.runtime.trigger import Trigger, toggled
from service.store.changes import Changes
from service.store.directory import load_directory, refresh_people, refresh_rooms
from service.store.erasing import BLANK
from service.store.transaction import Transaction

Mode = Real | InSandbox
Handler = Callable[["UnitOfWork", Activity[Any], Trigger, Any], Awaitable[None]]
"""Carries out an effect that a decision about the activity asks for."""
Resolver = Callable[["UnitOfWork", Any], Awaitable[Any]]
"""Answers a query, as its class says."""


class NoHandlerError(LookupError):
    """A workflow asks for an effect or a query that nobody handles."""


@dataclass(frozen=True, slots=True)
class Handlers:
    """What carries out each effect, and what answers each query, by its type."""

    effects: Mapping[type[Effect], Handler]
    queries: Mapping[type[AnyQuery], Resolver]


class UnitOfWork:
    """The unit of work of the engine on one transaction. `actions`: what was done, for the
    figures."""

    def __init__(
        self,
        transaction: Transaction,
        registry: Registry,
        directory: Directory,
        cache: Mapping[int, Activity[Any]],
        now: datetime,
        *,
        handlers: Handlers,
        adapters: Mapping[str, Adapter],
        accounts: Collection[str],
        caps: Caps,
        hold: Hold | None = None,
    ) -> None:
        """`hold`: what holds activities where other processes may change them."""
        self.transaction = transaction
        self.registry = registry
        self.directory = directory
        self.now = now
        self.changes = Changes()
        slashes = {name: each.capabilities.slash for name, each in adapters.items()}
        self.outbox = Outbox(self.changes, registry, directory, now, slashes)
        self.activities: dict[int, Activity[Any]] = {}
        self.actions: Counter[str] = Counter()
        self.directory_changed = False
        self.finished: set[int] = set()
        self.ballot_keys = registry.ballot_keys  # of secret votes
        self.urns: dict[int, str | None] = {}  # locked under a key, or opened, by this unit of work
        self.hold = hold
        self._home: int | None = None  # once it has been looked for
        self._handlers = handlers
        self._adapters = adapters
        self._accounts = accounts
        self.caps = caps
        self._cache = cache
        self._entries: dict[tuple[int, int], Entry[Any]] = {}
        self._looked_up: set[tuple[int, int]] = set()  # entries that are known, or known missing
        self._gone: set[int] = set()  # sandboxes that have ended

    # -- loading

    async def load(self, activities: Collection[int], entries: Collection[tuple[int, int]]) -> None:
        """Have these activities and entries at hand, in one query each."""
        unknown = set()
        wanted = {each for each in activities if each not in self.activities} - self._gone
        versions = await self.hold.take(wanted) if self.hold and wanted else {}
        for each in wanted:
            if each in self._cache and (
                each not in versions or versions[each] == self._cache[each].version
            ):
                self.activities[each] = self._cache[each]
            else:
                unknown.add(each)
        if unknown:
            for row in await self.transaction.activities(unknown):
                state = self.registry.codec.activity(row.kind, row.schema, row.state)
                self.activities[row.id] = Activity(
                    row.id, row.kind, row.unit, state, row.version, sandbox_of(row)
                )
                if row.finished:
                    self.finished.add(row.id)
        parts = set()
        for key in entries:
            if key not in self._looked_up and key[0] in self.activities:
                parts.add(key)
        if parts:
            self._looked_up |= parts
            for row in await self.transaction.entries(parts, hold=self.hold is not None):
                kind = self.activities[row.activity].kind
                state = self.registry.codec.entry(kind, row.schema, row.state)
                entry = Entry(row.activity, row.person, state, row.version)
                self._entries[row.activity, row.person] = entry

    async def entry(self, activity: int, person: int) -> Entry[Any]:
        """The person's part in the activity, as the batch knows it."""
        key = (activity, person)
        if key not in self._looked_up:
            await self.load({activity}, {key})
        return self._entries.get(key) or Entry(*key)

    async def status(self, activity: Activity[Any], person: int) -> str:
        """What is counted of the person's part in the activity; "" where there is none."""
        entry = await self.entry(activity.id, person)
        if entry.state is None:
            return ""
        return self.registry.workflows[activity.kind].summary(entry.state).status

    def forget(self, activities: Collection[int]) -> None:
        """These are not there any more."""
        self._gone.update(activities)
        self.finished.update(activities)
        for each in activities:
            self.activities.pop(each, None)

    async def home_activity(self) -> int:
        """The number of the one home activity."""
        if self._home is not None:
            return self._home
        home = self.registry.home
        for activity in chain(self.activities.values(), self._cache.values()):
            if activity.kind == home.kind:
                self._home = activity.id
                return activity.id
        number = await self.transaction.singleton(home.kind)
        if number is None:
            raise LookupError("home is missing: the engine was not prepared")
        self._home = number
        return number

    def mode(self, activity: Activity[Any]) -> Mode:
        """Whether the activity is real or tried out: the one place where that is asked."""
        if activity.sandbox is None:
            return _REAL
        return InSandbox(self.registry, activity.id, activity.unit, activity.sandbox)

    # -- deciding

    async def handle(self, activity: int, heard: Trigger) -> Outcome | None:
        """Ask the activity's workflow, and carry out its decision. None: there is no such activity,
        or nobody of whom somebody acts in it: a choice was forged."""
        if activity not in self.activities:
            await self.load({activity}, {(activity, heard.about)} if heard.about else ())
        loaded = self.activities.get(activity)
        if loaded is None:
            return None
        mode = self.mode(loaded)
        trigger = mode.understand(self.directory.roster, heard)
        if isinstance(trigger, Rejected):
            self.outbox.reject(heard, trigger)
            return trigger
        about = trigger.about if trigger.actor is not None else None
        if about is not None and not mode.knows(self.directory.roster, about):
            return None
        workflow = self.registry.workflows[loaded.kind]
        if isinstance(trigger.event, TakenBack):
            trigger = toggled(workflow, trigger)
        entry = await self.entry(activity, trigger.about) if trigger.about is not None else None
        context = mode.context(await self.context(workflow, loaded, entry, trigger))
        outcome = workflow.decide(context, loaded, entry, trigger.event)
        if isinstance(outcome, Decision):
            taken = await self._claim(loaded, mode, outcome.effects)
            if taken:
                outcome = workflow.decide(
                    replace(context, taken=taken), loaded, entry, trigger.event
                )
        if isinstance(outcome, Decision) and trigger.actor is not None:
            refused = self.caps.of_decision(trigger.actor.id, outcome.effects, self.now)
            outcome = refused or outcome
        if isinstance(outcome, Rejected):
            if outcome.code.endswith(_NO_RIGHT) and trigger.actor is not None:
                told = {"reason": outcome.code, "activity": loaded.id, "person": trigger.actor.id}
                log.warning("engine.not_allowed", **told)
            refusal = outcome if trigger.actor is heard.actor else mode.refusal(outcome)
            self.outbox.reject(heard, refusal, activity)
        else:
            self._write(loaded, entry, heard, outcome)
            await self._carry_out(loaded, trigger, outcome.effects)
        return outcome

    async def home(self, trigger: Trigger) -> Outcome:
        """Hand the event to home, which there is one of."""
        outcome = await self.handle(await self.home_activity(), trigger)
        if outcome is None:
            raise LookupError("home is missing")
        return outcome

    async def open_home(self) -> None:
        """Create the one home activity, at the root of the tree."""
        home = self.registry.home
        await self.add(home, 0, home.begin(Context(self.now), 0, {}))

    async def add(
        self, workflow: Workflow, unit: int, state: Any, sandbox: Sandbox | None = None
    ) -> int:
        """Create an activity in this state; its number."""
        number = await self.transaction.add_activity(
            {
                "kind": workflow.kind,
                "unit": unit,
                "phase": state.phase,
                "title": self._title(workflow, state),
                "finished": False,
                "created_at": self.now,
                "schema": workflow.schema,
                "version": 0,
                "state": self.registry.codec.encode(state),
                "rehearsed_by": sandbox.person if sandbox else None,
                "rehearsed_from": sandbox.of if sandbox else None,
            }
        )
        self.activities[number] = Activity(number, workflow.kind, unit, state, sandbox=sandbox)
        if self.hold is not None:
            self.hold.made(number)
        return number

    async def context(
        self,
        workflow: Workflow,
        activity: Activity[Any] | None,
        entry: Entry[Any] | None,
        trigger: Trigger,
    ) -> Context:
        """What a decision about the event may know, or the beginning of an activity, unless it is
        tried out."""
        requires = workflow.requires(activity, entry, trigger.event) if activity else ()
        registry = self.registry
        return Context(
            now=trigger.now,
            actor=trigger.actor,
            roster=self.directory.roster,
            rules=registry.rules,
            queries=await self._resolve(requires) if requires else _NO_RESULTS,
            holidays=registry.holidays,
            quiet=registry.quiet,
            nonce=next(_nonces),
            settings=registry.settings,
            menu=registry.menu,
            url=registry.url,
            abroad=trigger.account in registry.abroad,
        )

    async def _resolve(self, requires: Iterable[AnyQuery]) -> QueryResults:
        asked = tuple(requires)
        if not all(isinstance(each, SealedMark) for each in asked):  # which no row answers
            await self.flush()
        results = {}
        for query in asked:
            resolver = self._handlers.queries.get(type(query))
            if resolver is None:
                raise NoHandlerError(f"nothing answers the query {type(query).__name__}")
            results[query] = await resolver(self, query)
        return QueryResults(results)

    async def _claim(
        self, activity: Activity[Any], mode: Mode, effects: Iterable[Effect]
    ) -> frozenset[str]:
        """Take the keys that are claimed; those that others hold."""
        claimed = [each.key for each in effects if isinstance(each, Claim)]
        if not claimed:
            return frozenset()
        keys = mode.claims(claimed)
        await self.flush()
        taken = await self.transaction.claim(activity.id, list(keys))
        return frozenset(keys[each] for each in taken)

    async def _carry_out(
        self, activity: Activity[Any], trigger: Trigger, effects: Iterable[Effect]
    ) -> None:
        """Each in its order; what is raised, and what others hear, comes after everything else."""
        for effect in sorted(effects, key=lambda each: isinstance(each, Raise | Inform)):
            handler = self._handlers.effects.get(type(effect))
            if handler is None:
                raise NoHandlerError(f"nothing carries out the effect {type(effect).__name__}")
            await handler(self, activity, trigger, effect)

    # -- writing

    async def flush(self) -> None:
        """Write what was gathered so far, within the transaction."""
        if self.changes.is_empty:
            return
        await self.transaction.apply(self.changes)
        self.changes = self.outbox.changes = Changes()

    def _write(
        self,
        activity: Activity[Any],
        entry: Entry[Any] | None,
        heard: Trigger,
        decision: Decision,
    ) -> None:
        """The states as they are now, and a line of the journal. `heard`: the trigger as it came,
        which in a sandbox may be understood as another."""
        workflow = self.registry.workflows[activity.kind]
        whole = workflow.seals_parts(activity.state)
        if decision.activity is not None or decision.finished:
            state = decision.activity if decision.activity is not None else activity.state
            changed = replace(activity, state=state, version=activity.version + 1)
            self.write_activity(workflow, changed, finished=decision.finished)
        if decision.entry is not None:
            if entry is None:
                raise TypeError(f"{decision.action}: no entry to write")
            kept = Entry(entry.activity, entry.person, decision.entry, entry.version + 1)
            self.write_entry(workflow, kept, whole=whole)
        self._write_journal(activity, heard, decision)

    def write_activity(
        self, workflow: Workflow, activity: Activity[Any], *, finished: bool
    ) -> None:
        if self.hold is not None:
            self.hold.changes(activity.id)
        self.activities[activity.id] = activity
        self.changes.activities[activity.id] = {
            "b_id": activity.id,
            "phase": activity.state.phase,
            "title": self._title(workflow, activity.state),
            "finished": finished,
            "schema": workflow.schema,
            "version": activity.version,
            "state": self.registry.codec.encode(activity.state),
        }
        if finished:
            self.finished.add(activity.id)
            self.changes.end(activity.id)

    def _title(self, workflow: Workflow, state: Any) -> str:
        """The title as its row keeps it for reports: in the default language."""
        return self.registry.catalog.say(workflow.title(state), Locale())

    def write_entry(self, workflow: Workflow, entry: Entry[Any], *, whole: bool) -> None:
        """The part as it is now. `whole`: sealed as one (`Workflow.seals_parts`)."""
        key = (entry.activity, entry.person)
        if self.hold is not None and key not in self._entries:
            self.changes.begun.add(key)
        self._entries[key] = entry
        summary = workflow.summary(entry.state)
        self.changes.entries[key] = {
            "activity": entry.activity,
            "person": entry.person,
            "status": summary.status,
            "score": summary.score,
            "out_of": summary.out_of,
            "at": summary.at,
            "schema": workflow.schema,
            "version": entry.version,
            "state": self.registry.codec.encode(entry.state, whole=whole),
        }

    def _write_journal(self, activity: Activity[Any], trigger: Trigger, decision: Decision) -> None:
        event = trigger.event
        ref: Ref | None = getattr(event, "ref", None)
        if isinstance(event, BankRead):  # its questions stand in the state that follows
            event = BankRead(event.name)
        if isinstance(event, Overheard):  # talk among people, unless they say that it counts
            event, ref = Overheard(event.ref, "", Said(event.ref, "", ""), ()), None
        written = _json.encode({type(event).__name__: event}).decode()
        if decision.wordless:
            written, ref = BLANK, None
        self.changes.journal.append(
            {
                "at": trigger.now,
                "action": decision.action,
                "activity": activity.id,
                "about": self.mode(activity).journaled(trigger.about),
                "actor": trigger.actor.id if trigger.actor else None,
                "account": ref.chat.account if ref else None,
                "chat": ref.chat.id if ref else None,
                "message": ref.id if ref else None,
                "event": (self.registry.sealer.seal(written, PART) if decision.secret else written),
                "sealed": decision.secret,
            }
        )

    async def note(
        self,
        action: str,
        event: Mapping[str, Any],
        *,
        about: int | None = None,
        actor: int | None = None,
        account: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """A line of the journal about what no activity decides: what was done with a person, or
        with a unit. `event`: its name, with what it says. `at`: now, unless it is given."""
        self.changes.journal.append(
            {
                "at": at or self.now,
                "action": action,
                "activity": await self.home_activity(),
                "about": about,
                "actor": actor,
                "account": account,
                "chat": None,
                "message": None,
                "event": _json.encode(event).decode(),
                "sealed": False,
            }
        )

    async def record(self, action: str, event: ChatEvent, at: datetime) -> None:
        """A line of the journal about something that concerns no activity."""
        home = await self.home_activity()
        await self.load({home}, ())
        self._write_journal(self.activities[home], Trigger(event, at), Decision(action))

    # -- people

    async def reload(self) -> None:
        """Go on with the directory as the transaction has changed it, wherever."""
        needs = self.registry.needs
        self.renew(await load_directory(self.transaction, self._accounts, needs))

    async def reload_people(self, people: Collection[int]) -> None:
        """Go on with what the transaction has changed of these people and their chats."""
        if len(people) > _FEW:
            await self.reload()
            return
        found = await refresh_people(self.transaction, self.directory, people, self._accounts)
        self.renew(found)

    async def reload_chats(self, chats: Iterable[Chat]) -> None:
        """Go on with what the transaction has changed of these chats: private ones, or rooms."""
        owners = [self.directory.owners.get(each) for each in chats]
        if people := {each for each in owners if each is not None}:
            await self.reload_people(people)
        if None in owners:
            found = await refresh_rooms(self.transaction, self.directory, self._accounts)
            self.renew(found)

    def renew(self, directory: Directory) -> None:
        """Go on with a directory that has just changed."""
        self.directory = self.outbox.directory = directory
        self.directory_changed = True

    def set_person(self, person: Person, field: str) -> None:
        """Write this field of the person, and which of their settings they chose."""
        self.renew(self.directory.with_person(person))
        self.changes.people.append(
            {
                "id": person.id,
                "field": field,
                "value": _kept(field, getattr(person, field)),
                "chosen": ",".join(sorted(person.chosen)),
            }
        )

    def starts(self, account: str) -> bool:
        """Whether a chat on this account is opened by a button."""
        adapter = self._adapters.get(account)
        return adapter is not None and adapter.capabilities.starts

    def invite_links(self, code: str) -> list[tuple[str, str]]:
        """The links that hand over this code, by account; platforms without such links have
        none."""
        found = [(name, each.invite_link(code)) for name, each in self._adapters.items()]
        return [(name, link) for name, link in found if link]


def _kept(name: str, value: Any) -> Any:
    """A field of a person as its column has it: a sealed text as JSON, reminders as words,
    a set in its order."""
    if isinstance(value, Secret):
        return f'"{value.token}"'
    if value is None and name == "circumstances":
        return None
    if isinstance(value, frozenset):
        return ",".join(sorted(value))
    return value if isinstance(value, str) else write_reminders(value)


def _draw() -> Iterator[str]:
    """Random words of nine bytes each, many to a call of the system."""
    while True:
        drawn = token_urlsafe(9 * 64)
        for start in range(0, len(drawn), 12):
            yield drawn[start : start + 12]


log = get_logger()

_NO_RIGHT = ("not_allowed", "not_invited", "not_yours")  # how the codes of such refusals end
_nonces = _draw()
_NO_RESULTS = QueryResults()
_FEW = 500  # people; for more, reading everything costs no more
_REAL = Real()
_json = msgspec.json.Encoder()
