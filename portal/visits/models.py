"""Tables of home visits: the visit with its form, who went, what has to follow."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText


class VisitMode(StrEnum):
    """How the family was met (入户, 约谈, 视频, 电话)."""

    ON_SITE = "on_site"
    INVITED_TALK = "invited_talk"
    VIDEO = "video"
    TELEPHONE = "telephone"


class Signed(StrEnum):
    """How the family signed."""

    DRAWN = "drawn"
    PHOTO = "photo"
    PAPER = "paper"
    NOT = "not"


class HomeVisit(Base):
    """One visit; `client_id` is made where it is written, `form` holds the texts of rules §9.6 and the hazards ticked."""

    __tablename__ = "home_visit"
    __table_args__ = (Index("ix_home_visit_child_id_day", "child_id", "day"), Index("ix_home_visit_day", "day"))

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(unique=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    day: Mapped[date]
    mode: Mapped[VisitMode]
    form: Mapped[Any] = mapped_column(EncryptedJson("home_visit.form"))
    signed: Mapped[Signed]
    signature_kind: Mapped[str | None]
    signature_stored_as: Mapped[str | None]
    signature_digest: Mapped[str | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Visitor(Base):
    """Who went; two are recommended."""

    __tablename__ = "home_visitor"
    __table_args__ = (UniqueConstraint("visit_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("home_visit.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)


class VisitWithdrawal(Base):
    """A visit recorded by mistake: who withdrew it and why; it stays to be read."""

    __tablename__ = "home_visit_withdrawal"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("home_visit.id"), unique=True)
    reason: Mapped[str] = mapped_column(EncryptedText("home_visit_withdrawal.reason"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class FollowUp(Base):
    """What has to be done after a visit, by whom, by when."""

    __tablename__ = "visit_follow_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("home_visit.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    words: Mapped[str] = mapped_column(EncryptedText("visit_follow_up.words"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    due: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class FollowUpDone(Base):
    """It was done: by whom, when, and what came of it."""

    __tablename__ = "visit_follow_up_done"

    id: Mapped[int] = mapped_column(primary_key=True)
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("visit_follow_up.id"), unique=True)
    words: Mapped[str | None] = mapped_column(EncryptedText("visit_follow_up_done.words"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
