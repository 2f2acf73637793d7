"""How a discussion is prepared: from a command, a plan or a template; its topic, prompt, deadline
and options; publishing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from service.core.effects import ClearTimer
from service.core.events import Attached, Said
from service.core.message import Choice, Message, StoredFile
from service.core.sandbox import OPEN_MINUTES, rehearsed_close
from service.core.schedule_parsing import SPAN_KEYS, read_span, refuse_others
from service.core.texts import Words, lines, text
from service.core.time_parsing import When
from service.core.workflow import Context, Outcome, Plannable, Rejected
from service.sdk.fields import Minutes
from service.sdk.forms import SET
from service.sdk.panels import choice, grid, keep_button, moment, paragraphs
from service.sdk.reminders import read_detail
from service.sdk.state import planned_draft
from service.workflows.discussion.model import (
    AT_ONCE,
    CLOSES_AT,
    COMMENTS_AT,
    FORM,
    GENRES,
    LONGEST,
    LONGEST_TITLE,
    MIN_LENGTH,
    MOST_SECONDS,
    OPENS_AT,
    REMINDERS,
    Discussion,
    DiscussionState,
    DiscussionTurn,
    Material,
    draft,
    named_file,
    say,
    shortened,
)
from service.workflows.discussion.organizing import (
    PERMISSION,
    announce,
    asking,
    missed,
    questions,
    step,
    timers,
)

LONGEST_LINK = 500  # characters
LARGEST_MATERIAL = 20 * 1024 * 1024  # bytes: what a bot may fetch on Telegram
MOST_MATERIALS = 10
MOST_JURORS = 15
SEPARATORS = re.compile(r"[\s,，、;；]+")


# -- how it begins


LASTS = (60, 1440, 3 * 1440, 7 * 1440, 14 * 1440)  # minutes that a plan offers

PLANNABLE = {
    name: Plannable(
        (
            FORM.fields["prompt"],
            Minutes("minutes", values=LASTS, least=5, most=LONGEST // timedelta(minutes=1)),
        ),
        {"genre": name},
    )
    for name in GENRES
}
"""What a plan made in the chat asks for, by genre, which is the name of its command."""


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> DiscussionState | Rejected:
    """A new discussion: empty from a command, whose words are the topic, or as the draft of a plan
    with its title and opening; or complete from a plan (see `planned`)."""
    by_command = "command" in details
    if (context.actor or by_command) and not context.may(PERMISSION, unit):
        return Rejected("sdk.not_allowed", text("sdk-not-allowed"))
    state = draft(context.actor.id if context.actor else None)
    if by_command:
        begun = _by_command(state, str(details["command"]), str(details.get("args", "")))
        return planned_draft(begun, details)
    try:
        made = planned(state, details, context, context.roster.unit_timezone(unit))
        if made.definition.anonymous and not _may_be_anonymous(made.definition, context):
            raise ValueError("anonymous: the organization's rules do not allow it here")
        return made
    except ValueError as error:
        return _invalid(error)


def _by_command(state: DiscussionState, command: str, args: str) -> DiscussionState:
    """The command says what is collected, and the words behind it are the topic."""
    topic = " ".join(args.split())
    genre = command if command in GENRES else "discussion"
    known = state.defined(title=topic if len(topic) <= LONGEST_TITLE else "")
    return replace(known, definition=known.definition.of_genre(genre))


def planned(
    state: DiscussionState, details: Mapping[str, Any], context: Context, timezone: str
) -> DiscussionState:
    """The discussion that a plan describes: the values of the form, `opens_at` (default: now),
    `minutes` it stays open in place of `closes_at`, `genre`, `links` (texts) and `remind_before`
    (seconds, or a list of them). Raises ValueError, which names the key and what is allowed."""
    own = ("genre", "links", "remind_before", *SPAN_KEYS)
    refuse_others(details, (*FORM.fields, *own))
    genre = details.get("genre", "discussion")
    if genre not in tuple(GENRES):  # it may be anything
        raise ValueError(f"genre: {genre!r} is not allowed; allowed: {', '.join(GENRES)}")
    state = replace(state, definition=state.definition.of_genre(genre))
    state = state.defined(materials=_links(details.get("links", ())))
    state = timed(state, details, context, timezone)
    if "remind_before" in details:
        state = state.timed(reminders=read_detail(details["remind_before"], MOST_SECONDS))
    rest = {name: value for name, value in details.items() if name not in own}
    span = {name: getattr(state.schedule, name) for name in ("opens_at", "closes_at")}
    return FORM.from_details(state, {**rest, **span}, timezone, context.now)


def timed(
    state: DiscussionState, details: Mapping[str, Any], context: Context, timezone: str
) -> DiscussionState:
    """From when to when it is open, as `SPAN_KEYS` say. Raises ValueError."""
    minutes = state.definition.rules.minutes
    span = read_span(details, context.now, timezone, minutes=minutes, longest=LONGEST)
    return state.timed(opens_at=span[0], closes_at=span[1])


def copy_definition(
    context: Context, unit: int, state: DiscussionState, details: Mapping[str, Any]
) -> DiscussionState | Rejected:
    """A draft of the same, for who acts; with its times where `details` name them (`SPAN_KEYS`).
    A jury is named anew: it is people."""
    if context.actor is not None and not context.may(PERMISSION, unit):
        return Rejected("sdk.not_allowed", text("sdk-not-allowed"))
    if not state.definition.title:
        return Rejected("discussion.no_template", text("discussion-no-template"))
    fresh = draft(context.actor.id if context.actor else None)
    lasting = FORM.lasting(state, fresh.definition)
    nameless = lasting.anonymous and context.rules.anonymous
    fresh = replace(fresh, definition=replace(lasting, anonymous=nameless))
    fresh = fresh.timed(reminders=state.schedule.reminders, ahead=state.schedule.ahead)
    if not details:
        return fresh
    if not fresh.definition.prompt:
        return Rejected("sdk.incomplete", text("sdk-incomplete"))
    try:
        refuse_others(details, SPAN_KEYS)
        return timed(fresh, details, context, context.roster.unit_timezone(unit))
    except ValueError as error:
        return _invalid(error)


def dry_run(context: Context, unit: int, state: DiscussionState) -> DiscussionState | Rejected:
    """The same, to open at once for whoever is in the roster; they are the jury as well."""
    fresh = copy_definition(context, unit, state, {"minutes": OPEN_MINUTES})
    if isinstance(fresh, Rejected):
        return fresh
    fresh = fresh.timed(closes_at=rehearsed_close(context.now, state.schedule.closes_at))
    if not state.progress.jury:
        return fresh
    organizer = context.actor.id if context.actor else 0
    members = context.roster.members(unit)
    return fresh.advanced(jury=tuple(each.id for each in members if each.id != organizer))


def _invalid(error: ValueError) -> Rejected:
    return Rejected("discussion.invalid", text("discussion-invalid", problem=str(error)))


def _may_be_anonymous(discussion: Discussion, context: Context) -> bool:
    """Whoever reviews must see whose an entry is."""
    return context.rules.anonymous and not discussion.rules.reviewed


def _links(value: object) -> tuple[Material, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise ValueError("links: allowed: a list of texts")
    return tuple(Material(each.strip()) for each in value if each.strip())


# -- topic, prompt, beginning, deadline


def started(turn: DiscussionTurn) -> Outcome:
    """Ask for what is missing first; a planned discussion has everything and is scheduled."""
    if FORM.is_complete(turn.state):
        return publish(turn)
    return step(turn, "discussion.drafted")


def ask(turn: DiscussionTurn) -> Outcome:
    """For the value that the button names."""
    asked = questions(turn)[turn.name]
    effects = turn.panel(asked, prompt=turn.name)
    return turn.done(f"discussion.{turn.name}_asked", effects=effects)


def take(turn: DiscussionTurn) -> Outcome:
    """Topic, prompt or deadline: so long after the opening, or a time in the organizer's words."""
    name, action = _TAKEN.get(turn.name, (CLOSES_AT.name, "discussion.timed"))
    taken = FORM.answer(turn, name)
    return taken if isinstance(taken, Rejected) else step(taken, action)


