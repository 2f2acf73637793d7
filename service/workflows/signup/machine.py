"""What people do in a sign-up; its life is that of `sdk.lifecycle`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from service.core.access import Permission
from service.core.effects import ClearTimer, Effect, Raise, Send, SetTimer, ToMembers, ToPerson
from service.core.message import Attachment, Document, Message, Paragraph
from service.core.queries import Entries, Summary
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Command, Menu, Outcome, Workflow
from service.sdk import fields
from service.sdk import transitions as t
from service.sdk.export import Column, of_people, table, workbook
from service.sdk.forms import Form
from service.sdk.lifecycle import Lifecycle, Remind
from service.sdk.panels import button, moment, paragraphs
from service.sdk.participation import by_status, names
from service.sdk.requirements import entries
from service.sdk.state import State
from service.sdk.transitions import confirmed, machine, on
from service.workflows.signup.model import Places, Seat, SignUp, SignUpState, SignUpTurn

EARLY = timedelta(minutes=30)  # before the beginning, one can check in
FAR_OFF = timedelta(days=3)  # from here on a place on offer is kept for a day, else two hours
MOST_WAITING = 200

FORM = Form[SignUp, Places](
    "signup",
    fields.Text("title", longest=100),
    fields.Text("about", longest=2000, several_lines=True),
    fields.Moment("starts_at", presets=(fields.At(1, 9), fields.At(1, 14), fields.At(2, 9))),
    fields.Deadline("closes_at", before="starts_at", presets=(0, 7200, 86400)),
    fields.Number("minutes", values=(120, 60, 180, 240, 480), most=1440, option=True),
    fields.Number("places", values=(0, 5, 10, 20, 40), most=500, option=True),
)


def title(sign_up: SignUp) -> Words:
    return text("signup-title", title=sign_up.title) if sign_up.title else ""


def describe(turn: SignUpTurn) -> Words:
    sign_up, closes = turn.state.definition, moment(turn.state.schedule.closes_at)
    starts, hours = moment(sign_up.starts_at), round(sign_up.minutes / 60, 1)
    facts = text("signup-facts", starts=starts, hours=hours, places=sign_up.places, closes=closes)
    return paragraphs(facts, sign_up.about)


def invitation(turn: SignUpTurn) -> Message:
    join_ = button(turn.activity, "signup-button-join", leads=True)
    return Message(describe(turn), title(turn.state.definition), ((join_,),))


def panel(turn: SignUpTurn) -> Message:
    phase, progress = turn.state.phase, turn.state.progress
    waiting, most = len(progress.waiting), turn.state.definition.places
    after = {"closed": ("signup-button-done",), "open": ()}.get(phase, ("signup-button-export",))
    buttons = ("signup-button-progress", *after)
    counts = {"taken": progress.taken, "waiting": waiting, "most": most}
    return LIFE.say(turn, "signup-panel", *buttons, phase=phase, **counts)


def day(turn: SignUpTurn) -> tuple[datetime, datetime]:
    """When it begins and ends."""
    start = turn.state.definition.starts_at or turn.now
    return start, start + timedelta(minutes=turn.state.definition.minutes)


def opened(turn: SignUpTurn) -> tuple[Effect, ...]:
    (start, end), revision = day(turn), turn.state.schedule.revision
    check_in = SetTimer("start", max(start - EARLY, turn.now), revision=revision)
    return check_in, SetTimer("end", end, revision=revision)


LIFE: Lifecycle[SignUp, Places, Seat] = Lifecycle(
    kind="signup",
    permission="signup.manage",
    form=FORM,
    blank=(SignUp(), Places()),
    title=title,
    describe=describe,
    invitation=invitation,
    panel=panel,
    opened=opened,
    remind=Remind(
        end=lambda state: state.definition.starts_at,
        seconds=(86400,),
        to=lambda turn: ToMembers(turn.unit, only_status=("in",)),
        message=lambda turn: LIFE.say(
            turn, "signup-reminder", "signup-button-leave", starts=Moment(day(turn)[0])
        ),
    ),
)

# -- a place


def join(turn: SignUpTurn) -> Outcome:
    """A place, or one on the waiting list when all are taken."""
    seat, places, most = turn.part or Seat(), turn.state.progress, turn.state.definition.places
    if seat.status in ("in", "waiting", "offered"):
        return show(turn)
    if not most or places.taken < most:
        state = turn.state.advanced(taken=places.taken + 1)
        return seated(turn.becomes(state), "signup.joined", Seat("in"))
    if len(places.waiting) >= MOST_WAITING:
        return turn.refuse("signup-full")
    state = turn.state.advanced(waiting=(*places.waiting, turn.person))
    return seated(turn.becomes(state), "signup.waited", Seat("waiting"))


def leave(turn: SignUpTurn) -> Outcome:
    """Give up a place, an offer, or a place on the waiting list."""
    status = (turn.part or Seat()).status
    if status not in ("in", "offered", "waiting"):
        return turn.refuse("signup-no-place")
    state, effects = given_up(turn)
    gone = Seat("passed" if status == "offered" else "left")
    effects = (ClearTimer("lapse", turn.person), *effects)
    return seated(turn.becomes(state), "signup.left", gone, *effects)


def given_up(turn: SignUpTurn) -> tuple[SignUpState, tuple[Effect, ...]]:
    """The person's place is kept for who waits longest, or is free."""
    waiting = turn.state.progress.waiting
    if turn.person in waiting:
        rest = tuple(each for each in waiting if each != turn.person)
        return turn.state.advanced(waiting=rest), ()
    if not waiting:
        return turn.state.advanced(taken=turn.state.progress.taken - 1), ()
    return turn.state.advanced(waiting=waiting[1:]), (Raise("offer", waiting[0]),)


