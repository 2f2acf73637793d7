"""Stands beside the workflows: what they were asked, what they decided, and what of it was
committed. What is kept here follows from the decisions alone, so that rules can compare it with
what the runtime has made of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from service.core.access import Rules
from service.core.effects import Claim, ClearTimer, Edit, Raise, Release, Send, SetTimer
from service.core.events import Event, Overheard, Said, Started, TimerFired
from service.core.people import Person, Roster
from service.core.workflow import Activity, Context, Decision, Entry, Outcome, Workflow, event_name
from service.runtime.localization.catalog import Locale
from service.runtime.registry import Registry
from service.sdk.transitions import ORGANIZER, Machine
from service.sdk.undo import VERB
from service.workflows.discussion.machine import MACHINE as DISCUSSION
from service.workflows.matter.machine import MACHINE as MATTER
from service.workflows.matter.model import REPORT as REPORT_MATTERS
from service.workflows.meeting.drafting import PERMISSION as CALL
from service.workflows.meeting.machine import MACHINE as MEETING
from service.workflows.plan.machine import MACHINE as PLAN
from service.workflows.procedure.machine import MACHINE as PROCEDURE
from service.workflows.pulse.machine import MACHINE as PULSE
from service.workflows.quiz.machine import MACHINE as QUIZ
from service.workflows.report.machine import MACHINE as REPORT
from service.workflows.request.machine import MACHINE as REQUEST
from service.workflows.signup.machine import MACHINE as SIGNUP
from service.workflows.study.machine import MACHINE as STUDY
from service.workflows.talk.machine import DRAFTER
from service.workflows.talk.machine import MACHINE as TALK
from service.workflows.vote.machine import MACHINE as VOTE
from service.workflows.vote.model import PERMISSION as HOLD_VOTES
from service.workflows.workplan.machine import MACHINE as WORKPLAN

MACHINES: Mapping[str, Machine[Any, Any]] = {
    "discussion": DISCUSSION,
    "matter": MATTER,
    "meeting": MEETING,
    "plan": PLAN,
    "procedure": PROCEDURE,
    "pulse": PULSE,
    "quiz": QUIZ,
    "report": REPORT,
    "request": REQUEST,
    "signup": SIGNUP,
    "study": STUDY,
    "talk": TALK,
    "vote": VOTE,
    "workplan": WORKPLAN,
}
RIGHT_TO_LEAD = {
    "discussion": "discussion.manage",
    "matter": REPORT_MATTERS,
    "meeting": CALL,
    "plan": "plan.manage",
    "procedure": "procedure.manage",
    "pulse": "pulse.manage",
    "quiz": "quiz.manage",
    "report": "report.manage",
    "request": "request.answer",
    "signup": "signup.manage",
    "study": "study.manage",
    "talk": "talk.manage",
    "vote": HOLD_VOTES,
    "workplan": "workplan.manage",
}
ANYBODY_BEGINS = {"talk", "request", "procedure"}  # a wish, a request, an application
LOOKS = {"card", "ledger", "list"}  # phases of what only shows something
SEALED_QUESTIONS = {
    "talk": {"note", "word", "reason"},
    "home": {"care"},
    "meeting": {"off"},
    "request": {"words"},
}
"""What is answered in free text that nobody may read in a row: by kind, the tokens asked for."""

TOKEN = re.compile(r"暗语\d+号")
"""Words that occur once in a life, so that they are found wherever they lie."""

Timer = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision. `needs`: the permission over the `unit` that it took, as far as the rows of the
    machine say so; "": none, or not told."""

    kind: str
    activity: int
    unit: int
    sandbox: bool
    actor: int | None
    about: int | None
    event: Event
    outcome: Outcome
    at: datetime
    needs: str = ""


class Book(dict[Any, Any]):
    """A dictionary that can go back to how it was when the transaction began."""

    def __init__(self) -> None:
        self._before: list[tuple[Any, Any]] = []

    def put(self, key: Any, value: Any) -> None:
        """Set it; None: take it out."""
        self._before.append((key, self.get(key)))
        if value is None:
            self.pop(key, None)
        else:
            self[key] = value

    def keep(self) -> None:
        self._before.clear()

    def mark(self) -> int:
        """A point to go back to, within the transaction."""
        return len(self._before)

    def undo(self, to: int = 0) -> None:
        for key, value in reversed(self._before[to:]):
            if value is None:
                self.pop(key, None)
            else:
                self[key] = value
        del self._before[to:]


