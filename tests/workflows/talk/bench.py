"""One offer of talks driven event by event, without a database: claims, facts and timers are
kept here, what is said is put into words in both languages, what is kept comes back from JSON."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, get_args

import msgspec

from service.core.calendar import QuietHours
from service.core.choices import ChoiceId
from service.core.effects import Claim, ClearTimer, Edit, Effect, Release, Send, SetTimer, ToPerson
from service.core.events import Chose, Event, Said, Started, TimerFired
from service.core.message import Choice, Message, Place, Ref
from service.core.people import LANGUAGES, Person, Roster, Unit
from service.core.queries import AuditTrail, Circumstances, Entries, History, QueryResults
from service.core.texts import Secret
from service.core.workflow import Activity, Context, Decision, Entry, Outcome, Rejected, rules_of
from service.runtime.localization.catalog import Catalog, Locale
from service.runtime.outbound.rendering import render
from service.workflows.talk import WORKFLOW
from service.workflows.talk.model import Offer, Phase, Stage, Talk, keys_of, lead_of
from service.workflows.talk.record import READ
from service.workflows.talk.urgency import EVER

SECRETARY, LI, ZHANG, CHAIR, PEER = 1, 2, 3, 4, 5
BRANCH = 20
ROSTER = Roster(
    units={10: Unit(10, "总支"), BRANCH: Unit(BRANCH, "第一支部", parent=10)},
    people={
        SECRETARY: Person(SECRETARY, "王敏", BRANCH, role="secretary"),
        LI: Person(LI, "李华", BRANCH),
        ZHANG: Person(ZHANG, "Zhang", BRANCH, language="en", timezone="Europe/Berlin"),
        CHAIR: Person(CHAIR, "赵书记", 10, role="secretary"),
        PEER: Person(PEER, "同志", BRANCH),
    },
)
WORDS = Catalog.of(["service.workflows.talk"])
NOW = datetime(2026, 3, 6, 2, tzinfo=UTC)  # a Friday, 10:00 in Shanghai


def _seal(value: Any) -> str:
    assert isinstance(value, Secret)
    return value.token or f"sealed {len(value.fresh)}"


def _unseal(wanted: type, value: Any) -> Any:
    assert wanted is Secret
    return Secret(token=value)


class Bench:
    """Activity 7, whose claims may be shared with another bench."""

    def __init__(
        self,
        details: dict[str, Any],
        *,
        now: datetime = NOW,
        number: int = 7,
        claims: dict[str, tuple[int, int]] | None = None,
        quiet: QuietHours | None = None,
        by: int = SECRETARY,
    ) -> None:
        self.now = now
        self.quiet = quiet or QuietHours()
        self.claims = claims if claims is not None else {}  # key → (activity, member)
        self.talks: dict[int, Talk] = {}
        self.timers: dict[tuple[int, str], SetTimer] = {}
        self.offered: dict[int, dict[str, Choice]] = {}  # by reader
        self.asked: dict[int, tuple[str, int | None]] = {}  # by reader: token, about whom
        self.effects: tuple[Effect, ...] = ()
        self.finished = False
        state = WORKFLOW.begin(self.context(by), BRANCH, details)
        assert isinstance(state, Offer), state
        self.activity: Activity[Offer] = Activity(number, "talk", BRANCH, state)
        self.outcome = self.do(Started(), by)

    def context(self, actor: int | None, taken: frozenset[str] = frozenset()) -> Context:
        queries = (
            QueryResults(
                {
                    Entries(self.activity.id): tuple(sorted(self.talks.items())),
                    Circumstances(BRANCH, SECRETARY): {},
                    History("talk", BRANCH, EVER): (),
                    AuditTrail(self.activity.id, READ): (),
                }
            )
            if hasattr(self, "activity")
            else QueryResults()
        )
        return Context(
            now=self.now,
            actor=ROSTER.people[actor] if actor else None,
            roster=ROSTER,
            queries=queries,
            taken=taken,
            quiet=self.quiet,
            rules=rules_of((WORKFLOW,)),
        )

    def do(self, event: Event, actor: int | None, about: int | None = None) -> Outcome:
        """Let the machine decide, twice if a claim is taken, and keep what it decides."""
        person = about if about is not None else actor
        entry = Entry(self.activity.id, person, self.talks.get(person)) if person else None
        outcome = WORKFLOW.decide(self.context(actor), self.activity, entry, event)
        if isinstance(outcome, Decision):
            wanted = {each.key for each in outcome.effects if isinstance(each, Claim)}
            taken = frozenset(wanted & self.claims.keys())
            if taken:
                again = self.context(actor, taken)
                outcome = WORKFLOW.decide(again, self.activity, entry, event)
                if isinstance(outcome, Decision):
                    assert not any(isinstance(each, Claim) for each in outcome.effects)
        self.effects = ()
        if isinstance(outcome, Decision):
            self._keep(outcome, person)
        self.outcome = outcome
        return outcome

    def _keep(self, decision: Decision, person: int | None) -> None:
        if decision.activity is not None:
            kept = msgspec.json.decode(msgspec.json.encode(decision.activity), type=Offer)
            assert kept == decision.activity
            assert kept.phase in get_args(Phase)
            self.activity = replace(self.activity, state=kept)
            self.finished = decision.finished
        if decision.entry is not None:
            assert person in self.activity.state.members
            encoded = msgspec.json.encode(decision.entry, enc_hook=_seal)
            talk = msgspec.json.decode(encoded, type=Talk, dec_hook=_unseal)
            assert talk.phase in get_args(Stage)
            assert WORKFLOW.summary(talk).status == talk.phase
            self.talks[person] = talk
        self.effects = decision.effects
        for effect in decision.effects:
            self._carry_out(effect, person or 0)
        if decision.finished:
            self.finished = True
            self.timers.clear()
            for key in [k for k, held in self.claims.items() if held[0] == self.activity.id]:
                del self.claims[key]

    def _carry_out(self, effect: Effect, person: int) -> None:
        match effect:
            case Release(key):
                assert self.claims.get(key, (self.activity.id,))[0] == self.activity.id
                self.claims.pop(key, None)
            case Claim(key):
                assert key not in self.claims
                self.claims[key] = (self.activity.id, person)
            case SetTimer(name, _, about, _):
                self.timers[about or 0, name] = effect
            case ClearTimer(name, about):
                self.timers.pop((about or 0, name), None)
            case Send() | Edit():
                assert isinstance(effect.to, ToPerson), "nothing of a talk is said in a room"
                for language in LANGUAGES:
                    render(effect.message, WORDS, Locale(language, "Asia/Shanghai"))
                self._remember(effect.to.id, effect.message)
                if effect.asks:
                    self.asked[effect.to.id] = (effect.asks, effect.about)

    def _remember(self, reader: int, message: Message) -> None:
        for row in message.choices:
            for choice in row:
                self.offered.setdefault(reader, {})[choice.id] = choice

    def check_renewal(self) -> None:
        """What is reached can be offered again: a draft of the same with nobody in it, which is
        sent as soon as it is said to whom."""
        before, context = self.activity.state, self.context(SECRETARY)
        assert WORKFLOW.copy_definition is not None
        fresh = WORKFLOW.copy_definition(context, BRANCH, before, {})
        if before.wish or before.phase == "report":
            assert isinstance(fresh, Rejected)
            return
        assert isinstance(fresh, Offer)
        assert WORKFLOW.copy_definition(context, BRANCH, fresh, {}) == fresh, (
            "a template of a template"
        )
        assert (fresh.phase, fresh.members, fresh.link, fresh.place) == ("draft", (), None, "")
        assert (fresh.minutes, fresh.form) == (before.minutes, before.form)
        assert all(slot.at > self.now for slot in fresh.slots)
        assert len(fresh.slots) == len({slot.at for slot in before.slots})
        assert WORKFLOW.dry_run is not None
        tried = WORKFLOW.dry_run(context, BRANCH, before)
        if before.slots:
            assert isinstance(tried, Offer)
            assert set(tried.members) == {LI, ZHANG, PEER}
            assert (tried.place, tried.link) == (before.place, before.link)
        self.activity, self.talks, self.finished = replace(self.activity, state=fresh), {}, False
        self.do(Started(), SECRETARY)
        assert self.activity.state.phase == "draft"
        self.say(SECRETARY, "members", "李华")
        if fresh.slots:
            self.press(SECRETARY, "send")
            assert self.activity.state.phase == "offered"

    # -- acting

    def press(self, actor: int, verb: str, *args: str, about: int | None = None) -> Outcome:
        choice = ChoiceId(self.activity.id, verb, args, about).encode()
        return self.take(actor, choice)

    def take(self, actor: int, choice: str) -> Outcome:
        decoded = ChoiceId.decode(choice)
        about = decoded.about if decoded else None
        return self.do(Chose(ref(actor), str(actor), choice), actor, about)

    def say(self, actor: int, asked: str, words: str, about: int | None = None) -> Outcome:
        return self.do(Said(ref(actor), str(actor), words, asked=asked), actor, about)

    def fire_due(self) -> None:
        """Fire every timer that is due, the earliest first."""
        while True:
            due = [(key, arm) for key, arm in self.timers.items() if arm.at <= self.now]
            if not due:
                return
            (about, name), arm = min(due, key=lambda each: each[1].at)
            del self.timers[about, name]
            self.do(TimerFired(name, arm.at, arm.step), None, about or None)

    def sent(self, to: int) -> list[Send]:
        return [e for e in self.effects if isinstance(e, Send) and e.to == ToPerson(to)]

    def booked(self) -> list[tuple[int, datetime]]:
        return [(who, t.at) for who, t in self.talks.items() if t.phase == "booked" and t.at]

    def held_keys(self) -> set[str]:
        """What must be claimed for the talks that are booked."""
        offer = self.activity.state
        return {
            key
            for who, at in self.booked()
            for key in keys_of(offer, lead_of(offer, self.talks[who]), who, at)
        }


def ref(person: int) -> Ref:
    return Ref(Place("webchat", f"@{person}"), "m1", private=True)
