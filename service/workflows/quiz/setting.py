"""The leader's side of what a quiz is made of: questions, terms, and longer time for some."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from service.core.effects import Effect, Send, SetTimer, ToPerson
from service.core.events import Event, Said
from service.core.message import Message
from service.core.queries import Results
from service.core.texts import Moment, Text, text
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    choice_args,
)
from service.questions.model import Bank
from service.questions.queries import Banks
from service.workflows.quiz import options, panels, view
from service.workflows.quiz.choosing import Draw, TooFewError, Wish, choose, read_wish
from service.workflows.quiz.model import Attempt, Quiz

QuizActivity = Activity[Quiz]
AttemptEntry = Entry[Attempt] | None

EXTENSION = timedelta(minutes=15)
NAMED = 40  # people shown to choose from


# -- terms


def show_options(_: Context, activity: QuizActivity, __: AttemptEntry, ___: Event) -> Outcome:
    return _say(activity, "quiz.options_shown", options.panel(activity))


def change_option(_: Context, activity: QuizActivity, __: AttemptEntry, event: Event) -> Outcome:
    changed = options.change(activity.state, event)
    if changed is None:
        return Rejected("quiz.unexpected", text("quiz-unexpected"))
    again = replace(activity, state=changed)
    return _say(again, "quiz.option_changed", options.panel(again))


def back(context: Context, activity: QuizActivity, __: AttemptEntry, ___: Event) -> Outcome:
    """To what the leader was at."""
    shown, asks = panels.leader(activity, context.roster)
    return _say(activity, "quiz.shown", shown, asks)


# -- questions


def ask_questions(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    """Which questions of the bank? Numbers, or what is to be drawn."""
    bank = panels.bank_of(activity, context.queries[Banks(activity.unit)])
    if bank is None:
        return Rejected("quiz.no_such_bank", text("quiz-no-such-bank", name=activity.state.bank))
    return _say(
        activity, "quiz.questions_asked", panels.choose_questions(activity, bank), "questions"
    )


def take_questions(
    context: Context, activity: QuizActivity, _: AttemptEntry, event: Event
) -> Outcome:
    """The questions that were typed for, or drawn (`draw:count`)."""
    bank = panels.bank_of(activity, context.queries[Banks(activity.unit)])
    if bank is None:
        return Rejected("quiz.no_such_bank", text("quiz-no-such-bank", name=activity.state.bank))
    wish = _wish(event, len(bank.questions))
    if wish is None:
        return Rejected("quiz.no_wish", text("quiz-no-wish", n=len(bank.questions)))
    chosen = _chosen(activity, activity.state, bank, wish)
    if isinstance(chosen, Rejected):
        return chosen
    again = replace(activity, state=chosen)
    shown, asks = panels.leader(again, context.roster)
    return _say(again, "quiz.questions_chosen", shown, asks)


def wished(activity: QuizActivity, quiz: Quiz, bank: Bank, typed: str) -> Quiz | Rejected:
    """The quiz with the questions that a plan wishes for."""
    wish = read_wish(typed, len(bank.questions))
    if wish is None:
        return Rejected("quiz.no_wish", text("quiz-no-wish", n=len(bank.questions)))
    return _chosen(activity, quiz, bank, wish)


def _chosen(activity: QuizActivity, quiz: Quiz, bank: Bank, wish: Wish) -> Quiz | Rejected:
    """With these questions, drawn by the next seed, which is kept."""
    _, _, before = quiz.terms.seed.rpartition(".")
    seed = f"{activity.id}.{int(before or 0) + 1}"
    try:
        chosen, papers = choose(bank.questions, wish, seed)
    except TooFewError as error:
        return Rejected("quiz.too_few", _too_few(error))
    questions = tuple(bank.questions[each] for each in chosen)
    return replace(quiz, questions=questions, terms=replace(quiz.terms, papers=papers, seed=seed))


def _wish(event: Event, count: int) -> Wish | None:
    if isinstance(event, Said):
        return read_wish(event.text, count)
    (wanted,) = choice_args(event)[:1] or ("",)
    if not (wanted.isascii() and wanted.isdigit()) or len(wanted) > 4:
        return None
    number = int(wanted)
    return Wish(tuple(range(count))) if number == 0 else Wish(draws=(Draw(number),))


def _too_few(error: TooFewError) -> Text:
    draw = error.wanted
    if draw.tag:
        sort = text("quiz-sort-tag", tag=draw.tag)
    elif draw.kind:
        sort = text("quiz-sort-kind", kind=text("quiz-kind", kind=draw.kind))
    elif draw.difficulty:
        sort = text("quiz-sort-difficulty", level=draw.difficulty)
    else:
        sort = text("quiz-sort-any")
    return text("quiz-too-few", sort=sort, wanted=draw.count, there=error.there)


# -- times


def timers(quiz: Quiz) -> tuple[SetTimer, ...]:
    """What time brings to a scheduled quiz."""
    if quiz.opens_at is None or quiz.closes_at is None:
        return ()
    armed = [
        SetTimer("open", quiz.opens_at, revision=quiz.step),
        SetTimer("close", quiz.closes_at, revision=quiz.step),
    ]
    remind_at = quiz.closes_at - timedelta(seconds=quiz.remind_before)
    if quiz.remind_before and remind_at > quiz.opens_at:
        armed.append(SetTimer("remind", remind_at, revision=quiz.step))
    return tuple(armed)


# -- longer time


def ask_extension(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    """Who may answer longer? Whoever has not handed in."""
    done = {
        each.person
        for each in context.queries[Results(activity.id)]
        if each.summary.status == "submitted"
    }
    rows = tuple(
        (view.choice(activity, "more", each.name, each.id),)
        for each in context.roster.members(activity.unit)
        if each.id not in done
    )[:NAMED]
    back_row = ((view.choice(activity, "keep", text("quiz-button-keep")),),)
    minutes = EXTENSION // timedelta(minutes=1)
    message = Message(text("quiz-extend-whom", minutes=minutes), choices=(*rows, *back_row))
    return _say(activity, "quiz.extension_asked", message, keep=True)


def extend(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """A quarter of an hour more for one person, from their close or from now; again for more."""
    quiz = activity.state
    (wanted,) = choice_args(event)[:1] or ("",)
    person = context.roster.people.get(int(wanted)) if wanted.isdecimal() else None
    closes_at = quiz.closes_for(person.id) if person else None
    if person is None or closes_at is None or not context.roster.within(person.unit, activity.unit):
        return Rejected("quiz.unexpected", text("quiz-unexpected"))
    until = max(closes_at, context.now) + EXTENSION
    extended = (*(each for each in quiz.extended if each[0] != person.id), (person.id, until))
    longer = replace(activity, state=replace(quiz, extended=extended))
    closes = longer.state.last_close or until
    told = Message(
        text("quiz-extended-you", title=quiz.title, until=Moment(until)),
        choices=view.begin_choice(activity),
    )
    word = Message(text("quiz-extended", name=person.name, until=Moment(until)))
    effects: list[Effect] = [
        SetTimer("close", closes, revision=quiz.step),
        Send(ToPerson(person.id), "extended", told, time_sensitive=True),
    ]
    if quiz.owner is not None:
        effects.append(Send(ToPerson(quiz.owner), "extension", word, "reply"))
    return Decision("quiz.extended", longer.state, effects=tuple(effects))


def _say(
    activity: QuizActivity, action: str, message: Message, asks: str = "", *, keep: bool = False
) -> Outcome:
    """A step in the leader's panel. `keep`: the quiz itself has not changed."""
    owner = activity.state.owner
    effects = (
        (Send(ToPerson(owner), "panel", message, "reply", asks=asks),) if owner is not None else ()
    )
    return Decision(action, None if keep else activity.state, effects=effects)
