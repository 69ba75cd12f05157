"""Screening rounds."""

from __future__ import annotations

revision = "0070_screening"
down_revision = "0060_attention"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
