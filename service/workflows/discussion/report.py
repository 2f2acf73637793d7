"""The whole record as a document: names, times, counts, and versions for those entitled."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.message import Document, Heading, Paragraph, Table
from service.core.texts import Moment, Words, lines, text
from service.workflows.discussion.gathering import Gathered, Item, Speaker
from service.workflows.discussion.model import FEWEST, Contribution, Discussion
from service.workflows.discussion.view import contributed, links, moment

Block = Heading | Paragraph | Table


def report(discussion: Discussion, gathered: Gathered, *, versions: bool = False) -> Document:
    """All contributions whole, and a table of who took part and who did not. `versions`: with what
    was said before it was changed or withdrawn."""
    times = text(
        "discussion-report-times",
        opens=moment(discussion.opens_at),
        closes=moment(discussion.closes_at),
    )
    counts = text(
        "discussion-counts",
        took_part=gathered.took_part,
        members=gathered.members,
        said=gathered.contributions,
    )
    blocks: list[Block] = [Paragraph(discussion.prompt)]
    materials = _materials(discussion)
    if materials is not None:
        blocks.append(Paragraph(materials))
    blocks.append(Paragraph(lines(times, counts)))
    if not gathered.spoke:
        blocks.append(Paragraph(text("discussion-nobody", members=gathered.members)))
    blocks += _results(discussion, gathered)
    if discussion.anonymous:
        blocks += _nameless(gathered)
    elif len(gathered.branches) > 1:
        for branch in gathered.branches:
            there = gathered.of_branch(branch)
            blocks.append(Heading(_branch(branch, there)))
            blocks += _people(there.spoke, versions=versions)
    else:
        blocks += _people(gathered.spoke, versions=versions)
    blocks += _participation(discussion, gathered)
    named = text("discussion-report-title", genre=discussion.genre, title=discussion.title)
    return Document(named, tuple(blocks))


# -- pieces


def _materials(discussion: Discussion) -> Words | None:
    files = [f"📎 {each.file.name}" for each in discussion.materials if each.file]
    there = lines(links(discussion), *files)
    return there if there.parts else None


def _branch(name: str, there: Gathered) -> Words:
    counts = text(
        "discussion-counts",
        took_part=there.took_part,
        members=there.members,
        said=there.contributions,
    )
    return text("discussion-branch", name=name, counts=counts)


def _people(spoke: Sequence[Speaker], *, versions: bool) -> list[Block]:
    blocks: list[Block] = []
    for speaker in spoke:
        blocks.append(Heading(text("discussion-report-who", name=speaker.name, of=speaker.branch)))
        blocks += [Paragraph(_in_full(each, versions=versions)) for each in speaker.items]
        if versions:
            blocks += [Paragraph(_withdrawn(each)) for each in speaker.gone]
    return blocks


def _in_full(item: Item, *, versions: bool) -> Words:
    said = item.said
    key = "discussion-said-at" if said.edited_at is None else "discussion-said-and-edited-at"
    head = lines(
        text(key, at=Moment(said.edited_at or said.at)),
        text("discussion-comment-on", name=item.on) if item.on else None,
        text("discussion-marked-late") if item.late else None,
        text("discussion-marked-picked") if item.picked else None,
        text("discussion-likes", n=item.likes) if item.likes else None,
        sep=" · ",
    )
    comments = [
        lines("↳", text("discussion-said-by", name=each.name), contributed(each.said), sep=" ")
        for each in item.comments
    ]
    before = (
        [
            lines(text("discussion-version", at=Moment(each.at)), each.text, sep=" ")
            for each in said.versions
        ]
        if versions
        else []
    )
    return lines(head, contributed(said), *comments, *before)


def _withdrawn(said: Contribution) -> Words:
    at = Moment(said.withdrawn_at or said.at)
    return lines(text("discussion-version-withdrawn", at=at), contributed(said))


def _nameless(gathered: Gathered) -> list[Block]:
    """Texts in an order that says nothing, without names and times."""
    blocks: list[Block] = [Paragraph(text("discussion-nameless"))] if gathered.items else []
    for number, item in enumerate(gathered.items, 1):
        blocks.append(Heading(text("discussion-numbered", n=number)))
        likes = text("discussion-likes", n=item.likes) if item.likes else None
        picked = text("discussion-marked-picked") if item.picked else None
        comments = [lines("↳", each.said.words, sep=" ") for each in item.comments]
        blocks.append(Paragraph(lines(picked, likes, item.said.words, *comments)))
    return blocks


def _results(discussion: Discussion, gathered: Gathered) -> list[Block]:
    if not gathered.standings or discussion.phase != "closed":
        return []
    header = (
        text("discussion-column-place"),
        text("discussion-column-name"),
        text("discussion-column-entry"),
        text("discussion-column-votes", jury=str(bool(discussion.jury)).lower()),
    )
    rows = tuple(
        (str(each.place), each.candidate.name, each.candidate.headline, str(each.votes))
        for each in gathered.standings
    )
    heading = text("discussion-votes-cast", n=gathered.voters)
    return [Heading(heading), Table(header, rows)]


def _participation(discussion: Discussion, gathered: Gathered) -> list[Block]:
    """Who took part. Of an anonymous discussion only that they did, and only if several have."""
    heading = Heading(text("discussion-report-part"))
    everybody = (*gathered.spoke, *gathered.silent)
    if not discussion.anonymous:
        return [heading, _table(discussion, everybody)]
    if len(gathered.spoke) < FEWEST:
        return [heading, Paragraph(text("discussion-names-later", n=FEWEST))]
    header = tuple(text(f"discussion-column-{each}") for each in ("name", "branch", "part"))
    rows = tuple(
        (each.name, each.branch, text("discussion-took-part", yes=str(bool(each.items)).lower()))
        for each in sorted(everybody, key=lambda each: (each.branch, each.name))
    )
    return [heading, Table(header, rows)]


def _table(discussion: Discussion, speakers: Sequence[Speaker]) -> Table:
    """Who said how much, and when first; of a second round also how many comments."""
    rounds = discussion.comments != "none"
    named = ("name", "branch", "said", *(("comments",) if rounds else ()), "first")
    rows: list[tuple[Words, ...]] = []
    for each in speakers:
        comments = sum(bool(item.said.on) for item in each.items)
        counted = (str(len(each.items) - comments), str(comments))
        first: Words = Moment(each.first.at) if each.items else "—"
        rows.append((each.name, each.branch, *(counted if rounds else counted[:1]), first))
    return Table(tuple(text(f"discussion-column-{each}") for each in named), tuple(rows))
