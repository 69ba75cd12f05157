"""Mandatory reports."""

from __future__ import annotations

revision = "0110_reporting"
down_revision = "0100_bullying"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
