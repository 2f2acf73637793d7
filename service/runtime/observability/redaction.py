"""What must never be logged, and how it is taken out."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

REDACTED = "[redacted]"

SECRET_NAMES = re.compile(
    "authorization|codes?|cookies?|credentials?|keys?|passphrases?|passwd|passwords?|pin|secrets?"
    "|tokens?"
)
"""A name that has one of these words in it (`bot_token`) holds a secret."""

HARMLESS_NAMES = frozenset({"error_code", "exit_code", "status_code"})

PRIVATE_NAMES = re.compile(
    "answers?|body|caption|comments?|contact|content|messages?|notes?|posts?|prompt|raw|reply"
    "|texts?|title|words"
)
"""A name that has one of these words in it (`talk_note`) holds what a person wrote."""

_SECRETS = (
    re.compile(r"(?<=://)[^/\s@]+(?=@)"),  # user and password of a URL
    re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}"),  # Telegram bot token
    re.compile(r"\b(?:syt|mat|mct)_[A-Za-z0-9_-]{10,}"),  # Matrix access token
    re.compile(r"gAAAAA[A-Za-z0-9_-]{20,}={0,2}"),  # what Fernet has sealed
    re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}="),  # Fernet key
    re.compile(r"(?i)(?<=bearer )\S+"),
    re.compile(r"(?i)(?<=[?&;](?:code|sign)=)[^&\s#]+"),
    re.compile(r"(?i)(?<=[?&;]token=)[^&\s#]+"),
    re.compile(r"(?i)(?:password|passwd|secret|token|api_?key)\s*[=:]\s*\S+"),
)
_WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+")  # of snake_case, kebab-case and camelCase
_PRINTABLE = (datetime, date, time, timedelta, Path, Enum)


def redact(value: Any, name: str = "") -> Any:
    """The value as it may stand in a log under `name`: something JSON can carry.

    - Under a secret's name nothing is left; under a private one, the length.
    - Texts lose what looks like a secret wherever it stands.
    - Tables and lists are gone through; of an exception its type and place are left, and of any
      other object (a message, a row) its type.
    """
    parts = _WORD.findall(name)
    if name not in HARMLESS_NAMES and any(SECRET_NAMES.fullmatch(part.lower()) for part in parts):
        return REDACTED
    if any(PRIVATE_NAMES.fullmatch(part.lower()) for part in parts):
        return _length(value)
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return redact_text(value)
    if isinstance(value, bool | int | float | None):
        return value
    if isinstance(value, _PRINTABLE):
        return redact_text(str(value))
    if isinstance(value, Mapping):
        return {str(key): redact(each, str(key)) for key, each in value.items()}
    if isinstance(value, list | tuple | AbstractSet):
        return [_plain(each) for each in value]
    if isinstance(value, BaseException):
        return describe(value)
    if isinstance(value, bytes):
        return f"<{len(value)} bytes>"
    return f"<{type(value).__name__}>"


def _length(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return f"<{len(value)} characters>"
    return f"<{type(value).__name__}>"


def redact_text(words: str) -> str:
    """The words without what looks like a secret."""
    for pattern in _SECRETS:
        words = pattern.sub(REDACTED, words)
    return words


def describe(error: BaseException) -> dict[str, Any]:
    """An exception without its values: the type, the places it went through (the innermost last),
    and the exceptions it holds or was caused by. Its message may quote what a person wrote, or a
    row, so it is left out; of the operating system's errors the system's own words are kept."""
    described: dict[str, Any] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins."),
        "at": [
            f"{_module_path(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__, limit=-8)
        ],
    }
    if isinstance(error, OSError) and error.errno is not None:
        described["system"] = f"[{error.errno}] {error.strerror}"
    if isinstance(error, BaseExceptionGroup):
        described["holds"] = [describe(each) for each in error.exceptions]
    trigger = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if trigger is not None:
        described["cause"] = describe(trigger)
    return described


def blame(error: BaseException) -> str:
    """An exception in one line that may be stored and shown: its type and where it arose."""
    described = describe(error)
    chats = described["at"]
    return f"{described['type']} at {chats[-1]}" if chats else str(described["type"])


def _module_path(filename: str) -> str:
    """The last two parts of a path: enough to find the file, without whose home it lies in."""
    return "/".join(Path(filename).parts[-2:])
