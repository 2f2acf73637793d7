"""What is said about a talk: to the member, and to who leads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.core.calendar import shown as local_reading
from service.core.message import Attachment, Choice, Invitation, Message
from service.core.people import Roster
from service.core.texts import Lines, Moment, Secret, Text, Words, lines, text
from service.core.workflow import Activity
from service.sdk import panels
from service.sdk.paging import page_of
from service.sdk.panels import Rows, moment
from service.workflows.talk.model import (
    OPEN,
    Form,
    Offer,
    Slot,
    Talk,
    TalkTurn,
    lead_of,
    owner_of,
    slots_left,
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
    left = slots_left(turn.state, talks_of(turn), turn.person, turn.now, turn.context.taken)
    return replace(look(turn, talk), left=left)


def for_member(turn: TalkTurn, talk: Talk | None = None, head: Words | None = None) -> Message:
    """How the talk stands, to the member, who may have a time to choose."""
    talk = talk or talk_of(turn)
    still_open = talk.phase in ("offered", "asked")
    return member_state(choosing(turn, talk) if still_open else look(turn, talk), head)


def name_of(roster: Roster, person: int) -> str:
    return roster.people[person].name if person in roster.people else f"#{person}"


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
    accept: Rows = (_accept(shown, proposed),) if proposed else ()
    return Message(body, TITLE, (*accept, *slots(shown)))


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
    return text("talk-their-clock", name=people[theirs].name, at=Moment(at, zone=zone))


def booked(shown: TalkView, head: Words | None = None) -> Message:
    """A talk that is agreed on, and what has been proposed since."""
    talk, name = shown.talk, shown.lead_name
    state = lines(
        text("talk-booked", at=moment(talk.at), name=name, how=how(shown.offer)),
        clocks(shown, talk.at, member=True),
        place(shown),
    )
    if talk.wanted and talk.by == "lead":
        rows: Rows = (_accept(shown, talk.wanted), (shown.own("keep"),), (shown.own("move"),))
        proposed = lines(
            text("talk-they-propose", name=name, at=moment(talk.wanted)),
            clocks(shown, talk.wanted, member=True),
        )
        return Message(lines(head, state, proposed), TITLE, rows)
    waiting = text("talk-you-asked", at=moment(talk.wanted)) if talk.wanted else None
    rows = ((shown.own("move"),), (shown.own("off"),))
    link: Rows = ((shown.own("link"),),) if shown.has_link else ()
    return Message(lines(head, state, waiting), TITLE, (*rows, *link))


def _accept(shown: TalkView, at: datetime) -> tuple[Choice, ...]:
    return (shown.own("take", text("talk-button-accept", at=moment(at)), to_arg(at)),)


def member_state(shown: TalkView, head: Words | None = None) -> Message:
    """How the member's talk stands, with what can be done."""
    phase = shown.talk.phase
    if phase == "requested":
        asked = text("talk-you-wished", name=shown.lead_name)
        return Message(lines(head, asked), TITLE, ((shown.own("off"),),))
    if phase in ("offered", "asked"):
        return offered(shown, head)
    if phase == "booked":
        return booked(shown, head)
    over = text("talk-over", phase=phase, name=shown.lead_name, at=moment(shown.talk.at))
    undo = phase in ("declined", "cancelled") and shown.talk.undone_by == shown.member
    rows: Rows = ((shown.own("undo", UNDO_LABEL),),) if undo else ()
    if phase == "recorded" and shown.note_open and shown.talk.note is not None:
        rows = ((shown.own("read"),),)
    return Message(lines(head, over), TITLE, rows)


def ask_time(shown: TalkView) -> Message:
    """The member types a time."""
    return Message(text("talk-type-time"), TITLE, ((shown.own("back", BACK),),))


def ask_reason(shown: TalkView) -> Message:
    body = text("talk-ask-reason", name=shown.lead_name)
    return Message(body, TITLE, ((shown.own("no!"),), (shown.own("back", BACK),)))


def booked_for_member(shown: TalkView, *, moved: bool) -> Message:
    message = booked(shown, text("talk-moved" if moved else "talk-agreed"))
    return with_file(message, shown, shown.lead_name)


def off_for_member(shown: TalkView, by: str, *, booked: bool) -> Message:
    key = "talk-you-cancelled" if by == "member" else "talk-they-cancelled"
    body = text(key, name=shown.lead_name, booked=yes_or_no(booked), at=moment(shown.talk.at))
    undo = ((shown.own("undo", UNDO_LABEL),),) if by == "member" else ()
    return with_file(Message(body, TITLE, undo), shown, shown.lead_name, when=booked)


