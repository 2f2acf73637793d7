"""What an organizer fills in: title, materials, how it is shown to be done, hours, deadline; or a
whole reading list in one message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from service.core.events import Attached, Said
from service.core.message import Message, StoredFile
from service.core.texts import Arg, text
from service.core.time_parsing import When, full_minute, read_when
from service.core.workflow import Rejected
from service.questions.queries import Banks
from service.sdk import fields
from service.sdk.fields import Field, Preset, Problem
from service.sdk.forms import Form
from service.sdk.panels import paragraphs
from service.sdk.turn import Turn
from service.workflows.study.model import (
    KINDS,
    Item,
    Material,
    Progress,
    Study,
    StudyState,
    StudyTurn,
    Way,
    is_text,
)

MOST, LARGEST, LONGEST = 20, 20 * 2**20, 20_000  # materials; bytes of a file; characters of a text
MOST_LINES, TITLE = 40, 100
EVENING = " 20:00"  # of a day on a reading list that names no time
_LINK = re.compile(r"https?://[^\s，。；、）)》”]+")
_DAY = re.compile(r"[\s:：、.，,\-—]*")


class Materials(Field[tuple[Material, ...]]):
    """What is read: each link and short line by itself, a longer text as a whole; more is added to
    what is there."""

    def read_typed(self, turn: Turn[Any, Any]) -> tuple[Material, ...] | Problem:
        match turn.event:
            case Attached() as sent if sent.size > LARGEST:
                return Problem("study-too-large", {"most": LARGEST // 2**20})
            case Attached() as sent:
                name = " ".join(sent.name.split())[:120]
                at = sent.ref.chat.account
                new: list[Material] = [StoredFile(at, sent.file_id, name, sent.mime, sent.size)]
            case Said() as said:
                new = _materials(said.text)
            case _:
                new = []
        known: tuple[Material, ...] = turn.state.definition.materials
        if not new or any(isinstance(each, str) and len(each) > LONGEST for each in new):
            return Problem("sdk-bad-text", {"most": LONGEST})
        if len(known) + len(new) > MOST:
            return Problem("study-enough", {"most": MOST})
        return (*known, *new)

    def read_detail(self, value: object, timezone: str, now: datetime) -> tuple[Material, ...]:
        listed = value if isinstance(value, list | tuple) else (value,)
        if not listed or not all(each and isinstance(each, str | StoredFile) for each in listed):
            raise self.refused(value, "a text, a link, or a list of them")
        return tuple(listed)

    def presets(self, turn: Turn[Any, Any]) -> tuple[Preset[tuple[Material, ...]], ...]:
        """The title alone, of a book that everybody has, or a lecture; or to begin anew."""
        title, known = turn.state.definition.title, turn.state.definition.materials
        if known:
            return (Preset("anew", text("study-button-anew"), ()),)
        return (
            (Preset("title", text("study-button-title", title=title), (title,)),) if title else ()
        )


def _materials(words: str) -> list[Material]:
    lines = [each.strip() for each in words.splitlines() if each.strip()]
    short = all(not is_text(each) and _LINK.search(each) for each in lines)
    return [*lines] if short else [words.strip()] if words.strip() else []


class ShownBy(Field[Way]):
    """How it is shown to be done: one of the ways, or a quiz from one of the unit's banks; in a
    plan `read`, `words`, `lecture` or `quiz:` with the name of the bank."""

    def read_typed(self, turn: Turn[Any, Any]) -> Way | Problem:
        return Problem("study-tap-way")

    def read_detail(self, value: object, timezone: str, now: datetime) -> Way:
        kind, _, bank = str(value).partition(":")
        found = next((each for each in KINDS if each == kind), None)
        if found is None or (kind == "quiz") != bool(bank.strip()):
            raise self.refused(value, "read, words, lecture, or quiz: and the name of a bank")
        return Way(found, bank.strip())

    def presets(self, turn: Turn[Any, Any]) -> tuple[Preset[Way], ...]:
        plain = (Way("read"), Way("words"), Way("lecture"))
        quizzes = ((str(each.id), Way("quiz", each.name)) for each in turn.query(Banks(turn.unit)))
        listed = (*((way.kind, way) for way in plain), *quizzes)
        return tuple(Preset(arg, self.label(way), way) for arg, way in listed)

    def label(self, way: Way) -> Any:
        return text("study-way", way=way.kind, bank=way.bank)


class Hours(fields.Number):
    """What the task counts for: half a day or a day as the rules have it, or typed."""

    def presets(self, turn: Turn[Any, Any]) -> tuple[Preset[int], ...]:
        day = turn.book.study_hours
        offered = dict.fromkeys((1, 2, day.half_day, day.day, 0))
        return tuple(Preset(str(each), self._label(turn, each), each) for each in offered)

    def _label(self, turn: Turn[Any, Any], hours: int) -> Any:
        day = turn.book.study_hours
        span = {day.half_day: "half", day.day: "day"}.get(hours, "none")
        return text("study-option-hours", value=hours, span=span)


class StudyForm(Form[Study, Progress]):
    """The form, of which the title may be a whole reading list, and words that are no answer to
    how it is shown to be done are more to be read."""

    requires = (lambda turn: Banks(turn.unit) if turn.state.phase == "draft" else None,)

    def ask(self, turn: StudyTurn, field: Field[Any]) -> Message:
        """With what has come in to read, where more can still be sent."""
        asked, known = super().ask(turn, field), turn.state.definition.materials
        if field.name not in ("materials", "way") or not known:
            return asked
        got = text("study-received", n=len(known), names=shown_materials(known))
        return replace(asked, body=paragraphs(got, asked.body))

    def answer(self, turn: StudyTurn, name: str = "") -> StudyTurn | Rejected:
        if turn.name == "?title" and isinstance(turn.event, Said):
            listed = reading_list(turn, turn.event.text)
            if isinstance(listed, Rejected):
                return listed
            if listed:
                return turn.becomes(_led_by(turn.state, listed))
        if turn.name == "?way":
            name = "materials"
        return super().answer(turn, name)


FORM = StudyForm(
    "study",
    fields.Text("title", longest=TITLE),
    Materials("materials"),
    ShownBy("way"),
    Hours("hours", values=(1, 2, 4, 8, 0), least=0, most=200),
    fields.Moment("closes_at", presets=(fields.At(3, 20), fields.At(7, 20), fields.At(14, 20))),
    fields.Number("pass_mark", values=(60, 80, 90, 100), most=100, option=True),
)


# -- a reading list


def reading_list(turn: StudyTurn, words: str) -> tuple[Item, ...] | Rejected:
    """The tasks of a message with a day and a title on each of its lines, in the order of their
    days; (): it is a single line. Refused where some lines have no day to come."""
    lines = [" ".join(each.split()) for each in words.splitlines() if each.strip()]
    found = [_item(turn, each) for each in lines]
    if len(lines) < 2:
        return ()
    for place, (line, each) in enumerate(zip(lines, found, strict=True), 1):
        if each is None or each.closes_at <= turn.now:
            return turn.refuse("study-bad-line", n=place, line=line[:40])
    if len(lines) > MOST_LINES:
        return turn.refuse("study-enough", most=MOST_LINES)
    return tuple(sorted(filter(None, found), key=lambda each: each.closes_at))


def _item(turn: StudyTurn, line: str) -> Item | None:
    """The day in front of the line, the longest that can be read, and what follows it."""
    for at in range(min(len(line), 24) - 1, 0, -1):
        if line[at] not in " 《：:、" and line[at - 1] not in "日号":
            continue
        day, rest = line[:at].strip(" :：、"), _DAY.sub("", line[at:], count=1)
        when = _day(turn, day)
        links = tuple(_LINK.findall(rest))
        title = " ".join(_LINK.sub("", rest).split())[:TITLE]
        if when is not None and title:
            return Item(title, when, links or (title,))
    return None


def _day(turn: StudyTurn, words: str) -> datetime | None:
    for each in (words, words + EVENING):
        found = read_when(each, turn.now, turn.timezone)
        if isinstance(found, When) and found.until is None:
            return full_minute(found.at)
    return None


def _led_by(state: StudyState, listed: tuple[Item, ...]) -> StudyState:
    """The first of the list, which the others follow."""
    first, *rest = listed
    state = state.defined(title=first.title, materials=first.materials)
    return state.timed(closes_at=first.closes_at).advanced(series=tuple(rest))


def following(state: StudyState) -> list[dict[str, Any]]:
    """What begins the others of the list, each when the one before it closes."""
    study, listed = state.definition, state.progress.series
    alike = {
        "way": str(study.way), "hours": study.hours, "pass_mark": study.pass_mark,
        "norm": study.norm, "named": state.progress.named,
    }  # fmt: skip
    opens = (state.schedule.closes_at, *(each.closes_at for each in listed))
    return [
        {
            **alike, "title": each.title, "materials": each.materials, "opens_at": opens_at,
            "closes_at": each.closes_at, "place": place,
        }
        for place, (opens_at, each) in enumerate(zip(opens, listed, strict=False), 2)
    ]  # fmt: skip


def planned(state: StudyState, details: Mapping[str, Any]) -> StudyState:
    """The state with what a list, or the card of what is due, says beside the form."""
    norm = str(details.get("norm") or details.get("kind") or "")
    more = {"named": tuple(details.get("named", ())), "place": details.get("place", 0)}
    return state.defined(norm=norm).advanced(**more)


def shown_materials(materials: tuple[Material, ...]) -> Arg:
    """Their names, each on a line; a text by how it begins."""
    return "\n".join(
        f"· {each.name}" if isinstance(each, StoredFile)
        else f"· {each if not is_text(each) else each.strip().splitlines()[0][:40] + '…'}"
        for each in materials
    )  # fmt: skip
