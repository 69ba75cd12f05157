"""The district's own tables, in a database of its own: schools, what they sent, what they were told, sums, operators."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, deferred, mapped_column

from portal.core.db import NAMES, Base


class DistrictBase(DeclarativeBase):
    """Parent of the district's tables; never in a school's database."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = Base.type_annotation_map


class Holder(DistrictBase):
    """This receiver: its signing key, sealed by the key file of its folder; `tables` is of before the tables had a history."""

    __tablename__ = "holder"

    id: Mapped[int] = mapped_column(primary_key=True)
    tables: Mapped[int]
    key: Mapped[bytes]


class School(DistrictBase):
    """A school that may send. A new key takes the place of the old one; a closed school may send no more."""

    __tablename__ = "school"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    public_key: Mapped[str]
    enrolled_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class State(StrEnum):
    """A version in force, one handed back to be corrected, one a later version took the place of."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    SUPERSEDED = "superseded"


class Submission(DistrictBase):
    """One accepted version of a return, as it was sent; every version is kept."""

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("school_id", "kind", "period", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    kind: Mapped[str]
    period: Mapped[str]
    edition: Mapped[int]
    digest: Mapped[str]
    state: Mapped[State]
    received_at: Mapped[datetime]
    letter: Mapped[Any] = deferred(mapped_column(JSON, nullable=False))


class GivenReceipt(DistrictBase):
    """A receipt as it was signed: one when a letter was taken, one more when it was handed back."""

    __tablename__ = "receipt"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    at: Mapped[datetime]
    receipt: Mapped[Any] = mapped_column(JSON)


class Sums(DistrictBase):
    """What the versions in force add up to: by indicator and cell [sum of shown counts, schools, schools that hide it]."""

    __tablename__ = "sums"
    __table_args__ = (UniqueConstraint("kind", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    period: Mapped[str]
    schools: Mapped[int] = mapped_column(default=0)
    sums: Mapped[Any] = mapped_column(JSON)


class Refusal(DistrictBase):
    """A letter that was not taken: from whom it said it came, and why. Its content is not kept."""

    __tablename__ = "refusal"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    sender: Mapped[str]
    reasons: Mapped[str]


class Operator(DistrictBase):
    """Somebody of the district who may look, enrol schools and hand returns back."""

    __tablename__ = "operator"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str]
    failures: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime | None]


class Deed(DistrictBase):
    """What an operator did: enrolled or closed a school, handed a return back, took an export."""

    __tablename__ = "deed"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    operator: Mapped[str]
    deed: Mapped[str]
    about: Mapped[str]
