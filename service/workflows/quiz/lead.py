"""The leader's side: prepare, preview, schedule, watch, close and publish a quiz."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.effects import (
    ClearTimer,
    Edit,
    Effect,
    Send,
    SetTimer,
    ToMembers,
    ToPerson,
    ToRoom,
)
from service.core.events import Event, Said, TimerFired
from service.core.message import Message
from service.core.queries import Results
from service.core.texts import text
from service.core.time_parsing import in_minutes, parse_when
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
from service.workflows.quiz import authoring, live, options, pace, panels, setting, times, view
from service.workflows.quiz.model import Attempt, Quiz
from service.workflows.quiz.ranking import ranking

QuizActivity = Activity[Quiz]
AttemptEntry = Entry[Attempt] | None

LONGEST = timedelta(days=60)  # how long a quiz may stay open


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> Quiz | Rejected:
    """A new quiz: empty from a command, or complete from a plan (`bank`, `opens_at`,
    `closes_at` or `minutes`, and optionally `title`, `remind_before`, `live`, `questions` (a wish
    such as `防疫×5 20题 2份`) and the terms, see `options`). Raises ValueError for a detail that
    will not do, and says what is allowed."""
    file = authoring.sent_file(details)
    if file is not None and (refused := authoring.too_large(file)):
        return refused
    planned = "command" not in details
    if not planned and not context.may("quiz.manage", unit):
        return Rejected("quiz.not_allowed", text("quiz-not-allowed"))
    opens_at = _time(details.get("opens_at")) or (context.now if planned else None)
    closes_at = _time(details.get("closes_at"))
    if planned and opens_at is not None and closes_at is None:
        closes_at = opens_at + timedelta(minutes=float(details.get("minutes", 60)))
    quiz = Quiz(
        phase="draft",
        title=str(details.get("title", "")),
        owner=context.actor.id if context.actor else None,
        bank=str(details.get("bank", "")),
        opens_at=opens_at,
        closes_at=closes_at,
        feedback="end",
        remind_before=int(details.get("remind_before", 600)),
        wish=str(details.get("questions", "")),
        live=bool(details.get("live", False)),
        file=file,
    )
    return options.planned(quiz, details)


def started(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    """Ask for the bank; a planned quiz has named it and is scheduled at once."""
    quiz = activity.state
    if quiz.file is not None:
        return authoring.read(context, activity, _, __)
    if quiz.questions and not quiz.wish:
        return _renewed(context, activity)
    banks = context.queries[Banks(activity.unit)]
    if not banks and quiz.opens_at is None:
        return _say(activity, "quiz.drafted", panels.begin(activity), asks="line")
    if not banks:
        return _drop(activity, "quiz.no_banks", text("quiz-no-banks"))
    if quiz.opens_at is not None:
        bank = next((each for each in banks if each.name == quiz.bank), None)
        if bank is None:
            return _drop(activity, "quiz.no_such_bank", text("quiz-no-such-bank", name=quiz.bank))
        made = _with(quiz, bank)
        if not quiz.wish:
            return _schedule(context, activity, made)
        wished = setting.wished(activity, made, bank, quiz.wish)
        if isinstance(wished, Rejected):
            return _drop(activity, wished.code, wished.say)
        return _schedule(context, activity, wished)
    if len(banks) == 1:
        chosen = replace(activity, state=_with(quiz, banks[0]))
        asked = times.choose_times(context, chosen, panels.write_anew(chosen))
        return _say(chosen, "quiz.drafted", asked, asks="opens")
    return _say(activity, "quiz.drafted", panels.choose_bank(activity, banks))


def _renewed(context: Context, activity: QuizActivity) -> Outcome:
    """From a template: everything is there but perhaps the times. Orders are mixed anew."""
    quiz = activity.state
    anew = replace(quiz, terms=replace(quiz.terms, seed=f"{activity.id}.0"))
    if quiz.opens_at is not None:
        return _schedule(context, activity, anew)
    drafted = replace(activity, state=anew)
    return _say(drafted, "quiz.drafted", times.choose_times(context, drafted), asks="opens")


def choose_bank(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    wanted = choice_args(event)[:1]
    banks = context.queries[Banks(activity.unit)]
    bank = next((each for each in banks if (str(each.id),) == wanted), None)
    if bank is None:
        return Rejected("quiz.no_such_bank", text("quiz-no-such-bank", name=""))
    chosen = replace(activity, state=_with(activity.state, bank))
    asked = times.choose_times(context, chosen)
    return _say(chosen, "quiz.bank_chosen", asked, asks="opens")


def opens(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """When it opens: minutes from now, or a time in the leader's own words."""
    if not activity.state.questions:
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    at = _meant(context, event)
    if at is None:
        return Rejected("quiz.no_time", text("quiz-no-time"))
    if at < context.now - timedelta(minutes=1):
        return Rejected("quiz.in_the_past", text("quiz-in-the-past"))
    chosen = replace(activity, state=replace(activity.state, opens_at=at, closes_at=None))
    return _say(chosen, "quiz.opening_chosen", panels.choose_closing(chosen), asks="closes")


