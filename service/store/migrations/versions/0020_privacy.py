"""What people were told of their data, agreed to, and wanted erased.

Revision: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("people", sa.Column("agreed", sa.Text()))
    op.create_table(
        "consents",
        sa.Column("id", _ID, nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("version", sa.String(length=24), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64)),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_consents_person", "consents", ["person"])
    op.create_table(
        "erasures",
        sa.Column("person", _ID, nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("chats_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_table(
        "notices",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
