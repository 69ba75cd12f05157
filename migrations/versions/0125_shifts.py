"""Weekend duty: shifts, roll calls, hand-overs."""

from __future__ import annotations

revision = "0125_shifts"
down_revision = "0120_duty"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
