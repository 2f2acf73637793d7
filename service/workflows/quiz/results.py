"""What a quiz has come to: the ranking, what the answers say of the questions, and the workbook.

The figures are those of Moodle's quiz statistics (Quiz statistics calculations, "Item statistics"):
the facility index, the standard deviation and the discrimination index, which is the correlation
of the points for a question with those for all the others. For attempts on different papers, a
question is judged by those who had it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.core.message import (
    Attachment,
    Bars,
    Cell,
    Chart,
    Document,
    Heading,
    Message,
    Paragraph,
    Table,
)
from service.core.people import Person
from service.core.queries import Entries, EntrySummary, Results, Summary
from service.core.texts import ListItem, Strong, Text, Words, lines, text
from service.core.workflow import Outcome
from service.questions.model import CHOICE_KINDS, Answer, Question
from service.questions.scoring import score, shown_points
from service.sdk.export import Column, dated, file_of, head, of_people, table
from service.sdk.panels import paragraphs
from service.workflows.quiz import asking
from service.workflows.quiz.model import (
    LETTERS,
    WITHDRAWN,
    Attempt,
    QuizState,
    QuizTurn,
    title_of,
)
from service.workflows.quiz.paper import layout, original

SHOWN = 10  # people of a ranking shown in the room
MOST_SHOWN = 40  # of them where many share a place
DOUBTFUL_FROM = 5  # answers; of fewer nothing can be said
BANDS = ((90, 101), (80, 90), (70, 80), (60, 70), (0, 60))  # per cent of the points


Row = tuple[Person, Summary | None]


# -- the ranking


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A branch, or a group of one: members, how many took part, and their average share of the
    points in %."""

    name: str
    members: int
    took_part: int
    average: int


def ranking(turn: QuizTurn) -> Message:
    """The ranking by person, branch and group, for the room."""
    quiz, roster = turn.state, turn.roster
    counted = [each for each in taken_part(turn) if each.person in roster.people]
    if not counted:
        return Message(text("quiz-nobody", title=quiz.definition.called), title=title_of(quiz))
    medals = {1: "🥇", 2: "🥈", 3: "🥉"}
    shown = first(placed(counted), SHOWN)
    people = [
        ListItem(rank(turn, medals.get(place, f"{place}."), each), place) for place, each in shown
    ]
    more = len(counted) - len(shown)
    known = {each.person: each.summary for each in counted}
    groups = _groups(turn, known)
    head = text(
        "quiz-ranking",
        took_part=len(counted),
        members=len(roster.members(turn.unit)),
        points=shown_points(quiz.definition.out_of),
    )
    body = paragraphs(
        head,
        lines(
            Strong(text("quiz-by-person")),
            *people,
            text("quiz-more-people", n=more) if more else None,
        ),
        lines(Strong(text("quiz-by-branch")), *map(_group_line, _branches(turn, known))),
        lines(Strong(text("quiz-by-group")), *map(_group_line, groups))
        if len(groups) > 1
        else None,
    )
    return Message(body, title=title_of(quiz))


def first(
    places: Sequence[tuple[int, EntrySummary]], count: int
) -> Sequence[tuple[int, EntrySummary]]:
    """So many of the first, and whoever shares the last place among them, as far as a message holds
    them."""
    last = places[min(count, len(places)) - 1][0] if places else 0
    return [each for each in places if each[0] <= last][:MOST_SHOWN]


def taken_part(turn: QuizTurn) -> list[EntrySummary]:
    """Everybody who took part, the best first."""
    return [each for each in turn.query(Results(turn.id)) if each.summary.status != WITHDRAWN]


def rank(turn: QuizTurn, place: str, each: EntrySummary) -> Text:
    """One person's place; without the name where the quiz names nobody."""
    person = turn.roster.people[each.person]
    return text(
        "quiz-rank-nameless" if turn.state.definition.terms.nameless else "quiz-rank-person",
        place=place,
        name=Strong(turn.roster.name(person.id)),
        branch=turn.roster.units[person.unit].name,
        score=shown_points(each.summary.score),
    )


def _branches(turn: QuizTurn, known: Mapping[int, Summary]) -> list[GroupResult]:
    """Every branch with members in the quiz's unit."""
    roster = turn.roster
    found = []
    for unit in sorted(roster.below(turn.unit)):
        members = roster.here(unit)
        if members:
            found.append(_result(roster.units[unit].name, members, known))
    return _best_first(found)


