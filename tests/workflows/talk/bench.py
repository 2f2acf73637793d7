"""One offer of talks on the harness, with what stories about talks ask of it."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import Any, get_args

from service.circumstances import Circumstances
from service.core.calendar import QuietHours
from service.core.choices import ChoiceId
from service.core.effects import ToMembers, ToPerson
from service.core.events import Chose, Event
from service.core.message import Chat, Ref
from service.core.people import Person, Roster, Unit
from service.core.queries import AuditTrail, History
from service.core.workflow import Outcome, Rejected
from service.sdk.state import State
from service.sdk.testing import ACTIVITY, BRANCH, CHAIR, LI, SECRETARY, ZHANG, Harness
from service.testkit.harness import Texts
from service.workflows.talk import MACHINE, WORKFLOW
from service.workflows.talk.model import Offer, Phase, Stage, Talk, keys_of, lead_of
from service.workflows.talk.record import READ
from service.workflows.talk.rounds import EVER

PEER = 6
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
TEXTS = Texts(WORKFLOW)


class Bench(Harness):
    """An offer whose claims may be shared with another one."""

    def __init__(
        self,
        details: dict[str, Any],
        *,
        number: int = ACTIVITY,
        claims: dict[str, int] | None = None,
        quiet: QuietHours | None = None,
        by: int = SECRETARY,
    ) -> None:
        super().__init__(
            WORKFLOW,
            TEXTS,
            machine=MACHINE,
            roster=ROSTER,
            quiet=quiet,
            number=number,
            claims=claims,
            answers={
                Circumstances(BRANCH, SECRETARY): {},
                History("talk", BRANCH, EVER): (),
                AuditTrail(number, READ): (),
            },
        )
        self.begin(details, by=by)

    @property
    def offer(self) -> Offer:
        offer: Offer = self.state
        return offer

    @property
    def talks(self) -> dict[int, Talk]:
        return self.parts

    def do(self, event: Event, actor: int | None = None, about: int | None = None) -> Outcome:
        before = len(self.told)
        outcome = super().do(event, actor, about)
        assert self.offer.phase in get_args(Phase)
        for member, talk in self.talks.items():
            assert member in self.offer.progress.members
            assert talk.phase in get_args(Stage)
            assert WORKFLOW.summary(talk).status == talk.phase
        for each in self.told[before:]:
            assert isinstance(each.send.to, ToPerson | ToMembers), (
                "nothing of a talk is said in a room"
            )
        return outcome

    # -- what each has been shown, and does

    def offered(self, reader: int) -> list[str]:
        """The choices that the person has been shown so far."""
        rows = [row for each in self.messages(reader) for row in each.choices]
        return sorted({choice.id for row in rows for choice in row})

    def asked(self, reader: int) -> tuple[str, int | None] | None:
        """What the person was asked last, and about whose talk."""
        for told in reversed(self.told):
            if told.to == reader and told.send.prompt:
                return told.send.prompt, getattr(told.send, "about", None)
        return None

    def take(self, actor: int, choice: str) -> Outcome:
        decoded = ChoiceId.decode(choice)
        about = decoded.about if decoded is not None else None
        return self.do(Chose(ref(actor), str(actor), choice), actor, about)

    def apart(self) -> Bench:
        """The same, to go on with on its own."""
        other = copy(self)
        for kept in ("parts", "timers", "claims", "told", "journal", "undoable"):
            setattr(other, kept, copy(getattr(self, kept)))
        return other

    def fire_due(self) -> None:
        """What is due now comes."""
        self.advance(until=self.now)

    # -- what must hold of it

    def booked(self) -> list[tuple[int, datetime]]:
        return [(who, t.at) for who, t in self.talks.items() if t.phase == "booked" and t.at]

    def held_keys(self) -> set[str]:
        """What must be claimed for the talks that are booked."""
        return {
            key
            for who, at in self.booked()
            for key in keys_of(self.offer, lead_of(self.offer, self.talks[who]), who, at)
        }

    def check_renewal(self) -> None:
        """What is reached can be offered again: a draft of the same with nobody in it, which is
        sent as soon as it is said to whom."""
        before, context = self.offer, self.context(SECRETARY)
        assert WORKFLOW.copy_definition is not None
        fresh = WORKFLOW.copy_definition(context, BRANCH, before, {})
        if before.progress.wish or before.phase == "report":
            assert isinstance(fresh, Rejected)
            return
        assert isinstance(fresh, State)
        assert WORKFLOW.copy_definition(context, BRANCH, fresh, {}) == fresh, (
            "a template of a template"
        )
        draft, known = fresh.progress, before.progress
        assert (fresh.phase, draft.members, draft.link, draft.place) == ("draft", (), None, "")
        assert fresh.definition == before.definition
        assert all(slot.at > self.now for slot in draft.slots)
        assert len(draft.slots) == len({slot.at for slot in known.slots})
        assert WORKFLOW.dry_run is not None
        tried = WORKFLOW.dry_run(context, BRANCH, before)
        if known.slots:
            assert isinstance(tried, State)
            assert set(tried.progress.members) == {LI, ZHANG, PEER}
            assert (tried.progress.place, tried.progress.link) == (known.place, known.link)
        self.start(fresh)
        assert self.offer.phase == "draft"
        self.answer("members", "李华")
        if draft.slots:
            self.press("send")
            assert self.offer.phase == "offered"


def ref(person: int) -> Ref:
    return Ref(Chat("webchat", f"@{person}"), "m1", private=True)
