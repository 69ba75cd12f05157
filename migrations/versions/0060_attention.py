"""Attention grades: proposals, grades, alarms, changes of the rules, reviews of the whole school."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0060_attention"
down_revision = "0050_visits"
branch_labels = None
depends_on = None

OPEN = {"sqlite_where": sa.text("decided_at IS NULL"), "postgresql_where": sa.text("decided_at IS NULL")}
LASTING = {"sqlite_where": sa.text("ended_at IS NULL"), "postgresql_where": sa.text("ended_at IS NULL")}


def upgrade() -> None:
    _decided()
    _alarms()
    _rules()


def _decided() -> None:
    op.create_table(
        "attention_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_attention_proposal_child_id"),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name="fk_attention_proposal_decided_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attention_proposal"),
    )
    op.create_index("uq_attention_proposal_open", "attention_proposal", ["child_id"], unique=True, **OPEN)
    op.create_index("ix_attention_proposal_child_id_decided_at", "attention_proposal", ["child_id", "decided_at"])
    op.create_table(
        "attention_grade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_attention_grade_child_id"),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name="fk_attention_grade_decided_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attention_grade"),
    )
    op.create_index("ix_attention_grade_child_id_until_day", "attention_grade", ["child_id", "until_day"])


def _alarms() -> None:
    op.create_table(
        "attention_alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_attention_alarm_child_id"),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name="fk_attention_alarm_answered_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attention_alarm"),
    )
    op.create_index("uq_attention_alarm_open", "attention_alarm", ["child_id", "rule"], unique=True, **LASTING)


def _rules() -> None:
    op.create_table(
        "attention_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_attention_choice_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attention_choice"),
    )
    op.create_index("ix_attention_choice_name", "attention_choice", ["name"])
    op.create_table(
        "attention_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("proposed", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_attention_review_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attention_review"),
    )


def downgrade() -> None:
    for table in ("attention_review", "attention_choice", "attention_alarm", "attention_grade", "attention_proposal"):
        op.drop_table(table)
