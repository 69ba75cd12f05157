"""Mandatory reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0110_reporting"
down_revision = "0100_bullying"
branch_labels = None
depends_on = None

TABLES = (
    "mandatory_report",
    "mandatory_report_step",
    "mandatory_report_file",
    "police_request",
    "mandatory_report_knowing",
    "mandatory_report_cleared",
)
KEPT = ("mandatory_report", "mandatory_report_step")
WORDS = "a mandatory report is never deleted"


def upgrade() -> None:
    op.create_table(
        "mandatory_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("filed_at", sa.DateTime(), nullable=False),
        sa.Column("found_by_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("suspect", sa.String(40), nullable=False),
        sa.Column("kept_from", sa.String(40), nullable=True),
        sa.Column("sheet", sa.LargeBinary(), nullable=False),
        *_keys("mandatory_report", found_by_id="person", child_id="child"),
        sa.UniqueConstraint("number", name="uq_mandatory_report_number"),
    )
    op.create_index("ix_mandatory_report_found_by_id", "mandatory_report", ["found_by_id"])
    op.create_index("ix_mandatory_report_child_id", "mandatory_report", ["child_id"])
    _of_a_report("mandatory_report_step", "kind", "body", "digest", sa.Column("recorded_at", sa.DateTime(), nullable=False))
    _of_a_report("mandatory_report_file", "title", "media_type", "stored_as", "digest")
    _of_a_report(
        "police_request",
        "words",
        sa.Column("handed_at", sa.DateTime(), nullable=True),
        sa.Column("handed_words", sa.LargeBinary(), nullable=True),
        sa.Column("handed_by_id", sa.Integer(), nullable=True),
        keys={"handed_by_id": "person"},
    )
    _of_a_report("mandatory_report_knowing", "who", "why")
    _cleared()
    _keep()


def _of_a_report(table: str, *columns: str | sa.Column[object], keys: dict[str, str] | None = None) -> None:
    """A table of rows of one report: when, by whom, and some texts, the sealed ones among them."""
    sealed = {"body", "title", "words", "who", "why"}
    texts = [
        one if isinstance(one, sa.Column) else sa.Column(one, sa.LargeBinary() if one in sealed else sa.String(), nullable=False)
        for one in columns
    ]
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        *texts,
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys(table, report_id="mandatory_report", by_id="person", **(keys or {})),
    )
    op.create_index(f"ix_{table}_report_id", table, ["report_id"])


def _cleared() -> None:
    op.create_table(
        "mandatory_report_cleared",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("mandatory_report_cleared", report_id="mandatory_report", guardian_id="guardian", by_id="person"),
        sa.UniqueConstraint("report_id", "guardian_id", name="uq_mandatory_report_cleared_report_id_guardian_id"),
    )


def _keep() -> None:
    """Nobody deletes a report or one of its steps, by whatever way into the database."""
    if op.get_bind().dialect.name == "sqlite":
        for table in KEPT:
            op.execute(f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END")
        return
    op.execute(
        f"CREATE FUNCTION mandatory_report_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"
    )
    for table in KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_kept BEFORE DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION mandatory_report_is_kept()"
        )


def _keys(table: str, **columns: str) -> list[sa.Constraint]:
    """The primary key and the foreign keys of a table, named as the models name them."""
    keys: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]
    for column, target in columns.items():
        keys.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}"))
    return keys


def downgrade() -> None:
    _let_go()
    for table in reversed(TABLES):
        op.drop_table(table)


def _let_go() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in KEPT:
            op.execute(f"DROP TRIGGER {table}_kept")
        return
    for table in KEPT:
        op.execute(f"DROP TRIGGER {table}_kept ON {table}")
    op.execute("DROP FUNCTION mandatory_report_is_kept()")