class Witness:
    """`decided`: what was committed, in order. `versions`: of activities (by id) and of parts (by
    activity and person). `timers`: due at and revision, `claims`: the activity. `heard`: how often
    what concerns a message was decided about. `secrets`: what must be read by nobody else, with who
    wrote it and whom it is about. `problems`: what can be seen at once to be wrong."""

    def __init__(self) -> None:
        self.decided: list[Decided] = []
        self.versions, self.states = Book(), Book()
        self.timers = Book()
        self.claims: dict[str, int] = {}
        self.secrets: dict[str, tuple[str, int, int]] = {}
        self.heard: Counter[tuple[str, str]] = Counter()
        self.problems: list[str] = []
        self._pending: list[Decided] = []
        self._raised: set[tuple[int, str, int | None]] = set()
        self._marks: tuple[int, ...] = (0, 0, 0)

    def watch(self, workflow: Workflow) -> Workflow:
        """The workflow with this witness beside it."""

        def decide(
            context: Context, activity: Activity[Any], entry: Entry[Any] | None, event: Event
        ) -> Outcome:
            self._asked(context, activity, entry, event)
            outcome = workflow.decide(context, activity, entry, event)
            self._note(context, activity, entry, event, outcome)
            return outcome

        return replace(workflow, decide=decide)

    def committed(self) -> None:
        """The transaction that writes is committed."""
        for each in self._pending:
            self.decided.append(each)
            self._learn(each)
        self._pending.clear()
        self._raised.clear()
        for book in self._books():
            book.keep()

    def rolled_back(self) -> None:
        self._pending.clear()
        self._raised.clear()
        for book in self._books():
            book.undo()

    def _books(self) -> tuple[Book, ...]:
        return self.versions, self.states, self.timers

    def _learn(self, each: Decided) -> None:
        event = each.event
        ref = getattr(event, "ref", None)
        if ref is not None and not isinstance(event, Overheard):
            self.heard[ref.chat.id, ref.id] += 1
        if isinstance(each.outcome, Decision) and not each.sandbox:
            self._claim(each, each.outcome)
        if isinstance(event, Said) and isinstance(each.outcome, Decision):
            asked = event.asked.split(".")[0]
            if asked in SEALED_QUESTIONS.get(each.kind, ()):
                for token in TOKEN.findall(event.text):
                    self.secrets[token] = (each.kind, each.actor or 0, each.about or 0)

    # -- what is decided

    def _asked(
        self, context: Context, activity: Activity[Any], entry: Entry[Any] | None, event: Event
    ) -> None:
        """The decision begins from what was committed last."""
        if context.taken:  # what was decided first has not come about
            self._pending.pop()
            for book, mark in zip(self._books(), self._marks, strict=True):
                book.undo(mark)
            return
        known = self.versions.get(activity.id)
        if known is not None and known != activity.version:
            self._wrong(activity, f"decided on version {activity.version}, {known} is the newest")
        if entry is not None:
            known = self.versions.get((entry.activity, entry.person), 0)
            if known != entry.version:
                self._wrong(activity, f"a part of version {entry.version}, {known} is the newest")
        if isinstance(event, TimerFired):
            self._fired(activity, entry, event)

    def _fired(self, activity: Activity[Any], entry: Entry[Any] | None, event: TimerFired) -> None:
        person = entry.person if entry is not None else 0
        raised = (activity.id, event.name, person or None)
        if raised in self._raised:
            self._raised.discard(raised)
            return
        armed = self.timers.get((activity.id, person, event.name))
        if activity.sandbox is None and armed != (event.due_at, event.revision):
            self._wrong(activity, f"timer {event.name} fired and was not set, or fired before")
        self.timers.put((activity.id, person, event.name), None)

    def _note(
        self,
        context: Context,
        activity: Activity[Any],
        entry: Entry[Any] | None,
        event: Event,
        outcome: Outcome,
    ) -> None:
        actor = context.actor
        self._pending.append(
            Decided(
                activity.kind,
                activity.id,
                activity.unit,
                activity.sandbox is not None,
                actor.id if actor is not None else None,
                entry.person if entry is not None else None,
                event,
                outcome,
                context.now,
                needed(activity.kind, activity, entry, event, outcome)
                if actor is not None and activity.sandbox is None
                else "",
            )
        )
        if not isinstance(outcome, Decision):
            return
        self._marks = tuple(book.mark() for book in self._books())
        self._take(activity, entry, outcome)

    def _take(self, activity: Activity[Any], entry: Entry[Any] | None, decision: Decision) -> None:
        if decision.activity is not None or decision.finished:
            self.versions.put(activity.id, activity.version + 1)
            self.states.put(
                activity.id, decision.activity if decision.activity is not None else activity.state
            )
        if decision.entry is not None and entry is not None:
            self.versions.put((entry.activity, entry.person), entry.version + 1)
            self.states.put((entry.activity, entry.person), decision.entry)
        if activity.sandbox is not None:
            return
        if decision.finished:
            for timer in [each for each in self.timers if each[0] == activity.id]:
                self.timers.put(timer, None)
        for effect in decision.effects:
            match effect:
                case SetTimer(name, at, person, revision):
                    self.timers.put((activity.id, person or 0, name), (at, revision))
                case ClearTimer(name, person):
                    self.timers.put((activity.id, person or 0, name), None)
                case Raise(name, person):
                    self._raised.add((activity.id, name, person))

    def _claim(self, each: Decided, decision: Decision) -> None:
        """What is claimed is nobody's before, and is free again once it is released or all is
        over."""
        for effect in decision.effects:
            if isinstance(effect, Claim):
                if effect.key in self.claims:
                    held = f"{effect.key} is held by {self.claims[effect.key]} already"
                    self.problems.append(f"{each.kind} {each.activity}: {held}")
                self.claims[effect.key] = each.activity
        for effect in decision.effects:
            if isinstance(effect, Release):
                self.claims.pop(effect.key, None)
        if decision.finished:
            self.claims = {key: who for key, who in self.claims.items() if who != each.activity}

    def watch_reading(self, reads: Callable[..., Locale]) -> Callable[..., Locale]:
        """`outbox.reads` with this witness beside it: for whom sealed words are opened."""

        def watched(
            registry: Registry, roster: Roster, person: Person, effect: Send | Edit
        ) -> Locale:
            locale = reads(registry, roster, person, effect)
            if locale.opens is not None and not _may_read(registry.rules, roster, person, effect):
                what = f"sealed words of {effect.key} are opened for {person.name}"
                self.problems.append(what)
            return locale

        return watched

    def _wrong(self, activity: Activity[Any], what: str) -> None:
        self.problems.append(f"{activity.kind} {activity.id}: {what}")


