"""What is said about a talk: to the member, and to who leads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.core.calendar import shown as local_reading
from service.core.message import Choice, ChoiceStyle, Invitation, Message
from service.core.people import Roster
from service.core.texts import Lines, Moment, Secret, Text, Words, lines, text
from service.core.workflow import Activity
from service.sdk import panels
from service.sdk.cards import Card, styled
from service.sdk.export import file_of
from service.sdk.panels import Rows, moment, page_of
from service.workflows.talk.model import (
    OPEN,
    Form,
    Offer,
    Side,
    Slot,
    Talk,
    TalkTurn,
    lead_of,
    owner_of,
    slots_left,
    taken_elsewhere,
    talk_of,
    talks_of,
)
from service.workflows.talk.settings import TalkSettings
from service.workflows.talk.times import to_arg

TITLE = text("talk-title")
ON_A_PAGE = 8  # times shown at once
ON_A_PANEL = 16  # talks shown at once
LATE = 10  # minutes, by one tap
BACK = text("sdk-button-keep")
UNDO_LABEL = text("sdk-button-undo")


@dataclass(frozen=True, slots=True)
class TalkView:
    """One talk and what must be known to show it. `left`: times the member may still take, of
    which `page` is shown. `note_open`: whether the member may read the note. `lead_id`: who sees
    to it."""

    activity: Activity[Offer]
    roster: Roster
    member: int
    talk: Talk
    left: tuple[Slot, ...] = ()
    page: int = 0
    note_open: bool = False
    offer: Offer = field(init=False)
    lead_id: int = field(init=False)

    def __post_init__(self) -> None:
        offer = self.activity.state
        object.__setattr__(self, "offer", offer)
        object.__setattr__(self, "lead_id", lead_of(offer, self.talk))

    @property
    def lead_name(self) -> str:
        return name_of(self.roster, self.lead_id)

    @property
    def member_name(self) -> str:
        return name_of(self.roster, self.member)

    @property
    def inviting(self) -> str:
        """Who invites: where several talk and none is chosen, who has made the offer."""
        several = len(self.offer.progress.talkers) > 1 and self.talk.talker is None
        return name_of(self.roster, owner_of(self.offer)) if several else self.lead_name

    @property
    def is_booked(self) -> bool:
        return self.talk.phase == "booked"

    @property
    def has_link(self) -> bool:
        return (self.talk.link or self.offer.progress.link) is not None

    def other(self, *, member: bool) -> str:
        """The name of the other side, for the member or for who leads the talk."""
        return self.lead_name if member else self.member_name

    def own(self, verb: str, label: Words | None = None, *args: str | int) -> Choice:
        """A choice of the member, in their own talk."""
        return choice(self.activity, verb, label, *args)

    def lead(self, verb: str, label: Words | None = None, *args: str | int) -> Choice:
        """A choice of who leads the talk, about this talk."""
        return choice(self.activity, verb, label, *args, about=self.member)


def look(turn: TalkTurn, talk: Talk | None = None) -> TalkView:
    """The talk as it stands, or as it will stand."""
    note_open = turn.settings(TalkSettings).note_to_member
    return TalkView(
        turn.activity, turn.roster, turn.person, talk or talk_of(turn), note_open=note_open
    )


def choosing(turn: TalkTurn, talk: Talk | None = None) -> TalkView:
    """The same with the times that the member may still take."""
    taken = turn.context.taken | turn.query(taken_elsewhere(turn))
    left = slots_left(turn.state, talks_of(turn), turn.person, turn.now, taken)
    return replace(look(turn, talk), left=left)


def for_member(turn: TalkTurn, talk: Talk | None = None, head: Words | None = None) -> Message:
    """How the talk stands, to the member, who may have a time to choose."""
    talk = talk or talk_of(turn)
    still_open = talk.phase in ("offered", "asked")
    return member_state(choosing(turn, talk) if still_open else look(turn, talk), head)


def say(body: Words, *rows: Choice | tuple[Choice, ...] | None) -> Message:
    """The words with these rows of buttons, from the top; None, and what is empty, is left out."""
    listed = (row if isinstance(row, tuple) else (row,) for row in rows if row is not None)
    return Message(body, TITLE, tuple(row for row in listed if row))


def marked(label: Words, *, chosen: bool) -> Words:
    """The label of what can be chosen, with a mark if it is."""
    return lines("● ", label, sep="") if chosen else label


def name_of(roster: Roster, person: int) -> str:
    return roster.name(person) if person in roster.people else f"#{person}"


def listed(names: Sequence[str]) -> Words:
    """Names one after the other, as the reader's language parts them."""
    parts: list[Words] = []
    for name in names:
        parts += [text("talk-and"), name] if parts else [name]
    return Lines(tuple(parts), "")


