"""Private chats are found by where they are, and codes by whose they are.

Revision: 0019
Revises: 0018
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("identities_place", "identities", ["account", "place"])
    op.create_index("ix_codes_person", "codes", ["person"])
