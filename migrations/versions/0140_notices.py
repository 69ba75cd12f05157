"""Notices and what came back."""

from __future__ import annotations

revision = "0140_notices"
down_revision = "0135_sessions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
