"""The organizer's side of a quiz: prepare, schedule, watch, give more time, close and publish."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from service.core.effects import (
    ClearTimer,
    Edit,
    Effect,
    Inform,
    Raise,
    Send,
    SetTimer,
    ToMembers,
    ToPerson,
    ToRoom,
)
from service.core.events import DeliveryFailed, Informed, TimerFired
from service.core.message import Message
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.questions.queries import Banks
from service.sdk.ahead import ahead_timer, told_ahead
from service.sdk.lifecycle import TIMERS
from service.sdk.nudge import Whom
from service.sdk.state import planned_again
from service.workflows.quiz import editor, results, room_mode, selection
from service.workflows.quiz import organizer_view as view
from service.workflows.quiz.attempt import begin_choice, left_open
from service.workflows.quiz.model import (
    REMINDERS,
    QuizState,
    QuizTurn,
    closes_for,
    last_close,
    title_of,
)
from service.workflows.quiz.organizer_view import said
from service.workflows.quiz.settings import LONGEST

EXTENSION = timedelta(minutes=15)
NAMED = 40  # people shown to choose from


# -- preparation


def started(turn: QuizTurn) -> Outcome:
    """Ask for the bank; a planned quiz has named it and is scheduled at once."""
    quiz = turn.state
    if quiz.progress.file is not None:
        return editor.read(turn)
    if quiz.definition.questions and not quiz.definition.wish:
        return _copied(turn)
    banks = turn.query(Banks(turn.unit))
    if quiz.schedule.closes_at is not None:
        return _planned(turn)
    if not banks:
        return said(turn, "quiz.drafted")
    if len(banks) > 1:
        return said(turn, "quiz.drafted", view.choose_bank(turn, banks))
    chosen = turn.becomes(selection.from_bank(quiz, banks[0]))
    if quiz.schedule.opens_at is not None:  # the draft of a plan
        return said(chosen, "quiz.drafted")
    asked = view.choose_times(chosen, view.write_anew(chosen))
    return said(chosen, "quiz.drafted", asked, prompt="opens")


def _planned(turn: QuizTurn) -> Outcome:
    """With the questions of its bank that it wishes for."""
    quiz, wish, bank = turn.state, turn.state.definition.wish, selection.own_bank(turn)
    if bank is None:
        known = turn.query(Banks(turn.unit))
        return _left_out(turn, selection.no_bank(turn) if known else turn.refuse("quiz-no-banks"))
    made = selection.from_bank(quiz, bank)
    wished = selection.wished(turn, made, bank, wish) if wish else made
    if isinstance(wished, Rejected):
        return _left_out(turn, wished)
    return _schedule(turn.becomes(wished))


def _copied(turn: QuizTurn) -> Outcome:
    """From a template: everything is there but perhaps the times. Orders are mixed anew."""
    quiz = turn.state
    mixed = turn.becomes(quiz.defined(terms=replace(quiz.definition.terms, seed=f"{turn.id}.0")))
    if quiz.schedule.opens_at is not None:
        return _schedule(mixed)
    return said(mixed, "quiz.drafted", view.choose_times(mixed), prompt="opens")


def opens(turn: QuizTurn) -> Outcome:
    """When it opens: minutes from now, or a time in the organizer's own words."""
    if not turn.state.definition.questions:
        return turn.refuse("sdk-moved-on")
    found = turn.when()
    if isinstance(found, Rejected):
        return found
    at = found.at
    if at < turn.now - timedelta(minutes=1):
        return turn.refuse("quiz-in-the-past")
    if found.until is not None:
        return _spanning(turn, at, found.until)
    return said(turn.becomes(turn.state.timed(opens_at=at, closes_at=None)), "quiz.opening_chosen")


def closes(turn: QuizTurn) -> Outcome:
    """When it closes: minutes after the opening, or a time in the organizer's own words."""
    opens_at = turn.state.schedule.opens_at
    if opens_at is None:
        return turn.refuse("sdk-moved-on")
    found = turn.when(opens_at)
    if isinstance(found, Rejected):
        return found
    if found.until is not None:
        return _spanning(turn, found.at, found.until)
    at = found.at
    if not max(opens_at, turn.now) < at <= opens_at + LONGEST:
        return turn.refuse("quiz-closes-early", days=LONGEST.days)
    return said(turn.becomes(turn.state.timed(closes_at=at)), "quiz.previewed")


