"""Scores of quizzes in hundredths of a point; pictures of questions.

Revision: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pictures",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.execute(
        "UPDATE entries SET score = score * 100, out_of = out_of * 100 WHERE activity IN "
        "(SELECT id FROM activities WHERE kind = 'quiz')"
    )