def how(offer: Offer) -> Text:
    """`线上视频，约 30 分钟`."""
    return text("talk-how", form=form_name(offer.definition.form), minutes=offer.definition.minutes)


def yes_or_no(is_so: bool) -> str:
    return "yes" if is_so else "no"


def form_name(form: Form | None) -> Text:
    return text("talk-form", form=form or "video")


def choice(
    activity: Activity[Offer],
    verb: str,
    label: Words | None = None,
    *args: str | int,
    about: int | None = None,
) -> Choice:
    """A choice about the offer as a whole, or about the talk with one member; it is labelled
    after its verb unless something else is said."""
    if label is None:
        label = text(f"talk-button-{verb.replace('!', '-yes')}")
    return panels.choice(activity, verb, label, *args, about=about)


# -- for the member


def offered(shown: TalkView, head: Words | None = None) -> Message:
    """The offer with the times that are left, and what has been proposed beside them."""
    talk, name = shown.talk, shown.lead_name
    several = len(shown.offer.progress.talkers) > 1 and talk.talker is None
    proposed = talk.wanted if talk.by == "lead" else None
    asked = talk.wanted if talk.by == "member" else None
    body = lines(
        head
        or text(
            "talk-offer", name=shown.inviting, how=how(shown.offer), several=yes_or_no(several)
        ),
        text("talk-they-propose", name=name, at=moment(proposed)) if proposed else None,
        clocks(shown, proposed, member=True),
        text("talk-you-asked", at=moment(asked)) if asked else None,
        text("talk-offer-choose" if shown.left else "talk-offer-none") if not proposed else None,
    )
    return say(body, _accept(shown, proposed) if proposed else None, *slots(shown))


def slots(shown: TalkView) -> Rows:
    """The times that are left, and the ways out."""
    page = page_of(shown.left, shown.page, ON_A_PAGE)
    times: Rows = tuple((_take(shown, slot),) for slot in page.items)
    ways_out: Rows = ((shown.own("other"),), (shown.own("no"),))
    return (*times, *page.arrows(shown.activity, "more"), *ways_out)


def _take(shown: TalkView, slot: Slot) -> Choice:
    """A time, and who talks then where several do."""
    several = len(shown.offer.progress.talkers) > 1
    who = name_of(shown.roster, slot.talker) if several else None
    label = lines(Moment(slot.at), who, sep=" · ")
    return shown.own("take", label, to_arg(slot.at), slot.talker)


def place(shown: TalkView) -> Words | None:
    """Where it is held, unless that is private."""
    where = shown.talk.place or shown.offer.progress.place
    return text("talk-place", place=where) if where else None


def clocks(shown: TalkView, at: datetime | None, *, member: bool) -> Words | None:
    """The time on the clocks of the other side, where they show another one."""
    people = shown.roster.people
    ours, theirs = (shown.member, shown.lead_id) if member else (shown.lead_id, shown.member)
    if at is None or ours not in people or theirs not in people:
        return None
    zone = people[theirs].timezone
    ahead = local_reading(at, zone).utcoffset()
    if ahead == local_reading(at, people[ours].timezone).utcoffset():
        return None
    return text("talk-their-clock", name=name_of(shown.roster, theirs), at=Moment(at, zone=zone))