def _groups(turn: QuizTurn, known: Mapping[int, Summary]) -> list[GroupResult]:
    """The groups of a branch that has some; of several branches each group with its branch."""
    members = [each for each in turn.roster.members(turn.unit) if each.group]
    groups = sorted({(each.unit, each.group) for each in members})
    several = len({unit for unit, _group in groups}) > 1
    found = []
    for unit, group in groups:
        inside = [each for each in members if (each.unit, each.group) == (unit, group)]
        name = f"{turn.roster.units[unit].name} · {group}" if several else group
        found.append(_result(name, inside, known))
    return _best_first(found)


def _result(name: str, members: Sequence[Person], known: Mapping[int, Summary]) -> GroupResult:
    took_part = [known[each.id] for each in members if each.id in known]
    possible = sum(each.out_of for each in took_part)
    earned = sum(each.score for each in took_part)
    average = round(100 * earned / possible) if possible else 0
    return GroupResult(name, len(members), len(took_part), average)


def _best_first(results: Sequence[GroupResult]) -> list[GroupResult]:
    return sorted(results, key=lambda each: (-each.average, -each.took_part, each.name))


def _group_line(result: GroupResult) -> ListItem:
    told = text(
        "quiz-rank-branch",
        name=result.name,
        took_part=result.took_part,
        members=result.members,
        average=result.average,
    )
    return ListItem(told)


def placed(summaries: Sequence[EntrySummary]) -> list[tuple[int, EntrySummary]]:
    """Of equal scores the earlier one goes first; those equal in both share a place."""
    places: list[tuple[int, EntrySummary]] = []
    for number, each in enumerate(summaries, 1):
        before = places[-1][1].summary if places else None
        same = before and (before.score, before.at) == (each.summary.score, each.summary.at)
        places.append((places[-1][0] if same else number, each))
    return places


# -- what the answers say of the questions


@dataclass(frozen=True, slots=True)
class Item:
    """One question, as it was answered.

    `facility`: the mean share of its points, 0 to 1. `deviation`: of that share (n - 1).
    `discrimination`: -1 to 1; both are None where they are not defined.
    `taken`: how often each option was taken. `doubtful`: its key should be looked at.
    """

    question: Question
    answers: int
    facility: float
    deviation: float | None
    discrimination: float | None
    taken: tuple[int, ...]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """One person's answers to the questions of the quiz they had, by index."""

    person: int
    answers: Mapping[int, Answer | None]


def papers(quiz: QuizState, entries: Sequence[tuple[int, Attempt]]) -> tuple[Paper, ...]:
    """The last attempt of everybody that was handed in."""
    found = []
    for person, attempt in entries:
        if not attempt.results:
            continue
        places = layout(quiz, person, len(attempt.results))
        answered = zip(places, attempt.results[-1].answers, strict=True)
        answers = {
            place.question: original(place, quiz.definition.questions[place.question], answer)
            for place, answer in answered
        }
        found.append(Paper(person, answers))
    return tuple(found)


def analyse(quiz: QuizState, given: Sequence[Paper]) -> tuple[Item, ...]:
    """Every question of the quiz, in its order."""
    points = [
        {
            number: score(quiz.definition.questions[number], answer)
            for number, answer in each.answers.items()
        }
        for each in given
    ]
    totals = [sum(each.values()) for each in points]
    items = []
    for number, question in enumerate(quiz.definition.questions):
        own = [each[number] for each in points if number in each]
        rest = [
            total - each[number]
            for each, total in zip(points, totals, strict=True)
            if number in each
        ]
        answers = [each.answers[number] for each in given if number in each.answers]
        items.append(_item(question, answers, own, rest))
    return tuple(items)


def _item(
    question: Question, answers: Sequence[Answer | None], own: Sequence[int], rest: Sequence[int]
) -> Item:
    worth = question.worth or 1
    spread = _deviation(own)
    discrimination = correlation(own, rest)
    taken = Counter(option for each in answers if isinstance(each, tuple) for option in set(each))
    counts = tuple(taken[option] for option in range(len(question.options)))
    return Item(
        question=question,
        answers=len(own),
        facility=sum(own) / len(own) / worth if own else 0.0,
        deviation=None if spread is None else spread / worth,
        discrimination=discrimination,
        taken=counts if question.kind in CHOICE_KINDS else (),
        doubtful=len(own) >= DOUBTFUL_FROM and _is_doubtful(question, counts, discrimination),
    )


