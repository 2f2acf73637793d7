"""The life of an activity that is prepared, announced, held and closed.

    draft → scheduled → open → closed; cancelled while it is scheduled or open

A workflow gives a form and what it says of itself; the draft in the chat, timers, reminders, the
organizer's panel, the list of people, undo, templates and dry runs are here. Phases beyond the
close are the workflow's own; one that has none is over then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from service.core.effects import ClearTimer, Edit, Effect, SetTimer, ToRoom
from service.core.events import TimerFired
from service.core.message import Attachment, Message
from service.core.records import Past
from service.core.sandbox import rehearsed_close
from service.core.standing import Standing, Waiting
from service.core.texts import Arg, Moment, Words, lines, text
from service.core.workflow import Activity, Command, Context, Menu, Outcome, Rejected, Workflow
from service.sdk import asked
from service.sdk import transitions as t
from service.sdk.ahead import ahead_timer, reminds_ahead
from service.sdk.audience import in_room, invited, named_in, narrowed
from service.sdk.cards import Card, more_actions
from service.sdk.forms import SET, Form, Titled
from service.sdk.handover import organized_by
from service.sdk.nudge import Whom, nudge
from service.sdk.panels import as_words, button, grid, keep_button, paragraphs
from service.sdk.participation import People
from service.sdk.records import own_status, past_at
from service.sdk.reminders import Remind, reminder_timer, useful_until
from service.sdk.standing import standing, takes_part
from service.sdk.state import Schedule, State, organizer_of, planned_again, planned_draft, value_of
from service.sdk.transitions import Machine, Refusals, confirmed, entries, machine, needing, on
from service.sdk.transitions import Rows as Transitions
from service.sdk.turn import Policy, Turn, refused
from service.sdk.undo import Restore

D = TypeVar("D", bound=Titled)
P = TypeVar("P")
E = TypeVar("E")

TIMERS = ("open", "close", "remind", "ahead")
USUAL_ORDER = 50  # in the menu


Facts = Mapping[str, Arg | datetime | None]
"""What a text may say, by the names of its arguments; times as they are."""


def _no_times(turn: Turn[Any, Any]) -> Mapping[str, datetime]:
    return {}


def _nothing(turn: Turn[Any, Any]) -> tuple[Effect, ...]:
    return ()


def _no_time(part: object) -> datetime | None:
    return None


@dataclass(frozen=True, slots=True)
class Lifecycle(Generic[D, P, E]):
    """What a kind of activity says and does at each step of its life.

    `blank`: the definition and the progress of a new draft, and a new part. `facts(turn, part)`:
    what its texts may say of it and of one person's part, beside `$phase`, `$opens` and `$closes`:
    `<kind>-invitation`, for the preview, the room and the members; `<kind>-panel`, for the
    organizer from the opening on; `<kind>-own`, for a member; `<kind>-reminder`. `invitation`: the
    keys of the buttons under the invitation; `buttons(turn, part)`: of those under a member's own
    part. `people`: how those who take part are listed. `times(turn)`: timers of its own, by name,
    set when it opens; `begins(turn)`: what follows on that besides. `ask_close(turn)`: the question
    before an early close. `cancellable`: the phases in which it can be cancelled.
    `waits`: the statuses in which a member is to do something, until the close or `until(part)`,
    with its words in `<kind>-todo`; a phase after the close with buttons waits for the organizer,
    by its own name there. `goes_on`: the phases
    after the close, in which the workflow has rows of its own, each with the keys of the
    organizer's buttons there.
    """

    kind: str
    permission: str
    form: Form[D, P]
    blank: tuple[D, P, E]
    facts: Callable[[Turn[State[D, P], E], E], Facts]
    invitation: tuple[str, ...]
    buttons: Callable[[Turn[State[D, P], E], E], tuple[str, ...]]
    people: People[D, E]
    remind: Remind | None = None
    times: Callable[[Turn[State[D, P], E]], Mapping[str, datetime]] = _no_times
    begins: Callable[[Turn[State[D, P], E]], Iterable[Effect]] = _nothing
    ask_close: Callable[[Turn[Any, Any]], Words] = asked.close
    cancellable: str = "scheduled open"
    waits: tuple[str, ...] = ()
    until: Callable[[E], datetime | None] = _no_time
    goes_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def policy(self) -> Policy[State[D, P]]:
        return Policy(self.permission, organizer_of)

    # -- how it begins

    def draft(self, context: Context) -> State[D, P]:
        """An empty one of who acts."""
        definition, progress, _part = self.blank
        organizer = context.actor.id if context.actor is not None else None
        reminders = self.remind.seconds if self.remind is not None else ()
        return State("draft", definition, progress, organizer, Schedule(reminders=reminders))

    def begin(
        self, context: Context, unit: int, details: Mapping[str, Any]
    ) -> State[D, P] | Rejected:
        """A new activity: empty from a command, complete from a plan (the fields of the form)."""
        by_command = "command" in details
        if (context.actor or by_command) and not context.may(self.permission, unit):
            return refused("sdk-not-allowed")
        state = self.draft(context)
        if by_command:
            return planned_draft(state, details)
        return self._planned(context, unit, state, details)

    def copy_definition(
        self, context: Context, unit: int, state: State[D, P], details: Mapping[str, Any]
    ) -> State[D, P] | Rejected:
        """A draft of the same without its times, for who acts; complete where `details` name
        them."""
        if context.actor is not None and not context.may(self.permission, unit):
            return refused("sdk-not-allowed")
        fresh = self.draft(context)
        fresh = replace(fresh, definition=self.form.lasting(state, fresh.definition))
        fresh = fresh.timed(reminders=state.schedule.reminders, ahead=state.schedule.ahead)
        return self._planned(context, unit, fresh, details) if details else fresh

    def dry_run(self, context: Context, unit: int, state: State[D, P]) -> State[D, P] | Rejected:
        """The same, to open at once for whoever is in the roster."""
        if not self.form.is_complete(state):
            return refused("sdk-incomplete")
        fresh = replace(self.draft(context), definition=state.definition)
        end = rehearsed_close(context.now, state.schedule.closes_at)
        return fresh.timed(opens_at=context.now, closes_at=end)

    def _planned(
        self, context: Context, unit: int, state: State[D, P], details: Mapping[str, Any]
    ) -> State[D, P] | Rejected:
        try:
            timezone = context.roster.unit_timezone(unit)
            return self.form.from_details(state, details, timezone, context.now)
        except ValueError as error:
            return Rejected(f"{self.kind}.invalid", text("sdk-bad-details", problem=str(error)))

    # -- the rows

    def transitions(self) -> tuple[Transitions[State[D, P], E], ...]:
        """The rows that every such activity has. The workflow adds what people do in it."""
        fields = " ".join(each.name for each in self.form.asked)
        answers = " ".join(f"?{each.name}" for each in self.form.asked)
        after = " ".join(("open closed", *self.goes_on))
        reads: Any = {"by": t.ORGANIZER, "undo": t.READ_ONLY}
        sets: Any = {"by": t.ORGANIZER, "undo": t.IDEMPOTENT}
        time: Any = {"by": t.SYSTEM, "undo": t.BY_SYSTEM}
        return (
            on("draft", "started", self.started, **time),
            on("draft", fields, self._ask_or_take, **sets),
            on("draft", answers, self._take, **sets),
            on("draft", "options", self._options, **reads),
            on("draft", "edit", self._fields, **reads),
            on("draft", SET, self._switch, toggle=True, **sets),
            on("draft", "publish", self.publish,
               by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True),
            confirmed("draft", "drop", self._drop, by=t.ORGANIZER, undo=t.REVERSIBLE,
                      ask=asked.drop, yes=text("sdk-button-drop-yes")),
            on("scheduled", "@open", self.opens, **time),
            on("scheduled", "edit", self.edit, by=t.ORGANIZER, undo=t.REVERSIBLE),
            confirmed(self.cancellable, "cancel", self.call_off, by=t.ORGANIZER,
                      ask=asked.cancel, yes=text("sdk-button-cancel-yes")),
            on("open closed", "@remind", self._remind, **time),
            on("open", "@close", self.close, **time),
            confirmed("open", "close", self.close, by=t.ORGANIZER,
                      ask=self.ask_close, yes=text("sdk-button-close-yes")),
            more_actions(f"draft scheduled {after} cancelled", self.card, self._title),
            reminds_ahead(self.card, self._title),
            nudge("open", self.unanswered, self.announcement),
            on(after, "progress", self.progress, requires=(entries,), **reads),
            on(after, "export", self.export, requires=(entries,), **reads),
            on(f"draft scheduled {after} cancelled", "show keep", self.show, **reads),
            on(after, "show", self.shown, by=t.PARTICIPANT, undo=t.READ_ONLY),
        )  # fmt: skip

    def machine(self, *rows: Transitions[State[D, P], E]) -> Machine[State[D, P], E]:
        """The machine of these rows and those that every such activity has."""
        undo = Restore(self._restore, requires=self.form.requires)
        rows = (*needing(self.transitions(), self.form.requires), *rows)
        return machine(rows, policy=self.policy, refusals=self.refusals, undo=undo)

    def workflow(self, machine: Machine[State[D, P], E], **more: Any) -> Workflow:
        """The workflow, begun from the menu and by its name. `more`: other fields of it."""
        menu, word = Menu.of_drafts(USUAL_ORDER, self.permission, self.kind), self.permission
        usual = {"menu": menu, "commands": (Command(self.kind, word),), "by_post": organized_by}
        definition, progress, part = (type(each) for each in self.blank)
        return Workflow(
            kind=self.kind,
            activity_type=State[definition, progress],  # type: ignore[valid-type]
            entry_type=part,
            begin=self.begin,
            copy_definition=self.copy_definition,
            dry_run=self.dry_run,
            decide=machine.decide,
            requires=machine.requires,
            toggles=machine.toggles,
            summary=self.people.summary,
            title=lambda state: state.definition.title,
            standing=self.standing,
            mine=lambda _, activity, own: own_status(self.people, self.blank[2], activity, own),
            past=self.past,
            **{**usual, **more},
        )

    def standing(
        self, context: Context, activity: Activity[Any], parts: Mapping[int, E]
    ) -> Standing | None:
        """Where a person's menu lists it, and what waits for them."""
        state, person = activity.state, context.actor.id if context.actor is not None else 0
        part, phase = parts.get(person, self.blank[2]), activity.state.phase
        status = self.people.summary(part).status
        due = self.until(part) or state.schedule.closes_at
        asked = phase in ("open", "closed") and status in self.waits
        asked = asked and takes_part(context, activity)
        return standing(
            context,
            activity,
            self.permission,
            own=(Waiting(self._todo(status), due),) if asked else (),
            tasks=(Waiting(self._todo(phase)),) if self.goes_on.get(phase) else (),
            members=("open", "closed") if self.goes_on else ("open",),
            empty=(state.definition, state.progress) == self.blank[:2],
        )

    def past(self, context: Context, activity: Activity[Any]) -> Past | None:
        """When it was, or else when it closed."""
        at = self._remind_before(activity.state) or activity.state.schedule.closes_at
        return past_at(context, activity, self.permission, at)

    def _todo(self, status: str) -> Words:
        return text(f"{self.kind}-todo", status=status)

    @property
    def refusals(self) -> Refusals[State[D, P], E]:
        """What is answered when nothing happens: who lacks a right, and what comes too late."""
        return Refusals(
            {
                t.ORGANIZER: lambda turn: turn.refuse("sdk-not-allowed"),
                t.PARTICIPANT: lambda turn: turn.refuse("sdk-not-invited"),
            },
            self._too_late,
        )

    def _too_late(self, turn: Turn[State[D, P], E]) -> Outcome:
        phase = turn.state.phase
        if phase in ("closed", *self.goes_on):
            return turn.refuse("sdk-closed")
        return turn.refuse("sdk-cancelled" if phase == "cancelled" else "sdk-not-now")

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
        return turn.done(f"{self.kind}.asked", effects=turn.panel(asked, prompt=field.name))

    def _take(self, turn: Turn[State[D, P], E]) -> Outcome:
        taken = self.form.answer(turn)
        return taken if isinstance(taken, Rejected) else self._shown(taken, "filled_in")

    def _fields(self, turn: Turn[State[D, P], E]) -> Outcome:
        """Which value is to be changed?"""
        rows = (*self.form.buttons(turn), (keep_button(turn.activity),))
        shown = Message(text("sdk-edit"), self._title(turn), rows)
        return turn.done(f"{self.kind}.edit_asked", effects=turn.panel(shown))

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
        return Message(text("sdk-options"), self._title(turn), rows)

    def _drop(self, turn: Turn[State[D, P], E]) -> Outcome:
        gone = replace(turn.state, phase="cancelled")
        shown = turn.panel(Message(text("sdk-dropped"), title=self._title(turn)))
        return turn.done(f"{self.kind}.dropped", state=gone, effects=shown, finished=True)

    def publish(self, turn: Turn[State[D, P], E]) -> Outcome:
        """Open it now, or at its time. A time that has passed meanwhile is asked for again."""
        state = self.form.settled(turn.state, turn.now)
        if not self.form.is_complete(turn.state):
            return turn.refuse("sdk-incomplete")
        opens_at = max(state.schedule.opens_at or turn.now, turn.now)
        closes_at = state.schedule.closes_at
        if closes_at is not None and closes_at <= opens_at:
            state = state.timed(closes_at=None)
        if state != turn.state:
            late = text("sdk-in-the-past")
            again = turn.becomes(state)
            return self._shown(again, "filled_in", late) if turn.actor else self._missed(turn)
        ready = replace(state, phase="scheduled").timed(opens_at=opens_at)
        scheduled = turn.becomes(ready.revised(state))
        if opens_at <= turn.now:
            return self.opens(scheduled)
        return self._shown(scheduled, "scheduled", effects=self.timers(scheduled))

    def edit(self, turn: Turn[State[D, P], E]) -> Outcome:
        """Back from scheduled to draft: nothing has been announced yet."""
        draft = replace(turn.state, phase="draft").revised(turn.state)
        return self._shown(turn.becomes(draft), "unscheduled", effects=map(ClearTimer, TIMERS))

    def _restore(self, turn: Turn[State[D, P], E], before: State[D, P]) -> Outcome:
        """A step is undone: the state before, with its timers."""
        again = planned_again(turn, before)
        if isinstance(again, Rejected):
            return again
        timers = self.timers(again) if before.phase == "scheduled" else ()
        return self._shown(again, "undone", text("sdk-undone"), effects=timers)

    # -- from the opening on

    def timers(self, turn: Turn[State[D, P], E]) -> tuple[Effect, ...]:
        """What time brings to an activity that has been scheduled."""
        plan = turn.state.schedule
        set_ = (
            SetTimer(name, at, revision=plan.revision)
            for name, at in (("open", plan.opens_at), ("close", plan.closes_at))
            if at is not None and at > turn.now
        )
        start = plan.opens_at or turn.now
        reminders = reminder_timer(turn, self._remind_before(turn.state), start)
        return (*set_, *reminders, *ahead_timer(turn))

    def opens(self, turn: Turn[State[D, P], E]) -> Outcome:
        """It opens; or it has gone by, close and all, while the service was down."""
        closes_at = turn.state.schedule.closes_at
        if closes_at is not None and closes_at <= turn.now:
            return self._missed(turn)
        opened = turn.becomes(replace(turn.state, phase="open"))
        said = self.announcement(opened)
        until = useful_until(turn.now, closes_at) if closes_at is not None else None
        how: Any = {"deferrable": True, "time_sensitive": True, "until": until}
        told = (
            *in_room(turn, "invitation", said),
            *turn.members("invited", said, only_status=self._whose(turn), **how),
        )
        timers = () if turn.name == "@open" else self.timers(opened)
        revision = opened.state.schedule.revision
        own = (
            SetTimer(name, max(at, turn.now), revision=revision)
            for name, at in self.times(opened).items()
        )
        more = (*timers, *own, *self.begins(opened), *told)
        return self._shown(opened, "opened", effects=more)

    def announcement(self, turn: Turn[State[D, P], E]) -> Message:
        """What the room and each member read when it opens."""
        rows = tuple((button(turn.activity, each, leads=True),) for each in self.invitation)
        return Message(self.describe(turn), self._title(turn), rows)

    def _whose(self, turn: Turn[State[D, P], E], only: tuple[str, ...] = ()) -> tuple[str, ...]:
        return narrowed(turn, self.people.statuses, only)

    def _missed(self, turn: Turn[State[D, P], E]) -> Outcome:
        gone = replace(turn.state, phase="cancelled")
        word = Message(text("sdk-missed"), title=self._title(turn))
        shown = turn.panel(word, organizers_too=True)
        return turn.done(f"{self.kind}.missed", state=gone, effects=shown, finished=True)

    def _remind(self, turn: Turn[State[D, P], E]) -> Outcome:
        remind, event = self.remind, turn.event
        end = self._remind_before(turn.state)
        if not isinstance(event, TimerFired) or remind is None or end is None or end <= turn.now:
            return turn.stale()
        facts = self._facts(turn, self.part(turn))
        reminder = turn.members(
            "reminder",
            self.say(turn, f"{self.kind}-reminder", *remind.buttons, **facts),
            but_status=remind.but_status,
            only_status=self._whose(turn, remind.only_status),
            deferrable=True,
            time_sensitive=True,
            until=end,
            due_at=event.due_at,
        )
        again = reminder_timer(turn, end, max(turn.now, event.due_at))
        return turn.done(f"{self.kind}.reminded", effects=(*reminder, *again))

    def _remind_before(self, state: State[D, P]) -> datetime | None:
        at: datetime | None = value_of(state, self.remind.before if self.remind else "")
        return at

    def close(self, turn: Turn[State[D, P], E]) -> Outcome:
        """Its time is up, or the organizer closes it before."""
        closes_at = min(turn.state.schedule.closes_at or turn.now, turn.now)
        closed = turn.becomes(replace(turn.state, phase="closed").timed(closes_at=closes_at))
        stop, over = (ClearTimer("close"),), not self.goes_on
        return self._shown(closed, "closed", effects=stop, organizers_too=True, finished=over)

    def call_off(self, turn: Turn[State[D, P], E]) -> Outcome:
        """It is called off; the room, and whoever has been invited, must know."""
        gone = turn.becomes(replace(turn.state, phase="cancelled"))
        word = Message(text("sdk-cancelled"), title=self._title(turn))
        told: tuple[Effect, ...] = ()
        if turn.state.phase != "scheduled":
            told = (
                *(() if named_in(turn.state) else (Edit(ToRoom(turn.unit), "invitation", word),)),
                *in_room(turn, "cancelled", word),
                *turn.members("cancelled", word, only_status=self._whose(turn)),
            )
        shown = gone.panel(word, organizers_too=True)
        return turn.done(
            f"{self.kind}.cancelled", state=gone.state, effects=(*told, *shown), finished=True
        )

    def enters(
        self, phase: str, then: Callable[[Turn[State[D, P], E]], Iterable[Effect]] = _nothing
    ) -> Callable[[Turn[State[D, P], E]], Outcome]:
        """A handler that goes on to this phase, with what follows; the organizers see the list of
        people. The last of `goes_on` ends the activity. Requires `entries`."""

        def entered(turn: Turn[State[D, P], E]) -> Outcome:
            there = turn.becomes(replace(turn.state, phase=phase))
            shown = there.panel(self.listed(there), organizers_too=True)
            return turn.done(
                f"{self.kind}.{phase}",
                state=there.state,
                effects=(*then(there), *shown),
                finished=phase == [*self.goes_on][-1],
            )

        return entered

    # -- a member's part

    def own(self, turn: Turn[State[D, P], E], part: E) -> Message:
        """How a person with this part stands, and what they can do."""
        buttons, facts = self.buttons(turn, part), self._facts(turn, part)
        return self.say(turn, f"{self.kind}-own", *buttons, **facts)

    def part(self, turn: Turn[State[D, P], E]) -> E:
        """The person's part, a new one before their first event."""
        return turn.part if turn.part is not None else self.blank[2]

    def shown(self, turn: Turn[State[D, P], E]) -> Outcome:
        """How the person stands, shown to them."""
        told = turn.reply(self.own(turn, self.part(turn)), "own")
        return turn.done(f"{self.kind}.shown", effects=told)

    def settled(
        self, turn: Turn[State[D, P], E], part: E, *effects: Effect, until: datetime | None = None
    ) -> Outcome:
        """This becomes the person's part, and is shown to them, whoever acts; the journal has it by
        the status. Where it is not their own act, the word may wait for the morning, `until` then.
        """
        said, waits = self.own(turn, part), until is not None
        how: Any = {"deferrable": waits, "time_sensitive": waits, "until": until}
        told = turn.reply(said, "own") or turn.tell((turn.person,), "own", said, **how)
        action = f"{self.kind}.{self.people.summary(part).status}"
        return turn.done(action, state=turn.state, part=part, effects=(*effects, *told))

    # -- what is said

    def say(self, turn: Turn[State[D, P], E], key: str, *buttons: str, **args: Arg) -> Message:
        """The text `key` under the activity's title, with the buttons of these keys below."""
        return Message(text(key, **args), self._title(turn), grid(turn.activity, *buttons))

    def show(self, turn: Turn[State[D, P], E]) -> Outcome:
        message, prompt = self.organizer_view(turn)
        return turn.done(f"{self.kind}.shown", effects=turn.panel(message, prompt=prompt))

    def organizer_view(self, turn: Turn[State[D, P], E]) -> tuple[Message, str]:
        """What the organizer sees in this phase, and the prompt that typed words answer."""
        state = turn.state
        missing = self.form.missing(state)
        if state.phase == "draft" and missing is not None:
            asked = self.form.ask(turn, missing)
            return replace(asked, title=self._title(turn)), missing.name
        if state.phase == "draft":
            return self._preview(turn), ""
        if state.phase == "cancelled":
            body: Words = text("sdk-cancelled")
        elif state.phase == "scheduled":
            opens_at = Moment(state.schedule.opens_at or turn.now)
            body = lines(text("sdk-scheduled", opens=opens_at), self.describe(turn))
        else:
            body = text(f"{self.kind}-panel", **self._facts(turn, self.part(turn)))
        return Message(body, self._title(turn), self.card(turn).rows()), ""

    def describe(self, turn: Turn[State[D, P], E]) -> Words:
        """What it is, as members are told."""
        return text(f"{self.kind}-invitation", **self._facts(turn, self.part(turn)))

    def _facts(self, turn: Turn[State[D, P], E], part: E) -> Mapping[str, Arg]:
        """What every text may say."""
        plan = turn.state.schedule
        said: Facts = {"phase": turn.state.phase, "opens": plan.opens_at, "closes": plan.closes_at}
        return {name: as_words(each) for name, each in {**said, **self.facts(turn, part)}.items()}

    def card(self, turn: Turn[State[D, P], E]) -> Card:
        """What its organizer can do in this phase."""
        phase, activity = turn.state.phase, turn.activity
        danger = "sdk-button-cancel" if phase in self.cancellable.split() else ""
        if phase == "draft":
            has_options = len(self.form.asked) < len(self.form.fields)
            changes = ("sdk-button-edit", "sdk-button-options" if has_options else "")
            return Card(activity, "sdk-button-publish", (changes,), danger="sdk-button-drop")
        if phase in ("scheduled", "cancelled"):
            return Card(activity, "sdk-button-edit" if danger else "", danger=danger)
        ways = (*self.goes_on.get(phase, ()), "sdk-button-progress", "sdk-button-export")
        while_open = ("sdk-button-nudge", "sdk-button-close") if phase == "open" else ()
        return Card(activity, ways[0], (ways[1:], while_open), danger=danger)

    def unanswered(self, turn: Turn[State[D, P], E]) -> Whom:
        """Whose part is as it was at the beginning."""
        new = self.people.summary(self.blank[2]).status
        answered = tuple(each for each in self.people.statuses if each != new)
        return Whom(answered, self._whose(turn), end=turn.state.schedule.closes_at)

    def progress(self, turn: Turn[State[D, P], E]) -> Outcome:
        return turn.done(f"{self.kind}.progress_shown", effects=turn.panel(self.listed(turn)))

    def listed(self, turn: Turn[State[D, P], E]) -> Message:
        """The organizer's panel with the list of people. Requires `entries`."""
        shown, _ = self.organizer_view(turn)
        return replace(shown, body=lines(shown.body, *self.people.lines(turn, self.blank[2])))

    def export(self, turn: Turn[State[D, P], E]) -> Outcome:
        """The list of people as a workbook."""
        held = self.remind.before if self.remind is not None else ""
        file = self.people.workbook(turn, self.blank[2], turn.state.definition.title, held)
        return self.handed(turn, f"{self.kind}.exported", self.say(turn, "sdk-exported"), file)

    def handed(
        self, turn: Turn[State[D, P], E], action: str, message: Message, file: Attachment
    ) -> Outcome:
        """Who acts gets a file."""
        shown = replace(message, attachments=(file,))
        return turn.done(action, effects=turn.reply(shown, action.partition(".")[2]))

    def reach(self, turn: Turn[State[D, P], E]) -> Words:
        """Whom publishing reaches."""
        key = "sdk-reach-named" if named_in(turn.state) else "sdk-reach"
        return text(key, n=len(invited(turn)))

    def _preview(self, turn: Turn[State[D, P], E]) -> Message:
        """The whole as its organizer checks it before it is announced, and whom it reaches."""
        said = paragraphs(self.describe(turn), self.reach(turn))
        return Message(said, self._title(turn), self.card(turn).rows())

    def _shown(
        self,
        turn: Turn[State[D, P], E],
        step: str,
        *said: Words,
        effects: Iterable[Effect] = (),
        organizers_too: bool = False,
        finished: bool = False,
    ) -> Outcome:
        """The step, with what the organizer sees after it."""
        message, prompt = self.organizer_view(turn)
        if said:
            message = replace(message, body=lines(*said, message.body))
        shown = turn.panel(message, prompt=prompt, organizers_too=organizers_too)
        told = (*effects, *shown)
        return turn.done(f"{self.kind}.{step}", state=turn.state, effects=told, finished=finished)

    def title(self, definition: D) -> Words:
        """The name of an activity, `<kind>-title`; "" while it has none."""
        return text(f"{self.kind}-title", title=definition.title) if definition.title else ""

    def _title(self, turn: Turn[State[D, P], E]) -> Words:
        return self.title(turn.state.definition) or text(f"{self.kind}-new")
