"""Bullying: reports, cases, sides, evidence."""

from __future__ import annotations

revision = "0100_bullying"
down_revision = "0095_bullying_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