def _is_doubtful(question: Question, taken: Sequence[int], discrimination: float | None) -> bool:
    """Those who know more get it wrong more often, or a wrong option is taken more often than
    every right one."""
    if discrimination is not None and discrimination < 0:
        return True
    if question.kind not in CHOICE_KINDS or not question.right:
        return False
    right = max(taken[each] for each in question.right)
    return any(taken[i] > right for i in range(len(question.options)) if i not in question.right)


def _deviation(values: Sequence[int]) -> float | None:
    """The sample's standard deviation; None for fewer than two values."""
    if len(values) < 2:
        return None
    mean = sum(values) / len(values)
    return math.sqrt(sum((each - mean) ** 2 for each in values) / (len(values) - 1))


def correlation(one: Sequence[int], other: Sequence[int]) -> float | None:
    """Pearson's; None where one of them never changes."""
    if len(one) < 2:
        return None
    n, sum_one, sum_other = len(one), sum(one), sum(other)
    # Whole numbers: nothing is lost before the one division.
    both = n * sum(a * b for a, b in zip(one, other, strict=True)) - sum_one * sum_other
    spread = (n * sum(a * a for a in one) - sum_one**2) * (
        n * sum(b * b for b in other) - sum_other**2
    )
    return both / math.sqrt(spread) if spread else None


# -- what the organizer asks for


def show_analysis(turn: QuizTurn) -> Outcome:
    """The questions by facility, with a picture of the scores and the questions."""
    quiz = turn.state
    given = papers(quiz, turn.query(Entries(turn.id)))
    if not given:
        return turn.refuse("quiz-nobody-yet")
    items = analyse(quiz, given)
    message = Message(
        lines(
            text("quiz-analysis", n=len(given)),
            *(_item_line(number, item) for number, item in enumerate(items, 1)),
            text("quiz-analysis-hint") if any(each.doubtful for each in items) else None,
        ),
        title=title_of(quiz),
        attachments=(_file(turn, "analysis", ".png", _chart(turn, items)),),
    )
    return turn.done("quiz.analysis_shown", effects=turn.reply(message, "analysis"))


def export(turn: QuizTurn) -> Outcome:
    """Everything as a workbook: people, answers, questions."""
    quiz = turn.state
    given = papers(quiz, turn.query(Entries(turn.id)))
    schedule = quiz.schedule
    taken = [each for each in taken_part(turn) if each.summary.status == "submitted"]
    about = head(
        turn,
        schedule.opens_at or turn.now,
        schedule.closes_at,
        (len(taken), len(turn.roster.members(turn.unit))),
    )
    kind = text("quiz-file", kind="results")
    document = Document(
        lines(quiz.definition.called, kind, sep=" "),
        (
            Paragraph(about),
            Heading(text("quiz-sheet-people")),
            people(turn),
            Heading(text("quiz-sheet-answers")),
            _answers(turn, given),
            Heading(text("quiz-sheet-questions")),
            Paragraph(text("quiz-analysis-words")),
            _questions(analyse(quiz, given)),
        ),
    )
    file = _file(turn, "results", ".xlsx", document)
    message = Message(text("quiz-exported"), title=title_of(quiz), attachments=(file,))
    return turn.done("quiz.exported", effects=turn.reply(message, "export"))


def _file(turn: QuizTurn, kind: str, ending: str, content: Document | Chart) -> Attachment:
    title, began = turn.state.definition.called, turn.state.schedule.opens_at or turn.now
    words, zone = text("quiz-file", kind=kind), turn.unit_timezone
    return file_of(content, ending, title, kind=words, began=began, zone=zone)


def _chart(turn: QuizTurn, items: Sequence[Item]) -> Chart:
    """How many people are in each band of the points, and the facility of each question."""
    shares = [
        100 * each.summary.score / each.summary.out_of
        for each in turn.query(Results(turn.id))
        if each.summary.status == "submitted" and each.summary.out_of
    ]
    counts = Counter(low for share in shares for low, high in BANDS if low <= share < high)
    bands = tuple((_band(low, high), float(counts[low])) for low, high in BANDS)
    facilities = tuple(
        (f"{number}. {item.question.prompt}", round(100 * item.facility, 1))
        for number, item in enumerate(items, 1)
    )
    return Chart(
        text("quiz-title-plain", title=turn.state.definition.called),
        (
            Bars(text("quiz-chart-scores"), bands, max([1.0, *(value for _, value in bands)])),
            Bars(text("quiz-chart-questions"), facilities, 100.0),
        ),
    )