def closes(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """When it closes: minutes after the opening, or a time in the leader's own words."""
    quiz = activity.state
    if quiz.opens_at is None:
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    at = _meant(context, event, quiz.opens_at)
    if at is None:
        return Rejected("quiz.no_time", text("quiz-no-time"))
    if not max(quiz.opens_at, context.now) < at <= quiz.opens_at + LONGEST:
        return Rejected("quiz.closes_early", text("quiz-closes-early", days=LONGEST.days))
    chosen = replace(activity, state=replace(quiz, closes_at=at))
    return _say(chosen, "quiz.previewed", panels.preview(chosen, context.roster))


def change_times(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    again = replace(activity, state=replace(activity.state, opens_at=None, closes_at=None))
    return _say(again, "quiz.times_reopened", panels.choose_opening(again), asks="opens")


def change_feedback(
    context: Context, activity: QuizActivity, _: AttemptEntry, __: Event
) -> Outcome:
    quiz = activity.state
    option = options.OPTIONS["feedback"]
    changed = replace(activity, state=option.set(quiz, option.after(quiz.feedback)))
    return _say(changed, "quiz.feedback_changed", panels.preview(changed, context.roster))


def change_live(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    """In the room for all at once, or in private for each."""
    quiz = activity.state
    if not quiz.live and not live.is_possible(quiz):
        return Rejected("quiz.not_live", text("quiz-not-live"))
    changed = replace(activity, state=replace(quiz, live=not quiz.live))
    return _say(changed, "quiz.live_changed", panels.preview(changed, context.roster))


def confirm(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    quiz = activity.state
    if quiz.opens_at is None or quiz.closes_at is None or not quiz.questions:
        return Rejected("quiz.incomplete", text("quiz-incomplete"))
    if quiz.composing.step:
        return Rejected("quiz.still_writing", text("quiz-still-writing"))
    if quiz.closes_at <= context.now:
        return Rejected("quiz.in_the_past", text("quiz-in-the-past"))
    return _schedule(context, activity, quiz)


def edit(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    """Back from scheduled to draft: nothing has been announced yet."""
    draft = replace(
        activity, state=replace(activity.state, phase="draft", step=activity.state.step + 1)
    )
    stop: tuple[Effect, ...] = (ClearTimer("open"), ClearTimer("close"), ClearTimer("remind"))
    return _say(draft, "quiz.unscheduled", panels.preview(draft, context.roster), more=stop)


def drop(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    return _drop(activity, "quiz.dropped", text("quiz-dropped"))


def ask_cancel(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    return _panel(activity, "quiz.cancel_asked", panels.confirm(activity, context.roster, "cancel"))


def cancel(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    gone = replace(activity.state, phase="cancelled")
    effects: list[Effect] = _to_owner(gone, panels.over(activity, gone))
    if activity.state.phase == "open":
        word = Message(text("quiz-was-cancelled", title=gone.title))
        effects.append(Edit(ToRoom(activity.unit), "invitation", word))
        if gone.live and gone.terms.pace:
            effects.append(pace.close_one(replace(activity, state=gone)))
        elif gone.live:
            effects += live.closing(replace(activity, state=gone))
        effects.append(Send(ToRoom(activity.unit), "cancelled", word))
    return Decision("quiz.cancelled", gone, effects=tuple(effects), finished=True)


def open_(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    """The opening time has come. After a downtime that outlasted the quiz, it is left out."""
    quiz = activity.state
    if quiz.closes_at is not None and quiz.closes_at <= context.now:
        return _drop(activity, "quiz.missed", text("quiz-missed", title=quiz.title))
    running = replace(activity, state=replace(quiz, phase="open"))
    questions: list[Effect] = []
    if quiz.live and quiz.terms.pace:
        asked, questions = pace.first(context, running)
        running = replace(running, state=asked)
    elif quiz.live:
        questions = live.opening(running)
    effects: list[Effect] = [
        Send(ToRoom(activity.unit), "invitation", view.invitation(running)),
        *questions,
        Send(ToMembers(activity.unit), "invited", view.invited(running), "bulk"),
    ]
    effects += _to_owner(running.state, panels.panel(running))
    return Decision("quiz.opened", running.state, effects=tuple(effects))


def keep(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    """Back from a question about cancelling or closing."""
    shown, _asks = panels.leader(activity, context.roster)
    return _panel(activity, "quiz.kept", shown)


def show(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    """The panel again, asked for from the menu, to whoever leads and asks."""
    if context.actor is None:
        return Rejected("quiz.not_allowed")
    if activity.state.phase == "cancelled":
        return Rejected("quiz.over", panels.over(activity, activity.state).body)
    shown, asks = panels.leader(activity, context.roster)
    effect = Send(ToPerson(context.actor.id), "panel", shown, "reply", asks=asks)
    return Decision("quiz.shown", effects=(effect,))


def progress(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    if context.actor is None:
        return Rejected("quiz.not_allowed")
    shown = panels.progress(activity, context.queries[Results(activity.id)], context.roster)
    effect = Send(ToPerson(context.actor.id), "progress", shown, "reply")
    return Decision("quiz.progress_shown", effects=(effect,))


def remind(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Those who have not finished, once."""
    silent = ToMembers(activity.unit, but_status=("submitted",))
    due_at = event.due_at if isinstance(event, TimerFired) else None
    effect = Send(
        silent,
        "reminder",
        view.reminder(activity),
        "bulk",
        on_unknown="skip",
        deferrable=True,
        time_sensitive=True,
        until=context.now,
        due_at=due_at,
    )
    return Decision("quiz.reminded", effects=(effect,))


def ask_close(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    return _panel(activity, "quiz.close_asked", panels.confirm(activity, context.roster, "close"))


def close_now(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """The leader closes before the time."""
    early = replace(activity, state=replace(activity.state, closes_at=context.now, extended=()))
    return close(context, early, None, event)


def close(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    """No answer counts from here on. The ranking follows, or waits for the leader."""
    closed = replace(activity, state=replace(activity.state, phase="closed"))
    over = Edit(
        ToRoom(activity.unit),
        "invitation",
        Message(text("quiz-closed-room", title=closed.state.title)),
    )
    room: list[Effect] = [over, ClearTimer("next"), ClearTimer("warn")]
    if closed.state.live and closed.state.terms.pace:
        room.append(pace.close_one(closed))
    elif closed.state.live:
        room += live.closing(closed)
    if closed.state.review and closed.state.owner is not None:
        shown = _to_owner(closed.state, panels.closed(closed))
        return Decision("quiz.closed", closed.state, effects=(*room, ClearTimer("remind"), *shown))
    publish_now = SetTimer("publish", context.now, revision=closed.state.step)
    return Decision("quiz.closed", closed.state, effects=(*room, ClearTimer("remind"), publish_now))


def next_question(
    context: Context, activity: QuizActivity, _: AttemptEntry, event: Event
) -> Outcome:
    """The time for a question in the room is up; after the last one the quiz closes."""
    following = pace.following(context, activity)
    if following is None:
        return close_now(context, activity, None, event)
    asked, effects = following
    return Decision("quiz.asked_next", asked, effects=tuple(effects))


def ask_publish(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    shown = panels.confirm(activity, context.roster, "publish")
    return _panel(activity, "quiz.publish_asked", shown)


def publish(context: Context, activity: QuizActivity, _: AttemptEntry, __: Event) -> Outcome:
    """The ranking appears in the room."""
    published = replace(activity.state, phase="published")
    shown = ranking(activity, context.queries[Results(activity.id)], context.roster)
    effects: list[Effect] = live.key_of_answers(activity) if published.live else []
    effects.append(Send(ToRoom(activity.unit), "ranking", shown))
    if published.feedback == "close":  # now everybody may see their own
        took_part = ToMembers(activity.unit, only_status=("submitted", "answering"))
        effects.append(
            Send(
                took_part,
                "out",
                view.results_out(activity),
                "bulk",
                deferrable=True,
                time_sensitive=True,
            )
        )
    effects += _to_owner(published, panels.over(activity, published))
    return Decision("quiz.published", published, effects=tuple(effects), finished=True)


# -- steps


def _with(quiz: Quiz, bank: Bank) -> Quiz:
    chosen = replace(quiz, bank=bank.name, title=quiz.title or bank.name, questions=bank.questions)
    return replace(chosen, live=chosen.live and live.is_possible(chosen))


def _schedule(context: Context, activity: QuizActivity, quiz: Quiz) -> Outcome:
    """Set the timers; an opening that has come opens at once."""
    step = quiz.step + 1
    scheduled = replace(activity, state=replace(quiz, phase="scheduled", step=step))
    if quiz.opens_at is None or quiz.closes_at is None:
        return Rejected("quiz.incomplete", text("quiz-incomplete"))
    shown = _to_owner(scheduled.state, panels.planned(scheduled))
    return Decision(
        "quiz.scheduled", scheduled.state, effects=(*setting.timers(scheduled.state), *shown)
    )


def _meant(context: Context, event: Event, after: datetime | None = None) -> datetime | None:
    """The time that was tapped (minutes after `after`, or after now) or typed."""
    if isinstance(event, Said):
        zone = context.actor.timezone if context.actor else "UTC"
        return parse_when(event.text, after or context.now, zone)
    minutes = choice_args(event)[:1]
    if not minutes or not (minutes[0].isascii() and minutes[0].isdigit()) or len(minutes[0]) > 5:
        return None
    return in_minutes(after or context.now, int(minutes[0]))


def _time(value: Any) -> datetime | None:
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value if isinstance(value, datetime) else None


def _say(
    activity: QuizActivity,
    action: str,
    message: Message,
    *,
    asks: str = "",
    more: tuple[Effect, ...] = (),
) -> Outcome:
    """A step of the preparation, shown in the leader's panel."""
    owner = activity.state.owner
    effects: tuple[Effect, ...] = ()
    if owner is not None:
        effects = (Send(ToPerson(owner), "panel", message, "reply", asks=asks),)
    return Decision(action, activity.state, effects=(*effects, *more))


def _panel(activity: QuizActivity, action: str, message: Message) -> Outcome:
    return Decision(action, effects=tuple(_to_owner(activity.state, message)))


def _to_owner(quiz: Quiz, message: Message) -> list[Effect]:
    return [Send(ToPerson(quiz.owner), "panel", message, "reply")] if quiz.owner is not None else []


def _drop(activity: QuizActivity, action: str, word: Any) -> Outcome:
    gone = replace(activity.state, phase="cancelled")
    return Decision(action, gone, effects=tuple(_to_owner(gone, Message(word))), finished=True)
