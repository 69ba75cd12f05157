"""Sessions of the parents' school."""

from __future__ import annotations

revision = "0135_sessions"
down_revision = "0130_courses"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
