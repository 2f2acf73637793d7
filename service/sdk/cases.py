"""Cases: what somebody brings to others, who deal with it under a number until it is over.

Two sides write to one another, and what they write lies in the part of who brought it, beside what
the case is. `below` speak for who brought it and see the `panel`; `above` have it in hand and see
the `card`. A case can be handed to another of those who may have it, and all cases of a year stand
in a ledger. The kind's texts give the words, and its rows say what may happen when.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from service.core.calendar import shown
from service.core.effects import Effect, Send
from service.core.events import Attached, Said, Started
from service.core.message import Message
from service.core.people import Person
from service.core.privacy import Personal
from service.core.queries import History, HistoryEntry, Numbered, Summary
from service.core.records import Own
from service.core.standing import Waiting
from service.core.texts import Words, text
from service.core.workflow import Activity, Context, Outcome, Rejected
from service.sdk import export, thread
from service.sdk import transitions as t
from service.sdk.panels import choice, in_rows, keep_button
from service.sdk.state import State, organizer_of
from service.sdk.thread import Word, kept, word
from service.sdk.times import year_began
from service.sdk.turn import PANEL, Policy, Turn

BELOW: t.Role = "below"  # who speaks for the side that brought it
ABOVE: t.Role = "above"  # who deals with it
EITHER: t.Role = "either"
CARD = "card"  # the key of what those above see
A_YEAR = timedelta(days=366)
MOST_NAMED = 20

CaseTurn = Turn[Any, Any]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The part of who brought it. `thread`: what both sides wrote."""

    status: str = "draft"
    sent_at: datetime | None = None
    thread: tuple[Word, ...] = ()

    def summary(self) -> Summary:
        return Summary(self.status, at=self.sent_at)


@dataclass(frozen=True, slots=True)
class Register:
    """What a ledger knows of it. `year`: when the year began in whose ledger it stands; `unit`:
    whose it is; `asked`: who brought it owes an answer."""

    year: datetime | None = None
    unit: int = 0
    number: str = ""
    sent_at: datetime | None = None
    asked: bool = False


def registered(context: Context, unit: int) -> Mapping[str, Any]:
    """The first fields of its `Register`."""
    return {"year": year_began(context.now, context.roster.unit_timezone(unit)), "unit": unit}


def bringer(turn: CaseTurn) -> int:
    """Who brought it, in whose part it lies."""
    return turn.state.organizer or 0


# -- what is looked up


def _year(turn: CaseTurn) -> datetime:
    began: datetime | None = turn.state.progress.year
    return began or turn.now


def numbered(turn: CaseTurn) -> Numbered:
    """A requirement: how many the unit has had this year."""
    return Numbered(turn.activity.kind, turn.unit, _year(turn))


def history(turn: CaseTurn) -> History:
    """A requirement: those of this year and the last, of the unit and below."""
    return History(turn.activity.kind, turn.unit, _year(turn) - A_YEAR)


def next_number(turn: CaseTurn) -> str:
    """Its number in the ledger, such as `2026-007`. Requires `numbered`."""
    year = shown(_year(turn), turn.unit_timezone).year
    return f"{year}-{turn.query(numbered(turn)) + 1:03}"


