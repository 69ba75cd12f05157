"""Screening: rounds with consent and codes, sheets with answers and flags, results, talks, imports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0070_screening"
down_revision = "0060_attention"
branch_labels = None
depends_on = None

TABLES = (
    "screening_text_pack",
    "screening_round",
    "screening_participant",
    "screening_consent",
    "screening_code",
    "screening_retest",
    "screening_sheet",
    "screening_answer",
    "screening_flag",
    "screening_result",
    "screening_talk_due",
    "screening_interview",
    "screening_import",
    "screening_import_word",
)


def upgrade() -> None:
    _rounds()
    _answering()
    _results()
    _imports()


def _rounds() -> None:
    op.create_table(
        "screening_text_pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("intro", sa.String(), nullable=False),
        sa.Column("wordings", sa.JSON(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.Column("loaded_by_id", sa.Integer(), nullable=True),
        *_keys("screening_text_pack", loaded_by_id="person"),
        sa.UniqueConstraint("scale", "language", "version", name="uq_screening_text_pack_scale_language_version"),
    )
    op.create_table(
        "screening_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("scale_version", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(), nullable=False),
        sa.Column("grades", sa.JSON(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("makeup_until", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("screening_round", made_by_id="person", closed_by_id="person"),
    )
    op.create_table(
        "screening_participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=True),
        *_keys("screening_participant", round_id="screening_round", child_id="child", class_id="school_class"),
        sa.UniqueConstraint("round_id", "child_id", name="uq_screening_participant_round_id_child_id"),
    )
    op.create_index("ix_screening_participant_child_id", "screening_participant", ["child_id"])
    op.create_table(
        "screening_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(40), nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("guardian", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        *_keys("screening_consent", participant_id="screening_participant", child_id="child", by_id="person"),
    )
    op.create_index("ix_screening_consent_participant_id", "screening_consent", ["participant_id"])
    op.create_table(
        "screening_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        *_keys("screening_code", participant_id="screening_participant", made_by_id="person"),
        sa.UniqueConstraint("code", name="uq_screening_code_code"),
    )
    op.create_index("ix_screening_code_participant_id", "screening_code", ["participant_id"])


def _answering() -> None:
    op.create_table(
        "screening_retest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        *_keys("screening_retest", participant_id="screening_participant", made_by_id="person"),
    )
    op.create_index("ix_screening_retest_participant_id", "screening_retest", ["participant_id"])
    op.create_table(
        "screening_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text_pack_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(), nullable=True),
        *_keys("screening_sheet", participant_id="screening_participant", text_pack_id="screening_text_pack"),
        sa.UniqueConstraint("participant_id", "ordinal", name="uq_screening_sheet_participant_id_ordinal"),
    )
    op.create_table(
        "screening_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *_keys("screening_answer", sheet_id="screening_sheet"),
        sa.UniqueConstraint("sheet_id", "item", name="uq_screening_answer_sheet_id_item"),
    )
    op.create_table(
        "screening_flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(), nullable=True),
        sa.Column("acknowledged_by_id", sa.Integer(), nullable=True),
        *_keys(
            "screening_flag",
            participant_id="screening_participant",
            child_id="child",
            sheet_id="screening_sheet",
            acknowledged_by_id="person",
        ),
        sa.UniqueConstraint("mark", name="uq_screening_flag_mark"),
    )
    op.create_index("ix_screening_flag_participant_id", "screening_flag", ["participant_id", "acknowledged_at"])


def _results() -> None:
    op.create_table(
        "screening_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        *_keys("screening_result", participant_id="screening_participant", round_id="screening_round", child_id="child"),
        sa.UniqueConstraint("participant_id", "ordinal", name="uq_screening_result_participant_id_ordinal"),
    )
    op.create_index("ix_screening_result_child_id", "screening_result", ["child_id"])
    op.create_index("ix_screening_result_round_id", "screening_result", ["round_id"])
    op.create_table(
        "screening_talk_due",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        *_keys("screening_talk_due", participant_id="screening_participant", round_id="screening_round", child_id="child"),
        sa.UniqueConstraint("participant_id", name="uq_screening_talk_due_participant_id"),
    )
    op.create_index("ix_screening_talk_due_child_id", "screening_talk_due", ["child_id", "settled_at"])
    op.create_index("ix_screening_talk_due_round_id", "screening_talk_due", ["round_id"])
    op.create_table(
        "screening_interview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("for_teachers", sa.Boolean(), nullable=False),
        sa.Column("for_family", sa.Boolean(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("screening_interview", participant_id="screening_participant", child_id="child", by_id="person"),
    )
    op.create_index("ix_screening_interview_child_id", "screening_interview", ["child_id"])
    op.create_index("ix_screening_interview_participant_id", "screening_interview", ["participant_id"])


def _imports() -> None:
    op.create_table(
        "screening_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("variant", sa.String(), nullable=False),
        sa.Column("coding", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("table", sa.LargeBinary(), nullable=True),
        sa.Column("plan", sa.LargeBinary(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("taken_in_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("screening_import", round_id="screening_round", uploaded_by_id="person"),
    )
    op.create_table(
        "screening_import_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        *_keys(
            "screening_import_word",
        ),
        sa.UniqueConstraint("scale", "kind", "word", name="uq_screening_import_word_scale_kind_word"),
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
