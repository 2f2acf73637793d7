"""From views to a decision: what was said is put into a few points, a meeting of the unit takes
them on its agenda, and what it decides, and why, is told to those who took part."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from service.core.effects import Effect, Inform, Send, Start, ToRoom
from service.core.events import Informed, Said
from service.core.message import Message
from service.core.queries import Ongoing, Running
from service.core.texts import ListItem, Moment, Named, Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import choice, grid, paragraphs
from service.sdk.ways import meetings
from service.workflows.discussion.contributions import back_button
from service.workflows.discussion.model import DiscussionTurn, Matter, say

TOOK_PART = ("spoke", "commented", "done")
MOST_POINTS, LONGEST_POINT, LONGEST_WHY = 10, 200, 1000
OFFERED = 5  # meetings


def around(turn: DiscussionTurn) -> Ongoing | None:
    """A requirement: the meetings that the person may open."""
    return Ongoing(turn.person) if turn.person else None


def points(turn: DiscussionTurn) -> Outcome:
    """What was said, in a few points: one a line."""
    matter = turn.state.progress.matter
    if not isinstance(turn.event, Said):
        said = lines(text("discussion-ask-points", most=MOST_POINTS), *map(_item, matter.points))
        shown = turn.panel(say(turn, said, back_button(turn)), prompt="points")
        return turn.done("discussion.points_asked", effects=shown)
    typed = tuple(" ".join(each.split()) for each in turn.event.text.splitlines() if each.strip())
    if not 0 < len(typed) <= MOST_POINTS or max(map(len, typed)) > LONGEST_POINT:
        return turn.refuse("discussion-bad-points", most=MOST_POINTS, long=LONGEST_POINT)
    now = _with(turn, replace(matter, points=typed))
    said = lines(text("discussion-points-kept"), *map(_item, typed))
    shown = turn.panel(say(turn, said, "discussion-button-bring", back_button(turn)))
    return turn.done("discussion.points_set", state=now.state, effects=shown, finished=True)


def bring(turn: DiscussionTurn) -> Outcome:
    """Which meeting? (`bring`); one of those that are being prepared (`bring:5`), or a new one
    (`bring:new`)."""
    kind, args = meetings(turn.context, turn.unit), turn.args()
    if not kind:
        return turn.refuse("discussion-no-meetings")
    if turn.state.progress.matter.meeting:
        return turn.refuse("discussion-is-brought", meeting=turn.state.progress.matter.name)
    found = _prepared(turn, kind)
    item = {"title": turn.state.definition.title, "about": _about(turn), "origin": turn.id}
    if args == ("new",):
        details = {"command": kind, "args": "", "agenda": [item]}
        begun = Start(kind, turn.unit, turn.person, details)
        return turn.done("discussion.brought", effects=(begun,), finished=True)
    chosen = next((each.id for each in found if args == (str(each.id),)), None)
    if chosen is not None:
        told = Inform(chosen, "agenda.proposed", item)
        return turn.done("discussion.brought", effects=(told,), finished=True)
    if args:
        return turn.refuse("sdk-moved-on")
    offered = [choice(turn.activity, "bring", _named(each), each.id) for each in found[:OFFERED]]
    new = choice(turn.activity, "bring", text("discussion-new-meeting"), "new")
    said = say(turn, text("discussion-ask-meeting"), *offered, new, back_button(turn))
    return turn.done("discussion.meetings_shown", effects=turn.panel(said))


def _prepared(turn: DiscussionTurn, kind: str) -> list[Running]:
    query = around(turn)
    found = turn.query(query) if query is not None else ()
    return [each for each in found if each.kind == kind and each.unit == turn.unit]


def _named(each: Running) -> Words:
    due = next((waits.due for waits in each.waits if waits.due is not None), None)
    day: Words = Moment(due, "day") if due is not None else ""
    named = each.title or text("discussion-drafted-meeting")
    return text("discussion-to-meeting", title=named, day=day, dated=int(due is not None))


def _about(turn: DiscussionTurn) -> str:
    """What the meeting reads along: the points, one behind the other."""
    points_ = turn.state.progress.matter.points
    return "；".join(f"{n}. {each}" for n, each in enumerate(points_, 1))


def informed(turn: DiscussionTurn) -> Outcome:
    """What becomes of it in the meeting."""
    event, matter = turn.event, turn.state.progress.matter
    if not isinstance(event, Informed) or not event.about.startswith("agenda."):
        return turn.ignore("discussion-not-concerned")
    details, what = event.details, event.about.removeprefix("agenda.")
    name = Named(str(details.get("zh", "")), str(details.get("en", "")))
    if what == "taken":
        matter = replace(matter, meeting=event.sender, name=name)
    elif matter.meeting not in (0, event.sender):
        return turn.ignore("discussion-not-concerned")
    elif what == "decided":
        at = str(details.get("at", ""))
        matter = replace(
            matter, name=name, outcome=str(details.get("outcome", "")),
            resolved=tuple(map(str, details.get("resolved", ()))),
            at=datetime.fromisoformat(at) if at else turn.now,
        )  # fmt: skip
    else:
        matter = replace(matter, meeting=0)
    now = _with(turn, matter)
    return turn.done(
        f"discussion.agenda_{what}", state=now.state, effects=_to_organizers(now, what),
        finished=True,
    )  # fmt: skip


def _to_organizers(turn: DiscussionTurn, what: str) -> list[Send]:
    if what == "decided":
        return turn.tell(turn.organizers(), "decided", _preview(turn), prompt="why")
    name = turn.state.progress.matter.name
    word = text("discussion-agenda", what=what, meeting=name, named=int(bool(name.zh)))
    rows = () if what == "taken" else grid(turn.activity, "discussion-button-bring")
    said = Message(word, turn.state.definition.named, rows)
    return turn.tell(turn.organizers(), "agenda", said)


# -- what was decided, and why


def _preview(turn: DiscussionTurn) -> Message:
    """What would be told, and the question why it was decided so."""
    said = paragraphs(outcome(turn), text("discussion-ask-why"))
    return Message(said, turn.state.definition.named,
                   grid(turn.activity, "discussion-button-announce"))  # fmt: skip


def outcome(turn: DiscussionTurn) -> Words:
    """What was said in points, what was decided, and why."""
    matter = turn.state.progress.matter
    day = Moment(matter.at or turn.now, "day", turn.unit_timezone)
    how = matter.outcome if matter.outcome in ("passed", "failed", "put_off") else "none"
    return paragraphs(
        lines(text("discussion-points"), *map(_item, matter.points)) if matter.points else None,
        lines(
            text("discussion-decided", meeting=matter.name, day=day, n=len(matter.resolved)),
            *map(_item, matter.resolved),
            text("discussion-voted", how=how) if how != "none" else None,
        ),
        text("discussion-why", why=matter.why) if matter.why else None,
    )


def why(turn: DiscussionTurn) -> Outcome:
    words, matter = turn.words(LONGEST_WHY), turn.state.progress.matter
    if matter.at is None:
        return turn.refuse("sdk-not-now")
    if isinstance(words, Rejected):
        return words
    now = _with(turn, replace(matter, why=words))
    shown = now.panel(_preview(now), key="decided", prompt="why")
    return turn.done("discussion.why_set", state=now.state, effects=shown, finished=True)


def announce(turn: DiscussionTurn) -> Outcome:
    """Told in the room, and to each who took part; once."""
    matter = turn.state.progress.matter
    if matter.at is None or matter.told:
        return turn.refuse("sdk-moved-on")
    now = _with(turn, replace(matter, told=True))
    said = Message(outcome(now), turn.state.definition.named)
    told: tuple[Effect, ...] = (
        Send(ToRoom(turn.unit), "outcome", said),
        *turn.members("outcome", said, only_status=TOOK_PART, deferrable=True),
        *turn.panel(say(turn, text("discussion-announced")), key="decided"),
    )
    return turn.done("discussion.announced", state=now.state, effects=told, finished=True)


def _with(turn: DiscussionTurn, matter: Matter) -> DiscussionTurn:
    return turn.becomes(turn.state.advanced(matter=matter))


def _item(words: str) -> Words:
    return ListItem(words)
