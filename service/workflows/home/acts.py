"""What each thing that is done at home can be taken back by, see `core.undo`.

What people set for themselves they set again by the same buttons; so nothing here needs an undo.
"""

from __future__ import annotations

from service.core.undo import classified

ACTS = classified(
    {
        "read_only": """joined /start /menu menu show /settings settings /unlink /calendar
                    calendar /care care tend /me me /help /cancel more templates tidy tpl keep
                    rename toss""",
        "idempotent": """unlink new /lang lang channel /link link reminders ?reminders ?care am
                    attached kept use ?keep ?rename rehearse unrehearse""",
        "irreversible": "feed unfeed unlink! kept! toss!",
        "system": "@rehearsed",
    }
)

CONFIRMED = {
    "feed": "home-calendar",
    "unfeed": "home-calendar",
    "unlink!": "home-unlink-last",
    "kept!": "home-ask-replace",
    "toss!": "home-ask-drop-template",
}
"""The words under which stands the button of what can't be taken back."""
