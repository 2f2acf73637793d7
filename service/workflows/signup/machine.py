"""What people do in a sign-up; its life is that of `sdk.lifecycle`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from service.core.effects import ClearTimer, Effect, Raise, SetTimer
from service.core.message import Message
from service.core.queries import Appointments, Ongoing
from service.core.texts import Moment, Words, lines
from service.core.workflow import Outcome
from service.sdk import check_in, fields
from service.sdk import transitions as t
from service.sdk.cards import Card
from service.sdk.forms import Form
from service.sdk.lifecycle import Facts
from service.sdk.participation import People
from service.sdk.reminders import Remind
from service.sdk.tapped_names import Tap, noting
from service.sdk.turn import also
from service.workflows.signup import certificates, seminar
from service.workflows.signup.model import Places, Seat, SignUp, SignUpTurn

EARLY = timedelta(minutes=30)  # before the beginning, one can check in
LATE = timedelta(hours=2)  # after the end, one can still check out with the code
FAR_OFF = timedelta(days=3)  # from here on a place on offer is kept for a day, else two hours
LISTED = ("came", "void", "in", "offered", "waiting", "passed", "left")

FORM = Form[SignUp, Places](
    "signup",
    fields.Text("title", longest=100),
    fields.Text("about", longest=2000, several_lines=True),
    fields.Moment("starts_at", presets=(fields.At(1, 9), fields.At(1, 14), fields.At(2, 9))),
    fields.Deadline("closes_at", before="starts_at", presets=(0, 7200, 86400)),
    fields.Number("minutes", values=(60, 120, 180, 240, 480), least=5, most=1440),
    fields.Number("places", values=(0, 5, 10, 20, 40), most=500),
    fields.OneOf("by", values=("tap", "code")),
    fields.Switch("talks"),
)


def begins(turn: SignUpTurn) -> datetime:
    return turn.state.definition.starts_at or turn.now


def facts(turn: SignUpTurn, seat: Seat) -> Facts:
    """What the texts say of a sign-up, and of one person's part in it."""
    sign_up, places = turn.state.definition, turn.state.progress
    return {
        "about": sign_up.about,
        "starts": sign_up.starts_at,
        "hours": round(sign_up.minutes / 60, 1),
        "places": sign_up.places,
        "taken": places.taken,
        "waiting": len(places.waiting),
        "status": _shown(places, seat, late=is_late(turn)),
        "served": seat.hours(sign_up),
        "place": places.waiting.index(turn.person) + 1 if seat.status == "waiting" else 0,
        "until": seat.until,
    }


def _shown(places: Places, seat: Seat, *, late: bool) -> str:
    """The status as the member reads it."""
    if seat.status == "in" and places.check_in:
        return "due"
    if seat.status != "came" or seat.void:
        return seat.summary().status
    return "out" if seat.out else "counted" if late else "came"


def buttons(turn: SignUpTurn, seat: Seat) -> tuple[str, ...]:
    """What a person with this part can do."""
    if seat.status == "in":
        here = ("signup-button-here",) if turn.state.progress.check_in else ()
        talk = ("signup-button-topic",) if turn.state.definition.talks else ()
        return (*here, *talk, "signup-button-leave")
    if seat.status == "waiting":
        return ("signup-button-leave",)
    if seat.status == "offered":
        return ("signup-button-accept", "signup-button-pass")
    if seat.status == "came" and turn.state.phase == "done":
        return () if seat.void else ("signup-button-certificate",)
    if seat.status == "came":
        return ("signup-button-out",) if seat.out is None and not is_late(turn) else ()
    can_join = turn.state.phase == "open"
    return ("signup-button-join",) if can_join else ()


def is_late(turn: SignUpTurn) -> bool:
    """Whether nobody can check out any more, so that it counts to the end: a tap after it, which
    may come from anywhere, adds nothing; who types the code was there."""
    sign_up = turn.state.definition
    return turn.now > sign_up.ends(begins(turn)) + (LATE if sign_up.by == "code" else timedelta())


