"""The life of a study task: that of `sdk.lifecycle`, with a time to make up after the deadline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from service.core.calendar import local, shown
from service.core.choices import ChoiceId
from service.core.effects import Effect, Inform, Raise, Send, SetTimer, Start
from service.core.message import Choice, Message
from service.core.people import Person
from service.core.texts import Arg, Moment, Words, lines, series, text
from service.core.workflow import Context, Decision, Outcome, Rejected
from service.sdk.cards import Card
from service.sdk.lifecycle import Facts, Lifecycle
from service.sdk.nudge import Whom
from service.sdk.panels import Button, button, paragraphs
from service.sdk.participation import People
from service.sdk.reminders import Remind
from service.sdk.state import Schedule, State
from service.sdk.turn import also
from service.workflows.study.form import FORM, following, planned, shown_materials
from service.workflows.study.model import (
    DONE,
    OPEN,
    SETTLED,
    STATUSES,
    Progress,
    Share,
    Study,
    StudyState,
    StudyTurn,
    way_of,
)

MOST_ADDED_UP = 500  # people on one card of hours
MAKE_UP = timedelta(days=30)  # after the deadline
PERMISSION = "study.manage"
ATTEMPTS = 2  # at its quiz; whoever is below the pass mark then has one more


def facts(turn: StudyTurn, share: Share) -> Facts:
    """What the texts say of a task, and of one person's part in it."""
    study, way = turn.state.definition, way_of(turn.state)
    closes = turn.state.schedule.closes_at
    return {
        "way": way.kind,
        "bank": way.bank,
        "mark": study.pass_mark,
        "hours": study.hours or 0,
        "materials": shown_materials(study.materials),
        "status": share.status,
        "percent": share.percent,
        "ready": 2 if turn.activity.sandbox else int(bool(turn.state.progress.quiz)),
        "until": closes + MAKE_UP if closes else None,
    }


def begins(turn: StudyTurn) -> Iterable[Effect]:
    """Those whom it names get their part; its quiz begins, and lasts until nobody can make up."""
    yield from (Raise("seat", each) for each in turn.state.progress.named)
    study, closes = turn.state.definition, turn.state.schedule.closes_at
    real = turn.activity.sandbox is None  # a quiz would be a real one
    if real and study.way is not None and study.way.bank and closes is not None:
        title = f"{study.title} · {study.way.bank}"[:200]
        details = {
            "bank": study.way.bank, "title": title, "opens_at": turn.now,
            "closes_at": closes + MAKE_UP, "pass_mark": study.pass_mark, "attempts": ATTEMPTS,
            "remind_before": 0, "feedback": "end", "within": turn.id,
        }  # fmt: skip
        yield Start("quiz", turn.unit, turn.state.organizer, details)


def ends(turn: StudyTurn) -> dict[str, datetime]:
    closes = turn.state.schedule.closes_at
    return {"end": closes + MAKE_UP} if closes is not None else {}


def hours_card(context: Context, unit: int, actor: Person, *, everybody: bool) -> StudyState:
    """The card of this year's hours: of who asks, or of `everybody` in the unit; where these are
    too many, of those who are in no unit below it."""
    roster, zone = context.roster, context.roster.unit_timezone(unit)
    first = datetime.combine(date(shown(context.now, zone).year, 1, 1), time())
    members = roster.members(unit) if everybody else ()
    whose = members if len(members) <= MOST_ADDED_UP else roster.here(unit)
    progress = Progress(named=tuple({each.id: None for each in (*whose, actor)}))
    return State("card", Study(), progress, actor.id, Schedule(opens_at=local(first, zone)))


