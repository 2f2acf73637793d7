"""What a discussion says while it is prepared and while it is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from service.core.choices import ChoiceId
from service.core.facts import EntryMark
from service.core.message import Choice, Message
from service.core.people import Roster
from service.core.texts import Lines, Moment, Words, lines, text
from service.core.workflow import Activity
from service.workflows.discussion.model import Contribution, Discussion, Part

LASTING_MINUTES = (30, 60, 1440, 4320, 10080)
SHORT = 200  # characters of a long text that are shown
LISTED = 10  # own contributions listed with a button each

DiscussionActivity = Activity[Discussion]
Rows = tuple[tuple[Choice, ...], ...]


def choice(activity: DiscussionActivity, verb: str) -> Choice:
    """The choice whose label stands under `discussion.button_<verb>`."""
    return _choice(activity, verb, text(f"discussion.button_{verb}"))


def shortened(words: str) -> str:
    """The text on one line, cut to `SHORT` characters."""
    line = " ".join(words.split())
    return line if len(line) <= SHORT else f"{line[:SHORT]}…"


def contributed(said: Contribution, *, short: bool = False) -> Words:
    """The words of a contribution, and the name of the file that came with them."""
    words = shortened(said.text) if short else said.text
    return lines(words, f"📎 {said.file}" if said.file else None, sep=" " if short else "\n")


# -- for members


def topic(discussion: Discussion) -> Message:
    """The message in the room whose replies are collected."""
    how = text("discussion.how", closes=_moment(discussion.closes_at))
    return Message(
        _apart(discussion.prompt, lines(how, _at_least(discussion))), title=_title(discussion)
    )


def closed_topic(discussion: Discussion) -> Message:
    """In its place when it is closed."""
    over = text("discussion.closed_room", closed=_moment(discussion.closes_at))
    return Message(_apart(discussion.prompt, over), title=_title(discussion))


def notice(activity: DiscussionActivity) -> Message:
    """To each member in private when it opens."""
    discussion = activity.state
    body = lines(
        text("discussion.opened", closes=_moment(discussion.closes_at)),
        shortened(discussion.prompt),
        text("discussion.how_private"),
    )
    return Message(body, title=_title(discussion), choices=((choice(activity, "speak"),),))


def reminder(activity: DiscussionActivity) -> Message:
    discussion = activity.state
    body = text("discussion.reminder", title=discussion.title, closes=_moment(discussion.closes_at))
    return Message(body, choices=((choice(activity, "speak"),),))


def speak(activity: DiscussionActivity) -> Message:
    """To who wants to speak in private."""
    discussion = activity.state
    body = lines(
        text("discussion.speak", title=discussion.title),
        _at_least(discussion),
        text("discussion.speak_where"),
    )
    return Message(body, choices=((choice(activity, "leave"),),))


def left(activity: DiscussionActivity) -> Message:
    return Message(text("discussion.left"), choices=((choice(activity, "speak"),),))


def received(activity: DiscussionActivity, part: Part) -> Message:
    """The receipt in private."""
    body = text("discussion.received", n=len(part.contributions), title=activity.state.title)
    undo = _choice(activity, "undo", text("discussion.button_take_back"), part.given)
    again = _choice(activity, "speak", text("discussion.button_again"))
    return Message(body, choices=((again,), (undo,)))


def card(activity: DiscussionActivity, part: Part) -> Message:
    """The topic and one's own contributions, the newest of them with a button to take it back."""
    discussion = activity.state
    own = part.contributions[-LISTED:]
    body = lines(
        discussion.prompt,
        text("discussion.until", closes=_moment(discussion.closes_at)),
        text("discussion.yours", n=len(part.contributions)),
        *(
            text("discussion.own", n=each.number, words=contributed(each, short=True))
            for each in own
        ),
    )
    undo = tuple(
        (_choice(activity, "undo", text("discussion.button_undo", n=each.number), each.number),)
        for each in own
    )
    return Message(body, title=_title(discussion), choices=((choice(activity, "speak"),), *undo))


# -- for the secretary


def leader(activity: DiscussionActivity) -> tuple[Message, str]:
    """What the leader sees in this phase, and the token of the free text it asks for."""
    discussion = activity.state
    match discussion.phase:
        case "draft" if not discussion.title:
            return ask_title(activity), "title"
        case "draft" if not discussion.prompt:
            return ask_prompt(activity), "prompt"
        case "draft" if discussion.closes_at is None:
            return ask_deadline(activity), "deadline"
        case "draft":
            return preview(activity), ""
        case "scheduled":
            return planned(activity), ""
        case "open":
            return running(activity), ""
        case _:
            return Message(text("discussion.over", phase=discussion.phase), _title(discussion)), ""


