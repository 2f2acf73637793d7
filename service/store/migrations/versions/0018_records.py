"""One's own parts, and what was held in a unit, are found by when they were.

Revision: 0018
Revises: 0017
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("activities_begun", "activities", ["unit", "created_at"])
    op.create_index("entries_own", "entries", ["person", "at"])