def opens(turn: DiscussionTurn) -> Outcome:
    """When it begins: as soon as it is published (`opens:now`), at a time that is offered, or in
    the organizer's words, which may name the end as well: `明晚8点到9点`."""
    if not turn.args() and not isinstance(turn.event, Said):
        return ask(turn)
    if turn.args() == (AT_ONCE,):
        settled = FORM.settled(FORM.put(turn.state, OPENS_AT, None), turn.now)
        return step(turn.becomes(settled), "discussion.opening_chosen")
    found = turn.when() if isinstance(turn.event, Said) else None
    if isinstance(found, When) and found.until is not None:
        spanning = turn.state.timed(opens_at=found.at, closes_at=found.until)
        if FORM.misfits(spanning, turn.now):
            return turn.refuse("sdk-bad-time", days=LONGEST.days)
        return step(turn.becomes(spanning), "discussion.opening_chosen")
    taken = FORM.answer(turn, OPENS_AT.name)
    return taken if isinstance(taken, Rejected) else step(taken, "discussion.opening_chosen")


_TAKEN = {
    "?title": ("title", "discussion.titled"),
    "?prompt": ("prompt", "discussion.prompted"),
}


def genre(turn: DiscussionTurn) -> Outcome:
    """Something else than a discussion, with the rules of its kind."""
    name = "".join(turn.args()[:1])
    if name not in GENRES:
        return turn.refuse("sdk-moved-on")
    other = turn.state.definition.of_genre(name)
    return step(turn.becomes(replace(turn.state, definition=other)), "discussion.genre_changed")


