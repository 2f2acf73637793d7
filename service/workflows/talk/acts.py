"""What each transition of talks can be taken back by, see `core.undo`.

A talk that was declined, called off or recorded is taken back by `steps.undo`, which tells both
sides again; a talk that is agreed on can be moved or called off instead.
"""

from __future__ import annotations

from service.core.undo import classified

ACTS = classified(
    {
        "read_only": """show panel page members talkers times preview cover sheet cancel word where
                    link readings read why who back more other move stay keep topics date write no
                    rec todo draft/where missed""",
        "idempotent": """m all until ?until ?members t slot ?times again minutes buffer form ?where
                    with ?whom day ?date take agree ?when ?propose due ?due postpone ?follow
                    follow ?note""",
        "reversible": "drop",
        "compensable": "off off! no! ?reason done undo",
        "progress": "late close",
        "irreversible": "send ask ?word cancel! anew",
        "system": """started @offer @withdraw @lapse @left @refresh @settle @again @remind @record
                   @ask @follow""",
    }
)

CONFIRMED = {
    "send": "talk-reach",
    "ask": "talk-wish-word",
    "?word": "talk-wish-word",
    "cancel!": "talk-confirm-cancel",
    "anew": "talk-missed",
}
"""The words under which stands the button of what can't be taken back."""
