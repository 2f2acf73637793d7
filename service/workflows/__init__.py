"""The kinds of organizational life that OrgLife brings, read by the runtime only.

Other packages bring theirs by the entry-point group `orglife.workflows`, see `runtime.registry`.
"""

from service.core.workflow import Workflow
from service.workflows import (
    discussion,
    dues,
    duties,
    home,
    matter,
    meeting,
    plan,
    procedure,
    pulse,
    quiz,
    report,
    request,
    signup,
    study,
    talk,
    vote,
    workplan,
)

WORKFLOWS: tuple[Workflow, ...] = (
    home.WORKFLOW,
    discussion.WORKFLOW,
    dues.WORKFLOW,
    duties.WORKFLOW,
    matter.WORKFLOW,
    meeting.WORKFLOW,
    plan.WORKFLOW,
    procedure.WORKFLOW,
    pulse.WORKFLOW,
    quiz.WORKFLOW,
    report.WORKFLOW,
    request.WORKFLOW,
    signup.WORKFLOW,
    study.WORKFLOW,
    talk.WORKFLOW,
    vote.WORKFLOW,
    workplan.WORKFLOW,
)
