"""The digest: what was said, short for the room and whole for who leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.core.message import Attachment, Document, Heading, Message, Paragraph, Table
from service.core.people import Person, Roster
from service.core.texts import Lines, Moment, Words, lines, text
from service.core.workflow import Activity
from service.workflows.discussion.model import Contribution, Discussion, Part
from service.workflows.discussion.view import contributed

PEOPLE_SHOWN = 20  # in the room
EACH_SHOWN = 3  # contributions of one person in the room


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person who may take part, or did, and what they said in order."""

    name: str
    branch: str
    said: tuple[Contribution, ...] = ()
    member: bool = True  # still a member when it closed


@dataclass(frozen=True, slots=True)
class Gathered:
    """Who spoke, in the order of their first word, and who did not, by name of the roster."""

    spoke: tuple[Speaker, ...]
    silent: tuple[Speaker, ...]

    @property
    def took_part(self) -> int:
        """Members who spoke: what is said of the others is kept, but not counted."""
        return sum(each.member for each in self.spoke)

    @property
    def members(self) -> int:
        return self.took_part + len(self.silent)

    @property
    def contributions(self) -> int:
        return sum(len(each.said) for each in self.spoke)


def gather(
    activity: Activity[Discussion], entries: Iterable[tuple[int, Part]], roster: Roster
) -> Gathered:
    """Everybody's contributions, with the names and branches of the roster."""
    parts = {person: part for person, part in entries if part.contributions}
    members = {each.id: each for each in roster.members(activity.unit)}
    spoke = [
        _speaker(roster, roster.people.get(person), part.contributions, member=person in members)
        for person, part in parts.items()
    ]
    silent = [_speaker(roster, each) for number, each in members.items() if number not in parts]
    return Gathered(tuple(sorted(spoke, key=lambda each: each.said[0].at)), tuple(silent))


def for_room(discussion: Discussion, gathered: Gathered) -> Message:
    """Counts and everybody's words, shortened; nobody's silence is shown."""
    title = text("discussion.digest_title", title=discussion.title)
    if not gathered.spoke:
        return Message(text("discussion.nobody", members=gathered.members), title=title)
    shown = [_in_short(each) for each in gathered.spoke[:PEOPLE_SHOWN]]
    left = len(gathered.spoke) - len(shown)
    if left:
        shown.append(text("discussion.more_people", n=left))
    return Message(Lines((_counts(gathered), *shown), "\n\n"), title=title)


def for_leader(activity: Activity[Discussion], gathered: Gathered) -> Message:
    """The counts, with the whole of it as Markdown and as docx."""
    document = report(activity.state, gathered)
    name = f"discussion-{activity.id}"
    return Message(
        text("discussion.closed", took_part=gathered.took_part, members=gathered.members),
        title=text("discussion.title", title=activity.state.title),
        attachments=(Attachment(f"{name}.md", document), Attachment(f"{name}.docx", document)),
    )


def report(discussion: Discussion, gathered: Gathered) -> Document:
    """All contributions whole, and a table of who took part and who did not."""
    times = text("discussion.report_times", opens=_at(discussion), closes=_until(discussion))
    blocks: list[Heading | Paragraph | Table] = [
        Paragraph(discussion.prompt),
        Paragraph(lines(times, _counts(gathered))),
    ]
    if not gathered.spoke:
        blocks.append(Paragraph(text("discussion.nobody", members=gathered.members)))
    for speaker in gathered.spoke:
        blocks.append(Heading(text("discussion.report_who", name=speaker.name, of=speaker.branch)))
        blocks += [Paragraph(_in_full(each)) for each in speaker.said]
    blocks.append(Heading(text("discussion.report_part")))
    blocks.append(_table((*gathered.spoke, *gathered.silent)))
    return Document(text("discussion.report_title", title=discussion.title), tuple(blocks))


# -- pieces


def _speaker(
    roster: Roster,
    person: Person | None,
    said: tuple[Contribution, ...] = (),
    *,
    member: bool = True,
) -> Speaker:
    if person is None:
        return Speaker("—", "—", said, member)
    unit = roster.units.get(person.unit)
    return Speaker(person.name, unit.name if unit else "—", said, member)


def _counts(gathered: Gathered) -> Words:
    return text(
        "discussion.counts",
        took_part=gathered.took_part,
        members=gathered.members,
        said=gathered.contributions,
    )


def _in_short(speaker: Speaker) -> Words:
    shown: list[Words] = [contributed(each, short=True) for each in speaker.said[:EACH_SHOWN]]
    left = len(speaker.said) - len(shown)
    if len(shown) > 1:
        shown = [lines("·", each, sep=" ") for each in shown]
    if left:
        shown.append(text("discussion.more_said", n=left))
    return lines(text("discussion.said_by", name=speaker.name), *shown)


def _in_full(said: Contribution) -> Words:
    key = "discussion.said_at" if said.edited_at is None else "discussion.said_and_edited_at"
    return lines(text(key, at=Moment(said.edited_at or said.at)), contributed(said))


def _table(speakers: Sequence[Speaker]) -> Table:
    header = (
        text("discussion.column_name"),
        text("discussion.column_branch"),
        text("discussion.column_said"),
        text("discussion.column_first"),
    )
    rows = tuple(
        (
            each.name,
            each.branch,
            str(len(each.said)),
            Moment(each.said[0].at) if each.said else "—",
        )
        for each in speakers
    )
    return Table(header, rows)


def _at(discussion: Discussion) -> Words:
    return Moment(discussion.opens_at) if discussion.opens_at else "—"


def _until(discussion: Discussion) -> Words:
    return Moment(discussion.closes_at) if discussion.closes_at else "—"
