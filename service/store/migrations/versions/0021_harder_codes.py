"""Codes are kept under a password hash: what is kept is hashed once more.

Revision: 0021
Revises: 0020
"""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    codes = sa.table("codes", sa.column("hash", sa.String))
    connection = op.get_bind()
    for (kept,) in connection.execute(sa.select(codes.c.hash)).all():
        made = hashlib.scrypt(kept.encode(), salt=b"orglife code", n=1024, r=8, p=1, dklen=32)
        connection.execute(codes.update().where(codes.c.hash == kept).values(hash=made.hex()))
