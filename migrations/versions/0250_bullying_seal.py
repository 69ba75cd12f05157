"""All rows of a case are sealed at each commit, so that a vote, a clock or a side changed by hand is seen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0250_bullying_seal"
down_revision = "0210_school_day"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bullying_seal",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digests", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_bullying_seal"),
        sa.ForeignKeyConstraint(["case_id"], ["bullying_case.id"], name="fk_bullying_seal_case_id"),
    )


def downgrade() -> None:
    op.drop_table("bullying_seal")
