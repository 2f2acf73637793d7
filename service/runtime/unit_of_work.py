"""A batch: events decided one after the other, written together.

State lives in memory for the length of the batch; the rows it becomes are gathered in `Changes`
and flushed by a handful of statements. A decision that must see the database (facts, claims, a
new activity) flushes first, so that it sees what the batch has done so far.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import chain
from secrets import token_urlsafe
from typing import Any

from service.core.directory import Directory
from service.core.effects import (
    Change,
    Claim,
    DropTemplate,
    Effect,
    EndSandbox,
    GiveCode,
    KeepBank,
    KeepTemplate,
    OpenCalendarFeed,
    OpenPage,
    Raise,
    ReadFile,
    RenameTemplate,
    Send,
    Start,
    ToMembers,
    Unlink,
)
from service.core.events import CommandGiven, PlaceEvent, Started, TimerFired
from service.core.people import Person, write_reminders
from service.core.queries import AnyQuery, QueryResults
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
from service.ports import Adapter
from service.runtime import sandbox
from service.runtime.accounts.channels import give_code, unlink
from service.runtime.effects.handlers import EffectHandlers
from service.runtime.effects.question_banks import keep_bank, read_file
from service.runtime.effects.templates import change_templates, from_template
from service.runtime.queries import resolve
from service.runtime.registry import Registry
from service.runtime.trigger import Trigger, toggled
from service.store.changes import Changes
from service.store.directory import load_directory
from service.store.transaction import Transaction


class UnitOfWork:
    """The unit of work of the engine on one transaction."""

    def __init__(
        self,
        transaction: Transaction,
        registry: Registry,
        directory: Directory,
        cache: Mapping[int, Activity[Any]],
        now: datetime,
        *,
        adapters: Mapping[str, Adapter],
        accounts: Collection[str],
    ) -> None:
        self.transaction = transaction
        self._adapters = adapters
        self._accounts = accounts
        self.registry = registry
        self.directory = directory
        self.changes = Changes()
        self.now = now
        self.activities: dict[int, Activity[Any]] = {}
        self.directory_changed = False
        self._cache = cache
        self._entries: dict[tuple[int, int], Entry[Any]] = {}
        self._looked_up: set[tuple[int, int]] = set()  # entries that are known, or known missing
        self.finished: set[int] = set()
        self._gone: set[int] = set()  # rehearsals that have ended
        self.effects = EffectHandlers(self.changes, registry, directory, now)

    # -- loading

    async def load(self, activities: Collection[int], entries: Collection[tuple[int, int]]) -> None:
        """Have these activities and entries at hand, in one query each."""
        missing = {each for each in activities if each not in self.activities} - self._gone
        unknown = {each for each in missing if each not in self._cache}
        self.activities.update({each: self._cache[each] for each in missing - unknown})
        if unknown:
            for row in await self.transaction.activities(unknown):
                state = self.registry.codec.activity(row.kind, row.schema, row.state)
                self.activities[row.id] = Activity(
                    row.id, row.kind, row.unit, state, row.version, sandbox.sandbox_of(row)
                )
                if row.finished:
                    self.finished.add(row.id)
        wanted = {
            key for key in entries if key not in self._looked_up and key[0] in self.activities
        }
        if wanted:
            self._looked_up |= wanted
            for row in await self.transaction.entries(wanted):
                kind = self.activities[row.activity].kind
                state = self.registry.codec.entry(kind, row.schema, row.state)
                key = (row.activity, row.person)
                self._entries[key] = Entry(row.activity, row.person, state, row.version)

    async def entry(self, activity: int, person: int) -> Entry[Any]:
        """The person's part in the activity, as the batch knows it."""
        key = (activity, person)
        if activity not in self.activities or key not in self._looked_up:
            await self.load({activity}, {key})
        return self._entries.get(key, Entry(*key))

    def forget(self, activities: Collection[int]) -> None:
        """These are not there any more."""
        self._gone.update(activities)
        self.finished.update(activities)
        for each in activities:
            self.activities.pop(each, None)

    # -- deciding

    async def handle(self, activity: int, heard: Trigger) -> Outcome | None:
        """Ask the activity's workflow, and carry out its decision. None: no such activity."""
        key = (activity, heard.about) if heard.about is not None else None
        if activity not in self.activities or (key and key not in self._looked_up):
            await self.load({activity}, {key} if key else ())
        loaded = self.activities.get(activity)
        if loaded is None:
            return None
        trigger = sandbox.understood(self.registry, self.directory.roster, loaded, heard)
        if isinstance(trigger, Rejected):
            self.effects.reject(heard, trigger)
            return trigger
        workflow = self.registry.workflows[loaded.kind]
        trigger = toggled(workflow, trigger)
        entry = await self.entry(activity, trigger.about) if trigger.about is not None else None
        context = await self.context(workflow, loaded, entry, trigger)
        outcome = workflow.decide(context, loaded, entry, trigger.event)
        if isinstance(outcome, Decision):
            taken = await self._claim(loaded, outcome.effects)
            if taken:
                outcome = workflow.decide(
                    replace(context, taken=taken), loaded, entry, trigger.event
                )
        await self._carry_out(loaded, entry, heard, trigger, outcome)
        return outcome

    async def command(self, event: CommandGiven, trigger: Trigger) -> Outcome:
        """Let the workflow that knows the command begin a new activity, or home answer."""
        known = self.registry.commands.get(event.name)
        if known is None or known[0].singleton or trigger.actor is None:
            return await self.home(trigger)
        workflow, command = known
        unit = trigger.actor.unit
        context = await self.context(workflow, None, None, trigger)
        if command.permission and not context.may(command.permission, unit):
            return await self.home(trigger)
        details = {"command": event.name, "args": event.args}
        return await self.start(Start(workflow.kind, unit, trigger.actor.id, details), trigger)

    async def home(self, trigger: Trigger) -> Outcome:
        """Hand the event to home, which there is one of."""
        outcome = await self.handle(await self.home_activity(), trigger)
        if outcome is None:
            raise LookupError("home is missing")
        return outcome

    async def open_home(self) -> None:
        """Create the one home activity, at the root of the tree."""
        home = self.registry.home
        state = home.begin(Context(self.now), 0, {})
        await self._add(home, 0, state)

    async def start(self, effect: Start, trigger: Trigger) -> Outcome:
        """Create an activity and let it begin."""
        workflow = self.registry.workflows[effect.kind]
        actor = self.directory.roster.people.get(effect.by) if effect.by else None
        trigger = Trigger(Started(), trigger.now, actor, None, trigger.account)
        trial = None
        if effect.sandbox is not None and actor is not None:
            state = await sandbox.rehearsed(self, effect, trigger)
            trial = Sandbox(actor.id, effect.sandbox)
        elif effect.template is not None:
            state = await from_template(self, effect, trigger)
        else:
            context = await self.context(workflow, None, None, trigger)
            state = workflow.begin(context, effect.unit, effect.details)
        if isinstance(state, Rejected):
            self.effects.reject(trigger, state)
            return state
        number = await self._add(workflow, effect.unit, state, trial)
        made = Activity(number, workflow.kind, effect.unit, state, sandbox=trial)
        self.activities[number] = made
        outcome = await self.handle(number, trigger)
        if outcome is None:
            raise LookupError(f"activity {number} is missing")
        return outcome

    async def record(self, action: str, event: PlaceEvent, at: datetime) -> None:
        """A line of the journal about something that concerns no activity."""
        home = await self.home_activity()
        await self.load({home}, ())
        self.effects.journal(self.activities[home], Trigger(event, at), Decision(action))

    async def flush(self) -> None:
        """Write what was gathered so far, within the transaction."""
        await self.transaction.apply(self.changes)
        self.changes = Changes()
        self.effects.changes = self.changes

    def invite_links(self, code: str) -> list[tuple[str, str]]:
        """The links that hand over this code, by account; platforms without such links have
        none."""
        found = [(name, each.invite_link(code)) for name, each in self._adapters.items()]
        return [(name, link) for name, link in found if link]

    async def reload(self) -> None:
        """Go on with the directory as the transaction has changed it."""
        self.renew(await load_directory(self.transaction, self._accounts))

    def renew(self, directory: Directory) -> None:
        """Go on with a directory that has just changed."""
        self.directory = directory
        self.directory_changed = True
        self.effects.directory = directory

    # -- parts of a decision

    async def _add(
        self, workflow: Workflow, unit: int, state: Any, trial: Sandbox | None = None
    ) -> int:
        return await self.transaction.add_activity(
            {
                "kind": workflow.kind,
                "unit": unit,
                "phase": state.phase,
                "title": self.effects.title(workflow, state),
                "finished": False,
                "created_at": self.now,
                "schema": workflow.schema,
                "version": 0,
                "state": self.registry.codec.encode(state),
                "rehearsed_by": trial.person if trial else None,
                "rehearsed_from": trial.of if trial else None,
            }
        )

    async def context(
        self,
        workflow: Workflow,
        activity: Activity[Any] | None,
        entry: Entry[Any] | None,
        trigger: Trigger,
    ) -> Context:
        requires = workflow.requires(activity, entry, trigger.event) if activity else ()
        context = Context(
            now=trigger.now,
            actor=trigger.actor,
            roster=self.directory.roster,
            rules=self.registry.rules,
            queries=await self._resolve(requires) if requires else _NO_RESULTS,
            holidays=self.registry.holidays,
            quiet=self.registry.quiet,
            nonce=token_urlsafe(9),
            talks=self.registry.talks,
            settings=self.registry.settings,
            menu=self.registry.menu,
            url=self.registry.url,
        )
        return sandbox.in_sandbox(context, self.registry, activity) if activity else context

    async def _claim(self, activity: Activity[Any], effects: Iterable[Effect]) -> frozenset[str]:
        keys = {
            sandbox.claimed(activity, each.key): each.key
            for each in effects
            if isinstance(each, Claim)
        }
        if not keys:
            return frozenset()
        await self.flush()
        taken = await self.transaction.claim(activity.id, list(keys))
        return frozenset(keys[each] for each in taken)

    async def _carry_out(
        self,
        activity: Activity[Any],
        entry: Entry[Any] | None,
        heard: Trigger,
        trigger: Trigger,
        outcome: Outcome,
    ) -> None:
        """`heard`: the trigger as it came, which in a rehearsal may be understood as another."""
        if isinstance(outcome, Rejected):
            self.effects.reject(heard, sandbox.refused(outcome, heard, trigger))
            return
        workflow = self.registry.workflows[activity.kind]
        if outcome.activity is not None or outcome.finished:
            state = outcome.activity if outcome.activity is not None else activity.state
            changed = replace(activity, state=state, version=activity.version + 1)
            self.activities[activity.id] = changed
            self.effects.activity(workflow, changed, finished=outcome.finished)
            if outcome.finished:
                self.finished.add(activity.id)
        if outcome.entry is not None:
            if entry is None:
                raise TypeError(f"{outcome.action}: no entry to write")
            kept = Entry(entry.activity, entry.person, outcome.entry, entry.version + 1)
            self._entries[entry.activity, entry.person] = kept
            self.effects.entry(workflow, kept)
        self.effects.journal(activity, heard, outcome)
        for effect in outcome.effects:
            await self._take_effect(activity, trigger, effect)
        for raised in outcome.effects:
            if isinstance(raised, Raise):
                event = TimerFired(raised.name, self.now, raised.revision)
                await self.handle(activity.id, Trigger(event, self.now, None, raised.person))

    async def _take_effect(self, activity: Activity[Any], trigger: Trigger, effect: Effect) -> None:
        match effect:
            case Start():
                await self.start(effect, trigger)
            case Change():
                self._change(effect)
            case OpenCalendarFeed():
                self.changes.feeds[effect.person] = effect.hash
            case OpenPage():
                self.changes.pages[activity.id] = effect.hash
            case GiveCode():
                await give_code(self, effect, trigger)
            case Unlink():
                await unlink(self, effect, trigger)
            case ReadFile():
                await read_file(self, activity.id, effect)
            case KeepBank():
                await keep_bank(self, effect)
            case KeepTemplate() | RenameTemplate() | DropTemplate():
                await change_templates(self, effect, trigger)
            case EndSandbox():
                await sandbox.end_sandbox(self, effect)
            case Send(to=ToMembers() as to) if not await sandbox.concerns(self, activity, to):
                pass
            case _:
                self.effects.effect(activity, trigger, effect)

    def _change(self, effect: Change) -> None:
        value = effect.value
        if isinstance(value, Secret):
            value = Secret(token=value.token or self.registry.sealer.seal(value.fresh))
        changed = self.directory.changed(effect.person, effect.field, value)
        self.set_person(changed.roster.people[effect.person], effect.field)

    def set_person(self, person: Person, field: str) -> None:
        """Write this field of the person, and which of their settings they chose."""
        self.renew(self.directory.with_person(person))
        self.changes.people.append(
            {
                "id": person.id,
                "field": field,
                "value": _kept(getattr(person, field)),
                "chosen": ",".join(sorted(person.chosen)),
            }
        )

    async def home_activity(self) -> int:
        home = self.registry.home
        for activity in chain(self.activities.values(), self._cache.values()):
            if activity.kind == home.kind:
                return activity.id
        number = await self.transaction.singleton(home.kind)
        if number is None:
            raise LookupError("home is missing: the engine was not prepared")
        return number

    # -- facts

    async def _resolve(self, requires: Iterable[AnyQuery]) -> QueryResults:
        await self.flush()
        return QueryResults({query: await resolve(self, query) for query in requires})


def _kept(value: Any) -> Any:
    """A field of a person as its column has it: a sealed text as JSON, reminders as words."""
    if isinstance(value, Secret):
        return f'"{value.token}"'
    return value if isinstance(value, str) else write_reminders(value)


_NO_RESULTS = QueryResults()
