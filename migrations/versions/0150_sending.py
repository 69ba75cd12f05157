"""Returns on their way to the district: the school's keys, letters queued, receipts taken in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0150_sending"
down_revision = "0145_outbox"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exchange_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("private", sa.LargeBinary(), nullable=False),
        sa.Column("public", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name="fk_exchange_key_made_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exchange_key"),
    )
    _deliveries()


def _deliveries() -> None:
    op.create_table(
        "summary_delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("letter", sa.JSON(), nullable=False),
        sa.Column("queued_at", sa.DateTime(), nullable=False),
        sa.Column("queued_by_id", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(), nullable=True),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["return_id"], ["summary_return.id"], name="fk_summary_delivery_return_id"),
        sa.ForeignKeyConstraint(["queued_by_id"], ["person.id"], name="fk_summary_delivery_queued_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_summary_delivery"),
        sa.UniqueConstraint("return_id", name="uq_summary_delivery_return_id"),
        sa.UniqueConstraint("number", name="uq_summary_delivery_number"),
    )
    op.create_table(
        "summary_receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("taken_in_at", sa.DateTime(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("receipt", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["summary_delivery.id"], name="fk_summary_receipt_delivery_id"),
        sa.PrimaryKeyConstraint("id", name="pk_summary_receipt"),
        sa.UniqueConstraint("delivery_id", "signature", name="uq_summary_receipt_delivery_id_signature"),
    )


def downgrade() -> None:
    for table in ("summary_receipt", "summary_delivery", "exchange_key"):
        op.drop_table(table)
