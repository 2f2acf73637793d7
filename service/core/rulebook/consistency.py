"""Whether the rules of a book fit together: what they name is there, and each value can be used.

A problem is the key of the value, as `duties.party_lesson.meeting`, and what is wrong with it.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any

from service.core.posts import ROLE_NAMES, STANDING_NAMES
from service.core.rulebook.book import RuleBook
from service.core.rulebook.checks import EVERYTHING, MATTERS
from service.core.rulebook.dues import EXEMPT, Dues
from service.core.rulebook.duties import Duty
from service.core.rulebook.fractions import Fraction
from service.core.rulebook.matters import MatterKind
from service.core.rulebook.reports import CONTACT, Question, ReportKind
from service.core.rulebook.verdict import BASES

Problem = tuple[str, str]
LISTS = (
    "sources",
    "people",
    "votes",
    "meetings",
    "duties",
    "reports",
    "study",
    "voteless",
    "exclusions",
    "checks",
    "matters",
    "pulse",
)
LONGEST_ID = 40  # it goes into the choices of buttons
LONGEST_CLOCK = 10080  # minutes: a week
LONGEST_DAYS = 250  # working days: a year
MOST_OPTIONS = 12  # of a choice, each a button
LEAP = 2024  # a year in which every MM-DD is a day


def problems_of(book: RuleBook) -> Iterator[Problem]:
    """Every problem, in the order of the book."""
    yield from _head(book)
    for name in LISTS:
        yield from _ids(name, [each.id for each in getattr(book, name)])
    sources = [each.id for each in book.sources]
    for name in LISTS[2:]:
        for each in getattr(book, name):
            if each.origin.source:
                yield from known(f"{name}.{each.id}.origin.source", each.origin.source, sources)
    yield from _votes(book)
    yield from _meetings(book)
    for duty in book.duties:
        yield from _duty(book, duty, f"duties.{duty.id}")
    for report in book.reports:
        yield from _report(book, report, f"reports.{report.id}")
    yield from _others(book)
    for matter in book.matters:
        yield from _matter(book, matter, f"matters.{matter.id}")
    yield from _requests(book)
    yield from _dues(book)
    yield from _sections(book)


def _sections(book: RuleBook) -> Iterator[Problem]:
    """Each thing stands in one section of the handbook."""
    yield from _ids("sections", [each.id for each in book.sections])
    there: dict[str, str] = {}
    for each in book.sections:
        for held in each.holds:
            if held in there:
                where = f"sections.{each.id}.holds"
                yield where, f'"{held}" stands in the section "{there[held]}" already'
            there.setdefault(held, each.id)


def _head(book: RuleBook) -> Iterator[Problem]:
    if book.version < 1:
        yield "version", "must be 1 or more, and grow with each edition"
    if not is_day(book.date):
        yield "date", f"{book.date!r} is no day; allowed: YYYY-MM-DD"
    if not book.name.zh:
        yield "name.zh", "is missing; allowed: what the rules are called"


def _ids(name: str, ids: list[str]) -> Iterator[Problem]:
    return plain_ids(name, ids, LONGEST_ID)


def plain_ids(name: str, ids: list[str], longest: int) -> Iterator[Problem]:
    """Ids that can't be used, or are not the rule's own."""
    for each, count in Counter(ids).items():
        plain = all(x.isascii() and (x.isalnum() or x == "_") for x in each)
        if not plain or not 1 <= len(each) <= longest:
            yield f"{name}.{each}.id", f"allowed: letters a–z, digits and _, at most {longest}"
        if count > 1:
            yield f"{name}.{each}.id", f"stands there {count} times; give each rule its own"


def _votes(book: RuleBook) -> Iterator[Problem]:
    for vote in book.votes:
        key = f"votes.{vote.id}"
        for name in ("quorum", "passes", "surplus"):
            share: Fraction | None = getattr(vote, name)
            if share is None:
                continue
            yield from known(f"{key}.{name}.base", share.base, BASES)
            yield from _share(f"{key}.{name}", share.num, share.den)
            if share.op == ">" and share.num == share.den:
                said = f'more than {share.num}/{share.den} can never be; allowed there: ">="'
                yield f"{key}.{name}", said
        if vote.cap is not None:
            yield from known(f"{key}.cap.base", vote.cap.base, BASES)
            yield from known(f"{key}.cap.choice", vote.cap.choice, vote.choices)
            yield from _share(f"{key}.cap", vote.cap.num, vote.cap.den)
        if vote.labels and len(vote.labels) != len(vote.choices):
            yield f"{key}.labels", "allowed: one for each of the choices, or none"


def _share(key: str, num: int, den: int) -> Iterator[Problem]:
    if not 0 <= num <= den or den < 1:
        yield key, f"{num}/{den} is no share; allowed: num/den from 0/1 to 1/1"


def _meetings(book: RuleBook) -> Iterator[Problem]:
    votes, people = [each.id for each in book.votes], _people(book)
    for kind in book.meetings:
        key = f"meetings.{kind.id}"
        if kind.vote:
            yield from known(f"{key}.vote", kind.vote, votes)
        for name in ("convener", "attends", "guests"):
            for each in getattr(kind, name):
                yield from known(f"{key}.{name}", each, people)
        yield from _ids(f"{key}.steps", [each.id for each in kind.steps])


def _duty(book: RuleBook, duty: Duty, key: str) -> Iterator[Problem]:
    meetings, people = [each.id for each in book.meetings], _people(book)
    if duty.meeting:
        yield from known(f"{key}.meeting", duty.meeting, meetings)
    if duty.study:
        yield from known(f"{key}.study", duty.study, [each.id for each in book.study])
    for each in duty.joins:
        yield from known(f"{key}.joins", each, meetings)
    for name in ("who", "pair", "of"):
        for each in getattr(duty, name):
            yield from known(f"{key}.{name}", each, people)
    for name, wrong, said in _FITTING:
        if wrong(duty):
            yield f"{key}.{name}", said


_FITTING: tuple[tuple[str, Callable[[Duty], bool], str], ...] = (
    ("least", lambda x: x.least < 1, "must be 1 or more"),
    (
        "pair",
        lambda x: (x.scope == "pair") != (len(x.pair) == 2),
        'scope = "pair" goes with pair = [who, with whom], and only that does',
    ),
    (
        "due",
        lambda x: bool(x.due) and not (x.period == "year" and is_day(f"{LEAP}-{x.due}")),
        'allowed: a day of the year as MM-DD, with period = "year"',
    ),
    (
        "quarter",
        lambda x: not 0 <= x.quarter <= (4 if x.period == "year" else 0),
        'allowed: 1 to 4, with period = "year"',
    ),
    (
        "term_years",
        lambda x: (x.period == "term_of_office") != (x.term_years > 0),
        'period = "term_of_office" goes with term_years of 1 or more, and only that does',
    ),
    (
        "within_months",
        lambda x: (x.period == "once") != (x.within_months > 0),
        'period = "once" goes with within_months of 1 or more, and only that does',
    ),
    ("since", lambda x: bool(x.since) and not is_day(x.since), "allowed: a day as YYYY-MM-DD"),
    ("instead", lambda x: any(y.least < 1 for y in x.instead), "least must be 1 or more"),
)
"""What of a duty doesn't fit: its key, when, and what is allowed."""


