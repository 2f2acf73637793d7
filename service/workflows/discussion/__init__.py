"""A discussion in the branch's room.

The secretary gives a topic, a prompt and a deadline, looks at a preview and publishes it; a plan
may bring all of it along. The topic appears in the room, and members get a note in private. Who
replies in the room, or speaks in private, is collected: an edit replaces, a deletion withdraws, a
receipt is a mark on the message. Those silent are reminded once before the close. Then the digest
appears in the room, and the secretary gets the whole of it as files.

    draft → scheduled → open → closed        (draft, scheduled, open → cancelled)
    a person's part: silent ⇄ spoke
"""

from service.workflows.discussion.machine import WORKFLOW

__all__ = ["WORKFLOW"]
