"""What is said about a talk, to the member and to the secretary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.core.calendar import shown as local_reading
from service.core.choices import ChoiceId, more
from service.core.message import Attachment, Choice, Invitation, Message
from service.core.people import Roster
from service.core.texts import Lines, Moment, Secret, Text, Words, lines, text
from service.core.workflow import Activity
from service.workflows.talk.model import Form, Offer, Slot, Talk, lead_of
from service.workflows.talk.times import to_arg

Rows = tuple[tuple[Choice, ...], ...]

TITLE = text("talk-title")
ON_A_PAGE = 8  # times shown at once
LATE = 10  # minutes, by one tap


@dataclass(frozen=True, slots=True)
class Look:
    """One talk and what must be known to show it. `left`: times the member may still take, of
    which `page` is shown. `note_open`: whether the member may read the note."""

    activity: Activity[Offer]
    roster: Roster
    member: int
    talk: Talk
    left: tuple[Slot, ...] = ()
    page: int = 0
    note_open: bool = False

    @property
    def offer(self) -> Offer:
        return self.activity.state

    @property
    def lead_name(self) -> str:
        return name_of(self.roster, self.lead_id)

    @property
    def lead_id(self) -> int:
        return lead_of(self.offer, self.talk)

    @property
    def member_name(self) -> str:
        return name_of(self.roster, self.member)

    @property
    def inviting(self) -> str:
        """Who invites: where several talk and none is chosen, who has made the offer."""
        several = len(self.offer.talkers) > 1 and self.talk.talker is None
        return name_of(self.roster, self.offer.owner) if several else self.lead_name

    @property
    def is_booked(self) -> bool:
        return self.talk.phase == "booked"

    @property
    def has_link(self) -> bool:
        return (self.talk.link or self.offer.link) is not None

    def own(self, verb: str, label: Words | None = None, *args: str) -> Choice:
        """A choice of the member, in their own talk."""
        return self._choice(verb, label, args, None)

    def lead(self, verb: str, label: Words | None = None, *args: str) -> Choice:
        """A choice of the secretary, about this talk."""
        return self._choice(verb, label, args, self.member)

    def _choice(
        self, verb: str, label: Words | None, args: tuple[str, ...], about: int | None
    ) -> Choice:
        name = verb.replace("!", "-yes")
        shown = label if label is not None else text(f"talk-button-{name}")
        return Choice(ChoiceId(self.activity.id, verb, args, about).encode(), shown)


def name_of(roster: Roster, person: int) -> str:
    return roster.people[person].name if person in roster.people else f"#{person}"


def listed(names: Sequence[str]) -> Words:
    """Names one after the other, as the reader's language parts them."""
    parts: list[Words] = []
    for name in names:
        parts += [text("talk-and"), name] if parts else [name]
    return Lines(tuple(parts), "")


def moment(at: datetime | None) -> Words:
    return Moment(at) if at is not None else "—"


def how(offer: Offer) -> Text:
    """`线上视频，约 30 分钟`."""
    return text("talk-how", form=form_name(offer.form), minutes=offer.minutes)


def yes_or_no(is_so: bool) -> str:
    return "yes" if is_so else "no"


def form_name(form: Form | None) -> Text:
    return text("talk-form", form=form or "video")


def choice(activity: Activity[Offer], verb: str, label: Words | None = None, *args: str) -> Choice:
    """A choice of the secretary that concerns the offer as a whole."""
    name = verb.replace("!", "-yes")
    shown = label if label is not None else text(f"talk-button-{name}")
    return Choice(ChoiceId(activity.id, verb, args).encode(), shown)


def more_of(activity: Activity[Offer]) -> Choice:
    return Choice(more(activity.id), text("talk-button-more"))


# -- for the member


def offered(shown: Look, head: Words | None = None) -> Message:
    """The offer with the times that are left, and what has been proposed beside them."""
    talk, name = shown.talk, shown.lead_name
    several = len(shown.offer.talkers) > 1 and talk.talker is None
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


