"""Messages that nobody asked for are held back, and come together.

Revision: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.add_column(
            sa.Column("pressing", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("until", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("unless", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("gathered", sa.String(length=64), nullable=True))
    for name, column, where in (
        ("outbox_held", "person", "state = 'held'"),
        ("outbox_gathered", "gathered", "gathered IS NOT NULL"),
        ("outbox_unasked", "person", "priority > 0 AND person IS NOT NULL"),
    ):
        op.create_index(
            name,
            "outbox",
            [column],
            unique=False,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
