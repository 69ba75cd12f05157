"""Weekend duty: shifts, roll calls, hand-overs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0125_shifts"
down_revision = "0120_duty"
branch_labels = None
depends_on = None

TABLES = (
    "duty_log",
    "duty_roll_call",
    "duty_roll_mark",
    "duty_note",
    "duty_hand_over",
    "duty_care_order",
    "duty_care_done",
    "duty_missing",
    "duty_missing_step",
    "duty_activity",
    "duty_taking_part",
)


def upgrade() -> None:
    _logs()
    _care()
    _missing()
    _programme()


def _logs() -> None:
    op.create_table(
        "duty_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("weekend", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("duty_log", opened_by_id="person", closed_by_id="person"),
        sa.UniqueConstraint("weekend", name="uq_duty_log_weekend"),
    )
    op.create_table(
        "duty_roll_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("evening", sa.Date(), nullable=False),
        sa.Column("house", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("leave", sa.Integer(), nullable=True),
        sa.Column("fetched", sa.Integer(), nullable=True),
        sa.Column("missing", sa.Integer(), nullable=True),
        *_keys("duty_roll_call", log_id="duty_log", opened_by_id="person", submitted_by_id="person"),
    )
    op.create_index("ix_duty_roll_call_log_id_evening", "duty_roll_call", ["log_id", "evening"])
    op.create_table(
        "duty_roll_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("roll_call_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("marked_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("typed_by_id", sa.Integer(), nullable=True),
        *_keys("duty_roll_mark", roll_call_id="duty_roll_call", child_id="child", by_id="person", typed_by_id="person"),
        sa.UniqueConstraint("client_id", name="uq_duty_roll_mark_client_id"),
    )
    op.create_index("ix_duty_roll_mark_roll_call_id_child_id", "duty_roll_mark", ["roll_call_id", "child_id"])
    op.create_table(
        "duty_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("typed_by_id", sa.Integer(), nullable=True),
        *_keys("duty_note", log_id="duty_log", by_id="person", typed_by_id="person"),
        sa.UniqueConstraint("client_id", name="uq_duty_note_client_id"),
    )
    op.create_index("ix_duty_note_log_id_at", "duty_note", ["log_id", "at"])


def _care() -> None:
    op.create_table(
        "duty_hand_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        *_keys("duty_hand_over", log_id="duty_log", given_by_id="person", to_id="person"),
    )
    op.create_index("ix_duty_hand_over_log_id", "duty_hand_over", ["log_id"])
    op.create_index("ix_duty_hand_over_to_id", "duty_hand_over", ["to_id"])
    op.create_table(
        "duty_care_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("hour", sa.String(), nullable=True),
        sa.Column("doctor", sa.String(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        *_keys("duty_care_order", child_id="child", given_by_id="person", ended_by_id="person"),
    )
    op.create_index("ix_duty_care_order_child_id_until_day", "duty_care_order", ["child_id", "until_day"])
    op.create_table(
        "duty_care_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("evening", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("duty_care_done", order_id="duty_care_order", by_id="person"),
        sa.UniqueConstraint("order_id", "evening", name="uq_duty_care_done_order_id_evening"),
    )


def _missing() -> None:
    op.create_table(
        "duty_missing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ending", sa.LargeBinary(), nullable=True),
        *_keys(
            "duty_missing",
            child_id="child",
            log_id="duty_log",
            raised_by_id="person",
            answered_by_id="person",
            ended_by_id="person",
        ),
    )
    op.create_index("ix_duty_missing_log_id", "duty_missing", ["log_id"])
    op.create_index(
        "uq_duty_missing_open",
        "duty_missing",
        ["child_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "duty_missing_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("missing_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("duty_missing_step", missing_id="duty_missing", by_id="person"),
    )
    op.create_index("ix_duty_missing_step_missing_id", "duty_missing_step", ["missing_id"])


def _programme() -> None:
    op.create_table(
        "duty_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("weekend", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("led_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("called_off_at", sa.DateTime(), nullable=True),
        *_keys("duty_activity", led_by_id="person", made_by_id="person"),
    )
    op.create_index("ix_duty_activity_weekend", "duty_activity", ["weekend"])
    op.create_table(
        "duty_taking_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(), nullable=True),
        *_keys("duty_taking_part", activity_id="duty_activity", child_id="child", by_id="person"),
        sa.UniqueConstraint("activity_id", "child_id", name="uq_duty_taking_part_activity_id_child_id"),
    )
    op.create_index("ix_duty_taking_part_child_id", "duty_taking_part", ["child_id"])


def _keys(table: str, **columns: str) -> list[sa.Constraint]:
    """The primary key and the foreign keys of a table, named as the models name them."""
    keys: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]
    for column, target in columns.items():
        keys.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}"))
    return keys


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
