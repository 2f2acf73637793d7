"""A post is handed over in one step: who takes it, what goes along, and one list for both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from service.core.archive import ArchiveFor
from service.core.effects import HandOver, Raise
from service.core.membership import MemberChange
from service.core.message import Message
from service.core.people import Person
from service.core.queries import ByPost, Ongoing, Running
from service.core.texts import Arg, Words, lines, text
from service.core.workflow import Outcome
from service.sdk.panels import Rows, choice, confirmation, grid, page_of
from service.sdk.turn import Turn
from service.sdk.undo import UNDO_FOR
from service.workflows.home import agenda
from service.workflows.home.model import Handed, HomeTurn, Visit, answered, first

PERMISSION = "roster.manage"
MEMBER = "member"  # the role of who has no post
ON_A_PAGE = 8  # people
LISTED = 20  # of what is running, and of what waits, in the list


def by_post(turn: Turn[Any, Any]) -> ByPost:
    """A requirement: what is running by the post that is spoken of (`heir:from.to`)."""
    return ByPost(first(turn))


def way_to(turn: HomeTurn, person: Person) -> Rows:
    """The button on the card of somebody who has a post."""
    if not person.active or person.role == MEMBER:
        return ()
    label = text("home-button-handover", post=_post(turn, person))
    return ((choice(turn.activity, "handover", label, person.id),),)


def _holder(turn: HomeTurn) -> Person | None:
    """Whose post is handed over, if whoever acts may: their own, or one below."""
    found = turn.roster.people.get(first(turn))
    if found is None or not way_to(turn, found):
        return None
    return found if turn.context.may(PERMISSION, found.unit) else None


def choose(turn: HomeTurn) -> Outcome:
    """Who takes it over (`handover:from.page`): anybody of the unit."""
    holder = _holder(turn)
    if holder is None:
        return turn.refuse("home-not-allowed")
    here = [each for each in turn.roster.here(holder.unit) if each.id != holder.id]
    if not here:
        return turn.refuse("home-nobody-to-take-over")
    page = page_of(here, (*turn.ints(), 0)[1], ON_A_PAGE)
    names = turn.roster.told_apart(here)
    rows = [
        (choice(turn.activity, "heir", names[each.id], holder.id, each.id),) for each in page.items
    ]
    back = choice(turn.activity, "member", text("sdk-button-keep"), holder.id)
    arrows = page.arrows(turn.activity, "handover", holder.id)
    shown = Message(
        text("home-ask-heir", post=_post(turn, holder), name=turn.roster.name(holder.id)),
        choices=(*rows, *arrows, (back,)),
    )
    return answered(turn, "home.heir_asked", "members", shown)


def _post(turn: HomeTurn, person: Person) -> Words:
    return turn.context.rules.book.post(person)


def hand_over(turn: HomeTurn) -> Outcome:
    """Asked once (`heir:from.to`), then done (`heir!:from.to`): the post with all that is running
    by it; the rights of the one before end at once. Whoever did it can take it back for a while."""
    holder, ids = _holder(turn), (*turn.ints(), 0, 0)
    heir = turn.roster.people.get(ids[1])
    if holder is None or heir is None or not heir.active or heir.id == holder.id:
        return turn.refuse("home-not-allowed")
    if heir.unit != holder.unit:
        return turn.refuse("home-not-allowed")
    running = turn.query(by_post(turn))
    name, post = turn.roster.name(heir.id), _post(turn, holder)
    if not turn.name.endswith("!"):
        own = "yes" if holder.id == turn.person else "no"
        before = turn.roster.name(holder.id)
        asked = text("home-ask-hand-over", name=name, post=post, n=len(running), own=own,
                     before=before)  # fmt: skip
        yes = text("home-button-hand-over-yes", name=name)
        shown = confirmation(turn.activity, "heir", asked, yes, holder.id, heir.id)
        return answered(turn, "home.hand_over_asked", "members", shown)
    takes = MemberChange(heir.id, role=holder.role, post=holder.post)
    leaves = MemberChange(holder.id, role=MEMBER, post="")
    back = (MemberChange.back_to(heir), MemberChange.back_to(holder))
    now = tuple(MemberChange.back_to(each) for each in (takes.of(heir), leaves.of(holder)))
    handed = Handed(back, now, running, turn.now + UNDO_FOR)
    undo = choice(turn.activity, "unheir", text("sdk-button-undo"), holder.id, heir.id)
    rows = ((undo,), *grid(turn.activity, "home-button-menu"))
    shown = Message(text("home-handed-over", post=post, name=name), choices=rows)
    effects = (
        HandOver(holder.id, heir.id, (takes, leaves), running),
        Raise(f"{TOOK}.{holder.id}", heir.id),
        *turn.reply(shown, "members"),
    )
    part = replace(turn.part or Visit(), handed=handed)
    return turn.done("home.handed_over", part=part, effects=effects)


def take_back(turn: HomeTurn) -> Outcome:
    """Whoever handed it over takes it back (`unheir:from.to`), unless something has changed since:
    their own right may have ended with it, which this gives back."""
    visit = turn.part or Visit()
    handed, (before, after) = visit.handed, (*turn.ints(), 0, 0)[:2]
    if handed is None or [x.person for x in handed.before] != [after, before]:
        return turn.refuse("sdk-undo-over")
    if turn.now >= handed.until:
        return turn.refuse("sdk-undo-late")
    known = turn.roster.people
    now = tuple(MemberChange.back_to(known[x.person]) for x in handed.after if x.person in known)
    if now != handed.after:
        return turn.refuse("sdk-undo-over")
    told = Message(text("home-handed-back"), choices=grid(turn.activity, "home-button-menu"))
    names = text("home-handed-back-told", name=turn.roster.name(before))
    effects = (
        HandOver(after, before, handed.before, handed.running),
        *turn.tell((after,), "members", Message(names)),
        *turn.reply(told, "members"),
    )
    return turn.done("home.handed_back", part=replace(visit, handed=None), effects=effects)


# -- one list for both

TOOK = "took-over"


def ongoing(turn: Turn[Any, Any]) -> Ongoing:
    return Ongoing(turn.person)


def own_by_post(turn: Turn[Any, Any]) -> ByPost:
    return ByPost(turn.person)


def archive(turn: Turn[Any, Any]) -> ArchiveFor:
    return ArchiveFor(turn.person)


def tell(turn: HomeTurn) -> Outcome:
    """Once it is done: what is running and due goes to both, with the archive of the year so far;
    what opens it, to whom it is now."""
    person, name = turn.roster.people.get(turn.person), getattr(turn.event, "name", "")
    if person is None:
        return turn.ignore("home-nobody")
    number = name.rpartition(".")[2]
    before = int(number) if number.isdigit() else 0
    found = turn.query(archive(turn))
    files = (found.file,) if found.file is not None else ()
    listed = lines(*_listed(turn))
    known = before in turn.roster.people
    names: dict[str, Arg] = {
        "name": turn.roster.name(person.id),
        "before": turn.roster.name(before) if known else "",
        "handed": int(known),
    }
    post = _post(turn, person)
    opens = (agenda.entrance(each) for each in _running(turn)[:LISTED])
    mine = Message(
        lines(text("home-took-over", post=post, archived=len(files), **names), listed),
        choices=(*grid(turn.activity, *opens), *grid(turn.activity, "home-button-menu")),
        attachments=files,
    )
    theirs = Message(
        lines(text("home-gave-over", post=post, archived=len(files), **names), listed),
        attachments=files,
    )
    sent = (
        *turn.tell((person.id,), "handover", mine, priority="reply", secret=True),
        *turn.tell((before,) if known else (), "handover", theirs, priority="reply", secret=True),
    )
    return turn.done("home.handover_told", effects=sent)


STAGES = ("running", "scheduled", "draft", "recurring")


def _theirs(turn: HomeTurn) -> tuple[int, ...]:
    """What is theirs by their post: what else waits for them is nobody's business."""
    return turn.query(own_by_post(turn))


def _running(turn: HomeTurn) -> list[Running]:
    return [each for each in agenda.running(turn, *STAGES) if each.id in _theirs(turn)]


def to_successor(turn: HomeTurn, before: Person, after: Person) -> tuple[Raise, ...]:
    """Who is given the post of leading a unit in which nobody has it gets the list as well."""
    rules, others = turn.context.rules, turn.roster.here(after.unit)
    leads = after.role != before.role and rules.grants(after.role, PERMISSION)
    vacant = not any(each.role == after.role for each in others if each.id != after.id)
    return (Raise(f"{TOOK}.0", after.id),) if leads and vacant else ()


def _listed(turn: HomeTurn) -> Iterator[Words]:
    waits = [pair for pair in agenda.waiting(turn) if pair[0].id in _theirs(turn)]
    running = _running(turn)
    yield text("home-handover-waits", n=len(waits))
    for each, one in waits[:LISTED]:
        yield agenda.line(turn, each, one)
    yield text("home-handover-running", n=len(running))
    for each in running[:LISTED]:
        yield lines("· ", agenda.label(each), sep="")