def _spanning(turn: QuizTurn, opens_at: datetime, closes_at: datetime) -> Outcome:
    """Both times, said at once: `明晚8点到9点`."""
    if opens_at < turn.now - timedelta(minutes=1):
        return turn.refuse("quiz-in-the-past")
    if closes_at > opens_at + LONGEST:
        return turn.refuse("quiz-closes-early", days=LONGEST.days)
    chosen = turn.state.timed(opens_at=opens_at, closes_at=closes_at)
    return said(turn.becomes(chosen), "quiz.previewed")


def evening(turn: QuizTurn) -> Outcome:
    """One of the times that are offered ready (`evening:number.minutes`)."""
    numbers = turn.ints()
    if len(numbers) != 2 or numbers[0] >= len(view.EVENINGS) or not turn.state.definition.questions:
        return turn.refuse("sdk-moved-on")
    at = view.EVENINGS[numbers[0]].from_today(turn)
    if at <= turn.now:
        return turn.refuse("quiz-in-the-past")
    closes_at = at + timedelta(minutes=min(max(numbers[1], 1), 1440))
    chosen = turn.state.timed(opens_at=at, closes_at=closes_at)
    return said(turn.becomes(chosen), "quiz.previewed")


def change_times(turn: QuizTurn) -> Outcome:
    again = turn.state.timed(opens_at=None, closes_at=None)
    return said(turn.becomes(again), "quiz.times_reopened")


def confirm(turn: QuizTurn) -> Outcome:
    quiz, plan = turn.state, turn.state.schedule
    if plan.opens_at is None or plan.closes_at is None or not quiz.definition.questions:
        return turn.refuse("quiz-incomplete")
    if quiz.progress.composing.step:
        return turn.refuse("quiz-still-writing")
    if plan.closes_at <= turn.now:
        return turn.refuse("quiz-in-the-past")
    return _schedule(turn)


def drop(turn: QuizTurn) -> Outcome:
    return _gone(turn, "quiz.dropped", text("quiz-dropped"))


def show(turn: QuizTurn) -> Outcome:
    """The panel of this phase once more, asked for from the menu or instead of what was asked."""
    if turn.state.phase == "cancelled":
        return Rejected("quiz.over", text("quiz-cancelled"))
    message, prompt = view.current(turn)
    action = "quiz.kept" if turn.name == "keep" else "quiz.shown"
    return turn.done(action, effects=turn.panel(message, prompt=prompt))


# -- from the schedule on


def _schedule(turn: QuizTurn) -> Outcome:
    """Set the timers; an opening that has come opens at once."""
    scheduled = turn.becomes(replace(turn.state, phase="scheduled").revised(turn.state))
    return _changed(scheduled, "quiz.scheduled", *_timers(scheduled))


def _timers(turn: QuizTurn) -> tuple[SetTimer, ...]:
    """What time brings to a scheduled quiz."""
    plan = turn.state.schedule
    if plan.opens_at is None or plan.closes_at is None:
        return ()
    times = {"open": plan.opens_at, "close": plan.closes_at}
    set_ = (SetTimer(name, at, revision=plan.revision) for name, at in times.items())
    return (*set_, *REMINDERS.timer(turn, plan.opens_at), *ahead_timer(turn))


def remind_ahead(turn: QuizTurn) -> Outcome:
    """It opens soon: its organizer can still change it. For what is answered together people keep
    the time free, so the room is told as well."""
    state, told = turn.state, told_ahead(turn, view.card(turn), title_of(turn.state))
    if state.definition.live:
        told = (Send(ToRoom(turn.unit), "soon", view.soon(turn)), *told)
        state = state.advanced(foretold=True)
    return turn.done("quiz.reminded_ahead", state=state, effects=told)


def _taken_down(turn: QuizTurn, instead: str) -> tuple[Effect, ...]:
    """What the room was told of the opening does not hold any more: it reads this instead."""
    if not turn.state.progress.foretold:
        return ()
    word = Message(text(instead, title=turn.state.definition.called))
    return (Edit(ToRoom(turn.unit), "soon", word),)


def called_off(turn: QuizTurn) -> Outcome:
    """The activity that it belongs to is over, or was cancelled."""
    event = turn.event
    if not isinstance(event, Informed) or event.sender != turn.state.progress.within:
        return turn.ignore("quiz-not-yours")
    return cancel(turn) if event.about == "cancelled" else close_now(turn)


def edit(turn: QuizTurn) -> Outcome:
    """Back from scheduled to draft: nothing has been announced yet, or it is taken back."""
    again = replace(turn.state, phase="draft").advanced(foretold=False)
    draft = turn.becomes(again.revised(turn.state))
    untold = _taken_down(turn, "quiz-soon-off")
    return _changed(draft, "quiz.unscheduled", *map(ClearTimer, TIMERS), *untold)


