"""Home visits, who went, what follows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050_visits"
down_revision = "0040_pairing"
branch_labels = None
depends_on = None

TABLES = ("home_visit", "home_visitor", "home_visit_withdrawal", "visit_follow_up", "visit_follow_up_done")


def upgrade() -> None:
    _visits()
    _follow_ups()


def _visits() -> None:
    op.create_table(
        "home_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mode", sa.String(40), nullable=False),
        sa.Column("form", sa.LargeBinary(), nullable=False),
        sa.Column("signed", sa.String(40), nullable=False),
        sa.Column("signature_kind", sa.String(), nullable=True),
        sa.Column("signature_stored_as", sa.String(), nullable=True),
        sa.Column("signature_digest", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        *_keys("home_visit", child_id="child", recorded_by_id="person"),
        sa.UniqueConstraint("client_id", name="uq_home_visit_client_id"),
    )
    op.create_index("ix_home_visit_child_id_day", "home_visit", ["child_id", "day"])
    op.create_index("ix_home_visit_day", "home_visit", ["day"])
    op.create_table(
        "home_visitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *_keys("home_visitor", visit_id="home_visit", person_id="person"),
        sa.UniqueConstraint("visit_id", "person_id", name="uq_home_visitor_visit_id_person_id"),
    )
    op.create_index("ix_home_visitor_person_id", "home_visitor", ["person_id"])
    op.create_table(
        "home_visit_withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("home_visit_withdrawal", visit_id="home_visit", by_id="person"),
        sa.UniqueConstraint("visit_id", name="uq_home_visit_withdrawal_visit_id"),
    )


def _follow_ups() -> None:
    op.create_table(
        "visit_follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        *_keys("visit_follow_up", visit_id="home_visit", child_id="child", owner_id="person", made_by_id="person"),
    )
    op.create_index("ix_visit_follow_up_visit_id", "visit_follow_up", ["visit_id"])
    op.create_index("ix_visit_follow_up_owner_id", "visit_follow_up", ["owner_id"])
    op.create_table(
        "visit_follow_up_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *_keys("visit_follow_up_done", follow_up_id="visit_follow_up", by_id="person"),
        sa.UniqueConstraint("follow_up_id", name="uq_visit_follow_up_done_follow_up_id"),
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
