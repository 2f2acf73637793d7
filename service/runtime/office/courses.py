"""What goes on: cases by where they are, and matters that wait for their superior, who deals with
them here as in the chat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from secrets import token_hex
from typing import Any

from service.core import office as o
from service.core.choices import ChoiceId
from service.core.courses import Act, Course
from service.core.events import Chose, Said
from service.core.message import Chat, Ref
from service.core.texts import Moment, text
from service.core.workflow import Activity, Context, Rejected, Workflow
from service.runtime.agenda import seen_by
from service.runtime.engine import Engine
from service.runtime.office.reader import Reader

PAGES = "office"  # the account of what is done on a page
LONGEST = 2000  # characters of what is written there


def kinds(engine: Engine, *, discreet: bool) -> list[str]:
    """The kinds that tell how far they are: to everybody who may see figures, or to those concerned
    alone."""
    listed = engine.registry.workflows.values()
    return [each.kind for each in listed if each.course and each.discreet == discreet]


def course_of(reader: Reader, row: Any) -> Course | None:
    """How far it is, to this reader."""
    workflow, context, activity = _asked(reader, row)
    return workflow.course(context, activity) if workflow.course else None


def _asked(reader: Reader, row: Any) -> tuple[Workflow, Context, Activity[Any]]:
    state = reader.registry.codec.activity(row.kind, row.schema, row.state)
    context = seen_by(reader.registry, reader.directory, reader.person.id, reader.now)
    workflow = reader.registry.workflows[row.kind]
    return workflow, context, Activity(row.id, row.kind, row.unit, state)


def _was_theirs(reader: Reader, row: Any) -> bool:
    """Whether it is over, and was the reader's to deal with."""
    workflow, context, activity = _asked(reader, row)
    return workflow.past is not None and workflow.past(context, activity) is not None


def lines_of(reader: Reader, rows: Iterable[Any]) -> tuple[o.CourseLine, ...]:
    """Those of which the reader may know."""
    found = ((row, course_of(reader, row)) for row in rows)
    return tuple(_line(reader, row, course) for row, course in found if course is not None)


def _line(reader: Reader, row: Any, course: Course) -> o.CourseLine:
    until = course.until
    acts = tuple(o.ActLine(x.verb, reader.say(x.label), bool(x.prompt)) for x in course.acts)
    return o.CourseLine(
        row.id,
        reader.say(course.title) if course.title is not None else reader.title(row),
        row.unit,
        reader.name(row.unit),
        reader.say(course.stage),
        reader.say(course.who),
        reader.say(Moment(course.since)) if course.since is not None else "",
        reader.say(Moment(until)) if until is not None else "",
        until is not None and until < reader.now,
        acts,
    )


def first_to_do(lines: Sequence[o.CourseLine]) -> tuple[o.CourseLine, ...]:
    """What waits for the reader comes first, of that what can be acknowledged."""
    return tuple(sorted(lines, key=lambda x: (-len(x.acts), x.id)))


async def act(engine: Engine, reader: Reader, row: Any, verb: str, words: str) -> o.Done:
    """Do it with the reader's rights, through the engine. What somebody else has done in the
    meantime, or what is refused, is said."""
    course = course_of(reader, row)
    if course is None:
        if _was_theirs(reader, row):
            return o.Done("", reader.say(text("office-moved-on")))
        raise o.NotHere
    wanted = next((each for each in course.acts if each.verb == verb), None)
    if wanted is None:
        return o.Done("", reader.say(text("office-moved-on")))
    if wanted.prompt and not words.strip():
        return o.Done("", reader.say(text("office-words-missing")))
    if len(words) > LONGEST:
        return o.Done("", reader.say(text("office-words-too-long", most=LONGEST)))
    event = _event(row.id, wanted, words)
    outcome = await engine.act(reader.person.id, row.id, event, course.about)
    if isinstance(outcome, Rejected):
        return o.Done("", reader.say(outcome.say or text("office-moved-on")))
    return o.Done(reader.say(wanted.label))


def _event(activity: int, wanted: Act, words: str) -> Chose | Said:
    ref = Ref(Chat(PAGES, PAGES), f"page-{token_hex(8)}", private=True)
    if wanted.prompt:
        return Said(ref, "", words, asked=wanted.prompt)
    return Chose(ref, "", ChoiceId(activity, wanted.verb, wanted.args).encode())
