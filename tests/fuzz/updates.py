"""Real updates of each platform, and what is made of them at random."""

from __future__ import annotations

import copy
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from nio import BadEvent, Event, UnknownBadEvent

from adapters.matrix import inbound as matrix
from adapters.matrix.recent import Recent
from adapters.matrix.reception import (
    changes_rights,
    inviter,
    is_said,
    leaves,
    lets_us_in,
    puts_us_out,
    replaced_by,
)
from adapters.matrix.rights import may_write
from adapters.telegram import inbound as telegram
from adapters.telegram.inbound import Tap
from adapters.telegram.reception import Reception
from adapters.telegram.topics import Topics
from adapters.webchat import inbound as webchat
from adapters.webchat.people import private_room_id
from service.ports import Update
from tests.fuzz.choices import forged
from tests.fuzz.mutations import mutated, written
from tests.fuzz.stage import Parse

ACCOUNT = "memory"
OURS = "@orglife:x"
WORDS = (
    "菜单", "帮助", "1", "2", "B", "好的", "/quiz", "/plan 每月第一个周五", "/bind", "/lang en",
    "todo", "明天 19:30", "我的", "取消", "/start A2B3C4D5E6", "A, C", "撤销", "0",
    "9" * 30, "²", "1.5",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """What an update is made of: who acts, and what could be pressed."""

    random: Random
    number: int
    user: str
    choices: Sequence[str]

    def choice(self) -> str:
        return (
            self.random.choice(self.choices)
            if self.random.random() < 0.3
            else forged(self.choices, self.random)
        )

    def words(self) -> str:
        return self.random.choice(WORDS)


@dataclass(frozen=True, slots=True)
class Platform:
    """`make`: the update as the adapter hands it to the inbox, or nothing if it lets it go."""

    name: str
    parse: Parse
    user_of: Callable[[int], str]
    place_of: Callable[[str], str]
    make: Callable[[Case], Awaitable[Sequence[Update]]]


# -- Telegram


def _telegram(case: Case) -> dict[str, Any]:
    random, who = case.random, {"id": int(case.user), "is_bot": False, "first_name": "敏"}
    private = {"id": int(case.user), "type": "private", "first_name": "敏"}
    group = {"id": -1009, "type": "supergroup", "title": "第一支部"}
    chat = private if random.random() < 0.7 else group
    message = {"message_id": 7000 + case.number, "date": 1, "chat": chat, "from": who}
    said = {**message, "text": case.words()}
    ours = {"message_id": 3, "date": 1, "chat": chat, "text": "?",
            "from": {"id": 1, "is_bot": True, "username": "orglife_bot"}}  # fmt: skip
    file = {"file_id": "f", "file_unique_id": "u", "file_size": 10}
    membership = {"chat": chat, "from": who, "date": 1,
                  "new_chat_member": {"status": "member", "user": who}}  # fmt: skip
    made: tuple[tuple[str, dict[str, Any]], ...] = (
        ("message", said),
        ("message", {**said, "reply_to_message": ours}),
        ("message", {**said, "forward_origin": {"type": "user", "sender_user": who}}),
        ("message", {**said, "message_thread_id": 40, "is_topic_message": True}),
        ("message", {**said, "sender_chat": group}),
        ("message", {**message, "document": {**file, "file_name": "题.docx"}, "caption": "?"}),
        ("message", {**message, "photo": [file, file], "media_group_id": "9"}),
        ("message", {**message, "sticker": file}),
        ("message", {**message, "migrate_to_chat_id": -1010}),
        ("edited_message", {**said, "edit_date": 2}),
        ("message_reaction", {"chat": group, "message_id": 3, "user": who, "date": 1,
                              "old_reaction": [], "new_reaction": [
                                  {"type": "emoji", "emoji": "👍"}]}),
        ("poll_answer", {"poll_id": "p", "user": who, "option_ids": [0]}),
        ("my_chat_member", membership),
    )  # fmt: skip
    pressed = {"id": "q", "from": who, "message": ours, "data": case.choice()}
    kind, content = ("callback_query", pressed) if random.random() < 0.5 else random.choice(made)
    return {"update_id": case.number, kind: content}


async def _to_telegram(case: Case) -> Sequence[Update]:
    raw = _telegram(case)
    if case.random.random() < 0.85:
        raw = mutated(raw, case.random)
    given = _Given()
    reception = _Reception()
    await reception.take(given, [raw])
    await reception.close()
    if given.updates and case.random.random() < 0.1:
        return [replace(given.updates[0], raw=written(raw, case.random))]
    return given.updates


class _Given:
    """An inbox for the one update."""

    def __init__(self) -> None:
        self.updates: list[Update] = []

    async def receive(self, account: str, updates: Sequence[Update]) -> None:
        self.updates += updates


class _Reception(Reception):
    """Taps are answered to nobody."""

    def __init__(self) -> None:
        client: Any = None
        super().__init__(ACCOUNT, client, lambda: None, Topics())

    async def _told(self, tapped: Tap, url: str | None = None) -> bool:
        return True


# -- Matrix


def _matrix(case: Case) -> tuple[dict[str, Any], dict[str, Any]]:
    random = case.random
    text = {"msgtype": "m.text", "body": case.words()}
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": "$a"}}}
    file = {"msgtype": "m.file", "body": "题.docx", "filename": "题.docx", "url": "mxc://x/y",
            "info": {"mimetype": "text/plain", "size": 10}}  # fmt: skip
    made: tuple[tuple[str, dict[str, Any]], ...] = (
        ("m.room.message", text),
        ("m.room.message", text),
        ("m.room.message", {**text, **reply}),
        ("m.room.message", {**text, "body": f"> <@a:x> ?\n\n{case.words()}", **reply}),
        ("m.room.message", {**text, "formatted_body": '<a href="https://matrix.to/#/@b:x">B</a>'}),
        ("m.room.message", {**text, "m.new_content": text,
                            "m.relates_to": {"rel_type": "m.replace", "event_id": "$a"}}),
        ("m.room.message", file),
        ("m.room.message", {**file, "file": {"url": "mxc://x/y", "key": {}, "iv": ""}}),
        ("m.room.message", {"msgtype": "m.location", "body": "?"}),
        ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$a",
                                         "key": "1\ufe0f\u20e3"}}),
        ("m.room.redaction", {"redacts": "$a"}),
        ("m.room.tombstone", {"replacement_room": "!new"}),
        ("m.room.member", {"membership": "leave"}),
        ("m.room.power_levels", {"users": {OURS: 50}, "events": {}, "events_default": 0}),
        ("m.sticker", {}),
    )  # fmt: skip
    kind, content = random.choice(made)
    event = {
        "type": kind,
        "event_id": f"${case.number}",
        "sender": case.user,
        "content": content,
        "origin_server_ts": 1,
    }
    if kind.startswith("m.room.") and random.random() < 0.3:
        event |= {"state_key": OURS, "unsigned": {"prev_content": {"membership": "invite"}}}
    private = random.random() < 0.7
    about = {"private": private, "opened": random.random() < 0.1, "name": "敏",
             "standing": random.choice(("", "", "", "in", "text"))}  # fmt: skip
    return event, about


