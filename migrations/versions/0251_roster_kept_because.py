"""Why a roster was published although it had warnings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0251_roster_kept_because"
down_revision = "0250_bullying_seal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("duty_draft") as table:
        table.add_column(sa.Column("kept_because", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("duty_draft") as table:
        table.drop_column("kept_because")
