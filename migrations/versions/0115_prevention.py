"""Prevention: surveys, class meetings, blind spots."""

from __future__ import annotations

revision = "0115_prevention"
down_revision = "0110_reporting"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
