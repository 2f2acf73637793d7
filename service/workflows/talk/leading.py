"""What is said to who leads a talk, and the panel of who has made the offer."""

from __future__ import annotations

from collections.abc import Mapping

from service.core.message import Choice, Message
from service.core.people import Roster
from service.core.texts import Words, lines, text
from service.core.workflow import Activity
from service.workflows.talk.model import OPEN, Offer, Talk, Talks, lead_of
from service.workflows.talk.times import to_arg
from service.workflows.talk.view import (
    TITLE,
    Look,
    Rows,
    choice,
    clocks,
    how,
    moment,
    more_of,
    name_of,
    place,
    with_file,
    yes_or_no,
)

ON_A_PANEL = 16  # talks shown at once


def lead_state(shown: Look, head: Words | None = None) -> Message:
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
            (shown.lead("follow", text("talk-button-follow", n=n + 1), str(n)),
             shown.lead("close", text("talk-button-close", n=n + 1), str(n)))
            for n, each in enumerate(shown.talk.follow_ups)
            if not each.done
        ]  # fmt: skip
        choices.append((shown.lead("todo"),))
    if shown.is_booked and shown.has_link:
        choices.append((shown.lead("link"),))
    if shown.talk.phase == "recorded":
        choices.append((shown.lead("rec", text("talk-button-change")),))
    if shown.lead_id == shown.offer.owner and not shown.offer.wish:
        several = len(shown.offer.members) > 1
        choices.append((choice(shown.activity, "panel") if several else more_of(shown.activity),))
    body = lines(
        head,
        text("talk-line", name=shown.member_name, status=status(shown.talk)),
        clocks(shown, wanted, member=False),
        place(shown) if shown.is_booked else None,
    )
    return Message(body, TITLE, tuple(choices))


def owner_state(shown: Look) -> Message:
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


def lead_may_propose(shown: Look) -> Rows:
    return ((shown.lead("other"),), (shown.lead("who"),))


def lead_asks_time(shown: Look) -> Message:
    if shown.talk.phase == "requested":
        body = text("talk-type-times", name=shown.member_name)
    else:
        body = text("talk-type-proposal", name=shown.member_name)
    return Message(body, TITLE, ((shown.lead("who"),),))


def ask_where(shown: Look) -> Message:
    """Where it is held, or how one calls."""
    body = text("talk-ask-where", form=shown.offer.form)
    return Message(body, TITLE, ((shown.lead("who"),),))


def booked_for_lead(shown: Look, *, moved: bool) -> Message:
    body = lines(
        text("talk-moved" if moved else "talk-agreed"),
        text("talk-booked", at=moment(shown.talk.at), name=shown.member_name, how=how(shown.offer)),
        clocks(shown, shown.talk.at, member=False),
        place(shown),
    )
    message = Message(body, TITLE, lead_state(shown).choices)
    return with_file(message, shown, shown.member_name)


def off_for_lead(shown: Look, by: str, *, booked: bool) -> Message:
    key = "talk-you-cancelled" if by == "lead" else "talk-they-cancelled"
    body = text(key, name=shown.member_name, booked=yes_or_no(booked), at=moment(shown.talk.at))
    undo = ((shown.lead("undo"),),) if by == "lead" else ()
    return with_file(Message(body, TITLE, undo), shown, shown.member_name, when=booked)


def restored(shown: Look, head: Words) -> Message:
    """The talk as it stands again after a step was taken back."""
    return with_file(lead_state(shown, head), shown, shown.member_name, when=shown.is_booked)


def status(talk: Talk) -> Words:
    """How far a talk is, in a few words."""
    wanted = text(f"talk-wanted-{talk.by}", at=moment(talk.wanted)) if talk.by else None
    stage = text("talk-status", phase=talk.phase, at=moment(talk.held_at or talk.at))
    return lines(stage, wanted, sep=" ")


# -- the panel


def panel(
    activity: Activity[Offer],
    roster: Roster,
    talks: Talks,
    head: Words | None = None,
    page: int = 0,
) -> Message:
    """Every member with how the talk stands, a page at a time; with one member, that talk."""
    offer = activity.state
    if len(offer.members) == 1:
        (member,) = offer.members
        return lead_state(Look(activity, roster, member, talks[member]), head)
    rows: list[tuple[Choice, ...]] = []
    pages = -(-len(talks) // ON_A_PANEL)
    page = min(max(page, 0), max(pages - 1, 0))
    here = list(talks.items())[page * ON_A_PANEL : (page + 1) * ON_A_PANEL]
    for member, talk in here:
        label = panel_line(activity, roster, member, talk)
        rows.append((Look(activity, roster, member, talk).lead("who", label),))
    turn = [
        choice(activity, "panel", text(f"talk-button-{word}"), str(other))
        for word, other in (("earlier", page - 1), ("later", page + 1))
        if 0 <= other < pages
    ]
    if turn:
        rows.append(tuple(turn))
    if any(talk.phase in OPEN for talk in talks.values()) and offer.phase == "offered":
        rows.append((choice(activity, "cancel"),))
    rows.append((more_of(activity),))
    done = sum(talk.settled for talk in talks.values())
    body = lines(head, text("talk-panel", done=done, n=len(talks), how=how(offer)))
    return Message(body, TITLE, tuple(rows))


def panel_line(activity: Activity[Offer], roster: Roster, member: int, talk: Talk) -> Words:
    """`李华：已约 3月7日 周六 19:30`, and with whom where several talk."""
    several = len(activity.state.talkers) > 1 and talk.talker is not None
    lead = name_of(roster, lead_of(activity.state, talk))
    if several:
        name = name_of(roster, member)
        return text("talk-line-with", name=name, lead=lead, status=status(talk))
    return text("talk-line", name=name_of(roster, member), status=status(talk))


def confirm_cancel(activity: Activity[Offer], count: int) -> Message:
    return Message(
        text("talk-confirm-cancel", n=count),
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
    body = text("talk-readable" if rows else "talk-nothing-to-read")
    return Message(body, TITLE, rows)