def slots(shown: Look) -> Rows:
    """The times that are left, and the ways out."""
    first = min(shown.page, max(0, len(shown.left) - 1) // ON_A_PAGE) * ON_A_PAGE
    rows: Rows = tuple((_take(shown, slot),) for slot in shown.left[first : first + ON_A_PAGE])
    turn = []
    if first:
        turn.append(shown.own("more", text("talk-button-earlier"), str(first // ON_A_PAGE - 1)))
    if first + ON_A_PAGE < len(shown.left):
        turn.append(shown.own("more", text("talk-button-later"), str(first // ON_A_PAGE + 1)))
    pages: Rows = (tuple(turn),) if turn else ()
    return (*rows, *pages, (shown.own("other"),), (shown.own("no"),))


def _take(shown: Look, slot: Slot) -> Choice:
    """A time, and who talks then where several do."""
    several = len(shown.offer.talkers) > 1
    who = name_of(shown.roster, slot.talker) if several else None
    label = lines(Moment(slot.at), who, sep=" · ")
    return shown.own("take", label, to_arg(slot.at), str(slot.talker))


def place(shown: Look) -> Words | None:
    """Where it is held, unless that is private."""
    where = shown.talk.place or shown.offer.place
    return text("talk-place", place=where) if where else None


def clocks(shown: Look, at: datetime | None, *, member: bool) -> Words | None:
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


def booked(shown: Look, head: Words | None = None) -> Message:
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


def _accept(shown: Look, at: datetime) -> tuple[Choice, ...]:
    return (shown.own("take", text("talk-button-accept", at=moment(at)), to_arg(at)),)


def member_state(shown: Look, head: Words | None = None) -> Message:
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
    rows: Rows = ((shown.own("undo"),),) if undo else ()
    if phase == "recorded" and shown.note_open and shown.talk.note is not None:
        rows = ((shown.own("read"),),)
    return Message(lines(head, over), TITLE, rows)


def ask_time(shown: Look) -> Message:
    """The member types a time."""
    return Message(text("talk-type-time"), TITLE, ((shown.own("back"),),))


def ask_reason(shown: Look) -> Message:
    body = text("talk-ask-reason", name=shown.lead_name)
    return Message(body, TITLE, ((shown.own("no!"),), (shown.own("back"),)))


def booked_for_member(shown: Look, *, moved: bool) -> Message:
    message = booked(shown, text("talk-moved" if moved else "talk-agreed"))
    return with_file(message, shown, shown.lead_name)


def off_for_member(shown: Look, by: str, *, booked: bool) -> Message:
    key = "talk-you-cancelled" if by == "member" else "talk-they-cancelled"
    body = text(key, name=shown.lead_name, booked=yes_or_no(booked), at=moment(shown.talk.at))
    undo = ((shown.own("undo"),),) if by == "member" else ()
    return with_file(Message(body, TITLE, undo), shown, shown.lead_name, when=booked)


def restored(shown: Look, head: Words) -> Message:
    """The talk as it stands again after a step was taken back."""
    return with_file(member_state(shown, head), shown, shown.lead_name, when=shown.is_booked)


def details(shown: Look, link: Secret) -> Message:
    """The private number or address; sent as a secret message only."""
    at = moment(shown.talk.at)
    return Message(lines(text("talk-link", at=at), link), TITLE)


def late_told(shown: Look, *, member: bool, minutes: int) -> Message:
    name = shown.lead_name if member else shown.member_name
    return Message(text("talk-late-told", name=name, minutes=minutes), TITLE)


def late(shown: Look, *, member: bool, minutes: int) -> Message:
    """To the other side: whoever it is comes later."""
    name = shown.member_name if member else shown.lead_name
    return Message(text("talk-late", name=name, minutes=minutes, at=moment(shown.talk.at)), TITLE)


def reminder(shown: Look, *, member: bool, near: bool) -> Message:
    """To either side, before the talk; if it is `near`, one may say that one is late."""
    name = shown.lead_name if member else shown.member_name
    button = shown.own if member else shown.lead
    body = lines(
        text("talk-reminder", name=name, at=moment(shown.talk.at), how=how(shown.offer)),
        clocks(shown, shown.talk.at, member=member),
        place(shown),
    )
    late: Rows = ((button("late", None, str(LATE)),),) if near else ()
    return Message(body, TITLE, (*late, (button("move"), button("off"))))


# -- the calendar file


def with_file(message: Message, shown: Look, name: str, *, when: bool = True) -> Message:
    """The message with the appointment as a calendar file, updated or cancelled."""
    if not when or shown.talk.at is None:
        return message
    file = Attachment("talk.ics", invitation(shown, name, shown.talk.at))
    return Message(message.body, message.title, message.choices, (file,))


def invitation(shown: Look, name: str, at: datetime) -> Invitation:
    """The appointment as the other side, called `name`, has it in the calendar."""
    talk, offer = shown.talk, shown.offer
    return Invitation(
        uid=f"talk-{shown.activity.id}-{shown.member}@orglife",
        starts_at=at,
        ends_at=at + offer.length,
        summary=text("talk-summary", name=name),
        description=how(offer),
        location=talk.place or offer.place,
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
    shown = Look(activity, roster, member, talk)
    return {
        member: invitation(shown, shown.lead_name, talk.at),
        shown.lead_id: invitation(shown, shown.member_name, talk.at),
    }
