"""Entries that are reviewed: the leader approves them, or returns them with a word."""

from __future__ import annotations

from dataclasses import replace

from service.core.access import may
from service.core.effects import Effect, Send, ToPerson
from service.core.events import Event, Said
from service.core.message import Message
from service.core.people import Person
from service.core.queries import Entries
from service.core.texts import text
from service.core.workflow import Activity, Context, Decision, Entry, Outcome, Rejected, choice_args
from service.workflows.discussion import leading
from service.workflows.discussion.model import Contribution, Discussion, Part
from service.workflows.discussion.view import apart

DiscussionActivity = Activity[Discussion]
PERMISSION = "discussion.manage"

LONGEST_WORD = 500  # characters


def ask_for(context: Context, activity: DiscussionActivity, author: int) -> tuple[Effect, ...]:
    """Tell who leads that there is an entry to review."""
    person = context.roster.people.get(author)
    message = leading.to_review(activity, person.name if person else "—")
    return tuple(
        Send(ToPerson(each), "waiting", message, deferrable=True)
        for each in leaders(context, activity)
    )


def show(
    context: Context, activity: DiscussionActivity, _: Entry[Part] | None, __: Event
) -> Outcome:
    """The entry that has waited longest."""
    if context.actor is None:
        return Rejected("discussion.not_allowed")
    message = _next(context, activity)
    return Decision(
        "discussion.review_shown",
        effects=(Send(ToPerson(context.actor.id), "review", message, "reply"),),
    )


def approve(
    context: Context, activity: DiscussionActivity, entry: Entry[Part] | None, event: Event
) -> Outcome:
    found = _waiting(entry, event)
    if entry is None or found is None or context.actor is None:
        return Rejected("discussion.reviewed_already", text("discussion-reviewed-already"))
    judged = replace(found, review="approved", word="")
    return _judged(context, activity, entry, found, judged)


def ask_word(
    context: Context, activity: DiscussionActivity, entry: Entry[Part] | None, event: Event
) -> Outcome:
    """Why it is returned: the next text is the word to its author."""
    found = _waiting(entry, event)
    if entry is None or found is None or context.actor is None:
        return Rejected("discussion.reviewed_already", text("discussion-reviewed-already"))
    return Decision(
        "discussion.word_asked",
        effects=(
            Send(
                ToPerson(context.actor.id),
                "review",
                leading.ask_word(activity),
                "reply",
                asks=f"word.{found.number}",
                about=entry.person,
            ),
        ),
    )


def give_back(
    context: Context, activity: DiscussionActivity, entry: Entry[Part] | None, event: Event
) -> Outcome:
    """The word has come."""
    found = _waiting(entry, event)
    if entry is None or found is None or not isinstance(event, Said):
        return Rejected("discussion.reviewed_already", text("discussion-reviewed-already"))
    word = event.text.strip()
    if not 0 < len(word) <= LONGEST_WORD:
        return Rejected("discussion.bad_word", text("discussion-bad-word", most=LONGEST_WORD))
    judged = replace(found, review="returned", word=word)
    return _judged(context, activity, entry, found, judged)


# -- pieces


def _judged(
    context: Context,
    activity: DiscussionActivity,
    entry: Entry[Part],
    found: Contribution,
    judged: Contribution,
) -> Decision:
    """The author is told, and the next entry is shown to who has judged this one."""
    part = (entry.state or Part()).with_changed(found, review=judged.review, word=judged.word)
    told = leading.told_author(activity, judged)
    effects: list[Effect] = [Send(ToPerson(entry.person), "reviewed", told)]
    if context.actor is not None:
        again = _next(context, activity, but=(entry.person, found.number))
        done = text(f"discussion-done-{judged.review}")
        shown = replace(again, body=apart(done, again.body))
        effects.append(Send(ToPerson(context.actor.id), "review", shown, "reply"))
    return Decision(f"discussion.{judged.review}", entry=part, effects=tuple(effects))


def _next(
    context: Context, activity: DiscussionActivity, but: tuple[int, int] | None = None
) -> Message:
    """The entry that has waited longest, but for this one."""
    waiting = sorted(
        (
            (each.edited_at or each.at, person, each)
            for person, part in context.queries[Entries(activity.id)]
            for each in part.contributions
            if each.review == "waiting" and (person, each.number) != but
        ),
        key=lambda each: each[:2],
    )
    if not waiting:
        return leading.nothing_to_review(activity)
    _, person, found = waiting[0]
    author = context.roster.people.get(person)
    name = author.name if author else "—"
    return leading.review(activity, person, name, found, len(waiting))


def _waiting(entry: Entry[Part] | None, event: Event) -> Contribution | None:
    """The contribution that was pressed (`approve:number`) or that the word is about."""
    args = choice_args(event)
    if isinstance(event, Said):
        args = (event.asked.partition(".")[2],)
    number = int(args[0]) if args and args[0].isascii() and args[0].isdecimal() else 0
    found = (entry.state or Part()).numbered(number) if entry is not None else None
    return found if found is not None and found.review == "waiting" else None


def leaders(context: Context, activity: DiscussionActivity) -> tuple[int, ...]:
    """Whose discussion it is, while they may lead it; or else who may in the nearest unit up."""
    roster = context.roster

    def leads(person: Person | None) -> bool:
        return may(context.rules, roster, person, PERMISSION, activity.unit)

    owner = activity.state.owner
    if owner is not None and leads(roster.people.get(owner)):
        return (owner,)
    return above(context, activity.unit)


def above(context: Context, unit: int | None) -> tuple[int, ...]:
    """Who may lead discussions in the unit, or else in the nearest unit above it."""
    roster = context.roster
    for each in roster.path(unit):
        found = tuple(
            person.id
            for person in roster.members(each)
            if person.unit == each and may(context.rules, roster, person, PERMISSION, each)
        )
        if found:
            return found
    return ()
