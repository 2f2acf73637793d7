"""What each transition of a quiz can be taken back by, see `core.undo`."""

from __future__ import annotations

from service.core.undo import classified

ACTS = classified(
    {
        "read_only": """look one parts part parted
                    show options back pick keep progress extend scheduled/cancel open/cancel close
                    publish analysis export result""",
        "idempotent": """write ?line right truth kind cut next written discard change remove
                    restore up down ?name use attached opens ?opens lasts ?closes evening
                    feedback live opt a -a undo go ?sheet""",
        "reversible": "bank times draw ?questions edit drop scheduled/cancel! done",
        "irreversible": "store confirm more open/cancel! close! publish!",
        "progress": "begin again ok ?answer vote",
        "system": "started bank_read @open @remind @close @next @warn @publish @limit",
    }
)

CONFIRMED = {
    "store": "quiz-file-read",
    "confirm": "quiz-reach",
    "more": "quiz-extend-whom",
    "cancel!": "quiz-confirm-cancel",
    "close!": "quiz-confirm-close",
    "publish!": "quiz-confirm-publish",
}
"""The words under which stands the button of what can't be taken back."""
