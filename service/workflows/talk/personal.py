"""What is to be known of the personal data in a talk."""

from __future__ import annotations

from dataclasses import replace

from service.core.privacy import Personal
from service.core.texts import Words
from service.workflows.talk.model import Offer, Talk
from service.workflows.talk.record import READ


def _said(talk: Talk) -> tuple[Words, ...]:
    """What the member wrote when they asked for it, or declined it."""
    return tuple(each for each in (talk.word, talk.reason) if each is not None)


def _erased(offer: Offer, talk: Talk, over: bool) -> Talk:
    """Of a talk that is settled it stays that it was held, when, how and about which topics."""
    if not (over or talk.settled):
        return talk
    kept = tuple(each for each in talk.follow_ups if not each.done and not over)
    return replace(
        talk, word=None, reason=None, note=None, link=None, place="", last=None, follow_ups=kept
    )


PERSONAL = Personal(
    said=_said,
    erased=_erased,
    confided=frozenset({"word", "reason", "link"}),
    reads=frozenset({READ, "talk.word_read", "talk.reason_read", "talk.follow_up_read"}),
    surveys=frozenset({"talk.coverage_shown", "talk.coverage_sent"}),
)
"""The note is read by whom its scope names; what was agreed to follow up, by who leads the talk."""
