"""The journal's head remembers the last row that changed something, so that what was worked out before can be kept until then."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0128_changes"
down_revision = "0125_shifts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("journal_head") as table:
        table.add_column(sa.Column("changed", sa.Integer(), nullable=False, server_default="0"))
    op.execute(sa.text("UPDATE journal_head SET changed = seq"))


def downgrade() -> None:
    with op.batch_alter_table("journal_head") as table:
        table.drop_column("changed")
