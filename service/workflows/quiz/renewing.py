"""A quiz once more: its questions, terms and wish in a fresh draft, and nothing of who took it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.core.sandbox import OPEN_MINUTES
from service.core.schedule_parsing import SPAN_KEYS, read_span, refuse_others
from service.core.texts import text
from service.core.workflow import Context, Rejected
from service.workflows.quiz.lead import LONGEST
from service.workflows.quiz.model import Quiz

PLANNED_MINUTES = 60


def copy_definition(
    context: Context, unit: int, quiz: Quiz, details: Mapping[str, Any]
) -> Quiz | Rejected:
    """A draft of the same, for who acts; with its times where `details` name them (`SPAN_KEYS`)."""
    if context.actor is not None and not context.may("quiz.manage", unit):
        return Rejected("quiz.not_allowed", text("quiz-not-allowed"))
    if not quiz.questions and not quiz.wish:
        return Rejected("quiz.no_template", text("quiz-no-template"))
    fresh = Quiz(
        phase="draft",
        title=quiz.title,
        owner=context.actor.id if context.actor else None,
        bank=quiz.bank,
        questions=quiz.questions,
        feedback=quiz.feedback,
        remind_before=quiz.remind_before,
        review=quiz.review,
        live=quiz.live,
        wish=quiz.wish,
        terms=quiz.terms,
    )
    if not details:
        return fresh
    home = context.roster.units.get(unit)
    zone = home.timezone if home else "UTC"
    try:
        refuse_others(details, SPAN_KEYS)
        span = read_span(details, context.now, zone, minutes=PLANNED_MINUTES, longest=LONGEST)
    except ValueError as error:
        return Rejected("quiz.bad_template", text("quiz-bad-template", problem=str(error)))
    return replace(fresh, opens_at=span[0], closes_at=span[1])


def dry_run(context: Context, unit: int, quiz: Quiz) -> Quiz | Rejected:
    """The same, to open at once for whoever is in the roster."""
    return copy_definition(context, unit, quiz, {"minutes": OPEN_MINUTES})
