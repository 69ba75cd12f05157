"""Home visits."""

from __future__ import annotations

revision = "0050_visits"
down_revision = "0040_pairing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
