"""Accounts can be stopped, invitations cancelled, browsers recognised; guardians get slips to enrol with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_accounts"
down_revision = "0003_children"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("account") as account:
        account.add_column(sa.Column("stopped_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("invitation") as invitation:
        invitation.add_column(sa.Column("made_at", sa.DateTime(), nullable=True))
        invitation.add_column(sa.Column("cancelled_at", sa.DateTime(), nullable=True))
    op.execute("UPDATE invitation SET made_at = expires_at")
    with op.batch_alter_table("invitation") as invitation:
        invitation.alter_column("made_at", existing_type=sa.DateTime(), nullable=False)
    with op.batch_alter_table("user_session") as user_session:
        user_session.add_column(sa.Column("new_device", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("user_session") as user_session:
        user_session.alter_column("new_device", existing_type=sa.Boolean(), server_default=None)
    op.create_index("ix_kept_form_account_id", "kept_form", ["account_id"])
    op.create_table(
        "known_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_known_device_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_known_device"),
        sa.UniqueConstraint("account_id", "token", name="uq_known_device_account_id_token"),
    )
    _slips()


def _slips() -> None:
    op.create_table(
        "slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name="fk_slip_guardian_id"),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name="fk_slip_made_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_slip"),
        sa.UniqueConstraint("code", name="uq_slip_code"),
    )
    op.create_index("ix_slip_guardian_id", "slip", ["guardian_id"])


def downgrade() -> None:
    op.drop_index("ix_slip_guardian_id", "slip")
    op.drop_table("slip")
    op.drop_table("known_device")
    op.drop_index("ix_kept_form_account_id", "kept_form")
    with op.batch_alter_table("user_session") as user_session:
        user_session.drop_column("new_device")
    with op.batch_alter_table("invitation") as invitation:
        invitation.drop_column("cancelled_at")
        invitation.drop_column("made_at")
    with op.batch_alter_table("account") as account:
        account.drop_column("stopped_at")
