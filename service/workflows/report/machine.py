"""A series of reports: its life is that of `sdk.lifecycle`, its rounds and what members do in them
are here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.core.access import SEES_FIGURES
from service.core.effects import Effect, Raise, Send, ToRoom
from service.core.message import Message
from service.core.standing import Standing, Waiting
from service.core.texts import Lines, Words, lines, text
from service.core.workflow import Activity, Context, Outcome, Rejected
from service.sdk import transitions as t
from service.sdk.cards import Card
from service.sdk.lifecycle import Facts, Lifecycle
from service.sdk.nudge import Whom
from service.sdk.panels import choice, in_rows, keep_button
from service.sdk.participation import People
from service.sdk.recurrences import rule_words
from service.sdk.standing import standing, takes_part
from service.sdk.state import State
from service.sdk.turn import refused
from service.workflows.report import answering as a
from service.workflows.report import personal, replies, rounds, table
from service.workflows.report.drafting import FORM
from service.workflows.report.model import (
    KIND,
    NOT_ASKED,
    PERMISSION,
    Part,
    ReportTurn,
    Rounds,
    Series,
    SeriesState,
    day_words,
    form_of,
    next_round,
    reporting,
    round_at,
)
from service.workflows.report.readers import candidates, contact_of, knows_who, readers

RATES = "reports"  # the command that shows rates
MOST_NAMED = 20


def facts(turn: ReportTurn, part: Part) -> Facts:
    """What the texts say of a series."""
    form, rule, rates = form_of(turn.state), turn.state.definition.rule, turn.state.progress.rates
    coming = next_round(turn.state, turn.now, turn.context.holidays)
    runs = round_at(turn.state, turn.unit_timezone, turn.now)
    day = rates[-1].day if rates else runs
    return {
        "name": form.name,
        "rule": rule_words(rule, rule.timezone) if rule is not None else "—",
        "questions": Lines(tuple(lines("· ", each.ask, sep="") for each in form.questions)),
        "readers": "、".join(turn.roster.names(readers(turn))) or "—",
        "contact": turn.roster.name(contact_of(turn)),
        "sealed": int(form.sensitive),
        "answered": int(form.answered),
        "next": day_words(coming) if coming else "—",
        "round": "counted" if rates else "runs" if runs else "ahead",
        "day": day_words(day) if day else "—",
        "rate": rounds.rate_words(rates[-1]) if rates else "—",
    }


class Reports(Lifecycle[Series, Rounds, Part]):
    """The life of a series: nobody signs up, it opens with its first round to come, and who leads
    it sees rounds instead of a list of people."""

    __slots__ = ()

    def begin(
        self, context: Context, unit: int, details: Mapping[str, Any]
    ) -> SeriesState | Rejected:
        """By a command, with the `kind` of report that a duty asks for; or from a plan, whose
        `form` is the id of one or a form in lines."""
        if details.get("command") == RATES:
            allowed = context.may(SEES_FIGURES, unit)
            return State("list", Series(), Rounds()) if allowed else refused("sdk-not-allowed")
        book = context.rules.book_of(context.roster, unit)
        if "command" in details:
            found = Lifecycle.begin(self, context, unit, {"command": KIND})
            form = book.report(str(details.get("kind", "")))
            return (
                found if form is None or isinstance(found, Rejected) else found.defined(form=form)
            )
        form = book.report(str(details.get("form", "")))
        named = {**details, "form": form} if form is not None else details
        return Lifecycle.begin(self, context, unit, named)

    def opens(self, turn: ReportTurn) -> Outcome:
        """It opens: everybody whom it is for hears when the first round comes."""
        closes_at = turn.state.schedule.closes_at
        if closes_at is not None and closes_at <= turn.now:
            return self._missed(turn)
        rehearsed = turn.activity.sandbox is not None  # by whoever tries it out
        who = () if rehearsed else turn.book.standings(form_of(turn.state).who)
        opened = turn.becomes(replace(turn.state, phase="open").advanced(who=who))
        said = Message(self.describe(opened), self.title(opened.state.definition))
        told = opened.members("invited", said, standings=who, deferrable=True, time_sensitive=True)
        room: tuple[Effect, ...] = () if who else (Send(ToRoom(turn.unit), "invitation", said),)
        timers = (*self.timers(opened), *rounds.first_timer(opened))
        return self._shown(opened, "opened", effects=(*timers, *room, *told))

    def close(self, turn: ReportTurn) -> Outcome:
        """It is over; what runs is counted at once."""
        closed = Lifecycle.close(self, turn)
        if isinstance(closed, Rejected):
            return closed
        count = Raise("ended", revision=turn.state.schedule.revision)
        return replace(closed, effects=(*closed.effects, count))

    def card(self, turn: ReportTurn) -> Card:
        phase, activity = turn.state.phase, turn.activity
        if phase == "draft":
            changes = ("sdk-button-edit", "report-button-contact")
            return Card(activity, "sdk-button-publish", (changes,), danger="sdk-button-drop")
        if phase in ("open", "closed"):
            export = "sdk-button-export"
            if phase == "closed":
                return Card(activity, "report-button-table", (export,))
            common = (("report-button-mine", "sdk-button-nudge", export),)
            more = ("report-button-contact",)
            return Card(activity, "report-button-table", common, more, "report-button-stop")
        return Lifecycle.card(self, turn)

    def reach(self, turn: ReportTurn) -> Words:
        who = turn.book.standings(form_of(turn.state).who)
        if not who:
            return Lifecycle.reach(self, turn)
        asked = [x for x in turn.roster.members(turn.unit) if x.standing in who]
        return text("report-reach", n=len(asked))

    def unanswered(self, turn: ReportTurn) -> Whom:
        """Who has not answered the round that runs where they are."""
        days = {round_at(turn.state, each, turn.now) for each in rounds.zones(turn)}
        oldest = min(days - {""}, default="~")
        answered = tuple(each for each in turn.state.progress.days if each >= oldest)
        hidden, who = not knows_who(turn), turn.state.progress.who
        return Whom((*answered, *NOT_ASKED), standings=who, nameless=hidden)

    def announcement(self, turn: ReportTurn) -> Message:
        again = len(turn.state.progress.days) > 1
        return rounds.asking(turn, "report-reminder", again=again)

    def own(self, turn: ReportTurn, part: Part) -> Message:
        return a.own(turn, part)

    def export(self, turn: ReportTurn) -> Outcome:
        return table.export(turn)

    def standing(
        self, context: Context, activity: Activity[Any], parts: Mapping[int, Part]
    ) -> Standing | None:
        """A report waits for who is asked, until the next round."""
        state, actor = activity.state, context.actor
        if state.phase == "list" or actor is None:
            return None
        part, who = parts.get(actor.id, Part()), state.progress.who
        day = round_at(state, actor.timezone, context.now) if state.phase == "open" else ""
        mine = takes_part(context, activity) and (not who or actor.standing in who)
        asked = mine and day and part.day != day and part.away is None and not part.refused
        waits = (Waiting(text("report-todo"), verb="mine"),) if asked else ()
        members = ("open",) if mine else ()
        empty = state.definition == Series()
        return standing(context, activity, PERMISSION, own=waits, members=members, empty=empty)


LIFE = Reports(
    kind=KIND,
    permission=PERMISSION,
    form=FORM,
    blank=(Series(), Rounds(), Part()),
    facts=facts,
    invitation=(),
    buttons=lambda turn, part: (),
    people=People(Part.summary, ()),
    cancellable="scheduled",
)


def ask_contact(turn: ReportTurn) -> Outcome:
    """Who is told of the silent first? (`contact:person` sets it.)"""
    known = candidates(turn)[:MOST_NAMED]
    for person in turn.ints()[:1]:
        if person not in [each.id for each in known]:
            return turn.refuse("sdk-moved-on")
        turn = turn.becomes(turn.state.advanced(contact=person))
        shown, prompt = LIFE.organizer_view(turn)
        said = turn.panel(shown, prompt=prompt)
        return turn.done("report.contact_chosen", state=turn.state, effects=said)
    names = zip(known, turn.roster.names(each.id for each in known), strict=True)
    buttons = [choice(turn.activity, "contact", name, each.id) for each, name in names]
    rows = (*in_rows(buttons, 2), (keep_button(turn.activity),))
    asked = turn.panel(Message(text("report-ask-contact"), form_of(turn.state).name, rows))
    return turn.done("report.contact_asked", effects=asked)


def ask_stop(turn: ReportTurn) -> Words:
    return text("report-confirm-stop", n=len(reporting(turn.roster, turn.unit, turn.state)))


OWN: Any = {"by": t.PARTICIPANT, "undo": t.IDEMPOTENT}
STEP: Any = {"by": t.PARTICIPANT, "undo": t.PROGRESS}
TIME: Any = {"by": t.SYSTEM, "undo": t.BY_SYSTEM}
READS: Any = {"by": t.ORGANIZER, "undo": t.READ_ONLY}
MACHINE = LIFE.machine(
    t.on("list", "started", table.overview, requires=(table.around,), **TIME),
    t.on("draft scheduled open", "contact", ask_contact, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    t.on("open", "@round", rounds.begin, **TIME),
    t.on("open", "@ask", rounds.ask, **TIME),
    t.on("open", "@silent", rounds.remind, **TIME),
    t.on("open", "@late", rounds.late, requires=(t.results,), **TIME),
    t.on("open", "@overdue", rounds.overdue, requires=(t.results,), **TIME),
    t.on("open", "@back", a.here, **TIME),
    t.on("closed", "@ended", rounds.ended, requires=(t.results,), **TIME),
    t.on("open", "handed_over", personal.handed_over, **TIME),
    t.on("open", "member_left", personal.member_left, **TIME),
    t.on("open", "said attached", a.overheard, by=t.PARTICIPANT, undo=t.READ_ONLY),
    t.on("open", "mine", LIFE.shown, by=t.PARTICIPANT, undo=t.READ_ONLY),
    t.on("open", "same", a.asked_only(a.same), **OWN),
    t.on("open", "fill revise change", a.asked_only(a.fill), toggle=True, **STEP),
    t.on("open", "q", a.asked_only(a.pick), **STEP),
    t.on("open", "a ?a", t.in_private(a.asked_only(a.answer)), **STEP),
    t.on("open", "submit", a.asked_only(a.submit), **STEP),
    t.on("open", "leave", a.leave, **STEP),
    t.on("open", "agree", a.agree, **OWN),
    t.on("open", "refuse", a.refuse, **OWN),
    t.on("open", "away ?away", t.in_private(a.away), **OWN),
    t.on("open", "here", a.here, **OWN),
    t.on("open closed", "view", a.view, by=t.PARTICIPANT, undo=t.READ_ONLY),
    t.on("open closed", "table", table.show, requires=(t.entries,), **READS),
    t.on("open closed", "read", replies.read, **READS),
    t.on("open closed", "reply", replies.ask_reply, **READS),
    t.on("open closed", "?reply", t.in_private(replies.reply), by=t.ORGANIZER, undo=t.IDEMPOTENT),
    t.confirmed(
        "open", "stop", LIFE.close, by=t.ORGANIZER, ask=ask_stop,
        yes=text("report-button-stop-yes"),
    ),
)  # fmt: skip