def booked(shown: TalkView, head: Words | None = None) -> Message:
    """A talk that is agreed on, and what has been proposed since."""
    talk, state = shown.talk, agreed(shown, member=True)
    if talk.wanted and talk.by == "lead":
        proposed = lines(
            text("talk-they-propose", name=shown.lead_name, at=moment(talk.wanted)),
            clocks(shown, talk.wanted, member=True),
        )
        ways = _accept(shown, talk.wanted), shown.own("keep"), shown.own("move")
        return say(lines(head, state, proposed), *ways)
    waiting = text("talk-you-asked", at=moment(talk.wanted)) if talk.wanted else None
    link = shown.own("link") if shown.has_link else None
    return say(
        lines(head, state, waiting), shown.own("move"), link, styled(shown.own("off"), "danger")
    )


def agreed(shown: TalkView, *, member: bool) -> Words:
    """When, with whom, how and where the talk is, for either side."""
    at, name = shown.talk.at, shown.other(member=member)
    told = text("talk-booked", at=moment(at), name=name, how=how(shown.offer))
    return lines(told, clocks(shown, at, member=member), place(shown))


def _accept(shown: TalkView, at: datetime) -> Choice:
    return shown.own("take", text("talk-button-accept", at=moment(at)), to_arg(at))


def member_state(shown: TalkView, head: Words | None = None) -> Message:
    """How the member's talk stands, with what can be done."""
    phase = shown.talk.phase
    if phase == "requested":
        return say(lines(head, text("talk-you-wished", name=shown.lead_name)), shown.own("off"))
    if phase in ("offered", "asked"):
        return offered(shown, head)
    if phase == "booked":
        return booked(shown, head)
    over = text("talk-over", phase=phase, name=shown.lead_name, at=moment(shown.talk.at))
    if phase == "recorded" and shown.note_open and shown.talk.note is not None:
        return say(lines(head, over), shown.own("read"))
    undo = phase in ("declined", "cancelled") and shown.talk.undone_by == shown.member
    ways = (shown.own("undo", UNDO_LABEL) if undo else None, rebook(shown))
    return say(lines(head, over), *ways)


def rebook(shown: TalkView) -> Choice | None:
    """The way to another time, for a member who has called their talk off while the offer is open;
    one that is for them alone is over then."""
    offer, talk = shown.offer, shown.talk
    is_theirs = talk.phase == "cancelled" and talk.last and talk.last.by == shown.member
    several = len(offer.progress.members) > 1
    return shown.own("rebook") if is_theirs and several and offer.phase == "offered" else None


# -- for either side


def newly_booked(shown: TalkView, *, member: bool, moved: bool) -> Message:
    """It is agreed on, with the calendar file."""
    head = text("talk-moved" if moved else "talk-agreed")
    if member:
        return with_file(booked(shown, head), shown, member=True)
    message = say(lines(head, agreed(shown, member=False)), *lead_state(shown).choices)
    return with_file(message, shown, member=False)


def off(shown: TalkView, by: Side, *, member: bool, booked: bool) -> Message:
    """It is off: who has called it off (`by`) may take that back."""
    mine = member == (by == "member")
    key = "talk-you-cancelled" if mine else "talk-they-cancelled"
    name, at = shown.other(member=member), moment(shown.talk.at)
    button = shown.own if member else shown.lead
    body = text(key, name=name, booked=yes_or_no(booked), at=at)
    ways = (button("undo", UNDO_LABEL) if mine else None, rebook(shown) if member else None)
    told = say(body, *ways)
    return with_file(told, shown, member=member) if booked else told


def restored(shown: TalkView, head: Words, *, member: bool) -> Message:
    """The talk as it stands again after a step was taken back, or in another place."""
    told = member_state(shown, head) if member else lead_state(shown, head)
    return with_file(told, shown, member=member) if shown.is_booked else told


def call_details(shown: TalkView, link: Secret) -> Message:
    """The private number or address; sent as a secret message only."""
    return say(lines(text("talk-link", at=moment(shown.talk.at)), link))


def reminder(shown: TalkView, *, member: bool, near: bool) -> Message:
    """Before the talk; if it is `near`, one may say that one is late."""
    name, at = shown.other(member=member), shown.talk.at
    button = shown.own if member else shown.lead
    body = lines(
        text("talk-reminder", name=name, at=moment(at), how=how(shown.offer)),
        clocks(shown, at, member=member),
        place(shown),
    )
    late = button("late", None, LATE) if near else None
    return say(body, late, (button("move"), button("off")))