class SignUpLife(seminar.SeminarLife):
    """Where people check in with a code, it stands first on the card."""

    __slots__ = ()

    def card(self, turn: SignUpTurn) -> Card:
        usual, phase = super().card(turn), turn.state.phase
        papers = "signup-button-papers" if turn.state.definition.talks else ""
        if phase == "done":
            return replace(usual, more=(papers, "signup-button-void", "signup-button-year"))
        if phase not in (*HELD.split(), "over"):
            return usual
        if not turn.state.progress.check_in:
            return replace(usual, more=(papers,)) if papers else usual
        codes = "signup-button-code" if turn.state.definition.by == "code" else ""
        if phase == "over" or not codes:
            return replace(usual, more=(codes, papers, "signup-button-note"))
        common = (usual.primary, *usual.common)
        return replace(usual, primary=codes, common=common, more=(papers, "signup-button-note"))


HELD = "open closed"
LIFE = SignUpLife(
    kind="signup",
    permission="signup.manage",
    form=FORM,
    blank=(SignUp(), Places(), Seat()),
    facts=facts,
    invitation=("signup-button-join",),
    buttons=buttons,
    people=People(Seat.summary, LISTED, ("came", "in"), Seat.hours, seminar.COLUMNS),
    remind=Remind("starts_at", (86400,), ("in",), buttons=("signup-button-leave",)),
    times=lambda turn: {
        "start": begins(turn) - EARLY,
        "end": turn.state.definition.ends(begins(turn)),
    },
    cancellable="scheduled open closed",
    waits=("offered",),
    until=lambda seat: seat.until,
    goes_on={"over": ("signup-button-done",), "done": ()},
)


def join(turn: SignUpTurn) -> Outcome:
    """The place on offer, or a free one, or one on the waiting list when all are taken."""
    status, places = LIFE.part(turn).status, turn.state.progress
    if status == "offered":
        return LIFE.settled(turn, Seat("in", turn.now), ClearTimer("lapse", turn.person))
    if status in ("in", "waiting", "came"):
        return LIFE.shown(turn)
    if turn.state.phase != "open":
        return turn.refuse("sdk-closed")
    if not (most := turn.state.definition.places) or places.taken < most:
        turn = turn.becomes(turn.state.advanced(taken=places.taken + 1))
        return _joined(turn, Seat("in", turn.now))
    turn = turn.becomes(turn.state.advanced(waiting=(*places.waiting, turn.person)))
    return _joined(turn, Seat("waiting", turn.now))


def calendar(turn: SignUpTurn) -> Appointments | None:
    """A requirement: what else the person has at that time."""
    starts = turn.state.definition.starts_at
    if starts is None or not turn.person:
        return None
    return Appointments(turn.person, starts, turn.state.definition.ends(starts))


def agenda(turn: SignUpTurn) -> Ongoing:
    """A requirement: what waits for the person."""
    return Ongoing(turn.person)


def _joined(turn: SignUpTurn, seat: Seat) -> Outcome:
    """They are told what else they have at that time; it is theirs to decide."""
    outcome, listed = LIFE.settled(turn, seat), tuple(_clashes(turn))
    said = LIFE.say(turn, "signup-clash", "signup-button-leave", what=lines(*listed))
    return also(outcome, *turn.reply(said, "clash")) if listed else outcome


def _clashes(turn: SignUpTurn) -> Iterator[Words]:
    """What stands in their calendar at that time, and what they lead then, such as a talk."""
    asked = calendar(turn)
    if asked is None:
        return
    known = {turn.id}
    for each in turn.query(asked):
        if each.activity not in known:
            yield lines(Moment(each.starts_at), each.title, sep=" ")
    known |= {each.activity for each in turn.query(asked)}
    for running in turn.query(agenda(turn)):
        for waits in running.waits:
            fixed = waits.due is not None and not waits.is_deadline and running.id not in known
            if fixed and waits.due and asked.start <= waits.due < asked.end:
                yield waits.words


def leave(turn: SignUpTurn) -> Outcome:
    """Give up a place, or one on the waiting list; an offer also lapses by itself. What is given up
    is kept for the member who waits longest, or is free."""
    status, places = LIFE.part(turn).status, turn.state.progress
    if status not in (("in", "offered", "waiting") if turn.actor else ("offered",)):
        return LIFE.shown(turn)
    members = {each.id for each in turn.roster.members(turn.unit)}
    rest = tuple(each for each in places.waiting if each != turn.person)
    coming, state = next((x for x in rest if x in members), None), turn.state.advanced(waiting=rest)
    effects: tuple[Effect, ...] = (ClearTimer("lapse", turn.person),)
    if status != "waiting" and coming is not None and turn.now < begins(turn):
        effects = (*effects, Raise("offer", coming))
    elif status != "waiting":
        state = state.advanced(taken=places.taken - 1)
    gone = Seat("passed" if status == "offered" else "left", turn.now)
    return LIFE.settled(turn.becomes(state), gone, *effects)


