"""Bullying: reports from every channel, and their triage."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0095_bullying_reports"
down_revision = "0090_counseling"
branch_labels = None
depends_on = None

TABLES = ("bullying_report", "bullying_report_picture", "bullying_report_message", "bullying_report_triage")


def upgrade() -> None:
    op.create_table(
        "bullying_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=True),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column("tracking", sa.String(), nullable=True),
        sa.Column("kept_from", sa.String(40), nullable=True),
        sa.Column("safety", sa.String(40), nullable=False),
        sa.Column("account", sa.LargeBinary(), nullable=False),
        *_keys("bullying_report", reporter_id="person"),
        sa.UniqueConstraint("tracking", name="uq_bullying_report_tracking"),
    )
    op.create_index("ix_bullying_report_received_on", "bullying_report", ["received_on"])
    op.create_index("ix_bullying_report_reporter_id", "bullying_report", ["reporter_id"])
    _said()


def _said() -> None:
    op.create_table(
        "bullying_report_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("stored_as", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        *_keys("bullying_report_picture", report_id="bullying_report"),
    )
    op.create_table(
        "bullying_report_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("from_school", sa.Boolean(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        *_keys("bullying_report_message", report_id="bullying_report", by_id="person"),
    )
    op.create_table(
        "bullying_report_triage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("bullying_report_triage", report_id="bullying_report", by_id="person"),
    )
    for table in TABLES[1:]:
        op.create_index(f"ix_{table}_report_id", table, ["report_id"])


def _keys(table: str, **columns: str) -> list[sa.Constraint]:
    """The primary key and the foreign keys of a table, named as the models name them."""
    keys: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]
    for column, target in columns.items():
        keys.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}"))
    return keys


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
