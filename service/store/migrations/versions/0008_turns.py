"""Indexes that delivery's questions use: whose turn it is, and when the next one comes.

Revision: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_OPEN = sa.text("state IN ('waiting', 'sending')")
_LATER = sa.text("state IN ('waiting', 'held') AND not_before IS NOT NULL")


def upgrade() -> None:
    op.drop_index("outbox_open", "outbox")
    op.drop_index("outbox_lane", "outbox")
    _make("outbox_turn", ["account", "priority", "id"], _OPEN)
    _make("outbox_lane", ["account", "place", "id"], _OPEN)
    _make("outbox_later", ["not_before"], _LATER)


def _make(name: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, "outbox", columns, sqlite_where=where, postgresql_where=where)
