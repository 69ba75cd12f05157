"""The yearly access review and what was said of each person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0171_access_review"
down_revision = "0170_privacy"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("finished_by_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_access_review"),
        sa.ForeignKeyConstraint(["begun_by_id"], ["person.id"], name="fk_access_review_begun_by_id"),
        sa.ForeignKeyConstraint(["finished_by_id"], ["person.id"], name="fk_access_review_finished_by_id"),
    )
    op.create_table(
        "access_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_access_word"),
        sa.ForeignKeyConstraint(["review_id"], ["access_review.id"], name="fk_access_word_review_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_access_word_person_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_access_word_by_id"),
        sa.UniqueConstraint("review_id", "person_id", name="uq_access_word_review_id_person_id"),
    )
    op.create_index("ix_access_word_person_id", "access_word", ["person_id"])


def downgrade() -> None:
    op.drop_table("access_word")
    op.drop_table("access_review")
