"""Returns: versions, lines, findings, reasons and steps; what is signed cannot be changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020_summaries"
down_revision = "0002_accounts"
branch_labels = None
depends_on = None

#: What hangs on a return, and the column that says on which.
PARTS = ("summary_line", "summary_finding", "summary_change_reason", "summary_step")
WORDS = "a signed return does not change"


def upgrade() -> None:
    _returns()
    _lines()
    _findings()
    _reasons()
    _steps()
    _seal()


def _returns() -> None:
    op.create_table(
        "summary_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("cut_off", sa.Date(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("definitions", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.JSON(), nullable=True),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("counted_at", sa.DateTime(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(), nullable=True),
        sa.Column("prepared_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["supersedes_id"], ["summary_return.id"], name="fk_summary_return_supersedes_id"),
        *(_person("summary_return", f"{act}_by_id") for act in ("prepared", "reviewed", "signed")),
        sa.PrimaryKeyConstraint("id", name="pk_summary_return"),
        sa.UniqueConstraint("kind", "period", "edition", name="uq_summary_return_kind_period_edition"),
        sa.UniqueConstraint("supersedes_id", name="uq_summary_return_supersedes_id"),
    )


def _lines() -> None:
    op.create_table(
        "summary_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("boarding", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("members", sa.LargeBinary(), nullable=True),
        sa.Column("members_digest", sa.String(), nullable=False),
        _return("summary_line"),
        sa.PrimaryKeyConstraint("id", name="pk_summary_line"),
        sa.UniqueConstraint(
            "return_id", "indicator", "grade", "sex", "boarding", name="uq_summary_line_return_id_indicator_grade_sex_boarding"
        ),
    )


def _findings() -> None:
    op.create_table(
        "summary_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("balance", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("explanation", sa.LargeBinary(), nullable=True),
        sa.Column("explained_at", sa.DateTime(), nullable=True),
        sa.Column("explained_by_id", sa.Integer(), nullable=True),
        _return("summary_finding"),
        _person("summary_finding", "explained_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_summary_finding"),
        sa.UniqueConstraint("return_id", "key", name="uq_summary_finding_return_id_key"),
    )


def _reasons() -> None:
    op.create_table(
        "summary_change_reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("now", sa.Integer(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        _return("summary_change_reason"),
        _person("summary_change_reason", "by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_summary_change_reason"),
        sa.UniqueConstraint("return_id", "indicator", name="uq_summary_change_reason_return_id_indicator"),
    )


def _steps() -> None:
    op.create_table(
        "summary_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        _return("summary_step"),
        _person("summary_step", "by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_summary_step"),
    )
    op.create_index("ix_summary_step_return_id", "summary_step", ["return_id"])


def _return(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["return_id"], ["summary_return.id"], name=f"fk_{table}_return_id")


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=f"fk_{table}_{column}")


def _seal() -> None:
    """Neither a signed return nor what hangs on it is changed or deleted, whoever asks the database."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(_sqlite_trigger("summary_return", act, "OLD.state = 'signed'"))
            for table in PARTS:
                signed = "(SELECT state FROM summary_return WHERE id = OLD.return_id) = 'signed'"
                op.execute(_sqlite_trigger(table, act, signed))
        return
    op.execute(
        f"CREATE FUNCTION summary_return_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF OLD.state = 'signed' THEN RAISE EXCEPTION '{WORDS}'; END IF; "
        f"IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE FUNCTION summary_part_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF (SELECT state FROM summary_return WHERE id = OLD.return_id) = 'signed' "
        "THEN RAISE EXCEPTION 'a signed return does not change'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    for table, function in (("summary_return", "summary_return_is_signed"), *((part, "summary_part_is_signed") for part in PARTS)):
        op.execute(f"CREATE TRIGGER {table}_signed BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()")


def _sqlite_trigger(table: str, act: str, condition: str) -> str:
    name = f"{table}_signed_no_{act.lower()}"
    return f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in ("summary_return", *PARTS):
        if sqlite:
            for act in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_signed_no_{act}")
        else:
            op.execute(f"DROP TRIGGER {table}_signed ON {table}")
    for table in (*reversed(PARTS), "summary_return"):
        op.drop_table(table)
    if not sqlite:
        op.execute("DROP FUNCTION summary_return_is_signed()")
        op.execute("DROP FUNCTION summary_part_is_signed()")
