"""The kinds of organizational life that OrgLife brings, read by the runtime only.

Other packages bring theirs by the entry-point group `orglife.workflows`, see `runtime.registry`.
"""

from service.core.workflow import Workflow
from service.workflows import (
    discussion,
    duties,
    home,
    meeting,
    plan,
    quiz,
    report,
    signup,
    study,
    talk,
    vote,
)

WORKFLOWS: tuple[Workflow, ...] = (
    home.WORKFLOW,
    discussion.WORKFLOW,
    meeting.WORKFLOW,
    plan.WORKFLOW,
    duties.WORKFLOW,
    quiz.WORKFLOW,
    report.WORKFLOW,
    signup.WORKFLOW,
    study.WORKFLOW,
    talk.WORKFLOW,
    vote.WORKFLOW,
)