def _report(book: RuleBook, report: ReportKind, key: str) -> Iterator[Problem]:
    """Its people are known, and each question can be answered and is reached."""
    for each in report.who:
        named = [x.id for x in book.people if x.standings]
        yield from known(f"{key}.who", each, [*named, *STANDING_NAMES])
    for each in report.readers:
        yield from known(f"{key}.readers", each, [CONTACT, *_people(book)])
    if not report.questions:
        yield f"{key}.questions", "is empty; allowed: one question or more"
    yield from _ids(f"{key}.questions", [each.id for each in report.questions])
    before: dict[str, Question] = {}
    for question in report.questions:
        yield from _question(question, f"{key}.questions.{question.id}", before)
        before[question.id] = question


def _question(question: Question, key: str, before: Mapping[str, Question]) -> Iterator[Problem]:
    yield from _ids(f"{key}.options", [each.id for each in question.options])
    for name, wrong, said in _ANSWERABLE:
        if wrong(question):
            yield f"{key}.{name}", said
    if question.only_if is not None:
        tapped = {each.id: each.choices for each in before.values() if each.choices}
        first = question.only_if.question
        yield from known(f"{key}.only_if.question", first, tapped)
        for answer in question.only_if.answers if first in tapped else ():
            yield from known(f"{key}.only_if.answers", answer, tapped[first])
        if not question.only_if.answers:
            yield f"{key}.only_if.answers", "is empty; allowed: answers of the question it names"


_ANSWERABLE: tuple[tuple[str, Callable[[Question], bool], str], ...] = (
    (
        "options",
        lambda x: (x.kind == "choice") != (len(x.options) > 1) or len(x.options) > MOST_OPTIONS,
        f'kind = "choice" goes with 2 to {MOST_OPTIONS} options, and only that does',
    ),
    (
        "least",
        lambda x: (
            (x.kind == "number") != (None not in (x.least, x.most))
            or (x.least or 0) > (x.most or 0)
        ),
        'kind = "number" goes with least and most, the least no more than the most, and only that '
        "does",
    ),
    ("longest", lambda x: not 1 <= x.longest <= 3000, "allowed: 1 to 3000 characters"),
)
"""What of a question doesn't fit: its key, when, and what is allowed."""


