"""Counseling cases, sessions, the room's calendar."""

from __future__ import annotations

revision = "0090_counseling"
down_revision = "0080_emergency"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
