"""The life of an activity that is prepared, announced, held and closed.

    draft → scheduled → open → closed; cancelled from each but the last

A workflow gives a form, what it says of itself, and what follows on the opening and the close; the
draft in the chat, timers, reminders, the organizer's panel, undo, templates and dry runs are here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from service.core.effects import ClearTimer, Edit, Effect, Send, SetTimer, ToMembers, ToRoom
from service.core.events import TimerFired
from service.core.message import Message
from service.core.sandbox import OPEN_MINUTES
from service.core.texts import Arg, Moment, Words, lines, text
from service.core.workflow import Context, Outcome, Rejected
from service.sdk.forms import SET, Form
from service.sdk.panels import Rows, button, keep_button, more_button, paragraphs
from service.sdk.reminders import next_reminder, useful_until
from service.sdk.state import State, organizer_of
from service.sdk.transitions import (
    BY_SYSTEM,
    IDEMPOTENT,
    IRREVERSIBLE,
    ORGANIZER,
    PARTICIPANT,
    READ_ONLY,
    REVERSIBLE,
    SYSTEM,
    Refusals,
    confirmed,
    on,
)
from service.sdk.transitions import Rows as Transitions
from service.sdk.turn import Policy, Turn
from service.sdk.undo import Restore

D = TypeVar("D")
P = TypeVar("P")
E = TypeVar("E")

TIMERS = ("open", "close", "remind")


@dataclass(frozen=True, slots=True)
class Remind(Generic[D, P]):
    """Reminders before a time. `end(state)`: that time; `seconds`: how long before, usually;
    `to(turn)`: who is reminded; `message(turn)`: of what."""

    end: Callable[[State[D, P]], datetime | None]
    seconds: tuple[int, ...]
    to: Callable[[Turn[State[D, P], Any]], ToMembers]
    message: Callable[[Turn[State[D, P], Any]], Message]


def _nothing(turn: Turn[Any, Any]) -> tuple[Effect, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Lifecycle(Generic[D, P, E]):
    """What a kind of activity says and does at each step of its life.

    `blank`: the definition and the progress of a new draft. `title(definition)`: its name.
    `describe(turn)`: what it is, for the preview and the invitation. `invitation(turn)`: what the
    room and each member read when it opens. `panel(turn)`: what the organizer sees from then on,
    but for the buttons that every activity has. `opened(turn)`, `closed(turn)`: what else follows.
    """

    kind: str
    permission: str
    form: Form[D, P]
    blank: tuple[D, P]
    title: Callable[[D], Words]
    describe: Callable[[Turn[State[D, P], E]], Words]
    invitation: Callable[[Turn[State[D, P], E]], Message]
    panel: Callable[[Turn[State[D, P], E]], Message]
    remind: Remind[D, P] | None = None
    opened: Callable[[Turn[State[D, P], E]], Iterable[Effect]] = _nothing
    closed: Callable[[Turn[State[D, P], E]], Iterable[Effect]] = _nothing

    @property
    def policy(self) -> Policy[State[D, P]]:
        return Policy(self.permission, organizer_of)

    # -- how it begins

    def draft(self, organizer: int | None) -> State[D, P]:
        definition, progress = self.blank
        reminders = self.remind.seconds if self.remind is not None else ()
        state = State("draft", definition, progress, organizer)
        return state.timed(reminders=reminders)

    def begin(
        self, context: Context, unit: int, details: Mapping[str, Any]
    ) -> State[D, P] | Rejected:
        """A new activity: empty from a command, complete from a plan (the fields of the form)."""
        by_command = "command" in details
        if (context.actor or by_command) and not context.may(self.permission, unit):
            return _refused("sdk-not-allowed")
        state = self.draft(context.actor.id if context.actor else None)
        return state if by_command else self._planned(context, unit, state, details)

    def copy_definition(
        self, context: Context, unit: int, state: State[D, P], details: Mapping[str, Any]
    ) -> State[D, P] | Rejected:
        """A draft of the same without its times, for who acts; complete where `details` name
        them."""
        if context.actor is not None and not context.may(self.permission, unit):
            return _refused("sdk-not-allowed")
        fresh = self.draft(context.actor.id if context.actor else None)
        fresh = replace(fresh, definition=self.form.lasting(state, fresh.definition))
        fresh = fresh.timed(reminders=state.schedule.reminders)
        return self._planned(context, unit, fresh, details) if details else fresh

    def dry_run(self, context: Context, unit: int, state: State[D, P]) -> State[D, P] | Rejected:
        """The same, to open at once for whoever is in the roster."""
        if not self.form.is_complete(state):
            return _refused("sdk-incomplete")
        fresh = self.draft(context.actor.id if context.actor else None)
        closes_at = context.now + timedelta(minutes=OPEN_MINUTES)
        return replace(fresh, definition=state.definition).timed(
            opens_at=context.now, closes_at=closes_at
        )

    def _planned(
        self, context: Context, unit: int, state: State[D, P], details: Mapping[str, Any]
    ) -> State[D, P] | Rejected:
        home = context.roster.units.get(unit)
        timezone = home.timezone if home is not None else "UTC"
        opens_at = details.get("opens_at", context.now)
        try:
            made = self.form.from_details(state, details, timezone, context.now)
        except ValueError as error:
            return Rejected(f"{self.kind}.invalid", text("sdk-bad-details", problem=str(error)))
        return made.timed(opens_at=opens_at)

    # -- the rows

    def transitions(self) -> tuple[Transitions[State[D, P], E], ...]:
        """The rows that every such activity has. The workflow adds what people do in it."""
        asked = [name for name, each in self.form.fields.items() if not each.option]
        answers = " ".join(f"?{name}" for name in asked)
        return (
            on("draft", "started", self.started, by=SYSTEM, undo=BY_SYSTEM),
            on("draft", " ".join(asked), self._ask_or_take, by=ORGANIZER, undo=IDEMPOTENT),
            on("draft", answers, self._take, by=ORGANIZER, undo=IDEMPOTENT),
            on("draft", "options", self._options, by=ORGANIZER, undo=READ_ONLY),
            on("draft", SET, self._switch, by=ORGANIZER, undo=IDEMPOTENT, toggle=True),
            on("draft", "publish", self.publish, by=ORGANIZER, undo=IRREVERSIBLE, confirms=True),
            confirmed(
                "draft",
                "drop",
                self._drop,
                by=ORGANIZER,
                ask=self._ask_drop,
                yes=text("sdk-button-drop-yes"),
                undo=REVERSIBLE,
            ),
            on("scheduled", "@open", self._open, by=SYSTEM, undo=BY_SYSTEM),
            on("scheduled", "edit", self.edit, by=ORGANIZER, undo=REVERSIBLE),
            confirmed(
                "scheduled open",
                "cancel",
                self._cancel,
                by=ORGANIZER,
                ask=self._ask_cancel,
                yes=text("sdk-button-cancel-yes"),
            ),
            on("open", "@remind", self._remind, by=SYSTEM, undo=BY_SYSTEM),
            on("open", "@close", self.close, by=SYSTEM, undo=BY_SYSTEM),
            confirmed(
                "open",
                "close",
                self.close,
                by=ORGANIZER,
                ask=self._ask_close,
                yes=text("sdk-button-close-yes"),
            ),
            on("", "show keep", self.show, by=ORGANIZER, undo=READ_ONLY),
        )

    @property
    def refusals(self) -> Refusals[State[D, P], E]:
        """What is answered when nothing happens: who lacks a right, and what comes too late."""
        return Refusals(
            {
                ORGANIZER: lambda turn: turn.refuse("sdk-not-allowed"),
                PARTICIPANT: lambda turn: turn.refuse("sdk-not-invited"),
            },
            lambda turn: turn.refuse("sdk-not-now"),
        )

    def restore(self) -> Restore[State[D, P], E]:
        """How its steps are undone: the state before, with its timers."""
        return Restore(self._restore)

    # -- the draft

    def started(self, turn: Turn[State[D, P], E]) -> Outcome:
        """Ask for what is missing first; from a plan everything is there, and it is scheduled."""
        if turn.state.schedule.opens_at is not None and self.form.is_complete(turn.state):
            return self.publish(turn)
        return self._shown(turn, "drafted")

    def _ask_or_take(self, turn: Turn[State[D, P], E]) -> Outcome:
        """A button asks for the value; with a preset it sets it."""
        if turn.args():
            return self._take(turn)
        field = self.form.fields[turn.name]
        asked = self.form.ask(turn, field)
        return turn.done(f"{self.kind}.asked", effects=turn.panel(asked, asks=field.name))

    def _take(self, turn: Turn[State[D, P], E]) -> Outcome:
        taken = self.form.answer(turn)
        return taken if isinstance(taken, Rejected) else self._shown(taken, "filled_in")

    def _options(self, turn: Turn[State[D, P], E]) -> Outcome:
        return turn.done(f"{self.kind}.options_shown", effects=turn.panel(self._all_options(turn)))

    def _switch(self, turn: Turn[State[D, P], E]) -> Outcome:
        changed = self.form.switch(turn)
        if isinstance(changed, Rejected):
            return changed
        shown = changed.panel(self._all_options(changed))
        return turn.done(f"{self.kind}.option_changed", state=changed.state, effects=shown)

    def _all_options(self, turn: Turn[State[D, P], E]) -> Message:
        rows = (*self.form.options(turn), (keep_button(turn.activity),))
        return Message(text("sdk-options"), title=self._title(turn), choices=rows)

    def _drop(self, turn: Turn[State[D, P], E]) -> Outcome:
        gone = replace(turn.state, phase="cancelled")
        shown = turn.panel(Message(text("sdk-dropped"), title=self._title(turn)))
        return turn.done(f"{self.kind}.dropped", state=gone, effects=shown, finished=True)

    def publish(self, turn: Turn[State[D, P], E]) -> Outcome:
        """Open it now, or at its time."""
        state = turn.state
        if not self.form.is_complete(state):
            return turn.refuse("sdk-incomplete")
        opens_at = max(state.schedule.opens_at or turn.now, turn.now)
        closes_at = state.schedule.closes_at
        if closes_at is not None and closes_at <= opens_at:
            return turn.refuse("sdk-in-the-past") if turn.actor else self._missed(turn)
        revision = state.schedule.revision + 1
        ready = replace(state, phase="scheduled").timed(opens_at=opens_at, revision=revision)
        scheduled = turn.becomes(ready)
        if opens_at <= turn.now:
            return self._open(scheduled)
        return self._shown(scheduled, "scheduled", effects=self.timers(scheduled))

    def edit(self, turn: Turn[State[D, P], E]) -> Outcome:
        """Back from scheduled to draft: nothing has been announced yet."""
        revision = turn.state.schedule.revision + 1
        draft = replace(turn.state, phase="draft").timed(revision=revision)
        return self._shown(turn.becomes(draft), "unscheduled", effects=map(ClearTimer, TIMERS))

    def _restore(self, turn: Turn[State[D, P], E], before: State[D, P]) -> Outcome:
        planned, opens_at = before.phase == "scheduled", before.schedule.opens_at
        if planned and (opens_at is None or opens_at <= turn.now):
            return turn.refuse("sdk-undo-opened")
        again = turn.becomes(before.timed(revision=turn.state.schedule.revision + 1))
        timers = self.timers(again) if planned else ()
        return self._shown(again, "undone", text("sdk-undone"), effects=timers)

    # -- from the opening on

    def timers(self, turn: Turn[State[D, P], E]) -> tuple[Effect, ...]:
        """What time brings to an activity that has been scheduled."""
        plan = turn.state.schedule
        times = [("open", plan.opens_at), ("close", plan.closes_at)]
        set_: list[Effect] = [
            SetTimer(name, at, revision=plan.revision)
            for name, at in times
            if at is not None and at > turn.now
        ]
        return (*set_, *self._next_reminder(turn, plan.opens_at or turn.now))

    def _open(self, turn: Turn[State[D, P], E]) -> Outcome:
        """It opens; or it has gone by, close and all, while the service was down."""
        closes_at = turn.state.schedule.closes_at
        if closes_at is not None and closes_at <= turn.now:
            return self._missed(turn)
        opened = turn.becomes(replace(turn.state, phase="open"))
        said = self.invitation(opened)
        until = useful_until(turn.now, closes_at) if closes_at is not None else None
        told = (
            Send(ToRoom(turn.unit), "invitation", said),
            Send(
                ToMembers(turn.unit),
                "invited",
                said,
                "bulk",
                deferrable=True,
                time_sensitive=True,
                until=until,
            ),
        )
        timers = () if turn.name == "@open" else self.timers(opened)
        return self._shown(opened, "opened", effects=(*timers, *self.opened(opened), *told))

    def _missed(self, turn: Turn[State[D, P], E]) -> Outcome:
        gone = replace(turn.state, phase="cancelled")
        word = Message(text("sdk-missed"), title=self._title(turn))
        shown = turn.panel(word, organizers_too=True)
        return turn.done(f"{self.kind}.missed", state=gone, effects=shown, finished=True)

    def _remind(self, turn: Turn[State[D, P], E]) -> Outcome:
        remind, event = self.remind, turn.event
        if remind is None or not isinstance(event, TimerFired):
            return turn.ignore(f"{self.kind}-stale-timer")
        reminder = Send(
            remind.to(turn),
            "reminder",
            remind.message(turn),
            "bulk",
            on_unknown="skip",
            deferrable=True,
            time_sensitive=True,
            until=remind.end(turn.state),
            due_at=event.due_at,
        )
        again = self._next_reminder(turn, max(turn.now, event.due_at))
        return turn.done(f"{self.kind}.reminded", effects=(reminder, *again))

    def _next_reminder(self, turn: Turn[State[D, P], E], after: datetime) -> tuple[SetTimer, ...]:
        plan, end = turn.state.schedule, self.remind.end(turn.state) if self.remind else None
        if end is None:
            return ()
        at = next_reminder(
            plan.reminders,
            end,
            start=plan.opens_at or turn.now,
            after=after,
            quiet=turn.context.quiet,
            timezone=turn.timezone,
        )
        return (SetTimer("remind", at, revision=plan.revision),) if at is not None else ()

    def close(self, turn: Turn[State[D, P], E]) -> Outcome:
        """Its time is up, or the organizer closes it before."""
        closed = turn.becomes(replace(turn.state, phase="closed"))
        return self._shown(
            closed,
            "closed",
            effects=(ClearTimer("close"), *self.closed(closed)),
            organizers_too=True,
        )

    def _cancel(self, turn: Turn[State[D, P], E]) -> Outcome:
        """It is called off; the room, and whoever has been invited, must know."""
        gone = turn.becomes(replace(turn.state, phase="cancelled"))
        word = Message(text("sdk-cancelled"), title=self._title(turn))
        told: tuple[Effect, ...] = ()
        if turn.state.phase == "open":
            told = (
                Edit(ToRoom(turn.unit), "invitation", word),
                Send(ToRoom(turn.unit), "cancelled", word),
                Send(ToMembers(turn.unit), "cancelled", word, "bulk"),
            )
        shown = gone.panel(word, organizers_too=True)
        return turn.done(
            f"{self.kind}.cancelled", state=gone.state, effects=(*told, *shown), finished=True
        )

    # -- what is said

    def say(self, turn: Turn[State[D, P], E], key: str, *buttons: str, **args: Arg) -> Message:
        """The text `key` under the activity's title, with the buttons of these keys below."""
        rows = tuple((button(turn.activity, each),) for each in buttons)
        return Message(text(key, **args), self._title(turn), rows)

    def show(self, turn: Turn[State[D, P], E]) -> Outcome:
        message, asks = self.organizer_view(turn)
        return turn.done(f"{self.kind}.shown", effects=turn.panel(message, asks=asks))

    def organizer_view(self, turn: Turn[State[D, P], E]) -> tuple[Message, str]:
        """What the organizer sees in this phase, and the prompt that typed words answer."""
        state = turn.state
        missing = self.form.missing(state)
        if state.phase == "draft" and missing is not None:
            asked = self.form.ask(turn, missing)
            return replace(asked, title=self._title(turn)), missing.name
        if state.phase == "draft":
            return self._preview(turn), ""
        if state.phase == "scheduled":
            opens = text("sdk-scheduled", opens=Moment(state.schedule.opens_at or turn.now))
            rows: Rows = (
                (
                    button(turn.activity, "sdk-button-edit"),
                    button(turn.activity, "sdk-button-cancel"),
                ),
                (more_button(turn.activity),),
            )
            return Message(lines(opens, self.describe(turn)), self._title(turn), rows), ""
        shown = self.panel(turn)
        ends: Rows = ()
        if state.phase == "open":
            ends = (
                (
                    button(turn.activity, "sdk-button-close"),
                    button(turn.activity, "sdk-button-cancel"),
                ),
            )
        rows = (*shown.choices, *ends, (more_button(turn.activity),))
        return replace(shown, title=shown.title or self._title(turn), choices=rows), ""

    def _preview(self, turn: Turn[State[D, P], E]) -> Message:
        """The whole as its organizer checks it before it is announced, and whom it reaches."""
        reach = text("sdk-reach", n=len(turn.roster.members(turn.unit)))
        has_options = any(each.option for each in self.form.fields.values())
        options = (button(turn.activity, "sdk-button-options"),) if has_options else ()
        return Message(
            paragraphs(self.describe(turn), reach),
            title=self._title(turn),
            choices=(
                (button(turn.activity, "sdk-button-publish"),),
                *self.form.buttons(turn),
                (*options, more_button(turn.activity)),
                (button(turn.activity, "sdk-button-drop"),),
            ),
        )

    def _shown(
        self,
        turn: Turn[State[D, P], E],
        step: str,
        *said: Words,
        effects: Iterable[Effect] = (),
        organizers_too: bool = False,
    ) -> Outcome:
        """The step, with what the organizer sees after it."""
        message, asks = self.organizer_view(turn)
        if said:
            message = replace(message, body=lines(*said, message.body))
        shown = turn.panel(message, asks=asks, organizers_too=organizers_too)
        return turn.done(f"{self.kind}.{step}", state=turn.state, effects=(*effects, *shown))

    def _title(self, turn: Turn[State[D, P], E]) -> Words:
        return self.title(turn.state.definition) or text(f"{self.kind}-new")

    def _ask_drop(self, turn: Turn[State[D, P], E]) -> Words:
        return text("sdk-confirm-drop")

    def _ask_close(self, turn: Turn[State[D, P], E]) -> Words:
        return text("sdk-confirm-close", n=len(turn.roster.members(turn.unit)))

    def _ask_cancel(self, turn: Turn[State[D, P], E]) -> Words:
        told = len(turn.roster.members(turn.unit)) if turn.state.phase == "open" else 0
        return text("sdk-confirm-cancel", n=told)


def _refused(key: str) -> Rejected:
    kind, _, code = key.partition("-")
    return Rejected(f"{kind}.{code.replace('-', '_')}", text(key))
