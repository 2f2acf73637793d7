"""A member reports: as last time with one tap, or question by question; says that they are away, or
that they don't agree to be asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from service.core.calendar import local, shown
from service.core.effects import ClearTimer, Effect, Erase, Send, SetTimer
from service.core.events import Said
from service.core.message import Message
from service.core.numerals import read_number
from service.core.rulebook import Question
from service.core.texts import Words, lines, text
from service.core.time_parsing import parse_when
from service.core.workflow import Outcome, Rejected
from service.sdk import consent
from service.sdk.panels import choice, grid, in_rows
from service.sdk.times import read_past
from service.workflows.report import readers
from service.workflows.report.model import (
    Filed,
    Part,
    ReportTurn,
    answer_words,
    confided,
    day_words,
    form_of,
    next_round,
    refused_abroad,
    round_at,
    said,
)

OWN = "own"  # the key of what a member sees
DAYS_AWAY = (3, 7, 30)
FARTHEST = timedelta(days=366)

Handler = Callable[[ReportTurn], Outcome]


def part_of(turn: ReportTurn) -> Part:
    return turn.part if turn.part is not None else Part()


def shown_to(turn: ReportTurn, action: str, part: Part, message: Message, **how: Any) -> Outcome:
    """This becomes the part, and the member reads that. Nothing sensitive stands in the journal."""
    effects: tuple[Effect, ...] = how.pop("effects", ())
    told = turn.reply(message, OWN, **how)
    secret = form_of(turn.state).sensitive
    return turn.done(f"report.{action}", part=part, effects=(*effects, *told), secret=secret)


# -- how the member stands


def stage(turn: ReportTurn, part: Part) -> str:
    """What waits for the member: "due", "early" before the first round; or nothing."""
    if part.refused:
        return "refused"
    if part.away is not None:
        return "away"
    day = round_at(turn.state, turn.timezone, turn.now)
    if not day:
        return "early"
    return "filed" if part.day == day else "due"


def own(turn: ReportTurn, part: Part) -> Message:
    """How it stands, and what can be done. Of what was answered only what isn't sensitive."""
    stands, form = stage(turn, part), form_of(turn.state)
    first = next_round(turn.state, turn.now, turn.context.holidays)
    told = text(
        "report-own",
        stage=stands,
        name=form.name,
        day=day_words(part.day) if part.day else "—",
        next=day_words(first) if first else "—",
        until=day_words(shown(part.away, turn.timezone).date().isoformat()) if part.away else "—",
    )
    again = ("report-button-same", "report-button-revise") if part.last else ("report-button-fill",)
    see = "report-button-view" if form.sensitive and part.last else ""
    buttons: Mapping[str, tuple[Any, ...]] = {
        "due": (*again[: 1 if form.answered else 2], "report-button-away"),
        "filed": (("report-button-change", see), "report-button-away"),
        "away": ("report-button-here",),
        "refused": ("report-button-fill",),
        "early": ("report-button-away",),
    }
    open_ = stands == "filed" and not form.sensitive
    body = lines(told, *(said(form, part.last) if open_ else ()))
    rows = grid(turn.activity, *buttons[stands]) if turn.state.phase == "open" else ()
    return Message(body, form.name, rows)


def view(turn: ReportTurn) -> Outcome:
    """What was answered last, sealed on its way."""
    form, part = form_of(turn.state), part_of(turn)
    if found := refused_abroad(turn):
        return found
    replied = part.filed[-1].reply if part.filed else ""
    answer = text("report-replied", words=replied) if replied else None
    body = lines(*said(form, part.last), answer)
    sent = turn.reply(Message(body, form.name), "answers", **confided(turn, turn.person))
    return turn.done("report.own_shown", effects=sent)


def overheard(turn: ReportTurn) -> Outcome:
    """Who answers in the room is asked in private; nothing of what stands there is kept."""
    shown_ = own(turn, part_of(turn))
    here = replace(shown_, body=lines(text("sdk-answer-here"), shown_.body))
    told = turn.reply(here, OWN)
    return turn.done("report.answered_in_room", effects=told, wordless=True)


# -- whether it may be asked


def asked_only(handler: Handler) -> Handler:
    """The handler for whom the series asks, and of something sensitive only with their consent and
    on no account abroad."""

    def guarded(turn: ReportTurn) -> Outcome:
        form = form_of(turn.state)
        who = turn.state.progress.who
        if who and turn.actor is not None and turn.actor.standing not in who:
            return turn.refuse("report-not-asked")
        if not round_at(turn.state, turn.timezone, turn.now):
            return turn.done("report.shown", effects=turn.reply(own(turn, part_of(turn)), OWN))
        if found := refused_abroad(turn):
            return found
        rehearses = turn.activity.sandbox is not None  # nothing of it stays
        if form.sensitive and not rehearses and not consent.given(turn.context, turn.actor):
            return _ask_consent(turn)
        return handler(turn)

    return guarded


