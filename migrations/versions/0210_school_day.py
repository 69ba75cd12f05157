"""The school day: a class's names were called, and who was not there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0210_school_day"
down_revision = "0240_screening_checks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "class_register",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_class_register"),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name="fk_class_register_class_id"),
        sa.ForeignKeyConstraint(["taken_by_id"], ["person.id"], name="fk_class_register_taken_by_id"),
        sa.UniqueConstraint("class_id", "day", name="uq_class_register_class_id_day"),
    )
    op.create_index("ix_class_register_day", "class_register", ["day"])
    op.create_table(
        "pupil_absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_pupil_absence"),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_pupil_absence_child_id"),
        sa.ForeignKeyConstraint(["noted_by_id"], ["person.id"], name="fk_pupil_absence_noted_by_id"),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name="fk_pupil_absence_ended_by_id"),
    )
    _indexes()


def _indexes() -> None:
    still = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_pupil_absence_open", "pupil_absence", ["child_id", "day"], unique=True, sqlite_where=still, postgresql_where=still
    )
    op.create_index("ix_pupil_absence_day", "pupil_absence", ["day"])


def downgrade() -> None:
    op.drop_table("pupil_absence")
    op.drop_table("class_register")
