"""Bullying: reports from every channel, and their triage."""

from __future__ import annotations

revision = "0095_bullying_reports"
down_revision = "0090_counseling"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