def _consent(turn: ReportTurn) -> Words:
    """What is agreed to: why, who sees it, and that nothing hangs on it."""
    names = "、".join(turn.roster.names(readers.readers(turn)))
    days = consent.privacy_of(turn.context).circumstances_days
    return text("report-consent", name=form_of(turn.state).name, readers=names, days=days)


def _ask_consent(turn: ReportTurn) -> Outcome:
    rows = grid(turn.activity, "report-button-agree", "report-button-refuse")
    asked = Message(_consent(turn), form_of(turn.state).name, rows)
    return turn.done("report.consent_asked", effects=turn.reply(asked, OWN))


def agree(turn: ReportTurn) -> Outcome:
    """The member agrees, and is asked."""
    if found := refused_abroad(turn):
        return found
    part = replace(part_of(turn), refused=False)
    record = consent.recorded(turn.context, turn.person, "agreed", _consent(turn))
    return _asked_next(turn.with_part(replace(part, draft={})), record)


def refuse(turn: ReportTurn) -> Outcome:
    """Nothing is kept, nor asked any more."""
    if not form_of(turn.state).sensitive:
        return turn.refuse("sdk-not-now")
    part = Part(refused=True)
    return shown_to(turn, "refused", part, own(turn, part))


# -- question by question


def fill(turn: ReportTurn) -> Outcome:
    """From the first question on; where there are answers of last time, these are changed."""
    part = part_of(turn)
    last = {} if form_of(turn.state).answered else dict(part.last)
    return _asked_next(turn.with_part(replace(part, draft=last, refused=False)))


def pick(turn: ReportTurn) -> Outcome:
    """One question is asked again (`q:number`)."""
    part, questions = part_of(turn), form_of(turn.state).questions
    number = sum(turn.ints()[:1])
    if part.draft is None or not number < len(questions):
        return turn.refuse("sdk-moved-on")
    left = {key: each for key, each in part.draft.items() if key != questions[number].id}
    return _asked_next(turn.with_part(replace(part, draft=left)))


def answer(turn: ReportTurn) -> Outcome:
    """An answer, tapped (`a:question.option`) or typed (`?a.question`)."""
    part, questions = part_of(turn), form_of(turn.state).questions
    number, option = (*turn.ints(), -1, -1)[:2]
    if part.draft is None or not 0 <= number < len(questions):
        return turn.refuse("sdk-moved-on")
    question, effects = questions[number], list[Effect]()
    if isinstance(turn.event, Said):
        value = _typed(turn, question)
        effects += [Erase(turn.event.ref)] if question.sensitive else []
    elif 0 <= option < len(question.choices):
        value = question.choices[option]
    else:
        return turn.refuse("sdk-moved-on")
    if isinstance(value, Rejected):
        return value
    answers = {**part.draft, question.id: value}
    open_ = {each.id for each in form_of(turn.state).asked(answers)}
    draft = {key: each for key, each in answers.items() if key in open_}
    return _asked_next(turn.with_part(replace(part, draft=draft)), *effects)


def _typed(turn: ReportTurn, question: Question) -> str | Rejected:
    words = turn.typed()
    match question.kind:
        case "number":
            number = read_number(words)
            if number is None:  # with what it counts: `38.2 度`
                number = read_number(re.sub(r"[^\d.]+$", "", words))
            least, most = question.least or 0, question.most or 0
            if number is None or not least <= number <= most:
                return turn.refuse("report-bad-number", least=f"{least:g}", most=f"{most:g}")
            return f"{number.normalize():f}"
        case "date":
            at = _day(turn) or read_past(words, turn.now, turn.now, turn.timezone)
            if at is None:
                return turn.refuse("report-bad-date")
            return shown(at, turn.timezone).date().isoformat()
        case "text":
            return turn.words(question.longest)
        case _:
            return turn.refuse("report-tap")


def _asked_next(turn: ReportTurn, *effects: Effect) -> Outcome:
    """The first question without an answer; then what was answered, to be changed or handed in; a
    first report is handed in at once."""
    part, form = part_of(turn), form_of(turn.state)
    draft = part.draft or {}
    asked = list(form.asked(draft))
    missing = next((each for each in asked if each.id not in draft), None)
    if missing is not None:
        number = form.questions.index(missing)
        return shown_to(
            turn,
            "answering",
            part,
            _question(turn, missing, number, (asked.index(missing) + 1, len(asked))),
            prompt="" if missing.choices else f"a.{number}",
            effects=effects,
        )
    if not part.last or form.answered:
        return _filed(turn, draft, *effects)
    changed = [
        choice(
            turn.activity, "q", text("report-change", name=each.name), form.questions.index(each)
        )
        for each in asked
    ]
    body = lines(
        text("report-review", sealed=int(form.sensitive)),
        *(() if form.sensitive else said(form, draft)),
    )
    rows = grid(turn.activity, "report-button-submit", *in_rows(changed, 2), "report-button-leave")
    return shown_to(turn, "answering", part, Message(body, form.name, rows), effects=effects)


