"""What is to be known of the personal data in a person's part."""

from __future__ import annotations

from service.core.privacy import Personal
from service.core.texts import Words
from service.workflows.discussion.model import Part


def _said(part: Part) -> tuple[Words, ...]:
    """Their contributions as they stand; what was said without a name is in no file with one."""
    return tuple(
        each.whole
        for each in part.contributions
        if each.sealed is None and each.withdrawn_at is None
    )


PERSONAL = Personal(
    said=_said,
    reads=frozenset({"discussion.reported", "discussion.files_sent", "discussion.page_opened"}),
)
