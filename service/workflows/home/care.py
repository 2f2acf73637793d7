"""How and where the members are, for whom the rules let know it, and set it on their behalf."""

from __future__ import annotations

import re
import unicodedata

from service.core.access import may_know_circumstances
from service.core.circumstances import Circumstance, Kind, to_text
from service.core.effects import Change, Erase, Send, ToPerson
from service.core.events import Event, Said
from service.core.message import Message
from service.core.queries import Circumstances
from service.core.texts import Secret, text
from service.core.workflow import Context, Decision, Outcome, Rejected
from service.workflows.home import own_view
from service.workflows.home.model import HomeActivity, VisitEntry

PERMISSION = "circumstances.manage"
NEEDS_CIRCUMSTANCES = frozenset({"/care", "care", "?care"})

_WORDS: tuple[tuple[str, Kind | None], ...] = (
    ("隔离|quarantine", "quarantine"),
    ("生病|住院|患病|ill|sick", "ill"),
    ("困难|hardship|difficulty", "hardship"),
    ("国外|境外|出国|abroad", "abroad"),
    ("外地|在外|出差|离校|away", "away"),
    ("正常|康复|返回|well|fine", None),
)


def show(context: Context, activity: HomeActivity, entry: VisitEntry, _: Event) -> Outcome:
    """Who is in need, sealed on its way; a line typed sets somebody's."""
    unit = context.roster.people[entry.person].unit
    if not context.may(PERMISSION, unit):
        return Rejected("home.not_allowed", text("home-not-allowed"))
    known = context.queries[Circumstances(0, entry.person)]
    shown = own_view.care(activity, bool(known))
    listed = _sealed(entry, own_view.care_list(context.roster, known))
    asked = Send(ToPerson(entry.person), "own", shown, "reply")
    effects = (listed, asked) if known else (asked,)
    return Decision("home.care_shown", effects=effects)


def ask(context: Context, activity: HomeActivity, entry: VisitEntry, _: Event) -> Outcome:
    """A line will be typed: only now, so that nothing typed for another purpose is taken for it."""
    if not context.may(PERMISSION, context.roster.people[entry.person].unit):
        return Rejected("home.not_allowed", text("home-not-allowed"))
    asked = own_view.ask_care(activity)
    sent = Send(ToPerson(entry.person), "own", asked, "reply", asks="care")
    return Decision("home.care_asked", effects=(sent,))


def set_for(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    """`张伟 隔离`, `Zhang Wei away`: what is typed is taken out of the chat."""
    typed = unicodedata.normalize("NFKC", event.text).strip() if isinstance(event, Said) else ""
    found = next(
        (
            (each, kind)
            for each in context.roster.people.values()
            if each.active and typed.lower().startswith(each.name.lower())
            for words, kind in _WORDS
            if re.search(words, typed[len(each.name) :].lower())
        ),
        None,
    )
    if found is None or not isinstance(event, Said):
        return Rejected("home.no_care", text("home-no-care"))
    person, kind = found
    if not may_know_circumstances(context.rules, context.roster, context.actor, person.id):
        return Rejected("home.not_allowed", text("home-not-allowed"))
    kept = to_text(Circumstance(kind, context.now)) if kind else ""
    changed = Change(person.id, "circumstances", Secret(fresh=kept))
    said = Send(ToPerson(entry.person), "own", own_view.care_kept(person), "reply")
    return Decision("home.care_set", effects=(Erase(event.ref), changed, said), secret=True)


def _sealed(entry: VisitEntry, message: Message) -> Send:
    """To the asking person alone, sealed in the outbox and emptied once sent."""
    return Send(
        ToPerson(entry.person),
        "care",
        message,
        "reply",
        secret=True,
        holder=entry.person,
        scope="details",
    )
