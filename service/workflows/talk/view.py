"""What is said about a talk, to the member and to the secretary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from service.core.choices import ChoiceId
from service.core.message import Attachment, Choice, Invitation, Message
from service.core.people import Roster
from service.core.texts import Moment, Text, Words, lines, text
from service.core.workflow import Activity
from service.workflows.talk.model import OPEN, Form, Offer, Talk, Talks
from service.workflows.talk.times import to_arg

Rows = tuple[tuple[Choice, ...], ...]

TITLE = text("talk.title")


@dataclass(frozen=True, slots=True)
class Look:
    """One talk and what must be known to show it. `left`: times the member may still take."""

    activity: Activity[Offer]
    roster: Roster
    member: int
    talk: Talk
    left: tuple[datetime, ...] = ()

    @property
    def offer(self) -> Offer:
        return self.activity.state

    @property
    def owner_name(self) -> str:
        return name_of(self.roster, self.offer.owner)

    @property
    def member_name(self) -> str:
        return name_of(self.roster, self.member)

    def own(self, verb: str, label: Words | None = None, *args: str) -> Choice:
        """A choice of the member, in their own talk."""
        return self._choice(verb, label, args, None)

    def lead(self, verb: str, label: Words | None = None, *args: str) -> Choice:
        """A choice of the secretary, about this talk."""
        return self._choice(verb, label, args, self.member)

    def _choice(
        self, verb: str, label: Words | None, args: tuple[str, ...], about: int | None
    ) -> Choice:
        name = verb.replace("!", "_yes")
        shown = label if label is not None else text(f"talk.button_{name}")
        return Choice(ChoiceId(self.activity.id, verb, args, about).encode(), shown)


def name_of(roster: Roster, person: int) -> str:
    return roster.people[person].name if person in roster.people else f"#{person}"


def moment(at: datetime | None) -> Words:
    return Moment(at) if at is not None else "—"


def how(offer: Offer) -> Text:
    """`线上视频，约 30 分钟`."""
    return text("talk.how", form=form_name(offer.form), minutes=offer.minutes)


def yes_or_no(is_so: bool) -> str:
    return "yes" if is_so else "no"


def form_name(form: Form | None) -> Text:
    return text("talk.form", form=form or "video")


# -- for the member


def offered(shown: Look, head: Words | None = None) -> Message:
    """The offer with the times that are left, and what has been proposed beside them."""
    talk, name = shown.talk, shown.owner_name
    proposed = talk.wanted if talk.by == "lead" else None
    asked = talk.wanted if talk.by == "member" else None
    body = lines(
        head or text("talk.offer", name=name, how=how(shown.offer)),
        text("talk.they_propose", name=name, at=moment(proposed)) if proposed else None,
        text("talk.you_asked", at=moment(asked)) if asked else None,
        text("talk.offer_choose" if shown.left else "talk.offer_none") if not proposed else None,
    )
    accept: Rows = (_accept(shown, proposed),) if proposed else ()
    return Message(body, TITLE, (*accept, *slots(shown)))


def slots(shown: Look) -> Rows:
    """The times that are left, and the ways out."""
    rows: Rows = tuple((shown.own("take", Moment(at), to_arg(at)),) for at in shown.left)
    return (*rows, (shown.own("other"),), (shown.own("no"),))


def booked(shown: Look, head: Words | None = None) -> Message:
    """A talk that is agreed on, and what has been proposed since."""
    talk, name = shown.talk, shown.owner_name
    state = text("talk.booked", at=moment(talk.at), name=name, how=how(shown.offer))
    if talk.wanted and talk.by == "lead":
        rows: Rows = (_accept(shown, talk.wanted), (shown.own("keep"),), (shown.own("move"),))
        proposed = text("talk.they_propose", name=name, at=moment(talk.wanted))
        return Message(lines(head, state, proposed), TITLE, rows)
    waiting = text("talk.you_asked", at=moment(talk.wanted)) if talk.wanted else None
    return Message(lines(head, state, waiting), TITLE, ((shown.own("move"),), (shown.own("off"),)))


def _accept(shown: Look, at: datetime) -> tuple[Choice, ...]:
    return (shown.own("take", text("talk.button_accept", at=moment(at)), to_arg(at)),)


def member_state(shown: Look, head: Words | None = None) -> Message:
    """How the member's talk stands, with what can be done."""
    phase = shown.talk.phase
    if phase in ("offered", "asked"):
        return offered(shown, head)
    if phase == "booked":
        return booked(shown, head)
    over = text("talk.over", phase=phase, name=shown.owner_name, at=moment(shown.talk.at))
    return Message(lines(head, over), TITLE)


