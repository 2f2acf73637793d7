"""Rehearsals: activities that one person tries out.

Revision: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("activities", sa.Column("rehearsed_by", _ID))
    op.add_column("activities", sa.Column("rehearsed_from", _ID))
