"""Every kind of organizational life OrgLife knows: an explicit tuple, read by the runtime only."""

from service.core.workflow import Workflow
from service.workflows import desk, discussion, plan, quiz, talk

WORKFLOWS: tuple[Workflow, ...] = (
    desk.WORKFLOW,
    discussion.WORKFLOW,
    plan.WORKFLOW,
    quiz.WORKFLOW,
    talk.WORKFLOW,
)
