"""Who belongs to the branch, for whoever keeps its roster: the list, and what becomes of members.

Each step asks `roster.manage` over the unit of whom it concerns; what tells others, or ends
somebody's rights, is confirmed first, and taken back by one tap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.core.effects import AddMember, ChangeMember, InviteMember
from service.core.membership import MemberChange
from service.core.message import Message
from service.core.namesakes import skeleton, tidy
from service.core.people import Person, Roster
from service.core.posts import STANDING_NAMES
from service.core.queries import Joined
from service.core.texts import Words, lines, text
from service.core.workflow import Outcome
from service.sdk.panels import Rows, choice, confirmation, grid, in_rows, page_of
from service.sdk.undo import UNDO_FOR
from service.workflows.home import handover
from service.workflows.home.model import Changed, HomeTurn, Visit, answered, first, person_of

PERMISSION = "roster.manage"
ON_A_PAGE = 8  # members
MOST_UNITS = 20  # offered to move to
LONGEST_NAME = 100  # characters


def joined(turn: HomeTurn) -> Joined:
    """Who of the branch, and of those below it, has a chat."""
    return Joined(turn.person)


def keeps(turn: HomeTurn) -> bool:
    """Whether the person keeps the roster of their unit."""
    return turn.context.may(PERMISSION, person_of(turn).unit)


# -- the list


def show(turn: HomeTurn) -> Outcome:
    """The members, page by page (`members:page`); who has not joined yet is marked."""
    if not keeps(turn):
        return turn.refuse("home-not-allowed")
    return answered(turn, "home.members_shown", "members", _list(turn, turn.roster, first(turn)))


def _list(turn: HomeTurn, roster: Roster, number: int) -> Message:
    people, here = roster.members(person_of(turn).unit), turn.query(Joined(turn.person))
    shown, page = roster.told_apart(people), page_of(people, number, ON_A_PAGE)
    rows = [
        (choice(turn.activity, "member", _line(turn, each, shown[each.id], here), each.id),)
        for each in page.items
    ]
    missing = sum(each.id not in here for each in people)
    unit = roster.units[person_of(turn).unit].name
    return Message(
        text("home-members-count", n=len(people), missing=missing),
        text("home-members", unit=unit),
        (
            *rows,
            *page.arrows(turn.activity, "members"),
            *grid(turn.activity, ("home-button-newcomer", "home-button-menu")),
        ),
    )


def _line(turn: HomeTurn, person: Person, name: str, here: frozenset[int]) -> Words:
    post = turn.context.rules.book.post(person)
    mark = "" if person.id in here else text("home-member-not-joined")
    return lines(name, post, mark, sep=" · ") if mark else lines(name, post, sep=" · ")


# -- one member


def member(turn: HomeTurn) -> Outcome:
    """What the member is, and what can be done (`member:person`)."""
    found = _named(turn)
    if found is None:
        return turn.refuse("home-not-allowed")
    return answered(turn, "home.member_shown", "members", _card(turn, found))


def _named(turn: HomeTurn) -> Person | None:
    """The person whom the choice names, if whoever acts keeps their roster."""
    found = turn.roster.people.get(first(turn))
    return found if found is not None and turn.context.may(PERMISSION, found.unit) else None


def _card(
    turn: HomeTurn, person: Person, head: Words | None = None, *, returns: bool = False
) -> Message:
    """The member, and what can be done. `returns`: just now, so their chats are not known yet."""
    book = turn.context.rules.book
    here = person.id in turn.query(Joined(turn.person))
    joined = text("home-member-joined") if here else text("home-member-not-joined")
    facts = lines(
        turn.roster.units[person.unit].name,
        person.group,
        book.post(person),
        book.standing(person.standing) or person.standing,
        joined if person.active and not returns else None,
        sep=" · ",
    )
    act, number, own = turn.activity, person.id, person.id == turn.person
    rows: Rows
    if not person.active:
        rows = ((choice(act, "rejoin", text("home-button-rejoin"), number),),)
    else:
        rows = (
            (choice(act, "invite", text("home-button-invite"), number),),
            (
                choice(act, "roles", text("home-button-roles"), number),
                choice(act, "standings", text("home-button-standings"), number),
            ),
            *handover.way_to(turn, person),
            (choice(act, "moves", text("home-button-moves"), number),),
            () if own else (choice(act, "leave", text("home-button-leave"), number),),
        )
    back = grid(act, "home-button-members")
    gone = None if person.active else text("home-member-gone")
    shown = tuple(row for row in (*rows, *back) if row)
    return Message(lines(head, facts, gone), turn.roster.name(number), shown)


def invite(turn: HomeTurn) -> Outcome:
    """A code and links, to hand on (`invite:person`)."""
    found = _named(turn)
    if found is None or not found.active:
        return turn.refuse("home-not-allowed")
    return turn.done("home.member_invited", effects=(InviteMember(found.id),))


def leave(turn: HomeTurn) -> Outcome:
    """The member leaves, once that is confirmed (`leave:person`, `leave!:person`)."""
    found = _named(turn)
    if found is None or found.id == turn.person:
        return turn.refuse("home-not-allowed")
    if not turn.name.endswith("!"):
        asked = text("home-ask-leave", name=turn.roster.name(found.id))
        yes = text("home-button-leave-yes")
        shown = confirmation(turn.activity, "leave", asked, yes, found.id)
        return answered(turn, "home.leave_asked", "members", shown)
    return _changed(turn, found, MemberChange(found.id, active=False))


def rejoin(turn: HomeTurn) -> Outcome:
    """Who has left is back, as they were (`rejoin:person`)."""
    found = _named(turn)
    if found is None:
        return turn.refuse("home-not-allowed")
    return _changed(turn, found, MemberChange(found.id, active=True))


def role(turn: HomeTurn) -> Outcome:
    """Another role (`roles:person`), the one that is tapped (`role:person.place`)."""
    roles = list(turn.context.rules.granted)
    labels = [turn.context.rules.book.role(each) for each in roles]
    return _chosen(turn, "role", roles, labels)


def standing(turn: HomeTurn) -> Outcome:
    """Another standing that the rules know, in the same way."""
    labels = [turn.context.rules.book.standing(each) for each in STANDING_NAMES]
    return _chosen(turn, "standing", list(STANDING_NAMES), labels)


def _chosen(
    turn: HomeTurn, field: str, keys: Sequence[str], labels: Sequence[Words | None]
) -> Outcome:
    found, (_, *place) = _named(turn), (turn.ints() or (0,))
    if found is None or found.id == turn.person:
        return turn.refuse("home-not-allowed")
    if place and place[0] < len(keys):
        change = MemberChange(found.id, **{field: keys[place[0]]})  # type: ignore[arg-type]
        return _changed(turn, found, change)
    offered = [
        choice(turn.activity, field,
               lines("●", label, sep=" ") if key == getattr(found, field) else label,
               found.id, number)
        for number, (key, label) in enumerate(zip(keys, labels, strict=True)) if label is not None
    ]  # fmt: skip
    back = (choice(turn.activity, "member", text("sdk-button-keep"), found.id),)
    asked = text("home-ask-member", name=turn.roster.name(found.id), what=field)
    shown = Message(asked, choices=(*in_rows(offered, 2), back))
    return answered(turn, "home.member_asked", "members", shown)


def move(turn: HomeTurn) -> Outcome:
    """To another branch (`moves:person`): one whose roster is kept as well (`move:person.unit`,
    `move!:person.unit`), or else whoever keeps that of the unit above is asked (`hand:person`)."""
    found, (_, *place) = _named(turn), (turn.ints() or (0,))
    if found is None:
        return turn.refuse("home-not-allowed")
    units, name = turn.roster.units, turn.roster.name(found.id)
    may = [e for e in sorted(units) if e != found.unit and turn.context.may(PERMISSION, e)]
    if place and place[0] in may:
        if turn.name.endswith("!"):
            return _changed(turn, found, MemberChange(found.id, unit=place[0]))
        asked = text("home-ask-move", name=name, unit=units[place[0]].name)
        yes = text("home-button-move-yes")
        shown = confirmation(turn.activity, "move", asked, yes, found.id, place[0])
        return answered(turn, "home.move_asked", "members", shown)
    rows: Rows = tuple(
        (choice(turn.activity, "move", units[each].name, found.id, each),)
        for each in may[:MOST_UNITS]
    )
    hand = (choice(turn.activity, "hand", text("home-button-hand"), found.id),)
    back = (choice(turn.activity, "member", text("sdk-button-keep"), found.id),)
    shown = Message(text("home-ask-where", name=name), choices=(*rows, hand, back))
    return answered(turn, "home.where_asked", "members", shown)


def hand_on(turn: HomeTurn) -> Outcome:
    """Whoever keeps the roster of the unit above is asked to move the member."""
    found = _named(turn)
    above = turn.roster.units[person_of(turn).unit].parent if found is not None else None
    keepers = keepers_of(turn, above)
    if found is None or not keepers:
        return turn.refuse("home-nobody-above")
    name, unit = turn.roster.name(found.id), turn.roster.units[found.unit].name
    asked = Message(
        text("home-move-wanted", by=person_of(turn).name, name=name, unit=unit),
        choices=((choice(turn.activity, "moves", text("home-button-moves"), found.id),),),
    )
    names = "、".join(turn.roster.names(keepers))
    told = _card(turn, found, text("home-move-handed", names=names))
    return answered(
        turn, "home.move_handed", "members", told, *turn.tell(keepers, "members", asked)
    )


def keepers_of(turn: HomeTurn, unit: int | None) -> tuple[int, ...]:
    """Who keeps the roster of the unit, or else of the nearest one above it."""
    return turn.holders(PERMISSION, unit)


def _changed(turn: HomeTurn, before: Person, change: MemberChange) -> Outcome:
    """It is done; the card says so, and how it is taken back."""
    after = change.of(before)
    people = {**turn.roster.people, after.id: after}
    known = replace(turn, context=replace(turn.context, roster=Roster(turn.roster.units, people)))
    returns = after.active and not before.active
    shown = _card(known, after, text("home-member-changed"), returns=returns)
    kept = MemberChange.back_to
    visit = replace(
        turn.part or Visit(), changed=Changed(kept(before), kept(after), turn.now + UNDO_FOR)
    )
    if after.active and not returns:
        undo = choice(turn.activity, "restore", text("sdk-button-undo"), after.id)
        shown = replace(shown, choices=((undo,), *shown.choices))
    more = handover.to_successor(turn, before, after)
    effects = (ChangeMember(change), *more, *turn.reply(shown, "members"))
    return turn.done("home.member_changed", part=visit, effects=effects)


def restore(turn: HomeTurn) -> Outcome:
    """The member is as before the change (`restore:person`), unless they have changed since."""
    found, visit = _named(turn), turn.part or Visit()
    changed = visit.changed
    if changed is None or changed.before.person != first(turn):
        return turn.refuse("sdk-undo-over")
    if turn.now >= changed.until:
        return turn.refuse("sdk-undo-late")
    unit = changed.before.unit
    if found is None or unit is None or not turn.context.may(PERMISSION, unit):
        return turn.refuse("home-not-allowed")
    if MemberChange.back_to(found) != changed.after:
        return turn.refuse("sdk-undo-over")
    before = changed.before.of(found)
    people = {**turn.roster.people, before.id: before}
    known = replace(turn, context=replace(turn.context, roster=Roster(turn.roster.units, people)))
    shown = _card(known, before, text("sdk-undone"))
    effects = (ChangeMember(changed.before), *turn.reply(shown, "members"))
    return turn.done("home.member_restored", part=replace(visit, changed=None), effects=effects)


# -- somebody new


def ask_name(turn: HomeTurn) -> Outcome:
    if not keeps(turn):
        return turn.refuse("home-not-allowed")
    asked = Message(text("home-ask-newcomer"), choices=grid(turn.activity, "home-button-members"))
    return answered(turn, "home.newcomer_asked", "members", asked, prompt="newcomer")


def add(turn: HomeTurn) -> Outcome:
    """`李华`, or `李华，第一小组`: a member of the person's unit, who is invited at once. One whose
    name looks like another's needs a group that tells them apart."""
    if not keeps(turn):
        return turn.refuse("home-not-allowed")
    typed, _, group = turn.typed().replace("，", ",").partition(",")
    name, group = tidy(typed), tidy(group)
    if not name or max(len(name), len(group)) > LONGEST_NAME:
        return turn.refuse("home-no-name")
    unit = person_of(turn).unit
    alike = [each for each in turn.roster.here(unit) if skeleton(each.name) == skeleton(name)]
    if alike and (not group or group in {each.group for each in alike}):
        known = "、".join(turn.roster.names(each.id for each in alike))
        return turn.refuse("home-name-known", names=known)
    return turn.done("home.member_added", effects=(AddMember(name, unit, group),))