def offer(turn: SignUpTurn) -> Outcome:
    """A place has become free for this person, who has some time to take it."""
    start, _ = day(turn)
    until = turn.now + timedelta(hours=24 if start - turn.now > FAR_OFF else 2)
    until = min(until, start)
    buttons = ("signup-button-accept", "signup-button-pass")
    word = LIFE.say(turn, "signup-offered", *buttons, until=Moment(until))
    told = Send(ToPerson(turn.person), "seat", word, time_sensitive=True)
    timer = SetTimer("lapse", until, turn.person)
    return turn.done("signup.offered", part=Seat("offered"), effects=(told, timer))


def accept(turn: SignUpTurn) -> Outcome:
    if turn.part is None or turn.part.status != "offered":
        return turn.refuse("signup-offer-over")
    return seated(turn, "signup.joined", Seat("in"), ClearTimer("lapse", turn.person))


def lapse(turn: SignUpTurn) -> Outcome:
    """Nobody took the place that was kept: it goes on, and the person is not asked again."""
    if turn.part is None or turn.part.status != "offered":
        return turn.ignore("signup-stale-timer")
    state, effects = given_up(turn)
    word = LIFE.say(turn, "signup-lapsed", "signup-button-join")
    effects = (*turn.tell((turn.person,), "seat", word), *effects)
    return turn.done("signup.lapsed", state=state, part=Seat("passed"), effects=effects)


def show(turn: SignUpTurn) -> Outcome:
    return seated(turn, "signup.shown", turn.part or Seat())


def seated(turn: SignUpTurn, action: str, seat: Seat, *effects: Effect) -> Outcome:
    """The person's place as it is now, shown to them."""
    waiting, has_one = turn.state.progress.waiting, seat.status in ("in", "waiting")
    choice = "signup-button-leave" if has_one else "signup-button-join"
    facts = {"status": seat.status, "starts": Moment(day(turn)[0])}
    place = waiting.index(turn.person) + 1 if turn.person in waiting else 0
    word = LIFE.say(turn, "signup-seat", choice, place=place, **facts)
    effects = (*effects, *turn.reply(word, "seat"))
    return turn.done(action, state=turn.state, part=seat, effects=effects)


# -- the day, and after


def start(turn: SignUpTurn) -> Outcome:
    buttons = ("signup-button-here", "signup-button-leave")
    word = LIFE.say(turn, "signup-check-in", *buttons, starts=Moment(day(turn)[0]))
    to = ToMembers(turn.unit, only_status=("in",))
    told = Send(to, "check_in", word, "bulk", time_sensitive=True)
    return turn.done("signup.started", effects=(told,))


def arrive(turn: SignUpTurn) -> Outcome:
    begins, ends = day(turn)
    if turn.part is None or turn.part.status != "in":
        return turn.refuse("signup-no-place")
    if not begins - EARLY <= turn.now < ends:
        return turn.refuse("signup-not-the-time", starts=Moment(begins))
    shown = turn.reply(LIFE.say(turn, "signup-here", at=Moment(turn.now, "time")), "check_in")
    return turn.done("signup.arrived", part=Seat("came", turn.now), effects=shown)


def progress(turn: SignUpTurn) -> Outcome:
    """Who comes, who waits, who came: asked for, or at the end."""
    shown = turn.panel(attendance(turn), organizers_too=turn.actor is None)
    return turn.done("signup.progress_shown", effects=shown)


def attendance(turn: SignUpTurn) -> Message:
    groups = by_status(turn.roster, turn.query(Entries(turn.id)), lambda seat: seat.status)
    told = [
        text("signup-people", status=status, names=names([person for person, _ in people]))
        for status, people in groups.items()
    ]
    shown, _ = LIFE.organizer_view(turn)
    return replace(shown, body=lines(shown.body, *told))


