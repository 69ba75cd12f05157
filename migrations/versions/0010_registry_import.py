"""The registry's file goes into the children's files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010_registry_import"
down_revision = "0001_foundation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "registry_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_as", sa.String(), nullable=True),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("part_only", sa.Boolean(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("parked", sa.Integer(), nullable=False),
        sa.Column("warned", sa.Integer(), nullable=False),
        sa.Column("notes", sa.LargeBinary(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        sa.Column("applied_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["applied_by_id"], ["person.id"], name="fk_registry_import_applied_by_id"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["person.id"], name="fk_registry_import_undone_by_id"),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["person.id"], name="fk_registry_import_uploaded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_registry_import"),
    )
    op.create_table(
        "registry_heading",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("column", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["said_by_id"], ["person.id"], name="fk_registry_heading_said_by_id"),
        sa.PrimaryKeyConstraint("word", name="pk_registry_heading"),
    )
    op.create_table(
        "registry_import_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("warned", sa.Boolean(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["registry_import.id"], name="fk_registry_import_row_import_id"),
        sa.PrimaryKeyConstraint("id", name="pk_registry_import_row"),
    )
    op.create_index("ix_registry_import_row_import_id_kind", "registry_import_row", ["import_id", "kind", "number"])
    op.create_table(
        "registry_import_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["registry_import.id"], name="fk_registry_import_change_import_id"),
        sa.PrimaryKeyConstraint("id", name="pk_registry_import_change"),
    )
    op.create_index("ix_registry_import_change_import_id", "registry_import_change", ["import_id"])
    op.create_table(
        "registry_word",
        sa.Column("child_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_registry_word_child_id"),
        sa.ForeignKeyConstraint(["import_id"], ["registry_import.id"], name="fk_registry_word_import_id"),
        sa.PrimaryKeyConstraint("child_id", name="pk_registry_word"),
    )


def downgrade() -> None:
    op.drop_table("registry_word")
    op.drop_table("registry_import_change")
    op.drop_table("registry_import_row")
    op.drop_table("registry_heading")
    op.drop_table("registry_import")