def restore(turn: QuizTurn, before: QuizState) -> Outcome:
    """The quiz as it was, with its timers, unless it should have opened in the meantime."""
    again = planned_again(turn, before)
    if isinstance(again, Rejected):
        return again
    message, prompt = _as_it_stood(again)
    message = replace(message, body=lines(text("sdk-undone"), message.body))
    timers = _timers(again) if before.phase == "scheduled" else ()
    return said(again, "quiz.undone", message, *timers, prompt=prompt)


def _as_it_stood(turn: QuizTurn) -> tuple[Message, str]:
    """The choice of a bank, a file that was read, or what follows on them."""
    quiz, banks = turn.state, turn.query(Banks(turn.unit))
    if quiz.phase == "draft" and quiz.progress.file is not None:
        return view.file_preview(turn, banks), ""
    if quiz.phase == "draft" and not quiz.definition.questions:
        return view.choose_bank(turn, banks), ""
    return view.current(turn)


def cancel(turn: QuizTurn) -> Outcome:
    gone = turn.becomes(replace(turn.state, phase="cancelled"))
    effects: list[Effect] = []
    if turn.state.phase == "scheduled":
        effects += _taken_down(turn, "quiz-was-cancelled")
    if turn.state.phase == "open":
        word = Message(text("quiz-was-cancelled", title=turn.state.definition.called))
        effects.append(Edit(ToRoom(turn.unit), "invitation", word))
        effects += room_mode.closing(gone) if gone.state.definition.live else left_open(gone)
        effects.append(Send(ToRoom(turn.unit), "cancelled", word))
    return _changed(gone, "quiz.cancelled", *effects, finished=True)


def open_(turn: QuizTurn) -> Outcome:
    """The opening time has come. After a downtime that outlasted the quiz, it is left out."""
    quiz = turn.state
    if quiz.schedule.closes_at is not None and quiz.schedule.closes_at <= turn.now:
        return _gone(turn, "quiz.missed", text("quiz-missed", title=quiz.definition.called))
    running = turn.becomes(replace(quiz, phase="open"))
    questions: list[Effect] = []
    if quiz.definition.live:
        running, questions = room_mode.opening(running)
    return _changed(
        running,
        "quiz.opened",
        Send(ToRoom(turn.unit), "invitation", view.invitation(running)),
        *questions,
        Send(ToMembers(turn.unit), "invited", view.invited(running), "bulk"),
    )


def progress(turn: QuizTurn) -> Outcome:
    shown = turn.reply(view.progress(turn), "progress")
    return turn.done("quiz.progress_shown", effects=shown)


def unanswered(turn: QuizTurn) -> Whom:
    """Who has not handed in."""
    return Whom(("submitted",), end=turn.state.schedule.closes_at)


def remind(turn: QuizTurn) -> Outcome:
    """Those who have not finished; and the next time is set."""
    due_at = turn.event.due_at if isinstance(turn.event, TimerFired) else None
    again = REMINDERS.timer(turn, max(turn.now, due_at or turn.now))
    effect = Send(
        ToMembers(turn.unit, but_status=("submitted",)),
        "reminder",
        view.reminder(turn),
        "bulk",
        on_unknown="skip",
        deferrable=True,
        time_sensitive=True,
        until=turn.now,
        due_at=due_at,
    )
    return turn.done("quiz.reminded", effects=(effect, *again))


def next_question(turn: QuizTurn) -> Outcome:
    """The time for a question in the room is up; after the last one the quiz closes."""
    following = room_mode.following(turn)
    if following is None:
        return close_now(turn)
    asked, effects = following
    return turn.done("quiz.asked_next", state=asked.state, effects=effects)


# -- longer time


def ask_extension(turn: QuizTurn) -> Outcome:
    """Who may answer longer? Whoever has not handed in."""
    minutes = EXTENSION // timedelta(minutes=1)
    shown = turn.panel(view.extension(turn, minutes, NAMED))
    return turn.done("quiz.extension_asked", effects=shown)


