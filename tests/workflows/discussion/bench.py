"""One discussion driven event by event, without a database: what is decided is checked and kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet

from service.core.access import Rules
from service.core.calendar import QuietHours, local
from service.core.choices import ChoiceId
from service.core.effects import Edit, Effect, Send
from service.core.events import (
    Attached,
    Chose,
    Edited,
    Event,
    Liked,
    Said,
    Started,
    TimerFired,
    Withdrawn,
)
from service.core.message import Message, Place, Ref
from service.core.people import LANGUAGES, Language, Person, Roster, Unit
from service.core.queries import Entries, EntrySummary, PageOpen, Query, QueryResults, Results
from service.core.undo import VERB
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    event_name,
    rules_of,
)
from service.runtime.codec import Codec
from service.runtime.localization.catalog import Catalog, Locale
from service.runtime.outbound.rendering import render
from service.store.cipher import FernetSealer
from service.workflows.discussion import WORKFLOW
from service.workflows.discussion.model import Discussion, Part
from tests.workflows import taking_back

SECRETARY, LI, ZHANG, CHAIR, OTHER = 1, 2, 3, 4, 5
BRANCH, NEIGHBOUR = 20, 30
ROSTER = Roster(
    units={
        10: Unit(10, "总支"),
        BRANCH: Unit(BRANCH, "第一支部", parent=10),
        NEIGHBOUR: Unit(NEIGHBOUR, "第二支部", parent=10),
    },
    people={
        SECRETARY: Person(SECRETARY, "王书记", BRANCH, role="secretary"),
        LI: Person(LI, "李华", BRANCH),
        ZHANG: Person(ZHANG, "张三", BRANCH, language="en", timezone="Europe/Berlin"),
        CHAIR: Person(CHAIR, "赵书记", 10, role="secretary"),
        OTHER: Person(OTHER, "外人", NEIGHBOUR),
    },
)
DETAILS: dict[str, Any] = {"title": "读书体会", "prompt": "谈谈体会", "minutes": 120}
ROOM = Place("webchat", "room")
WORDS = Catalog.of(["service.runtime", "service.workflows.discussion"])
SEALER = FernetSealer([Fernet.generate_key().decode()])
CODEC = Codec([WORKFLOW], SEALER)
START = "2026-03-06 10:00"


def shanghai(words: str) -> datetime:
    return local(datetime.fromisoformat(words), "Asia/Shanghai")


def in_room(message: str) -> Ref:
    return Ref(ROOM, message)


def in_private(person: int, message: str) -> Ref:
    return Ref(Place("webchat", f"@{person}"), message, private=True)


class Bench:
    """Whatever is said is put into words in both languages; whatever is kept comes back from JSON
    as it was."""

    def __init__(
        self,
        details: dict[str, Any] | None = None,
        *,
        by: int | None = SECRETARY,
        roster: Roster = ROSTER,
        quiet: QuietHours | None = None,
        rules: Rules | None = None,
    ) -> None:
        self.now = shanghai(START)
        self.roster = roster
        self.quiet = quiet or QuietHours()
        self.rules = rules_of((WORKFLOW,), rules or Rules(anonymous=True))
        self.decisions = 0
        state = WORKFLOW.begin(self.context(by), BRANCH, DETAILS if details is None else details)
        assert isinstance(state, Discussion), state
        self.activity: Activity[Discussion] = Activity(7, "discussion", BRANCH, state)
        self.parts: dict[int, Part] = {}
        self.finished = False
        self.page_open = False
        self.timers: taking_back.Timers = {}
        self.undoable: list[str] = []  # actions that could be taken back
        self.letters: list[Message] = []
        self.outcome: Outcome = self.do(Started(), by)

    @property
    def state(self) -> Discussion:
        return self.activity.state

    def context(self, actor: int | None = None, queries: QueryResults | None = None) -> Context:
        person = self.roster.people.get(actor) if actor else None
        self.decisions += 1
        return Context(
            self.now,
            person,
            self.roster,
            rules=self.rules,
            queries=queries or QueryResults(),
            quiet=self.quiet,
            nonce=sha256(str(self.decisions).encode()).hexdigest()[:12],
        )

    def do(self, event: Event, actor: int | None = None, about: int | None = None) -> Outcome:
        """`about`: whose part it concerns, when it is not the actor's."""
        about = about or actor
        entry = Entry(7, about, self.parts.get(about)) if about else None
        queries = self._facts(WORKFLOW.requires(self.activity, entry, event))
        context = self.context(actor, queries)
        outcome = WORKFLOW.decide(context, self.activity, entry, event)
        self.outcome = outcome
        self.letters = []
        if isinstance(outcome, Rejected):
            if outcome.say is not None:
                self._say(outcome.say)
            return outcome
        if taking_back.check(
            WORKFLOW.decide,
            context,
            self.activity,
            entry,
            decision=outcome,
            timers=self.timers,
        ):
            self.undoable.append(outcome.action)
        self.timers = taking_back.after(self.timers, outcome)
        if outcome.activity is not None:
            self.activity = replace(self.activity, state=_stored(outcome.activity, Discussion))
        if outcome.entry is not None:
            assert about is not None
            self.parts[about] = _stored(outcome.entry, Part)
        back = event_name(event) == VERB
        self.finished = outcome.finished or (self.finished and not back)
        for effect in outcome.effects:
            if isinstance(effect, Send | Edit):
                for language in LANGUAGES:
                    self.letters.append(render(effect.message, WORDS, Locale(language)))
        return outcome

    def check_renewal(self) -> None:
        """What is reached can be held again: a draft of the same, which shows and opens."""
        before, context = self.state, self.context(SECRETARY)
        assert WORKFLOW.copy_definition is not None
        fresh = WORKFLOW.copy_definition(context, BRANCH, before, {})
        if isinstance(fresh, Rejected):
            assert not before.title
            return
        assert WORKFLOW.copy_definition(context, BRANCH, fresh, {}) == fresh, (
            "a template of a template"
        )
        assert _stored(fresh, Discussion) == fresh
        assert (fresh.title, fresh.prompt) == (before.title, before.prompt)
        assert (fresh.phase, fresh.closes_at, fresh.ballot, fresh.picked, fresh.jury) == (
            *("draft", None, (), ()),
            (),
        )
        self._again(fresh)
        assert self.state.phase == "draft"
        span = {"opens_at": self.now, "minutes": 30}
        planned = WORKFLOW.copy_definition(context, BRANCH, before, span)
        if isinstance(planned, Rejected):
            assert not before.prompt
            return
        self._again(planned)
        assert self.state.phase == "open"
        assert WORKFLOW.dry_run is not None
        tried = WORKFLOW.dry_run(context, BRANCH, before)
        assert isinstance(tried, Discussion)
        assert bool(tried.jury) == bool(before.jury)
        self._again(tried)
        assert self.state.phase == "open"

    def _again(self, state: Discussion) -> None:
        self.activity, self.parts, self.finished = replace(self.activity, state=state), {}, False
        self.do(Started(), SECRETARY)

    # -- what people do

    def press(
        self, verb: str, *args: str | int, actor: int = SECRETARY, about: int | None = None
    ) -> Outcome:
        choice = ChoiceId(7, verb, tuple(map(str, args)), about).encode()
        return self.do(Chose(in_private(actor, "m0"), str(actor), choice), actor, about)

    def answer(
        self, asked: str, words: str, actor: int = SECRETARY, about: int | None = None
    ) -> Outcome:
        """An answer to a question in private."""
        said = Said(in_private(actor, words[:9]), str(actor), words, asked=asked)
        return self.do(said, actor, about)

    def reply(
        self, actor: int, words: str, message: str = "m1", to: tuple[int, str] | None = None
    ) -> Outcome:
        """In the room, to the topic or `to` somebody's message."""
        answers, reply_to = to or (None, "m0")
        said = Said(in_room(message), str(actor), words, reply_to=reply_to, answers=answers)
        return self.do(said, actor)

    def like(self, actor: int, message: str, *, taken_back: bool = False) -> Outcome:
        return self.do(Liked(in_room(message), str(actor), taken_back), actor)

    def send(self, actor: int, name: str, words: str = "", mime: str = "image/jpeg") -> Outcome:
        """A file in private, as an answer to the question for a contribution."""
        ref = in_private(actor, name)
        file = Attached(ref, str(actor), name, mime, 9, f"file of {name}", words, asked="speak")
        return self.do(file, actor)

    def attach(self, actor: int, name: str, words: str = "", message: str = "m1") -> Outcome:
        ref = in_room(message)
        return self.do(Attached(ref, str(actor), name, "x/y", 9, "f", words, "m0"), actor)

    def edit(self, actor: int, words: str, message: str = "m1") -> Outcome:
        return self.do(Edited(in_room(message), str(actor), words), actor)

    def delete(self, actor: int, message: str = "m1") -> Outcome:
        return self.do(Withdrawn(in_room(message), str(actor)), actor)

    def fire(
        self, name: str, *, after: timedelta = timedelta(), person: int | None = None
    ) -> Outcome:
        """The timer comes due, handled `after` now."""
        self.now += after
        return self.do(TimerFired(name, self.now, self.state.step), None, person)

    # -- what comes of it

    def effects(self, kind: type[Effect]) -> list[Any]:
        assert isinstance(self.outcome, Decision), self.outcome
        return [each for each in self.outcome.effects if isinstance(each, kind)]

    def sent(self, key: str, language: Language = "zh-CN") -> Message:
        """The one message that was sent under this key."""
        (found,) = {each.key: each for each in self.effects(Send) if each.key == key}.values()
        opens = SEALER.open if found.nameless else None
        return render(found.message, WORDS, Locale(language, opens=opens))

    def edit_of(self, key: str, language: Language = "zh-CN") -> Message:
        """The one message that was changed under this key."""
        (found,) = (each for each in self.effects(Edit) if each.key == key)
        opens = SEALER.open if found.nameless else None
        return render(found.message, WORDS, Locale(language, opens=opens))

    def refusal(self, language: Language = "zh-CN") -> str:
        assert isinstance(self.outcome, Rejected), self.outcome
        return WORDS.say(self.outcome.say or "", Locale(language))

    def texts(self, actor: int) -> list[str]:
        return [each.text for each in self.parts.get(actor, Part()).contributions]

    def _say(self, words: Any) -> None:
        for language in LANGUAGES:
            assert WORDS.say(words, Locale(language))

    def _facts(self, requires: Any) -> QueryResults:
        marks = tuple(
            EntrySummary(each, WORKFLOW.summary(part)) for each, part in self.parts.items()
        )
        answers: dict[Query[Any], Any] = {
            Results(7): marks,
            Entries(7): tuple(sorted(self.parts.items())),
            PageOpen(7): self.page_open,
        }
        return QueryResults({fact: answers[fact] for fact in requires})


def _stored(state: Any, kind: type[Any]) -> Any:
    decode = CODEC.activity if kind is Discussion else CODEC.entry
    again = decode("discussion", WORKFLOW.schema, CODEC.encode(state))
    sealed = isinstance(state, Part) and any(each.sealed for each in state.contributions)
    assert sealed or again == state, "a state comes back from JSON as it was"
    return again