def ask_time(shown: Look) -> Message:
    """The member types a time."""
    return Message(text("talk.type_time"), TITLE, ((shown.own("back"),),))


def ask_reason(shown: Look) -> Message:
    body = text("talk.ask_reason", name=shown.owner_name)
    return Message(body, TITLE, ((shown.own("no!"),), (shown.own("back"),)))


def confirm_off(shown: Look) -> Message:
    body = text("talk.confirm_off", name=shown.owner_name, at=moment(shown.talk.at))
    return Message(body, TITLE, ((shown.own("off!"),), (shown.own("back"),)))


def booked_for_member(shown: Look, *, moved: bool) -> Message:
    message = booked(shown, text("talk.moved" if moved else "talk.agreed"))
    return _with_file(message, shown, shown.owner_name)


def off_for_member(shown: Look, by: str, *, booked: bool) -> Message:
    key = "talk.you_cancelled" if by == "member" else "talk.they_cancelled"
    body = text(key, name=shown.owner_name, booked=yes_or_no(booked), at=moment(shown.talk.at))
    return _with_file(Message(body, TITLE), shown, shown.owner_name, when=booked)


def reminder(shown: Look, *, member: bool) -> Message:
    """To either side, before the talk."""
    name = shown.owner_name if member else shown.member_name
    body = text("talk.reminder", name=name, at=moment(shown.talk.at), how=how(shown.offer))
    button = shown.own if member else shown.lead
    return Message(body, TITLE, ((button("move"), button("off")),))


# -- for the secretary, about one talk


def owner_state(shown: Look, head: Words | None = None) -> Message:
    """How the talk with one member stands, with what can be done."""
    rows = _LEAD_ROWS.get(shown.talk.phase, ())
    choices: list[tuple[Choice, ...]] = []
    wanted = shown.talk.wanted if shown.talk.by == "member" else None
    if wanted:
        choices.append(
            (shown.lead("agree", text("talk.button_agree", at=moment(wanted)), to_arg(wanted)),)
        )
        choices.append((shown.lead("other"),))
    if wanted and shown.talk.phase == "booked":
        choices.append((shown.lead("stay"),))
    elif not wanted or shown.talk.phase == "asked":
        choices += [tuple(shown.lead(verb) for verb in row) for row in rows]
    if shown.talk.phase == "declined" and shown.talk.reason is not None:
        choices.append((shown.lead("why"),))
    if shown.talk.phase == "recorded" and shown.talk.note is not None:
        choices.append((shown.lead("read"),))
    if shown.talk.phase == "recorded":
        choices.append((shown.lead("rec", text("talk.button_change")),))
    if len(shown.offer.members) > 1:
        choices.append((choice(shown.activity, "panel"),))
    body = lines(head, text("talk.line", name=shown.member_name, status=status(shown.talk)))
    return Message(body, TITLE, tuple(choices))


_LEAD_ROWS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "offered": (("other",), ("off",)),
    "asked": (("off",),),
    "booked": (("move", "off"),),
    "held": (("rec",), ("missed",)),
}


def lead_may_propose(shown: Look) -> Rows:
    return ((shown.lead("other"),), (shown.lead("who"),))


def lead_asks_time(shown: Look) -> Message:
    body = text("talk.type_proposal", name=shown.member_name)
    return Message(body, TITLE, ((shown.lead("who"),),))


