"""How much one person may ask for of what is dear to make or reaches others: files made for them,
invitations, and activities begun (ASVS 5.0, 2.4.1).

The figures are far above what a secretary does in an hour; they hold for each process, from its
start on. What comes by itself, such as the report of a month, is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from service.core.buckets import Buckets
from service.core.effects import AddMember, Effect, GiveCode, Invite, InviteMember, Send
from service.core.message import StoredFile
from service.core.texts import text
from service.core.workflow import Rejected

AN_HOUR = {"files": 120, "invitations": 300, "begun": 120}
"""How many an hour, all of it at once if need be."""
INVITES = (AddMember, GiveCode, Invite, InviteMember)


class Caps:
    """Counts for each person what their decisions ask for."""

    def __init__(self) -> None:
        self._now = 0.0
        self._left = {
            name: Buckets(most / 3600, most, lambda: self._now) for name, most in AN_HOUR.items()
        }

    def of_decision(self, person: int, effects: Iterable[Effect], now: datetime) -> Rejected | None:
        """Why the person has to wait; None: all of it was counted, and may be carried out."""
        known = list(effects)
        files = sum(_files(each) for each in known if isinstance(each, Send))
        invited = sum(isinstance(each, INVITES) for each in known)
        return self._take(person, "files", files, now) or self._take(
            person, "invitations", invited, now
        )

    def of_begun(self, person: int, now: datetime) -> Rejected | None:
        """The same of one more activity."""
        return self._take(person, "begun", 1, now)

    def _take(self, person: int, what: str, n: int, now: datetime) -> Rejected | None:
        self._now, most = max(self._now, now.timestamp()), AN_HOUR[what]  # whatever the clock does
        if not n or self._left[what].admit(str(person), min(n, most)):
            return None
        return Rejected("system.too_much", text("system-too-much", what=what, n=most))


def _files(send: Send) -> int:
    """How many files are made for it; one that somebody sent is only sent on."""
    return sum(not isinstance(each.content, StoredFile) for each in send.message.attachments)
