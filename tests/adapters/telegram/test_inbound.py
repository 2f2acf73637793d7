"""Pure: updates as Telegram writes them, and the events they are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from adapters.telegram.inbound import parse, update
from service.core.events import (
    Attached,
    ChatMoved,
    ChatStatusChanged,
    Chose,
    CommandGiven,
    Edited,
    Joined,
    Said,
    Unreadable,
)
from service.core.message import Chat, Ref, StoredFile

WANG = {"id": 7, "is_bot": False, "first_name": "敏", "last_name": "王"}
PRIVATE = {"id": 7, "type": "private", "first_name": "敏"}
GROUP = {"id": -1009, "type": "supergroup", "title": "第一支部"}


def message(chat: dict[str, Any] = PRIVATE, **more: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": 1, "chat": chat, "from": WANG, **more}


def events(kind: str, content: dict[str, Any]) -> tuple[Any, ...]:
    raw = update({"update_id": 1, kind: content})
    return parse(raw.raw, "telegram", "orglife_bot")


def ref(chat: str = "7", *, private: bool = True, id: str = "3") -> Ref:
    return Ref(Chat("telegram", chat), id, private)


def test_a_text_in_a_topic_is_heard_there_and_answers_only_what_it_answers() -> None:
    topic = {"message_thread_id": 40, "is_topic_message": True, "text": "好"}
    first = message(GROUP, **topic, reply_to_message={"message_id": 40})
    answer = message(GROUP, **topic, reply_to_message={"message_id": 41})
    at = ref("-1009/40", private=False)
    assert events("message", first) == (Said(at, "7", "好"),)
    assert events("message", answer) == (Said(at, "7", "好", reply_to="41"),)


def test_a_thread_of_replies_outside_a_forum_is_the_group_itself() -> None:
    given = message(GROUP, text="好", message_thread_id=40, reply_to_message={"message_id": 40})
    assert events("message", given) == (Said(ref("-1009", private=False), "7", "好", "40"),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/quiz@OrgLife_bot 二", ("quiz", "二")),
        ("/quiz@other_bot", None),
        ("/quiz", ("quiz", "")),
    ],
)
def test_in_a_group_a_command_is_ours_unless_it_names_another(
    text: str, found: tuple[str, str] | None
) -> None:
    at = ref("-1009", private=False)
    expected = (CommandGiven(at, "7", *found),) if found else ()
    assert events("message", message(GROUP, text=text)) == expected


@pytest.mark.parametrize("text", ["/start A2B3", "/START@orglife_bot  A2B3 "])
def test_start_is_coming_in_with_the_code_of_the_link(text: str) -> None:
    assert events("message", message(text=text)) == (Joined(ref(), "7", "敏 王", "A2B3"),)


@pytest.mark.parametrize(
    ("content", "name", "mime", "file_id"),
    [
        ({"document": {"file_id": "d", "file_name": "a.xlsx"}}, "a.xlsx", None, "d"),
        ({"photo": [{"file_id": "s"}, {"file_id": "l"}]}, "photo.jpg", "image/jpeg", "l"),
        ({"voice": {"file_id": "v", "mime_type": "audio/ogg"}}, "voice.ogg", "audio/ogg", "v"),
        ({"video_note": {"file_id": "n"}}, "video.mp4", "video/mp4", "n"),
        (
            {"animation": {"file_id": "g", "mime_type": "video/mp4"}, "document": {"file_id": "g"}},
            "file",
            None,
            "g",
        ),
    ],
    ids=["document", "photo", "voice", "video note", "animation"],
)
def test_whatever_file_it_is_is_heard(
    content: dict[str, Any], name: str, mime: str | None, file_id: str
) -> None:
    (event,) = events("message", message(**content, caption="看"))
    assert isinstance(event, Attached)
    assert (event.name, event.file_id, event.text) == (name, file_id, "看")
    assert event.mime == (mime or "application/octet-stream")


def test_an_edited_caption_is_an_edit() -> None:
    given = message(GROUP, caption="新", document={"file_id": "d"}, edit_date=2)
    file = StoredFile("telegram", "d", "file", "application/octet-stream")
    edited = Edited(ref("-1009", private=False), "7", "新", file)
    assert events("edited_message", given) == (edited,)


@pytest.mark.parametrize(
    ("origin", "forwarded"),
    [
        ({"type": "user", "date": 1, "sender_user": {"id": 8, "first_name": "李"}}, True),
        ({"type": "user", "date": 1, "sender_user": {"id": 7, "first_name": "王"}}, False),
        ({"type": "hidden_user", "date": 1, "sender_user_name": "李"}, True),
        ({"type": "channel", "date": 1, "chat": {"id": -1, "type": "channel"}}, True),
    ],
    ids=["another", "oneself", "hidden", "channel"],
)
def test_what_another_has_written_is_forwarded(origin: dict[str, Any], forwarded: bool) -> None:
    (said,) = events("message", message(text="我同意", forward_origin=origin))
    (sent,) = events("message", message(document={"file_id": "d"}, forward_origin=origin))
    assert isinstance(said, Said)
    assert isinstance(sent, Attached)
    assert (said.forwarded, sent.forwarded) == (forwarded, forwarded)


def test_a_tap_under_a_message_too_old_to_be_shown_is_heard() -> None:
    old = {"message_id": 3, "date": 0, "chat": GROUP}
    query = {"id": "q", "from": WANG, "message": old, "chat_instance": "1", "data": "1::y:"}
    assert events("callback_query", query) == (Chose(ref("-1009", private=False), "7", "1::y:"),)


@pytest.mark.parametrize("kind", ["sticker", "location", "contact", "poll", "dice"])
def test_what_can_not_be_read_is_heard_as_that(kind: str) -> None:
    (event,) = events("message", message(**{kind: {"file_id": "s"}}))
    assert isinstance(event, Unreadable)


def test_a_reply_quotes_words_of_ours_and_of_nobody_else() -> None:
    ours = {"id": 1, "is_bot": True, "username": "OrgLife_bot"}
    for sender, quotes in ((ours, "题目"), (ours | {"username": "x_bot"}, ""), (WANG, "")):
        answered = {"message_id": 5, "date": 0, "chat": GROUP, "from": sender, "text": "题目"}
        (event,) = events("message", message(GROUP, text="B", reply_to_message=answered))
        assert isinstance(event, Said)
        assert (event.reply_to, event.quotes) == ("5", quotes)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("message", message(pinned_message={"message_id": 1})),
        ("message", message(text="hi", **{"from": {**WANG, "is_bot": True}})),
        ("message", {"message_id": 1, "date": 1, "chat": GROUP, "text": "from a channel"}),
        ("callback_query", {"id": "q", "from": WANG, "chat_instance": "1", "game_short_name": "g"}),
        ("poll", {"id": "p"}),
        ("message_reaction", {"chat": GROUP, "message_id": 1, "date": 1}),
    ],
)
def test_what_does_not_concern_us_is_no_event(kind: str, content: dict[str, Any]) -> None:
    assert events(kind, content) == ()


@pytest.mark.parametrize(
    ("chat", "now", "standing", "lacks"),
    [
        (GROUP, {"status": "member"}, "in", ""),
        (GROUP, {"status": "administrator"}, "in", ""),
        (GROUP, {"status": "left"}, "out", ""),
        (GROUP, {"status": "kicked"}, "out", ""),
        (GROUP, {"status": "restricted", "is_member": False}, "out", ""),
        (GROUP, {"status": "restricted", "can_send_messages": False}, "muted", "text"),
        (GROUP, {"status": "restricted", "can_send_messages": True}, "in", ""),
        (PRIVATE, {"status": "kicked"}, "blocked", ""),
        (PRIVATE, {"status": "member"}, "in", ""),
    ],
)
def test_what_we_may_do_in_a_place_is_heard(
    chat: dict[str, Any], now: dict[str, Any], standing: str, lacks: str
) -> None:
    content = {"chat": chat, "from": WANG, "date": 1, "new_chat_member": now}
    (event,) = events("my_chat_member", content)
    assert isinstance(event, ChatStatusChanged)
    assert (event.standing, event.lacks, event.sender) == (standing, lacks, "7")
    assert event.ref.chat == Chat("telegram", str(chat["id"]))
    assert event.ref.private == (chat is PRIVATE)


def test_what_we_may_not_send_though_we_may_write_is_heard() -> None:
    """A raw update: restricted to words and files."""
    now = {"status": "restricted", "is_member": True, "can_send_messages": True}
    now |= {"can_send_documents": True, "can_send_polls": False}
    content = {"chat": GROUP, "from": WANG, "date": 1, "new_chat_member": now}
    (event,) = events("my_chat_member", content)
    assert isinstance(event, ChatStatusChanged)
    assert (event.standing, event.lacks, event.without) == ("in", "", ("polls",))


def test_a_channel_does_not_concern_us() -> None:
    channel = {"id": -1008, "type": "channel", "title": "公告"}
    content = {"chat": channel, "from": WANG, "date": 1, "new_chat_member": {"status": "member"}}
    assert events("my_chat_member", content) == ()


@pytest.mark.parametrize(
    ("chat", "field"),
    [
        ({"id": -9, "type": "group"}, {"migrate_to_chat_id": -1009}),
        ({"id": -1009, "type": "supergroup"}, {"migrate_from_chat_id": -9}),
    ],
)
def test_that_a_group_has_moved_is_heard_from_both_sides(
    chat: dict[str, Any], field: dict[str, int]
) -> None:
    (event,) = events("message", message(chat, **field))
    assert isinstance(event, ChatMoved)
    assert (event.ref.chat.id, event.to) == ("-9", "-1009")


def test_private_updates_are_sensitive_and_the_same_update_has_one_id() -> None:
    private = update({"update_id": 1, "message": message(text="心里话")})
    again = update({"message": message(text="心里话"), "update_id": 1})
    group = update({"update_id": 2, "message": message(GROUP, text="大家好")})
    strange = update({"update_id": 3, "thought": {"text": "?"}})
    query = {"id": "q", "from": WANG, "message": message(text="?"), "data": "1::y:"}
    tap = update({"update_id": 4, "callback_query": query})
    assert [each.sensitive for each in (private, group, strange, tap)] == [True, False, True, True]
    assert private.id == again.id
    assert len({each.id for each in (private, group, strange, tap)}) == 4


def test_half_a_surrogate_pair_and_nul_do_no_harm() -> None:
    raw = json.loads(json.dumps({"update_id": 1, "message": message(text="a\ud83d\0b")}))
    kept = update(raw)
    kept.raw.encode()
    (event,) = parse(kept.raw, "telegram")
    assert event == Said(ref(), "7", "a?b")


def test_photos_of_one_group_are_an_album() -> None:
    """A raw update of the Bot API, as a client's album of three comes."""
    chat = {"id": 7, "type": "private", "first_name": "李华"}
    photo = [{"file_id": "AgAC", "file_unique_id": "u", "width": 90, "height": 60, "file_size": 9}]
    message = {
        "message_id": 12,
        "from": {"id": 7, "is_bot": False, "first_name": "李华"},
        "chat": chat,
        "date": 1772764800,
        "media_group_id": "13850000000000001",
        "photo": photo,
        "caption": "春游",
    }
    (event,) = parse(json.dumps({"update_id": 1, "message": message}), "telegram")
    assert isinstance(event, Attached)
    assert (event.album, event.text, event.file_id) == ("13850000000000001", "春游", "AgAC")


@pytest.mark.parametrize("message", ["text", 1, [], None, {"chat": "text"}])
def test_what_is_no_message_is_no_reason_to_stop(message: Any) -> None:
    raw = update({"update_id": 1, "callback_query": {"id": "q", "message": message}})
    assert raw.id == "1.q"


def test_what_is_nested_without_end_cannot_be_read() -> None:
    with pytest.raises(ValueError, match="not an update"):
        parse('{"update_id":1,"message":' + "[" * 50_000, "telegram")
