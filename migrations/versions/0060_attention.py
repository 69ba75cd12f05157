"""Attention grades."""

from __future__ import annotations

revision = "0060_attention"
down_revision = "0050_visits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
