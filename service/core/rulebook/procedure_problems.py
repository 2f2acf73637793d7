"""Whether a procedure can be carried out: each problem with its key, and what is wrong with it.

A problem names the step: `steps.talk.after.apply`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator

from service.core.posts import ROLE_NAMES, STANDING_NAMES
from service.core.rulebook.book import RuleBook
from service.core.rulebook.consistency import Problem, is_day, known, plain_ids
from service.core.rulebook.procedures import (
    ACTORS,
    SUBJECT,
    SUPERIOR,
    Blank,
    Evidence,
    Length,
    Procedure,
    ProcedureStep,
)
from service.core.texts import Named

LONGEST_ID = 24  # it goes into buttons with two numbers beside it
PLACES = ("name", "unit", "procedure", "from", "until")
"""What a notice may say in braces, beside the fields of forms."""


def procedure_problems(procedure: Procedure, book: RuleBook) -> Iterator[Problem]:
    """Every problem, in the order of the file. `book`: the rules that the procedure belongs to."""
    if not procedure.version >= 1:
        yield "version", "must be 1 or more, and grow with each edition"
    if not is_day(procedure.date):
        yield "date", f"{procedure.date!r} is no day; allowed: YYYY-MM-DD"
    yield from _words("name", procedure.name)
    for name in ("stages", "roles", "steps"):
        listed = getattr(procedure, name)
        yield from plain_ids(name, [each.id for each in listed], LONGEST_ID)
        for each in listed:
            yield from _words(f"{name}.{each.id}.name", each.name)
    if procedure.origin.source:
        sources = [each.id for each in book.sources]
        yield from known("origin.source", procedure.origin.source, sources)
    yield from _words("outcome", procedure.outcome, may_be_empty=True)
    if not procedure.steps:
        yield "steps", "there are none, so there is no way to the end"
    if SUBJECT in procedure.begins and procedure.of == "matter":
        yield "begins", 'a matter has no "subject"; allowed: "secretary"'
    yield from _order(procedure)
    for step in procedure.steps:
        yield from _step(procedure, step, book)


def _words(key: str, words: Named, *, may_be_empty: bool = False) -> Iterator[Problem]:
    if may_be_empty and not (words.zh or words.en):
        return
    for language, said in (("zh", words.zh), ("en", words.en)):
        if not said.strip():
            yield f"{key}.{language}", "is missing; each text stands there in both languages"


# -- the order of the steps


def _order(procedure: Procedure) -> Iterator[Problem]:
    places = {each.id: at for at, each in enumerate(procedure.steps)}
    links = {each.id: [x.step for x in procedure.before(each)] for each in procedure.steps}
    for step in procedure.steps:
        for link in step.after:
            key = f"steps.{step.id}.after.{link.step}"
            yield from known(key, link.step, places)
            if link.step == step.id or step.id in _reached(links, link.step):
                yield key, "the steps follow each other in a circle, so none of them can begin"
            elif places.get(link.step, -1) > places[step.id]:
                yield key, f'"{link.step}" comes later; a time counts from an earlier step'
            yield from _lengths(key, link.least, link.most)
        if step.every and not _followed(procedure, step):
            key = f"steps.{step.id}.every"
            yield key, "no step follows it, so it never ends and there is no way to the end"


def _reached(links: dict[str, list[str]], start: str) -> set[str]:
    found, waiting = set[str](), [start]
    while waiting:
        for each in links.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


def _followed(procedure: Procedure, step: ProcedureStep) -> bool:
    return any(step.id == link.step for each in procedure.steps for link in procedure.before(each))


def _lengths(key: str, least: Length | None, most: Length | None) -> Iterator[Problem]:
    for name, each in (("least", least), ("most", most)):
        parts = (each.years, each.months, each.days, each.workdays) if each else (1,)
        if min(parts) < 0 or max(parts) < 1:
            yield f"{key}.{name}", "allowed: years, months, days or workdays of 1 or more"
    if least and most and _about(least) > _about(most):
        yield f"{key}.most", "is shorter than the least time, so the step could never be taken"


def _about(length: Length) -> float:
    days = 365.25 * length.years + 30.44 * length.months + length.days
    return days + 1.4 * length.workdays


# -- one step


def _step(procedure: Procedure, step: ProcedureStep, book: RuleBook) -> Iterator[Problem]:
    key = f"steps.{step.id}"
    if step.stage or procedure.stages:
        yield from known(f"{key}.stage", step.stage, [each.id for each in procedure.stages])
    roles = [each.id for each in procedure.roles]
    groups = [each.id for each in book.people if each.leads or _has_anybody(book, each.id)]
    if not step.who:
        yield f"{key}.who", f"is empty; allowed: {', '.join((*ACTORS, *roles))}"
    for each in step.who:
        yield from known(f"{key}.who", each, [*ACTORS, *roles, *groups])
        if each == SUBJECT and procedure.of == "matter":
            yield f"{key}.who", 'a matter has no "subject"'
        if each in roles and each not in _named_before(procedure, step):
            said = f'nobody is chosen as "{each}" in an earlier step (evidence of kind "names")'
            yield f"{key}.who", said
    if not step.evidence:
        yield f"{key}.evidence", "is empty, so nobody can show that the step was taken"
    if step.every and len(step.evidence) != 1:
        yield f"{key}.every", "a step that is repeated has one piece of evidence"
    if step.in_order and len(step.evidence) < 2:
        yield f"{key}.in_order", "there is one piece of evidence, so there is no order to keep"
    yield from _words(f"{key}.hint", step.hint, may_be_empty=True)
    for number, item in enumerate(step.evidence, 1):
        yield from _evidence(procedure, step, item, f"{key}.evidence[{number}]", book)


def _has_anybody(book: RuleBook, group: str) -> bool:
    found = book.group(group)
    return found is not None and bool(found.roles or found.standings or found.posts)


def _named_before(procedure: Procedure, step: ProcedureStep) -> set[str]:
    earlier = procedure.steps[: procedure.steps.index(step)]
    return {item.role for each in earlier for item in each.evidence if item.kind == "names"}


def _evidence(
    procedure: Procedure, step: ProcedureStep, item: Evidence, key: str, book: RuleBook
) -> Iterator[Problem]:
    yield from _words(f"{key}.name", item.name, may_be_empty=True)
    there = {"meeting": book.meetings, "vote": book.votes}.get(item.kind, ())
    for each in item.of:
        yield from known(f"{key}.of", each, [rule.id for rule in there])  # type: ignore[attr-defined]
    if item.kind == "names":
        yield from known(f"{key}.role", item.role, [each.id for each in procedure.roles])
    if item.kind == "approval" and item.returns_to:
        earlier = [each.id for each in procedure.steps[: procedure.steps.index(step)]]
        yield from known(f"{key}.returns_to", item.returns_to, earlier)
    standings = [*STANDING_NAMES, *ROLE_NAMES, *(x for each in book.people for x in each.standings)]
    for each in item.standings:
        yield from known(f"{key}.standings", each, standings)
    for name, wrong, said in _FITTING:
        if wrong(procedure, step, item):
            yield f"{key}.{name}", said
    if item.kind in ("notice", "publish"):
        yield from _words(f"{key}.text", item.text)
        yield from _places(f"{key}.text", item.text, _fields_before(procedure, step))
    for blank in item.fields:
        yield from _words(f"{key}.fields.{blank.id}.name", blank.name)
        if blank.type == "choice" and not 2 <= len(blank.choices) <= 10:
            yield f"{key}.fields.{blank.id}.choices", "allowed: 2 to 10 of them"
    counted = Counter(each.id for each in item.fields)
    for twice in (each for each, n in counted.items() if n > 1):
        yield f"{key}.fields.{twice}", "stands there twice; give each field its own id"


Wrong = Callable[[Procedure, ProcedureStep, Evidence], bool]
_FITTING: tuple[tuple[str, Wrong, str], ...] = (
    ("fields", lambda p, s, x: x.kind == "form" and not x.fields, "a form has one field or more"),
    (
        "kind",
        lambda p, s, x: x.kind == "talk" and p.of == "matter",
        "nobody can bring it: the case is of a matter, and there is nobody to talk with",
    ),
    (
        "kind",
        lambda p, s, x: x.kind not in ("form", "file", "confirm") and s.who == (SUBJECT,),
        "nobody can bring it: the person of the case fills in a form, sends a file or confirms",
    ),
    (
        "of",
        lambda p, s, x: x.kind in ("meeting", "vote") and not x.of,
        "is empty; it names the kinds of meetings, or the rules of votes, that will do",
    ),
    (
        "kind",
        lambda p, s, x: x.kind in ("meeting", "vote", "talk") and s.who == (SUPERIOR,),
        "nobody can bring it: what the unit above has held is not among the meetings of this one",
    ),
    (
        "kind",
        lambda p, s, x: x.kind == "approval" and SUBJECT in s.who,
        "nobody can bring it: the person of the case does not decide their own",
    ),
    (
        "kind",
        lambda p, s, x: bool(s.every) and x.kind in ("notice", "publish"),
        "nobody can bring it twice: a notice is posted once, so the step can't be repeated",
    ),
    ("hours", lambda p, s, x: x.kind in ("study", "service") and x.hours < 1, "must be 1 or more"),
    ("signed", lambda p, s, x: x.signed and x.kind != "file", "only a file is looked over for it"),
    ("workdays", lambda p, s, x: x.kind == "notice" and x.workdays < 1, "must be 1 or more"),
    ("least", lambda p, s, x: not 1 <= x.least <= x.most, "allowed: 1 or more, at most `most`"),
    (
        "acts",
        lambda p, s, x: x.kind == "approval" and "approve" not in x.acts,
        'there is no way to the end without "approve"',
    ),
    (
        "acts",
        lambda p, s, x: x.kind == "approval" and "return" in x.acts and s == p.steps[0],
        'there is no step before it, so there is nothing to "return" to',
    ),
    (
        "fields",
        lambda p, s, x: any(each.sensitive for each in x.fields) and s.who != (SUBJECT,),
        'what is sensitive is told by the person of the case: who = ["subject"]',
    ),
)
"""What of a piece of evidence doesn't fit: its key, when, and what is wrong."""


def _fields_before(procedure: Procedure, step: ProcedureStep) -> dict[str, Blank]:
    earlier = procedure.steps[: procedure.steps.index(step) + 1]
    items = [item for each in earlier for item in each.evidence]
    return {blank.id: blank for item in items for blank in item.fields}


def _places(key: str, words: Named, fields: dict[str, Blank]) -> Iterator[Problem]:
    open_fields: Collection[str] = [each.id for each in fields.values() if not each.sensitive]
    for place in dict.fromkeys(re.findall(r"\{(.*?)\}", f"{words.zh} {words.en}")):
        if place in fields and place not in open_fields:
            yield key, f"{{{place}}} is sensitive, and everybody reads a notice"
        else:
            yield from known(key, place, [*PLACES, *open_fields])
