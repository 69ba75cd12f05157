"""Archive of those who left, what was emptied past its term, assessments of impact."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0170_privacy"
down_revision = "0165_care_plan"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("child", sa.Column("archived_at", sa.DateTime(), nullable=True))
    op.create_table(
        "privacy_erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("holding", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_privacy_erasure"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_privacy_erasure_by_id"),
    )
    op.create_index("ix_privacy_erasure_holding_subject_id", "privacy_erasure", ["holding", "subject_id"])
    op.create_table(
        "impact_assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("necessary", sa.String(), nullable=False),
        sa.Column("effects", sa.String(), nullable=False),
        sa.Column("measures", sa.String(), nullable=False),
        sa.Column("remaining", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_impact_assessment"),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name="fk_impact_assessment_made_by_id"),
        sa.ForeignKeyConstraint(["signed_by_id"], ["person.id"], name="fk_impact_assessment_signed_by_id"),
        sa.UniqueConstraint("edition", name="uq_impact_assessment_edition"),
    )


def downgrade() -> None:
    op.drop_table("impact_assessment")
    op.drop_table("privacy_erasure")
    op.drop_column("child", "archived_at")
