"""What a quiz has come to, for its leader: item analysis, a picture, a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from service.core.effects import Send, ToPerson
from service.core.events import Event
from service.core.message import (
    Attachment,
    Bars,
    Chart,
    Document,
    Heading,
    Message,
    Paragraph,
    Table,
)
from service.core.people import Roster
from service.core.queries import Entries, EntrySummary, Results
from service.core.texts import Moment, Text, Words, lines, text
from service.core.workflow import Activity, Context, Decision, Entry, Outcome, Rejected
from service.questions.scoring import score, shown_points
from service.workflows.quiz import asking
from service.workflows.quiz.analysis import Item, Result, analyse, results
from service.workflows.quiz.model import LETTERS, Attempt, Quiz
from service.workflows.quiz.ranking import placed

BANDS = ((90, 101), (80, 90), (70, 80), (60, 70), (0, 60))  # per cent of the points

QuizActivity = Activity[Quiz]
AttemptEntry = Entry[Attempt] | None


def show_analysis(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    """The questions by facility, with a picture of the scores and the questions."""
    if context.actor is None:
        return Rejected("quiz.not_allowed")
    quiz = activity.state
    given = results(quiz, context.queries[Entries(activity.id)])
    if not given:
        return Rejected("quiz.nobody_yet", text("quiz-nobody-yet"))
    items = analyse(quiz, given)
    message = Message(
        lines(
            text("quiz-analysis", n=len(given)),
            *(_line(number, item) for number, item in enumerate(items, 1)),
            text("quiz-analysis-hint") if any(each.doubtful for each in items) else None,
        ),
        title=text("quiz-title", title=quiz.title),
        attachments=(Attachment("results.png", chart(activity, context, items)),),
    )
    return _tell(context.actor.id, "quiz.analysis_shown", "analysis", message)


def export(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    """Everything as a workbook: people, answers, questions."""
    if context.actor is None:
        return Rejected("quiz.not_allowed")
    quiz = activity.state
    given = results(quiz, context.queries[Entries(activity.id)])
    summaries = context.queries[Results(activity.id)]
    document = Document(
        text("quiz-title", title=quiz.title),
        (
            Heading(text("quiz-sheet-people")),
            _people(activity, summaries, context.roster),
            Heading(text("quiz-sheet-answers")),
            _answers(quiz, given, context.roster),
            Heading(text("quiz-sheet-questions")),
            Paragraph(text("quiz-analysis-words")),
            _questions(analyse(quiz, given)),
        ),
    )
    message = Message(
        text("quiz-exported"),
        title=text("quiz-title", title=quiz.title),
        attachments=(Attachment("results.xlsx", document),),
    )
    return _tell(context.actor.id, "quiz.exported", "export", message)


def chart(activity: QuizActivity, context: Context, items: Sequence[Item]) -> Chart:
    """How many people are in each band of the points, and the facility of each question."""
    shares = [
        100 * each.summary.score / each.summary.out_of
        for each in context.queries[Results(activity.id)]
        if each.summary.status == "submitted" and each.summary.out_of
    ]
    counts = Counter(low for share in shares for low, high in BANDS if low <= share < high)
    bands = tuple((_band(low, high), float(counts[low])) for low, high in BANDS)
    return Chart(
        text("quiz-title-plain", title=activity.state.title),
        (
            Bars(text("quiz-chart-scores"), bands, max([1.0, *(value for _, value in bands)])),
            Bars(
                text("quiz-chart-questions"),
                tuple(
                    (f"{number}. {item.question.prompt}", round(100 * item.facility, 1))
                    for number, item in enumerate(items, 1)
                ),
                100.0,
            ),
        ),
    )


def _band(low: int, high: int) -> Words:
    return text("quiz-band-below", high=high) if low == 0 else f"{low}–{min(high - 1, 100)}%"


def _line(number: int, item: Item) -> Text:
    return text(
        "quiz-analysis-line",
        n=number,
        prompt=_short(item.question.prompt),
        facility=round(100 * item.facility),
        discrimination=_rounded(item.discrimination, 2),
        doubtful=str(item.doubtful).lower(),
    )


def _people(activity: QuizActivity, summaries: Sequence[EntrySummary], roster: Roster) -> Table:
    places = {each.person: place for place, each in placed(summaries)}
    by_person = {each.person: each.summary for each in summaries}
    everybody = [*(each.person for each in summaries), *(
        each.id for each in roster.members(activity.unit) if each.id not in by_person
    )]  # fmt: skip
    rows: list[tuple[Words | int | float, ...]] = []
    for number in everybody:
        person = roster.people.get(number)
        if person is None:
            continue
        summary = by_person.get(number)
        rows.append(
            (
                places.get(number, ""),
                person.name,
                roster.units[person.unit].name,
                person.group,
                text("quiz-status", status=summary.status if summary else "silent"),
                shown_points(summary.score) if summary else "",
                shown_points(summary.out_of) if summary else "",
                Moment(summary.at) if summary and summary.at else "",
            )
        )
    columns = ("place", "name", "branch", "group", "status", "score", "of", "at")
    return Table(_header(columns), tuple(rows))


def _answers(quiz: Quiz, given: Sequence[Result], roster: Roster) -> Table:
    rows: list[tuple[Words | int | float, ...]] = []
    for each in given:
        if each.person not in roster.people:
            continue
        row: list[Words | int | float] = [roster.people[each.person].name]
        for number, question in enumerate(quiz.questions):
            had = number in each.answers
            answer = each.answers.get(number)
            row.append(asking.given(question, answer) if had else "")
            row.append(shown_points(score(question, answer)) if had else "")
        rows.append(tuple(row))
    header: list[Words] = [text("quiz-column", name="name")]
    for number in range(1, len(quiz.questions) + 1):
        header += [text("quiz-column-question", n=number), text("quiz-column-points", n=number)]
    return Table(tuple(header), tuple(rows))


def _questions(items: Sequence[Item]) -> Table:
    rows: list[tuple[Words | int | float, ...]] = []
    for number, item in enumerate(items, 1):
        rows.append(
            (
                number,
                item.question.prompt,
                text("quiz-kind", kind=item.question.kind),
                item.answers,
                _rounded(100 * item.facility, 1),
                _rounded(None if item.deviation is None else 100 * item.deviation, 1),
                _rounded(item.discrimination, 3),
                "  ".join(_counts(item)),
                text("quiz-doubtful", doubtful=str(item.doubtful).lower()),
            )
        )
    columns = ("number", "question", "kind", "answers", "facility", "deviation", "discrimination",
               "options", "key")  # fmt: skip
    return Table(_header(columns), tuple(rows))


def _counts(item: Item) -> Iterable[str]:
    for option, count in enumerate(item.taken):
        mark = "✓" if option in item.question.right else ""
        yield f"{LETTERS[option]}{mark} {count}"


def _header(columns: Sequence[str]) -> tuple[Words, ...]:
    return tuple(text("quiz-column", name=each) for each in columns)


def _rounded(value: float | None, digits: int) -> float | str:
    return "—" if value is None else round(value, digits)


def _short(prompt: str) -> str:
    line = " ".join(prompt.split())
    return line if len(line) <= 24 else f"{line[:23]}…"


def _tell(person: int, action: str, key: str, message: Message) -> Outcome:
    return Decision(action, effects=(Send(ToPerson(person), key, message, "reply"),))
