"""A discussion once more: its topic, rounds and options in a fresh draft, and nothing of what was
said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.core.sandbox import OPEN_MINUTES
from service.core.schedule_parsing import SPAN_KEYS, read_span, refuse_others
from service.core.texts import text
from service.core.workflow import Context, Rejected
from service.workflows.discussion.model import LONGEST, Discussion


def copy_definition(
    context: Context, unit: int, discussion: Discussion, details: Mapping[str, Any]
) -> Discussion | Rejected:
    """A draft of the same, for who acts; with its times where `details` name them (`SPAN_KEYS`).
    A jury is named anew: it is people."""
    if context.actor is not None and not context.may("discussion.manage", unit):
        return Rejected("discussion.not_allowed", text("discussion-not-allowed"))
    if not discussion.title:
        return Rejected("discussion.no_template", text("discussion-no-template"))
    fresh = Discussion(
        phase="draft",
        title=discussion.title,
        prompt=discussion.prompt,
        owner=context.actor.id if context.actor else None,
        min_length=discussion.min_length,
        required=discussion.required,
        reminders=discussion.reminders,
        genre=discussion.genre,
        materials=discussion.materials,
        comments=discussion.comments,
        comment_length=discussion.comment_length,
        anonymous=discussion.anonymous and context.rules.anonymous,
        grace=discussion.grace,
        votes=discussion.votes,
        voters=discussion.voters,
        votes_for=discussion.votes_for,
    )
    if not details:
        return fresh
    if not fresh.prompt:
        return Rejected("discussion.incomplete", text("discussion-incomplete"))
    home = context.roster.units.get(unit)
    zone, minutes = home.timezone if home else "UTC", discussion.rules.minutes
    try:
        refuse_others(details, SPAN_KEYS)
        span = read_span(details, context.now, zone, minutes=minutes, longest=LONGEST)
    except ValueError as error:
        return Rejected("discussion.invalid", text("discussion-invalid", problem=str(error)))
    return replace(fresh, opens_at=span[0], closes_at=span[1])


def dry_run(context: Context, unit: int, discussion: Discussion) -> Discussion | Rejected:
    """The same, to open at once for whoever is in the roster; they are the jury as well."""
    fresh = copy_definition(context, unit, discussion, {"minutes": OPEN_MINUTES})
    if isinstance(fresh, Rejected) or not discussion.jury:
        return fresh
    leader = context.actor.id if context.actor else 0
    jury = tuple(each.id for each in context.roster.members(unit) if each.id != leader)
    return replace(fresh, jury=jury)
