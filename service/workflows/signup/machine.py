"""What people do in a sign-up; its life is that of `sdk.lifecycle`."""

from __future__ import annotations

from datetime import datetime, timedelta

from service.core.effects import ClearTimer, Effect, Raise, SetTimer
from service.core.message import Document, Paragraph
from service.core.texts import Moment, Words, text
from service.core.workflow import Outcome
from service.sdk import export, fields
from service.sdk import transitions as t
from service.sdk.forms import Form
from service.sdk.lifecycle import Facts, Lifecycle
from service.sdk.participation import People
from service.sdk.reminders import Remind
from service.workflows.signup.model import Places, Seat, SignUp, SignUpTurn

EARLY = timedelta(minutes=30)  # before the beginning, one can check in
FAR_OFF = timedelta(days=3)  # from here on a place on offer is kept for a day, else two hours
LISTED = ("came", "in", "offered", "waiting", "passed", "left")

FORM = Form[SignUp, Places](
    "signup",
    fields.Text("title", longest=100),
    fields.Text("about", longest=2000, several_lines=True),
    fields.Moment("starts_at", presets=(fields.At(1, 9), fields.At(1, 14), fields.At(2, 9))),
    fields.Deadline("closes_at", before="starts_at", presets=(0, 7200, 86400)),
    fields.Number("minutes", values=(60, 120, 180, 240, 480), least=5, most=1440),
    fields.Number("places", values=(0, 5, 10, 20, 40), most=500),
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
        "status": "due" if seat.status == "in" and places.check_in else seat.status,
        "place": places.waiting.index(turn.person) + 1 if seat.status == "waiting" else 0,
        "until": seat.until,
    }


def buttons(turn: SignUpTurn, seat: Seat) -> tuple[str, ...]:
    """What a person with this part can do."""
    here = ("signup-button-here",) if turn.state.progress.check_in else ()
    if seat.status in ("in", "waiting"):
        return (*(here if seat.status == "in" else ()), "signup-button-leave")
    if seat.status == "offered":
        return ("signup-button-accept", "signup-button-pass")
    can_join = seat.status != "came" and turn.state.phase == "open"
    return ("signup-button-join",) if can_join else ()


LIFE: Lifecycle[SignUp, Places, Seat] = Lifecycle(
    kind="signup",
    permission="signup.manage",
    form=FORM,
    blank=(SignUp(), Places(), Seat()),
    facts=facts,
    invitation=("signup-button-join",),
    buttons=buttons,
    people=People(Seat.summary, LISTED, taking_part=("came", "in"), hours=Seat.hours),
    remind=Remind("starts_at", (86400,), ("in",), buttons=("signup-button-leave",)),
    times=lambda turn: {
        "start": begins(turn) - EARLY,
        "end": begins(turn) + timedelta(minutes=turn.state.definition.minutes),
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
        return LIFE.settled(turn, Seat("in", turn.now))
    turn = turn.becomes(turn.state.advanced(waiting=(*places.waiting, turn.person)))
    return LIFE.settled(turn, Seat("waiting", turn.now))


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


def arrive(turn: SignUpTurn) -> Outcome:
    if LIFE.part(turn).status != "in" or not turn.state.progress.check_in:
        return LIFE.shown(turn)
    return LIFE.settled(turn, Seat("came", turn.now))


def ask_done(turn: SignUpTurn) -> Words:
    return text("signup-confirm-done", n=LIFE.people.count(turn, "came"))


def thanks(turn: SignUpTurn) -> tuple[Effect, ...]:
    said = LIFE.say(turn, "signup-thanks", "signup-button-certificate")
    return turn.members("certificate", said, only_status=("came",))


def certificate(turn: SignUpTurn) -> Outcome:
    if LIFE.part(turn).status != "came":
        return LIFE.shown(turn)
    who, sign_up = turn.roster.people[turn.person], turn.state.definition
    unit, title, zone = turn.roster.units[who.unit].name, sign_up.title, turn.unit_timezone
    day, hours = Moment(begins(turn), "date", zone), LIFE.part(turn).hours(sign_up)
    words = text("signup-certificate", name=who.name, unit=unit, title=title, day=day, hours=hours)
    paper = Document(text("signup-certificate-title"), (Paragraph(words),))
    file = export.file_of(paper, ".docx", title, kind=paper.title, began=begins(turn), zone=zone)
    return LIFE.handed(turn, "signup.certified", LIFE.say(turn, "signup-certificate-here"), file)


HELD = "open closed"
CLOSES, DONE_YES = LIFE.enters("done", thanks), text("signup-button-done-yes")
MACHINE = LIFE.machine(
    t.on(HELD, "join accept", join, by=t.PARTICIPANT, undo=t.IDEMPOTENT),
    t.on(HELD, "leave pass", leave, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on(HELD, "here", arrive, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on(HELD, "@offer", offer, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on(HELD, "@lapse", leave, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on(HELD, "@start", start, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on(HELD, "@end", LIFE.enters("over"), by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(t.entries,)),
    t.confirmed(
        "over", "done", CLOSES, by=t.ORGANIZER, ask=ask_done, yes=DONE_YES, requires=(t.entries,)
    ),
    t.on("done", "certificate", certificate, by=t.PARTICIPANT, undo=t.READ_ONLY),
)
