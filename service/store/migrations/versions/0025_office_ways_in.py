"""Other ways in at the pages for offices: passkeys, one-time codes, an organization's own sign-in.

Revision: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "office_people",
        sa.Column("person", _ID, nullable=False, autoincrement=False),
        sa.Column("handle", sa.String(length=43), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text()),
        sa.Column("code_since", sa.BigInteger()),
        sa.Column("code_step", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("person"),
        sa.UniqueConstraint("handle"),
    )
    op.create_table(
        "office_passkeys",
        sa.Column("id", _ID, nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("credential", sa.Text(), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("credential"),
    )
    op.create_index("ix_office_passkeys_person", "office_passkeys", ["person"])
    op.create_table(
        "office_subjects",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("issuer", "subject"),
    )
    op.create_index("ix_office_subjects_person", "office_subjects", ["person"])
    op.create_table(
        "office_attempts",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_office_attempts_expires_at", "office_attempts", ["expires_at"])
    op.add_column(
        "office_sessions",
        sa.Column("way", sa.String(length=8), nullable=False, server_default="link"),
    )
    op.add_column(
        "office_sessions", sa.Column("factors", sa.Integer(), nullable=False, server_default="1")
    )
