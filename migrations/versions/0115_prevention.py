"""Prevention: surveys, class meetings, blind spots."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0115_prevention"
down_revision = "0110_reporting"
branch_labels = None
depends_on = None

TABLES = ("prevention_activity", "blind_spot", "bullying_survey", "bullying_survey_slip", "bullying_survey_answer")


def upgrade() -> None:
    op.create_table(
        "prevention_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=True),
        *_keys("prevention_activity", class_id="school_class", by_id="person", withdrawn_by_id="person"),
    )
    op.create_index("ix_prevention_activity_day", "prevention_activity", ["day"])
    op.create_table(
        "blind_spot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("cover", sa.String(40), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("blind_spot", by_id="person"),
    )
    _survey()


def _survey() -> None:
    op.create_table(
        "bullying_survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term_start", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        *_keys("bullying_survey", opened_by_id="person"),
        sa.UniqueConstraint("term_start", name="uq_bullying_survey_term_start"),
    )
    op.create_table(
        "bullying_survey_slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("void", sa.Boolean(), nullable=False),
        *_keys("bullying_survey_slip", survey_id="bullying_survey", class_id="school_class"),
        sa.UniqueConstraint("code", name="uq_bullying_survey_slip_code"),
    )
    op.create_table(
        "bullying_survey_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        *_keys("bullying_survey_answer", survey_id="bullying_survey", class_id="school_class"),
    )
    for table in TABLES[3:]:
        op.create_index(f"ix_{table}_survey_id_class_id", table, ["survey_id", "class_id"])


def _keys(table: str, **columns: str) -> list[sa.Constraint]:
    """The primary key and the foreign keys of a table, named as the models name them."""
    keys: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]
    for column, target in columns.items():
        keys.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}"))
    return keys


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
