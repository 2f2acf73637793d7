"""What a discussion says to who leads it."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.choices import more
from service.core.message import Attachment, Choice, Message
from service.core.people import Person, Roster
from service.core.queries import EntrySummary
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Activity
from service.workflows.discussion.genres import GENRES
from service.workflows.discussion.model import FEWEST, Contribution, Discussion
from service.workflows.discussion.view import (
    Rows,
    about,
    apart,
    choice,
    contributed,
    links,
    moment,
    rules,
    title,
)

LASTING_MINUTES = (30, 60, 1440, 4320, 10080)

DiscussionActivity = Activity[Discussion]


def leader(activity: DiscussionActivity, roster: Roster) -> tuple[Message, str]:
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
            return preview(activity, roster), ""
        case "scheduled":
            return planned(activity), ""
        case "open":
            return running(activity), ""
        case "voting":
            return voted(activity), ""
        case _:
            return over(activity), ""


# -- while it is prepared


def ask_title(activity: DiscussionActivity) -> Message:
    others = tuple(
        choice(activity, "genre", each, label=text("discussion-genre", genre=each))
        for each in GENRES
        if each != activity.state.genre
    )
    asked = text("discussion-ask-title", genre=activity.state.genre)
    known = bool(activity.state.title)
    return asking(activity, asked, known, () if known else (others,))


def ask_prompt(activity: DiscussionActivity) -> Message:
    asked = text("discussion-ask-prompt", genre=activity.state.genre)
    return asking(activity, asked, bool(activity.state.prompt))


def ask_deadline(activity: DiscussionActivity) -> Message:
    rows = tuple(
        (choice(activity, "lasts", each, label=text("discussion-lasts", minutes=each)),)
        for each in LASTING_MINUTES
    )
    known = activity.state.closes_at is not None
    return asking(activity, text("discussion-ask-deadline"), known, rows)


def preview(activity: DiscussionActivity, roster: Roster) -> Message:
    """The whole as its leader checks it before it is announced."""
    discussion = activity.state
    opens: Words = moment(discussion.opens_at)
    if discussion.opens_at is None:
        opens = text("discussion-at-once")
    at_once, members = discussion.opens_at is None, len(roster.members(activity.unit))
    reach = text("discussion-reach", at_once=int(at_once), n=members)
    queries = text("discussion-preview", opens=opens, closes=moment(discussion.closes_at))
    files = [f"📎 {each.file.name}" for each in discussion.materials if each.file]
    return Message(
        apart(
            lines(queries, rules(discussion), _reminded(discussion), _decided(discussion), reach),
            discussion.prompt,
            lines(links(discussion), *files) if discussion.materials else None,
        ),
        title=title(discussion),
        choices=(
            (choice(activity, "publish"),),
            (choice(activity, "title"), choice(activity, "prompt")),
            (choice(activity, "deadline"), _length(activity)),
            (choice(activity, "material"), choice(activity, "options")),
            (choice(activity, "drop"), _more(activity)),
        ),
    )


def asking(activity: DiscussionActivity, question: Words, known: bool, rows: Rows = ()) -> Message:
    """A question of the preparation; what is known already may stay as it is."""
    way_out = choice(activity, "keep" if known else "drop")
    named = title(activity.state) or text("discussion-new", genre=activity.state.genre)
    return Message(question, title=named, choices=(*rows, (way_out,)))


def planned(activity: DiscussionActivity) -> Message:
    discussion = activity.state
    body = text(
        "discussion-scheduled",
        opens=moment(discussion.opens_at),
        closes=moment(discussion.closes_at),
    )
    return Message(
        body,
        title=title(discussion),
        choices=((choice(activity, "edit"),), (choice(activity, "cancel"),), (_more(activity),)),
    )


# -- while it runs


def running(activity: DiscussionActivity) -> Message:
    """The leader's panel while the discussion is open."""
    discussion = activity.state
    body = text(
        "discussion-open-until", genre=discussion.genre, closes=moment(discussion.closes_at)
    )
    return Message(body, title=title(discussion), choices=_panel(activity))


def voted(activity: DiscussionActivity) -> Message:
    discussion = activity.state
    told = text("discussion-voting", until=moment(discussion.votes_until))
    return Message(
        told,
        title=title(discussion),
        choices=(
            (choice(activity, "count"),),
            (choice(activity, "ballot"),),
            *_page(activity),
            (_more(activity),),
        ),
    )


def over(activity: DiscussionActivity, attachments: tuple[Attachment, ...] = ()) -> Message:
    """Once it is over: what can still be done with the digest."""
    discussion = activity.state
    told = text("discussion-over", phase=discussion.phase)
    return Message(told, title(discussion), choices=after(activity), attachments=attachments)


def after(activity: DiscussionActivity) -> Rows:
    """To pick, to have the files again, to hand the digest up."""
    if activity.state.phase != "closed":
        return ()
    pick: Rows = () if activity.state.decided else ((choice(activity, "pick"),),)
    return (
        *pick,
        (choice(activity, "files"),),
        *_page(activity),
        (choice(activity, "report"),),
        (_more(activity),),
    )