def _others(book: RuleBook) -> Iterator[Problem]:
    votes, people = [each.id for each in book.votes], _people(book)
    for norm in book.study:
        yield from known(f"study.{norm.id}.who", norm.who, people)
        if norm.hours < 1:
            yield f"study.{norm.id}.hours", "must be 1 or more"
    if not 0 < book.study_hours.half_day <= book.study_hours.day <= 24:
        yield "study_hours", "allowed: 1 to 24 hours, half a day no more than a whole one"
    for exclusion in book.exclusions:
        for each in exclusion.votes:
            yield from known(f"exclusions.{exclusion.id}.votes", each, votes)
    matters = [EVERYTHING, *MATTERS, *votes, *(each.id for each in book.meetings)]
    for check in book.checks:
        if not check.applies:
            yield f"checks.{check.id}.applies", f'is empty; allowed: "{EVERYTHING}" for everything'
        for each in check.applies:
            yield from known(f"checks.{check.id}.applies", each, matters)


def _matter(book: RuleBook, matter: MatterKind, key: str) -> Iterator[Problem]:
    people = _people(book)
    for each in matter.to:
        yield from known(f"{key}.to", each, people)
    if not matter.to and matter.instead is None:
        yield f"{key}.to", "is empty; allowed: who is on duty for it, or instead = what to do"
    if "what" not in matter.asks:
        yield f"{key}.asks", 'allowed: a list with "what" in it'
    if matter.form == "request" and "when" not in matter.asks and matter.instead is None:
        yield f"{key}.asks", 'a request comes before the act; allowed: a list with "when" in it'
    if not 1 <= matter.ack_minutes <= matter.escalate_minutes <= LONGEST_CLOCK:
        said = f"allowed: 1 to {LONGEST_CLOCK}, ack_minutes no more than escalate_minutes"
        yield f"{key}.ack_minutes", said


def _requests(book: RuleBook) -> Iterator[Problem]:
    rules, people = book.requests, _people(book)
    for each in rules.receivers:
        yield from known("requests.receivers", each, people)
    for name in ("accept_days", "answer_days", "reopen_days"):
        if not 1 <= getattr(rules, name) <= LONGEST_DAYS:
            yield f"requests.{name}", f"allowed: 1 to {LONGEST_DAYS} working days"
    if rules.accept_days > rules.answer_days:
        yield "requests.accept_days", "must be no more than answer_days"
    if rules.origin.source:
        sources = [each.id for each in book.sources]
        yield from known("requests.origin.source", rules.origin.source, sources)


def _dues(book: RuleBook) -> Iterator[Problem]:
    """Each can be paid, and what is off may be half written but not wrong."""
    rules, sources = book.dues, [each.id for each in book.sources]
    for each in rules.who:
        named = [x.id for x in book.people if x.standings]
        yield from known("dues.who", each, [*named, *STANDING_NAMES])
    yield from _ids("dues.brackets", [each.id for each in rules.brackets])
    amounts = [("dues", rules.amount, rules.origin)]
    for bracket in rules.brackets:
        key = f"dues.brackets.{bracket.id}"
        amounts.append((key, bracket.amount, bracket.origin))
        if bracket.id == EXEMPT:
            yield f"{key}.id", "is what stands for who pays nothing; give it another"
    for key, amount, origin in amounts:
        if amount and not _AMOUNT.fullmatch(amount):
            yield f"{key}.amount", f'{amount!r} is no amount; allowed: as "100" or "0.50"'
        if origin.source:
            yield from known(f"{key}.origin.source", origin.source, sources)
    for name, wrong, said in _PAYABLE:
        if wrong(rules):
            yield f"dues.{name}", said


_AMOUNT = re.compile(r"(?=.*[1-9])[0-9]{1,6}(\.[0-9]{1,2})?")
_PAYABLE: tuple[tuple[str, Callable[[Dues], bool], str], ...] = (
    (
        "amount",
        lambda x: x.active and not x.amount and not x.brackets,
        'is missing; allowed: an amount for everybody, as "100", or brackets',
    ),
    ("day", lambda x: not 1 <= x.day <= 28, "allowed: a day that each month has, 1 to 28"),
    (
        "arrears",
        lambda x: list(x.arrears) != sorted({y for y in x.arrears if 1 <= y <= 24}),
        "allowed: months from 1 to 24, each more than the one before, as [3, 6]",
    ),
    ("currency", lambda x: not x.currency.zh, "zh is missing; allowed: what the amounts are in"),
)
"""What of the dues doesn't fit: its key, when, and what is allowed."""


def _people(book: RuleBook) -> list[str]:
    """Whom a rule may name: the book's own groups and posts, and the usual roles and standings."""
    posts = (post for each in book.people for post in each.posts)
    return [*(each.id for each in book.people), *posts, *ROLE_NAMES, *STANDING_NAMES]


def known(key: str, named: Any, there: Collection[str]) -> Iterator[Problem]:
    """That there is nothing of this name among what is there."""
    if named in there:
        return
    near = difflib.get_close_matches(named, there, n=1)
    hint = f'; did you mean "{near[0]}"?' if near else ""
    listed = ", ".join(dict.fromkeys(there)) or "nothing yet"
    yield key, f'there is no "{named}"{hint}; there is: {listed}'


def is_day(written: str) -> bool:
    """Whether it is a day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False