D = TypeVar("D", bound=Dossier)
S = TypeVar("S", bound=State[Any, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases(Generic[S, D]):
    """A kind of case. `blank`: a part before anything stands in it; `able(turn)`: who may have it
    in hand, in order; `sealed(state)`: nobody else may read what it is; `urgent(turn)`: it waits
    for no quiet hours; `scope(turn)`: of what is written (`access.Scope`); `had(state)`: who has it
    or had it, by what they did."""

    kind: str
    permission: str
    blank: D
    title: Callable[[S], Words]
    below: Callable[[Turn[S, D]], Collection[int]]
    above: Callable[[Turn[S, D]], Collection[int]]
    able: Callable[[Turn[S, D]], Iterable[Person]]
    panel: Callable[..., Message]
    card: Callable[..., Message]
    sealed: Callable[[S], bool]
    urgent: Callable[[Turn[S, D]], bool] = lambda turn: False
    scope: Callable[[Turn[S, D]], str] = lambda turn: ""
    had: Callable[[S], Mapping[str, Collection[int]]]

    # -- whose it is

    @property
    def policy(self) -> Policy[S]:
        return Policy(self.permission, organizer_of)

    def is_below(self, turn: Turn[S, D]) -> bool:
        return turn.actor is not None and turn.me in self.below(turn)

    def is_above(self, turn: Turn[S, D]) -> bool:
        return turn.actor is not None and turn.me in self.above(turn)

    def sides(self, context: Context, activity: Activity[S]) -> tuple[bool, bool]:
        """Whether the person who looks is below, and above."""
        turn: Turn[S, D] = Turn(context, activity, None, Started(), self.policy)
        return self.is_below(turn), activity.state.phase != "draft" and self.is_above(turn)

    def machine(self, rows: Iterable[t.Rows[S, D]]) -> t.Machine[S, D]:
        """The machine of these rows by `BELOW`, `ABOVE` and `EITHER`, in the part that has it."""

        def only(*sides: Callable[[Turn[S, D]], bool]) -> Callable[[Turn[S, D]], bool]:
            return lambda turn: turn.person == bringer(turn) and any(x(turn) for x in sides)

        def too_late(turn: Turn[S, D]) -> Outcome:
            over = turn.state.phase in ("closed", "withdrawn")
            return turn.refuse(f"{self.kind}-over" if over else "sdk-moved-on")

        return t.machine(
            rows,
            policy=self.policy,
            refusals=t.Refusals({}, too_late, lambda turn: turn.refuse(f"{self.kind}-not-yours")),
            roles={
                BELOW: only(self.is_below),
                ABOVE: only(self.is_above),
                EITHER: only(self.is_below, self.is_above),
            },
        )

    # -- the case

    def of(self, turn: Turn[S, D]) -> D:
        """What it is."""
        return turn.part or self.blank

    def in_phase(self, turn: Turn[S, D], phase: str, *words: Word, **part: Any) -> Turn[S, D]:
        """The turn once the case is in this phase, in its part as well, with these words and other
        values of the part."""
        of = self.of(turn)
        moved = turn.becomes(replace(turn.state, phase=phase))
        return moved.with_part(replace(of, status=phase, thread=(*of.thread, *words), **part))

    def added(self, turn: Turn[S, D], found: Word) -> Turn[S, D]:
        return self.in_phase(turn, turn.state.phase, found)

    def refused_abroad(self, turn: Turn[S, D]) -> Rejected | None:
        """What is sealed is written on no account whose servers are abroad."""
        abroad = turn.context.abroad and self.sealed(turn.state)
        return turn.refuse(f"{self.kind}-not-abroad") if abroad else None

    def drop(self, turn: Turn[S, D], phase: str) -> Outcome:
        """A draft goes: nobody has been told, so nobody need be."""
        gone = turn.becomes(replace(turn.state, phase=phase))
        gone = gone.with_part(replace(self.blank, status=phase))
        said = turn.reply(Message(text(f"{self.kind}-dropped")), PANEL)
        return kept(gone, "dropped", *said, finished=True)

    # -- what both sides write

    def whole(self, turn: Turn[S, D], *above: Words) -> Message:
        """Everything that was written, with the files, below what stands above it."""
        return thread.written(turn, self.title(turn.state), self.of(turn).thread, *above)

    def written(self, turn: Turn[S, D], *words: Word) -> Message:
        """These words alone."""
        return thread.written(turn, self.title(turn.state), words)

    def confided(self, turn: Turn[S, D], message: Message) -> tuple[Send, ...]:
        """What the case is, to who acts."""
        how: Any = {"secret": True, "about": bringer(turn), "scope": self.scope(turn)}
        return turn.reply(message, thread.WORDS, **how)

    def tell(
        self, turn: Turn[S, D], people: Iterable[int], card: Message, *words: Message, **how: Any
    ) -> list[Send]:
        """The words and below them the card of those above (`key`: of the others); not at night
        unless it is urgent."""
        pace: Any = {"deferrable": True, "time_sensitive": True}
        how |= {"priority": "reply"} if self.urgent(turn) else pace
        how |= {"about": bringer(turn), "scope": self.scope(turn)}
        return thread.tell(turn, people, how.pop("key", CARD), card, *words, **how)

    def to_below(
        self,
        turn: Turn[S, D],
        head: Words,
        *words: Word,
        card: Message | None = None,
        prompt: str = "",
    ) -> list[Send]:
        """How it stands now, to those who brought it, but who acts."""
        me = turn.me
        people = [each for each in self.below(turn) if each != me]
        written = [self.written(turn, *words)] if words else []
        shown_ = card or self.panel(turn, head)
        return self.tell(turn, people, shown_, *written, key=PANEL, prompt=prompt)

    def ask(self, turn: Turn[S, D], asked: Words, *answers: str, step: str = "") -> Outcome:
        """What is typed next is a word of this `step`, the verb as a rule; or an answer is tapped.
        The question goes where the card of who acts stands."""
        if found := self.refused_abroad(turn):
            return found
        question = self.offer(turn, asked, "", answers, ("sdk-button-keep",))
        how: Any = {"prompt": f"words.{step or turn.name}", "about": bringer(turn)}
        told = turn.reply(question, self._key(turn), **how)
        return turn.done(f"{self.kind}.{turn.name}_asked", effects=told)

    def taken(self, turn: Turn[S, D], steps: Collection[str]) -> Word | Rejected:
        """The words, or the file, that answer such a question, where one of these `steps` is
        possible."""
        asked = turn.event.asked if isinstance(turn.event, Said | Attached) else ""
        step = "".join(asked.split(".")[1:2])
        if step not in steps:
            return turn.refuse("sdk-moved-on")
        return self.refused_abroad(turn) or word(turn, step, self.of(turn).thread)

    # -- cards

    def offer(self, turn: Turn[S, D], body: Words, primary: str, *rows: Sequence[str]) -> Message:
        return thread.offer(turn, body, self.title(turn.state), primary, *rows, about=bringer(turn))

    def _key(self, turn: Turn[S, D]) -> str:
        return CARD if self.is_above(turn) and turn.state.phase != "draft" else PANEL

    def own_card(self, turn: Turn[S, D], head: Words | None = None) -> tuple[Send, ...]:
        """How it stands to who acts, and what they can do."""
        if self._key(turn) == CARD:
            return turn.reply(self.card(turn, head), CARD, about=bringer(turn))
        return turn.reply(self.panel(turn, head), PANEL, about=bringer(turn))

    def keep(self, turn: Turn[S, D]) -> Outcome:
        return turn.done(f"{self.kind}.card_shown", effects=self.own_card(turn))

    # -- to somebody else

    def ask_hand(self, turn: Turn[S, D]) -> Outcome:
        """Who shall have it? What a tap does, and whom it tells, is said."""
        able = self._others(turn)[:MOST_NAMED]
        if not able:
            return turn.refuse(f"{self.kind}-nobody-else")
        names = zip(able, turn.roster.names(each.id for each in able), strict=True)
        about = bringer(turn)
        buttons = [choice(turn.activity, "to", name, each.id, about=about) for each, name in names]
        rows = (*in_rows(buttons, 2), (keep_button(turn.activity),))
        asked = Message(text("sdk-ask-hand"), self.title(turn.state), rows)
        told = turn.reply(asked, CARD, about=about)
        return turn.done(f"{self.kind}.hand_asked", effects=told)

    def chosen(self, turn: Turn[S, D]) -> Person | Rejected:
        """Whom it was handed to (`to:person`)."""
        found = next((each for each in self._others(turn) if (each.id,) == turn.ints()), None)
        return found or turn.refuse("sdk-moved-on")

    def handed(self, turn: Turn[S, D], to: Person) -> tuple[Turn[S, D], list[Effect]]:
        """The turn with that in its thread; who handed it over, and those who brought it, read who
        has it now."""
        by = turn.me
        turn = self.added(turn, Word(by, turn.now, "hand"))
        names = {"name": turn.roster.name(by), "to": turn.roster.name(to.id)}
        said = text("sdk-handed", **names)
        own = turn.reply(Message(said, self.title(turn.state)), CARD, about=bringer(turn))
        return turn, [*own, *self.to_below(turn, said)]

    def _others(self, turn: Turn[S, D]) -> list[Person]:
        return [each for each in self.able(turn) if each.id != turn.me]

    # -- the ledger

    def ledger(
        self,
        turn: Turn[S, D],
        columns: Iterable[str],
        rows: Iterable[HistoryEntry],
        cells: Callable[[HistoryEntry], Iterable[Any]],
    ) -> Outcome:
        """The register as a workbook, of the unit of who looks; what was begun for it alone is over
        with that. `columns`: the keys of their headings."""
        listed, over = list(rows), turn.state.phase == "ledger"
        unit = turn.actor.unit if turn.actor is not None else turn.unit
        file = export.ledger(turn, unit, columns, map(cells, listed))
        said = Message(text(f"{self.kind}-ledger-sent", n=len(listed)), attachments=(file,))
        effects = turn.reply(said, PANEL if over else "ledger", secret=True)
        return turn.done(f"{self.kind}.exported", effects=effects, finished=over)

    # -- what the service asks

    def todo(self, status: str, verb: str = "show", **how: Any) -> Waiting:
        return Waiting(text(f"{self.kind}-todo", status=status), verb=verb, **how)

    def mine(self, context: Context, activity: Activity[Any], part: Any) -> Own | None:
        known = part.sent_at is not None
        return Own(text(f"{self.kind}-status", status=part.status)) if known else None

    def personal(self, read: str, erased: Callable[[S, D, bool], D], **how: Any) -> Personal:
        """`read`: the action of the journal by which it is read."""

        def beside(state: S, person: int) -> Any:
            """What it keeps of those who dealt with it."""
            found = {name: person in ids for name, ids in self.had(state).items()}
            return found if any(found.values()) else None

        return Personal(erased=erased, beside=beside, reads=frozenset({read}), **how)