def length(turn: DiscussionTurn) -> Outcome:
    """The next of the usual minimum lengths, and after the last none again."""
    longer = MIN_LENGTH.after(turn.state.definition.min_length)
    return step(turn.becomes(turn.state.defined(min_length=longer)), "discussion.length_changed")


# -- publishing


def publish(turn: DiscussionTurn) -> Outcome:
    """Open it now, or at its time: the timers are set."""
    schedule = turn.state.schedule
    if not FORM.is_complete(turn.state) or schedule.closes_at is None:
        return turn.refuse("sdk-incomplete")
    opens_at = max(schedule.opens_at or turn.now, turn.now)
    if schedule.closes_at <= opens_at:  # of a plan there is nobody to ask for another time
        return turn.refuse("sdk-in-the-past") if turn.actor else missed(turn)
    ready = replace(turn.state, phase="scheduled").advanced(round=1)
    scheduled = turn.becomes(ready.timed(opens_at=opens_at, revision=schedule.revision + 1))
    if opens_at <= turn.now:
        return announce(scheduled, *timers(scheduled))
    return step(scheduled, "discussion.scheduled", timers(scheduled))


def edit(turn: DiscussionTurn) -> Outcome:
    """Back from scheduled to draft: nothing has been announced yet."""
    revision = turn.state.schedule.revision + 1
    again = turn.becomes(replace(turn.state, phase="draft").timed(revision=revision))
    stopped = tuple(ClearTimer(name) for name in ("open", "close", "remind", "round", "ahead"))
    return step(again, "discussion.unscheduled", stopped)


def ask_drop(turn: DiscussionTurn) -> Words:
    return text("discussion-confirm-drop")


def drop(turn: DiscussionTurn) -> Outcome:
    shown = turn.panel(Message(text("discussion-dropped")), organizers_too=True)
    gone = replace(turn.state, phase="cancelled")
    return turn.done("discussion.dropped", state=gone, effects=shown, finished=True)


# -- options


def show_options(turn: DiscussionTurn) -> Outcome:
    return turn.done("discussion.options_shown", effects=turn.panel(options(turn)))


def offered(turn: DiscussionTurn) -> tuple[tuple[str, ...], ...]:
    """The options that this discussion has, by rows."""
    discussion = turn.state.definition
    rows: list[tuple[str, ...]] = [("required",)]
    if not discussion.rules.reviewed:
        rows.append(("comments",))
        if discussion.comments != "none":
            rows.append(("comments_at", "comment_length"))
        if turn.context.rules.anonymous:
            rows.append(("anonymous",))
    if not discussion.anonymous:  # a late reply would be known by its hour
        rows.append(("grace",))
    if discussion.rules.reviewed:
        rows += [("votes", "voters"), ("jury",)]
    return (*rows, ("reminders",))


def options(turn: DiscussionTurn) -> Message:
    """Everything that can be switched."""
    discussion, jury = turn.state.definition, turn.state.progress.jury
    told: list[Words] = [text("sdk-options")]
    if discussion.comments_at is not None and discussion.comments != "none":
        told.append(text("discussion-round-begins", at=moment(discussion.comments_at)))
    if jury:
        told.append(text("discussion-jury-told", n=len(jury)))
    rows = [tuple(_option(turn, name) for name in row) for row in offered(turn)]
    return say(turn, lines(*told), *rows, keep_button(turn.activity))


def _option(turn: DiscussionTurn, name: str) -> Choice:
    """A button that goes on to the next value, or asks for one."""
    if name == "reminders":
        return REMINDERS.button(turn)
    field, key = FORM.fields.get(name), name.replace("_", "-")
    if field is None or not field.option:
        return choice(turn.activity, name, text(f"discussion-button-{key}"))
    value = field.shown(FORM.value(turn.state, field))
    return choice(turn.activity, SET, text(f"discussion-option-{key}", value=value), name)


