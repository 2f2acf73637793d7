"""The digest: what was said, short for the room and whole for who leads."""

from __future__ import annotations

from service.core.access import may
from service.core.message import Attachment, Exhibit, Gallery, Message
from service.core.texts import Lines, Words, lines, text
from service.core.workflow import Activity, Context
from service.workflows.discussion import leading, review
from service.workflows.discussion.gathering import Gathered, Item, Speaker, gather
from service.workflows.discussion.model import Discussion
from service.workflows.discussion.report import report
from service.workflows.discussion.view import apart, contributed, title

__all__ = ["attachments", "for_leader", "for_room", "gather", "page", "versions_for"]

PEOPLE_SHOWN = 20  # in the room
EACH_SHOWN = 3  # contributions of one person in the room
VERSIONS = "discussion.versions"


def for_room(activity: Activity[Discussion], gathered: Gathered) -> Message:
    """Counts and everybody's words, shortened; nobody's silence is shown."""
    discussion = activity.state
    named = text("discussion-digest-title", genre=discussion.genre, title=discussion.title)
    if not gathered.spoke:
        nobody = text("discussion-nobody", members=gathered.members)
        return Message(nobody, title=named)
    if discussion.rules.gallery:
        return page(activity, gathered)
    body = [counts(gathered), _picks(gathered)]
    if discussion.anonymous:
        body += _nameless(gathered)
    elif len(gathered.branches) > 1:
        body += _by_branch(gathered)
    else:
        body += _people(gathered.spoke)
    return Message(apart(*body), title=named)


def for_leader(context: Context, activity: Activity[Discussion], gathered: Gathered) -> Message:
    """The counts, with the whole of it as Markdown and as docx."""
    told = text(
        "discussion-closed",
        genre=activity.state.genre,
        took_part=gathered.took_part,
        members=gathered.members,
    )
    waiting = text("discussion-unreviewed", n=gathered.waiting) if gathered.waiting else None
    return Message(
        lines(told, waiting),
        title=title(activity.state),
        choices=leading.after(activity),
        attachments=attachments(activity, gathered, versions=versions_for(context, activity)),
    )


def attachments(
    activity: Activity[Discussion], gathered: Gathered, *, versions: bool
) -> tuple[Attachment, ...]:
    """The whole as Markdown and as docx; of collected works the page as well."""
    name = f"discussion-{activity.id}"
    document = report(activity.state, gathered, versions=versions)
    files = [Attachment(f"{name}.md", document), Attachment(f"{name}.docx", document)]
    if activity.state.rules.gallery and gathered.items:
        files.append(Attachment(f"{name}.html", gallery(activity.state, gathered)))
    return tuple(files)


def versions_for(context: Context, activity: Activity[Discussion]) -> bool:
    """Whether everybody who gets the record may read what was said before."""
    people = context.roster.people
    readers = [context.actor.id] if context.actor else [*review.leaders(context, activity)]
    return bool(readers) and all(
        may(context.rules, context.roster, people.get(each), VERSIONS, activity.unit)
        for each in readers
    )


def page(activity: Activity[Discussion], gathered: Gathered) -> Message:
    """What was collected as a page, with the result of the vote if there was one."""
    discussion = activity.state
    ranked = [
        text(
            "discussion-ranked",
            place=each.place,
            name=each.candidate.name,
            headline=each.candidate.headline,
            n=each.votes,
            jury=str(bool(discussion.jury)).lower(),
        )
        for each in gathered.standings
    ]
    told = text("discussion-collected", n=len(gathered.items), people=len(gathered.spoke))
    over = discussion.phase == "closed"
    result: Words | None = None
    if ranked and over:
        result = lines(text("discussion-votes-cast", n=gathered.voters), *ranked)
    return Message(
        apart(told, result),
        title=text("discussion-digest-title", genre=discussion.genre, title=discussion.title)
        if over
        else title(discussion),
        attachments=(Attachment(f"discussion-{activity.id}.html", gallery(discussion, gathered)),),
    )


