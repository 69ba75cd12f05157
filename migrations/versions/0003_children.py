"""Dated facts say who recorded them; one recorded by mistake is withdrawn with who and why, never deleted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_children"
down_revision = "0011_enrolment"
branch_labels = None
depends_on = None

FACTS = ("whereabouts", "reunion", "aid_category", "health_note")


def upgrade() -> None:
    op.create_table(
        "fact_withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("held_until", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_fact_withdrawal_child_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_fact_withdrawal_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fact_withdrawal"),
        sa.UniqueConstraint("kind", "fact_id", name="uq_fact_withdrawal_kind_fact_id"),
    )
    op.create_index("ix_fact_withdrawal_child_id", "fact_withdrawal", ["child_id"])
    for table in FACTS:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("recorded_by_id", sa.Integer(), nullable=True))
            if table == "aid_category":
                batch.add_column(sa.Column("recorded_at", sa.DateTime(), nullable=True))
            batch.create_foreign_key(f"fk_{table}_recorded_by_id", "person", ["recorded_by_id"], ["id"])


def downgrade() -> None:
    for table in FACTS:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"fk_{table}_recorded_by_id", type_="foreignkey")
            batch.drop_column("recorded_by_id")
            if table == "aid_category":
                batch.drop_column("recorded_at")
    op.drop_table("fact_withdrawal")