def _question(turn: ReportTurn, question: Question, number: int, place: tuple[int, int]) -> Message:
    """One question with its answers. What is typed has no numbered choices beside it, for a number
    would mean one of them."""
    words = text(
        "report-question",
        ask=question.ask,
        kind=question.kind,
        n=place[0],
        of=place[1],
        least=f"{question.least or 0:g}",
        most=f"{question.most or 0:g}",
        longest=question.longest,
    )
    labels = (
        choice(turn.activity, "a", answer_words(question, value), number, at)
        for at, value in enumerate(question.choices)
    )
    rows = in_rows([*labels], 2 if question.kind == "yes_no" else 1)
    leave = grid(turn.activity, "report-button-leave") if question.choices else ()
    return Message(words, form_of(turn.state).name, (*rows, *leave))


# -- handing in


def same(turn: ReportTurn) -> Outcome:
    """Unchanged: the last answers stand for this round too; without any, it is asked."""
    part, form = part_of(turn), form_of(turn.state)
    if not part.last or form.answered:
        return fill(turn)
    whole = all(each.id in part.last for each in form.asked(part.last))
    return _filed(turn, part.last) if whole else fill(turn)


def submit(turn: ReportTurn) -> Outcome:
    """What was changed is handed in."""
    part = part_of(turn)
    if not part.draft:
        return turn.refuse("sdk-moved-on")
    if any(each.id not in part.draft for each in form_of(turn.state).asked(part.draft)):
        return _asked_next(turn)
    return _filed(turn, part.draft)


def leave(turn: ReportTurn) -> Outcome:
    """Not now; what was not handed in is forgotten."""
    part = replace(part_of(turn), draft=None)
    return shown_to(turn, "left", part, own(turn, part))


def _filed(turn: ReportTurn, answers: Mapping[str, str], *effects: Effect) -> Outcome:
    """It is the report of the round that runs, until the next one begins."""
    form, day = form_of(turn.state), round_at(turn.state, turn.timezone, turn.now)
    if not day:
        return turn.refuse("sdk-not-now")
    days = consent.privacy_of(turn.context).circumstances_days
    since = turn.now - timedelta(days=days) if form.sensitive else None
    part = part_of(turn).with_report(Filed(day, turn.now, dict(answers)), since)
    more: list[Effect] = [*effects, ClearTimer("back", turn.person)]
    if form.answered:
        more += _told_contact(turn)
    return shown_to(turn, "filed", part, own(turn, part), effects=tuple(more))


def _told_contact(turn: ReportTurn) -> list[Send]:
    """Who answers it hears that it is there, and nothing of what it says."""
    contact, name = readers.contact_of(turn), turn.roster.name(turn.person)
    words = text("report-for-you", name=name, form=form_of(turn.state).name)
    read = choice(turn.activity, "read", text("report-button-read"), about=turn.person)
    message = Message(words, choices=((read,),))
    how: Any = {"deferrable": True, "time_sensitive": True}
    return turn.tell([contact] if contact else [], f"filed{turn.person}", message, **how)


# -- away


def away(turn: ReportTurn) -> Outcome:
    """For how long: some days by a tap (`away:7`), or a day that is typed (`?away`)."""
    days, typed = sum(turn.ints()[:1]), isinstance(turn.event, Said)
    if not days and not typed:
        offered = (
            choice(turn.activity, "away", text("report-days", n=each), each) for each in DAYS_AWAY
        )
        rows = grid(turn.activity, tuple(offered), "report-button-leave")
        asked = Message(text("report-ask-away"), form_of(turn.state).name, rows)
        return shown_to(turn, "away_asked", part_of(turn), asked, prompt="away")
    at = _day(turn) if typed else turn.now + timedelta(days=min(days, FARTHEST.days))
    if at is None or not turn.now < at <= turn.now + FARTHEST:
        return turn.refuse("report-bad-date")
    until = local(datetime.combine(shown(at, turn.timezone), time()), turn.timezone)
    part = replace(part_of(turn), away=until, draft=None)
    timer = SetTimer("back", until, turn.person)
    return shown_to(turn, "away", part, own(turn, part), effects=(timer,))


def _day(turn: ReportTurn) -> datetime | None:
    """A time on the day that was typed."""
    typed = (turn.typed(), f"{turn.typed()} 12:00")
    found = (parse_when(each, turn.now, turn.timezone) for each in typed)
    return next((each for each in found if each is not None), None)


def here(turn: ReportTurn) -> Outcome:
    """Back by the member's own word, or because the time is over; then nobody is told."""
    part = replace(part_of(turn), away=None, back=turn.now)
    if turn.actor is None:
        return turn.done("report.back", part=part)
    clear = (ClearTimer("back", turn.person),)
    return shown_to(turn, "back", part, own(turn, part), effects=clear)
