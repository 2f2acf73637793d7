"""What an organization's own rules prescribe, as data: one book of them, read from a rule file.

A rule says where it comes from. An activity keeps a copy of the rule that it began under, so a
newer book never changes what was decided.
"""

from service.core.rulebook.book import RuleBook
from service.core.rulebook.checks import Check
from service.core.rulebook.dues import Bracket, Dues
from service.core.rulebook.duties import Duty
from service.core.rulebook.fractions import Fraction
from service.core.rulebook.handbook import Handbook, Section
from service.core.rulebook.matters import MatterKind, RequestRules
from service.core.rulebook.meetings import MeetingKind, Step
from service.core.rulebook.origin import Origin, Source
from service.core.rulebook.overrides import Override, overridden
from service.core.rulebook.people import Group, Voteless
from service.core.rulebook.procedures import Procedure
from service.core.rulebook.pulse import PulseQuestion
from service.core.rulebook.reports import OnlyIf, Option, Question, ReportKind
from service.core.rulebook.study import StudyHours, StudyNorm
from service.core.rulebook.votes import Cap, Exclusion, VoteProfile

__all__ = [
    "Bracket",
    "Cap",
    "Check",
    "Dues",
    "Duty",
    "Exclusion",
    "Fraction",
    "Group",
    "Handbook",
    "MatterKind",
    "MeetingKind",
    "OnlyIf",
    "Option",
    "Origin",
    "Override",
    "Procedure",
    "PulseQuestion",
    "Question",
    "ReportKind",
    "RequestRules",
    "RuleBook",
    "Section",
    "Source",
    "Step",
    "StudyHours",
    "StudyNorm",
    "VoteProfile",
    "Voteless",
    "overridden",
]
