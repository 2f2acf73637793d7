"""Who is signed in at the pages for offices, and the links with which they come in.

Revision: 0023
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "office_links",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_office_links_person", "office_links", ["person"])
    op.create_table(
        "office_sessions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("unit", _ID, nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("near", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hash"),
    )
    op.create_index("ix_office_sessions_person", "office_sessions", ["person"])
