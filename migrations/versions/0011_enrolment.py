"""The roll's history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011_enrolment"
down_revision = "0010_registry_import"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roll_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("enrolment", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_roll_entry_child_id"),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name="fk_roll_entry_class_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name="fk_roll_entry_recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_roll_entry"),
    )
    op.create_index("ix_roll_entry_child_id_day", "roll_entry", ["child_id", "day"])
    op.create_table(
        "roll_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["done_by_id"], ["person.id"], name="fk_roll_act_done_by_id"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["person.id"], name="fk_roll_act_undone_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_roll_act"),
    )


def downgrade() -> None:
    op.drop_table("roll_act")
    op.drop_table("roll_entry")
