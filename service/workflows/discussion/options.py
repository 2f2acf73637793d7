"""What the leader may set in the draft beyond topic, prompt and deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args

from service.core.events import Attached, Event, Said
from service.core.message import StoredFile
from service.core.texts import text
from service.core.time_parsing import parse_when
from service.core.workflow import Activity, Context, Entry, Outcome, Rejected, choice_args
from service.workflows.discussion import choosing, leading
from service.workflows.discussion.genres import GENRES
from service.workflows.discussion.lead import panel
from service.workflows.discussion.model import (
    LONGEST_TITLE,
    MOST_MATERIALS,
    MOST_REMINDERS,
    Comments,
    Discussion,
    Material,
    Part,
)
from service.workflows.discussion.view import shortened

DiscussionActivity = Activity[Discussion]
PartEntry = Entry[Part] | None

MIN_LENGTHS = (0, 20, 50, 100)  # what a button goes through
GRACES = (0, 3600, 86400)  # seconds
VOTES = (0, 1, 3, 5)
LONGEST_LINK = 500  # characters
LARGEST_MATERIAL = 20 * 1024 * 1024  # bytes: what a bot may fetch on Telegram
MOST_JURORS = 15


def show(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    shown = choosing.options(activity, context.rules.anonymous)
    return panel(context, activity, "discussion.options_shown", shown, changed=False)


def genre(context: Context, activity: DiscussionActivity, _: PartEntry, event: Event) -> Outcome:
    """Something else than a discussion, with the rules of its kind."""
    named = "".join(choice_args(event)[:1])
    if named not in GENRES:
        return Rejected("discussion.unexpected", text("discussion-unexpected"))
    changed = of_genre(activity.state, named)
    shown, asks = leading.leader(replace(activity, state=changed), context.roster)
    return panel(
        context, replace(activity, state=changed), "discussion.genre_changed", shown, asks=asks
    )


def of_genre(discussion: Discussion, named: str) -> Discussion:
    """The discussion as one of this kind."""
    kind = GENRES[named]
    return replace(
        discussion,
        genre=named,
        votes=kind.votes,
        required=kind.required,
        anonymous=discussion.anonymous and not kind.reviewed,
    )


# -- switches


def length(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """The next of the usual minimum lengths, and after the last none again."""
    longer = _next_of(MIN_LENGTHS, activity.state.min_length)
    changed = replace(activity, state=replace(activity.state, min_length=longer))
    shown, asks = leading.leader(changed, context.roster)
    return panel(context, changed, "discussion.length_changed", shown, asks=asks)


def switch(context: Context, activity: DiscussionActivity, _: PartEntry, event: Event) -> Outcome:
    """The next value of what was pressed (`set:name`)."""
    discussion = activity.state
    match choice_args(event):
        case ("required",):
            changed = replace(discussion, required=not discussion.required)
        case ("comments",):
            kinds: tuple[Comments, ...] = get_args(Comments)
            following = kinds[(kinds.index(discussion.comments) + 1) % len(kinds)]
            changed = replace(discussion, comments=following)
        case ("comment_length",):
            longer = _next_of(MIN_LENGTHS, discussion.comment_length)
            changed = replace(discussion, comment_length=longer)
        case ("grace",) if not discussion.anonymous:
            changed = replace(discussion, grace=_next_of(GRACES, discussion.grace))
        case ("anonymous",) if context.rules.anonymous and not discussion.rules.reviewed:
            changed = replace(discussion, anonymous=not discussion.anonymous, grace=0)
        case ("votes",) if discussion.rules.reviewed:
            changed = replace(discussion, votes=_next_of(VOTES, discussion.votes), jury=())
        case ("voters",) if discussion.rules.reviewed:
            other = "voting" if discussion.voters == "all" else "all"
            changed = replace(discussion, voters="voting" if other == "voting" else "all")
        case _:
            return Rejected("discussion.unexpected", text("discussion-unexpected"))
    there = replace(activity, state=changed)
    shown = choosing.options(there, context.rules.anonymous)
    return panel(context, there, "discussion.option_changed", shown)


# -- materials


def ask_material(
    context: Context, activity: DiscussionActivity, _: PartEntry, __: Event
) -> Outcome:
    shown = choosing.ask_material(activity)
    asks = "material"
    return panel(context, activity, "discussion.material_asked", shown, asks=asks, changed=False)


def material(context: Context, activity: DiscussionActivity, _: PartEntry, event: Event) -> Outcome:
    """A link or line, or a file, to read along. A file is taken whatever was asked for."""
    if not isinstance(event, Said | Attached):
        return Rejected("discussion.unexpected", text("discussion-unexpected"))
    discussion = activity.state
    if len(discussion.materials) >= MOST_MATERIALS:
        most = text("discussion-enough-materials", most=MOST_MATERIALS)
        return Rejected("discussion.enough_materials", most)
    given = event.text.strip()
    if isinstance(event, Attached):
        if event.size > LARGEST_MATERIAL:
            large = text("discussion-file-too-large", most=LARGEST_MATERIAL // 2**20)
            return Rejected("discussion.file_too_large", large)
        name = " ".join("".join(filter(str.isprintable, event.name)).split())[:100] or "?"
        file = StoredFile(event.ref.place.account, event.file_id, name, event.mime, event.size)
        new = Material(given[:LONGEST_LINK], file)
    elif 0 < len(given) <= LONGEST_LINK:
        new = Material(given)
    else:
        bad = text("discussion-bad-material", most=LONGEST_LINK)
        return Rejected("discussion.bad_material", bad)
    changed = replace(activity, state=replace(discussion, materials=(*discussion.materials, new)))
    if not discussion.complete:  # it came while something else was asked for
        shown, asks = leading.leader(changed, context.roster)
        return panel(context, changed, "discussion.material_added", shown, asks=asks)
    shown = choosing.ask_material(changed)
    return panel(context, changed, "discussion.material_added", shown, asks="material")


def clear_materials(
    context: Context, activity: DiscussionActivity, _: PartEntry, __: Event
) -> Outcome:
    changed = replace(activity, state=replace(activity.state, materials=()))
    shown, asks = leading.leader(changed, context.roster)
    return panel(context, changed, "discussion.materials_cleared", shown, asks=asks)


# -- reminders, the second round's time, the jury


def ask_reminders(
    context: Context, activity: DiscussionActivity, _: PartEntry, __: Event
) -> Outcome:
    shown = choosing.reminders(activity)
    asks = "reminder"
    return panel(context, activity, "discussion.reminders_shown", shown, asks=asks, changed=False)


def reminder(context: Context, activity: DiscussionActivity, _: PartEntry, event: Event) -> Outcome:
    """One reminder more or less: so many minutes before the close (`reminder:minutes`), or a time
    in the leader's own words."""
    discussion = activity.state
    seconds = _seconds_before(context, discussion, event)
    if seconds is None:
        return Rejected("discussion.no_time", text("discussion-no-time"))
    known = set(discussion.reminders)
    if seconds not in known and len(known) >= MOST_REMINDERS:
        most = text("discussion-enough-reminders", most=MOST_REMINDERS)
        return Rejected("discussion.enough_reminders", most)
    chosen = tuple(sorted(known ^ {seconds}, reverse=True))
    changed = replace(activity, state=replace(discussion, reminders=chosen))
    shown = choosing.reminders(changed)
    return panel(context, changed, "discussion.reminder_changed", shown, asks="reminder")


