"""Native polls, and votes that come before their poll is known.

Revision: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("inbox") as batch_op:
        batch_op.add_column(sa.Column("waits_for", sa.String(length=64), nullable=True))
        batch_op.create_index(
            "inbox_waits_for",
            ["waits_for"],
            unique=False,
            sqlite_where=sa.text("waits_for IS NOT NULL"),
            postgresql_where=sa.text("waits_for IS NOT NULL"),
        )
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.add_column(sa.Column("poll", sa.String(length=64), nullable=True))
        batch_op.create_index(
            "outbox_poll",
            ["poll"],
            unique=False,
            sqlite_where=sa.text("poll IS NOT NULL"),
            postgresql_where=sa.text("poll IS NOT NULL"),
        )