def lead_confirms_off(shown: Look) -> Message:
    name, at = shown.member_name, moment(shown.talk.at)
    return Message(
        text("talk.confirm_off", name=name, at=at),
        TITLE,
        ((shown.lead("off!"),), (shown.lead("who"),)),
    )


def booked_for_owner(shown: Look, *, moved: bool) -> Message:
    body = lines(
        text("talk.moved" if moved else "talk.agreed"),
        text("talk.booked", at=moment(shown.talk.at), name=shown.member_name, how=how(shown.offer)),
    )
    message = Message(body, TITLE, owner_state(shown).choices)
    return _with_file(message, shown, shown.member_name)


def off_for_owner(shown: Look, by: str, *, booked: bool) -> Message:
    key = "talk.you_cancelled" if by == "lead" else "talk.they_cancelled"
    body = text(key, name=shown.member_name, booked=yes_or_no(booked), at=moment(shown.talk.at))
    return _with_file(Message(body, TITLE), shown, shown.member_name, when=booked)


def status(talk: Talk) -> Words:
    """How far a talk is, in a few words."""
    wanted = text(f"talk.wanted_{talk.by}", at=moment(talk.wanted)) if talk.by else None
    stage = text("talk.status", phase=talk.phase, at=moment(talk.held_at or talk.at))
    return lines(stage, wanted, sep=" ")


# -- the panel


def choice(activity: Activity[Offer], verb: str, label: Words | None = None, *args: str) -> Choice:
    """A choice of the secretary that concerns the offer as a whole."""
    name = verb.replace("!", "_yes")
    shown = label if label is not None else text(f"talk.button_{name}")
    return Choice(ChoiceId(activity.id, verb, args).encode(), shown)


def panel(
    activity: Activity[Offer], roster: Roster, talks: Talks, head: Words | None = None
) -> Message:
    """Every member with how the talk stands; with one member, that talk."""
    offer = activity.state
    if len(offer.members) == 1:
        (member,) = offer.members
        return owner_state(Look(activity, roster, member, talks[member]), head)
    rows: list[tuple[Choice, ...]] = []
    for member, talk in talks.items():
        label = text("talk.line", name=name_of(roster, member), status=status(talk))
        rows.append((Look(activity, roster, member, talk).lead("who", label),))
    if any(talk.phase in OPEN for talk in talks.values()) and offer.phase == "offered":
        rows.append((choice(activity, "cancel"),))
    done = sum(talk.settled for talk in talks.values())
    body = lines(head, text("talk.panel", done=done, n=len(talks), how=how(offer)))
    return Message(body, TITLE, tuple(rows))


def confirm_cancel(activity: Activity[Offer], count: int) -> Message:
    return Message(
        text("talk.confirm_cancel", n=count),
        TITLE,
        ((choice(activity, "cancel!"),), (choice(activity, "panel"),)),
    )


def readable(
    activity: Activity[Offer], roster: Roster, talks: Talks, members: tuple[int, ...]
) -> Message:
    """For who may read notes but does not hold these talks: what is recorded, and nothing else."""
    rows = tuple(
        (Look(activity, roster, member, talks[member]).lead("read", name_of(roster, member)),)
        for member in members
    )
    body = text("talk.readable" if rows else "talk.nothing_to_read")
    return Message(body, TITLE, rows)


# -- the calendar file


def _with_file(message: Message, shown: Look, name: str, *, when: bool = True) -> Message:
    """The message with the appointment as a calendar file, updated or cancelled."""
    talk, offer = shown.talk, shown.offer
    if not when or talk.at is None:
        return message
    invitation = Invitation(
        uid=f"talk-{shown.activity.id}-{shown.member}@orglife",
        starts_at=talk.at,
        ends_at=talk.at + offer.length,
        summary=text("talk.summary", name=name),
        description=how(offer),
        sequence=max(talk.step - 1, 0),
        cancelled=talk.phase == "cancelled",
    )
    return Message(
        message.body, message.title, message.choices, (Attachment("talk.ics", invitation),)
    )
