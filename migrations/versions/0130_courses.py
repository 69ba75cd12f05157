"""Courses, learning, sessions of the parents' school."""

from __future__ import annotations

revision = "0130_courses"
down_revision = "0128_care"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
