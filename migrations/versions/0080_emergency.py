"""An emergency opening of a closed file is acknowledged by those who were told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0080_emergency"
down_revision = "0070_screening"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_grant_acknowledgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["grant_id"], ["access_grant.id"], name="fk_access_grant_acknowledgement_grant_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_access_grant_acknowledgement_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_access_grant_acknowledgement"),
        sa.UniqueConstraint("grant_id", "person_id", name="uq_access_grant_acknowledgement_grant_id_person_id"),
    )


def downgrade() -> None:
    op.drop_table("access_grant_acknowledgement")