# -- for who leads the talk


def lead_state(shown: TalkView, head: Words | None = None) -> Message:
    """How the talk with one member stands, with what can be done."""
    wanted = shown.talk.wanted if shown.talk.by == "member" else None
    body = lines(
        head,
        text("talk-line", name=shown.member_name, status=status(shown.talk)),
        clocks(shown, wanted, member=False),
        place(shown) if shown.is_booked else None,
    )
    rows = [*_lead_answers(shown, wanted), *_lead_more(shown)]
    if shown.lead_id == owner_of(shown.offer) and not shown.offer.progress.wish:
        several = len(shown.offer.progress.members) > 1
        way = choice(shown.activity, "panel") if several else panels.more_button(shown.activity)
        rows.append((way,))
    if shown.talk.phase in _CALLED_OFF and not (wanted and shown.is_booked):
        rows.append((styled(shown.lead("off"), "danger"),))
    return say(body, *rows)


def _lead_answers(shown: TalkView, wanted: datetime | None) -> Iterator[tuple[Choice, ...]]:
    """What can be answered to the time the member wants, and done with the talk as it stands."""
    phase = shown.talk.phase
    if wanted:
        label = text("talk-button-agree", at=moment(wanted))
        yield (styled(shown.lead("agree", label, to_arg(wanted)), "primary"),)
        yield (shown.lead("other"),)
    if wanted and phase == "booked":
        yield (shown.lead("stay"),)
    elif not wanted or phase == "asked":
        for number, row in enumerate(_LEAD_ROWS.get(phase, ())):
            style: ChoiceStyle = "primary" if number == 0 and phase in _FIRST else ""
            yield tuple(styled(shown.lead(verb), style) for verb in row)


def _lead_more(shown: TalkView) -> Iterator[tuple[Choice, ...]]:
    """What can be read, and done once it is recorded."""
    talk, phase = shown.talk, shown.talk.phase
    if phase == "declined" and talk.reason is not None:
        yield (shown.lead("why"),)
    if phase == "requested" and talk.word is not None:
        yield (shown.lead("word"),)
    if shown.is_booked and shown.has_link:
        yield (shown.lead("link"),)
    if phase != "recorded":
        return
    if talk.note is not None:
        yield (shown.lead("read"), shown.lead("readings"))
    for n, each in enumerate(talk.follow_ups):
        if not each.done:
            yield (follow_button(shown, n), close_button(shown, n))
    yield (shown.lead("todo"),)
    yield (shown.lead("rec", text("talk-button-change")),)


def follow_button(shown: TalkView, place: int) -> Choice:
    return shown.lead("follow", text("talk-button-follow", n=place + 1), place)


def close_button(shown: TalkView, place: int) -> Choice:
    return shown.lead("close", text("talk-button-close", n=place + 1), place)


def owner_state(shown: TalkView) -> Message:
    """For the owner of the offer, about a talk that another holds: how it stands."""
    body = text(
        "talk-line-with", name=shown.member_name, lead=shown.lead_name, status=status(shown.talk)
    )
    off = shown.lead("off") if shown.talk.phase in OPEN else None
    return say(body, off, choice(shown.activity, "panel"))


_LEAD_ROWS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "requested": (("other",),),
    "offered": (("other",),),
    "booked": (("move", "where"),),
    "held": (("rec",), ("missed",)),
}
_CALLED_OFF = ("requested", "offered", "asked", "booked")
_FIRST = ("requested", "held")  # the stages in which the first of these is the thing to do


def declined(shown: TalkView) -> Message:
    """Why the member declines; sent to who leads the talk as a secret message."""
    head = text("talk-declined", name=shown.member_name)
    return say(lines(head, shown.talk.reason or text("talk-no-reason")))


