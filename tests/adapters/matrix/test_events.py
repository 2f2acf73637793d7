"""Pure: events of a room are read as they were meant, and posts become events without markup."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.matrix import outbound
from adapters.matrix.capabilities import LONGEST_TEXT
from adapters.matrix.inbound import file_url, parse, update
from adapters.matrix.numbers import changes_a_tap
from adapters.matrix.recent import Recent
from service.core.events import (
    Attached,
    CommandGiven,
    Edited,
    Joined,
    Liked,
    Said,
    Tapped,
    Unreadable,
)
from service.core.message import File, Post


def read(content: dict[str, Any], kind: str = "m.room.message", **more: Any) -> Any:
    event = {"type": kind, "event_id": "$e", "sender": "@li:x", "content": content}
    events = parse(update("!r", event, private=True, **more).raw, "matrix")
    return events[0] if events else None


def text(body: str, **more: Any) -> dict[str, Any]:
    return {"msgtype": "m.text", "body": body, **more}


def test_the_quotation_of_older_clients_is_no_word_of_the_person() -> None:
    relation = {"m.in_reply_to": {"event_id": "$a"}}
    said = read(text("> <@wang:x> 几点?\n> 在哪?\n\n七点", **{"m.relates_to": relation}))
    assert (said.text, said.reply_to) == ("七点", "$a")
    said = read(text("> h\n七点", **{"m.relates_to": relation}))
    assert said.text == "> h\n七点", "a quotation that the person has made"


def test_a_thread_answers_its_root_unless_a_message_in_it_is_answered() -> None:
    relation = {
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$last"},
    }
    assert read(text("好", **{"m.relates_to": relation})).reply_to == "$root"
    relation["is_falling_back"] = False
    assert read(text("好", **{"m.relates_to": relation})).reply_to == "$last"


@pytest.mark.parametrize(
    ("body", "name", "args"),
    [
        ("/bind", "bind", ""),
        ("!bind", "bind", ""),
        ("!Quiz 三月 2", "quiz", "三月 2"),
        ("！help", "help", ""),
    ],
)
def test_commands_begin_with_a_slash_or_an_exclamation_mark(
    body: str, name: str, args: str
) -> None:
    command = read(text(body))
    assert isinstance(command, CommandGiven)
    assert (command.name, command.args) == (name, args)
    assert isinstance(read(text("!好的")), Said)


def test_a_code_opens_the_chat_only_as_its_first_words() -> None:
    assert isinstance(read(text("A2B3C4D5E6"), opened=True, name="陈静"), Joined)
    assert read(text("a2b3c-4d5e6"), opened=True).code == "a2b3c-4d5e6"
    assert isinstance(read(text("A2B3C4D5E6")), Said)
    assert isinstance(read(text("菜单"), opened=True), Said)


def test_numbers_are_taps_and_other_reactions_are_likes() -> None:
    def reacted(key: str) -> Any:
        relation = {"rel_type": "m.annotation", "event_id": "$m", "key": key}
        return read({"m.relates_to": relation}, "m.reaction")

    assert (reacted("3️⃣").number, reacted("3️⃣").on) == (3, "$m")
    assert reacted("3\u20e3").number == 3, "some clients leave the variation mark out"
    assert reacted("🔟").number == 10
    assert reacted("3").number == 3, "in some clients a reaction can be typed"
    assert isinstance(reacted("👍"), Liked)
    assert reacted("👎") is None


def test_the_name_of_whom_it_is_to_is_no_word_of_what_is_said_in_private() -> None:
    pill = '<a href="https://matrix.to/#/@orglife:x">OrgLife</a>'
    said = read(text("OrgLife: B", format="org.matrix.custom.html", formatted_body=f"{pill}: B"))
    assert said.text == "B"
    assert read(text("OrgLife: B")).text == "OrgLife: B", "typed by hand it may mean anything"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("m.sticker", {"body": "👋", "url": "mxc://x/a"}),
        ("m.room.message", {"msgtype": "m.location", "body": "Here", "geo_uri": "geo:1,2"}),
        ("org.matrix.msc3381.poll.start", {"org.matrix.msc1767.text": "Poll"}),
        ("m.poll.start", {"m.text": []}),
    ],
)
def test_what_can_not_be_read_is_heard_as_that(kind: str, content: dict[str, Any]) -> None:
    assert isinstance(read(content, kind), Unreadable)


def test_a_request_to_verify_and_the_words_of_programs_are_not_heard() -> None:
    for kind in ("m.key.verification.request", "m.notice"):
        assert read({"msgtype": kind, "body": "…"}) is None


def test_a_file_that_is_encrypted_brings_its_key() -> None:
    locked = {"url": "mxc://x/abc", "key": {"k": "key"}, "iv": "iv", "hashes": {"sha256": "h"}}
    found = read({"msgtype": "m.file", "body": "请查收", "filename": "a.txt", "file": locked})
    assert isinstance(found, Attached)
    assert (found.name, found.text) == ("a.txt", "请查收")
    url, opens = file_url(found.file_id)
    assert url == "mxc://x/abc"
    assert opens == {name: locked[name] for name in ("key", "iv", "hashes")}


def test_an_edit_is_one_of_the_message_it_changes() -> None:
    relation = {"rel_type": "m.replace", "event_id": "$m"}
    edited = read(text("* 新", **{"m.new_content": text("新"), "m.relates_to": relation}))
    assert isinstance(edited, Edited)
    assert (edited.ref.id, edited.text) == ("$m", "新")


NAMES = ("msgtype", "body", "filename", "m.relates_to", "m.new_content", "info", "url", "file")
TABLES = st.dictionaries(st.sampled_from(["rel_type", "event_id", "key", "url", "x"]), st.text())
VALUES = st.one_of(
    st.none(),
    st.integers(),
    st.text(),
    st.lists(st.text()),
    TABLES,
    st.sampled_from(["m.text", "m.file", "m.image"]),
)
KINDS = ("m.room.message", "m.reaction", "m.room.redaction", "m.room.encrypted")


@given(st.dictionaries(st.sampled_from(NAMES), VALUES), st.sampled_from(KINDS))
def test_whatever_stands_in_an_event_is_read_or_left_out(
    content: dict[str, Any], kind: str
) -> None:
    found = read(content, kind)
    assert found is None or found.ref.chat.id == "!r"


@given(st.text(), st.text(min_size=1).filter(str.strip))
def test_nothing_in_a_text_becomes_markup(title: str, body: str) -> None:
    (part,) = outbound.parts(Post(body, title=title))
    assert part.content["m.mentions"] == {}
    markup = part.content.get("formatted_body", "")
    for mark in ("<strong>", "</strong>", "<br>"):
        markup = markup.replace(mark, "")
    assert "<" not in markup
    assert json.loads(json.dumps(part.content)) == part.content


def test_a_file_alone_has_its_name_as_its_words() -> None:
    name = "2026-11-30 主题党日测验 成绩.xlsx"
    (part,) = outbound.parts(Post("", files=(File(name, "application/x", b"x"),)))
    assert (part.content["body"], part.content["filename"]) == (name, name)


def test_a_file_keeps_its_place_when_its_words_change() -> None:
    (part,) = outbound.parts(Post("会议", files=(File("a.ics", "text/calendar", b"x"),)))
    original = {**part.content, "url": "mxc://x/abc"}
    changed = outbound.edit(Post("改期"), "$m", original)["m.new_content"]
    assert (changed["url"], changed["filename"], changed["body"]) == (
        "mxc://x/abc",
        "a.ics",
        "改期",
    )


@pytest.mark.parametrize("letter", ["字", '"', "𠮷", "x"], ids=["common", "quote", "rare", "latin"])
@pytest.mark.parametrize("encrypted", [True, False])
def test_the_longest_text_and_its_edit_fit_into_an_event(letter: str, encrypted: bool) -> None:
    """65,536 bytes, of which base64 leaves three quarters to what is encrypted."""
    post = Post(letter * (LONGEST_TEXT - 3), title="标题")
    (part,) = outbound.parts(post)
    for content in (part.content, outbound.edit(post, "$m", part.content)):
        fits = outbound.fitting(content, encrypted=encrypted)
        size = len(json.dumps(fits, ensure_ascii=False).encode())
        assert size * 4 / 3 * encrypted + size * (not encrypted) < 62_000
        assert post.body in fits.get("m.new_content", fits)["body"], "no word is lost"


def test_an_edit_has_its_words_once_besides_their_markup() -> None:
    post = Post("字" * 2000, title="标题")
    content = outbound.edit(post, "$m", {})
    assert json.dumps(content, ensure_ascii=False).count("字" * 2000) == 2
    assert content["body"].startswith("* 标题")


@pytest.mark.parametrize(
    ("before", "after", "taken", "changes"),
    [
        (("a", "b"), ("a", "b"), {1, 2}, False),
        (("a", "b"), ("a", "b", "ok"), {1}, False),
        (("a", "b"), ("c", "b"), {1}, True),
        (("a", "b"), ("c", "b"), {2}, False),
        (("a", "b"), (), {1}, False),
        (("a",), ("a", "b"), {2}, True),
        (None, ("a", "b"), {1}, True),
        (None, ("a", "b"), set(), False),
    ],
)
def test_a_tapped_number_keeps_its_meaning(
    before: tuple[str, ...] | None, after: tuple[str, ...], taken: set[int], changes: bool
) -> None:
    assert changes_a_tap(before, after, taken) == changes


def test_a_tap_is_one_of_its_own() -> None:
    relation = {"rel_type": "m.annotation", "event_id": "$m", "key": "1️⃣"}
    tap = read({"m.relates_to": relation}, "m.reaction")
    assert isinstance(tap, Tapped)
    assert tap.ref.id == "$e"


@pytest.mark.parametrize("content", ["text", 1, [], None, {"redacts": {}}])
def test_a_redaction_without_a_content_undoes_nothing(content: Any) -> None:
    assert Recent().undone({"type": "m.room.redaction", "content": content}) is None


def test_what_is_nested_without_end_cannot_be_read() -> None:
    with pytest.raises(ValueError, match="not an event"):
        parse('{"room":"!r","private":true,"event":{"content":' + '{"a":' * 50_000, "matrix")
