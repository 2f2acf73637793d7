"""One organization's rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.core.people import Person
from service.core.posts import GUEST, PLAIN_ROLES, ROLE_NAMES, STANDING_NAMES
from service.core.rulebook.checks import EVERYTHING, Check
from service.core.rulebook.dues import Dues
from service.core.rulebook.duties import Duty
from service.core.rulebook.handbook import Handbook, Section
from service.core.rulebook.matters import MatterKind, RequestRules
from service.core.rulebook.meetings import MeetingKind
from service.core.rulebook.origin import Source
from service.core.rulebook.people import Group, Voteless
from service.core.rulebook.procedures import Procedure
from service.core.rulebook.pulse import PulseQuestion
from service.core.rulebook.reports import ReportKind
from service.core.rulebook.study import StudyHours, StudyNorm
from service.core.rulebook.votes import Exclusion, VoteProfile
from service.core.rulebook.wording import PARTY, Wording
from service.core.texts import Named, Words


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of one file, in its order. `id`: the name of the file without its ending; `version`
    and `date` (YYYY-MM-DD): which edition of it. `procedures`: each of a file of its own;
    `sections`: of the handbook. `words`: of a file that names none, those of nobody in
    particular."""

    id: str = ""
    name: Named = field(default_factory=lambda: Named(""))
    version: int = 0
    date: str = ""
    sources: tuple[Source, ...] = ()
    people: tuple[Group, ...] = ()
    votes: tuple[VoteProfile, ...] = ()
    meetings: tuple[MeetingKind, ...] = ()
    duties: tuple[Duty, ...] = ()
    reports: tuple[ReportKind, ...] = ()
    study: tuple[StudyNorm, ...] = ()
    study_hours: StudyHours = field(default_factory=StudyHours)
    voteless: tuple[Voteless, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    checks: tuple[Check, ...] = ()
    matters: tuple[MatterKind, ...] = ()
    requests: RequestRules = field(default_factory=RequestRules)
    dues: Dues = field(default_factory=Dues)
    procedures: tuple[Procedure, ...] = ()
    pulse: tuple[PulseQuestion, ...] = ()
    handbook: Handbook = field(default_factory=Handbook)
    sections: tuple[Section, ...] = ()
    words: Wording = PARTY

    def vote(self, profile: str) -> VoteProfile | None:
        """The profile with this id, if there is one."""
        return next((each for each in self.votes if each.id == profile), None)

    def meeting(self, kind: str) -> MeetingKind | None:
        """The kind of meeting with this id, if there is one."""
        return next((each for each in self.meetings if each.id == kind), None)

    def report(self, kind: str) -> ReportKind | None:
        """The kind of report with this id, if there is one."""
        return next((each for each in self.reports if each.id == kind), None)

    def standings(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The standings that these groups and standings mean."""
        groups = {each.id: each.standings for each in self.people}
        return tuple(x for each in names for x in groups.get(each, (each,)))

    def duty(self, duty: str) -> Duty | None:
        """The duty with this id, if there is one."""
        return next((each for each in self.duties if each.id == duty), None)

    def group(self, group: str) -> Group | None:
        """The group of people with this id, if there is one."""
        return next((each for each in self.people if each.id == group), None)

    def role(self, role: str) -> Named:
        """What people call who has the role: as the words and the groups of the book have it."""
        if role == "secretary":
            return self.words.leader
        named = next((each.name for each in self.people if role in each.roles), None)
        plain = PLAIN_ROLES if self.people else {}
        return named or plain.get(role) or Named(*ROLE_NAMES.get(role, (role, role)))

    def standing(self, standing: str) -> Named | None:
        """The same of a standing; None: the book has no such people."""
        named = next((each.name for each in self.people if standing in each.standings), None)
        usual = Named(*STANDING_NAMES.get(standing, (standing, standing)))
        known = not self.people or standing == GUEST or standing not in STANDING_NAMES
        return named or (usual if known else None)

    def post(self, person: Person) -> Words:
        """What the person is called by what they do: their post, else the word for the role."""
        return person.post or self.role(person.role)

    def procedure(self, procedure: str) -> Procedure | None:
        """The procedure with this id, if there is one."""
        return next((each for each in self.procedures if each.id == procedure), None)

    def checks_of(self, *matters: str) -> tuple[Check, ...]:
        """Those that apply to one of these kinds of meetings, profiles of votes or other matters,
        in order."""
        wanted = {EVERYTHING, *matters}
        return tuple(each for each in self.checks if wanted.intersection(each.applies))