def ask_title(activity: DiscussionActivity) -> Message:
    return _asking(activity, text("discussion.ask_title"), bool(activity.state.title))


def ask_prompt(activity: DiscussionActivity) -> Message:
    return _asking(activity, text("discussion.ask_prompt"), bool(activity.state.prompt))


def ask_deadline(activity: DiscussionActivity) -> Message:
    rows = tuple(
        (_choice(activity, "lasts", text("discussion.lasts", minutes=minutes), minutes),)
        for minutes in LASTING_MINUTES
    )
    known = activity.state.closes_at is not None
    return _asking(activity, text("discussion.ask_deadline"), known, rows)


def preview(activity: DiscussionActivity) -> Message:
    """The whole as its leader checks it before it is announced."""
    discussion = activity.state
    opens: Words = _moment(discussion.opens_at)
    if discussion.opens_at is None:
        opens = text("discussion.at_once")
    facts = text("discussion.preview", opens=opens, closes=_moment(discussion.closes_at))
    length = text("discussion.button_length", n=discussion.min_length)
    return Message(
        _apart(lines(facts, _at_least(discussion)), discussion.prompt),
        title=_title(discussion),
        choices=(
            (choice(activity, "publish"),),
            (choice(activity, "title"), choice(activity, "prompt")),
            (choice(activity, "deadline"), _choice(activity, "length", length)),
            (choice(activity, "drop"),),
        ),
    )


def planned(activity: DiscussionActivity) -> Message:
    """The leader's panel while the discussion waits for its opening."""
    discussion = activity.state
    body = text(
        "discussion.scheduled",
        opens=_moment(discussion.opens_at),
        closes=_moment(discussion.closes_at),
    )
    return Message(
        body,
        title=_title(discussion),
        choices=((choice(activity, "edit"),), (choice(activity, "cancel"),)),
    )


def running(activity: DiscussionActivity) -> Message:
    """The leader's panel while the discussion is open."""
    discussion = activity.state
    body = text("discussion.running", closes=_moment(discussion.closes_at))
    return Message(body, title=_title(discussion), choices=_panel(activity))


def progress(activity: DiscussionActivity, marks: Sequence[EntryMark], roster: Roster) -> Message:
    """Who has spoken and who has not: for who leads only."""
    members = roster.members(activity.unit)
    times = {each.person: each.mark.score for each in marks if each.mark.status == "spoke"}
    spoke = [f"{each.name} ×{times[each.id]}" for each in members if each.id in times]
    silent = [each.name for each in members if each.id not in times]
    body = lines(
        text(
            "discussion.progress",
            spoke=len(spoke),
            members=len(members),
            said=sum(times.values()),
            closes=_moment(activity.state.closes_at),
        ),
        text("discussion.spoke", names=" · ".join(spoke)) if spoke else None,
        text("discussion.silent", names=" · ".join(silent)) if silent else None,
    )
    return Message(body, title=_title(activity.state), choices=_panel(activity))


def confirm(activity: DiscussionActivity, what: str) -> Message:
    """Ask before something that can't be undone."""
    yes = _choice(activity, f"{what}!", text(f"discussion.button_{what}_yes"))
    return Message(
        text(f"discussion.confirm_{what}", title=activity.state.title),
        choices=((yes,), (choice(activity, "keep"),)),
    )


# -- pieces


def _panel(activity: DiscussionActivity) -> Rows:
    return tuple((choice(activity, verb),) for verb in ("progress", "speak", "close", "cancel"))


def _asking(activity: DiscussionActivity, question: Words, known: bool, rows: Rows = ()) -> Message:
    """A question of the preparation; what is known already may stay as it is."""
    way_out = choice(activity, "keep" if known else "drop")
    title = _title(activity.state) or text("discussion.new")
    return Message(question, title=title, choices=(*rows, (way_out,)))


def _choice(activity: DiscussionActivity, verb: str, label: Words, *args: int) -> Choice:
    return Choice(ChoiceId(activity.id, verb, tuple(map(str, args))).encode(), label)


def _title(discussion: Discussion) -> Words:
    return text("discussion.title", title=discussion.title) if discussion.title else ""


def _apart(*parts: Words) -> Words:
    """With an empty line between them."""
    return Lines(parts, "\n\n")


def _at_least(discussion: Discussion) -> Words | None:
    shortest = discussion.min_length
    return text("discussion.at_least", n=shortest) if shortest else None


def _moment(at: datetime | None) -> Words:
    return Moment(at) if at is not None else "—"