def _by_nio(event: dict[str, Any]) -> Any:
    """The event as the library reads it; None where it does not get past that."""
    try:
        read = Event.parse_event(copy.deepcopy(event))
    except (TypeError, KeyError, AttributeError):  # such an event no homeserver passes on
        return None
    return None if isinstance(read, BadEvent | UnknownBadEvent) else read


async def _to_matrix(case: Case) -> Sequence[Update]:
    event, about = _matrix(case)
    room = f"!{case.user}" if about["private"] else "一支部"
    if case.random.random() < 0.9:
        event = mutated(event, case.random)
    if not isinstance(event, dict):
        return []
    recent, read = Recent(), _by_nio(event)
    if read is not None:
        for look in (is_said, leaves, lets_us_in, puts_us_out, changes_rights):
            look(read, OURS)
        replaced_by(read)
        inviter(read)
        may_write(event.get("content"), OURS)
    recent.heard(event)
    recent.undone(event)
    try:
        made = matrix.update(room, event, **about)
    except ValueError:  # which the adapter lets go
        return []
    if case.random.random() < 0.1:
        raw = written({"room": room, "event": event, **about}, case.random)
        return [replace(made, raw=raw)]
    return [made]


# -- the web chat


def _webchat(case: Case) -> dict[str, Any]:
    random = case.random
    room, private = private_room_id(case.user), True
    if random.random() < 0.3:
        room, private = "一支部", False
    common = {"key": f"{case.user}:act-{case.number}", "room": room, "private": private,
              "user": case.user, "message": str(case.number)}  # fmt: skip
    made: tuple[dict[str, Any], ...] = (
        {"kind": "said", "text": case.words(), "reply_to": random.choice((None, "3", "m5"))},
        {"kind": "chose", "choice": case.choice()},
        {"kind": "chose", "choice": case.choice()},
        {"kind": "attached", "file": "f", "name": "题.docx", "mime": "text/plain", "size": 10},
        {"kind": "edited", "text": case.words()},
        {"kind": "withdrawn"},
        {"kind": "language", "language": "en"},
        {"kind": "joined", "name": "敏", "code": "A2B3C4D5E6"},
    )
    return {**common, **random.choice(made)}


async def _to_webchat(case: Case) -> Sequence[Update]:
    raw = _webchat(case)
    if case.random.random() < 0.6:
        raw = mutated(raw, case.random)
    key, sealed = f"{case.user}:act-{case.number}", case.random.random() < 0.5
    return [Update(key, written(raw, case.random), sealed)]


NO_ALIASES: Mapping[str, str] = {}
PLATFORMS = (
    Platform(
        "telegram",
        lambda raw: telegram.parse(raw, ACCOUNT, "orglife_bot"),
        lambda person: str(700_000 + person),
        lambda user: user,
        _to_telegram,
    ),
    Platform(
        "matrix",
        lambda raw: matrix.parse(raw, ACCOUNT),
        lambda person: f"@p{person}:x",
        lambda user: f"!{user}",
        _to_matrix,
    ),
    Platform(
        "webchat",
        lambda raw: webchat.parse(raw, ACCOUNT, NO_ALIASES),
        lambda person: f"u-{person}",
        private_room_id,
        _to_webchat,
    ),
)
