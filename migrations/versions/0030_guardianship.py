"""Entrusted care, carers, weekly contact."""

from __future__ import annotations

revision = "0030_guardianship"
down_revision = "0020_summaries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
