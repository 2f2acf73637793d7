"""Sign-up: volunteering, a visit, a seminar with a limited number of places.

1. An organizer, or a plan, publishes what it is, when it begins, and how many places there are.
2. Members take a place with a tap. When all are taken they wait; a place that is given up is
   offered to who waits longest, for two hours, or a day while the beginning is far off.
   At a seminar they also hand in what they will talk about, and the paper for it.
3. They are reminded, check in and out with a tap or a code, and get a certificate once the list is
   confirmed, with a number that anybody can look up.
"""

from functools import partial

from service.core.access import Permission
from service.sdk import archive
from service.workflows.signup import certificates, seminar
from service.workflows.signup.machine import LIFE, MACHINE

ABOUT = "publish sign-ups and confirm who came"
WORKFLOW = LIFE.workflow(
    MACHINE,
    files=partial(archive.with_people, LIFE, "over done", "starts_at"),
    absent=frozenset({"none", "void", "waiting", "offered", "passed", "left"}),
    of_year=certificates.of_year,
    hours=certificates.of_part,
    certifies=certificates.certifies,
    calendar_events=certificates.calendar_events,
    personal=seminar.PERSONAL,
    permissions=(Permission(LIFE.permission, ABOUT, ("secretary", "organizer")),),
)
