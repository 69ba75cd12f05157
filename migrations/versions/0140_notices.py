"""Notices and what came back; proposals, words and consents of families."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0140_notices"
down_revision = "0135_sessions"
branch_labels = None
depends_on = None

TABLES = (
    "notice",
    "notice_audience",
    "notice_recipient",
    "notice_reply",
    "notice_withdrawal",
    "notice_reminder",
    "fact_proposal",
    "fact_proposal_decision",
    "family_word",
    "family_word_answer",
    "consent",
    "data_request",
    "data_request_answer",
)


def upgrade() -> None:
    _notices()
    _what_came_back()
    _proposals()
    _words()
    _rights()


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("asks", sa.String(40), nullable=False),
        sa.Column("choices", sa.LargeBinary(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("tier", sa.String(40), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=False),
        *_keys("notice", sent_by_id="person"),
    )
    op.create_index("ix_notice_sent_at", "notice", ["sent_at"])
    op.create_index("ix_notice_sent_by_id", "notice", ["sent_by_id"])
    op.create_table(
        "notice_audience",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column("child_id", sa.Integer(), nullable=True),
        *_keys("notice_audience", notice_id="notice", class_id="school_class", child_id="child"),
    )
    op.create_index("ix_notice_audience_notice_id", "notice_audience", ["notice_id"])
    op.create_table(
        "notice_recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        *_keys("notice_recipient", notice_id="notice", guardian_id="guardian", child_id="child"),
        sa.UniqueConstraint("notice_id", "guardian_id", name="uq_notice_recipient_notice_id_guardian_id"),
    )
    op.create_index("ix_notice_recipient_child_id", "notice_recipient", ["child_id"])
    op.create_index("ix_notice_recipient_guardian_id", "notice_recipient", ["guardian_id"])


def _what_came_back() -> None:
    op.create_table(
        "notice_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("notice_reply", recipient_id="notice_recipient", by_id="person"),
    )
    op.create_index("ix_notice_reply_recipient_id", "notice_reply", ["recipient_id"])
    op.create_table(
        "notice_withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("notice_withdrawal", notice_id="notice", by_id="person"),
        sa.UniqueConstraint("notice_id", name="uq_notice_withdrawal_notice_id"),
    )
    op.create_table(
        "notice_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("notice_reminder", notice_id="notice", by_id="person"),
    )
    op.create_index("ix_notice_reminder_notice_id", "notice_reminder", ["notice_id"])


def _proposals() -> None:
    op.create_table(
        "fact_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("known", sa.LargeBinary(), nullable=True),
        sa.Column("proposed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("fact_proposal", child_id="child", guardian_id="guardian", by_id="person"),
    )
    op.create_index("ix_fact_proposal_by_id", "fact_proposal", ["by_id"])
    op.create_index("ix_fact_proposal_child_id", "fact_proposal", ["child_id"])
    op.create_table(
        "fact_proposal_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("fact_proposal_decision", proposal_id="fact_proposal", by_id="person"),
        sa.UniqueConstraint("proposal_id", name="uq_fact_proposal_decision_proposal_id"),
    )


def _words() -> None:
    op.create_table(
        "family_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("family_word", child_id="child", guardian_id="guardian", by_id="person"),
    )
    op.create_index("ix_family_word_by_id", "family_word", ["by_id"])
    op.create_index("ix_family_word_child_id_at", "family_word", ["child_id", "at"])
    op.create_table(
        "family_word_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("family_word_answer", word_id="family_word", by_id="person"),
        sa.UniqueConstraint("word_id", name="uq_family_word_answer_word_id"),
    )


def _rights() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("consent", child_id="child", guardian_id="guardian", by_id="person"),
    )
    op.create_index("ix_consent_child_id_purpose", "consent", ["child_id", "purpose"])
    op.create_table(
        "data_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("data_request", child_id="child", guardian_id="guardian", by_id="person"),
    )
    op.create_index("ix_data_request_by_id", "data_request", ["by_id"])
    op.create_index("ix_data_request_child_id", "data_request", ["child_id"])
    op.create_table(
        "data_request_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("data_request_answer", request_id="data_request", by_id="person"),
        sa.UniqueConstraint("request_id", name="uq_data_request_answer_request_id"),
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