def progress(
    activity: DiscussionActivity, summaries: Sequence[EntrySummary], roster: Roster
) -> Message:
    """Who has spoken and who has not: for who leads only. Of an anonymous discussion the names
    are told only once several have spoken."""
    discussion = activity.state
    members = roster.members(activity.unit)
    statuses = {each.person: each.summary for each in summaries if each.summary.status != "silent"}
    spoke = [each for each in members if each.id in statuses]
    times = {each.id: statuses[each.id].score for each in spoke}
    body: list[Words] = [
        text(
            "discussion-progress",
            spoke=len(spoke),
            members=len(members),
            said=sum(times.values()),
            closes=moment(discussion.closes_at),
        )
    ]
    if discussion.anonymous and len(spoke) < FEWEST:
        body.append(text("discussion-names-later", n=FEWEST))
    else:
        body += _names(discussion, spoke, members, times)
    if discussion.comments != "none":
        commented = [each for each in spoke if statuses[each.id].status in ("commented", "done")]
        body.append(text("discussion-commented", n=len(commented), members=len(members)))
        left = [each.name for each in members if each not in commented]
        if discussion.round == 2 and left and not discussion.anonymous:
            body.append(text("discussion-not-commented", names=" · ".join(left)))
    return Message(lines(*body), title=title(discussion), choices=_panel(activity))


def confirm(activity: DiscussionActivity, roster: Roster, what: str) -> Message:
    """Ask before something that can't be undone: what it does, and how many learn of it."""
    discussion, members = activity.state, len(roster.members(activity.unit))
    yes = choice(activity, f"{what}!", label=text(f"discussion-button-{what}-yes"))
    asked = text(
        f"discussion-confirm-{what}",
        title=discussion.title,
        phase=discussion.phase,
        voted=int(discussion.decided),
        n=members,
    )
    return Message(asked, choices=((yes,), (choice(activity, "keep"),)))


# -- reviewing


def to_review(activity: DiscussionActivity, name: str) -> Message:
    told = text("discussion-to-review", name=name)
    return Message(told, title(activity.state), choices=((choice(activity, "review"),),))


def review(
    activity: DiscussionActivity, person: int, name: str, said: Contribution, waiting: int
) -> Message:
    """One entry with its file, and the two answers there are."""
    told = text("discussion-review", name=name, at=Moment(said.edited_at or said.at), n=waiting)
    file = (Attachment(said.stored.name, said.stored),) if said.stored is not None else ()
    return Message(
        apart(told, contributed(said)),
        title=title(activity.state),
        choices=(
            (about(activity, person, "approve", said.number),),
            (about(activity, person, "return", said.number),),
        ),
        attachments=file,
    )


def nothing_to_review(activity: DiscussionActivity) -> Message:
    back = choice(activity, "show", label=text("discussion-button-keep"))
    return Message(
        text("discussion-nothing-to-review"), title=title(activity.state), choices=((back,),)
    )


def ask_word(activity: DiscussionActivity) -> Message:
    back = choice(activity, "review", label=text("discussion-button-keep"))
    return Message(text("discussion-ask-word"), title=title(activity.state), choices=((back,),))


def told_author(activity: DiscussionActivity, said: Contribution) -> Message:
    """What became of an entry, to its author."""
    shown = contributed(said, short=True)
    if said.review == "approved":
        told = text("discussion-approved", title=activity.state.title)
        undo = choice(activity, "undo", said.number, label=text("discussion-button-take-back"))
        return Message(lines(told, shown), choices=((undo,),))
    told = text("discussion-returned", title=activity.state.title, word=said.word)
    return Message(lines(told, shown), choices=((choice(activity, "speak"),),))


# -- pieces


def _panel(activity: DiscussionActivity) -> Rows:
    verbs = ["progress", "speak", "own", "close", "cancel"]
    if activity.state.rules.reviewed:
        verbs.insert(1, "review")
    elif not activity.state.anonymous:
        verbs.insert(1, "pick")
    rows: Rows = tuple((choice(activity, verb),) for verb in verbs)
    return (*rows[:-2], *_page(activity), *rows[-2:], (_more(activity),))


def _more(activity: DiscussionActivity) -> Choice:
    return Choice(more(activity.id), text("discussion-button-more"))


def _page(activity: DiscussionActivity) -> Rows:
    """The way to the page of what is collected, where there is one."""
    return ((choice(activity, "page"),),) if activity.state.rules.gallery else ()


def _names(
    discussion: Discussion,
    spoke: Sequence[Person],
    members: Sequence[Person],
    times: dict[int, int],
) -> list[Words]:
    there = {each.id for each in spoke}
    silent = [each.name for each in members if each.id not in there]
    said = [
        each.name if discussion.anonymous else f"{each.name} ×{times[each.id]}" for each in spoke
    ]
    told: list[Words] = []
    if said:
        told.append(text("discussion-spoke", names=" · ".join(said)))
    if silent and discussion.required:
        told.append(text("discussion-silent", names=" · ".join(silent)))
    return told


def _length(activity: DiscussionActivity) -> Choice:
    label = text("discussion-button-length", n=activity.state.min_length)
    return choice(activity, "length", label=label)


def _reminded(discussion: Discussion) -> Words | None:
    """When the silent are reminded, in one line."""
    if not discussion.required or not discussion.reminders:
        return text("discussion-no-reminders") if discussion.required else None
    told = [before(each) for each in discussion.reminders]
    return lines(text("discussion-reminders"), lines(*told, sep=" · "), sep=" ")


def before(seconds: int) -> Words:
    if seconds % 86400 == 0:
        return text("discussion-days-before", n=seconds // 86400)
    if seconds % 3600 == 0:
        return text("discussion-hours-before", n=seconds // 3600)
    return text("discussion-minutes-before", n=seconds // 60)


def _decided(discussion: Discussion) -> Words | None:
    if discussion.jury:
        return text("discussion-jury-told", n=len(discussion.jury))
    if discussion.votes:
        return text("discussion-votes-told", n=discussion.votes, voters=discussion.voters)
    return None
