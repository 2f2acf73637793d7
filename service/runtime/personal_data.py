"""Everything that is kept about one person, as that person may read it (article 45).

Sealed words are opened where the rules let the person in: what they confided themselves, and what
a kind names (`Personal.confided`). Others' notes stay closed, and an anonymous contribution is in
no file with a name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec

from service.circumstances import from_text
from service.core.directory import Directory
from service.core.people import Person
from service.core.privacy import (
    ConsentAct,
    OwnPart,
    PersonalData,
    PersonalRecord,
    Reading,
    Readings,
)
from service.core.texts import Words, text
from service.core.workflow import Activity, Workflow
from service.runtime.agenda import seen_by
from service.runtime.localization.catalog import Locale
from service.runtime.outbound import payloads
from service.runtime.registry import Registry
from service.store import personal_data as store
from service.store.privacy import Consents
from service.store.transaction import AnyRow, Transaction

ON_SERVER = "privacy.exported"  # the action of an export by the administrator
CLOSED = "***"  # what the person may not read
_TOKEN = "gAAAA"  # noqa: S105 - how a sealed text begins


async def personal_data_of(
    transaction: Transaction,
    registry: Registry,
    directory: Directory,
    query: PersonalData,
    now: datetime,
) -> PersonalRecord:
    """All of it, at this moment."""
    person = directory.roster.people[query.person]
    reader = _Reader(registry, directory, person, now)
    rows = await store.parts(transaction, person.id)
    parts = [(row, reader.part(row)) for row in rows]
    naming = [kind for kind, each in registry.workflows.items() if each.personal.beside]
    others = await store.others(transaction, person.id, naming) if naming else []
    consents = await Consents(transaction).of_person(person.id)
    readings = await readings_of(transaction, registry, directory, Readings(person.id))
    acts = await store.acts(transaction, person.id)
    messages = await store.messages(transaction, person.id)
    circumstance = reader.circumstance()
    chats = [
        (each.chat.account, each.user, each.linked_at)
        for each in directory.linked.get(person.id, ())
    ]
    told = {
        "format": "orglife-personal-data-1",
        "made_at": now,
        "person": _profile(person, directory, reader),
        "chats": [{"account": a, "user": u, "since": s} for a, u, s in chats],
        "circumstance": circumstance,
        "consents": [
            {
                "at": row.at,
                "subject": row.subject,
                "act": row.act,
                "version": row.version,
                "hash": row.hash,
                "words": row.words,
                "account": row.account,
            }
            for row in consents
        ],
        "parts": [reader.as_data(row, part) for row, part in parts],
        "named_in": [each for each in map(reader.named_in, others) if each is not None],
        "readings": [
            {"at": r.at, "by": directory.roster.name(r.by or 0), "action": r.action, "of": r.title}
            for r in (reader.read(each) for each in readings)
        ],
        "sessions": [
            {
                "device": row.device,
                "near": row.near,
                "since": row.created_at,
                "used": row.used_at,
                "ended": row.ended_at,
            }
            for row in await store.sessions(transaction, person.id)
        ],
        "ways_in": [
            {
                "kind": row.kind,
                "name": row.name,
                "since": row.created_at,
                "used": row.used_at,
            }
            for row in await store.ways_in(transaction, person.id)
        ],
        "looks": [
            {
                "at": row.at,
                "unit": directory.roster.full_name(row.unit),
                "page": row.page,
                "file": row.file,
                "times": row.n,
            }
            for row in await store.looks(transaction, person.id)
        ],
        "tokens": [
            {
                "scopes": row.scopes,
                "since": row.created_at,
                "until": row.expires_at,
                "used": row.used_at,
                "ended": row.ended_at,
            }
            for row in await store.tokens(transaction, person.id)
        ],
        "acts": [
            {"action": row.action, "times": row.n, "first": row.first, "last": row.last}
            for row in acts
        ],
        "messages": [reader.message(row) for row in messages],
    }
    return PersonalRecord(
        msgspec.json.format(msgspec.json.encode(told), indent=1).decode(),
        tuple(chats),
        tuple(ConsentAct(row.at, row.subject, row.act, row.version) for row in consents),
        tuple(part for _, part in parts if part is not None),
        readings,
        tuple((row.action, row.n) for row in acts),
        str(circumstance["kind"]) if circumstance else "",
        len(messages),
    )


async def readings_of(
    transaction: Transaction, registry: Registry, directory: Directory, query: Readings
) -> tuple[Reading, ...]:
    """Who has read or exported what concerns the person, newest first. Who reads of a whole unit
    (`Personal.surveys`) has read of the person if it is theirs, or lies above it."""
    kinds = registry.workflows.values()
    exports = frozenset((ON_SERVER, *(f"{each.kind}.exported" for each in kinds)))
    reads = exports.union(*(each.personal.reads for each in kinds))
    surveys = frozenset[str]().union(*(each.personal.surveys for each in kinds))
    roster, found = directory.roster, []
    unit = roster.people[query.person].unit
    for row in await store.readings(transaction, query.person, reads, surveys):
        by = roster.people.get(row.actor or 0)
        if row.action in surveys and (by is None or not roster.within(unit, by.unit)):
            continue
        workflow = registry.workflows.get(row.kind)
        title: Words = ""
        if workflow is not None and not workflow.singleton:
            title = workflow.title(registry.codec.activity(row.kind, row.schema, row.state))
        found.append(Reading(row.at, row.actor, row.action, row.kind, title))
    return tuple(found)


class _Reader:
    """The person, as the reader of what is kept about them."""

    def __init__(
        self, registry: Registry, directory: Directory, person: Person, now: datetime
    ) -> None:
        self._registry = registry
        self._person = person
        self._context = seen_by(registry, directory, person.id, now)
        self._locale = Locale(person.language, person.timezone, registry.sealer.open, now=now)

    def part(self, row: AnyRow) -> OwnPart | None:
        """In words; None for visits to home and for kinds that are not installed any more."""
        workflow = self._registry.workflows.get(row.kind)
        if workflow is None or workflow.singleton:
            return None
        activity, part = self._states(workflow, row)
        own = workflow.mine(self._context, activity, part) if workflow.mine else None
        personal = workflow.personal
        words_of = personal.told(activity.state, part) if personal.told else personal.said(part)
        said = tuple(self._say(each) for each in words_of)
        title = self._say(workflow.title(activity.state))
        stands = own.words if own is not None else text(f"{row.kind}-status", status=row.status)
        words = self._say(stands) if own is not None or workflow.menu is not None else ""
        return OwnPart(row.at or row.created_at, row.kind, title, words, said)

    def as_data(self, row: AnyRow, part: OwnPart | None) -> dict[str, Any]:
        """The whole state of it. Sealed words are opened where the person may read them."""
        workflow = self._registry.workflows.get(row.kind)
        state: Any = None
        recorded: Any = None
        if workflow is not None:
            activity, known = self._states(workflow, row)
            if not workflow.seals_parts(activity.state):  # else a name would stand beside it
                state = self._plain(known, workflow)
            keeps = workflow.personal.kept or workflow.personal.beside
            if keeps is not None:
                recorded = self._plain(keeps(activity.state, self._person.id), workflow)
        return {
            "activity": row.id,
            "kind": row.kind,
            "title": part.title if part is not None else "",
            "at": row.at,
            "status": row.status,
            "score": row.score,
            "out_of": row.out_of,
            "result": part.words if part is not None else "",
            "said": part.said if part is not None else (),
            "state": state,
            "recorded": recorded,
        }

    def named_in(self, row: AnyRow) -> dict[str, Any] | None:
        """What an activity keeps of the person, who has no part in it; None: nothing."""
        workflow = self._registry.workflows[row.kind]
        state = self._registry.codec.activity(row.kind, row.schema, row.state)
        beside = workflow.personal.beside
        found = beside(state, self._person.id) if beside is not None else None
        if found is None:
            return None
        return {
            "activity": row.id,
            "kind": row.kind,
            "title": self._say(workflow.title(state)),
            "at": row.created_at,
            "recorded": self._plain(found, workflow),
        }

    def _plain(self, value: Any, workflow: Workflow) -> Any:
        return self._opened(json.loads(self._registry.codec.encode(value)), workflow, "")

    def circumstance(self) -> dict[str, Any] | None:
        """How and where they are, if that is kept."""
        if self._person.circumstances is None:
            return None
        known = from_text(self._registry.sealer.open(self._person.circumstances.token))
        return {"kind": known.kind, "since": known.since} if known is not None else None

    def read(self, reading: Reading) -> Reading:
        """With its title in words."""
        title = self._say(reading.title)
        return Reading(reading.at, reading.by, reading.action, reading.kind, title)

    def message(self, row: AnyRow) -> dict[str, Any]:
        """What was said; what is still sealed waits to be sent, and says no more here."""
        words = CLOSED if row.sealed else str(payloads.read(row.payload).body)
        return {"at": row.created_at, "account": row.account, "state": row.state, "words": words}

    def _states(self, workflow: Workflow, row: AnyRow) -> tuple[Activity[Any], Any]:
        codec = self._registry.codec
        state = codec.activity(row.kind, row.activity_schema, row.activity_state)
        return Activity(row.id, row.kind, row.unit, state), codec.entry(
            row.kind, row.schema, row.state
        )

    def _opened(self, value: Any, workflow: Workflow, name: str) -> Any:
        """The same with each sealed text opened or closed, by the name of its field."""
        if isinstance(value, Mapping):
            return {key: self._opened(each, workflow, key) for key, each in value.items()}
        if isinstance(value, list):
            return [self._opened(each, workflow, name) for each in value]
        if isinstance(value, str) and value.startswith(_TOKEN):
            return self._registry.sealer.open(value) if self._may_read(workflow, name) else CLOSED
        return value

    def _may_read(self, workflow: Workflow, name: str) -> bool:
        """Whether the person is let in to this field of their own part."""
        scope = self._context.rules.scopes.get(name)
        return name in workflow.personal.confided or (scope is not None and scope.subject)

    def of_rules(self, what: Literal["role", "standing"], key: str) -> str:
        """What the rules call the role or the standing."""
        return self._say(getattr(self._registry.rules.book, what)(key) or key)

    def _say(self, words: Words) -> str:
        return self._registry.catalog.say(words, self._locale)


def _profile(person: Person, directory: Directory, reader: _Reader) -> dict[str, Any]:
    roster = directory.roster
    return {
        "id": person.id,
        "name": person.name,
        "unit": roster.full_name(person.unit),
        "group": person.group,
        "role": reader.of_rules("role", person.role),
        "post": person.post,
        "standing": reader.of_rules("standing", person.standing),
        "contact": person.contact,
        "language": person.language,
        "timezone": person.timezone,
        "active": person.active,
        "channel": person.channel,
        "chosen": _listed(person.chosen),
        "reminders": person.reminders,
        "agreed": _listed(person.agreed),
    }


def _listed(words: Iterable[str]) -> list[str]:
    return sorted(words)