def switch(turn: DiscussionTurn) -> Outcome:
    """The next value of what was pressed (`set:name`)."""
    name = "".join(turn.args()[:1])
    if name not in [each for row in offered(turn) for each in row]:
        return turn.refuse("sdk-moved-on")
    changed = FORM.switch(turn)
    if isinstance(changed, Rejected):
        return changed
    if name == "anonymous":
        changed = changed.becomes(changed.state.defined(grace=0))
    if name == "votes":
        changed = changed.becomes(changed.state.advanced(jury=()))
    return _optioned(changed, "discussion.option_changed")


def _optioned(turn: DiscussionTurn, action: str) -> Outcome:
    return turn.done(action, state=turn.state, effects=turn.panel(options(turn)))


# -- materials


def ask_material(turn: DiscussionTurn) -> Outcome:
    shown = turn.panel(_materials(turn), prompt="material")
    return turn.done("discussion.material_asked", effects=shown)


def material(turn: DiscussionTurn) -> Outcome:
    """A link or line, or a file, to read along. A file is taken whatever was asked for."""
    known = turn.state.definition.materials
    if len(known) >= MOST_MATERIALS:
        return turn.refuse("discussion-enough-materials", most=MOST_MATERIALS)
    new = _material(turn)
    if isinstance(new, Rejected):
        return new
    added = turn.becomes(turn.state.defined(materials=(*known, new)))
    if not FORM.is_complete(turn.state):  # it came while something else was asked for
        return step(added, "discussion.material_added")
    shown = added.panel(_materials(added), prompt="material")
    return turn.done("discussion.material_added", state=added.state, effects=shown)


def _material(turn: DiscussionTurn) -> Material | Rejected:
    match turn.event:
        case Attached() as sent if sent.size > LARGEST_MATERIAL:
            return turn.refuse("discussion-file-too-large", most=LARGEST_MATERIAL // 2**20)
        case Attached() as sent:
            name = named_file(" ".join(sent.name.split()))
            file = StoredFile(sent.ref.chat.account, sent.file_id, name, sent.mime, sent.size)
            return Material(sent.text.strip()[:LONGEST_LINK], file)
        case Said(text=words) if 0 < len(words.strip()) <= LONGEST_LINK:
            return Material(words.strip())
        case _:
            return turn.refuse("discussion-bad-material", most=LONGEST_LINK)


def clear_materials(turn: DiscussionTurn) -> Outcome:
    return step(turn.becomes(turn.state.defined(materials=())), "discussion.materials_cleared")


def _materials(turn: DiscussionTurn) -> Message:
    """What there is to read along, and a question for more."""
    materials = turn.state.definition.materials
    there = [each.words if each.file is None else f"📎 {each.file.name}" for each in materials]
    clear = grid(turn.activity, "discussion-button-clear" if there else "")
    body = paragraphs(text("discussion-ask-material"), lines(*there) if there else None)
    return asking(turn, body, FORM.is_complete(turn.state), clear)


# -- the time of the comment round, the jury


def comments_at(turn: DiscussionTurn) -> Outcome:
    """When the comment round begins, in the organizer's own words."""
    changed = FORM.answer(turn, COMMENTS_AT.name)
    if isinstance(changed, Rejected):
        return changed
    return _optioned(changed, "discussion.round_timed")


def jury(turn: DiscussionTurn) -> Outcome:
    """The jury by their names; everybody of the unit, and of those above it, can be named."""
    names = [each for each in SEPARATORS.split(turn.line()) if each]
    units = {*turn.roster.path(turn.unit)} | turn.roster.below(turn.unit)
    people = [person for unit in sorted(units) for person in turn.roster.here(unit)]
    shown = turn.roster.told_apart(people)
    by_name: dict[str, list[int]] = {}
    for person in people:
        for name in {person.name, shown[person.id]}:
            by_name.setdefault(name, []).append(person.id)
    unknown = [each for each in names if len(by_name.get(each, ())) != 1]
    if unknown or not 0 < len(names) <= MOST_JURORS:
        listed = shortened("、".join(unknown)) or "—"
        return turn.refuse("discussion-bad-jury", names=listed, most=MOST_JURORS)
    chosen = tuple(dict.fromkeys(by_name[each][0] for each in names))
    judged = turn.becomes(turn.state.defined(votes=0).advanced(jury=chosen))
    return _optioned(judged, "discussion.jury_named")
