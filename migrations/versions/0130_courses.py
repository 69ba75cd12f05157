"""Lessons as texts, drafts and publications; learning and its certificates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0130_courses"
down_revision = "0128_changes"
branch_labels = None
depends_on = None

TABLES = (
    "lesson_text",
    "lesson_draft",
    "lesson_publication",
    "lesson_rest",
    "lesson_media",
    "lesson_progress",
    "lesson_completion",
    "certificate",
)


def upgrade() -> None:
    _texts()
    _published()
    _learning()


def _texts() -> None:
    op.create_table(
        "lesson_text",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_lesson_text"),
    )
    op.create_table(
        "lesson_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lesson_draft"),
        *_keys("lesson_draft", written_by_id="person", settled_by_id="person"),
    )
    op.create_index("ix_lesson_draft_slug_state", "lesson_draft", ["slug", "state"])


def _published() -> None:
    op.create_table(
        "lesson_publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lesson_publication"),
        sa.ForeignKeyConstraint(["digest"], ["lesson_text.digest"], name="fk_lesson_publication_digest"),
        *_keys("lesson_publication", written_by_id="person", by_id="person"),
    )
    op.create_index("ix_lesson_publication_slug", "lesson_publication", ["slug"])
    op.create_table(
        "lesson_rest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_lesson_rest"),
        *_keys("lesson_rest", by_id="person", ended_by_id="person"),
    )
    op.create_index("ix_lesson_rest_slug", "lesson_rest", ["slug"])
    op.create_table(
        "lesson_media",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lesson_media"),
        *_keys("lesson_media", added_by_id="person"),
        sa.UniqueConstraint("slug", "name", "digest", name="uq_lesson_media_slug_name_digest"),
    )


def _learning() -> None:
    op.create_table(
        "lesson_progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("audio_seconds", sa.Integer(), nullable=False),
        sa.Column("video_seconds", sa.Integer(), nullable=False),
        sa.Column("solved", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lesson_progress"),
        *_keys("lesson_progress", person_id="person"),
        sa.UniqueConstraint("person_id", "slug", name="uq_lesson_progress_person_id_slug"),
    )
    op.create_table(
        "lesson_completion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lesson_completion"),
        sa.ForeignKeyConstraint(["digest"], ["lesson_text.digest"], name="fk_lesson_completion_digest"),
        *_keys("lesson_completion", person_id="person"),
        sa.UniqueConstraint("person_id", "slug", "digest", name="uq_lesson_completion_person_id_slug_digest"),
    )
    op.create_index("ix_lesson_completion_slug", "lesson_completion", ["slug"])
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("lessons", sa.JSON(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_certificate"),
        *_keys("certificate", person_id="person"),
        sa.UniqueConstraint("number", name="uq_certificate_number"),
        sa.UniqueConstraint("person_id", "topic", name="uq_certificate_person_id_topic"),
    )


def _keys(table: str, **columns: str) -> list[sa.Constraint]:
    """The foreign keys of a table, named as the models name them."""
    return [sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}") for column, target in columns.items()]


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
