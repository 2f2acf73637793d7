"""The urns of secret votes by tap, what lies in them, and the codes of the ballots.

Revision: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "urns",
        sa.Column("activity", _ID, nullable=False, autoincrement=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("activity"),
    )
    op.create_table(
        "ballots",
        sa.Column("activity", _ID, nullable=False, autoincrement=False),
        sa.Column("round", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("matter", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("handle", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("activity", "round", "matter", "handle"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballot_codes",
        sa.Column("activity", _ID, nullable=False, autoincrement=False),
        sa.Column("round", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("activity", "round", "code"),
        sqlite_with_rowid=False,
    )