def status(talk: Talk) -> Words:
    """How far a talk is, in a few words."""
    wanted = text(f"talk-wanted-{talk.by}", at=moment(talk.wanted)) if talk.by else None
    stage = text("talk-stage", phase=talk.phase, at=moment(talk.held_at or talk.at))
    return lines(stage, wanted, sep=" ")


# -- the panel


def panel(
    activity: Activity[Offer],
    roster: Roster,
    talks: Mapping[int, Talk],
    head: Words | None = None,
    page: int = 0,
    *,
    taken_over: bool = False,
) -> Message:
    """Every member with how the talk stands, a page at a time; with one member, that talk.
    `taken_over`: it is for who sees to the offer instead of its owner."""
    offer = activity.state
    if len(offer.progress.members) == 1 and not taken_over:
        (member,) = offer.progress.members
        return lead_state(TalkView(activity, roster, member, talks[member]), head)
    here = page_of(tuple(talks.items()), page, ON_A_PANEL)
    listed = [
        choice(activity, "who", panel_line(activity, roster, member, talk), about=member)
        for member, talk in here.items
    ]
    is_open = any(talk.phase in OPEN for talk in talks.values()) and offer.phase == "offered"
    cancel = choice(activity, "cancel") if is_open else ""
    unanswered = any(talk.phase == "offered" for talk in talks.values()) and is_open
    nudge = "sdk-button-nudge" if unanswered else ""
    done = sum(talk.settled for talk in talks.values())
    body = lines(head, text("talk-panel", done=done, n=len(talks), how=how(offer)))
    arrows = here.arrows(activity, "panel")
    card = Card(activity, common=(nudge,), danger=cancel)
    return say(body, *card.rows(*listed, *arrows))


def panel_line(activity: Activity[Offer], roster: Roster, member: int, talk: Talk) -> Words:
    """`李华：已约 3月7日 周六 19:30`, and with whom where several talk."""
    name, lead = name_of(roster, member), name_of(roster, lead_of(activity.state, talk))
    if len(activity.state.progress.talkers) > 1 and talk.talker is not None:
        return text("talk-line-with", name=name, lead=lead, status=status(talk))
    return text("talk-line", name=name, status=status(talk))


def readable(activity: Activity[Offer], roster: Roster, members: Iterable[int]) -> Message:
    """For who may read notes but does not hold these talks: what is recorded, and nothing else."""
    noted = [choice(activity, "read", name_of(roster, each), about=each) for each in members]
    return say(text("talk-readable" if noted else "talk-nothing-to-read"), *noted)


# -- the calendar file


def with_file(message: Message, shown: TalkView, *, member: bool) -> Message:
    """The message with the appointment as a calendar file, updated or cancelled."""
    if shown.talk.at is None:
        return message
    file = invitation(shown, shown.other(member=member), shown.talk.at)
    zone, kind = shown.roster.unit_timezone(shown.activity.unit), text("talk-file-calendar")
    attached = file_of(file, ".ics", file.summary, kind=kind, began=shown.talk.at, zone=zone)
    return replace(message, attachments=(attached,))


def invitation(shown: TalkView, name: str, at: datetime) -> Invitation:
    """The appointment as the other side, called `name`, has it in the calendar."""
    talk, offer = shown.talk, shown.offer
    return Invitation(
        uid=f"talk-{shown.activity.id}-{shown.member}@orglife",
        starts_at=at,
        ends_at=at + offer.definition.length,
        summary=text("talk-summary", name=name),
        description=how(offer),
        location=talk.place or offer.progress.place,
        parties=(
            (str(shown.lead_id), shown.lead_name),
            (str(shown.member), shown.member_name),
        ),
        sequence=max(talk.step - 1, 0),
        cancelled=talk.phase == "cancelled",
    )


def calendar_events(
    roster: Roster, activity: Activity[Offer], member: int, talk: Talk
) -> Mapping[int, Invitation]:
    """What stands in the calendars of both: talks that are agreed on or were held."""
    if talk.at is None or talk.phase not in ("booked", "held", "recorded"):
        return {}
    shown = TalkView(activity, roster, member, talk)
    return {
        member: invitation(shown, shown.lead_name, talk.at),
        shown.lead_id: invitation(shown, shown.member_name, talk.at),
    }
