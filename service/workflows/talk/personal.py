"""What is to be known of the personal data in a talk."""

from __future__ import annotations

from service.core.privacy import Personal
from service.core.texts import Words
from service.workflows.talk.model import Talk
from service.workflows.talk.record import READ


def _said(talk: Talk) -> tuple[Words, ...]:
    """What the member wrote when they asked for it, or declined it."""
    return tuple(each for each in (talk.word, talk.reason) if each is not None)


PERSONAL = Personal(
    said=_said,
    confided=frozenset({"word", "reason", "link"}),
    reads=frozenset({READ, "talk.word_read", "talk.reason_read", "talk.follow_up_read"}),
    surveys=frozenset({"talk.coverage_shown", "talk.coverage_sent"}),
)
"""The note is read by whom its scope names; what was agreed to follow up, by who leads the talk."""
