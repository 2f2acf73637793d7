"""Several equal processes over one database: in which shard an update waits, who is there, what
one of them holds, and what the others have to read anew.

Revision: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "inbox", sa.Column("shard", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    op.create_table(
        "processes",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("pid", _ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=80), primary_key=True),
        sa.Column("owner", _ID),
        sa.Column("fence", _ID, nullable=False),
    )
    op.create_table(
        "news",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("process", _ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("people", sa.Text()),
    )
