"""A roster published over warnings keeps how many there were, who decided, and why."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0260_kept_warnings"
down_revision = "0250_bullying_seal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("duty_draft") as table:
        table.add_column(sa.Column("closed_by_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("kept_warnings", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("kept_because", sa.LargeBinary(), nullable=True))
        table.create_foreign_key("fk_duty_draft_closed_by_id", "person", ["closed_by_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("duty_draft") as table:
        table.drop_constraint("fk_duty_draft_closed_by_id", type_="foreignkey")
        table.drop_column("kept_because")
        table.drop_column("kept_warnings")
        table.drop_column("closed_by_id")