def _may_read(rules: Rules, roster: Roster, person: Person, effect: Send | Edit) -> bool:
    """Whether what is sealed in a message may be opened for who reads it, as the page on privacy
    has it: for who wrote it, and for those whom its scope names."""
    if effect.nameless or not effect.secret:
        return effect.nameless
    if effect.holder == person.id:
        return person.active
    scope, subject = rules.scopes.get(effect.scope), effect.about or person.id
    if scope is None or not person.active:
        return False
    if subject == person.id:
        return scope.subject
    about = roster.people.get(subject)
    above = [*roster.path(about.unit)] if about is not None else []
    led = bool(scope.permission) and person.unit in above
    return led and rules.grants(person.role, scope.permission)


def needed(
    kind: str, activity: Activity[Any], entry: Entry[Any] | None, event: Event, outcome: Outcome
) -> str:
    """The permission that this decision takes; "" where anybody, or a part of it, may."""
    if not isinstance(outcome, Decision) or kind not in MACHINES:
        return ""
    right = RIGHT_TO_LEAD[kind]
    if isinstance(event, Started):
        return "" if kind in ANYBODY_BEGINS or activity.state.phase in LOOKS else right
    name = event_name(event).split(".")[0]
    if name == VERB:
        return ""
    machine = MACHINES[kind]
    if kind == "talk":
        found = [each for each in machine.rows if each.event == name]
    else:
        found = list(machine.find(activity.state.phase, name))
    leading = (ORGANIZER, DRAFTER) if kind == "talk" else (ORGANIZER,)
    if found and all(each.by in leading for each in found):
        return right
    return ""
