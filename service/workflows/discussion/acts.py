"""What each transition of a discussion can be taken back by, see `core.undo`."""

from __future__ import annotations

from service.core.undo import classified

ACTS = classified(
    {
        "read_only": """title prompt deadline options material reminders comments_at jury drop keep
                    cancel close count progress pick review return files report show
                    speak leave undo comment another own ballot rejudge""",
        "idempotent": """?title ?prompt ?deadline lasts genre length set ?material attached reminder
                    ?reminder ?comments_at ?jury picked said ?speak ?comment edited like liked
                    vote points page renew unpublish""",
        "reversible": "clear drop! edit scheduled/cancel!",
        "irreversible": "publish open/cancel! close! count! approve ?word report! undo!",
        "progress": "withdrawn tonight",
        "system": "started @open @round @remind @tonight @close @count",
    }
)

CONFIRMED = {
    "publish": "discussion-reach",
    "cancel!": "discussion-confirm-cancel",
    "close!": "discussion-confirm-close",
    "count!": "discussion-confirm-count",
    "approve": "discussion-review",
    "?word": "discussion-ask-word",
    "report!": "discussion-confirm-report",
    "undo!": "discussion-confirm-undo",
}
"""The words under which stands the button of what can't be taken back."""
