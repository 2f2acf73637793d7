"""Every kind of organizational life OrgLife knows: an explicit tuple, read by the runtime only."""

from service.core.workflow import Workflow
from service.workflows import discussion, home, plan, quiz, signup, talk

WORKFLOWS: tuple[Workflow, ...] = (
    home.WORKFLOW,
    discussion.WORKFLOW,
    plan.WORKFLOW,
    quiz.WORKFLOW,
    signup.WORKFLOW,
    talk.WORKFLOW,
)
