"""Tables of returns: a return in one version, its lines with the children counted, findings, and every step it took."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText


class State(StrEnum):
    """How far a version is. A signed one never changes again; that a later one took its place is told by that one."""

    DRAFT = "draft"
    PREPARED = "prepared"
    REVIEWED = "reviewed"
    SIGNED = "signed"


class Return(Base):
    """One version (`edition`) of a return for a period. `definitions` are the indicators as they read when it was counted.

    `hidden` names the cells that are not shown outside the school; `digest` freezes the whole when the principal signs.
    """

    __tablename__ = "summary_return"
    __table_args__ = (UniqueConstraint("kind", "period", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    period: Mapped[str]
    edition: Mapped[int]
    definition: Mapped[str]
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    cut_off: Mapped[date]
    threshold: Mapped[int]
    definitions: Mapped[Any] = mapped_column(JSON, nullable=False)
    hidden: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("summary_return.id"), unique=True)
    counted_at: Mapped[datetime]
    prepared_at: Mapped[datetime | None]
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reviewed_at: Mapped[datetime | None]
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    digest: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ReturnLine(Base):
    """One count: a cell of a breakdown with the children in it, or the total of an indicator (all three dimensions "*").

    `members_digest` is keyed: it proves the set without giving it away. A figure written in by hand is a total with its source.
    """

    __tablename__ = "summary_line"
    __table_args__ = (UniqueConstraint("return_id", "indicator", "grade", "sex", "boarding"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(ForeignKey("summary_return.id"))
    indicator: Mapped[str]
    grade: Mapped[str]
    sex: Mapped[str]
    boarding: Mapped[str]
    number: Mapped[int | None]
    by_hand: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(default="")
    members: Mapped[Any] = deferred(mapped_column(EncryptedJson("summary_line.members"), nullable=True))
    members_digest: Mapped[str] = mapped_column(default="")


class Finding(Base):
    """A balance that does not hold; the explanation goes up with the return, so it names nobody."""

    __tablename__ = "summary_finding"
    __table_args__ = (UniqueConstraint("return_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(ForeignKey("summary_return.id"))
    key: Mapped[str]
    balance: Mapped[str]
    indicator: Mapped[str]
    left: Mapped[int]
    right: Mapped[int]
    explanation: Mapped[str | None] = mapped_column(EncryptedText("summary_finding.explanation"))
    explained_at: Mapped[datetime | None]
    explained_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class ChangeReason(Base):
    """Why a figure of a later version is another one than in the version it takes the place of."""

    __tablename__ = "summary_change_reason"
    __table_args__ = (UniqueConstraint("return_id", "indicator"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(ForeignKey("summary_return.id"))
    indicator: Mapped[str]
    before: Mapped[int | None]
    now: Mapped[int | None]
    reason: Mapped[str] = mapped_column(EncryptedText("summary_change_reason.reason"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Act(StrEnum):
    """What happens to a return."""

    COUNTED = "counted"
    PREPARED = "prepared"
    REVIEWED = "reviewed"
    SIGNED = "signed"
    SENT_BACK = "sent_back"


class ReturnStep(Base):
    """One step of a return: who did what when; sent back with a reason."""

    __tablename__ = "summary_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(ForeignKey("summary_return.id"), index=True)
    act: Mapped[Act]
    reason: Mapped[str | None] = mapped_column(EncryptedText("summary_step.reason"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class ExchangeKey(Base):
    """A key this school signs with; the newest one is used, older ones stay to tell what they signed."""

    __tablename__ = "exchange_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    private: Mapped[str] = mapped_column(EncryptedText("exchange_key.private"))
    public: Mapped[str]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Delivery(Base):
    """A signed return on its way to the district: the letter as it was signed, under the number that makes it count once."""

    __tablename__ = "summary_delivery"

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(ForeignKey("summary_return.id"), unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    letter: Mapped[Any] = deferred(mapped_column(JSON, nullable=False))
    queued_at: Mapped[datetime]
    queued_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    trouble: Mapped[str] = mapped_column(default="")


class DistrictReceipt(Base):
    """The district's signed word on a delivery, as it came."""

    __tablename__ = "summary_receipt"
    __table_args__ = (UniqueConstraint("delivery_id", "signature"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("summary_delivery.id"))
    verdict: Mapped[str]
    reasons: Mapped[Any] = mapped_column(JSON)
    given_at: Mapped[datetime]
    taken_in_at: Mapped[datetime]
    signature: Mapped[str]
    receipt: Mapped[Any] = deferred(mapped_column(JSON, nullable=False))
