"""The school, its people and the children's files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_foundation"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    #
    op.create_table(
        "calendar_entry",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_calendar_entry"),
    )
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_calendar_year"),
    )
    op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal_head"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("pinyin", sa.String(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("staff_no", sa.String(), nullable=True),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("telephone", sa.LargeBinary(), nullable=True),
        sa.Column("telephone_hash", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("staff_no", name="uq_person_staff_no"),
    )
    op.create_index("ix_person_telephone_hash", "person", ["telephone_hash"], unique=False)

    op.create_table(
        "school",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("district_code", sa.String(), nullable=False),
        sa.Column("boarding", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("key_check", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_school_one_school"),
        sa.PrimaryKeyConstraint("id", name="pk_school"),
    )
    op.create_table(
        "school_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_school_class"),
        sa.UniqueConstraint("number", name="uq_school_class_number"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
    op.create_table(
        "submission",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_submission"),
    )
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("academic_year", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_term"),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("totp_confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_account_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("login", name="uq_account_login"),
        sa.UniqueConstraint("person_id", name="uq_account_person_id"),
    )
    op.create_table(
        "child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("search", sa.String(), nullable=False),
        sa.Column("pinyin", sa.String(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column("boarding", sa.Boolean(), nullable=False),
        sa.Column("id_type", sa.String(), nullable=False),
        sa.Column("id_number", sa.LargeBinary(), nullable=True),
        sa.Column("id_number_hash", sa.String(), nullable=True),
        sa.Column("registry_no_hash", sa.String(), nullable=True),
        sa.Column("enrolment", sa.String(40), nullable=False),
        sa.Column("enrolment_since", sa.Date(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("registry_record", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name="fk_child_class_id"),
        sa.ForeignKeyConstraint(["merged_into_id"], ["child.id"], name="fk_child_merged_into_id"),
        sa.PrimaryKeyConstraint("id", name="pk_child"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_child_class_id_pinyin", "child", ["class_id", "pinyin"], unique=False)
    op.create_index("ix_child_enrolment_pinyin", "child", ["enrolment", "pinyin"], unique=False)
    op.create_index("ix_child_id_number_hash", "child", ["id_number_hash"], unique=False)
    op.create_index("ix_child_pinyin", "child", ["pinyin"], unique=False)
    op.create_index("ix_child_registry_no_hash", "child", ["registry_no_hash"], unique=False)

    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("reads", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_journal_person_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
    )
    op.create_index("ix_journal_child_id_seq", "journal", ["child_id", "seq"], unique=False)
    op.create_index("ix_journal_event_seq", "journal", ["event", "seq"], unique=False)
    op.create_index("ix_journal_person_id_seq", "journal", ["person_id", "seq"], unique=False)

    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column("house", sa.String(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name="fk_post_class_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_post_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_post"),
    )
    op.create_index("ix_post_person_id_until_day", "post", ["person_id", "until_day"], unique=False)

    op.create_table(
        "vetting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("queried_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("reference", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_vetting_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_vetting"),
    )
    op.create_index("ix_vetting_person_id", "vetting", ["person_id"], unique=False)

    op.create_table(
        "access_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("from_at", sa.DateTime(), nullable=False),
        sa.Column("until_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_access_grant_child_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_access_grant_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_access_grant"),
    )
    op.create_index("ix_access_grant_child_id", "access_grant", ["child_id"], unique=False)
    op.create_index("ix_access_grant_person_id", "access_grant", ["person_id"], unique=False)

    op.create_table(
        "aid_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_aid_category_child_id"),
        sa.PrimaryKeyConstraint("id", name="pk_aid_category"),
    )
    op.create_index("ix_aid_category_child_id", "aid_category", ["child_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("stored_as", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name="fk_attachment_added_by_id"),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_attachment_child_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.UniqueConstraint("stored_as", name="uq_attachment_stored_as"),
    )
    op.create_index("ix_attachment_child_id", "attachment", ["child_id"], unique=False)

    op.create_table(
        "census_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_census_confirmation_child_id"),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["person.id"], name="fk_census_confirmation_confirmed_by_id"),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name="fk_census_confirmation_term_id"),
        sa.PrimaryKeyConstraint("id", name="pk_census_confirmation"),
        sa.UniqueConstraint("child_id", "term_id", name="uq_census_confirmation_child_id_term_id"),
    )
    op.create_table(
        "guardian",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("is_guardian", sa.Boolean(), nullable=False),
        sa.Column("is_carer", sa.Boolean(), nullable=False),
        sa.Column("rights", sa.String(40), nullable=False),
        sa.Column("telephone", sa.LargeBinary(), nullable=True),
        sa.Column("telephone_hash", sa.String(), nullable=True),
        sa.Column("id_number", sa.LargeBinary(), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("workplace", sa.LargeBinary(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_guardian_child_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_guardian_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_guardian"),
    )
    op.create_index("ix_guardian_child_id", "guardian", ["child_id"], unique=False)
    op.create_index("ix_guardian_person_id", "guardian", ["person_id"], unique=False)
    op.create_index("ix_guardian_telephone_hash", "guardian", ["telephone_hash"], unique=False)

    op.create_table(
        "health_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_health_note_child_id"),
        sa.PrimaryKeyConstraint("id", name="pk_health_note"),
    )
    op.create_index("ix_health_note_child_id", "health_note", ["child_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_invitation_account_id"),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name="fk_invitation_made_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("token", name="uq_invitation_token"),
    )
    op.create_index("ix_invitation_account_id", "invitation", ["account_id"], unique=False)

    op.create_table(
        "kept_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("fields", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_kept_form_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_kept_form"),
        sa.UniqueConstraint("token", name="uq_kept_form_token"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_recovery_code_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
    )
    op.create_index("ix_recovery_code_account_id", "recovery_code", ["account_id"], unique=False)

    op.create_table(
        "reunion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("weekends_or_holidays", sa.Boolean(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_reunion_child_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reunion"),
    )
    op.create_index("ix_reunion_child_id", "reunion", ["child_id"], unique=False)

    op.create_table(
        "user_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_user_session_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_user_session"),
        sa.UniqueConstraint("token", name="uq_user_session_token"),
    )
    op.create_index("ix_user_session_account_id", "user_session", ["account_id"], unique=False)

    op.create_table(
        "whereabouts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("parent", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("since_at_latest", sa.Boolean(), nullable=False),
        sa.Column("where", sa.LargeBinary(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_whereabouts_child_id"),
        sa.PrimaryKeyConstraint("id", name="pk_whereabouts"),
    )
    op.create_index("ix_whereabouts_child_id_parent", "whereabouts", ["child_id", "parent"], unique=False)

    op.create_table(
        "attachment_withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"], name="fk_attachment_withdrawal_attachment_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_attachment_withdrawal_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attachment_withdrawal"),
        sa.UniqueConstraint("attachment_id", name="uq_attachment_withdrawal_attachment_id"),
    )
    op.create_table(
        "no_contact_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("issued_by", sa.LargeBinary(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_no_contact_order_child_id"),
        sa.ForeignKeyConstraint(["guardian_id"], ["guardian.id"], name="fk_no_contact_order_guardian_id"),
        sa.PrimaryKeyConstraint("id", name="pk_no_contact_order"),
    )
    op.create_index("ix_no_contact_order_child_id", "no_contact_order", ["child_id"], unique=False)
    op.create_index("ix_no_contact_order_guardian_id", "no_contact_order", ["guardian_id"], unique=False)

    #

    op.execute("INSERT INTO journal_head (id, seq) VALUES (1, 0)")
    _seal_the_journal()


def _seal_the_journal() -> None:
    """Rows of the journal are added and never again touched, by whoever uses the portal's ordinary way into the database."""
    words = "the journal is append-only"
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER journal_no_{act.lower()} BEFORE {act} ON journal BEGIN SELECT RAISE(ABORT, '{words}'); END")
        return
    op.execute(
        f"CREATE FUNCTION journal_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{words}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER journal_sealed BEFORE UPDATE OR DELETE OR TRUNCATE ON journal "
        "FOR EACH STATEMENT EXECUTE FUNCTION journal_is_sealed()"
    )