def ask_done(turn: SignUpTurn) -> Words:
    seats = turn.query(Entries(turn.id))
    return text("signup-confirm-done", n=sum(seat.status == "came" for _, seat in seats))


def done(turn: SignUpTurn) -> Outcome:
    """The organizer confirms who came; they can have their certificates."""
    over = turn.becomes(replace(turn.state, phase="done"))
    word = LIFE.say(turn, "signup-certificate-offered", "signup-button-certificate")
    told = Send(ToMembers(turn.unit, only_status=("came",)), "certificate", word, "bulk")
    shown = over.panel(attendance(over), organizers_too=True)
    return turn.done("signup.done", state=over.state, effects=(told, *shown), finished=True)


def certificate(turn: SignUpTurn) -> Outcome:
    if turn.part is None or turn.part.arrived_at is None:
        return turn.refuse("signup-did-not-come")
    person, sign_up = turn.roster.people[turn.person], turn.state.definition
    words = text(
        "signup-certificate",
        name=person.name,
        unit=turn.roster.units[person.unit].name,
        day=Moment(day(turn)[0], "day"),
        title=sign_up.title,
        hours=turn.part.hours(sign_up),
    )
    file = Document(text("signup-certificate-title"), (Paragraph(words),))
    here = LIFE.say(turn, "signup-certificate-here")
    shown = replace(here, attachments=(Attachment("certificate.docx", file),))
    return turn.done("signup.certified", effects=turn.reply(shown, "certificate"))


def export(turn: SignUpTurn) -> Outcome:
    """Everybody with a part, as a workbook."""
    sign_up, parts = turn.state.definition, turn.query(Entries(turn.id))
    groups = by_status(turn.roster, parts, lambda seat: seat.status)
    columns = (
        *of_people(turn.roster),
        Column(text("signup-column-status"), lambda row: text("signup-is", status=row[1].status)),
        Column(text("signup-column-hours"), lambda row: row[1].hours(sign_up)),
    )
    rows = [row for group in groups.values() for row in group]
    file = workbook("signup", title(sign_up), (text("signup-sheet"), table(columns, rows)))
    shown = replace(LIFE.say(turn, "signup-exported"), attachments=(file,))
    return turn.done("signup.exported", effects=turn.reply(shown, "export"))


OPEN = "open closed"

MACHINE = machine(
    (
        *LIFE.transitions(),
        on("open", "join", join, by=t.PARTICIPANT, undo=t.IDEMPOTENT),
        on(OPEN, "leave pass", leave, by=t.PARTICIPANT, undo=t.PROGRESS),
        on(OPEN, "accept", accept, by=t.PARTICIPANT, undo=t.IDEMPOTENT),
        on(OPEN, "show", show, by=t.PARTICIPANT, undo=t.READ_ONLY),
        on(OPEN, "here", arrive, by=t.PARTICIPANT, undo=t.PROGRESS),
        on("done", "certificate", certificate, by=t.PARTICIPANT, undo=t.READ_ONLY),
        on(OPEN, "@offer", offer, by=t.SYSTEM, undo=t.BY_SYSTEM),
        on(OPEN, "@lapse", lapse, by=t.SYSTEM, undo=t.BY_SYSTEM),
        on(OPEN, "@start", start, by=t.SYSTEM, undo=t.BY_SYSTEM),
        on(OPEN, "@end", progress, by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(entries,)),
        on(
            f"{OPEN} done", "progress", progress,
            by=t.ORGANIZER, undo=t.READ_ONLY, requires=(entries,), toggle=True,
        ),
        on("closed done", "export", export, by=t.ORGANIZER, undo=t.READ_ONLY, requires=(entries,)),
        confirmed(
            "closed", "done", done, by=t.ORGANIZER, ask=ask_done,
            yes=text("signup-button-done-yes"), requires=(entries,),
        ),
    ),
    policy=LIFE.policy,
    refusals=LIFE.refusals,
    undo=LIFE.restore(),
)  # fmt: skip

WORKFLOW = Workflow(
    kind="signup",
    activity_type=State[SignUp, Places],
    entry_type=Seat,
    begin=LIFE.begin,
    copy_definition=LIFE.copy_definition,
    dry_run=LIFE.dry_run,
    decide=MACHINE.decide,
    requires=MACHINE.requires,
    toggles=MACHINE.toggles,
    summary=lambda seat: Summary(seat.status, at=seat.arrived_at),
    title=lambda state: state.definition.title,
    menu=Menu(40, LIFE.permission),
    commands=(Command("signup", LIFE.permission),),
    permissions=(
        Permission(
            LIFE.permission, "publish sign-ups and confirm who came", ("secretary", "organizer")
        ),
    ),
)
