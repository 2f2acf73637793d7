"""Every question of a bank is a row with its versions, instead of a part of the bank's text.

Revision: 0009
Revises: 0008
"""

import hashlib
import json
import time
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    made = op.create_table(
        "questions",
        sa.Column("bank", _ID, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("bank", "key", "version"),
    )
    now = int(time.time() * 1_000_000)
    banks = op.get_bind().execute(sa.text("SELECT id, questions FROM banks")).all()
    rows = [row for bank in banks for row in _rows(bank.id, json.loads(bank.questions), now)]
    if rows:
        op.bulk_insert(made, rows)
    with op.batch_alter_table("banks") as batch_op:
        batch_op.drop_column("questions")


def _rows(bank: int, questions: list[dict[str, Any]], now: int) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for position, question in enumerate(questions):
        key = hashlib.sha256(question["prompt"].encode()).hexdigest()[:10]
        if key in rows:
            key = f"{key}-{position}"
        rows[key] = {
            "bank": bank,
            "key": key,
            "version": 1,
            "position": position,
            "current": True,
            "retired": False,
            "written_at": now,
            "content": json.dumps(question, ensure_ascii=False),
        }
    return list(rows.values())
