"""Words: keys and values become sentences in the reader's language and time zone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource

from service.core.file_names import file_name
from service.core.marks import Mark
from service.core.people import LANGUAGES, Language
from service.core.rulebook.wording import PARTY, Wording
from service.core.texts import FileName, Lines, ListItem, Moment, Named, Secret, Strong, Text, Words

# Between words on one line, by language.
_BETWEEN: Mapping[str, Mapping[str, str]] = {"zh-CN": {}, "en": {"、": ", ", "；": "; "}}
_WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "zh-CN": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Right-to-left scripts and the marks that turn a line around.
_TURNING = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_turns = _TURNING.search
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_FIRST_STRONG, _POP = "\u2068", "\u2069"
# Between saying and marking, what is set off stands between two noncharacters of Unicode, of which
# the first is taken out of whatever comes from outside.
_OPEN, _CLOSE = "\U0001fffe", "\U0001ffff"
_SET_OFF = re.compile(f"{_OPEN}(s|i\\d+;)|{_CLOSE}")


@dataclass(frozen=True, slots=True)
class Locale:
    """Whoever reads: language, time zone, and what is opened for them.

    `opens` gives the words of a sealed secret, or raises; None: this reader gets none opened.
    `now`: when it is read; days of another year are shown with it.
    `slash`: what a command begins with where they read; every text may use it as $slash.
    """

    language: Language = "zh-CN"
    timezone: str = "Asia/Shanghai"
    opens: Callable[[str], str] | None = None
    now: datetime | None = None
    slash: str = "/"


class Messages:
    """The messages of one Fluent file. Each is parsed when it is first said: most are never said
    by a process, and what Fluent makes of them takes ten times the room of their source. What the
    organization calls things stands in them as `{ -unit }`."""

    def __init__(self, source: str, language: Language, words: Wording = PARTY) -> None:
        starts = [*_MESSAGE.finditer(source)]
        ends = [*(each.start() for each in starts[1:]), len(source)]
        self._sources = {
            each[1]: source[each.start() : end] for each, end in zip(starts, ends, strict=True)
        }
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(_terms(words, language)))
        self.keys = frozenset(self._sources)

    def format(self, key: str, values: Mapping[str, str | int | float]) -> str:
        """The message with its values. Raises KeyError for one that is missing or broken."""
        if not self._bundle.has_message(key):
            self._bundle.add_resource(FluentResource(self._sources[key]))
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        formatted, errors = self._bundle.format_pattern(message.value, dict(values))
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(formatted)


def _terms(words: Wording, language: Language) -> str:
    """The words as terms of Fluent, in English with a capital on demand."""
    found = ((name, each.zh if language == "zh-CN" else each.en or each.zh)
             for name, each in words.items())  # fmt: skip
    return "\n".join(
        f"-{name} = {{ $case ->\n [upper] {each[:1].upper()}{each[1:]}\n *[other] {each}\n }}"
        for name, each in found
    )


_MESSAGE = re.compile(r"^([a-zA-Z][a-zA-Z0-9_-]*) *=", re.MULTILINE)


class Catalog:
    """What is said, by key, in every language. It never changes, so it may be shared."""

    def __init__(self, catalogs: Mapping[Language, Iterable[Messages]]) -> None:
        self._messages: dict[Language, dict[str, Messages]] = {
            language: {key: each for each in messages for key in each.keys}
            for language, messages in catalogs.items()
        }
        self.keys: Mapping[Language, frozenset[str]] = MappingProxyType(
            {language: frozenset(found) for language, found in self._messages.items()}
        )
        self._simple = lru_cache(maxsize=8192)(self._format)

    @classmethod
    def of(cls, packages: Iterable[str], words: Wording = PARTY) -> Catalog:
        """The words that stand in the `texts` folders of these packages, and those of the
        organization. Each file is read once a process, and the same packages share one catalog."""
        return _catalog(tuple(packages), words)

    @classmethod
    def read(cls, sources: Mapping[Language, str]) -> Catalog:
        """The words of these catalogs, each the source of a Fluent file."""
        return cls({language: [Messages(text, language)] for language, text in sources.items()})

    def say(self, words: Words, locale: Locale) -> str:
        """The words as a string for this reader. Raises KeyError for a key without a text."""
        said = self._say(words, locale)
        return _SET_OFF.sub("", said) if _OPEN in said or _CLOSE in said else said

    def say_marked(self, words: Words, locale: Locale) -> tuple[str, tuple[Mark, ...]]:
        """The same, and what is set off in it."""
        said = self._say(words, locale)
        if _OPEN not in said:
            return said.replace(_CLOSE, ""), ()
        return _marked(said)

    def _say(self, words: Words, locale: Locale) -> str:
        match words:
            case str():
                return _own(words)
            case Text(key, args):
                values: list[tuple[str, str | int | float]] = []
                for name, value in args.items():  # no comprehension: it is called all the time
                    if isinstance(value, str):
                        values.append((name, isolate(value) if _turns(value) else _own(value)))
                    elif isinstance(value, int | float):
                        values.append((name, value))
                    else:
                        values.append((name, isolate(self._say(value, locale))))
                if "slash" not in args:
                    values.append(("slash", locale.slash))
                return self._simple(locale.language, key, tuple(values))
            case Lines(parts, sep):
                return (
                    _BETWEEN[locale.language]
                    .get(sep, sep)
                    .join(
                        [
                            _own(each) if isinstance(each, str) else self._say(each, locale)
                            for each in parts
                        ]
                    )
                )
            case Moment():
                return show_moment(words, locale)
            case Strong(inner):
                return f"{_OPEN}s{self._say(inner, locale)}{_CLOSE}"
            case ListItem(inner, number):
                return f"{_OPEN}i{number};{self._say(inner, locale)}{_CLOSE}"
            case _:
                return self._kept(words, locale)

    def _kept(self, words: Named | Secret | FileName, locale: Locale) -> str:
        """What is named, sealed or put away."""
        match words:
            case Named(zh, en):
                return en or zh if locale.language == "en" else zh
            case Secret():
                return _own(self._open(words, locale))
            case FileName(day, title, kind, ending):
                return file_name(day, self.say(title, locale), self.say(kind, locale), ending)

    def command_words(self, name: str) -> frozenset[str]:
        """What may be typed for a command, in every language, in lower case."""
        return self.listed(f"command-{name}")

    def listed(self, key: str) -> frozenset[str]:
        """The words that a text lists with strokes between them, in every language, in lower
        case."""
        return frozenset(
            word.strip().lower()
            for language in self._messages
            for word in self._simple(language, key, ()).split("|")
        )

    def _format(
        self, language: Language, key: str, values: tuple[tuple[str, str | int | float], ...]
    ) -> str:
        return self._messages[language][key].format(key, dict(values))

    @staticmethod
    def _open(secret: Secret, locale: Locale) -> str:
        if secret.fresh:
            return secret.fresh
        if locale.opens is None:
            return "***"
        return locale.opens(secret.token)


@cache
def _catalog(packages: tuple[str, ...], words: Wording) -> Catalog:
    return Catalog(
        {
            language: [_messages(each, language, words) for each in packages]
            for language in LANGUAGES
        }
    )


@cache
def _messages(package: str, language: Language, words: Wording) -> Messages:
    source = (files(package) / "texts" / f"{language}.ftl").read_text("utf-8")
    return Messages(source, language, words)


def _own(value: str) -> str:
    """What comes from outside, which sets nothing off."""
    return value.replace(_OPEN, "") if _OPEN in value else value


def _marked(said: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without the signs, and what stood between them."""
    pieces: list[str] = []
    open_: list[tuple[int, str]] = []
    marks: list[Mark] = []
    at = done = 0
    for sign in _SET_OFF.finditer(said):
        pieces.append(said[done : sign.start()])
        at += sign.start() - done
        done = sign.end()
        if sign[1]:
            open_.append((at, sign[1]))
        elif open_:
            start, kind = open_.pop()
            number = int(kind[1:-1]) if kind != "s" else 0
            marks.append(Mark(start, at, "strong" if kind == "s" else "item", number))
    found = sorted((each for each in marks if each.start < each.end), key=lambda m: m.start)
    return "".join((*pieces, said[done:])), tuple(found)


