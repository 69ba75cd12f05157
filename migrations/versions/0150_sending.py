"""Returns on their way to the district."""

from __future__ import annotations

revision = "0150_sending"
down_revision = "0145_outbox"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
