"""Sign-up: volunteering, a visit, a seminar with a limited number of places.

1. An organizer writes what it is, when it begins, how long it takes and how many places there are,
   and publishes it; a plan can do the same.
2. Members take a place with a tap. When all are taken they wait; who leaves frees a place, which is
   offered to who waits longest, for two hours, or a day while the beginning is far off. A place
   that is not taken up goes on, and whoever let it go is not asked again.
3. Those who have a place are reminded, and check in with a tap. The hours follow from that.
4. The organizer confirms who came; they can have a certificate, and the list is exported.
"""

from service.workflows.signup.machine import MACHINE, WORKFLOW

__all__ = ["MACHINE", "WORKFLOW"]
