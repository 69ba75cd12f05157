"""Pairs of teachers and children, wishes, talks, and what is handed over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040_pairing"
down_revision = "0030_guardianship"
branch_labels = None
depends_on = None

TABLES = ("pairing", "pairing_ending", "pairing_wish", "talk", "talk_withdrawal", "hand_over", "hand_over_taking")


def upgrade() -> None:
    _pairs()
    _talks()
    _handed_over()


def _pairs() -> None:
    op.create_table(
        "pairing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("teacher_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("child_said", sa.LargeBinary(), nullable=True),
        sa.Column("proposed", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        *_keys("pairing", child_id="child", teacher_id="person", made_by_id="person"),
    )
    op.create_index("ix_pairing_child_id", "pairing", ["child_id"])
    op.create_index("ix_pairing_teacher_id_until_day", "pairing", ["teacher_id", "until_day"])
    op.create_table(
        "pairing_ending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pairing_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        *_keys("pairing_ending", pairing_id="pairing", by_id="person"),
        sa.UniqueConstraint("pairing_id", name="uq_pairing_ending_pairing_id"),
    )
    op.create_table(
        "pairing_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("teacher_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        *_keys("pairing_wish", child_id="child", teacher_id="person", recorded_by_id="person"),
    )
    op.create_index("ix_pairing_wish_child_id", "pairing_wish", ["child_id"])


def _talks() -> None:
    op.create_table(
        "talk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("teacher_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mode", sa.String(40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=True),
        sa.Column("noticed", sa.LargeBinary(), nullable=False),
        sa.Column("measures", sa.LargeBinary(), nullable=True),
        sa.Column("next_step", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        *_keys("talk", child_id="child", teacher_id="person"),
        sa.UniqueConstraint("client_id", name="uq_talk_client_id"),
    )
    op.create_index("ix_talk_child_id_day", "talk", ["child_id", "day"])
    op.create_index("ix_talk_teacher_id_day", "talk", ["teacher_id", "day"])
    op.create_table(
        "talk_withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("talk_withdrawal", talk_id="talk", by_id="person"),
        sa.UniqueConstraint("talk_id", name="uq_talk_withdrawal_talk_id"),
    )


def _handed_over() -> None:
    op.create_table(
        "hand_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("receiver", sa.String(40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        *_keys("hand_over", talk_id="talk", child_id="child", made_by_id="person"),
        sa.UniqueConstraint("talk_id", name="uq_hand_over_talk_id"),
    )
    op.create_index("ix_hand_over_child_id", "hand_over", ["child_id"])
    op.create_table(
        "hand_over_taking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hand_over_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("hand_over_taking", hand_over_id="hand_over", by_id="person"),
        sa.UniqueConstraint("hand_over_id", name="uq_hand_over_taking_hand_over_id"),
    )


def _keys(table: str, **columns: str) -> list[sa.Constraint]:
    """The primary key and the foreign keys of a table, named as the models name them."""
    keys: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]
    for column, target in columns.items():
        keys.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}"))
    return keys


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
