"""One organization's rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.core.rulebook.duties import Duty
from service.core.rulebook.meetings import MeetingKind
from service.core.rulebook.votes import Exclusion, VoteProfile
from service.core.texts import Named


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of one file, in its order. `id`: the name of the file without its ending; `version`
    and `date` (YYYY-MM-DD): which edition of it."""

    id: str = ""
    name: Named = field(default_factory=lambda: Named(""))
    version: int = 0
    date: str = ""
    votes: tuple[VoteProfile, ...] = ()
    meetings: tuple[MeetingKind, ...] = ()
    duties: tuple[Duty, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()

    def vote(self, profile: str) -> VoteProfile | None:
        """The profile with this id, if there is one."""
        return next((each for each in self.votes if each.id == profile), None)

    def meeting(self, kind: str) -> MeetingKind | None:
        """The kind of meeting with this id, if there is one."""
        return next((each for each in self.meetings if each.id == kind), None)
