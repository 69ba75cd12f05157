"""The telephone of the school's office, which families call."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0270_office_telephone"
down_revision = "0260_kept_warnings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("school") as table:
        table.add_column(sa.Column("telephone", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("school") as table:
        table.drop_column("telephone")
