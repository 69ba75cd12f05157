"""By when a doubtful sheet of screening is looked at, and when it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0240_screening_checks"
down_revision = "0171_access_review"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("screening_result") as table:
        table.add_column(sa.Column("check_due", sa.Date(), nullable=True))
        table.add_column(sa.Column("checked_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("screening_result") as table:
        table.drop_column("checked_at")
        table.drop_column("check_due")