def offer(turn: SignUpTurn) -> Outcome:
    """A place has become free for this person, who has some time to take it, counted by day."""
    starts, zone = begins(turn), turn.roster.people[turn.person].timezone
    rest = tuple(each for each in turn.state.progress.waiting if each != turn.person)
    asked_at = min(turn.context.quiet.next_allowed(turn.now, zone), max(starts - EARLY, turn.now))
    until = min(asked_at + timedelta(hours=24 if starts - turn.now > FAR_OFF else 2), starts)
    timer = SetTimer("lapse", until, turn.person)
    turn = turn.becomes(turn.state.advanced(waiting=rest))
    return LIFE.settled(turn, Seat("offered", turn.now, until), timer, until=asked_at)


def start(turn: SignUpTurn) -> Outcome:
    """Those who have a place can check in from now on."""
    turn = turn.becomes(turn.state.advanced(check_in=True))
    asked = turn.members("own", LIFE.own(turn, Seat("in")), only_status=("in",))
    return turn.done("signup.started", state=turn.state, effects=asked)


def check(turn: SignUpTurn) -> Outcome:
    """Check in, or out, with a tap; or the code is asked for."""
    seat = LIFE.part(turn)
    arrives = turn.name == "here" and seat.status == "in" and turn.state.progress.check_in
    leaves = turn.name == "out" and seat.status == "came" and not seat.out and not is_late(turn)
    if not (arrives or leaves):
        return LIFE.shown(turn)
    if leaves and turn.now < begins(turn):
        return turn.refuse("signup-out-early")
    if turn.state.definition.by == "code":
        return check_in.ask(LIFE, turn)
    return _checked(turn, seat)


def enter_code(turn: SignUpTurn) -> Outcome:
    """The code that is being read out: in, or out for whoever is in."""
    seat = LIFE.part(turn)
    stays = seat.status == "in" and turn.state.phase in HELD.split()
    if not stays and (seat.status != "came" or seat.out is not None):
        return replace(turn.refuse("sdk-not-now"), ends=True)
    return check_in.enter(
        turn, lambda: _checked(turn, seat), seat.tries,
        lambda tries: {"part": replace(seat, tries=tries)},
        leads=turn.organizers(), title=turn.state.definition.title,
    )  # fmt: skip


def _checked(turn: SignUpTurn, seat: Seat) -> Outcome:
    if seat.status == "in":
        return LIFE.settled(turn, replace(seat, status="came", at=turn.now))
    if turn.now < begins(turn) or is_late(turn):
        return turn.refuse("signup-out-early" if not is_late(turn) else "sdk-closed")
    return LIFE.settled(turn, replace(seat, out=turn.now))


def noted(turn: SignUpTurn, seat: Seat) -> tuple[Seat, Message]:
    """They have come, as the organizer saw: from the beginning on, where that has passed; or not,
    whoever had checked them in."""
    if seat.status == "came":
        seat = replace(seat, status="in", at=turn.now, out=None)
        return seat, LIFE.say(turn, "signup-taken-back")
    seat = replace(seat, status="came", at=min(turn.now, begins(turn)))
    return seat, LIFE.own(turn, seat)


def tap(seat: Seat) -> Tap:
    return "taken" if seat.status == "came" else "open" if seat.status == "in" else ""


READ_OUT = partial(check_in.read_out, LIFE)
MACHINE = LIFE.machine(
    t.on(HELD, "join accept", join, by=t.PARTICIPANT, undo=t.IDEMPOTENT,
         requires=(calendar, agenda)),
    t.on(HELD, "leave pass", leave, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on(HELD, "here", check, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on(f"{HELD} over", "out", check, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on(f"{HELD} over", "?code", enter_code, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on(f"{HELD} over", "code", READ_OUT, by=t.ORGANIZER, undo=t.IDEMPOTENT, toggle=True),
    *noting(LIFE, f"{HELD} over", tap=tap, flip=noted),
    t.on(HELD, "@offer", offer, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on(HELD, "@lapse", leave, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on(HELD, "@start", start, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on(HELD, "@end", LIFE.enters("over"), by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(t.entries,)),
    *certificates.rows(LIFE),
    *seminar.rows(LIFE),
)  # fmt: skip
