"""Small additions to care."""

from __future__ import annotations

revision = "0128_care"
down_revision = "0125_shifts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
