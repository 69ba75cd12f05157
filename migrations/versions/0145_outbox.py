"""Messages waiting to leave the portal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0145_outbox"
down_revision = "0140_notices"
branch_labels = None
depends_on = None

TABLES = ("outbox_channel", "outbox_address", "outbox_dispatch", "outbox_message")


def upgrade() -> None:
    _ways()
    _waiting()


def _ways() -> None:
    op.create_table(
        "outbox_channel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("access", sa.LargeBinary(), nullable=False),
        sa.Column("for_telephones", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("outbox_channel", opened_by_id="person"),
    )
    op.create_table(
        "outbox_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        *_keys("outbox_address", person_id="person", channel_id="outbox_channel"),
        sa.UniqueConstraint("person_id", name="uq_outbox_address_person_id"),
    )


def _waiting() -> None:
    op.create_table(
        "outbox_dispatch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        *_keys("outbox_dispatch", person_id="person", channel_id="outbox_channel"),
        sa.UniqueConstraint("token", name="uq_outbox_dispatch_token"),
    )
    op.create_index("ix_outbox_dispatch_state_due_at", "outbox_dispatch", ["state", "due_at"])
    op.create_index("ix_outbox_dispatch_person_id_made_at", "outbox_dispatch", ["person_id", "made_at"])
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("queued_at", sa.DateTime(), nullable=False),
        sa.Column("dispatch_id", sa.Integer(), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(), nullable=True),
        *_keys("outbox_message", person_id="person", dispatch_id="outbox_dispatch"),
        sa.UniqueConstraint("person_id", "key", name="uq_outbox_message_person_id_key"),
    )
    op.create_index("ix_outbox_message_dispatch_id", "outbox_message", ["dispatch_id"])
    op.create_index("ix_outbox_message_key", "outbox_message", ["key"])


def _keys(table: str, **columns: str) -> list[sa.Constraint]:
    """The primary key and the foreign keys of a table, named as the models name them."""
    keys: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]
    for column, target in columns.items():
        keys.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}"))
    return keys


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
