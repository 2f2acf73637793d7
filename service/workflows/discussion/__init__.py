"""A discussion in the branch's room, and the collecting of diary entries, stories and works.

The secretary gives a topic, a prompt with things to read along, and a deadline, looks at a preview
and publishes it; a plan may bring all of it along. The topic appears in the room, and members get
a note in private. Who replies in the room, or speaks in private, is collected: an edit replaces, a
deletion withdraws, a receipt is a mark on the message. In a second round everybody comments on
somebody else. Those silent are reminded. Then the digest appears in the room, and the secretary
gets the whole of it as files. Collected works are reviewed, voted on or judged, and become a page.

    draft → scheduled → open → (voting →) closed      (draft, scheduled, open → cancelled)
    a person's part: silent ⇄ spoke, commented ⇄ done
"""

from service.workflows.discussion.machine import MACHINE, WORKFLOW

__all__ = ["MACHINE", "WORKFLOW"]
