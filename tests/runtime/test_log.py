"""The log: an action on every line; no secret and no private text, whichever way they come."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.fernet import Fernet

from service.runtime.observability.log import configure, log
from service.runtime.observability.redaction import REDACTED, describe, redact, redact_text

TELEGRAM = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw4"
FERNET = Fernet.generate_key().decode()
SEALED = Fernet(FERNET).encrypt("谈话".encode()).decode()
PRIVATE = "我家里最近有困难"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    stream = io.StringIO()
    configure("debug", "json", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    configure()
    root.handlers[:] = handlers


def only(stream: io.StringIO) -> dict[str, Any]:
    (line,) = stream.getvalue().splitlines()
    parsed: dict[str, Any] = json.loads(line)
    return parsed


def test_a_line_has_an_action_a_level_a_time_and_its_values(lines: io.StringIO) -> None:
    log.info("inbox.received", account="webchat", count=3, done=True, late=None)
    line = only(lines)
    assert datetime.fromisoformat(line.pop("time")).tzinfo == UTC
    assert line == {
        "action": "inbox.received",
        "level": "info",
        "account": "webchat",
        "count": 3,
        "done": True,
        "late": None,
    }


def test_a_sentence_is_no_action_and_is_not_written(lines: io.StringIO) -> None:
    log.info(f"Zhang said {PRIVATE}")
    assert only(lines)["action"] == "unnamed"
    assert PRIVATE not in lines.getvalue()


def test_lines_below_the_level_are_left_out() -> None:
    stream = io.StringIO()
    configure("warning", "json", stream)
    try:
        log.info("quiet.line")
        log.warning("loud.line")
    finally:
        configure()
    assert only(stream)["action"] == "loud.line"


def test_the_console_format_is_redacted_too() -> None:
    stream = io.StringIO()
    configure("info", "console", stream)
    try:
        log.info("bot.opened", token="abc", text=PRIVATE, chat="room")
    finally:
        configure()
    assert "bot.opened" in stream.getvalue()
    assert "room" in stream.getvalue()
    assert "abc" not in stream.getvalue()
    assert PRIVATE not in stream.getvalue()


@pytest.mark.parametrize(
    "name", ["token", "bot_token", "accessToken", "KEY", "api-key", "password", "code", "secrets"]
)
def test_what_is_named_as_a_secret_is_taken_out(lines: io.StringIO, name: str) -> None:
    log.info("some.action", **{name: "hunter2"}, inner={"deep": [{name: ["hunter2"]}]})
    assert only(lines)[name] == REDACTED
    assert "hunter2" not in lines.getvalue()


@pytest.mark.parametrize("name", ["text", "body", "note", "raw", "message", "post", "talk_note"])
def test_of_what_is_named_as_private_only_the_length_is_left(lines: io.StringIO, name: str) -> None:
    log.info("some.action", **{name: PRIVATE}, inner={name: [PRIVATE]}, several=[{name: 7}])
    line = only(lines)
    assert line[name] == f"<{len(PRIVATE)} characters>"
    assert line["inner"] == {name: "<list>"}
    assert line["several"] == [{name: "<int>"}]


@pytest.mark.parametrize(
    ("words", "secret"),
    [
        (f"https://api.telegram.org/bot{TELEGRAM}/sendMessage", TELEGRAM),
        (f"unauthorized {TELEGRAM}", TELEGRAM),
        (f"key={FERNET}!", FERNET),
        (f"sealed as {SEALED}.", SEALED),
        ("postgresql+psycopg://orglife:hunter2@db:5432/orglife", "hunter2"),
        ("http://127.0.0.1:8080/join?code=hunter2&lang=en", "hunter2"),
        ("Authorization: Bearer hunter2", "hunter2"),
        ("login with syt_b3Jn_hunter2hunter2_1a2b3c", "hunter2"),
        ("password = hunter2", "hunter2"),
    ],
    ids=range(9),  # keys are made anew by each worker of a parallel run
)
def test_what_looks_like_a_secret_is_taken_out_of_any_text(
    lines: io.StringIO, words: str, secret: str
) -> None:
    log.info("some.action", detail=words, nested=[words, {"detail": words}])
    assert secret not in lines.getvalue()
    assert REDACTED in only(lines)["detail"]


def test_harmless_words_stay_as_they_are() -> None:
    for words in (
        "quiz.opened 12::a:3.1",
        "第一支部",
        "http://127.0.0.1:8080/join?lang=en",
        "19:30",
    ):
        assert redact_text(words) == words
    assert redact({"status_code": 503, "place": "room:1"}) == {
        "status_code": 503,
        "place": "room:1",
    }


def test_of_an_object_only_its_type_is_left(lines: io.StringIO) -> None:
    @dataclass
    class Said:
        text: str

    log.info("some.action", what=Said(PRIVATE), data=PRIVATE.encode(), when=datetime.now(UTC))
    line = only(lines)
    assert line["what"] == "<Said>"
    assert line["data"] == f"<{len(PRIVATE.encode())} bytes>"
    assert PRIVATE not in lines.getvalue()


def raise_with(words: str) -> None:
    raise KeyError(words)


def test_of_an_exception_type_and_place_are_written_but_never_its_message(
    lines: io.StringIO,
) -> None:
    try:
        try:
            raise_with(PRIVATE)
        except KeyError as error:
            raise ValueError(f"token {TELEGRAM} with {PRIVATE}") from error
    except ValueError:
        log.exception("event.failed", update=5)
    line = only(lines)
    assert PRIVATE not in json.dumps(line, ensure_ascii=False)
    assert TELEGRAM not in lines.getvalue()
    assert line["exception"]["type"] == "ValueError"
    assert line["exception"]["cause"]["type"] == "KeyError"
    assert line["exception"]["cause"]["at"][-1].endswith("raise_with")
    assert line["exception"]["cause"]["at"][-1].startswith("runtime/test_log.py:")


def test_an_exception_given_as_a_value_is_described_too(lines: io.StringIO) -> None:
    log.warning("send.failed", error=ValueError(PRIVATE))
    assert only(lines)["error"]["type"] == "ValueError"


def test_every_exception_of_a_group_is_described() -> None:
    described = describe(ExceptionGroup(PRIVATE, [ValueError(PRIVATE), OSError(28, "No space")]))
    assert [each["type"] for each in described["holds"]] == ["ValueError", "OSError"]
    assert described["holds"][1]["system"] == "[28] No space"
    assert PRIVATE not in json.dumps(described, ensure_ascii=False)


def test_a_library_speaks_in_its_own_words_without_the_values(lines: io.StringIO) -> None:
    library = logging.getLogger("some.library")
    library.warning("could not send %s, attempt %d", PRIVATE, 3)
    line = only(lines)
    assert line["action"] == "library.logged"
    assert line["library"] == "some.library"
    assert line["said"] == "could not send %s, attempt %d"
    assert line["numbers"] == [3]
    assert PRIVATE not in lines.getvalue()


def test_what_a_library_has_put_together_itself_is_not_written(lines: io.StringIO) -> None:
    told = "".join(["update: ", PRIVATE])
    logging.getLogger("some.library").error(told)
    assert only(lines)["said"] == f"<{len(told)} characters>"


def test_parts_that_log_through_the_standard_library_keep_action_and_values(
    lines: io.StringIO,
) -> None:
    logging.getLogger("adapters.webchat.adapter").debug(
        "webchat.opened", extra={"count": 3, "text": PRIVATE}
    )
    line = only(lines)
    assert (line["action"], line["level"], line["count"]) == ("webchat.opened", "debug", 3)
    assert line["text"] == f"<{len(PRIVATE)} characters>"


def test_a_value_named_as_a_line_of_ours_names_its_own_stops_nobody(lines: io.StringIO) -> None:
    named = {"event": "$1", "level": 3, "time": 4}
    logging.getLogger("adapters.matrix.syncing").warning("matrix.key_missing", extra=named)
    line = only(lines)
    assert (line["action"], line["level"]) == ("matrix.key_missing", "warning")
    assert (line["level_"], line["time_"]) == (3, 4)


def test_a_log_that_cannot_be_written_stops_nobody() -> None:
    stream = io.StringIO()
    stream.close()
    configure("info", "json", stream)
    try:
        log.info("some.action")
    finally:
        configure()


def test_broken_characters_are_written_readably(lines: io.StringIO) -> None:
    log.info("some.action", chat="\ud800\u202e\n\x00")
    assert only(lines)["chat"] == "\ud800\u202e\n\x00"
    assert lines.getvalue().isascii()


def test_the_console_shows_an_exception_by_its_type_and_place() -> None:
    stream = io.StringIO()
    configure("info", "console", stream)
    try:
        try:
            raise ValueError(PRIVATE) from KeyError(PRIVATE)
        except ValueError:
            log.exception("some.failed")
    finally:
        configure()
    shown = stream.getvalue()
    assert "some.failed" in shown
    assert "ValueError\n  at " in shown
    assert "KeyError" in shown
    assert PRIVATE not in shown