def restored_for_member(shown: TalkView, head: Words) -> Message:
    """The talk as it stands again after a step was taken back."""
    return with_file(member_state(shown, head), shown, shown.lead_name, when=shown.is_booked)


def call_details(shown: TalkView, link: Secret) -> Message:
    """The private number or address; sent as a secret message only."""
    at = moment(shown.talk.at)
    return Message(lines(text("talk-link", at=at), link), TITLE)


def late_told(shown: TalkView, *, member: bool, minutes: int) -> Message:
    name = shown.lead_name if member else shown.member_name
    return Message(text("talk-late-told", name=name, minutes=minutes), TITLE)


def late(shown: TalkView, *, member: bool, minutes: int) -> Message:
    """To the other side: whoever it is comes later."""
    name = shown.member_name if member else shown.lead_name
    return Message(text("talk-late", name=name, minutes=minutes, at=moment(shown.talk.at)), TITLE)


def reminder(shown: TalkView, *, member: bool, near: bool) -> Message:
    """To either side, before the talk; if it is `near`, one may say that one is late."""
    name = shown.lead_name if member else shown.member_name
    button = shown.own if member else shown.lead
    body = lines(
        text("talk-reminder", name=name, at=moment(shown.talk.at), how=how(shown.offer)),
        clocks(shown, shown.talk.at, member=member),
        place(shown),
    )
    late: Rows = ((button("late", None, LATE),),) if near else ()
    return Message(body, TITLE, (*late, (button("move"), button("off"))))


# -- for who leads the talk


def lead_state(shown: TalkView, head: Words | None = None) -> Message:
    """How the talk with one member stands, with what can be done."""
    rows = _LEAD_ROWS.get(shown.talk.phase, ())
    choices: list[tuple[Choice, ...]] = []
    wanted = shown.talk.wanted if shown.talk.by == "member" else None
    if wanted:
        choices.append(
            (shown.lead("agree", text("talk-button-agree", at=moment(wanted)), to_arg(wanted)),)
        )
        choices.append((shown.lead("other"),))
    if wanted and shown.talk.phase == "booked":
        choices.append((shown.lead("stay"),))
    elif not wanted or shown.talk.phase == "asked":
        choices += [tuple(shown.lead(verb) for verb in row) for row in rows]
    if shown.talk.phase == "declined" and shown.talk.reason is not None:
        choices.append((shown.lead("why"),))
    if shown.talk.phase == "requested" and shown.talk.word is not None:
        choices.append((shown.lead("word"),))
    if shown.talk.phase == "recorded" and shown.talk.note is not None:
        choices.append((shown.lead("read"), shown.lead("readings")))
    if shown.talk.phase == "recorded":
        choices += [
            (shown.lead("follow", text("talk-button-follow", n=n + 1), n),
             shown.lead("close", text("talk-button-close", n=n + 1), n))
            for n, each in enumerate(shown.talk.follow_ups)
            if not each.done
        ]  # fmt: skip
        choices.append((shown.lead("todo"),))
    if shown.is_booked and shown.has_link:
        choices.append((shown.lead("link"),))
    if shown.talk.phase == "recorded":
        choices.append((shown.lead("rec", text("talk-button-change")),))
    if shown.lead_id == owner_of(shown.offer) and not shown.offer.progress.wish:
        several = len(shown.offer.progress.members) > 1
        choices.append(
            (choice(shown.activity, "panel") if several else panels.more_button(shown.activity),)
        )
    body = lines(
        head,
        text("talk-line", name=shown.member_name, status=status(shown.talk)),
        clocks(shown, wanted, member=False),
        place(shown) if shown.is_booked else None,
    )
    return Message(body, TITLE, tuple(choices))


def owner_state(shown: TalkView) -> Message:
    """For the owner of the offer, about a talk that another holds: how it stands."""
    body = text(
        "talk-line-with", name=shown.member_name, lead=shown.lead_name, status=status(shown.talk)
    )
    rows: Rows = ((shown.lead("off"),),) if shown.talk.phase in OPEN else ()
    return Message(body, TITLE, (*rows, (choice(shown.activity, "panel"),)))


_LEAD_ROWS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "requested": (("other",), ("off",)),
    "offered": (("other",), ("off",)),
    "asked": (("off",),),
    "booked": (("move", "off"), ("where",)),
    "held": (("rec",), ("missed",)),
}


