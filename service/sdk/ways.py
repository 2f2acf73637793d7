"""The ways to what is due: which kind of activity meets a duty, and how it begins."""

from __future__ import annotations

from service.core.effects import Start
from service.core.rulebook import Duty
from service.core.workflow import Context


def way_to(context: Context, unit: int, duty: Duty) -> str:
    """The kind of activity that meets it and that who acts may begin; "": there is none. One that
    names what the duty counts goes before one that meets all of its sort."""
    sort = "meeting" if duty.meeting else "talk" if duty.pair else ""
    if duty.report and context.rules.book_of(context.roster, unit).report(duty.report) is not None:
        sort = sort or "report"
    sort = sort or ("study" if duty.study else "")
    ways = (
        kind
        for what in (duty.counts, sort)
        for kind, listed in context.menu.items()
        if what in listed.meets and context.may(listed.permission, unit)
    )
    return next(ways, "")


def start_of(context: Context, unit: int, duty: Duty) -> Start | None:
    """What begins it; None: nothing that who acts may begin meets it."""
    kind = way_to(context, unit, duty)
    if not kind:
        return None
    by = context.actor.id if context.actor is not None else None
    named = {} if duty.pair else {"kind": duty.counts}
    return Start(kind, unit, by, {"command": kind, "args": "", **named})


def talks(context: Context) -> str:
    """The kind with which people talk to one another; "": there is none."""
    return next((kind for kind, each in context.menu.items() if "talk" in each.meets), "")


def meetings(context: Context, unit: int) -> str:
    """The kind with which who acts may call a meeting of the unit; "": they may not."""
    found = ((kind, each) for kind, each in context.menu.items() if "meeting" in each.meets)
    return next((kind for kind, each in found if context.may(each.permission, unit)), "")
