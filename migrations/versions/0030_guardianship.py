"""Entrusted care: agreements, carers, calls, how children live, assessments, urging notices; and the weekly contact of families."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030_guardianship"
down_revision = "0020_summaries"
branch_labels = None
depends_on = None

TABLES = (
    "entrusted_care_agreement",
    "agreement_ending",
    "carer_check",
    "call_try",
    "living_situation",
    "guardianship_assessment",
    "urging_notice",
    "contact_record",
    "contact_withdrawal",
)


def upgrade() -> None:
    _care()
    _known()
    _contact()


def _care() -> None:
    op.create_table(
        "entrusted_care_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("carer_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("away_from", sa.Date(), nullable=True),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.Column("workplace", sa.LargeBinary(), nullable=True),
        sa.Column("carer_address", sa.LargeBinary(), nullable=True),
        sa.Column("carer_living", sa.LargeBinary(), nullable=True),
        sa.Column("exclusions", sa.LargeBinary(), nullable=False),
        sa.Column("exclusions_checked_on", sa.Date(), nullable=True),
        sa.Column("opinion_on", sa.Date(), nullable=True),
        sa.Column("opinion_heard_by", sa.LargeBinary(), nullable=True),
        sa.Column("opinion", sa.LargeBinary(), nullable=True),
        sa.Column("too_young", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.LargeBinary(), nullable=True),
        sa.Column("weekly_contact", sa.LargeBinary(), nullable=True),
        sa.Column("emergency_contact", sa.LargeBinary(), nullable=True),
        sa.Column("witness", sa.LargeBinary(), nullable=True),
        sa.Column("school_notified_on", sa.Date(), nullable=True),
        sa.Column("school_received_by", sa.LargeBinary(), nullable=True),
        sa.Column("village_notified_on", sa.Date(), nullable=True),
        sa.Column("village_received_by", sa.LargeBinary(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("scan_id", sa.Integer(), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_entrusted_care_agreement_child_id"),
        sa.ForeignKeyConstraint(["carer_id"], ["guardian.id"], name="fk_entrusted_care_agreement_carer_id"),
        sa.ForeignKeyConstraint(["scan_id"], ["attachment.id"], name="fk_entrusted_care_agreement_scan_id"),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name="fk_entrusted_care_agreement_created_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entrusted_care_agreement"),
    )
    op.create_index("ix_entrusted_care_agreement_child_id", "entrusted_care_agreement", ["child_id"])
    op.create_table(
        "agreement_ending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["entrusted_care_agreement.id"], name="fk_agreement_ending_agreement_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_agreement_ending_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_ending"),
        sa.UniqueConstraint("agreement_id", name="uq_agreement_ending_agreement_id"),
    )


def _known() -> None:
    op.create_table(
        "carer_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("carer_id", sa.Integer(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("health", sa.LargeBinary(), nullable=False),
        sa.Column("able", sa.Boolean(), nullable=True),
        sa.Column("children", sa.Integer(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_carer_check_child_id"),
        sa.ForeignKeyConstraint(["carer_id"], ["guardian.id"], name="fk_carer_check_carer_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name="fk_carer_check_recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_carer_check"),
    )
    op.create_index("ix_carer_check_carer_id", "carer_check", ["carer_id"])
    op.create_index("ix_carer_check_child_id", "carer_check", ["child_id"])
    op.create_table(
        "call_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_call_try_child_id"),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name="fk_call_try_guardian_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_call_try_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_call_try"),
    )
    op.create_index("ix_call_try_child_id", "call_try", ["child_id"])
    op.create_table(
        "living_situation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("living", sa.String(40), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_living_situation_child_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name="fk_living_situation_recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_living_situation"),
    )
    op.create_index("ix_living_situation_child_id", "living_situation", ["child_id"])
    op.create_table(
        "guardianship_assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("grade", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_guardianship_assessment_child_id"),
        sa.ForeignKeyConstraint(["document_id"], ["attachment.id"], name="fk_guardianship_assessment_document_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name="fk_guardianship_assessment_recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_guardianship_assessment"),
    )
    op.create_index("ix_guardianship_assessment_child_id", "guardianship_assessment", ["child_id"])
    op.create_table(
        "urging_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_urging_notice_child_id"),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name="fk_urging_notice_guardian_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name="fk_urging_notice_recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_urging_notice"),
    )
    op.create_index("ix_urging_notice_child_id", "urging_notice", ["child_id"])


def _contact() -> None:
    op.create_table(
        "contact_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("with_child", sa.Boolean(), nullable=False),
        sa.Column("with_carer", sa.Boolean(), nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("told_by", sa.String(40), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_contact_record_child_id"),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name="fk_contact_record_guardian_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name="fk_contact_record_recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_record"),
        sa.UniqueConstraint("client_id", name="uq_contact_record_client_id"),
    )
    op.create_index("ix_contact_record_child_id_day", "contact_record", ["child_id", "day"])
    op.create_table(
        "contact_withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact_record.id"], name="fk_contact_withdrawal_contact_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_contact_withdrawal_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_withdrawal"),
        sa.UniqueConstraint("contact_id", name="uq_contact_withdrawal_contact_id"),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
