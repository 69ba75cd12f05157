"""What guardians and carers say to an agreement read on the phone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0160_agreement_word"
down_revision = "0150_sending"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agreement_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(40), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=True),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_word"),
        sa.ForeignKeyConstraint(["agreement_id"], ["entrusted_care_agreement.id"], name="fk_agreement_word_agreement_id"),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name="fk_agreement_word_guardian_id"),
    )
    op.create_index("ix_agreement_word_agreement_id", "agreement_word", ["agreement_id"])


def downgrade() -> None:
    op.drop_table("agreement_word")