class StudyLife(Lifecycle[Study, Progress, Share]):
    """What differs from the life of others: a whole list is published at once, the deadline leaves
    time to make up, and a member's card leads to what they are to do next."""

    __slots__ = ()

    def begin(
        self, context: Context, unit: int, details: Mapping[str, Any]
    ) -> StudyState | Rejected:
        """A task; or the card of hours, for `hours` and for whoever may not set tasks."""
        command = details.get("command")
        sets = context.may(self.permission, unit)
        if context.actor is not None and command and (command != self.kind or not sets):
            return hours_card(context, unit, context.actor, everybody=sets)
        own = ("norm", "named", "place")
        known = {name: value for name, value in details.items() if name not in own}
        state = super().begin(context, unit, known)
        return state if isinstance(state, Rejected) else planned(state, details)

    def started(self, turn: StudyTurn) -> Outcome:
        """The others of a list are planned without a word."""
        outcome = super().started(turn)
        if turn.state.progress.place and isinstance(outcome, Decision):
            quiet = (each for each in outcome.effects if not isinstance(each, Send))
            return replace(outcome, effects=tuple(quiet))
        return outcome

    def publish(self, turn: StudyTurn) -> Outcome:
        """With the others of the list."""
        outcome = super().publish(turn)
        if not isinstance(outcome, Decision) or outcome.activity.phase in ("draft", "cancelled"):
            return outcome
        rest, led_by = following(outcome.activity), turn.state.organizer
        begun = replace(outcome, activity=outcome.activity.advanced(series=()))
        return also(begun, *(Start(self.kind, turn.unit, led_by, each) for each in rest))

    def close(self, turn: StudyTurn) -> Outcome:
        """The deadline, also an early one: whoever is not done, or was on leave, can make up."""
        outcome = super().close(turn)
        if not isinstance(outcome, Decision):
            return outcome
        now = turn.becomes(outcome.activity)
        said = self.say(now, "study-overdue", "study-button-read", **self._facts(now, Share()))
        whom: Any = {"but_status": SETTLED, "only_status": self._whose(turn)}
        told = now.members("overdue", said, deferrable=True, time_sensitive=True, **whom)
        revision = now.state.schedule.revision
        over = (SetTimer(name, at, revision=revision) for name, at in ends(now).items())
        return also(outcome, *over, *told)

    def call_off(self, turn: StudyTurn) -> Outcome:
        quiz = turn.state.progress.quiz
        return also(super().call_off(turn), *((Inform(quiz, "cancelled"),) if quiz else ()))

    def announcement(self, turn: StudyTurn) -> Message:
        first = button(turn.activity, begins_with(turn), leads=True)
        return replace(super().announcement(turn), choices=((first,),))

    def say(self, turn: StudyTurn, key: str, *buttons: str, **args: Arg) -> Message:
        """A lecture is not begun but checked in at."""
        first = begins_with(turn)
        own = (first if each == "study-button-read" else each for each in buttons)
        return super().say(turn, key, *own, **args)

    def unanswered(self, turn: StudyTurn) -> Whom:
        """Whoever still has something to do, also where they have begun."""
        answered = (*SETTLED, "leave")
        return Whom(answered, self._whose(turn), end=turn.state.schedule.closes_at)

    def describe(self, turn: StudyTurn) -> Words:
        """With the others of a list that is not published yet, and for whom it is alone."""
        said, named = turn.state.progress.series, turn.state.progress.named
        listed = (lines(Moment(each.closes_at), each.title, sep=" ") for each in said)
        rest = lines(text("study-series", n=len(said)), *listed) if said else None
        names = series(turn.roster.names(named))
        whom = text("study-named", names=names) if named and turn.state.phase == "draft" else None
        return paragraphs(super().describe(turn), whom, rest)

    def card(self, turn: StudyTurn) -> Card:
        """What its organizer can do in this phase."""
        state, activity = turn.state, turn.activity
        usual = super().card(turn)
        if state.phase == "draft":
            options = "sdk-button-options" if way_of(state).kind == "quiz" else ""  # its pass mark
            changes: tuple[Button, ...] = ("sdk-button-edit", options, "study-button-whom")
            return replace(usual, common=(changes,))
        lecture = way_of(state).kind == "lecture"
        own = begins_with(turn)  # who organizes studies too
        files: tuple[Button, ...] = ("sdk-button-export", "study-button-record")
        if state.phase == "open":
            first = "study-button-code" if lecture else "sdk-button-progress"
            common = ("sdk-button-progress" if lecture else "", "sdk-button-nudge")
            more: tuple[Button | tuple[Button, ...], ...] = (
                own, "study-button-note", files, "sdk-button-close",
            )  # fmt: skip
            return Card(activity, first, (common,), more, danger="sdk-button-cancel")
        if state.phase == "closed":
            common = ("study-button-note", "study-button-record")
            rest = (own, "sdk-button-export", "study-button-end")
            return Card(activity, "sdk-button-progress", (common,), rest)
        if state.phase == "over":
            return Card(
                activity, "study-button-record", (("sdk-button-progress", "sdk-button-export"),)
            )
        return usual

    def own(self, turn: StudyTurn, part: Share) -> Message:
        """How the member stands, and the next thing to do."""
        shown = super().own(turn, part)
        if part.status in ("read", "failed") and way_of(turn.state).kind == "quiz":
            quiz = turn.state.progress.quiz
            verb = "again" if part.status == "failed" else "begin"
            label = text("study-button-quiz", again=int(part.status == "failed"))
            row = (Choice(ChoiceId(quiz, verb).encode(), label),) if quiz else ()
            return replace(shown, choices=(row, *shown.choices) if row else shown.choices)
        return shown


def begins_with(turn: StudyTurn) -> str:
    """The button of a member's first step."""
    return f"study-button-{'here' if way_of(turn.state).kind == 'lecture' else 'read'}"


def buttons(turn: StudyTurn, share: Share) -> tuple[str, ...]:
    """What a member can do."""
    phase, status, kind = turn.state.phase, share.status, way_of(turn.state).kind
    if status in SETTLED or phase not in ("open", "closed"):
        return ()
    later = ("study-button-leave",) if phase == "open" and status != "leave" else ()
    if status == "read":
        return ("study-button-write",) if kind == "words" else ()
    return (*(() if status == "failed" else (begins_with(turn),)), *later)


LIFE = StudyLife(
    kind="study",
    permission=PERMISSION,
    form=FORM,
    blank=(Study(), Progress(), Share()),
    facts=facts,
    invitation=("study-button-read",),
    buttons=buttons,
    people=People(
        Share.summary, STATUSES, taking_part=DONE, hours=lambda share, study: share.hours(study)
    ),
    remind=Remind(
        "closes_at", (86400,), but_status=(*SETTLED, "leave"), buttons=("study-button-read",)
    ),
    times=ends,
    begins=begins,
    ask_close=lambda turn: text("study-confirm-close"),
    waits=(*OPEN, "leave"),
    goes_on={"over": ()},
)
