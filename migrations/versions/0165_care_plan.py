"""One plan for one child: editions, measures, what was done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0165_care_plan"
down_revision = "0160_agreement_word"
branch_labels = None
depends_on = None

TABLES = ("care_plan", "care_plan_measure", "care_plan_done")


def upgrade() -> None:
    op.create_table(
        "care_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("goal", sa.LargeBinary(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("ended_why", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_care_plan"),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_care_plan_child_id"),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name="fk_care_plan_made_by_id"),
        sa.UniqueConstraint("child_id", "edition", name="uq_care_plan_child_id_edition"),
    )
    op.create_index("ix_care_plan_child_id", "care_plan", ["child_id"])
    op.create_table(
        "care_plan_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("who", sa.LargeBinary(), nullable=False),
        sa.Column("often", sa.LargeBinary(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_care_plan_measure"),
        sa.ForeignKeyConstraint(["plan_id"], ["care_plan.id"], name="fk_care_plan_measure_plan_id"),
    )
    op.create_index("ix_care_plan_measure_plan_id", "care_plan_measure", ["plan_id"])
    op.create_table(
        "care_plan_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_care_plan_done"),
        sa.ForeignKeyConstraint(["measure_id"], ["care_plan_measure.id"], name="fk_care_plan_done_measure_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name="fk_care_plan_done_recorded_by_id"),
    )
    op.create_index("ix_care_plan_done_measure_id", "care_plan_done", ["measure_id"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