def ask_comments_at(
    context: Context, activity: DiscussionActivity, _: PartEntry, __: Event
) -> Outcome:
    shown = choosing.ask_comments_at(activity)
    asks = "comments_at"
    return panel(context, activity, "discussion.round_asked", shown, asks=asks, changed=False)


def comments_at(
    context: Context, activity: DiscussionActivity, _: PartEntry, event: Event
) -> Outcome:
    """When the second round begins, in the leader's own words."""
    discussion = activity.state
    at = _typed(context, event)
    if at is None:
        return Rejected("discussion.no_time", text("discussion-no-time"))
    opening = max(discussion.opens_at or context.now, context.now)
    if discussion.closes_at is None or not opening < at < discussion.closes_at:
        return Rejected("discussion.bad_round", text("discussion-bad-round"))
    changed = replace(activity, state=replace(discussion, comments_at=at))
    shown = choosing.options(changed, context.rules.anonymous)
    return panel(context, changed, "discussion.round_timed", shown)


def ask_jury(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    shown = choosing.ask_jury(activity)
    return panel(context, activity, "discussion.jury_asked", shown, asks="jury", changed=False)


def jury(context: Context, activity: DiscussionActivity, _: PartEntry, event: Event) -> Outcome:
    """The jury by their names; everybody of the unit, and of those above it, can be named."""
    typed = event.text if isinstance(event, Said) else ""
    names = [each for each in choosing.SEPARATORS.split(typed.strip()) if each]
    roster, units = context.roster, {*context.roster.path(activity.unit)}
    units |= roster.below(activity.unit)
    by_name: dict[str, list[int]] = {}
    for person in roster.people.values():
        if person.active and person.unit in units:
            by_name.setdefault(person.name, []).append(person.id)
    unknown = [each for each in names if len(by_name.get(each, ())) != 1]
    if unknown or not 0 < len(names) <= MOST_JURORS:
        listed = shortened("、".join(unknown)) or "—"
        known = text("discussion-bad-jury", names=listed, most=MOST_JURORS)
        return Rejected("discussion.bad_jury", known)
    chosen = tuple(dict.fromkeys(by_name[each][0] for each in names))
    changed = replace(activity, state=replace(activity.state, jury=chosen, votes=0))
    shown = choosing.options(changed, context.rules.anonymous)
    return panel(context, changed, "discussion.jury_named", shown)


# -- pieces


def named(details_command: str, topic: str, owner: int | None) -> Discussion:
    """A new discussion from a command, whose words are the topic."""
    draft = Discussion("draft", topic if len(topic) <= LONGEST_TITLE else "", owner=owner)
    return of_genre(draft, details_command if details_command in GENRES else "discussion")


def _next_of(values: tuple[int, ...], now: int) -> int:
    return next((each for each in values if each > now), values[0])


def _typed(context: Context, event: Event) -> datetime | None:
    if not isinstance(event, Said):
        return None
    zone = context.actor.timezone if context.actor else "UTC"
    return parse_when(event.text, context.now, zone)


def _seconds_before(context: Context, discussion: Discussion, event: Event) -> int | None:
    """How long before the close the reminder shall go out."""
    minutes = "".join(choice_args(event)[:1])
    if minutes.isascii() and minutes.isdecimal() and 0 < len(minutes) <= 5:
        return int(minutes) * 60 or None
    at = _typed(context, event)
    if at is None or discussion.closes_at is None or not context.now < at < discussion.closes_at:
        return None
    return (discussion.closes_at - at) // timedelta(minutes=1) * 60 or None