def extend(turn: QuizTurn) -> Outcome:
    """A quarter of an hour more for one person, from their close or from now; again for more."""
    quiz = turn.state
    person = turn.roster.people.get((turn.ints() or (0,))[0])
    closes_at = closes_for(quiz, person.id) if person else None
    if person is None or closes_at is None or not turn.roster.within(person.unit, turn.unit):
        return turn.refuse("sdk-not-now")
    until = max(closes_at, turn.now) + EXTENSION
    extended = (
        *(each for each in quiz.progress.extended if each[0] != person.id),
        (person.id, until),
    )
    longer = quiz.advanced(extended=extended)
    told = Message(
        text("quiz-extended-you", title=quiz.definition.called, until=Moment(until)),
        choices=begin_choice(turn),
    )
    word = Message(text("quiz-extended", name=turn.roster.name(person.id), until=Moment(until)))
    effects: tuple[Effect, ...] = (
        SetTimer("close", last_close(longer) or until, revision=quiz.schedule.revision),
        Send(ToPerson(person.id), "extended", told, time_sensitive=True),
        *turn.reply(word, "extension"),
    )
    return turn.done("quiz.progress.extended", state=longer, effects=effects)


# -- the end


def close_now(turn: QuizTurn) -> Outcome:
    """Before the time: by the organizer, or after the last question in the room."""
    return close(turn.becomes(turn.state.timed(closes_at=turn.now).advanced(extended=())))


def close(turn: QuizTurn) -> Outcome:
    """No answer counts from here on. The ranking follows, or waits for the organizer."""
    closed = turn.becomes(replace(turn.state, phase="closed"))
    word = Message(text("quiz-closed-room", title=closed.state.definition.called))
    effects: tuple[Effect, ...] = (
        *(() if turn.state.progress.within else (Edit(ToRoom(turn.unit), "invitation", word),)),
        *(ClearTimer(each) for each in ("next", "warn", "remind")),
        *(room_mode.closing(closed) if closed.state.definition.live else left_open(closed)),
    )
    if closed.state.definition.review and turn.organizers():
        return _changed(closed, "quiz.closed", *effects)
    publish_now = Raise("publish", revision=closed.state.schedule.revision)
    return turn.done("quiz.closed", state=closed.state, effects=(*effects, publish_now))


def publish(turn: QuizTurn) -> Outcome:
    """The ranking appears in the room."""
    published = turn.becomes(replace(turn.state, phase="published"))
    effects = _results(turn)
    quiz = turn.state.definition
    if quiz.feedback == "close" and not quiz.live:  # now everybody may see their own
        took_part = ToMembers(turn.unit, only_status=("submitted", "answering"))
        out = view.results_out(turn)
        effects.append(Send(took_part, "out", out, "bulk", deferrable=True, time_sensitive=True))
    return _changed(published, "quiz.published", *effects, finished=True)


def _results(turn: QuizTurn) -> list[Effect]:
    """What was right, where that is not known yet, and the ranking: for the room."""
    told: list[Effect] = room_mode.key_of_answers(turn) if turn.state.definition.live else []
    return [*told, Send(ToRoom(turn.unit), "ranking", results.ranking(turn))]


def undelivered(turn: QuizTurn) -> Outcome:
    """The ranking did not reach the room: its organizer must know, and can post it again."""
    if not isinstance(turn.event, DeliveryFailed) or turn.event.key != "ranking":
        return turn.ignore("quiz-undelivered")
    missing = turn.becomes(turn.state.advanced(unposted=True))
    return said(missing, "quiz.unposted", None, organizers_too=True, finished=True)


def post_again(turn: QuizTurn) -> Outcome:
    """The ranking, which has not reached the room, once more."""
    if not turn.state.progress.unposted:
        return turn.refuse("sdk-moved-on")
    posted = turn.becomes(turn.state.advanced(unposted=False))
    return said(posted, "quiz.posted_again", None, *_results(turn), finished=True)


# -- steps


def _changed(turn: QuizTurn, action: str, *effects: Effect, finished: bool = False) -> Outcome:
    """Another phase begins: its organizers must know, whoever acts. Of a quiz within another
    activity that one says all there is to say."""
    if not turn.state.progress.within:
        return said(turn, action, None, *effects, organizers_too=True, finished=finished)
    kept = [each for each in effects if not isinstance(each, Send | Edit)]
    kept.append(Inform(turn.state.progress.within, action))
    return turn.done(action, state=turn.state, effects=kept, finished=finished)


def _gone(turn: QuizTurn, action: str, word: Words) -> Outcome:
    gone = turn.becomes(replace(turn.state, phase="cancelled"))
    return said(gone, action, Message(word), organizers_too=True, finished=True)


def _left_out(turn: QuizTurn, why: Rejected) -> Outcome:
    """A planned quiz that can't be held."""
    return _gone(turn, why.code, why.say or "")