def isolate(value: str) -> str:
    """User text that may turn the line around is kept to itself."""
    if _turns(value):
        return f"{_FIRST_STRONG}{_OVERRIDES.sub('', value)}{_POP}"
    return value


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def show_moment(moment: Moment, locale: Locale) -> str:
    """`3月6日 周五 19:30`, `Fri 6 Mar 19:30`, never with seconds; of another year, and in a record,
    `2027年3月6日 周六 19:30`."""
    local = moment.at.astimezone(_zone(moment.zone or locale.timezone))
    time = f"{local:%H:%M}"
    if moment.style == "time":
        return time
    if moment.style == "date":
        return _date(local, locale.language)
    if moment.style == "record":
        return _record(local, locale.language, time)
    this_year = locale.now is None or locale.now.astimezone(local.tzinfo).year == local.year
    day = _day(local, locale.language, with_year=not this_year)
    return day if moment.style == "day" else f"{day} {time}"


def _date(local: datetime, language: Language) -> str:
    if language == "zh-CN":
        return f"{local.year}年{local.month}月{local.day}日"
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def _record(local: datetime, language: Language, time: str) -> str:
    if language == "zh-CN":
        return f"{_day(local, language, with_year=True)} {time}"
    return f"{_WEEKDAYS[language][local.weekday()]}, {_date(local, language)}, {time}"


def _day(local: datetime, language: Language, *, with_year: bool) -> str:
    weekday = _WEEKDAYS[language][local.weekday()]
    if language == "zh-CN":
        year = f"{local.year}年" if with_year else ""
        return f"{year}{local.month}月{local.day}日 {weekday}"
    year = f" {local.year}" if with_year else ""
    return f"{weekday} {local.day} {_MONTHS[local.month - 1]}{year}"
