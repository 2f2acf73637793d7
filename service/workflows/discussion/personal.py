"""What is to be known of the personal data in a person's part."""

from __future__ import annotations

from dataclasses import replace

from service.core.privacy import Personal
from service.core.texts import Words
from service.workflows.discussion.model import Contribution, DiscussionState, Part


def _said(part: Part) -> tuple[Words, ...]:
    """Their contributions as they stand; what was said without a name is in no file with one."""
    return tuple(
        each.whole
        for each in part.contributions
        if each.sealed is None and each.withdrawn_at is None
    )


def _erased(state: DiscussionState, part: Part, over: bool) -> Part:
    """What counts is part of the record and stays; what was withdrawn goes, and so does what was
    said before it was changed. What is sealed is nobody's."""
    return replace(part, contributions=tuple(map(_without_past, part.contributions)))


def _without_past(contribution: Contribution) -> Contribution:
    if contribution.sealed is not None or contribution.handle:
        return contribution
    if contribution.withdrawn_at is None:
        return replace(contribution, versions=())
    return replace(contribution, text="", file="", stored=None, versions=(), word="", more=())


PERSONAL = Personal(
    said=_said,
    erased=_erased,
    reads=frozenset({"discussion.reported", "discussion.files_sent", "discussion.page_opened"}),
)
