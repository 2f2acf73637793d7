"""Figures that are kept for the pages of offices, and what they are counted from.

Revision: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_index("ix_units_parent", "units", ["parent"])
    op.create_index("activities_newest", "activities", ["created_at", "id"])
    op.create_table(
        "office_held",
        sa.Column("activity", _ID, nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("unit", _ID, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("activity", "kind", "month"),
    )
    op.create_index("ix_office_held_unit", "office_held", ["unit"])
    op.create_table(
        "office_duties",
        sa.Column("unit", _ID, nullable=False, autoincrement=False),
        sa.Column("duty", sa.String(length=64), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("unit", "duty", "since", "group"),
    )
    op.create_table(
        "rollups",
        sa.Column("unit", _ID, nullable=False, autoincrement=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("unit", "whole", "month", "kind"),
    )
    op.create_table(
        "office_reports",
        sa.Column("person", _ID, nullable=False, autoincrement=False),
        sa.Column("every", sa.String(length=8), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_index("ix_office_reports_next_at", "office_reports", ["next_at"])
