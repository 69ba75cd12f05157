"""Messages waiting to leave the portal."""

from __future__ import annotations

revision = "0145_outbox"
down_revision = "0140_notices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
