"""Pairs of teachers and children."""

from __future__ import annotations

revision = "0040_pairing"
down_revision = "0030_guardianship"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