def _band(low: int, high: int) -> Words:
    return text("quiz-band-below", high=high) if low == 0 else f"{low}–{min(high - 1, 100)}%"


def _item_line(number: int, item: Item) -> Text:
    return text(
        "quiz-analysis-line",
        n=number,
        prompt=_short(item.question.prompt),
        facility=round(100 * item.facility),
        discrimination=_rounded(item.discrimination, 2),
        doubtful=str(item.doubtful).lower(),
    )


def people(turn: QuizTurn) -> Table:
    """Everybody who took part, the best first, and those who did not."""
    summaries, roster, zone = taken_part(turn), turn.roster, turn.unit_timezone
    places = {each.person: place for place, each in placed(summaries)}
    known = {each.person: each.summary for each in summaries}
    silent = (each.id for each in roster.members(turn.unit) if each.id not in known)
    rows = [
        (roster.people[each], known.get(each))
        for each in (*known, *silent)
        if each in roster.people
    ]

    def of_summary(name: str, cell: Callable[[Summary], Cell]) -> Column[Row]:
        return Column(_column(name), lambda row: cell(row[1]) if row[1] is not None else "")

    columns: tuple[Column[Row], ...] = (
        Column(_column("place"), lambda row: places.get(row[0].id, "")),
        *of_people(roster),
        Column(_column("group"), lambda row: row[0].group),
        Column(
            _column("status"),
            lambda row: text("quiz-status", status=row[1].status if row[1] else "silent"),
        ),
        of_summary("score", lambda each: shown_points(each.score)),
        of_summary("of", lambda each: shown_points(each.out_of)),
        of_summary("at", lambda each: dated(each.at, zone) if each.at else ""),
    )
    return table(columns, rows)


def _answers(turn: QuizTurn, given: Sequence[Paper]) -> Table:
    people = turn.roster.people
    columns: list[Column[Paper]] = [
        Column(text("sdk-column-name"), lambda row: turn.roster.name(row.person))
    ]
    for number, question in enumerate(turn.state.definition.questions):
        columns += _answer_columns(number, question)
    return table(columns, [each for each in given if each.person in people])


def _answer_columns(number: int, question: Question) -> tuple[Column[Paper], Column[Paper]]:
    """What was answered, and what it earned; nothing for who did not have the question."""

    def of_answer(key: str, cell: Callable[[Answer | None], Cell]) -> Column[Paper]:
        return Column(
            text(key, n=number + 1),
            lambda row: cell(row.answers[number]) if number in row.answers else "",
        )

    return (
        of_answer("quiz-column-question", lambda answer: asking.given(question, answer)),
        of_answer("quiz-column-points", lambda answer: shown_points(score(question, answer))),
    )


def _questions(items: Sequence[Item]) -> Table:
    columns: Mapping[str, Callable[[tuple[int, Item]], Cell]] = {
        "number": lambda row: row[0],
        "question": lambda row: row[1].question.prompt,
        "kind": lambda row: text("quiz-kind", kind=row[1].question.kind),
        "answers": lambda row: row[1].answers,
        "facility": lambda row: _rounded(100 * row[1].facility, 1),
        "deviation": lambda row: _rounded(row[1].deviation, 1, times=100),
        "discrimination": lambda row: _rounded(row[1].discrimination, 3),
        "options": lambda row: "  ".join(_counts(row[1])),
        "key": lambda row: text("quiz-doubtful", doubtful=str(row[1].doubtful).lower()),
    }
    headed = (Column(_column(name), cell) for name, cell in columns.items())
    return table(headed, enumerate(items, 1))


def _counts(item: Item) -> Iterator[str]:
    for option, count in enumerate(item.taken):
        mark = "✓" if option in item.question.right else ""
        yield f"{LETTERS[option]}{mark} {count}"


def _column(name: str) -> Text:
    return text("quiz-column", name=name)


def _rounded(value: float | None, digits: int, *, times: int = 1) -> float | str:
    return "—" if value is None else round(times * value, digits)


def _short(prompt: str) -> str:
    line = " ".join(prompt.split())
    return line if len(line) <= 24 else f"{line[:23]}…"
