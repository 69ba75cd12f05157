"""Weekend duty: rosters, stay lists, roll calls, shifts."""

from __future__ import annotations

revision = "0120_duty"
down_revision = "0115_prevention"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
