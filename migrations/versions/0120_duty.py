"""Weekend duty: rosters, stay lists, the gate."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0120_duty"
down_revision = "0115_prevention"
branch_labels = None
depends_on = None

TABLES = (
    "duty_post",
    "boarding_weekend",
    "duty_shift",
    "duty_assignment",
    "duty_draft",
    "duty_proposal",
    "duty_standing",
    "duty_time",
    "duty_ledger_entry",
    "duty_feed",
    "duty_swap",
    "duty_replacement_call",
    "duty_collector",
    "duty_standing_arrangement",
    "weekend_stay",
    "weekend_stay_answer",
    "duty_gate_check",
    "duty_leave_slip",
)


def upgrade() -> None:
    _roster()
    _holders()
    _fairness()
    _changes()
    _stays()
    _answers()
    _gate()


def _roster() -> None:
    op.create_table(
        "duty_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("per_boarders", sa.Integer(), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("duty_post"),
        sa.UniqueConstraint("kind", name="uq_duty_post_kind"),
    )
    op.create_table(
        "boarding_weekend",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("boarding_weekend"),
        sa.UniqueConstraint("first_day", name="uq_boarding_weekend_first_day"),
    )
    op.create_table(
        "duty_shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("weekend", sa.Date(), nullable=False),
        sa.Column("post", sa.String(40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("house", sa.String(), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        *_keys("duty_shift"),
        sa.UniqueConstraint("weekend", "post", "place", name="uq_duty_shift_weekend_post_place"),
    )
    op.create_index("ix_duty_shift_starts_at_ends_at", "duty_shift", ["starts_at", "ends_at"])


def _holders() -> None:
    op.create_table(
        "duty_assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_because", sa.String(40), nullable=True),
        *_keys("duty_assignment", shift_id="duty_shift", person_id="person", given_by_id="person"),
    )
    op.create_index("ix_duty_assignment_person_id_ended_at", "duty_assignment", ["person_id", "ended_at"])
    op.create_index("ix_duty_assignment_shift_id", "duty_assignment", ["shift_id"])
    op.create_index(
        "uq_duty_assignment_held",
        "duty_assignment",
        ["shift_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "duty_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("duty_draft", made_by_id="person"),
    )
    op.create_index("ix_duty_draft_state", "duty_draft", ["state"])
    op.create_table(
        "duty_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("weekend", sa.Date(), nullable=False),
        sa.Column("post", sa.String(40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("locked", sa.Boolean(), nullable=False),
        *_keys("duty_proposal", draft_id="duty_draft", person_id="person"),
        sa.UniqueConstraint("draft_id", "weekend", "post", "place", name="uq_duty_proposal_draft_id_weekend_post_place"),
    )


def _fairness() -> None:
    op.create_table(
        "duty_standing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("posts", sa.String(), nullable=False),
        sa.Column("most_shifts", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("duty_standing", person_id="person"),
        sa.UniqueConstraint("person_id", name="uq_duty_standing_person_id"),
    )
    op.create_table(
        "duty_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        *_keys("duty_time", person_id="person", recorded_by_id="person"),
    )
    op.create_index("ix_duty_time_person_id", "duty_time", ["person_id"])
    op.create_table(
        "duty_ledger_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        *_keys("duty_ledger_entry", person_id="person", made_by_id="person"),
    )
    op.create_index("ix_duty_ledger_entry_person_id", "duty_ledger_entry", ["person_id"])
    op.create_table(
        "duty_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        *_keys("duty_feed", person_id="person"),
        sa.UniqueConstraint("secret", name="uq_duty_feed_secret"),
    )
    op.create_index("ix_duty_feed_person_id", "duty_feed", ["person_id"])


def _changes() -> None:
    op.create_table(
        "duty_swap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("given_id", sa.Integer(), nullable=False),
        sa.Column("taken_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys(
            "duty_swap",
            given_id="duty_assignment",
            taken_id="duty_assignment",
            asked_by_id="person",
            asked_id="person",
            settled_by_id="person",
        ),
    )
    op.create_index("ix_duty_swap_asked_by_id", "duty_swap", ["asked_by_id"])
    op.create_index("ix_duty_swap_asked_id", "duty_swap", ["asked_id"])
    op.create_index("ix_duty_swap_given_id", "duty_swap", ["given_id"])
    op.create_table(
        "duty_replacement_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("duty_replacement_call", absent_id="duty_assignment", person_id="person", by_id="person"),
        sa.UniqueConstraint("absent_id", "person_id", name="uq_duty_replacement_call_absent_id_person_id"),
    )


def _stays() -> None:
    op.create_table(
        "duty_collector",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("telephone", sa.LargeBinary(), nullable=True),
        sa.Column("photo_kind", sa.String(), nullable=True),
        sa.Column("photo_stored_as", sa.String(), nullable=True),
        sa.Column("photo_digest", sa.String(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        *_keys("duty_collector", child_id="child", guardian_id="guardian", recorded_by_id="person"),
    )
    op.create_index("ix_duty_collector_child_id", "duty_collector", ["child_id"])
    op.create_table(
        "duty_standing_arrangement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("collector_id", sa.Integer(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        *_keys("duty_standing_arrangement", child_id="child", collector_id="duty_collector", recorded_by_id="person"),
    )
    op.create_index("ix_duty_standing_arrangement_child_id", "duty_standing_arrangement", ["child_id"])


def _answers() -> None:
    op.create_table(
        "weekend_stay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("weekend", sa.Date(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("fetched_by_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("weekend_stay", child_id="child", fetched_by_id="duty_collector", answered_by_id="person"),
        sa.UniqueConstraint("child_id", "weekend", name="uq_weekend_stay_child_id_weekend"),
    )
    op.create_index("ix_weekend_stay_weekend_state", "weekend_stay", ["weekend", "state"])
    op.create_table(
        "weekend_stay_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("fetched_by_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("weekend_stay_answer", stay_id="weekend_stay", fetched_by_id="duty_collector", by_id="person"),
    )
    op.create_index("ix_weekend_stay_answer_stay_id", "weekend_stay_answer", ["stay_id"])


def _gate() -> None:
    op.create_table(
        "duty_gate_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("weekend", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("collector_id", sa.Integer(), nullable=True),
        sa.Column("guardian_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("checked_by", sa.String(40), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("duty_gate_check", child_id="child", collector_id="duty_collector", guardian_id="guardian", by_id="person"),
        sa.UniqueConstraint("client_id", name="uq_duty_gate_check_client_id"),
    )
    op.create_index("ix_duty_gate_check_child_id_weekend", "duty_gate_check", ["child_id", "weekend"])
    op.create_table(
        "duty_leave_slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("weekend", sa.Date(), nullable=False),
        sa.Column("gate_check_id", sa.Integer(), nullable=True),
        sa.Column("collector_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.Column("due_back_at", sa.DateTime(), nullable=False),
        sa.Column("returned_at", sa.DateTime(), nullable=True),
        sa.Column("returned_to_id", sa.Integer(), nullable=True),
        sa.Column("late_words", sa.LargeBinary(), nullable=True),
        sa.Column("called_off_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys(
            "duty_leave_slip",
            child_id="child",
            gate_check_id="duty_gate_check",
            collector_id="duty_collector",
            given_by_id="person",
            returned_to_id="person",
        ),
    )
    op.create_index("ix_duty_leave_slip_child_id", "duty_leave_slip", ["child_id"])
    op.create_index("ix_duty_leave_slip_returned_at_due_back_at", "duty_leave_slip", ["returned_at", "due_back_at"])


def _keys(table: str, **columns: str) -> list[sa.Constraint]:
    """The primary key and the foreign keys of a table, named as the models name them."""
    keys: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]
    for column, target in columns.items():
        keys.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}"))
    return keys


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
