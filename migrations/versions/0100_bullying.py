"""Bullying: cases, sides, the procedure, the committee, measures, evidence, letters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0100_bullying"
down_revision = "0095_bullying_reports"
branch_labels = None
depends_on = None

TABLES = (
    "bullying_case",
    "bullying_party",
    "bullying_lock_out",
    "bullying_step",
    "bullying_clock",
    "bullying_member",
    "bullying_meeting",
    "bullying_vote",
    "bullying_finding",
    "bullying_measure",
    "bullying_evidence",
    "bullying_custody",
    "bullying_letter",
    "bullying_service",
)


def upgrade() -> None:
    _cases()
    _procedure()
    _committee()
    _measures()
    _evidence()
    _letters()


def _cases() -> None:
    op.create_table(
        "bullying_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("known_at", sa.DateTime(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=True),
        sa.Column("other_school", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("bullying_case", report_id="bullying_report", opened_by_id="person"),
        sa.UniqueConstraint("number", name="uq_bullying_case_number"),
    )
    op.create_index("ix_bullying_case_opened_at", "bullying_case", ["opened_at"])
    op.create_index("ix_bullying_case_report_id", "bullying_case", ["report_id"])
    op.create_index("ix_bullying_case_state", "bullying_case", ["state"])
    op.create_table(
        "bullying_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("outside", sa.LargeBinary(), nullable=True),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_why", sa.LargeBinary(), nullable=True),
        *_keys("bullying_party", case_id="bullying_case", child_id="child", added_by_id="person"),
        sa.UniqueConstraint("case_id", "place", name="uq_bullying_party_case_id_place"),
    )
    op.create_index("ix_bullying_party_child_id", "bullying_party", ["child_id"])
    op.create_table(
        "bullying_lock_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("guardian_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        *_keys("bullying_lock_out", case_id="bullying_case", person_id="person", guardian_id="guardian", by_id="person"),
    )
    op.create_index("ix_bullying_lock_out_case_id", "bullying_lock_out", ["case_id"])
    op.create_index("ix_bullying_lock_out_guardian_id", "bullying_lock_out", ["guardian_id"])
    op.create_index("ix_bullying_lock_out_person_id", "bullying_lock_out", ["person_id"])


def _procedure() -> None:
    op.create_table(
        "bullying_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("subject_digest", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        *_keys("bullying_step", case_id="bullying_case", party_id="bullying_party", recorded_by_id="person"),
        sa.UniqueConstraint("case_id", "seq", name="uq_bullying_step_case_id_seq"),
    )
    op.create_index("ix_bullying_step_party_id", "bullying_step", ["party_id"])
    op.create_table(
        "bullying_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("met_at", sa.DateTime(), nullable=True),
        sa.Column("met_by_step_id", sa.Integer(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(), nullable=True),
        sa.Column("stopped_why", sa.LargeBinary(), nullable=True),
        *_keys("bullying_clock", case_id="bullying_case", party_id="bullying_party", met_by_step_id="bullying_step"),
    )
    op.create_index("ix_bullying_clock_case_id", "bullying_clock", ["case_id"])
    op.create_index("ix_bullying_clock_due", "bullying_clock", ["due"])


def _committee() -> None:
    op.create_table(
        "bullying_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("seat", sa.String(40), nullable=False),
        sa.Column("seated_at", sa.DateTime(), nullable=False),
        sa.Column("seated_by_id", sa.Integer(), nullable=True),
        sa.Column("recused_at", sa.DateTime(), nullable=True),
        sa.Column("recused_why", sa.LargeBinary(), nullable=True),
        *_keys("bullying_member", case_id="bullying_case", person_id="person", seated_by_id="person"),
    )
    op.create_index("ix_bullying_member_case_id", "bullying_member", ["case_id"])
    op.create_index("ix_bullying_member_person_id", "bullying_member", ["person_id"])
    op.create_table(
        "bullying_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.LargeBinary(), nullable=False),
        sa.Column("guardians_took_part", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        *_keys("bullying_meeting", case_id="bullying_case", recorded_by_id="person"),
    )
    op.create_index("ix_bullying_meeting_case_id", "bullying_meeting", ["case_id"])
    op.create_table(
        "bullying_vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(40), nullable=False),
        *_keys("bullying_vote", meeting_id="bullying_meeting", member_id="bullying_member"),
        sa.UniqueConstraint("meeting_id", "member_id", name="uq_bullying_vote_meeting_id_member_id"),
    )
    op.create_table(
        "bullying_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=True),
        sa.Column("reasons", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        *_keys("bullying_finding", case_id="bullying_case", meeting_id="bullying_meeting", by_id="person"),
    )
    op.create_index("ix_bullying_finding_case_id", "bullying_finding", ["case_id"])


def _measures() -> None:
    op.create_table(
        "bullying_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("in_assessment", sa.Boolean(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(), nullable=True),
        sa.Column("lifted_why", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("bullying_measure", case_id="bullying_case", party_id="bullying_party", child_id="child", decided_by_id="person"),
    )
    op.create_index("ix_bullying_measure_case_id", "bullying_measure", ["case_id"])
    op.create_index("ix_bullying_measure_child_id", "bullying_measure", ["child_id"])


def _evidence() -> None:
    op.create_table(
        "bullying_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("beside", sa.LargeBinary(), nullable=True),
        sa.Column("original", sa.LargeBinary(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=True),
        sa.Column("stored_as", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        *_keys("bullying_evidence", case_id="bullying_case", party_id="bullying_party", taken_by_id="person"),
        sa.UniqueConstraint("case_id", "place", name="uq_bullying_evidence_case_id_place"),
    )
    op.create_index("ix_bullying_evidence_party_id", "bullying_evidence", ["party_id"])
    op.create_table(
        "bullying_custody",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        *_keys("bullying_custody", evidence_id="bullying_evidence", by_id="person"),
        sa.UniqueConstraint("evidence_id", "seq", name="uq_bullying_custody_evidence_id_seq"),
    )


def _letters() -> None:
    op.create_table(
        "bullying_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        *_keys("bullying_letter", case_id="bullying_case", party_id="bullying_party", made_by_id="person"),
    )
    op.create_index("ix_bullying_letter_case_id", "bullying_letter", ["case_id"])
    op.create_index("ix_bullying_letter_party_id", "bullying_letter", ["party_id"])
    op.create_table(
        "bullying_service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("manner", sa.String(40), nullable=False),
        sa.Column("receiver", sa.LargeBinary(), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.Column("served_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        *_keys("bullying_service", letter_id="bullying_letter", recorded_by_id="person"),
    )
    op.create_index("ix_bullying_service_letter_id", "bullying_service", ["letter_id"])


def _keys(table: str, **columns: str) -> list[sa.Constraint]:
    """The primary key and the foreign keys of a table, named as the models name them."""
    keys: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]
    for column, target in columns.items():
        keys.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}"))
    return keys


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
