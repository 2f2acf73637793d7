"""Columns go by the words that the code uses: a chat, a prompt, the revision of a timer.

Revision: 0027
Revises: 0026
"""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_RENAMED = {
    "identities": {"place": "chat"},
    "rooms": {"place": "chat"},
    "journal": {"place": "chat"},
    "outbox": {"place": "chat", "asks": "prompt", "pressing": "time_sensitive"},
    "timers": {"step": "revision"},
}


def upgrade() -> None:
    for table, columns in _RENAMED.items():
        for old, new in columns.items():
            op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")
    op.drop_index("identities_place", "identities")
    op.create_index("identities_chat", "identities", ["account", "chat"])
    op.execute(
        "UPDATE outbox SET audience = replace(audience, '\"patient\":', '\"deferrable\":')"
        " WHERE audience IS NOT NULL"
    )