def gallery(discussion: Discussion, gathered: Gathered) -> Gallery:
    """Each entry with its words, pictures and files; once counted, the best first."""
    over = discussion.phase == "closed"
    voted = [each for each in gathered.standings if over and each.votes]
    standings = {each.candidate.known_by: each for each in voted}
    items = sorted(
        gathered.items,
        key=lambda each: standings[each.known_by].place if each.known_by in standings else 10**6,
    )
    jury = str(bool(discussion.jury)).lower()
    return Gallery(
        discussion.title,
        discussion.prompt,
        tuple(
            Exhibit(
                each.name,
                text(
                    "discussion-exhibit",
                    place=standings[each.known_by].place,
                    n=standings[each.known_by].votes,
                    jury=jury,
                )
                if each.known_by in standings
                else "",
                each.said.text,
                (each.said.stored,) if each.said.stored is not None else (),
            )
            for each in items
        ),
    )


def counts(gathered: Gathered) -> Words:
    return text(
        "discussion-counts",
        took_part=gathered.took_part,
        members=gathered.members,
        said=gathered.contributions,
    )


# -- pieces


def _picks(gathered: Gathered) -> Words | None:
    picked = [each for each in gathered.items if each.picked]
    if not picked:
        return None
    shown = [
        lines(
            text("discussion-said-by", name=each.name) if each.name else None,
            contributed(each.said, short=True),
            sep="",
        )
        for each in picked
    ]
    return lines(text("discussion-picked"), *(lines("★", each, sep=" ") for each in shown))


def _people(spoke: tuple[Speaker, ...], most: int = PEOPLE_SHOWN) -> list[Words]:
    shown = [_in_short(each) for each in spoke[:most]]
    left = len(spoke) - len(shown)
    if left:
        shown.append(text("discussion-more-people", n=left))
    return shown


def _by_branch(gathered: Gathered) -> list[Words]:
    """Each branch with its own figures, then what its people said."""
    shown: list[Words] = []
    each_may = max(EACH_SHOWN, PEOPLE_SHOWN // len(gathered.branches))
    for branch in gathered.branches:
        there = gathered.of_branch(branch)
        shown.append(text("discussion-branch", name=branch, counts=counts(there)))
        shown += _people(there.spoke, each_may)
    return shown


def _nameless(gathered: Gathered) -> list[Words]:
    """All texts in an order that says nothing, each with what was said to it."""
    shown: list[Words] = [text("discussion-nameless")]
    for each in gathered.items[:PEOPLE_SHOWN]:
        comments = [lines("↳", comment.said.words, sep=" ") for comment in each.comments]
        shown.append(lines(lines("·", _liked(each, each.said.words), sep=" "), *comments))
    left = len(gathered.items) - PEOPLE_SHOWN
    if left > 0:
        shown.append(text("discussion-more-said", n=left))
    return shown


def _in_short(speaker: Speaker) -> Words:
    shown: list[Words] = [_line(each) for each in speaker.items[:EACH_SHOWN]]
    left = len(speaker.items) - len(shown)
    if len(shown) > 1:
        shown = [lines("·", each, sep=" ") for each in shown]
    if left:
        shown.append(text("discussion-more-said", n=left))
    return lines(text("discussion-said-by", name=speaker.name), *shown)


def _line(item: Item) -> Words:
    """A contribution on one line with what is to be known of it."""
    said = lines(
        text("discussion-comment-on", name=item.on) if item.on else None,
        contributed(item.said, short=True),
        text("discussion-marked-late") if item.late else None,
        sep=" ",
    )
    return _liked(item, said if len(said.parts) > 1 else said.parts[0])


def _liked(item: Item, words: Words) -> Words:
    return Lines((words, text("discussion-likes", n=item.likes)), " ") if item.likes else words
