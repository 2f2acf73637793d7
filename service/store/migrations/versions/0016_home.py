"""The kind of activity that was called the desk is called home, in the journal as well.

Revision: 0016
Revises: 0015
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE activities SET kind = 'home' WHERE kind = 'desk'")
    op.execute(
        "UPDATE journal SET action = 'home' || substr(action, 5) "
        "WHERE substr(action, 1, 5) = 'desk.'"
    )
