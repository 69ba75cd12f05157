"""Sessions of the parents' school, who was invited and came; lessons brought to the home."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0135_sessions"
down_revision = "0130_courses"
branch_labels = None
depends_on = None

TABLES = (
    "guidance_session",
    "guidance_session_class",
    "session_invitation",
    "session_attendance",
    "absence_contact",
    "home_lesson",
)


def upgrade() -> None:
    _sessions()
    _families()
    _afterwards()


def _sessions() -> None:
    op.create_table(
        "guidance_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("lesson_slug", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_by_id", sa.Integer(), nullable=True),
        sa.Column("cancelled_why", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_guidance_session"),
        *_keys("guidance_session", made_by_id="person", cancelled_by_id="person"),
        sa.UniqueConstraint("client_id", name="uq_guidance_session_client_id"),
        sa.UniqueConstraint("code", name="uq_guidance_session_code"),
    )
    op.create_index("ix_guidance_session_day", "guidance_session", ["day"])
    op.create_table(
        "guidance_session_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_guidance_session_class"),
        *_keys("guidance_session_class", session_id="guidance_session", class_id="school_class", taken_by_id="person"),
        sa.UniqueConstraint("session_id", "class_id", name="uq_guidance_session_class_session_id_class_id"),
    )
    op.create_index("ix_guidance_session_class_class_id", "guidance_session_class", ["class_id"])


def _families() -> None:
    op.create_table(
        "session_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(40), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_session_invitation"),
        *_keys(
            "session_invitation", session_id="guidance_session", child_id="child", class_id="school_class", answered_by_id="person"
        ),
        sa.UniqueConstraint("session_id", "child_id", name="uq_session_invitation_session_id_child_id"),
    )
    op.create_index("ix_session_invitation_child_id", "session_invitation", ["child_id"])
    op.create_table(
        "session_attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("attending", sa.String(40), nullable=False),
        sa.Column("by_code", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_session_attendance"),
        *_keys(
            "session_attendance", session_id="guidance_session", child_id="child", recorded_by_id="person", withdrawn_by_id="person"
        ),
    )
    op.create_index("ix_session_attendance_child_id", "session_attendance", ["child_id"])
    op.create_index("ix_session_attendance_session_id_child_id", "session_attendance", ["session_id", "child_id"])


def _afterwards() -> None:
    op.create_table(
        "absence_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_absence_contact"),
        *_keys("absence_contact", session_id="guidance_session", child_id="child", by_id="person"),
        sa.UniqueConstraint("client_id", name="uq_absence_contact_client_id"),
    )
    op.create_index("ix_absence_contact_child_id", "absence_contact", ["child_id"])
    op.create_index("ix_absence_contact_session_id_child_id", "absence_contact", ["session_id", "child_id"])
    op.create_table(
        "home_lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("who", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_why", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_home_lesson"),
        *_keys("home_lesson", child_id="child", session_id="guidance_session", by_id="person", withdrawn_by_id="person"),
        sa.UniqueConstraint("client_id", name="uq_home_lesson_client_id"),
    )
    op.create_index("ix_home_lesson_child_id_day", "home_lesson", ["child_id", "day"])


def _keys(table: str, **columns: str) -> list[sa.Constraint]:
    """The foreign keys of a table, named as the models name them."""
    return [sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}") for column, target in columns.items()]


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
