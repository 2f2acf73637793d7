"""A workflow driven event by event, without a database: what is decided is checked and kept.

    life = Harness(WORKFLOW)
    life.begin()                      # the secretary gives the command
    life.types("植树", SECRETARY)      # answers what was asked
    life.taps("发布", SECRETARY)       # a button, by the words on it
    life.advance(hours=2)             # fires the timers that have come due, in their order

Every decision is asked for twice and must be the same; the state must come back from JSON as it
was; each message must have words in both languages, and no button that the machine does not know;
and what can be undone must give back what was there. `service.testkit.harness` brings the texts and
the codec of the service.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Protocol

from service.core import privacy
from service.core.access import Rules
from service.core.calendar import Holidays, QuietHours
from service.core.choices import HOME, ChoiceId
from service.core.effects import (
    Agree,
    Claim,
    ClearTimer,
    Edit,
    Effect,
    Inform,
    OpenPage,
    Raise,
    Release,
    Send,
    SetTimer,
    ToChat,
    ToMembers,
    ToPerson,
    ToRoom,
)
from service.core.events import (
    Attached,
    Chose,
    CommandGiven,
    Event,
    Informed,
    Said,
    Started,
    TimerFired,
)
from service.core.message import Chat, Choice, Message, Ref
from service.core.people import LANGUAGES, Language, Person, Roster, Unit
from service.core.queries import (
    Appointments,
    Claimed,
    Entries,
    EntrySummary,
    Numbered,
    Ongoing,
    OwnDone,
    PageOpen,
    QueryResults,
    Results,
)
from service.core.screen import Screen
from service.core.secret_ballots import (
    Ballots,
    CastBallot,
    ChangeBallot,
    HasBallot,
    LockUrn,
    OpenUrn,
    SealedMark,
    Urn,
)
from service.core.standing import Standing
from service.core.texts import Words
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    Workflow,
    menu_of,
    rules_of,
)
from service.sdk.transitions import Machine
from service.sdk.undo_testing import check_undo, choices_of

SECRETARY, LI, ZHANG, CHAIR, OUTSIDER = 1, 2, 3, 4, 5
COMMITTEE, BRANCH, NEIGHBOUR = 10, 20, 30
ROSTER = Roster(
    units={
        COMMITTEE: Unit(COMMITTEE, "总支"),
        BRANCH: Unit(BRANCH, "第一支部", parent=COMMITTEE),
        NEIGHBOUR: Unit(NEIGHBOUR, "第二支部", parent=COMMITTEE),
    },
    people={
        SECRETARY: Person(SECRETARY, "王书记", BRANCH, role="secretary"),
        LI: Person(LI, "李华", BRANCH),
        ZHANG: Person(ZHANG, "张三", BRANCH, language="en", timezone="Europe/Berlin"),
        CHAIR: Person(CHAIR, "赵书记", COMMITTEE, role="secretary"),
        OUTSIDER: Person(OUTSIDER, "外人", NEIGHBOUR),
    },
)
"""A branch of three with its secretary, the committee above it, and a branch beside it."""

START = datetime(2026, 3, 6, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai
ACTIVITY = 7
ROOM = Chat("memory", "room")
SEALED = "~sealed~"


class Service(Protocol):
    """What of the service the harness leans on."""

    def say(self, words: Words, language: Language) -> str:
        """The words in this language. Raises KeyError where there are none."""

    def check(self, message: Message, language: Language) -> None:
        """Raises where a message can't be rendered, with all that is attached."""

    def stored(self, workflow: Workflow, state: Any, *, part: bool) -> Any:
        """The state as it comes back from a row."""


@dataclass(frozen=True, slots=True)
class Told:
    """A message as one person, or the room (0), has it."""

    to: int
    send: Send | Edit

    @property
    def message(self) -> Message:
        return self.send.message


