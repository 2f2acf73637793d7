"""The rules that no life may break.

`just_now` holds after every step, whatever has gone wrong. `in_the_end` ends the faults, lets time
pass, and looks at everything: what was accepted is handled, what was due is said or the reason is
recorded, and all that is kept fits together.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from adapters.memory.adapter import SELF
from service.core.texts import Secret
from service.core.workflow import Decision
from service.store.schema import EPOCH
from tests.simulation.witness import TOKEN
from tests.simulation.world import World

OUTAGES = (
    "no connection",
    "the answer was lost",
    "stopped",
    "the platform did not answer in time",
)
_MICRO = 1_000_000


def just_now(w: World) -> list[str]:
    """What is wrong at this moment, faults or none."""
    database = w.disk.look()
    try:
        return [
            *_accepted(w, database),
            *_set_aside(database),
            *_sealed(w, database),
            *_in_order(w, database),
            *_edits(w, database),
        ]
    finally:
        database.close()


def in_the_end(w: World, calm: float, later: float) -> list[str]:
    """End the faults and let everything come to its end; what is wrong then."""
    w.faults.cease()
    for platform in w.platforms.values():
        platform.cease()
    w.advance(calm)
    problems = [*w.problems, *w.witness.problems, *_nothing_waits(w), *just_now(w)]
    if problems:
        return problems
    w.advance(later)
    problems = [*w.problems, *w.witness.problems, *_nothing_waits(w), *just_now(w)]
    database = w.disk.look()
    try:
        return [
            *problems,
            *_journal(w, database),
            *_states(w, database),
            *_timers(w, database),
            *_claims(w, database),
            *_scores(w, database),
            *_rights(w, database),
            *_told_once(w),
            *_said(w, database),
            *_read_by(w),
        ]
    finally:
        database.close()


# -- the way in


def _accepted(w: World, database: sqlite3.Connection) -> Iterator[str]:
    """What was confirmed is kept, once, and nothing else is."""
    kept = Counter(
        (row["account"], row["update"])
        for row in database.execute('select account, "update" from inbox')
        if row["account"] != "timers"
    )
    for platform in w.platforms.values():
        for update in platform.accepted:
            if not kept[platform.account, update]:
                yield f"the update {update} was confirmed and is lost"
        known = {update for account, update in kept if account == platform.account}
        for update in sorted(known - platform.produced.keys()):
            yield f"the update {update} is kept, and nobody has sent it"


def _set_aside(database: sqlite3.Connection) -> Iterator[str]:
    """Nothing that people do makes the service fail."""
    for row in database.execute("select id, account, error from inbox where error is not null"):
        yield f"{row['account']} {row['id']} was set aside: {row['error']}"


def _told_once(w: World) -> Iterator[str]:
    """What was done once was decided about once."""
    told: Counter[tuple[str, str]] = Counter()
    for platform in w.platforms.values():
        told.update(platform.told)
    for (chat, message), times in sorted(w.witness.heard.items()):
        if times > told[chat, message]:
            yield f"{chat} {message}: {told[chat, message]} acts, {times} decisions"


def _nothing_waits(w: World) -> Iterator[str]:
    """Once the faults have stopped, what is due is done; what is just under way has a minute."""
    waits = _waiting(w)
    if waits:
        w.advance(60.0)
        again = _waiting(w)
        yield from (words for key, words in waits.items() if key in again)


def _waiting(w: World) -> dict[tuple[str, object], str]:
    """What should be done by now, each with how it stands."""
    now = _micros(w.clock.now())
    found: dict[tuple[str, object], str] = {}
    database = w.disk.look()
    try:
        for row in database.execute(
            "select id, account, waits_for, received_at from inbox where handled_at is null"
        ):
            age = (now - row["received_at"]) / _MICRO
            waited = row["waits_for"] or "nobody"
            found["inbox", row["id"]] = f"inbox {row['id']} waits since {age:.0f} s for {waited}"
        for row in database.execute(
            "select id, activity, name, due_at from timers where due_at <= ?", (now,)
        ):
            late = (now - row["due_at"]) / _MICRO
            words = f"the timer {row['name']} of {row['activity']} is late by {late:.0f} s"
            found["timer", row["id"]] = words
        for row in database.execute(
            "select id, state, chat, error from outbox where state = 'sending' or"
            " (state in ('waiting', 'held') and coalesce(not_before, created_at) <= ?)",
            (now,),
        ):
            words = f"message {row['id']} to {row['chat']} is {row['state']}: {row['error']}"
            found["outbox", row["id"]] = words
        for platform in w.platforms.values():
            if platform.waiting:
                words = f"{platform.account}: {len(platform.waiting)} updates are not taken"
                found["platform", platform.account] = words
    finally:
        database.close()
    return found


# -- the way out


def _row_of(database: sqlite3.Connection) -> dict[int, sqlite3.Row]:
    return {
        row["id"]: row
        for row in database.execute(
            "select id, state, kind, priority, account, chat, not_before, attempts, activity,"
            " person, key, created_at, sent_at, remote, error, tried, time_sensitive, until,"
            " unless, gathered, due_at, parts, sealed from outbox"
        )
    }


def _in_order(w: World, database: sqlite3.Connection) -> Iterator[str]:
    """In a chat, what was written first is said first; only a reply overtakes what lay there."""
    rows = _row_of(database)
    for platform in w.platforms.values():
        first: dict[tuple[str, int], float] = {}
        for done in platform.done:
            first.setdefault((done.chat, done.row), done.at)
        by_chat: dict[str, list[tuple[float, int]]] = {}
        for (chat, number), at in first.items():
            by_chat.setdefault(chat, []).append((at, number))
        for chat, said in by_chat.items():
            for position, (_, number) in enumerate(said):
                row = rows.get(number)
                if row is None or _may_wait(row):
                    continue
                for _, earlier in said[position + 1 :]:
                    before = rows.get(earlier)
                    if before is None or earlier > number or _may_wait(before):
                        continue
                    if _goes_first(before, row):
                        yield f"{chat}: message {number} overtook {earlier}"


def _may_wait(row: sqlite3.Row) -> bool:
    """Whether it had a reason of its own to come later: it was deferred, or was meant for another
    chat."""
    return bool(
        row["tried"] or row["time_sensitive"] or row["until"] or row["gathered"]
        or row["not_before"] or row["priority"] == 2 or row["unless"]
    )  # fmt: skip


def _goes_first(before: sqlite3.Row, row: sqlite3.Row) -> bool:
    same = before["key"] == row["key"] and before["activity"] == row["activity"]
    together = before["created_at"] == row["created_at"]
    return same or together or before["priority"] <= row["priority"]


def _edits(w: World, database: sqlite3.Connection) -> Iterator[str]:
    """A message is changed only by what is about the same thing."""
    rows = _row_of(database)
    for platform in w.platforms.values():
        made: dict[tuple[str, str], int] = {}
        for done in platform.done:
            if done.kind in ("send", "again"):
                made.setdefault((done.chat, done.line), done.row)
            elif done.kind == "edit":
                first, second = rows.get(made.get((done.chat, done.line), 0)), rows.get(done.row)
                if first is None:
                    yield f"{done.chat}: message {done.row} changed what a person has written"
                elif second is not None and (first["key"], first["activity"]) != (
                    second["key"],
                    second["activity"],
                ):
                    yield (
                        f"{done.chat}: {second['key']} of {second['activity']} was written over "
                        f"{first['key']} of {first['activity']}"
                    )


def _said(w: World, database: sqlite3.Connection) -> Iterator[str]:
    """What is marked as sent stands in the chat; what was not sent says why."""
    for row in _row_of(database).values():
        if row["kind"] == "bulk":
            continue
        if row["state"] in ("dead", "skipped") and not row["error"]:
            yield f"message {row['id']} is {row['state']}, and nobody knows why"
        if row["state"] == "dead" and row["error"] in OUTAGES:
            yield f"message {row['id']} died of an outage: {row['error']}"
        failed = sum(platform.failed[row["id"]] for platform in w.platforms.values())
        if row["attempts"] > failed:
            yield f"message {row['id']}: {row['attempts']} attempts count, {failed} failed"
        if row["state"] == "sent" and row["kind"] == "send" and row["remote"]:
            chat = w.platforms[row["account"]].chats.get(row["chat"])
            if chat is None or row["remote"] not in chat.lines:
                yield f"message {row['id']} is sent, and is not in {row['chat']}"
        if row["state"] not in (
            "sent", "dead", "skipped", "superseded", "gathered", "waiting", "held", "done",
        ):  # fmt: skip
            yield f"message {row['id']} ends as {row['state']}"


# -- what is kept


def _journal(w: World, database: sqlite3.Connection) -> Iterator[str]:
    """Each decision has its line, in its order, and nothing else has one."""
    lines = [
        (row["action"], row["activity"], row["actor"])
        for row in database.execute(
            "select action, activity, actor, event from journal order by id"
        )
        if not _of_the_runtime(row)
    ]
    decided = [
        (each.outcome.action, each.activity)
        for each in w.witness.decided
        if isinstance(each.outcome, Decision)
    ]
    if [line[:2] for line in lines] != decided:
        for number, (line, decision) in enumerate(zip(lines, decided, strict=False)):
            if line[:2] != decision:
                yield f"line {number} of the journal says {line}, decided was {decision}"
                return
        yield f"{len(decided)} decisions, {len(lines)} lines of the journal"


def _of_the_runtime(row: sqlite3.Row) -> bool:
    return row["event"].startswith(('{"Membership"', '{"ChatStatusChanged"', '{"ChatMoved"'))


def _plain(value: Any) -> Any:
    """The state as plain values, with nothing of what is sealed."""

    def hide(each: Any) -> Any:
        if isinstance(each, Secret):
            return "sealed"
        raise NotImplementedError(type(each))

    return msgspec.json.encode(value, enc_hook=hide)


def _states(w: World, database: sqlite3.Connection) -> Iterator[str]:
    """The rows hold what was decided last."""
    codec, states = w.registry.codec, w.witness.states
    kinds: dict[int, str] = {}
    for row in database.execute("select id, kind, schema, state, version, phase from activities"):
        kinds[row["id"]] = row["kind"]
        kept = states.get(row["id"])
        if kept is None or row["phase"] == "ended":
            continue
        found = codec.activity(row["kind"], row["schema"], row["state"])
        if _plain(found) != _plain(kept):
            yield f"the state of {row['kind']} {row['id']} is not the one that was decided"
    found_parts = set()
    for row in database.execute("select activity, person, schema, state, version from entries"):
        key = row["activity"], row["person"]
        found_parts.add(key)
        kept = states.get(key)
        kind = kinds[row["activity"]]
        if kept is None:
            continue
        found = codec.entry(kind, row["schema"], row["state"])
        if _plain(found) != _plain(kept):
            yield f"the part of {row['person']} in {kind} {row['activity']} is another one"
    live = {
        row["id"] for row in database.execute("select id from activities where phase <> 'ended'")
    }
    for key in states:
        if isinstance(key, tuple) and key not in found_parts and key[0] in live:
            yield f"the part of {key[1]} in {key[0]} is lost"


def _timers(w: World, database: sqlite3.Connection) -> Iterator[str]:
    """What was set and has not fired is set."""
    sandboxes = {
        row["id"]
        for row in database.execute(
            "select id from activities where rehearsed_by is not null or phase = 'ended'"
        )
    }
    kept = {
        (row["activity"], row["person"], row["name"]): row["due_at"]
        for row in database.execute("select activity, person, name, due_at from timers")
        if row["activity"] not in sandboxes and not row["name"].startswith("!")
    }
    wanted = {key: _micros(due) for key, (due, _) in w.witness.timers.items()}
    for key in sorted(kept.keys() | wanted.keys(), key=str):
        if kept.get(key) != wanted.get(key) and key[0] not in sandboxes:
            yield f"the timer {key}: {kept.get(key)} is set, {wanted.get(key)} was wanted"


def _claims(w: World, database: sqlite3.Connection) -> Iterator[str]:
    """Each key is held by whom it was given to."""
    kept = {
        row["key"]: row["activity"] for row in database.execute("select key, activity from claims")
    }
    for key in sorted(kept.keys() | w.witness.claims.keys()):
        if kept.get(key) != w.witness.claims.get(key) and not key.startswith("~"):
            held = kept.get(key)
            yield f"{key} is held by {held}, it was given to {w.witness.claims.get(key)}"


def _scores(w: World, database: sqlite3.Connection) -> Iterator[str]:
    """What is counted of a part follows from the part."""
    for row in database.execute(
        "select a.kind, e.activity, e.person, e.status, e.score, e.out_of, e.schema, e.state"
        " from entries e join activities a on a.id = e.activity where a.phase <> 'ended'"
    ):
        state = w.registry.codec.entry(row["kind"], row["schema"], row["state"])
        counted = w.registry.workflows[row["kind"]].summary(state)
        if (counted.status, counted.score, counted.out_of) != (
            row["status"],
            row["score"],
            row["out_of"],
        ):
            yield f"{row['kind']} {row['activity']}: {row['person']} counts {row['score']}"


# -- who may


def _rights(w: World, database: sqlite3.Connection) -> Iterator[str]:
    """Who led had the right to, at that very moment: the roster is told from the journal alone."""
    people = dict(w.start_roster)
    decided = iter([each for each in w.witness.decided if isinstance(each.outcome, Decision)])
    for row in database.execute("select id, at, action, event from journal order by id"):
        if _of_the_runtime(row):
            told = json.loads(row["event"]).get("Membership")
            if told:
                known = people.setdefault(told["person"], {"active": True, "role": "member"})
                people[told["person"]] = {
                    **known,
                    **{name: after for name, (_, after) in told["changed"].items()},
                }
            continue
        each = next(decided, None)
        if each is None or not each.needs or each.actor is None:
            continue
        person = people.get(each.actor)
        if person is None or not _holds(w, person, each.needs, each.unit):
            yield f"{row['action']} by {each.actor}, who had no right to ({each.needs})"


def _holds(w: World, person: dict[str, Any], permission: str, unit: int) -> bool:
    granted = w.registry.rules.granted.get(person["role"], frozenset())
    above = set()
    at: int | None = unit
    while at is not None:
        above.add(at)
        at = w.parents.get(at)
    return bool(person["active"]) and permission in granted and person.get("unit") in above


def _sealed(w: World, database: sqlite3.Connection) -> Iterator[str]:
    """What is confidential stands in no row in clear."""
    private = {
        token
        for platform in w.platforms.values()
        for chat in platform.chats.values()
        if chat.private
        for line in chat.lines.values()
        if line.sender != SELF
        for post in (line.post, *line.history)
        for token in TOKEN.findall(post.body)
    }
    for row in database.execute("select id, raw from inbox where raw like '%暗语%'"):
        for token in TOKEN.findall(row["raw"]):
            if token in private:
                yield f"inbox {row['id']} holds in clear what was written in private: {token}"
    if not w.witness.secrets:
        return
    for table, column in _TEXTS:
        for row in database.execute(
            f"select {column} as found from {table} where {column} like '%暗语%'"  # noqa: S608
        ):
            for token in TOKEN.findall(row["found"]):
                if token in w.witness.secrets:
                    yield f"{table}.{column} holds a secret in clear: {token}"


_TEXTS = (
    ("activities", "state"),
    ("activities", "title"),
    ("entries", "state"),
    ("journal", "event"),
    ("outbox", "payload"),
    ("templates", "state"),
    ("people", "circumstances"),
)


def _read_by(w: World) -> Iterator[str]:
    """A secret was said to nobody but who wrote it, whom it is about, and who leads a unit."""
    for token, (kind, writer, about) in w.witness.secrets.items():
        for platform in w.platforms.values():
            for chat in platform.chats.values():
                if not any(
                    token in post.body or token in post.title
                    for line in chat.lines.values()
                    if line.sender == SELF
                    for post in (line.post, *line.history)
                ):
                    continue
                reader = w.prepared.people.get(chat.id[1:])
                if not chat.private or reader is None:
                    yield f"the secret {token} of {kind} was read in {chat.id}"
                elif reader not in (writer, about) and reader not in w.leaders:
                    yield f"the secret {token} of {kind} was read by {chat.id}"


def _micros(moment: datetime) -> int:
    return round((moment - EPOCH).total_seconds() * _MICRO)