def downgrade() -> None:
    #
    op.drop_index("ix_no_contact_order_guardian_id", "no_contact_order")
    op.drop_index("ix_no_contact_order_child_id", "no_contact_order")

    op.drop_table("no_contact_order")
    op.drop_table("attachment_withdrawal")
    op.drop_index("ix_whereabouts_child_id_parent", "whereabouts")

    op.drop_table("whereabouts")
    op.drop_index("ix_user_session_account_id", "user_session")

    op.drop_table("user_session")
    op.drop_index("ix_reunion_child_id", "reunion")

    op.drop_table("reunion")
    op.drop_index("ix_recovery_code_account_id", "recovery_code")

    op.drop_table("recovery_code")
    op.drop_table("kept_form")
    op.drop_index("ix_invitation_account_id", "invitation")

    op.drop_table("invitation")
    op.drop_index("ix_health_note_child_id", "health_note")

    op.drop_table("health_note")
    op.drop_index("ix_guardian_telephone_hash", "guardian")
    op.drop_index("ix_guardian_person_id", "guardian")
    op.drop_index("ix_guardian_child_id", "guardian")

    op.drop_table("guardian")
    op.drop_table("census_confirmation")
    op.drop_index("ix_attachment_child_id", "attachment")

    op.drop_table("attachment")
    op.drop_index("ix_aid_category_child_id", "aid_category")

    op.drop_table("aid_category")
    op.drop_index("ix_access_grant_person_id", "access_grant")
    op.drop_index("ix_access_grant_child_id", "access_grant")

    op.drop_table("access_grant")
    op.drop_index("ix_vetting_person_id", "vetting")

    op.drop_table("vetting")
    op.drop_index("ix_post_person_id_until_day", "post")

    op.drop_table("post")
    op.drop_index("ix_journal_person_id_seq", "journal")
    op.drop_index("ix_journal_event_seq", "journal")
    op.drop_index("ix_journal_child_id_seq", "journal")

    _unseal_the_journal()
    op.drop_table("journal")
    op.drop_index("ix_child_registry_no_hash", "child")
    op.drop_index("ix_child_pinyin", "child")
    op.drop_index("ix_child_id_number_hash", "child")
    op.drop_index("ix_child_enrolment_pinyin", "child")
    op.drop_index("ix_child_class_id_pinyin", "child")

    op.drop_table("child")
    op.drop_table("account")
    op.drop_table("term")
    op.drop_table("submission")
    op.drop_table("setting")
    op.drop_table("school_class")
    op.drop_table("school")
    op.drop_index("ix_person_telephone_hash", "person")

    op.drop_table("person")
    op.drop_table("journal_head")
    op.drop_table("calendar_year")
    op.drop_table("calendar_entry")
    #


def _unseal_the_journal() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER journal_no_update")
        op.execute("DROP TRIGGER journal_no_delete")
    else:
        op.execute("DROP TRIGGER journal_sealed ON journal")
        op.execute("DROP FUNCTION journal_is_sealed()")
