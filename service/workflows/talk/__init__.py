"""Heart-to-heart talks.

The secretary names one or several members and the times that suit, looks at a preview and sends
it. Each member is asked in private and takes a time, asks for another one, or declines. Nobody is
ever booked twice at one time. Both are reminded on their own clocks, either may move or cancel the
talk, and a calendar file goes along. When it is over the secretary records its date and form, and
a confidential note that only those see whom the rules name. Nothing of it is said in a room.
Several may talk, a round reaches everybody, and a member may wish for a talk. What comes of it is
followed up, and counted by who talked with whom.

    the offer:     draft → offered → done | cancelled
    a talk:        requested → offered ⇄ asked → booked → held → recorded   (→ declined, cancelled)
"""

from service.workflows.talk.machine import MACHINE, WORKFLOW

__all__ = ["MACHINE", "WORKFLOW"]