class Harness:
    """One activity of the workflow, and the people of a small organization.

    `answers`: to queries that the harness can't answer itself. `settings`: what is set for the
    kind. `beside`: other kinds that there are. Two that share their `claims` have numbers of their
    own.
    """

    def __init__(
        self,
        workflow: Workflow,
        service: Service,
        *,
        machine: Machine[Any, Any] | None = None,
        roster: Roster = ROSTER,
        unit: int = BRANCH,
        rules: Rules | None = None,
        quiet: QuietHours | None = None,
        holidays: Holidays | None = None,
        answers: Mapping[Any, Any] | None = None,
        settings: Any = None,
        beside: Sequence[Workflow] = (),
        now: datetime = START,
        number: int = ACTIVITY,
        claims: dict[str, int] | None = None,
    ) -> None:
        self.workflow = workflow
        self.service = service
        self.machine = machine
        self.roster = roster
        self.unit = unit
        self.settings = {workflow.kind: settings}
        self.rules = rules_of((workflow, *beside), rules, self.settings)
        self.menu = menu_of((workflow, *beside))
        self.quiet = quiet or QuietHours()
        self.holidays = holidays or Holidays()
        self.answers = dict(answers or {})
        self.now = now
        self.activity: Activity[Any] | None = None
        self.parts: dict[int, Any] = {}
        self.timers: dict[tuple[str, int | None], SetTimer] = {}
        self.number = number
        self.claims = claims if claims is not None else {}  # by which activity each is held
        self.finished = False
        self.outcome: Outcome | None = None
        self.told: list[Told] = []
        self.journal: list[str] = []
        self.undoable: list[str] = []  # actions that could be undone
        self.urns: dict[int, Ballots] = {}  # by round
        self.envelopes: dict[tuple[int, int, str], int] = {}  # places in `whole`, by credential
        self.informed: list[Inform] = []  # what other activities were told
        self.page = ""  # the hash of the token that opens it
        self._decisions = 0

    # -- how it begins

    def begin(
        self,
        details: Mapping[str, Any] | None = None,
        *,
        by: int | None = SECRETARY,
        args: str = "",
    ) -> Outcome:
        """By its command, or as a plan names it (`details`)."""
        wanted = details if details is not None else {"command": self.workflow.kind, "args": args}
        state = self.workflow.begin(self.context(by), self.unit, wanted)
        if isinstance(state, Rejected):
            self.outcome = state
            return state
        return self.start(state, by=by)

    def start(self, state: Any, *, by: int | None = SECRETARY) -> Outcome:
        """From this state, such as one that was copied."""
        self.activity = Activity(self.number, self.workflow.kind, self.unit, state)
        self.parts, self.timers, self.finished = {}, {}, False
        return self.do(Started(), by)

    @property
    def state(self) -> Any:
        assert self.activity is not None, "nothing has begun"
        return self.activity.state

    def context(self, actor: int | None = None, queries: QueryResults | None = None) -> Context:
        self._decisions += 1
        return Context(
            self.now,
            self.roster.people.get(actor) if actor is not None else None,
            self.roster,
            rules=self.rules,
            queries=queries or QueryResults(),
            quiet=self.quiet,
            holidays=self.holidays,
            nonce=sha256(str(self._decisions).encode()).hexdigest()[:12],
            settings=self.settings,
            menu=self.menu,
        )

    # -- what happens

    def do(self, event: Event, actor: int | None = None, about: int | None = None) -> Outcome:
        """Decide about the event. `about`: whose part it concerns, when it is not the actor's."""
        assert self.activity is not None, "nothing has begun"
        about = about if about is not None else actor
        entry = Entry(self.number, about, self.parts.get(about)) if about is not None else None
        needed = self.workflow.requires(self.activity, entry, event)
        context = self.context(actor, QueryResults({each: self._answer(each) for each in needed}))
        outcome = self._decide(context, entry, event)
        self.outcome = outcome
        if isinstance(outcome, Rejected):
            if outcome.say is not None:
                for language in LANGUAGES:
                    assert self.service.say(outcome.say, language)
            return outcome
        armed = {key: each.at for key, each in self.timers.items()}
        if check_undo(self, context, entry, decision=outcome, timers=armed):
            self.undoable.append(outcome.action)
        self._keep(outcome, about)
        for effect in outcome.effects:
            self._carry_out(effect)
        for effect in outcome.effects:
            if isinstance(effect, Raise):
                due = TimerFired(effect.name, self.now, effect.revision)
                self.do(due, None, effect.person)
        self.outcome = outcome
        return outcome

    def command(self, name: str, actor: int, args: str = "") -> Outcome:
        return self.do(CommandGiven(self._ref(actor), str(actor), name, args), actor)

    def hears(
        self, about: str, details: Mapping[str, Any], sender: int = 0, person: int | None = None
    ) -> Outcome:
        """What another activity tells this one, of the person's part."""
        return self.do(Informed(sender, about, details), None, person)

    def press(
        self, verb: str, *args: str | int, actor: int = SECRETARY, about: int | None = None
    ) -> Outcome:
        """The button of this verb, whether or not anybody has it."""
        choice = ChoiceId(self.number, verb, tuple(map(str, args)), about).encode()
        return self.do(Chose(self._ref(actor), str(actor), choice), actor, about)

    def taps(self, label: str, actor: int, language: Language = "zh-CN") -> Outcome:
        """The newest button with these words on it that the person, or the room, has."""
        for told in reversed(self.told):
            if told.to not in (actor, 0):
                continue
            for choice in choices_of(told.message):
                if label in self.service.say(choice.label, language):
                    known = ChoiceId.decode(choice.id)
                    about = known.about if known is not None else None
                    return self.do(Chose(self._ref(actor), str(actor), choice.id), actor, about)
        raise AssertionError(f"nobody has offered {label!r} to {actor}: {self.labels(actor)}")

    def types(self, words: str, actor: int) -> Outcome:
        """An answer in private to what was asked last, or plain words."""
        told = next((each.send for each in reversed(self.told) if each.to == actor), None)
        if told is None:
            return self.answer("", words, actor)
        return self.answer(told.prompt, words, actor, told.about)

    def sends(self, name: str, actor: int, size: int = 1000) -> Outcome:
        """A file in private, as an answer to what was asked last."""
        told = next((each.send for each in reversed(self.told) if each.to == actor), None)
        asked, about = (told.prompt, told.about) if told is not None else ("", None)
        file = Attached(self._ref(actor), str(actor), name, "", size, name, asked=asked)
        return self.do(file, actor, about)

    def answer(
        self, asked: str, words: str, actor: int = SECRETARY, about: int | None = None
    ) -> Outcome:
        said = Said(self._ref(actor), str(actor), words, asked=asked)
        return self.do(said, actor, about)

    def fire(
        self, name: str, *, after: timedelta = timedelta(), person: int | None = None
    ) -> Outcome:
        """The timer that is set comes due, and is handled `after` that. One that is not set is
        fired as it would be now."""
        timer = self.timers.pop((name, person), None)
        due, revision = (timer.at, timer.revision) if timer is not None else (self.now, 0)
        self.now = max(self.now, due) + after
        return self.do(TimerFired(name, due, revision), None, person)

    def advance(self, until: datetime | None = None, **span: float) -> None:
        """The clock goes on, and fires what comes due in its order."""
        end = until if until is not None else self.now + timedelta(**span)
        while self.timers:
            (name, person), timer = min(self.timers.items(), key=lambda each: each[1].at)
            if timer.at > end:
                break
            self.fire(name, person=person)
        self.now = end

    # -- what comes of it

    def effects(self, kind: type[Effect]) -> list[Any]:
        """Those of the last decision."""
        assert isinstance(self.outcome, Decision), self.outcome
        return [each for each in self.outcome.effects if isinstance(each, kind)]

    def messages(self, person: int = 0) -> list[Message]:
        """What the person, or the room, has been told so far."""
        return [each.message for each in self.told if each.to == person]

    def heard(self, person: int = 0, language: Language = "zh-CN") -> str:
        """The newest of it, in words."""
        return self.words(self.messages(person)[-1], language)

    def words(self, message: Message, language: Language = "zh-CN") -> str:
        parts = (message.title, message.body) if message.title else (message.body,)
        return "\n".join(self.service.say(each, language) for each in parts)

    def labels(self, person: int = 0, language: Language = "zh-CN") -> list[str]:
        """The buttons of the newest message of the person, or the room."""
        told = self.messages(person)[-1:]
        return [
            self.service.say(choice.label, language) for each in told for choice in choices_of(each)
        ]

    def refusal(self, language: Language = "zh-CN") -> str:
        assert isinstance(self.outcome, Rejected), self.outcome
        return self.service.say(self.outcome.say or "", language)

    # -- parts

    def _ref(self, actor: int) -> Ref:
        return Ref(Chat("memory", f"@{actor}"), f"m{self._decisions}", private=True)

    def _decide(self, context: Context, entry: Entry[Any] | None, event: Event) -> Outcome:
        assert self.activity is not None
        outcome = self.workflow.decide(context, self.activity, entry, event)
        again = self.workflow.decide(context, self.activity, entry, event)
        assert outcome == again, "the same question has the same answer"
        if isinstance(outcome, Decision):
            wanted = {each.key for each in outcome.effects if isinstance(each, Claim)}
            taken = frozenset(wanted & self.claims.keys())
            if taken:
                context = replace(context, taken=taken)
                outcome = self.workflow.decide(context, self.activity, entry, event)
                if isinstance(outcome, Decision):
                    assert not any(isinstance(each, Claim) for each in outcome.effects)
        return outcome

    def _keep(self, outcome: Decision, about: int | None) -> None:
        assert self.activity is not None
        self.journal.append(outcome.action)
        if outcome.activity is not None:
            state = self._stored(outcome.activity, part=False)
            self.activity = replace(self.activity, state=state)
        if outcome.entry is not None:
            assert about is not None, "there is nobody's part to write"
            self.parts[about] = self._stored(outcome.entry, part=True)
            assert self.workflow.summary(self.parts[about])
        if outcome.finished or outcome.activity is not None:
            self.finished = outcome.finished
        if outcome.finished:
            self.timers = {}
            for key in [key for key, holder in self.claims.items() if holder == self.number]:
                del self.claims[key]

    def _own_claims(self) -> frozenset[str]:
        return frozenset(key for key, holder in self.claims.items() if holder == self.number)

    def _stored(self, state: Any, *, part: bool) -> Any:
        return self.service.stored(self.workflow, state, part=part)

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case SetTimer(name, _, person):
                self.timers[name, person] = effect
            case ClearTimer(name, person):
                self.timers.pop((name, person), None)
            case Claim(key):
                self.claims[key] = self.number
            case Release(key):
                assert self.claims.pop(key, self.number) == self.number, "it is another's"
            case Agree(number, subject, version, act):
                whose = self.roster.people[number]
                agreed = privacy.after(whose.agreed, subject, version, act)
                self.roster = self.roster.with_people([replace(whose, agreed=agreed)])
            case OpenPage(hashed):
                self.page = hashed
            case Inform():
                self.informed.append(effect)
            case LockUrn() | CastBallot() | ChangeBallot() | OpenUrn():
                self._see_to_urn(effect)
            case Send() | Edit():
                self._tell(effect)
            case _:
                pass

    def _see_to_urn(self, effect: LockUrn | CastBallot | ChangeBallot | OpenUrn) -> None:
        """What lies in the urns is not sealed here; a mark is known by what it begins with."""
        urn = self.urns.get(effect.round, Ballots())
        match effect:
            case LockUrn():
                urn = Ballots()
            case CastBallot(round_, marks, code, person, credential):
                self.envelopes[round_, person, credential] = len(urn.whole)
                whole = (*urn.whole, tuple(each.removeprefix(SEALED) for each in marks))
                urn = replace(urn, whole=whole, codes=tuple(sorted((*urn.codes, code))))
            case ChangeBallot(round_, marks, person, credential):
                at = self.envelopes[round_, person, credential.removeprefix(SEALED)]
                new = tuple(each.removeprefix(SEALED) for each in marks)
                urn = replace(urn, whole=(*urn.whole[:at], new, *urn.whole[at + 1 :]))
            case OpenUrn(_, slips):
                urn = Ballots((), slips, urn.codes if slips else ())
        self.urns[effect.round] = urn

    def _tell(self, effect: Send | Edit) -> None:
        for language in LANGUAGES:
            self.service.check(effect.message, language)
        for choice in choices_of(effect.message):
            self._check_button(choice)
        self.told += [Told(each, effect) for each in self._readers(effect)]

    def _check_button(self, choice: Choice) -> None:
        known = ChoiceId.decode(choice.id)
        assert known is not None, f"{choice.id} is no choice of ours"
        if self.machine is None or known.activity != self.number:
            opens = known.verb in ("show", "begin", "again")
            leads_on = self.machine is None or self.workflow.singleton or opens
            assert known.activity in (self.number, HOME) or leads_on
            return
        phases = self.machine.phases
        assert any(self.machine.legal(each, known.verb) for each in ("", *phases)), (
            f"no transition knows the button {known.verb!r}"
        )

    def _readers(self, effect: Send | Edit) -> Iterator[int]:
        match effect.to:
            case ToPerson(person):
                yield person
            case ToRoom() | ToChat():
                yield 0
            case ToMembers(unit, but_status, only_status) as to:
                for member in filter(to.means, self.roster.members(unit)):
                    part = self.parts.get(member.id)
                    status = self.workflow.summary(part).status if part is not None else ""
                    if status not in but_status and (not only_status or status in only_status):
                        yield member.id

    def standing(self, person: int) -> Standing | None:
        """Where this person's menu lists the activity, and what waits for them."""
        context, activity = self.context(person), self.activity
        if activity is None:
            return None
        watched = self.workflow.watches(context, activity)
        known = {
            each: part
            for each, part in self.parts.items()
            if each == person or self.workflow.summary(part).status in watched
        }
        return self.workflow.standing(context, activity, known) if self.workflow.standing else None

    def screen(self) -> Screen | None:
        """What a big screen shows now."""
        assert self.activity is not None and self.workflow.screen is not None
        known = (Results(self.number), Entries(self.number))
        answers = QueryResults({each: self._answer(each) for each in known})
        return self.workflow.screen(self.context(None, answers), self.activity)

    def _answer(self, query: Any) -> Any:
        match query:
            case Results():
                summaries = [
                    EntrySummary(each, self.workflow.summary(part))
                    for each, part in sorted(self.parts.items())
                ]
                return tuple(sorted(summaries, key=_best_first))
            case Entries():
                return tuple(sorted(self.parts.items()))
            case HasBallot(_, round_, person, credential):
                return (round_, person, credential) in self.envelopes
            case SealedMark(_, mark):
                return f"{SEALED}{mark}"
            case Urn(_, round_):
                return self.urns.get(round_)
            case Numbered(_, _, since):
                times = (self.workflow.summary(each).at for each in self.parts.values())
                return sum(at is not None and at >= since for at in times)
            case Claimed(_, keys):
                return frozenset(each for each in keys if each in self.claims) - self._own_claims()
            case PageOpen():
                return self.answers.get(query, bool(self.page))
            case Appointments() | Ongoing() | OwnDone():  # nobody has any, unless an answer says so
                return self.answers.get(query, ())
            case _:
                return self.answers[query]


def _best_first(each: EntrySummary) -> tuple[int, datetime]:
    return -each.summary.score, each.summary.at or datetime.max.replace(tzinfo=UTC)
