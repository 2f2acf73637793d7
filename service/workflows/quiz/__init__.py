"""A theme-day quiz.

The organizer picks a bank of questions and the times, looks at a preview and confirms. At the
opening the branch's room and every member are invited; each answers in private, one question at a
time, may stop and go on later, and may change an answer until it is submitted. Shortly before the
close those who have not finished are reminded once. At the close the answers that came in time
are counted and the ranking by person and by branch appears in the room.

    draft → scheduled → open → closed → published        (draft, scheduled, open → cancelled)
    an attempt: answering → submitted
"""

from service.workflows.quiz.machine import MACHINE, WORKFLOW

__all__ = ["MACHINE", "WORKFLOW"]
