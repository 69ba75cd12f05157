"""Counseling: cases, sessions, the room's calendar, what is done around a case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0090_counseling"
down_revision = "0080_emergency"
branch_labels = None
depends_on = None

TABLES = (
    "counseling_partner",
    "counseling_period",
    "counseling_feed",
    "counseling_opening",
    "counseling_referral",
    "counseling_booking",
    "counseling_case",
    "counseling_crisis",
    "counseling_goal",
    "counseling_grant",
    "counseling_letter",
    "counseling_level_change",
    "counseling_return",
    "counseling_session",
    "counseling_step",
    "counseling_addendum",
    "counseling_advice",
    "counseling_crisis_step",
    "counseling_participant",
    "counseling_telling",
)


def upgrade() -> None:
    _partner()
    _period()
    _feed()
    _opening()
    _referral()
    _booking()
    _case()
    _crisis()
    _goal()
    _grant()
    _letter()
    _level_change()
    _return()
    _session()
    _step()
    _addendum()
    _advice()
    _crisis_step()
    _participant()
    _telling()


def _partner() -> None:
    op.create_table(
        "counseling_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("telephone", sa.LargeBinary(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("offers", sa.String(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("counseling_partner"),
    )


def _period() -> None:
    op.create_table(
        "counseling_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        *_keys("counseling_period"),
    )


def _feed() -> None:
    op.create_table(
        "counseling_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        *_keys("counseling_feed", person_id="person"),
        sa.UniqueConstraint("token", name="uq_counseling_feed_token"),
    )
    op.create_index("ix_counseling_feed_person_id", "counseling_feed", ["person_id"])


def _opening() -> None:
    op.create_table(
        "counseling_opening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counselor_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        *_keys("counseling_opening", counselor_id="person", period_id="counseling_period"),
    )
    op.create_index("ix_counseling_opening_counselor_id", "counseling_opening", ["counselor_id"])


def _referral() -> None:
    op.create_table(
        "counseling_referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("wanted", sa.String(40), nullable=False),
        sa.Column("urgency", sa.String(40), nullable=False),
        sa.Column("seen", sa.LargeBinary(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("reply", sa.String(40), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        *_keys("counseling_referral", child_id="child", made_by_id="person", answered_by_id="person"),
        sa.UniqueConstraint("client_id", name="uq_counseling_referral_client_id"),
    )
    op.create_index("ix_counseling_referral_child_id", "counseling_referral", ["child_id"])
    op.create_index("ix_counseling_referral_made_by_id", "counseling_referral", ["made_by_id"])


def _booking() -> None:
    op.create_table(
        "counseling_booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counselor_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("slot", sa.String(), nullable=True),
        sa.Column("child_slot", sa.String(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("kept", sa.String(40), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        *_keys(
            "counseling_booking",
            counselor_id="person",
            period_id="counseling_period",
            child_id="child",
            referral_id="counseling_referral",
            made_by_id="person",
            ended_by_id="person",
        ),
        sa.UniqueConstraint("child_slot", name="uq_counseling_booking_child_slot"),
        sa.UniqueConstraint("slot", name="uq_counseling_booking_slot"),
    )
    op.create_index("ix_counseling_booking_child_id", "counseling_booking", ["child_id"])
    op.create_index("ix_counseling_booking_counselor_id_day", "counseling_booking", ["counselor_id", "day"])


def _case() -> None:
    op.create_table(
        "counseling_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("open_child_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("level", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("review_due", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("counseling_case", child_id="child", owner_id="person", referral_id="counseling_referral"),
        sa.UniqueConstraint("number", name="uq_counseling_case_number"),
        sa.UniqueConstraint("open_child_id", name="uq_counseling_case_open_child_id"),
    )
    op.create_index("ix_counseling_case_child_id", "counseling_case", ["child_id"])
    op.create_index("ix_counseling_case_owner_id", "counseling_case", ["owner_id"])


def _crisis() -> None:
    op.create_table(
        "counseling_crisis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("open_case_id", sa.Integer(), nullable=True),
        sa.Column("danger", sa.String(40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("began_by_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("end_words", sa.LargeBinary(), nullable=True),
        *_keys("counseling_crisis", case_id="counseling_case", began_by_id="person", taken_by_id="person", ended_by_id="person"),
        sa.UniqueConstraint("open_case_id", name="uq_counseling_crisis_open_case_id"),
    )
    op.create_index("ix_counseling_crisis_case_id", "counseling_crisis", ["case_id"])


def _goal() -> None:
    op.create_table(
        "counseling_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("means", sa.LargeBinary(), nullable=True),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("outcome_words", sa.LargeBinary(), nullable=True),
        sa.Column("outcome_at", sa.DateTime(), nullable=True),
        sa.Column("outcome_by_id", sa.Integer(), nullable=True),
        *_keys("counseling_goal", case_id="counseling_case", made_by_id="person", outcome_by_id="person"),
    )
    op.create_index("ix_counseling_goal_case_id", "counseling_goal", ["case_id"])


def _grant() -> None:
    op.create_table(
        "counseling_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("from_at", sa.DateTime(), nullable=False),
        sa.Column("until_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(), nullable=True),
        *_keys("counseling_grant", case_id="counseling_case", author_id="person", reader_id="person"),
    )
    op.create_index("ix_counseling_grant_author_id", "counseling_grant", ["author_id"])
    op.create_index("ix_counseling_grant_case_id", "counseling_grant", ["case_id"])
    op.create_index("ix_counseling_grant_reader_id", "counseling_grant", ["reader_id"])


def _letter() -> None:
    op.create_table(
        "counseling_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("consent", sa.String(40), nullable=False),
        sa.Column("form", sa.LargeBinary(), nullable=False),
        sa.Column("feedback_due", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("feedback", sa.LargeBinary(), nullable=True),
        sa.Column("feedback_at", sa.DateTime(), nullable=True),
        *_keys("counseling_letter", case_id="counseling_case", partner_id="counseling_partner", made_by_id="person"),
    )
    op.create_index("ix_counseling_letter_case_id", "counseling_letter", ["case_id"])


def _level_change() -> None:
    op.create_table(
        "counseling_level_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("pending_case_id", sa.Integer(), nullable=True),
        sa.Column("levels", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("asks_leaders", sa.Boolean(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        *_keys("counseling_level_change", case_id="counseling_case", proposed_by_id="person", decided_by_id="person"),
        sa.UniqueConstraint("pending_case_id", name="uq_counseling_level_change_pending_case_id"),
    )
    op.create_index("ix_counseling_level_change_case_id", "counseling_level_change", ["case_id"])


def _return() -> None:
    op.create_table(
        "counseling_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("form", sa.LargeBinary(), nullable=False),
        sa.Column("review_due", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        *_keys("counseling_return", case_id="counseling_case", made_by_id="person"),
    )
    op.create_index("ix_counseling_return_case_id", "counseling_return", ["case_id"])


def _session() -> None:
    op.create_table(
        "counseling_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("group_name", sa.LargeBinary(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(40), nullable=False),
        sa.Column("themes", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("counseling_session", case_id="counseling_case", author_id="person", booking_id="counseling_booking"),
        sa.UniqueConstraint("client_id", name="uq_counseling_session_client_id"),
    )
    op.create_index("ix_counseling_session_author_id", "counseling_session", ["author_id"])
    op.create_index("ix_counseling_session_case_id", "counseling_session", ["case_id"])


def _step() -> None:
    op.create_table(
        "counseling_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        *_keys("counseling_step", case_id="counseling_case", to_id="person", by_id="person"),
    )
    op.create_index("ix_counseling_step_case_id", "counseling_step", ["case_id"])


def _addendum() -> None:
    op.create_table(
        "counseling_addendum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("counseling_addendum", session_id="counseling_session", by_id="person"),
    )
    op.create_index("ix_counseling_addendum_session_id", "counseling_addendum", ["session_id"])


def _advice() -> None:
    op.create_table(
        "counseling_advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("audience", sa.String(40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("end_reason", sa.LargeBinary(), nullable=True),
        *_keys("counseling_advice", child_id="child", session_id="counseling_session", given_by_id="person", ended_by_id="person"),
    )
    op.create_index("ix_counseling_advice_child_id", "counseling_advice", ["child_id"])


def _crisis_step() -> None:
    op.create_table(
        "counseling_crisis_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("crisis_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("needed", sa.Boolean(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        *_keys("counseling_crisis_step", crisis_id="counseling_crisis", done_by_id="person"),
        sa.UniqueConstraint("crisis_id", "act", name="uq_counseling_crisis_step_crisis_id_act"),
    )


def _participant() -> None:
    op.create_table(
        "counseling_participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        *_keys("counseling_participant", session_id="counseling_session", child_id="child"),
        sa.UniqueConstraint("session_id", "child_id", name="uq_counseling_participant_session_id_child_id"),
    )
    op.create_index("ix_counseling_participant_child_id", "counseling_participant", ["child_id"])


def _telling() -> None:
    op.create_table(
        "counseling_telling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("crisis_id", sa.Integer(), nullable=True),
        sa.Column("told", sa.String(40), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("broke_because", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("answer_due", sa.Date(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        *_keys("counseling_telling", case_id="counseling_case", crisis_id="counseling_crisis", by_id="person"),
    )
    op.create_index("ix_counseling_telling_case_id", "counseling_telling", ["case_id"])


def _keys(table: str, **columns: str) -> list[sa.Constraint]:
    """The primary key and the foreign keys of a table, named as the models name them."""
    keys: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]
    for column, target in columns.items():
        keys.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}"))
    return keys


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
