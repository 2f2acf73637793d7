"""Structured logs that can be shown to anybody: every line has an `action`, none holds a secret
or private text.

    log.info("inbox.received", account="webchat", count=3)

The first argument is the action: short, stable, lower case. What `redact` does is described there;
it holds for lines written before `configure`, and for the logs of libraries, too. Parts that may
not import this module (web, adapters) write the same through the standard library:

    logging.getLogger(__name__).info("webchat.opened", extra={"count": 3})
"""

from __future__ import annotations

import contextlib
import linecache
import logging
import re
import sys
from typing import Any, Literal, TextIO, cast

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from service.runtime.observability.redaction import describe, redact

Level = Literal["debug", "info", "warning", "error"]
Format = Literal["json", "console"]

_OURS = ("service", "adapters")
_OF_A_RECORD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "taskName"}
_ACTION = re.compile(r"[a-z0-9_]+([.-][a-z0-9_]+)*")


def get_logger() -> FilteringBoundLogger:
    """A logger that follows `configure`, whenever that is called."""
    return cast(FilteringBoundLogger, structlog.get_logger())


log = get_logger()


def configure(level: Level = "info", format: Format = "json", stream: TextIO | None = None) -> None:
    """Write lines of `level` and above to `stream` (standard error if None), one JSON object each
    or, as "console", for a reader. Libraries' logs are taken over from WARNING on, at "debug" from
    INFO on."""
    _configure_own(level, format, stream)
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, _FromLogging)]:
        root.removeHandler(handler)
    root.addHandler(_FromLogging())
    own = logging.getLevelNamesMapping()[level.upper()]
    root.setLevel(logging.INFO if level == "debug" else max(own, logging.WARNING))
    for name in _OURS:
        logging.getLogger(name).setLevel(own)


def _configure_own(level: Level, format: Format, stream: TextIO | None) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            _name_action,
            _describe_exception,
            _redact,
            *_renderers(format, stream),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: _Output(stream),
        cache_logger_on_first_use=False,
    )


def _renderers(format: Format, stream: TextIO | None) -> list[Processor]:
    if format == "json":
        return [structlog.processors.JSONRenderer()]
    colors = (stream or sys.stderr).isatty()
    console = structlog.dev.ConsoleRenderer(colors=colors, event_key="action", timestamp_key="time")
    return [_exception_for_reading, console]


def _exception_for_reading(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    """The described exception as the lines that the console shows below the action."""
    described = line.get("exception")
    lines = []
    while isinstance(described, dict):
        lines += [described["type"], *(f"  at {chat}" for chat in described["at"])]
        described = described.get("cause")
    return {**line, "exception": "\n".join(lines)} if lines else line


class _Output:
    """Writes whole lines. Without a stream, to whatever standard error is at that moment."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def msg(self, line: str) -> None:
        stream = self._stream or sys.stderr
        # A log that can't be written (closed pipe, full disk) must not stop the service.
        with contextlib.suppress(OSError, ValueError):
            stream.write(f"{line.encode(errors='backslashreplace').decode()}\n")
            stream.flush()

    debug = info = warning = error = critical = exception = msg


def _name_action(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    """The action is the first argument, or `action=`. A sentence is none: it may hold anything."""
    said = line.pop("event", "")
    action = line.pop("action", said)
    named = isinstance(action, str) and _ACTION.fullmatch(action)
    return {"action": action if named else "unnamed", **line}


def _describe_exception(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    """`exc_info` becomes the type of the exception and where it happened, never its message."""
    given = line.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        line["exception"] = describe(error)
    return line


def _redact(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    trusted = ("action", "level", "time", "exception")
    return {name: each if name in trusted else redact(each, name) for name, each in line.items()}


_TAKEN = frozenset({"event", "level", "exc_info", "time"})
"""What a line of ours says by itself; a record may have fields of these names too."""


class _FromLogging(logging.Handler):
    """Turns a record of the standard library's logging into a line of ours."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in _OURS:
            fields = {
                f"{name}_" if name in _TAKEN else name: each
                for name, each in record.__dict__.items()
                if name not in _OF_A_RECORD
            }
            log.log(record.levelno, str(record.msg), exc_info=record.exc_info, **fields)
        else:
            log.log(record.levelno, "library.logged", **_of_library(record))


def _of_library(record: logging.LogRecord) -> dict[str, Any]:
    """Of a library's words only those are kept that stand literally in its source: the values put
    into them may be private. Numbers among them are kept."""
    words = str(record.msg)
    literal = any(words in line for line in linecache.getlines(record.pathname))
    arguments = record.args if isinstance(record.args, tuple) else ()
    return {
        "library": record.name,
        "said": words if literal else f"<{len(words)} characters>",
        "numbers": [each for each in arguments if isinstance(each, int | float)],
        "at": f"{record.module}:{record.lineno}",
        "exc_info": record.exc_info,
    }


_configure_own("info", "json", None)