def lead_may_propose(shown: TalkView) -> Rows:
    return ((shown.lead("other"),), (shown.lead("who", BACK),))


def lead_asks_time(shown: TalkView) -> Message:
    if shown.talk.phase == "requested":
        body = text("talk-type-times", name=shown.member_name)
    else:
        body = text("talk-type-proposal", name=shown.member_name)
    return Message(body, TITLE, ((shown.lead("who", BACK),),))


def ask_where(shown: TalkView) -> Message:
    """Where it is held, or how one calls."""
    body = text("talk-ask-where", form=shown.offer.definition.form)
    return Message(body, TITLE, ((shown.lead("who", BACK),),))


def booked_for_lead(shown: TalkView, *, moved: bool) -> Message:
    body = lines(
        text("talk-moved" if moved else "talk-agreed"),
        text("talk-booked", at=moment(shown.talk.at), name=shown.member_name, how=how(shown.offer)),
        clocks(shown, shown.talk.at, member=False),
        place(shown),
    )
    message = Message(body, TITLE, lead_state(shown).choices)
    return with_file(message, shown, shown.member_name)


def off_for_lead(shown: TalkView, by: str, *, booked: bool) -> Message:
    key = "talk-you-cancelled" if by == "lead" else "talk-they-cancelled"
    body = text(key, name=shown.member_name, booked=yes_or_no(booked), at=moment(shown.talk.at))
    undo = ((shown.lead("undo", UNDO_LABEL),),) if by == "lead" else ()
    return with_file(Message(body, TITLE, undo), shown, shown.member_name, when=booked)


def declined(shown: TalkView) -> Message:
    """Why the member declines; sent to who leads the talk as a secret message."""
    head = text("talk-declined", name=shown.member_name)
    return Message(lines(head, shown.talk.reason or text("talk-no-reason")), TITLE)


def restored_for_lead(shown: TalkView, head: Words) -> Message:
    """The talk as it stands again after a step was taken back."""
    return with_file(lead_state(shown, head), shown, shown.member_name, when=shown.is_booked)


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
) -> Message:
    """Every member with how the talk stands, a page at a time; with one member, that talk."""
    offer = activity.state
    if len(offer.progress.members) == 1:
        (member,) = offer.progress.members
        return lead_state(TalkView(activity, roster, member, talks[member]), head)
    here = page_of(tuple(talks.items()), page, ON_A_PANEL)
    rows: list[tuple[Choice, ...]] = [
        (choice(activity, "who", panel_line(activity, roster, member, talk), about=member),)
        for member, talk in here.items
    ]
    rows += here.arrows(activity, "panel")
    if any(talk.phase in OPEN for talk in talks.values()) and offer.phase == "offered":
        rows.append((choice(activity, "cancel"),))
    rows.append((panels.more_button(activity),))
    done = sum(talk.settled for talk in talks.values())
    body = lines(head, text("talk-panel", done=done, n=len(talks), how=how(offer)))
    return Message(body, TITLE, tuple(rows))


def panel_line(activity: Activity[Offer], roster: Roster, member: int, talk: Talk) -> Words:
    """`李华：已约 3月7日 周六 19:30`, and with whom where several talk."""
    several = len(activity.state.progress.talkers) > 1 and talk.talker is not None
    lead = name_of(roster, lead_of(activity.state, talk))
    if several:
        name = name_of(roster, member)
        return text("talk-line-with", name=name, lead=lead, status=status(talk))
    return text("talk-line", name=name_of(roster, member), status=status(talk))


def readable(
    activity: Activity[Offer], roster: Roster, talks: Mapping[int, Talk], members: tuple[int, ...]
) -> Message:
    """For who may read notes but does not hold these talks: what is recorded, and nothing else."""
    rows = tuple(
        (choice(activity, "read", name_of(roster, member), about=member),) for member in members
    )
    body = text("talk-readable" if rows else "talk-nothing-to-read")
    return Message(body, TITLE, rows)


# -- the calendar file


def with_file(message: Message, shown: TalkView, name: str, *, when: bool = True) -> Message:
    """The message with the appointment as a calendar file, updated or cancelled."""
    if not when or shown.talk.at is None:
        return message
    file = Attachment("talk.ics", invitation(shown, name, shown.talk.at))
    return Message(message.body, message.title, message.choices, (file,))


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
